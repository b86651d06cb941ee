import type { SessionEvent } from '../parse/session/event.ts';
import { type NewEvent, sessionOf } from '../parse/session/notation.ts';
import type { Session } from '../subject.ts';

// A transcript may be long: what is cut off or put behind it leaves the rest as it is.

/**
 * A session without the command that is about to run: some agents write a call down before they ask, perhaps
 * with others behind it that come later.
 */
export function withoutPending(session: Session, command: string | null): Session {
  const { text, events } = session;
  const isPending = (event: SessionEvent) =>
    event.kind === 'run' && event.exit === null && event.output === '';
  const index = events.findLastIndex((event) => isPending(event) && isRunOf(event, command));
  const first = events[index];
  const isLast = events.slice(index).every((event) => event.kind !== 'run' || isPending(event));
  if (!first || !isLast) return session;
  return { ...session, text: text.slice(0, first.at.start), events: events.slice(0, index) };
}

function isRunOf(event: SessionEvent, command: string | null): boolean {
  if (event.kind !== 'run' || command === null) return false;
  const [run, asked] = [event.command.trim(), command.trim()];
  // The transcript may say which folder it runs in.
  return run === asked || (run.startsWith('cd ') && run.endsWith(` && ${asked}`));
}

/** A session with one more event at its end. */
export function followedBy(session: Session, event: NewEvent): Session {
  const { text, events } = sessionOf([event]);
  const offset = session.text.length;
  const last = session.events.at(-1)?.line ?? 0;
  const added = events.map(({ at, ...rest }) => ({
    ...rest,
    at: { start: at.start + offset, end: at.end + offset },
    line: last + 1,
  }));
  return { ...session, text: session.text + text, events: [...session.events, ...added] };
}

/** A session that ends with a reply: the last message of a turn may not stand in the transcript yet. */
export function withReply(session: Session, reply: string | null): Session {
  const last = session.events.findLast(({ kind }) => kind === 'reply' || kind === 'prompt');
  const isThere = reply === null || (last?.kind === 'reply' && last.text.trim() === reply.trim());
  return isThere ? session : followedBy(session, { kind: 'reply', text: reply, time: null });
}
