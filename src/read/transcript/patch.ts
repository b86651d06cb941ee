/** The change of one file. */
export interface Edited {
  readonly path: string;
  readonly added: string;
  readonly removed: string;
}

/**
 * The files that a patch in the form of `apply_patch` changes: `*** Add File: PATH`, `*** Update File: PATH`,
 * `*** Delete File: PATH`, each with its lines behind it, as Codex and its kin have it.
 */
export function editsOfPatch(patch: string): Edited[] {
  const edits: { path: string; added: string[]; removed: string[] }[] = [];
  for (const line of patch.split('\n')) {
    const head = /^\*\*\* (?:Add|Update|Delete) File: (.+?)\r?$/.exec(line);
    const last = edits.at(-1);
    if (head) edits.push({ path: (head[1] as string).trim(), added: [], removed: [] });
    else if (line.startsWith('*** Move to: ') && last)
      edits.push({ path: line.slice(13).trim(), added: [], removed: [] });
    else if (line.startsWith('+')) last?.added.push(line.slice(1));
    else if (line.startsWith('-')) last?.removed.push(line.slice(1));
  }
  return edits.map(({ path, added, removed }) => ({
    path,
    added: added.join('\n'),
    removed: removed.join('\n'),
  }));
}

/** What comes and goes where one text takes the place of another: without the lines both begin and end with. */
export function difference(before: string, after: string): { added: string; removed: string } {
  const old = linesOf(before);
  const now = linesOf(after);
  const least = Math.min(old.length, now.length);
  let head = 0;
  while (head < least && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < least - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return {
    removed: old.slice(head, old.length - tail).join('\n'),
    added: now.slice(head, now.length - tail).join('\n'),
  };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split('\n');
}
