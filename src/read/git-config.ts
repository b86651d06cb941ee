import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { runGit } from './git.ts';
import { parseBoolean, parseSettings } from './git-config-file.ts';
import type { Repository } from './repository.ts';

/** Where a setting was made, in git's words (git-config, "Scopes"). */
export type Scope = 'system' | 'global' | 'local' | 'worktree' | 'command';

export interface ConfigEntry {
  /** Section and name in lower case. */
  readonly key: string;
  /** null for a key without `=`, which git reads as true. */
  readonly value: string | null;
  readonly scope: Scope;
  /** The file that sets it; empty for the environment. */
  readonly file: string;
}

/** Git's settings as they hold in a repository. Keys are given in lower case, but for subsections. */
export interface GitConfig {
  /** The value that holds: the last one set. */
  get(key: string): string | undefined;
  /** The last entry that sets any of the keys. */
  latest(...keys: string[]): ConfigEntry | undefined;
  /** Every entry that sets the key; the last one holds. */
  all(key: string): readonly ConfigEntry[];
  /** The file that sets the key where only some repositories include it (`includeIf`). */
  conditional(key: string): string | undefined;
}

/** An entry, or a place in the order of entries where more may stand than we know. */
interface Candidate extends ConfigEntry {
  readonly doubt?: 'condition' | 'unknown';
}

/** Stands for any key, where a whole file is out of sight. */
const ANY_KEY = '*';
const MAX_INCLUDES = 10;

/**
 * Reads git's configuration without starting git: system, user, repository, worktree and environment.
 * Where only git can tell what holds (a condition on an include that matters, a system file in a place
 * we do not know, a file it would refuse), `git config` is asked once, at the first question that needs it.
 *
 * @param repository null reads what holds outside of any repository.
 */
export function readGitConfig(repository: Repository | null, env: NodeJS.ProcessEnv): GitConfig {
  const read = createReader();
  let asked: readonly ConfigEntry[] | undefined;
  const ask = () => {
    asked ??= askGit(repository, env);
    return asked;
  };
  const candidates = (keys: readonly string[]): readonly Candidate[] => {
    const found = asked ?? allEntries(repository, { keys, env, read });
    return found.filter(({ key }) => key === ANY_KEY || keys.includes(key));
  };
  const all = (keys: readonly string[]): readonly ConfigEntry[] => {
    const found = candidates(keys);
    return found.some(({ doubt }) => doubt) ? ask().filter(({ key }) => keys.includes(key)) : found;
  };
  const latest = (...keys: string[]): ConfigEntry | undefined => {
    const last = candidates(keys).at(-1);
    return last?.doubt ? all(keys).at(-1) : last;
  };
  return {
    latest,
    all: (key) => all([key]),
    get(key) {
      const entry = latest(key);
      return entry && (entry.value ?? '');
    },
    conditional: (key) => candidates([key]).find(({ doubt }) => doubt === 'condition')?.file,
  };
}

/** What is asked for, and of whom. */
interface Query {
  readonly keys: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly read: (file: string) => string | null;
}

/** In the order of git: later entries win. */
function allEntries(repository: Repository | null, query: Query): Candidate[] {
  return [
    ...systemEntries(query),
    ...userFiles(query.env).flatMap((file) => fileEntries(file, 'global', query)),
    ...(repository ? repositoryEntries(repository, query) : []),
    ...environmentEntries(query),
  ];
}

/** Reads each file once; null stands for one that is there but cannot be read. */
function createReader(): (file: string) => string | null {
  const texts = new Map<string, string | null>();
  return (file) => {
    let text = texts.get(file);
    if (text === undefined) {
      text = readConfigText(file);
      texts.set(file, text);
    }
    return text;
  };
}

function readConfigText(file: string): string | null {
  // A miss is the usual case, and an exception for it is what a hook would feel.
  if (!existsSync(file)) return '';
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * The user's own files, in the order git reads them.
 * `git config --global` writes to the last one that exists, or to the very last.
 */
export function userFiles(env: NodeJS.ProcessEnv): string[] {
  if (env.GIT_CONFIG_GLOBAL !== undefined) return env.GIT_CONFIG_GLOBAL ? [env.GIT_CONFIG_GLOBAL] : [];
  return [join(configHome(env), 'git', 'config'), join(home(env), '.gitconfig')];
}

/** The folder for configuration by the XDG Base Directory Specification. */
export function configHome(env: NodeJS.ProcessEnv): string {
  return env.XDG_CONFIG_HOME || join(home(env), '.config');
}

function home(env: NodeJS.ProcessEnv): string {
  return env.HOME ?? homedir();
}

function systemEntries(query: Query): Candidate[] {
  const { env } = query;
  if (parseBoolean(env.GIT_CONFIG_NOSYSTEM)) return [];
  if (env.GIT_CONFIG_SYSTEM !== undefined) return fileEntries(env.GIT_CONFIG_SYSTEM, 'system', query);
  if (isInUsr(env)) return fileEntries('/etc/gitconfig', 'system', query);
  return [unknown('system', '')];
}

/**
 * Installed in /usr, git reads /etc (git's INSTALL, "sysconfdir"). Git tells its hooks where it is; others
 * look for it as it would be started. Apple's /usr/bin/git only stands for one elsewhere.
 */
function isInUsr({ GIT_EXEC_PATH, PATH = '' }: NodeJS.ProcessEnv): boolean {
  if (GIT_EXEC_PATH) return /^\/usr\/lib(?:exec)?\/git-core$/.test(GIT_EXEC_PATH);
  const first = PATH.split(delimiter).find((folder) => existsSync(join(folder, 'git')));
  return process.platform === 'linux' && (first === '/usr/bin' || first === '/bin');
}

function repositoryEntries({ gitDir, commonDir }: Repository, query: Query): Candidate[] {
  const file = join(commonDir, 'config');
  const keys = [...query.keys, WORKTREE_CONFIG];
  const shared = fileEntries(file, 'local', { ...query, keys });
  // Git decides on config.worktree before it follows any include.
  const own = shared.findLast((entry) => entry.key === WORKTREE_CONFIG && entry.file === file);
  if (!parseBoolean(own?.value)) return shared;
  return [...shared, ...fileEntries(join(gitDir, 'config.worktree'), 'worktree', query)];
}

const WORKTREE_CONFIG = 'extensions.worktreeconfig';

/** What `git -c` and the GIT_CONFIG_ variables set (git-config, "Environment"). */
function environmentEntries(query: Query): Candidate[] {
  const { env } = query;
  const settings: { key: string; value: string | null }[] = [];
  for (let i = 0; i < Number(env.GIT_CONFIG_COUNT ?? 0); i++) {
    const key = env[`GIT_CONFIG_KEY_${i}`];
    if (key === undefined) return [unknown('command', '')];
    settings.push({ key, value: env[`GIT_CONFIG_VALUE_${i}`] ?? null });
  }
  const parameters = parseParameters(env.GIT_CONFIG_PARAMETERS ?? '');
  if (!parameters) return [unknown('command', '')];
  return [...settings, ...parameters].flatMap(({ key, value }) =>
    withIncludes({ key: lowerCase(key), value, scope: 'command', file: '' }, query, 0),
  );
}

/** Git quotes each key and value for sh: `'core.x'='it'\''s'`, and before 2.31 `'core.x=...'`. */
function parseParameters(text: string): { key: string; value: string | null }[] | null {
  const parameter = /[ \t]*('[^']*'(?:\\['!]'[^']*')*)(?:(=)('[^']*'(?:\\['!]'[^']*')*)?)?(?=[ \t]|$)/y;
  const unquote = (quoted: string) => quoted.replace(/'\\(['!])'/g, '$1').slice(1, -1);
  const settings: { key: string; value: string | null }[] = [];
  const trimmed = text.trim();
  while (parameter.lastIndex < trimmed.length) {
    const [, first, sign, second] = parameter.exec(trimmed) ?? [];
    if (first === undefined) return null;
    if (sign) settings.push({ key: unquote(first), value: second === undefined ? null : unquote(second) });
    else {
      const [, key = '', value] = /^([^=]*)(?:=([\s\S]*))?$/.exec(unquote(first)) ?? [];
      settings.push({ key, value: value ?? null });
    }
  }
  return settings;
}

/** Section and name do not heed case, a subsection between them does. */
function lowerCase(key: string): string {
  const [, section = key, middle = '', name = ''] = /^([^.]*)(.*?)(\.[^.]*)?$/s.exec(key) ?? [];
  return section.toLowerCase() + middle + name.toLowerCase();
}

function fileEntries(file: string, scope: Scope, query: Query, depth = 0): Candidate[] {
  const text = query.read(file);
  if (text !== null && !mentions(text, query.keys)) return [];
  const settings = text === null ? null : parseSettings(text);
  if (!settings) return [unknown(scope, file)];
  return settings.flatMap(({ key, value, exact }) =>
    withIncludes({ key, value, scope, file, ...(exact ? {} : { doubt: 'unknown' as const }) }, query, depth),
  );
}

/**
 * Whether a file can set any of the keys. The last part of a key stands in it as it is, up to case, for
 * nothing in a key is ever quoted; so most files need not be parsed.
 */
function mentions(text: string, keys: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return lower.includes('include') || keys.some((key) => lower.includes(key.slice(key.lastIndexOf('.') + 1)));
}

/** A setting, followed by all that it includes. */
function withIncludes(entry: Candidate, query: Query, depth: number): Candidate[] {
  const [, condition] = /^include(if\..*)?\.path$/s.exec(entry.key) ?? [undefined, null];
  if (condition === null || !entry.value) return [entry];
  const path = /^~(?=\/)/.test(entry.value) ? home(query.env) + entry.value.slice(1) : entry.value;
  const known = !/^(?:~|%\()/.test(path) && (entry.file !== '' || isAbsolute(path)) && depth < MAX_INCLUDES;
  if (!known) return [entry, unknown(entry.scope, entry.file)];
  const included = fileEntries(resolve(dirname(entry.file), path), entry.scope, query, depth + 1);
  // Whether the condition holds need not be known until somebody asks for a key that the file sets.
  return [
    entry,
    ...(condition ? included.map((each) => ({ doubt: 'condition' as const, ...each })) : included),
  ];
}

function unknown(scope: Scope, file: string): Candidate {
  return { key: ANY_KEY, value: null, scope, file, doubt: 'unknown' };
}

function askGit(repository: Repository | null, env: NodeJS.ProcessEnv): ConfigEntry[] {
  // The repository is named outright, so that git does not find another one than we did.
  const location = { GIT_DIR: repository?.gitDir, GIT_WORK_TREE: repository?.workTree ?? undefined };
  const cwd = repository ? (repository.workTree ?? repository.gitDir) : '/';
  const fields = runGit(['config', '--list', '--null', '--show-scope', '--show-origin'], {
    cwd,
    env: { ...env, ...location },
  }).split('\0');
  const entries: ConfigEntry[] = [];
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [scope, origin = '', setting = ''] = fields.slice(i, i + 3);
    const [, key = '', value = null] = /^([^\n]*)(?:\n([\s\S]*))?$/.exec(setting) ?? [];
    const file = /^file:(.*)$/s.exec(origin)?.[1];
    entries.push({ key, value, scope: scope as Scope, file: file ? resolve(cwd, file) : '' });
  }
  return entries;
}
