import { z } from 'zod';
import type { AnyRule } from '../rule.ts';
import { KINDS } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import { optionsSchema, type Rules } from './schema.ts';
import { check } from './wrong.ts';

const isFunction = (value: unknown) => typeof value === 'function';

const shape = z.object({
  id: z.string().regex(/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/, 'write it in kebab case'),
  summary: z.string(),
  why: z.string(),
  subjects: z.array(z.enum(KINDS)).min(1),
  severity: z.enum(['warn', 'error']),
  recommended: z.boolean().optional(),
  options: z.custom(isFunction, 'write a function of zod').optional(),
  good: z.array(z.unknown()),
  bad: z.array(z.unknown()),
  check: z.custom(isFunction, 'write a function'),
});

/**
 * The rules that a plugin exports by default: one, or a list of them.
 * @param name how messages name the file
 * @param known the rules that are there already
 * @throws Trouble where something else is exported, or an id is taken
 */
export function rulesOf(exported: unknown, name: string, known: Rules): AnyRule[] {
  const rules = [exported].flat();
  if (rules.length === 0 || !rules.every((rule) => typeof rule === 'object' && rule !== null)) {
    throw new Trouble(`No rule in ${name}, export one by default, or a list of them`);
  }
  const taken = new Set(known.keys());
  return rules.map((rule) => {
    const { id } = check(shape, rule, (path) => `the rule of ${name} at \`${path.join('.')}\``, []);
    if (taken.has(id)) throw new Trouble(`Rule \`${id}\` of ${name} is there already, give it another id`);
    taken.add(id);
    checkOptions(rule as AnyRule, name);
    return rule as AnyRule;
  });
}

function checkOptions(rule: AnyRule, name: string): void {
  let schema: unknown;
  try {
    schema = optionsSchema(rule);
  } catch (error) {
    throw new Trouble(`Wrong \`options\` of \`${rule.id}\` in ${name}: ${(error as Error)?.message}`);
  }
  if (typeof (schema as z.ZodType)?.safeParse !== 'function') {
    throw new Trouble(
      `Wrong \`options\` of \`${rule.id}\` in ${name}, return a schema of the zod given to it`,
    );
  }
}
