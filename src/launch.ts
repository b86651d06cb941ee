import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';

// The file that hooks start. Compiling the program takes longer than judging a message, so what V8 made of
// each file is kept in the user's cache folder. V8 takes data for the right program by its length alone, so
// the folder is named for the digest of all files, beside the version of Node.
declare const BYLAW_CODE: string;

const folder = cacheFolder();
const loaded = new Map<string, unknown>();
const uncached = new Map<string, Script>();

if (folder) process.once('exit', () => write(folder));
load('./cli.cjs');

/** By the XDG Base Directory Specification, which has a relative path ignored: it could lead into a work tree. */
function cacheFolder(): string | undefined {
  const { HOME = '', XDG_CACHE_HOME = '' } = process.env;
  const home = isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(HOME, '.cache');
  return isAbsolute(home)
    ? join(home, 'bylaw', `${BYLAW_CODE}-${process.version}-${process.arch}`)
    : undefined;
}

/** Runs a file of this folder as a CommonJS module; what it requires from here comes the same way. */
function load(name: string): unknown {
  if (loaded.has(name)) return loaded.get(name);
  const file = `${__dirname}/${name.slice(2)}`;
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`;
  const cachedData = folder && read(`${folder}/${name.slice(2)}.v8`);
  const script = new Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) });
  if (!cachedData || script.cachedDataRejected) uncached.set(name, script);
  const module = { exports: {} };
  loaded.set(name, module.exports);
  const requireHere = (id: string) => (id.startsWith('./') ? load(id) : require(id));
  script.runInThisContext()(module.exports, requireHere, module, file, __dirname);
  loaded.set(name, module.exports);
  return module.exports;
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** At the end of a run, so that it holds what the run has needed. Written beside and renamed. */
function write(folder: string): void {
  if (uncached.size === 0) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const [name, script] of uncached) {
      const path = `${folder}/${name.slice(2)}.v8`;
      writeFileSync(`${path}.${process.pid}`, script.createCachedData(), { flag: 'wx' });
      renameSync(`${path}.${process.pid}`, path);
    }
  } catch {
    // A cache that cannot be written costs time, not the verdict.
  }
}
