import { createScanner, type Node, type ParseError, parseTree, type SyntaxKind } from 'jsonc-parser';
import { positions } from '../src/position.ts';
import { Trouble } from '../src/trouble.ts';

/** Keys that lead from the top of a file to a list. */
export type Path = readonly string[];

/** What a file consists of that was made for our items alone. */
export type Skeleton = Readonly<Record<string, unknown>>;

/**
 * Puts an item at the end of a list in a JSON file, making the list and what leads to it where they are
 * missing. Every byte that was there stays, and `removeItems` gives the file back as it was.
 *
 * A list or an object that was there empty gets its first entry directly behind its bracket; one that was
 * made gets it on a line of its own. By that, taking out tells what has to go.
 * @param text the file's text, with comments and trailing commas where it has them; null for no file
 * @param file its name, for messages
 * @throws Trouble where the text is no JSON, or something else stands on the way
 */
export function addItem(
  text: string | null,
  path: Path,
  item: unknown,
  file: string,
  skeleton: Skeleton = {},
): string {
  const made = () => print(nest(path, [item], skeleton), '', '\n');
  if (text === null) return `${made()}\n`;
  // A file that was there without anything in it is told by the end of line that is missing.
  if (isBlank(text)) return text + made();
  const root = read(text, file);
  let node = root;
  for (const [depth, key] of path.entries()) {
    const next = member(node, path.slice(0, depth + 1), file);
    if (!next) return insertEntry(text, node, keyed(key, nest(path.slice(depth + 1), [item])));
    node = next;
  }
  if (node.type !== 'array') throw inTheWay(path, file);
  return insertEntry(text, node, (indent, end) => print(item, indent, end));
}

/**
 * Takes items out of a list again, and the list with what led to it where they were made for the items.
 * @returns null where the whole file was
 */
export function removeItems(
  text: string,
  path: Path,
  isOurs: (item: unknown) => boolean,
  file: string,
  skeleton: Skeleton = {},
): string | null {
  for (let left: string | null = text; ; ) {
    if (left === null || isBlank(left)) return left;
    const nodes = way(left, path, file);
    const items = nodes?.at(-1)?.children ?? [];
    const item = items.find((each) => isOurs(contentOf(each)));
    if (!nodes || !item) return left;
    left = without(left, [...nodes, item], skeleton);
  }
}

/** The items of a list in a JSON file; none where it is missing. */
export function itemsAt(text: string, path: Path, file: string): unknown[] {
  const list = isBlank(text) ? null : way(text, path, file)?.at(-1);
  return (list?.children ?? []).map(contentOf);
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** The nodes from the root to the list; null where one is missing. */
function way(text: string, path: Path, file: string): Node[] | null {
  const nodes = [read(text, file)];
  for (const depth of path.keys()) {
    const next = member(nodes.at(-1) as Node, path.slice(0, depth + 1), file);
    if (!next) return null;
    nodes.push(next);
  }
  return nodes;
}

/** Without the last of some nodes that lie in each other, and all that was made for it. */
function without(text: string, nodes: readonly Node[], skeleton: Skeleton): string | null {
  const inner = nodes.at(-1) as Node;
  const container = nodes.at(-2);
  if (!container) return around(text, inner);
  const entry = inner.parent === container ? inner : (inner.parent as Node);
  const siblings = container.children ?? [];
  // What was there keeps its place: ours comes first, on a line of its own, only in what was made for it.
  const wasMade = siblings[0] === entry && text[entry.offset - 1] !== text[container.offset];
  const others = objectOf(siblings.slice(1));
  const isRoot = nodes.length === 2;
  const isBare = isRoot ? JSON.stringify(others) === JSON.stringify(skeleton) : siblings.length === 1;
  if (wasMade && isBare) return without(text, nodes.slice(0, -1), skeleton);
  return cut(text, container, entry);
}

/** What stands around the one object of a file; null where the file was made with it. */
function around(text: string, root: Node): string | null {
  const [before, after] = [text.slice(0, root.offset), text.slice(endOf(root))];
  return before === '' && /^\r?\n$/.test(after) ? null : before + after;
}

/** Takes one entry out of its container, with the comma that came with it. */
function cut(text: string, container: Node, entry: Node): string {
  const siblings = container.children ?? [];
  const before = siblings[siblings.indexOf(entry) - 1];
  const end = endOf(entry);
  const comma = nextToken(text, end);
  const start = before ? lastEnd(text, endOf(before), entry.offset) : container.offset + 1;
  if (comma.text === ',') return text.slice(0, start) + text.slice(comma.end);
  if (!before) return text.slice(0, start) + text.slice(end);
  const own = nextToken(text, endOf(before));
  return text.slice(0, own.end - 1) + text.slice(own.end, start) + text.slice(end);
}

type Printer = (indent: string, end: string) => string;

function insertEntry(text: string, container: Node, printer: Printer): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const last = container.children?.at(-1);
  const outer = indentAt(text, container.offset);
  if (!last) {
    const start = container.offset + 1;
    return text.slice(0, start) + printer(`${outer}  `, end) + text.slice(start);
  }
  const indent = isFirstOnLine(text, last.offset) ? indentAt(text, last.offset) : `${outer}  `;
  const lastEnds = endOf(last);
  const comma = nextToken(text, lastEnds);
  const isTrailing = comma.text === ',';
  const place = lineEnd(text, isTrailing ? comma.end : lastEnds);
  const entry = `${end}${indent}${printer(indent, end)}`;
  if (isTrailing) return `${text.slice(0, place)}${entry},${text.slice(place)}`;
  return `${text.slice(0, lastEnds)},${text.slice(lastEnds, place)}${entry}${text.slice(place)}`;
}

/** Behind the comments that follow an offset on its line. */
function lineEnd(text: string, offset: number): number {
  const scanner = createScanner(text, false);
  scanner.setPosition(offset);
  let end = offset;
  for (let kind = scanner.scan(); isTrivia(kind); kind = scanner.scan()) {
    if (kind === LINE_BREAK) return end;
    if (kind !== BLANK) end = scanner.getPosition();
  }
  return end;
}

/** Where the last comment or comma before an entry ends. */
function lastEnd(text: string, from: number, to: number): number {
  const scanner = createScanner(text, false);
  scanner.setPosition(from);
  let end = from;
  for (let kind = scanner.scan(); scanner.getTokenOffset() < to; kind = scanner.scan()) {
    if (kind !== BLANK && kind !== LINE_BREAK) end = scanner.getPosition();
  }
  return end;
}

/** The first token behind an offset that is no comment. */
function nextToken(text: string, offset: number): { readonly text: string; readonly end: number } {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const end = scanner.getPosition();
  return { text: text.slice(scanner.getTokenOffset(), end), end };
}

// The enum is const, which the type check of single files cannot take values from.
const [LINE_COMMENT, BLOCK_COMMENT, LINE_BREAK, BLANK] = [12, 13, 14, 15] as SyntaxKind[];

function isTrivia(kind: SyntaxKind): boolean {
  return kind === LINE_COMMENT || kind === BLOCK_COMMENT || kind === LINE_BREAK || kind === BLANK;
}

function read(text: string, file: string): Node {
  const errors: ParseError[] = [];
  // A byte order mark is a blank to the eye, and none to the parser.
  const root = parseTree(text.replace(/^\ufeff/, ' '), errors, { allowTrailingComma: true });
  const [error] = errors;
  if (root && !error) return root;
  const { line, column } = positions(text)(error?.offset ?? 0);
  throw new Trouble(`${file} is no JSON at ${line}:${column}, mend it and run this again`);
}

/** What the last of some keys leads to; the last member of that name counts, as for JSON.parse. */
function member(node: Node, path: Path, file: string): Node | undefined {
  if (node.type !== 'object') throw inTheWay(path.slice(0, -1), file);
  const key = path.at(-1);
  return node.children?.findLast(({ children }) => children?.[0]?.value === key)?.children?.[1];
}

function inTheWay(path: Path, file: string): Trouble {
  const what = path.length === 0 ? 'What stands' : `\`${path.join('.')}\``;
  return new Trouble(`${what} in ${file} is of another shape than its agent reads, mend it first`);
}

function contentOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(contentOf);
  return node.type === 'object' ? objectOf(node.children ?? []) : node.value;
}

function objectOf(members: readonly Node[]): Record<string, unknown> {
  return Object.fromEntries(
    members.flatMap(({ children: [key, value] = [] }) =>
      key && value ? [[key.value, contentOf(value)]] : [],
    ),
  );
}

function nest(path: Path, value: unknown, beside: Skeleton = {}): unknown {
  const [key, ...rest] = path;
  return key === undefined ? value : { [key]: nest(rest, value), ...beside };
}

function keyed(key: string, value: unknown): Printer {
  return (indent, end) => `${JSON.stringify(key)}: ${print(value, indent, end)}`;
}

function print(value: unknown, indent: string, end: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `${end}${indent}`);
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function isFirstOnLine(text: string, offset: number): boolean {
  return /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, text.lastIndexOf('\n', offset - 1)), offset));
}
