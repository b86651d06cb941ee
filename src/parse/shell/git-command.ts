import type { ShellWord, SimpleCommand } from './command.ts';
import { readOptions } from './getopt.ts';
import type { Sources } from './sources.ts';

/** A git command, without what stands before its name. */
export interface GitCommand {
  /** `commit`, also where an alias stands for it. */
  readonly name: string;
  readonly words: readonly ShellWord[];
  /** The folder it works in, by the folder of the whole line; null where it cannot be known. */
  readonly folder: string | null;
  /** What `-c` sets, by keys in lower case. */
  readonly settings: ReadonlyMap<string, string | null>;
  /** Whether it works on another repository than that of its folder. */
  readonly isElsewhere: boolean;
  readonly command: SimpleCommand;
}

/** Options before the name of a git command (git(1), "Options"). */
const GLOBAL =
  'C= c= git-dir= work-tree= namespace= super-prefix= config-env= attr-source= list-cmds= exec-path? ' +
  'p|paginate P|no-pager v|version h|help';

/** Git lets no alias stand before these. */
const BUILT_IN =
  /^(?:add|branch|checkout|cherry-pick|clean|clone|commit|commit-tree|config|diff|fetch|grep|log|ls-files|merge|mv|pull|push|rebase|remote|reset|restore|rev-parse|revert|rm|show|stash|status|switch|tag|worktree)$/;

/** Aliases of aliases end here; git itself refuses loops. */
const MOST_ALIASES = 10;

/** Reads a command as git's; null where it is none, or only the shell knows what it does. */
export function gitCommand(command: SimpleCommand, sources: Sources = {}): GitCommand | null {
  if (command.name !== 'git' && command.name !== 'hub') return null;
  const { options, operands } = readOptions(command.words.slice(1), { options: GLOBAL, inFront: true });
  const aliased = withoutAlias(operands, sources);
  const name = aliased?.[0]?.value;
  if (!aliased || !name) return null;
  const settings = new Map<string, string | null>();
  let folder = command.folder;
  for (const { name: option, slot } of options) {
    if (option === 'C') folder = joined(folder, slot?.value ?? null);
    if (option === 'c' && slot?.value) {
      const [, key = '', value = 'true'] = /^([^=]*)(?:=([\s\S]*))?$/.exec(slot.value) ?? [];
      settings.set(key.toLowerCase(), value);
    }
  }
  const isElsewhere =
    options.some(({ name: option }) => option === 'git-dir' || option === 'work-tree') ||
    assigned(command, 'GIT_DIR') !== undefined;
  return { name, words: aliased.slice(1), folder, settings, isElsewhere, command };
}

function withoutAlias(words: readonly ShellWord[], { alias }: Sources): readonly ShellWord[] | null {
  let current = words;
  for (let count = 0; alias && count < MOST_ALIASES; count++) {
    const [first] = current;
    const meaning = first?.value && !BUILT_IN.test(first.value) ? alias(first.value) : null;
    if (!first || meaning === null) return current;
    // A script: what it does with its arguments is its own matter.
    if (meaning.startsWith('!')) return null;
    const { start, end, text } = first;
    const parts = splitWords(meaning).map((value): ShellWord => ({ text, value, start, end }));
    if (parts[0]?.value === first.value) return current;
    current = [...parts, ...current.slice(1)];
  }
  return current;
}

/** The words of an alias: git knows both quotes and the backslash there, and no expansion. */
function splitWords(text: string): string[] {
  const words = text.match(/(?:[^\s"'\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+/g) ?? [];
  return words.map((word) =>
    word.replace(/\\([\s\S])|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"/g, (_, escaped, single, double) =>
      escaped !== undefined ? escaped : (single ?? double.replace(/\\([\s\S])/g, '$1')),
    ),
  );
}

/** A folder in another one, both as the shell was given them; null where one is unknown. */
export function joined(folder: string | null, path: string | null): string | null {
  if (path === null || path.startsWith('/')) return path;
  if (folder === null) return null;
  return folder === '' ? path : `${folder.replace(/\/$/, '')}/${path}`;
}

/**
 * The value that a variable is given for a command, itself or through `env`: null where only the shell knows
 * it, undefined where nothing is said.
 */
export function assigned(command: SimpleCommand, name: string): string | null | undefined {
  for (let each: SimpleCommand | null = command; each !== null; each = each.inside) {
    const found = each.assignments.findLast((assignment) => assignment.name === name);
    if (found) return found.value;
  }
  return undefined;
}
