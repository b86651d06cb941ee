import { cellsOf, plain } from './inline.ts';

/** The text of a page, and what it is to those who read it. */
export interface PageText {
  /** As findings cite it: from the top of the work tree, or from `~`. */
  readonly path: string;
  /** Of the person, not of the repository. */
  readonly own: boolean;
  /** What globs in it count from, as a prefix of paths: empty, or a folder with a slash behind. */
  readonly base: string;
  readonly text: string;
}

/** A block of a policy page that can hold a directive. */
export interface Passage {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code';
  /** Without emphasis and markers on one line; code spans keep their backticks. Of code, its lines. */
  readonly text: string;
  /** For each line of the page that it takes, from which offset of `text` on. */
  readonly lines: readonly { readonly line: number; readonly from: number }[];
  /** What it stands under, outermost first: headings, then the line that leads in, then parent items. */
  readonly above: readonly string[];
  /** What stands directly under it: the texts of items, first cells of rows, and fences. */
  readonly below: readonly Below[];
  /** Of a row, its cells and those of the table's head. */
  readonly cells?: readonly string[];
  readonly head?: readonly string[];
}

export interface Below {
  readonly kind: 'item' | 'row' | 'code';
  readonly text: string;
}

/** `<!-- bylaw: ... -->` in a page, which decides where reading errs. */
export interface PageComment {
  readonly line: number;
  /** The line that it speaks of: its own, or the next one where it stands alone. */
  readonly about: number;
  readonly text: string;
}

export interface Page {
  readonly passages: readonly Passage[];
  readonly comments: readonly PageComment[];
  /** The lines between the first two `---`, as they stand. */
  readonly frontMatter: string;
}

/**
 * What is beyond this is not read, in UTF-16 units. Agents take in less: Codex 32 KiB, and Claude Code warns at
 * 40,000 characters (their documentation).
 */
export const PAGE_LIMIT = 200_000;

/**
 * Reads a page of Markdown line by line. Linear whatever the page, which a full parser is not; what it takes
 * for prose, a parser would too, but for oddities that no policy page has.
 */
export function parsePage(text: string): Page {
  const reader = new PageReader(text.slice(0, PAGE_LIMIT).split(/\r?\n/));
  return reader.read();
}

const FENCE = /^\s*(?:[-*+]\s+)?(`{3,}|~{3,})\s*[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(\S.*)$/;
const ITEM = /^(\s*)([-*+\u2022]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$/;
const TAG_LINE = /^\s*<\/?[A-Za-z][\w-]*(?:\s[^<>]*)?\/?>\s*$/;
/** A paragraph that is one bold phrase: a heading in all but its sign. */
const BOLD_LINE = /^\s*\*\*[^*]+\*\*:?\s*$/;
/** With a colon it leads in what follows on the next line, too. */
const BOLD_LABEL = /^\s*\*\*[^*]+(?::\*\*|\*\*:)\s*$/;
const BOLD_DEPTH = 7;

/** Items deeper than this stand under their ancestors of this depth. */
const MOST_LEVELS = 12;
/** Of a row, so many cells are read. */
const MOST_CELLS = 40;
/** Of a line above, what its words are looked for in, in UTF-16 units. */
const MOST_ABOVE = 300;

/** A passage that others may stand under. */
interface Level {
  readonly depth: number;
  readonly text: string;
  readonly below: Below[];
}

interface Open {
  readonly kind: 'paragraph' | 'item';
  readonly depth: number;
  readonly lines: { line: number; text: string }[];
}

class PageReader {
  readonly #source: readonly string[];
  readonly #passages: Passage[] = [];
  readonly #comments: PageComment[] = [];
  #headings: Level[] = [];
  #items: Level[] = [];
  /** The last paragraph outside of lists. */
  #lead: Level | undefined;
  #head: string[] | undefined;
  #open: Open | undefined;
  #isInComment = false;

  constructor(source: readonly string[]) {
    this.#source = source;
  }

  read(): Page {
    const start = frontMatterEnd(this.#source);
    for (let index = start; index < this.#source.length; index++) {
      const line = this.#withoutComments(index);
      const fence = FENCE.exec(line);
      if (fence) index = this.#readFence(index, fence[1] as string);
      else this.#readLine(line, index + 1);
    }
    this.#close();
    return {
      passages: this.#passages,
      comments: this.#comments,
      frontMatter: this.#source.slice(1, Math.max(1, start - 1)).join('\n'),
    };
  }

  /** A line without what stands in HTML comments, in which pages keep what is not meant. */
  #withoutComments(index: number): string {
    const source = this.#source[index] as string;
    if (!this.#isInComment && !source.includes('<!--')) return source;
    let kept = '';
    let from = 0;
    const notes: string[] = [];
    while (from < source.length) {
      const mark = this.#isInComment ? '-->' : '<!--';
      const at = source.indexOf(mark, from);
      const part = source.slice(from, at === -1 ? source.length : at);
      if (!this.#isInComment) kept += part;
      else if (part.trimStart().startsWith('bylaw:')) notes.push(part.trim().slice('bylaw:'.length).trim());
      // A mark in a code span, `<!--`, opens nothing.
      const isSpan = at > 0 && source[at - 1] === '`';
      if (at !== -1 && !isSpan) this.#isInComment = !this.#isInComment;
      if (at !== -1 && isSpan) kept += mark;
      from = at === -1 ? source.length : at + mark.length;
    }
    const about = kept.trim() === '' ? index + 2 : index + 1;
    for (const text of notes) this.#comments.push({ line: index + 1, about, text });
    return kept;
  }

  /** Returns the index of the line that closes it, or of the last line. */
  #readFence(index: number, mark: string): number {
    this.#close();
    const close = new RegExp(`^\\s*${mark[0] === '`' ? '`' : '~'}{${Math.min(mark.length, 100)},}\\s*$`);
    let end = index + 1;
    while (end < this.#source.length && !close.test(this.#source[end] as string)) end++;
    const lines = this.#source.slice(index + 1, end);
    let from = 0;
    const places = lines.map((line, each) => {
      const place = { line: index + 2 + each, from };
      from += line.length + 1;
      return place;
    });
    this.#push('code', lines.join('\n'), places);
    return end;
  }

  #readLine(source: string, line: number): void {
    const text = source.replace(/^(?:\s{0,3}>\s?)+/, '');
    const trimmed = text.trim();
    const isRow = trimmed.length > 1 && trimmed.startsWith('|') && trimmed.endsWith('|');
    const heading = HEADING.exec(text);
    const item = ITEM.exec(text);
    if (trimmed === '' || TAG_LINE.test(text)) this.#close();
    else if (heading) this.#readHeading(heading[1]?.length ?? 1, heading[2] ?? '', line);
    else if (isRow) this.#readRow(trimmed, line);
    else if (isLineOfSigns(trimmed)) this.#close();
    else if (item) this.#readItem(item[1]?.length ?? 0, item[3] ?? '', line);
    else if (this.#open && !this.#isLabelOpen) this.#open.lines.push({ line, text });
    else this.#readParagraph(text, line);
    if (!isRow) this.#head = undefined;
  }

  /** A line in bold that the lines behind it stand under, though no empty line parts them. */
  get #isLabelOpen(): boolean {
    const [first, second] = this.#open?.lines ?? [];
    return (
      this.#open?.kind === 'paragraph' &&
      !second &&
      this.#items.length === 0 &&
      BOLD_LABEL.test(first?.text ?? '')
    );
  }

  #readHeading(depth: number, words: string, line: number): void {
    this.#close();
    this.#items = [];
    this.#lead = undefined;
    this.#headings = this.#headings.filter((level) => level.depth < depth);
    const text = plain(words.trimEnd().replace(/\s#+$/, ''));
    this.#headings.push({ depth, text, below: this.#push('heading', text, [{ line, from: 0 }]) });
  }

  #readItem(indent: number, text: string, line: number): void {
    this.#close();
    this.#items = this.#items.filter((level) => level.depth < indent);
    this.#open = { kind: 'item', depth: indent, lines: [{ line, text }] };
  }

  #readParagraph(text: string, line: number): void {
    this.#close();
    const depth = text.length - text.trimStart().length;
    // Indented under an item it belongs to that; outside of lists four blanks make it code.
    this.#items = this.#items.filter((level) => level.depth < depth);
    if (this.#items.length === 0 && depth >= 4) return;
    this.#open = { kind: 'paragraph', depth, lines: [{ line, text }] };
  }

  #readRow(text: string, line: number): void {
    this.#close();
    if (isLineOfSigns(text)) return;
    const cells = cellsOf(text).slice(0, MOST_CELLS);
    if (this.#head) this.#push('row', cells.join(' | '), [{ line, from: 0 }], { cells, head: this.#head });
    else this.#head = cells;
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return;
    const texts: string[] = [];
    let from = 0;
    const lines = open.lines.map((each) => {
      const text = plain(each.text);
      const place = { line: each.line, from };
      texts.push(text);
      from += text.length + 1;
      return place;
    });
    const text = texts.join(' ');
    const isBold = open.kind === 'paragraph' && open.lines.length === 1 && this.#items.length === 0;
    if (isBold && BOLD_LINE.test(open.lines[0]?.text ?? '')) {
      this.#readHeading(BOLD_DEPTH, text, lines[0]?.line ?? 1);
      return;
    }
    const level = { depth: open.depth, text, below: this.#push(open.kind, text, lines) };
    if (open.kind === 'item') this.#items = [...this.#items, level].slice(-MOST_LEVELS);
    else if (this.#items.length === 0) this.#lead = level;
  }

  /** Returns the list that what stands under it is added to. */
  #push(kind: Passage['kind'], text: string, lines: Passage['lines'], row?: Pick<Passage, 'cells' | 'head'>) {
    const below: Below[] = [];
    if (text.trim() === '') return below;
    const isUnder = kind === 'item' || kind === 'row' || kind === 'code';
    const lead = this.#lead && isUnder && leadsIn(this.#lead.text, kind) ? [this.#lead] : [];
    const levels = [...this.#headings, ...lead, ...(kind === 'heading' ? [] : this.#items)];
    const above = levels.map((level) => level.text.slice(0, MOST_ABOVE));
    if (isUnder) levels.at(-1)?.below.push({ kind, text: row?.cells?.[0] ?? text });
    this.#passages.push({ kind, text, lines, above, below, ...row });
    return below;
  }
}

/** `Always run these commands before a push.` leads in a fence, too. */
function leadsIn(text: string, kind: Passage['kind']): boolean {
  return (
    text.endsWith(':') ||
    (kind === 'code' && /\b(?:these|the following) (?:commands|checks|steps)\b/i.test(text))
  );
}

/** The index of the first line behind the front matter. */
function frontMatterEnd(source: readonly string[]): number {
  if (source[0]?.trimEnd() !== '---' || !/^[\w-]+\s*:|^#/.test(source[1] ?? '')) return 0;
  const end = source.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  return end + 1;
}

/** A rule across the page, or the line under the head of a table. */
function isLineOfSigns(line: string): boolean {
  return (/^[\s:|-]+$/.test(line) && line.includes('--')) || /^[*_=\s]{3,}$/.test(line);
}
