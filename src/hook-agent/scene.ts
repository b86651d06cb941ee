import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { AgentEvent } from '../agents/agent.ts';
import { sessionOf } from '../parse/session/notation.ts';
import { around } from '../read/around.ts';
import { type NotesFile, notesFile } from '../read/session-notes.ts';
import { openTranscript, type Transcript } from '../read/transcript/index.ts';
import { createTree } from '../read/tree.ts';
import type { Context } from '../rule.ts';
import type { Session } from '../subject.ts';
import { type Surroundings, surroundings } from '../surroundings.ts';
import { withoutPending } from './session.ts';

/** An event with all that it is judged by. */
export interface Scene extends Surroundings {
  readonly event: AgentEvent;
  /** What is remembered of the session. */
  readonly notes: NotesFile;
  readonly context: Context;
  readonly transcript: Transcript | null;
  /** What has happened so far, read when it is first asked for; null where no transcript tells. */
  readonly session: () => Session | null;
}

/** @throws Trouble where the configuration is wrong */
export function sceneOf(event: AgentEvent, cwd: string, env: NodeJS.ProcessEnv): Scene {
  const found = surroundings(folderOf(event, cwd), env);
  const { repository } = found;
  const notes = notesFile(event.session, repository, env);
  const transcript = opened(event.transcript);
  let past: Session | undefined;
  const session = () => {
    if (transcript) past ??= withoutPending(transcript.session(), event.command);
    return past ?? null;
  };
  const tree = repository?.workTree ? createTree(repository.workTree, env) : {};
  const context: Context = {
    ...tree,
    ...(repository ? around(repository, env) : {}),
    agent: true,
    ...known(transcript && session, notes),
  };
  return { ...found, event, notes, context, transcript, session };
}

/** The folder the agent works in, as far as it tells. */
export function folderOf(event: AgentEvent | null, cwd: string): string {
  return event?.cwd && isAbsolute(event.cwd) ? event.cwd : cwd;
}

/** What has happened, by the transcript or else by the prompts that were remembered; absent where nobody knows. */
function known(session: (() => Session | null) | null, notes: NotesFile): Pick<Context, 'events'> {
  if (session) return { events: () => session()?.events ?? [] };
  const { prompts } = notes.read();
  if (prompts.length === 0) return {};
  const events = prompts.map((text) => ({ kind: 'prompt', text, time: null }) as const);
  return { events: () => sessionOf(events).events };
}

/** Null where there is none yet, or none that bylaw knows: then nothing is known of the session. */
function opened(file: string | null): Transcript | null {
  try {
    // To open a pipe would wait for somebody to write into it.
    return file !== null && statSync(file).isFile() ? openTranscript(file) : null;
  } catch {
    return null;
  }
}
