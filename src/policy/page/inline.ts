/** Tags that say how to draw a text; others, as in `<type>(<scope>)`, are a part of it. */
const DRAWN = /<\/?(?:a|b|br|div|em|i|kbd|li|p|small|span|strong|sub|summary|sup|u|ul)(?:\s[^<>]*)?\/?>/gi;

/** One line of Markdown without emphasis, links and tags. Code spans are left as they are. */
export function plain(line: string): string {
  return partsOf(line)
    .map(({ text, isCode }) => (isCode ? text : withoutMarkup(text)))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

/** A line cut into code spans and what stands between them. A span ends at a run of as many backticks. */
export function partsOf(line: string): Part[] {
  if (!line.includes('`')) return [{ text: line, isCode: false }];
  const pieces = line.split(/(`+)/);
  const left = new Map<string, number>();
  for (const run of pieces.filter(isRun)) left.set(run, (left.get(run) ?? 0) + 1);
  const parts: Part[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as string;
    let end = index;
    if (isRun(piece)) {
      left.set(piece, (left.get(piece) ?? 1) - 1);
      if (left.get(piece)) {
        // There is one more, so that looking for it reads no piece twice.
        do {
          end++;
          const passed = pieces[end] as string;
          if (isRun(passed)) left.set(passed, (left.get(passed) ?? 1) - 1);
        } while (pieces[end] !== piece);
      }
    }
    parts.push({ text: pieces.slice(index, end + 1).join(''), isCode: end > index });
    index = end;
  }
  return parts;
}

function isRun(piece: string): boolean {
  return piece.startsWith('`');
}

/** The cells of a row, as plain text; a pipe in a code span, or behind a backslash, parts none. */
export function cellsOf(row: string): string[] {
  const cells = [''];
  for (const { text, isCode } of partsOf(row.trim())) {
    const pieces = isCode ? [text] : text.replaceAll('\\|', '\u0000').split('|');
    cells[cells.length - 1] += pieces[0] as string;
    for (const piece of pieces.slice(1)) cells.push(piece);
  }
  return cells.slice(1, -1).map((cell) => plain(cell.replaceAll('\u0000', '|')));
}

function withoutMarkup(text: string): string {
  if (!/[[<*_~]/.test(text)) return text;
  return text
    .replace(/!?\[([^\][]*)\]\([^()\s]*\)/g, '$1')
    .replace(DRAWN, '')
    .replace(/\*\*|__|~~/g, '')
    .replace(/(^|[\s("'])([*_])(?=\S)([^*_]*[^*_\s])\2(?=$|[\s)"'.,:;!?])/g, '$1$3');
}
