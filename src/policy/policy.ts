import type { Severity } from '../rule.ts';
import type { Kind } from '../subject.ts';

/** One rule at work. Plain data, so that a policy can be cached. */
export interface Clause {
  readonly rule: string;
  readonly severity: Severity;
  /** Complete options: checked, and with every default filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** `bylaw.config.json:7`, `--rule`; null for the defaults. */
  readonly from: string | null;
  /** Narrower than the rule's own subjects; all of them by default. */
  readonly subjects?: readonly Kind[];
  /** Where it holds; everywhere by default. */
  readonly when?: Condition;
  /** Where another clause took its place. */
  readonly unless?: readonly Condition[];
}

/** A circumstance: everything that is named has to be so. */
export interface Condition {
  readonly subjects?: readonly Kind[];
  /** Globs; of a diff, each finding goes by the file it is in. */
  readonly paths?: readonly string[];
  /** Globs. */
  readonly branches?: readonly string[];
  /** Names or addresses, where `*` stands for anything; letters in any case. */
  readonly authors?: readonly string[];
}

/** Git hooks that may change a message, and whether they do. */
export interface HookSettings {
  readonly 'commit-msg': { readonly fix: boolean };
  readonly 'prepare-commit-msg': { readonly fix: boolean };
}

/** The ordered clauses that hold for a repository, and how its hooks behave. */
export interface Policy {
  readonly clauses: readonly Clause[];
  readonly hooks?: HookSettings;
}

/** A rule's setting, as people write it: each further options object is one more clause. */
export type Setting = 'off' | Severity | readonly ['off' | Severity, ...Record<string, unknown>[]];

/** `bylaw.config.json`, or the key `bylaw` of a package.json. */
export interface Config {
  readonly $schema?: string;
  readonly extends?: string | readonly string[];
  readonly rules?: Readonly<Record<string, Setting>>;
  readonly hooks?: Partial<HookSettings>;
}

/** Gives a configuration its types. */
export function defineConfig(config: Config): Config {
  return config;
}
