import { chmodSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { Trouble } from './trouble.ts';

/** Long enough for a reader to make room, short enough not to be felt, in milliseconds. */
const PAUSE = 2;

/**
 * Writes all of a text, also into a pipe that is slow or set not to block.
 * @returns false where the reader is gone, as after `| head`
 */
export function writeAll(fd: number, text: string): boolean {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
  return true;
}

/**
 * All of the new text or all of the old one: written beside, then renamed.
 * @param mode the permissions; those of the old file without
 * @throws Trouble where the file cannot be written
 */
export function replaceFile(file: string, text: string | Uint8Array, mode?: number): void {
  const draft = `${file}.bylaw-${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    chmodSync(draft, mode ?? statSync(file).mode);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Trouble(`Cannot write ${file} (${(error as NodeJS.ErrnoException).code}), make it writable`);
  }
}
