import { deletion, type Edit, joinDeletions } from './edit.ts';
import { type Finding, type LintOptions, lint } from './lint.ts';
import type { Policy } from './policy/policy.ts';
import { type Subject, textOf, withText } from './subject.ts';

/** Rules that undo each other's fixes stop here. */
const ROUNDS = 10;

export interface FixOptions extends LintOptions {
  /** Apply fixes that may change the meaning, too. */
  readonly unsafe?: boolean;
}

/**
 * Applies fixes until none is left, so that fixing the result again changes nothing.
 * @returns the corrected text, the same text where there is nothing to fix; a diff always, for it shows a part of its files
 * @throws RuleCrash where a rule throws
 */
export function fix(
  subject: Subject,
  policy: Policy,
  { unsafe = false, ...options }: FixOptions = {},
): string {
  const original = textOf(subject);
  let text = original;
  for (let round = 0; round < ROUNDS; round++) {
    const findings = lint(withText(subject, text), policy, { ...options, most: Number.POSITIVE_INFINITY });
    const fixed = applyFixes(text, findings, unsafe);
    if (fixed === text) return text;
    text = fixed;
  }
  return original;
}

/** One round: every fix that does not overlap an earlier one. */
function applyFixes(text: string, findings: readonly Finding[], unsafe: boolean): string {
  let free = 0;
  const edits: Edit[] = [];
  for (const { offset, endOffset, fix } of findings) {
    if (!fix || (fix.unsafe && !unsafe) || offset < free) continue;
    free = Math.max(endOffset, offset + 1);
    edits.push({ start: offset, end: endOffset, text: fix.text });
  }
  let kept = 0;
  const parts = joinDeletions(text, edits).map((edit) => {
    const { start, end } = edit.text === '' ? deletion(text, edit) : edit;
    const before = text.slice(kept, Math.max(kept, start));
    kept = Math.max(kept, end);
    return before + edit.text;
  });
  return parts.join('') + text.slice(kept);
}
