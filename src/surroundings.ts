import { fstatSync } from 'node:fs';
import { type LoadedPolicy, loadPolicy } from './policy/load.ts';
import { findRepository, type Repository } from './read/repository.ts';

/** Where git runs a hook. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly repository: Repository | null;
  /** That of the work tree. */
  readonly policy: LoadedPolicy;
  /** Somebody looks at standard error. */
  readonly color: boolean;
}

/** @throws Trouble where the configuration is wrong */
export function surroundings(cwd: string, env: NodeJS.ProcessEnv): Surroundings {
  const repository = findRepository(cwd, env);
  const policy = loadPolicy({ cwd: repository?.workTree ?? cwd, env, repository });
  return { cwd, env, repository, policy, color: hasColor(env) };
}

/** process.stderr would tell, too, but takes milliseconds to be made. */
function hasColor(env: NodeJS.ProcessEnv): boolean {
  return fstatSync(2).isCharacterDevice() && !env.NO_COLOR && env.TERM !== 'dumb';
}
