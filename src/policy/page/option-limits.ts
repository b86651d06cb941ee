import type { Reading } from '../../rule.ts';
import { asksFirst } from './command-wishes.ts';
import { commandsIn } from './commands.ts';
import type { Directive } from './directive.ts';
import { PROGRAMS } from './programs.ts';

/** What `max-option` takes. */
export interface OptionLimit {
  readonly match: string[];
  readonly option: string;
  readonly min?: number;
  readonly max?: number;
}

/** What programs that put a load on something call it: how many at once. */
const LOAD: Readonly<Record<string, string>> = {
  ab: '-c',
  aiperf: '--concurrency',
  autocannon: '-c|--connections',
  bombardier: '-c|--connections',
  'genai-perf': '--concurrency',
  hey: '-c',
  k6: '-u|--vus',
  locust: '-u|--users',
  oha: '-c',
  wrk: '-c|--connections',
};
/** What others call the jobs that they do at once. */
const JOBS: Readonly<Record<string, string>> = {
  cargo: '-j|--jobs',
  cmake: '-j|--parallel',
  jest: '-w|--maxWorkers',
  make: '-j|--jobs',
  ninja: '-j',
  parallel: '-j|--jobs',
  pytest: '-n|--numprocesses',
  vitest: '--maxWorkers',
  xargs: '-P|--max-procs',
};

const COUNT = '(\\d{1,6})(?:\\s*(?:-|\u2013|\u2014|to|and|\\.\\.)\\s*(\\d{1,6}))?';
const AT_ONCE =
  '(?:concurrent|parallel|simultaneous)(?: (?:requests?|connections?|users?|clients?|jobs?|workers?|processes|threads?|sessions?|builds?))?|(?:connections|virtual users|vus|jobs|workers|threads) at once|(?:workers|jobs)\\b';
const AMOUNT = new RegExp(`\\b${COUNT}\\s+(?:${AT_ONCE})`, 'i');
const SETTING = new RegExp(
  `\\bconcurrency(?: (?:of|between|to|at|within|from|is|=|:))*\\s*(?:at most |max(?:imum)? |up to |no more than |under |below )?${COUNT}`,
  'i',
);
const PROGRAM =
  /(?:\b(?:via|with|using|through|by|for|of|run|running|in|limit|cap)\s+|\()`?([a-z][\w-]*)\b|^\W*`?([a-z][\w-]*)`?\s*(?:[:\u2014-]|(?:with|at)\b)/g;
const LEAST = /\b(?:at least|minimum|min|no fewer than|no less than|or more)\b/i;

/** How much of something a sentence wants a program to do at once: `16-32 concurrent requests via aiperf`. */
export function optionLimits(directive: Directive): Reading<OptionLimit>[] {
  const { text } = directive;
  const words = text.replaceAll('`', '');
  if (!/\d/.test(words) || asksFirst(directive)) return [];
  const own = explicit(directive);
  if (own) return [{ options: own }];
  const amount = AMOUNT.exec(words) ?? SETTING.exec(words);
  if (!amount) return [];
  const at = text.search(/\d/);
  const isNoun = /^\W*`?[a-z][\w-]*`? (?:with|at)\b/.test(text);
  if (!isNoun && directive.modalityAt(at) === null && directive.modalityAt(0) === null) return [];
  for (const [, one, other] of words.matchAll(PROGRAM)) {
    const program = one ?? other ?? '';
    const option = LOAD[program] ?? JOBS[program];
    if (option !== undefined) return [{ options: { match: [program], option, ...boundsOf(amount, words) } }];
  }
  return [];
}

/** What stands behind an option that a sentence limits. */
const BEHIND = new RegExp(
  `^\\s*(?:values?\\s*)?(?:to|at|with|between|within|of|:|must be|is)?\\s*(?:at most|no (?:more|higher|greater) than|max(?:imum)?(?: of)?|up to|under|below|at least|min(?:imum)?(?: of)?)?\\s*${COUNT}\\b`,
  'i',
);

/** `make -j at most 8`, `` `pytest -n` no higher than 4 ``. */
function explicit(directive: Directive): OptionLimit | null {
  const { text } = directive;
  for (const { pattern, end } of commandsIn(directive)) {
    const [program = '', ...rest] = pattern.split(' ');
    const option = rest.findLast((word) => /^--?[a-z][\w-]*$/i.test(word));
    if (option === undefined || (!PROGRAMS.has(program) && !(program in LOAD) && !(program in JOBS)))
      continue;
    const amount = BEHIND.exec(text.slice(end));
    if (!amount) continue;
    if (
      !/\b(?:at most|no (?:more|higher|greater) than|max\w*|up to|at least|min\w*|limit|between|within|cap|never above)\b/i.test(
        text,
      )
    )
      continue;
    const head = rest.slice(0, rest.indexOf(option)).filter((word) => !word.startsWith('-'));
    return { match: [[program, ...head].join(' ')], option, ...boundsOf(amount, text) };
  }
  return null;
}

function boundsOf(
  [, low = '0', high]: readonly (string | undefined)[],
  words: string,
): Pick<OptionLimit, 'min' | 'max'> {
  if (high !== undefined)
    return { min: Math.min(Number(low), Number(high)), max: Math.max(Number(low), Number(high)) };
  return LEAST.test(words) ? { min: Number(low) } : { max: Number(low) };
}
