import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import * as library from '../index.ts';
import * as testing from '../test.ts';
import { Trouble } from '../trouble.ts';

/**
 * Runs a module in TypeScript or JavaScript and gives its default export. What it imports as `bylaw` is this
 * very library, so that it needs none of its own.
 * @param name how messages name the file
 * @param cache the folder where translated modules are kept, null for none
 * @throws Trouble where it throws or exports nothing by default
 */
export function loadCode(file: string, name: string, cache: string | null): unknown {
  const loaded = run(file, name, cache);
  const exported = isModule(loaded) ? loaded.default : loaded;
  if (exported === undefined) throw new Trouble(`No default export in ${name}, write \`export default\``);
  return exported;
}

function run(file: string, name: string, cache: string | null): unknown {
  const virtualModules = { bylaw: library, 'bylaw/test': testing };
  try {
    return createJiti(file, { virtualModules, interopDefault: false, fsCache: cache ?? false })(file);
  } catch (error) {
    // What a module throws may be anything, and only its first line says what.
    const [reason] = String((error as Error)?.message ?? error).split('\n', 1);
    throw new Trouble(`Cannot load ${name}: ${reason}`);
  }
}

function isModule(loaded: unknown): loaded is { readonly default: unknown } {
  return typeof loaded === 'object' && loaded !== null && ('default' in loaded || '__esModule' in loaded);
}

/** The file that a package's name leads to from a file, undefined where it leads nowhere. */
export function resolvePackage(name: string, from: string): string | undefined {
  const url = createJiti(from, { fsCache: false }).esmResolve(name, { try: true });
  return url?.startsWith('file:') ? fileURLToPath(url) : url;
}
