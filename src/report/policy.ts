import type { Conflict } from '../policy/beside.ts';
import type { PageDirective, PolicyPage } from '../policy/pages.ts';
import type { Clause, Policy, WrittenClause } from '../policy/policy.ts';
import type { AnyRule } from '../rule.ts';
import { visible } from './escape.ts';

/** What `bylaw policy` shows. */
export interface PolicyReport {
  readonly policy: Policy;
  readonly pages: readonly PolicyPage[];
  readonly conflicts: readonly Conflict[];
  readonly drift: readonly WrittenClause[];
}

/** How many directives there are of each status. */
export type Coverage = Record<PageDirective['status'], number>;

export function coverageOf(pages: readonly PolicyPage[]): Coverage {
  const coverage = { enforced: 0, guidance: 0, unread: 0 };
  for (const { status } of pages.flatMap(({ directives }) => directives)) coverage[status]++;
  return coverage;
}

/** One object: the contract of `bylaw policy --format json`, version 1. */
export function policyJson({ pages, conflicts, drift }: PolicyReport): string {
  const printed = {
    version: 1,
    pages: pages.map(({ path, directives }) => ({
      path,
      directives: directives.map(({ line, text, status, reason, clauses }) => ({
        ...{ line, text, status, reason },
        clauses: clauses.map(({ rule, severity, options, subjects }) => ({
          rule,
          severity,
          options,
          subjects,
        })),
      })),
    })),
    coverage: coverageOf(pages),
    conflicts,
    ...(drift.length > 0 ? { drift } : {}),
  };
  return `${JSON.stringify(printed, null, 2)}\n`;
}

/** Columns that a directive may take in the table; a longer one is cut. */
const WIDEST = 72;

/** For people: each directive with its line, what became of it and what holds it, then the sums. */
export function policyTable({ policy, pages, conflicts, drift }: PolicyReport): string {
  if (pages.length === 0) return 'No policy pages here: `bylaw:recommended` and configuration hold\n';
  const { enforced, guidance, unread } = coverageOf(pages);
  const lines = [
    ...pages.flatMap((page) => showPage(page, policy)),
    ...conflicts.map(
      ({ rule, subjects, held, dropped }) =>
        `Conflict: ${held} and ${dropped} ask for different \`${rule}\` in ${subjects.join(', ')}, the first holds`,
    ),
    ...drift.map(
      ({ rule, from }) => `Drift: ${from} asks for \`${rule}\`, the configuration does not hold it so`,
    ),
    `${enforced} enforced, ${guidance} guidance, ${unread} unread`,
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function showPage({ path, directives }: PolicyPage, policy: Policy): string[] {
  if (directives.length === 0) return [`${path}: nothing is asked for`, ''];
  const width = Math.min(WIDEST, Math.max(...directives.map(({ text }) => text.length)));
  const lines = directives.flatMap((directive) => {
    const [first = '', ...others] = holders(directive, `${path}:${directive.line}`, policy);
    const text = directive.text.length > width ? `${directive.text.slice(0, width - 3)}...` : directive.text;
    const indent = ' '.repeat(8 + width);
    return [
      `${String(directive.line).padStart(6)}  ${text.padEnd(width)}  ${first}`,
      ...others.map((other) => `${indent}  ${other}`),
    ];
  });
  return [path, ...lines, ''];
}

/** `error     no-emoji (commit, pr)` for each clause, or what became of the directive instead. */
function holders({ status, reason, clauses }: PageDirective, from: string, policy: Policy): string[] {
  if (clauses.length === 0) return [`${status.padEnd(8)}${reason === undefined ? '' : `  ${reason}`}`];
  return clauses.map(({ rule, severity, subjects }) => {
    const decider = severity === 'off' ? '' : deciderOf(rule, from, policy);
    return `${severity.padEnd(8)}  ${rule} (${subjects.join(', ')})${decider}`;
  });
}

/** Who decides instead, where the line does not: another line or a configuration. */
function deciderOf(rule: string, from: string, { clauses }: Policy): string {
  const held = clauses.filter((clause) => clause.rule === rule);
  if (held.some((clause) => clause.from === from)) return '';
  const others = [...new Set(held.map((clause) => clause.from ?? 'bylaw:recommended'))];
  return others.length > 0 ? `, decided by ${others.join(', ')}` : ', off here';
}

/** One line for each clause that holds, for an agent to read before it begins. */
export function policyBrief(clauses: readonly Clause[], rules: ReadonlyMap<string, AnyRule>): string {
  return clauses.map((clause) => `${briefly(clause, rules.get(clause.rule) as AnyRule)}\n`).join('');
}

function briefly({ rule: id, severity, options, subjects, when }: Clause, rule: AnyRule): string {
  const told = Object.entries(options)
    .map(([name, value]) => [name, JSON.stringify(value)] as const)
    .filter(([, value]) => value.length <= LONGEST && !EMPTY.includes(value))
    .map(([name, value]) => `, ${name} ${value}`)
    .join('');
  const paths = when?.flatMap((one) => one.paths ?? []) ?? [];
  const where = paths.length > 0 ? ` in ${paths.join(' ')}` : '';
  const mark = severity === 'warn' ? 'better: ' : '';
  return visible(`${(subjects ?? rule.subjects).join(' ')}${where}: ${mark}${rule.summary} (${id}${told})`);
}

const EMPTY = ['[]', '{}', 'false'];
/** A longer option is a list of its rule's own, which `bylaw explain` prints. */
const LONGEST = 120;
