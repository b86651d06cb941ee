import type { ShellWord, SimpleCommand } from './command.ts';
import { type GivenOption, readOptions } from './getopt.ts';
import type { GitCommand } from './git-command.ts';

/** Where the options of a git command have short names, or values that look like options. */
const TABLES: Readonly<Record<string, string>> = {
  am: 'n|no-verify 3|3way i|interactive s|signoff S|gpg-sign? k|keep q|quiet directory= exclude= include= p= C=',
  commit:
    'n|no-verify a|all m|message= F|file= C|reuse-message= c|reedit-message= t|template= S|gpg-sign? ' +
    'u|untracked-files? author= date= fixup= squash= cleanup= trailer= p|patch q|quiet v|verbose e|edit ' +
    's|signoff i|include o|only z|null no-gpg-sign amend pathspec-from-file=',
  merge:
    'no-verify no-verify-signatures no-gpg-sign m|message= F|file= s|strategy= X|strategy-option= S|gpg-sign? ' +
    'n|no-stat e|edit q|quiet v|verbose',
  push: 'no-verify n|dry-run f|force o|push-option= repo= receive-pack= exec= u|set-upstream d|delete',
  rebase:
    'no-verify no-gpg-sign onto= x|exec= s|strategy= X|strategy-option= S|gpg-sign? n|no-stat i|interactive C= ' +
    'whitespace= empty=',
  tag: 'no-sign m|message= F|file= u|local-user= a|annotate s|sign f|force d|delete',
};
const OTHERS = 'no-verify no-gpg-sign m|message= F|file= s|strategy= X|strategy-option= S|gpg-sign?';

/** The options of a git command, each by its long name: `-n` of a commit is `no-verify`, that of a push is not. */
export function gitOptions({ name, words }: GitCommand): readonly GivenOption[] {
  return readOptions(words, { options: TABLES[name] ?? OTHERS, abbreviates: true }).options;
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
