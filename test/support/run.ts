import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Outcome, run as runIn } from './sandbox.ts';

/** The built command. `npm test` builds it first. */
export const BYLAW = resolve('dist/bylaw.cjs');

/** An environment in which git knows nothing of this machine's user. */
export const ENV: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: mkdtempSync(join(tmpdir(), 'bylaw-home-')),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada Example',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada Example',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

export interface RunOptions {
  readonly cwd: string;
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program in that environment, with what a test adds to it. */
export function run(command: string, args: readonly string[], { env, ...options }: RunOptions): Outcome {
  return runIn(command, args, { ...options, env: { ...ENV, ...env } });
}

/** Runs the built `bylaw`. */
export function bylaw(args: readonly string[], options: RunOptions): Outcome {
  return run(process.execPath, [BYLAW, ...args], options);
}

/** Runs git and gives its output; a failure of git fails the test. */
export function git(args: readonly string[], options: RunOptions): string {
  const { code, stdout, stderr } = run('git', args, options);
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** A fresh folder; the system clears it away. */
export function folder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'bylaw-')));
}

/** A fresh repository on branch main. */
export function repository(): string {
  const cwd = folder();
  git(['init', '-q', '-b', 'main'], { cwd });
  return cwd;
}
