import type { AnyRule, BadExample, GoodExample } from '../rule.ts';
import { visible } from './escape.ts';

/** One option of a rule, as a person reads it. */
export interface OptionRow {
  readonly name: string;
  readonly standard: unknown;
  readonly description: string;
}

/** The page of a rule, in Markdown: for `bylaw explain` and for rules/README.md. */
export function rulePage(rule: AnyRule, options: readonly OptionRow[]): string {
  const { id, summary, why, subjects, severity, recommended, good, bad } = rule;
  const held = recommended ? 'held by `bylaw:recommended`' : 'held where a configuration asks for it';
  return [
    `## ${id}\n`,
    `${summary}. ${why}\n`,
    `Judges: ${subjects.join(', ')}. Severity: ${severity}, ${held}.\n`,
    ...(options.length > 0 ? [`Options:\n`, options.map(optionLine).join(''), ''] : []),
    'Good:\n',
    good.map((example) => showGood(typeof example === 'string' ? { text: example } : example)).join(''),
    'Bad:\n',
    bad.map(showBad).join(''),
  ].join('\n');
}

function optionLine({ name, standard, description }: OptionRow): string {
  const value = JSON.stringify(standard);
  const short = value.length > 300 ? `${value.slice(0, 300)}...` : value;
  return `- \`${name}\` (default \`${short}\`): ${description}\n`;
}

function showGood({ text, options }: GoodExample): string {
  return `- ${quote(text)}${withOptions(options)}\n`;
}

function showBad({ text, options, flags, fixed }: BadExample): string {
  const flagged = flags.map(quote).join(', ');
  const corrected = fixed === undefined ? '' : `, fixed: ${quote(fixed)}`;
  return `- ${quote(text)}${withOptions(options)}: flags ${flagged}${corrected}\n`;
}

function withOptions(options: object | undefined): string {
  return options === undefined ? '' : ` with ${quote(JSON.stringify(options))}`;
}

/** A code span that holds any text on one line, with line ends as `\n`. */
function quote(text: string): string {
  const line = visible(text.replace(/\n/g, '\\n'));
  const fence = '`'.repeat(1 + Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length)));
  return /^`|`$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
