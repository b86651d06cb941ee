import { judge } from '../linter.ts';
import { claimsIn } from '../parse/session/claim.ts';
import { editsCode, RECENT } from '../parse/session/evidence.ts';
import { type NewEvent, sessionOf } from '../parse/session/notation.ts';
import type { Clause } from '../policy/policy.ts';
import type { Result } from '../report/result.ts';
import type { Session } from '../subject.ts';
import type { Scene } from './scene.ts';
import { withReply } from './session.ts';

/** The rule on claims. */
export const EVIDENCE = 'require-evidence';

/** What was before the end of a session may have edited code: then only what is in the end backs a claim. */
const UNKNOWN: NewEvent = { kind: 'edit', path: 'unknown', added: '', removed: '', line: 1, time: null };

/**
 * What is wrong with the claims of the last message of a turn. A transcript may be long: more of it is read
 * only while what is left could still back one.
 */
export function ofClaims(reply: string | null, clauses: readonly Clause[], scene: Scene): Result[] {
  if (reply === null || clauses.length === 0) return [];
  const isRecent = claimsIn(reply).every(({ kind }) => RECENT.has(kind));
  for (const end of scene.transcript?.ends() ?? []) {
    const result = ofLast(reply, sessionOf([UNKNOWN, ...end]), clauses, scene);
    if (result.findings.length === 0 || (isRecent && end.some(editsCode))) return [result];
  }
  const whole = scene.session();
  return whole ? [ofLast(reply, whole, clauses, scene)] : [];
}

function ofLast(reply: string, session: Session, clauses: readonly Clause[], scene: Scene): Result {
  const whole = withReply(session, reply);
  const last = whole.events.findLast(({ kind }) => kind === 'reply')?.at.start ?? 0;
  return judgedFrom(last, whole, clauses, scene);
}

/** What some clauses say of a session from an offset in it on. */
export function judgedFrom(
  offset: number,
  session: Session,
  clauses: readonly Clause[],
  { policy, context }: Scene,
): Result {
  const result = judge(session, 'session', { ...policy, clauses }, { context, rules: policy.rules });
  const { kind, source, text } = result;
  return { kind, source, text, findings: result.findings.filter((finding) => finding.offset >= offset) };
}
