import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
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
  let entries: readonly Candidate[] = [
    ...systemEntries(env),
    ...userFiles(env).flatMap((file) => fileEntries(file, 'global', env)),
    ...(repository ? repositoryEntries(repository, env) : []),
    ...environmentEntries(env),
  ];
  const concerns = (keys: string[]) => (entry: Candidate) =>
    keys.includes(entry.key) || entry.key === ANY_KEY;

  function all(key: string): readonly ConfigEntry[] {
    if (entries.filter(concerns([key])).some(({ doubt }) => doubt)) entries = askGit(repository, env);
    return entries.filter(concerns([key]));
  }

  function latest(...keys: string[]): ConfigEntry | undefined {
    if (entries.findLast(concerns(keys))?.doubt) entries = askGit(repository, env);
    return entries.findLast(concerns(keys));
  }

  const conditions = entries.filter(({ doubt }) => doubt === 'condition');
  return {
    all,
    latest,
    get(key) {
      const entry = latest(key);
      return entry && (entry.value ?? '');
    },
    conditional: (key) => conditions.find((entry) => entry.key === key)?.file,
  };
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

function systemEntries(env: NodeJS.ProcessEnv): Candidate[] {
  if (parseBoolean(env.GIT_CONFIG_NOSYSTEM)) return [];
  if (env.GIT_CONFIG_SYSTEM !== undefined) return fileEntries(env.GIT_CONFIG_SYSTEM, 'system', env);
  // Git tells its hooks where it is installed, and installed in /usr it reads /etc (git's INSTALL, "sysconfdir").
  if (/^\/usr\/lib(?:exec)?\/git-core$/.test(env.GIT_EXEC_PATH ?? '')) {
    return fileEntries('/etc/gitconfig', 'system', env);
  }
  return [unknown('system', '')];
}

function repositoryEntries({ gitDir, commonDir }: Repository, env: NodeJS.ProcessEnv): Candidate[] {
  const file = join(commonDir, 'config');
  const shared = fileEntries(file, 'local', env);
  // Git decides on config.worktree before it follows any include.
  const own = shared.findLast((entry) => entry.key === 'extensions.worktreeconfig' && entry.file === file);
  if (!parseBoolean(own?.value)) return shared;
  return [...shared, ...fileEntries(join(gitDir, 'config.worktree'), 'worktree', env)];
}

/** What `git -c` and the GIT_CONFIG_ variables set (git-config, "Environment"). */
function environmentEntries(env: NodeJS.ProcessEnv): Candidate[] {
  const settings: { key: string; value: string | null }[] = [];
  for (let i = 0; i < Number(env.GIT_CONFIG_COUNT ?? 0); i++) {
    const key = env[`GIT_CONFIG_KEY_${i}`];
    if (key === undefined) return [unknown('command', '')];
    settings.push({ key, value: env[`GIT_CONFIG_VALUE_${i}`] ?? null });
  }
  const parameters = parseParameters(env.GIT_CONFIG_PARAMETERS ?? '');
  if (!parameters) return [unknown('command', '')];
  return [...settings, ...parameters].flatMap(({ key, value }) =>
    withIncludes({ key: lowerCase(key), value, scope: 'command', file: '' }, env, 0),
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

function fileEntries(file: string, scope: Scope, env: NodeJS.ProcessEnv, depth = 0): Candidate[] {
  const settings = readSettings(file);
  if (!settings) return [unknown(scope, file)];
  return settings.flatMap(({ key, value, exact }) =>
    withIncludes({ key, value, scope, file, ...(exact ? {} : { doubt: 'unknown' as const }) }, env, depth),
  );
}

/** A setting, followed by all that it includes. */
function withIncludes(entry: Candidate, env: NodeJS.ProcessEnv, depth: number): Candidate[] {
  const [, condition] = /^include(if\..*)?\.path$/s.exec(entry.key) ?? [undefined, null];
  if (condition === null || !entry.value) return [entry];
  const path = /^~(?=\/)/.test(entry.value) ? home(env) + entry.value.slice(1) : entry.value;
  const known = !/^(?:~|%\()/.test(path) && (entry.file !== '' || isAbsolute(path)) && depth < MAX_INCLUDES;
  if (!known) return [entry, unknown(entry.scope, entry.file)];
  const included = fileEntries(resolve(dirname(entry.file), path), entry.scope, env, depth + 1);
  // Whether the condition holds need not be known until somebody asks for a key that the file sets.
  return [
    entry,
    ...(condition ? included.map((each) => ({ doubt: 'condition' as const, ...each })) : included),
  ];
}

/** Later values win. Includes are not followed, as git does not where it only looks for a repository. */
export function parseConfigFile(file: string): ReadonlyMap<string, string | null> {
  return new Map((readSettings(file) ?? []).map(({ key, value }) => [key, value]));
}

function readSettings(file: string): ReturnType<typeof parseSettings> {
  try {
    return parseSettings(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? [] : null;
  }
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
