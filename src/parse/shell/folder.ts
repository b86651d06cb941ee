/** The folder a shell is in, by the folder it began in; null where nobody can tell. */
export interface Folders {
  folder: string | null;
  /** Where `cd -` goes back to. */
  previous: string | null;
  /** What `pushd` has left for `popd`. */
  stack: readonly (string | null)[];
}

/**
 * A path, taken from a folder: '' is the folder all begins in, `../a` one beside it. An absolute one and one
 * that begins with `~` stay as they are.
 */
export function joinFolder(folder: string | null, path: string | null): string | null {
  if (path === null) return null;
  if (/^[/~]/.test(path)) return path.length > 1 ? path.replace(/\/+$/, '') : path;
  if (folder === null || path.length > LONGEST) return null;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..' || parts.length === 0 || parts.at(-1) === '..') parts.push(part);
    else if (parts.at(-1) === '~') return null;
    else parts.pop();
  }
  const joined = parts.join('/');
  if (folder.startsWith('/')) return `/${joined.replace(/^(?:\.\.(?:\/|$))+/, '')}`;
  return joined.length > LONGEST ? null : joined;
}

/** No path is longer on Linux (PATH_MAX); a line of many `cd` would come to more with each of them. */
const LONGEST = 4096;

/** What `cd`, `pushd` and `popd` do; the operands are null where they are not known. */
export function changeFolder(shell: Folders, name: string, words: readonly (string | null)[]): void {
  const operand = words.find((word) => word === null || !/^[-+][LPen@]*$|^--$/.test(word) || word === '-');
  const before = shell.folder;
  if (name === 'popd') {
    shell.folder = words.length > 0 ? null : (shell.stack[0] ?? null);
    shell.stack = shell.stack.slice(1);
  } else if (name === 'pushd' && operand === undefined) {
    shell.folder = shell.stack[0] ?? null;
    shell.stack = [before, ...shell.stack.slice(1)];
  } else {
    if (operand === undefined) shell.folder = '~';
    else shell.folder = operand === '-' ? shell.previous : joinFolder(before, operand);
    if (name === 'pushd') shell.stack = [before, ...shell.stack].slice(0, 64);
  }
  shell.previous = before;
}
