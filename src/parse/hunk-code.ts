import type { Span } from '../rule.ts';
import type { DiffLine } from './diff.ts';

const FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})[ \t]*(\S?)/;

/**
 * Code in the new side of a hunk of Markdown, in order: fenced blocks, and code spans on one line. A fence
 * that begins above the hunk shows where its end stands in the hunk, before a fence that names a language.
 */
export function codeInHunk(hunk: readonly DiffLine[]): Span[] {
  const lines = hunk.filter(({ type }) => type !== 'removed');
  const marks = lines.map(({ text }) => FENCE.exec(text));
  const fences = marks.filter((mark) => mark !== null);
  const firstNamed = fences.findIndex(([, , name]) => name !== '');
  let open = firstNamed % 2 === 1 && lines[0]?.number !== 1 ? '```' : '';
  return lines.flatMap((line, index) => {
    const [, fence = '', name] = marks[index] ?? [];
    if (open === '') {
      open = fence;
      return fence === '' ? codeSpans(line) : [line];
    }
    if (fence[0] === open[0] && fence.length >= open.length && name === '') open = '';
    return [line];
  });
}

/** Each run of backticks, paired with the next one of its length. */
function codeSpans({ start, text }: DiffLine): Span[] {
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: run }) => ({
    at: start + index,
    length: run.length,
  }));
  const nextOf: (number | undefined)[] = [];
  const nearest = new Map<number, number>();
  for (let index = runs.length - 1; index >= 0; index--) {
    const { length } = runs[index] as (typeof runs)[number];
    nextOf[index] = nearest.get(length);
    nearest.set(length, index);
  }
  const spans: Span[] = [];
  for (let index = 0; index < runs.length; index++) {
    const next = nextOf[index];
    if (next === undefined) continue;
    const [from, to] = [runs[index], runs[next]] as [(typeof runs)[number], (typeof runs)[number]];
    spans.push({ start: from.at, end: to.at + to.length });
    index = next;
  }
  return spans;
}
