import type { Format } from './format.ts';
import { type Json, record, records, text, timeOf, wordsOf } from './json.ts';
import type { Draft, When } from './recorder.ts';

/**
 * pi, one entry in a line, each with the one it follows: a tree, for a person may go back and take another
 * way. What counts is the branch that ends last. Older files have no ids and no branches.
 */
export const pi: Format = {
  name: 'pi',
  loads: ['AGENTS.md', 'CLAUDE.md'],
  knows: ({ type, cwd, parentId, message, timestamp, id }) =>
    (type === 'session' && typeof cwd === 'string') ||
    (type === 'message' &&
      (parentId !== undefined || id === undefined) &&
      timestamp !== undefined &&
      message !== undefined),
  reader(recorder) {
    const entries = new Map<string, { parent: string; drafts: Draft[] }>();
    const rootless: Draft[] = [];
    let last = '';
    return {
      take(entry, line) {
        if (entry.type === 'session') recorder.folder ??= text(entry.cwd) || null;
        recorder.drafts = [];
        if (entry.type === 'message') take(record(entry.message), { line, time: timeOf(entry.timestamp) });
        const id = text(entry.id);
        if (id === '' || entry.type === 'session') {
          for (const draft of recorder.drafts) rootless.push(draft);
          return;
        }
        entries.set(id, { parent: text(entry.parentId), drafts: recorder.drafts });
        last = id;
      },
      end() {
        const branch: Draft[][] = [];
        for (let entry = entries.get(last); entry; entry = entries.get(last)) {
          branch.push(entry.drafts);
          // Nothing follows itself.
          entries.delete(last);
          last = entry.parent;
        }
        recorder.drafts = [...rootless, ...branch.reverse().flat()];
      },
    };

    function take(message: Json, when: When) {
      switch (message.role) {
        case 'user':
          recorder.asked(wordsOf(message.content), when);
          break;
        case 'assistant':
          for (const block of records(message.content)) {
            if (block.type === 'text') recorder.said(text(block.text), when, when.line.toString());
            else if (block.type === 'toolCall')
              recorder.called(text(block.id), text(block.name), block.arguments, when);
          }
          break;
        case 'toolResult':
          recorder.answered(text(message.toolCallId), {
            output: wordsOf(message.content),
            failed: message.isError === true,
          });
          break;
        // A command that the person ran.
        case 'bashExecution':
          recorder.happened({ kind: 'tool', name: 'person', input: text(message.command), ...when });
      }
    }
  },
};
