import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Trouble } from '../trouble.ts';

/** A configuration file. `key` is the key inside it that holds the configuration. */
export interface Found {
  readonly file: string;
  readonly key?: string;
}

const NAMES = ['json', 'ts', 'mts', 'js', 'mjs'].map((extension) => `bylaw.config.${extension}`);

/** What people call the configurations of other tools. */
const UNREAD = [
  ...['cjs', 'cts', 'jsonc', 'json5', 'yaml', 'yml', 'toml'].map((extension) => `bylaw.config.${extension}`),
  '.bylawrc',
  ...['json', 'jsonc', 'yaml', 'yml', 'toml', 'js', 'cjs', 'mjs', 'ts'].map(
    (extension) => `.bylawrc.${extension}`,
  ),
];

/**
 * The configurations of one folder: there should be one at most.
 * @throws Trouble where there is a file that looks like one and would not be read
 */
export function configurationsIn(folder: string): Found[] {
  refuseUnread(folder);
  const files = NAMES.map((name) => join(folder, name)).filter((file) => existsSync(file));
  const manifest = join(folder, 'package.json');
  return [
    ...files.map((file) => ({ file })),
    ...(existsSync(manifest) && hasKey(readText(manifest)) ? [foundAt(manifest)] : []),
  ];
}

/**
 * The nearest configuration, from a folder up to the root.
 * @throws Trouble where a folder has more than one, or one that would not be read
 */
export function findConfiguration(from: string, root: string): Found | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const [found, ...others] = configurationsIn(folder);
    if (others.length > 0) {
      const names = [found, ...others].map((one) => basename(one?.file ?? '')).join(' and ');
      throw new Trouble(`More than one configuration in ${folder}, keep one of ${names}`);
    }
    if (found || folder === resolve(root) || folder === dirname(folder)) return found;
  }
}

/** A file that was named. */
export function foundAt(file: string): Found {
  return basename(file) === 'package.json' ? { file, key: 'bylaw' } : { file };
}

/** As messages name a file: from the root, with slashes; whole where it is elsewhere. */
export function nameOf(file: string, root: string): string {
  const name = relative(root, file);
  return isAbsolute(name) || name.startsWith('..') ? file : name.split(sep).join('/');
}

/**
 * The text of a configuration file.
 * @throws Trouble where there is none, or it cannot be read
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new Trouble(`No configuration in ${file}, name a file that exists`);
    }
    throw new Trouble(`Cannot read ${file} (${code}), make it a readable file`);
  }
}

function refuseUnread(folder: string): void {
  const unread = UNREAD.find((name) => existsSync(join(folder, name)));
  if (unread) throw new Trouble(`Unread ${unread} in ${folder}, bylaw reads ${NAMES.join(', ')}: rename it`);
  const dangling = NAMES.find((name) => {
    const file = join(folder, name);
    return !existsSync(file) && lstatSync(file, { throwIfNoEntry: false });
  });
  if (dangling) throw new Trouble(`The link ${dangling} in ${folder} leads nowhere, mend it or remove it`);
}

function hasKey(manifest: string): boolean {
  if (!manifest.includes('"bylaw"')) return false;
  try {
    return JSON.parse(manifest).bylaw !== undefined;
  } catch {
    // Compiling it will say what is wrong with it.
    return /"bylaw"\s*:/.test(manifest);
  }
}
