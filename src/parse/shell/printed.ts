import type { AndOr, Command, CompoundList, ParsedScript, PipelineNode, Redirection } from 'unbash';
import { assignedValue, hereDocument, type Known, wordValue } from './value.ts';

/** What a script prints that does nothing but print literal text; null for all others. */
export function printed(script: ParsedScript | CompoundList, known: Known): string | null {
  if ('errors' in script && script.errors?.length) return null;
  let output = '';
  for (const { command, background } of script.commands) {
    const next = background ? null : printedBy(command, known, null);
    if (next === null) return null;
    output += next;
  }
  return output;
}

/** What a part of a script prints, whose input is `input`. */
export function printedBy(node: PipelineNode | AndOr, known: Known, input: string | null): string | null {
  switch (node.type) {
    case 'Command':
      return printedByCommand(node, known, input);
    case 'BraceGroup':
    case 'Subshell':
      return printed(node.body, known);
    case 'AndOr': {
      let output = '';
      for (const [index, each] of node.commands.entries()) {
        const next = node.operators[index - 1] === '||' ? null : printedBy(each, known, null);
        if (next === null) return null;
        output += next;
      }
      return output;
    }
    case 'Pipeline': {
      let piped: string | null = null;
      for (const each of node.commands) piped = printedBy(each, known, piped);
      return piped;
    }
    default:
      return null;
  }
}

/** What a command reads: its last here-document or here-string, else what is piped in; null where unknown. */
export function inputOf(
  redirects: readonly Redirection[],
  known: Known,
  piped: string | null,
): string | null {
  let input = piped;
  for (const node of redirects) {
    if (!isAbout(node, 0)) continue;
    if (node.type === 'HereDoc') input = hereDocument(node, known);
    else if (node.type === 'HereString') {
      const value = node.target ? assignedValue(node.target, known) : null;
      input = value === null ? null : `${value}\n`;
    } else if (node.operator.startsWith('<')) input = null;
  }
  return input;
}

/** Whether a redirection is about one of the files that a command has open: 0 its input, 1 its output. */
function isAbout({ descriptor, operator }: Redirection, file: number): boolean {
  if (descriptor) return descriptor.type === 'FileDescriptor' && descriptor.value === file;
  return operator.startsWith('<') === (file === 0);
}

function printedByCommand(node: Command, known: Known, input: string | null): string | null {
  if (!node.name || node.prefix.length > 0 || node.redirects.some((each) => isAbout(each, 1))) return null;
  const words: string[] = [];
  for (const argument of node.args) {
    const value = argument.type === 'Word' ? wordValue(argument, known) : null;
    if (value === null) return null;
    words.push(value);
  }
  switch (node.name.value) {
    case 'echo':
      return echo(words);
    case 'printf':
      return printf(words);
    case 'cat':
      return words.every((word) => word === '-') ? inputOf(node.redirects, known, input) : null;
    default:
      return null;
  }
}

/** As bash's own: escapes count with `-e` alone, and options end at the first word that is none. */
export function echo(words: readonly string[]): string | null {
  let first = 0;
  while (/^-[neE]+$/.test(words[first] ?? '')) first++;
  const options = words.slice(0, first).join('');
  const text = words.slice(first).join(' ');
  const said = options.lastIndexOf('e') > options.lastIndexOf('E') ? unescaped(text) : text;
  return said === null || options.includes('n') ? said : `${said}\n`;
}

/** With `%s`, `%b` and `%%` alone; a format is used again as long as words are left. */
export function printf(words: readonly string[]): string | null {
  const [format = '', ...values] = words[0] === '--' ? words.slice(1) : words;
  if (format.startsWith('-') || !/^(?:[^%]|%[sb%])*$/.test(format)) return null;
  const parts = format.split(/(%[sb%])/).map((part) => (part.startsWith('%') ? part : unescaped(part)));
  if (parts.includes(null)) return null;
  const isRead = parts.includes('%s') || parts.includes('%b');
  let next = 0;
  let output = '';
  do {
    for (const part of parts) {
      if (part === '%%') output += '%';
      else if (part === '%s') output += values[next++] ?? '';
      else if (part === '%b') {
        const value = unescaped(values[next++] ?? '');
        if (value === null) return null;
        output += value;
      } else output += part;
    }
    // A long format used for each of many words would be more than any command line comes to.
    if (output.length > LONGEST) return null;
  } while (isRead && next < values.length);
  return output;
}

const LONGEST = 1 << 20;

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** Null where an escape stands for a byte, or where shells differ about it. */
function unescaped(text: string): string | null {
  if (/\\[0-9cuUxE"']|\\$/.test(text)) return null;
  return text.replace(/\\([\s\S])/g, (all, letter: string) => ESCAPES[letter] ?? all);
}
