import type { Span } from '../rule.ts';
import { type Language, languageOf } from './code/language.ts';
import type { Line } from './commit.ts';

export interface DiffLine extends Line {
  readonly type: 'added' | 'removed' | 'context';
  /** Its line in the new file, from 1; of a removed line, the line that stands there now. */
  readonly number: number;
}

/** What may be done to a file, as options name it: a copy is a file that was added. */
export const CHANGE_KINDS = ['added', 'modified', 'renamed', 'deleted'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What a diff does to one file. */
export interface FileChange {
  /** From the top of the tree, with slashes: the new name, or the old one where the file is deleted. */
  readonly path: string;
  /** The name it had before; null where the file is new. */
  readonly oldPath: string | null;
  readonly status: ChangeKind | 'copied';
  readonly binary: boolean;
  /** A commit of another repository, of which the diff shows names only. */
  readonly submodule: boolean;
  /** Where its path stands in the diff. */
  readonly at: Span;
  /** By the extension, or the whole name; null where it is none that bylaw knows. */
  readonly language: Language | null;
  /** Runs of lines that stand together, in order. */
  readonly hunks: readonly (readonly DiffLine[])[];
}

const HUNK = /^@@+ (?:-\d+(?:,(\d+))? )+\+(\d+)(?:,(\d+))? @@/;

/**
 * Reads a unified diff as git-diff documents it: extended headers, quoted paths, renames, binary files,
 * submodules, combined diffs of merges. Without git's headers, `---` and `+++` lines begin a file. What is
 * no part of a diff (the message of a patch) is passed over. Linear, and never throws.
 */
export function parseDiff(text: string): FileChange[] {
  const files: Draft[] = [];
  let hunk: Hunk | null = null;
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed + 1;
    const end = (feed === -1 ? text.length : feed) - (text[feed - 1] === '\r' ? 1 : 0);
    if (hunk && takesLine(hunk, text[start], start === end)) {
      hunk.lines.push(readLine(hunk, text, start, end));
    } else if (text[start] !== '\\') {
      const line = text.slice(start, end);
      const file = files.at(-1);
      hunk = file ? beginHunk(line, file.hunks) : null;
      const plain = line.startsWith('--- ') && text.startsWith('+++ ', next);
      if (line.startsWith('diff --') || (plain && file?.hunks.length !== 0)) {
        files.push({ binary: false, submodule: false, hunks: [] });
      }
      const last = files.at(-1);
      if (last?.hunks.length === 0) readHeader(last, line, start);
    }
    start = next;
  }
  return files.map(finish).filter(({ path }) => path !== '');
}

interface Hunk {
  readonly lines: DiffLine[];
  /** How many markers stand before a line: one for each parent. */
  readonly width: number;
  /** Lines still to come on each side. Of a combined diff, the old ones are not counted. */
  old: number;
  new: number;
  number: number;
}

function beginHunk(line: string, hunks: DiffLine[][]): Hunk | null {
  const [, old = '1', number, count = '1'] = HUNK.exec(line) ?? [];
  if (number === undefined) return null;
  const lines: DiffLine[] = [];
  hunks.push(lines);
  const width = line.indexOf(' ') - 1;
  return {
    lines,
    width,
    old: width > 1 ? Number.POSITIVE_INFINITY : Number(old),
    new: Number(count),
    number: Math.max(1, Number(number)),
  };
}

function takesLine(hunk: Hunk, marker: string | undefined, isEmpty: boolean): boolean {
  if (marker === '+') return hunk.new > 0 || hunk.width > 1;
  if (marker === '-') return hunk.old > 0;
  // Some programs take the blank of an empty line away.
  return (marker === ' ' || isEmpty) && hunk.new > 0 && hunk.old > 0;
}

function readLine(hunk: Hunk, text: string, start: number, end: number): DiffLine {
  const from = Math.min(start + hunk.width, end);
  const type = typeOf(hunk.width === 1 ? text[start] : text.slice(start, from));
  const line: DiffLine = { type, start: from, end, text: text.slice(from, end), number: hunk.number };
  if (type !== 'added') hunk.old--;
  if (type !== 'removed') {
    hunk.new--;
    hunk.number++;
  }
  return line;
}

/** By the markers before a line. Of a merge, a line is added where no parent has it. */
function typeOf(markers: string | undefined): DiffLine['type'] {
  if (markers === '+') return 'added';
  if (markers === ' ' || markers === undefined) return 'context';
  return markers.includes('-') ? 'removed' : /^\++$/.test(markers) ? 'added' : 'context';
}

/** A name as a header gives it; without a text it is `/dev/null`. */
interface Name extends Span {
  readonly text: string | null;
}

/** A file while its header is read. */
interface Draft {
  old?: Name;
  new?: Name;
  how?: 'renamed' | 'copied';
  /** Names begin with `a/` and `b/`, or with what `diff.mnemonicPrefix` puts there. */
  prefixed?: boolean;
  binary: boolean;
  submodule: boolean;
  readonly hunks: DiffLine[][];
}

const HEADER =
  /^(diff --git|diff --cc|diff --combined|---|\+\+\+|rename from|rename to|copy from|copy to|new file mode|deleted file mode|index|Binary files|GIT binary patch)(?= |$)/;

function readHeader(file: Draft, line: string, start: number): void {
  const key = HEADER.exec(line)?.[0] ?? '';
  const from = start + key.length + 1;
  const value = line.slice(key.length + 1);
  switch (key) {
    case 'diff --git': {
      const half = middle(value);
      file.old = nameOf(value.slice(0, half), from);
      file.new = nameOf(value.slice(half + 1), from + half + 1);
      file.prefixed = isPrefixed(file.old, file.new);
      break;
    }
    case 'diff --cc':
    case 'diff --combined':
      file.old = file.new = nameOf(value, from);
      break;
    case '---':
      if (!file.how) file.old = nameOf(value, from);
      break;
    case '+++':
      if (!file.how) file.new = nameOf(value, from);
      file.prefixed ??= isPrefixed(file.old, file.new);
      break;
    case 'rename from':
    case 'copy from':
      file.how = key === 'rename from' ? 'renamed' : 'copied';
      file.old = nameOf(value, from);
      break;
    case 'rename to':
    case 'copy to':
      file.new = nameOf(value, from);
      break;
    case 'new file mode':
      file.old = NOWHERE;
      file.submodule ||= value === SUBMODULE;
      break;
    case 'deleted file mode':
      file.new = NOWHERE;
      file.submodule ||= value === SUBMODULE;
      break;
    case 'index':
      file.submodule ||= value.endsWith(` ${SUBMODULE}`);
      break;
    case 'Binary files':
    case 'GIT binary patch':
      file.binary = true;
  }
}

/** The mode git gives to the commit of another repository. */
const SUBMODULE = '160000';

const NOWHERE: Name = { text: null, start: 0, end: 0 };

/** Where `diff --git` parts its two names, which are as long as each other but for quotes. */
function middle(value: string): number {
  const quoted = /^"(?:[^"\\]|\\.)*"(?= )/.exec(value);
  if (quoted) return quoted[0].length;
  const second = value.indexOf(' "');
  return second === -1 ? (value.length - 1) >> 1 : second;
}

/** Reads a name: quoted as in C where it has odd characters, else up to a tab, behind which a time may stand. */
function nameOf(value: string, from: number): Name {
  const written = value.startsWith('"') ? value : (value.split('\t')[0] as string);
  const text = value.startsWith('"') ? unquoted(value) : written;
  return text === '/dev/null' ? NOWHERE : { text, start: from, end: from + written.length };
}

const ESCAPES: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function unquoted(value: string): string {
  const inner = value.replace(/^"|"\s*$/g, '');
  return inner.replace(/(?:\\[0-7]{3})+|\\(.)/g, (escaped, letter?: string) =>
    letter === undefined ? decodeOctal(escaped) : (ESCAPES[letter] ?? letter),
  );
}

/** Bytes of UTF-8, as `\303\251`; left as they are written where they are none. */
function decodeOctal(escaped: string): string {
  try {
    return decodeURIComponent(
      escaped.replace(
        /\\([0-7]{3})/g,
        (_, octal) => `%${Number.parseInt(octal, 8).toString(16).padStart(2, '0')}`,
      ),
    );
  } catch {
    return escaped;
  }
}

/** The prefixes of git-diff: by default, and by `diff.mnemonicPrefix`. */
const PREFIXES = /^(?:a\/ b\/|c\/ i\/|c\/ w\/|i\/ w\/|o\/ w\/|1\/ 2\/|b\/ a\/|i\/ c\/|w\/ c\/|w\/ i\/)$/;

function isPrefixed(old: Name | undefined, new_: Name | undefined): boolean {
  const [left, right] = [old?.text?.slice(0, 2) ?? 'a/', new_?.text?.slice(0, 2) ?? 'b/'];
  return PREFIXES.test(`${left} ${right}`);
}

function finish({ hunks, how, binary, submodule, ...file }: Draft): FileChange {
  // The names of renames never have a prefix.
  const skip = file.prefixed && !how ? 2 : 0;
  const old = file.old?.text?.slice(skip) ?? null;
  const name = file.new?.text?.slice(skip) ?? null;
  const place = (name === null ? file.old : file.new) ?? NOWHERE;
  const path = name ?? old ?? '';
  return {
    path,
    oldPath: old,
    status: how ?? (old === null ? 'added' : name === null ? 'deleted' : 'modified'),
    binary,
    submodule,
    at: { start: Math.min(place.start + skip, place.end), end: place.end },
    language: languageOf(path),
    hunks,
  };
}
