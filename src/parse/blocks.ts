import type { Span } from '../rule.ts';
import type { Region } from './region.ts';

/** A run of lines. */
export interface Block extends Span {
  /** What all of it is; `inline` where spans inside decide; null where only the Markdown parser knows. */
  readonly region: Region | 'inline' | null;
  /** Starts of lines that may begin another block or go on with this one: no code span is sure there. */
  readonly doubts: readonly number[];
}

const FRONT_MATTER = /^(?:---|\+\+\+)/;
/** A definition, of a link or a footnote, changes how brackets are read anywhere; a lone CR ends lines. */
const DEFINITION = /\r(?!\n)|^[ \t>*+\-\d.)]*\[[^\]\n]*\]:/m;
const MARKER = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/;
/** A thematic break, or the line that makes a heading of the paragraph above. */
const RULER = /^(?:=+|-+|([-*_])(?:[ \t]*\1){2,})$/;
const HEADING = /^#{1,6}(?:[ \t]|$)/;
const FENCE = /^(?:`{3,}[^`]*$|~{3,})/;
const DELIMITER_ROW = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*(?::?-+:?[ \t]*)?)*$/;
/** An address in angle brackets, a little narrower than CommonMark takes it. */
export const ADDRESS = /^<(?:https?:\/\/[^\s<>]*|[\w.+-]+@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)>/;
/** HTML that does not end at an empty line (CommonMark 0.31, HTML blocks 1 and 3 to 5). */
const RAW_HTML = /^<(?:script|pre|style|textarea|\?|![A-Z[])/i;

const LISTED = /^[ \t>]*(?:[-+*]|\d{1,9}[.)])(?:\s|$)/;
/** What a deeper line of a list may be, beside a paragraph. */
const NESTED = /^(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?:[><]|```|~~~|(?:[-+*]|\d{1,9}[.)])(?: {5}| {0,4}\t))/;
/** What may open a block that goes on behind an empty line. */
const OPENS = new RegExp(
  `^[ \\t>*+\\-\\d.)]*(?:${FENCE.source.slice(1)}|<!--|${RAW_HTML.source.slice(1)})`,
  'i',
);

/**
 * The blocks of a Markdown text, in order. It follows CommonMark and GFM where a line at a time can tell,
 * and gives up, with a null region, where containers nest or definitions stand. Linear in the text.
 */
export function blocks(text: string): Block[] {
  if (FRONT_MATTER.test(text) || DEFINITION.test(text)) {
    return [{ start: 0, end: text.length, region: null, doubts: [] }];
  }
  return new Scanner(text).blocks;
}

type Mutable = { start: number; end: number; region: Block['region']; doubts: number[] };

class Scanner {
  readonly blocks: Mutable[] = [];
  readonly #text: string;
  /** A list that may still be open. */
  #list = false;
  /** The line above is part of a paragraph, which this one may go on with. */
  #paragraph = false;
  /** From here to the next empty line, lines cannot be told apart. */
  #lost = false;
  /** Where the lines without an empty one between them began, in blocks. */
  #chunk = 0;

  constructor(text: string) {
    this.#text = text;
    let start = 0;
    while (start < text.length) start = this.#line(start);
  }

  /** Reads one line, or one block that only its end ends, and gives the start of the next. */
  #line(start: number): number {
    const newline = this.#text.indexOf('\n', start);
    const next = newline === -1 ? this.#text.length : newline + 1;
    const line = this.#text.slice(start, next);
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const rest = line.slice(indent).trimEnd();

    if (rest === '') return this.#blank(next);
    if (this.#lost) return this.#lose(start, next);
    if (this.#paragraph && rest.includes('|') && DELIMITER_ROW.test(rest)) return this.#table(start, next);
    if (indent >= 4 || line[indent] === '\t') return this.#indented(start, next, rest.trimStart());
    return this.#content(start, next, rest, indent);
  }

  #blank(next: number): number {
    this.#paragraph = false;
    this.#lost = false;
    this.#chunk = this.blocks.length;
    return next;
  }

  #indented(start: number, next: number, rest: string): number {
    if (this.#list && FENCE.test(rest)) return this.#giveUp(start);
    if (this.#isBelowQuote() || (this.#list && NESTED.test(rest))) return this.#lose(start, next);
    if (this.#paragraph) return this.#goOn(start, next, MARKER.test(rest) || /^[#>=<]/.test(rest));
    if (this.#list) return this.#lose(start, next);
    return this.#add(start, next, 'fence');
  }

  /** A line that is indented by less than four columns. */
  #content(start: number, next: number, rest: string, indent: number): number {
    if (FENCE.test(rest))
      return this.#list && indent > 0 ? this.#giveUp(start) : this.#fence(start, next, rest);
    if (rest.startsWith('>')) return this.#quote(start, next);
    if (this.#isBelowQuote()) return this.#lose(start, next);
    if (rest.startsWith('<!--')) return this.#comment(start + indent, indent);
    if (/^<[a-z/!?]/i.test(rest) && !ADDRESS.test(rest)) {
      return RAW_HTML.test(rest) ? this.#giveUp(start) : this.#lose(start, next);
    }
    const ruler = RULER.test(rest) && (this.#paragraph || !rest.startsWith('='));
    if (ruler || HEADING.test(rest)) return this.#alone(start, next, rest);
    if (MARKER.test(rest)) return this.#item(start, next, rest);
    if (this.#paragraph) return this.#goOn(start, next, /^[=#]/.test(rest));
    if (indent === 0) this.#list = false;
    this.#paragraph = true;
    return this.#add(start, next, 'inline');
  }

  /** A line that is a block of its own, but for a short one that may go on with the paragraph above. */
  #alone(start: number, next: number, rest: string): number {
    if (/^[-=]{1,2}$/.test(rest) || (this.#list && rest.startsWith('='))) return this.#lose(start, next);
    this.#paragraph = false;
    return this.#add(start, next, 'inline');
  }

  #item(start: number, next: number, rest: string): number {
    let content = rest;
    while (MARKER.test(content)) {
      const after = content.replace(MARKER, '');
      if (/^ {5}|^ {0,4}\t/.test(after)) return this.#lose(start, next);
      content = after.trimStart();
    }
    const certain = !this.#paragraph || this.#list || (/^[-+*]|^1[.)]/.test(rest) && content !== '');
    this.#list = true;
    if (FENCE.test(content)) return this.#giveUp(start);
    if (/^[><]/.test(content) && !ADDRESS.test(content)) {
      return RAW_HTML.test(content) || content.startsWith('<!--')
        ? this.#giveUp(start)
        : this.#lose(start, next);
    }
    if (!certain) return this.#goOn(start, next, true);
    if (content === '' || RULER.test(content) || HEADING.test(content)) return this.#lose(start, next);
    this.#paragraph = true;
    return this.#add(start, next, 'inline');
  }

  /** All lines up to the closing fence, or to the end. */
  #fence(start: number, next: number, rest: string): number {
    const [marks = ''] = /^(?:`+|~+)/.exec(rest) ?? [];
    const closing = new RegExp(`^ {0,3}${marks[0]}{${marks.length},}[ \\t]*\\r?$`, 'gm');
    closing.lastIndex = next;
    const close = next < this.#text.length ? closing.exec(this.#text) : null;
    const newline = close ? this.#text.indexOf('\n', close.index) : -1;
    this.#paragraph = false;
    this.#list = false;
    return this.#add(start, newline === -1 ? this.#text.length : newline + 1, 'fence');
  }

  /** Quoted lines are sure; what follows them without a mark may go on with the quotation. */
  #quote(start: number, next: number): number {
    this.#paragraph = false;
    return this.#add(start, next, 'quote');
  }

  #isBelowQuote(): boolean {
    return this.blocks.length > this.#chunk && this.blocks.at(-1)?.region === 'quote';
  }

  /** An HTML comment that begins a line goes on to the end of the line that ends it. */
  #comment(start: number, indent: number): number {
    const close = this.#text.indexOf('-->', start + 2);
    const end = close === -1 ? this.#text.length : close + '-->'.length;
    const newline = this.#text.indexOf('\n', end);
    const next = newline === -1 ? this.#text.length : newline + 1;
    if (end < start + '<!---->'.length) return this.#giveUp(start);
    if (this.#list && indent > 0 && this.#text.slice(start, end).includes('\n')) return this.#giveUp(start);
    if (indent === 0) this.#list = false;
    this.#paragraph = false;
    this.#add(start, end, 'comment');
    if (end === next) return next;
    return this.#add(end, next, this.#text.slice(end, next).includes('<!--') ? null : 'prose');
  }

  #goOn(start: number, next: number, doubt: boolean): number {
    const block = this.blocks.at(-1);
    if (block?.region !== 'inline') return this.#add(start, next, 'inline');
    block.end = next;
    if (doubt) block.doubts.push(start);
    return next;
  }

  /** The header of a table is a line above it, which looked like a paragraph. */
  #table(start: number, next: number): number {
    for (const block of this.blocks.slice(this.#chunk)) block.region = null;
    return this.#lose(start, next);
  }

  #lose(start: number, next: number): number {
    this.#doubtAbove(start);
    this.#lost = true;
    this.#paragraph = false;
    const line = this.#text.slice(start, next);
    if (OPENS.test(line)) return this.#giveUp(start);
    this.#list ||= LISTED.test(line);
    return this.#add(start, next, null);
  }

  #giveUp(start: number): number {
    this.#doubtAbove(start);
    return this.#add(start, this.#text.length, null);
  }

  /** The paragraph above may go on into a line that cannot be told. */
  #doubtAbove(start: number): void {
    if (this.#paragraph) this.blocks.at(-1)?.doubts.push(start);
  }

  #add(start: number, end: number, region: Block['region']): number {
    this.blocks.push({ start, end, region, doubts: [] });
    return end;
  }
}
