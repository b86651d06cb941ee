import type { Span } from '../rule.ts';

/** The kinds of text inside a text. */
export type Region =
  | 'prose'
  | 'table'
  /** A code span. */
  | 'code'
  /** A code block, fenced or indented, or front matter. */
  | 'fence'
  | 'quote'
  /** Where a link or an image points, and a bare address. */
  | 'link'
  /** An HTML comment. */
  | 'comment'
  | 'trailer'
  /** What git will not record: comment lines, and all behind the scissors line. */
  | 'dropped';

/** Where people speak. */
export const PROSE: readonly Region[] = ['prose', 'table'];

const BLOCK_OPENER = /^[ \t>*+\-\d.)]*(?:```|~~~|<)/m;
const SPAN_OPENER = /[`<>[\\]|^[ \t*+\-\d.)]*(?: {4}|\t)/m;

/**
 * Tells prose without a Markdown parser, and says so only where it is certain: nothing that can open
 * another region stands before the place, in its own paragraph for spans and anywhere before it for
 * blocks. False means: parse and see. Linear over any number of ascending questions.
 */
export function proseScanner(text: string): (offset: number) => boolean {
  const frontMatter = /^\uFEFF?(?:---|\+\+\+)/.test(text);
  const firstBlock = indexOf(text, BLOCK_OPENER);
  let paragraph = { start: 0, end: -1, opener: 0, table: false };
  let run = { start: 0, end: -1, address: false };

  return (offset) => {
    if (frontMatter || offset >= firstBlock) return false;
    if (offset < paragraph.start || offset >= paragraph.end) paragraph = paragraphAt(text, offset);
    if (offset >= paragraph.opener || paragraph.table) return false;
    if (offset < run.start || offset >= run.end) run = runAt(text, offset);
    return !run.address;
  };
}

function paragraphAt(text: string, offset: number) {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n\n', offset - 1) + 1;
  const next = text.indexOf('\n\n', offset);
  const end = next === -1 ? text.length + 1 : next + 1;
  const slice = text.slice(start, end);
  return { start, end, opener: start + indexOf(slice, SPAN_OPENER), table: slice.includes('|') };
}

/** The letters around a place, up to white space, and whether they look like an address. */
function runAt(text: string, offset: number) {
  let start = offset;
  let end = offset + 1;
  while (start > 0 && !isBlank(text, start - 1)) start--;
  while (end < text.length && !isBlank(text, end)) end++;
  return { start, end, address: /:\/\/|www\.|@/i.test(text.slice(start, end)) };
}

function isBlank(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code === 32 || (code >= 9 && code <= 13);
}

function indexOf(text: string, pattern: RegExp): number {
  const index = text.search(pattern);
  return index === -1 ? Number.POSITIVE_INFINITY : index;
}

/** Whether an offset stands in one of some spans, which are in order and do not overlap. */
export function inSpans(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && (spans[low] as Span).start <= offset;
}
