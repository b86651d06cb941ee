import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
  const isHere = entriesOf(folder);
  const unread = UNREAD.find(isHere);
  if (unread) throw new Trouble(`Unread ${unread} in ${folder}, bylaw reads ${NAMES.join(', ')}: rename it`);
  const names = NAMES.filter(isHere);
  const dangling = names.find((name) => !existsSync(join(folder, name)));
  if (dangling) throw new Trouble(`The link ${dangling} in ${folder} leads nowhere, mend it or remove it`);
  const manifest = join(folder, 'package.json');
  return [
    ...names.map((name) => ({ file: join(folder, name) })),
    ...(isHere('package.json') && existsSync(manifest) && hasKey(readText(manifest))
      ? [foundAt(manifest)]
      : []),
  ];
}

/** Whether a folder has an entry: told by one listing, since a hook asks for dozens. */
function entriesOf(folder: string): (name: string) => boolean {
  try {
    const names = new Set(readdirSync(folder));
    return (name) => names.has(name);
  } catch {
    // A folder that cannot be listed may have files that can be read all the same.
    return (name) => existsSync(join(folder, name));
  }
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

function hasKey(manifest: string): boolean {
  if (!manifest.includes('"bylaw"')) return false;
  try {
    return JSON.parse(manifest).bylaw !== undefined;
  } catch {
    // Compiling it will say what is wrong with it.
    return /"bylaw"\s*:/.test(manifest);
  }
}
