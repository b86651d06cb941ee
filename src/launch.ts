import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { BUILD } from './version.ts';

// The file that hooks start. Compiling the program takes longer than judging a message, so what V8 made of
// it is kept in the user's cache folder: one file for each build of bylaw and each version of Node. V8
// itself refuses data of another version or with a wrong checksum, and then compiles as ever.
const { env } = process;
const home = env.XDG_CACHE_HOME || (env.HOME && `${env.HOME}/.cache`);
const folder = home && `${home}/bylaw`;
const cache = folder && `${folder}/${BUILD}-${process.version}-${process.arch}.v8`;

const file = `${__dirname}/cli.cjs`;
const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`;
const cachedData = read(cache);
const script = new Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) });
if (folder && cache && (!cachedData || script.cachedDataRejected))
  process.once('exit', () => write(folder, cache));

const module = { exports: {} };
script.runInThisContext()(module.exports, require, module, file, __dirname);

function read(path: string | undefined): Buffer | undefined {
  try {
    return path ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

/** At the end of a run, so that it holds what the run has needed. Written beside and renamed. */
function write(folder: string, path: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${path}.${process.pid}`, script.createCachedData());
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // A cache that cannot be written costs time, not the verdict.
  }
}
