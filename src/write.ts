import {
  chmodSync,
  existsSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
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
 * All of the new text or all of the old one: written beside, then renamed. A symbolic link stays one.
 * @param mode the permissions; those of the old file without
 * @throws Trouble where the file cannot be written
 */
export function replaceFile(file: string, text: string | Uint8Array, mode?: number): void {
  const target = existsSync(file) ? realpathSync(file) : file;
  const draft = `${target}.bylaw-${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
    chmodSync(draft, mode ?? statSync(target).mode);
    renameSync(draft, target);
  } catch (error) {
    discard(draft);
    throw new Trouble(`Cannot write ${file} (${(error as NodeJS.ErrnoException).code}), make it writable`);
  }
}

function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // It was never made.
  }
}
