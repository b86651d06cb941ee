import { rules as builtIn } from '../../rules/index.ts';
import { didYouMean } from '../nearest.ts';
import { loadPolicy } from '../policy/load.ts';
import { optionTable } from '../policy/schema.ts';
import { findRepository } from '../read/repository.ts';
import { rulePage } from '../report/page.ts';
import { Trouble } from '../trouble.ts';
import { writeAll } from '../write.ts';
import { readArguments } from './arguments.ts';
import type { World } from './world.ts';

export const explainHelp = `Usage: bylaw explain RULE

Says what a rule wants and why, its options, and examples of both kinds.
`;

/** `bylaw explain RULE` */
export function explain(args: readonly string[], { cwd, env }: World): number {
  const { positionals } = readArguments('explain', args, {});
  const [id, more] = positionals;
  if (id === undefined || more !== undefined)
    throw new Trouble('One rule to explain, `bylaw rules` lists them');
  // A built-in rule is explained whatever is configured.
  const rules = builtIn.has(id)
    ? builtIn
    : loadPolicy({ cwd, env, repository: findRepository(cwd, env) }).rules;
  const rule = rules.get(id);
  if (!rule)
    throw new Trouble(
      `Unknown rule \`${id}\`${didYouMean(id, rules.keys()) || ', `bylaw rules` lists them'}`,
    );
  writeAll(1, rulePage(rule, optionTable(rule)));
  return 0;
}
