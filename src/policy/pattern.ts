import { RE2JS } from 're2js';
import type { z } from 'zod';
import type { Matcher } from '../parse/search.ts';

/** A user's pattern, compiled. Its running time is linear in the text whatever the pattern. */
export interface UserPattern extends Matcher {
  test(text: string): boolean;
}

const compiled = new Map<string, UserPattern>();

/**
 * Compiles a user's pattern in RE2 syntax: no look-around and no back references.
 * @throws Error that says what is wrong with the pattern
 */
export function userPattern(source: string): UserPattern {
  let pattern = compiled.get(source);
  if (!pattern) {
    const regex = RE2JS.compile(source);
    pattern = {
      test: (text) => regex.test(text),
      *matches(text) {
        const matcher = regex.matcher(text);
        while (matcher.find()) yield { start: matcher.start(), end: matcher.end() };
      },
    };
    compiled.set(source, pattern);
  }
  return pattern;
}

/** The schema of an option that holds a pattern: a bad one is an error in the configuration. */
export function pattern(zod: typeof z): z.ZodString {
  return zod
    .string()
    .meta({ format: 'regex' })
    .superRefine((source, context) => {
      try {
        userPattern(source);
      } catch (error) {
        context.addIssue({ code: 'custom', message: `Not a pattern: ${(error as Error).message}` });
      }
    });
}
