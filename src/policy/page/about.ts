import type { Kind } from '../../subject.ts';
import { placesOf } from './places.ts';

/** What a directive speaks of: kinds of subject, or something that bylaw does not see. */
export type Scope = Kind | 'other';

/** Words that name a scope wherever they stand. */
const NAMED: readonly (readonly [Scope, RegExp])[] = [
  ['commit', /\b(?:commits?|committing|git (?:history|log))\b/i],
  [
    'pr',
    /\b(?:PRs?|MRs?|(?:pull|merge)[- ]requests?)\b(?! (?:review )?(?:comments?|reviews?|feedback|threads?)\b)/i,
  ],
  ['branch', /\bbranch(?:es)?\b(?! (?:protection|coverage|prediction|refs?)\b)|\bbranch nam(?:es?|ing)\b/i],
  [
    'reply',
    /\b(?:communication|communicat(?:e|ing)|repl(?:y|ies)|respon(?:d|ding|ses?)|answers?|answering|chat|conversations?|conversational|interactions?|(?<!with(?:out)? |with(?:out)? an )explanations?|when explaining|(?:invent|fabricate|hallucinate)|messages? to (?:me|the user)|reporting|status updates?|tone|voice|(?:PR|review|issue|github) (?:review )?(?:comments?|reviews?|feedback|threads?)|comments on (?:issues|PRs)|referencing|talk(?:ing)? to|speak(?:ing)?|(?:your|agent|keep|all) outputs?|final (?:messages?|reports?|summary)|report (?:to|back)|(?:your|status) reports?|file(?:_?path|_?name)?:line(?:_?number)?)\b|^\W*(?:outputs?|explaining)\b/i,
  ],
];

/** What may stand before a thing that a wish is about; elsewhere it is only mentioned. */
const ABOUT =
  /(?:^[\W\d]*|[,:]\s|\b(?:in|for|of|to|on|inside|within|from|as|keep|write|writing|your|all|any|every|or|and|no|new|never|avoid)\s)(?:[a-z-]+\s)?$/i;
const THINGS: readonly (readonly [Scope, RegExp])[] = [
  [
    'diff',
    /\b(?:code(?! (?:blocks?|fences?|spans?|snippets?|reviews?))|codebase|source(?: files?)?|files?|comments?|docstrings?|jsdoc|documentation|docs|readme|markdown|markup|tests|functions?|variables?|identifiers?|log(?:ging)? messages?|scripts?|config(?:uration)?s?|coding|typescript|javascript|python|rust|golang|ruby|java|swift|kotlin|react|css|imports?|type (?:hints|annotations)|typing|classes|modules|components)\b/gi,
  ],
  [
    'other',
    /\b(?:memor(?:y|ies)|notes?|journals?|lessons?|skills?|changelogs?|release notes|entries|entry|UI|user[- ]facing|CLI|terminal|commands?|error messages?|errors?|logs?|plans?|specs?|issue (?:bodies|titles|templates?)|system prompts?|sub-?agents?|agents? definitions?|tool calls?|todos?|names|naming|emails?|slack|blog|posts?|articles?|slides?|tweets?|website|copy|designs?|ADRs?|tasks?|queries|APIs?|endpoints?|headers|headings|diagrams?)\b/gi,
  ],
];
/** The name of a form, which titles of pull requests may have, too. */
const CONVENTION = /\bconventional[- ]commits?\b(?: (?:messages?|titles?))?/i;
/** A line that ends commit messages. */
const TRAILER = /\b(?:co-authored|signed-off)-by\b/i;
/** Of a line above: the whole of git. */
const GIT = /\bgit\b(?!hub|lab)|\bversion control\b/i;
/** The title of a page says whose it is, and not what it is about. */
const PAGE_TITLE =
  /\b(?:CLAUDE|AGENTS?|GEMINI|guidelines?|instructions?|preferences?|configuration|rules|conventions|copilot|repository|project)\b/i;

/** What one line names. */
function scopesIn(text: string, isAbove: boolean): Set<Scope> {
  const words = text
    .replace(/`[^`]*`/g, '` `')
    .replace(/\bclaude code\b/gi, 'agent')
    .replace(CONVENTION, 'convention')
    .replace(/\bunlike [^,.)]*/gi, '')
    .replace(/\bcomment(?:s|ing)? (?:on|in|to) [^,.:]*\b(?:PRs?|pull requests?)\b/gi, 'replies');
  const named = NAMED.filter(([, pattern]) => pattern.test(words));
  const said = words.replace(/\b(?:unless|because|since|so that)\b.*$/i, '');
  const meant = THINGS.filter(([, pattern]) => isMeant(said, pattern, isAbove && words.length < SHORT));
  const scopes = new Set([...named, ...meant].map(([scope]) => scope));
  // In a sentence it means all that goes to others; as a heading, how an agent talks.
  if (!isAbove && /\bcommunications?\b/i.test(words)) scopes.add('pr');
  if (scopes.size === 0 && CONVENTION.test(text)) return new Set(['commit']);
  if (isAbove && scopes.size === 0 && GIT.test(words)) return new Set(['commit', 'pr', 'branch']);
  return scopes;
}

/** A line above of fewer UTF-16 units names what stands under it, and mentions nothing. */
const SHORT = 50;

/** Whether a wish is about one of some things, and does not only mention it. */
function isMeant(words: string, things: RegExp, isHeading: boolean): boolean {
  for (const { index } of placesOf(words, things)) {
    if (isHeading || ABOUT.test(words.slice(Math.max(0, index - 40), index))) return true;
  }
  return false;
}

const known = new Map<string, ReadonlySet<Scope>>();
/** So many lines above are kept: each is asked again for all that stands under it. */
const MOST_KNOWN = 200;

function scopesAbove(line: string): ReadonlySet<Scope> {
  const scopes = known.get(line) ?? scopesIn(line, true);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(line, scopes);
  return scopes;
}

/**
 * What a sentence names itself, or else the nearest line above it that names anything.
 * @param before the sentence that its passage begins with
 */
export function scopesOf(text: string, before: string, above: readonly string[]): Set<Scope> {
  // A label says what the whole is about: `PR titles: no type, as in commits`.
  const [label = ''] = /^[^:.]{1,40}:(?=\s)/.exec(text) ?? [];
  for (const own of [label, text, before]) {
    const scopes = scopesIn(own, false);
    if (scopes.size > 0) return scopes;
  }
  // Wherever it stands: no reply and no code has one.
  if (TRAILER.test(text)) return new Set(['commit']);
  for (const [index, line] of [...above.entries()].reverse()) {
    const scopes = new Set(scopesAbove(line));
    if (index === 0 && PAGE_TITLE.test(line)) {
      scopes.delete('diff');
      scopes.delete('other');
    }
    if (scopes.size > 0) return scopes;
  }
  return new Set();
}
