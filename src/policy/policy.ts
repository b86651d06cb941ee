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
  /** Where it holds: all of these have to be so. Everywhere by default. */
  readonly when?: readonly Condition[];
  /** Where it does not, since another setting took its place: none of these may be so. */
  readonly unless?: readonly Condition[];
}

/** A circumstance: everything that is named has to be so. */
export interface Condition {
  readonly subjects?: readonly Kind[];
  /** Globs; of a diff, each finding goes by the file it is in. */
  readonly paths?: readonly string[];
  /** Globs. */
  readonly branches?: readonly string[];
  /** Names, logins or addresses, where `*` stands for anything; `bylaw:bots` for release bots. Letters in any case. */
  readonly authors?: readonly string[];
}

/** Git hooks that may change a message, and whether they do. */
export interface HookSettings {
  readonly 'commit-msg': { readonly fix: boolean };
  readonly 'prepare-commit-msg': { readonly fix: boolean };
}

/** How bylaw answers coding agents. */
export interface AgentSettings {
  /** Whether a command may be replaced by the corrected one; otherwise it is denied, and told. */
  readonly rewrite?: boolean | undefined;
  /** What becomes of a call that bylaw could not judge; without, what the agent does about failed hooks. */
  readonly onError?: 'allow' | 'deny' | undefined;
}

/** The ordered clauses that hold for a repository, and how its hooks behave. */
export interface Policy {
  readonly clauses: readonly Clause[];
  readonly hooks?: HookSettings;
  readonly agents?: AgentSettings;
  readonly suppressions?: Suppressions;
  /** What the lines of pages say that clauses come from, for people who read findings. */
  readonly asked?: Readonly<Record<string, string>>;
}

/** Who may suppress a finding, with a reason. */
export interface Suppressions {
  /** Whether coding agents may. */
  readonly agents: boolean;
}

/** A rule's setting, as people write it: each further options object is one more clause. */
export type Setting = 'off' | Severity | readonly ['off' | Severity, ...Record<string, unknown>[]];

export type Settings = Readonly<Record<string, Setting>>;

/** Settings that hold under a condition, in place of those that hold without. */
export interface Override extends Condition {
  readonly rules: Settings;
}

/** A clause as a page sets it, or `bylaw init` writes it: several of one rule may hold side by side. */
export interface WrittenClause {
  readonly rule: string;
  readonly severity: 'off' | Severity;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Narrower than the rule's own subjects; all of them by default. */
  readonly subjects?: readonly Kind[];
  /** Globs of the files it is for. */
  readonly paths?: readonly string[];
  /** What asked for it, such as `CLAUDE.md:24`; findings cite it. */
  readonly from?: string;
}

/** `bylaw.config.json`, the key `bylaw` of a package.json, or what a `bylaw.config.ts` exports. */
export interface Config {
  readonly $schema?: string;
  /** `bylaw:recommended`, `bylaw:bots`, files such as `./team.json`, packages: later ones win. */
  readonly extends?: string | readonly string[];
  /** Files or packages that export rules. */
  readonly plugins?: readonly string[];
  /** Policy pages: false for none, or the names of those to read instead of the ones found in the repository. */
  readonly pages?: boolean | readonly string[];
  /** What `bylaw init` has read in pages. Settings of `rules` take the place of those here. */
  readonly clauses?: readonly WrittenClause[];
  readonly rules?: Settings;
  /** Later ones win. */
  readonly overrides?: readonly Override[];
  readonly hooks?: Partial<HookSettings>;
  readonly agents?: AgentSettings;
  readonly suppressions?: Partial<Suppressions>;
}

/** Gives a configuration its types. */
export function defineConfig(config: Config): Config {
  return config;
}
