import { linkSync, mkdirSync, readFileSync, readlinkSync, renameSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { configHome } from '../src/read/git-config.ts';
import type { Repository } from '../src/read/repository.ts';
import { replaceFile } from '../src/write.ts';
import { earlierHooksPath, pointGit, userFile } from './global.ts';
import {
  EARLIER,
  GIT_HOOKS,
  type GitHookName,
  HOOKS,
  type HookSettings,
  readHook,
  renderHook,
} from './hook-file.ts';
import { huskyLines, huskyPlace } from './husky.ts';
import { insert } from './lines.ts';
import {
  type Changes,
  cannotWrite,
  checkFolder,
  globalFolder,
  type HookChange,
  type HookOptions,
  hookFolder,
  installPlace,
  runningHusky,
  stat,
} from './places.ts';

const EXECUTABLE = 0o755;

/**
 * Installs the hooks. Doing it twice changes nothing; a hook that was there goes first and keeps its say.
 * @throws Trouble where no hook can be installed: no repository, a folder behind a link, no right to write.
 */
export function install(options: HookOptions): Changes {
  if (options.global) return installGlobal(options);
  const { target, folder, repository } = installPlace(options);
  return target === 'husky'
    ? installHusky(folder, repository, options)
    : installGit(folder, repository, options);
}

function installGit(folder: string, repository: Repository, options: HookOptions): Changes {
  const { commonDir, workTree } = repository;
  const inside = workTree !== null && !isWithin(folder, commonDir) && isWithin(folder, workTree);
  checkFolder(folder, inside ? workTree : commonDir);
  const settings = { ...hookSettings(options), made: makeFolder(folder) };
  const hooks = HOOKS.map((hook) => installHook(folder, hook, settings));
  // They name files of this machine.
  const note = `${folder} is part of the work tree, keep these hooks out of commits`;
  return { target: 'git', folder, hooks, notes: [...(inside ? [note] : []), ...fromCache(options)] };
}

function installHusky(folder: string, repository: Repository, { cwd, env }: HookOptions): Changes {
  const { workTree, commonDir } = repository;
  checkFolder(folder, workTree ?? commonDir);
  const hooks = HOOKS.map((hook): HookChange => {
    const file = join(folder, hook);
    const reason = obstacle(file);
    if (reason) return { hook, file, result: 'refused', reason };
    return { hook, file, result: insert(file, huskyLines(hook), huskyPlace) };
  });
  const notes: string[] = [];
  if (!runningHusky(hookFolder(repository, env)))
    notes.push('Husky is not at work here yet, run `npx husky`');
  if (!stat(join(workTree ?? cwd, 'node_modules', '.bin', 'bylaw'))) {
    notes.push('Husky looks for bylaw in node_modules, run `npm install --save-dev bylaw`');
  }
  return { target: 'husky', folder, hooks, notes };
}

function installGlobal(options: HookOptions): Changes {
  const { env } = options;
  const folder = globalFolder(env);
  checkFolder(folder, configHome(env));
  const file = userFile(env);
  const before = earlierHooksPath(env);
  const settings = { ...hookSettings(options), made: makeFolder(folder), global: { before } };
  const all = GIT_HOOKS.map((hook) => installHook(folder, hook, settings));
  const isOwn = ({ hook }: HookChange) => (HOOKS as readonly string[]).includes(hook);
  const hooks = all.filter((change) => isOwn(change) || change.result === 'refused');
  // Only now that all hooks stand, since from here on git runs none but these.
  pointGit(file, env);
  const notes = [
    before
      ? `The hooks in ${before} go first, as core.hooksPath said before`
      : "Each repository's own hooks go first",
    'A repository that sets core.hooksPath itself, as husky does, has to install bylaw for itself',
    ...fromCache(options),
  ];
  return { target: 'global', folder, hooks, notes };
}

/** npx keeps what it runs where npm may clear it at any time, and hooks would point to nothing. */
function fromCache({ entry }: HookOptions): string[] {
  if (!/[\\/]_npx[\\/]/.test(entry)) return [];
  return ['This bylaw lies in a cache of npx, run `npm install --global bylaw` and install again'];
}

function hookSettings({ entry, node }: HookOptions): Omit<HookSettings, 'made'> {
  // The sh of git for Windows takes slashes.
  const slashes = (path: string) => (sep === '\\' ? path.replaceAll(sep, '/') : path);
  return { entry: slashes(entry), node: slashes(node ?? process.execPath) };
}

function installHook(folder: string, hook: GitHookName, settings: HookSettings): HookChange {
  const file = join(folder, hook);
  const reason = obstacle(file);
  if (reason) return { hook, file, result: 'refused', reason };
  const found = stat(file);
  const text = found ? readFileSync(file, 'utf8') : '';
  const ours = readHook(text);
  const wanted = renderHook(hook, { ...settings, made: ours?.made ?? settings.made });
  if (ours) {
    if (text === wanted && isExecutable(found?.mode)) return { hook, file, result: 'unchanged' };
    if (!ours.intact) return { hook, file, result: 'refused', reason: EDITED };
    replaceFile(file, wanted, EXECUTABLE);
    return { hook, file, result: 'updated' };
  }
  if (found && !settings.global) {
    const trouble = setAside(file, text);
    if (trouble) return { hook, file, result: 'refused', reason: trouble };
  } else if (found) {
    return { hook, file, result: 'refused', reason: `${file} is not bylaw's, move it away` };
  }
  replaceFile(file, wanted, EXECUTABLE);
  return { hook, file, result: stat(file + EARLIER) ? 'chained' : 'created' };
}

const EDITED = 'It was changed after bylaw wrote it, move your lines elsewhere and delete it';

/** Why a file cannot be replaced, if so. */
function obstacle(file: string): string | undefined {
  const found = stat(file);
  if (!found || found.isFile()) return undefined;
  if (!found.isSymbolicLink()) return 'It is no file, move it away';
  return `It is a symbolic link to ${readlinkSync(file)}, replace it by a file of its own`;
}

/** Gives somebody else's hook its second name. Returns why not, where that would break it. */
function setAside(file: string, text: string): string | undefined {
  const earlier = file + EARLIER;
  const [here, there] = [stat(file), stat(earlier)];
  if (there && there.ino !== here?.ino) {
    return `${basename(earlier)} is there from an earlier install, delete one of the two hooks`;
  }
  if (NAMES_ITSELF.test(text)) {
    return `It goes by its own name, which bylaw would have to change: call \`bylaw hook ${basename(file)} "$@"\` in there`;
  }
  if (there) return undefined;
  try {
    // A second name first, so that git finds a hook at every moment.
    linkSync(file, earlier);
  } catch {
    // Some file systems know no second names.
    try {
      renameSync(file, earlier);
    } catch (error) {
      throw cannotWrite(file, error);
    }
  }
  return undefined;
}

/** Scripts that serve several hooks and tell them apart by `$0`, as those of overcommit and husky 4 do. */
const NAMES_ITSELF =
  /\bbasename\b[^\n]*(?:\$\{?0\b|argv|__file__)|\$\{0##|\.basename\(?\s*\$(?:0|PROGRAM_NAME)\b/;

/** Makes the folder where it is missing, and says how many that took. */
function makeFolder(folder: string): number {
  try {
    const first = mkdirSync(folder, { recursive: true });
    return first === undefined ? 0 : relative(first, folder).split(sep).filter(Boolean).length + 1;
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

function isExecutable(mode = 0): boolean {
  return (mode & 0o111) !== 0;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && way !== path;
}
