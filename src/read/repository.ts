import { existsSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { runGit } from './git.ts';
import { parseBoolean, parseSettings } from './git-config-file.ts';

/** Where git keeps a repository. All paths are absolute. */
export interface Repository {
  /** What belongs to this worktree alone: HEAD, the index. */
  readonly gitDir: string;
  /** What all worktrees share: objects, branches, config, hooks. The same as `gitDir` in the main one. */
  readonly commonDir: string;
  /** The top of the files, null in a bare repository. */
  readonly workTree: string | null;
}

/**
 * Finds the repository that git would use in a folder, by reading git's own files
 * (gitrepository-layout, and the discovery that git(1) describes under GIT_DIR).
 * @returns null where git would find none.
 */
export function findRepository(cwd: string, env: NodeJS.ProcessEnv): Repository | null {
  const found = env.GIT_DIR ? { gitDir: gitDirAt(resolve(cwd, env.GIT_DIR)), top: cwd } : discover(cwd, env);
  if (!found?.gitDir) return null;
  const { gitDir } = found;
  if (!isRepository(gitDir, cwd, env)) return null;
  const commonDir = commonDirOf(gitDir, cwd, env);
  return { gitDir, commonDir, workTree: workTreeOf(gitDir, commonDir, found.top, cwd, env) };
}

/**
 * The branch that HEAD names, or that a rebase under way is about to move.
 * @returns null when HEAD is detached.
 */
export function currentBranch({ gitDir }: Repository): string | null {
  const [, head] = /^ref: (.*)/.exec(readText(join(gitDir, 'HEAD')) ?? '') ?? [];
  const names = [
    head === REFTABLE_HEAD ? symbolicHead(gitDir) : head,
    // Old repositories keep HEAD as a symbolic link.
    readLink(join(gitDir, 'HEAD')),
    readText(join(gitDir, 'rebase-merge', 'head-name')),
    readText(join(gitDir, 'rebase-apply', 'head-name')),
  ];
  for (const name of names) {
    const branch = /^refs\/heads\/(.+)/.exec(name ?? '')?.[1]?.trimEnd();
    if (branch) return branch;
  }
  return null;
}

/** What stands in HEAD where git keeps refs in tables (gitformat-reftable): only git can read those. */
const REFTABLE_HEAD = 'refs/heads/.invalid';

function symbolicHead(gitDir: string): string | undefined {
  try {
    const args = ['--git-dir', gitDir, 'symbolic-ref', '--quiet', 'HEAD'];
    return runGit(args, { cwd: gitDir, env: process.env, elsewhere: true });
  } catch {
    return undefined;
  }
}

interface Discovered {
  readonly gitDir: string | null;
  /** The folder that holds `.git`, null when the folder is the git directory itself. */
  readonly top: string | null;
}

function discover(cwd: string, env: NodeJS.ProcessEnv): Discovered | null {
  const ceilings = (env.GIT_CEILING_DIRECTORIES ?? '').split(delimiter).filter(Boolean).flatMap(bothNames);
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const dotGit = join(folder, '.git');
    if (isRepository(dotGit, cwd, env)) return { gitDir: dotGit, top: folder };
    if (isFile(dotGit)) return { gitDir: gitDirAt(dotGit), top: folder };
    if (isRepository(folder, cwd, env)) return { gitDir: folder, top: null };
    const parent = dirname(folder);
    if (parent === folder || ceilings.includes(parent)) return null;
  }
}

/** Follows the `gitdir:` file of a worktree or a submodule. */
function gitDirAt(path: string): string | null {
  if (!isFile(path)) return path;
  const target = /^gitdir: (.+)/.exec(readText(path) ?? '')?.[1]?.trimEnd();
  return target ? resolve(dirname(path), target) : null;
}

function commonDirOf(gitDir: string, cwd: string, env: NodeJS.ProcessEnv): string {
  if (env.GIT_COMMON_DIR) return resolve(cwd, env.GIT_COMMON_DIR);
  return resolve(gitDir, readText(join(gitDir, 'commondir'))?.trimEnd() ?? '.');
}

function isRepository(gitDir: string, cwd: string, env: NodeJS.ProcessEnv): boolean {
  if (!existsSync(join(gitDir, 'HEAD'))) return false;
  const commonDir = commonDirOf(gitDir, cwd, env);
  const objects = env.GIT_OBJECT_DIRECTORY ?? join(commonDir, 'objects');
  return existsSync(objects) && existsSync(join(commonDir, 'refs'));
}

function workTreeOf(
  gitDir: string,
  commonDir: string,
  top: string | null,
  cwd: string,
  env: NodeJS.ProcessEnv,
): string | null {
  if (env.GIT_WORK_TREE) return resolve(cwd, env.GIT_WORK_TREE);
  const shared = settingsOf(join(commonDir, 'config'));
  const own = parseBoolean(shared.get('extensions.worktreeconfig')) ? join(gitDir, 'config.worktree') : null;
  // The shared file speaks of the main worktree, so in a linked one only its own file counts.
  const settings = new Map([...(gitDir === commonDir ? shared : []), ...(own ? settingsOf(own) : [])]);
  if (parseBoolean(settings.get('core.bare'))) return null;
  const configured = settings.get('core.worktree');
  if (configured) return resolve(gitDir, configured);
  return env.GIT_DIR && parseBoolean(env.GIT_IMPLICIT_WORK_TREE) === false ? null : top;
}

/** Where git looks for a repository it follows no includes. */
function settingsOf(file: string): ReadonlyMap<string, string | null> {
  const text = readText(file) ?? '';
  // What `git init` writes says nothing of interest, and to parse it costs a hook a millisecond.
  if (!/bare(?! = false\n)|worktree/i.test(text)) return new Map();
  return new Map((parseSettings(text) ?? []).map(({ key, value }) => [key, value]));
}

function bothNames(folder: string): string[] {
  try {
    return [resolve(folder), realpathSync(folder)];
  } catch {
    return [resolve(folder)];
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function readText(path: string): string | undefined {
  // Most of these files are usually missing, and an exception costs more than the question.
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
