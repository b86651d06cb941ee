import { rules as builtIn } from '../rules/index.ts';
import { Document } from './parse/document.ts';
import type { Clause, Policy } from './policy/policy.ts';
import { type Position, positions } from './position.ts';
import type { AnyRule, Severity } from './rule.ts';
import type { Subject } from './subject.ts';

/** One place that breaks a clause. These fields are the contract of `--format json`. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Lines and columns count from 1, columns and offsets in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly offset: number;
  readonly endOffset: number;
  /** The text at the place. */
  readonly quote: string;
  /** What asked for it: `bylaw.config.json:7`, `--rule`; null for the defaults. */
  readonly from: string | null;
  /** Replaces the text at the place; `unsafe` where the meaning may change. */
  readonly fix?: { readonly text: string; readonly unsafe?: true };
}

/** A rule threw. That is a fault of the rule, never a verdict on the subject. */
export class RuleCrash extends Error {
  constructor(rule: string, cause: unknown) {
    super(`Rule \`${rule}\` crashed, report it with the text that was judged`, { cause });
    this.name = 'RuleCrash';
  }
}

const MOST_FINDINGS = 1000;

/**
 * Judges one subject by a policy.
 * @param most findings of one clause after which it is left: nobody reads more
 * @returns the findings, in the order of their places
 * @throws RuleCrash where a rule throws
 */
export function lint(
  subject: Subject | Document,
  policy: Policy,
  rules: ReadonlyMap<string, AnyRule> = builtIn,
  most = MOST_FINDINGS,
): Finding[] {
  const document = subject instanceof Document ? subject : new Document(subject);
  const at = positions(document.text);
  const findings = policy.clauses
    .filter((clause) => (clause.subjects ?? rules.get(clause.rule)?.subjects ?? []).includes(document.kind))
    .flatMap((clause) => judge(document, clause, rules.get(clause.rule), { at, most }));
  return findings.sort((a, b) => a.offset - b.offset || a.endOffset - b.endOffset);
}

function judge(
  document: Document,
  clause: Clause,
  rule: AnyRule | undefined,
  { at, most }: { at: (offset: number) => Position; most: number },
): Finding[] {
  if (!rule) return [];
  const findings: Finding[] = [];
  try {
    for (const report of rule.check(document, clause.options)) {
      const { start, end } = report.at;
      const [from, to] = [at(start), at(end)];
      findings.push({
        rule: rule.id,
        severity: clause.severity,
        message: report.message,
        line: from.line,
        column: from.column,
        endLine: to.line,
        endColumn: to.column,
        offset: start,
        endOffset: end,
        quote: document.text.slice(start, end),
        from: clause.from,
        ...(report.fix === undefined
          ? {}
          : { fix: { text: report.fix, ...(report.unsafe ? { unsafe: true as const } : {}) } }),
      });
      if (findings.length >= most) break;
    }
    return findings;
  } catch (error) {
    throw new RuleCrash(rule.id, error);
  }
}
