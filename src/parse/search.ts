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
