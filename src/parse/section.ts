import type { Span } from '../rule.ts';
import type { Line } from './commit.ts';
import type { Document } from './document.ts';

/** A heading and what stands under it, up to the next heading of its rank or a higher one. */
export interface Section {
  readonly heading: Span;
  /** The words of the heading: in small letters, without signs and numbers around them. */
  readonly title: string;
  readonly content: Span;
}

const ATX = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
/** A line of bold text, or a label with nothing behind it, as people write headings by hand. */
const BY_HAND = /^(?:\*\*([^*]+)\*\*:?|__([^_]+)__:?|([A-Z][\w' /-]{0,40}):)[ \t]*$/;
const BY_HAND_RANK = 7;
const HTML = /^ {0,3}<h([1-6])\b[^<>]*>([^<>]*)<\/h[1-6]>[ \t]*$/i;

/** Every section of the body of a commit or a pull request, or of a reply, in order. Linear but for nesting. */
export function sections(document: Document): Section[] {
  const headings = [...headingsOf(document)];
  const ends: number[] = new Array(headings.length).fill(document.body.end);
  const open: number[] = [];
  headings.forEach(({ rank, heading }, index) => {
    while (open.length > 0 && (headings[open.at(-1) as number]?.rank ?? 0) >= rank) {
      ends[open.pop() as number] = heading.start;
    }
    open.push(index);
  });
  return headings.map(({ heading, title }, index) => ({
    heading,
    title,
    content: { start: heading.end, end: Math.max(heading.end, ends[index] as number) },
  }));
}

function* headingsOf(document: Document): Generator<{ rank: number; heading: Span; title: string }> {
  const lines = document.lines.filter(({ start }) => start >= document.body.start);
  for (const [index, line] of lines.entries()) {
    const found = headingAt(line, lines[index + 1]);
    const words = found && normalTitle(found.text);
    if (!words || document.regionAt(line.start + line.text.search(/\S/)) !== 'prose') continue;
    yield { rank: found.rank, heading: { start: line.start, end: line.end }, title: words };
  }
}

function headingAt({ text }: Line, next: Line | undefined): { rank: number; text: string } | null {
  const [, marks, words] = ATX.exec(text) ?? [];
  if (marks && words) return { rank: marks.length, text: words };
  const [, rank, title] = HTML.exec(text) ?? [];
  if (rank && title) return { rank: Number(rank), text: title };
  if (next && UNDERLINE.test(next.text) && /^ {0,3}[^\s>|`-]/.test(text)) {
    return { rank: next.text.includes('=') ? 1 : 2, text };
  }
  const byHand = BY_HAND.exec(text)?.slice(1).find(Boolean);
  return byHand ? { rank: BY_HAND_RANK, text: byHand } : null;
}

/** `## 2. Test Plan:` and `test plan` are one title. */
export function normalTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/:[a-z_]+:/g, '')
    .replace(/^[^\p{L}]+|[^\p{L}\p{N})]+$/gu, '')
    .replace(/\s+/g, ' ');
}

/** What templates hold before anybody fills them in, and what people write when they have nothing to say. */
const PLACEHOLDER =
  /^(?:_?no response_?|n\/?a|none|tbd|tbc|todo|fixme|wip|\.{3}|\u2026|-+|<(?!img\b|video\b|https?:)[^<>]*>|\[[^\][]*\]|_+[^_]*_+|\{\{.*\}\})[.:]?$/i;
const UNTICKED = /^\[ \]/;

/**
 * The lines of a part in which somebody wrote something: no headings, comments, trailers, placeholders or
 * boxes that nobody ticked.
 */
export function writtenLines(document: Document, part: Span): Line[] {
  const headings = new Set([...headingsOf(document)].map(({ heading }) => heading.start));
  return document.lines.filter(({ start, end, text }) => {
    if (start < part.start || end > part.end || headings.has(start)) return false;
    const words = text.replace(/^[\s>]*(?:(?:[-*+]|\d+[.)])(?:\s+|$))?/, '').trim();
    if (!/[\p{L}\p{N}]/u.test(words) || PLACEHOLDER.test(words) || UNTICKED.test(words)) return false;
    const region = document.regionAt(end - text.trimStart().length);
    return region !== 'comment' && region !== 'trailer' && region !== 'dropped';
  });
}
