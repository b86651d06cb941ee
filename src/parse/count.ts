/** A word, or two characters of a script that writes without blanks, or what is left between blanks. */
const RUN = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{1,2}|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+/g;
/** Letters and digits; the gap holds punctuation, arrows and dingbats. */
const WORDLIKE = /[0-9A-Za-z\u00c0-\u1fff\u2c00-\ud7ff\uf900-\ufdff]/;

/**
 * The words of a text: what stands between blanks and has a letter or a digit. Chinese and Japanese have
 * no blanks; there two characters count as a word, about what one takes to read.
 */
export function countWords(text: string): number {
  let count = 0;
  for (const [run] of text.matchAll(RUN)) if (WORDLIKE.test(run)) count++;
  return count;
}
