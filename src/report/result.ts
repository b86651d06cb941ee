import type { Finding } from '../lint.ts';
import type { Kind } from '../subject.ts';

/** One judged subject. */
export interface Result {
  readonly kind: Kind;
  /** `stdin`, a path, a commit's name, a branch. */
  readonly source: string;
  /** The file it was read from, from the top of the work tree. */
  readonly path?: string | undefined;
  /** The text that the findings count in. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** The text with all safe fixes, where there are any. */
  readonly fixed?: string | undefined;
}

/** Turns results into text, piece by piece, so that a long range needs no memory. */
export interface Reporter {
  begin?(): string;
  result(result: Result): string;
  end?(totals: Totals): string;
}

export interface Totals {
  readonly subjects: number;
  readonly errors: number;
  readonly warnings: number;
  readonly fixable: number;
}

export function addUp(totals: Totals, { findings }: Result): Totals {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const fixable = findings.filter((finding) => finding.fix && !finding.fix.unsafe).length;
  return {
    subjects: totals.subjects + 1,
    errors: totals.errors + errors,
    warnings: totals.warnings + findings.length - errors,
    fixable: totals.fixable + fixable,
  };
}

export const NOTHING: Totals = { subjects: 0, errors: 0, warnings: 0, fixable: 0 };
