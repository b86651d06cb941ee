import type { Span } from '../../rule.ts';

/** The first line of an event: what is shown of it. */
export function firstLine(text: string, { start, end }: Span): Span {
  const line = text.slice(start, end).search(/[\r\n]/);
  return { start, end: line === -1 ? end : start + line };
}
