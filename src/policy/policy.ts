import type { Severity } from '../rule.ts';
import type { Kind } from '../subject.ts';

/** One rule at work. Plain data, so that a policy can be cached. */
export interface Clause {
  readonly rule: string;
  readonly severity: Severity;
  /** Complete options: checked, and with every default filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** `CLAUDE.md:24`, a configuration file, `--rule`; null for the defaults. */
  readonly from: string | null;
  /** Narrower than the rule's own subjects; all of them by default. */
  readonly subjects?: readonly Kind[];
}

/** The ordered clauses that hold for a repository. */
export interface Policy {
  readonly clauses: readonly Clause[];
}
