/** What an agent writes to a hook, whatever it holds: nothing in it is sure. */
export type Payload = Readonly<Record<string, unknown>>;

/** When an agent calls. `reply` is the text of a turn, for agents that do not tell it at the stop. */
export type Moment =
  | 'start'
  | 'prompt'
  | 'before-command'
  | 'before-edit'
  | 'after-edit'
  | 'after-command'
  | 'reply'
  | 'stop'
  | 'subagent-stop'
  | 'other';

/** A change of a file, as far as the call tells. */
export interface Edit {
  readonly path: string;
  readonly added: string;
  readonly removed: string;
  /** Where what was added begins in the file, from 1; absent where the call does not tell. */
  readonly line?: number;
}

/** What a payload says, whoever wrote it. */
export interface AgentEvent {
  readonly moment: Moment;
  /** As the agent calls it: some answers have to name it. */
  readonly name: string;
  readonly session: string | null;
  /** The folder the agent works in. */
  readonly cwd: string | null;
  /** The file of its transcript. */
  readonly transcript: string | null;
  readonly command: string | null;
  readonly edits: readonly Edit[];
  readonly prompt: string | null;
  /** The last message of the turn. */
  readonly reply: string | null;
  /** Whether the turn goes on only because a hook has sent the agent back; null where the agent does not tell. */
  readonly isContinued: boolean | null;
  /** What the tool is given, for an answer that replaces it. */
  readonly input: Payload;
  readonly payload: Payload;
}

/** What bylaw has to say, before it is put into the words of an agent. */
export type Verdict =
  | { readonly kind: 'none' }
  /** Words for the model, or for the person where nothing reaches the model. Nothing is stopped; never at a stop. */
  | { readonly kind: 'tell'; readonly text: string }
  /** The command does not run; after an edit or at a stop, the agent goes back to mend it. */
  | { readonly kind: 'deny'; readonly text: string }
  /** Another command runs instead, and `told` says so. An agent that takes none denies, with `text`. */
  | { readonly kind: 'rewrite'; readonly command: string; readonly told: string; readonly text: string };

/** What goes back to the agent. */
export interface Answer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code: number;
}

/** Writes the command line that a hook runs, with the name of the event where a payload does not hold it. */
export type CommandLine = (event?: string) => string;

/** A value for a list in a JSON file: the keys that lead to the list, and what is put into it. */
export interface ListEntry {
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** Where an agent looks for its hooks: a file from the top of a repository, and one of the person's; or folders. */
export interface Places {
  readonly repository: string | null;
  /** Begins with `~/`. */
  readonly person: string | null;
  /** A variable that takes the place of the folder which the path of the person's file begins with. */
  readonly moved?: { readonly variable: string; readonly folder: string };
}

/** How an agent is told to call bylaw. */
export type Settings = Places &
  (
    | {
        readonly kind: 'json';
        /** What has to stand in the file besides, such as its version; nothing that is there is changed. */
        readonly needs?: Readonly<Record<string, unknown>>;
        /** Timeouts in them are in the unit of the agent. */
        readonly entries: (line: CommandLine) => readonly ListEntry[];
      }
    /** Lines to append to a file whose other lines stay as they are. */
    | { readonly kind: 'lines'; readonly lines: (line: CommandLine) => string }
    /** Files of our own in a folder, by their names. */
    | {
        readonly kind: 'file';
        readonly files: (line: CommandLine) => Readonly<Record<string, string>>;
      }
    /** Nothing that bylaw can write. */
    | { readonly kind: 'by-hand'; readonly how: string }
  ) & {
    /** What the person has to do or to know besides, a sentence each. */
    readonly notes?: readonly string[];
  };

/** One coding agent: how its calls are read, how it is answered, and how it is told to call. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  /** The program that people start it with. */
  readonly program: string;
  /** The agents whose settings files this one runs, too. */
  readonly runs?: readonly string[];
  /** Whether nobody else writes such a payload. Where none is sure, the id in the command line tells. */
  readonly isOwn: (payload: Payload) => boolean;
  /** @param name the event as the command line names it, where the payload may not */
  readonly read: (payload: Payload, name: string | undefined) => AgentEvent;
  readonly answer: (verdict: Verdict, event: AgentEvent) => Answer;
  /**
   * The exit code that tells it of a failed hook: 1 where that stops nothing, or only what the person wants
   * stopped then; 0 where any other would be taken for a verdict.
   */
  readonly failing: 0 | 1;
  readonly settings: Settings;
}

/** Gives an agent its types. */
export function defineAgent(agent: Agent): Agent {
  return agent;
}

/** The moment that an agent's name of an event stands for. */
export function momentOf(moments: Readonly<Record<string, Moment>>, event: string): Moment {
  return Object.hasOwn(moments, event) ? (moments[event] as Moment) : 'other';
}

export const NOTHING: Answer = { code: 0 };

/** JSON on standard output. */
export function json(value: object): Answer {
  return { stdout: `${JSON.stringify(value)}\n`, code: 0 };
}

/** An event of which nothing is known yet but its name. */
export function eventOf(payload: Payload, moment: Moment, name: string): AgentEvent {
  return {
    ...{ moment, name, payload },
    session: null,
    cwd: null,
    transcript: null,
    command: null,
    edits: [],
    prompt: null,
    reply: null,
    isContinued: null,
    input: {},
  };
}

/** What stands under a key as yes or no; null where nothing does. */
export function flag(payload: Payload, key: string): boolean | null {
  const value = payload[key];
  return typeof value === 'boolean' ? value : null;
}

/** The first of some keys that holds a text with something in it. */
export function text(payload: Payload, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = payload[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** What stands under a key, also where it was written as JSON in a string. */
export function object(payload: Payload, key: string): Payload {
  const value = payload[key];
  if (typeof value === 'string') return parsed(value);
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(json: string): Payload {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
