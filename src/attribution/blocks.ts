import type { Attribution } from './attribution.ts';
import { commentOf } from './line.ts';
import { MARKS } from './marks.ts';
import { type Mark, type Page, spanOf } from './page.ts';

interface Block {
  readonly first: number;
  readonly last: number;
}

/** Gives every mark its place, and to those that open, close or head a block the whole of it. */
export function withBlocks(page: Page, marks: readonly Mark[]): Attribution[] {
  const blocks = commentBlocks(page, marks);
  const chat = marks.find(({ kind }) => kind === 'chat');
  let next = 0;
  return marks.map((mark, index) => {
    while ((blocks[next]?.last ?? Number.POSITIVE_INFINITY) < mark.first) next++;
    const enclosing = blocks[next];
    const heads = mark.kind === 'chat' ? mark === chat : mark.kind === 'summary';
    const own = heads ? headed(page, mark, marks[index + 1]) : null;
    const block = enclosing && enclosing.first <= mark.first ? enclosing : own;
    const { kind, agent, first, last } = mark;
    return {
      kind,
      agent,
      ...spanOf(page, first, last),
      ...(block ? { block: spanOf(page, block.first, block.last) } : {}),
    };
  });
}

/** From each HTML comment that opens a block to the one that closes it. */
function commentBlocks({ texts }: Page, marks: readonly Mark[]): Block[] {
  const blocks: Block[] = [];
  let open: { first: number; close: string } | null = null;
  for (const { kind, first, last } of marks) {
    const comment = kind === 'summary' ? commentOf(texts[first] ?? '') : null;
    if (comment === null) continue;
    if (open && comment.startsWith(open.close)) {
      blocks.push({ first: open.first, last });
      open = null;
    } else {
      const close = closing(comment);
      if (close) open = { first, close };
    }
  }
  return blocks;
}

function closing(comment: string): string | undefined {
  const pairs = MARKS.flatMap(({ comments = [] }) => comments);
  return pairs.find(([open]) => comment.startsWith(open.toLowerCase()))?.[1]?.toLowerCase();
}

/** What stands below the heading of a review bot or of an aider chat because of that heading. */
function headed(page: Page, { kind, first, last }: Mark, next: Mark | undefined): Block | null {
  const { texts, lines, document } = page;
  // The last word of a chat can look like a trailer to git.
  const trailer = document.trailers.find(({ key }) => !/^(?:assistant|user)$/i.test(key));
  const trailers = trailer?.start ?? Number.POSITIVE_INFINITY;
  const within = (index: number) => index < texts.length && (lines[index]?.start ?? 0) < trailers;
  let end = last;
  if (kind === 'chat') {
    for (let index = last + 1; within(index); index++) if (texts[index] !== '') end = index;
  } else if (commentOf(texts[first] ?? '') === null) {
    for (let index = last + 1; within(index) && index !== next?.first; index++) {
      const text = texts[index] ?? '';
      if (text === '') continue;
      const paragraph = texts[index - 1] === '' && end > last && !SUMMARISED.test(lines[index]?.text ?? '');
      if (paragraph || /^(?:#|<!--|[-*_]{3,}$)/.test(text)) break;
      end = index;
    }
  }
  return end > last ? { first, last: end } : null;
}

/** How paragraphs of a summary begin, but the first: lists, quotations, tables and their small headings. */
const SUMMARISED =
  /^(?:\s|[-*+>|<]|\d+\.|(?:New Features?|Bug Fixes|Enhancements|Build|CI|Deployment|Documentation|Tests|Chores):)/;
