import type { AnyRule } from '../rule.ts';
import { Trouble } from '../trouble.ts';
import { compile } from './compile.ts';
import { gather, type Layer, layerOf } from './layer.ts';
import { asked, policyPage, withPages } from './pages.ts';
import type { Clause, Config, Policy } from './policy.ts';
import type { Rules } from './schema.ts';

/** A policy page that was read already: its name, as findings cite it, and what stands in it. */
export interface PageSource {
  readonly path: string;
  readonly text: string;
}

/** `bylaw:recommended`: what holds where nobody wrote a configuration. */
export function recommendedLayers(): Layer[] {
  return gather(layerOf('the defaults', { extends: 'bylaw:recommended' }, String), follow);
}

/**
 * Compiles a configuration that is already an object, above pages. Files and packages it cannot extend.
 * @param config `bylaw:recommended` where there is none
 * @throws Trouble that names the key and the nearest right one
 */
export function compileConfig(
  config: Config | undefined,
  rules: Rules,
  sources: readonly PageSource[] = [],
): Policy {
  const pages = sources.map((source) => policyPage({ own: false, base: '', ...source }, rules));
  const layers = config ? configLayers(config) : recommendedLayers();
  return { ...compile(withPages(layers, pages), rules), ...asked(pages) };
}

function configLayers(config: Config): Layer[] {
  const place = (path: readonly PropertyKey[]) => `the configuration at \`${path.map(String).join('.')}\``;
  const plain = asPlain(config, 'the configuration');
  return gather({ ...layerOf('configuration', plain, place), from: () => 'configuration' }, follow);
}

function follow(name: string, at: string): never {
  throw new Trouble(
    `Cannot extend \`${name}\` in ${at}, only a configuration file can name files and packages`,
  );
}

/**
 * What code made, as the data it has to be.
 * @throws Trouble where it holds more than JSON can say
 */
export function asPlain(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Promise) {
    throw new Trouble(`No configuration in ${name}, export an object`);
  }
  try {
    return JSON.parse(JSON.stringify(value));
  } catch (error) {
    throw new Trouble(`Not plain data in ${name}: ${String((error as Error)?.message).split('\n', 1)}`);
  }
}

/**
 * Compiles `--rule ID[=JSON]` flags: the JSON is a setting, or the options alone.
 * @throws Trouble
 */
export function compileFlags(flags: readonly string[], rules: Rules): Clause[] {
  return flags.flatMap((flag) => compile([flagLayer(flag, rules)], rules).clauses);
}

function flagLayer(flag: string, rules: Rules): Layer {
  const [, id = '', json] = /^([^=]*)(?:=([\s\S]*))?$/.exec(flag) ?? [];
  const place = `\`--rule ${flag.slice(0, 60)}\``;
  const setting = asSetting(json === undefined ? {} : parseFlag(json, place), rules.get(id));
  const value = { rules: { [id]: setting } };
  return { name: '--rule', value, place: () => place, from: () => '--rule' };
}

function parseFlag(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    if (/^\w+$/.test(json)) return json;
    throw new Trouble(`Not JSON in ${place}, write options like '{"length":60}'`);
  }
}

function asSetting(value: unknown, rule: AnyRule | undefined): unknown {
  const options = typeof value === 'object' && value !== null && !Array.isArray(value);
  return options ? [rule?.severity ?? 'error', value] : value;
}
