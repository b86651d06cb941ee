import { existsSync, readFileSync, rmSync } from 'node:fs';
import { replaceFile } from '../src/write.ts';

/** Lines of ours in a file of somebody else's, each a whole text that is found again as it stands. */
export interface Insertion {
  /** The lines for a file that was there before. */
  readonly added: string;
  /** The lines for a file that was made for them, and goes with them. */
  readonly made: string;
}

// Bytes stand for characters while a file is edited, so that no other byte of it changes.
const read = (file: string) => readFileSync(file, 'latin1');
const latin = (text: string) => Buffer.from(text).toString('latin1');
const write = (file: string, text: string, mode?: number) =>
  replaceFile(file, Buffer.from(text, 'latin1'), mode);

/**
 * Puts the lines into a file, or makes the file of them alone.
 * @param place says where in the text they go; at the end of a line, or of the text.
 */
export function insert(
  file: string,
  { added, made }: Insertion,
  place: (text: string) => number,
): 'created' | 'chained' | 'unchanged' {
  if (!existsSync(file)) {
    write(file, `${latin(made)}\n`, 0o644);
    return 'created';
  }
  const text = read(file);
  if (find(text, made) || find(text, added)) return 'unchanged';
  const at = place(text);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  // A last line without an end stays so: the lines end without one in its stead.
  const open = before !== '' && !before.endsWith('\n');
  write(file, `${before}${open ? '\n' : ''}${latin(added)}${open ? '' : '\n'}${after}`);
  return 'chained';
}

/** Takes the lines out again. What stood around them is as it was, byte for byte. */
export function remove(file: string, { added, made }: Insertion): 'removed' | 'restored' | null {
  if (!existsSync(file)) return null;
  const text = read(file);
  const own = find(text, made);
  if (own && text === `${latin(made)}\n`) {
    rmSync(file);
    return 'removed';
  }
  const found = own ?? find(text, added);
  if (!found) return null;
  write(file, text.slice(0, found.start) + text.slice(found.end));
  return 'restored';
}

export function contains(file: string, { added, made }: Insertion): boolean {
  const text = existsSync(file) ? read(file) : '';
  return (find(text, made) ?? find(text, added)) !== null;
}

function find(text: string, lines: string): { start: number; end: number } | null {
  const wanted = latin(lines);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const startsLine = at === 0 || text[at - 1] === '\n';
    if (startsLine && text[end] === '\n') return { start: at, end: end + 1 };
    if (startsLine && end === text.length) return { start: Math.max(0, at - 1), end };
  }
  return null;
}
