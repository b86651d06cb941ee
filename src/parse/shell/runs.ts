import type { ShellWord } from './command.ts';
import { baseName, subcommands } from './options.ts';

/** What a command runs in turn. */
export type Run =
  /** The command that begins with one of its words. */
  | RunWords
  /** Those of its words are a script, joined by blanks; `isSameShell` where it may change folder and variables. */
  | { readonly kind: 'script'; readonly words: readonly ShellWord[]; readonly isSameShell: boolean }
  /** Its input is a script. */
  | { readonly kind: 'input' };

export interface RunWords {
  readonly kind: 'words';
  readonly words: readonly ShellWord[];
  /** Assignments in front of it, as `env` takes them. */
  readonly assignments: readonly ShellWord[];
  /** The folder that it changes to; null where nobody knows, as on another machine. */
  readonly folder?: string | null;
  /** What stands for words that are not known yet, as `{}` does for `find`. */
  readonly mark?: string;
}

/** How a command that runs another is written. */
interface Runner {
  /** Options that take the next word as a value, blanks between; long ones may have it behind a `=` too. */
  readonly valued?: string;
  /** With these it runs nothing. */
  readonly idle?: string;
  /** Options whose value is a script. */
  readonly script?: string;
  /** Options whose value is the folder to run in. */
  readonly folder?: string;
  /** Words before the command: the seconds of `timeout`, the name of a container. */
  readonly operands?: number;
  /** `NAME=value` may stand in front of the command. */
  readonly assigns?: boolean;
  /** The command stands behind one of these words, not at the first operand. */
  readonly behind?: string;
  /** It runs a script, but no command of its operands. */
  readonly scriptOnly?: boolean;
  /** It runs elsewhere, so the folder says nothing. */
  readonly isAway?: boolean;
  /** The operands are a script together, or each of them is one. */
  readonly operandsAre?: 'script' | 'scripts';
}

const PACKAGE = {
  valued: '-p --package -w --workspace --registry --cache --userconfig --prefix',
  script: '-c --call',
  idle: '--help --version -v',
};
const UV = {
  valued:
    '-p --python --with --with-editable --with-requirements --extra --group --no-group --only-group --no-extra ' +
    '--package --project --env-file --index --index-url -i --default-index --extra-index-url --find-links -f ' +
    '--cache-dir --config-file --from --directory --color --resolution --prerelease --exclude-newer --link-mode ' +
    '-P --upgrade-package --reinstall-package --refresh-package -C --config-setting --index-strategy ' +
    '--keyring-provider --python-platform --constraints --overrides --build-constraints -c -b',
  folder: '--directory',
  idle: '--help -h',
};
const CONTAINER = {
  valued:
    '-e --env --env-file -u --user -w --workdir --detach-keys --index --privileged-user -c --container -n --namespace',
  operands: 1,
  isAway: true,
};
const IMAGE = {
  valued:
    '-a --attach --add-host --annotation --cap-add --cap-drop -c --cpu-shares --cpus --cpuset-cpus --device --dns ' +
    '-e --env --env-file --entrypoint --expose --gpus --group-add -h --hostname --health-cmd --ip --ipc -l --label ' +
    '--label-file --link --log-driver --log-opt -m --memory --mount --name --network --net --pid --platform ' +
    '-p --publish --pull --restart --runtime --security-opt --shm-size --stop-signal --tmpfs -u --user --ulimit ' +
    '-v --volume --volumes-from -w --workdir',
  operands: 1,
  isAway: true,
};

const RUNNERS: Readonly<Record<string, Runner>> = {
  sudo: {
    valued:
      '-u --user -g --group -C --close-from -D --chdir -h --host -p --prompt -r --role -R --chroot -t --type -T ' +
      '--command-timeout -U --other-user',
    idle: '-l --list -v --validate -K --remove-timestamp -V --version -e --edit --help',
    folder: '-D --chdir',
    assigns: true,
  },
  doas: { valued: '-u -C -a', idle: '-L' },
  env: {
    valued: '-u --unset -C --chdir -S --split-string -P',
    folder: '-C --chdir',
    script: '-S --split-string',
    assigns: true,
    idle: '--help --version',
  },
  'cross-env': { assigns: true },
  xargs: {
    valued:
      '-a --arg-file -d --delimiter -E -I -L -n --max-args -P --max-procs -s --max-chars --process-slot-var -R -J -S',
    idle: '--help --version',
  },
  timeout: { valued: '-k --kill-after -s --signal', operands: 1, idle: '--help --version' },
  gtimeout: { valued: '-k --kill-after -s --signal', operands: 1, idle: '--help --version' },
  nohup: {},
  nice: { valued: '-n --adjustment' },
  ionice: { valued: '-c --class -n --classdata -p --pid' },
  chrt: { valued: '-T -P -D', operands: 1 },
  taskset: { operands: 1, idle: '-p' },
  numactl: { valued: '-i -p -P -C -N -m -w', idle: '-s -H --show --hardware' },
  time: { valued: '-f --format -o --output' },
  gtime: { valued: '-f --format -o --output' },
  command: { idle: '-v -V' },
  builtin: {},
  exec: { valued: '-a' },
  stdbuf: { valued: '-i --input -o --output -e --error' },
  unbuffer: {},
  setsid: {},
  caffeinate: { valued: '-t -w' },
  watch: { valued: '-n --interval -q --equexit', operandsAre: 'script', idle: '--help --version -h -v' },
  strace: { valued: '-a -b -e -E -I -o -O -p -P -s -S -u -U -X' },
  chroot: { operands: 1 },
  gosu: { operands: 1 },
  'su-exec': { operands: 1 },
  tini: { valued: '-p -e' },
  'dumb-init': {},
  'xvfb-run': {
    valued: '-n -e -f -p -s -w --server-num --server-args --error-file --auth-file --xauth-protocol',
  },
  'systemd-run': {
    valued: '-p -u -E -t --property --unit --setenv --slice --description --uid --gid --working-directory',
  },
  flock: { valued: '-w --wait --timeout -E --conflict-exit-code', operands: 1, script: '-c --command' },
  su: { valued: '-g -G -s -w --shell --group', script: '-c --command --session-command', scriptOnly: true },
  runuser: {
    valued: '-g -G -s -w --shell --group',
    script: '-c --command --session-command',
    scriptOnly: true,
  },
  xcrun: { valued: '--sdk --toolchain' },
  srun: {
    valued:
      '-A -c -C -D -d -e -i -J -m -n -N -o -p -q -t -T -w -x --account --cpus-per-task --gres --gpus --job-name --mem ' +
      '--nodes --nodelist --ntasks --output --partition --time',
  },

  npx: PACKAGE,
  pnpx: PACKAGE,
  bunx: PACKAGE,
  'npm exec': PACKAGE,
  'npm x': PACKAGE,
  'pnpm exec': PACKAGE,
  'pnpm dlx': PACKAGE,
  'yarn exec': PACKAGE,
  'yarn dlx': PACKAGE,
  'bun x': PACKAGE,
  corepack: { idle: 'enable disable prepare install up use pack hydrate cache --version --help' },
  uvx: UV,
  'uv run': UV,
  'uv tool run': UV,
  'pipx run': { valued: '--spec --python --pip-args --index-url -i' },
  'poetry run': {},
  'pdm run': { valued: '-p --project -s', idle: '-l --list -j --json' },
  'rye run': { valued: '--pyproject', idle: '-l --list' },
  'hatch run': {},
  'pixi run': { valued: '-e --environment --manifest-path --color', idle: '-l --list' },
  'pipenv run': {},
  'conda run': { valued: '-n --name -p --prefix --cwd', folder: '--cwd' },
  'mamba run': { valued: '-n --name -p --prefix --cwd', folder: '--cwd' },
  'micromamba run': { valued: '-n --name -p --prefix -r --root-prefix --cwd', folder: '--cwd' },
  'bundle exec': { valued: '--gemfile' },
  'coverage run': { valued: '--rcfile --source --omit --include --context --concurrency --data-file' },
  'dotnet tool run': {},
  'mise exec': { behind: '--', script: '-c --command' },
  'mise x': { behind: '--', script: '-c --command' },
  'rtx exec': { behind: '--' },
  'asdf exec': {},
  'rbenv exec': {},
  'pyenv exec': {},
  'nodenv exec': {},
  'volta run': { valued: '--node --npm --pnpm --yarn' },
  'fnm exec': { valued: '--using' },
  'nvm exec': { operands: 1 },
  'direnv exec': { operands: 1 },
  'doppler run': { behind: '--' },
  'op run': { behind: '--' },
  'infisical run': { behind: '--' },
  'aws-vault exec': { behind: '--' },
  'dotenvx run': { behind: '--' },
  dotenv: { behind: '--' },
  'flox activate': { behind: '--' },
  'devbox run': { behind: '--' },
  'nix develop': { behind: '-c --command' },
  'nix shell': { behind: '-c --command' },
  'nix-shell': { script: '--run --command', scriptOnly: true },
  watchexec: { valued: '-e --exts -w --watch -i --ignore -f --filter -d --debounce -s --signal' },
  entr: {},
  rtk: {
    idle: 'gain discover init config verify learn cc-economics hook-audit session rewrite trust untrust --version --help -V -h',
  },
  'rtk proxy': {},

  'docker exec': CONTAINER,
  'podman exec': CONTAINER,
  'nerdctl exec': CONTAINER,
  'docker container exec': CONTAINER,
  'docker compose exec': CONTAINER,
  'docker-compose exec': CONTAINER,
  'podman compose exec': CONTAINER,
  'podman-compose exec': CONTAINER,
  'docker run': IMAGE,
  'podman run': IMAGE,
  'nerdctl run': IMAGE,
  'docker container run': IMAGE,
  'docker compose run': IMAGE,
  'docker-compose run': IMAGE,
  'kubectl exec': { behind: '--', isAway: true },
  'oc exec': { behind: '--', isAway: true },

  hyperfine: {
    valued:
      '-w --warmup -m --min-runs -M --max-runs -r --runs -s --setup -p --prepare -C --conclude -c --cleanup -P ' +
      '--parameter-scan -D -L --parameter-list -S --shell --style --sort -u --time-unit -n --command-name ' +
      '--export-json --export-csv --export-markdown --output --input',
    operandsAre: 'scripts',
  },
  concurrently: {
    valued:
      '-n --names -c --prefix-colors -p --prefix -m --max-processes -s --success --kill-signal --name-separator',
    operandsAre: 'scripts',
  },
  'git bisect run': {},
  'git submodule foreach': { operandsAre: 'script' },
};

/** What a command runs; nothing for most. */
export function runsOf(words: readonly ShellWord[]): readonly Run[] {
  const name = baseName(words[0]);
  if (name === null) return [];
  if (/^(?:ba|z|da|k|a)?sh$/.test(name)) return listed(shell(words));
  if (/^(?:python|pypy)[\d.]*$|^py$/.test(name)) return listed(pythonModule(words));
  const special = SPECIAL[name]?.(words);
  if (special) return special;

  // The longest known beginning counts: `docker compose exec` before `docker exec`.
  const path = [{ name, index: 0 }, ...subcommands(words, 3)];
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).map((each) => each.name);
    const runner = RUNNERS[key.join(' ')];
    const last = path[length - 1];
    if (runner && last && Object.hasOwn(RUNNERS, key.join(' '))) {
      return readRun(words, last.index + 1, runner);
    }
  }
  return [];
}

function listed(run: Run | null): readonly Run[] {
  return run ? [run] : [];
}

function readRun(words: readonly ShellWord[], start: number, runner: Runner): readonly Run[] {
  const has = (list: string | undefined, word: string) => list?.split(' ').includes(word);
  const assignments: ShellWord[] = [];
  let folder: string | null | undefined = runner.isAway ? null : undefined;
  let operands = runner.operands ?? 0;
  let mark = words[0]?.value?.endsWith('xargs') ? undefined : '{}';
  let isBehind = runner.behind === undefined && !runner.scriptOnly;
  let takesOptions = true;

  for (let index = start; index < words.length; index++) {
    const word = words[index] as ShellWord;
    const written = word.value ?? /^-[\w-]*/.exec(word.text)?.[0] ?? '';
    if (takesOptions && has(runner.idle, written)) return [];
    if (has(runner.behind, written)) {
      isBehind = true;
      takesOptions = false;
      continue;
    }
    if (takesOptions && written === '--') {
      takesOptions = false;
      continue;
    }
    if (takesOptions && /^-./.test(written)) {
      const [, option = '', value] = /^([^=]*)(?:=([\s\S]*))?$/.exec(written) ?? [];
      const next = words[index + 1];
      const isAttached = value !== undefined || word.value === null;
      if (has(runner.script, option) && next && !isAttached) {
        return [{ kind: 'script', words: [next], isSameShell: false }];
      }
      if (option === '-I' || option === '-J') mark = next?.value ?? undefined;
      else if (/^-I./.test(option)) mark = written.slice(2);
      else if (option === '-i' || option === '--replace') mark = value || '{}';
      if (has(runner.folder, option)) folder = value ?? (isAttached ? null : (next?.value ?? null));
      // `-nu root` takes a value, `-uroot` holds one.
      const last =
        /^-[A-Za-z]+$/.test(option) && !has(runner.valued, option.slice(0, 2)) ? `-${option.at(-1)}` : option;
      if (has(runner.valued, last) && !isAttached) index++;
      continue;
    }
    if (!isBehind) continue;
    if (runner.assigns && /^[A-Za-z_]\w*=/.test(word.value ?? word.text)) {
      assignments.push(word);
      continue;
    }
    if (operands > 0) {
      operands--;
      continue;
    }
    const rest = words.slice(index);
    if (runner.operandsAre === 'script') return [{ kind: 'script', words: rest, isSameShell: false }];
    if (runner.operandsAre === 'scripts') {
      return rest.map((each) => ({ kind: 'script', words: [each], isSameShell: false }));
    }
    return [
      {
        kind: 'words',
        words: rest,
        assignments,
        ...(folder !== undefined && { folder }),
        ...(mark !== undefined && { mark }),
      },
    ];
  }
  return [];
}

/** `bash -c SCRIPT`, also with `c` among other letters, or a script on its input. */
function shell(words: readonly ShellWord[]): Run | null {
  let isScript = false;
  for (let index = 1; index < words.length; index++) {
    const word = words[index] as ShellWord;
    const value = word.value ?? word.text;
    if (value === '--' || value === '-') continue;
    if (/^--/.test(value)) {
      if (value === '--version' || value === '--help') return null;
      if (value === '--rcfile' || value === '--init-file') index++;
    } else if (/^[-+][A-Za-z]+$/.test(value)) {
      if (value.startsWith('-') && value.includes('c')) isScript = true;
      // `-euo pipefail` has the name of an option behind it.
      if (/[oO]/.test(value)) index++;
    } else return isScript ? { kind: 'script', words: [word], isSameShell: false } : null;
  }
  return isScript ? null : { kind: 'input' };
}

/** `python -m pytest` runs pytest. */
function pythonModule(words: readonly ShellWord[]): Run | null {
  for (let index = 1; index < words.length; index++) {
    const value = words[index]?.value ?? '';
    if (/^-[A-Za-z]*m$/.test(value)) {
      const rest = words.slice(index + 1);
      return rest.length > 0 ? { kind: 'words', words: rest, assignments: [] } : null;
    }
    if (!/^-[A-Zabdhiqsuvx?]/.test(value)) return null;
    if (value === '-W' || value === '-X') index++;
  }
  return null;
}

/** Commands that are written like no other. */
const SPECIAL: Readonly<Record<string, (words: readonly ShellWord[]) => readonly Run[] | undefined>> = {
  eval: (words) => listed(words[1] ? { kind: 'script', words: words.slice(1), isSameShell: true } : null),
  trap: (words) => {
    const script = words.find((word, index) => index > 0 && word.value !== '--');
    if (!script || script.value === '-' || script.value?.startsWith('-') || words.length < 3) return [];
    return [{ kind: 'script', words: [script], isSameShell: false }];
  },
  find: (words) => executed(words, ['-exec', '-execdir', '-ok', '-okdir'], [';', '+']),
  fd: (words) => executed(words, ['-x', '--exec', '-X', '--exec-batch'], [';']),
  fdfind: (words) => executed(words, ['-x', '--exec', '-X', '--exec-batch'], [';']),
  git: (words) => {
    if (subcommands(words, 1)[0]?.name !== 'rebase') return undefined;
    const at = words.findIndex((word) => word.value === '-x' || word.value === '--exec');
    const script = at < 0 ? undefined : words[at + 1];
    return script ? [{ kind: 'script', words: [script], isSameShell: false }] : [];
  },
  tmux: (words) => {
    const path = subcommands(words, 1);
    const action = path[0]?.name ?? '';
    if (!/^(?:new|new-session|neww|new-window|splitw|split-window|respawn-pane|send|send-keys)$/.test(action))
      return [];
    const rest: ShellWord[] = [];
    for (let index = (path[0]?.index ?? 0) + 1; index < words.length; index++) {
      const word = words[index] as ShellWord;
      if (rest.length === 0 && /^-[A-Za-z]*[cefFlnstxy]$/.test(word.value ?? '')) index++;
      else if (rest.length > 0 || !/^-./.test(word.value ?? '')) rest.push(word);
    }
    if (!action.startsWith('send'))
      return listed(rest[0] ? { kind: 'script', words: rest, isSameShell: false } : null);
    const typed = rest.filter((word) => !/^(?:Enter|C-[a-z]|KPEnter)$/.test(word.value ?? ''));
    return typed.map((word) => ({ kind: 'script', words: [word], isSameShell: false }));
  },
};

function executed(
  words: readonly ShellWord[],
  options: readonly string[],
  ends: readonly string[],
): readonly Run[] {
  const runs: Run[] = [];
  for (let index = 1; index < words.length; index++) {
    const option = words[index]?.value ?? '';
    if (!options.includes(option)) continue;
    let end = index + 1;
    while (end < words.length && !ends.includes(words[end]?.value ?? '')) end++;
    const inner = words.slice(index + 1, end);
    const folder = option.endsWith('dir') ? { folder: null } : {};
    if (inner.length > 0) runs.push({ kind: 'words', words: inner, assignments: [], mark: '{}', ...folder });
    index = end;
  }
  return runs;
}
