import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { NewEvent } from '../../parse/session/notation.ts';

/** A file of Claude Code in which a sub-agent of a session wrote, and its name. */
export interface SubAgent {
  readonly file: string;
  readonly agent: string;
}

/**
 * The files of a session's sub-agents: `SESSION/subagents/agent-ID.jsonl` beside `SESSION.jsonl`.
 * @param since ISO 8601; files that were last written before it are left out
 */
export function subAgentsOf(file: string, since: string): SubAgent[] {
  const folder = join(dirname(file), basename(file, '.jsonl'), 'subagents');
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .filter((name) => since === '' || statSync(join(folder, name)).mtimeMs >= Date.parse(since))
      .sort()
      .map((name) => ({ file: join(folder, name), agent: basename(name, '.jsonl').replace(/^agent-/, '') }));
  } catch {
    return [];
  }
}

/**
 * Two courses of events as one, by their times. The events that come in stand at the line of the one before
 * them, for they have none in this transcript.
 */
export function woven(events: readonly NewEvent[], coming: readonly NewEvent[]): NewEvent[] {
  const all: NewEvent[] = [];
  let next = 0;
  let line = 1;
  for (const event of events) {
    while (next < coming.length && event.time !== null && isBefore(coming[next] as NewEvent, event.time))
      take();
    all.push(event);
    line = event.line ?? line;
  }
  while (next < coming.length) take();
  return all;

  function take() {
    all.push({ ...(coming[next] as NewEvent), line });
    next += 1;
  }
}

function isBefore({ time }: NewEvent, than: string): boolean {
  return time === null || time < than;
}
