import { fix } from './fix.ts';
import { type LintOptions, verdict } from './lint.ts';
import type { Policy } from './policy/policy.ts';
import type { Result } from './report/result.ts';
import { type Subject, textOf } from './subject.ts';

/** One subject to one result. */
export function judge(subject: Subject, source: string, policy: Policy, options: LintOptions = {}): Result {
  const { findings, suppressed, capped } = verdict(subject, policy, options);
  const text = textOf(subject);
  let fixed: string | undefined;
  return {
    kind: subject.kind,
    source,
    path: options.context?.path,
    text,
    findings,
    suppressed,
    capped,
    // Fixing judges again, so it waits until somebody asks: of a long range, few reports do.
    get fixed() {
      fixed ??= findings.some(({ fix }) => fix && !fix.unsafe) ? fix(subject, policy, options) : text;
      return fixed === text ? undefined : fixed;
    },
  };
}
