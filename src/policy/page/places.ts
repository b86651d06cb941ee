const NONE: readonly RegExpExecArray[] = [];

/**
 * The places of a global pattern in a text. Most texts have none, and to ask that first is many times cheaper
 * than `matchAll`, which copies the pattern.
 */
export function placesOf(text: string, pattern: RegExp): Iterable<RegExpExecArray> {
  return text.search(pattern) === -1 ? NONE : text.matchAll(pattern);
}
