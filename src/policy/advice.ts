import type { z } from 'zod';

/** The schema of an option that says what to do instead. As short as this, its message stays within bounds. */
export function advice(zod: typeof z): z.ZodString {
  return zod.string().trim().min(1).max(60);
}
