import { dirname, join, resolve } from 'node:path';
import { isNear, type PageFile, type PagePlaces, pageName, realPage } from '../../read/pages.ts';
import { readText } from '../find.ts';
import { PAGE_LIMIT, type PageText, parsePage } from './page.ts';

/** A page of the disk with what stands in it. */
export type PageOnDisk = PageFile & PageText;

/** Pages with all that they import, each import before the page that names it. */
export interface Imported {
  readonly pages: readonly PageOnDisk[];
  /** Imports that could not be taken, and pages that are too long, each a sentence for people. */
  readonly notes: readonly string[];
  /** Files that are imported, but are not there. */
  readonly absent: readonly string[];
}

/** As far as Claude Code follows imports (its documentation of memory files). */
const MOST_HOPS = 4;
const MOST_PAGES = 200;

/**
 * Reads pages and what they import with `@path`, the form of Claude Code and Gemini CLI: a path from the
 * page, outside of code. An import does not leave the repository and the user's own folder.
 */
export function readPages(found: readonly PageFile[], places: PagePlaces): Imported {
  const pages: PageOnDisk[] = [];
  const notes: string[] = [];
  const absent = new Set<string>();
  const seen = new Set(found.map(({ file }) => realPage(file, places)));

  const visit = (page: PageFile, chain: readonly string[]) => {
    const text = readText(page.file);
    const real = realPage(page.file, places) ?? page.file;
    for (const { line, name } of importsOf(text)) {
      const file = fileOf(name, page.file, places);
      const wrong = take({ ...page, file, path: pageName(file, places) }, [...chain, real]);
      if (wrong) notes.push(`${page.path}:${line}: \`@${name}\` ${wrong}`);
    }
    if (text.length > PAGE_LIMIT)
      notes.push(`${page.path}: only the first ${PAGE_LIMIT} characters are read, part the page in two`);
    pages.push({ ...page, text });
  };

  /** Visits an import; what is wrong with it, where that is. */
  const take = (page: PageFile, chain: readonly string[]): string | undefined => {
    const real = realPage(page.file, places);
    if (real === null) {
      absent.add(page.file);
      return 'is no page in this repository or your own folder';
    }
    if (!isNear(real, places)) return 'lies outside of this repository and your own folder';
    if (chain.includes(real)) return 'imports itself in a circle';
    if (seen.has(real)) return undefined;
    if (chain.length > MOST_HOPS) return `is more than ${MOST_HOPS} imports away`;
    if (pages.length >= MOST_PAGES) return `comes behind ${MOST_PAGES} pages, which is the most`;
    seen.add(real);
    visit({ ...page, file: real }, chain);
    return undefined;
  };

  for (const page of found) visit(page, []);
  return { pages, notes, absent: [...absent] };
}

function fileOf(name: string, from: string, { home = '' }: PagePlaces): string {
  return name.startsWith('~/') ? join(home, name.slice(2)) : resolve(dirname(from), name);
}

const IMPORT = /(?<=^|[\s(])@([^\s`(),;]{1,300}?\.(?:md|mdc|markdown|txt))(?![\w/])/gi;

/** Only pages: `@package.json` shows an agent what is there, and asks for nothing. */
function importsOf(text: string): { line: number; name: string }[] {
  if (!text.includes('@')) return [];
  const passages = parsePage(text).passages.filter(({ kind }) => kind !== 'code');
  return passages.flatMap(({ text: written, lines }) => {
    const prose = written.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length));
    return [...prose.matchAll(IMPORT)].map(({ index, 1: name = '' }) => ({
      line: lines.findLast(({ from }) => from <= index)?.line ?? 1,
      name,
    }));
  });
}
