import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { z } from 'zod';
import { didYouMean } from '../nearest.ts';
import { positions } from '../position.ts';
import type { OptionRow } from '../report/page.ts';
import type { AnyRule, Severity } from '../rule.ts';
import { Trouble } from '../trouble.ts';
import type { Clause, Config, Policy, Setting } from './policy.ts';

export type Rules = ReadonlyMap<string, AnyRule>;

/** Turns a path of keys into `file:line`, or into the key where there is no file. */
type Place = (path: readonly PropertyKey[]) => string;

const PRESETS = ['bylaw:recommended'];

/** The clauses that hold where nobody wrote a configuration. */
export function recommended(rules: Rules): Clause[] {
  return [...rules.values()]
    .filter((rule) => rule.recommended)
    .map((rule) => ({ rule: rule.id, severity: rule.severity, options: optionsOf(rule, {}), from: null }));
}

/**
 * Compiles the text of a configuration file.
 * @param file how messages name it; `key` is the key inside it that holds the configuration
 * @throws Trouble that names file, line, key and the nearest right one
 */
export function compileText(text: string, file: string, rules: Rules, key?: string): Policy {
  const errors: ParseError[] = [];
  if (nesting(text) > NESTING_LIMIT) throw new Trouble(`Too deep nesting in ${file}, write it less deep`);
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const at = positions(text);
  const line = (offset: number) => `${file}:${at(offset).line}`;
  const [error] = errors;
  if (error) throw new Trouble(`Not JSON in ${line(error.offset)}: ${printParseErrorCode(error.error)}`);
  const root = key === undefined ? tree : tree && findNodeAtLocation(tree, [key]);
  const place: Place = (path) => line(nodeAt(root, path)?.offset ?? 0);
  return compile(root && getNodeValue(root), rules, place, (path) => place(path));
}

/** Deeper than any configuration, and far less than the parser can take. */
const NESTING_LIMIT = 100;

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[{\]}]/g)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
    else if (token === ']' || token === '}') depth--;
  }
  return deepest;
}

/**
 * Compiles a configuration that is already an object.
 * @throws Trouble that names the key and the nearest right one
 */
export function compileConfig(config: Config, rules: Rules): Policy {
  return compile(
    config,
    rules,
    (path) => `the configuration at \`${path.join('.')}\``,
    () => 'configuration',
  );
}

/**
 * Compiles `--rule ID[=JSON]` flags: the JSON is a setting, or the options alone.
 * @throws Trouble
 */
export function compileFlags(flags: readonly string[], rules: Rules): Clause[] {
  return flags.flatMap((flag) => {
    const [, id = '', json] = /^([^=]*)(?:=([\s\S]*))?$/.exec(flag) ?? [];
    const place = () => `\`--rule ${flag.slice(0, 60)}\``;
    const setting = asSetting(json === undefined ? {} : parseFlag(json, place()), rules.get(id));
    return compile({ rules: { [id]: setting } }, rules, place, () => '--rule').clauses;
  });
}

function parseFlag(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return /^\w+$/.test(json) ? json : trouble(`Not JSON in ${place}, write options like '{"length":60}'`);
  }
}

function asSetting(value: unknown, rule: AnyRule | undefined): unknown {
  const options = typeof value === 'object' && value !== null && !Array.isArray(value);
  return options ? [rule?.severity ?? 'error', value] : value;
}

function compile(value: unknown, rules: Rules, place: Place, from: (path: string[]) => string): Policy {
  const config = check(configSchema(rules), value, place, []) as z.output<ReturnType<typeof configSchema>>;
  const base = [config.extends ?? []].flat().length > 0 ? recommended(rules) : [];
  const clauses = Object.entries(config.rules ?? {}).reduce<Clause[]>((earlier, [id, setting]) => {
    const others = earlier.filter((clause) => clause.rule !== id);
    const path = ['rules', id];
    const same = earlier.filter((clause) => clause.rule === id);
    return [
      ...others,
      ...clausesOf(rules.get(id) as AnyRule, setting as Setting, same, place, path, from(path)),
    ];
  }, base);
  return { clauses, hooks: config.hooks };
}

function clausesOf(
  rule: AnyRule,
  setting: Setting,
  earlier: readonly Clause[],
  place: Place,
  path: string[],
  from: string,
): Clause[] {
  const [severity, ...given] = typeof setting === 'string' ? [setting] : setting;
  if (severity === 'off') return [];
  const clause = { rule: rule.id, severity: severity as Severity, from };
  if (given.length === 0 && earlier.length > 0) return earlier.map((one) => ({ ...one, ...clause }));
  return (given.length > 0 ? given : [{}]).map((options, index) => ({
    ...clause,
    options: optionsOf(rule, options, place, [...path, index + 1]),
  }));
}

function optionsOf(rule: AnyRule, options: unknown, place: Place = () => rule.id, path: PropertyKey[] = []) {
  return check(optionsSchema(rule), options, place, path) as Record<string, unknown>;
}

/** The schema of a rule's options; a rule without options takes none. */
export function optionsSchema(rule: AnyRule): z.ZodType {
  return rule.options?.(z) ?? z.strictObject({});
}

/** The schema of the whole file but for the options of rules, each of which its rule knows. */
function configSchema(rules: Rules) {
  const severity = z.enum(['off', 'warn', 'error']);
  const setting = z.union([severity, z.tuple([severity], z.record(z.string(), z.unknown()))]);
  const fix = z.strictObject({ fix: z.boolean().default(false).describe('Apply safe fixes to the message') });
  return z.strictObject({
    $schema: z.string().optional(),
    extends: z
      .union([z.enum(PRESETS), z.array(z.enum(PRESETS))])
      .optional()
      .describe('Where to start from'),
    rules: z
      .strictObject(Object.fromEntries([...rules.keys()].map((id) => [id, setting.optional()])))
      .optional()
      .describe('Each rule with its severity, or with severity and options'),
    hooks: z
      .strictObject({ 'commit-msg': fix.prefault({}), 'prepare-commit-msg': fix.prefault({}) })
      .prefault({})
      .describe('Git hooks that may change a message'),
  });
}

/** The JSON Schema of `bylaw.config.json`, with the options of every rule. */
export function jsonSchema(rules: Rules): object {
  const severity = z.enum(['off', 'warn', 'error']);
  const settings = [...rules.values()].map((rule) => {
    const options = optionsSchema(rule);
    return [
      rule.id,
      z
        .union([severity, z.tuple([severity], options)])
        .optional()
        .describe(rule.summary),
    ];
  });
  const schema = configSchema(rules).extend({
    rules: z.strictObject(Object.fromEntries(settings)).optional(),
  });
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
}

function check(schema: z.ZodType, value: unknown, place: Place, path: PropertyKey[]): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Trouble(result.error.issues.map((issue) => sentence(issue, schema, place, path)).join('\n'));
}

function sentence(issue: z.core.$ZodIssue, schema: z.ZodType, place: Place, base: PropertyKey[]): string {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys
      .map((key) => {
        const what = path.at(-1) === 'rules' ? 'rule' : 'key';
        return `Unknown ${what} \`${key}\` in ${place([...path, key])}${didYouMean(key, known)}`;
      })
      .join('\n');
  }
  if (issue.code === 'invalid_union' && path[0] === 'rules') {
    return `Wrong setting of \`${String(path[1])}\` in ${place(path)}, write "off", "warn", "error" or ["error", {options}]`;
  }
  return `Wrong value of \`${path.join('.')}\` in ${place(path)}: ${issue.message}`;
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let inner = schema;
  for (const step of path) {
    while ('unwrap' in inner) inner = (inner as z.ZodOptional<z.ZodType>).unwrap();
    if (inner instanceof z.ZodObject) inner = (inner.shape as Record<PropertyKey, z.ZodType>)[step] ?? inner;
  }
  while ('unwrap' in inner) inner = (inner as z.ZodOptional<z.ZodType>).unwrap();
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function nodeAt(root: Node | undefined, path: readonly PropertyKey[]): Node | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = root && findNodeAtLocation(root, path.slice(0, length) as (string | number)[]);
    if (node) return node.parent?.type === 'property' ? node.parent : node;
  }
  return root;
}

function trouble(message: string): never {
  throw new Trouble(message);
}

/** Each option of a rule with its default and what it means. */
export function optionTable(rule: AnyRule): OptionRow[] {
  const schema = optionsSchema(rule);
  const defaults = schema.parse({}) as Record<string, unknown>;
  const shape = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  return Object.entries(shape).map(([name, option]) => ({
    name,
    standard: defaults[name],
    description: option.description ?? '',
  }));
}
