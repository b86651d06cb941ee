import type { Directive } from './directive.ts';

/**
 * The phrases of a quotation in a page: `"just", "simply"` or `"just, simply"`. The dots and marks at the end of
 * a phrase of several words are not part of it; those of a single word are: `"Sure!"` is not any `sure`.
 */
function phrasesIn(quotation: string): string[] {
  const parts = quotation.split(/\s*[,/]\s+|\//);
  // `As an AI, I` is one phrase; a list has more than two, or single words.
  const isList = parts.length > 2 || parts.every((part) => /^\S+$/.test(part));
  return (isList ? parts : [quotation])
    .map((phrase) => phrase.replace(/(?:\u2026|\.{2,}|[,;])+$/, '').trim())
    .map((phrase) => (phrase.includes(' ') ? phrase.replace(/[.!?]+$/, '') : phrase))
    .filter((phrase) => phrase !== '' && phrase.length <= 40 && phrase.split(/\s+/).length <= 10)
    .filter((phrase) => !PLACEHOLDER.test(phrase));
}

/** `Closes #X`, `Reviewed by <name>`: nobody writes it so. */
const PLACEHOLDER = /#(?:[A-Z]{1,3}|n|\d{1,5})\b|<[\w -]+>|\{[\w -]+\}/;

/** Words that the sentence lists and forbids, where it speaks of words. */
export function forbiddenPhrases(directive: Directive): string[] {
  const { text } = directive;
  // `Never commit unless asked with words like "save"` quotes what frees from it.
  if (/\b(?:unless|until)\b[^"\u201c`]*["\u201c`]/i.test(text)) return [];
  if (!/["\u201c`]|:\s|\b(?:like|such as|the words)\b/.test(text)) return [];
  // The rules on these have lists of their own, which they add to.
  if (
    /\b(?:hedg\w+|qualifiers|flattery|prais\w+|validation|filler|preambles?|fluff|sections?|co-author\w*)\b/i.test(
      text,
    )
  )
    return [];
  const plain = PLAIN.exec(text)?.[1]?.match(/[a-z-]+/gi) ?? [];
  if (plain.length > 0 && directive.forbids(/\b(?:like|such as|the words)\b/))
    return plain.filter((word) => !/^(?:and|or)$/i.test(word));
  const marked = text.replace(/["\u201c][^"\u201c\u201d]+["\u201d]|`[^`]+`/g, '\u0001');
  const isEnumeration = ENUMERATION.test(marked);
  if (!isEnumeration && !USED.test(marked)) return [];
  const { scopes } = directive;
  const isOnText = scopes.has('commit') || scopes.has('pr') || scopes.has('reply');
  if (isEnumeration && isOnText && directive.forbids(/^\W*\w+/))
    return directive.enumeration.filter((word) => /^[a-z-]+$/i.test(word));
  if (!isOnText && !NAMED.test(marked)) return [];
  const codes = directive.codes('must-not').filter((code) => /^[A-Za-z]+$/.test(code));
  return [...directive.quotes('must-not'), ...codes].flatMap(phrasesIn);
}

const KINDS =
  'words|terms|phrases|adjectives|adverbs|openers|buzzwords|jargon|cliches|superlatives|hyperbol\\w+|acronyms|verbs|intensifiers|expressions|language|(?:the|this) (?:word|term|phrase)';
/** Quotations, here `\u0001`, that a sentence speaks of as words: `say "so"`, `words like "so"`, `"so" framing`. */
const NAMED = new RegExp(
  `\\b(?<!user to |me to )(?:say(?:ing)?(?: \\w+){0,2}|(?:start|begin|open|end|clos)\\w* (?:\\w+ ){0,3}with|${KINDS})\\b[\\s:(,-]*(?:(?:like|such as|e\\.g\\.,?)\\s*)?\u0001|\u0001[)\\s]*(?:\\w+ )?(?:${KINDS}|framing|phrasing|warnings|wording)\\b`,
  'i',
);
/** Where the subject is a text, they may also be forbidden without a word on it. */
const USED = new RegExp(
  `${NAMED.source}|\\b(?:no|never use|don['\u2019]t use|do not use|avoid(?: using)?|cut|drop|skip|delete)[\\s:]*\u0001`,
  'i',
);
/** `words like robust, crucial and elegant`. */
const PLAIN =
  /\b(?:(?:words|terms|adjectives|adverbs|buzzwords|superlatives) (?:like|such as)|the words) ([a-z-]+(?:(?:, | and | or |, and |, or )[a-z-]+)*)(?=[.;)]|$)/i;
const ENUMERATION =
  /^\W*(?:avoid|never use|do not use|don['\u2019]t use|banned|forbidden)(?: words| terms)?:\s[a-z-]+,\s/i;

/** A rule with a list of its own, and what the sentence adds to that. */
export function withPhrases(directive: Directive): { options?: { words: string[] } } {
  const words = addedPhrases(directive);
  return words.length > 0 ? { options: { words } } : {};
}

/** Those in quotation marks, or an enumeration of words. */
function addedPhrases(directive: Directive): string[] {
  const quoted = directive.quotes('must-not').flatMap(phrasesIn);
  if (
    quoted.length > 0 ||
    !/\b(?:words|intensifiers|adverbs|adjectives|qualifiers|phrases)\b/i.test(directive.text)
  )
    return quoted;
  const entries = directive.enumeration;
  return entries.every((entry) => /^[a-z'\u2019-]+(?: [a-z'\u2019-]+){0,2}$/.test(entry)) ? entries : [];
}
