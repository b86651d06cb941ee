import type { Line } from '../parse/commit.ts';
import type { Document } from '../parse/document.ts';
import { type Region, spanAt } from '../parse/region.ts';
import type { Span } from '../rule.ts';
import { withBlocks } from './blocks.ts';
import { discloses, labelOf, PROMPT, statements } from './disclosure.ts';
import { LEAD, readLine, trailerOf } from './line.ts';
import { mentions } from './names.ts';
import {
  CUTS,
  counts,
  LONGEST,
  type Mark,
  type MarkKind,
  type Page,
  pageOf,
  spanOf,
  trailerLines,
  uncut,
} from './page.ts';
import { plain } from './plain.ts';

/** A place that credits an agent: whole lines, or the part of a line that does. */
export interface Attribution extends Span {
  readonly kind: MarkKind;
  /** Who is credited, as far as the place says. */
  readonly agent: string | null;
  /** All that stands there because of the agent, where that is more than this place. */
  readonly block?: Span;
}

/** The places of a commit message or a pull request that credit an agent, in order. */
export function attributions(document: Document): Attribution[] {
  const page = pageOf(document);
  const marks: Mark[] = [];
  const parts = aiderPrefix(page);
  for (let index = 0; index < page.lines.length; index++) {
    if (page.lines[index]?.text === '') continue;
    const mark = markAt(page, index, marks.at(-1)?.last === index - 1);
    if (mark && counts(page, index, mark.kind)) {
      marks.push(mark);
      index = mark.last;
    } else {
      parts.push(...escapedLines(page, index));
    }
  }
  const found = inOrder([...withBlocks(page, marks), ...parts]);
  return inOrder([...found, ...sentences(page, found)]);
}

export { agentOf, agentOfAccount } from './names.ts';

/** What has the form of a trailer, wherever it stands in a text. See trailerLines. */
export function trailersOf(document: Document) {
  return trailerLines(pageOf(document));
}

function inOrder(found: Attribution[]): Attribution[] {
  return found.sort((a, b) => a.start - b.start);
}

function markAt(page: Page, index: number, belowMark: boolean): Mark | null {
  const { document, lines, texts, title } = page;
  let above = index - 1;
  while (above > index - CUTS && texts[above] === '') above--;
  const { text, last } = uncut(page, index);
  const begins = belowMark || index === 0 || texts[index - 1] === '';
  const line = readLine(text, {
    title: index === title,
    begins,
    trailer: spanAt(document.trailers, lines[index]?.start ?? 0) !== undefined,
    above: texts[above] ?? '',
  });
  if (line) return { ...line, first: index, last };
  if (index === title) return null;
  return chat(page, index) ?? disclosure(page, index, begins);
}

/** Aider writes its prefix before a sentence; a scope of that name stands before a small letter. */
const AIDER = /^aider: (?=[A-Z`'"])/;

function aiderPrefix({ lines, title }: Page): Attribution[] {
  const { start = 0, text = '' } = lines[title] ?? {};
  return AIDER.test(text) ? [{ start, end: start + 'aider: '.length, kind: 'chat', agent: 'Aider' }] : [];
}

/** The chat that aider once put into the body. */
function chat({ texts, title }: Page, index: number): Mark | null {
  const text = texts[index] ?? '';
  const heads = /^# ?Aider chat conversation:?$/i.test(text);
  const context = /^# ?Context:$/.test(text) && AIDER.test(texts[title] ?? '');
  return heads || context ? { kind: 'chat', agent: 'Aider', first: index, last: index } : null;
}

const ANY_LEAD = new RegExp(`^(?:[-*+] \\[x\\] )?${LEAD}`, 'i');

/** `AI disclosure: ...` as a paragraph, or as a heading with the paragraph below it. */
function disclosure({ texts }: Page, index: number, begins: boolean): Mark | null {
  const text = texts[index] ?? '';
  const line = text.replace(ANY_LEAD, '');
  const label = labelOf(line);
  const heading = /^(?:#{1,6} |\*\*|__)/.test(text);
  if (!label || (!label.telling && !heading && (!begins || /^[-*+] /.test(text)))) return null;
  let from = index + 1;
  if (label.value === '') {
    if (!heading && !/:\W*$/.test(text)) return null;
    while (from < index + CUTS && texts[from] === '') from++;
  }
  let last = from - 1;
  while (belongs(texts[last + 1] ?? '', label.value === '')) last++;
  const below = texts.slice(from, last + 1).filter((line) => !/^[-*+] \[ ?\]/.test(line));
  const said = [label.value, ...below].join(' ');
  return discloses(label, said) ? { kind: 'disclosure', agent: null, first: index, last } : null;
}

/** Whether a line belongs to the paragraph above it. */
function belongs(text: string, list: boolean): boolean {
  if (text === '' || trailerOf(text) || labelOf(text.replace(ANY_LEAD, ''))) return false;
  return !/^(?:#|<!--|---)/.test(text) && (list || !/^[-*+] /.test(text));
}

/** `\n\nCo-authored-by: ...` inside a line, where a shell was given an escape instead of a line break. */
function escapedLines({ document, lines }: Page, index: number): Attribution[] {
  const { start, text } = lines[index] as Line;
  if (!text.includes('\\n')) return [];
  const found: Attribution[] = [];
  let from = start;
  let at = start;
  for (const piece of text.split('\\n')) {
    const end = at + piece.length;
    const line = piece.length > LONGEST ? '' : plain(piece).trim();
    const mark = readLine(line, { title: false, begins: true, trailer: false, above: '' });
    if (mark && !SHOWN.includes(document.regionAt(at))) {
      const before = found.at(-1);
      if (before?.end === from) found[found.length - 1] = { ...before, end };
      else found.push({ ...mark, start: from, end });
    }
    if (piece.trim() !== '') from = end;
    at = end + '\\n'.length;
  }
  return found;
}

const SHOWN: readonly Region[] = ['code', 'fence', 'quote'];

/** Sentences of people that credit an agent or quote what it was told, as whole lines, in what is left. */
function sentences(page: Page, marked: readonly Attribution[]): Attribution[] {
  const { lines, texts } = page;
  const left = texts.map((text, index) => (spanAt(marked, lines[index]?.start ?? 0) ? '' : text));
  const starts: number[] = [];
  let length = 0;
  for (const text of left) {
    starts.push(length);
    length += text.length + 1;
  }
  const found = new Map<number, Attribution>();
  const add = (first: number, last: number, agent: string | null) => {
    if (found.has(first) || !counts(page, first, 'statement')) return;
    found.set(first, { ...spanOf(page, first, last), kind: 'statement', agent });
  };
  for (const { start, end, agent } of statements(left.join('\n'))) {
    add(lineAt(starts, start), lineAt(starts, end), agent);
  }
  const prompts = left.flatMap((text, index) => (PROMPT.test(text) && texts[index - 1] === '' ? index : []));
  const named = prompts.length > 0 ? [...mentions(left.join('\n'))].filter(({ sure }) => sure) : [];
  // A message that quotes what an agent was told goes on to say what it did.
  for (const index of named.length > 0 ? prompts : []) add(index, index, null);
  for (const { start, text } of named) add(lineAt(starts, start), lineAt(starts, start), text);
  return [...found.values()];
}

/** Index of the last line that starts at an offset or before it. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
