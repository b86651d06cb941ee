import type { Span } from '../rule.ts';
import { findPhrases } from './words.ts';

/** A pattern that finds its own places; the linear-time engine for users' patterns gives such a one. */
export interface Matcher {
  matches(text: string): Iterable<Span>;
}

/** A list of words or phrases, a global regular expression of ours, or a matcher. */
export type Searchable = readonly string[] | RegExp | Matcher;

/** All places of what is searched, in order and not overlapping. */
export function* search(text: string, what: Searchable): Generator<Span> {
  if (what instanceof RegExp) yield* matches(text, what);
  else if ('matches' in what) yield* what.matches(text);
  else yield* findPhrases(text, what);
}

function* matches(text: string, pattern: RegExp): Generator<Span> {
  for (const match of text.matchAll(pattern)) {
    if (match[0] !== '') yield { start: match.index, end: match.index + match[0].length };
  }
}

const compiled = new WeakMap<readonly string[], RegExp>();

/**
 * Whole words and phrases in any case. A blank in a phrase also matches a line break, a straight
 * apostrophe also a curly one, and a hyphen counts as part of a word: `just` is not in `just-in-time`.
 */
export function wordPattern(words: readonly string[]): RegExp {
  let pattern = compiled.get(words);
  if (!pattern) {
    const longestFirst = [...words].sort((a, b) => b.length - a.length).map(phrasePattern);
    const ascii = words.every((word) => /^[ -~]*$/.test(word));
    const edge = ascii ? '[\\w-]' : '[\\p{L}\\p{M}\\p{N}_\\-]';
    pattern = new RegExp(`(?<!${edge})(?:${longestFirst.join('|')})(?!${edge})`, ascii ? 'gi' : 'giu');
    compiled.set(words, pattern);
  }
  return pattern;
}

function phrasePattern(phrase: string): string {
  return phrase
    .trim()
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
    .replace(/'/g, "['\u2019]");
}
