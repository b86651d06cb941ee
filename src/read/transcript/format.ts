import type { Json } from './json.ts';
import type { Recorder } from './recorder.ts';

/** How one agent writes down its sessions. Records of kinds that nobody knows are skipped. */
export interface Format {
  readonly name: string;
  /** The pages that the agent loads by itself, from the root of the repository. */
  readonly loads?: readonly string[];
  /** Whether a record, one of the first, can only be of this format. Names of files tell nothing. */
  knows(record: Json): boolean;
  /** Takes records one by one, in the order of the file. */
  reader(recorder: Recorder): Reader;
  /** A cheap look whether what a person said may stand in a line; any may without it. */
  maySpeak?(line: Buffer): boolean;
  /** A part of the file can be read without what stands before it. */
  readonly isLog?: true;
}

export interface Reader {
  /** @param line where the record stands in the file, from 1 */
  take(record: Json, line: number): void;
  /** Reads a line where that can be done faster than by JSON.parse; null where nothing happened in it. */
  parse?(line: Buffer): Json | null;
  /** After the last record. */
  end?(): void;
}

/** How a program writes down a session as a text for people. */
export interface TextFormat {
  readonly name: string;
  /** Whether a file with this beginning can only be of this format. */
  knows(head: string): boolean;
  /** Takes lines one by one, without their ends. */
  reader(recorder: Recorder): { take(line: string, number: number): void; end(): void };
}
