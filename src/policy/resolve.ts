import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { Trouble } from '../trouble.ts';
import { resolvePackage } from './code.ts';

const CODE = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/** Whether a file is code, or data. */
export function isCode(file: string): boolean {
  return CODE.includes(extname(file));
}

/**
 * The file that `extends` or `plugins` names: a path from the file it stands in, or a package as Node finds
 * it from there. Of a package, its `bylaw.config.json` comes before its code.
 * @param at where the name stands, for messages
 * @throws Trouble where there is no such file
 */
export function resolveName(name: string, from: string, at: string): string {
  const file =
    /^\.\.?[\\/]/.test(name) || isAbsolute(name) ? resolve(dirname(from), name) : inPackage(name, from);
  if (file !== undefined && isFile(file)) {
    if (isCode(file) || extname(file) === '.json') return file;
    throw new Trouble(`Unknown kind of file \`${name}\` in ${at}, name one that ends in .json, .ts or .js`);
  }
  if (file !== undefined) throw new Trouble(`No file \`${name}\` in ${at}, name one that exists`);
  const near = existsSync(resolve(dirname(from), name)) ? `write \`./${name}\`` : 'install it';
  throw new Trouble(`No package \`${name}\` in ${at}, ${near}`);
}

function inPackage(name: string, from: string): string | undefined {
  const [, id = '', rest = 'bylaw.config.json'] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(name) ?? [];
  const folders = createRequire(from).resolve.paths(name) ?? [];
  const folder = folders.map((one) => join(one, id)).find((one) => existsSync(one));
  if (folder === undefined) return undefined;
  const data = join(folder, rest);
  return isFile(data) ? data : resolvePackage(name, from);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
