import { join } from 'node:path';
import { positions } from '../position.ts';
import type { AnyRule } from '../rule.ts';
import { Trouble } from '../trouble.ts';
import { loadCode } from './code.ts';
import { asPlain } from './config.ts';
import { type Found, foundAt, nameOf, readText } from './find.ts';
import { readJson } from './json.ts';
import { gather, type Layer, layerOf, names } from './layer.ts';
import { rulesOf } from './plugins.ts';
import { isCode, resolveName } from './resolve.ts';
import type { Rules } from './schema.ts';
import type { Place } from './wrong.ts';

export interface ReadOptions {
  /** Messages and clauses name files from here. */
  readonly root: string;
  /** The git directory, where translated code is kept; null for none. */
  readonly gitDir: string | null;
  /** Whether configurations and rules may be code. */
  readonly code: boolean;
}

/** A configuration with all that it extends and brings. */
export interface Sources {
  readonly layers: readonly Layer[];
  /** The built-in rules and its own. */
  readonly rules: Rules;
  /** Every file that was read, with its text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether any of it is code, whose result no text tells. */
  readonly hasCode: boolean;
}

/**
 * Reads a configuration and everything it names.
 * @throws Trouble that names file, line and what to do
 */
export function readSources(found: Found, builtIn: Rules, options: ReadOptions): Sources {
  const texts = new Map<string, string>();
  const files = new Map<Layer, string>();
  const cache = options.gitDir === null ? null : join(options.gitDir, 'bylaw', 'code');
  let hasCode = false;

  const run = (file: string) => {
    const name = nameOf(file, options.root);
    if (!options.code) {
      throw new Trouble(`${name} is code, write it as JSON or leave out \`--no-code\``);
    }
    hasCode = true;
    return loadCode(file, name, cache);
  };
  const layerAt = ({ file, key }: Found): Layer => {
    const name = nameOf(file, options.root);
    const text = readText(file);
    texts.set(file, text);
    const layer = isCode(file)
      ? layerOf(name, asPlain(run(file), name), placeInCode(text, name))
      : layerIn(text, name, key);
    files.set(layer, file);
    return layer;
  };
  const follow = (name: string, at: string, from: Layer) =>
    layerAt(foundAt(resolveName(name, files.get(from) ?? '', at)));

  const layers = gather(layerAt(found), follow);
  const plugins = new Map(layers.flatMap((layer) => pluginsOf(layer, files.get(layer) ?? '')));
  const rules = new Map<string, AnyRule>(builtIn);
  for (const [file, at] of plugins) {
    const name = nameOf(file, options.root);
    if (!isCode(file)) throw new Trouble(`No code in ${name} of ${at}, name a file that ends in .ts or .js`);
    texts.set(file, readText(file));
    for (const rule of rulesOf(run(file), name, rules)) rules.set(rule.id, rule);
  }
  return { layers, rules, texts, hasCode };
}

function layerIn(text: string, name: string, key: string | undefined): Layer {
  const { value, place } = readJson(text, name, key);
  return layerOf(name, value, place);
}

/** Each file of rules, and where it is named. */
function pluginsOf(layer: Layer, file: string): [string, string][] {
  return names(layer.value, 'plugins').map((name, index) => {
    const at = layer.place(['plugins', index]);
    return [resolveName(name, file, at), at];
  });
}

/** The line in code where a key is written, where it is written once. */
function placeInCode(text: string, name: string): Place {
  const at = positions(text);
  return (path) => {
    for (const key of path.filter((one) => typeof one === 'string').reverse()) {
      const written = RegExp(`(?<![\\w-])(['"\`]?)${key.replace(/[^\w-]/g, '\\$&')}\\1\\s*:`, 'g');
      const [first, second] = text.matchAll(written);
      if (first && !second) return `${name}:${at(first.index).line}`;
    }
    return name;
  };
}
