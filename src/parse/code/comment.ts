import type { Span } from '../../rule.ts';
import type { DiffLine, FileChange } from '../diff.ts';
import { commentPlaces, type Place } from './comment-place.ts';
import { syntaxOf } from './language.ts';

/** A line of the new file without the comments in it. */
export interface Code {
  readonly line: DiffLine;
  readonly text: string;
}

/** A comment on the new side of a diff. */
export interface Comment {
  /** Its text in the diff, markers left out. Over several lines it holds what stands between them, too. */
  readonly at: Span;
  /** What it says, without markers, a `*` before each line, and blanks around. */
  readonly text: string;
  /** The lines it stands on, in order. */
  readonly lines: readonly DiffLine[];
  /** Every line of it is added. */
  readonly added: boolean;
  /** No code stands beside it. */
  readonly ownLine: boolean;
  /** It runs up to the end of its line, or stands between two markers. */
  readonly kind: 'line' | 'block';
  /** Documentation for those who use an interface: opened with two stars, with `///` and the like. */
  readonly doc: boolean;
  /**
   * The code it speaks of, eight lines at most: of a comment on its own lines what stands below it, up to an
   * empty line or the next comment; else its own line.
   */
  readonly code: readonly Code[];
}

/**
 * The comments of a file, in order, as its diff shows it: hunk by hunk, in added lines and those around.
 * Of hunks without an added line, and of languages that bylaw does not know, there are none. A shebang is
 * no comment, nor is a string that serves as documentation. Linear, and never throws.
 */
export function* commentsOf(file: FileChange): Generator<Comment> {
  const syntax = syntaxOf(file.language);
  if (!syntax) return;
  for (const hunk of file.hunks) {
    if (!hunk.some(({ type }) => type === 'added')) continue;
    const lines = hunk.filter(({ type }) => type !== 'removed');
    const places = commentPlaces(lines, syntax);
    const page = new Page(lines, places);
    for (const place of places) yield page.commentOf(place);
  }
}

/** Line comments that follow each other, each on a line of its own, as one run; all others by themselves. */
export function* runsOf(comments: Iterable<Comment>): Generator<readonly [Comment, ...Comment[]]> {
  let run: [Comment, ...Comment[]] | undefined;
  for (const comment of comments) {
    const before = run?.at(-1);
    if (run && before && continues(before, comment)) {
      run.push(comment);
    } else {
      if (run) yield run;
      run = [comment];
    }
  }
  if (run) yield run;
}

function continues(before: Comment, { ownLine, kind, doc, lines }: Comment): boolean {
  const isAlike =
    before.ownLine && ownLine && before.kind === 'line' && kind === 'line' && before.doc === doc;
  return isAlike && (before.lines[0]?.number ?? 0) + 1 === lines[0]?.number;
}

/** The lines of a hunk with its comments told from its code. */
class Page {
  readonly #lines: readonly DiffLine[];
  /** Lines without their comments. */
  readonly #code: readonly string[];
  /** For each line, the first line of code from there on; -1 where an empty line comes first. */
  readonly #next: readonly number[];

  constructor(lines: readonly DiffLine[], places: readonly Place[]) {
    this.#lines = lines;
    this.#code = withoutComments(lines, places);
    const next: number[] = new Array(lines.length + 1).fill(-1);
    for (let index = lines.length - 1; index >= 0; index--) {
      if (!isBlank(this.#code[index])) next[index] = index;
      else if (!isBlank(lines[index]?.text)) next[index] = next[index + 1] as number;
    }
    this.#next = next;
  }

  commentOf({ opener, closer, line, column, lastLine, end }: Place): Comment {
    const lines = this.#lines.slice(line, lastLine + 1);
    const parts = lines.map((whole, index) => {
      const from = index === 0 ? column + opener.length : 0;
      const to = index < lines.length - 1 ? whole.text.length : end;
      const isClosed = index === lines.length - 1 && whole.text.slice(from, to).endsWith(closer);
      return partOf(whole, from, isClosed ? to - closer.length : to, opener, index > 0 || opener === '');
    });
    const said = parts.filter(({ text }) => text !== '');
    const at = { start: (lines[0] as DiffLine).start + column, end: (lines.at(-1) as DiffLine).start + end };
    const ownLine = isBlank(this.#code[line]) && isBlank(this.#code[lastLine]);
    const first = ownLine ? (this.#next[lastLine + 1] as number) : line;
    return {
      at: { start: said[0]?.start ?? at.start, end: said.at(-1)?.end ?? at.end },
      text: parts
        .map(({ text }) => text)
        .join('\n')
        .trim(),
      lines,
      added: lines.every(({ type }) => type === 'added'),
      ownLine,
      kind: closer === '' ? 'line' : 'block',
      doc: isDoc(
        opener,
        (lines[0] as DiffLine).text.slice(column + opener.length, column + opener.length + 2),
      ),
      code: first === -1 ? [] : this.#codeFrom(first, ownLine ? MOST_CODE : 1),
    };
  }

  #codeFrom(first: number, most: number): Code[] {
    const code: Code[] = [];
    for (let index = first; code.length < most && !isBlank(this.#code[index]); index++) {
      code.push({ line: this.#lines[index] as DiffLine, text: this.#code[index] as string });
    }
    return code;
  }
}

const MOST_CODE = 8;

/** Nothing, or the braces that stand around a comment in JSX. */
function isBlank(code: string | undefined): boolean {
  return code === undefined || /^(?:\{\s*\})?$/.test(code.trim());
}

function withoutComments(lines: readonly DiffLine[], places: readonly Place[]): string[] {
  const kept = lines.map((): string[] => []);
  let [line, column] = [0, 0];
  const keep = (lastLine: number, end: number) => {
    for (; line < lastLine; line++) {
      kept[line]?.push(lines[line]?.text.slice(column) ?? '');
      column = 0;
    }
    kept[line]?.push(lines[line]?.text.slice(column, end) ?? '');
  };
  for (const place of places) {
    keep(place.line, place.column);
    [line, column] = [place.lastLine, place.end];
  }
  keep(lines.length, 0);
  return kept.map((parts) => parts.join(''));
}

interface Part extends Span {
  readonly text: string;
}

/** One line of a comment, from a column to another, without markers that are doubled and blanks around. */
function partOf(line: DiffLine, from: number, to: number, opener: string, isInner: boolean): Part {
  const whole = line.text.slice(from, Math.max(from, to));
  const mark = isInner ? /^\s*\*+(?=\s|$)/ : MARKS[opener.charAt(0)];
  const skipped = mark?.exec(whole)?.[0].length ?? 0;
  const text = whole.slice(skipped);
  const blanks = text.length - text.trimStart().length;
  const start = line.start + from + skipped + blanks;
  return { start, end: start + text.trim().length, text: text.trim() };
}

/** What may follow an opener and still be no text, by the first character of the opener. */
const MARKS: Readonly<Record<string, RegExp>> = {
  '/': /^[/*]*(?:!(?=\s))?/,
  '#': /^#*(?:['!:](?=\s))?/,
  '-': /^-*(?: ?[|^](?=\s))?/,
  ';': /^;*/,
  '{': /^-?(?: ?\|(?=\s))?/,
};

/** Told by what follows the opener. Of a comment that began above the hunk, nobody knows: it may be. */
function isDoc(opener: string, next: string): boolean {
  switch (opener) {
    case '':
      return true;
    case '//':
      return /^(?:\/(?!\/)|!)/.test(next);
    case '/*':
      return /^(?:\*(?![*/])|!)/.test(next);
    case '--':
      return /^(?:-(?!-)| ?[|^])/.test(next);
    case '{-':
      return /^ ?\|/.test(next);
    case '#':
      return /^['|]/.test(next);
    default:
      return opener.startsWith('=');
  }
}
