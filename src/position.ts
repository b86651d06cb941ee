/** A line and a column, both from 1, columns in UTF-16 units, as in VFile and LSP. */
export interface Position {
  /** In a change, the file that the line is counted in. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of a text into positions. The text is read once, and only when first asked. */
export function positions(text: string): (offset: number) => Position {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
}

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
}
