import { userPattern } from '../pattern.ts';
import type { Scope } from './about.ts';
import type { Directive } from './directive.ts';
import { KNOWN } from './known-patterns.ts';
import { FILE } from './paths.ts';

/** What `no-pattern` takes. */
export interface Banned {
  readonly pattern: string;
  readonly paths?: string[];
  readonly in?: 'everywhere' | 'code' | 'comments';
  readonly allow?: string;
  readonly message?: string;
}

/** In a sentence on these, code spans are what somebody runs or edits, and not what stands in a program. */
const NO_CODE =
  /\b(?:prefix(?:es)?|suffix(?:es)?|tools?|commands?|agents?|skills?|flags?|run(?:ning)?|execut\w+|branch(?:es)?|push(?:es|ing)?|merg(?:e|es|ing)|install\w*|edit(?:ing)?|modify|files?|folders?|director(?:y|ies)|paths?|terminal|shell|CLI|scripts?|rename|delete|remove|columns?|tables?|env(?:ironment)? var\w*)\b/i;
const USED =
  /\b(?:us(?:e|es|ing)|import(?:s|ing)?|call(?:s|ing)?|writ(?:e|ing)|add(?:ing)?|introduc(?:e|ing)|leav(?:e|ing)|creat(?:e|ing)|no|never|not|avoid(?:ing)?|over|instead of|rather than|forbidden|banned)\b/i;

/** What is fine for another purpose, or elsewhere, cannot be told from a line. */
const PURPOSE =
  /`(?: (?:or|and)| \w+)? (?:for (?!performance|memoi[sz]ation)|to (?!(?:the |your |new )?(?:code|source|files?)\b)|when |inside |outside |within |from |with (?!a fixed)|as |solely )|\b(?:solely|merely|just) (?:to|for)\b/;
/** `In src/pay/**, never ...`. */
const IN_FILES = /^\W*(?:in|inside|under|for) `([\w.*/{},-]*[*/][\w.*/{},-]*)`,/i;
/** What keeps a checker silent, perhaps with the mark of a comment. */
const SUPPRESSION =
  /^(?:\/\/|#|\/\*)?\s*(?:eslint-disable|biome-ignore|@ts-(?:ignore|nocheck|expect-error)|noqa|nolint|NOSONAR|rubocop:disable|pylint: ?disable|type: ?ignore|pragma: no cover|swiftlint:disable|noinspection|nosec)/;
const MARK = /^(?:\/\/|#|\/\*)\s*|\s*\*\/$/g;

/** A pattern, and whether lines that hold it may be meant otherwise. */
interface Found {
  readonly banned: Banned;
  readonly isGuess: boolean;
}

/** The patterns that a sentence on code forbids: those that are certain, and guesses. */
export function bannedIn(directive: Directive): { certain: Banned[]; guessed: Banned[] } {
  const { text } = directive;
  const codes = text.includes('`') ? directive.codes('must-not') : [];
  const suppressions = codes
    .filter((code) => SUPPRESSION.test(code))
    .map((code): Banned => ({ pattern: patternOf(code.replace(MARK, '')) }));
  const all = knownIn(directive);
  const found = all.length > 0 && PURPOSE.test(directive.part('must-not')) ? [] : all;
  const certain = found.filter(({ isGuess }) => !isGuess).map(({ banned }) => withTicket(banned, text));
  const known = [...certain, ...suppressions];
  return {
    certain: [...known, ...importsIn(directive), ...spansIn(directive, [...known, ...found.map(bannedOf)])],
    guessed: found.filter(({ isGuess }) => isGuess).map(bannedOf),
  };
}

const bannedOf = ({ banned }: Found): Banned => banned;

/** What known patterns are about: most sentences have none of it. */
const ABOUT = new RegExp(
  KNOWN.flatMap(({ about }) => about)
    .map(escaped)
    .join('|'),
  'g',
);

function knownIn(directive: Directive): Found[] {
  const words = directive.text.replaceAll('`', ' ');
  if (/^\W*(?:the )?(?:only )?exceptions?\b/i.test(words)) return [];
  const spoken = words.toLowerCase().match(ABOUT);
  if (!spoken) return [];
  const found = KNOWN.filter(
    ({ about, name, instead }) =>
      about.some((word) => spoken.includes(word)) &&
      ((name.test(words) && directive.forbids(name)) || (instead?.test(words) && directive.demands(instead))),
  );
  if (found.length === 0) return [];
  const { scopes } = directive;
  if (scopes.size > 0 && !IN_CHANGES.some((scope) => scopes.has(scope))) return [];
  return found.flatMap(({ banned, isGuess = false }) => banned.map((each) => ({ banned: each, isGuess })));
}

const IN_CHANGES: readonly Scope[] = ['diff', 'commit', 'other'];

/** `Never import X from Y`: the names that an import must not bring, or all that comes from there. */
function importsIn(directive: Directive): Banned[] {
  if (!/\bimport/i.test(directive.text)) return [];
  const [, list = '', from = ''] = IMPORTED.exec(directive.part('must-not')) ?? [];
  if (!/^@?[\w./-]+$/.test(from)) return [];
  const names = [...list.matchAll(/`([\w$]+)`/g)].map(([, name = '']) => name);
  const module = escaped(from);
  if (list !== '' && names.length === 0) return [];
  const brought = names.length > 0 ? `\\b(?:${names.map(escaped).join('|')})\\b` : '';
  return [
    {
      pattern:
        brought === ''
          ? `\\bfrom\\s+['"]?${module}(?:['"/.]|\\s|$)|\\brequire\\(['"]${module}['"/]|^\\s*import\\s+${module}\\b`
          : `\\bfrom\\s+${module}\\s+import\\b.*${brought}|\\bimport\\b.*${brought}.*['"]${module}['"]`,
    },
  ];
}

const IMPORTED =
  /\bimport(?:ing|s)?\s+((?:`[\w$]+`(?:,\s*(?:and |or )?| and | or |\s)){0,12}|(?:anything|directly|types?|code)\s+)from\s+`([^`]+)`/i;

/** `Avoid sleep() with a fixed duration` forbids some of its uses. */
const FIXED = /` with an? (?:fixed|hard-?coded|literal|constant)\b/i;

/** Code spans that can only be pieces of programs. */
function spansIn(directive: Directive, known: readonly Banned[]): Banned[] {
  const { text } = directive;
  if (!text.includes('`') || !USED.test(text)) return [];
  const forbidden = directive
    .codes('must-not')
    .filter((code) => isOfProgram(code) && !SUPPRESSION.test(code))
    .filter((code) => !known.some(({ pattern }) => code.includes('console') && pattern.includes('console')))
    .filter((code) => !known.some(({ pattern }) => userPattern(pattern).test(code)));
  if (forbidden.length === 0 || PURPOSE.test(directive.part('must-not'))) return [];
  if (NO_CODE.test(text.replace(/`[^`]*`/g, '')) || IMPORTED.test(text) || FIXED.test(text)) return [];
  const instead = directive.codes('must');
  const isExample = /\be\.g\b/i.test(text);
  const [better = ''] = instead;
  // `Use x, not y` speaks of code where both are names in a program.
  const isOfNames =
    instead.length === 1 &&
    !isExample &&
    [better, ...forbidden].every((code) => /^[a-z]\w*(?:\(\))?$/.test(code));
  const { scopes } = directive;
  const isUnnamed = scopes.size === 0;
  const isOnCode = scopes.has('diff')
    ? !scopes.has('other')
    : (isOfNames && (isUnnamed || scopes.has('other'))) || (isUnnamed && forbidden.every(isGlob));
  if (!isOnCode) return [];
  const [, glob] = IN_FILES.exec(text) ?? [];
  const message =
    instead.length === 1 && better.length <= 40 && !isExample ? { message: `use \`${better}\`` } : {};
  return forbidden.map((code) => ({
    pattern: patternOf(code),
    ...(glob ? { paths: [glob] } : {}),
    ...message,
  }));
}

/** `No TODO without a ticket`. */
function withTicket(banned: Banned, text: string): Banned {
  const isFree =
    /\b(?:without|unless|except|reference|include)\b[^.]{0,40}\b(?:tickets?|issues?|links?)\b/i.test(text);
  return isFree ? { ...banned, allow: '[A-Z][A-Z0-9]+-[0-9]+|#[0-9]+|https?://' } : banned;
}

/** `color_*`: all names of a program that begin so. */
function isGlob(code: string): boolean {
  return /^[a-z]\w*_\*$/.test(code);
}

/** Whether a code span can only be a piece of a program: an ordinary word may stand in any text. */
function isOfProgram(code: string): boolean {
  if (
    code.length < 4 ||
    code.length > 60 ||
    /\s|[<>{}\u2026$~]|\*(?!$)|^-|^\/|\.\.\.|\/$/.test(code) ||
    FILE.test(code)
  )
    return false;
  return /[.:]\w|\(|[a-z][A-Z]|\w_[\w*]|^[@!]\w|!$/.test(code) && !/\//.test(code);
}

function patternOf(code: string): string {
  const open = code.replace(/\(.*$/, '(').replace(/\*$/, '');
  // A function of the language, and not a method of that name.
  if (/^(?:open|print|eval|exec|input|alert|require|confirm|sleep)\($/.test(open))
    return `(?:^|[^\\w.])${open.slice(0, -1)}\\(`;
  const isWhole = /\w$/.test(open) && !code.endsWith('*');
  return `${/^\w/.test(open) ? '\\b' : ''}${escaped(open)}${isWhole ? '\\b' : ''}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
