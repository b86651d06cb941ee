import { closeSync, existsSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { judge } from '../linter.ts';
import { loadPolicy } from '../policy/load.ts';
import { findRepository } from '../read/repository.ts';
import { shellWord } from '../report/escape.ts';
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
    repository,
    config: flags['no-config'] ? false : flags.config,
    rules: flags.rule,
  });
  if (flags.ndjson) {
    for (const name of ['fix', 'diff', 'range', 'event', 'branch', 'output', 'format'] as const) {
      if (flags[name] !== undefined && flags[name] !== 'ndjson')
        throw new Trouble(`\`--ndjson\` goes without \`--${name}\`, leave one of them out`);
    }
    return checkRecords(kind, positionals, policy, world);
  }
  const fixing = flags.fix || flags.diff;
  if (fixing && (flags.range ?? flags.event ?? flags.branch) !== undefined) {
    throw new Trouble('Only files and standard input can be fixed, leave out `--fix` or the range');
  }
  const all = inputs({ files: positionals, kind, ...flags }, repository, world);
  const fromStdin = positionals.length === 0 || positionals.includes('-');
  const report = openReport(flags.output, flags.diff || (flags.fix === true && fromStdin));
  const reporter = reporterOf(format, {
    color: report.fd === 1 && world.color,
    ...(fixing || fromStdin
      ? {}
      : { fixCommand: ['bylaw', 'check', '--fix', ...args].map(shellWord).join(' ') }),
  });

  const tick = progress(world, flags.range !== undefined);
  let totals: Totals = NOTHING;
  try {
    let open = writeAll(report.fd, reporter.begin?.() ?? '');
    for await (const input of all) {
      const result = judgeInput(input, policy, flags);
      totals = addUp(totals, result);
      tick(totals.subjects);
      open = open && writeAll(report.fd, reporter.result(result));
    }
    if (open) writeAll(report.fd, reporter.end?.(totals) ?? '');
    report.keep();
  } finally {
    tick.end();
    report.close();
  }
  return totals.errors > 0 ? 1 : 0;
}

function judgeInput(
  input: Input,
  policy: Parameters<typeof judge>[2],
  { fix, diff }: { fix?: boolean | undefined; diff?: boolean | undefined },
): Result {
  const { subject, source, context = {} } = input;
  const result = judge(subject, source, policy, { context });
  if (diff) writeAll(1, patch(result));
  if (!fix) return result;
  const fixed = applyFix(input, result);
  return fixed ? judge(fixed, source, policy, { context }) : result;
}

function chooseFormat(format: string | undefined, world: World): Format {
  if (format !== undefined) return oneOf('--format', format, FORMATS);
  return world.env.GITHUB_ACTIONS === 'true' && !world.terminal ? 'github' : 'human';
}

/**
 * Where the report goes: beside standard output where that carries a text, and whole into a file or not at
 * all: `keep` puts it in place, without that `close` leaves no trace of it.
 */
function openReport(file: string | undefined, textOnStdout: boolean | undefined) {
  const nothing = () => {};
  if (file === undefined) return { fd: textOnStdout ? 2 : 1, keep: nothing, close: nothing };
  try {
    const target = existsSync(file) ? realpathSync(file) : file;
    // `/dev/null` and its like are written to as they are.
    const device = existsSync(target) && !statSync(target).isFile();
    const draft = device ? target : `${target}.bylaw-${process.pid}`;
    const fd = openSync(draft, device ? 'w' : 'wx');
    return {
      fd,
      keep: device ? nothing : () => renameSync(draft, target),
      close() {
        closeSync(fd);
        if (!device) rmSync(draft, { force: true });
      },
    };
  } catch (error) {
    throw new Trouble(`Cannot write ${file} (${(error as NodeJS.ErrnoException).code}), name another file`);
  }
}
