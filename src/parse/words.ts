import type { Span } from '../rule.ts';

/**
 * All places of some words and phrases, in any case, in order and not overlapping; of two at one place
 * the longer one. A blank in a phrase also matches a line break, and a straight apostrophe a curly one.
 * A hyphen counts as part of a word: `just` is not in `just-in-time`. What begins with no letter, as a
 * dash does, is found anywhere. A text is read into an index once, and each list only looks up its first
 * words there.
 */
export function findPhrases(text: string, phrases: readonly string[]): Span[] {
  const starts = indexed(text);
  const found: Span[] = [];
  const { words, marks } = listOf(phrases);
  for (const mark of marks) {
    for (let start = text.indexOf(mark); start !== -1; start = text.indexOf(mark, start + mark.length)) {
      found.push({ start, end: start + mark.length });
    }
  }
  for (const [word, endings] of words) {
    for (const start of starts.get(word) ?? []) {
      const end = endOf(text, start + word.length, endings);
      if (end !== undefined) found.push({ start, end });
    }
  }
  if (found.length < 2) return found;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let free = 0;
  return found.filter(({ start, end }) => {
    if (start < free) return false;
    free = end;
    return true;
  });
}

/** Where a phrase ends whose first word ends at a place, if one of its endings stands there. */
function endOf(text: string, at: number, endings: readonly string[]): number | undefined {
  for (const ending of endings) {
    const end = ending === '' ? at : endOfEnding(text, at, ending);
    if (end !== undefined) return end;
  }
  return undefined;
}

const WORD_CHARACTER = /^[\p{L}\p{M}\p{N}_-]/u;

/** Compared letter by letter: a pattern for each phrase takes longer to build than a text to read. */
function endOfEnding(text: string, at: number, ending: string): number | undefined {
  let end = at;
  for (const wanted of ending) {
    if (wanted === ' ') {
      const from = end;
      while (/\s/.test(text.charAt(end))) end++;
      if (end === from) return undefined;
    } else {
      const is = text.slice(end, end + wanted.length);
      if (keyOf(is) !== wanted) return undefined;
      end += wanted.length;
    }
  }
  const next = text.slice(end, end + 2);
  return (next < '\x80' ? /^[\w-]/ : WORD_CHARACTER).test(next) ? undefined : end;
}

const WORD = /[\w'-]+/g;
const WIDE_WORD = /[\p{L}\p{M}\p{N}_'\u2019-]+/gu;

let last: { text: string; starts: Map<string, number[]> } | undefined;

/** Where each word of a text begins. The last text is kept: all rules ask about the same one. */
function indexed(text: string): ReadonlyMap<string, number[]> {
  if (last?.text === text) return last.starts;
  const starts = new Map<string, number[]>();
  const note = (word: string, at: number) => {
    const places = starts.get(word);
    if (places) places.push(at);
    else starts.set(word, [at]);
  };
  for (const { 0: run, index } of text.matchAll(/[^\x00-\x7f]/.test(text) ? WIDE_WORD : WORD)) {
    const word = keyOf(run);
    const from = word.search(/[^']|$/);
    const apostrophe = word.indexOf("'", from);
    if (apostrophe !== -1) note(word.slice(from, apostrophe), index + from);
    if (apostrophe < word.length - 1) note(word.slice(from), index + from);
  }
  last = { text, starts };
  return starts;
}

interface List {
  /** First words, and what may follow each, the longest first. */
  readonly words: ReadonlyMap<string, string[]>;
  readonly marks: readonly string[];
}

const lists = new WeakMap<readonly string[], List>();

function listOf(phrases: readonly string[]): List {
  const known = lists.get(phrases);
  if (known) return known;
  const words = new Map<string, string[]>();
  const marks: string[] = [];
  for (const phrase of [...phrases].map(keyOf).sort((a, b) => b.length - a.length)) {
    // Patterns of Unicode classes take milliseconds to build, which a hook need not spend.
    const ascii = !/[^\x00-\x7f]/.test(phrase);
    const [first = ''] = (ascii ? /^[\w'-]+/ : /^[\p{L}\p{M}\p{N}_'-]+/u).exec(phrase) ?? [];
    if ((ascii ? /[a-z\d]/ : /[\p{L}\p{N}]/u).test(first))
      words.set(first, [...(words.get(first) ?? []), phrase.slice(first.length).replace(/\s+/g, ' ')]);
    else if (phrase !== '') marks.push(phrase);
  }
  const list = { words, marks };
  lists.set(phrases, list);
  return list;
}

function keyOf(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/\u2019/g, "'");
}
