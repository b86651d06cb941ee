import { Directive } from './directive.ts';
import type { Passage } from './page.ts';

const SENTENCE_END = /[.!?][)"'\u201d]*\s+(?=[\p{Lu}`"\u201c(\p{Extended_Pictographic}])/gu;
const ABBREVIATION = /\b(?:e\.g|i\.e|etc|vs|approx|cf|incl|No)\.$/i;
/** A sentence beyond this is none that somebody wrote to be held, in UTF-16 units. */
const MOST = 1200;
/** A passage is read so far. */
const MOST_READ = 20_000;

/** The sentences of a passage; of a row its cells, of code none. */
export function directivesOf(passage: Passage): Directive[] {
  const { kind, cells, head, above } = passage;
  if (kind === 'code') return [];
  if (kind === 'row' && cells) {
    const line = lineAt(passage, 0);
    return cells.flatMap((cell, index) =>
      sentencesOf(cell).map(
        ({ text }) => new Directive(passage, text, line, [...above, head?.[index] ?? '']),
      ),
    );
  }
  const lines = passage.lines.filter(({ from }) => from <= MOST_READ);
  return sentencesOf(passage.text.slice(0, MOST_READ)).map(
    ({ text, from }) => new Directive(passage, text, lineAt({ lines }, from), above),
  );
}

function sentencesOf(text: string): { text: string; from: number }[] {
  const sentences: { text: string; from: number }[] = [];
  let from = 0;
  const take = (to: number): void => {
    const sentence = text.slice(from, to).trimEnd();
    if (sentence !== '' && sentence.length <= MOST) sentences.push({ text: sentence, from });
  };
  for (const { index, 0: mark } of text.matchAll(SENTENCE_END)) {
    if (ABBREVIATION.test(text.slice(Math.max(0, index - 8), index + 1))) continue;
    take(index + mark.length);
    from = index + mark.length;
  }
  take(text.length);
  return sentences;
}

function lineAt({ lines }: Pick<Passage, 'lines'>, offset: number): number {
  return lines.findLast(({ from }) => from <= offset)?.line ?? 1;
}
