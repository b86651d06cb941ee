import type { Span } from '../rule.ts';
import type { Document } from './document.ts';

/** The sentences of the prose of a text: of its title, its paragraphs, the entries of its lists, its headings. */
export function* proseSentences(document: Document): Generator<Span> {
  for (const block of blocks(document)) yield* sentences(document.text, block);
}

/** The mark of a list entry, a heading or a numbered step, and the blanks around it. */
const MARKER = /^\s*(?:(?:[-*+\u2013\u2022]|\d{1,3}[.)]|[a-z]\)|#{1,6})\s+(?:\[[ xX]\]\s+)?)?/;

/** Runs of prose lines that belong together: paragraphs, entries of lists, headings. */
function* blocks(document: Document): Generator<Span> {
  let block: Span | undefined;
  let before = '';
  let inTable = false;
  for (const { start, end, text } of document.lines) {
    const marker = MARKER.exec(text)?.[0] ?? '';
    // What was broken by wrapping goes on up to an empty line.
    inTable = text.trim() !== '' && (inTable || TABLE_OR_HTML.test(text));
    const isProse =
      !inTable &&
      marker.length < text.length &&
      !COLUMNS.test(text) &&
      document.regionAt(start + marker.length) === 'prose';
    if (block && (!isProse || marker.trim() !== '' || isBroken(before, text))) {
      yield block;
      block = undefined;
    }
    before = text;
    if (isProse) block = { start: block?.start ?? start + marker.length, end };
    // Titles and headings go on nowhere.
    if (block && (start === document.title?.start || marker.includes('#'))) {
      yield block;
      block = undefined;
    }
  }
  if (block) yield block;
}

const TABLE_OR_HTML = /^\s*(?:\||<\/?[a-z][^>]*(?:>|$))/i;
const COLUMNS = /\S(?: {3,}|: {2,})\S/;
/** No wrapped line is so short that a word more would have left it so, and none is so long. */
const SHORT_LINE = 60;
const LONG_LINE = 100;
/** Such as `**Why:** it timed out`. */
const LABEL = /^\s*\*\*[^*]{1,60}(?::\*\*|\*\*:)/;

/** Whether somebody broke the line on purpose: the next word begins with a capital, and the line is no wrapped one. */
function isBroken(before: string, line: string): boolean {
  if (LABEL.test(line)) return true;
  const [word = ''] = /^\s*\p{Lu}\S*/u.exec(line) ?? [];
  if (word === '') return false;
  return before.length > LONG_LINE || before.length + 1 + word.trim().length <= SHORT_LINE;
}

const SENTENCE_END = /[.!?\u2026][)"'\]*_\u2019\u201d]*\s+/g;
/** Behind these, and behind single letters, a full stop ends no sentence. */
const ABBREVIATION =
  /(?:\b(?:approx|cf|dr|e\.g|fig|i\.e|incl|mr|mrs|ms|prof|resp|sec|st|vs)|(?:^|\W)[A-Z])\.$/i;

function* sentences(text: string, { start, end }: Span): Generator<Span> {
  const block = text.slice(start, end);
  let from = 0;
  for (const { 0: mark, index } of block.matchAll(SENTENCE_END)) {
    if (ABBREVIATION.test(block.slice(Math.max(0, index - 8), index + 1))) continue;
    const until = index + mark.trimEnd().length;
    yield { start: start + from, end: start + until };
    from = index + mark.length;
  }
  if (from < block.length)
    yield { start: start + from, end: start + from + block.slice(from).trimEnd().length };
}
