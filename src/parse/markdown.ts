import type { Nodes, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import type { Region } from './region.ts';

// The parser is not linear on hostile input. Where one of these is passed, a text is judged as plain prose.
/** Length of a text, in UTF-16 units; GitHub takes no longer body of a pull request. */
const LENGTH_LIMIT = 65_536;
/** Quotes and lists that begin on one line. */
const DEPTH_LIMIT = 32;
/** Brackets between two empty lines. */
const BRACKET_LIMIT = 1000;

const DEEP = new RegExp(
  `^(?:[ \\t]*(?:>|[-+*]|\\d{1,9}[.)])[ \\t]*){${DEPTH_LIMIT}}|^ {${2 * DEPTH_LIMIT},}\\S`,
  'm',
);

let processor: { parse(text: string): Root } | undefined;

/**
 * Text to mdast with GFM and front matter; offsets are those of the text. Emphasis is left out, for no
 * rule asks for it and it costs most, and so are check boxes, on which the parser fails where an item is
 * otherwise empty.
 */
export function parseMarkdown(text: string): Root {
  processor ??= unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkFrontmatter, ['yaml', 'toml'])
    .use(withoutConstructs)
    .freeze();
  return isTame(text) ? processor.parse(text) : { type: 'root', children: [] };
}

function withoutConstructs(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({ disable: { null: ['attention', 'strikethrough', 'tasklistCheck'] } });
}

function isTame(text: string): boolean {
  if (text.length > LENGTH_LIMIT || DEEP.test(text)) return false;
  return text.split(/\n[ \t]*\n/).every((part) => part.split(/[[\]]/).length <= BRACKET_LIMIT);
}

/** The region of each offset of a text; prose where an entry is missing. */
export function markdownRegions(text: string): Region[] {
  const regions: Region[] = [];
  paint(parseMarkdown(text), text, regions);
  return regions;
}

function paint(node: Nodes, text: string, regions: Region[]): void {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const whole = WHOLE[node.type];
  if (whole) {
    fill(regions, whole, start, end);
    return;
  }
  if (node.type === 'table') fill(regions, 'table', start, end);
  if (node.type === 'html') {
    for (const { index, 0: comment } of text.slice(start, end).matchAll(/<!--(?:(?!-->)[\s\S])*/g)) {
      fill(regions, 'comment', start + index, Math.min(end, start + index + comment.length + '-->'.length));
    }
  }
  if (node.type === 'link') {
    // A bare or bracketed address is its own label.
    const label = text[start] === '[' ? node.children.at(-1)?.position?.end.offset : start;
    fill(regions, 'link', label ?? start, end);
    if (text[start] !== '[') return;
  }
  if ('children' in node) for (const child of node.children) paint(child, text, regions);
}

/** Nodes that are of one region from end to end. */
const WHOLE: Partial<Record<Nodes['type'] | 'toml', Region>> = {
  code: 'fence',
  yaml: 'fence',
  toml: 'fence',
  inlineCode: 'code',
  blockquote: 'quote',
  definition: 'link',
  image: 'link',
  imageReference: 'link',
};

function fill(regions: Region[], region: Region, start: number, end: number): void {
  for (let offset = start; offset < end; offset++) regions[offset] = region;
}
