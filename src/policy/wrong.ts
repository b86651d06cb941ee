import { z } from 'zod';
import { didYouMean } from '../nearest.ts';
import { Trouble } from '../trouble.ts';

/** Turns a path of keys into `file:line`, or into the key where there is no file. */
export type Place = (path: readonly PropertyKey[]) => string;

/**
 * Holds a part of a configuration against its schema.
 * @param path where the part is in the whole
 * @returns it with every default filled in
 * @throws Trouble that names file, line, key and the nearest right one
 */
export function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
  place: Place,
  path: readonly PropertyKey[],
): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Trouble(result.error.issues.map((issue) => sentence(issue, schema, place, path)).join('\n'));
}

function sentence(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  place: Place,
  base: readonly PropertyKey[],
): string {
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
  if (issue.code === 'invalid_union' && path.at(-2) === 'rules') {
    return `Wrong setting of \`${String(path.at(-1))}\` in ${place(path)}, write "off", "warn", "error" or ["error", {options}]`;
  }
  const what = path.length > 0 ? `value of \`${path.map(String).join('.')}\`` : 'configuration';
  return `Wrong ${what} in ${place(path)}: ${issue.message}`;
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let inner = unwrapped(schema);
  for (const step of path) {
    if (inner instanceof z.ZodObject) {
      inner = unwrapped((inner.shape as Record<PropertyKey, z.ZodType>)[step] ?? inner);
    }
  }
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** What is inside of optional ones and lists. */
function unwrapped(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while ('unwrap' in inner) inner = (inner as z.ZodOptional<z.ZodType>).unwrap();
  return inner;
}
