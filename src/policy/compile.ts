import { didYouMean } from '../nearest.ts';
import type { AnyRule, Severity } from '../rule.ts';
import { Trouble } from '../trouble.ts';
import { type Conflict, sideBySide, withoutPreferred } from './beside.ts';
import { spareBots } from './bots.ts';
import type { Layer } from './layer.ts';
import { narrowed } from './narrow.ts';
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
  /** Of an override, and of what stands among `clauses`. */
  readonly when?: Condition;
  /** Of what stands among `clauses`: where others of its kind take its place. They never do elsewhere. */
  readonly unless?: readonly Condition[];
  /** Of what stands among `clauses`: the names of the options that it sets. */
  readonly sets?: readonly string[];
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
  const clauses = stepsByRule(checked, rules)
    .flatMap((steps) => clausesOf(steps, rules))
    .flatMap((clause) => narrowed(clause, (rules.get(clause.rule) as AnyRule).subjects));
  const spared = layers.some(({ name }) => name === 'bylaw:bots');
  const hooks = Object.assign({}, ...checked.map(({ config }) => config.hooks));
  const agents = Object.assign({}, ...checked.map(({ config }) => config.agents));
  const suppressions = checked.findLast(({ config }) => config.suppressions)?.config.suppressions;
  return {
    clauses: spared ? clauses.map(spareBots) : clauses,
    hooks: { 'commit-msg': { fix: false }, 'prepare-commit-msg': { fix: false }, ...hooks },
    ...(Object.keys(agents).length > 0 ? { agents } : {}),
    ...(suppressions ? { suppressions } : {}),
  };
}

/** Every setting of one rule, in the order they count. */
export function history(layers: readonly Layer[], rules: Rules, rule: string): readonly Step[] {
  return stepsByRule(checkAll(layers, rules), rules).find(([step]) => step?.rule === rule) ?? [];
}

/** Lines of pages, and of what was read in them, that cannot both hold. */
export function conflicts(layers: readonly Layer[], rules: Rules): readonly Conflict[] {
  const steps = checkAll(layers, rules).flatMap((layer) => writtenSteps(layer, rules));
  const ids = new Set(steps.map(ruleOf));
  return [...ids].flatMap((id) => sideBySide(steps.filter(({ rule }) => rule === id)).conflicts);
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
    beside: writtenSteps({ layer, config }, rules),
    plain: stepsOf(layer, config.rules, ['rules'], rules),
    overriding: (config.overrides ?? []).flatMap(({ rules: settings, ...when }, index) =>
      stepsOf(layer, settings, ['overrides', index, 'rules'], rules, when as Condition),
    ),
  }));
  const all = written.flatMap(({ beside, plain, overriding }) => [...beside, ...plain, ...overriding]);
  const ofPages = withoutPreferred(written.flatMap(({ beside }) => beside));
  return [...new Set(all.map(ruleOf))].map((id) => {
    const ofRule = (steps: readonly Step[]) => steps.filter(({ rule }) => rule === id);
    const { steps: standing } = sideBySide(ofRule(ofPages));
    return inOrder(
      written.map(({ beside, plain, overriding }) => ({
        // What stands has the very conditions that it had in its layer.
        beside: standing.filter(({ when }) => beside.some((step) => step.when === when)),
        plain: ofRule(plain)[0],
        overriding: ofRule(overriding),
      })),
    );
  });
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

/** What stands among `clauses`, each for its subjects and with complete options. */
function writtenSteps({ layer, config }: CheckedLayer, rules: Rules): Step[] {
  const clauses = Array.isArray(config.clauses) ? config.clauses : [];
  return clauses.map(({ rule: id, severity, options, subjects, paths, from }, index) => {
    const path = ['clauses', index];
    const rule = rules.get(id);
    if (!rule) {
      throw new Trouble(`Unknown rule \`${id}\` in ${layer.place(path)}${didYouMean(id, rules.keys())}`);
    }
    return {
      rule: id,
      severity,
      ...(severity === 'off'
        ? {}
        : { options: [optionsOf(rule, options ?? {}, layer.place, [...path, 'options'])] }),
      by: layer.name,
      from: from ?? layer.from(path),
      when: { subjects: subjects ?? rule.subjects, ...(paths ? { paths } : {}) },
      unless: [],
      sets: Object.keys(options ?? {}),
    };
  });
}

/**
 * Plain settings come first, then all overrides, so that a narrow setting in a configuration that is extended
 * outlives a wide one in what extends it. A plain `off` alone ends all that was set before, overrides too.
 * What a page asks for, however narrow, is one of the plain ones.
 */
function inOrder(
  layers: readonly { beside: readonly Step[]; plain: Step | undefined; overriding: readonly Step[] }[],
): Step[] {
  const ended: Step[] = [];
  let plains: Step[] = [];
  let overrides: Step[] = [];
  for (const { beside, plain, overriding } of layers) {
    plains.push(...beside);
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
  if (steps.filter(({ unless }) => !unless).length > MOST_SETTINGS) {
    throw new Trouble(
      `Too many settings of \`${steps[0]?.rule}\`, ${MOST_SETTINGS} at most: join overrides that say the same`,
    );
  }
  const lastPlain = steps.findLastIndex(({ when }) => !when);
  return steps.flatMap((step, index) => {
    const { rule, severity, from } = step;
    if (index < lastPlain || severity === 'off') return [];
    const later = rivals(step, steps.slice(index + 1));
    return optionsAt(steps, index, rules.get(rule) as AnyRule).flatMap((origin) => {
      const when = [...origin.when, ...conditionOf(step)];
      const unless = [...origin.unless, ...(step.unless ?? []), ...later];
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
  const passed: Step[] = [];
  for (const step of steps.slice(0, index).reverse()) {
    if (!step.options) continue;
    const unless = [...(step.unless ?? []), ...rivals(step, passed)];
    origins.push({ options: step.options, when: conditionOf(step), unless });
    if (!step.when) return origins;
    passed.push(step);
  }
  const unless = passed.flatMap(conditionOf);
  return [...origins, { options: [optionsOf(rule, {}, () => rule.id, [])], when: [], unless }];
}

/** Where other settings take the place of one. Those that stand in pages hold side by side. */
function rivals(step: Step, others: readonly Step[]): Condition[] {
  return others.filter(({ unless }) => !(unless && step.unless)).flatMap(conditionOf);
}

function conditionOf({ when }: Step): Condition[] {
  return when ? [when] : [];
}

function optionsOf(rule: AnyRule, options: unknown, place: Place, path: readonly PropertyKey[]): Options {
  return check(optionsSchema(rule), options, place, path) as Options;
}
