import { nearest } from '../src/nearest.ts';
import { shorten } from '../src/parse/width.ts';
import type { Directive } from '../src/policy/page/directive.ts';
import { pattern, userPattern } from '../src/policy/pattern.ts';
import { defineRule, type Report } from '../src/rule.ts';

/** The types of Conventional Commits that the Angular convention and commitlint name. */
const TYPES = ['feat', 'fix', 'docs', 'style', 'refactor', 'perf', 'test', 'build', 'ci', 'chore', 'revert'];

export default defineRule({
  id: 'require-title-format',
  summary: 'Write titles in one form, such as `type(scope): summary`',
  why: 'Changelogs and version numbers are made from titles by tools, and those skip what they cannot read.',
  subjects: ['commit', 'pr'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      types: z.array(z.string().min(1)).min(1).default(TYPES).describe('Types that a title may begin with'),
      scopes: z
        .array(z.string().min(1))
        .default([])
        .describe('Scopes that a title may name; any where this is empty'),
      scope: z
        .enum(['optional', 'required', 'forbidden'])
        .default('optional')
        .describe('Whether a title names a scope'),
      case: z
        .enum(['any', 'lower', 'upper'])
        .default('any')
        .describe('What letter the summary begins with; a name such as `README` or `useState` is fine'),
      pattern: pattern(z).default('').describe('What a title has to match, in place of types and scopes'),
    }),
  reads: (directive) => {
    const { text } = directive;
    if (/\b(?:changesets?|changelogs?|release notes)\b/i.test(text)) return null;
    if (!directive.speaksOf(/\b(?:commits?|PRs?|pull[- ]requests?|git)\b/i)) return null;
    const wish = directive.wish(
      /\bconventional(?:[- ]commits?| format| style| prefix(?:es)?)?\b|\btype prefix(?:es)?\b/,
    );
    if (wish?.modality === 'must-not') return { severity: 'off' };
    const template =
      TEMPLATE.test(text) ||
      directive.below.some(({ kind, text: code }) => kind === 'code' && TEMPLATE.test(code));
    const types = typesOf(directive);
    const scopes = scopesOf(directive);
    const letter = caseOf(directive);
    if (!wish && !template && types.length < 3 && scopes.length < 2) {
      const own = ownForm(directive);
      if (own) return { options: { pattern: own } };
      if (!letter) return null;
      // Alone it says nothing of types.
      return /\bcolon\b/i.test(text)
        ? { options: { case: letter } }
        : {
            options: {
              pattern: `^(?:[^\\s:]+: *)?${letter === 'lower' ? '(?:[^A-Z]|[A-Z]+\\b)' : '[^a-z]'}`,
            },
            isPart: true,
          };
    }
    return {
      options: {
        ...(types.length >= 3 ? { types } : {}),
        ...(scopes.length >= 2 ? { scopes } : {}),
        ...(letter ? { case: letter } : {}),
        ...(/\bscopes? (?:is |are )?(?:required|mandatory)\b|\brequires? a scope\b|\b(?:always|must) (?:include|have|with) an? scope\b/i.test(
          text,
        )
          ? { scope: 'required' as const }
          : {}),
      },
    };
  },
  good: [
    'feat: retry the upload',
    'fix(parser)!: reject tabs',
    'chore(deps-dev): bump the linter',
    { text: 'parser: reject tabs', options: { types: ['parser', 'docs'] } },
    { text: 'fix(cli,web): reject tabs', options: { scopes: ['cli', 'web'] } },
    { text: 'docs: README names the port', options: { case: 'lower' } },
    { text: 'fix: useUpload retries', options: { case: 'upper' } },
    { text: '[ABC-12] Reject tabs', options: { pattern: '^\\[[A-Z]+-\\d+\\] ' } },
    { text: "Merge branch 'tabs' into main", as: ['commit'] },
    { text: 'fixup! feat: retry the upload', as: ['commit'] },
  ],
  bad: [
    { text: 'Retry the upload', flags: ['Retry the upload'] },
    { text: 'feature: retry the upload', flags: ['feature'], fixed: 'feat: retry the upload' },
    { text: 'Fix(parser): reject tabs', flags: ['Fix'], fixed: 'fix(parser): reject tabs' },
    { text: 'parser: reject tabs', flags: ['parser'] },
    { text: 'fix:reject tabs', flags: [':'], fixed: 'fix: reject tabs' },
    { text: 'fix::reject tabs', flags: [':'] },
    { text: 'doc:12 is blank', flags: ['doc', ':'] },
    { text: 'fix(parser):', flags: ['fix(parser):'] },
    { text: 'fix: reject tabs', options: { scope: 'required' }, flags: ['fix'] },
    { text: 'fix(api): reject tabs', options: { scopes: ['cli', 'web'] }, flags: ['api'] },
    { text: 'fix: Reject tabs', options: { case: 'lower' }, flags: ['Reject'] },
    { text: 'fix: reject tabs', options: { case: 'upper' }, flags: ['reject'] },
    { text: 'Reject tabs', options: { pattern: '^\\[[A-Z]+-\\d+\\] ' }, flags: ['Reject tabs'] },
  ],
  *check({ title, shape }, options) {
    // git and the hosts write the titles of merges, reverts and fixups.
    if (!title || shape) return;
    const text = title.text.trimEnd();
    const problems = options.pattern === '' ? inHeader(text, options) : inWhole(text, options.pattern);
    for (const { at, ...problem } of problems) {
      yield { at: { start: title.start + at.start, end: title.start + at.end }, ...problem };
    }
  },
});

interface Form {
  readonly types: readonly string[];
  readonly scopes: readonly string[];
  readonly scope: 'optional' | 'required' | 'forbidden';
  readonly case: 'any' | 'lower' | 'upper';
}

/** Type, scope and colon, as Conventional Commits 1.0.0 has them. */
const HEADER = /^([^\s:()!]{1,80})(?:\(([^()]{0,200})\))?!?:(\s*)/;

function* inHeader(text: string, { types, scopes, scope: wish, case: letter }: Form): Generator<Report> {
  const [head = '', type = '', scope, blank = ''] = HEADER.exec(text) ?? [];
  if (head === '') {
    yield { at: { start: 0, end: text.length }, message: `Title without a type, begin with ${oneOf(types)}` };
    return;
  }
  const atType = { start: 0, end: type.length };
  // Where no blank stands behind the colon, it may belong to an address, a path or a number.
  const written = types.some((known) => known.toLowerCase() === type.toLowerCase());
  const certain = blank !== '' || (written && /^\p{L}/u.test(text.slice(head.length)));
  if (!types.includes(type)) {
    const { fix, message } = unknownType(type, types);
    yield { at: atType, message, ...(certain && fix !== undefined ? { fix } : {}) };
  }

  const atScope = { start: type.length, end: type.length + (scope ?? '').length + 2 };
  if (scope === undefined) {
    if (wish === 'required')
      yield { at: atType, message: `Type without a scope, write \`${shorten(type, 20)}(scope): \`` };
  } else if (wish === 'forbidden') {
    yield { at: atScope, message: `Unexpected scope \`${shorten(scope, 20)}\`, leave it out` };
  } else if (scope.trim() === '') {
    yield { at: atScope, message: 'Scope without a name, leave the brackets out', fix: '' };
  } else if (!isKnown(scope, scopes)) {
    const at = { start: atScope.start + 1, end: atScope.end - 1 };
    yield { at, message: `Unknown scope \`${shorten(scope, 20)}\`, write ${oneOf(scopes)}` };
  }

  const colon = head.length - blank.length - 1;
  if (head.length === text.length) {
    yield { at: { start: 0, end: text.length }, message: 'Title without a summary, say what changes' };
  } else if (blank === '') {
    yield {
      at: { start: colon, end: colon + 1 },
      message: 'Colon without a blank, put one behind it',
      ...(certain ? { fix: ': ' } : {}),
    };
  }

  const [word = ''] =
    (letter === 'lower' ? /^[A-Z][a-z]*(?![\w.-])/ : /^[a-z]+(?![\w.(/-])/).exec(text.slice(head.length)) ??
    [];
  if (letter !== 'any' && word !== '') {
    const first = word.charAt(0);
    yield {
      at: { start: head.length, end: head.length + word.length },
      message: `Unexpected \`${shorten(word, 20)}\`, begin with a ${letter === 'lower' ? 'small' : 'capital'} letter`,
      // It may be a name.
      fix: (letter === 'lower' ? first.toLowerCase() : first.toUpperCase()) + word.slice(1),
      unsafe: true,
    };
  }
}

function* inWhole(text: string, pattern: string): Generator<Report> {
  if (userPattern(pattern).test(text)) return;
  yield {
    at: { start: 0, end: text.length },
    message: `Title in another form, make it match \`${shorten(pattern, 40)}\``,
  };
}

/** Other words for the usual types. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['bug', 'fix'],
  ['bugfix', 'fix'],
  ['chores', 'chore'],
  ['doc', 'docs'],
  ['documentation', 'docs'],
  ['feature', 'feat'],
  ['features', 'feat'],
  ['fixes', 'fix'],
  ['hotfix', 'fix'],
  ['performance', 'perf'],
  ['refactoring', 'refactor'],
  ['tests', 'test'],
]);

function unknownType(type: string, types: readonly string[]): Omit<Report, 'at'> {
  const lower = type.toLowerCase();
  const same = types.find((known) => known.toLowerCase() === lower || known === SAME.get(lower));
  const near = same ?? nearest(type, types);
  const message = `Unknown type \`${shorten(type, 20)}\`, write ${near === undefined ? oneOf(types) : `\`${shorten(near, 20)}\``}`;
  return same === undefined ? { message } : { message, fix: same };
}

/** Several scopes stand between commas or slashes. */
function isKnown(scope: string, scopes: readonly string[]): boolean {
  if (scopes.length === 0 || scopes.includes(scope)) return true;
  return scope.split(/[,/\\]/).every((part) => scopes.includes(part.trim()));
}

/** As many of a list as a message has room for. */
function oneOf(words: readonly string[]): string {
  const shown = words.map((word) => shorten(word, 20));
  while (shown.length > 1 && shown.join(', ').length > 32) shown.pop();
  if (words.length === 1) return `\`${shown[0]}\``;
  return `one of ${shown.join(', ')}${shown.length < words.length ? ` (${words.length} in all)` : ''}`;
}

/** The letter that a sentence on titles asks for. */
function caseOf(directive: Directive): 'lower' | 'upper' | null {
  const lower = /\b(?:(?:all |in )?lower-?case|small letter|not? capitali[sz]\w+)\b/;
  const isOnTitle =
    /\b(?:titles?|subjects?(?: lines?)?|summar(?:y|ies)|descriptions?|first (?:letter|word|line)|commit messages?|after the (?:colon|type|prefix))\b/i.test(
      directive.text,
    );
  if (
    !isOnTitle ||
    /\b(?:types?|scopes?|branch\w*|labels?|names?)\b(?! and)[^.;]{0,20}\blower/i.test(directive.text)
  )
    return null;
  if (directive.demands(lower) || directive.forbids(/\b(?:capitali[sz]\w*|upper-?case|capital letters?)\b/))
    return 'lower';
  return directive.demands(
    /\bcapitali[sz]e(?:d)? (?:the )?(?:first (?:letter|word)|subject|title|summary|description|commit)|\b(?:start|begin)\w* (?:\w+ ){0,3}with an? (?:capital|uppercase|upper-case)\b|\b(?:subject|title|summary|description)s?(?: lines?)?(?: (?:is|are|must be|should be))? capitali[sz]ed\b|\bsentence case\b/,
  )
    ? 'upper'
    : null;
}

/** A form of its own: `area: purpose`, `[area] purpose`, or a prefix with a colon in words. */
function ownForm(directive: Directive): string | null {
  const { text } = directive;
  if (!/\b(?:titles?|subjects?|prefix\w*|commit messages?)\b/i.test(text)) return null;
  if (!directive.demands(/\b(?:prefix\w*|form(?:at)?|begin\w*|start\w*|follow\w*|use|titles?)\b/))
    return null;
  const codes = directive.codes('must');
  if (codes.some((code) => AREA.test(code))) return '^[^\\s:][^:]{0,60}: \\S';
  if (codes.some((code) => BRACKETS.test(code))) return '^\\[[^\\]]+\\] \\S';
  return /\bprefix\w*\b[^.;]{0,80}\b(?:name|area|package|module|component|subsystem|class)\b[^.;]{0,60}\b(?:colon)\b/i.test(
    text,
  )
    ? '^[^\\s:][^:]{0,60}: \\S'
    : null;
}

const PART =
  '(?:affected )?(?:area|package|pkg|component|module|subsystem|dir(?:ectory)?|crate|topic|class|feature|category|context|plugin|service|app|project|team|domain|scope)(?:[ _-]?(?:name|path))?';
const AREA = new RegExp(`^[<{[(]?${PART}[>}\\])]?: ?[<{[(]?[A-Za-z]`, 'i');
const BRACKETS = new RegExp(`^\\[[<{]?${PART}[>}]?\\] ?[<{]?[A-Za-z]`, 'i');

/** A closed list of types, in the sentence or in the lines below it; one of examples is none. */
function typesOf(directive: Directive): string[] {
  const { text, below } = directive;
  if (
    /\b(?:e\.g\.?|such as|for example|for instance|like|etc)\b/i.test(text) ||
    directive.forbids(/\b(?:types?|prefix(?:es)?|feat|fix)\b/)
  )
    return [];
  const known =
    /^(?:build|chore|ci|docs?|feat(?:ure)?|fix|perf|refactor|revert|style|test|wip|bug|deps|release|hotfix)$/;
  const isOnTypes = /\b(?:types?|prefix(?:es)?)\b/i.test(text) || TEMPLATE.test(text);
  const spans = directive.codes().map((code) => code.replace(/!?:.*$/, ''));
  const here = (isOnTypes ? [...spans, ...text.split(/[`|,:=/().\s]+/)] : spans).filter((word) =>
    known.test(word),
  );
  // With many that are no types it is a list of something else.
  if (spans.length > 2 * here.length || /\bcommon\b/i.test(text)) return [];
  if (here.length >= 3) return [...new Set([...here, ...(isListOf(spans, here) ? spans : [])])];
  if (!/\b(?:types?|prefix(?:es)?|conventional)\b/i.test(text) && !TEMPLATE.test(text)) return [];
  const entries = below
    .filter(({ kind }) => kind !== 'code')
    .map(({ text: entry }) => /^`?([a-z][a-z-]*)`?(?=$|[\s:(!])/.exec(entry)?.[1] ?? '');
  return entries.filter((entry) => known.test(entry)).length >= 3
    ? entries.filter((entry) => entry !== '')
    : [];
}

/** Whether code spans are nothing but a list of types, some of which are no known ones. */
function isListOf(codes: readonly string[], known: readonly string[]): boolean {
  return (
    codes.length > known.length &&
    codes.every((code) => /^[a-z][a-z-]*$/.test(code)) &&
    known.every((type) => codes.includes(type))
  );
}

function scopesOf(directive: Directive): string[] {
  if (
    !/^\W*(?:\w+ )?scopes?\b[^:]{0,40}(?::|\bone of\b|\blimited to\b|$)/i.test(directive.text) ||
    /\be\.g\b|\bsuch as\b/i.test(directive.text)
  )
    return [];
  const entries = directive.below.flatMap(({ text }) =>
    (/^`[^`]+`/.exec(text) ?? text.match(/`[^`]+`/g) ?? []).map((code) => code.slice(1, -1)),
  );
  return [...directive.codes('must'), ...entries].filter((code) => /^[\w./-]+$/.test(code));
}

const TEMPLATE =
  /[<{[(]type[>}\])]\s?(?:[([][<{]?(?:optional )?scope[>}]?[)\]])*!?:|\btype\(scope\)!?:|\btype:\s/i;
