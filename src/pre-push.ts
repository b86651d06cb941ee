import { judge } from './linter.ts';
import type { LoadedPolicy } from './policy/load.ts';
import { agentAtWork } from './read/agent.ts';
import { onBranch } from './read/around.ts';
import { parsePush, pushByFramework, pushedCommits } from './read/push.ts';
import { readAll } from './read/stdin.ts';
import { humanReporter } from './report/human.ts';
import { addUp, NOTHING, type Result } from './report/result.ts';
import type { Subject } from './subject.ts';
import { writeAll } from './write.ts';

export interface Push {
  /** The name of the remote, or its URL when it has no name; absent where it was not git that asked. */
  readonly remote: string | undefined;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly policy: LoadedPolicy;
  readonly color: boolean;
}

/** Judges the branches that a push makes or moves, and the commits that are about to go. */
export async function prePush({ remote: name, cwd, env, policy, color }: Push): Promise<number> {
  const told = name === undefined ? pushByFramework(env) : null;
  const { remote, refs } = told ?? {
    remote: name ?? '',
    refs: parsePush(Buffer.from(readAll(0)).toString()),
  };
  const reporter = humanReporter({ color, asked: policy.asked });
  let totals = NOTHING;
  const take = (result: Result) => {
    totals = addUp(totals, result);
    writeAll(2, reporter.result(result));
  };
  const branch = refs.length === 1 ? (refs[0]?.branch ?? null) : null;
  const context = { ...onBranch(branch), agent: agentAtWork(env) };
  const judged = (subject: Subject, source: string) =>
    take(judge(subject, source, policy, { context, rules: policy.rules }));

  for (const { branch } of refs) if (branch !== null) judged({ kind: 'branch', name: branch }, branch);
  for await (const { sha, commit } of pushedCommits(refs, remote, { cwd, env })) judged(commit, sha);

  if (totals.errors + totals.warnings === 0) return 0;
  const stopped = totals.errors > 0;
  writeAll(2, reporter.end(totals) + (stopped ? 'Push stopped, mend the commits: git rebase -i\n' : ''));
  return stopped ? 1 : 0;
}
