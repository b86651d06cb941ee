import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Trouble } from '../trouble.ts';
import { type GitOptions, runGit } from './git.ts';
import { remedy } from './history.ts';
import type { Repository } from './repository.ts';

/** What a policy can be made of: pages, data, code. */
const MADE_OF = /(?:\.(?:md|mdc|markdown|txt|json|[cm]?[jt]s)|^\.cursorrules|\/\.cursorrules)$/i;

/**
 * Hands over a folder with the files of a commit that a policy can be made of, and the packages of the work
 * tree beside them. The folder is gone afterwards, and nothing in the repository is touched.
 * @throws Trouble where git knows no such commit, or there is no repository
 */
export function withCheckout<T>(
  revision: string,
  repository: Repository | null,
  options: GitOptions,
  use: (folder: string) => T,
): T {
  if (!repository?.workTree) throw new Trouble('No work tree here, run it where pages are kept');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bylaw-policy-')));
  try {
    const top = join(folder, 'top');
    checkOut(revision, top, { ...options, cwd: repository.workTree }, join(folder, 'index'));
    const packages = join(repository.workTree, 'node_modules');
    if (existsSync(packages) && !existsSync(join(top, 'node_modules'))) {
      symlinkSync(packages, join(top, 'node_modules'), 'junction');
    }
    return use(top);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkOut(revision: string, top: string, { cwd, env }: GitOptions, index: string): void {
  const options = { cwd, env: { ...env, GIT_INDEX_FILE: index } };
  try {
    const tree = runGit(['rev-parse', '--verify', '--end-of-options', `${revision}^{tree}`], options);
    runGit(['read-tree', tree.trim()], options);
  } catch (error) {
    if (!Trouble.is(error)) throw error;
    throw new Trouble(`Cannot read the policy of \`${revision}\` (${error.message}), ${remedy(cwd, env)}`);
  }
  const files = runGit(['ls-files', '-z'], options).split('\0');
  const input = files
    .filter((file) => MADE_OF.test(file))
    .map((file) => `${file}\0`)
    .join('');
  // Ends with a slash, for it is a prefix of names.
  runGit(['checkout-index', '-z', '--stdin', `--prefix=${top}/`], { ...options, input });
}
