import type { Format } from './format.ts';
import { firstText, record, records, text, timeOf } from './json.ts';

/** Qwen Code, one record in a line; its messages are made of parts as the API of Gemini has them. */
export const qwen: Format = {
  name: 'Qwen Code',
  loads: ['QWEN.md'],
  isLog: true,
  knows: ({ sessionId, message }) => sessionId !== undefined && Array.isArray(record(message).parts),
  reader: (recorder) => ({
    take(entry, line) {
      recorder.folder ??= text(entry.cwd) || null;
      const when = { line, time: timeOf(entry.timestamp) };
      for (const { text: words, thought, functionCall, functionResponse } of records(
        record(entry.message).parts,
      )) {
        if (functionCall !== undefined) {
          const { id, name, args } = record(functionCall);
          recorder.called(text(id), text(name), args, when);
        } else if (functionResponse !== undefined) {
          const { id, response } = record(functionResponse);
          const { output, error } = record(response);
          recorder.answered(text(id), { output: firstText(output, error), failed: error !== undefined });
        } else if (thought !== true && entry.type === 'user') recorder.asked(text(words), when);
        else if (thought !== true && entry.type === 'assistant')
          recorder.said(text(words), when, text(entry.uuid));
      }
    },
  }),
};
