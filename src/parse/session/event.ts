import type { Span } from '../../rule.ts';

interface Happened {
  /** The event in the text of its session, in UTF-16 offsets. */
  readonly at: Span;
  /** Its line in the transcript, from 1. */
  readonly line: number;
  /** ISO 8601; null where the transcript does not tell. */
  readonly time: string | null;
  /** The sub-agent that did it; absent for the main one. */
  readonly agent?: string;
}

/** What a person asked. */
export interface PromptEvent extends Happened {
  readonly kind: 'prompt';
  readonly text: string;
}

/** What the agent said. */
export interface ReplyEvent extends Happened {
  readonly kind: 'reply';
  readonly text: string;
}

export interface ReadEvent extends Happened {
  readonly kind: 'read';
  /** From the folder of the session where the file is in it, absolute elsewhere; with slashes. */
  readonly path: string;
}

export interface EditEvent extends Happened {
  readonly kind: 'edit';
  readonly path: string;
  /** What came and what went; empty where the transcript does not tell. */
  readonly added: string;
  readonly removed: string;
}

export interface RunEvent extends Happened {
  readonly kind: 'run';
  readonly command: string;
  /** What it printed, its middle left out where it is long. */
  readonly output: string;
  /** Its exit status; null where the transcript does not tell. */
  readonly exit: number | null;
}

/** Another tool: a search, a sub-agent, a server's. */
export interface ToolEvent extends Happened {
  readonly kind: 'tool';
  readonly name: string;
  /** What it was given, in one line. */
  readonly input: string;
}

/** What happened in a session. */
export type SessionEvent = PromptEvent | ReplyEvent | ReadEvent | EditEvent | RunEvent | ToolEvent;
