import type { Verdict } from '../agents/agent.ts';
import { judgeAll } from '../inner.ts';
import { judge } from '../linter.ts';
import { NOT_RUN } from '../parse/session/marks.ts';
import { type NewEvent, sessionOf } from '../parse/session/notation.ts';
import type { Clause } from '../policy/policy.ts';
import { sourcesAt } from '../read/sources.ts';
import { answerText } from '../report/answer.ts';
import type { Result } from '../report/result.ts';
import type { Session } from '../subject.ts';
import { relevantClauses } from './relevant.ts';
import type { Scene } from './scene.ts';
import { followedBy, withoutPending } from './session.ts';

/** A command is about to run: judged with the subjects inside of it, and with what happened before it. */
export function onCommand(scene: Scene): Verdict {
  const { event, policy } = scene;
  if (event.command === null) return { kind: 'none' };
  const results = judged(event.command, scene);
  if (results.every(isClean)) return { kind: 'none' };
  const said = (head: string, fixed?: string) => answerText(results, { head, asked: policy.asked, fixed });
  if (!results.some(isWrong))
    return { kind: 'tell', text: said('bylaw: this command runs, but could be better.') };
  const fixed = results[0]?.fixed;
  const text = said(`${NOT_RUN} Mend all of it, then run it again.`, fixed);
  if (!policy.agents?.rewrite || fixed === undefined || judged(fixed, scene).some(isWrong))
    return { kind: 'deny', text };
  const head = 'bylaw: the command as it was breaks the policy, the corrected one takes its place.';
  return { kind: 'rewrite', command: fixed, told: said(head, fixed), text };
}

function judged(command: string, scene: Scene): Result[] {
  const { policy, cwd, env, repository, context } = scene;
  const options = { context, rules: policy.rules, sources: sourcesAt(cwd, repository, env) };
  const results = judgeAll({ kind: 'command', text: command }, 'command', policy, options);
  return [...results, ...inSession(command, scene)];
}

/** What rules on the session say of the command that is to come. What went wrong before was said then. */
function inSession(command: string, scene: Scene): Result[] {
  const { policy, context } = scene;
  const run: NewEvent = { kind: 'run', command, output: '', exit: null, time: null };
  const clauses = relevantClauses(scene, sessionOf([run]).events[0]);
  const past = clauses.length > 0 ? pastFor(clauses, scene) : null;
  if (!past) return [];
  const options = { context, rules: policy.rules };
  const result = judge(followedBy(past, run), 'session', { ...policy, clauses }, options);
  const { kind, source, text } = result;
  const findings = result.findings.filter(({ offset }) => offset >= past.text.length);
  return [{ kind, source, text, findings }];
}

/** What has happened, as far as some rules look back. */
function pastFor(clauses: readonly Clause[], { event, session, transcript }: Scene): Session | null {
  const isNear = clauses.every(({ rule }) => rule === 'no-blind-retry');
  const [end] = isNear ? (transcript?.ends() ?? []) : [];
  return end ? withoutPending(sessionOf(end), event.command) : session();
}

export function isClean({ findings }: Result): boolean {
  return findings.length === 0;
}

export function isWrong({ findings }: Result): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
