import { find, makeOptions } from '../policy/load.ts';
import { surveyPages } from '../policy/make.ts';
import { findRepository } from '../read/repository.ts';
import { visible } from '../report/escape.ts';
import { coverageOf, policyBrief, policyJson, policyTable } from '../report/policy.ts';
import { Trouble } from '../trouble.ts';
import { writeAll } from '../write.ts';
import { oneOf, readArguments } from './arguments.ts';
import { POLICY_FLAGS, policyRequest } from './config.ts';
import type { World } from './world.ts';

export const policyHelp = `Usage: bylaw policy [PAGE...]

Shows every sentence of the policy pages that asks for something, and what became of it: enforced by clauses,
guidance that no check can hold, or unread. Without PAGE it reads the pages that agents find here. A comment
in a page decides for its line: <!-- bylaw: off -->, <!-- bylaw: guidance -->, <!-- bylaw: RULE {options} -->.

  --format FORMAT    human or json
  --check            exit with 1 where a sentence is unread, two contradict each other, or the configuration
                     that takes the place of the pages no longer says what they say
  --brief            print what holds in few words, for an agent to read
  --config FILE      use this configuration
  --no-config        use none
  --no-code          run no configuration and no rules that are code
`;

const { rule: _, ...FLAGS } = POLICY_FLAGS;

/** `bylaw policy` */
export function policy(args: readonly string[], world: World): number {
  const { values, positionals } = readArguments('policy', args, {
    ...FLAGS,
    format: { type: 'string', default: 'human' },
    check: { type: 'boolean' },
    brief: { type: 'boolean' },
  });
  const format = oneOf('--format', values.format, ['human', 'json']);
  if (values.brief && (values.check || format === 'json')) {
    throw new Trouble('`--brief` goes without `--check` and `--format json`, leave one of them out');
  }
  const repository = findRepository(world.cwd, world.env);
  const named = [...(values.policy ?? []), ...positionals];
  const flags = { ...values, policy: named.length > 0 ? named : undefined };
  const request = policyRequest(flags, repository, world);
  const survey = surveyPages(find(request), makeOptions(request));
  writeAll(2, survey.notes.map((note) => `${visible(note)}\n`).join(''));
  if (values.brief) writeAll(1, policyBrief(survey.policy.clauses, survey.rules));
  else writeAll(1, format === 'json' ? policyJson(survey) : policyTable(survey));
  const isClean = coverageOf(survey.pages).unread + survey.conflicts.length + survey.drift.length === 0;
  return values.check && !isClean ? 1 : 0;
}
