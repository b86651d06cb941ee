/**
 * Cuts chunks of a stream at a separator of one character. The last piece waits for its end, in parts, so
 * that a long one is joined once.
 * @returns what takes a chunk and gives the pieces that it ends; null, at the end, takes the rest
 */
export function createSplitter(separator: string): (chunk: string | null) => string[] {
  let open: string[] = [];
  return (chunk) => {
    if (chunk === null) return open.length > 0 ? [open.join('')] : [];
    const pieces = chunk.split(separator);
    const last = pieces.pop() ?? '';
    if (pieces.length > 0) {
      pieces[0] = open.join('') + pieces[0];
      open = [];
    }
    open.push(last);
    return pieces;
  };
}
