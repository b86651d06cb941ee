import { type Json, parsed, record } from './json.ts';

/** A record of a transcript that is one JSON document, and the line it begins in. */
export interface Placed {
  readonly record: Json;
  readonly line: number;
}

/** Lists that hold what happened, by the names agents give them. */
const LIST = /^(?:messages|history|requests|loglines)$/;

/**
 * The records of a transcript that is one JSON document: the document itself, its list of records empty,
 * then each of them. A document that breaks off is read up to the break.
 * @returns nothing where there is no such list
 */
export function recordsOf(json: string): Placed[] {
  const list = listIn(json);
  if (!list) return [];
  const { start, items, end } = list;
  const around = `${json.slice(0, start)}${end === null ? closing(json, start) : json.slice(end)}`;
  const head = record(parsed(around));
  const found: Placed[] = [{ record: head, line: 1 }];
  let line = 1;
  let newline = json.indexOf('\n');
  for (const item of items) {
    for (; newline >= 0 && newline < item.start; newline = json.indexOf('\n', newline + 1)) line += 1;
    found.push({ record: record(parsed(json.slice(item.start, item.end))), line });
  }
  return found;
}

interface List {
  /** Behind its opening bracket. */
  readonly start: number;
  readonly items: readonly { readonly start: number; readonly end: number }[];
  /** At its closing bracket; null where the text breaks off before. */
  readonly end: number | null;
}

/** The first list with such a name in the document, or the document where it is a list itself. */
function listIn(json: string): List | null {
  const marks = /"|[[\]{}]/g;
  const items: { start: number; end: number }[] = [];
  let depth = 0;
  let name = '';
  let list: { start: number; depth: number } | undefined;
  let item = 0;
  for (let mark = marks.exec(json); mark; mark = marks.exec(json)) {
    const at = mark.index;
    switch (mark[0]) {
      case '"': {
        const end = endOfString(json, at);
        if (end < 0) return list ? { start: list.start, items, end: null } : null;
        if (!list && end - at < 20) name = json.slice(at + 1, end);
        marks.lastIndex = end + 1;
        break;
      }
      case '[':
      case '{':
        depth += 1;
        if (list && depth === list.depth + 1) item = at;
        if (!list && mark[0] === '[' && (depth === 1 || (depth === 2 && LIST.test(name))))
          list = { start: at + 1, depth };
        break;
      default:
        if (list && depth === list.depth + 1) items.push({ start: item, end: at + 1 });
        if (list && depth === list.depth) return { start: list.start, items, end: at };
        depth -= 1;
    }
  }
  return list ? { start: list.start, items, end: null } : null;
}

/** The offset of the quote that ends a string; -1 where there is none. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end >= 0) {
    let slash = end;
    while (json[slash - 1] === '\\') slash -= 1;
    if ((end - slash) % 2 === 0) return end;
    end = json.indexOf('"', end + 1);
  }
  return -1;
}

/** What closes all that is open at an offset. */
function closing(json: string, offset: number): string {
  const open: string[] = [];
  const marks = /"|[[\]{}]/g;
  for (let mark = marks.exec(json); mark && mark.index < offset; mark = marks.exec(json)) {
    if (mark[0] === '"') marks.lastIndex = endOfString(json, mark.index) + 1;
    else if (mark[0] === '[') open.push(']');
    else if (mark[0] === '{') open.push('}');
    else open.pop();
  }
  return open.reverse().join('');
}
