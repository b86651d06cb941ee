import type { Reading } from '../../rule.ts';
import { commandsIn } from './commands.ts';
import type { Directive } from './directive.ts';
import type { Forbidden } from './forbidden-commands.ts';

/** What changes the shell itself, or only prints, gains nothing from a wrapper. */
const BUILT_IN = [
  'cd',
  'export',
  'source',
  'echo',
  'printf',
  'set',
  'unset',
  'alias',
  'test',
  'true',
  'false',
  'exit',
  'sleep',
  'wait',
  'pwd',
];

const EVERY =
  '(?:(?:all |every |any |each |your |raw |the |most )*(?:(?:bash|shell|cli|terminal)(?:/(?:bash|shell|cli))? )*commands?|everything)';

/** `Prefix every command with X`, `prefer X <cmd> over raw commands`, `run git commands through X`. */
export function wrappedIn(directive: Directive): Reading<Forbidden> | null {
  const { text } = directive;
  if (!/\b(?:prefix|wrap|run|execut|start|begin|invok|prefer)/i.test(text)) return null;
  for (const { pattern, text: words, modality, start, end } of commandsInOrNear(directive)) {
    if (modality !== 'must' || pattern === '' || pattern.includes('|')) continue;
    const before = text.slice(0, start);
    const behind = text.slice(end);
    if (
      ALL_BEFORE.test(before) ||
      (/\bprefer(?: using)? $/i.test(before) && /^ (?:over|to|instead of) raw commands\b/i.test(behind))
    )
      return { options: { match: ['*'], unless: [pattern, ...BUILT_IN], instead: asWritten(words) } };
    const [, program] = ONE_BEFORE.exec(before) ?? [];
    if (program !== undefined) {
      const name = program.toLowerCase();
      const whole = asWritten(words);
      const instead = whole.split(' ').includes(name) ? whole : `${whole} ${name}`;
      return { options: { match: [name], unless: [pattern], instead } };
    }
    const inside = RUNNERS[pattern];
    if (inside && USES.test(before) && ITS_TOOLS.test(`${before} ${behind}`)) {
      // That it is there for tools does not say that nothing else may run them.
      const severity = /\b(?:always|must|all|every|never|only)\b/i.test(text)
        ? {}
        : { severity: 'warn' as const };
      return { options: { match: [...inside], unless: [pattern], instead: pattern }, ...severity };
    }
  }
  return null;
}

const PYTHON = ['python', 'python3', 'pytest', 'ruff', 'mypy', 'pip', 'pip3'];
const RUBY = ['ruby', 'rake', 'rspec', 'rubocop', 'rails'];

/** What runs the programs of a project, and those that are run by it. */
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  'bundle exec': RUBY,
  'hatch run': PYTHON,
  'pdm run': PYTHON,
  'pipenv run': PYTHON,
  'poetry run': PYTHON,
  'uv run': PYTHON,
};
const USES = /\b(?:use|using|with|through|via|prefix(?:ed)? with|inside|in)\s+$/i;
const ITS_TOOLS =
  /\b(?:run(?:ning)?|execut\w+|invok\w+|prefix\w*)\b[^.]{0,40}\b(?:tools?|python|ruby|scripts?|commands?|everything|anything)\b|\b(?:python|ruby) (?:commands?|scripts?|tools?|execution)\b/i;

const ALL_BEFORE = new RegExp(
  `\\b(?:prefix|wrap|run|execute|start|begin)(?:ing)? ${EVERY} (?:(?:in|inside|within) (?:the |a )?(?:[\\w-]+ )?(?:container|environment|shell|venv) )?(?:with|in|through|via|inside|by prefixing(?: them)? with) (?:the )?$|(?:^\\W*|[.:;,] )${EVERY} (?:must|should|are to|have to) be (?:run|executed|prefixed|wrapped|invoked) (?:with|in|through|via|inside) (?:the )?$|\\bwhen running (?:shell )?commands, (?:always )?prefix (?:them )?with $`,
  'i',
);
const ONE_BEFORE =
  /\b(?:run|execute|invoke|prefix|wrap)(?:ning|ing)? (?:all |every |any )?`?(git|python|pytest|npm|cargo|go|make|docker|node)`?(?: commands)? (?:with|through|via|inside|using) (?:the )?$/i;

/** An unknown program in a code span is a command where everything is to be run through it. */
function commandsInOrNear(directive: Directive) {
  const named = commandsIn(directive);
  if (named.length > 0) return named;
  return [...directive.text.matchAll(/`([a-z][\w-]*)`/g)].map(({ index, 0: span, 1: name = '' }) => ({
    pattern: name,
    text: name,
    modality: directive.modalityAt(index),
    start: index,
    end: index + span.length,
  }));
}

function asWritten(words: string): string {
  return words.replace(/\s+(?:<[^<>]*>|\.{3}|\u2026|\{[^{}]*\})$/, '');
}
