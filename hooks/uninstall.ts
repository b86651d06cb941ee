import { readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unpointGit } from './global.ts';
import { EARLIER, GIT_HOOKS, type GitHookName, HOOKS, readHook } from './hook-file.ts';
import { huskyLines } from './husky.ts';
import { remove } from './lines.ts';
import {
  type Changes,
  globalFolder,
  type HookChange,
  type HookOptions,
  hookFolder,
  ownFolder,
  repositoryAt,
  runningHusky,
  stat,
} from './places.ts';

/**
 * Takes out what install put in, and puts back what was there, byte for byte.
 * @returns the places where something of bylaw's was found; none where nothing was.
 * @throws Trouble where there is no repository.
 */
export function uninstall(options: HookOptions): Changes[] {
  const { cwd, env, target, global } = options;
  if (global) return [uninstallGlobal(env)].filter(isSomething);
  const repository = repositoryAt(cwd, env);
  const found = hookFolder(repository, env);
  // Wherever hooks went, settings may have changed since.
  const folders = new Set([found.folder, ownFolder(repository)]);
  folders.delete(globalFolder(env));
  const husky = runningHusky(found) ?? join(repository.workTree ?? repository.gitDir, '.husky');
  return [
    ...(target === 'husky' ? [] : [...folders].map((folder) => uninstallGit(folder))),
    ...(target === 'git' ? [] : [uninstallHusky(husky)]),
  ].filter(isSomething);
}

function isSomething({ hooks, notes }: Changes): boolean {
  return hooks.length + notes.length > 0;
}

function uninstallGit(folder: string): Changes {
  return { target: 'git', folder, hooks: uninstallHooks(folder, HOOKS), notes: [] };
}

function uninstallHusky(folder: string): Changes {
  const hooks = HOOKS.flatMap((hook): HookChange[] => {
    const file = join(folder, hook);
    const result = remove(file, huskyLines(hook));
    return result ? [{ hook, file, result }] : [];
  });
  return { target: 'husky', folder, hooks, notes: [] };
}

function uninstallGlobal(env: NodeJS.ProcessEnv): Changes {
  const folder = globalFolder(env);
  // First of all, so that git never looks for hooks where none are left.
  const pointed = unpointGit(env);
  const hooks = uninstallHooks(folder, GIT_HOOKS);
  const wasThere = hooks.length > 0 && !pointed;
  const notes = wasThere ? ['core.hooksPath was changed since install, bylaw left it as it is'] : [];
  return { target: 'global', folder, hooks: hooks.filter(isWorthTelling), notes };
}

function isWorthTelling({ hook, result }: HookChange): boolean {
  return result === 'left' || (HOOKS as readonly string[]).includes(hook);
}

function uninstallHooks(folder: string, names: readonly GitHookName[]): HookChange[] {
  const read = names.map((hook) => {
    const file = join(folder, hook);
    const found = stat(file);
    return { hook, file, found, ours: found?.isFile() ? readHook(readFileSync(file, 'utf8')) : null };
  });
  const installed = read.some(({ ours }) => ours);
  const changes = read.flatMap(({ hook, file, found, ours }): HookChange[] => {
    const earlier = stat(file + EARLIER);
    if (!ours && !earlier && !(installed && found)) return [];
    const left = (reason: string): HookChange[] => [{ hook, file, result: 'left', reason }];
    if (ours && !ours.intact) return left(CHANGED);
    if (found && !ours && !earlier) return left(REPLACED);
    if (found && !ours && earlier?.ino !== found.ino) return left(`${REPLACED}, ${KEPT}`);
    if (!earlier) rmSync(file);
    // An install that was cut short leaves one hook with two names, which a rename would not change.
    else if (earlier.ino === found?.ino) rmSync(file + EARLIER);
    else renameSync(file + EARLIER, file);
    return [{ hook, file, result: earlier ? 'restored' : 'removed' }];
  });
  removeFolders(folder, Math.max(0, ...read.map(({ ours }) => ours?.made ?? 0)));
  return changes;
}

const REPLACED = 'It is the hook of somebody else';
const KEPT = `the one from before install lies beside it as *${EARLIER}`;
const CHANGED = 'It was changed after bylaw wrote it, delete it by hand';

/** Takes away the folders that install had to make, as far as they are empty now. */
function removeFolders(folder: string, count: number): void {
  for (let i = 0, path = folder; i < count; i++, path = dirname(path)) {
    try {
      rmdirSync(path);
    } catch {
      return;
    }
  }
}
