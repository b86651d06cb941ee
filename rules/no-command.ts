import type { SimpleCommand } from '../src/parse/shell/command.ts';
import { headOf, lineage } from '../src/parse/shell/head.ts';
import { matchesCommand } from '../src/parse/shell/pattern.ts';
import { shorten } from '../src/parse/width.ts';
import { commands } from '../src/policy/commands-option.ts';
import { forbiddenCommands } from '../src/policy/page/forbidden-commands.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-command',
  summary: 'Leave forbidden commands alone',
  why: 'A command that a page forbids has done harm before, and an agent that did not read so far runs it again.',
  subjects: ['command'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      match: commands(z)
        .default([])
        .describe('Patterns of the commands that are forbidden, such as `git stash`'),
      unless: commands(z)
        .default([])
        .describe('Patterns of what is fine all the same: the command itself, or one that it is run by'),
      instead: z.string().trim().max(60).default('').describe('What to run instead'),
    }),
  reads: forbiddenCommands,
  good: [
    { text: 'git status', options: { match: ['git stash'] } },
    { text: 'git commit -m "Never run git stash here"', options: { match: ['git stash'] } },
    { text: 'git stash list', options: { match: ['git stash'], unless: ['git stash list'] } },
    { text: 'uv run python train.py', options: { match: ['python'], unless: ['uv run'] } },
    { text: 'npm run check > check.log', options: { match: ['npm run check | tail'] } },
    { text: 'git add src/up.ts', options: { match: ['git add -A|--all', 'git add .'] } },
    { text: 'quiet make | head', options: { match: ['*'], unless: ['quiet'], instead: 'quiet' } },
    'ls',
  ],
  bad: [
    { text: 'git stash', options: { match: ['git stash'] }, flags: ['git stash'] },
    { text: 'cd web && git stash push -m wip', options: { match: ['git stash'] }, flags: ['git stash'] },
    {
      text: 'git -C web commit --amend --no-edit',
      options: { match: ['git commit --amend'] },
      flags: ['git -C web commit --amend'],
    },
    {
      text: 'python train.py',
      options: { match: ['python'], unless: ['uv run'], instead: 'uv run python' },
      flags: ['python'],
    },
    { text: 'bash -c "git stash"', options: { match: ['git stash'] }, flags: ['git stash'] },
    {
      text: 'git add -A && git commit -m "Retry"',
      options: { match: ['git add -A|--all'] },
      flags: ['git add -A'],
    },
    {
      text: 'make | head',
      options: { match: ['*'], unless: ['quiet', 'cd'], instead: 'quiet' },
      flags: ['make'],
    },
    { text: 'make && make test', options: { match: ['* && *'] }, flags: ['make'] },
  ],
  *check({ commands: all }, { match, unless, instead }) {
    for (const command of all) {
      const pattern = match.find((each) => matchesCommand(each, command));
      if (pattern === undefined || (pattern === '*' && isPartOfMore(command)) || isExcused(command, unless))
        continue;
      yield { at: headOf(pattern, command), message: messageFor(pattern, command, instead) };
    }
  },
});

function messageFor(pattern: string, { name }: SimpleCommand, instead: string): string {
  const [, sign] = /^\* (\S+) \*$/.exec(pattern) ?? [];
  if (sign !== undefined) return `Forbidden \`${sign}\`, run each command by itself`;
  const called = pattern === '*' ? (name ?? pattern) : pattern;
  return `Forbidden \`${shorten(called, 24)}\`, ${instead === '' ? 'leave it out' : `use \`${shorten(instead, 38)}\``}`;
}

/** Any command means one that stands for itself: not what reads a pipe, nor what another one runs. */
function isPartOfMore({ operator, inside }: SimpleCommand): boolean {
  return operator === '|' || operator === '|&' || inside !== null;
}

/** Whether a command, or one that it is run by, is fine. */
function isExcused(command: SimpleCommand, unless: readonly string[]): boolean {
  return lineage(command).some((each) => unless.some((pattern) => matchesCommand(pattern, each)));
}
