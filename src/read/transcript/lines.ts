import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes read at once. */
const CHUNK = 1 << 20;

/** A longer line is no record that anybody reads: it is skipped, as a text longer than V8 can hold. */
const LONGEST = 1 << 28;

export interface FileLine {
  /** Good until the next line is asked for. */
  readonly bytes: Buffer;
  /** From 1. */
  readonly number: number;
}

/**
 * The lines of a file, or of what was in one, without their ends: memory holds one line, not the file.
 * @param from byte offset to begin at; lines are then counted from there
 */
export function* linesOf(source: string | Buffer, from = 0): Generator<FileLine> {
  let rest: Buffer[] = [];
  let length = 0;
  let number = 1;
  for (const chunk of chunksOf(source, from)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const part = chunk.subarray(start, end);
      start = end + 1;
      if (length + part.length <= LONGEST)
        yield { bytes: rest.length === 0 ? part : Buffer.concat([...rest, part]), number };
      rest = [];
      length = 0;
      number += 1;
    }
    length += chunk.length - start;
    if (length > LONGEST) rest = [];
    else if (start < chunk.length) rest.push(Buffer.from(chunk.subarray(start)));
  }
  if (length > 0 && length <= LONGEST) yield { bytes: Buffer.concat(rest), number };
}

/** How many lines of a file end before a byte offset. */
export function linesBefore(file: string, offset: number): number {
  let [count, read] = [0, 0];
  for (const chunk of chunksOf(file, 0)) {
    const part = chunk.subarray(0, offset - read);
    for (let end = part.indexOf(10); end >= 0; end = part.indexOf(10, end + 1)) count += 1;
    read += part.length;
    if (read === offset) break;
  }
  return count;
}

function* chunksOf(source: string | Buffer, from: number): Generator<Buffer> {
  if (typeof source !== 'string') {
    yield source.subarray(from);
    return;
  }
  const fd = openSync(source, 'r');
  try {
    const chunk = Buffer.allocUnsafeSlow(CHUNK);
    for (let position = from; ; ) {
      const read = readSync(fd, chunk, 0, CHUNK, position);
      if (read === 0) return;
      position += read;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(fd);
  }
}

/** The first bytes of a file, or of what was in one, as text. */
export function headOf(source: string | Buffer, bytes: number): string {
  for (const chunk of chunksOf(source, 0)) return chunk.toString('utf8', 0, bytes);
  return '';
}
