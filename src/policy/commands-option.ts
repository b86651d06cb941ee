import type { z } from 'zod';
import { wrongPattern } from '../parse/shell/pattern.ts';

/** The schema of an option that holds command patterns: a bad one is an error in the configuration. */
export function commands(zod: typeof z): z.ZodArray<z.ZodString> {
  return zod.array(
    zod
      .string()
      .trim()
      .max(500)
      .superRefine((source, context) => {
        const wrong = wrongPattern(source);
        if (wrong !== null) context.addIssue({ code: 'custom', message: `Not a command pattern: ${wrong}` });
      }),
  );
}
