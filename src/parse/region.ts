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
  | 'dropped'
  /** The lines of a diff, and its header lines. */
  | 'added'
  | 'removed'
  | 'context'
  | 'header';

/** Where people speak. */
export const PROSE: readonly Region[] = ['prose', 'table'];

/** What a change brings. */
export const ADDED: readonly Region[] = ['added'];

/** The span that holds an offset, of some that are in order and do not overlap. */
export function spanAt<S extends Span>(spans: readonly S[], offset: number): S | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as S).end <= offset) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span && span.start <= offset ? span : undefined;
}
