import type { z } from 'zod';
import type { Document, Hit } from './document.ts';
import type { Matcher, Searchable } from './search.ts';
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
 * Finds the places of cues. Words between quotation marks never count. A word with a capital inside of a
 * sentence is a name (the Maybe monad), unless `capitals` says that it counts, as in titles.
 */
export function cues(list: readonly Cue[], { capitals = false } = {}): Matcher {
  let phrases: string[] | undefined;
  let byPhrase: Map<string, Cue[]> | undefined;

  return {
    *matches(text) {
      phrases ??= list.flatMap((cue) => cue.words);
      let free = 0;
      for (const { start, end } of findPhrases(text, phrases)) {
        byPhrase ??= index(list);
        const phrase = text.slice(start, end);
        const place = firstPlace(text, start, end, byPhrase.get(normal(phrase)) ?? []);
        if (!place || place.start < free || isQuoted(text, start)) continue;
        if (!capitals && isName(text, start, phrase)) continue;
        free = place.end;
        yield place;
      }
    },
  };
}

function index(list: readonly Cue[]): Map<string, Cue[]> {
  const byPhrase = new Map<string, Cue[]>();
  for (const cue of list) {
    for (const phrase of cue.words.map(normal)) byPhrase.set(phrase, [...(byPhrase.get(phrase) ?? []), cue]);
  }
  return byPhrase;
}

function normal(phrase: string): string {
  return phrase
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\u2019/g, "'");
}

function firstPlace(text: string, start: number, end: number, candidates: readonly Cue[]) {
  for (const { before, after, opens } of candidates) {
    const tail = matched(after, textAfter(text, end));
    if (tail === null) continue;
    const lead = matched(before, textBefore(text, start));
    if (lead === null) continue;
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

/** What a document finds, but for the places that hold, or stand in, a phrase that may stand. */
export function* findExcept(document: Document, what: Searchable, allow: readonly string[]): Generator<Hit> {
  const allowed = findPhrases(document.text, allow);
  let next = 0;
  for (const hit of document.find(what)) {
    while ((allowed[next]?.end ?? Number.POSITIVE_INFINITY) <= hit.start) next++;
    if ((allowed[next]?.start ?? Number.POSITIVE_INFINITY) >= hit.end) yield hit;
  }
}

/** The options that every rule on wording takes. */
export function wordOptions(zod: typeof z) {
  const phrases = zod.array(zod.string().trim().min(1)).default([]);
  return zod.strictObject({
    words: phrases.describe('More words and phrases to flag'),
    allow: phrases.describe('Words and phrases that may stand'),
  });
}
