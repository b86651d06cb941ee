import type { Format } from './format.ts';
import { firstText, type Json, record, records, text, timeOf, wordsOf } from './json.ts';
import type { When } from './recorder.ts';

/**
 * The chat of VS Code: a document of requests, or a first line that holds one and lines that change it
 * (`kind` 2 adds to a list). Words of the agent come in pieces between the tools it used.
 */
export const vscodeChat: Format = {
  name: 'VS Code chat',
  loads: ['AGENTS.md', '.github/copilot-instructions.md'],
  knows: ({ kind, v, requests, requestId }) =>
    (kind === 0 && Array.isArray(record(v).requests)) ||
    Array.isArray(requests) ||
    (requestId !== undefined && kind === undefined),
  reader(recorder) {
    return {
      take(entry, line) {
        if (entry.kind === 0) for (const each of records(record(entry.v).requests)) request(each, line);
        else if (entry.kind === 2 && Array.isArray(entry.k)) more(entry.k, records(entry.v), line);
        else if (entry.requestId !== undefined) request(entry, line);
      },
    };

    function more(key: readonly unknown[], items: readonly Json[], line: number) {
      if (key[0] !== 'requests') return;
      if (key.length === 1) for (const each of items) request(each, line);
      else if (key[2] === 'response') response(items, { line, time: null }, `${key[1]}`);
    }

    function request({ message, response: parts, timestamp, requestId }: Json, line: number) {
      const when = { line, time: timeOf(timestamp) };
      recorder.asked(text(record(message).text), when);
      response(records(parts), when, text(requestId));
    }

    function response(parts: readonly Json[], when: When, id: string) {
      let words = '';
      for (const part of parts) {
        if (part.kind === 'inlineReference') words += pathOf(part.inlineReference);
        else if (part.kind === undefined) words += wordsOf(part.value) || text(record(part.value).value);
        else if (part.kind === 'toolInvocationSerialized' || part.kind === 'textEditGroup') {
          recorder.said(words, when, id);
          words = '';
          act(part, when);
        }
      }
      recorder.said(words, when, id);
    }

    function act(part: Json, when: When) {
      const { commandLine, command, terminalCommandState, terminalCommandOutput } = record(
        part.toolSpecificData,
      );
      const line = firstText(record(commandLine).original, commandLine, command);
      if (part.kind === 'textEditGroup') {
        const edits = Array.isArray(part.edits) ? part.edits.flatMap(records) : [];
        const added = edits.map((edit) => text(edit.text)).join('\n');
        if (pathOf(part.uri) !== '')
          recorder.happened({ kind: 'edit', path: pathOf(part.uri), added, removed: '', ...when });
      } else if (line !== '') {
        const { exitCode } = record(terminalCommandState);
        const exit = typeof exitCode === 'number' ? exitCode : null;
        recorder.happened({
          kind: 'run',
          command: line,
          output: text(record(terminalCommandOutput).text),
          exit,
          ...when,
        });
      } else {
        const told = firstText(
          record(part.pastTenseMessage).value,
          record(part.invocationMessage).value,
          part.invocationMessage,
        );
        recorder.happened({ kind: 'tool', name: text(part.toolId), input: told, ...when });
      }
    }
  },
};

function pathOf(uri: unknown): string {
  return firstText(record(uri).fsPath, record(uri).path);
}
