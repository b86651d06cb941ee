import { takeMessage } from './blocks.ts';
import type { Format } from './format.ts';
import { firstText, type Json, record, records, text, timeOf, wordsOf } from './json.ts';
import type { Recorder, When } from './recorder.ts';

/**
 * Messages as the APIs of models have them, which many agents keep as they are: Cline, Roo, Amp (blocks in
 * the manner of Anthropic), Kimi, Mistral Vibe, Continue (`tool_calls` in the manner of OpenAI).
 */
export const messages: Format = {
  name: 'messages',
  knows: ({ role, content, message, tool_calls }) =>
    /^(?:user|assistant|tool|system|_checkpoint|_usage)$/.test(text(role) || text(record(message).role)) &&
    (content ?? record(message).content ?? tool_calls ?? role) !== undefined,
  reader: (recorder) => ({
    take(entry, line) {
      recorder.folder ??= firstText(entry.workspaceDirectory, entry.cwd) || null;
      const message = entry.role === undefined ? record(entry.message) : entry;
      const when = { line, time: timeOf(firstTime(message, entry)) };
      const id = text(message.id) || text(message.messageId);
      if (message.role === 'tool') {
        recorder.answered(text(message.tool_call_id) || text(message.toolCallId), {
          output: wordsOf(message.content),
        });
      } else if (message.role === 'user' || message.role === 'assistant') {
        const isPerson = message.role === 'user';
        takeMessage(recorder, { id, isPerson, content: blocksOf(message.content) }, when);
        if (!isPerson) calls(recorder, message, entry, when);
      }
    },
  }),
};

function firstTime(message: Json, entry: Json): unknown {
  return message.ts ?? message.timestamp ?? entry.timestamp ?? record(message.meta).sentAt;
}

/** Amp names the call of a result otherwise, and keeps what it came to apart. */
function blocksOf(content: unknown): unknown {
  if (!Array.isArray(content)) return content;
  return content.map((block) => {
    const { type, toolUseID, run } = record(block);
    if (type !== 'tool_result' || toolUseID === undefined) return block;
    const { status, result } = record(run);
    const { output, exitCode } = record(result);
    const frame = typeof exitCode === 'number' && exitCode !== 0 ? `Exit code ${exitCode}\n` : '';
    const is_error = status === 'error' || status === 'cancelled' || frame !== '';
    return { type, tool_use_id: toolUseID, content: frame + firstText(output, result), is_error };
  });
}

function calls(recorder: Recorder, message: Json, entry: Json, when: When): void {
  for (const call of [...records(message.tool_calls), ...records(message.toolCalls)]) {
    const { name, arguments: input } = record(call.function);
    recorder.called(text(call.id), text(name), input, when);
  }
  for (const { toolCallId, status, output } of records(entry.toolCallStates)) {
    if (status !== 'done' && status !== 'errored' && status !== 'canceled') continue;
    const words = records(output).map(({ content }) => text(content));
    recorder.answered(text(toolCallId), {
      output: words.join('\n'),
      failed: status === 'errored' ? true : undefined,
      refused: status === 'canceled',
    });
  }
}
