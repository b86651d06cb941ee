import { takeMessage } from './blocks.ts';
import type { Format } from './format.ts';
import { record, text } from './json.ts';

/**
 * Cursor, one message in a line: without ids, times or results, and with some words redacted. What a command
 * came to is therefore unknown.
 */
export const cursor: Format = {
  name: 'Cursor',
  loads: ['AGENTS.md', '.cursorrules'],
  isLog: true,
  knows: ({ role, message, type, uuid }) =>
    (typeof role === 'string' && record(message).content !== undefined && (uuid ?? type) === undefined) ||
    type === 'turn_ended',
  reader: (recorder) => ({
    take({ role, message }, line) {
      const { content } = record(message);
      takeMessage(
        recorder,
        { id: '', isPerson: text(role) === 'user', content: unredacted(content) },
        { line, time: null },
      );
    },
  }),
};

function unredacted(content: unknown): unknown {
  if (!Array.isArray(content)) return content;
  return content.map((block) => {
    const { type, text: words } = record(block);
    return type === 'text' ? { type, text: text(words).replaceAll('[REDACTED]', '') } : block;
  });
}
