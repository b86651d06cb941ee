import { type ActName, patternsOf } from '../../parse/shell/acts.ts';
import { destructionOf } from '../../parse/shell/destructive.ts';
import { parseShell } from '../../parse/shell/parse.ts';
import { commandsIn } from './commands.ts';
import type { Directive } from './directive.ts';
import type { Passage } from './page.ts';
import { placesOf } from './places.ts';

/** Where a sentence names what it wants to be asked about. */
interface Gate {
  readonly start: number;
  readonly end: number;
  /** Only what is forbidden there counts: `never X unless asked`. */
  readonly isForbidden: boolean;
}

/** The word of the person, as pages name it. */
const WORD =
  '(?:(?:user|human|maintainer|I|they)(?:[ -]\\w+){0,2} )?(?:explicit(?:ly(?! [a-z]+ing\\b))?|say(?:s)? so|(?<=I )say|check(?:s|ed|ing)? with (?:me|us|the user)|discuss(?:ing|ed|ion)|ask(?:s|ed|ing)?|request(?:s|ed|ing)?|instruct(?:s|ed|ions?)?|told(?! (?:the|where|what|which|how)\\b)|tells?|approv(?:al|es|ed|ing)|permission|confirm(?:s|ed|ing|ation)?|consent|say-so|authori[sz](?:ed|ation)|go-ahead|green light|sign-off|direction|directed)';
const UNLESS = new RegExp(
  `[,(\u2014-]?\\s*\\b(?:unless|without|until|except (?:when|if|on|upon))\\b (?:[\\w\u2019',-]+ ){0,10}?${WORD}\\b`,
  'i',
);
const ONLY = new RegExp(
  `\\bonly\\b[^.:;\u2014]{0,80}?\\b(?:when|if|after|on|upon|with)\\b (?:[\\w\u2019'-]+ ){0,5}?${WORD}\\b`,
  'i',
);
const ASK =
  "(?:ask(?! yourself| whether| if| why| what)|confirm(?= with| first| before|\\W*$)|check(?: in)? with (?:me|us|the \\w+|a human)|(?:get|obtain|request|seek|wait for|needs?|requires?) (?:[\\w\u2019'-]+ ){0,3}?(?:approval|permission|confirmation|consent|sign-off|go-ahead|instructions?))\\b";
const BEFORE = new RegExp(`\\b${ASK}[^.:;]{0,60}?\\bbefore\\b`, 'i');
const FIRST = new RegExp(`^\\W*(?:always )?before\\b[^.:;]{0,100}?,[^.:;]{0,30}\\b${ASK}`, 'i');
const NEEDS =
  /\b(?:requires?|needs?|must (?:have|be|get))\b (?:[\w\u2019'-]+ ){0,4}?(?:approval|approved|permission|confirmation|confirmed|consent|sign-off)\b/i;
const ALWAYS_ASK = /\b(?:always ask|ask (?:first|me|the user|for (?:permission|approval)))\b/i;
/** `Ask first: pushes, new dependencies`. */
const LABEL =
  /^\W*(?:(?:always )?ask (?:(?:me|the user) )?(?:first|before)|(?:needs?|requires?) (?:\w+ )?(?:approval|permission|confirmation)|with (?:approval|permission)(?: only)?)\b[^:]{0,20}:\s/i;
/** `Deleting a tag \u2192 ask first`; a chain of several is another thing. */
const LED_TO = /^([^\u2192=>]*)\s(?:\u2192|->|=>)\s*(?:always )?(?:ask|get approval)\b/i;
/** A line above what has to be asked about. */
const ABOVE = new RegExp(
  `\\b(?:ask|confirm|check) (?:(?:me|with me|the user|with the user|a human) )?(?:first|before)\\b|\\b(?:needs?|requires?) (?:\\w+ ){0,3}?(?:approval|permission|confirmation)\\b|${UNLESS.source}`,
  'i',
);

/** Some word of all these: most sentences have none. */
const ASKS =
  /\b(?:ask|explicit|say|discuss|request|instruct|told|tell|approv|permission|confirm|consent|authori|go-ahead|green light|sign-off|direct|check)/i;

/** How a sentence says that the person is to be asked; null where it does not. */
export function gateOf({ text, above, passage }: Directive): Gate | null {
  const isEntry = passage.kind === 'item' || passage.kind === 'row';
  const nearest = isEntry ? [above.at(-1) ?? '', ...otherCells(passage, text)].join('\n') : '';
  const isUnder = ASKS.test(nearest) && ABOVE.test(nearest);
  const whole = isUnder ? { start: 0, end: text.length, isForbidden: false } : null;
  if (!ASKS.test(text)) return whole;
  const plain = text.replace(/"[^"]*"|\u201c[^\u201d]*\u201d/g, (quote) => 'x'.repeat(quote.length));
  const label = LABEL.exec(plain);
  if (label) return { start: label[0].length, end: text.length, isForbidden: false };
  const led = LED_TO.exec(plain);
  if (led) return { start: 0, end: led[1]?.length ?? 0, isForbidden: false };
  const only = ONLY.exec(plain);
  if (only) return { start: 0, end: only.index + only[0].length, isForbidden: false };
  const unless = UNLESS.exec(plain);
  if (unless) return { start: 0, end: unless.index, isForbidden: true };
  const first = FIRST.exec(plain);
  if (first) return { start: 0, end: first[0].lastIndexOf(','), isForbidden: false };
  const before = BEFORE.exec(plain);
  if (before) return { start: before.index + before[0].length, end: text.length, isForbidden: false };
  const needs = NEEDS.exec(plain);
  if (needs) return { start: 0, end: needs.index, isForbidden: false };
  const ask = ALWAYS_ASK.exec(plain);
  return ask && ask.index > 0 ? { start: 0, end: ask.index, isForbidden: true } : whole;
}

function otherCells({ cells = [] }: Passage, text: string): string[] {
  return cells.filter((cell) => cell !== text);
}

/** What has to be asked about, as command patterns, and the words that give it. */
export interface Approval {
  readonly match: string[];
  readonly words: string[];
  /** It holds under a further condition. */
  readonly isPartial: boolean;
}

/** What a sentence wants to be asked about; null where it asks for something else. */
export function approvalIn(directive: Directive): Approval | null {
  const { text } = directive;
  if (ONLY_THIS.test(text) && gateOf(directive)) return ofHeading(directive);
  if (!NAMES_ACTS.test(text)) return null;
  const gate = gateOf(directive);
  if (!gate) return unconditional(directive);
  const counts = (at: number) =>
    at >= gate.start && at < gate.end && (!gate.isForbidden || directive.modalityAt(at) === 'must-not');
  const named = commandsIn(directive).filter(
    // `A new npm package` names a program and nothing that it does.
    ({ pattern, start, isCode }) => (isCode || pattern.includes(' ')) && isJudged(pattern) && counts(start),
  );
  const acts = actsIn(text).filter(({ at }) => counts(at));
  const isPartial = gate.isForbidden && CONDITION.test(text.slice(0, gate.end));
  const match = [
    ...(isPartial ? [] : named.map(({ pattern }) => pattern)),
    ...patternsOf(acts.map(({ name }) => name)),
  ];
  return match.length > 0 ? { match: [...new Set(match)], words: wordsIn(text), isPartial } : null;
}

/** `Only do this when asked`, under a heading that says what. */
const ONLY_THIS =
  /^\W*(?:only (?:ever )?do (?:this|so)|(?:never|do not|don['\u2019]t) (?:ever )?do (?:this|so))\b/i;

function ofHeading({ above, text }: Directive): Approval | null {
  const names = actsIn(above.at(-1) ?? '').map(({ name }) => name);
  return names.length > 0 ? { match: patternsOf(names), words: wordsIn(text), isPartial: false } : null;
}

/** A sentence without any of these names neither a command nor an act. */
const NAMES_ACTS =
  /`|\b(?:git|commit|amend|push|merg|rebas|branch|worktree|[pm]rs?\b|pull|ready|draft|comment|repl[iy]|respond|review|issue|releas|publish|deploy|tag|repo|clos|label|depend|package|librar|crate|gem|install|npm|make|run)/i;

/** What destroys work is held by a rule of its own. */
function isJudged(pattern: string): boolean {
  const [command] = parseShell(pattern);
  return pattern !== '' && (!command || destructionOf(command) === null);
}

/** Examples of what a person says: `(e.g., "open a PR", "submit this")`. */
function wordsIn(text: string): string[] {
  const [, list = ''] =
    /\((?:e\.g\.,?|such as|like|for example,?)\s+((?:["\u201c][^"\u201d]{2,40}["\u201d](?:,?\s*(?:or|and)?\s*)?)+)\)/i.exec(
      text,
    ) ?? [];
  return [...list.matchAll(/["\u201c]([^"\u201d]+)["\u201d]/g)].map(([, words = '']) => words);
}

const CONDITION = /\b(?:if|when(?:ever)?|while|during|in production|for (?:large|major|big))\b/i;

/** `Never push.` says that the person does it, or asks for it. */
function unconditional(directive: Directive): Approval | null {
  const { text } = directive;
  if (!/\b(?:never|not|avoid)\b|n['\u2019]t\b/i.test(text)) return null;
  if (/\b(?:even if|under any circumstances|unless|until|without|except|if|when|after|before)\b/i.test(text))
    return null;
  const named = commandsIn(directive).filter(
    ({ modality, pattern }) => modality === 'must-not' && pattern !== '',
  );
  if (named.length > 0) {
    // `Never run X automatically` leaves it to the person.
    const match = named.map(({ pattern }) => pattern).filter(isJudged);
    return UNASKED.test(text) && match.length > 0 ? { match, words: [], isPartial: false } : null;
  }
  const names = actsIn(text)
    .filter(
      ({ name, start, at }) =>
        BY_THE_PERSON.has(name) &&
        FORBIDDEN.test(text.slice(0, start)) &&
        directive.modalityAt(at) === 'must-not',
    )
    .map(({ name }) => name);
  return names.length > 0 ? { match: patternsOf(names), words: [], isPartial: false } : null;
}

const UNASKED = /\b(?:automatically|proactively|unprompted|on your own(?: initiative)?)\b/i;

const BY_THE_PERSON: ReadonlySet<ActName> = new Set([
  'commit',
  'push',
  'pr',
  'release',
  'comment',
  'ready',
  'merge-pr',
  'deploy',
  'dependency',
]);
/** A negation, perhaps with other verbs of a list behind it. */
const FORBIDDEN =
  /(?:\b(?:never|not(?: allowed to)?|avoid)|n['\u2019]t)\s+(?:[\w-]+(?: [\w-]+){0,2}(?:,\s*(?:or |and )?|\s+(?:or|and|nor)\s+|\/))*(?:(?:ever|automatically|proactively|attempt to|try to)\s+)?(?:git )?$/i;

interface NamedAct {
  readonly name: ActName;
  /** Where its verb begins, and a place inside of it. */
  readonly start: number;
  readonly at: number;
}

/** Acts that a sentence names without code, in order. */
function actsIn(text: string): NamedAct[] {
  const plain = text.replace(
    /`[^`]*`|"[^"]*"|\u201c[^\u201d]*\u201d/g,
    (span) => `\`${' '.repeat(span.length - 2)}\``,
  );
  if (!ACTS.test(plain)) return [];
  return NAMED.flatMap(([name, pattern]) =>
    [...placesOf(plain, pattern)].map(({ index, 0: words, 1: lead = '' }) => ({
      name,
      start: index + lead.length,
      at: index + words.length - 1,
    })),
  )
    .filter(({ name }) => name !== 'comment' || ON_PLATFORM.test(text))
    .sort((a, b) => a.at - b.at);
}

/** Some word of all acts: most sentences have none. */
const ACTS =
  /commit|amend|push|merg|rebas|branch|worktree|[pm]rs?\b|pull|ready|draft|comment|repl[iy]|respond|review|issue|releas|publish|deploy|tag|repo|clos|label|depend|package|librar|crate|gem|install/i;

/** Comments stand in code, too. */
const ON_PLATFORM =
  /\b(?:PRs?|MRs?|(?:pull|merge)[- ]requests?|issues?|github|gitlab|reviews?|threads?|discussions?)\b/i;

/** Where a verb is one: at the beginning, behind a negation, in a list of verbs. */
const VERB =
  "(^\\W*(?:[\\w ]{1,24}:\\s*)?|\\b(?:not|never|or|and|only|ever|before|no|must|should|just|then|automatically|proactively|directly|unilaterally|attempt to|allowed to|try to|proceed to|run|always|you|is|are) |n['\u2019]t |[,/:(\u2014]\\s?|\\s-\\s)";
const OBJECT =
  '(?: (?:any |the |your |my |all )?(?:code|changes|work|anything|branch(?:es)?|commits?|it|them)(?: changes)?)?(?: to (?:git|(?:a |any |the )?(?:remotes?(?: repositor(?:y|ies)| repos?)?|origin|upstream|github|version control)))?(?: or (?:other|any) [\\w ]+?)?';
/** Nothing else is said of what stands before. */
const END =
  '(?=\\s*(?:$|[,;:!/)(\u2014\u2192]|\\.(?:\\s|$)|- |\\s-)|\\s+(?:or|and|unless|without|until|only|when|if|before|after|yourself|automatically|directly(?! to)|proactively|is|are|on (?:my|your|their) (?:own|behalf)|requires?|needs?|must|should)\\b)';
const A = '(?:an? |any |the |new |your |draft |in-progress |existing |my |GitHub ){0,3}';
const ANY_PR = '(?:PRs?|MRs?|(?:[Pp]ull|[Mm]erge)[- ][Rr]equests?)';

const NAMED: readonly (readonly [ActName, RegExp])[] = (
  [
    ['commit', `${VERB}(?:git |auto-?)?(?:commit|committing)${OBJECT}${END}`],
    [
      'commit',
      `(?:^\\W*|\\bno |\\b(?:make|create|creating|making) ${A}(?:git )?)commits?(?: or push\\w*)?${END}`,
    ],
    ['amend', `${VERB}amend(?:ing)?(?: (?:any |the |your )?(?:existing |previous )?commits?)?${END}`],
    ['push', `${VERB}(?:git |auto-?)?push(?:ing|es)?${OBJECT}${END}`],
    [
      'merge',
      `${VERB}(?:merge|merging)(?: ${A}(?:${ANY_PR}|branches|anything)| (?:in)?to (?:the )?(?:main|master|trunk)(?: branch)?)?${END}`,
    ],
    ['rebase', `${VERB}rebas(?:e|ing)(?: ${A}branch(?:es)?)?${END}`],
    ['switch', `${VERB}(?:switch|switching|change|changing)(?: to)? ${A}branch(?:es)?${END}`],
    ['switch', `^\\W*branch (?:changes|switches)\\b${END}`],
    ['branch', `${VERB}(?:create|creating|start|starting)(?: or switch)? ${A}branch(?:es)?${END}`],
    ['worktree', `${VERB}(?:create|creating)(?: or switch to)? ${A}(?:another )?(?:git )?worktrees?${END}`],
    [
      'pr',
      `(?:open|creat|submit|rais|publish|fil|mak)(?:e|ing|ting|s|es)?\\b(?: and \\w+|/\\w+)? (?:(?:an? )?(?:Issue|issue), )?${A}${ANY_PR}${END}`,
    ],
    ['pr', `\\bPR creation\\b|${ANY_PR} (?:are|must|should)(?: only)?(?: be)? (?:opened|created|made)\\b`],
    ['merge-pr', `${VERB}(?:merge|merging) (?:an? |any |the |your |your own |own )?${ANY_PR}${END}`],
    ['ready', `(?:mark\\w*|convert\\w*|flip\\w*) [^.;:]{0,50}?\\b(?:ready|draft)\\b`],
    [
      'comment',
      `\\b(?:post|leav|publish|submit|writ)(?:e|ing|ting)? (?:[\\w'\u2019-]+,? ){0,6}?(?:PR comments|GitHub comments|(?:review )?comments?|review(?:s)?|repl(?:y|ies))\\b(?! (?:in|to) (?:the )?(?:code|source))`,
    ],
    [
      'comment',
      `${VERB}(?:comment|commenting|reply|replying|respond|responding) (?:on|to|in) ${A}(?:issues?|${ANY_PR}|GitHub|threads?|discussions?|reviews?|review comments)\\b`,
    ],
    ['issue', `${VERB}(?:open|creat|fil|publish|post|submit|rais)(?:e|ing|ting)? ${A}[Ii]ssues?${END}`],
    ['release', `${VERB}(?:creat|cut|mak|publish|draft|do)(?:e|ing|ting)? ${A}releases?${END}`],
    [
      'release',
      `${VERB}(?:publish(?:ing)?|releas(?:e|ing))(?: (?:to (?:npm|pypi|crates\\.io)|${A}(?:packages?|versions?|anything)))?${END}`,
    ],
    ['deploy', `${VERB}deploy(?:ing|s)?(?: (?:to (?:production|prod|staging)|anything|code|changes))?${END}`],
    ['tag', `${VERB}(?:creat(?:e|ing)|push(?:ing)?) ${A}(?:git )?tags?${END}`],
    ['repo', `${VERB}(?:creat(?:e|ing)) ${A}(?:repos|repositories|repo|repository)${END}`],
    ['repo-delete', `${VERB}(?:delet(?:e|ing)) ${A}(?:repos|repositories|repo|repository)${END}`],
    ['close', `${VERB}(?:clos(?:e|ing)) ${A}(?:issues?|${ANY_PR})${END}`],
    ['label', `${VERB}(?:apply|applying|add|adding) ${A}labels?${END}`],
    [
      'dependency',
      `(?:add|adding|install|installing|introduc\\w+|bring\\w* in|pull\\w* in)(?: or \\w+)? ${A}(?:[\\w-]+ ){0,2}?(?:or [\\w-]+ )?(?:dependenc(?:y|ies)|packages?|librar(?:y|ies)|crates?|gems?)${END}`,
    ],
    ['install', `${VERB}install(?:ing)? ${A}(?:[\\w-]+ ){0,2}?(?:packages?|software|tools|programs)\\b`],
    ['dependency', `\\b(?:new|additional|external|third-party) (?:[\\w-]+ ){0,1}?dependenc(?:y|ies)\\b`],
    [
      'dependency',
      `\\bdependenc(?:y|ies)\\b[^.]{0,90}\\bbefore (?:adding|installing) (?:it|one|any|them)\\b`,
    ],
  ] as const
).map(([name, source]) => [name, new RegExp(source, 'gi')]);
