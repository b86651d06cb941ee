import type { Span } from '../rule.ts';
import type { Cleanup, Commit } from '../subject.ts';
import { contentEnd, findTrailers, isSpace, type Trailer, trimmedEnd } from './trailers.ts';

export type { Trailer } from './trailers.ts';

/** `text` is the source from `start` to `end`, without a line end and without a byte order mark. */
export interface Line extends Span {
  readonly text: string;
}

export type Shape = 'merge' | 'revert' | 'fixup' | 'squash' | 'amend';

export interface ParsedMessage {
  /**
   * The lines git will record, in order. Where git cleans, they are without trailing white space,
   * and of a run of blank lines only the first stands here.
   */
  readonly lines: readonly Line[];
  /**
   * Whole lines, with their line ends, that git will not record: comments, and everything from the
   * scissors line on. Neighbours are one span.
   */
  readonly dropped: readonly Span[];
  /** Those that git will find in the message once it is recorded. */
  readonly trailers: readonly Trailer[];
  /** What kind of special commit this is by its structure, null for an ordinary one. */
  readonly shape: Shape | null;
}

/** Never throws; takes time linear in the length of the message. */
export function parseMessage(commit: Commit): ParsedMessage {
  const { cleanup, comment } = settings(commit);
  const { lines, dropped } = clean(commit.message, cleanup, comment);
  const trailers = findTrailers(lines, comment, scissors(comment));
  const own = lines.map(ownText);
  return { lines: own, dropped, trailers, shape: shapeOf(commit.parents, own) };
}

/** The message as git would record it (git-commit, `--cleanup`; git-stripspace). */
export function cleanMessage(commit: Commit): string {
  const { cleanup, comment } = settings(commit);
  if (cleanup === 'verbatim') return commit.message;
  const { lines } = clean(commit.message, cleanup, comment);
  return lines.map(({ text }) => `${text}\n`).join('');
}

/** Git takes no empty comment string, and `auto` in any case of its letters. */
function settings({ message, cleanup = 'verbatim', commentString = '' }: Commit) {
  const auto = commentString.toLowerCase() === 'auto';
  return { cleanup, comment: auto ? autoCommentString(message) : commentString || '#' };
}

const CUT = '------------------------ >8 ------------------------';

function scissors(comment: string): string {
  return `${comment} ${CUT}`;
}

/**
 * Without an editor (`-m`, `-F`) git itself turns `scissors` into `whitespace`, so whoever makes the
 * Commit has to. In `strip` git cuts only with `-v`, which a hook cannot see: a template that has a
 * scissors line has it because of `-v`.
 */
function clean(message: string, cleanup: Cleanup, comment: string) {
  const lines: Line[] = [];
  const dropped: Span[] = [];
  const cuts = cleanup === 'strip' || cleanup === 'scissors';
  const cut = cuts ? findCut(message, scissors(comment)) : message.length;
  let blank: Line | null = null;
  for (let start = 0, next = 0; start < cut; start = next) {
    const newline = message.indexOf('\n', start);
    const end = newline < 0 ? cut : newline;
    next = newline < 0 ? cut : newline + 1;
    if (cleanup === 'strip' && message.startsWith(comment, start)) {
      drop(dropped, start, next);
      continue;
    }
    const kept = cleanup === 'verbatim' ? end : trimmedEnd(message, start, end);
    const line = { start, end: kept, text: message.slice(start, kept) };
    if (cleanup === 'verbatim') lines.push(line);
    else if (line.text === '') blank ??= line;
    else {
      if (blank && lines.length > 0) lines.push(blank);
      blank = null;
      lines.push(line);
    }
  }
  if (cut < message.length) drop(dropped, cut, message.length);
  return { lines, dropped };
}

/** Where the scissors line begins. Like git, only one that ends in a plain newline counts. */
function findCut(message: string, line: string): number {
  if (message.startsWith(`${line}\n`)) return 0;
  const before = message.indexOf(`\n${line}\n`);
  return before < 0 ? message.length : before + 1;
}

function drop(dropped: Span[], start: number, end: number): void {
  const neighbour = dropped.at(-1)?.end === start ? dropped.pop() : undefined;
  dropped.push({ start: neighbour?.start ?? start, end });
}

const BYTE_ORDER_MARK = '\uFEFF';

function ownText(line: Line): Line {
  const start = line.start === 0 && line.text.startsWith(BYTE_ORDER_MARK) ? 1 : line.start;
  const end = contentEnd(line);
  if (start === line.start && end === line.end) return line;
  return { start, end, text: line.text.slice(start - line.start, end - line.start) };
}

const AUTOSQUASH = /^(fixup|squash|amend)! +\S/;
const REVERT = /^(?:Revert|Reapply) ".*"/;
const REVERTED = /^This reverts commit [0-9a-f]{4,64}(?![0-9A-Za-z])/;
/**
 * The titles of git-fmt-merge-msg: `Merge branches 'a' and 'b'`, `Merge tag 'v1' of URL into main`.
 * A quoted name has no blanks, since git allows none in the name of a ref.
 */
const MERGE =
  /^Merge (?:(?:remote-tracking )?branch(?:es)?|tags?|commits?) '\S+'(?: of \S+)?(?:(?:, | and |; )(?:(?:(?:remote-tracking )?branch(?:es)?|tags?|commits?) )?'\S+'(?: of \S+)?)*(?: into \S+)?$/;
/** What GitHub writes for a pull request, and git where it pulled an address without naming a branch. */
const OTHER_MERGE = /^Merge (?:pull request #\d+ from \S+|[a-z+]+:\/\/\S+(?: into \S+)?)$/;

function shapeOf(parents: readonly string[] | undefined, lines: readonly Line[]): Shape | null {
  if (parents && parents.length > 1) return 'merge';
  const first = lines.findIndex((line) => line.text.trim() !== '');
  const title = lines[first];
  if (!title) return null;
  const text = title.text.slice(0, trimmedEnd(title.text, 0, title.text.length));
  if (!parents && (MERGE.test(text) || OTHER_MERGE.test(text))) return 'merge';
  if (REVERT.test(text) && lines.slice(first + 1).some((line) => REVERTED.test(line.text))) return 'revert';
  return (AUTOSQUASH.exec(text)?.[1] ?? null) as Shape | null;
}

/** The characters that git tries, in this order, when `core.commentChar` is `auto`. */
const CANDIDATES = '#;@!$%^&|:';

/**
 * The comment string in force when `core.commentChar` is `auto`, read off the template that git has
 * put at the end of the message; `#` where there is no template. Git takes the first character that
 * began no line of the message before the template came and the author typed.
 */
export function autoCommentString(message: string): string {
  return templateComment(message) ?? scissorsComment(message) ?? '#';
}

/**
 * What begins every line of the last paragraph, if that looks like a template in any language: white
 * space comes after it, one line at least has nothing else, and one has more.
 */
function templateComment(message: string): string | null {
  const last = trimmedEnd(message, 0, message.length);
  const comment = message[message.lastIndexOf('\n', last - 1) + 1];
  if (comment === undefined || !CANDIDATES.includes(comment)) return null;
  let bare = false;
  let worded = false;
  for (let start = 0, end = last; end > 0; end = start - 1) {
    start = message.lastIndexOf('\n', end - 1) + 1;
    if (message[start] !== comment) break;
    if (trimmedEnd(message, start, end) === start + 1) bare = true;
    else if (isSpace(message.charCodeAt(start + 1))) worded = true;
    else return null;
  }
  return bare && worded ? comment : null;
}

/** What stands before the last scissors, for with `-v` the change comes after the template. */
function scissorsComment(message: string): string | null {
  for (let at = message.length; at > 1; at--) {
    at = message.lastIndexOf(` ${CUT}\n`, at);
    const comment = message[at - 1];
    const begins = at === 1 || message[at - 2] === '\n';
    if (comment !== undefined && begins && CANDIDATES.includes(comment)) return comment;
  }
  return null;
}
