import { accessSync, constants, existsSync, lstatSync, readlinkSync, type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { runGit } from '../src/read/git.ts';
import { type ConfigEntry, configHome, readGitConfig } from '../src/read/git-config.ts';
import { findRepository, type Repository } from '../src/read/repository.ts';
import { Trouble } from '../src/trouble.ts';
import type { GitHookName } from './hook-file.ts';

export interface HookOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The absolute path of bylaw's file for node, with the folder `hooks` beside it. */
  readonly entry: string;
  /** The node that hooks fall back on; this one without. */
  readonly node?: string;
  /** Where to, in a repository; without, into husky where the repository uses it, else into git. */
  readonly target?: 'git' | 'husky';
  /** For every repository of this person instead of the one around `cwd`. */
  readonly global?: boolean;
}

/** What became of one hook. */
export interface HookChange {
  readonly hook: GitHookName;
  readonly file: string;
  readonly result: Result;
  /** Why it was refused or left; what to do about it. */
  readonly reason?: string;
}

/**
 * `chained`: installed, and the hook that was there goes first. `restored`: taken out, and that hook is back.
 * `refused` and `left`: not touched.
 */
export type Result =
  | 'created'
  | 'chained'
  | 'updated'
  | 'unchanged'
  | 'refused'
  | 'removed'
  | 'restored'
  | 'left';

export interface Changes {
  readonly target: 'git' | 'husky' | 'global';
  readonly folder: string;
  readonly hooks: readonly HookChange[];
  /** What else the person should know, a sentence each. */
  readonly notes: readonly string[];
}

/** A repository and the folder that git takes its hooks from. */
export interface HookFolder {
  readonly repository: Repository;
  readonly folder: string;
  /** The setting of core.hooksPath that decides; undefined for the default. */
  readonly setting: ConfigEntry | undefined;
}

/** @throws Trouble where there is no repository. */
export function repositoryAt(cwd: string, env: NodeJS.ProcessEnv): Repository {
  const repository = findRepository(cwd, env);
  if (repository) return repository;
  throw new Trouble(`No git repository in ${cwd}, go into one or run \`git init\` first`);
}

/** The folder that git runs hooks from (git-config, "core.hooksPath"). */
export function hookFolder(repository: Repository, env: NodeJS.ProcessEnv): HookFolder {
  const setting = readGitConfig(repository, env).latest('core.hookspath');
  const top = repository.workTree ?? repository.gitDir;
  if (setting === undefined) return { repository, setting, folder: ownFolder(repository) };
  return { repository, setting, folder: resolve(top, expand(setting.value || '/', top, env)) };
}

/** Where the hooks of a repository lie when core.hooksPath is not set. */
export function ownFolder({ commonDir }: Repository): string {
  return join(commonDir, 'hooks');
}

/** Where the hooks for a person's every repository lie. */
export function globalFolder(env: NodeJS.ProcessEnv): string {
  return join(configHome(env), 'bylaw', 'hooks');
}

/** A path from git's configuration with `~` and the like made out. */
export function expand(path: string, cwd: string, env: NodeJS.ProcessEnv): string {
  if (!/^(?:~|%\()/.test(path)) return path;
  const args = ['config', '--null', '--type=path', '--default', path, '--get', 'bylaw.none'];
  return runGit(args, { cwd, env }).replace(/\0$/, '');
}

/** The folder of husky's own hooks, when husky 9 runs them: it points core.hooksPath to `_` in there. */
export function runningHusky({ folder }: HookFolder): string | null {
  return basename(folder) === '_' && existsSync(join(folder, 'h')) ? dirname(folder) : null;
}

/**
 * The folder to install into, and who runs what lies there.
 * @throws Trouble where a hook would not run, or would run in other repositories too.
 */
export function installPlace({ cwd, env, target }: HookOptions): {
  target: 'git' | 'husky';
  folder: string;
  repository: Repository;
} {
  const found = hookFolder(repositoryAt(cwd, env), env);
  const { repository, folder, setting } = found;
  // Our own hooks for every repository run those of the repository.
  const free = setting === undefined || folder === globalFolder(env);
  const husky = runningHusky(found) ?? (free ? sleepingHusky(repository) : null);
  if (target !== 'git' && husky) return { target: 'husky', folder: husky, repository };
  if (target === 'husky') {
    throw new Trouble(
      'This repository does not use husky, run `npx husky init` first or `bylaw install git`',
    );
  }
  if (free) return { target: 'git', folder: ownFolder(repository), repository };
  if (runningHusky(found)) {
    throw new Trouble('Husky rewrites its hooks in this repository, run `bylaw install husky`');
  }
  if (existsSync(join(folder, '_', 'husky.sh'))) {
    throw new Trouble(`An old husky runs the hooks in ${folder}, update to husky 9 and run \`npx husky\``);
  }
  const where = setting.file || 'the environment';
  if (setting.value === '' || folder === '/dev/null') {
    throw new Trouble(`core.hooksPath in ${where} turns all hooks off, unset it first`);
  }
  if (setting.scope !== 'local' && setting.scope !== 'worktree') {
    const next = setting.file ? 'run `bylaw install --global`' : 'unset it first';
    throw new Trouble(`core.hooksPath in ${where} holds for other repositories too, ${next}`);
  }
  return { target: 'git', folder, repository };
}

/** Husky's folder in a clone where nobody ran husky yet. */
function sleepingHusky({ workTree }: Repository): string | null {
  const folder = workTree && join(workTree, '.husky');
  return folder && stat(folder)?.isDirectory() ? folder : null;
}

/**
 * Refuses a folder that is reached over a symbolic link, is none, or takes no files.
 * @param base a folder above it whose own path is taken as it is.
 */
export function checkFolder(folder: string, base: string): void {
  const link = [folder, ...above(folder, base)].reverse().find((path) => stat(path)?.isSymbolicLink());
  if (link) {
    const target = readlinkSync(link);
    throw new Trouble(`${link} is a symbolic link to ${target}, replace it by a folder of its own`);
  }
  const found = stat(folder);
  if (!found) return;
  if (!found.isDirectory()) throw new Trouble(`${folder} is no folder, move it away to make room for hooks`);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

/** The folders between the two, without `base`; none when `folder` does not lie in there. */
function above(folder: string, base: string): string[] {
  const path = relative(base, folder);
  if (path.startsWith('..') || isAbsolute(path)) return [];
  const names = path.split(sep).slice(0, -1);
  return names.map((_, i) => join(base, ...names.slice(0, names.length - i)));
}

export function cannotWrite(path: string, error: unknown): Trouble {
  const { code } = error as NodeJS.ErrnoException;
  return new Trouble(`Cannot write to ${path} (${code}), make it writable`);
}

/** What stands at a path, links not followed. */
export function stat(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
