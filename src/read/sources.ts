import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Sources } from '../parse/shell/sources.ts';
import { runGit } from './git.ts';
import { readGitConfig } from './git-config.ts';
import type { Repository } from './repository.ts';

/** No message is longer, in bytes. */
const SIZE_LIMIT = 1024 * 1024;

/**
 * What a command line refers to, from disk and git, each looked up when it is asked for.
 * @param cwd the folder that the line would run in
 */
export function sourcesAt(cwd: string, repository: Repository | null, env: NodeJS.ProcessEnv): Sources {
  return Object.assign(settingsAt(repository, env), {
    text: (path: string, folder: string) => readText(resolve(cwd, withHome(folder), withHome(path))),
    message: (revision: string, folder: string) =>
      messageOf(revision, { cwd: resolve(cwd, withHome(folder)), env }),
  });
}

/** For a line that ran at some other time: files and commits are no longer as they were then. */
function settingsAt(repository: Repository | null, env: NodeJS.ProcessEnv): Sources {
  const config = readGitConfig(repository, env);
  const person = (key: 'name' | 'email') => config.get(`committer.${key}`) ?? config.get(`user.${key}`);
  return {
    // Others cannot be the name of a setting.
    alias: (name) => (/^[\w-]+$/.test(name) ? (config.get(`alias.${name.toLowerCase()}`) ?? null) : null),
    variable: (name) => env[name],
    get cleanup() {
      return config.get('commit.cleanup');
    },
    get commentString() {
      return config.latest('core.commentchar', 'core.commentstring')?.value ?? undefined;
    },
    get committer() {
      return { name: person('name'), email: person('email') };
    },
  };
}

function withHome(path: string): string {
  return /^~(?=\/|$)/.test(path) ? join(homedir(), path.slice(1)) : path;
}

function readText(file: string): string | null {
  let fd: number | undefined;
  try {
    // Without O_NONBLOCK, a pipe would wait for somebody to write into it.
    fd = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(fd);
    return status.isFile() && status.size <= SIZE_LIMIT ? readFileSync(fd, 'utf8') : null;
  } catch {
    return null;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** As it is stored, which asks no program that a configuration could name. */
function messageOf(revision: string, { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }): string | null {
  if (revision.startsWith('-')) return null;
  try {
    const object = runGit(['cat-file', 'commit', revision], { cwd, env });
    const end = object.indexOf('\n\n');
    return end < 0 ? null : object.slice(end + 2);
  } catch {
    return null;
  }
}
