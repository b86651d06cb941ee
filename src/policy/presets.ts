import type { AnyRule } from '../rule.ts';
import type { Config } from './policy.ts';

/** What is built in and can be extended. */
export const PRESETS = ['bylaw:recommended', 'bylaw:bots'] as const;

export type Preset = (typeof PRESETS)[number];

export function isPreset(name: string): name is Preset {
  return PRESETS.some((preset) => preset === name);
}

/** What a preset extends itself. */
export function presetExtends(preset: Preset): readonly Preset[] {
  return preset === 'bylaw:recommended' ? ['bylaw:bots'] : [];
}

/** A preset, written out. What `bylaw:bots` does is no setting: it spares those of all others. */
export function presetConfig(preset: Preset, rules: ReadonlyMap<string, AnyRule>): Config {
  if (preset === 'bylaw:bots') return {};
  const held = [...rules.values()].filter(({ recommended }) => recommended);
  return { rules: Object.fromEntries(held.map(({ id, severity }) => [id, [severity, {}]])) };
}
