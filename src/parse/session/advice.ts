import { shorten } from '../width.ts';
import type { Step } from './step.ts';

/** What the classes of commands are called. */
const TASKS: Readonly<Record<string, string>> = {
  '<test>': 'the tests',
  '<lint>': 'the linter',
  '<format>': 'the formatter',
  '<typecheck>': 'the type check',
  '<build>': 'the build',
  '<install>': 'the install',
  '<check>': 'the checks',
};

/** What to do so that a step happens, in a few words: `run the tests`, `read \`CLAUDE.md\``. */
export function adviceFor({ run, read, edit, tool, prompt, reply }: Step, path?: string): string {
  const asked = prompt?.find((words) => words.startsWith('/'));
  if (tool && asked) return `use ${quoted(asked, 40)}`;
  const runs = run?.filter((pattern) => !pattern.startsWith('!')) ?? [];
  if (run) return `run ${runs.length > 1 ? named(runs.slice(0, 2), 20).join(' or ') : named(runs, 40)[0]}`;
  if (read) return `read ${quoted(read[0] === '{path}' ? (path ?? 'the file') : (read[0] ?? ''), 40)}`;
  if (tool) return `use ${quoted(tool[0] ?? '', 40)}`;
  if (edit) return `edit ${edit.length > 1 ? 'a file like ' : ''}${quoted(edit[0] ?? '', 40)}`;
  return `say ${quoted((reply ?? prompt)?.[0] ?? '', 40)}`;
}

function named(patterns: readonly string[], most: number): string[] {
  return patterns.map((pattern) => TASKS[pattern] ?? quoted(pattern, most));
}

function quoted(text: string, most: number): string {
  return `\`${shorten(text, most)}\``;
}
