import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { BUILD } from './version.ts';

// The file that hooks start. Compiling the program takes longer than judging a message, so what V8 made of
// each file is kept in the user's cache folder, apart for each build of bylaw and each version of Node. V8
// itself refuses data of another version or with a wrong checksum, and then compiles as ever.
const { HOME, XDG_CACHE_HOME = HOME && `${HOME}/.cache` } = process.env;
const folder = XDG_CACHE_HOME && `${XDG_CACHE_HOME}/bylaw/${BUILD}-${process.version}-${process.arch}`;
const loaded = new Map<string, unknown>();
const uncached = new Map<string, Script>();

if (folder) process.once('exit', () => write(folder));
load('./cli.cjs');

/** Runs a file of this folder as a CommonJS module; what it requires from here comes the same way. */
function load(name: string): unknown {
  if (loaded.has(name)) return loaded.get(name);
  const file = `${__dirname}/${name.slice(2)}`;
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`;
  const cachedData = read(`${folder}/${name.slice(2)}.v8`);
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
    mkdirSync(folder, { recursive: true });
    for (const [name, script] of uncached) {
      const path = `${folder}/${name.slice(2)}.v8`;
      writeFileSync(`${path}.${process.pid}`, script.createCachedData());
      renameSync(`${path}.${process.pid}`, path);
    }
  } catch {
    // A cache that cannot be written costs time, not the verdict.
  }
}
