import { rules as builtIn } from '../../rules/index.ts';
import { compile, history, type Step } from './compile.ts';
import { compileFlags, recommendedLayers } from './config.ts';
import type { Found } from './find.ts';
import type { Layer } from './layer.ts';
import type { Clause, Policy } from './policy.ts';
import type { Rules } from './schema.ts';
import { type ReadOptions, readSources, type Sources } from './sources.ts';

/** A policy, and what it was made of. */
export interface Made extends Sources {
  readonly policy: Policy;
}

/**
 * Makes the policy of a configuration, or of `bylaw:recommended` where there is none.
 * @throws Trouble where a configuration is wrong
 */
export function makePolicy(found: Found | undefined, options: ReadOptions): Made {
  const sources = found ? readSources(found, builtIn, options) : without(recommendedLayers());
  return { ...sources, policy: compile(sources.layers, sources.rules) };
}

/** The clauses of `--rule` flags. See compileFlags. */
export function makeFlags(flags: readonly string[], own: Rules = builtIn): readonly Clause[] {
  return compileFlags(flags, own);
}

/** Every setting of one rule, in the order they count. See history. */
export function settingsOf(rule: string, { layers, rules }: Sources): readonly Step[] {
  return history(layers, rules, rule);
}

function without(layers: readonly Layer[]): Sources {
  return { layers, rules: builtIn, texts: new Map(), hasCode: false };
}
