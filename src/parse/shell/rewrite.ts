import type { Edit } from '../../edit.ts';
import type { Span } from '../../rule.ts';
import { pullRequestFromText } from '../../subject.ts';
import type { SimpleCommand } from './command.ts';
import type { GivenOption, Slot } from './getopt.ts';

/** Where the text of a subject stands in a command line. */
export interface Place {
  readonly at: Span;
  /** What to change in the line so that another text stands there; null where that cannot be done. */
  readonly edits: (line: string, text: string) => Edit[] | null;
}

/** From the first of some words to the last; the whole command where there are none. */
export function spanOf(slots: readonly Slot[], { start, end }: Span): Span {
  if (slots.length === 0) return { start, end };
  const words = slots.map(({ word }) => word);
  return {
    start: words.reduce((least, word) => Math.min(least, word.start), Number.POSITIVE_INFINITY),
    end: words.reduce((most, word) => Math.max(most, word.end), 0),
  };
}

/** A text that some options give: the first one takes another text whole, the others go. */
export function placeOfOptions(
  options: readonly GivenOption[],
  command: SimpleCommand,
  isWhole = true,
): Place {
  const slots = options.flatMap(({ slot }) => slot ?? []);
  const [first] = slots;
  const edits = (line: string, text: string) =>
    together([
      first && isWhole ? write(line, first, text, command) : null,
      ...options.slice(1).map(drop(line)),
    ]);
  return { at: spanOf(slots, command), edits };
}

/** A title and a body, each with an option of its own. */
export function placeOfParts(title: Slot | undefined, body: Slot | undefined, command: SimpleCommand): Place {
  const slots = [title, body].filter((slot) => slot !== undefined);
  const edits = (line: string, text: string) => {
    const pull = pullRequestFromText(text);
    if ((!title && pull.title !== '') || (!body && pull.body !== '')) return null;
    return together([
      ...(title ? [write(line, title, pull.title, command)] : []),
      ...(body ? [write(line, body, pull.body, command)] : []),
    ]);
  };
  return { at: spanOf(slots, command), edits };
}

/** A word, or its end behind a lead such as `HEAD:`. */
export function placeOfSlot(slot: Slot, command: SimpleCommand): Place {
  const { start, end } = slot.word;
  return { at: { start, end }, edits: (line, text) => together([write(line, slot, text, command)]) };
}

function together(edits: readonly (Edit | null)[]): Edit[] | null {
  const all = edits.filter((edit) => edit !== null);
  return all.length === edits.length ? all.sort((a, b) => a.start - b.start) : null;
}

const drop =
  (line: string) =>
  ({ name, from, to }: GivenOption): Edit | null => {
    const isAlone = new RegExp(`^-(?:-${name}(?:=[\\s\\S]*)?|\\w)$`).test(from === to ? '' : from.text);
    if (!isAlone && !from.text.startsWith(`--${name}=`)) return null;
    const blank = /[ \t]*$/.exec(line.slice(Math.max(0, from.start - 9), from.start))?.[0].length ?? 0;
    return { start: from.start - blank, end: to.end, text: '' };
  };

const HEREDOC = /^"\$\(cat <<[ \t]*(?:'([\w-]+)'|"([\w-]+)"|\\?([\w-]+))[ \t]*\n/;

/** No text that anybody corrects is longer, in UTF-16 units. */
const LONGEST = 200_000;

/** The quotation of a word written anew, in the style it has. */
function write(line: string, { word, lead, value }: Slot, text: string, command: SimpleCommand): Edit | null {
  const { start, end } = word;
  const raw = line.slice(start, end);
  if (raw.length > LONGEST || raw !== word.text || text.includes('\0')) return null;
  if (value === '-' || value === '/dev/stdin') return writeInput(line, text, command);
  // In `"body=Old"` the lead stands inside of the quotes.
  const before = raw.startsWith(lead) ? lead.length : 0;
  const quoted = quote(raw.slice(before), before > 0 ? text : lead + text);
  return quoted === null ? null : { start: start + before, end, text: quoted };
}

function quote(raw: string, text: string): string | null {
  const single = `'${text.replaceAll("'", "'\\''")}'`;
  if (/^(?:'[^']*'|\\')*$/.test(raw)) return single;
  if (/^[\w.,:/@%+=-]*$/.test(raw)) return /^[\w.,:/@%+=-]+$/.test(text) ? text : single;
  if (/^"(?:[^"\\$`]|\\[\s\S])*"$/.test(raw)) return `"${text.replace(/["\\$`]/g, '\\$&')}"`;
  const [head, one, two, three] = HEREDOC.exec(raw) ?? [];
  const delimiter = one ?? two ?? three;
  if (head === undefined || delimiter === undefined) return null;
  const close = new RegExp(`^(?:[\\s\\S]*\\n)?(${delimiter}\\n?[ \\t]*\\)")$`).exec(
    raw.slice(head.length),
  )?.[1];
  const body = close === undefined ? null : hereDocument(text, delimiter, !/<<[ \t]*[\w-]/.test(head));
  return body === null ? null : head + body + close;
}

/** The lines of a here-document; null where one of them would end it too early. */
function hereDocument(text: string, delimiter: string, isQuoted: boolean): string | null {
  if (text.split('\n').includes(delimiter)) return null;
  return `${isQuoted ? text : text.replace(/[\\$`]/g, '\\$&')}\n`;
}

/** The one here-document that a command reads, from the line below its operator on. */
function writeInput(line: string, text: string, { redirections }: SimpleCommand): Edit | null {
  const [one, ...more] = redirections.filter(({ operator }) => operator === '<<');
  if (!one || more.length > 0) return null;
  const delimiter = /^['"]?([\w-]+)['"]?$/.exec(one.target.text)?.[1];
  const begin = line.indexOf('\n', one.target.end) + 1;
  if (delimiter === undefined || begin === 0) return null;
  const end = line.startsWith(`${delimiter}\n`, begin)
    ? begin
    : line.indexOf(`\n${delimiter}`, begin - 1) + 1;
  const body = hereDocument(text, delimiter, /^['"]/.test(one.target.text));
  return body === null || end === 0 ? null : { start: begin, end, text: body };
}
