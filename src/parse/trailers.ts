import type { Line } from './commit.ts';

export interface Trailer {
  /** UTF-16 offset of its first line. */
  readonly start: number;
  /** Offset after the last folded line, before its line end. */
  readonly end: number;
  /** As written. Empty for a `(cherry picked from commit ...)` line, which git counts but does not list. */
  readonly key: string;
  /** On one line, as `git interpret-trailers --unfold` prints it; the whole line where the key is empty. */
  readonly value: string;
}

const CHERRY_PICK = '(cherry picked from commit ';
/** Either of these lets a paragraph count as trailers although some of its lines are none. */
const WRITTEN_BY_GIT = ['Signed-off-by: ', CHERRY_PICK];
const KEY = /^([A-Za-z0-9-]+)[ \t]*:/;

/**
 * The trailers of a message, by the rule in git-interpret-trailers, "Existing trailers are extracted".
 * The divider `---` counts for nothing, keys from `trailer.*` configuration are not known here, and a
 * last line without its newline counts as one that has it (as in git from 2.47 on).
 * `lines` are those git has in hand: with a byte order mark and with the carriage returns that it keeps.
 */
export function findTrailers(lines: readonly Line[], comment: string, scissors: string): Trailer[] {
  const end = endOfText(lines, comment, scissors);
  const trailers: Trailer[] = [];
  let open: { start: number; end: number; key: string; texts: string[] } | null = null;
  const close = () => {
    if (open) {
      const { start, end, key, texts } = open;
      trailers.push({ start, end, key, value: trim(texts.join('\n').replace(/\n[ \t\r\n]*/g, ' ')) });
    }
    open = null;
  };
  for (const line of lines.slice(startOfBlock(lines, end, comment), end)) {
    const { text } = line;
    if (open && isSpace(text.charCodeAt(0))) {
      open.texts.push(text);
      if (!isBlank(text)) open.end = contentEnd(line);
      continue;
    }
    close();
    if (text.startsWith(comment)) continue;
    const [before, key] = KEY.exec(text) ?? [];
    if (before !== undefined && key !== undefined)
      open = { start: line.start, end: contentEnd(line), key, texts: [text.slice(before.length)] };
    else if (text.startsWith(CHERRY_PICK))
      trailers.push({ start: line.start, end: contentEnd(line), key: '', value: trim(text) });
  }
  close();
  return trailers;
}

/** Where comments, empty lines and an old `Conflicts:` list at the end begin: git looks for trailers above. */
function endOfText(lines: readonly Line[], comment: string, scissors: string): number {
  /** The first of them; 0, where only a title can be, is none. */
  let tail = 0;
  let conflicts = false;
  for (const [index, { text }] of lines.entries()) {
    if (text === scissors) return tail || index;
    if (text === '' || text.startsWith(comment)) tail ||= index;
    else if (text === 'Conflicts:') {
      conflicts = true;
      tail ||= index;
    } else if (tail && !(conflicts && text.startsWith('\t'))) {
      tail = 0;
      conflicts = false;
    }
  }
  return tail || lines.length;
}

/** The first line of the trailer block, or `end` where the last paragraph is none. */
function startOfBlock(lines: readonly Line[], end: number, comment: string): number {
  const title = lines.findIndex(({ text }) => isBlank(text));
  let byGit = false;
  let trailers = 0;
  let others = 0;
  /** Indented lines below the one looked at: folded if that is a trailer, else lines of their own. */
  let indented = 0;
  for (let index = end - 1; title >= 0 && index >= title; index--) {
    const text = lines[index]?.text ?? '';
    if (text.startsWith(comment)) {
      others += indented;
      indented = 0;
    } else if (isBlank(text)) {
      if (trailers + others + indented === 0) continue;
      others += indented;
      return trailers > 0 && (others === 0 || (byGit && trailers * 3 >= others)) ? index + 1 : end;
    } else if (KEY.test(text) || text.startsWith(CHERRY_PICK)) {
      byGit ||= WRITTEN_BY_GIT.some((prefix) => text.startsWith(prefix));
      trailers++;
      indented = 0;
    } else if (isSpace(text.charCodeAt(0))) {
      indented++;
    } else {
      others += indented + 1;
      indented = 0;
    }
  }
  return end;
}

/** What git takes for white space: not the form feed, the vertical tab or anything outside ASCII. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** The offset after the last character in `text[start, end)` that is not white space. */
export function trimmedEnd(text: string, start: number, end: number): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

function isBlank(text: string): boolean {
  return trimmedEnd(text, 0, text.length) === 0;
}

/** The offset at which a line's own text ends: a last carriage return belongs to the line end. */
export function contentEnd({ end, text }: Line): number {
  return text.endsWith('\r') ? end - 1 : end;
}

function trim(text: string): string {
  const end = trimmedEnd(text, 0, text.length);
  let start = 0;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  return text.slice(start, end);
}
