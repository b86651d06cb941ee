import type { Span } from '../rule.ts';
import { shorten } from './width.ts';

/** As far as the surroundings of a place are read, in UTF-16 units: a bound keeps every question linear. */
const REACH = 160;

/** The text just before an offset; a leading `x` stands for what was left out. */
export function textBefore(text: string, offset: number): string {
  return offset > REACH ? `x${text.slice(offset - REACH, offset)}` : text.slice(0, offset);
}

/** The text just behind an offset. */
export function textAfter(text: string, offset: number): string {
  return text.slice(offset, offset + REACH);
}

const PARAGRAPH_START = /(?:^\s*|\n[ \t\r]*\n)[ \t>]*[*_~"'([\u2018\u201c]*$/;
const ENTRY_START =
  /(?:^|\n)[ \t>]*(?:[-*+]|\d{1,3}[.)]|#{1,6})[ \t]+(?:\[[ xX]\][ \t]+)?[*_~"'([\u2018\u201c]*$/;
const AFTER_SENTENCE =
  /(?:[.!?:;|\u2026][)"'*_\]\u2019\u201d]*\s+|\s-{1,2}\s+|\s?[\u2013\u2014]\s*)[*_~"'([\u2018\u201c]*$/;

/** Whether a sentence, or a part behind a dash, begins here. The second line of wrapped prose begins none. */
export function startsSentence(text: string, offset: number): boolean {
  const before = textBefore(text, offset);
  return PARAGRAPH_START.test(before) || ENTRY_START.test(before) || AFTER_SENTENCE.test(before);
}

const OPEN_QUOTE = /(?:^|[\s([{=:,/])(["'\u201c])(?=\S|$)(?:(?!\1|\u201d)[^\n])*$/;
const REST_OF_QUOTE = { '"': /^[^"\n]*"/, "'": /^[^'\n]*'/, '\u201c': /^[^\u201c\n]*\u201d/ };

/** Whether an offset stands between quotation marks on its line: the words are somebody else's. */
export function isQuoted(text: string, offset: number): boolean {
  const mark = OPEN_QUOTE.exec(withoutApostrophes(textBefore(text, offset)))?.[1];
  if (!mark) return false;
  const rest = REST_OF_QUOTE[mark as keyof typeof REST_OF_QUOTE];
  return rest.test(withoutApostrophes(textAfter(text, offset)));
}

function withoutApostrophes(text: string): string {
  return text.replace(/\w'(?=\w)/g, 'x');
}

/** A quotation for a message: on one line and of bounded length. */
export function excerpt(text: string): string {
  return shorten(text.replace(/\s+/g, ' '), 40);
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words that are no name: a capital letter changes nothing but their look. */
const PLAIN =
  /^(?:an?|the|th(?:is|at|ese|ose|ere|ey)|it|its|we|you|he|she|here|all|any|both|each|every|some|no|not|one|two|if|when|where|while|because|since|as|by|for|from|in|on|with|without|after|before|once|only|also|our|your|their|most|many|more|other|such|what|which|who|how|existing|new|old|now)$/;

/**
 * How to take a phrase out of a text, and the comma behind it. Where the phrase began a sentence, the
 * next word begins it now.
 * @returns null where nothing would be left, or where the next word may be a name written in lower case
 */
export function withoutPhrase(text: string, { start, end }: Span): { at: Span; fix: string } | null {
  if (!leavesSomething(text, { start, end })) return null;
  const [, comma = '', gap = '', next = ''] = /^(,?)(\s*)([a-z]*)/.exec(textAfter(text, end)) ?? [];
  const at = { start, end: end + comma.length };
  if (next === '' || !startsSentence(text, start)) return { at, fix: '' };
  if (!PLAIN.test(next)) return null;
  return { at: { start, end: at.end + gap.length + next.length }, fix: capitalized(next) };
}

const BARE_MARKER = /(?:^|\n)[ \t>]*(?:[-*+]|\d{1,3}[.)]|#{1,6}|>)[ \t]+[*_~"'([\u2018\u201c]*$/;

/** Whether a word is left of the text, something of the line behind its marker, and no empty emphasis. */
function leavesSomething(text: string, { start, end }: Span): boolean {
  const [before, after] = [textBefore(text, start), textAfter(text, end)];
  if (/[*_~"'([\u2018\u201c]$/.test(before)) return false;
  return BARE_MARKER.test(before) ? /^[ \t]*\S/.test(after) : /[\p{L}\p{N}]/u.test(before + after);
}
