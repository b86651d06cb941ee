import type { Span } from '../../rule.ts';
import type { ShellWord, SimpleCommand } from './command.ts';

/** Where a command puts what it makes. */
export interface Output {
  /** The word that says so; null where the command chooses a place in its own folder. */
  readonly at: Span | null;
  /** A path from the folder that the command runs in; null where only the shell will know it. */
  readonly to: string | null;
}

/** Options and variables that name the folder for what is built. */
const FOLDERS: readonly string[] = [
  '--target-dir',
  '--out-dir',
  '--output-dir',
  '--build-dir',
  '--prefix',
  '--cache-dir',
  '-B',
  '--output_base',
  '--symlink_prefix',
];
const VARIABLES =
  /^(?:CARGO_TARGET_DIR|CARGO_BUILD_TARGET_DIR|BUILD_DIR|OUT_DIR|UV_CACHE_DIR|PIP_CACHE_DIR|CCACHE_DIR|SCCACHE_DIR|GOCACHE|TMPDIR)$/;
/** Options of `git clone` and `git worktree add` that take the next word. */
const TAKING = new Set([
  '-b',
  '--branch',
  '-B',
  '--depth',
  '-o',
  '--origin',
  '-u',
  '--upload-pack',
  '-c',
  '--config',
  '--reference',
  '--reference-if-able',
  '--template',
  '-j',
  '--jobs',
  '--filter',
  '--separate-git-dir',
  '--shallow-since',
  '--shallow-exclude',
  '--server-option',
  '--bundle-uri',
  '--reason',
]);

/** The folders that a command writes much to, as far as its words tell. */
export function outputsOf(command: SimpleCommand): Output[] {
  const words = command.words.slice(1);
  const at = words.findIndex(({ value }) => value === 'clone' || value === 'worktree');
  if (command.name === 'git' || command.name === 'gh') {
    if (at < 0) return [];
    const { folder, isKnown } = inFront(words.slice(0, at));
    const rest = words.slice(words[at]?.value === 'worktree' ? at + 2 : at + 1);
    const operands = operandsOf(rest);
    const target = words[at]?.value === 'worktree' ? operands[0] : operands[1];
    if (!isKnown) return [];
    if (!target)
      return words[at]?.value === 'clone' && operands.length === 1 ? [{ at: null, to: folder || '.' }] : [];
    const { value } = target;
    return [
      {
        at: target,
        to: value === null ? null : /^[/~]/.test(value) || folder === '' ? value : `${folder}/${value}`,
      },
    ];
  }
  // One in the project itself is where it would be anyhow.
  return [...variablesOf(command), ...optionsOf(words)].filter(({ to }) => to === null || /^[/~]/.test(to));
}

/** The folder of `git -C dir`. */
function inFront(words: readonly ShellWord[]): { folder: string; isKnown: boolean } {
  const index = words.findIndex(({ value }) => value === '-C');
  if (index < 0) return { folder: '', isKnown: true };
  const value = words[index + 1]?.value ?? null;
  return { folder: value ?? '', isKnown: value !== null };
}

function operandsOf(words: readonly ShellWord[]): ShellWord[] {
  const operands: ShellWord[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as ShellWord;
    if (word.value === '--') continue;
    if (TAKING.has(word.value ?? '')) index++;
    else if (!word.text.startsWith('-')) operands.push(word);
  }
  return operands;
}

function variablesOf({ assignments }: SimpleCommand): Output[] {
  return assignments
    .filter(({ name }) => VARIABLES.test(name))
    .map(({ start, end, value }) => ({ at: { start, end }, to: value }));
}

function optionsOf(words: readonly ShellWord[]): Output[] {
  return words.flatMap(({ value, start, end }, index): Output[] => {
    const option = FOLDERS.find((name) => value === name || value?.startsWith(`${name}=`));
    if (option === undefined || value === null) return [];
    if (value !== option) return [{ at: { start, end }, to: value.slice(option.length + 1) }];
    const next = words[index + 1];
    return next ? [{ at: { start, end: next.end }, to: next.value }] : [];
  });
}
