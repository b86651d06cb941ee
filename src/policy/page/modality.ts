import { isForeign } from './english.ts';
import { FORBIDDEN_BEHIND, type Mood, moodOf } from './mood.ts';
import { withinPart } from './negation.ts';

/** What a sentence says of something it names. */
export type Modality = 'must' | 'must-not';

/** A stretch of a sentence, and what it says of what stands in it; null where it asks for nothing. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly modality: Modality | null;
  /** It says so in words: a verb that asks, a negation. Words without a verb, as in a list, may be a wish. */
  readonly isExplicit: boolean;
}

/** What parts one wish from the next. */
const BREAK =
  /;|[\u2014\u2013]|\s-{1,2}\s|\u2192|=>|->|:(?=\s|$)|[.!?]["')]*\s|[()[\]]|\b(?:but|because|since|so that|which|instead(?! of))\b/gi;

const ABOVE_NEGATIVE =
  /^\W*(?:never|don['\u2019]?ts?|do not|avoid|forbidden|prohibited|banned|must not|not allowed|no-gos?|anti-?patterns?|bad|what not to do|common mistakes|wrong)\b|\b(?:forbidden|prohibited|banned|not allowed|never|to avoid|must not|do not|don['\u2019]t|anti-?patterns)\b[^.]{0,60}:?$|[\u274c\u26d4]|\ud83d\udeab/i;
const ABOVE_OPEN =
  /\bdo(?:['\u2019]?s)?\s*(?:and|\/|&)\s*don|\balways (?:and|or|\/) never|\bask\b|\bwithout\b|\bunless\b|\buntil\b/i;
/** With these a sentence has a wish of its own under a heading `Never`. */
const OWN_WISH = /\b(?:always|must|should|instead)\b|^\W*(?:prefer|ensure|require)\b|[\u2705\u2714]/i;

/**
 * What a sentence asks for and what it forbids, stretch by stretch and in order: by the words of each part, by
 * the part that it hangs on, and by the line above where the sentence itself is silent.
 * @param above what the sentence stands under, outermost first
 * @param isHeading a heading asks for nothing unless it says so: `Commit messages` is no wish
 */
export function stretchesOf(sentence: string, above: readonly string[], isHeading = false): Stretch[] {
  if (/\?\W*$/.test(sentence) || isForeign(sentence)) return [];
  const text = masked(sentence);
  const isUnderNegative = inheritsNegative(text, above);
  const stretches: Stretch[] = [];
  const outside: (Modality | null)[] = [];
  let force: Modality | null = isUnderNegative ? 'must-not' : 'must';
  for (const { start, end, behind } of partsOf(text)) {
    const words = text.slice(start, end);
    if (behind === '(' || behind === '[') outside.push(force);
    if (behind === ')' || behind === ']') force = outside.pop() ?? force;
    const mood = moodOf(words, isHeading);
    const isAnew = force === 'must-not' && startsAnew(behind, words);
    const base = isAnew ? 'must' : baseOf(behind, force, mood, isUnderNegative);
    const own = withinPart(words, start, base, mood === 'wish');
    stretches.push(...own);
    // `Disable comments (such as these) are forbidden` speaks of all before it.
    if (behind === ')' && FORBIDDEN_BEHIND.test(words))
      for (const [index, each] of stretches.entries()) stretches[index] = { ...each, modality: 'must-not' };
    force = own.at(-1)?.modality ?? null;
    // A reason ends where the next part begins; what was asked before it holds again.
    if (base === null && /^(?:because|since|which|so that)$/.test(behind))
      force = stretches.at(-2)?.modality ?? null;
  }
  return stretches;
}

interface Part {
  readonly start: number;
  readonly end: number;
  /** The sign or the word that it stands behind, in small letters. */
  readonly behind: string;
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let behind = '';
  for (const { index, 0: mark } of text.matchAll(BREAK)) {
    parts.push({ start, end: index, behind });
    start = index + mark.length;
    behind = mark.trim().toLowerCase();
  }
  parts.push({ start, end: text.length, behind });
  return parts;
}

/** `Never sign (no footers)`: what forbids by itself takes nothing back. */
function startsAnew(behind: string, words: string): boolean {
  return /^[([]$/.test(behind) && /^\W*(?:no|not|never)\b/i.test(words);
}

/** What holds at the beginning of a part. */
function baseOf(
  behind: string,
  force: Modality | null,
  mood: Mood,
  isUnderNegative: boolean,
): Modality | null {
  const fresh = isUnderNegative ? 'must-not' : 'must';
  switch (behind) {
    case 'because':
    case 'since':
    case 'so that':
    case 'which':
      return null;
    case '(':
    case '[':
    case ')':
    case ']':
    case ':':
      if (mood === 'told' && behind === ':') return null;
      return mood === 'wish' && behind === ':' && force !== 'must-not' ? fresh : force;
    case 'but':
    case 'instead':
    case '\u2192':
    case '=>':
    case '->':
      return mood === 'told' ? null : 'must';
    default:
      if (mood === 'told') return null;
      // Behind a dash, words without a verb may explain what is forbidden, or say what to do instead.
      if (mood === 'fragment' && /^[-\u2013\u2014]/.test(behind)) return force === 'must-not' ? null : force;
      return fresh;
  }
}

/** What stands in code and between quotation marks says nothing about the sentence around it. */
function masked(sentence: string): string {
  return sentence.replace(
    /`[^`]+`|"[^"]+"|\u201c[^\u201d]+\u201d/g,
    (span) => `\`${'x'.repeat(span.length - 2)}\``,
  );
}

const TELLS_WHY = /^\W*(?:these|those|the following|all of these)\b[^.!?]*:$/i;

function inheritsNegative(text: string, above: readonly string[]): boolean {
  const last = above.at(-1) ?? '';
  // `These commands destroy work:` tells why; the heading over it says what holds.
  const isReason = TELLS_WHY.test(last) && !ABOVE_NEGATIVE.test(last) && moodOf(last, false) !== 'wish';
  const nearest = isReason ? (above.at(-2) ?? '') : last;
  return ABOVE_NEGATIVE.test(nearest) && !ABOVE_OPEN.test(nearest) && !OWN_WISH.test(text);
}
