import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { redact } from '../parse/session/redact.ts';
import { replaceFile } from '../write.ts';
import type { Repository } from './repository.ts';

/** What bylaw remembers of a session from one call of an agent to the next. */
export interface Notes {
  /** What the person asked, where no transcript tells: without secrets, the latest last. */
  readonly prompts: readonly string[];
  /** Digests of the findings that the agent was told, the latest last. */
  readonly told: readonly string[];
  /** When the agent was last sent back at a stop, and no prompt has come since; in milliseconds since 1970. */
  readonly sentBack: number | null;
  /** What is to be told at the stop, for agents that tell the text of a turn apart from it. */
  readonly waiting: string;
  /** What is to be told with the next prompt: it is not worth another turn. */
  readonly advice: string;
}

const NO_NOTES: Notes = { prompts: [], told: [], sentBack: null, waiting: '', advice: '' };

const MOST_PROMPTS = 50;
const LONGEST_PROMPT = 4000;
const MOST_TOLD = 500;

/** How long notes are kept, in milliseconds. */
const KEPT = 14 * 24 * 3600 * 1000;

/** The file of one session: in the git directory, or else in the user's cache folder. */
export interface NotesFile {
  readonly read: () => Notes;
  /** @returns whether they will be there at the next call */
  readonly write: (notes: Notes) => boolean;
}

/** @param session as the agent names it; without a name nothing is remembered */
export function notesFile(
  session: string | null,
  repository: Repository | null,
  env: NodeJS.ProcessEnv,
): NotesFile {
  const folder = repository ? join(repository.gitDir, 'bylaw', 'sessions') : cacheFolder(env);
  if (session === null || folder === null) return { read: () => NO_NOTES, write: () => false };
  const file = join(folder, `${nameOf(session)}.json`);
  return {
    read: () => readNotes(file),
    write(notes) {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        replaceFile(file, JSON.stringify(capped(notes)), 0o600);
        removeOld(folder);
        return true;
      } catch {
        // A folder that cannot be written costs memory, not the verdict.
        return false;
      }
    },
  };
}

/** By the XDG Base Directory Specification, which has a relative path ignored. */
function cacheFolder({
  HOME = '',
  XDG_CACHE_HOME = '',
  LOCALAPPDATA = '',
}: NodeJS.ProcessEnv): string | null {
  const folder = [XDG_CACHE_HOME, HOME && join(HOME, '.cache'), LOCALAPPDATA].find(
    (path) => path && isAbsolute(path),
  );
  return folder ? join(folder, 'bylaw', 'sessions') : null;
}

/** Ids come from outside: they name no other folder, and are never too long. */
function nameOf(session: string): string {
  const name = session.replace(/[^\w-]/g, (character) => `.${character.charCodeAt(0).toString(16)}.`);
  return name.length <= 120 ? name : `${name.slice(0, 60)}-${name.slice(-60)}`;
}

function readNotes(file: string): Notes {
  try {
    const { prompts, told, sentBack, waiting, advice }: Partial<Record<keyof Notes, unknown>> = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return {
      prompts: texts(prompts),
      told: texts(told),
      sentBack: typeof sentBack === 'number' ? sentBack : null,
      waiting: typeof waiting === 'string' ? waiting : '',
      advice: typeof advice === 'string' ? advice : '',
    };
  } catch {
    // Absent or damaged: nothing is remembered.
    return NO_NOTES;
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function capped({ prompts, told, ...notes }: Notes): Notes {
  return {
    ...notes,
    // A secret that is cut in two could not be told by its form.
    prompts: prompts.slice(-MOST_PROMPTS).map((prompt) => redact(prompt).slice(0, LONGEST_PROMPT)),
    told: told.slice(-MOST_TOLD),
  };
}

function removeOld(folder: string): void {
  const oldest = Date.now() - KEPT;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
  }
}
