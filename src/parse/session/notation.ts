import type { Session } from '../../subject.ts';
import type { SessionEvent } from './event.ts';

type Unplaced<E> = E extends SessionEvent ? Omit<E, 'at' | 'line'> & { readonly line?: number } : never;

/** An event before it has a place in a text. */
export type NewEvent = Unplaced<SessionEvent>;

/**
 * Reads a session from its notation: an event begins with its kind and a colon at the start of a line, and
 * goes on in the lines indented by two blanks.
 */
export function parseSession(text: string): Session {
  return { kind: 'session', text, events: [] };
}

/** The session that some events make, with its text. */
export function sessionOf(_events: readonly NewEvent[]): Session {
  return parseSession('');
}
