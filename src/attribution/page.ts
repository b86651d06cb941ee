import type { Line } from '../parse/commit.ts';
import type { Document } from '../parse/document.ts';
import type { Span } from '../rule.ts';
import { type LineMark, type Trailer, trailerOf } from './line.ts';
import { plain } from './plain.ts';

/** Longer lines, in UTF-16 units, are no marks of any tool. */
export const LONGEST = 2000;

/** Mailers and hosts that wrap an address or a link cut it no more often. */
export const CUTS = 3;

/** A text as the search for marks sees it: line by line. */
export interface Page {
  readonly document: Document;
  readonly lines: readonly Line[];
  /** The lines as a person reads them, without the white space around them; blank where too long. */
  readonly texts: readonly string[];
  /** Index of the title, -1 where there is none. */
  readonly title: number;
  /** Whether a line stands in a code block with fences; Markdown takes indented lines for code, too. */
  readonly fenced: readonly boolean[];
}

export type MarkKind = LineMark['kind'] | 'chat' | 'disclosure' | 'statement';

/** Lines that credit an agent, by their indices. */
export interface Mark {
  readonly kind: MarkKind;
  readonly agent: string | null;
  readonly first: number;
  readonly last: number;
}

export function pageOf(document: Document): Page {
  const { lines, title } = document;
  const texts = lines.map(({ text }) => (text.length > LONGEST ? '' : plain(text).trim()));
  let open = '';
  const fenced = texts.map((text) => {
    const [, fence = ''] = /^(?:> ?)*(`{3}|~{3})/.exec(text) ?? [];
    if (open === '') open = fence;
    else if (open === fence) open = '';
    return open !== '';
  });
  return { document, lines, texts, fenced, title: title ? lines.indexOf(title) : -1 };
}

/** Whole lines, without the last line end. */
export function spanOf({ lines }: Page, first: number, last: number): Span {
  return { start: lines[first]?.start ?? 0, end: lines[last]?.end ?? 0 };
}

/** A line with those that were cut off it. */
export function uncut(page: Page, first: number): { text: string; last: number } {
  let text = page.texts[first] ?? '';
  let last = first;
  while (last < first + CUTS && goesOn(page, text, last + 1)) text += ` ${page.texts[++last]}`;
  return { text, last };
}

function goesOn({ lines, texts }: Page, text: string, index: number): boolean {
  const next = texts[index] ?? '';
  if (text === '' || next === '') return false;
  if (text.startsWith('<!--')) return !text.includes('-->');
  if (text.lastIndexOf('[') > text.lastIndexOf(']')) return true;
  const trailer = trailerOf(text);
  if (!trailer || text.includes('>') || trailerOf(next)) return false;
  return trailer.value === '' || /^\s/.test(lines[index]?.text ?? '') || /^<?[^\s<>]+@[^\s<>]+>?$/.test(next);
}

/** What has the form of a trailer, wherever it stands and however it is wrapped; not what is shown or quoted. */
export function* trailerLines(page: Page): Generator<Trailer & { readonly at: Span }> {
  for (let first = 0; first < page.lines.length; first++) {
    const { text, last } = uncut(page, first);
    const trailer = trailerOf(text);
    if (!trailer || !counts(page, first, 'trailer')) continue;
    yield { ...trailer, at: spanOf(page, first, last) };
    first = last;
  }
}

/** Whether a mark counts where it stands: code shows it, a quotation talks of it, a template asks for it. */
export function counts({ document, lines, fenced }: Page, index: number, kind: MarkKind): boolean {
  const { start = 0, text = '' } = lines[index] ?? {};
  switch (document.regionAt(start + Math.max(0, text.search(/[^\s>*_#<!-]/)))) {
    case 'code':
      return false;
    case 'fence':
      return fenced[index] === false;
    case 'quote':
      // Review bots put their own footers into quotations.
      return /^[\s>]*<su[bp]>/i.test(text);
    case 'comment':
      return kind === 'summary' || (kind !== 'disclosure' && kind !== 'statement' && /^\s*<!--/.test(text));
    default:
      return true;
  }
}
