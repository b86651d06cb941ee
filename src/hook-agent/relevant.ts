import { claimsIn } from '../parse/session/claim.ts';
import type { SessionEvent } from '../parse/session/event.ts';
import { isStep, type Step } from '../parse/session/step.ts';
import type { Clause } from '../policy/policy.ts';
import type { Scene } from './scene.ts';

/** Rules that speak when the agent does, never at a command. */
const AT_REPLIES = ['require-after', 'require-evidence', 'require-reproduction'];

/**
 * The clauses on the session that can have anything to say at its last event. Where there are none, the
 * transcript is not read, which may be long.
 * @param last a command that is about to run, or the last message of a turn
 */
export function relevantClauses({ policy }: Scene, last: SessionEvent | undefined): Clause[] {
  return policy.clauses.filter((clause) => {
    const subjects = clause.subjects ?? policy.rules.get(clause.rule)?.subjects;
    return subjects?.includes('session') && mayFind(clause, last);
  });
}

function mayFind({ rule, options }: Clause, last: SessionEvent | undefined): boolean {
  if (rule === 'require-evidence' && last?.kind === 'reply') {
    const wanted = options.claims as readonly string[];
    return claimsIn(last.text).some(({ kind }) => wanted.includes(kind));
  }
  if (last?.kind !== 'run') return true;
  if (AT_REPLIES.includes(rule)) return false;
  return rule !== 'require-before' || isStep(last, options.before as Step);
}
