import { sessionOf } from '../parse/session/notation.ts';
import { shorten } from '../parse/width.ts';
import type { AnyRule, BadExample, GoodExample } from '../rule.ts';
import { visible } from './escape.ts';

/** A key of an object in an option, as a person reads it. */
export interface KeyRow {
  readonly name: string;
  readonly isOptional: boolean;
  readonly description: string;
  /** Those that are allowed, where they are few. */
  readonly values: readonly unknown[];
  /** Those of the objects in it. */
  readonly keys: readonly KeyRow[];
}

/** One option of a rule. */
export interface OptionRow extends KeyRow {
  readonly standard: unknown;
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

function optionLine(option: OptionRow): string {
  const { standard } = option;
  const need = standard === undefined ? 'optional' : `default \`${shorten(JSON.stringify(standard), 300)}\``;
  return keyLines(option, '', need);
}

function keyLines({ name, description, values, keys }: KeyRow, indent: string, need: string): string {
  const choice = values.map((value) => quote(String(value))).join(' or ');
  const notes = [need, choice].filter((note) => note !== '').join('; ');
  const inner = keys.map((key) => keyLines(key, `${indent}  `, key.isOptional ? 'optional' : ''));
  return `${indent}- \`${name}\`${notes === '' ? '' : ` (${notes})`}: ${description}\n${inner.join('')}`;
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
  const past = context?.events ? sessionOf([...context.events()]).text.trimEnd() : undefined;
  return [
    as === undefined ? '' : ` as ${as.join(' or ')}`,
    file === undefined ? '' : ` in ${quote(file)}`,
    known === '{}' ? '' : ` of ${quote(known)}`,
    past === undefined ? '' : ` after ${past === '' ? 'nothing' : quote(past)}`,
    options === undefined ? '' : ` with ${quote(JSON.stringify(options))}`,
  ].join('');
}

/** A code span that holds any text on one line, with line ends as `\n`. */
function quote(text: string): string {
  const line = visible(text.replace(/\n/g, '\\n'));
  const fence = '`'.repeat(1 + Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length)));
  return /^`|`$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
