import { loadPolicy } from '../policy/load.ts';
import { findRepository } from '../read/repository.ts';
import { writeAll } from '../write.ts';
import { oneOf, readArguments } from './arguments.ts';
import type { World } from './world.ts';

export const rulesHelp = `Usage: bylaw rules [--format human|json]

Lists every rule: its severity where the policy of this folder holds it, the subjects, the summary.
`;

/** `bylaw rules` */
export function listRules(args: readonly string[], world: World): number {
  const { values } = readArguments('rules', args, { format: { type: 'string', default: 'human' } });
  const format = oneOf('--format', values.format, ['human', 'json']);
  const repository = findRepository(world.cwd, world.env);
  const policy = loadPolicy({ ...world, repository });
  // What holds everywhere counts more than what holds under a condition.
  const narrowFirst = [...policy.clauses].sort((a, b) => Number(!a.when) - Number(!b.when));
  const severity = new Map(narrowFirst.map((clause) => [clause.rule, clause.severity]));
  const list = [...policy.rules.values()].map(({ id, summary, subjects, options }) => ({
    id,
    severity: severity.get(id) ?? 'off',
    subjects,
    summary,
    options: options !== undefined,
  }));
  writeAll(1, format === 'json' ? `${JSON.stringify({ version: 1, rules: list })}\n` : table(list));
  return 0;
}

function table(
  list: readonly { id: string; severity: string; subjects: readonly string[]; summary: string }[],
) {
  const width = Math.max(...list.map(({ id }) => id.length));
  return list
    .map(
      ({ id, severity, subjects, summary }) =>
        `${id.padEnd(width)}  ${severity.padEnd(5)}  ${subjects.join(', ').padEnd(25)}  ${summary}\n`,
    )
    .join('');
}
