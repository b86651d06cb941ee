import type { Span } from '../rule.ts';
import { type Block, blocks } from './blocks.ts';
import { type Region, spanAt } from './region.ts';
import { type SpanRegion, spans } from './spans.ts';

/**
 * Tells regions of a text without a Markdown parser, where a quick look is certain: in all but a few of
 * real texts. Null means: parse and see. Linear over any number of questions.
 */
export function regionScanner(text: string): (offset: number) => Region | null {
  let all: Block[] | undefined;
  const inside = new Map<Block, SpanRegion[]>();
  let word: Word = { start: 0, end: 0, region: 'prose' };

  return (offset) => {
    all ??= blocks(text);
    const block = spanAt(all, offset);
    if (!block) return 'prose';
    if (block.region !== 'inline') return block.region;
    const found = inside.get(block) ?? spans(text, block);
    inside.set(block, found);
    const span = spanAt(found, offset);
    if (span) return span.region;
    if (offset < word.start || offset >= word.end) word = wordAt(text, offset);
    return word.region;
  };
}

interface Word extends Span {
  readonly region: Region | null;
}

/** A bare address that is one to its last letter, and has nothing around it. */
const ADDRESS = /^https?:\/\/[a-z\d-]+(?:\.[a-z\d-]+)+(?:\/[\w\-./%#=?+~]*)?$/i;

/** The letters around a place, up to white space. Some that look like an address only the parser can tell. */
function wordAt(text: string, offset: number): Word {
  let start = offset;
  let end = offset + 1;
  while (start > 0 && !isBlank(text, start - 1)) start--;
  while (end < text.length && !isBlank(text, end)) end++;
  const word = text.slice(start, end);
  if (!/:\/\/|www\.|@/i.test(word)) return { start, end, region: 'prose' };
  return { start, end, region: ADDRESS.test(word) && /[a-z\d/]$/i.test(word) ? 'link' : null };
}

function isBlank(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code === 32 || (code >= 9 && code <= 13);
}
