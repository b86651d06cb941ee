import { takeMessage } from './blocks.ts';
import type { Format } from './format.ts';
import { record, text, timeOf } from './json.ts';

/** Factory Droid, one record in a line; its messages are made of the same blocks as those of Claude Code. */
export const droid: Format = {
  name: 'Droid',
  loads: ['AGENTS.md'],
  isLog: true,
  knows: ({ type, id, message }) =>
    type === 'session_start' ||
    (type === 'message' && id !== undefined && record(message).role !== undefined),
  reader: (recorder) => ({
    take({ type, id, timestamp, message, cwd }, line) {
      if (type === 'session_start') recorder.folder ??= text(cwd) || null;
      if (type !== 'message') return;
      const { role, content } = record(message);
      const isPerson = role === 'user';
      takeMessage(recorder, { id: text(id), isPerson, content }, { line, time: timeOf(timestamp) });
    },
  }),
};
