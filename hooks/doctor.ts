import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { environmentElsewhere } from '../src/read/git.ts';
import { findRepository, type Repository } from '../src/read/repository.ts';
import { EARLIER, HOOKS, type HookName, readHook } from './hook-file.ts';
import { huskyLines } from './husky.ts';
import { contains } from './lines.ts';
import {
  globalFolder,
  type HookFolder,
  type HookOptions,
  hookFolder,
  ownFolder,
  repositoryAt,
  runningHusky,
} from './places.ts';

export interface HookState {
  readonly hook: HookName;
  /** The file that git runs, or would run if it were there. */
  readonly file: string;
  /**
   * `bylaw`: it answered. `chained`: so it did, and another hook goes first. `foreign`: somebody else's alone.
   * `hidden`: bylaw's is there, but core.hooksPath leads elsewhere. `broken`: it is bylaw's and does not answer.
   */
  readonly state:
    | 'bylaw'
    | 'chained'
    | 'foreign'
    | 'hidden'
    | 'missing'
    | 'not executable'
    | 'changed'
    | 'broken';
  /** Set where commits or pushes are not judged. */
  readonly problem: boolean;
  /** What runs, or why it does not and what to do. */
  readonly detail: string;
}

export interface Diagnosis {
  /** null for a bare repository. */
  readonly workTree: string | null;
  /** The folder that git takes hooks from. */
  readonly folder: string;
  readonly hooks: readonly HookState[];
}

/**
 * Says for every worktree of a repository what git really runs. Hooks of ours are tried: they answer without
 * judging and without running the hook before them. Files of others are only looked at.
 * @throws Trouble where there is no repository.
 */
export function doctor({ cwd, env, entry }: HookOptions): Diagnosis[] {
  const here = repositoryAt(cwd, env);
  const elsewhere = environmentElsewhere(env);
  const others = worktrees(here, elsewhere).filter(({ gitDir }) => gitDir !== here.gitDir);
  return [examine(here, env, entry), ...others.map((each) => examine(each, elsewhere, entry))];
}

/** The main worktree, or the bare repository, and all the linked ones that still exist. */
function worktrees({ commonDir }: Repository, env: NodeJS.ProcessEnv): Repository[] {
  const main = findRepository(dirname(commonDir), { ...env, GIT_DIR: commonDir });
  const linked = namesIn(join(commonDir, 'worktrees')).map((name) => {
    const dotGit = textOf(join(commonDir, 'worktrees', name, 'gitdir'))?.trimEnd();
    return dotGit ? findRepository(dirname(dotGit), env) : null;
  });
  return [main, ...linked].filter((each) => each !== null).filter(isThere);
}

function isThere({ workTree }: Repository): boolean {
  return workTree === null || existsSync(join(workTree, '.git'));
}

function examine(repository: Repository, env: NodeJS.ProcessEnv, entry: string): Diagnosis {
  const found = hookFolder(repository, env);
  const husky = runningHusky(found);
  const hooks = HOOKS.map((hook): HookState => {
    const file = join(found.folder, hook);
    const state = husky ? huskyState(hook, husky, { found, env, entry }) : gitState(hook, file, found, env);
    return { hook, file, ...state, problem: state.state !== 'bylaw' && state.state !== 'chained' };
  });
  return { workTree: repository.workTree, folder: found.folder, hooks };
}

type State = Pick<HookState, 'state' | 'detail'>;

function gitState(hook: HookName, file: string, found: HookFolder, env: NodeJS.ProcessEnv): State {
  const text = textOf(file);
  if (text !== null && readHook(text)) return ownState(hook, file, found.repository, env);
  const hidden = hiddenHook(hook, found, env);
  if (hidden) return { state: 'hidden', detail: hidden };
  if (text !== null) {
    return { state: 'foreign', detail: 'The hook of somebody else alone, run `bylaw install` to add bylaw' };
  }
  const asleep = contains(join(found.repository.workTree ?? '', '.husky', hook), huskyLines(hook));
  return { state: 'missing', detail: `No hook, run \`${asleep ? 'npx husky' : 'bylaw install'}\`` };
}

/** What a file does that install wrote. */
function ownState(hook: HookName, file: string, repository: Repository, env: NodeJS.ProcessEnv): State {
  const ours = readHook(textOf(file) ?? '');
  if (!isExecutable(file))
    return { state: 'not executable', detail: 'Git passes it over, run `bylaw install`' };
  if (!ours?.intact) return { state: 'changed', detail: 'It was changed after install, so it was not tried' };
  const top = repository.workTree ?? repository.gitDir;
  const folder = ours.global && resolve(top, ours.global.before || ownFolder(repository));
  const earlier = folder ? join(folder, hook) : file + EARLIER;
  const text = textOf(earlier);
  if (folder && text !== null && isExecutable(earlier) && readHook(text)) {
    const { state, detail } = ownState(hook, earlier, repository, env);
    return { state, detail: `${detail}, by ${earlier}` };
  }
  const tried = probe(hook, file, [], top, env);
  if (tried.failure !== undefined) return { state: 'broken', detail: tried.failure };
  // A program that was not started from a terminal may have a short PATH.
  const found = isExecutable(ours.node) ? tried : probe(hook, file, [], top, { ...env, PATH: SHORT_PATH });
  const answer = found.failure === undefined ? tried.answer : `${tried.answer}, ${NO_NODE}`;
  if (text === null) return { state: 'bylaw', detail: answer };
  if (isExecutable(earlier)) return { state: 'chained', detail: `${answer}, after ${earlier}` };
  return { state: 'bylaw', detail: `${answer}, without ${earlier}, which is not executable` };
}

const SHORT_PATH = '/usr/bin:/bin';
const NO_NODE = `but it finds no node where PATH is only ${SHORT_PATH}`;

/** Where core.hooksPath leads git past a hook of ours, the setting that does. */
function hiddenHook(
  hook: HookName,
  { repository, setting }: HookFolder,
  env: NodeJS.ProcessEnv,
): string | null {
  if (!setting) return null;
  const ours = [ownFolder(repository), globalFolder(env)].find((folder) => {
    return readHook(textOf(join(folder, hook)) ?? '') !== null;
  });
  const where = setting.file || 'the environment';
  return ours ? `core.hooksPath in ${where} hides ${join(ours, hook)}, run \`bylaw install\` here` : null;
}

interface Husky {
  readonly found: HookFolder;
  readonly env: NodeJS.ProcessEnv;
  readonly entry: string;
}

function huskyState(hook: HookName, folder: string, { found, env, entry }: Husky): State {
  const { workTree, gitDir } = found.repository;
  const file = join(folder, hook);
  const text = textOf(file);
  if (!contains(file, huskyLines(hook))) {
    const hidden = hiddenHook(hook, found, env);
    if (hidden) return { state: 'hidden', detail: hidden };
    const state = text === null ? 'missing' : 'foreign';
    return { state, detail: `No line of bylaw in ${file}, run \`bylaw install\`` };
  }
  if (!isExecutable(join(found.folder, hook)))
    return { state: 'broken', detail: 'Husky is incomplete, run `npx husky`' };
  if (env.HUSKY === '0') return { state: 'broken', detail: 'HUSKY=0 in the environment turns husky off' };
  const command = join(workTree ?? gitDir, 'node_modules', '.bin', 'bylaw');
  const target = real(command);
  if (!target) return { state: 'broken', detail: `No ${command}, run \`npm install --save-dev bylaw\`` };
  const state = isMadeForUs(text ?? '', hook) ? 'bylaw' : 'chained';
  // Another bylaw is the file of somebody else as far as we can tell.
  if (target !== real(entry)) return { state, detail: `${command} by husky, not tried` };
  const tried = probe(hook, process.execPath, [entry, 'hook', hook], workTree ?? gitDir, env);
  if (tried.failure !== undefined) return { state: 'broken', detail: tried.failure };
  return { state, detail: `${tried.answer}, by ${file}` };
}

function isMadeForUs(text: string, hook: HookName): boolean {
  return text === `${huskyLines(hook).made}\n`;
}

type Probe = { readonly answer: string; readonly failure?: undefined } | { readonly failure: string };

/** Starts what would judge. It answers with its version instead to the process whose number it is given. */
function probe(
  hook: HookName,
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Probe {
  const { stdout, stderr, error } = process.getBuiltinModule('node:child_process').spawnSync(program, args, {
    cwd,
    env: { ...environmentElsewhere(env), BYLAW_PROBE: String(process.pid) },
    encoding: 'utf8',
    timeout: PROBE_TIMEOUT,
  });
  const answer = (stdout ?? '')
    .split('\n')
    .find((line) => /^bylaw \S+ /.test(line) && line.endsWith(` ${hook}`));
  if (answer !== undefined) return { answer };
  const said = (stderr ?? '').trim().split('\n')[0];
  return { failure: said || `${program} gave no answer${error ? ` (${error.message})` : ''}` };
}

/** In milliseconds: ample for starting node on a busy machine. */
const PROBE_TIMEOUT = 20_000;

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function real(file: string): string | null {
  try {
    return realpathSync(file);
  } catch {
    return null;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
