import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { decode } from '../read/decode.ts';
import { pullRequestFromEvent } from '../read/event.ts';
import { history } from '../read/history.ts';
import { guessKind } from '../read/kind.ts';
import { messageSettings } from '../read/message.ts';
import { currentBranch, type Repository } from '../read/repository.ts';
import { readAll } from '../read/stdin.ts';
import type { Context } from '../rule.ts';
import { type Kind, pullRequestFromText, type Subject } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import type { World } from './world.ts';

/** A subject, and where it came from. */
export interface Input {
  readonly subject: Subject;
  readonly source: string;
  /** The file it came from, as it was named; absent where it came from elsewhere. */
  readonly file?: string;
  readonly context?: Context;
  /** False where bytes were no UTF-8, so that a fixed text cannot be written back. */
  readonly exact?: boolean;
}

export interface Wanted {
  readonly files: readonly string[];
  readonly kind: Kind | undefined;
  readonly range?: string | undefined;
  readonly branch?: boolean | undefined;
  readonly event?: string | undefined;
}

/** All subjects that the arguments name, one at a time. */
export async function* inputs(
  { files, kind, range, branch, event }: Wanted,
  repository: Repository | null,
  world: World,
): AsyncGenerator<Input> {
  if (branch) yield branchInput(repository);
  if (event !== undefined) yield eventInput(event, world);
  if (range !== undefined) {
    for await (const { sha, commit } of history(world.cwd, range, world.env))
      yield { subject: commit, source: sha };
  }
  const named = branch || event !== undefined || range !== undefined;
  const all = files.length > 0 || named ? files : [stdinUnlessTerminal()];
  for (const file of all) yield fileInput(file, kind, repository, world);
}

function stdinUnlessTerminal(): string {
  if (process.stdin.isTTY !== true) return '-';
  throw new Trouble('Nothing to judge, name a file, `-` for standard input, or `--range A..B`');
}

function fileInput(
  name: string,
  wanted: Kind | undefined,
  repository: Repository | null,
  world: World,
): Input {
  const source = name === '-' ? 'stdin' : name;
  const { text, exact } = decode(readBytes(name, world), source);
  const kind = wanted ?? guessKind(source, text);
  const subject = subjectOf(kind, text);
  const inGit = /_(?:EDIT)?MSG$/.test(name) && repository !== null;
  return {
    subject:
      subject.kind === 'commit' && inGit
        ? { ...subject, ...messageSettings(repository, world.env, text) }
        : subject,
    source,
    exact,
    ...(name === '-' ? {} : fileNamed(resolve(world.cwd, name), repository, world)),
  };
}

/** A file, and its path as the host of the repository knows it. */
function fileNamed(file: string, repository: Repository | null, { cwd }: World) {
  const path = relative(repository?.workTree ?? cwd, file)
    .split(sep)
    .join('/');
  return { file, context: { path } };
}

function subjectOf(kind: Kind, text: string): Subject {
  switch (kind) {
    case 'commit':
      return { kind, message: text };
    case 'pr':
      return pullRequestFromText(text);
    case 'branch':
      return { kind, name: text.replace(/\r?\n$/, '') };
    case 'diff':
    case 'reply':
      return { kind, text };
  }
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
