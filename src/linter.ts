import { rules as builtIn } from '../rules/index.ts';
import { type FixOptions, fix } from './fix.ts';
import { type Finding, type LintOptions, lint, verdict } from './lint.ts';
import { compileConfig, type PageSource } from './policy/config.ts';
import type { Config, Policy } from './policy/policy.ts';
import type { Result } from './report/result.ts';
import type { AnyRule, Context } from './rule.ts';
import { type Subject, textOf } from './subject.ts';

export interface LinterOptions {
  /** What `bylaw.config.json` would hold, without files and packages; `bylaw:recommended` by default. */
  readonly config?: Config;
  /** Policy pages to hold, below the configuration; the later one wins. */
  readonly pages?: readonly PageSource[];
  /** Rules of your own, beside the built-in ones. */
  readonly rules?: readonly AnyRule[];
}

/** A policy, ready to judge. */
export interface Linter {
  readonly policy: Policy;
  lint(subject: Subject, context?: Context): Finding[];
  fix(subject: Subject, options?: Omit<FixOptions, 'rules'>): string;
  /** Findings and corrected text together, as `report` takes them. */
  judge(subject: Subject, source?: string, context?: Context): Result;
}

/**
 * Makes a linter from policy pages and a configuration.
 * @throws Trouble where the configuration is wrong
 */
export function createLinter({ config, pages, rules: own = [] }: LinterOptions = {}): Linter {
  const rules = new Map([...builtIn, ...own.map((rule) => [rule.id, rule] as const)]);
  const policy = compileConfig(config, rules, pages);
  return {
    policy,
    lint: (subject, context = {}) => lint(subject, policy, { rules, context }),
    fix: (subject, options = {}) => fix(subject, policy, { rules, ...options }),
    judge: (subject, source = subject.kind, context = {}) =>
      judge(subject, source, policy, { rules, context }),
  };
}

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
