import type { Format } from './format.ts';
import { record, records, text, timeOf, unwrapped, wordsOf } from './json.ts';

/** Copilot CLI, and the transcripts of Copilot Chat in VS Code: one event in a line. */
export const copilot: Format = {
  name: 'Copilot CLI',
  loads: ['AGENTS.md', 'CLAUDE.md', '.github/copilot-instructions.md'],
  isLog: true,
  knows: ({ type, data }) =>
    data !== undefined && /^(?:session|user|assistant|tool|subagent)\.\w+/.test(text(type)),
  reader: (recorder) => ({
    take(entry, line) {
      const data = record(entry.data);
      const agent = text(entry.agentId) || text(data.parentToolCallId);
      const when = { line, time: timeOf(entry.timestamp), ...(agent === '' ? {} : { agent }) };
      switch (entry.type) {
        case 'session.start':
          recorder.folder ??= text(record(data.context).cwd) || text(data.cwd) || null;
          break;
        case 'user.message':
          if (agent === '') recorder.asked(text(data.content), when);
          break;
        case 'assistant.message':
          recorder.said(text(data.content), when, text(data.messageId));
          for (const { toolCallId, name, arguments: input } of records(data.toolRequests))
            recorder.called(text(toolCallId), text(name), unwrapped(input), when);
          break;
        // The same call as it was asked for in the message.
        case 'tool.execution_start':
          recorder.called(text(data.toolCallId), text(data.toolName), unwrapped(data.arguments), when);
          break;
        case 'tool.execution_complete': {
          const { success, error, result } = data;
          const output = wordsOf(record(result).content) || wordsOf(result) || text(record(error).message);
          recorder.answered(text(data.toolCallId), {
            output,
            failed: typeof success === 'boolean' ? !success : undefined,
            refused: /^(?:denied|rejected)$/.test(text(record(error).code)),
          });
        }
      }
    },
  }),
};
