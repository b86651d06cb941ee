import type { Span } from '../rule.ts';

/** A file that a text names. */
export interface FileName extends Span {
  /** As it is written: `src/a.ts`, `lib\a.cs`, `a.ts`. */
  readonly path: string;
  /** In lower case and without its dot; empty for files like `Makefile`. */
  readonly extension: string;
  /** The first line it points to, from 1; null where it points to the file as a whole. */
  readonly line: number | null;
  /** The last line it points to; the same one for a single line. */
  readonly endLine: number | null;
}

/** A file name with a line, in one of the forms `path:12`, `path:12:5`, `path:12-20,31` and `path#L12-L20`. */
export interface Reference extends FileName {
  readonly line: number;
  readonly endLine: number;
}

/** Extensions of files that people write code in. */
export const SOURCE_EXTENSIONS: readonly string[] =
  'astro bash c cc cjs clj cljs cpp cs css cts cu cuh cxx dart elm erl ex exs fs glsl go gradle graphql groovy h hh hpp hs html hxx java jl js jsx kt kts less lua metal mjs ml mm mts nim php pl proto ps1 py pyi pyx rb rs sass scala scss sh sol sql svelte swift tcl tf ts tsx vb vue wgsl zig zsh'.split(
    ' ',
  );
const EXTENSIONS: ReadonlySet<string> = new Set([
  ...SOURCE_EXTENSIONS,
  ...'adoc cfg cmake conf csv env ini ipynb json json5 jsonc jsonl lock log md mdc mdx plist po properties rst toml tsv txt xml yaml yml'.split(
    ' ',
  ),
]);

/** Every reference of a text, in order, wherever it stands. Addresses and ports are none. Linear. */
export function* references(text: string): Generator<Reference> {
  for (const name of fileNames(text)) {
    if (name.line !== null) yield name as Reference;
  }
}

/** Where a name ends: at its extension, or behind the name of a file that has none. */
const NAME_END =
  /\.([A-Za-z]\w{0,9})(?![\w/\\-]|\.\w)|\b(?:Makefile|Dockerfile|Containerfile|Justfile|Rakefile|Gemfile|Procfile|Jenkinsfile|Vagrantfile)\b(?=:\d)/g;

/** Every file that a text names, in order, with or without a line. Linear. */
export function* fileNames(text: string): Generator<FileName> {
  let free = 0;
  for (const { 0: ending, 1: suffix = '', index } of text.matchAll(NAME_END)) {
    const end = index + ending.length;
    const start = pathStart(text, index, free);
    const path = text.slice(start, end);
    const extension = suffix.toLowerCase();
    free = end;
    if (!isFile(path, extension) || isInAddress(text, start)) continue;
    const lines = linesAt(text, end);
    free = lines?.end ?? end;
    yield { start, path, extension, end, line: null, endLine: null, ...lines };
  }
}

const LINES = /(?::L?|#L)(\d{1,7})((?:[-,\u2013]L?\d{1,7}){0,99})(?::\d{1,5})?(?![A-Za-z0-9]|\.\d)/y;

/** The lines that are given just behind a name, and where they end. */
function linesAt(text: string, offset: number): Pick<Reference, 'end' | 'line' | 'endLine'> | null {
  LINES.lastIndex = offset;
  const [all = '', first = '', more = ''] = LINES.exec(text) ?? [];
  const line = Number(first);
  if (line === 0) return null;
  return { end: offset + all.length, line, endLine: Math.max(line, ...more.split(/\D+/).map(Number)) };
}

/** What a path is written with; brackets have to be closed inside of it, as in `app/(shop)/[id]/page.tsx`. */
const PATH_CHARACTER = /[\w@+~$%./\\()[\]{}\u00c0-\u1fff-]/;

function pathStart(text: string, end: number, floor: number): number {
  let start = end;
  let open = 0;
  for (let at = end; at > floor && PATH_CHARACTER.test(text.charAt(at - 1)); at--) {
    const character = text.charAt(at - 1);
    if (')]}'.includes(character)) open++;
    if ('([{'.includes(character) && --open < 0) break;
    if (open === 0) start = at - 1;
  }
  while (start < end && '-+'.includes(text.charAt(start))) start++;
  const isOnDrive =
    start - 2 >= floor && /(?:^|\W)[A-Za-z]:[\\/]$/.test(text.slice(Math.max(0, start - 3), start + 1));
  return isOnDrive ? start - 2 : start;
}

/** `www.` or a domain of the usual kinds, and a path on it. */
const ON_HOST = /^(?:\/\/|www\.|[\w-]+(?:\.[\w-]+)*\.(?:ai|app|co|com|dev|edu|gov|io|net|org)\/)/i;

function isFile(path: string, extension: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (extension !== '' && !/[\w\u00c0-\u1fff]/.test(name.slice(0, -extension.length - 1))) return false;
  if (name !== path) return !ON_HOST.test(path);
  return (extension === '' || EXTENSIONS.has(extension)) && !path.includes('@');
}

/** No address of use is longer before a name in it, in UTF-16 units. */
const ADDRESS_LIMIT = 300;

function isInAddress(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - ADDRESS_LIMIT), start);
  const scheme = before.lastIndexOf('://');
  return scheme !== -1 && !/[\s<>"'`]/.test(before.slice(scheme));
}
