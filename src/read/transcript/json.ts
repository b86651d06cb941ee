/** What a record may hold: other programs wrote it, nothing in it is sure. */
export type Json = { readonly [key: string]: unknown };

const NONE: Json = Object.freeze({});

/** An object; an empty one for anything else. */
export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : NONE;
}

/** The objects of a list; none for anything else. */
export function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** A text; an empty one for anything else. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The first of some values that is a text with anything in it. */
export function firstText(...values: unknown[]): string {
  return values.map(text).find((value) => value !== '') ?? '';
}

/** What a program gave as an object, or as the JSON of one. */
export function unwrapped(value: unknown): Json {
  if (typeof value !== 'string') return record(value);
  return record(parsed(value));
}

/** The value of a JSON text; undefined where it is none. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The words in what is a text, a list of texts, or of blocks that hold one. */
export function wordsOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return text(record(content).text);
  return content
    .map((block) => (typeof block === 'string' ? block : text(record(block).text)))
    .filter((part) => part !== '')
    .join('\n');
}

/** A time as ISO 8601 in UTC, given as such or in milliseconds since 1970; null for anything else. */
export function timeOf(value: unknown): string | null {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{5,20}Z$/.test(value)) return value;
  const isIso = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);
  const time = isIso ? Date.parse(value) : value;
  return typeof time === 'number' && Math.abs(time) < 8.64e15 ? new Date(time).toISOString() : null;
}
