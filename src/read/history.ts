import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Commit } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import { complaint, type GitOptions, notStarted, runGit, spawnGit } from './git.ts';
import { currentBranch, findRepository, type Repository } from './repository.ts';
import { createSplitter } from './split.ts';

export interface RecordedCommit {
  readonly sha: string;
  readonly commit: Commit;
}

/**
 * The commits of a range such as `main..HEAD`, the newest first, read from one running `git log`
 * no faster than they are taken.
 *
 * @param range one revision or range, in any form of gitrevisions that does not begin with a dash.
 * @throws Trouble when git knows no such range.
 */
export async function* history(
  cwd: string,
  range: string,
  env: NodeJS.ProcessEnv,
): AsyncGenerator<RecordedCommit> {
  if (/^(?:|-.*|\.{2,3}.*|\^.*)$/s.test(range)) {
    throw new Trouble(`\`${range}\` is no range of commits, write one like \`main..HEAD\``);
  }
  try {
    yield* log(['--end-of-options', range, '--'], { cwd, env });
  } catch (error) {
    if (!(error instanceof GitLogFailure)) throw error;
    throw new Trouble(`Cannot read the commits of \`${range}\` (${error.message}), ${remedy(cwd, env)}`);
  }
}

/**
 * The branch that a range ends at: the one that is checked out, or one of the repository by its name.
 * @returns null where it ends elsewhere.
 */
export function branchOfRange(repository: Repository, range: string, options: GitOptions): string | null {
  const end = range.split(/\.{2,3}/).at(-1) ?? '';
  if (end === '' || end === 'HEAD' || end === '@') return currentBranch(repository);
  if (end.startsWith('-')) return null;
  try {
    const name = runGit(['rev-parse', '--symbolic-full-name', end], options).trimEnd();
    return /^refs\/heads\/(.+)$/.exec(name)?.[1] ?? null;
  } catch {
    // What is wrong with the range is said where it is read.
    return null;
  }
}

/** `git log` ended with anything but 0. The message is what git said. */
class GitLogFailure extends Error {}

/** What to do where git does not know a range. */
export function remedy(cwd: string, env: NodeJS.ProcessEnv): string {
  const repository = findRepository(cwd, env);
  if (!repository) return 'run it inside of a git repository';
  return existsSync(join(repository.commonDir, 'shallow'))
    ? 'this clone is shallow: run `git fetch --unshallow`, or in CI check out with `fetch-depth: 0`'
    : 'check its spelling, or fetch it first';
}

const FIELDS = ['%H', '%P', '%an', '%ae', '%cn', '%ce', '%B'];

// What the user's configuration could add to the output, or spend time on, is off.
const LOG = [
  'log',
  '-z',
  '--encoding=UTF-8',
  '--no-show-signature',
  '--no-mailmap',
  '--no-color',
  `--format=tformat:${FIELDS.join('%x00')}`,
];

/**
 * @param revisions the further arguments of `git log`: options, and the revisions behind `--end-of-options`.
 * @throws GitLogFailure
 */
export async function* log(
  revisions: readonly string[],
  options: GitOptions,
): AsyncGenerator<RecordedCommit> {
  // Git would flush after every commit into a pipe (git(1), GIT_FLUSH), which costs both sides a fifth.
  const env = { ...options.env, GIT_FLUSH: '0' };
  const child = spawnGit([...LOG, ...revisions], { ...options, env });
  let stderr = '';
  let failure: Error | undefined;
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.on('error', (error) => {
    failure = notStarted(error, options.cwd);
  });
  const closed = new Promise<number>((resolve) => child.on('close', resolve));
  try {
    const split = createSplitter('\0');
    let fields: string[] = [];
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      fields = fields.concat(split(chunk));
      const whole = fields.length - (fields.length % FIELDS.length);
      for (let i = 0; i < whole; i += FIELDS.length) yield recorded(fields.slice(i, i + FIELDS.length));
      fields = fields.slice(whole);
    }
    const code = await closed;
    if (failure) throw failure;
    if (code !== 0) throw new GitLogFailure(complaint(stderr));
  } finally {
    // Only does something when the reader stopped early.
    child.kill();
  }
}

function recorded(fields: readonly string[]): RecordedCommit {
  const [sha = '', parents = '', name = '', email = '', committer = '', address = '', message = ''] = fields;
  return {
    sha,
    commit: {
      kind: 'commit',
      message,
      author: { name, email },
      committer: { name: committer, email: address },
      parents: parents === '' ? [] : parents.split(' '),
    },
  };
}
