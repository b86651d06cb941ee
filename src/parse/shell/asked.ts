import type { PromptEvent, SessionEvent } from '../session/event.ts';

/** Something that a person may ask for. */
export interface Deed {
  /** Sources of the patterns of its words, as verbs that ask: `push`, `(?:open|create) [^.]{0,30}?PR`. */
  readonly words: readonly string[];
  /** Its verbs as `-ing` says them, and its nouns: `without pushing`, `no PR`. */
  readonly named?: string;
  /** Of a wider deed that cannot be done without it: who asks for that one asks for it, who refuses that one does not. */
  readonly also?: readonly string[];
}

/** The pattern of words as they stand. */
export function literal(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+');
}

type Verdict = 'asked' | 'refused' | null;

/**
 * Whether the person asked for a deed, in so many words or by saying yes to an offer. It holds until the person
 * takes it back.
 */
export function isAsked(deed: Deed, events: readonly SessionEvent[]): boolean {
  let isOn = false;
  let reply = '';
  for (const event of events) {
    if (event.kind === 'reply') reply = event.text;
    if (event.kind !== 'prompt') continue;
    const verdict = verdictOf(event, deed) ?? answerOf(event.text, reply, deed);
    if (verdict !== null) isOn = verdict === 'asked';
    reply = '';
  }
  return isOn;
}

const known = new WeakMap<PromptEvent, Map<string, Verdict>>();

function verdictOf(prompt: PromptEvent, deed: Deed): Verdict {
  const verdicts = known.get(prompt) ?? new Map<string, Verdict>();
  known.set(prompt, verdicts);
  const key = [...deed.words, ...(deed.also ?? [])].join('|');
  let verdict = verdicts.get(key);
  if (verdict === undefined) {
    verdict = verdictIn(prompt.text, deed);
    verdicts.set(key, verdict);
  }
  return verdict;
}

/** A person writes what to do at the top or at the end; what is between in a longer prompt was pasted. */
const MOST = 8000;

/** What a prompt says of a deed: the last word on it counts. */
function verdictIn(prompt: string, deed: Deed): Verdict {
  const { asks, also, refuses, nouns } = patternsOf(deed);
  const text = prompt.length > 2 * MOST ? `${prompt.slice(0, MOST)}\n${prompt.slice(-MOST)}` : prompt;
  const [, slash = ''] = SLASH.exec(text) ?? [];
  const name = slash.replace(/[-:_]/g, ' ');
  let verdict: Verdict = [asks, also, nouns].some((pattern) => pattern?.test(name)) ? 'asked' : null;
  if (![asks, also, refuses].some((pattern) => pattern?.test(text))) return verdict;
  for (const sentence of sentencesOf(text)) {
    if (refuses?.test(sentence)) verdict = 'refused';
    else verdict = verdictOfSentence(sentence, asks) ?? (asksFor(sentence, also) ? 'asked' : verdict);
  }
  return verdict;
}

function asksFor(sentence: string, pattern: RegExp | null): boolean {
  return pattern !== null && verdictOfSentence(sentence, pattern) === 'asked';
}

/** A command of the agent that the person calls by name: `/commit`. */
const SLASH = /^\s*(?:<command-(?!name)\w+>[^<]*<\/command-\w+>\s*)*(?:<command-name>)?\/([\w:-]+)/;

interface Patterns {
  readonly asks: RegExp;
  readonly also: RegExp | null;
  readonly refuses: RegExp | null;
  readonly nouns: RegExp | null;
}

const compiled = new Map<string, Patterns>();
/** Some deeds are named by the words of a command, of which there is no end. */
const MOST_COMPILED = 200;

function patternsOf({ words, also = [], named }: Deed): Patterns {
  const key = [...words, '', ...also, named].join('|');
  let patterns = compiled.get(key);
  if (!patterns) {
    const asking = (sources: readonly string[]) =>
      new RegExp(`(?<![\\w./-])(?:${sources.join('|')})(?![\\w-])`, 'i');
    patterns = {
      asks: asking(words),
      also: also.length > 0 ? asking(also) : null,
      refuses: named === undefined ? null : new RegExp(`${REFUSAL}(?:${named})(?![\\w-])`, 'i'),
      nouns: named === undefined ? null : new RegExp(`\\b(?:${named})\\b`, 'i'),
    };
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    compiled.set(key, patterns);
  }
  return patterns;
}

/** Before a noun, or a verb that ends in -ing. */
const REFUSAL =
  "\\b(?:no(?: more| new)?|not|never|without|stop|avoid|hold off(?: on)?|wait with|skip|don['\u2019]?t (?:start|do|make)) (?:\\w+ (?:and|or) |any |the |a |it |automatically )?";

/** Sentences, without what a prompt quotes: fences, lines that begin with `>`, and what stands in quotes. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/^[ \t]*>.*$/gm, '')
    .replace(/"[^"\n]*"|\u201c[^\u201d\n]*\u201d/g, '""')
    .replaceAll('`', '')
    .replace(WHY_NOT, '')
    .split(/[.!;](?=\s|$)|(?<=\?)\s|\n/);
}

/** A question, unless it asks the agent to do something. */
const QUESTION =
  /^\W*(?:(?:ok(?:ay)?|so|and|but|wait|hm+|also|then|now|well|btw)\b[\s,]*)*(?:what|why|how|where|who|which|whose|is|are|was|were|does|did|has|am|should|shall|(?:do|have|had|would|could|can|will|may|might) (?:you|we|i|they|it|the|this|that|there))\b/i;
const REQUEST = /\b(?:can|could|would|will) (?:you|we)\b|\bhow about\b|\bplease\b|\bwould you mind\b/i;

const NEGATION =
  /\b(?:don['\u2019]?t|do not|does not|never|not|without|no|nor|stop|avoid|refrain|hold off|rather than|instead of|cannot|can['\u2019]t|won['\u2019]t|shouldn['\u2019]t|mustn['\u2019]t|needn['\u2019]t)\b/gi;
/** These turn a negation round, or have nothing to do with what follows. */
const NO_NEGATION =
  /^\W*(?:forget|hesitate|only|just|fail|wait|need to (?:ask|wait|confirm)|be afraid|worry|matter|until|problem|bother (?:me|asking)|ask)\b/i;

/** Words that part what is asked from what is not. */
const CLAUSE = /[,:()\u2014]|\s-{1,2}\s|\b(?:but|then|instead|just|however|otherwise)\b/gi;

/** Directly before a word, it is a thing, what somebody else does, or a time. */
const NO_VERB =
  /\b(?:(?:the|a|an|this|that|these|those|my|your|our|his|her|their|its|each|every|any|some|per|of|another|one)(?: (?:last|latest|previous|next|first|second|initial|final|single|separate|new|old|git|bad|good|merge|failed|broken|empty))?|(?:last|latest|previous)|(?:before|when|whenever|if|until|unless|while|after|once|every time|each time)(?: (?:you|i|we|they))?|(?:i|we|they|he|she|it)(?:['\u2019](?:ll|ve|d)| will| have| had| just| did| already)?(?: just| already| never)?|you(?:['\u2019]ve| already| did)|(?:the|an?|this|that|it)(?: [\w-]+){0,3} (?:needs? to|has to|should|must|can|could|will|would|may))\s*$/i;
/** Directly behind a word, it is a thing. */
const NO_OBJECT =
  /^(?:\s+(?:messages?|msgs?|hooks?|hash(?:es)?|history|logs?|body|titles?|ids?|shas?|notifications?|buttons?|events?|conflicts?|notes?|templates?|styles?|conventions?|formats?|descriptions?|counts?|access|rights|permissions?|requests?|queue|strategy|button|mode|type|back|failed|fails|failure|broke|is|was|are|were|has|had|did|does|[0-9a-f]{7,40})\b|['\u2019]s\b)/i;

function verdictOfSentence(sentence: string, asks: RegExp): Verdict {
  if (!asks.test(sentence)) return null;
  if (QUESTION.test(sentence) && !REQUEST.test(sentence)) return null;
  let verdict: Verdict = null;
  for (const start of hitsIn(sentence, asks)) {
    const before = sentence.slice(Math.max(0, start - MOST_BEFORE), start);
    const clause = before.slice([...before.matchAll(CLAUSE)].at(-1)?.index ?? 0);
    verdict = isNegated(clause) ? 'refused' : 'asked';
  }
  const list = NEGATED_LIST.exec(sentence)?.[1];
  return verdict === 'asked' && list !== undefined && asks.test(list) ? 'refused' : verdict;
}

/** Where a sentence names the deed as a verb. */
function* hitsIn(sentence: string, asks: RegExp): Generator<number> {
  let from = 0;
  for (let count = 0; count < MOST_HITS; count++) {
    const match = asks.exec(sentence.slice(from));
    if (!match) return;
    const start = from + match.index;
    from = start + match[0].length;
    const before = sentence.slice(Math.max(0, start - MOST_BEFORE), start);
    if (!NO_VERB.test(before) && !NO_OBJECT.test(sentence.slice(from, from + 60))) yield start;
  }
}

/** More places of a word in one sentence are not looked at. */
const MOST_HITS = 20;

/** Whether the nearest negation before a word holds for it. */
function isNegated(before: string): boolean {
  const last = [...before.matchAll(NEGATION)].at(-1);
  return last !== undefined && !NO_NEGATION.test(before.slice(last.index + last[0].length));
}

/** What stands before a word is looked at so far, in UTF-16 units. */
const MOST_BEFORE = 120;

/** An enumeration behind one negation: `do not commit, push or merge`. */
const NEGATED_LIST =
  /\b(?:don['\u2019]?t|do not|never)\s+((?:[\w-]+(?: [\w-]+){0,2},\s*){0,6}[\w-]+(?: [\w-]+){0,2},?\s+(?:or|nor)\s+[\w-]+(?: [\w-]+)?)/i;
/** A wish in the form of a question. */
const WHY_NOT = /\bwhy (?:not|don['\u2019]?t (?:you|we))\b/gi;

const YES =
  /^\W*(?:y|yes|yep|yeah|yup|aye|ok(?:ay)?|k|sure|go(?: ahead| for it)?|do (?:it|that|so|both)|please(?: do)?|proceed|sounds (?:good|great)|approved?|confirm(?:ed)?|lgtm|looks good|perfect|great|fine|correct|absolutely|definitely|of course|by all means|ship it)\b/i;
const NO = /^\W*(?:n|no|nope|nah|not (?:yet|now)|wait|hold (?:on|off)|stop|don['\u2019]?t|later|leave it)\b/i;
/** What an agent offers to do. */
const OFFER =
  /\?\s*$|\b(?:let me know|if you(?:['\u2019]d| would)? (?:like|want|prefer)|say (?:the word|so)|your (?:call|go-ahead))\b/i;

/** What a yes or a no means is in the reply before it. */
function answerOf(prompt: string, reply: string, deed: Deed): Verdict {
  const isYes = YES.test(prompt);
  if (!isYes && !NO.test(prompt)) return null;
  const offers = sentencesOf(reply.slice(-2000)).filter((sentence) => OFFER.test(sentence));
  const { asks, also } = patternsOf(deed);
  if (!offers.some((sentence) => asks.test(sentence) || also?.test(sentence))) return null;
  return isYes ? 'asked' : 'refused';
}
