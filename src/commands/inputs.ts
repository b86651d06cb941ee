import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { parseDiff } from '../parse/diff.ts';
import { Document } from '../parse/document.ts';
import { parseSession } from '../parse/session/notation.ts';
import type { Policy } from '../policy/policy.ts';
import { agentAtWork } from '../read/agent.ts';
import { around, onBranch } from '../read/around.ts';
import { decode } from '../read/decode.ts';
import { rangeChange, stagedChange } from '../read/diff.ts';
import { pullRequestFromEvent } from '../read/event.ts';
import type { GitOptions } from '../read/git.ts';
import { branchOfRange, history } from '../read/history.ts';
import { guessKind, maybeDiff } from '../read/kind.ts';
import { messageSettings } from '../read/message.ts';
import { currentBranch, type Repository } from '../read/repository.ts';
import { readAll } from '../read/stdin.ts';
import { transcriptIn } from '../read/transcript/index.ts';
import { createTree } from '../read/tree.ts';
import type { Context } from '../rule.ts';
import { type Diff, type Kind, type Session, type Subject, subjectFromText } from '../subject.ts';
import { isForbidden } from '../suppress.ts';
import { Trouble } from '../trouble.ts';
import { isSince } from './since.ts';
import type { World } from './world.ts';

/** A subject, and where it came from. */
export interface Input {
  readonly subject: Subject;
  readonly source: string;
  /** The absolute path of the file it came from; absent where it came from elsewhere. */
  readonly file?: string;
  readonly context?: Context;
  /** False where bytes were no UTF-8, so that a fixed text cannot be written back. */
  readonly exact?: boolean;
  /** Of a change, whether findings in a file are wanted; all are where it is absent. */
  readonly wants?: (path: string) => boolean;
}

export interface Wanted {
  readonly files: readonly string[];
  readonly kind: Kind | undefined;
  readonly staged?: boolean | undefined;
  readonly range?: string | undefined;
  readonly branch?: boolean | undefined;
  readonly event?: string | undefined;
  /** Milliseconds since 1970: sessions that ended before are left out. */
  readonly since?: number | undefined;
}

/**
 * All subjects that the arguments name, one at a time.
 * @param policy what they will be judged by, which tells how much has to be known of them
 */
export async function* inputs(
  wanted: Wanted,
  repository: Repository | null,
  world: World,
  policy: Policy,
): AsyncGenerator<Input> {
  const agent = agentAtWork(world.env);
  const tree = repository?.workTree ? createTree(repository.workTree, world.env) : {};
  for await (const input of named(wanted, repository, world, policy)) {
    yield { ...input, context: { ...tree, agent, ...input.context } };
  }
}

async function* named(
  { files, kind, staged, range, branch, event, since }: Wanted,
  repository: Repository | null,
  world: World,
  policy: Policy,
): AsyncGenerator<Input> {
  if (branch) yield branchInput(repository);
  if (event !== undefined) yield eventInput(event, world);
  if (range !== undefined) yield* rangeInputs(range, kind, repository, world, policy);
  if (staged) {
    yield stagedInput(files, repository, world);
    return;
  }
  const isNamed = branch || event !== undefined || range !== undefined;
  const all = files.length > 0 || isNamed ? files : [stdinUnlessTerminal()];
  for (const file of all) {
    const input = fileInput(file, kind, repository, world);
    if (since === undefined || isLate(input.subject, since)) yield input;
  }
}

/** Whether something happened in a session at a time or later; other subjects have no time. */
function isLate(subject: Subject, since: number): boolean {
  if (subject.kind !== 'session') return true;
  return subject.events.some(({ time }) => isSince(time, since));
}

async function* rangeInputs(
  range: string,
  kind: Kind | undefined,
  repository: Repository | null,
  { cwd, env }: World,
  policy: Policy,
): AsyncGenerator<Input> {
  const context = onBranch(repository && branchOfRange(repository, range, { cwd, env }));
  if (kind === 'diff') {
    const subject = rangeChange(range, { cwd, env });
    const agent = await isOfForbidden(range, policy, { cwd, env });
    yield { subject, source: range, context: { ...context, ...(agent ? { agent } : {}) } };
    return;
  }
  for await (const { sha, commit } of history(cwd, range, env)) {
    yield { subject: commit, source: sha, context };
  }
}

/** Whether the author of one of the commits in a range is one whom the policy lets suppress nothing. */
async function isOfForbidden(range: string, policy: Policy, { cwd, env }: GitOptions): Promise<boolean> {
  if (policy.suppressions?.agents !== false) return false;
  // The change is that of the second side alone, with three dots as well.
  for await (const { commit } of history(cwd, range.replace('...', '..'), env)) {
    if (isForbidden(new Document(commit), policy, {})) return true;
  }
  return false;
}

/**
 * The change as a whole, since a file may need what another one brings; then only findings in the files.
 * @throws Trouble where a name is none of a file or a folder, before the change or behind it
 */
function stagedInput(files: readonly string[], repository: Repository | null, { cwd, env }: World): Input {
  const subject = stagedChange(repository, { cwd, env });
  const input = { subject, source: 'staged', context: repository ? around(repository, env) : {} };
  if (files.length === 0) return input;
  const top = realPath(repository?.workTree ?? cwd);
  const pathOf = (file: string) => slashed(relative(top, realPlace(resolve(cwd, file))));
  const gone = files.filter((file) => !existsSync(resolve(cwd, file)));
  const known = gone.length > 0 ? pathsIn(subject) : new Set();
  const unknown = gone.find((file) => !known.has(pathOf(file)));
  if (unknown !== undefined)
    throw new Trouble(`No file ${unknown} here or in the staged change, name files or folders, no globs`);
  const wanted = new Set(files.map(pathOf));
  return { ...input, wants: (path) => wanted.has('') || withParents(path).some((each) => wanted.has(each)) };
}

/** All files that a change touches, by their old names too, and the folders they are in. */
function pathsIn({ text }: Diff): Set<string> {
  return new Set(
    parseDiff(text).flatMap(({ path, oldPath }) => [path, oldPath ?? path].flatMap(withParents)),
  );
}

/** A path, and the folders it is in. */
function withParents(path: string): string[] {
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** Where a file lies, which may be gone or be a link itself, but its folder counts as what it really is. */
function realPlace(file: string): string {
  return join(realPath(dirname(file)), basename(file));
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function stdinUnlessTerminal(): string {
  if (process.stdin.isTTY !== true) return '-';
  throw new Trouble('Nothing to judge, name a file, `-` for standard input, `--staged`, or `--range A..B`');
}

function fileInput(
  name: string,
  wanted: Kind | undefined,
  repository: Repository | null,
  world: World,
): Input {
  const source = name === '-' ? 'stdin' : name;
  const file = resolve(world.cwd, name);
  // As the host of the repository knows it.
  const path = slashed(relative(repository?.workTree ?? world.cwd, file));
  if (name !== '-' && (wanted ?? 'session') === 'session' && isFile(file)) {
    // It may be of any size, and is read bit by bit.
    const transcript = transcriptIn(file);
    if (transcript) return { subject: transcript.session(), source, file, context: { path } };
  }
  const { text, exact } = decode(readBytes(name, world), source);
  const kind = wanted ?? guessKind(source, text);
  if (kind === 'diff' && !maybeDiff(text))
    throw new Trouble(`No unified diff in ${source}, write one with \`git diff --no-color\``);
  const subject =
    kind === 'session'
      ? sessionIn(text, source)
      : subjectFromText(kind, kind === 'branch' ? text.replace(/\r?\n$/, '') : text);
  if (name === '-') return { subject, source, exact };
  const input = { source, exact, file };
  // The message of the next commit.
  if (subject.kind === 'commit' && repository !== null && /_(?:EDIT)?MSG$/.test(name)) {
    const settings = messageSettings(repository, world.env, text);
    const context = { ...onBranch(currentBranch(repository)), path };
    return { ...input, subject: { ...subject, ...settings }, context };
  }
  return { ...input, subject, context: { path } };
}

/**
 * A transcript, or the notation of bylaw.
 * @throws Trouble where a text is neither
 */
function sessionIn(text: string, source: string): Session {
  const session = transcriptIn(Buffer.from(text))?.session() ?? parseSession(text);
  if (session.events.length > 0 || !/\S/.test(text)) return session;
  throw new Trouble(`No session in ${source} that bylaw can read, export it as JSON, JSON Lines or Markdown`);
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function readBytes(name: string, { cwd }: World): Uint8Array {
  try {
    return name === '-' ? readAll(0) : readFileSync(resolve(cwd, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw new Trouble(`${name} is a folder, name the files in it`);
    if (code === 'ENOENT')
      throw new Trouble(`No file ${name}, name one that exists or \`-\` for standard input`);
    throw new Trouble(`Cannot read ${name} (${code})`);
  }
}

function branchInput(repository: Repository | null): Input {
  const name = repository && currentBranch(repository);
  if (!name) throw new Trouble('No branch is checked out here, run it in a work tree that is on a branch');
  return { subject: { kind: 'branch', name }, source: name };
}

function eventInput(file: string, world: World): Input {
  const { text } = decode(readBytes(file, world), file);
  return { subject: pullRequestFromEvent(text, file), source: 'event' };
}
