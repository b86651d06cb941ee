import type { Context } from '../rule.ts';
import type { Person } from '../subject.ts';
import { readGitConfig } from './git-config.ts';
import { currentBranch, type Repository } from './repository.ts';

/** What surrounds a change that is being made in a repository: its branch, and who makes it. */
export function around(repository: Repository, env: NodeJS.ProcessEnv): Context {
  return { ...onBranch(currentBranch(repository)), author: nextAuthor(repository, env) };
}

/** A branch as context, where there is one. */
export function onBranch(branch: string | null): Context {
  return branch === null ? {} : { branch };
}

/** git-commit tells its hooks the author in the environment. */
export function authorIn({ GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL }: NodeJS.ProcessEnv): Person {
  return {
    ...(GIT_AUTHOR_NAME === undefined ? {} : { name: GIT_AUTHOR_NAME }),
    ...(GIT_AUTHOR_EMAIL === undefined ? {} : { email: GIT_AUTHOR_EMAIL }),
  };
}

/** The author of the next commit; where the environment is silent, settings tell (git-commit, "Commit Information"). */
function nextAuthor(repository: Repository, env: NodeJS.ProcessEnv): Person {
  const config = readGitConfig(repository, env);
  const setting = (key: string) => config.get(`author.${key}`) ?? config.get(`user.${key}`);
  return authorIn({
    GIT_AUTHOR_NAME: env.GIT_AUTHOR_NAME ?? setting('name'),
    GIT_AUTHOR_EMAIL: env.GIT_AUTHOR_EMAIL ?? setting('email'),
  });
}
