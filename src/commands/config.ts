import { didYouMean } from '../nearest.ts';
import type { Step } from '../policy/compile.ts';
import { nameOf } from '../policy/find.ts';
import { type LoadedPolicy, loadPolicy, loadSettings, type PolicyRequest } from '../policy/load.ts';
import type { Clause, Condition } from '../policy/policy.ts';
import { findRepository, type Repository } from '../read/repository.ts';
import { visible } from '../report/escape.ts';
import type { AnyRule } from '../rule.ts';
import { Trouble } from '../trouble.ts';
import { writeAll } from '../write.ts';
import { oneOf, readArguments } from './arguments.ts';
import type { World } from './world.ts';

export const configHelp = `Usage: bylaw config [--why RULE [--format human|json]]

Prints the configuration that holds here as JSON, with the file and line that each clause comes from.

  --why RULE         say which files and lines set a rule, the one that decides first
  --policy PAGE      read this policy page instead of those found; again for more
  --config FILE      use this configuration
  --no-config        use none, and no pages
  --no-code          run no configuration and no rules that are code
  --rule ID[=JSON]   one more rule, with options as JSON
`;

/** The flags that say what holds. */
export const POLICY_FLAGS = {
  policy: { type: 'string', multiple: true },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  'no-code': { type: 'boolean' },
  rule: { type: 'string', multiple: true },
} as const;

export interface PolicyFlags {
  readonly policy?: string[] | undefined;
  readonly config?: string | undefined;
  readonly 'no-config'?: boolean | undefined;
  readonly 'no-code'?: boolean | undefined;
  readonly rule?: string[] | undefined;
}

/** What to load for these flags. */
export function policyRequest(
  flags: PolicyFlags,
  repository: Repository | null,
  { cwd, env }: World,
): PolicyRequest {
  return {
    cwd,
    env,
    repository,
    pages: flags.policy,
    config: flags['no-config'] ? false : flags.config,
    code: !flags['no-code'],
    rules: flags.rule,
  };
}

/** `bylaw config` */
export function config(args: readonly string[], world: World): number {
  const flags = { ...POLICY_FLAGS, why: { type: 'string' }, format: { type: 'string' } } as const;
  const { values, positionals } = readArguments('config', args, flags);
  if (positionals.length > 0) throw new Trouble('No arguments here, ask for one rule with `--why RULE`');
  const repository = findRepository(world.cwd, world.env);
  const request = policyRequest(values, repository, world);
  const policy = loadPolicy(request);
  if (values.why === undefined) {
    oneOf('--format', values.format ?? 'json', ['json']);
    return printConfig(policy, repository, world);
  }
  const format = oneOf('--format', values.format ?? 'human', ['human', 'json']);
  const why = explain(ruleNamed(values.why, policy), policy, request);
  writeAll(1, format === 'json' ? `${JSON.stringify({ version: 1, ...why }, null, 2)}\n` : show(why));
  return 0;
}

/** Prints the configuration that holds, with every default filled in. */
export function printConfig(policy: LoadedPolicy, repository: Repository | null, { cwd }: World): number {
  const { files, hooks, agents, suppressions, clauses, rules } = policy;
  const printed = {
    version: 1,
    files: files.map((file) => nameOf(file, repository?.workTree ?? cwd)),
    hooks,
    agents,
    suppressions,
    clauses: clauses.map((clause) => clauseOf(clause, rules)),
  };
  writeAll(1, `${JSON.stringify(printed, null, 2)}\n`);
  return 0;
}

/** In one order of keys, with the subjects written out. */
function clauseOf({ rule, severity, options, subjects, from, when, unless }: Clause, rules: Rules) {
  return { rule, severity, options, subjects: subjects ?? rules.get(rule)?.subjects, from, when, unless };
}

type Rules = ReadonlyMap<string, AnyRule>;

function ruleNamed(id: string, { rules }: LoadedPolicy): string {
  if (rules.has(id)) return id;
  const hint = didYouMean(id, rules.keys()) || ', `bylaw rules` lists them';
  throw new Trouble(`Unknown rule \`${id}\`${hint}`);
}

/** One setting of a rule, and where it stands. */
type Setting = Pick<Step, 'severity' | 'options' | 'by' | 'from' | 'when'>;

interface Why {
  readonly rule: string;
  /** Where no condition is met. */
  readonly severity: Step['severity'];
  /** The one that decides first. */
  readonly settings: readonly Setting[];
  readonly clauses: readonly ReturnType<typeof clauseOf>[];
}

function explain(rule: string, policy: LoadedPolicy, request: PolicyRequest): Why {
  const clauses = policy.clauses.filter((clause) => clause.rule === rule);
  const settings = [...writtenSettings(rule, request), ...flagSettings(rule, clauses, request)].reverse();
  return {
    rule,
    severity: settings.find(({ when }) => !when)?.severity ?? 'off',
    settings,
    clauses: clauses.map((clause) => clauseOf(clause, policy.rules)),
  };
}

function writtenSettings(rule: string, request: PolicyRequest): Setting[] {
  // `--no-config` leaves the rules of flags alone, or else `bylaw:recommended`.
  if (request.config === false && request.rules && !request.pages) return [];
  return loadSettings(rule, request).map(({ rule: _, unless: __, sets: ___, ...setting }) => setting);
}

/** Flags take the place of all that was set for their rule, so what holds is what they say. */
function flagSettings(rule: string, clauses: readonly Clause[], { rules = [] }: PolicyRequest): Setting[] {
  if (!rules.some((flag) => flag.split('=')[0] === rule)) return [];
  const flag = { by: '--rule', from: '--rule' };
  if (clauses.length === 0) return [{ severity: 'off', ...flag }];
  return clauses.map(({ severity, options }) => ({ severity, options: [options], ...flag }));
}

/** `no-emoji: off in bylaw.config.json:7, before: error by bylaw:recommended`, and what narrows it. */
function show({ rule, settings, clauses }: Why): string {
  const plain = settings.findIndex(({ when }) => !when);
  const wide = plain === -1 ? [] : settings.slice(plain);
  const narrow = plain === -1 ? settings : settings.slice(0, plain);
  const head = wide.map(origin).join(', before: ') || 'off, no setting holds everywhere';
  return [`${rule}: ${head}`, ...narrow.map((setting) => `  ${origin(setting)}`), ...clauses.map(showClause)]
    .map((line) => `${visible(line)}\n`)
    .join('');
}

function showClause({ severity, options, subjects = [], when = [], unless = [] }: Why['clauses'][number]) {
  const where = [
    ...when.map((one) => `, where ${condition(one)}`),
    ...unless.map((one) => `, not where ${condition(one)}`),
  ];
  return `  holds as ${severity} for ${subjects.join(', ')} with ${JSON.stringify(options)}${where.join('')}`;
}

function origin({ severity, by, from, when }: Setting): string {
  const place = from === null || from === by ? `by ${by}` : `in ${from}`;
  return `${severity} ${place}${when ? ` where ${condition(when)}` : ''}`;
}

function condition({ subjects, paths, branches, authors }: Condition): string {
  const parts = { subject: subjects, path: paths, branch: branches, author: authors };
  return Object.entries(parts)
    .flatMap(([name, list]) => (list ? [`${name} is ${list.join(' or ')}`] : []))
    .join(' and ');
}
