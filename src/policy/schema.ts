import { z } from 'zod';
import type { KeyRow, OptionRow } from '../report/page.ts';
import type { AnyRule } from '../rule.ts';
import { KINDS } from '../subject.ts';
import { PRESETS } from './presets.ts';

export type Rules = ReadonlyMap<string, AnyRule>;

/** A configuration that was checked. */
export type Checked = z.output<ReturnType<typeof configSchema>>;

const schemas = new WeakMap<AnyRule, z.ZodType>();

/** The schema of a rule's options; a rule without options takes none. */
export function optionsSchema(rule: AnyRule): z.ZodType {
  let schema = schemas.get(rule);
  if (!schema) {
    schema = rule.options?.(z) ?? z.strictObject({});
    schemas.set(rule, schema);
  }
  return schema;
}

/** The schema of a whole configuration but for the options of rules, each of which its rule knows. */
export function configSchema(rules: Rules) {
  const setting = settingSchema(z.record(z.string(), z.unknown()));
  return schemaOf(
    z.strictObject(Object.fromEntries([...rules.keys()].map((id) => [id, setting.optional()]))),
  );
}

/** The JSON Schema of `bylaw.config.json`, with the options of every rule. */
export function jsonSchema(rules: Rules): object {
  const settings = [...rules.values()].map((rule) => {
    return [rule.id, settingSchema(optionsSchema(rule)).optional().describe(rule.summary)];
  });
  const schema = schemaOf(z.strictObject(Object.fromEntries(settings)).meta({ id: 'rules' }));
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
}

function settingSchema(options: z.ZodType) {
  const severity = z.enum(['off', 'warn', 'error']);
  return z.union([severity, z.tuple([severity], options)]);
}

/** What a configuration says of a line of a page: how severe its clauses are, or other options of them. */
export type LineSetting = z.output<typeof lineSetting>;

const anyOptions = z.record(z.string(), z.unknown());
export const lineSetting = z.union([settingSchema(anyOptions), anyOptions]);

const CONDITIONS = ['subjects', 'paths', 'branches', 'authors'];

function schemaOf<Settings extends z.ZodType>(settings: Settings) {
  const name = z.string().min(1);
  const names = z.array(name).min(1);
  const fix = z.strictObject({ fix: z.boolean().default(false).describe('Apply safe fixes to the message') });
  const override = z
    .strictObject({
      subjects: z.array(z.enum(KINDS)).min(1).optional().describe('Kinds of subject'),
      paths: names.optional().describe('Globs of files; of a diff, each finding goes by its file'),
      branches: names.optional().describe('Globs of branches'),
      authors: z
        .array(name.regex(/^(?!bylaw:(?!bots$))/, 'write `bylaw:bots` for release bots'))
        .min(1)
        .optional()
        .describe('Names, logins or addresses, where `*` stands for anything; bylaw:bots for release bots'),
      rules: settings.describe('Settings in place of those that hold elsewhere'),
    })
    .refine((written) => CONDITIONS.some((key) => key in written), {
      message: 'no condition, add `subjects`, `paths`, `branches` or `authors`',
      // An unknown key may be the condition that was meant.
      when: ({ issues }) => issues.length === 0,
    });
  return z.strictObject({
    $schema: z.string().optional(),
    extends: z
      .union([name, z.array(name)], { error: 'write a name or a list of names' })
      .optional()
      .describe(`Where to start from: ${PRESETS.join(', ')}, files such as ./team.json, packages`),
    plugins: z.array(name).optional().describe('Files or packages that export rules'),
    pages: z
      .union([z.boolean(), z.array(name)], { error: 'write true, false or a list of names' })
      .optional()
      .describe('Policy pages: false for none, or names instead of the ones found in the repository'),
    clauses: z
      .union([
        z.array(
          z.strictObject({
            rule: name,
            severity: z.enum(['off', 'warn', 'error']),
            options: z.record(z.string(), z.unknown()).optional(),
            subjects: z.array(z.enum(KINDS)).min(1).optional().describe('Kinds of subject'),
            paths: names.optional().describe('Globs of files'),
            from: name.optional().describe('What asked for it, such as CLAUDE.md:24'),
          }),
        ),
        z.record(z.string().regex(/:\d+$/, 'write a line of a page, such as `CLAUDE.md:24`'), lineSetting),
      ])
      .optional()
      .describe(
        'What `bylaw init` has read in pages, where several of one rule hold side by side; or lines of pages, such as CLAUDE.md:24, each with `off`, a severity or options',
      ),
    rules: settings.optional().describe('Each rule with its severity, or with severity and options'),
    overrides: z.array(override).optional().describe('Other settings where all of some conditions hold'),
    hooks: z
      .strictObject({ 'commit-msg': fix.optional(), 'prepare-commit-msg': fix.optional() })
      .optional()
      .describe('Git hooks that may change a message'),
    agents: z
      .strictObject({
        rewrite: z.boolean().optional().describe('Run the corrected command in place of one that is denied'),
        onError: z
          .enum(['allow', 'deny'])
          .optional()
          .describe('What becomes of a call that bylaw cannot judge; the way of the agent by default'),
      })
      .optional()
      .describe('How coding agents are answered'),
    suppressions: z
      .strictObject({ agents: z.boolean().default(true).describe('Whether coding agents may') })
      .optional()
      .describe('Who may suppress a finding, with a reason'),
  });
}

/** Each option of a rule with its default, what it means, and what stands in it. */
export function optionTable(rule: AnyRule): OptionRow[] {
  const schema = optionsSchema(rule);
  const defaults = schema.parse({}) as Record<string, unknown>;
  return keysOf(schema, []).map((key) => ({ ...key, standard: defaults[key.name] }));
}

/** The keys of the objects in a schema. A schema that holds itself is shown once. */
function keysOf(schema: z.ZodType, above: readonly z.ZodType[]): KeyRow[] {
  const objects = [...new Set(partsOf(schema))].filter((part) => part instanceof z.ZodObject);
  return objects
    .filter((object) => !above.includes(object))
    .flatMap((object) =>
      Object.entries(object.shape as Record<string, z.ZodType>).map(([name, value]) => ({
        name,
        isOptional: value.isOptional(),
        description: value.description ?? '',
        values: [...partsOf(value)].flatMap((part) => (part instanceof z.ZodEnum ? part.options : [])),
        keys: keysOf(value, [...above, object]),
      })),
    );
}

/** What a value may be made of: each choice of a union, and the items of lists and records. */
function* partsOf(schema: z.core.$ZodType): Generator<z.core.$ZodType> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) yield* partsOf(schema.unwrap());
  else if (schema instanceof z.ZodArray) yield* partsOf(schema.element);
  else if (schema instanceof z.ZodRecord) yield* partsOf(schema.valueType);
  else if (schema instanceof z.ZodUnion) for (const choice of schema.options) yield* partsOf(choice);
  else yield schema;
}
