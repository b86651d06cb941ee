import { rules } from '../../rules/index.ts';
import { compileFlags, compileText, recommended } from './config.ts';
import type { Clause, Policy } from './policy.ts';

/** `bylaw:recommended`, or what a configuration makes of the built-in rules. See compileText. */
export function compileBuiltin(source?: { text: string; name: string; key?: string | undefined }): Policy {
  return source ? compileText(source.text, source.name, rules, source.key) : { clauses: recommended(rules) };
}

/** The clauses of `--rule` flags. See compileFlags. */
export function compileBuiltinFlags(flags: readonly string[]): readonly Clause[] {
  return compileFlags(flags, rules);
}
