import { counted } from '../counted.ts';
import type { Finding } from '../lint.ts';
import { columns } from '../parse/width.ts';
import { excerpt, visible } from './escape.ts';
import { askedFor, beyond, placeOf, type Reporter, type Result, type Totals, unshown } from './result.ts';

export interface HumanOptions {
  readonly color?: boolean;
  /** Show the text with all safe fixes, for somebody who will write it again. */
  readonly corrected?: boolean;
  /** The command that applies the safe fixes, shown when there are any. */
  readonly fixCommand?: string;
  /** What the lines of pages say that findings come from; each is quoted once. */
  readonly asked?: Readonly<Record<string, string>> | undefined;
  /** What a reader of findings should know besides, one line. */
  readonly note?: string | undefined;
}

/** A longer corrected text is cut: whoever sees it can run the fix. */
const FIXED_LINES = 200;

type Paint = (text: string) => string;

/** For people: each finding with its line of text and a caret, and at the end what to do next. */
export function humanReporter({
  color = false,
  corrected = false,
  fixCommand,
  asked = {},
  note,
}: HumanOptions = {}): Required<Omit<Reporter, 'begin'>> {
  const paint =
    (code: number): Paint =>
    (text) =>
      color && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  const told = new Set<string>();
  const quote = ({ from }: Finding): string => {
    const line = from !== null && Object.hasOwn(asked, from) ? asked[from] : undefined;
    if (from === null || line === undefined || told.has(from)) return '';
    told.add(from);
    return `    ${style.dim(`${visible(from)} says: ${visible(line)}`)}\n`;
  };
  const style = { error: paint(31), warn: paint(33), dim: paint(2), bold: paint(1) };

  return {
    result(result) {
      const { kind, source, findings, inner } = result;
      if (findings.length === 0) return '';
      const time = inner?.time === undefined ? '' : style.dim(` at ${visible(inner.time)}`);
      const shown = findings.map((finding) => showFinding(finding, result, style) + quote(finding));
      const more = result.capped ? `  ${beyond(result)}` : '';
      return `${style.bold(`${kind} ${visible(source)}`)}${time}\n${shown.join('')}${more}${corrected ? showFixed(result.fixed) : ''}\n`;
    },
    end(totals) {
      const { errors, warnings, fixable } = totals;
      if (errors + warnings === 0) return `${sum(totals)}\n`;
      const next =
        fixable > 0 && fixCommand ? `Run \`${visible(fixCommand)}\` to fix ${fixable} of them\n` : '';
      return `${style.bold(`${sum(totals)}`)}\n${next}${note === undefined ? '' : `${note}\n`}`;
    },
  };
}

function showFixed(fixed: string | undefined): string {
  if (fixed === undefined) return '';
  const lines = fixed.trimEnd().split('\n').slice(0, FIXED_LINES);
  return `  With the safe fixes:\n${lines.map((line) => `    ${visible(line)}\n`).join('')}`;
}

function showFinding(
  finding: Finding,
  { kind, text }: Result,
  style: Record<'error' | 'warn' | 'dim', Paint>,
): string {
  const { severity, rule, message } = finding;
  const head = `  ${placeOf(finding)}  ${style[severity](severity)}  ${visible(message)}  ${style.dim(`${rule}${askedFor(finding)}`)}`;
  // It is about the change as a whole: no line of it says more than another.
  if (kind === 'diff' && finding.file === undefined) return `${head}\n`;
  const start = finding.column - 1;
  const line = lineFrom(text, finding.offset - start);
  const end = finding.endLine === finding.line ? finding.endColumn - 1 : line.length;
  const part = excerpt(line, start, Math.max(start, end));
  const caret = '^'.repeat(Math.max(1, columns(part.text.slice(part.start, part.end))));
  const margin = ' '.repeat(String(finding.line).length);
  return [
    head,
    `    ${style.dim(`${finding.line} |`)} ${part.text}`,
    `    ${style.dim(`${margin} |`)} ${' '.repeat(columns(part.text.slice(0, part.start)))}${style[severity](caret)}`,
    '',
  ].join('\n');
}

function lineFrom(text: string, start: number): string {
  const end = text.slice(start).search(/[\r\n]/);
  return end === -1 ? text.slice(start) : text.slice(start, start + end);
}

function sum(totals: Totals): string {
  const { subjects, errors, warnings } = totals;
  const judged = `${counted(subjects, 'subject')} judged`;
  if (errors + warnings === 0) return `${judged}, nothing found${unshown(totals)}`;
  return `${judged}, ${counted(errors, 'error')} and ${counted(warnings, 'warning')}${unshown(totals)}`;
}
