import { resolve } from 'node:path';
import { type PageFile, type PagePlaces, pageName, realPage } from '../read/pages.ts';
import { Trouble } from '../trouble.ts';

/**
 * Pages that somebody named.
 * @param names paths from the folder at hand
 * @throws Trouble where one is not there
 */
export function namedPages(names: readonly string[], places: PagePlaces): PageFile[] {
  return names.map((name) => {
    const file = resolve(places.cwd, name);
    if (realPage(file, places) === null) {
      throw new Trouble(`No policy page ${name}, name a text file that exists, of 4 MB at most`);
    }
    return { file, path: pageName(file, places), own: false, base: '' };
  });
}
