import { closeSync, existsSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import type { Baseline } from '../baseline.ts';
import { judgeAll } from '../inner.ts';
import type { Finding } from '../lint.ts';
import type { Sources } from '../parse/shell/sources.ts';
import { type LoadedPolicy, loadPolicy } from '../policy/load.ts';
import { findRepository } from '../read/repository.ts';
import { sourcesAt } from '../read/sources.ts';
import { shellWord } from '../report/escape.ts';
import { FORMATS, type Format, reporterOf } from '../report/index.ts';
import { addUp, NOTHING, type Result, type Totals } from '../report/result.ts';
import { KINDS } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import { writeAll } from '../write.ts';
import { oneOf, readArguments } from './arguments.ts';
import { POLICY_FLAGS, type PolicyFlags, policyRequest, printConfig } from './config.ts';
import { applyFix, patch } from './fixing.ts';
import { type Input, inputs } from './inputs.ts';
import { checkRecords } from './ndjson.ts';
import { policyFrom } from './policy-from.ts';
import { progress } from './progress.ts';
import { foundSince, sinceTime } from './since.ts';
import type { World } from './world.ts';

export const checkHelp = `Usage: bylaw check [FILE... | -]

Judges files, or standard input. Without --as, names and contents tell what they are. What is inside of a
command (messages, branches, pull requests) or a session is judged too.

  --as KIND          ${KINDS.join(', ')}
  --staged           judge the staged change; with FILE names, leave out what is in others
  --range A..B       judge the commits of a range; with --as diff, its change as a pull request shows it
  --branch           judge the name of the current branch
  --event FILE       judge the pull request of a host's event
  --since WHEN       of sessions, report what happened since a time, as 2026-01-31 or 7d
  --fix              write the safe fixes; for standard input, print the fixed text
  --diff             show the safe fixes as a patch
  --ndjson           each line of input is {"id", "text", ...}, each line of output {"id", "findings",
                     "inside"}, the last for commands and sessions with subjects inside
  --format FORMAT    ${FORMATS.join(', ')}
  --output FILE      write the report to a file
  --baseline FILE    report only what FILE does not know; where there is none, record what is found
  --policy PAGE      read this policy page instead of those found; again for more
  --policy-from REF  use the pages and the configuration of a commit, such as the base of a pull request
  --config FILE      use this configuration
  --no-config        use none, and no pages: bylaw:recommended, or the rules of --rule alone
  --no-code          run no configuration and no rules that are code
  --print-config     print the configuration that holds, and judge nothing
  --rule ID[=JSON]   one more rule, with options as JSON
`;

const FLAGS = {
  as: { type: 'string' },
  staged: { type: 'boolean' },
  range: { type: 'string' },
  branch: { type: 'boolean' },
  event: { type: 'string' },
  since: { type: 'string' },
  fix: { type: 'boolean' },
  diff: { type: 'boolean' },
  ndjson: { type: 'boolean' },
  format: { type: 'string' },
  output: { type: 'string' },
  baseline: { type: 'string' },
  'print-config': { type: 'boolean' },
  'policy-from': { type: 'string' },
  ...POLICY_FLAGS,
} as const;

/** `bylaw check`: reads subjects, judges them, reports. */
export async function check(args: readonly string[], world: World): Promise<number> {
  const { values: flags, positionals } = readArguments('check', args, FLAGS);
  const kind = flags.as === undefined ? undefined : oneOf('--as', flags.as, KINDS);
  const format = chooseFormat(flags.format, world);
  const repository = findRepository(world.cwd, world.env);
  const request = policyRequest(flags, repository, world);
  const from = flags['policy-from'];
  const fixing = flags.fix || flags.diff;
  // Standard output may carry a text of its own.
  const annotate = format === 'github' && !fixing && !flags['print-config'];
  const policy = from === undefined ? loadPolicy(request) : policyFrom(from, request, annotate);
  if (flags['print-config']) return printConfig(policy, repository, world);
  if (flags.ndjson) {
    for (const name of [
      'fix',
      'diff',
      'staged',
      'range',
      'event',
      'branch',
      'output',
      'format',
      'baseline',
      'since',
    ] as const) {
      if (flags[name] !== undefined && flags[name] !== 'ndjson')
        throw new Trouble(`\`--ndjson\` goes without \`--${name}\`, leave one of them out`);
    }
    return checkRecords(kind, positionals, policy, world);
  }
  if (fixing && (flags.staged ?? flags.range ?? flags.event ?? flags.branch) !== undefined) {
    const given = flags.fix ? '--fix' : '--diff';
    const other = flags.staged ? '`--staged`' : 'the range';
    throw new Trouble(`Only files and standard input can be fixed, leave out \`${given}\` or ${other}`);
  }
  if (fixing && flags.baseline !== undefined) {
    const given = flags.fix ? '--fix' : '--diff';
    throw new Trouble(`\`--baseline\` goes without \`${given}\`, leave one of them out`);
  }
  if (flags.staged && ((kind ?? 'diff') !== 'diff' || positionals.includes('-'))) {
    const wrong = positionals.includes('-') ? '-' : `--as ${kind}`;
    throw new Trouble(`\`--staged\` judges a diff that git gives, leave out \`${wrong}\``);
  }
  // Only a baseline needs hashes.
  const baseline =
    flags.baseline === undefined
      ? undefined
      : (await import('../baseline.ts')).openBaseline(flags.baseline, world.cwd);
  const since = flags.since === undefined ? undefined : sinceTime(flags.since);
  const all = inputs({ files: positionals, kind, ...flags, since }, repository, world, policy);
  const sources = sourcesAt(world.cwd, repository, world.env);
  const fromStdin = positionals.length === 0 || positionals.includes('-');
  const report = openReport(flags.output, flags.diff || (flags.fix === true && fromStdin));
  const reporter = reporterOf(format, {
    color: report.fd === 1 && world.color,
    asked: policy.asked,
    note: isDefault(policy, flags) ? DEFAULT_NOTE : undefined,
    ...(fixing || fromStdin || baseline
      ? {}
      : { fixCommand: ['bylaw', 'check', '--fix', ...args].map(shellWord).join(' ') }),
  });

  const tick = progress(world, flags.range !== undefined);
  let totals: Totals = NOTHING;
  try {
    let open = writeAll(report.fd, reporter.begin?.() ?? '');
    for await (const input of all) {
      const results = judgeInput(input, policy, { ...flags, baseline, sources });
      for (const result of since === undefined ? results : foundSince(results, since)) {
        totals = addUp(totals, result);
        tick(totals.subjects);
        open = open && writeAll(report.fd, reporter.result(result));
      }
    }
    if (open) writeAll(report.fd, reporter.end?.(totals) ?? '');
    writeAll(2, baseline?.keep() ?? '');
    report.keep();
  } finally {
    tick.end();
    report.close();
  }
  return totals.errors > 0 ? 1 : 0;
}

/** Whoever reads findings and wrote no policy wonders whose they are. Hooks do not say it at each commit. */
const DEFAULT_NOTE = 'Held by bylaw:recommended, for there is no policy page and no configuration here';

function isDefault({ file, pages }: LoadedPolicy, flags: PolicyFlags): boolean {
  return file === null && pages.length === 0 && !flags['no-config'];
}

interface Asked {
  readonly fix?: boolean | undefined;
  readonly diff?: boolean | undefined;
  readonly baseline?: Baseline | undefined;
  readonly sources: Sources;
}

function judgeInput(input: Input, policy: LoadedPolicy, { fix, diff, baseline, sources }: Asked): Result[] {
  const { subject, source, context = {}, wants } = input;
  if ((fix || diff) && subject.kind === 'session')
    throw new Trouble(`A session is past and cannot be fixed, leave out \`${fix ? '--fix' : '--diff'}\``);
  const options = { context, rules: policy.rules, sources };
  if (wants || baseline) {
    const results = judgeAll(subject, source, policy, { ...options, most: Number.POSITIVE_INFINITY });
    const wanted = wants ? results.map((result) => inside(result, wants)) : results;
    return baseline ? wanted.map((result) => baseline.take(result, wants)) : wanted;
  }
  const results = judgeAll(subject, source, policy, options);
  const [result] = results as [Result];
  if (diff) writeAll(1, patch(result));
  if (!fix) return results;
  const fixed = applyFix(input, result);
  return fixed ? judgeAll(fixed, source, policy, options) : results;
}

/** What was found in the files that are wanted, and about the change as a whole, which they are a part of. */
function inside(result: Result, wants: (path: string) => boolean): Result {
  const isWanted = ({ file }: Finding) => file === undefined || wants(file);
  const { findings, suppressed = [] } = result;
  return { ...result, findings: findings.filter(isWanted), suppressed: suppressed.filter(isWanted) };
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
