import { positions } from '../../position.ts';
import type { Span } from '../../rule.ts';
import type { Session } from '../../subject.ts';
import type { SessionEvent } from './event.ts';
import { redact } from './redact.ts';

type Unplaced<E> = E extends SessionEvent ? Omit<E, 'at' | 'line'> & { readonly line?: number } : never;

/** An event before it has a place in a text. */
export type NewEvent = Unplaced<SessionEvent>;

/** Units kept of each end of a long output. */
const OUTPUT_END = 2000;

/** Where an output is cut no word is, unless it is longer: half a secret could not be told. */
const WORD = 200;

/** Units of the text of a session, about half of what V8 can hold: what does not fit has an empty place. */
const LONGEST = 1 << 28;

const HEAD = /^(prompt|reply|read|edit|run|tool):[ ]?/;
const EXIT = /^exit:[ ]*(?:(-?\d{1,16})(?!\S))?/;

/**
 * Reads a session from its notation: an event begins with its kind and a colon at the start of a line, and
 * goes on in the lines indented by two blanks. Behind a `run:`, `exit: N` (`?` where it is unknown) begins
 * its output; behind an `edit:`, `-` and `+` begin the lines that went and came. Other lines are skipped.
 */
export function parseSession(text: string): Session {
  const positionAt = positions(text);
  const events = draftsOf(text).map((draft) => eventOf(draft, positionAt(draft.at.start).line));
  return { kind: 'session', text, events };
}

/**
 * The session that some events make, with its text. Of a long output both ends are kept, without secrets of
 * known forms; all else is kept whole, but for carriage returns at the ends of lines.
 * @param events `line` counts in their transcript; where it is absent, it comes to count in the text
 */
export function sessionOf(events: readonly NewEvent[]): Session {
  const texts: string[] = [];
  const kept: NewEvent[] = [];
  const places: Span[] = [];
  let length = 0;
  for (const each of events) {
    const event = asWritten(each);
    const text = `${written(event)}\n`;
    const fits = length + text.length <= LONGEST;
    if (fits) texts.push(text);
    places.push({ start: length, end: fits ? length + text.length - 1 : length });
    kept.push(event);
    if (fits) length += text.length;
  }
  const text = texts.join('');
  const positionAt = positions(text);
  const placed = kept.map((event, index): SessionEvent => {
    const at = places[index] as Span;
    return { ...event, at, line: event.line ?? positionAt(at.start).line };
  });
  return { kind: 'session', text, events: placed };
}

/**
 * Where a part of a prompt, a reply or a command stands in the text of its session.
 * @param part in UTF-16 offsets of the event's own text
 */
export function placeIn(session: string, { at }: SessionEvent, part: Span): Span {
  const [draft] = draftsOf(session.slice(at.start, at.end));
  if (!draft) return at;
  const lines = linesOf(draft);
  return { start: place(part.start), end: place(part.end) };

  function place(offset: number): number {
    let left = offset;
    for (const line of lines) {
      if (left <= line.text.length) return at.start + line.start + left;
      left -= line.text.length + 1;
    }
    return at.end;
  }
}

interface Line {
  readonly text: string;
  /** Where it begins, behind its head or indent. */
  readonly start: number;
}

interface Draft {
  readonly kind: SessionEvent['kind'];
  readonly at: { readonly start: number; end: number };
  readonly head: Line;
  readonly lines: Line[];
  output?: Line[];
  exit?: number | null;
}

function draftsOf(text: string): Draft[] {
  const drafts: Draft[] = [];
  let draft: Draft | undefined;
  // Empty lines, which count where their event goes on behind them.
  let empty: Line[] = [];
  let next = 0;
  for (const raw of text.split('\n')) {
    const start = next;
    next += raw.length + 1;
    const line = withoutReturn(raw);
    if (line === '') {
      empty.push({ text: '', start });
      continue;
    }
    const head = HEAD.exec(line);
    const exit = draft?.kind === 'run' && !draft.output ? EXIT.exec(line) : null;
    const end = start + line.length;
    if (head) {
      const from = head[0].length;
      const first = { text: line.slice(from), start: start + from };
      draft = { kind: head[1] as SessionEvent['kind'], at: { start, end }, head: first, lines: [] };
      drafts.push(draft);
    } else if (draft && exit) {
      draft.output = [];
      // No zero below zero.
      draft.exit = exit[1] === undefined ? null : Number(exit[1]) + 0;
      draft.at.end = end;
    } else if (draft && line.startsWith('  ')) {
      const lines = draft.output ?? draft.lines;
      for (const each of empty) lines.push(each);
      lines.push({ text: line.slice(2), start: start + 2 });
      draft.at.end = end;
    }
    empty = [];
  }
  return drafts;
}

/** The lines of what an event says: a head without a word is none of them where others follow. */
function linesOf({ head, lines }: Draft): readonly Line[] {
  return head.text === '' && lines.length > 0 ? lines : [head, ...lines];
}

function eventOf(draft: Draft, line: number): SessionEvent {
  const { kind, at, head, lines, output = [], exit = null } = draft;
  const happened = { at, line, time: null };
  const text = joined(linesOf(draft));
  switch (kind) {
    case 'prompt':
    case 'reply':
      return { kind, text, ...happened };
    case 'read':
      return { kind, path: text, ...happened };
    case 'edit':
      return { kind, path: head.text, added: begunBy('+', lines), removed: begunBy('-', lines), ...happened };
    case 'run':
      return { kind, command: text, output: joined(output), exit, ...happened };
    case 'tool': {
      const [, name = '', input = ''] = /^(\S*)([\s\S]*)$/.exec(text.trimStart()) ?? [];
      return { kind, name: asName(name), input: oneLine(input), ...happened };
    }
  }
}

function joined(lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join('\n');
}

function begunBy(sign: string, lines: readonly Line[]): string {
  return lines.flatMap(({ text }) => (text.startsWith(sign) ? [text.slice(1)] : [])).join('\n');
}

/** An event as the notation can tell it, so that what is written is what is read again. */
function asWritten(event: NewEvent): NewEvent {
  switch (event.kind) {
    case 'prompt':
    case 'reply':
      return { ...event, text: withoutReturns(event.text) };
    case 'read':
      return { ...event, path: withoutReturns(event.path) };
    case 'edit': {
      const path = withoutReturns(event.path).replaceAll('\n', ' ');
      return { ...event, path, added: withoutReturns(event.added), removed: withoutReturns(event.removed) };
    }
    case 'run': {
      // No zero below zero.
      const exit = Number.isSafeInteger(event.exit) ? (event.exit as number) + 0 : null;
      const output = redact(shortened(withoutReturns(event.output)));
      return { ...event, command: withoutReturns(event.command), output, exit };
    }
    case 'tool':
      return { ...event, name: asName(event.name), input: oneLine(event.input) };
  }
}

function written(event: NewEvent): string {
  switch (event.kind) {
    case 'prompt':
    case 'reply':
      return headed(event.kind, event.text);
    case 'read':
      return headed(event.kind, event.path);
    case 'edit':
      return `edit: ${event.path}${indented(event.removed, '-')}${indented(event.added, '+')}`;
    case 'run': {
      const { command, output, exit } = event;
      const end = exit === null && output === '' ? '' : `\nexit: ${exit ?? '?'}`;
      return `${headed(event.kind, command)}${end}${indented(output)}`;
    }
    case 'tool':
      return headed(event.kind, event.input === '' ? event.name : `${event.name} ${event.input}`);
  }
}

/** A text that begins with an empty line stands whole in the lines behind its head. */
function headed(kind: string, text: string): string {
  if (text.startsWith('\n')) return `${kind}:${indented(text)}`;
  return text === '' ? `${kind}:` : `${kind}: ${text.replaceAll('\n', '\n  ')}`;
}

function indented(text: string, sign = ''): string {
  return text === '' ? '' : `\n  ${sign}${text.replaceAll('\n', `\n  ${sign}`)}`;
}

/** Both ends of a long output, as far as that is possible without cutting a word. */
export function shortened(output: string): string {
  if (output.length <= 2 * OUTPUT_END + 100) return output;
  const first = output.slice(0, OUTPUT_END - WORD + lastBlank(output.slice(OUTPUT_END - WORD, OUTPUT_END)));
  const last = output.slice(
    output.length - OUTPUT_END + firstBlank(output.slice(-OUTPUT_END, WORD - OUTPUT_END)),
  );
  const left = output.length - first.length - last.length;
  return `${first.trimEnd()}\n... ${left} units left out ...\n${last.trimStart()}`;
}

function lastBlank(text: string): number {
  for (let at = text.length; at > 0; at -= 1) if (/\s/.test(text[at - 1] as string)) return at;
  return text.length;
}

function firstBlank(text: string): number {
  return Math.max(0, text.search(/\s/));
}

function asName(name: string): string {
  return name.trim().replace(/\s/g, '_') || '?';
}

function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

function withoutReturns(text: string): string {
  return text.includes('\r') ? text.split('\n').map(withoutReturn).join('\n') : text;
}

function withoutReturn(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end -= 1;
  return end === line.length ? line : line.slice(0, end);
}
