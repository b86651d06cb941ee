import type { DiffLine, FileChange } from '../diff.ts';
import { stemOf } from '../path.ts';
import { hasTests } from './testing.ts';

/** What the change as a whole adds and takes away. Most changes never ask, so each part waits for that. */
export class Ledger {
  readonly #files: readonly FileChange[];
  readonly #tests: ReadonlySet<FileChange>;
  #added: Map<string, number> | undefined;
  #removed: Map<string, number> | undefined;
  #gone: Set<string> | undefined;
  #newcomers: Set<string> | undefined;
  #leavers: Set<string> | undefined;

  constructor(files: readonly FileChange[], tests: ReadonlySet<FileChange>) {
    this.#files = files;
    this.#tests = tests;
  }

  /** How often each line is added to the files of tests. */
  get added(): Map<string, number> {
    this.#added ??= this.#linesOf('added');
    return this.#added;
  }

  get removed(): Map<string, number> {
    this.#removed ??= this.#linesOf('removed');
    return this.#removed;
  }

  #linesOf(type: DiffLine['type']): Map<string, number> {
    const bag = new Map<string, number>();
    // A Rust test may stand beside its code.
    for (const file of this.#files) {
      if (!this.#tests.has(file) && file.language !== 'rust') continue;
      for (const line of file.hunks.flat()) {
        if (line.type === type) bag.set(plain(line.text), (bag.get(plain(line.text)) ?? 0) + 1);
      }
    }
    return bag;
  }

  /** Whether a new file of tests is about the same as this one. */
  hasNewcomer({ path }: FileChange): boolean {
    this.#newcomers ??= new Set(
      [...this.#tests]
        .filter(({ status }) => status !== 'deleted' && status !== 'modified')
        .map((file) => subject(file.path)),
    );
    return this.#newcomers.has(subject(path));
  }

  /** Whether the file that a file of tests is named after is deleted, too. */
  hasLostItsCode({ path }: FileChange): boolean {
    this.#leavers ??= new Set(
      this.#files
        .filter((file) => file.status === 'deleted' && hasTests(file) && !this.#tests.has(file))
        .map((file) => subject(file.path)),
    );
    return this.#leavers.has(subject(path));
  }

  /** Whether a text names something that the change took out of the code, apart from its tests. */
  isAboutGone(text: string): boolean {
    this.#gone ??= this.#namesGone();
    return this.#gone.size > 0 && names(text).some((name) => this.#gone?.has(name));
  }

  #namesGone(): Set<string> {
    const gone = new Set<string>();
    const kept = new Set<string>();
    for (const file of this.#files) {
      if (!hasTests(file) || this.#tests.has(file)) continue;
      if (file.status === 'deleted') for (const name of names(stemOf(file.path))) gone.add(name);
      for (const { type, text } of file.hunks.flat()) {
        for (const name of names(text)) (type === 'removed' ? gone : kept).add(name);
      }
    }
    for (const name of kept) gone.delete(name);
    return gone;
  }
}

const subject = (path: string): string => stemOf(path).replace(/^test[_-]|[._-]?(?:tests?|spec)$/gi, '');
export const names = (text: string): string[] => text.match(/[a-z_]\w{3,}/gi) ?? [];

/** Blanks do not count: a line that was indented is the same. */
export const plain = (text: string): string => text.replace(/\s+/g, '');

/** Takes a line out of a bag, if it is there. */
export function take(bag: Map<string, number>, text: string): boolean {
  const key = plain(text);
  const left = bag.get(key) ?? 0;
  if (left > 0) bag.set(key, left - 1);
  return left > 0;
}
