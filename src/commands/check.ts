import { closeSync, openSync } from 'node:fs';
import { judge } from '../linter.ts';
import { loadPolicy } from '../policy/load.ts';
import { findRepository } from '../read/repository.ts';
import { FORMATS, type Format, reporterOf } from '../report/index.ts';
import { addUp, NOTHING, type Result, type Totals } from '../report/result.ts';
import { KINDS } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import { writeAll } from '../write.ts';
import { oneOf, readArguments } from './arguments.ts';
import { applyFix, patch } from './fixing.ts';
import { type Input, inputs } from './inputs.ts';
import { checkRecords } from './ndjson.ts';
import { progress } from './progress.ts';
import type { World } from './world.ts';

export const checkHelp = `Usage: bylaw check [FILE... | -]

Judges files, or standard input. Without --as, names and contents tell what they are.

  --as KIND          ${KINDS.join(', ')}
  --range A..B       judge the commits of a range
  --branch           judge the name of the current branch
  --event FILE       judge the pull request of a host's event
  --fix              write the safe fixes; for standard input, print the fixed text
  --diff             show the safe fixes as a patch
  --ndjson           each line of input is {"id", "text", ...}, each line of output {"id", "findings"}
  --format FORMAT    ${FORMATS.join(', ')}
  --output FILE      write the report to a file
  --config FILE      use this configuration
  --no-config        use none: bylaw:recommended, or the rules of --rule alone
  --rule ID[=JSON]   one more rule, with options as JSON
`;

const FLAGS = {
  as: { type: 'string' },
  range: { type: 'string' },
  branch: { type: 'boolean' },
  event: { type: 'string' },
  fix: { type: 'boolean' },
  diff: { type: 'boolean' },
  ndjson: { type: 'boolean' },
  format: { type: 'string' },
  output: { type: 'string' },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  rule: { type: 'string', multiple: true },
} as const;

/** `bylaw check`: reads subjects, judges them, reports. */
export async function check(args: readonly string[], world: World): Promise<number> {
  const { values: flags, positionals } = readArguments('check', args, FLAGS);
  const kind = flags.as === undefined ? undefined : oneOf('--as', flags.as, KINDS);
  const format = chooseFormat(flags.format, world);
  const repository = findRepository(world.cwd, world.env);
  const policy = loadPolicy({
    cwd: world.cwd,
    root: repository?.workTree ?? world.cwd,
    gitDir: repository?.gitDir ?? null,
    config: flags['no-config'] ? false : flags.config,
    rules: flags.rule,
  });
  if (flags.ndjson) return checkRecords(kind, positionals, policy, world);

  const fixing = flags.fix || flags.diff;
  if (fixing && (flags.range ?? flags.event ?? flags.branch) !== undefined) {
    throw new Trouble('Only files and standard input can be fixed, leave out `--fix` or the range');
  }
  const all = inputs({ files: positionals, kind, ...flags }, repository, world);
  const fixedStdin = flags.fix === true && positionals[0] === '-';
  const output = openOutput(flags.output, fixedStdin && format === 'human');
  const fixCommand =
    fixing || positionals.length === 0 ? undefined : `bylaw check --fix ${positionals.join(' ')}`;
  const reporter = reporterOf(format, {
    color: output === 1 && world.color,
    ...(fixCommand === undefined ? {} : { fixCommand }),
  });

  const tick = progress(world, flags.range !== undefined);
  let totals: Totals = NOTHING;
  let open = writeAll(output, reporter.begin?.() ?? '');
  for await (const input of all) {
    const result = judgeInput(input, policy, flags);
    totals = addUp(totals, result);
    tick(totals.subjects);
    open = open && writeAll(output, reporter.result(result));
  }
  tick.end();
  if (open) writeAll(output, reporter.end?.(totals) ?? '');
  if (output > 2) closeSync(output);
  return totals.errors > 0 ? 1 : 0;
}

function judgeInput(
  input: Input,
  policy: Parameters<typeof judge>[2],
  { fix, diff }: { fix?: boolean | undefined; diff?: boolean | undefined },
): Result {
  const result = judge(input.subject, input.source, policy);
  if (diff) writeAll(1, patch(result));
  if (!fix) return result;
  const fixed = applyFix(input, result);
  return fixed ? judge(fixed, input.source, policy) : result;
}

function chooseFormat(format: string | undefined, world: World): Format {
  if (format !== undefined) return oneOf('--format', format, FORMATS);
  return world.env.GITHUB_ACTIONS === 'true' && !world.terminal ? 'github' : 'human';
}

/** Where the report goes; to standard error where standard output carries a fixed text. */
function openOutput(file: string | undefined, textOnStdout: boolean): number {
  if (file === undefined) return textOnStdout ? 2 : 1;
  try {
    return openSync(file, 'w');
  } catch (error) {
    throw new Trouble(`Cannot write ${file} (${(error as NodeJS.ErrnoException).code}), name another file`);
  }
}
