import { autoCommentString } from '../parse/commit.ts';
import type { Cleanup } from '../subject.ts';
import { runGit } from './git.ts';
import type { GitConfig } from './git-config.ts';
import { readGitConfig } from './git-config.ts';
import type { Repository } from './repository.ts';

export interface MessageSettings {
  readonly cleanup: Cleanup;
  readonly commentString: string;
}

/**
 * How git will clean the message that it hands to a commit-msg or prepare-commit-msg hook.
 * A `--cleanup` on the command line is the one thing that git tells no hook of.
 *
 * @param env the environment of the hook.
 * @param message the text of the message file, comment lines and all.
 */
export function messageSettings(
  repository: Repository,
  env: NodeJS.ProcessEnv,
  message: string,
): MessageSettings {
  const config = readGitConfig(repository, env);
  const commentString = commentStringOf(config, repository, env, message);
  // Git tells a hook that no editor comes up by setting GIT_EDITOR to `:` (githooks, "pre-commit").
  // Somebody's own editor may be `:` too; what gives that away is the help that git writes for an editor.
  const edited = env.GIT_EDITOR !== ':' || endsInHelp(message, commentString);
  return { cleanup: cleanupOf(config.get('commit.cleanup'), edited), commentString };
}

/** By git-commit, `--cleanup=<mode>`. */
function cleanupOf(mode: string | undefined, edited: boolean): Cleanup {
  switch (mode) {
    case 'strip':
    case 'whitespace':
    case 'verbatim':
      return mode;
    case 'scissors':
      return edited ? 'scissors' : 'whitespace';
    default:
      return edited ? 'strip' : 'whitespace';
  }
}

function commentStringOf(
  config: GitConfig,
  repository: Repository,
  env: NodeJS.ProcessEnv,
  message: string,
): string {
  let setting = config.latest('core.commentchar', 'core.commentstring');
  if (setting?.key === 'core.commentstring' && !knowsCommentString(repository, env)) {
    setting = config.latest('core.commentchar');
  }
  if (setting?.value?.toLowerCase() === 'auto') return autoCommentString(message);
  return setting?.value || '#';
}

/** Git before 2.45 does not know core.commentString; the two keys are one and the same ever since. */
function knowsCommentString({ gitDir }: Repository, env: NodeJS.ProcessEnv): boolean {
  const args = ['-c', 'core.commentString=known', 'stripspace', '--comment-lines'];
  return runGit(args, { cwd: gitDir, env, input: 'line' }).startsWith('known');
}

/**
 * Whether the message ends in the comment lines that git writes below it for an editor. In every language
 * their first two lines name the comment string once more: "Lines starting with '#' will be ignored".
 */
function endsInHelp(message: string, commentString: string): boolean {
  const help =
    message
      .trimEnd()
      .split(/\r?\n[ \t]*\r?\n/)
      .at(-1) ?? '';
  const lines = help.trimStart().split(/\r?\n/);
  return (
    lines.every((line) => line.startsWith(commentString)) &&
    lines.slice(0, 2).some((line) => line.includes(commentString, commentString.length)) &&
    lines.includes(commentString)
  );
}
