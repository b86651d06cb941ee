import type { AnyRule, Severity } from '../rule.ts';
import { Trouble } from '../trouble.ts';
import { spareBots } from './bots.ts';
import type { Layer } from './layer.ts';
import type { Clause, Condition, Policy, Setting } from './policy.ts';
import { isPreset, presetConfig } from './presets.ts';
import { type Checked, configSchema, optionsSchema, type Rules } from './schema.ts';
import { check, type Place } from './wrong.ts';

type Options = Readonly<Record<string, unknown>>;

/** One setting of a rule, in one layer. */
export interface Step {
  readonly rule: string;
  readonly severity: 'off' | Severity;
  /** Complete options, one for each clause; absent where the setting leaves them as they were. */
  readonly options?: readonly Options[];
  /** The layer. */
  readonly by: string;
  readonly from: string | null;
  /** Of an override. */
  readonly when?: Condition;
}

/** Each override takes its place out of all before it, so what they come to grows faster than their number. */
const MOST_SETTINGS = 100;

interface CheckedLayer {
  readonly layer: Layer;
  readonly config: Checked;
}

/**
 * Makes one policy of layers, of which the later ones win.
 * @throws Trouble where one of them is wrong
 */
export function compile(layers: readonly Layer[], rules: Rules): Policy {
  const checked = checkAll(layers, rules);
  const clauses = stepsByRule(checked, rules).flatMap((steps) => clausesOf(steps, rules));
  const spared = layers.some(({ name }) => name === 'bylaw:bots');
  const hooks = Object.assign({}, ...checked.map(({ config }) => config.hooks));
  const suppressions = checked.findLast(({ config }) => config.suppressions)?.config.suppressions;
  return {
    clauses: spared ? clauses.map(spareBots) : clauses,
    hooks: { 'commit-msg': { fix: false }, 'prepare-commit-msg': { fix: false }, ...hooks },
    ...(suppressions ? { suppressions } : {}),
  };
}

/** Every setting of one rule, in the order they count. */
export function history(layers: readonly Layer[], rules: Rules, rule: string): readonly Step[] {
  return stepsByRule(checkAll(layers, rules), rules).find(([step]) => step?.rule === rule) ?? [];
}

function checkAll(layers: readonly Layer[], rules: Rules): CheckedLayer[] {
  const schema = configSchema(rules);
  return layers.map((layer) => {
    const value = isPreset(layer.name) ? presetConfig(layer.name, rules) : layer.value;
    return { layer, config: check(schema, value, layer.place, []) };
  });
}

function stepsByRule(layers: readonly CheckedLayer[], rules: Rules): (readonly Step[])[] {
  const written = layers.map(({ layer, config }) => ({
    plain: stepsOf(layer, config.rules, ['rules'], rules),
    overriding: (config.overrides ?? []).flatMap(({ rules: settings, ...when }, index) =>
      stepsOf(layer, settings, ['overrides', index, 'rules'], rules, when as Condition),
    ),
  }));
  const ids = new Set(written.flatMap(({ plain, overriding }) => [...plain, ...overriding]).map(ruleOf));
  return [...ids].map((id) =>
    inOrder(
      written.map(({ plain, overriding }) => ({
        plain: plain.find(({ rule }) => rule === id),
        overriding: overriding.filter(({ rule }) => rule === id),
      })),
    ),
  );
}

const ruleOf = ({ rule }: Step) => rule;

function stepsOf(
  layer: Layer,
  settings: Checked['rules'] = {},
  base: readonly PropertyKey[],
  rules: Rules,
  when?: Condition,
): Step[] {
  return Object.entries(settings).flatMap(([id, setting]) => {
    if (setting === undefined) return [];
    const path = [...base, id];
    const [severity, ...given] = [setting as Setting].flat() as ['off' | Severity, ...Options[]];
    const rule = rules.get(id) as AnyRule;
    const options = given.map((one, index) => optionsOf(rule, one, layer.place, [...path, index + 1]));
    return {
      rule: id,
      severity,
      ...(options.length > 0 ? { options } : {}),
      by: layer.name,
      from: layer.from(path),
      ...(when ? { when } : {}),
    };
  });
}

/**
 * Plain settings come first, then all overrides, so that a narrow setting in a configuration that is extended
 * outlives a wide one in what extends it. A plain `off` alone ends all that was set before, overrides too.
 */
function inOrder(layers: readonly { plain: Step | undefined; overriding: readonly Step[] }[]): Step[] {
  const ended: Step[] = [];
  let plains: Step[] = [];
  let overrides: Step[] = [];
  for (const { plain, overriding } of layers) {
    if (plain) plains.push(plain);
    if (plain?.severity === 'off') {
      ended.push(...plains.slice(0, -1), ...overrides, plain);
      [plains, overrides] = [[], []];
    }
    overrides.push(...overriding);
  }
  return [...ended, ...plains, ...overrides];
}

/**
 * The clauses that settings of one rule come to. At any place the last setting that holds there decides, with
 * its own options or else with those of the last before it that has any.
 */
function clausesOf(steps: readonly Step[], rules: Rules): Clause[] {
  if (steps.length > MOST_SETTINGS) {
    throw new Trouble(
      `Too many settings of \`${steps[0]?.rule}\`, ${MOST_SETTINGS} at most: join overrides that say the same`,
    );
  }
  const lastPlain = steps.findLastIndex(({ when }) => !when);
  return steps.flatMap((step, index) => {
    const { rule, severity, from } = step;
    if (index < lastPlain || severity === 'off') return [];
    const later = steps.slice(index + 1).flatMap(conditionOf);
    return optionsAt(steps, index, rules.get(rule) as AnyRule).flatMap((origin) => {
      const when = [...origin.when, ...conditionOf(step)];
      const unless = [...origin.unless, ...later];
      return origin.options.map((options) => ({
        rule,
        severity,
        options,
        from,
        ...(when.length > 0 ? { when } : {}),
        ...(unless.length > 0 ? { unless } : {}),
      }));
    });
  });
}

interface Origin {
  readonly options: readonly Options[];
  readonly when: readonly Condition[];
  readonly unless: readonly Condition[];
}

/** The options that a setting may find before it, each with where it is the last to set them. */
function optionsAt(steps: readonly Step[], index: number, rule: AnyRule): Origin[] {
  const own = steps[index]?.options;
  if (own) return [{ options: own, when: [], unless: [] }];
  const origins: Origin[] = [];
  const passed: Condition[] = [];
  for (const step of steps.slice(0, index).reverse()) {
    if (!step.options) continue;
    origins.push({ options: step.options, when: conditionOf(step), unless: [...passed] });
    if (!step.when) return origins;
    passed.push(step.when);
  }
  return [...origins, { options: [optionsOf(rule, {}, () => rule.id, [])], when: [], unless: passed }];
}

function conditionOf({ when }: Step): Condition[] {
  return when ? [when] : [];
}

function optionsOf(rule: AnyRule, options: unknown, place: Place, path: readonly PropertyKey[]): Options {
  return check(optionsSchema(rule), options, place, path) as Options;
}
