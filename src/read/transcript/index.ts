import { readFileSync, statSync } from 'node:fs';
import type { PromptEvent, SessionEvent } from '../../parse/session/event.ts';
import { type NewEvent, sessionOf } from '../../parse/session/notation.ts';
import type { Session } from '../../subject.ts';
import { Trouble } from '../../trouble.ts';
import { recordsOf } from './document.ts';
import type { Format, TextFormat } from './format.ts';
import { formats, textFormats } from './formats.ts';
import { type Json, parsed, record } from './json.ts';
import { type FileLine, headOf, linesBefore, linesOf } from './lines.ts';
import { Recorder } from './recorder.ts';
import { subAgentsOf, woven } from './subagents.ts';

/** What a coding agent wrote down of a session. Nothing is read before it is asked for. */
export interface Transcript {
  /** The agent, or the program, that wrote it. */
  readonly format: string;
  /** All that happened. A file is read line by line: memory holds what the events keep. */
  session(): Session;
  /**
   * Parts at the end of a long log, each longer than the one before and none the whole: what was done last
   * is mostly all that is asked for. Nothing where the whole has to be read.
   */
  ends(): Iterable<NewEvent[]>;
  /** What the person asked, and no more, which is faster; places count in a text of these alone. */
  prompts(): PromptEvent[];
  /** What the agent said last; null where it said nothing. Of a long log only the end is read. */
  lastReply(): string | null;
}

/** A file by its path, or what was in one. */
type Source = string | Buffer;

/**
 * Opens the transcript of a session. The format is told by its content: names tell nothing.
 * @throws Trouble where there is no such file, or none that bylaw knows
 */
export function openTranscript(file: string): Transcript {
  const transcript = transcriptIn(readable(file));
  if (transcript) return transcript;
  throw new Trouble(`No transcript that bylaw knows in ${file}, export the session as JSON or Markdown`);
}

/** The session in a transcript, as openTranscript has it. */
export function readTranscript(file: string): Session {
  return openTranscript(file).session();
}

/** The transcript in a file or in what was in one; null where it is none, or none that bylaw knows. */
export function transcriptIn(source: Source): Transcript | null {
  const head = headOf(source, HEAD);
  const text = textFormats.find(({ knows }) => knows(head));
  if (text) return readBy(text, () => fromText(text, source));
  if (!/^\uFEFF?\s*[[{]/.test(head)) return null;
  const format = formatOfLines(source);
  if (format) return log(format, source);
  const document = recordsOf(wholeOf(source));
  const known = formats.find(({ knows }) => document.some((each) => knows(each.record)));
  if (!known) return null;
  return readBy(known, () => {
    const recorder = new Recorder();
    const reader = known.reader(recorder);
    for (const { record: each, line } of document) reader.take(each, line);
    reader.end?.();
    return recorder.events;
  });
}

/** The last reply of the agent itself in a session; undefined where it said nothing. */
export function lastReply({ events }: Session): (SessionEvent & { kind: 'reply' }) | undefined {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index] as SessionEvent;
    if (event.kind === 'reply' && event.agent === undefined) return event;
  }
  return undefined;
}

/** A file that is there and can be read again and again: a pipe cannot. */
function readable(file: string): Source {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) throw new Trouble(`${file} is a folder, name the transcripts in it`);
    return stat.isFile() ? file : readFileSync(file);
  } catch (error) {
    if (Trouble.is(error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Trouble(`No file ${file}, name a transcript that exists`);
    throw new Trouble(`Cannot read ${file} (${code})`);
  }
}

/** Bytes that tell the format. */
const HEAD = 1 << 16;

function wholeOf(source: Source): string {
  try {
    return (typeof source === 'string' ? readFileSync(source) : source).toString().replace(/^\uFEFF/, '');
  } catch {
    // More than V8 can hold in one text: no agent writes such a document.
    return '';
  }
}

/** Lines that are looked at to tell the format: some agents begin with records that tell nothing. */
const FIRST_LINES = 200;

/** The format of a file of one record in a line; null where it is not of that kind. */
function formatOfLines(source: Source): Format | null {
  let looked = 0;
  for (const { bytes } of linesOf(source)) {
    const value = bytes.length === 0 ? {} : parsed(bytes.toString().replace(/^\uFEFF/, ''));
    const entry = record(value);
    if (looked === 0 && (value !== entry || isDocument(entry))) return null;
    const format = formats.find(({ knows }) => knows(entry));
    if (format) return format;
    looked += 1;
    if (looked === FIRST_LINES) return null;
  }
  return null;
}

/** One line may be a whole document. */
function isDocument({ messages, history, requests, loglines }: Json): boolean {
  return [messages, history, requests, loglines].some(Array.isArray);
}

function readBy({ name, loads }: Pick<Format, 'name' | 'loads'>, read: () => NewEvent[]): Transcript {
  let session: Session | undefined;
  const whole = () => {
    session ??= { ...sessionOf(read()), ...(loads ? { loads } : {}) };
    return session;
  };
  return {
    format: name,
    session: whole,
    ends: () => [],
    prompts: () => whole().events.filter((event) => event.kind === 'prompt'),
    lastReply: () => lastReply(whole())?.text ?? null,
  };
}

/** A transcript that grows by lines, of which a part can be read alone. */
function log(format: Format, source: Source): Transcript {
  const { maySpeak } = format;
  const whole = readBy(format, () => {
    const { events, folder } = fromLines(format, linesOf(source));
    return withSubAgents(events, format, source, folder);
  });
  return {
    ...whole,
    ends: () => (format.isLog && typeof source === 'string' ? endsOf(format, source) : []),
    prompts: () => {
      if (!maySpeak) return whole.prompts();
      const { events } = fromLines(format, spoken(linesOf(source), maySpeak));
      return sessionOf(events.filter(({ kind }) => kind === 'prompt')).events as PromptEvent[];
    },
    lastReply: () =>
      format.isLog && typeof source === 'string' ? lastOf(format, source) : whole.lastReply(),
  };
}

/** The same events with those of the sub-agents that Claude Code keeps beside them. */
function withSubAgents(
  events: NewEvent[],
  format: Format,
  source: Source,
  folder: string | null,
  since = '',
): NewEvent[] {
  if (typeof source !== 'string' || format.name !== 'Claude Code') return events;
  return subAgentsOf(source, since).reduce((all, { file, agent }) => {
    const own = fromLines(format, linesOf(file), folder).events;
    const heard = own.filter(({ kind, time }) => kind !== 'prompt' && (time ?? since) >= since);
    return woven(
      all,
      heard.map((event) => ({ ...event, agent })),
    );
  }, events);
}

function* spoken(lines: Iterable<FileLine>, maySpeak: (line: Buffer) => boolean): Generator<FileLine> {
  for (const line of lines) if (maySpeak(line.bytes)) yield line;
}

/** Looks at the end of a file, then at more and more of it. */
function lastOf(format: Format, file: string): string | null {
  const { size } = statSync(file);
  for (let length = HEAD; ; length *= 8) {
    const from = Math.max(0, size - length);
    const lines = linesOf(file, from);
    // The first one has lost its beginning.
    if (from > 0) lines.next();
    const found = lastReply(sessionOf(fromLines(format, lines).events));
    if (found) return found.text;
    if (from === 0) return null;
  }
}

function* endsOf(format: Format, file: string): Generator<NewEvent[]> {
  const { size } = statSync(file);
  let folder: string | null | undefined;
  for (let length = 4 * HEAD; 4 * length < size; length *= 8) {
    const from = size - length;
    const lines = linesOf(file, from);
    // The first one has lost its beginning.
    lines.next();
    folder ??= fromLines(format, first(linesOf(file))).folder;
    const { events } = fromLines(format, lines, folder);
    const since = events.find(({ time }) => time !== null)?.time ?? '';
    const before = linesBefore(file, from);
    const placed = events.map((event) => ({ ...event, line: before + (event.line ?? 1) }));
    yield withSubAgents(placed, format, file, folder, since);
  }
}

function* first(lines: Iterable<FileLine>): Generator<FileLine> {
  for (const line of lines) {
    yield line;
    if (line.number === FIRST_LINES) return;
  }
}

function fromLines(format: Format, lines: Iterable<FileLine>, folder: string | null = null): Recorder {
  const recorder = new Recorder();
  recorder.folder = folder;
  const reader = format.reader(recorder);
  for (const { bytes, number } of lines) {
    if (bytes.length < 2) continue;
    const entry = reader.parse ? reader.parse(bytes) : record(parsed(bytes.toString()));
    if (entry) reader.take(entry, number);
  }
  reader.end?.();
  return recorder;
}

function fromText(format: TextFormat, source: Source): NewEvent[] {
  const recorder = new Recorder();
  const reader = format.reader(recorder);
  for (const { bytes, number } of linesOf(source)) reader.take(bytes.toString().replace(/\r$/, ''), number);
  reader.end();
  return recorder.events;
}
