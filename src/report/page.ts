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

function showGood(example: GoodExample): string {
  return `- ${quote(example.text)}${circumstances(example)}\n`;
}

function showBad(example: BadExample): string {
  const { text, flags, fixed } = example;
  const flagged = flags.map(quote).join(', ');
  const corrected = fixed === undefined ? '' : `, fixed: ${quote(fixed)}`;
  return `- ${quote(text)}${circumstances(example)}: flags ${flagged}${corrected}\n`;
}

/** What decides beside the text: without it, the same text would stand under Good and under Bad. */
function circumstances({ as, file, subject, context, options }: GoodExample): string {
  const known = JSON.stringify({ ...subject, ...context });
  return [
    as === undefined ? '' : ` as ${as.join(' or ')}`,
    file === undefined ? '' : ` in ${quote(file)}`,
    known === '{}' ? '' : ` of ${quote(known)}`,
    options === undefined ? '' : ` with ${quote(JSON.stringify(options))}`,
  ].join('');
}

/** A code span that holds any text on one line, with line ends as `\n`. */
function quote(text: string): string {
  const line = visible(text.replace(/\n/g, '\\n'));
  const fence = '`'.repeat(1 + Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length)));
  return /^`|`$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
