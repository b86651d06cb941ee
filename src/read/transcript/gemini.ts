import type { Format } from './format.ts';
import { firstText, type Json, record, records, text, timeOf, wordsOf } from './json.ts';
import type { Draft, When } from './recorder.ts';

/**
 * Gemini CLI: one JSON document in older versions, one record in a line in newer ones. There a message that
 * changes is written once more under its id, `$rewindTo` takes a message back and all behind it, and a
 * `$set` of all messages takes the place of those before.
 */
export const gemini: Format = {
  name: 'Gemini CLI',
  loads: ['GEMINI.md'],
  knows: ({ projectHash, sessionId, $set, $rewindTo, type, content, id, timestamp }) =>
    (projectHash !== undefined && sessionId !== undefined) ||
    $set !== undefined ||
    $rewindTo !== undefined ||
    (type === 'gemini' && (content ?? id ?? timestamp) !== undefined),
  reader(recorder) {
    const messages = new Map<string, Draft[]>();
    /** Their ids, in order. */
    const order: string[] = [];
    let calls = 0;
    return {
      take(entry, line) {
        if (typeof entry.$rewindTo === 'string') rewind(entry.$rewindTo);
        else if (entry.$set !== undefined) set(record(entry.$set), line);
        else keep(entry, line);
      },
      end() {
        recorder.drafts = [...messages.values()].flat();
      },
    };

    function set({ messages: all }: Json, line: number) {
      if (!Array.isArray(all)) return;
      messages.clear();
      order.length = 0;
      for (const message of records(all)) keep(message, line);
    }

    function rewind(to: string) {
      // A message that nobody knows stands before all of them.
      for (let id = order.pop(); id !== undefined; id = order.pop()) {
        messages.delete(id);
        if (id === to) return;
      }
    }

    function keep(message: Json, line: number) {
      if (message.type !== 'user' && message.type !== 'gemini') return;
      recorder.drafts = [];
      take(message, { line, time: timeOf(message.timestamp) });
      const id = text(message.id) || `line ${line}`;
      if (!messages.has(id)) order.push(id);
      messages.set(id, recorder.drafts);
    }

    function take(message: Json, when: When) {
      const words = wordsOf(message.displayContent) || wordsOf(message.content);
      if (message.type === 'user') recorder.asked(words, when);
      else recorder.said(words, when);
      for (const call of records(message.toolCalls)) {
        // A message that is written once more makes its calls once more.
        calls += 1;
        const id = String(calls);
        recorder.called(id, text(call.name), call.args, {
          ...when,
          time: timeOf(call.timestamp) ?? when.time,
        });
        const { status } = call;
        if (status === 'success' || status === 'error' || status === 'cancelled')
          recorder.answered(id, {
            output: outputOf(call),
            failed: status !== 'success',
            refused: status === 'cancelled',
          });
      }
    }
  },
};

function outputOf(call: Json): string {
  const responses = records(call.result).map((part) => record(record(part.functionResponse).response));
  const given = responses.map(({ output, error }) => firstText(output, error)).join('\n');
  return firstText(given, call.resultDisplay);
}
