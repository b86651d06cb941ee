import type { Span } from '../../rule.ts';
import { Document } from '../document.ts';
import type { Region } from '../region.ts';
import { isQuoted } from '../sentence.ts';
import { type ClaimKind, sayings } from './claim-words.ts';

/** A sentence of a text in which its writer claims something of what was done; its place counts in the text. */
export interface Claim extends Span {
  readonly kind: ClaimKind;
  readonly text: string;
  /** It speaks of some things only: the new test, all others. */
  readonly isPartial: boolean;
}

/**
 * What a text claims, in order: the first place for each kind, of all and of some things. A wish, a plan, a condition, a question, a doubt, a quotation, what a program
 * does, and what others said are no claims.
 */
export function claimsIn(text: string): Claim[] {
  if (!TOPIC.test(text)) return [];
  const document = new Document({ kind: 'reply', text });
  const claims: Claim[] = [];
  for (const sentence of sentencesOf(text.slice(0, MOST_TEXT))) {
    if (!TOPIC.test(sentence.text) || isAsked(sentence.text)) continue;
    for (const { kind, hint, form } of sayings()) {
      if (!hint.test(sentence.text)) continue;
      for (const match of sentence.text.matchAll(form)) {
        const place = trimmed(sentence, match.index, match[0]);
        const claim = { kind, ...place, text: text.slice(place.start, place.end) };
        if (!isMeant(document, claim) || !isClaimed(sentence.text, match.index, match[0])) continue;
        const partial = isPartial(sentence.text, match.index, match[0]);
        const isKnown = claims.some((known) => known.kind === kind && known.isPartial === partial);
        if (!isKnown) claims.push({ ...claim, isPartial: partial });
        break;
      }
    }
  }
  return claims.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Words without which nothing is claimed: most sentences have none of them. */
const TOPIC =
  /pass|green|gone|suite|verified|confirmed|tested|validated|checked|work|fix|resolve|solve|faster|quicker|speed|sped|halved|doubled|reduced|cut|improved|lowered|increased|dropped|higher|regress|broke|break|existing|existed|fail|build|built|compile|clean|lint|error|issue|commit|push|created|opened|submitted|raised|read|reviewed|looked|through|examined|inspected|ran|executed|done|complete|finished|implement|percent|%|×/i;

interface Sentence {
  /** Without emphasis and backticks, which are blanks. */
  readonly text: string;
  readonly start: number;
}

/** More units of a text, and of a sentence, are not looked at. */
const MOST_TEXT = 200_000;
const MOST = 1500;

const BOUNDARY =
  /[.!?\u2026][)"'\u201d\u2019*_\]]{0,4}(?=\s)|\n[ \t]*(?=\n)|\n(?=[ \t>]*(?:[-*+\u2022][ \t]|\d{1,3}[.)][ \t]|#{1,6}[ \t]|\||\[[ xX]\]|[\u2705\u2713\u2714\u274c\u2611]))/g;

function* sentencesOf(text: string): Generator<Sentence> {
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(BOUNDARY)) {
    const end = index + mark.length;
    yield { text: plain(text.slice(start, Math.min(end, start + MOST))), start };
    start = end;
  }
  yield { text: plain(text.slice(start, start + MOST)), start };
}

function plain(text: string): string {
  return text.replace(/[`*~]|(?<![\w])_+|_+(?!\w)/g, (marks) => ' '.repeat(marks.length));
}

function trimmed({ start }: Sentence, index: number, match: string): Span {
  const lead = /^[^\p{L}\p{N}]*/u.exec(match)?.[0].length ?? 0;
  return { start: start + index + lead, end: start + index + match.trimEnd().length };
}

function isAsked(sentence: string): boolean {
  return /\?[)"'\u201d*_ ]*$/.test(sentence);
}

const SAID: readonly Region[] = ['prose', 'table'];

/** Whether the words are the writer's own: in code alone, or quoted, they are not. */
function isMeant(document: Document, { start, end }: Span): boolean {
  const { text } = document;
  const [first, last] = [document.regionAt(start), document.regionAt(end - 1)];
  if (!SAID.includes(first) && !(first === 'code' && SAID.includes(last))) return false;
  return !isQuoted(text, start) && !isUnderPlan(text, start);
}

const LINE = /^[ \t>]*(?:[-*+\u2022]|\d{1,3}[.)])[ \t]+(\[[ xX]\][ \t]+)?/;
const PLAN =
  /\b(?:next\s+steps?|plan|to-?do|acceptance|criteria|gates?|deliverables|definition\s+of\s+done|how\s+to|expect(?:ed|ations?)|remaining|left\s+to|recommend\w*|suggest\w*|should|will|would|need\s+to|needs\s+to|must|want\s+to|going\s+to|let\s+me|let['\u2019]s|I['\u2019]ll|goals?|requirements?|options?|you\s+can|before\s+(?:merging|you|we|committing)|checklist|instructions?|steps?)\b/i;
/** A line that may be a heading without its marks. */
const TITLE = /^[ \t]*\S[^.!?]{2,78}$/;
/** What is told under these was done, even where they plan to tell it. */
const TOLD = /\b(?:results?|summary|summari[sz]e|report|recap|achieved|accomplished)\b/i;
/** So many lines above are searched for what an entry stands under. */
const MOST_ABOVE = 40;

/** Whether it is an entry of a list of what is to be done, or to be expected. */
function isUnderPlan(text: string, offset: number): boolean {
  const near = text.slice(Math.max(0, offset - MOST), offset);
  const from = offset - near.length + near.lastIndexOf('\n') + 1;
  const entry = LINE.exec(text.slice(from, offset + 1));
  const [, box] = entry ?? /^[ \t>]*()(\[ \])/.exec(text.slice(from, from + 12)) ?? [];
  if (/^\[ \]/.test(box ?? '') || /^[ \t>]*\[ \]/.test(text.slice(from, from + 12))) return true;
  if (!entry || box) return false;
  let end = from - 1;
  for (let count = 0; count < MOST_ABOVE && end > 0; count++) {
    const above = text.slice(Math.max(0, end - MOST), end);
    const start = end - above.length + above.lastIndexOf('\n') + 1;
    const line = text.slice(start, Math.min(end, start + 300));
    if (/^[ \t]*#{1,6}[ \t]|:[\s*_]*$|^\s*\*\*[^*]+\*\*[^\w]*$/.test(line) && !LINE.test(line)) {
      return PLAN.test(line) && !TOLD.test(line);
    }
    if (TITLE.test(line) && PLAN.test(line) && !TOLD.test(line) && !LINE.test(line)) return true;
    end = start - 1;
  }
  return false;
}

/** So many units before and behind are read. */
const REACH = 240;

/** What parts what is said from what was said before. */
const HARD = /[;:\u2014\u2013]|\s-{1,2}\s|,\s+(?:but|and\s+now|so\s+now)\b|\bbut\s+now\b|[.!]\s/g;
const SOFT = /[,(]|\b(?:and|but|so|yet|while|since|because|as)\b/gi;

/** A wish, a plan or a possibility, up to the end of the part of the sentence. */
const AHEAD =
  /\b(?:should|shall|will|would|could|might|may|must|cannot|can(?:['\u2019]t)?|(?:I|we|you|they|it)['\u2019](?:ll|d)|let\s+me|let['\u2019]s|going\s+to|need(?:s|ed)?\s+to|have\s+to|has\s+to|want(?:s|ed)?|hop(?:e|es|ing|efully)|plan(?:s|ned|ning)?|expect(?:s|ed|ing)?|please|make\s+sure|making\s+sure|ensur(?:e|es|ing)|so\s+that|so\s+the|in\s+order|until|goal|aim(?:s|ing)?|try(?:ing)?\s+to|attempt(?:s|ed|ing)?\s+to|wait(?:ing)?|once|next\s+(?:step|I|we)|todo|likely|probably|possibly|perhaps|maybe|presumably|appears?|seems?|I\s+(?:think|believe|assume|guess|suspect)|in\s+theory|before|if|unless|whether|assuming|provided|in\s+case|imagine|suppose|pretend|example|e\.g\.)\b/i;
/** A time: `when the tests pass, I commit` claims nothing, `after the change, all tests pass` does. */
const TIME = /\b(?:when(?:ever)?|once|after|as\s+soon\s+as|while|every\s+time)\b[^,]*$/i;
/** Somebody is told to look, or a program looks. */
const LOOK =
  /\b(?:(?:verify|confirm|ensure|see|prove|validate|determine|find\s+out|demonstrate|guarantee|assert|detect|enforce)|(?:to|then|please|can|also|must)\s+(?:check|test|show|say|claim|report|print|return|require|mean|signal|indicate))\b(?:\s+(?:that|if|whether|the|when|all|there|how))?\s*(?:\w+\s+){0,3}$|\b(?:checks|verifies|ensures|asserts|requires|validates|guarantees|detects|returns|prints|enforces|proves|waits|reports|expects|means|claims|says|states|assumes|pretends)\s+(?:\w+\s+){0,6}$|^\W*(?:verifying|checking|ensuring|testing|confirming|validating)\b[^,]*$/i;
/** The whole sentence tells somebody to look. */
const ORDER = /^\W*(?:please\s+)?(?:confirm|verify|check|ensure|wait|validate)\s/i;
const NOT =
  /\b(?:not|never|nobody|no\s+(?:one|longer)|nothing|none|neither|nor|cannot|unable|fail(?:s|ed|ing)?\s+to|yet\s+to|unclear|unsure|doubt|hardly|isn|aren|wasn|haven|hasn|don|doesn|didn|can|couldn|won|wouldn|shouldn)(?:['\u2019]t)?\s+(?:\S+\s+){0,5}$|n['\u2019]t\s+(?:\S+\s+){0,5}$|\b(?:no|zero|few)\s+$/i;
const MADE =
  /\b(?:make[s]?|made|making|get|gets|getting|got|have|keep|keeps|keeping|let|lets|to|so|how|the\s+way|what|why|where|which\s+makes)\s+(?:(?:the|all|your|my|these|it|its|sure)\s+)*$|\b(?:how|the\s+way|why|what)\b[^.,]{0,60}$/i;
const OTHERS =
  /\b(?:you(?:['\u2019]ve|\s+have)?|user|he|she|they|author|reviewer|upstream|someone|somebody|(?:PR|issue|ticket|commit|readme|docs?|documentation|description|message|log|report|comment|plan|spec|page|changelog|handoff|notes?|sub-?agent))\s+(?:also\s+|already\s+)?(?:say|said|says|claim|claims|claimed|state|states|stated|mention|mentions|mentioned|told|tell|tells|report|reported|reports|note|noted|notes|wrote|writes|fixed|pushed|committed|opened|created|confirmed|verified|tested|ran)\b|\baccording\s+to\b|\byou(?:['\u2019]ve|\s+have)?\s+(?:already\s+|just\s+)?$|\b(?:previously|formerly|originally|earlier\s+session|used\s+to|back\s+then|yesterday|last\s+(?:week|time|session))\b/i;
const BEHIND =
  /^\s*,?\s*(?:(?:only|just|even)\s+)?(?:if|when(?:ever)?|once|unless|provided|assuming|as\s+long\s+as|until|in\s+theory|hopefully|I\s+(?:think|believe|hope)|or\s+not|before\s+(?:my|the|this|these|our)\s+(?:change|edit|fix|commit)|without\s+(?:my|this|these|the)\s+(?:change|edit|fix|patch)|on\s+(?:main|master)\s+(?:but|without)|(?:on|at)\s+(?:main|master|HEAD|origin|trunk)\b|,?\s*(?:but|and|while|yet)?\s*[^.;]{0,50}?(?<!\b(?:no|zero|0|without)\s)\b(?:fail|fails|failed|failures?)\b|[^.;]{0,50}?(?:\bnot|n['\u2019]t)\s+(?:yet\s+)?(?:been\s+)?(?:run|ran|tested|verified|checked|tried|confirmed)\b|yet\b|[^.,;]{0,30}\bshould\b)/i;
/** History: fixed in a commit, by somebody else, long ago. */
const DATED =
  /^\s+upstream\b|^\s+(?:in|by|with|since|upstream|as\s+of)\s+(?:the\s+)?(?:[0-9a-f]{7,40}\b|v?\d|#|PR\b|commit\b|main\b|upstream\b|release\b|version\b|a\s+(?:previous|prior|later|newer|follow-?up))/i;

/** Whether the sentence states it: of its own, of now, and without doubt. */
function isClaimed(sentence: string, index: number, match: string): boolean {
  const before = sentence.slice(Math.max(0, index - REACH), index) + (/^\s*/.exec(match)?.[0] ?? '');
  const after = sentence.slice(index + match.length, index + match.length + REACH);
  const hard = behindLast(before, HARD);
  const soft = behindLast(hard, SOFT);
  if (AHEAD.test(hard) || TIME.test(hard) || LOOK.test(hard) || MADE.test(hard)) return false;
  if (NOT.test(soft) || OTHERS.test(hard)) return false;
  if (
    /\b(?:if|unless|whether)\b/i.test(before) ||
    /^\W*(?:(?:expected|example|goal)\b|(?:[\w-]+\s+){0,2}(?:plan|steps?|criteria)\s*:)/i.test(before)
  )
    return false;
  if (ORDER.test(before)) return false;
  if (BEHIND.test(after) || DATED.test(after)) return false;
  return !/\b(?:should|will|would|could|might|may|must|if|unless|whether|n['\u2019]t pass|not pass)\b/i.test(
    match,
  );
}

/** What stands behind the last of some marks. */
function behindLast(text: string, mark: RegExp): string {
  let from = 0;
  for (const { index, 0: found } of text.matchAll(mark)) from = index + found.length;
  return text.slice(from);
}

const WHOLE =
  /^(?:\W|(?:that|with|continues?|to|all|every|the|of|our|your|my|these|both|full|whole|entire|complete|existing|npm|pnpm|yarn|bun|npx|cargo|go|pytest|tsc|--noEmit|exist|unit|integration|e2e|and|now|still|everything|is|are|tests?|suites?|cases?|runs?|checks?|specs|CI|green|pass(?:es|ed|ing)?|\d[\d,]*)\b)*$/i;

/** One test, where it is not the command that runs all. */
const ONE =
  /(?<!\b(?:npm|pnpm|yarn|bun|cargo|go|make|mix|run|dotnet|swift)\s)\btest\s+(?:(?:is|has|now|also)\s+)*(?:pass(?:es|ed|ing))\b/i;

/** Whether it names some of the things only: `the new test passes`, `all other tests pass`. */
function isPartial(sentence: string, index: number, match: string): boolean {
  const subject = /(?:\S+\s+){0,4}$/.exec(sentence.slice(Math.max(0, index - 80), index))?.[0] ?? '';
  const own = behindLast(behindLast(behindLast(subject, HARD), /\|/g), SOFT);
  return !WHOLE.test(`${own}${match}`) || ONE.test(`${own}${match}`);
}
