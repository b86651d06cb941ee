import type { Format } from './format.ts';
import { firstText, type Json, record, text } from './json.ts';
import { difference } from './patch.ts';

/** Windsurf, one step in a line: what the step is stands under the name of its type. No times. */
export const windsurf: Format = {
  name: 'Windsurf',
  loads: ['AGENTS.md', '.windsurfrules'],
  isLog: true,
  knows: (entry) =>
    typeof entry.status === 'string' &&
    typeof entry.type === 'string' &&
    (entry[entry.type] !== undefined || /^(?:user_input|planner_response|code_action)$/.test(entry.type)),
  reader: (recorder) => ({
    take(entry, line) {
      const when = { line, time: null };
      const step: Json = record(entry[text(entry.type)]);
      switch (entry.type) {
        case 'user_input':
          recorder.asked(text(step.user_response), when);
          break;
        case 'planner_response':
          recorder.said(text(step.response), when);
          break;
        case 'code_action': {
          const change = difference(text(step.original_content), text(step.new_content));
          recorder.happened({ kind: 'edit', path: text(step.path), ...change, ...when });
          break;
        }
        case 'run_command': {
          recorder.folder ??= text(step.cwd) || null;
          const id = `line ${line}`;
          recorder.called(id, 'run_command', step, when);
          recorder.answered(id, {
            output: firstText(step.output, step.stdout),
            exit: typeof step.exit_code === 'number' ? step.exit_code : null,
            refused: step.user_rejected === true,
          });
          break;
        }
        case 'view_file':
          recorder.happened({ kind: 'read', path: text(step.path), ...when });
          break;
        default:
          recorder.called('', text(entry.type), step, when);
      }
    },
  }),
};
