import { FINITE, NOUNS, VERBS } from './verbs.ts';

/** What words of a page do: ask, tell, or neither, as the entries of a list that have no verb. */
export type Mood = 'wish' | 'fragment' | 'told';

const WISHED =
  /\b(?:must|should|shall|always|require|(?:is|are) (?:required|mandatory|expected)|prefer(?:red|ably)?|needs? to|ha(?:ve|s) to|expected to|ensure|please|make sure|are to|is to|never|do not|don['\u2019]t|cannot|can['\u2019]t|may not (?:be|use|add|contain|include|exceed|commit|push|edit))\b/i;
/** Words that leave it to the reader. */
const FREE =
  /\b(?:optional(?:ly)?|feel free|may (?:be|use|also|include)|can (?:be|use|also)|sparingly|might want|up to you|no need)\b/i;
/** `Emojis are forbidden` speaks of what stands before. */
export const FORBIDDEN_BEHIND =
  /\b(?:is|are|be)\s+(?:strictly\s+|absolutely\s+|explicitly\s+)?(?:never|not (?:allowed|permitted|acceptable|welcome|wanted|tolerated)|forbidden|prohibited|banned|disallowed|unacceptable|(?:off|out)(?:[ -]limits| the table| of scope))\b|\b(?:forbidden|prohibited|banned|not allowed|not permitted)\W*$/i;

/** What may lead up to the verb: signs, adverbs, a condition up to its comma. */
const LEAD_IN =
  /^[^\p{L}\p{N}]*(?:(?:when(?:ever)?|if|before|after|for|in|on|at|once|while|during|to|by|where|as|with|unless|upon|until|except)\b[^,]{0,160},\s+)?(?:(?:then|also|and|or|instead|otherwise|first|next|finally|please|just|important|critical|you|(?!(?:only|reply|apply|supply|early)\b)[a-z]+ly)[,:]?\s+)*/iu;

/** Whether words ask, tell, or are no sentence at all. */
export function moodOf(words: string, isHeading: boolean): Mood {
  if (FREE.test(words)) return 'told';
  const rest = words.slice(LEAD_IN.exec(words)?.[0].length ?? 0);
  const first = /^[A-Za-z'\u2019-]+/.exec(rest)?.[0].toLowerCase() ?? '';
  // `Commit messages are made by ...` begins with no verb.
  const isNoun =
    NOUNS.has(first) &&
    /^\S+(?: (?!that|which|if|when|what|how|who|where)\S+){0,3} (?:is|are|was|were|has|have|does|did|will|can|may|might)\b/i.test(
      rest.split(/\s+/, 6).join(' '),
    );
  if (isHeading && NOUNS.has(first)) return 'told';
  // `x` does this: what stands in code does something.
  if (/^\W*`x+` [a-z]+s\b/.test(words)) return 'told';
  if (WISHED.test(words) || (VERBS.has(first) && !isNoun)) return 'wish';
  if (/^(?:no|not|nothing|without|zero|neither|avoid|skip|omit|drop|only)\b/i.test(rest))
    return FINITE.test(words) && !/^(?:no|only)\b/i.test(rest) ? 'told' : 'wish';
  if (isHeading || FINITE.test(words)) return FORBIDDEN_BEHIND.test(words) ? 'wish' : 'told';
  return words.split(/\s+/, 18).length <= 16 ? 'fragment' : 'told';
}
