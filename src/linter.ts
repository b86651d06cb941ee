import { rules as builtIn } from '../rules/index.ts';
import { type FixOptions, fix } from './fix.ts';
import { type JudgeOptions, judgeAll } from './inner.ts';
import { judge } from './judge.ts';
import { type Finding, lint } from './lint.ts';
import { compileConfig, type PageSource } from './policy/config.ts';
import type { Config, Policy } from './policy/policy.ts';
import type { Result } from './report/result.ts';
import type { AnyRule, Context } from './rule.ts';
import type { Subject } from './subject.ts';

export { judge } from './judge.ts';

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
  /** The same, followed by what is inside of a command or a session: see judgeAll in src/inner.ts. */
  judgeAll(subject: Subject, source?: string, options?: Omit<JudgeOptions, 'rules'>): Result[];
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
    judgeAll: (subject, source = subject.kind, options = {}) =>
      judgeAll(subject, source, policy, { rules, ...options }),
  };
}
