/** The version of package.json, which a test holds equal. */
export const VERSION = '0.1.0';

declare const BYLAW_BUILD: string | undefined;

/** Tells one build from another, so that a cached policy never outlives the rules it was made by. */
export const BUILD: string = typeof BYLAW_BUILD === 'string' ? BYLAW_BUILD : VERSION;
