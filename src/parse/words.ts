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
  if (!lists.has(phrases) && !mayHold(starts, phrases)) return [];
  const { words, marks } = listOf(phrases);
  for (const mark of marks) {
    for (let start = text.indexOf(mark); start !== -1; start = text.indexOf(mark, start + mark.length)) {
      found.push({ start, end: start + mark.length });
    }
  }
  for (const word of (starts.size < words.size ? starts : words).keys()) {
    const endings = words.get(word);
    const places = starts.get(word);
    if (!endings || !places) continue;
    for (const start of places) {
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

// Patterns of Unicode classes take milliseconds to build: each is made where a text needs it.
const wordCharacter = () => /^[\p{L}\p{M}\p{N}_-]/u;

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
  return (next < '\x80' ? /^[\w-]/ : wordCharacter()).test(next) ? undefined : end;
}

const wideWord = () => /[\p{L}\p{M}\p{N}_'\u2019-]+/gu;

let last: { text: string; starts: ReadonlyMap<string, number[]> } | undefined;

/** Where each word of a text begins. The last text is kept: all rules ask about the same one. */
function indexed(text: string): ReadonlyMap<string, number[]> {
  if (last?.text !== text) last = { text, starts: indexOf(text) };
  return last.starts;
}

function indexOf(text: string): Map<string, number[]> {
  const starts = new Map<string, number[]>();
  const note = (word: string, at: number) => {
    const places = starts.get(word);
    if (places) places.push(at);
    else starts.set(word, [at]);
  };
  eachRun(text, (run, index) => {
    if (!run.includes("'")) {
      note(run, index);
      return;
    }
    // Both the whole word and what stands before its apostrophe count: `it's` and `it`.
    const from = run.search(/[^']|$/);
    const apostrophe = run.indexOf("'", from);
    if (apostrophe !== -1) note(run.slice(from, apostrophe), index + from);
    if (apostrophe < run.length - 1) note(run.slice(from), index + from);
  });
  return starts;
}

/** Letters, digits, hyphens and apostrophes side by side, in lower case. */
function eachRun(text: string, take: (run: string, index: number) => void): void {
  if (/[^\x00-\x7f]/.test(text)) {
    for (const { 0: run, index } of text.matchAll(wideWord())) take(keyOf(run), index);
    return;
  }
  const lower = text.toLowerCase();
  let start = -1;
  for (let at = 0; at <= lower.length; at++) {
    if (isInWord(lower.charCodeAt(at))) {
      if (start === -1) start = at;
    } else if (start !== -1) {
      take(lower.slice(start, at), start);
      start = -1;
    }
  }
}

/** Of lower-case ASCII: a to z, 0 to 9, `_`, `-` and `'`. NaN, behind the end, is none. */
function isInWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 39
  );
}

/** How often a list is only looked through before it is made ready: a hook judges one text, a range many. */
const PATIENCE = 4;
const asked = new WeakMap<readonly string[], number>();

/** Whether some phrase begins with a word of the text, told without making a list ready for that. */
function mayHold(starts: ReadonlyMap<string, number[]>, phrases: readonly string[]): boolean {
  const times = asked.get(phrases) ?? 0;
  asked.set(phrases, times + 1);
  if (times >= PATIENCE) return true;
  return phrases.some((phrase) => {
    const [word] = /^[\w'-]+(?=[ -~]*$)/.exec(phrase) ?? [];
    return word === undefined || starts.has(word.toLowerCase());
  });
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
