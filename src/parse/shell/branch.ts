import type { ShellWord } from './command.ts';
import { hasOption, lastOption, readOptions, type Slot } from './getopt.ts';
import type { GitCommand } from './git-command.ts';

/** The options of the git commands that make, rename or push branches. */
const OPTIONS: Readonly<Record<string, string>> = {
  checkout:
    'b= B= l d|detach t|track? orphan= conflict= p|patch f|force m|merge q|quiet U|unified= pathspec-from-file=',
  switch:
    'c|create= C|force-create= d|detach t|track? orphan= conflict= f|force m|merge q|quiet discard-changes no-guess guess',
  branch:
    'm|move M c|copy C d|delete D l|list a|all r|remotes v|verbose q|quiet f|force t|track? u|set-upstream-to= ' +
    'unset-upstream edit-description show-current contains? no-contains? merged? no-merged? points-at= sort= ' +
    'format= abbrev? column? color? i|ignore-case create-reflog recurse-submodules h|help',
  push:
    'o|push-option= repo= receive-pack= exec= recurse-submodules= d|delete force-with-lease? signed? mirror ' +
    'tags all branches u|set-upstream f|force n|dry-run q|quiet v|verbose no-verify prune atomic',
  worktree: 'b= B= reason= f|force d|detach lock orphan track q|quiet checkout',
  stash: '',
};

/**
 * The branches that a git command makes or names anew, also at a remote. Deletions and start points are none, nor
 * are backups, which nobody else sees, and local names of branches that a remote has.
 */
export function branchesOf(command: GitCommand): Slot[] {
  return namedBy(command).filter(({ value }) => !BACKUP.test(value ?? ''));
}

const BACKUP = /^(?:backups?|bak|rescue)(?:$|[/_.-])|[/_.-](?:backup|bak)(?:$|[/_.-]?\d*$)/i;

function namedBy({ name, words }: GitCommand): Slot[] {
  const options = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  if (options === undefined) return [];
  const given = readOptions(words, { options, abbreviates: true });
  const [first, second, third] = given.operands;
  switch (name) {
    case 'checkout':
    case 'switch':
      return madeFrom(first, lastOption(given, 'b', 'B', 'create', 'force-create', 'orphan')?.slot);
    case 'worktree':
      return first?.value === 'add' ? madeFrom(third, lastOption(given, 'b', 'B')?.slot) : [];
    case 'stash':
      return first?.value === 'branch' ? named(slotOf(second)) : [];
    case 'branch':
      if (hasOption(given, 'move', 'M', 'copy', 'C')) return third ? [] : named(slotOf(second ?? first));
      return hasOption(given, ...NO_NEW_BRANCH) ? [] : madeFrom(second, slotOf(first));
    default:
      return hasOption(given, 'delete', 'dry-run', 'mirror') ? [] : given.operands.slice(1).flatMap(pushed);
  }
}

/** With these, git-branch lists or changes what is there. */
const NO_NEW_BRANCH = [
  ...['delete', 'D', 'list', 'all', 'remotes', 'verbose', 'set-upstream-to', 'unset-upstream', 'help'],
  ...['edit-description', 'show-current', 'contains', 'no-contains', 'merged', 'no-merged', 'points-at'],
  ...['sort', 'format', 'column'],
];

function slotOf(word: ShellWord | undefined): Slot | undefined {
  return word && { word, lead: '', value: word.value };
}

/** A branch with the name of the remote's that it starts from is one that is there. */
function madeFrom(start: ShellWord | undefined, slot: Slot | undefined): Slot[] {
  const theirs = /^(?:(?:refs\/)?remotes\/)?[^/]+\/(.+)$/.exec(start?.value ?? '')?.[1];
  return named(slot).filter(({ value }) => value !== theirs);
}

/** `-` and `@{-1}` are no names, but the branch before. */
function named(slot: Slot | undefined): Slot[] {
  return slot?.value && /^[^-@]/.test(slot.value) ? [slot] : [];
}

/** The branch at the remote that `local:remote` names; without a colon, it is one that is there. */
function pushed(word: ShellWord): Slot[] {
  const [, lead, name] = /^(\+?[^:]+:(?:refs\/heads\/)?)([^:]+)$/.exec(word.value ?? '') ?? [];
  return lead === undefined || !name || name.startsWith('refs/') ? [] : [{ word, lead, value: name }];
}
