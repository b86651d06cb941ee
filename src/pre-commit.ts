import { judge } from './linter.ts';
import { agentAtWork } from './read/agent.ts';
import { around } from './read/around.ts';
import { stagedChange } from './read/diff.ts';
import { humanReporter } from './report/human.ts';
import { addUp, NOTHING } from './report/result.ts';
import { surroundings } from './surroundings.ts';
import { writeAll } from './write.ts';

/** Judges the staged change. Returns the exit code. Starts no git where no clause is about diffs. */
export function preCommit(cwd: string, env: NodeJS.ProcessEnv): number {
  const { repository, policy, color } = surroundings(cwd, env);
  const isJudged = policy.clauses.some(({ rule, subjects = policy.rules.get(rule)?.subjects }) =>
    subjects?.includes('diff'),
  );
  if (!isJudged) return 0;
  const change = stagedChange(repository, { cwd, env });
  const context = { ...(repository ? around(repository, env) : {}), agent: agentAtWork(env) };
  const result = judge(change, 'staged', policy, { context, rules: policy.rules });
  if (result.findings.length === 0) return 0;
  const reporter = humanReporter({ color, asked: policy.asked });
  const totals = addUp(NOTHING, result);
  const stopped = totals.errors > 0;
  const next = stopped ? 'Commit stopped, mend the lines and stage them again: git add -p\n' : '';
  writeAll(2, reporter.result(result) + reporter.end(totals) + next);
  return stopped ? 1 : 0;
}
