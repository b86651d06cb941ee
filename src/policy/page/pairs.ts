import type { Directive } from './directive.ts';
import { globOf, isPath } from './paths.ts';

/** What `require-path` takes. */
export interface Pair {
  readonly when: string[];
  readonly require: string[];
  readonly message?: string;
}

/** Files that a sentence asks to change along with others. */
export function pairsIn(directive: Directive): Pair[] {
  const log = logIn(directive);
  if (log) return [log];
  const named = [...inSync(directive), ...alongWith(directive)];
  if (named.length > 0) return named;
  return asksForTests(directive) ? [{ when: SOURCES, require: TESTS, message: 'add a test' }] : [];
}

const EVERY = /\b(?:every|each|all|any|always)\b/i;
const CHANGES = /\b(?:PRs?|pull[- ]requests?|changes?|commits?|features?|fix(?:es)?)\b/i;
/** Changes that people notice, which a change to sources often is. */
const NOTED =
  /\b(?:user-(?:facing|visible)|notable|published|breaking|externally visible)\b|\bnew features?\b|\bbug ?fix(?:es)?\b/i;

function logIn(directive: Directive): Pair | null {
  const { text, above } = directive;
  const wish = directive.wish(
    /\b(?:updat|add|includ|need|creat|has|have|us|run|record|writ|document)\w*\b[^.:]{0,40}\b(changelog|changeset)s?\b(?!-)/,
  );
  if (wish?.modality !== 'must' || /\breleas\w+\b/i.test(`${text} ${above.at(-1) ?? ''}`)) return null;
  const isBound = /\b(?:if|when|unless)\b/i.test(text);
  const isAlways = EVERY.test(text) && CHANGES.test(text) && !isBound;
  if (!isAlways && !NOTED.test(text)) return null;
  const require = /set/i.test(wish.groups[0] ?? '') ? ['.changeset/*.md'] : ['CHANGELOG*', '**/changelog/**'];
  return { when: ['**', '!*.md', '!**/test*/**', '!.github/**'], require };
}

const CHANGED = /\b(?:chang|modif|edit|updat|add|touch|remov|renam)\w*\b/i;

/** `Keep A in sync with B`. */
function inSync(directive: Directive): Pair[] {
  const { text } = directive;
  if (!/^\W*(?:always |please )?keep\b/i.test(text) || !directive.demands(/\bin sync\b/)) return [];
  const paths = directive.codes('must').filter(isPath).map(globOf);
  const [one, other] = paths;
  if (!one || !other || paths.length > 2) return [];
  const pair = { when: [other], require: [one] };
  return /\bin sync with\b/i.test(text) ? [pair] : [pair, { when: [one], require: [other] }];
}

/** `When you change A, update B`. */
function alongWith(directive: Directive): Pair[] {
  const { text } = directive;
  const [, condition = '', wish = ''] = CONDITION.exec(text) ?? [];
  if (
    !CHANGED.test(condition) ||
    /\b(?:run|regenerat|without|unless|never|not)\w*\b/i.test(`${condition} ${wish}`)
  )
    return [];
  const [, verb = '', rest = ''] =
    /^(?:you must |please |also |always |then )*([a-z]+)\b(.*)$/is.exec(wish) ?? [];
  if (!/^(?:update|change|edit|adjust|sync|modify|bump)$/i.test(verb)) return [];
  const when = pathsIn(condition);
  const [first = ''] = rest.split(/[.;\u2014]\s|\s-\s/);
  return when.length > 0 ? pathsIn(first).map((path) => ({ when, require: [path] })) : [];
}

const CONDITION = /^\W*(?:when(?:ever)?|if|after|any ?time) ([^,]{1,200}),\s(?:then )?(.+)$/is;

function pathsIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)]
    .map(([, code = '']) => code.trim())
    .filter(isPath)
    .map(globOf);
}

/** Languages whose tests stand in files of their own. */
const SOURCES = ['*.{js,jsx,ts,tsx,mjs,py,go,rb,java,kt,cs,php,swift,dart,ex}', '!*.d.ts', '!*.config.*'];
const TESTS = ['**/*test*/**', '**/*spec*/**', '*test*', '*spec*', '*Test*', '*Spec*'];
const TESTED =
  /\b(?:add|write|includ|requir|need|ha(?:s|ve)|come with|cover|accompan)\w*\b[^.;:]{0,40}\b(?:unit |regression |integration |corresponding |automated |new )*tests?\b(?! (?:plan|coverage|output|results?|data|suite|command|section|fixtures?))/;

function asksForTests(directive: Directive): boolean {
  const { text } = directive;
  return (
    /\b(?:every|all|any|always|new|when(?:ever)? (?:you )?(?:add|chang|modif|fix|implement)\w*)\b/i.test(
      text,
    ) &&
    /\b(?:features?|bug ?fix(?:es)?|bugs?|behaviou?rs?|functionality|logic|changes?|endpoints?|fix(?:es)?)\b/i.test(
      text,
    ) &&
    !/\b(?:before|first|then|until|run(?:ning)?|pass(?:es|ing)?|existing|manual(?:ly)?|ask|plan|chance|paths?|unless|should not)\b/i.test(
      text,
    ) &&
    directive.demands(TESTED)
  );
}
