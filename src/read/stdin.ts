import { readSync } from 'node:fs';

/** How long to wait for a writer that has nothing yet, in milliseconds. */
const PAUSE = 2;

/** All bytes of a descriptor, also of a pipe that is slow or set not to block. */
export function readAll(fd: number): Uint8Array {
  return Buffer.concat([...readChunks(fd)]);
}

/** As readAll, in the pieces that they come in. */
export function* readChunks(fd: number): Generator<Uint8Array> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(65_536);
    try {
      const length = readSync(fd, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
