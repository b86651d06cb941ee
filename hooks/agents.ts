import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Agent, CommandLine, ListEntry, Settings } from '../src/agents/agent.ts';
import { findRepository } from '../src/read/repository.ts';
import { shellWord } from '../src/report/escape.ts';
import { Trouble } from '../src/trouble.ts';
import { replaceFile } from '../src/write.ts';
import { addItem, itemsAt, removeItems, type Skeleton } from './json-items.ts';
import { cannotWrite, checkFolder, type HookOptions, stat } from './places.ts';

/** What installing or taking out comes to for one file, before it is written. */
export interface AgentChange {
  readonly agent: Agent;
  readonly file: string;
  /** `null` for no file. */
  readonly before: string | null;
  readonly after: string | null;
  /** Why nothing is done, and what to do about it. */
  readonly refused?: string;
}

/**
 * What would have to change so that an agent calls bylaw. Where it does already, before and after are alike.
 * @throws Trouble where the agent keeps no hooks there, or bylaw cannot write them
 */
export function agentInstall(agent: Agent, options: HookOptions): AgentChange[] {
  const line = commandLine(agent, options);
  return filesOf(agent, line, options).map(({ file, edit }) => change(agent, file, options, edit.add));
}

/** What would have to change so that an agent does not call bylaw any more. */
export function agentUninstall(agent: Agent, options: HookOptions): AgentChange[] {
  const line = commandLine(agent, options);
  return filesOf(agent, line, options).map(({ file, edit }) => {
    const changed = change(agent, file, options, edit.remove);
    if (changed.refused !== undefined || !calls(changed.after ?? '', agent)) return changed;
    return { ...changed, refused: `It was changed, take out what calls \`${callOf(agent)}\` by hand` };
  });
}

/** The file by which an agent calls this very bylaw; null where none does. */
export function callingFile(agent: Agent, options: HookOptions): string | null {
  const { settings } = agent;
  const place = options.global ? settings.person : settings.repository;
  if (settings.kind === 'by-hand' || place === null) return null;
  const changes = agentInstall(agent, options);
  const isDone = changes.every(({ before, after, refused }) => refused === undefined && before === after);
  return isDone ? (changes[0]?.file ?? null) : null;
}

/** @throws Trouble where a file cannot be written */
export function applyChange({ file, before, after, refused }: AgentChange, options: HookOptions): void {
  if (refused !== undefined || before === after) return;
  if (after === null) {
    rmSync(file);
    removeEmpty(dirname(file), baseOf(options));
    return;
  }
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw cannotWrite(dirname(file), error);
  }
  replaceFile(file, after, before === null ? (after.startsWith('#!') ? 0o755 : 0o644) : undefined);
}

/** The folders that were made for the file alone. One that held something else, or stood empty, is not told apart. */
function removeEmpty(folder: string, base: string): void {
  for (let here = folder; isInside(here, base) && here !== base; here = dirname(here)) {
    try {
      rmdirSync(here);
    } catch {
      return;
    }
  }
}

/** Whether an agent is used here: its program can be started, or it has a folder. */
export function isUsed({ program, settings }: Agent, options: HookOptions): boolean {
  const { env } = options;
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  if (folders.some((folder) => canRun(join(folder, program)))) return true;
  const file = placeOf(settings, options);
  const base = baseOf(options);
  return file !== null && file !== base && dirname(file) !== base && existsSync(topFolder(file, base));
}

/** The first folder below `base` on the way to a file. */
function topFolder(file: string, base: string): string {
  return join(base, relative(base, file).split(sep)[0] ?? '');
}

interface Edit {
  readonly add: (text: string | null) => string | null;
  readonly remove: (text: string | null) => string | null;
}

function filesOf(agent: Agent, line: CommandLine, options: HookOptions): { file: string; edit: Edit }[] {
  const { settings } = agent;
  if (settings.kind === 'by-hand') throw new Trouble(`${agent.name}: ${settings.how}`);
  const file = placeOf(settings, options);
  if (file === null) {
    const next = options.global ? 'leave out `--global`' : 'add `--global`';
    throw new Trouble(
      `${agent.name} keeps its hooks ${options.global ? 'in the repository' : 'with the person'}, ${next}`,
    );
  }
  if (settings.kind === 'json')
    return [{ file, edit: jsonEdit(agent, settings.entries(line), settings.needs ?? {}, basename(file)) }];
  if (settings.kind === 'lines') return [{ file, edit: linesEdit(settings.lines(line)) }];
  return Object.entries(settings.files(line)).map(([name, text]) => ({
    file: file.endsWith(sep) ? join(file, name) : file,
    edit: fileEdit(agent, text),
  }));
}

function jsonEdit(agent: Agent, entries: readonly ListEntry[], needs: Skeleton, file: string): Edit {
  // A group that somebody has put a hook of their own into is theirs.
  const shapes = new Set(entries.map(({ value }) => shapeOf(value, agent)));
  const isOurs = (value: unknown) => shapes.has(shapeOf(value, agent));
  const keys = [...new Map(entries.map((entry) => [entry.keys.join('\0'), entry.keys])).values()];
  const remove = (text: string | null) =>
    keys.reduceRight<string | null>(
      (left, path) => left && removeItems(left, path, isOurs, file, needs),
      text,
    );
  const isThere = (text: string | null) =>
    keys.every((path) => {
      const wanted = entries.filter((entry) => entry.keys === path).map(({ value }) => JSON.stringify(value));
      const ours = itemsAt(text ?? '', path, file).filter(isOurs);
      return ours.map((item) => JSON.stringify(item)).join() === wanted.join();
    });
  return {
    add: (text) =>
      isThere(text)
        ? text
        : entries.reduce<string | null>(
            (left, { keys: path, value }) => addItem(left, path, value, file, needs),
            remove(text),
          ),
    remove: (text) => (text === null ? null : remove(text)),
  };
}

/** A value without what a later version may write otherwise: other texts, and numbers. */
function shapeOf(value: unknown, agent: Agent): string {
  return JSON.stringify(value, (_, part) => {
    if (typeof part === 'string') return calls(part, agent) ? 'bylaw' : '';
    return typeof part === 'number' ? 0 : part;
  });
}

const BEGIN = '# bylaw install: what follows goes with `bylaw uninstall`';
const MADE = '# bylaw install made this file, and `bylaw uninstall` takes it away';
const END = '# bylaw install: end';

function linesEdit(lines: string): Edit {
  const block = (head: string) => `${head}\n${lines.trimEnd()}\n${END}`;
  const place = new RegExp(
    `(^|\\n)(?:${escaped(BEGIN)}|${escaped(MADE)})\\n[\\s\\S]*?\\n${escaped(END)}(\\n|$)`,
  );
  const remove = (text: string | null) => {
    if (text === null || !place.test(text)) return text;
    if (text.startsWith(MADE) && text.replace(place, '') === '') return null;
    // A last line that had no end has none again.
    return text.replace(place, (_, before: string, after: string) => (after === '' ? '' : before));
  };
  return {
    add(text) {
      if (text?.includes(block(BEGIN)) || text?.includes(block(MADE))) return text;
      const left = remove(text);
      if (left === null) return `${block(MADE)}\n`;
      const isOpen = left !== '' && !left.endsWith('\n');
      return `${left}${isOpen ? '\n' : ''}${block(BEGIN)}${isOpen ? '' : '\n'}`;
    },
    remove,
  };
}

function escaped(text: string): string {
  return text.replace(/[`.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A file of our own: what somebody else wrote there stays. */
function fileEdit(agent: Agent, text: string): Edit {
  const isOurs = (there: string | null) => there === null || calls(there, agent);
  const guarded = (there: string | null, next: string | null) => {
    if (isOurs(there)) return next;
    throw new Trouble('It is not of bylaw, move it away');
  };
  return {
    add: (there) => guarded(there, text),
    remove: (there) => (isOurs(there) ? null : there),
  };
}

/** What every line that calls bylaw for an agent has in it. */
function callOf({ id }: Agent): string {
  return `hook agent ${id}`;
}

function calls(text: string, agent: Agent): boolean {
  return new RegExp(`${escaped(callOf(agent))}(?![\\w-])`).test(text);
}

/**
 * The command that the agent runs. A shared file names no file of this machine where `bylaw` is on PATH; where
 * it names one, a bylaw that has gone stays silent, since some agents take a failed hook for a no.
 */
function commandLine(agent: Agent, { entry, node, env, global }: HookOptions): CommandLine {
  const isOnPath = (env.PATH ?? '')
    .split(delimiter)
    .some((folder) => folder && canRun(join(folder, 'bylaw')));
  const program = shellWord(entry);
  const start = `test ! -f ${program} || ${shellWord(node ?? process.execPath)} ${program}`;
  const call = isOnPath && !global ? 'bylaw' : start;
  return (event) => [call, callOf(agent), ...(event === undefined ? [] : [event])].join(' ');
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return stat(file) !== undefined;
  } catch {
    return false;
  }
}

function placeOf(settings: Settings, options: HookOptions): string | null {
  const base = baseOf(options);
  if (!options.global) return settings.repository === null ? null : join(base, settings.repository);
  const { person, moved } = settings;
  if (person === null) return null;
  const elsewhere = moved && options.env[moved.variable];
  if (moved && elsewhere && isAbsolute(elsewhere)) return join(elsewhere, relative(moved.folder, person));
  return join(base, person.replace(/^~\//, ''));
}

/** The top of the repository, or the folder of the person. */
function baseOf({ cwd, env, global }: HookOptions): string {
  if (global) return env.HOME || env.USERPROFILE || homedir();
  const repository = findRepository(cwd, env);
  if (!repository) throw new Trouble(`No git repository in ${cwd}, go into one or add \`--global\``);
  if (repository.workTree) return repository.workTree;
  throw new Trouble('A bare repository has no place for the settings of agents, add `--global`');
}

function change(
  agent: Agent,
  file: string,
  options: HookOptions,
  edit: (text: string | null) => string | null,
): AgentChange {
  const reason = obstacle(file, options);
  if (reason) return { agent, file, before: null, after: null, refused: reason };
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (before !== null && !Buffer.from(before).equals(readFileSync(file)))
    return { agent, file, before, after: before, refused: 'It is not UTF-8, convert it first' };
  try {
    return { agent, file, before, after: edit(before) };
  } catch (error) {
    if (!Trouble.is(error)) throw error;
    return { agent, file, before, after: before, refused: error.message };
  }
}

/** Why a file is not touched: what is reached over a link may be somebody else's. */
function obstacle(file: string, options: HookOptions): string | undefined {
  const found = stat(file);
  if (found?.isSymbolicLink()) return 'It is a symbolic link, replace it by a file of its own';
  if (found && !found.isFile()) return 'It is no file, move it away';
  if (found && (found.mode & 0o222) === 0) return 'It is read-only, make it writable first';
  try {
    checkFolder(dirname(file), baseOf(options));
    return undefined;
  } catch (error) {
    if (Trouble.is(error)) return error.message;
    throw error;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
