import { judge } from './linter.ts';
import { agentAtWork } from './read/agent.ts';
import { onBranch } from './read/around.ts';
import { parsePush, pushByFramework, pushedCommits } from './read/push.ts';
import { readAll } from './read/stdin.ts';
import { humanReporter } from './report/human.ts';
import { addUp, NOTHING, type Result } from './report/result.ts';
import type { Subject } from './subject.ts';
import { surroundings } from './surroundings.ts';
import { writeAll } from './write.ts';

/**
 * Judges the branches that a push makes or moves, and the commits that are about to go.
 * @param name the remote, or its URL where it has no name; absent where it was not git that asked
 */
export async function prePush(
  name: string | undefined,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const { policy, color } = surroundings(cwd, env);
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
