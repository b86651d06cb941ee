import type { SimpleCommand } from '../src/parse/shell/command.ts';
import { matchesCommand } from '../src/parse/shell/pattern.ts';
import { shorten } from '../src/parse/width.ts';
import { commands } from '../src/policy/commands-option.ts';
import { optionLimits } from '../src/policy/page/option-limits.ts';
import type { Span } from '../src/rule.ts';
import { defineRule } from '../src/rule.ts';

const LOAD = { match: ['aiperf'], option: '--concurrency', min: 16, max: 32 };

export default defineRule({
  id: 'max-option',
  summary: 'Keep the number that an option is given within bounds',
  why: 'A load, a timeout or a number of jobs beyond what was agreed measures something else, or brings a machine down.',
  subjects: ['command'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      match: commands(z)
        .default([])
        .describe('Patterns of the commands that take the option, such as `aiperf`'),
      option: z.string().trim().default('').describe('Its names with `|` between them, such as `-j|--jobs`'),
      min: z.number().default(0).describe('The least number that is fine'),
      max: z.number().default(Number.MAX_SAFE_INTEGER).describe('The greatest number that is fine'),
      allow: z
        .array(z.number())
        .default([1])
        .describe('Numbers beyond them that are fine, too, such as the 1 of a run that only tries it out'),
    }),
  reads: optionLimits,
  good: [
    { text: 'aiperf profile --concurrency 16', options: LOAD },
    { text: 'aiperf profile --concurrency=32', options: LOAD },
    { text: 'aiperf profile --model small', options: LOAD },
    { text: 'aiperf profile --concurrency 1', options: LOAD },
    { text: 'aiperf profile --concurrency "$LOAD"', options: LOAD },
    { text: 'make -j8', options: { match: ['make'], option: '-j|--jobs', max: 8 } },
    { text: 'echo aiperf --concurrency 64', options: LOAD },
  ],
  bad: [
    { text: 'aiperf profile --concurrency 64', options: LOAD, flags: ['--concurrency 64'] },
    { text: 'aiperf profile --concurrency=8', options: LOAD, flags: ['--concurrency=8'] },
    { text: 'cd bench && aiperf profile --concurrency 8,64', options: LOAD, flags: ['--concurrency 8,64'] },
    { text: 'make -j64 all', options: { match: ['make'], option: '-j|--jobs', max: 8 }, flags: ['-j64'] },
    { text: 'make -j 64', options: { match: ['make'], option: '-j|--jobs', max: 8 }, flags: ['-j 64'] },
  ],
  *check({ commands: all }, { match, option, min, max, allow }) {
    const names = option.split('|').filter((name) => name !== '');
    for (const command of all) {
      if (!match.some((pattern) => matchesCommand(pattern, command))) continue;
      for (const { at, name, numbers } of given(command, names)) {
        const wrong = numbers.find((number) => (number < min || number > max) && !allow.includes(number));
        if (wrong === undefined) continue;
        const remedy = wrong > max ? `make it ${max} at most` : `make it at least ${min}`;
        yield { at, message: `Unexpected ${wrong} for \`${shorten(name, 30)}\`, ${remedy}` };
      }
    }
  },
});

/** Each time that an option is given, with its numbers: some take several, as in `8,16`. */
function* given(
  { words }: SimpleCommand,
  names: readonly string[],
): Generator<{ at: Span; name: string; numbers: number[] }> {
  for (const [index, { value, start, end }] of words.entries()) {
    if (value === null || !value.startsWith('-')) continue;
    const next = words[index + 1];
    for (const name of names) {
      if (value === name && next)
        yield { at: { start, end: next.end }, name, numbers: numbersOf(next.value) };
      else if (value.startsWith(`${name}=`))
        yield { at: { start, end }, name, numbers: numbersOf(value.slice(name.length + 1)) };
      else if (/^-\w$/.test(name) && value.startsWith(name))
        yield { at: { start, end }, name, numbers: numbersOf(value.slice(2)) };
    }
  }
}

function numbersOf(value: string | null): number[] {
  return value !== null && /^\d+(?:\.\d+)?(?:,\d+(?:\.\d+)?)*$/.test(value)
    ? value.split(',').map(Number)
    : [];
}
