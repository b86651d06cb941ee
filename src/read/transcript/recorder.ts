import { isAbsolute } from 'node:path/posix';
import { NOT_RUN } from '../../parse/session/marks.ts';
import type { NewEvent } from '../../parse/session/notation.ts';
import { shortened } from '../../parse/session/notation.ts';
import { type Json, record, text } from './json.ts';
import { spoken } from './prompt.ts';
import { type Status, statusOf } from './status.ts';
import { eventsOfCall } from './tools.ts';

/** When, and where in the transcript, something happened. */
export interface When {
  readonly line: number;
  readonly time: string | null;
  /** The sub-agent that did it. */
  readonly agent?: string;
}

/** What became of a call. */
export interface Outcome {
  readonly output?: string;
  /** Whether the call failed; absent where nobody tells. */
  readonly failed?: boolean | undefined;
  /** The exit status, where it stands apart from the output. */
  readonly exit?: number | null | undefined;
  /** The person or a hook did not allow it: it never happened. */
  readonly refused?: boolean;
  /** Of a call that did several things, what became of each, in order. */
  readonly apart?: readonly Outcome[];
}

/** An event that what comes later may still change. */
export interface Draft {
  event: NewEvent;
}

/** Gathers what happened in a session, while a transcript is read. */
export class Recorder {
  drafts: Draft[] = [];
  /** The folder that the session is in, with slashes. */
  folder: string | null = null;
  readonly #open = new Map<string, Draft[]>();
  /** Runs that go on, by the names agents give them, and by the calls that ask for the rest. */
  readonly #running = new Map<string, Draft>();
  readonly #asking = new Map<string, Draft>();
  #reply: { draft: Draft; id: string } | undefined;

  get events(): NewEvent[] {
    return this.drafts.map(({ event }) => event);
  }

  /** A person wrote something; what their program put around it is left out. */
  asked(words: string, when: When): void {
    this.#noticed(words);
    const text = spoken(words);
    if (text !== '') this.#add({ kind: 'prompt', text, ...when });
  }

  /** Claude Code tells in the person's place that a command which was left running has ended. */
  #noticed(words: string): void {
    const process = /<task-id>([\w-]{1,60})<\/task-id>/.exec(words)?.[1];
    const run = process === undefined ? undefined : this.#running.get(process);
    const exit = /\bexit code:? (\d{1,10})/.exec(words)?.[1];
    if (run && exit !== undefined) run.event = goneOn(run.event, { exit: Number(exit), output: '' });
  }

  /** The agent wrote something. Parts of one message, by its id, that follow each other are one reply. */
  said(words: string, when: When, id = ''): void {
    const text = words.trim();
    if (text === '') return;
    const last = this.drafts.at(-1);
    if (id !== '' && last && this.#reply?.draft === last && this.#reply.id === id) {
      const { event } = last;
      if (event.kind === 'reply') last.event = { ...event, text: `${event.text}\n\n${text}` };
      return;
    }
    this.#reply = { draft: this.#add({ kind: 'reply', text, ...when }), id };
  }

  /** The agent called a tool. The same call again, as after a resumed session, is left out. */
  called(id: string, name: string, input: unknown, when: When): void {
    if (id !== '' && this.#open.has(id)) return;
    const events = eventsOfCall(name, input, this.folder);
    const drafts = events.map((event) => this.#add({ ...this.#placed(event), ...when }));
    if (id === '') return;
    this.#open.set(id, drafts);
    const run = this.#running.get(processIn(record(input)));
    if (run) this.#asking.set(id, run);
  }

  /** Whether the output of a call is wanted, or only whether it failed. */
  wantsOutput(id: string): boolean {
    return this.#asking.has(id) || (this.#open.get(id) ?? []).some(({ event }) => event.kind === 'run');
  }

  /** What a call came to. */
  answered(id: string, outcome: Outcome): void {
    const drafts = this.#open.get(id) ?? [];
    drafts.forEach((draft, index) => {
      draft.event = withOutcome(draft.event, outcome.apart?.[index] ?? outcome);
    });
    const status = statusOf(outcome.output ?? '');
    const [first] = drafts;
    if (status?.process !== undefined && first) this.#running.set(status.process, first);
    const run = this.#asking.get(id);
    if (run && status) run.event = goneOn(run.event, status);
    // It stays known, so that the call is not taken again.
    if (drafts.length > 0) this.#open.set(id, []);
  }

  /** An event that is neither said nor called. */
  happened(event: NewEvent): void {
    this.#add(this.#placed(event));
  }

  #add(event: NewEvent): Draft {
    const draft = { event };
    this.drafts.push(draft);
    return draft;
  }

  #placed<E extends object>(event: E): E {
    return 'path' in event && typeof event.path === 'string'
      ? { ...event, path: this.pathOf(event.path) }
      : event;
  }

  /** A path from the folder of the session where it is in it, with slashes. */
  pathOf(path: string): string {
    const isWindows = /^[A-Za-z]:[\\/]/.test(path);
    const plain = (isWindows ? path.replaceAll('\\', '/') : path).replace(
      /^file:\/\/(?:\/(?=[A-Za-z]:))?/,
      '',
    );
    const folder = this.folder?.replaceAll('\\', '/').replace(/\/$/, '');
    if (folder && plain.startsWith(`${folder}/`)) return plain.slice(folder.length + 1);
    return isAbsolute(plain) ? plain : plain.replace(/^(?:\.\/)+(?=.)/, '');
  }
}

/** The process that a call asks about, by the name it was given when it was left running. */
function processIn(input: Json): string {
  const { session_id, bash_id, task_id, shell_id, shellId } = input;
  const named = [session_id, bash_id, task_id, shell_id, shellId].find((name) => name !== undefined);
  return typeof named === 'number' ? String(named) : text(named);
}

function goneOn(event: NewEvent, { exit, output }: Status): NewEvent {
  if (event.kind !== 'run') return event;
  return { ...event, exit, output: shortened(`${event.output}\n${output}`.trim()) };
}

function withOutcome(event: NewEvent, { output = '', failed, exit, refused }: Outcome): NewEvent {
  const { line, time, agent } = event;
  const when = { ...(line === undefined ? {} : { line }), time, ...(agent === undefined ? {} : { agent }) };
  if (event.kind === 'run') {
    if (refused || output.slice(0, 300).includes(NOT_RUN))
      return { kind: 'tool', name: 'refused', input: event.command, ...when };
    const known = statusOf(output);
    const told = known ? known.exit : failed === undefined ? null : Number(failed);
    return { ...event, output: shortened(known?.output ?? output), exit: exit ?? told };
  }
  // What failed changed nothing and showed nothing.
  if ((event.kind === 'edit' || event.kind === 'read') && (failed || refused))
    return {
      kind: 'tool',
      name: refused ? 'refused' : 'failed',
      input: `${event.kind} ${event.path}`,
      ...when,
    };
  return event;
}
