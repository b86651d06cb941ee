import type { DiffLine } from '../diff.ts';
import type { Syntax } from './language.ts';

/** Where a comment stands: lines as indexes among those of the hunk, columns from its opener to its closer. */
export interface Place {
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

/** Where the comments of some lines of a file that stand together are, in order. Linear, and never throws. */
export function commentPlaces(lines: readonly DiffLine[], syntax: Syntax): Place[] {
  return scan(lines, syntax, starredBlock(lines, syntax));
}

/** In one pass, or two where the first shows that the lines begin inside of a comment or a string. */
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
