import type { Root } from 'mdast';
import { type Position, positions } from '../position.ts';
import type { Span } from '../rule.ts';
import { type Kind, type Subject, textOf } from '../subject.ts';
import { Change } from './change.ts';
import { type Line, type ParsedMessage, parseMessage, type Trailer } from './commit.ts';
import type { FileChange } from './diff.ts';
import { markdownRegions, parseMarkdown } from './markdown.ts';
import { ADDED, PROSE, type Region, spanAt } from './region.ts';
import { regionScanner } from './scan.ts';
import { type Searchable, search } from './search.ts';
import type { SessionEvent } from './session/event.ts';
import type { SimpleCommand } from './shell/command.ts';
import { parseShell } from './shell/parse.ts';
import { findSuppressions, type Suppression } from './suppression.ts';

/** A found place with its text. */
export interface Hit extends Span {
  readonly text: string;
}

export interface FindOptions {
  /** Regions to look in; prose and tables by default, of a diff the added lines. */
  readonly in?: readonly Region[] | 'everywhere';
  /** Look only inside this part. */
  readonly within?: Span | null;
}

/**
 * A parsed subject. Everything beyond the raw text is worked out when a rule first asks for it:
 * a clean text is never parsed as Markdown.
 */
export class Document {
  readonly subject: Subject;
  readonly kind: Kind;
  /** The source; all places count in it, in UTF-16 offsets. */
  readonly text: string;
  #message: ParsedMessage | undefined;
  #lines: readonly Line[] | undefined;
  #title: Line | null | undefined;
  #body: Span | undefined;
  #regions: readonly Region[] | undefined;
  #tree: Root | undefined;
  #commands: readonly SimpleCommand[] | undefined;
  #change: Change | undefined;
  #suppressions: readonly Suppression[] | undefined;
  #positions: ((offset: number) => Position) | undefined;
  #inNotation: boolean | undefined;
  #scan: ((offset: number) => Region | null) | undefined;

  constructor(subject: Subject) {
    this.subject = subject;
    this.kind = subject.kind;
    this.text = textOf(subject);
  }

  /** The lines that count, without those git drops from a commit message. */
  get lines(): readonly Line[] {
    if (this.#parsed) return this.#parsed.lines;
    this.#lines ??= splitLines(this.text);
    return this.#lines;
  }

  /** First line of a commit or a pull request; null where there is none. */
  get title(): Line | null {
    if (this.#title === undefined) this.#title = this.#findTitle();
    return this.#title;
  }

  /** What follows the title and its blank lines; the whole text where there is no title. */
  get body(): Span {
    this.#body ??= this.#findBody();
    return this.#body;
  }

  #findTitle(): Line | null {
    if (this.kind === 'pr') return this.lines[0] ?? null;
    if (this.kind === 'commit') return this.lines.find((line) => line.text.trim() !== '') ?? null;
    return null;
  }

  #findBody(): Span {
    if (this.kind !== 'commit' && this.kind !== 'pr') return { start: 0, end: this.text.length };
    const after = this.lines.indexOf(this.title ?? (this.lines[0] as Line)) + 1;
    const first = this.lines.slice(after).find((line) => line.text.trim() !== '');
    const last = this.lines.at(-1);
    return first && last
      ? { start: first.start, end: last.end }
      : { start: this.text.length, end: this.text.length };
  }

  get trailers(): readonly Trailer[] {
    return this.#parsed?.trailers ?? [];
  }

  /** What git made this commit for: a merge, a revert, a fixup; null for all others. */
  get shape(): ParsedMessage['shape'] {
    return this.#parsed?.shape ?? null;
  }

  /** The files of a diff; none for other kinds. */
  get files(): readonly FileChange[] {
    return this.#parsedChange?.files ?? [];
  }

  /** The file of a diff that an offset stands in. */
  fileAt(offset: number): FileChange | undefined {
    return this.#parsedChange?.fileAt(offset);
  }

  /** The simple commands of a command line, in the order of their words; none for other kinds. */
  get commands(): readonly SimpleCommand[] {
    if (this.kind !== 'command') return [];
    this.#commands ??= parseShell(this.text);
    return this.#commands;
  }

  /** What happened in a session, in order; nothing for other kinds. */
  get events(): readonly SessionEvent[] {
    return this.subject.kind === 'session' ? this.subject.events : [];
  }

  /** What happened at an offset of a session; undefined between events, and for other kinds. */
  eventAt(offset: number): SessionEvent | undefined {
    const { events } = this;
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // The end of an event counts as in it, since findings end there.
      if ((events[middle] as SessionEvent).at.end < offset) low = middle + 1;
      else high = middle;
    }
    const event = events[low];
    return event && event.at.start <= offset ? event : undefined;
  }

  /** The wishes in the subject to leave findings out, in order. */
  get suppressions(): readonly Suppression[] {
    this.#suppressions ??= findSuppressions(this);
    return this.#suppressions;
  }

  /**
   * Line and column of an offset; of a diff, those of the new file; of a session, the line of its transcript
   * and the column in its text.
   */
  positionAt(offset: number): Position {
    if (this.#parsedChange) return this.#parsedChange.positionAt(offset);
    this.#positions ??= positions(this.text);
    const position = this.#positions(offset);
    const event = this.kind === 'session' ? this.eventAt(offset) : undefined;
    if (!event || this.#isInNotation) return position;
    return { line: event.line, column: position.column };
  }

  /** Whether lines of a session count in its text, since it is no transcript. */
  get #isInNotation(): boolean {
    const lineAt = positions(this.text);
    this.#inNotation ??= this.events.every(({ at, line }) => lineAt(at.start).line === line);
    return this.#inNotation;
  }

  /** Every place where a word of a list, or a pattern, stands in the regions asked for. */
  *find(what: Searchable, { in: wanted, within = null }: FindOptions = {}): Generator<Hit> {
    const regions = wanted ?? (this.kind === 'diff' ? ADDED : PROSE);
    for (const { start, end } of search(this.text, what)) {
      if (within && (start < within.start || end > within.end)) continue;
      if (regions === 'everywhere' ? this.#isDropped(start) : !regions.includes(this.regionAt(start)))
        continue;
      yield { start, end, text: this.text.slice(start, end) };
    }
  }

  /** What kind of text stands at an offset. Parses Markdown only when that can matter. */
  regionAt(offset: number): Region {
    if (this.#isDropped(offset)) return 'dropped';
    if (spanAt(this.trailers, offset)) return 'trailer';
    if (this.kind === 'branch' || this.kind === 'command' || this.kind === 'session') return 'prose';
    if (this.#parsedChange) return this.#parsedChange.regionAt(offset);
    this.#scan ??= regionScanner(this.#markup);
    const region = this.#scan(offset);
    if (region !== null) return region;
    this.#regions ??= markdownRegions(this.#markup);
    return this.#regions[offset] ?? 'prose';
  }

  /** The Markdown tree, with offsets of the source. Git's comments and trailers are blank in it. */
  get tree(): Root {
    this.#tree ??= parseMarkdown(this.#markup);
    return this.#tree;
  }

  #isDropped(offset: number): boolean {
    return spanAt(this.#parsed?.dropped ?? [], offset) !== undefined;
  }

  get #parsedChange(): Change | undefined {
    if (this.subject.kind === 'diff') this.#change ??= new Change(this.subject);
    return this.#change;
  }

  get #parsed(): ParsedMessage | undefined {
    if (this.subject.kind === 'commit') this.#message ??= parseMessage(this.subject);
    return this.#message;
  }

  /** The text with all that is no Markdown blanked out, every offset kept. */
  get #markup(): string {
    const spans = [...(this.#parsed?.dropped ?? []), ...this.trailers].sort((a, b) => a.start - b.start);
    let kept = 0;
    const parts = spans.flatMap((span) => {
      // A trailer may have a dropped line inside.
      const start = Math.max(kept, span.start);
      const end = Math.max(start, span.end);
      const before = this.text.slice(kept, start);
      kept = end;
      return [before, this.text.slice(start, end).replace(/[^\n]/g, ' ')];
    });
    return parts.join('') + this.text.slice(kept);
  }
}

/** Makes a document of a subject. */
export function parse(subject: Subject): Document {
  return new Document(subject);
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const part of text.split('\n')) {
    const line = part.endsWith('\r') ? part.slice(0, -1) : part;
    lines.push({ start, end: start + line.length, text: line });
    start += part.length + 1;
  }
  if (lines.at(-1)?.text === '') lines.pop();
  return lines;
}
