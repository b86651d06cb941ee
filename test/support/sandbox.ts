import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own for one test file, with a home for git that nothing of this machine reaches. */
export interface Sandbox {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** A path inside, whose folder is made. */
  path(...names: string[]): string;
  write(path: string, text: string, mode?: number): string;
  /** Makes a repository with one commit, and returns its folder. */
  repository(...names: string[]): string;
  remove(): void;
}

export function sandbox(): Sandbox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bylaw-')));
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: join(root, 'home'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_EDITOR: 'true',
    LC_ALL: 'C',
  };
  const path = (...names: string[]) => {
    const full = join(root, ...names);
    mkdirSync(dirname(full), { recursive: true });
    return full;
  };
  const write = (file: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
    return file;
  };
  write(
    join(root, 'home', '.gitconfig'),
    '[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n',
  );
  return {
    root,
    env,
    path,
    write,
    repository(...names) {
      const folder = path(...names);
      git(['init', '--quiet', folder], { cwd: root, env });
      git(['commit', '--quiet', '--allow-empty', '--message', 'Start'], { cwd: folder, env });
      return folder;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export interface Run {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string | Buffer;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program and returns how it ended, whatever that was. */
export function run(program: string, args: readonly string[], { cwd, env, input }: Run): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    input: input ?? '',
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** Runs git, which must succeed, and returns what it printed, without the last end of line. */
export function git(args: readonly string[], options: Run): string {
  const { code, stdout, stderr } = run('git', args, options);
  if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}: ${stderr}`);
  return stdout.replace(/\n$/, '');
}
