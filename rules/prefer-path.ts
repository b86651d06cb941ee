import type { SimpleCommand } from '../src/parse/shell/command.ts';
import { headOf } from '../src/parse/shell/head.ts';
import { outputsOf } from '../src/parse/shell/output.ts';
import { matchesCommand } from '../src/parse/shell/pattern.ts';
import { shorten } from '../src/parse/width.ts';
import { commands } from '../src/policy/commands-option.ts';
import { preferredPaths } from '../src/policy/page/preferred-paths.ts';
import { type Context, defineRule } from '../src/rule.ts';

const FAST = { path: '/scratch/' };

export default defineRule({
  id: 'prefer-path',
  summary: 'Put large files where there is room for them',
  why: 'A checkout or a build on a slow or small disk costs time with every command that follows.',
  subjects: ['command'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      match: commands(z)
        .default(['git clone', 'gh repo clone', 'git worktree add'])
        .describe('Patterns of the commands that write what is large'),
      path: z.string().trim().default('').describe('The folder that it should be in, such as `/scratch/`'),
    }),
  reads: preferredPaths,
  good: [
    { text: 'git clone https://example.com/up.git /scratch/up', options: FAST },
    { text: 'cd /scratch && git clone https://example.com/up.git', options: FAST },
    { text: 'git -C /scratch clone https://example.com/up.git', options: FAST },
    { text: 'git clone https://example.com/up.git "$DIR"', options: FAST },
    { text: 'git worktree list', options: FAST },
    { text: 'git clone https://example.com/up.git', options: FAST, context: { top: '/scratch/web' } },
    { text: 'cargo build --target-dir /scratch/target', options: { ...FAST, match: ['cargo build'] } },
    'git clone https://example.com/up.git',
  ],
  bad: [
    { text: 'git clone https://example.com/up.git ~/up', options: FAST, flags: ['~/up'] },
    { text: 'git clone https://example.com/up.git', options: FAST, flags: ['git clone'] },
    { text: 'cd /tmp && git clone https://example.com/up.git', options: FAST, flags: ['git clone'] },
    { text: 'git worktree add -b retry /tmp/retry main', options: FAST, flags: ['/tmp/retry'] },
    {
      text: 'cargo build --target-dir=/tmp/target',
      options: { ...FAST, match: ['cargo build'] },
      flags: ['--target-dir=/tmp/target'],
    },
    {
      text: 'CARGO_TARGET_DIR=/tmp/target cargo build',
      options: { ...FAST, match: ['cargo build'] },
      flags: ['CARGO_TARGET_DIR=/tmp/target'],
    },
  ],
  *check({ commands: all }, { match, path }, context) {
    if (path === '') return;
    for (const command of all) {
      const pattern = match.find((each) => matchesCommand(each, command));
      if (pattern === undefined) continue;
      for (const { at, to } of outputsOf(command)) {
        if (to === null || isIn(path, folderOf(command, context), to)) continue;
        yield {
          at: at ?? headOf(pattern, command),
          message: `Large files outside \`${shorten(path, 30)}\`, put them there`,
        };
      }
    }
  },
});

/** The absolute folder that a command runs in; null where nobody knows. */
function folderOf({ folder }: SimpleCommand, { top }: Context): string | null {
  if (folder === null) return null;
  return /^[/~]/.test(folder) ? folder : `${top ?? '.'}/${folder}`;
}

/** Whether a path, from a folder, is in another one; also where that cannot be told. */
function isIn(wanted: string, folder: string | null, path: string): boolean {
  if (/^[/~]/.test(path)) return within(wanted, path);
  return folder === null || within(wanted, `${folder}/${path}`);
}

function within(wanted: string, path: string): boolean {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `/${parts.join('/')}/`.startsWith(`/${wanted.replace(/^\/|\/$/g, '')}/`);
}
