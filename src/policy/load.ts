import { mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Repository } from '../read/repository.ts';
import { Trouble } from '../trouble.ts';
import { BUILD } from '../version.ts';
import { replaceFile } from '../write.ts';
import { compileBuiltin, compileBuiltinFlags } from './builtin.ts';
import type { Policy } from './policy.ts';

export interface PolicyRequest {
  /** Where to begin to look for a configuration; the search ends at the top of the work tree. */
  readonly cwd: string;
  /** Where the compiled policy is kept; null where there is none. */
  readonly repository: Repository | null;
  /** A configuration file that was named, or false for none at all. */
  readonly config?: string | false | undefined;
  /** `--rule` flags: each takes the place of what was set for its rule; alone where `config` is false. */
  readonly rules?: readonly string[] | undefined;
}

export interface LoadedPolicy extends Policy {
  /** The configuration file that holds; null for `bylaw:recommended`. */
  readonly file: string | null;
}

/** A configuration as it was found. `key` is the key inside the file that holds it. */
interface Source {
  readonly file: string;
  readonly text: string;
  readonly key?: string;
}

/**
 * The policy that holds in a folder. A compiled one is kept in the git directory, beside the source it
 * was made from, so that a hook reads one small file and checks no configuration again.
 * @throws Trouble where a configuration is wrong or a named one is missing
 */
export function loadPolicy(request: PolicyRequest): LoadedPolicy {
  const flags = compileFlagsIfAny(request.rules);
  if (request.config === false) {
    return { clauses: flags.length > 0 ? flags : compileBuiltin().clauses, file: null };
  }
  const source =
    request.config === undefined ? findSource(request) : named(resolve(request.cwd, request.config));
  const name = source && (relative(rootOf(request), source.file) || source.file);
  const policy = cached(request.repository?.gitDir ?? null, source, () =>
    compileBuiltin(source && name ? { text: source.text, name, key: source.key } : undefined),
  );
  const flagged = new Set(request.rules?.map((flag) => flag.split('=')[0]));
  const others = policy.clauses.filter((clause) => !flagged.has(clause.rule));
  return { ...policy, clauses: [...others, ...flags], file: source?.file ?? null };
}

function rootOf({ cwd, repository }: PolicyRequest): string {
  return repository?.workTree ?? cwd;
}

function compileFlagsIfAny(flags: readonly string[] = []): Policy['clauses'] {
  return flags.length > 0 ? compileBuiltinFlags(flags) : [];
}

function named(file: string): Source {
  const text = read(file);
  if (text === undefined) throw new Trouble(`No configuration in ${file}, name a file that exists`);
  return basename(file) === 'package.json' ? { file, text, key: 'bylaw' } : { file, text };
}

/** The nearest `bylaw.config.json`, or package.json with a key `bylaw`, from a folder up to the root. */
function findSource(request: PolicyRequest): Source | undefined {
  const root = resolve(rootOf(request));
  for (let folder = resolve(request.cwd); ; folder = dirname(folder)) {
    const file = join(folder, 'bylaw.config.json');
    const text = read(file);
    if (text !== undefined) return { file, text };
    const manifest = join(folder, 'package.json');
    const manifestText = read(manifest);
    if (manifestText?.includes('"bylaw"') && hasKey(manifestText)) {
      return { file: manifest, text: manifestText, key: 'bylaw' };
    }
    if (folder === root || folder === dirname(folder)) return undefined;
  }
}

function hasKey(manifest: string): boolean {
  try {
    return JSON.parse(manifest).bylaw !== undefined;
  } catch {
    // Compiling it will say what is wrong with it.
    return /"bylaw"\s*:/.test(manifest);
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Trouble(`Cannot read ${file} (${code}), make it a readable file`);
  }
}

interface Cache {
  readonly build: string;
  readonly source: Source | null;
  readonly policy: Policy;
}

/** Compiles only what the cache does not hold already. A damaged cache is made anew. */
function cached(gitDir: string | null, source: Source | undefined, make: () => Policy): Policy {
  if (gitDir === null) return make();
  const file = join(gitDir, 'bylaw', 'policy.json');
  try {
    const cache: Cache = JSON.parse(readFileSync(file, 'utf8'));
    if (cache.build === BUILD && sameSource(cache.source, source ?? null)) return cache.policy;
  } catch {
    // Absent or damaged: written again below.
  }
  const policy = make();
  write(file, { build: BUILD, source: source ?? null, policy });
  return policy;
}

function sameSource(a: Source | null, b: Source | null): boolean {
  return a?.file === b?.file && a?.text === b?.text && a?.key === b?.key;
}

/** Whole or not at all, so that a hook that runs meanwhile never reads half of it. */
function write(file: string, cache: Cache): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, JSON.stringify(cache), 0o644);
  } catch {
    // A git directory that cannot be written costs time, not the verdict.
  }
}
