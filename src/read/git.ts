import type { ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { Trouble } from '../trouble.ts';

export interface GitOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Text for git's standard input; it is empty without. */
  readonly input?: string;
  /** Set when `cwd` belongs to another repository, or another worktree, than the one `env` speaks of. */
  readonly elsewhere?: boolean;
}

/** The variables that tie git to one repository, as `git rev-parse --local-env-vars` lists them. */
const LOCAL_VARIABLES = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CONFIG',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
  'GIT_OBJECT_DIRECTORY',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_GRAFT_FILE',
  'GIT_INDEX_FILE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_REPLACE_REF_BASE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_COMMON_DIR',
  'GIT_INTERNAL_SUPER_PREFIX',
];

/** The same environment without what a hook's git said of its own repository. */
export function environmentElsewhere(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const clean = { ...env };
  for (const name of LOCAL_VARIABLES) delete clean[name];
  return clean;
}

// Loading child_process costs a hook 4 ms, and most hooks never spawn anything.
const childProcess = () => process.getBuiltinModule('node:child_process');

const environment = ({ env, elsewhere }: GitOptions) => (elsewhere ? environmentElsewhere(env) : env);

/**
 * Runs git to its end and returns its standard output.
 * @throws Trouble with git's own complaint when it exits with anything but 0.
 */
export function runGit(args: readonly string[], options: GitOptions): string {
  const { error, status, stdout, stderr } = childProcess().spawnSync('git', args, {
    cwd: options.cwd,
    env: environment(options),
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (error) throw notStarted(error, options.cwd);
  if (status !== 0) throw new Trouble(`git ${args[0]} failed: ${complaint(stderr)}`);
  return stdout;
}

/** Starts git and hands over its pipes. The caller kills it when it stops reading early. */
export function spawnGit(
  args: readonly string[],
  options: GitOptions,
): ChildProcessByStdio<Writable, Readable, Readable> {
  const child = childProcess().spawn('git', args, {
    cwd: options.cwd,
    env: environment(options),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Git may end before it has read all of its input; its exit code says what came of it.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  return child;
}

/** Why git did not even start. */
export function notStarted(error: Error, cwd: string): Trouble {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT') return new Trouble(`Cannot start git in ${cwd} (${code ?? error.message})`);
  // Node reports a missing folder in the very same way.
  return new Trouble(existsSync(cwd) ? 'No git on PATH, install git first' : `No folder ${cwd}`);
}

/** What git wrote to standard error, without `fatal:` and on one line. */
export function complaint(stderr: string): string {
  return stderr
    .trim()
    .replace(/^(?:fatal|error): /, '')
    .replace(/\s*\n\s*/g, ' ');
}
