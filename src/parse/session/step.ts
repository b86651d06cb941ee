import type { z } from 'zod';
import { commands } from '../../policy/commands-option.ts';
import { globs } from '../../policy/glob.ts';
import type { SimpleCommand } from '../shell/command.ts';
import { parseShell } from '../shell/parse.ts';
import { matchesCommand } from '../shell/pattern.ts';
import { findPhrases } from '../words.ts';
import type { RunEvent, SessionEvent } from './event.ts';

/** Something that may happen in a session: any of these. An empty one never happens. */
export interface Step {
  /** Command patterns; what one behind `!` matches is none. To ask for help or for the version is none, too. */
  readonly run?: readonly string[] | undefined;
  /** Globs of files, from the folder of the session; `~/` is the folder of the person. */
  readonly read?: readonly string[] | undefined;
  readonly edit?: readonly string[] | undefined;
  /** Names of tools or globs of them, perhaps with words that their input holds: `Skill review`. */
  readonly tool?: readonly string[] | undefined;
  /** Words and phrases that the person, or the agent, says. */
  readonly prompt?: readonly string[] | undefined;
  readonly reply?: readonly string[] | undefined;
  /** A run counts only where it did not fail. */
  readonly passed?: true | undefined;
}

/** The schema of an option that holds a step. */
export function step(zod: typeof z): z.ZodType<Step> {
  const list = () => zod.array(zod.string().trim().min(1)).min(1).optional();
  return zod.strictObject({
    run: commands(zod)
      .min(1)
      .optional()
      .describe('Patterns of commands that are run; behind `!`, of some that do not count'),
    read: list().describe('Globs of files that are read; `{path}` is the file that is edited'),
    edit: list().describe('Globs of files that are edited'),
    tool: list().describe('Tools that are used, by name or glob; words behind one stand in its input'),
    prompt: list().describe('Words and phrases that the person says'),
    reply: list().describe('Words and phrases that the agent says'),
    passed: zod.literal(true).optional().describe('A run counts only where it did not fail'),
  });
}

/** What a step is looked for in: an event, or one of the commands of a run. */
export interface Act {
  readonly event: SessionEvent;
  readonly command: SimpleCommand | null;
  /** Commands of one run with the same number are joined by `&&` or `|`: a later one runs only if this did not fail. */
  readonly chain: number;
}

const known = new WeakMap<RunEvent, readonly Act[]>();

/** The acts of an event, in order: several commands in one line are several. */
export function actsOf(event: SessionEvent): readonly Act[] {
  if (event.kind !== 'run') return [{ event, command: null, chain: 0 }];
  let acts = known.get(event);
  if (!acts) {
    let chain = 0;
    acts = parseShell(event.command).map((command) => {
      if (command.operator && PARTING.has(command.operator)) chain++;
      return { event, command, chain };
    });
    known.set(event, acts);
  }
  return acts;
}

/** Behind these a command runs even if the one before failed. */
const PARTING: ReadonlySet<string> = new Set([';', '||', '&']);

/** Whether a step never happens, as it names nothing. */
export function isEmpty(wanted: Step): boolean {
  return Object.values(wanted).every((part) => part === undefined || part === true);
}

/** Whether an event is, or holds, a step. */
export function isStep(event: SessionEvent, wanted: Step): boolean {
  return actsOf(event).some((act) => isAct(act, wanted));
}

/** Whether an act is a step. */
export function isAct({ event, command }: Act, wanted: Step): boolean {
  switch (event.kind) {
    case 'prompt':
      return isSaid(wanted.prompt, event.text);
    case 'reply':
      return isSaid(wanted.reply, event.text);
    case 'read':
      return isFile(wanted.read, [event.path]);
    case 'edit':
      return isFile(wanted.edit, [event.path]);
    case 'tool':
      return wanted.tool?.some((tool) => isTool(tool, event.name, event.input)) ?? false;
    case 'run':
      return (
        command !== null &&
        !(wanted.passed && hasFailed(event)) &&
        (isRun(command, wanted) || isTimed(event, command, wanted))
      );
  }
}

function hasFailed({ exit }: RunEvent): boolean {
  return exit !== null && exit !== 0;
}

function isRun(command: SimpleCommand, { run, read, edit }: Step): boolean {
  return (
    (run !== undefined && isOneOf(run, command)) ||
    (read !== undefined && isFile(read, readBy(command))) ||
    (edit !== undefined && isFile(edit, editedBy(command)))
  );
}

/** To a shell `time` is no command but a word in front of one. */
function isTimed({ command: line }: RunEvent, { start }: SimpleCommand, { run }: Step): boolean {
  return (
    run?.includes('time') === true &&
    /(?:^|[\s;&|({])time\s+(?:-p\s+)?$/.test(line.slice(Math.max(0, start - 20), start))
  );
}

function isOneOf(patterns: readonly string[], command: SimpleCommand): boolean {
  const found = patterns.find((pattern) => !pattern.startsWith('!') && matchesCommand(pattern, command));
  if (found === undefined || (isHelp(command) && !/\bhelp\b|\bversion\b|\s-[hV]\b|^</.test(found)))
    return false;
  return !patterns.some((pattern) => pattern.startsWith('!') && matchesCommand(pattern.slice(1), command));
}

/** Whether a program only tells about itself. */
function isHelp({ words }: SimpleCommand): boolean {
  const [only = '', ...others] = words.slice(1).map(({ value }) => value ?? '');
  if (others.length === 0) return /^(?:-h|-V|(?:--)?(?:help|version))$/.test(only);
  return [only, ...others].some((word) => /^--(?:help|version)$/.test(word));
}

function isSaid(words: readonly string[] | undefined, text: string): boolean {
  if (words === undefined) return false;
  const phrases = words.filter((each) => !IN_HOME.test(each));
  return (
    words.some((each) => IN_HOME.test(each) && namesPath(text, each)) ||
    (phrases.length > 0 && findPhrases(text, phrases).length > 0)
  );
}

const IN_HOME = /^~\/./;

/** Whether a text names a path of the folder of the person, or one in it, however it is written. */
function namesPath(text: string, path: string): boolean {
  const wanted = path.replace(/\/+$/, '').slice(1);
  const home =
    /(?<![\w.~/-])(?:~|\$HOME|\$\{HOME\}|\/home\/[^/\s]{1,64}|\/Users\/[^/\s]{1,64}|\/root)(?=\/)/g;
  return [...text.matchAll(home)].some(({ index, 0: { length } }) => {
    const rest = text.slice(index + length, index + length + wanted.length + 2);
    return rest.startsWith(wanted) && /^(?:$|[^\w.-]|\.(?:$|\W))/.test(rest.slice(wanted.length));
  });
}

function isTool(wanted: string, name: string, input: string): boolean {
  const [glob = '', ...words] = wanted.toLowerCase().split(/\s+/);
  return globs([glob], name.toLowerCase()) && (words.length === 0 || isSaid([words.join(' ')], input));
}

interface Files {
  readonly globs: readonly string[];
  /** What is known of paths: a session comes back to the same ones. */
  readonly known: Map<string, boolean>;
}

const files = new WeakMap<readonly string[], Files>();
/** So many paths are remembered. */
const MOST_PATHS = 5000;

function isFile(patterns: readonly string[] | undefined, paths: readonly string[]): boolean {
  if (patterns === undefined || paths.length === 0) return false;
  const wanted = files.get(patterns) ?? { globs: patterns.map(fromHome), known: new Map() };
  files.set(patterns, wanted);
  return paths.some((path) => {
    const is = wanted.known.get(path) ?? globs(wanted.globs, plainPath(path));
    if (wanted.known.size >= MOST_PATHS) wanted.known.clear();
    wanted.known.set(path, is);
    return is;
  });
}

/** The same glob with `~` for the folder of a person. */
function fromHome(glob: string): string {
  return glob.replace(/^(!?)(?:\.\/|(?:\/home\/[^/*]+|\/Users\/[^/*]+|\/root|\$HOME)(?=\/))/, (start, not) =>
    start.endsWith('./') ? not : `${not}~`,
  );
}

/** A path as globs know it: no slash or dot in front, and `~` for the folder of a person. */
export function plainPath(path: string): string {
  return fromHome(path).replace(/^\/(?=.)/, '');
}

/** Commands that print the files they are given. */
const READERS: ReadonlySet<string> = new Set(
  'cat head tail less more bat batcat nl view sed awk glow jq yq get-content gc type'.split(' '),
);

function readBy(command: SimpleCommand): string[] {
  const { name, words, redirections } = command;
  if (name === null || !READERS.has(name.toLowerCase()) || isInPlace(command)) return [];
  const from = redirections.filter(({ operator }) => operator === '<');
  return pathsOf(command, [...words.slice(1), ...from.map(({ target }) => target)]);
}

/** Streams, and places for what is thrown away. */
const NO_FILE = /^(?:\/dev|\/tmp|\/var|\/proc)\/|\.(?:log|out)$/;

function editedBy(command: SimpleCommand): string[] {
  const into = command.redirections.filter(({ operator }) => /^(?:&?>>?|>\|)$/.test(operator));
  const words = isInPlace(command) || command.name === 'tee' ? command.words.slice(1) : [];
  const paths = pathsOf(command, [...words, ...into.map(({ target }) => target)]);
  return [...paths.filter((path) => !NO_FILE.test(path)), ...patchedBy(command)];
}

/** Whether it edits files as `sed -i` does. */
function isInPlace({ name, words }: SimpleCommand): boolean {
  return (
    (name === 'sed' || name === 'gsed' || name === 'perl') &&
    words.some(({ value }) => value !== null && /^(?:-[a-zA-Z]{0,4}i|--in-place)/.test(value))
  );
}

/** The files in a patch that the command of some agents takes. */
function patchedBy({ name, words, input }: SimpleCommand): string[] {
  if (name !== 'apply_patch') return [];
  const patch = [input, ...words.slice(1).map(({ value }) => value)].join('\n');
  return [...patch.matchAll(/^\*\*\* (?:Update|Add|Delete) File: (.+)$/gm)].map(([, path = '']) =>
    path.trim(),
  );
}

function pathsOf({ folder }: SimpleCommand, words: readonly { readonly value: string | null }[]): string[] {
  return words.flatMap(({ value }) => {
    if (value === null || value === '' || value.startsWith('-')) return [];
    return folder && !/^[/~]/.test(value) ? `${folder}/${value}` : value;
  });
}
