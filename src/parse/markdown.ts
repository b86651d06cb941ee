import type { Nodes, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Region } from './region.ts';

/** Longer texts, in UTF-16 units, are judged as plain prose: the parser is not linear on hostile input. */
const MARKDOWN_LIMIT = 131_072;

let processor: { parse(text: string): Root } | undefined;

/** Text to mdast with GFM and front matter; offsets are those of the text. */
export function parseMarkdown(text: string): Root {
  processor ??= unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).freeze();
  return text.length > MARKDOWN_LIMIT ? { type: 'root', children: [] } : processor.parse(text);
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
      fill(regions, 'comment', start + index, start + index + comment.length + '-->'.length);
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
