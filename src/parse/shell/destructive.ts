import type { ShellWord, SimpleCommand } from './command.ts';
import { type Arguments, hasOption, lastOption, readOptions } from './getopt.ts';
import { type GitCommand, gitCommand } from './git-command.ts';

/** What git can destroy, each by the command that does it. */
export const DESTRUCTIVE_KINDS = [
  'force-push',
  'force-with-lease',
  'push-delete',
  'reset-hard',
  'checkout',
  'clean',
  'rm',
  'branch-delete',
  'stash-drop',
  'worktree-remove',
  'conflict',
  'rewrite',
  'ref-delete',
  'reflog',
  'repository',
] as const;

export type DestructiveKind = (typeof DESTRUCTIVE_KINDS)[number];

export interface Destruction {
  readonly kind: DestructiveKind;
  /** Of a push, the branches it goes to; null where the command does not name them. */
  readonly branches: readonly string[] | null;
}

/** The files of the tree, where somebody knows them. */
type Files = (() => readonly string[]) | undefined;

/** What a command would destroy, by git's documentation of each; null for one that destroys nothing. */
export function destructionOf(command: SimpleCommand, files?: Files): Destruction | null {
  if (command.name === 'git-filter-repo') return { kind: 'rewrite', branches: null };
  if (command.name === 'rm')
    return removesRepository(command) ? { kind: 'repository', branches: null } : null;
  const git = gitCommand(command);
  if (!git) return null;
  if (git.name === 'push') return destructionByPush(git);
  const kind = kindOf(git, files);
  return kind && { kind, branches: null };
}

const PUSH =
  'f|force force-with-lease? force-if-includes d|delete n|dry-run mirror prune all branches tags ' +
  'follow-tags atomic no-verify u|set-upstream o|push-option= repo= receive-pack= exec= recurse-submodules= ' +
  'signed? q|quiet v|verbose progress porcelain thin 4|ipv4 6|ipv6';

/** git-push(1): `--force`, and a `+` before a refspec, disable the checks of `--force-with-lease`, too. */
function destructionByPush(git: GitCommand): Destruction | null {
  const given = readOptions(git.words, { options: PUSH, abbreviates: true });
  if (hasOption(given, 'dry-run')) return null;
  const refs = hasOption(given, 'repo') ? given.operands : given.operands.slice(1);
  const isWhole = hasOption(given, 'all', 'mirror', 'branches');
  const branches = refs.length > 0 && !isWhole ? refs.flatMap(({ value }) => targetOf(value)) : null;
  const starts = (sign: string) =>
    refs.some(({ value, text }) => (value ?? text.replace(/^["']/, '')).startsWith(sign));
  if (hasOption(given, 'force', 'mirror') || starts('+')) return { kind: 'force-push', branches };
  if (hasOption(given, 'delete', 'prune') || refs.some(({ value, text }) => /^["']?:./.test(value ?? text)))
    return { kind: 'push-delete', branches };
  return hasOption(given, 'force-with-lease') ? { kind: 'force-with-lease', branches } : null;
}

/** The branch that a refspec goes to. */
function targetOf(refspec: string | null): string[] {
  const [, , name = ''] = /^\+?([^:]*:)?(?:refs\/heads\/)?(.*)$/s.exec(refspec ?? '') ?? [];
  return name === '' || name === 'HEAD' ? [] : [name];
}

function kindOf(git: GitCommand, files: Files): DestructiveKind | null {
  const read = (options: string): Arguments => readOptions(git.words, { options, abbreviates: true });
  switch (git.name) {
    case 'reset':
      // `--keep` gives up where a change would be lost; `--merge` drops what is staged.
      return hasOption(read(RESET), 'hard', 'merge') ? 'reset-hard' : null;
    case 'read-tree': {
      const given = read('reset u m i n|dry-run prefix= index-output=');
      return hasOption(given, 'reset') && hasOption(given, 'u') && !hasOption(given, 'dry-run')
        ? 'reset-hard'
        : null;
    }
    case 'checkout':
      return ofCheckout(git.words, read(CHECKOUT), files);
    case 'switch':
      return hasOption(read(SWITCH), 'force', 'discard-changes') ? 'checkout' : null;
    case 'restore':
      return ofRestore(read(RESTORE));
    case 'checkout-index':
      return hasOption(read('a|all f|force n|no-create prefix= stage= q|quiet u|index'), 'force')
        ? 'checkout'
        : null;
    case 'clean': {
      const given = read(CLEAN);
      const isForced = hasOption(given, 'force') || git.settings.get('clean.requireforce') === 'false';
      return isForced && !hasOption(given, 'dry-run', 'interactive') ? 'clean' : null;
    }
    case 'rm': {
      const given = read('f|force n|dry-run cached r q|quiet ignore-unmatch sparse pathspec-from-file=');
      return hasOption(given, 'force') && !hasOption(given, 'cached', 'dry-run') ? 'rm' : null;
    }
    case 'branch': {
      const given = read(BRANCH);
      return hasOption(given, 'D') || (hasOption(given, 'delete') && hasOption(given, 'force'))
        ? 'branch-delete'
        : null;
    }
    case 'stash':
      return /^(?:drop|clear)$/.test(git.words[0]?.value ?? '') ? 'stash-drop' : null;
    case 'worktree':
      return git.words[0]?.value === 'remove' && hasOption(read('f|force'), 'force')
        ? 'worktree-remove'
        : null;
    case 'filter-branch':
      return 'rewrite';
    case 'filter-repo':
      return hasOption(read('analyze dry-run'), 'analyze', 'dry-run') ? null : 'rewrite';
    case 'update-ref':
      return hasOption(read('d m= no-deref stdin create-reflog z'), 'd') ? 'ref-delete' : null;
    case 'reflog':
      return ofReflog(git.words[0]?.value ?? '', read('expire= expire-unreachable= n|dry-run all rewrite'));
    case 'gc':
      return isNow(lastOption(read('prune? aggressive auto force q|quiet'), 'prune')?.slot?.value)
        ? 'reflog'
        : null;
    case 'prune': {
      const given = read('n|dry-run v|verbose expire= progress');
      const expire = lastOption(given, 'expire');
      return hasOption(given, 'dry-run') || (expire && !isNow(expire.slot?.value)) ? null : 'reflog';
    }
    default:
      return ofConflict(git);
  }
}

const RESET =
  'hard soft mixed merge keep p|patch q|quiet N|intent-to-add pathspec-from-file= recurse-submodules?';
const CHECKOUT =
  'f|force b= B= orphan= ours theirs m|merge conflict= p|patch d|detach t|track? l q|quiet guess ' +
  'pathspec-from-file= pathspec-file-nul overlay progress recurse-submodules? ignore-other-worktrees';
const SWITCH =
  'f|force discard-changes c|create= C|force-create= d|detach t|track? orphan= m|merge conflict= q|quiet guess';
const RESTORE =
  's|source= S|staged W|worktree p|patch ours theirs m|merge conflict= pathspec-from-file= q|quiet progress';
const CLEAN = 'f|force n|dry-run i|interactive d x X e|exclude= q|quiet';
const BRANCH =
  'D d|delete f|force m M c C l|list a|all r|remotes v|verbose q|quiet u|set-upstream-to= t|track? contains= ' +
  'no-contains= merged? no-merged? points-at= sort= format= column? show-current copy move edit-description';

/** It replaces files where paths are given, and otherwise keeps what was changed, but by force. */
function ofCheckout(words: readonly ShellWord[], given: Arguments, files: Files): DestructiveKind | null {
  if (hasOption(given, 'patch')) return null;
  const { operands } = given;
  if (hasOption(given, 'ours', 'theirs')) return ofSides(operands);
  if (hasOption(given, 'force')) return 'checkout';
  if (hasOption(given, 'b', 'B', 'orphan', 'detach')) return null;
  const dashes = words.findIndex(({ value }) => value === '--');
  if (dashes >= 0) return dashes + 1 < words.length ? 'checkout' : null;
  if (hasOption(given, 'pathspec-from-file')) return 'checkout';
  if (hasOption(given, 'track')) return null;
  const [first] = operands;
  return operands.length > 1 || (first && isPath(first.value, files)) ? 'checkout' : null;
}

/** Of a single word only its form tells whether it is a branch or a file. */
function isPath(value: string | null, files: Files): boolean {
  if (value === null) return false;
  if (/^(?:\.{1,2}(?:\/|$)|:[/!(])|\*|\/$/.test(value)) return true;
  // A line may run in a folder of the tree.
  if (files) return files().some((file) => file === value || file.endsWith(`/${value}`));
  return /[\w)-]\.(?!x$)[a-z][a-z0-9]{0,4}$/i.test(value);
}

function ofRestore(given: Arguments): DestructiveKind | null {
  if (hasOption(given, 'patch')) return null;
  if (hasOption(given, 'ours', 'theirs')) return ofSides(given.operands);
  if (given.operands.length === 0 && !hasOption(given, 'pathspec-from-file')) return null;
  return hasOption(given, 'staged') && !hasOption(given, 'worktree') ? null : 'checkout';
}

/** What a tool writes is written anew, so that either side of it will do. */
const WRITTEN_BY_TOOLS =
  /(?:^|\/)(?:[\w.-]*lock(?:\.(?:json|ya?ml|hcl|b))?|[\w.-]*\.lockb?|go\.sum|npm-shrinkwrap\.json|[\w.-]+\.snap)$/i;

function ofSides(operands: readonly ShellWord[]): DestructiveKind | null {
  return operands.length > 0 && operands.every(({ value }) => value !== null && WRITTEN_BY_TOOLS.test(value))
    ? null
    : 'conflict';
}

function ofReflog(subcommand: string, given: Arguments): DestructiveKind | null {
  if (hasOption(given, 'dry-run')) return null;
  if (subcommand === 'delete') return 'reflog';
  const times = given.options.filter(({ name }) => name.startsWith('expire'));
  return subcommand === 'expire' && times.some(({ slot }) => isNow(slot?.value)) ? 'reflog' : null;
}

/** A time that spares nothing. */
function isNow(time: string | null | undefined): boolean {
  return /^(?:now|all|0|today)$/.test(time ?? '');
}

const MERGES = 'X|strategy-option= s|strategy= m|message= F|file= onto= x|exec= skip abort quit continue';

/** A side of a conflict that is dropped unseen. Of a rebase and of `am`, `--skip` drops a commit. */
function ofConflict(git: GitCommand): DestructiveKind | null {
  if (!/^(?:merge|pull|rebase|cherry-pick|revert|am)$/.test(git.name)) return null;
  const given = readOptions(git.words, { options: MERGES, abbreviates: true });
  if (hasOption(given, 'skip')) return git.name === 'rebase' || git.name === 'am' ? 'conflict' : null;
  const isBlind = given.options.some(
    ({ name, slot }) =>
      (name === 'strategy-option' && /^(?:ours|theirs)$/.test(slot?.value ?? '')) ||
      (name === 'strategy' && slot?.value === 'ours'),
  );
  return isBlind ? 'conflict' : null;
}

function removesRepository({ words }: SimpleCommand): boolean {
  const given = readOptions(words.slice(1), { options: 'r|recursive R f|force i d|dir v|verbose' });
  return (
    hasOption(given, 'recursive', 'R') &&
    given.operands.some(({ value }) => /(?:^|\/)\.git\/?\*?$/.test(value ?? ''))
  );
}
