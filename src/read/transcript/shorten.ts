/** Units that stay of each end of a long string. */
const END = 3000;

/**
 * JSON with the middle of every long string left out. It is for records in which all that is long is the
 * output of a tool, of which nobody keeps more: parsing what is thrown away is what takes the time.
 */
export function shortenStrings(json: string): string {
  if (json.length < 4 * END) return json;
  const kept: string[] = [];
  let from = 0;
  for (let start = json.indexOf('"'); start >= 0; ) {
    let end = start;
    do end = json.indexOf('"', end + 1);
    while (end >= 0 && isEscaped(json, end));
    if (end < 0) break;
    if (end - start > 3 * END) {
      const head = beforeEscape(json, start + END);
      const tail = behindEscape(json, end - END);
      kept.push(json.slice(from, head), '\\n...\\n');
      from = tail;
    }
    start = json.indexOf('"', end + 1);
  }
  return kept.join('') + json.slice(from);
}

function isEscaped(json: string, offset: number): boolean {
  let slash = offset;
  while (json[slash - 1] === '\\') slash -= 1;
  return (offset - slash) % 2 === 1;
}

/** An offset at or before another that is in no escape: these are six units long at most. */
function beforeEscape(json: string, offset: number): number {
  const around = escapeAround(json, offset);
  return around ? around.start : offset;
}

/** An offset at or behind another that is in no escape. */
function behindEscape(json: string, offset: number): number {
  const around = escapeAround(json, offset);
  return around ? around.end : offset;
}

function escapeAround(json: string, offset: number): { start: number; end: number } | null {
  const start = json.lastIndexOf('\\', offset - 1);
  if (start < offset - 6 || isEscaped(json, start)) return null;
  const end = start + (json[start + 1] === 'u' ? 6 : 2);
  return end > offset ? { start, end } : null;
}
