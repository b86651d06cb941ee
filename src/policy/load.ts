import { resolve } from 'node:path';
import { rules as builtIn } from '../../rules/index.ts';
import type { Repository } from '../read/repository.ts';
import type { AnyRule } from '../rule.ts';
import { readCache, writeCache } from './cache.ts';
import type { Step } from './compile.ts';
import { type Found, findConfiguration, foundAt } from './find.ts';
import { makeFlags, makePolicy, settingsOf } from './make.ts';
import type { Policy } from './policy.ts';

export interface PolicyRequest {
  /** Where to begin to look for a configuration; the search ends at the top of the work tree. */
  readonly cwd: string;
  /** Where the compiled policy is kept; null where there is none. */
  readonly repository: Repository | null;
  /** A configuration file that was named, or false for none at all. */
  readonly config?: string | false | undefined;
  /** Whether configurations and rules may be code, which is run; by default they may. */
  readonly code?: boolean | undefined;
  /** `--rule` flags: each takes the place of what was set for its rule; alone where `config` is false. */
  readonly rules?: readonly string[] | undefined;
}

export interface LoadedPolicy extends Policy {
  /** The configuration file that holds; null for `bylaw:recommended`. */
  readonly file: string | null;
  /** That file, and all that it extends or takes rules from. */
  readonly files: readonly string[];
  /** The rules that clauses name: the built-in ones, and those of plugins. */
  readonly rules: ReadonlyMap<string, AnyRule>;
}

/**
 * The policy that holds in a folder. A compiled one is kept in the git directory, beside the sources it
 * was made from, so that a hook reads one small file and checks no configuration again. What code says is
 * asked each time.
 * @throws Trouble where a configuration is wrong or a named one is missing
 */
export function loadPolicy(request: PolicyRequest): LoadedPolicy {
  const { config, rules: flags = [] } = request;
  if (config === false && flags.length > 0) {
    return { clauses: makeFlags(flags), file: null, files: [], rules: builtIn };
  }
  const policy = config === false ? withoutConfiguration() : loadFile(request);
  if (flags.length === 0) return policy;
  const flagged = new Set(flags.map((flag) => flag.split('=')[0]));
  const others = policy.clauses.filter((clause) => !flagged.has(clause.rule));
  const own = policy.rules === builtIn ? undefined : policy.rules;
  return { ...policy, clauses: [...others, ...makeFlags(flags, own)] };
}

/** Every setting of a rule in the configuration that holds, in the order they count. */
export function loadSettings(rule: string, request: PolicyRequest): readonly Step[] {
  const found = request.config === false ? undefined : find(request);
  return settingsOf(rule, makePolicy(found, readOptions(request)));
}

function withoutConfiguration(): LoadedPolicy {
  const { policy } = makePolicy(undefined, { root: '', gitDir: null, code: false });
  return { ...policy, file: null, files: [], rules: builtIn };
}

function loadFile(request: PolicyRequest): LoadedPolicy {
  const found = find(request);
  const gitDir = request.repository?.gitDir ?? null;
  const loaded = { file: found?.file ?? null, rules: builtIn };
  const kept = readCache(gitDir, found);
  if (kept) return { ...kept.policy, ...loaded, files: Object.keys(kept.texts) };
  const { policy, texts, hasCode, rules } = makePolicy(found, readOptions(request));
  if (!hasCode) writeCache(gitDir, found, { policy, texts: Object.fromEntries(texts) });
  return { ...policy, ...loaded, files: [...texts.keys()], ...(hasCode ? { rules } : {}) };
}

function find(request: PolicyRequest): Found | undefined {
  const { cwd, config } = request;
  return typeof config === 'string' ? foundAt(resolve(cwd, config)) : findConfiguration(cwd, rootOf(request));
}

function rootOf({ cwd, repository }: PolicyRequest): string {
  return repository?.workTree ?? cwd;
}

function readOptions(request: PolicyRequest) {
  const { repository, code = true } = request;
  return { root: rootOf(request), gitDir: repository?.gitDir ?? null, code };
}
