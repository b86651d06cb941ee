import { readFileSync } from 'node:fs';
import { faultOf } from './fault.ts';
import { fix } from './fix.ts';
import { hookAgent } from './hook-agent.ts';
import { judge } from './linter.ts';
import { preCommit } from './pre-commit.ts';
import { prePush } from './pre-push.ts';
import { agentAtWork } from './read/agent.ts';
import { authorIn, onBranch } from './read/around.ts';
import { decode } from './read/decode.ts';
import { messageSettings } from './read/message.ts';
import { currentBranch, type Repository } from './read/repository.ts';
import { shellWord, visible } from './report/escape.ts';
import { humanReporter } from './report/human.ts';
import { addUp, NOTHING } from './report/result.ts';
import type { Commit } from './subject.ts';
import { surroundings } from './surroundings.ts';
import { Trouble } from './trouble.ts';
import { VERSION } from './version.ts';
import { replaceFile, writeAll } from './write.ts';

/** Rules whose fixes prepare-commit-msg may apply before a person sees the message. */
const ATTRIBUTION = ['no-ai-attribution', 'no-coauthor'];

type Hook = (file: string | undefined, cwd: string, env: NodeJS.ProcessEnv) => number | Promise<number>;

/** Each is given git's first argument. */
const HOOKS: Readonly<Record<string, Hook>> = {
  'pre-commit': (_, cwd, env) => preCommit(cwd, env),
  'prepare-commit-msg': prepareCommitMsg,
  'commit-msg': commitMsg,
  'pre-push': prePush,
};

/** `bylaw hook NAME ...`: what installed hooks call. Returns the exit code. */
export function hook([name = '', ...args]: readonly string[]): number | Promise<number> {
  const { env } = process;
  if (env.BYLAW_PROBE === String(process.ppid)) return say(1, `bylaw ${VERSION} ${name}\n`, 0);
  if (name === 'agent') return agentHook(args, env);
  const run = Object.hasOwn(HOOKS, name) ? HOOKS[name] : undefined;
  const known = [...Object.keys(HOOKS), 'agent'];
  if (!run) throw new Trouble(`Unknown hook \`${name}\`, write one of ${known.join(', ')}`);
  return run(args[0], process.cwd(), env);
}

/** Our own exit code for trouble is a denial to most agents, so not even a broken installation may end with it. */
function agentHook(args: readonly string[], env: NodeJS.ProcessEnv): number {
  try {
    return hookAgent(args, process.cwd(), env);
  } catch (error) {
    return say(2, `bylaw: ${faultOf(error)}\n`, 0);
  }
}

/** Judges the message; where configured, applies safe fixes to it first. */
function commitMsg(file: string | undefined, cwd: string, env: NodeJS.ProcessEnv): number {
  const { commit, exact, path, policy, color, options } = prepare(file, cwd, env);
  let result = judge(commit, path, policy, options);
  if (exact && policy.hooks?.['commit-msg'].fix && result.fixed !== undefined) {
    replaceFile(path, result.fixed);
    result = judge({ ...commit, message: result.fixed }, path, policy, options);
  }
  if (result.findings.length === 0) return 0;
  const reporter = humanReporter({ color, corrected: true, asked: policy.asked });
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
    const { commit, exact, path, policy, options } = prepare(file, cwd, env);
    if (!exact || !policy.hooks?.['prepare-commit-msg'].fix) return 0;
    const clauses = policy.clauses.filter((clause) => ATTRIBUTION.includes(clause.rule));
    const fixed = fix(commit, { ...policy, clauses }, options);
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
  const { repository, policy, color } = surroundings(cwd, env);
  const context = { ...onBranch(repository && currentBranch(repository)), agent: agentAtWork(env) };
  const options = { context, rules: policy.rules };
  return { ...readCommit(file, repository, env), policy, color, options, path: file };
}

function readCommit(file: string, repository: Repository | null, env: NodeJS.ProcessEnv) {
  const { text, exact } = decode(readMessage(file), file);
  const settings = repository ? messageSettings(repository, env, text) : {};
  const commit: Commit = { kind: 'commit', message: text, author: authorIn(env), ...settings };
  return { commit, exact };
}

function readMessage(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Trouble(`Cannot read the message file ${file} (${(error as NodeJS.ErrnoException).code})`);
  }
}

function say(fd: number, text: string, code: number): number {
  writeAll(fd, text);
  return code;
}
