import type { Finding } from '../lint.ts';
import type { Kind, Subject } from '../subject.ts';
import type { Suppressed } from '../suppress.ts';
import { visible } from './escape.ts';

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
  /** What somebody wished away, with a reason. */
  readonly suppressed?: readonly Suppressed[];
  /** Whether a clause was left with more to find. */
  readonly capped?: boolean;
  /** How many more were found that a baseline knows. */
  readonly known?: number;
  /** The text with all safe fixes, where there are any. */
  readonly fixed?: string | undefined;
  /** Set where it was found inside of another subject, as a message in a command; of a session, with its time. */
  readonly inner?: { readonly subject: Subject; readonly time?: string };
}

/** Turns results into text, piece by piece, so that a long range needs no memory. */
export interface Reporter {
  begin?(): string;
  result(result: Result): string;
  end?(totals: Totals): string;
}

export interface Totals {
  /** Those that were given; what is inside of them is a part of them. */
  readonly subjects: number;
  readonly errors: number;
  readonly warnings: number;
  readonly fixable: number;
  readonly suppressed: number;
  readonly known: number;
}

export function addUp(totals: Totals, { findings, suppressed = [], known = 0, inner }: Result): Totals {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const fixable = inner ? 0 : findings.filter((finding) => finding.fix && !finding.fix.unsafe).length;
  return {
    subjects: totals.subjects + (inner ? 0 : 1),
    errors: totals.errors + errors,
    warnings: totals.warnings + findings.length - errors,
    fixable: totals.fixable + fixable,
    suppressed: totals.suppressed + suppressed.length,
    known: totals.known + known,
  };
}

export const NOTHING: Totals = {
  subjects: 0,
  errors: 0,
  warnings: 0,
  fixable: 0,
  suppressed: 0,
  known: 0,
};

/** `3:1`, or `src/a.ts:3:1` where the subject is a change of files. */
export function placeOf({ file, line, column }: Finding): string {
  return `${file === undefined ? '' : `${visible(file)}:`}${line}:${column}`;
}

/** `, asked for by CLAUDE.md:24`; empty for the defaults. */
export function askedFor({ from }: Finding): string {
  return from === null ? '' : `, asked for by ${visible(from)}`;
}

/** Says that there is more to find, with the end of line; empty where there is not. */
export function beyond({ capped }: Result): string {
  return capped ? 'Not all is shown, there is too much: mend these and run it again\n' : '';
}

/** `, 2 suppressed, 1 known`: what was found and is not shown; empty where there is nothing. */
export function unshown({ suppressed, known }: Totals): string {
  return [
    suppressed > 0 ? `, ${suppressed} suppressed` : '',
    known > 0 ? `, ${known} known by the baseline` : '',
  ].join('');
}
