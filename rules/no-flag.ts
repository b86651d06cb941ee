import type { ShellAssignment, ShellWord, SimpleCommand } from '../src/parse/shell/command.ts';
import { type GitCommand, gitCommand } from '../src/parse/shell/git-command.ts';
import { disablingWord, gitOptions, isHookFolder } from '../src/parse/shell/hooks.ts';
import { matchesCommand } from '../src/parse/shell/pattern.ts';
import { shorten } from '../src/parse/width.ts';
import { bypassIn } from '../src/policy/page/bypass.ts';
import { defineRule, type Report } from '../src/rule.ts';

/** The option that stands for all ways round the hooks. */
const NO_VERIFY = '--no-verify';
const HOOKS_PATH = 'core.hooksPath';

export default defineRule({
  id: 'no-flag',
  summary: 'Leave out the options that go round the checks',
  why: 'A hook that is skipped lets through what it is there to stop, and the next person finds out.',
  subjects: ['command'],
  severity: 'error',
  recommended: true,
  options: (z) =>
    z.strictObject({
      match: z
        .array(z.string().trim().min(1))
        .default(['git'])
        .describe('Patterns of the commands that are looked at'),
      flags: z
        .array(z.string().trim().min(1))
        .default([NO_VERIFY])
        .describe(
          'Options to leave out, with `|` between two names of one; `--no-verify` also stands for `git commit-tree` and for taking hooks away',
        ),
      variables: z
        .array(z.string().trim().min(1))
        .default([
          'HUSKY=0',
          'HUSKY_SKIP_HOOKS=*',
          'HUSKY_SKIP_INSTALL=*',
          'LEFTHOOK=0',
          'LEFTHOOK=false',
          'LEFTHOOK_EXCLUDE=*',
          'SKIP=*',
          'PRE_COMMIT_ALLOW_NO_CONFIG=*',
          'OVERCOMMIT_DISABLE=*',
          'SKIP_SIMPLE_GIT_HOOKS=*',
        ])
        .describe('Variables to leave unset, as `NAME=value`; `*` is any value'),
      settings: z
        .array(z.string().trim().min(1))
        .default([HOOKS_PATH])
        .describe(
          'Keys of the configuration of git to leave alone, as `key` or `key=value`; `core.hooksPath` may name a folder of hooks',
        ),
    }),
  reads: bypassIn,
  good: [
    'git commit -m "Retry the upload"',
    'git commit -m "Forbid --no-verify"',
    'git commit -m -n',
    'git push -n',
    'git merge -n retry-upload',
    'git config core.hooksPath .githooks',
    'git config --get core.hooksPath',
    'HUSKY=0 npm ci',
    'SKIP=1 make build',
    'chmod +x .git/hooks/pre-commit',
    'grep -rn -- --no-verify docs',
    {
      text: 'npm install',
      options: { match: ['npm install'], flags: ['--force|-f'], variables: [], settings: [] },
    },
  ],
  bad: [
    {
      text: 'git commit --no-verify -m "Retry the upload"',
      flags: ['--no-verify'],
      fixed: 'git commit -m "Retry the upload"',
    },
    { text: 'git commit -nm x', flags: ['-nm'], fixed: 'git commit -m x' },
    { text: 'git commit --no-veri', flags: ['--no-veri'], fixed: 'git commit' },
    { text: 'git push --no-verify origin main', flags: ['--no-verify'], fixed: 'git push origin main' },
    {
      text: 'git -c core.hooksPath=/dev/null commit -m x',
      flags: ['-c core.hooksPath=/dev/null'],
      fixed: 'git commit -m x',
    },
    { text: 'git config core.hooksPath /dev/null', flags: ['core.hooksPath'] },
    { text: 'git config --unset core.hooksPath', flags: ['core.hooksPath'] },
    { text: 'HUSKY=0 git commit -m x', flags: ['HUSKY=0'], fixed: 'git commit -m x' },
    { text: 'SKIP=lint git commit -m x', flags: ['SKIP=lint'], fixed: 'git commit -m x' },
    { text: 'git commit-tree HEAD^{tree} -m x', flags: ['commit-tree'] },
    { text: 'rm .git/hooks/pre-commit', flags: ['.git/hooks/pre-commit'] },
    { text: 'chmod -x .git/hooks/pre-push', flags: ['.git/hooks/pre-push'] },
    {
      text: 'npm install --force',
      options: { match: ['npm install'], flags: ['--force|-f'], variables: [], settings: [] },
      flags: ['--force'],
      fixed: 'npm install',
    },
  ],
  *check({ commands }, { match, flags, variables, settings }) {
    const watched = new Set(
      commands.filter((command) => match.some((pattern) => matchesCommand(pattern, command))),
    );
    const last = commands.findLastIndex((command) => watched.has(command));
    const around = withOuter(watched);
    for (const [index, command] of commands.entries()) {
      if (flags.includes(NO_VERIFY)) yield* wayRound(command);
      const git = watched.has(command) ? gitCommand(command) : null;
      if (git) yield* settingsOf(git, settings);
      if (watched.has(command))
        for (const flag of flags) yield* git ? gitFlag(git, flag) : plainFlag(command, flag);
      // Set alone, a variable holds for what comes behind it.
      const isUsed = around.has(command) || (isAlone(command) && index < last);
      for (const assignment of command.assignments) {
        if (isUsed && variables.some((variable) => isSet(variable, assignment)))
          yield { ...variable(assignment), ...(isAlone(command) ? {} : { fix: '' }) };
        yield* settingInVariable(assignment, settings);
      }
      if (command.name === 'export') yield* exported(command, variables);
    }
  },
});

/** Some commands, and all those that they run inside of: their variables hold for them, too. */
function withOuter(commands: Iterable<SimpleCommand>): ReadonlySet<SimpleCommand> {
  const all = new Set<SimpleCommand>();
  for (const command of commands) {
    for (let each: SimpleCommand | null = command; each && !all.has(each); each = each.inside) all.add(each);
  }
  return all;
}

function isAlone({ words }: SimpleCommand): boolean {
  return words.length === 0;
}

function variable({ start, end, name }: ShellAssignment): Report {
  return { at: { start, end }, message: `\`${shorten(name, 40)}\` switches hooks off, leave it unset` };
}

function isSet(pattern: string, { name, value }: ShellAssignment): boolean {
  const [, wanted = '', meant = '*'] = /^([^=]+)(?:=(.*))?$/.exec(pattern) ?? [];
  return name === wanted && (meant === '*' ? value !== '' : value === meant);
}

/** `export HUSKY=0` holds for all that the shell runs from then on. */
function* exported({ words }: SimpleCommand, variables: readonly string[]): Generator<Report> {
  for (const { value, start, end } of words.slice(1)) {
    const [, name = '', set = ''] = /^(\w+)=(.*)$/s.exec(value ?? '') ?? [];
    // Other programs have a variable of this name.
    if (name === '' || name === 'SKIP') continue;
    const assignment = { name, value: set, start, end };
    if (variables.some((each) => isSet(each, assignment))) yield variable(assignment);
  }
}

function* gitFlag(git: GitCommand, flag: string): Generator<Report> {
  const names = flag.split('|').map((name) => name.replace(/^--?/, ''));
  for (const { name, from, to } of gitOptions(git)) {
    if (!names.includes(name)) continue;
    const isLong = from.text.startsWith('--');
    yield {
      at: { start: from.start, end: to.end },
      message: flagMessage(isLong ? from.text : `-${isVerify(name) ? 'n' : name}`, isVerify(name)),
      fix: isLong || from.text.length === 2 ? '' : from.text.replace('n', ''),
    };
  }
}

function isVerify(name: string): boolean {
  return name === 'no-verify';
}

function flagMessage(text: string, isOnHooks: boolean): string {
  const named = `\`${shorten(text, 40)}\``;
  return isOnHooks ? `${named} skips the hooks, mend what they find` : `Unexpected ${named}, leave it out`;
}

function* plainFlag(command: SimpleCommand, flag: string): Generator<Report> {
  const names = flag.split('|');
  const dashes = command.words.findIndex(({ value }) => value === '--');
  for (const { value, start, end } of command.words.slice(1, dashes < 0 ? undefined : dashes)) {
    if (value === null || !names.some((name) => isFlag(value, name))) continue;
    const isWhole = names.includes(value);
    yield { at: { start, end }, message: flagMessage(value, false), ...(isWhole ? { fix: '' } : {}) };
  }
}

/** A short one may stand in a bundle. */
function isFlag(value: string, name: string): boolean {
  if (value === name || value.startsWith(`${name}=`)) return true;
  return /^-\w$/.test(name) && /^-[a-zA-Z]{2,}$/.test(value) && value.includes(name.slice(1));
}

/** A way round the hooks that has no option: a commit made by hand, hooks that are taken away. */
function* wayRound(command: SimpleCommand): Generator<Report> {
  const git = gitCommand(command);
  if (git?.name === 'commit-tree') {
    const word = command.words.find(({ value }) => value === 'commit-tree') as ShellWord;
    yield {
      at: { start: word.start, end: word.end },
      message: '`commit-tree` runs no hooks, use `git commit`',
    };
  }
  const word = disablingWord(command);
  if (word) {
    const at = { start: word.start, end: word.end };
    yield { at, message: 'This takes hooks away, keep them and mend what they find' };
  }
}

function isForbidden(key: string, value: string | null, settings: readonly string[]): boolean {
  return settings.some((setting) => {
    const [, wanted = '', meant] = /^([^=]+)(?:=(.*))?$/.exec(setting) ?? [];
    if (wanted.toLowerCase() !== key.toLowerCase()) return false;
    if (meant !== undefined) return value !== null && truth(value) === truth(meant);
    return wanted !== HOOKS_PATH || value === null || !isHookFolder(value);
  });
}

/** The ways in which git writes no (git-config, "boolean"). */
function truth(value: string): string {
  return /^(?:false|no|off|0|)$/i.test(value) ? 'false' : value.toLowerCase();
}

/** Settings that `-c` gives, and those that `git config` writes. */
function* settingsOf(git: GitCommand, settings: readonly string[]): Generator<Report> {
  const { words } = git.command;
  for (const [index, { value, start, end }] of words.entries()) {
    if (git.words.some((word) => word.start === start)) break;
    const [, key = '', set = 'true'] = /^([\w.-]+)(?:=(.*))?$/s.exec(value ?? '') ?? [];
    const before = words[index - 1];
    if (before?.value === '-c' && isForbidden(key, set, settings))
      yield { at: { start: before.start, end }, message: settingMessage(key), fix: '' };
    const [, envKey = ''] = /^--config-env=([\w.-]+)=/.exec(value ?? '') ?? [];
    if (isForbidden(envKey, null, settings)) yield { at: { start, end }, message: settingMessage(envKey) };
  }
  if (git.name === 'config') yield* written(git, settings);
}

function settingMessage(key: string): string {
  return key.toLowerCase() === HOOKS_PATH.toLowerCase()
    ? `\`${HOOKS_PATH}\` takes git past the hooks, leave it as it is`
    : `Unexpected \`${shorten(key, 40)}\`, leave it as it is`;
}

const READS = /^(?:--get(?:-\w+)*|--list|-l|--show-origin|--show-scope|get|list)$/;

function* written({ words }: GitCommand, settings: readonly string[]): Generator<Report> {
  const values = words.map(({ value }) => value ?? '');
  if (values.some((value) => READS.test(value))) return;
  const at = values.findIndex((value) =>
    settings.some((setting) => setting.split('=')[0]?.toLowerCase() === value.toLowerCase()),
  );
  const word = words[at];
  const set = words[at + 1];
  if (!word) return;
  const isUnset = values.some((value) => /^(?:--unset(?:-all)?|unset)$/.test(value));
  // Without a value it is read; one that only the shell knows may be a folder of hooks.
  if (!isUnset && (!set || set.value === null)) return;
  if (
    isUnset
      ? isForbidden(word.value ?? '', '', settings)
      : isForbidden(word.value ?? '', set?.value ?? '', settings)
  )
    yield { at: { start: word.start, end: word.end }, message: settingMessage(word.value ?? '') };
}

/** `GIT_CONFIG_KEY_0` and `GIT_CONFIG_PARAMETERS` set what `-c` does (git-config, "Environment"). */
function* settingInVariable(
  { name, value, start, end }: ShellAssignment,
  settings: readonly string[],
): Generator<Report> {
  const key = /^GIT_CONFIG_KEY_\d+$/.test(name) ? (value ?? '') : '';
  const [, parameter = ''] =
    name === 'GIT_CONFIG_PARAMETERS' ? (/([\w-]+\.[\w.-]+)/.exec(value ?? '') ?? []) : [];
  for (const each of [key, parameter]) {
    if (each !== '' && isForbidden(each, null, settings))
      yield { at: { start, end }, message: settingMessage(each) };
  }
}
