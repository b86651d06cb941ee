import { rules } from '../../rules/index.ts';
import { didYouMean } from '../nearest.ts';
import { optionTable } from '../policy/config.ts';
import { rulePage } from '../report/page.ts';
import { Trouble } from '../trouble.ts';
import { writeAll } from '../write.ts';
import { readArguments } from './arguments.ts';

export const explainHelp = `Usage: bylaw explain RULE

Says what a rule wants and why, its options, and examples of both kinds.
`;

/** `bylaw explain RULE` */
export function explain(args: readonly string[]): number {
  const { positionals } = readArguments('explain', args, {});
  const [id, more] = positionals;
  if (id === undefined || more !== undefined)
    throw new Trouble('One rule to explain, `bylaw rules` lists them');
  const rule = rules.get(id);
  if (!rule)
    throw new Trouble(
      `Unknown rule \`${id}\`${didYouMean(id, rules.keys()) || ', `bylaw rules` lists them'}`,
    );
  writeAll(1, rulePage(rule, optionTable(rule)));
  return 0;
}
