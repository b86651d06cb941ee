import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Context } from '../rule.ts';
import { runGit } from './git.ts';

/** What the context says of a work tree. */
export type Tree = Required<Pick<Context, 'top' | 'files' | 'lineCount'>>;

/**
 * Answers about the files of a work tree, each when it is first asked: nothing is read before. No link is
 * followed out of the tree, and nothing but plain files is opened.
 * @param top the absolute path of the top of the work tree
 */
export function createTree(top: string, env: NodeJS.ProcessEnv): Tree {
  const counts = new Map<string, number | null>();
  let files: readonly string[] | undefined;
  return {
    top: top.split(sep).join('/'),
    files() {
      files ??= listFiles(top, env);
      return files;
    },
    lineCount(path) {
      let count = counts.get(path);
      if (count === undefined) {
        count = countLines(top, path);
        counts.set(path, count);
      }
      return count;
    },
  };
}

/**
 * What git tracks, and what it would add; none where git cannot say. Another repository inside is one
 * entry: git writes it with a slash at the end while it is no submodule.
 */
function listFiles(top: string, env: NodeJS.ProcessEnv): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  try {
    const files = runGit(args, { cwd: top, env }).split('\0').slice(0, -1);
    return files.map((file) => (file.endsWith('/') ? file.slice(0, -1) : file));
  } catch {
    return [];
  }
}

/** No file with lines that people point to is bigger, in bytes. */
const SIZE_LIMIT = 64 * 1024 * 1024;
const MISSING: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'];

function countLines(top: string, path: string): number | null {
  try {
    const file = realpathSync(join(top, path));
    if (!`${file}${sep}`.startsWith(`${realpathSync(top)}${sep}`)) return Number.POSITIVE_INFINITY;
    const status = statSync(file);
    // To open a pipe would wait for somebody to write into it.
    if (!status.isFile()) return null;
    return status.size > SIZE_LIMIT ? Number.POSITIVE_INFINITY : newlines(file);
  } catch (error) {
    return MISSING.includes((error as NodeJS.ErrnoException).code) ? null : Number.POSITIVE_INFINITY;
  }
}

const NEWLINE = 10;

/** The ends of line in a file, and one more where the last line has none. */
function newlines(file: string): number {
  const part = new Uint8Array(65_536);
  const fd = openSync(file, 'r');
  try {
    let count = 0;
    let last = NEWLINE;
    for (let length = readSync(fd, part); length > 0; length = readSync(fd, part)) {
      const read = part.subarray(0, length);
      for (let at = read.indexOf(NEWLINE); at !== -1; at = read.indexOf(NEWLINE, at + 1)) count++;
      last = read[length - 1] as number;
    }
    return last === NEWLINE ? count : count + 1;
  } finally {
    closeSync(fd);
  }
}
