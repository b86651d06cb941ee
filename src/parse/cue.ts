import type { Matcher } from './search.ts';
import { isQuoted, startsSentence, textAfter, textBefore } from './sentence.ts';
import { findPhrases } from './words.ts';

/** Phrases, and what has to stand around them for them to mean what a rule looks for. */
export interface Cue {
  /** In any case; a blank also matches a line break. None may begin with another one of its list. */
  readonly words: readonly string[];
  /** Matches the text that leads up to the phrase, and ends in `$`. What it consumes belongs to the place. */
  readonly before?: RegExp;
  /** Matches the text behind the phrase, and begins with `^`. What it consumes belongs to the place. */
  readonly after?: RegExp;
  /** The place has to begin a sentence. */
  readonly opens?: boolean;
}

/**
 * Finds the places of cues. Two things never count: words between quotation marks, and a word with a
 * capital inside of a sentence, which is a name (the Maybe monad).
 */
export function cues(list: readonly Cue[]): Matcher {
  let byWord: Map<string, Cue[]> | undefined;
  let words: string[] = [];

  return {
    *matches(text) {
      if (!byWord) {
        byWord = index(list);
        words = [...byWord.keys()];
      }
      let free = 0;
      for (const { start, end } of findPhrases(text, words)) {
        const phrase = text.slice(start, end);
        const candidates = byWord.get(normal(phrase)) ?? [];
        const place = firstPlace(text, start, end, candidates);
        if (!place || place.start < free || isName(text, start, phrase) || isQuoted(text, start)) continue;
        free = place.end;
        yield place;
      }
    },
  };
}

function index(list: readonly Cue[]): Map<string, Cue[]> {
  const byWord = new Map<string, Cue[]>();
  for (const cue of list) {
    for (const word of cue.words.map(normal)) byWord.set(word, [...(byWord.get(word) ?? []), cue]);
  }
  return byWord;
}

function normal(phrase: string): string {
  return phrase
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\u2019/g, "'");
}

function firstPlace(text: string, start: number, end: number, candidates: readonly Cue[]) {
  for (const { before, after, opens } of candidates) {
    const lead = matched(before, textBefore(text, start));
    const tail = matched(after, textAfter(text, end));
    if (lead === null || tail === null) continue;
    const place = { start: start - lead.length, end: end + tail.length };
    if (!opens || startsSentence(text, place.start)) return place;
  }
  return null;
}

function matched(pattern: RegExp | undefined, text: string): string | null {
  return pattern ? (pattern.exec(text)?.[0] ?? null) : '';
}

function isName(text: string, start: number, phrase: string): boolean {
  return /^[A-Z][a-z]/.test(phrase) && !startsSentence(text, start);
}
