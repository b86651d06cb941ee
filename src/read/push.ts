import { type GitOptions, runGit } from './git.ts';
import { log, type RecordedCommit } from './history.ts';

/** One line that git hands to a pre-push hook (githooks, "pre-push"). */
export interface PushedRef {
  readonly localRef: string;
  readonly localSha: string;
  readonly remoteRef: string;
  readonly remoteSha: string;
  /** The branch as the remote will call it; null for a tag and everything else that is no branch. */
  readonly branch: string | null;
  /** The remote does not have the ref yet. */
  readonly isNew: boolean;
}

const NO_OBJECT = /^0+$/;

/** Reads a pre-push hook's standard input. Deletions are left out: nothing goes. */
export function parsePush(stdin: string): PushedRef[] {
  const refs: PushedRef[] = [];
  for (const line of stdin.split('\n')) {
    // The local name may be any revision, blanks and all: `HEAD@{1 day ago}`.
    const match = /^(.*) ([0-9a-f]+) (\S+) ([0-9a-f]+)$/.exec(line);
    if (!match) continue;
    const [, localRef = '', localSha = '', remoteRef = '', remoteSha = ''] = match;
    if (NO_OBJECT.test(localSha)) continue;
    const isNew = NO_OBJECT.test(remoteSha);
    refs.push({ localRef, localSha, remoteRef, remoteSha, branch: branchOf(remoteRef), isNew });
  }
  return refs;
}

/**
 * What pre-commit says of a push, in the environment: it reads standard input itself, and starts its hooks
 * for the first ref only (pre-commit.com, "pre-push"). Where it names no first commit, the whole branch goes.
 * @returns null where it says nothing
 */
export function pushByFramework(env: NodeJS.ProcessEnv): { remote: string; refs: PushedRef[] } | null {
  const remote = env.PRE_COMMIT_REMOTE_NAME ?? '';
  const localRef = env.PRE_COMMIT_LOCAL_BRANCH ?? '';
  const localSha = env.PRE_COMMIT_TO_REF || localRef;
  const remoteSha = env.PRE_COMMIT_FROM_REF ?? '';
  const remoteRef = env.PRE_COMMIT_REMOTE_BRANCH ?? '';
  if (localSha === '' || localSha.startsWith('-')) return null;
  const branch = branchOf(remoteRef);
  return { remote, refs: [{ localRef, localSha, remoteRef, remoteSha, branch, isNew: remoteSha === '' }] };
}

function branchOf(ref: string): string | null {
  return /^refs\/heads\/(.+)/.exec(ref)?.[1] ?? null;
}

/**
 * The commits that a push is about to send: those that are neither in the refs it replaces nor in any
 * remote-tracking branch of the remote. A remote that has none, because it is new or only a URL, is taken
 * to know what all the other remotes know.
 *
 * @param remote the hook's first argument: the name of the remote, or its URL when it has no name.
 */
export async function* pushedCommits(
  refs: readonly PushedRef[],
  remote: string,
  options: GitOptions,
): AsyncGenerator<RecordedCommit> {
  // Git writes the messages of commits that hold notes.
  const sent = refs.filter(({ remoteRef }) => !remoteRef.startsWith('refs/notes/'));
  if (sent.length === 0) return;
  const known = runGit(['for-each-ref', '--count=1', `refs/remotes/${remote}/`], options) !== '';
  // Only standard input has room for a push of many thousand refs.
  const lines = sent.flatMap(({ localSha, remoteSha, isNew }) =>
    isNew ? [localSha] : [localSha, `^${remoteSha}`],
  );
  // What somebody else pushed since the last fetch is not here: it must not count as an error.
  const args = ['--ignore-missing', '--stdin', '--not', known ? `--remotes=${remote}` : '--remotes'];
  yield* log(args, { ...options, input: `${lines.join('\n')}\n` });
}
