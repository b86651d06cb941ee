import type { Format } from './format.ts';
import { firstText, record, records, text, timeOf } from './json.ts';

/** What `opencode export` prints: one JSON document of messages, each with its parts. */
export const opencode: Format = {
  name: 'opencode',
  loads: ['AGENTS.md'],
  knows: ({ info, parts }) =>
    record(info).id !== undefined && (Array.isArray(parts) || record(info).directory !== undefined),
  reader: (recorder) => ({
    take({ info, parts }, line) {
      const { id, role, time, directory, path } = record(info);
      recorder.folder ??= firstText(directory, record(path).cwd) || null;
      const when = { line, time: timeOf(record(time).created) };
      for (const part of records(parts)) {
        const state = record(part.state);
        const at = { ...when, time: timeOf(record(state.time).start) ?? when.time };
        // Parts that the program wrote in the person's place.
        if (part.type === 'text' && role === 'user' && part.synthetic !== true)
          recorder.asked(text(part.text), at);
        else if (part.type === 'text' && role === 'assistant') recorder.said(text(part.text), at, text(id));
        else if (part.type === 'tool') {
          const call = text(part.callID) || text(part.id);
          const exit = record(state.metadata).exit;
          recorder.called(call, text(part.tool), state.input, at);
          if (state.status !== 'completed' && state.status !== 'error') continue;
          recorder.answered(call, {
            output: firstText(state.output, state.error),
            failed: state.status === 'error',
            exit: typeof exit === 'number' ? exit : null,
            refused: state.status === 'error' && /\brejected permission\b/.test(text(state.error)),
          });
        }
      }
    },
  }),
};
