import { hintWords } from './names.ts';
import { plain } from './plain.ts';

/** Set by the build, so that a hook on a clean text needs nothing of the marks but these words. */
declare const BYLAW_HINTS: string | undefined;

let words: ReadonlySet<string> | undefined;

/** Whether a text has a word that every attribution has one of. Most texts have none. */
export function mayCredit(text: string): boolean {
  words ??= typeof BYLAW_HINTS === 'string' ? new Set(BYLAW_HINTS.split(' ')) : hintWords();
  for (const [word] of plain(text).matchAll(/[A-Za-z]+/g)) {
    if (words.has(word.toLowerCase())) return true;
  }
  return false;
}
