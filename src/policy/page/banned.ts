import type { Directive } from './directive.ts';
import { FILE } from './paths.ts';

/** What `no-pattern` takes. */
export interface Banned {
  readonly pattern: string;
  readonly paths?: string[];
  readonly in?: 'everywhere' | 'code' | 'comments';
  readonly allow?: string;
  readonly message?: string;
}

const SCRIPTS = ['*.js', '*.jsx', '*.mjs', '*.cjs', '*.ts', '*.tsx', '*.mts', '*.cts', '*.vue', '*.svelte'];
const TYPED = ['*.ts', '*.tsx', '*.mts', '*.cts', '*.vue', '*.svelte'];

/** What pages call by a word of their own, or by a code span that is no text of a program as it stands. */
const KNOWN: readonly (readonly [RegExp, Banned])[] = [
  [
    /\b(?:TODOs?|FIXMEs?)\b(?!,? (?:lists?|tools?|items?|files?|task lists)\b)/,
    { pattern: '\\b(?:TODO|FIXME)\\b', in: 'comments' },
  ],
  [
    /\bany\s+types?\b|\bany\b(?=\s*(?:,|type|and|or|unless|in TypeScript|$)).{0,40}\b(?:type|typing|TypeScript|unknown)\b|\buse\s+any\s|\bavoid\s+any\s/i,
    { pattern: '(?::\\s*|\\bas\\s+|<|\\|\\s*)any\\b', paths: TYPED, in: 'code' },
  ],
  [
    /\bconsole (?:logging|logs?|statements?)\b|\bconsole\.logs?\b/i,
    { pattern: '\\bconsole\\.(?:log|debug)\\(', paths: SCRIPTS, in: 'code' },
  ],
  [/\bdebugger(?: statements?)?\b/i, { pattern: '\\bdebugger\\b', paths: SCRIPTS, in: 'code' }],
  [/\bdefault exports?\b/i, { pattern: '^\\s*export\\s+default\\b', paths: SCRIPTS, in: 'code' }],
  [/\bwildcard imports?\b|\bstar imports?\b/i, { pattern: '^\\s*from\\s+\\S+\\s+import\\s+\\*', in: 'code' }],
  [/\bbare except(?:s|ions?)?\b/i, { pattern: '^\\s*except\\s*:', paths: ['*.py'], in: 'code' }],
  [
    /\b(?:inline )?(?:lint(?:er)?|type|type[- ]check\w*)(?: (?:or|and) (?:lint(?:er)?|type))? (?:suppressions?|ignores?|disables?)\b|\b(?:suppression|disable|skip\/disable|ignore) (?:comments?|directives?|pragmas?)\b/i,
    {
      pattern:
        '\\b(?:eslint-disable|biome-ignore|@ts-(?:ignore|nocheck|expect-error)|noqa|nolint|NOSONAR|rubocop:disable|pylint:\\s*disable|type:\\s*ignore)\\b|@ts-(?:ignore|nocheck|expect-error)',
    },
  ],
];

/** In a sentence on these, code spans are what somebody runs or edits, and not what stands in a program. */
const NO_CODE =
  /\b(?:prefix(?:es)?|suffix(?:es)?|tools?|commands?|agents?|skills?|flags?|run(?:ning)?|execut\w+|branch(?:es)?|push(?:es|ing)?|merg(?:e|es|ing)|install\w*|edit(?:ing)?|modify|files?|folders?|director(?:y|ies)|paths?|terminal|shell|CLI|scripts?|rename|delete|remove|columns?|tables?|env(?:ironment)? var\w*)\b/i;
const USED =
  /\b(?:us(?:e|es|ing)|import(?:s|ing)?|call(?:s|ing)?|writ(?:e|ing)|add(?:ing)?|introduc(?:e|ing)|leav(?:e|ing)|creat(?:e|ing)|no|never|not|avoid(?:ing)?|over|instead of|rather than|forbidden|banned)\b/i;

/** What is fine for another purpose, or elsewhere, cannot be told from a line. */
const PURPOSE =
  /`(?: (?:or|and)| \w+)? (?:for (?!performance)|to (?!(?:the |your |new )?(?:code|source|files?)\b)|when |inside |outside |within |from |with |as |solely )|\b(?:solely|merely|just) (?:to|for)\b/;
/** `In src/pay/**, never ...`. */
const IN_FILES = /^\W*(?:in|inside|under|for) `([\w.*/{},-]*[*/][\w.*/{},-]*)`,/i;
/** What keeps a checker silent, perhaps with the mark of a comment. */
const SUPPRESSION =
  /^(?:\/\/|#|\/\*)?\s*(?:eslint-disable|biome-ignore|@ts-(?:ignore|nocheck|expect-error)|noqa|nolint|NOSONAR|rubocop:disable|pylint: ?disable|type: ?ignore|pragma: no cover|swiftlint:disable|noinspection|nosec)/;
const MARK = /^(?:\/\/|#|\/\*)\s*|\s*\*\/$/g;

/** The patterns that a sentence on code forbids. */
export function bannedIn(directive: Directive): Banned[] {
  const { text } = directive;
  const words = text.replaceAll('`', ' ');
  const suppressions = directive
    .codes('must-not')
    .filter((code) => SUPPRESSION.test(code))
    .map((code): Banned => ({ pattern: patternOf(code.replace(MARK, '')) }));
  if (PURPOSE.test(directive.part('must-not'))) return suppressions;
  const named = KNOWN.filter(([name]) => name.test(words) && directive.forbids(name));
  const known = [...named.map(([, banned]) => withTicket(banned, text)), ...suppressions];
  const [, glob] = IN_FILES.exec(text) ?? [];
  const forbidden = directive
    .codes('must-not')
    .filter((code) => isOfProgram(code) && !SUPPRESSION.test(code));
  if (forbidden.length === 0) return known;
  if (NO_CODE.test(text.replace(/`[^`]*`/g, '')) || !USED.test(text)) return known;
  if (!directive.scopes.has('diff') || directive.scopes.has('other')) return known;
  const instead = directive.codes('must');
  const [better = ''] = instead;
  const message = instead.length === 1 && better.length <= 40 ? { message: `use \`${better}\`` } : {};
  const spans = forbidden
    .filter((code) => !known.some(({ pattern }) => code.includes('console') && pattern.includes('console')))
    .map((code): Banned => ({ pattern: patternOf(code), ...(glob ? { paths: [glob] } : {}), ...message }));
  return [...known, ...spans];
}

/** `No TODO without a ticket`. */
function withTicket(banned: Banned, text: string): Banned {
  const isFree =
    /\b(?:without|unless|except|reference|include)\b[^.]{0,40}\b(?:tickets?|issues?|links?)\b/i.test(text);
  return isFree ? { ...banned, allow: '[A-Z][A-Z0-9]+-[0-9]+|#[0-9]+|https?://' } : banned;
}

/** Whether a code span can only be a piece of a program: an ordinary word may stand in any text. */
function isOfProgram(code: string): boolean {
  if (
    code.length < 4 ||
    code.length > 60 ||
    /\s|[<>{}\u2026$~*]|^-|^\/|\.\.\.|\/$/.test(code) ||
    FILE.test(code)
  )
    return false;
  return /[.:]\w|\(|[a-z][A-Z]|\w_\w|^@\w|!$/.test(code) && !/\//.test(code);
}

function patternOf(code: string): string {
  const open = code.replace(/\(.*$/, '(');
  // A function of the language, and not a method of that name.
  if (/^(?:open|print|eval|exec|input|alert|require|confirm|sleep)\($/.test(open))
    return `(?:^|[^\\w.])${open.slice(0, -1)}\\(`;
  const escaped = open.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return `${/^\w/.test(open) ? '\\b' : ''}${escaped}${/\w$/.test(open) ? '\\b' : ''}`;
}
