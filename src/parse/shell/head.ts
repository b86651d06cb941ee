import type { Span } from '../../rule.ts';
import type { SimpleCommand } from './command.ts';

/**
 * What a command pattern names of a command that it matches: from the name of the command to the last word that
 * the pattern spells out.
 */
export function headOf(pattern: string, { words, start, end }: SimpleCommand): Span {
  const [first] = words;
  if (!first) return { start, end };
  const own = pattern.split(/\s(?:\|&?|&&|\|\||;|&)\s/).at(-1) ?? '';
  const named = own
    .split(/\s+/)
    .slice(1)
    .flatMap((word) => word.split('|'));
  const last = words.findLastIndex(
    ({ value }, index) => index > 0 && value !== null && named.some((name) => isNamed(name, value)),
  );
  return { start: first.start, end: (words[Math.max(0, last)] ?? first).end };
}

function isNamed(name: string, value: string): boolean {
  if (!name.startsWith('-'))
    return value === name || (name.length > 1 && name.endsWith('*') && value.startsWith(name.slice(0, -1)));
  // `-rf` is `-r` and `-f`.
  const isBundle =
    /^-\w+$/.test(name) &&
    /^-\w+$/.test(value) &&
    [...name.slice(1)].every((letter) => value.includes(letter));
  return value === name || value.startsWith(`${name}=`) || isBundle;
}

/** So many commands that run each other are looked at: nobody writes more. */
const MOST_RUNNERS = 20;

/** A command and those that run it, innermost first; what a substitution is an argument of does not run it. */
export function lineage(command: SimpleCommand): SimpleCommand[] {
  const all = [command];
  let last = command;
  while (last.inside && !last.isSubstituted && all.length < MOST_RUNNERS) {
    last = last.inside;
    all.push(last);
  }
  return all;
}
