import { rules as builtIn } from '../rules/index.ts';
import { Document } from './parse/document.ts';
import { circumstanceOf, goesByPath, holds } from './policy/condition.ts';
import type { Clause, Policy } from './policy/policy.ts';
import type { AnyRule, Context, Report, Severity } from './rule.ts';
import type { Subject } from './subject.ts';
import { isForbidden, type Suppressed, suppressor } from './suppress.ts';

/** One place that breaks a clause. These fields are the contract of `--format json`. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Of a diff, the path of the file; absent where the change as a whole is meant. */
  readonly file?: string;
  /** Lines and columns count from 1, columns and offsets in UTF-16 units; of a diff, lines in the new file, of a session in its transcript. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly offset: number;
  readonly endOffset: number;
  /** The text at the place. */
  readonly quote: string;
  /** Of a session, when it happened (ISO 8601), where its transcript tells. */
  readonly time?: string;
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

export interface LintOptions {
  /** The rules that clauses name; the built-in ones by default. */
  readonly rules?: ReadonlyMap<string, AnyRule>;
  readonly context?: Context;
  /** Findings of one clause after which it is left: nobody reads more. */
  readonly most?: number;
}

const MOST_FINDINGS = 1000;

/** What was found in a subject, and what suppressions took out of it. Both in the order of their places. */
export interface Verdict {
  readonly findings: Finding[];
  readonly suppressed: Suppressed[];
  /** Whether a clause was left with more to find. */
  readonly capped: boolean;
}

/**
 * Judges one subject by a policy.
 * @returns the findings that no suppression covers, in the order of their places
 * @throws RuleCrash where a rule throws
 */
export function lint(subject: Subject | Document, policy: Policy, options: LintOptions = {}): Finding[] {
  return verdict(subject, policy, options).findings;
}

/** The rule on suppressions: it judges when all others have, and nothing suppresses it. */
const LAST = 'no-useless-suppression';

/** As lint, with what was suppressed. */
export function verdict(subject: Subject | Document, policy: Policy, options: LintOptions = {}): Verdict {
  const document = subject instanceof Document ? subject : new Document(subject);
  if (document.suppressions.length === 0) {
    const { findings, capped } = judgeBy(policy.clauses, document, options);
    return { findings: inOrder(findings), suppressed: [], capped };
  }
  const { rules = builtIn, context = {} } = options;
  const others = policy.clauses.filter(({ rule }) => rule !== LAST);
  const forbidden = isForbidden(document, policy, context);
  const { leaves, suppressed, idle } = suppressor(forbidden ? [] : document.suppressions);
  const left = judgeBy(others, document, options, leaves);
  const suppressing = {
    rules: [...new Set([...builtIn.keys(), ...rules.keys()])],
    // A rule that is not here, or was left before its end, might have found what is suppressed.
    idle: new Set(left.capped ? [] : idle().filter(({ rule }) => rules.has(rule))),
    forbidden,
  };
  const last = policy.clauses.filter(({ rule }) => rule === LAST);
  const about = judgeBy(last, document, { ...options, context: { ...context, suppressing } });
  return {
    findings: inOrder([...left.findings, ...about.findings]),
    suppressed: inOrder(suppressed),
    capped: left.capped || about.capped,
  };
}

function inOrder<F extends Finding>(findings: F[]): F[] {
  return findings.sort((a, b) => a.offset - b.offset || a.endOffset - b.endOffset);
}

type Counts = (finding: Finding) => boolean;

type Judged = Omit<Verdict, 'suppressed'>;

function judgeBy(
  clauses: readonly Clause[],
  document: Document,
  options: LintOptions,
  counts: Counts = () => true,
): Judged {
  const { rules = builtIn, context = {} } = options;
  const here = circumstanceOf(document.subject, context);
  const judged = clauses.flatMap((clause) => {
    const rule = rules.get(clause.rule);
    if (!rule || !(clause.subjects ?? rule.subjects).includes(document.kind)) return [];
    if (!goesByPath(clause))
      return holds(clause, here) ? [judge(document, clause, rule, options, counts)] : [];
    const countsHere: Counts = (finding) =>
      holds(clause, { ...here, path: finding.file ?? here.path }) && counts(finding);
    return [judge(document, clause, rule, options, countsHere)];
  });
  return {
    findings: judged.flatMap(({ findings }) => findings),
    capped: judged.some(({ capped }) => capped),
  };
}

/** Only what counts goes towards the most: a thousand findings in files left out hide none in the others. */
function judge(
  document: Document,
  clause: Clause,
  rule: AnyRule,
  { context = {}, most = MOST_FINDINGS }: LintOptions,
  counts: Counts,
): Judged {
  const findings: Finding[] = [];
  try {
    for (const report of rule.check(document, clause.options, context)) {
      const finding = findingOf(document, clause, report);
      if (!counts(finding)) continue;
      if (findings.length >= most) return { findings, capped: true };
      findings.push(finding);
    }
    return { findings, capped: false };
  } catch (error) {
    throw new RuleCrash(clause.rule, error);
  }
}

function findingOf(document: Document, clause: Clause, { at, message, fix, unsafe }: Report): Finding {
  const { start, end } = at;
  const from = document.positionAt(start);
  const to = document.positionAt(end);
  const time = document.eventAt(start)?.time;
  // A diff shows files that are elsewhere: nothing can be mended in it.
  const isFixable = fix !== undefined && document.kind !== 'diff';
  return {
    rule: clause.rule,
    severity: clause.severity,
    message,
    ...(from.file === undefined ? {} : { file: from.file }),
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    offset: start,
    endOffset: end,
    quote: document.text.slice(start, end),
    ...(time ? { time } : {}),
    from: clause.from,
    ...(isFixable ? { fix: { text: fix, ...(unsafe ? { unsafe: true as const } : {}) } } : {}),
  };
}
