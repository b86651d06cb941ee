import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diff } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import { type GitOptions, runGit } from './git.ts';
import { remedy } from './history.ts';
import type { Repository } from './repository.ts';

// Plumbing, since it obeys few settings of the user. Fixed here are a low limit for renames, which would make
// old lines new, and submodules that .gitmodules has ignored.
const PATCH = ['--patch', '--find-renames', '-l1000', '--ignore-submodules=none'];

/** GIT_DIFF_OPTS would change the number of lines around. Git is not to refresh the index by the way. */
function quiet(options: GitOptions): GitOptions {
  return { ...options, env: { ...options.env, GIT_DIFF_OPTS: undefined, GIT_OPTIONAL_LOCKS: '0' } };
}

/**
 * The staged change: what a commit would hold if it were made now, against HEAD, and against the other
 * heads while a merge is made. Neither the index nor the work tree is touched.
 *
 * @throws Trouble where there is no work tree, or git cannot tell.
 */
export function stagedChange(repository: Repository | null, options: GitOptions): Diff {
  if (!repository?.workTree) throw new Trouble('No work tree here, run it where changes are staged');
  const text = againstHead(options);
  const others = mergedHeads(repository).map((head) => staged(head, options));
  return { kind: 'diff', text, ...(others.length > 0 ? { others } : {}) };
}

function againstHead(options: GitOptions): string {
  try {
    return staged('HEAD', options);
  } catch (error) {
    if (!isUnborn(options)) throw error;
    // The name of the empty tree goes by the hash that the repository uses.
    return staged(runGit(['hash-object', '-t', 'tree', '--stdin'], options).trim(), options);
  }
}

/** Before the first commit of a branch, HEAD leads nowhere. */
function isUnborn(options: GitOptions): boolean {
  try {
    runGit(['rev-parse', '--quiet', '--verify', 'HEAD'], options);
    return false;
  } catch {
    return true;
  }
}

function staged(tree: string, options: GitOptions): string {
  const args = ['diff-index', '--cached', '--ita-invisible-in-index', ...PATCH, tree, '--'];
  return runGit(args, quiet(options));
}

/** What `git merge` is about to join to HEAD, from the file it keeps that in (gitrevisions, MERGE_HEAD). */
function mergedHeads({ gitDir }: Repository): string[] {
  const file = join(gitDir, 'MERGE_HEAD');
  return existsSync(file) ? (readFileSync(file, 'utf8').match(/^[0-9a-f]{40,}$/gm) ?? []) : [];
}

/**
 * The change of a range as a pull request shows it: from where the two sides parted to the second one,
 * with two dots and with three.
 *
 * @throws Trouble when git knows no such range, or the sides have nothing in common.
 */
export function rangeChange(range: string, options: GitOptions): Diff {
  const [, from, to = ''] = /^([^-.^].*?)\.{2,3}([^.].*)?$/s.exec(range) ?? [];
  if (from === undefined) throw new Trouble(`\`${range}\` is no range, write one like \`main..HEAD\``);
  try {
    // The second side, the first one, and the commits that they have in common, each behind a `^`.
    const revisions = runGit(['rev-parse', `${from}...${to || 'HEAD'}`, '--'], options);
    const [, end = '', base] = /^(\w+)\n\w+\n\^(\w+)\n/.exec(revisions) ?? [];
    if (!base) throw new Trouble('the two sides have no commit in common');
    return { kind: 'diff', text: runGit(['diff-tree', '-r', ...PATCH, base, end, '--'], quiet(options)) };
  } catch (error) {
    if (!Trouble.is(error)) throw error;
    const { cwd, env } = options;
    throw new Trouble(`Cannot read the change of \`${range}\` (${error.message}), ${remedy(cwd, env)}`);
  }
}
