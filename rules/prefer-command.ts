import type { Document } from '../src/parse/document.ts';
import type { SimpleCommand } from '../src/parse/shell/command.ts';
import { headOf, lineage } from '../src/parse/shell/head.ts';
import { matchesCommand } from '../src/parse/shell/pattern.ts';
import { isForTool, isTool } from '../src/parse/shell/tool.ts';
import { shorten } from '../src/parse/width.ts';
import { commands } from '../src/policy/commands-option.ts';
import { preferredCommands } from '../src/policy/page/preferred-commands.ts';
import { defineRule } from '../src/rule.ts';

const PNPM = { match: ['npm'], instead: 'pnpm' };
const READ = { match: ['cat', 'head', 'tail', 'sed -n'], instead: 'the Read tool' };

export default defineRule({
  id: 'prefer-command',
  summary: 'Use the command that this project has settled on',
  why: 'A second package manager leaves a second lock file, and a shell command in place of a tool hides what it read or changed.',
  subjects: ['command'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      match: commands(z).default([]).describe('Patterns of the commands that give way, such as `npm`'),
      instead: z
        .string()
        .trim()
        .max(60)
        .default('')
        .describe('The command to use, such as `pnpm`, or a tool of the agent, such as `the Read tool`'),
    }),
  reads: preferredCommands,
  good: [
    { text: 'pnpm install', options: PNPM },
    { text: 'echo "npm install" >> notes.md', options: PNPM },
    { text: 'uv run python -m pytest', options: { match: ['python'], instead: 'uv run python' } },
    { text: 'git log | head -5', options: READ },
    { text: 'cat <<EOF > notes.md\nRetry\nEOF', options: READ },
    { text: 'cat src/up.ts | wc -l', options: READ },
    { text: 'tail -f server.log', options: READ },
    { text: 'echo done', options: { match: ['echo'], instead: 'the Write tool' } },
    { text: 'ps aux | grep server', options: { match: ['grep'], instead: 'the Grep tool' } },
    { text: "sed -i 's/once/twice/' src/up.ts", options: { match: ['sed'], instead: 'the Read tool' } },
  ],
  bad: [
    { text: 'npm install left-pad', options: PNPM, flags: ['npm'], fixed: 'pnpm install left-pad' },
    { text: 'cd web && npm run build', options: PNPM, flags: ['npm'], fixed: 'cd web && pnpm run build' },
    { text: 'npm publish', options: PNPM, flags: ['npm'] },
    {
      text: 'pip install -r requirements.txt',
      options: { match: ['pip'], instead: 'uv' },
      flags: ['pip'],
      fixed: 'uv pip install -r requirements.txt',
    },
    { text: 'grep -rn retry src', options: { match: ['grep'], instead: 'rg' }, flags: ['grep'] },
    {
      text: 'go test ./...',
      options: { match: ['go test ./...'], instead: 'task test' },
      flags: ['go test ./...'],
      fixed: 'task test',
    },
    { text: 'cat src/up.ts', options: READ, flags: ['cat'] },
    { text: 'cat src/up.ts | head -50', options: READ, flags: ['cat'] },
    {
      text: 'cat > notes.md <<EOF\nRetry\nEOF',
      options: { match: ['cat'], instead: 'the Write tool' },
      flags: ['cat'],
    },
    {
      text: "sed -i 's/once/twice/' src/up.ts",
      options: { match: ['sed -i'], instead: 'the Edit tool' },
      flags: ['sed -i'],
    },
  ],
  *check(document, { match, instead }) {
    const tool = isTool(instead);
    const name = tool ? shorten(instead, 40) : `\`${shorten(instead, 38)}\``;
    for (const [index, command] of document.commands.entries()) {
      const pattern = match.find((each) => matchesCommand(each, command));
      if (pattern === undefined) continue;
      const behind = document.commands.slice(index + 1, index + 30);
      if (tool ? !isForTool(command, instead, behind) : isIt(command, pattern, instead)) continue;
      const at = headOf(pattern, command);
      const fix = tool ? undefined : rewritten(document, command, pattern, instead);
      // Of alternatives, one is enough to tell what is meant.
      const found = pattern.replace(/(\S)\|\S+/g, '$1');
      const message = `Unexpected \`${shorten(found, 24)}\`, use ${name}`;
      yield fix === undefined ? { at, message } : { at, message, fix };
    }
  },
});

/** Whether a command, or one that runs it, is what is wanted: `uv run pytest` where `pytest` gives way to it. */
function isIt(command: SimpleCommand, pattern: string, instead: string): boolean {
  return instead.split(' or ').some(
    (wanted) =>
      // `chezmoi apply` is wanted, and `chezmoi apply --force` is not.
      !`${pattern} `.startsWith(`${wanted} `) &&
      lineage(command).some((each) => matchesCommand(wanted, each)),
  );
}

/** What means the same word for word in other programs, by the words that follow. */
const SAME: readonly (readonly [string, string, RegExp, string])[] = [
  ['npm', 'pnpm', /^(?:install|i|add|run|test|start|exec|update|uninstall|remove|outdated)$/, 'pnpm'],
  ['npm', 'bun', /^(?:install|i|add|run|remove|update|outdated)$/, 'bun'],
  ['yarn', 'pnpm', /^(?:install|add|run|test|start|remove|outdated)$/, 'pnpm'],
  ['yarn', 'bun', /^(?:install|add|run|remove|outdated)$/, 'bun'],
  ['pnpm', 'bun', /^(?:install|add|run|remove|outdated)$/, 'bun'],
  ['pip', 'uv', /^(?:install|uninstall|list|freeze|show|check)$/, 'uv pip'],
  ['pip3', 'uv', /^(?:install|uninstall|list|freeze|show|check)$/, 'uv pip'],
];

/** What to write in place of the words that the pattern names; absent where that may mean something else. */
function rewritten(
  { text }: Document,
  { words }: SimpleCommand,
  pattern: string,
  instead: string,
): string | undefined {
  const [name, first] = words;
  if (!name || name.value !== name.text || instead === '' || / or |\*/.test(instead)) return undefined;
  const at = headOf(pattern, { words } as SimpleCommand);
  const same = SAME.find(
    ([from, to, next]) => from === pattern && to === instead && next.test(first?.value ?? ''),
  );
  if (same) return same[3];
  // A whole command that stands as the pattern names it: what it is given besides may mean something else.
  const isWhole =
    pattern.includes(' ') && words.at(-1)?.end === at.end && text.slice(at.start, at.end) === pattern;
  return isWhole ? instead : undefined;
}
