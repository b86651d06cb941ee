import type { SessionEvent } from '../session/event.ts';
import { actsOf } from '../session/step.ts';
import type { SimpleCommand } from './command.ts';
import type { DestructiveKind } from './destructive.ts';
import { hasOption, readOptions } from './getopt.ts';
import { gitCommand } from './git-command.ts';

/**
 * What a command keeps safe: the changes that are not committed, the files that git does not know, the commits of
 * a branch, those of a branch elsewhere, an entry of the stash, a whole copy.
 */
type Kept = 'changes' | 'untracked' | 'commits' | 'backup' | 'stash' | 'copy';

/** Of what a kind destroys, what may have been kept before: one of these is enough. */
const KEPT_BY: Readonly<Record<DestructiveKind, readonly Kept[]>> = {
  'force-push': ['backup', 'copy'],
  'force-with-lease': ['backup', 'copy'],
  'push-delete': ['backup', 'copy'],
  'reset-hard': ['changes', 'commits', 'backup', 'copy'],
  checkout: ['changes', 'copy'],
  clean: ['untracked', 'copy'],
  rm: ['changes', 'copy'],
  'branch-delete': ['commits', 'backup', 'copy'],
  'stash-drop': ['stash', 'copy'],
  'worktree-remove': ['changes', 'copy'],
  conflict: ['changes', 'commits', 'backup', 'copy'],
  rewrite: ['backup', 'copy'],
  'ref-delete': ['backup', 'copy'],
  reflog: ['copy'],
  repository: ['copy'],
};

/** Follows what is kept safe in a session, and then command by command in a line. */
export class Keeping {
  readonly #kept = new Set<Kept>();

  constructor(events: readonly SessionEvent[]) {
    for (const event of events) {
      if (event.kind === 'edit') forget(this.#kept);
      if (event.kind !== 'run' || (event.exit !== null && event.exit !== 0)) continue;
      for (const { command } of actsOf(event)) if (command) keep(this.#kept, command);
      if (CLEAN_TREE.test(event.output)) keepAll(this.#kept, ['changes', 'untracked']);
    }
  }

  /** Takes in a command of the line that is judged. */
  add(command: SimpleCommand): void {
    keep(this.#kept, command);
    // What has just been fetched or made has nothing of its own to lose.
    const name = gitCommand(command)?.name ?? '';
    if (name === 'clone' || name === 'init') keepAll(this.#kept, ['copy']);
  }

  /** Whether what a kind destroys was kept before: in the same line, or in its session. */
  keeps(kind: DestructiveKind): boolean {
    return KEPT_BY[kind].some((each) => this.#kept.has(each));
  }
}

/** What `git status` prints where nothing can be lost. */
const CLEAN_TREE = /^nothing to commit, working tree clean$/m;

/** New changes are in no stash and in no commit. */
function forget(kept: Set<Kept>): void {
  kept.delete('changes');
  kept.delete('untracked');
  kept.delete('copy');
}

function keep(kept: Set<Kept>, command: SimpleCommand): void {
  const git = gitCommand(command);
  if (git?.name === 'stash' && /^(?:apply|pop|branch)$/.test(git.words[0]?.value ?? '')) forget(kept);
  keepAll(kept, keptBy(command));
}

function keepAll(kept: Set<Kept>, more: readonly Kept[]): void {
  for (const each of more) kept.add(each);
}

/** The name of something that is kept in case it is needed. */
const BACKUP = /backup|bak\b|\.orig\b|save|safe|keep|archive|wip|before|tmp|temp\b/i;

function keptBy(command: SimpleCommand): readonly Kept[] {
  const values = command.words.slice(1).map(({ value }) => value ?? '');
  if (/^(?:cp|rsync|tar|zip|mv)$/.test(command.name ?? ''))
    return values.some((value) => BACKUP.test(value)) ? ['copy'] : [];
  if (command.name === 'gh') return values[0] === 'pr' && values[1] === 'merge' ? ['commits', 'backup'] : [];
  const git = gitCommand(command);
  const first = git?.words[0]?.value ?? '';
  switch (git?.name) {
    case 'stash':
      return ofStash(first, values);
    case 'commit':
      return values.includes('--dry-run') ? [] : ['changes'];
    case 'add':
      return values.some((value) => /^(?:-A|--all|\.|-.*A)$/.test(value)) ? ['untracked'] : [];
    case 'branch': {
      const { options, operands } = readOptions(git.words, { options: 'f|force t|track? q|quiet no-track' });
      const isMade =
        operands.length > 0 && options.every(({ name }) => /^(?:force|track|quiet|no-track)$/.test(name));
      return isMade ? ofName(operands.map(({ value }) => value ?? '')) : [];
    }
    case 'tag': {
      const given = readOptions(git.words, {
        options: 'a|annotate s|sign f|force m|message= F|file= d|delete l|list n?',
      });
      const isMade = given.operands.length > 0 && !hasOption(given, 'delete', 'list', 'n');
      return isMade ? ['commits', 'backup'] : [];
    }
    case 'checkout':
    case 'switch': {
      const given = readOptions(git.words, { options: 'b= B= c|create= C|force-create= q|quiet t|track?' });
      const made = given.options.flatMap(({ slot }) => slot?.value ?? []);
      return hasOption(given, 'b', 'create') ? ofName(made) : [];
    }
    case 'worktree':
      return first === 'add' ? ['commits'] : [];
    case 'update-ref':
      return hasOption(readOptions(git.words, { options: 'd m=' }), 'd') ? [] : ofName([first]);
    case 'bundle':
      return first === 'create' ? ['commits', 'backup'] : [];
    case 'push':
      return ['commits'];
    case 'merge':
      return ['commits'];
    case 'diff':
    case 'format-patch':
      return command.redirections.some(({ operator }) => operator.includes('>')) ||
        git.name === 'format-patch'
        ? ['changes']
        : [];
    case 'clone':
      return values.includes('--mirror') ? ['copy'] : [];
    default:
      return [];
  }
}

function ofStash(subcommand: string, values: readonly string[]): readonly Kept[] {
  if (/^(?:apply|pop|branch)$/.test(subcommand)) return ['stash'];
  if (/^(?:list|show|drop|clear)$/.test(subcommand)) return [];
  const hasUntracked = values.some((value) => /^(?:-u|-a|--include-untracked|--all)$/.test(value));
  return hasUntracked ? ['changes', 'untracked'] : ['changes'];
}

/** A branch keeps the commits it is made at; what others pushed, only one that is made for that. */
function ofName([name = '', start = '']: readonly string[]): readonly Kept[] {
  return BACKUP.test(name) || /^(?:origin|upstream)\//.test(start) ? ['commits', 'backup'] : ['commits'];
}
