import { type Finding, lint } from './lint.ts';
import type { Policy } from './policy/policy.ts';
import type { AnyRule, Span } from './rule.ts';
import { type Subject, textOf, withText } from './subject.ts';

/** Rules that undo each other's fixes stop here; two rounds are the rule, five were never seen. */
const ROUNDS = 10;

export interface FixOptions {
  /** Apply fixes that may change the meaning, too. */
  readonly unsafe?: boolean;
}

/**
 * Applies fixes until none is left, so that fixing the result again changes nothing.
 * @returns the corrected text, the same text where there is nothing to fix
 */
export function fix(
  subject: Subject,
  policy: Policy,
  { unsafe = false }: FixOptions = {},
  rules?: ReadonlyMap<string, AnyRule>,
): string {
  const original = textOf(subject);
  let text = original;
  for (let round = 0; round < ROUNDS; round++) {
    const fixable = lint(withText(subject, text), policy, rules).filter(
      (finding) => finding.fix && (unsafe || !finding.fix.unsafe),
    );
    const fixed = applyFixes(text, fixable);
    if (fixed === text) return text;
    text = fixed;
  }
  return original;
}

/** One round: every fix that does not overlap an earlier one, from the last to the first. */
function applyFixes(text: string, findings: readonly Finding[]): string {
  let free = 0;
  const chosen = findings.filter((finding) => {
    if (finding.offset < free) return false;
    free = Math.max(finding.endOffset, finding.offset + 1);
    return true;
  });
  return chosen.reduceRight((result, { offset, endOffset, fix }) => {
    const replacement = fix?.text ?? '';
    const { start, end } =
      replacement === ''
        ? withBlank(result, { start: offset, end: endOffset })
        : { start: offset, end: endOffset };
    return result.slice(0, start) + replacement + result.slice(end);
  }, text);
}

/** A deletion takes with it what it would leave behind: an empty line, or one of two spaces. */
function withBlank(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline === -1 ? text.length : newline;
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd);
  if (before.trim() === '' && after.trim() === '') return withEmptyLine(text, lineStart, lineEnd);
  if (/^[ \t]/.test(after) && (before === '' || /[ \t]$/.test(before))) {
    return { start, end: end + (/^[ \t]+/.exec(after)?.[0].length ?? 0) };
  }
  if (/^(?:[.,;:!?)\]]|\s*$)/.test(after)) {
    return { start: start - (/[ \t]+$/.exec(before)?.[0].length ?? 0), end };
  }
  return { start, end };
}

function withEmptyLine(text: string, lineStart: number, lineEnd: number): Span {
  const blankAbove = /(?:^|\n)[ \t\r]*\n$/.test(text.slice(Math.max(0, lineStart - 80), lineStart));
  const below = /^(?:[ \t\r]*\n)+|^\n?$/.exec(text.slice(lineEnd + 1));
  const end = Math.min(text.length, lineEnd + 1);
  if (lineStart === 0 || blankAbove) {
    const cut = { start: lineStart, end: end + (below?.[0].length ?? 0) };
    if (cut.end < text.length || lineStart === 0) return cut;
    return {
      start: text.slice(0, lineStart).trimEnd().length,
      end: text.endsWith('\n') ? cut.end - 1 : cut.end,
    };
  }
  if (end === text.length && !text.endsWith('\n')) return { start: lineStart - 1, end };
  return { start: lineStart, end };
}
