import { columns } from './parse/width.ts';
import type { Span } from './rule.ts';

/** A part of a text, and what comes in its place. */
export interface Edit extends Span {
  readonly text: string;
}

const BLANK = ' \t';
const SPACE = ' \t\r\n';
/** Brackets, quotes and emphasis that begin a word. */
const OPENING = /(?:^|\s)[([*_~"']{1,4}$/;

/** Deletions with nothing but blanks between them are one, and so are those of whole lines. */
export function joinDeletions(text: string, edits: readonly Edit[]): Edit[] {
  const areSeen = (a: Edit, b: Edit) => isSeen(text, a) && isSeen(text, b);
  const ofLines = join(edits, (a, b) => areSeen(a, b) && forward(text, a.end, BLANK) >= b.start);
  return join(
    ofLines,
    (a, b) =>
      areSeen(a, b) && forward(text, a.end, SPACE) >= b.start && isWholeLine(text, a) && isWholeLine(text, b),
  );
}

function join(edits: readonly Edit[], belong: (a: Edit, b: Edit) => boolean): Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last?.text === '' && edit.text === '' && belong(last, edit)) {
      joined[joined.length - 1] = { ...last, end: edit.end };
    } else {
      joined.push(edit);
    }
  }
  return joined;
}

/** What to take out for a deletion: with it goes what it would leave behind, a second blank or an empty line. */
export function deletion(text: string, { start, end }: Span): Span {
  if (!isSeen(text, { start, end })) return { start, end };
  const left = backward(text, start, BLANK);
  const right = forward(text, end, BLANK);
  if (beginsLine(text, left) && endsLine(text, right)) return emptyLine(text, left, right);
  if (endsLine(text, right)) return { start: left, end: right };
  const opens =
    left < start || beginsLine(text, start) || OPENING.test(text.slice(Math.max(0, start - 5), start));
  if (right > end && opens) return { start, end: right };
  return /[.,;:!?)\]]/.test(text.charAt(end)) ? { start: left, end } : { start, end };
}

/** What takes no room leaves no blank behind. The first few units tell, without half a character. */
function isSeen(text: string, { start, end }: Span): boolean {
  const first = text.slice(start, Math.min(end, start + 8)).replace(/[\ud800-\udbff]$/, '');
  return columns(first) > 0;
}

/** Of the empty lines around a line that goes, those above stay; at the end of a text none do. */
function emptyLine(text: string, left: number, right: number): Span {
  const above = backward(text, left, SPACE);
  const below = forward(text, right, SPACE);
  if (above === 0) return { start: 0, end: lineStart(text, below) };
  if (below === text.length) {
    const end = forward(text, above, BLANK);
    return { start: text.endsWith('\n') ? afterLineEnd(text, end) : end, end: text.length };
  }
  const isBlankAbove = afterLineEnd(text, forward(text, above, BLANK)) < left;
  return { start: left, end: isBlankAbove ? lineStart(text, below) : afterLineEnd(text, right) };
}

function isWholeLine(text: string, { start, end }: Span): boolean {
  return beginsLine(text, backward(text, start, BLANK)) && endsLine(text, forward(text, end, BLANK));
}

function beginsLine(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n';
}

function endsLine(text: string, offset: number): boolean {
  return offset === text.length || text[offset] === '\n' || text.startsWith('\r\n', offset);
}

function lineStart(text: string, offset: number): number {
  return offset === text.length ? offset : backward(text, offset, BLANK);
}

function afterLineEnd(text: string, offset: number): number {
  return offset + (text.startsWith('\r\n', offset) ? 2 : 1);
}

/** The first offset from here on, or back from here, that is not behind one of some characters. */
function forward(text: string, offset: number, characters: string): number {
  let at = offset;
  while (at < text.length && characters.includes(text.charAt(at))) at++;
  return at;
}

function backward(text: string, offset: number, characters: string): number {
  let at = offset;
  while (at > 0 && characters.includes(text.charAt(at - 1))) at--;
  return at;
}
