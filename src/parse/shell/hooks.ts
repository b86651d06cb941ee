import type { ShellWord, SimpleCommand } from './command.ts';
import { type GivenOption, readOptions } from './getopt.ts';
import type { GitCommand } from './git-command.ts';
import { GIT_OPTIONS } from './git-options.ts';

/** Of git commands that have no table of their own. */
const OTHERS = 'no-verify no-gpg-sign m|message= F|file= s|strategy= X|strategy-option= S|gpg-sign?';

/** The options of a git command, each by its long name: `-n` of a commit is `no-verify`, that of a push is not. */
export function gitOptions({ name, words }: GitCommand): readonly GivenOption[] {
  return readOptions(words, { options: GIT_OPTIONS[`git ${name}`] ?? OTHERS, abbreviates: true }).options;
}

/** Where hooks live: git's own folder, and those that tools for hooks and people keep in the tree. */
const HOOKS = /(?:^|\/)(?:\.git\/hooks|\.husky|\.githooks)(?:\/(?!.*\.sample$)|$)/;
const UNINSTALL: ReadonlySet<string> = new Set(['husky', 'lefthook', 'pre-commit', 'prek']);

/** The word by which a command takes hooks out of use; null where it leaves them be. */
export function disablingWord({ name, words }: SimpleCommand): ShellWord | null {
  const operands = words.slice(1).filter(({ value }) => value !== null && !/^-[a-zA-Z-]+$/.test(value));
  const hook = (among: readonly ShellWord[]) => among.find(({ value }) => HOOKS.test(value ?? '')) ?? null;
  switch (name) {
    case 'rm':
    case 'unlink':
    case 'trash':
      return hook(operands);
    case 'mv':
      return hook(operands.slice(0, -1));
    case 'chmod':
      return words.some(({ value }) => /^[ugoa]*-[rw]*x|^[ugoa]*=[rw]*$|^0?[0246]{3}$/.test(value ?? ''))
        ? hook(operands)
        : null;
    default:
      return UNINSTALL.has(name ?? '') && words[1]?.value === 'uninstall' ? (words[1] ?? null) : null;
  }
}

/** Whether a folder is one that hooks are kept in, so that pointing git at it puts them to use. */
export function isHookFolder(path: string): boolean {
  return (
    /(?:^|[/._-])(?:git-?hooks?|hooks?|husky)(?:$|[/._-])/i.test(path) &&
    !/^\/(?:dev|tmp)\b|\b(?:no|empty|disabled?|none|null|fake|dummy|skip)\b/i.test(path)
  );
}
