import { resolve } from 'node:path';
import { rules as builtIn } from '../../rules/index.ts';
import { findPages, movedFolders } from '../read/pages.ts';
import type { Repository } from '../read/repository.ts';
import type { AnyRule } from '../rule.ts';
import { readCache, writeCache } from './cache.ts';
import type { Step } from './compile.ts';
import { type Found, findConfiguration, foundAt } from './find.ts';
import { type MakeOptions, makeFlags, makePolicy, settingsOf } from './make.ts';
import type { Policy } from './policy.ts';

export interface PolicyRequest {
  /** Where to begin to look for a configuration and for pages; the search ends at the top of the work tree. */
  readonly cwd: string;
  /** Says where the user's own pages are: `HOME`. */
  readonly env: NodeJS.ProcessEnv;
  /** Where the compiled policy is kept; null where there is none. */
  readonly repository: Repository | null;
  /** A configuration file that was named, or false for none at all, and no pages that nobody named. */
  readonly config?: string | false | undefined;
  /** Policy pages that were named, in place of all that would be found. */
  readonly pages?: readonly string[] | undefined;
  /** Whether configurations and rules may be code, which is run; by default they may. */
  readonly code?: boolean | undefined;
  /** `--rule` flags: each takes the place of what was set for its rule; alone where `config` is false. */
  readonly rules?: readonly string[] | undefined;
}

export interface LoadedPolicy extends Policy {
  /** The configuration file that holds; null for none. */
  readonly file: string | null;
  /** The policy pages that hold, as findings cite them. */
  readonly pages: readonly string[];
  /** All files that were read: configuration, what it extends or takes rules from, pages. */
  readonly files: readonly string[];
  /** The rules that clauses name: the built-in ones, and those of plugins. */
  readonly rules: ReadonlyMap<string, AnyRule>;
}

/**
 * The policy that holds in a folder. A compiled one is kept in the git directory, beside the sources it
 * was made from, so that a hook reads one small file, and neither pages nor configuration again. What code
 * says is asked each time.
 * @throws Trouble where a configuration is wrong, or a named one or a named page is missing
 */
export function loadPolicy(request: PolicyRequest): LoadedPolicy {
  const { config, pages, rules: flags = [] } = request;
  if (config === false && flags.length > 0 && !pages) {
    return { clauses: makeFlags(flags), file: null, pages: [], files: [], rules: builtIn };
  }
  const policy = loadFiles(request);
  if (flags.length === 0) return policy;
  const flagged = new Set(flags.map((flag) => flag.split('=')[0]));
  const others = policy.clauses.filter((clause) => !flagged.has(clause.rule));
  const own = policy.rules === builtIn ? undefined : policy.rules;
  return { ...policy, clauses: [...others, ...makeFlags(flags, own)] };
}

/** Every setting of a rule in the pages and the configuration that hold, in the order they count. */
export function loadSettings(rule: string, request: PolicyRequest): readonly Step[] {
  return settingsOf(rule, makePolicy(find(request), makeOptions(request)));
}

function loadFiles(request: PolicyRequest): LoadedPolicy {
  const found = find(request);
  const options = makeOptions(request);
  // What is asked for in a command is not what hooks will ask for.
  const gitDir = options.pages === undefined ? options.gitDir : null;
  const loaded = { file: found?.file ?? null, rules: builtIn };
  const kept = readCache(gitDir, found, () => findPages(options).map(({ file }) => file));
  if (kept) return { ...kept.policy, ...loaded, pages: kept.pages, files: Object.keys(kept.texts) };
  const { policy, texts, hasCode, rules, foundPages, absent, ...made } = makePolicy(found, options);
  const pages = made.pages.map(({ path }) => path);
  if (!hasCode) {
    writeCache(gitDir, found, { policy, texts: Object.fromEntries(texts), foundPages, absent, pages });
  }
  return { ...policy, ...loaded, pages, files: [...texts.keys()], ...(hasCode ? { rules } : {}) };
}

/** The configuration that holds; undefined for none. */
export function find(request: PolicyRequest): Found | undefined {
  const { cwd, config } = request;
  if (config === false) return undefined;
  return typeof config === 'string' ? foundAt(resolve(cwd, config)) : findConfiguration(cwd, rootOf(request));
}

function rootOf({ cwd, repository }: PolicyRequest): string {
  return repository?.workTree ?? cwd;
}

/** What making a policy takes. */
export function makeOptions(request: PolicyRequest): MakeOptions {
  const { cwd, env, repository, code = true, config } = request;
  const root = rootOf(request);
  const home = env.HOME ?? env.USERPROFILE;
  const pages = request.pages ?? (config === false ? false : undefined);
  const moved = movedFolders(env);
  return { cwd, root, home, moved, gitDir: repository?.gitDir ?? null, code, pages };
}
