import { Trouble } from '../trouble.ts';

export interface Decoded {
  readonly text: string;
  /** False where bytes were no UTF-8: the text can be judged, but not be written back. */
  readonly exact: boolean;
}

/** As far as git looks for a NUL byte to tell binary from text, in bytes. */
const BINARY_PROBE = 8000;

/**
 * Bytes to text. What is not UTF-8 becomes U+FFFD.
 * @throws Trouble for binary content
 */
export function decode(bytes: Uint8Array, source: string): Decoded {
  const nul = bytes.subarray(0, BINARY_PROBE).indexOf(0);
  if (nul !== -1) throw new Trouble(`Binary content in ${source} (NUL at byte ${nul}), name a text file`);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return { text, exact: !text.includes('\uFFFD') || Buffer.from(text).equals(bytes) };
}
