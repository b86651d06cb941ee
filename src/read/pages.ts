import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { PageText } from '../policy/page/page.ts';

/** A policy page on the disk. */
export interface PageFile extends Omit<PageText, 'text'> {
  /** Where it is, absolute. */
  readonly file: string;
}

/** Where to look. */
export interface PagePlaces {
  /** The folder at hand. */
  readonly cwd: string;
  /** The top of the work tree; the folder at hand where there is none. */
  readonly root: string;
  /** The user's own folder; undefined where it is not known. */
  readonly home: string | undefined;
  /** Folders of agents that the person keeps elsewhere than under the own folder, by their usual names. */
  readonly moved?: Readonly<Record<string, string>>;
}

/** The variables by which agents find their folders, and the names without (agents' own documentation). */
const FOLDERS = {
  CLAUDE_CONFIG_DIR: '.claude',
  CODEX_HOME: '.codex',
  COPILOT_HOME: '.copilot',
} as const;

/** The folders of agents that are moved in an environment; a relative one could lead into a work tree. */
export function movedFolders(env: NodeJS.ProcessEnv): Record<string, string> {
  const moved = Object.entries(FOLDERS).map(([variable, name]) => [name, env[variable] ?? ''] as const);
  return Object.fromEntries(moved.filter(([, folder]) => isAbsolute(folder)));
}

/** Pages of a person, by the agents that read them (agents' own documentation), under the own folder. */
const OWN_PAGES = [
  '.agents/AGENTS.md',
  '.config/opencode/AGENTS.md',
  '.copilot/copilot-instructions.md',
  '.factory/AGENTS.md',
  '.gemini/GEMINI.md',
  '.codex/AGENTS.md',
  '.codex/AGENTS.override.md',
  '.claude/rules/**/*.md',
  '.claude/CLAUDE.md',
];

/** Pages of a repository, in each folder from its top down to the folder at hand; the later one wins. */
const PAGES = [
  '.github/copilot-instructions.md',
  '.github/instructions/**/*.instructions.md',
  '.cursorrules',
  '.cursor/rules/**/*.mdc',
  'GEMINI.md',
  'AGENTS.md',
  'AGENTS.override.md',
  '.claude/rules/**/*.md',
  'CLAUDE.md',
  '.claude/CLAUDE.md',
  'CLAUDE.local.md',
];

/** Larger files are no pages, in bytes. */
const SIZE_LIMIT = 4_000_000;
const MOST_IN_FOLDER = 200;
const DEEPEST_FOLDER = 5;

/**
 * The pages that agents read here, those that win last. A page that is another one under a second name, as
 * CLAUDE.md is often a link to AGENTS.md, comes once. Reads no page.
 */
export function findPages(places: PagePlaces): PageFile[] {
  const { cwd, root } = places;
  const own = OWN_PAGES.flatMap((page) => ownPage(page, places));
  const theirs = foldersBetween(root, cwd).flatMap((folder) => {
    const base = prefixOf(root, folder);
    return PAGES.flatMap((page) => expand(folder, page)).map((file) => ({ file, base, own: false }));
  });
  const seen = new Set<string>();
  return [...own.map((file) => ({ file, base: '', own: true })), ...theirs].flatMap((page) => {
    const real = realPage(page.file, places);
    if (real === null || seen.has(real)) return [];
    seen.add(real);
    return [{ ...page, path: pageName(page.file, places) }];
  });
}

function ownPage(page: string, { home, moved = {} }: PagePlaces): string[] {
  const slash = page.indexOf('/');
  const elsewhere = moved[page.slice(0, slash)];
  if (elsewhere !== undefined) return expand(elsewhere, page.slice(slash + 1));
  return home === undefined ? [] : expand(home, page);
}

/** The real place of a file that can be a page; null where it is none, or a link that leads elsewhere. */
export function realPage(file: string, places: PagePlaces): string | null {
  // Most are missing, and asking so is the cheapest.
  const stats = existsSync(file) ? statSync(file, { throwIfNoEntry: false }) : undefined;
  if (!stats?.isFile() || stats.size > SIZE_LIMIT) return null;
  const real = realpathSync.native(file);
  return real === file || isNear(real, realPlaces(places)) ? real : null;
}

/** Whether a file is in the repository or in one of the person's own folders. */
export function isNear(file: string, { root, home, moved = {} }: Omit<PagePlaces, 'cwd'>): boolean {
  return [root, home, ...Object.values(moved)].some(
    (folder) => folder !== undefined && isInside(file, folder),
  );
}

function realPlaces({ root, home, moved = {} }: PagePlaces): Omit<PagePlaces, 'cwd'> {
  const real = (folder: string) => (existsSync(folder) ? realpathSync.native(folder) : folder);
  const folders = Object.entries(moved).map(([name, folder]) => [name, real(folder)]);
  return { root: real(root), home: home && real(home), moved: Object.fromEntries(folders) };
}

/** As findings cite a page. */
export function pageName(file: string, { root, home }: PagePlaces): string {
  if (isInside(file, root)) return slashed(relative(root, file));
  return home !== undefined && isInside(file, home) ? `~/${slashed(relative(home, file))}` : file;
}

function isInside(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function foldersBetween(root: string, cwd: string): string[] {
  const folders = [resolve(cwd)];
  if (!isInside(cwd, root)) return [root];
  while (folders[0] !== resolve(root)) folders.unshift(dirname(folders[0] as string));
  return folders;
}

function prefixOf(root: string, folder: string): string {
  const path = slashed(relative(root, folder));
  return path === '' ? '' : `${path}/`;
}

/** The files that a name stands for: itself, or all under a folder that end alike. */
function expand(folder: string, page: string): string[] {
  const [under, ending] = page.split('/**/*');
  if (under === undefined || ending === undefined) return [join(folder, page)];
  return filesUnder(join(folder, under), ending, DEEPEST_FOLDER).slice(0, MOST_IN_FOLDER);
}

function filesUnder(folder: string, ending: string, depth: number): string[] {
  if (depth === 0 || !existsSync(folder)) return [];
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path, ending, depth - 1);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((a: Dirent, b: Dirent) => (a.name < b.name ? -1 : 1));
  } catch {
    // No folder, or one that is closed to this user.
    return [];
  }
}
