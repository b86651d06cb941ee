import type { Position } from '../position.ts';
import type { Diff } from '../subject.ts';
import { type DiffLine, type FileChange, parseDiff } from './diff.ts';
import { type Region, spanAt } from './region.ts';

/** A parsed diff, and where in it an offset stands. */
export class Change {
  readonly files: readonly FileChange[];
  /** The lines of each file that was asked for. */
  readonly #lines = new Map<FileChange, readonly DiffLine[]>();
  /** For each file, the offset behind its last line, or behind its name where it has none. */
  readonly #ends: readonly number[];

  constructor({ text, others = [] }: Diff) {
    this.files = others.map(addedLines).reduce(withoutKnown, parseDiff(text));
    this.#ends = this.files.map(({ hunks, at }) => hunks.at(-1)?.at(-1)?.end ?? at.end);
  }

  regionAt(offset: number): Region {
    return this.#lineAt(offset)?.type ?? 'header';
  }

  /** The line of the new file; the first one of it for its header. */
  positionAt(offset: number): Position {
    const file = this.fileAt(offset);
    if (!file) return { line: 1, column: 1 };
    const line = this.#lineAt(offset);
    const place = line ? { line: line.number, column: offset - line.start + 1 } : { line: 1, column: 1 };
    return { file: file.path, ...place };
  }

  /** No file has offset 0, which stands for the change as a whole: before any name comes a header's key. */
  fileAt(offset: number): FileChange | undefined {
    if (offset === 0) return undefined;
    let low = 0;
    let high = this.#ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    const file = this.files[low];
    return file && (file.at.start <= offset || file.hunks.length > 0) ? file : undefined;
  }

  /** The line that holds an offset, its own end included. */
  #lineAt(offset: number): DiffLine | undefined {
    const file = this.fileAt(offset);
    if (!file) return undefined;
    const lines = this.#lines.get(file) ?? file.hunks.flat();
    this.#lines.set(file, lines);
    return spanAt(lines, offset) ?? spanAt(lines, offset - 1);
  }
}

type Added = ReadonlyMap<string, ReadonlySet<number>>;

function addedLines(text: string): Added {
  const numbers = (file: FileChange) =>
    file.hunks.flatMap((hunk) => hunk.filter(({ type }) => type === 'added').map(({ number }) => number));
  return new Map(parseDiff(text).map((file) => [file.path, new Set(numbers(file))]));
}

/** What is new against another parent, too. */
function withoutKnown(files: readonly FileChange[], added: Added): FileChange[] {
  return files.flatMap((file) => {
    const numbers = added.get(file.path);
    if (!numbers) return [];
    const hunks = file.hunks.map((hunk) =>
      hunk.map((line) =>
        line.type !== 'added' || numbers.has(line.number) ? line : { ...line, type: 'context' as const },
      ),
    );
    return [{ ...file, hunks }];
  });
}
