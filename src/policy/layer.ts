import { didYouMean } from '../nearest.ts';
import { Trouble } from '../trouble.ts';
import { isPreset, PRESETS, type Preset, presetExtends } from './presets.ts';
import type { Place } from './wrong.ts';

/** One of the configurations that a policy is made of, as it was read. */
export interface Layer {
  /** A file, a preset, or where else it was written. */
  readonly name: string;
  /** Not checked yet: that takes the rules which all layers bring. */
  readonly value: unknown;
  readonly place: Place;
  /** What a clause names as its origin. */
  from(path: readonly PropertyKey[]): string | null;
}

/** A layer that was written somewhere, and what its clauses name is where. */
export function layerOf(name: string, value: unknown, place: Place): Layer {
  return { name, value, place, from: place };
}

function presetLayer(name: Preset): Layer {
  return { name, value: { extends: presetExtends(name) }, place: () => name, from: () => null };
}

/** More than anybody extends, and soon reached where files that extend two others each are chained. */
const MOST_LAYERS = 1000;

/**
 * A layer with all that it extends, each before what extends it.
 * @param follow reads what is not built in
 * @throws Trouble where a name leads nowhere, or back to where it came from
 */
export function gather(layer: Layer, follow: (name: string, at: string, from: Layer) => Layer): Layer[] {
  const all: Layer[] = [];
  const visit = (one: Layer, chain: readonly string[]) => {
    names(one.value, 'extends').forEach((name, index) => {
      const at = one.place(['extends', index]);
      const next = isPreset(name) ? presetLayer(name) : follow(known(name, at), at, one);
      if (chain.includes(next.name)) throw new Trouble(cycle([...chain, next.name], at));
      visit(next, [...chain, next.name]);
    });
    all.push(one);
    if (all.length > MOST_LAYERS) throw new Trouble(`Too many configurations extended by ${layer.name}`);
  };
  visit(layer, [layer.name]);
  return all;
}

/** What a key of a layer names. Where it is no list of names, checking the layer will say so. */
export function names(value: unknown, key: 'extends' | 'plugins'): string[] {
  const written = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : [];
  return [written].flat().filter((name) => typeof name === 'string');
}

function known(name: string, at: string): string {
  if (!name.startsWith('bylaw:')) return name;
  const hint = didYouMean(name, PRESETS) || `, write one of ${PRESETS.join(', ')}`;
  throw new Trouble(`Unknown preset \`${name}\` in ${at}${hint}`);
}

function cycle(chain: readonly string[], at: string): string {
  const circle = chain.slice(chain.indexOf(chain.at(-1) ?? ''));
  return `Circle of \`extends\` in ${at}, take one out: ${circle.join(' -> ')}`;
}
