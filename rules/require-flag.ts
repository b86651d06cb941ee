import type { SimpleCommand } from '../src/parse/shell/command.ts';
import { headOf } from '../src/parse/shell/head.ts';
import { matchesCommand } from '../src/parse/shell/pattern.ts';
import { shorten } from '../src/parse/width.ts';
import { commands } from '../src/policy/commands-option.ts';
import { requiredFlags } from '../src/policy/page/required-flags.ts';
import { defineRule } from '../src/rule.ts';

const FROZEN = { match: ['uv run'], flags: ['--frozen'] };
const SIGNED = { match: ['git commit'], flags: ['-s|--signoff'] };

export default defineRule({
  id: 'require-flag',
  summary: 'Give commands the flags that this project needs',
  why: 'A flag that is left out now and then is found by its damage: an unsigned commit, a changed lock file, a prompt that nobody answers.',
  subjects: ['command'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      match: commands(z).default([]).describe('Patterns of the commands that need them, such as `uv run`'),
      flags: z
        .array(z.string().trim().min(2).regex(/^-/, 'A flag begins with `-`'))
        .default([])
        .describe('The flags that have to be there; `-s|--signoff` is one or the other'),
    }),
  reads: requiredFlags,
  good: [
    { text: 'uv run --frozen pytest', options: FROZEN },
    { text: 'uv sync', options: FROZEN },
    { text: 'uv run --help', options: FROZEN },
    { text: 'git commit -asm "Retry"', options: SIGNED },
    { text: 'git commit --signoff -m "Retry"', options: SIGNED },
    { text: 'echo "uv run pytest"', options: FROZEN },
    { text: 'scp -o BatchMode=yes a.log host:', options: { match: ['scp'], flags: ['-o BatchMode=yes'] } },
  ],
  bad: [
    { text: 'uv run pytest', options: FROZEN, flags: ['uv run'] },
    {
      text: 'cd web && uv run pytest --frozen',
      options: { match: ['uv run'], flags: ['--locked'] },
      flags: ['uv run'],
    },
    { text: 'git commit -m "Retry -s"', options: SIGNED, flags: ['git commit'] },
    { text: 'scp a.log host:', options: { match: ['scp'], flags: ['-o BatchMode=yes'] }, flags: ['scp'] },
    { text: 'git add . && git commit -m "Retry"', options: SIGNED, flags: ['git commit'] },
  ],
  *check({ commands: all }, { match, flags }) {
    for (const command of all) {
      const pattern = match.find((each) => matchesCommand(each, command));
      if (pattern === undefined || asksForHelp(command)) continue;
      const missing = flags.filter((flag) => !matchesCommand(`* ${flag}`, command));
      const [first] = missing;
      if (first === undefined) continue;
      const names = shorten(missing.map((flag) => flag.split('|').at(-1)).join(' '), 40);
      yield {
        at: headOf(pattern, command),
        message: `Missing \`${names}\` in \`${shorten(pattern, 24)}\`, add it`,
      };
    }
  },
});

function asksForHelp({ words }: SimpleCommand): boolean {
  return words.some(({ value }) => value === '--help' || value === '--version');
}
