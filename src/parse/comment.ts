import type { Span } from '../rule.ts';
import type { DiffLine, FileChange } from './diff.ts';
import { type Syntax, syntaxOf } from './language.ts';

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
    const found = scan(lines, syntax, starredBlock(lines, syntax));
    const page = new Page(lines, found);
    for (const place of found) yield page.commentOf(place);
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

/** Where a comment stands: lines as indexes among those of the hunk, columns from its opener to its closer. */
interface Place {
  /** Empty where the hunk begins inside of the comment. */
  readonly opener: string;
  readonly closer: string;
  readonly line: number;
  readonly column: number;
  lastLine: number;
  end: number;
}

/** What the scan is in the middle of. A heredoc closes with a line that begins with its name. */
interface Open {
  readonly close: string;
  readonly escapes?: boolean;
  readonly heredoc?: boolean;
  readonly place?: Place;
}

/** What is longer was written by a program: it is taken for code without comments. */
const MOST_LINE = 10_000;

/** Where the comments of some lines are, in one pass, or two where the first shows that they begin inside. */
function scan(lines: readonly DiffLine[], syntax: Syntax, inside?: Open): Place[] {
  const places: Place[] = inside?.place ? [inside.place] : [];
  const openers = openersOf(syntax);
  let ends: ReadonlyMap<string, number> | undefined;
  let open = inside;
  let heredoc: Open | undefined;
  for (const [index, { text, number }] of lines.entries()) {
    const isBare = (number === 1 && text.startsWith('#!')) || text.length > MOST_LINE;
    let at = isBare ? text.length : 0;
    let regexes = syntax.regexes === true;
    while (at < text.length) {
      if (open) {
        const end: number | undefined = closeOf(text, at, open);
        at = end ?? text.length;
        if (open.place) Object.assign(open.place, { lastLine: index, end: at });
        if (end === undefined) break;
        open = undefined;
        continue;
      }
      openers.lastIndex = at;
      const match = openers.exec(text);
      if (!match) break;
      const { 0: opener, index: column } = match;
      at = column + opener.length;
      const block = syntax.block.find(([begin]) => begin === opener);
      const quote = syntax.quotes.find((candidate) => candidate.open === opener);
      if (block) {
        if (opener.startsWith('=') && column > 0) continue;
        const place = { opener, closer: block[1], line: index, column, lastLine: index, end: at };
        places.push(place);
        open = { close: block[1], place };
      } else if (syntax.line.includes(opener)) {
        if (!opensComment(text, column, opener)) continue;
        places.push({ opener, closer: '', line: index, column, lastLine: index, end: text.length });
        break;
      } else if (opener === '/') {
        const end = regexes && opensRegex(text, column) ? regexEnd(text, at) : at;
        // Without an end it was a division; not to look again keeps the scan linear.
        regexes &&= end !== undefined;
        at = end ?? at;
      } else if (opener === '<<') {
        // A shift or an append, unless a line ends what it would open.
        const name = heredocName(text.slice(at, at + 80));
        ends ??= new Map(lines.map((line, place) => [firstWord(line.text), place]));
        if (name !== '' && (ends.get(name) ?? 0) > index) heredoc = { close: name, heredoc: true };
      } else if (quote) {
        if (syntax.apostrophes && !/^$|[\s([{,:=]/.test(text.charAt(column - 1))) continue;
        if (quote.long) open = quote;
        else at = closeOf(text, at, quote) ?? text.length;
      } else if (opener === "'") {
        at =
          column + (/^'(?:\\.[^']{0,9}|[^\\']{1,2})'/.exec(text.slice(column, column + 14))?.[0].length ?? 1);
      } else if (!inside && places.length === 0 && /^$|[\s*]/.test(text.charAt(column - 1))) {
        // What closes without having been opened began above the hunk.
        return scan(lines, syntax, insideOf(opener));
      }
    }
    if (heredoc) open = heredoc;
    heredoc = undefined;
  }
  const wrong = inside || !open?.escapes ? undefined : docstringEnd(lines, open.close);
  return wrong ? scan(lines, syntax, wrong) : places;
}

/** A hunk that begins with a line of stars begins inside of a comment. */
function starredBlock(lines: readonly DiffLine[], { block }: Syntax): Open | undefined {
  const isStarred = /^\s*\*(?:\s|$)/.test(lines[0]?.text.slice(0, 200) ?? '');
  return isStarred && block.some(([opener]) => opener === '/*') ? insideOf('*/') : undefined;
}

function insideOf(close: string): Open {
  return { close, place: { opener: '', closer: close, line: 0, column: 0, lastLine: 0, end: 0 } };
}

/** The string that a hunk begins inside of, where the first quotes of three look like those that close. */
function docstringEnd(lines: readonly DiffLine[], close: string): Open | undefined {
  const index = lines.findIndex(({ text }) => text.includes(close));
  const [before = '', after = ''] = lines[index]?.text.split(close, 2) ?? [];
  if (close.length !== 3 || lines[0]?.number === 1) return undefined;
  const above = lines.slice(0, index).findLast(({ text }) => text.trim() !== '')?.text ?? ':';
  const lead = before.trim() === '' ? above.trimEnd() : before.trimEnd();
  const opens = /(?:[=(,:[{+%\\]|\b(?:return|in|not|and|or|yield|assert|[rbfu]{1,2}))$/i.test(lead);
  return !opens && after.trim() === '' ? { close } : undefined;
}

const openersBySyntax = new WeakMap<Syntax, RegExp>();

/** All that opens a comment or a string, the longest first, and what closes a comment. */
function openersOf(syntax: Syntax): RegExp {
  const known = openersBySyntax.get(syntax);
  if (known) return known;
  const { line, block, quotes, characters, regexes, heredocs } = syntax;
  const openers = [
    ...line,
    ...block.map(([opener]) => opener),
    ...block.map(([, closer]) => closer).filter((closer) => closer === '*/'),
    ...quotes.map(({ open }) => open),
    ...(characters ? ["'"] : []),
    ...(regexes ? ['/'] : []),
    ...(heredocs ? ['<<'] : []),
  ].sort((a, b) => b.length - a.length);
  const made = new RegExp(openers.map((opener) => opener.replace(/\W/g, '\\$&')).join('|'), 'g');
  openersBySyntax.set(syntax, made);
  return made;
}

/** Where what is open ends in a line; undefined where it goes on. */
function closeOf(text: string, from: number, { close, escapes, heredoc }: Open): number | undefined {
  if (heredoc) return firstWord(text) === close ? text.length : undefined;
  if (!escapes) {
    const found = text.indexOf(close, from);
    return found === -1 ? undefined : found + close.length;
  }
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(close, at)) return at + close.length;
  }
  return undefined;
}

/** `#` begins a comment at the beginning of a word, `//` not in an address. */
function opensComment(text: string, column: number, opener: string): boolean {
  const before = text.charAt(column - 1);
  if (opener === '#') return /^$|[\s;(){}[\],]/.test(before) && text[column + 1] !== '[';
  return opener === '//' ? before !== ':' : before !== '\\';
}

/** What stands before a regular expression, and never before a division. */
function opensRegex(text: string, column: number): boolean {
  const before = text.slice(Math.max(0, column - 40), column).trimEnd();
  return (
    before === '' ||
    /(?:[(,=:[!&|?{;+*%~^>]|\b(?:return|typeof|case|in|of|throw|yield|else|do))$/.test(before)
  );
}

function regexEnd(text: string, from: number): number | undefined {
  let inClass = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    else if (text[at] === '/' && !inClass) return at + 1;
  }
  return undefined;
}

/** As in `<<EOF`, `<<-'EOF'`, `<<~SQL` and `<<<EOT`; a small name with a blank before it may be a variable. */
function heredocName(text: string): string {
  const [, , quoted, large, small] =
    /^<?[-~\\]?(?: ?(["'])(\w+)\1| ?([A-Z_]\w*)|([a-z]\w*))/.exec(text) ?? [];
  return quoted ?? large ?? small ?? '';
}

function firstWord(text: string): string {
  return /^\s*(\w*)/.exec(text)?.[1] ?? '';
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
