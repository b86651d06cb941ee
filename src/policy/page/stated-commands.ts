import type { Named } from './commands.ts';

const SUBJECT =
  '(?:this|the|our|your) (?:[\\w-]+ )?(?:project|repo(?:sitory)?|codebase|code base|workspace|monorepo|package|crate|module|team)|we|it(?= uses)';
const USES =
  '(?:(?:only|always|exclusively|now|has|have|is|are) )*(?:uses?|using|runs? on|standardi[sz]ed? on|rel(?:y|ies) on|switched to|migrated to)';
const IS_DONE =
  '(?:is|are) (?:(?:only|always|exclusively|now|all) )*(?:run|done|built|handled|managed|installed|formatted|linted|tested|executed|invoked|checked|started)(?: \\w+){0,2} (?:with|via|through|by|using)';

/** What tells how a project is worked on: `This project uses X`, `Tests are run with X`. */
const STATED = new RegExp(
  `(?:^|[.:;,(]\\s|^\\W*|\\*\\s)(?:(?:${SUBJECT}) ${USES}|(?:all |the )?(?:[\\w-]+ ){0,2}?(?:tests?|test suites?|testing|lint(?:ing|ers?|s)?|format(?:ting|ters?)?|type[- ]?check(?:ing|s)?|dependenc(?:y|ies)|packages?|builds?|scripts?|commands?|tools?|tasks?|everything|python|node|ruby)(?: \\w+)? ${IS_DONE}|default(?:s)? to(?: using)?)\\b|^\\W*uses\\b`,
  'i',
);
/** `This project does not use X`, and `(do not use X)` behind a statement. */
const DENIED = new RegExp(
  `(?:^|[.:;,(]\\s|^\\W*)(?:${SUBJECT}) (?:does not|doesn['\\u2019]t|do not|don['\\u2019]t) use\\b|\\((?:do not|don['\\u2019]t|never) use\\b`,
  'i',
);
/** What behind it is none of what the project uses. */
const NOT = /\b(?:not|never|instead of|rather than|in place of|over)\b/i;
/** `The package manager is X`, `X is the only package manager`. */
const MANAGER = /\bpackage manager\b/i;

/** Whether a sentence tells what a project uses, so that what it rejects there is not to be used. */
export function states(text: string): boolean {
  if (MANAGER.test(text) || DENIED.test(text)) return true;
  const found = STATED.exec(text);
  return found !== null && NOT.test(text.slice(found.index));
}

/** The commands that such a sentence names before its `not` are wanted, those behind it are not. */
export function withStated(text: string, all: readonly Named[]): readonly Named[] {
  if (all.length === 0) return all;
  const denied = DENIED.exec(text);
  const end = denied ? denied.index + denied[0].length : 0;
  const named = denied
    ? all.map((each) =>
        each.start >= end && !/[;.)\u2014]/.test(text.slice(end, each.start))
          ? { ...each, modality: 'must-not' as const }
          : each,
      )
    : all;
  const found = STATED.exec(text) ?? /\bpackage manager(?: here)? is\b/i.exec(text);
  if (found === null || named.some(({ modality }) => modality === 'must-not')) return named;
  const from = found.index + found[0].length;
  const not = NOT.exec(text.slice(from));
  if (!not) return named;
  const turn = from + not.index;
  const isOne = (start: number, end: number) => !/[.;]\s/.test(text.slice(start, end));
  return named.map((each) => {
    if (each.start < from || !isOne(from, each.start)) return each;
    return { ...each, modality: each.start < turn ? 'must' : 'must-not' };
  });
}
