import type { Reading } from '../../rule.ts';
import type { Directive } from './directive.ts';
import type { Forbidden } from './forbidden-commands.ts';

/** Files that name the tasks of a project, and what runs these. */
const RUNNERS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:make|Makefile)\b/i, 'make'],
  [/\bjust(?:file)?\b/i, 'just'],
  [/\b(?:task|Taskfile)\b/i, 'task'],
  [/\bmise\b/, 'mise'],
  [/\bnox\b/, 'nox'],
  [/\btox\b/, 'tox'],
];
const NAME = '(?:make|Makefile|just|justfile|task|Taskfile|mise|nox|tox)';
const TASKS = ['<test>', '<lint>', '<format>', '<build>'];

/** `Prefer make targets over raw commands`. */
const OVER_RAW = new RegExp(
  `\\b${NAME} (?:targets?|recipes?|tasks?|commands?|sessions?)\\b[^.]{0,40}\\b(?:over|instead of|rather than|not|in place of)\\b[^.]{0,30}\\b(?:raw|bare|direct|underlying|native|ad[- ]?hoc|manual|plain|individual)\\b[^.]{0,20}\\b(?:commands?|tools?|invocations?|calls?)\\b`,
);
/** `If there is a Makefile, use its targets`, `the commands there must be used`. */
const WHERE_THERE =
  /^\W*(?:if|when|where|in)\b[^,]{0,50}\b(?:Makefile|justfile|Taskfile)\b[^,]{0,40},[^.]{0,60}\b(?:use (?:its|the|those|these|that)\b|must be used\b|should be used\b|prefer (?:its|the|those|these)\b)/i;

/** `All testing must go through make`. */
const ALL_THROUGH = new RegExp(
  `^\\W*(?:all |every |the )*(tests?|testing|builds?|lint(?:ing)?|formatting)\\b(?: runs?)? (?:must|should|has to|have to) (?:always )?(?:go|be run|run|be done) (?:through|via|with|using) (?:the )?${NAME}\\b`,
  'i',
);
const TASK_OF: Readonly<Record<string, string>> = { t: '<test>', b: '<build>', l: '<lint>', f: '<format>' };

const SUITE = '(?:full|entire|whole|complete) (?:\\w+ )?(?:test )?suite\\b';
/** `Never run the full test suite`, `single tests, and not the whole suite`. */
const WHOLE_SUITE = new RegExp(
  `(?:\\b(?:never|not|avoid)|n['\\u2019]t) (?:ever )?(?:run(?:ning)?|execut(?:e|ing)) (?:the |a |an )?${SUITE}|\\b(?:single|individual|specific|targeted|relevant|focused) tests?\\b[^.]{0,30}\\b(?:not|over|rather than|instead of)\\b[^.]{0,20}\\b${SUITE}`,
  'i',
);
const ONLY_SOME =
  /^\W*(?:only run|run only|run just) (?:the )?(?:specific|relevant|affected|targeted|single|changed|related|individual)\b[^.]{0,12}\btests?\b/i;
const FIRST = /\b(?:without|unless|until|before|after|if|when(?:ever)?|while|during|skip\w*|forget|first)\b/i;

/** Most sentences speak of none of them: this asks first, at the lowest cost. */
const MAY_BE_TASK = /\b(?:make(?:file)?|just(?:file)?|task(?:file)?|mise|nox|tox|suite|tests?)\b/i;

/** Runs of the tasks of a project that a sentence wants otherwise: through a runner, or of a part only. */
export function taskRuns(directive: Directive): Reading<Forbidden>[] {
  if (!MAY_BE_TASK.test(directive.text)) return [];
  const text = directive.text.replaceAll('`', '');
  if (OVER_RAW.test(text) || WHERE_THERE.test(text)) {
    const [, runner] = RUNNERS.find(([name]) => name.test(text)) ?? [];
    if (runner !== undefined)
      return [{ options: { match: [...TASKS], unless: [runner], instead: runner }, severity: 'warn' }];
  }
  const [, deed] = ALL_THROUGH.exec(text) ?? [];
  const [, program] = RUNNERS.find(([name]) => name.test(text)) ?? [];
  const task = TASK_OF[deed?.charAt(0).toLowerCase() ?? ''];
  if (task !== undefined && program !== undefined)
    return [{ options: { match: [task], unless: [program], instead: program } }];
  if ((WHOLE_SUITE.test(text) && !FIRST.test(text)) || (ONLY_SOME.test(text) && !FIRST.test(text)))
    return [{ options: { match: ['<test>'], unless: PARTIAL, instead: '' }, severity: 'warn' }];
  return [];
}

/** A run of tests that names some of them. */
const PARTIAL = [
  '<test> *',
  '<test> -k|-t|-m|-run|-p|--run|--filter|--grep|--lf|--test|--package|--related|--changed',
];
