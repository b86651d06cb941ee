import { fstatSync, readFileSync } from 'node:fs';
import { fix } from './fix.ts';
import { judge } from './linter.ts';
import { type LoadedPolicy, loadPolicy } from './policy/load.ts';
import { prePush } from './push.ts';
import { decode } from './read/decode.ts';
import { messageSettings } from './read/message.ts';
import { findRepository, type Repository } from './read/repository.ts';
import { shellWord, visible } from './report/escape.ts';
import { humanReporter } from './report/human.ts';
import { addUp, NOTHING } from './report/result.ts';
import type { Commit, Person } from './subject.ts';
import { Trouble } from './trouble.ts';
import { VERSION } from './version.ts';
import { replaceFile, writeAll } from './write.ts';

/** Rules whose fixes prepare-commit-msg may apply before a person sees the message. */
const ATTRIBUTION = ['no-ai-attribution', 'no-coauthor'];

/** `bylaw hook NAME ...`: what installed hooks call. Returns the exit code. */
export function hook([name, ...args]: readonly string[]): number | Promise<number> {
  const { env } = process;
  if (env.BYLAW_PROBE && args.length === 0) return say(1, `bylaw ${VERSION} ${name}\n`, 0);
  const cwd = process.cwd();
  switch (name) {
    case 'commit-msg':
      return commitMsg(args[0], cwd, env);
    case 'prepare-commit-msg':
      return prepareCommitMsg(args[0], cwd, env);
    case 'pre-push':
      return prePush({
        remote: args[0] ?? '',
        cwd,
        env,
        policy: hookPolicy(findRepository(cwd, env), cwd),
        color: hasColor(env),
      });
    default:
      throw new Trouble(`Unknown hook \`${name}\`, write one of commit-msg, prepare-commit-msg, pre-push`);
  }
}

/** Judges the message; where configured, applies safe fixes to it first. */
function commitMsg(file: string | undefined, cwd: string, env: NodeJS.ProcessEnv): number {
  const { commit, exact, path, policy } = prepare(file, cwd, env);
  let result = judge(commit, path, policy);
  if (exact && policy.hooks?.['commit-msg'].fix && result.fixed !== undefined) {
    replaceFile(path, result.fixed);
    result = judge({ ...commit, message: result.fixed }, path, policy);
  }
  if (result.findings.length === 0) return 0;
  const reporter = humanReporter({ color: hasColor(env), corrected: true });
  const totals = addUp(NOTHING, result);
  const stopped = totals.errors > 0;
  const next = stopped
    ? `Commit stopped, mend the message: git commit -e -F ${visible(shellWord(path))}\n`
    : '';
  return say(2, reporter.result(result) + reporter.end(totals) + next, stopped ? 1 : 0);
}

/** Where configured, takes attribution out before the editor opens. Judges nothing. */
function prepareCommitMsg(file: string | undefined, cwd: string, env: NodeJS.ProcessEnv): number {
  try {
    const { commit, exact, path, policy } = prepare(file, cwd, env);
    if (!exact || !policy.hooks?.['prepare-commit-msg'].fix) return 0;
    const clauses = policy.clauses.filter((clause) => ATTRIBUTION.includes(clause.rule));
    const fixed = fix(commit, { clauses });
    if (fixed !== commit.message) replaceFile(path, fixed);
  } catch (error) {
    // commit-msg will say it. Git runs this hook even with --no-verify, which has to stay a way out.
    if (!Trouble.is(error)) throw error;
  }
  return 0;
}

function prepare(file: string | undefined, cwd: string, env: NodeJS.ProcessEnv) {
  if (file === undefined)
    throw new Trouble('No message file, git gives it to the hook as its first argument');
  const repository = findRepository(cwd, env);
  const policy = hookPolicy(repository, cwd);
  return { ...readCommit(file, repository, env), policy, path: file };
}

/** The policy of the work tree that a hook runs in. */
function hookPolicy(repository: Repository | null, cwd: string): LoadedPolicy {
  return loadPolicy({ cwd: repository?.workTree ?? cwd, repository });
}

function readCommit(file: string, repository: Repository | null, env: NodeJS.ProcessEnv) {
  const { text, exact } = decode(readMessage(file), file);
  const settings = repository ? messageSettings(repository, env, text) : {};
  const commit: Commit = { kind: 'commit', message: text, author: authorOf(env), ...settings };
  return { commit, exact };
}

function readMessage(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Trouble(`Cannot read the message file ${file} (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** git-commit tells its hooks the author in the environment. */
function authorOf({ GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL }: NodeJS.ProcessEnv): Person {
  return {
    ...(GIT_AUTHOR_NAME === undefined ? {} : { name: GIT_AUTHOR_NAME }),
    ...(GIT_AUTHOR_EMAIL === undefined ? {} : { email: GIT_AUTHOR_EMAIL }),
  };
}

/** process.stderr would tell, too, but takes milliseconds to be made. */
function hasColor(env: NodeJS.ProcessEnv): boolean {
  return fstatSync(2).isCharacterDevice() && !env.NO_COLOR && env.TERM !== 'dumb';
}

function say(fd: number, text: string, code: number): number {
  writeAll(fd, text);
  return code;
}
