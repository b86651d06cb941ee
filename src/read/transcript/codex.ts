import type { Format } from './format.ts';
import { type Json, parsed, record, records, text, timeOf, unwrapped, wordsOf } from './json.ts';
import type { When } from './recorder.ts';
import { shortenStrings } from './shorten.ts';

/**
 * Codex, one JSON record in a line: `response_item` is what went to and came from the model, `event_msg` what
 * was shown of it. A prompt is taken from what was shown, where it is without what Codex put around it.
 */
export const codex: Format = {
  name: 'Codex',
  loads: ['AGENTS.md', 'AGENTS.override.md'],
  isLog: true,
  knows: ({ type, payload, timestamp }) =>
    payload !== undefined &&
    timestamp !== undefined &&
    /^(?:session_meta|turn_context|response_item|event_msg|compacted)$/.test(text(type)),
  reader(recorder) {
    let isShown = false;
    let sent = '';
    return {
      parse,
      take(entry, line) {
        const payload = record(entry.payload);
        const when: When = { line, time: timeOf(entry.timestamp) };
        if (entry.type === 'session_meta') recorder.folder ??= text(payload.cwd) || null;
        else if (entry.type === 'event_msg') event(payload, when);
        else if (entry.type === 'response_item') item(payload, when);
      },
    };

    function event(payload: Json, when: When) {
      if (payload.type === 'user_message') {
        // The first one has come already, as it went to the model.
        const words = text(payload.message);
        if (isShown || words !== sent) recorder.asked(words, when);
        isShown = true;
      } else if (payload.type === 'exec_command_end') {
        recorder.answered(text(payload.call_id), {
          output: text(payload.aggregated_output) || `${text(payload.stdout)}${text(payload.stderr)}`,
          exit: typeof payload.exit_code === 'number' ? payload.exit_code : null,
        });
      } else if (payload.type === 'patch_apply_end' && payload.success === false) {
        recorder.answered(text(payload.call_id), { failed: true });
      }
    }

    function item(payload: Json, when: When) {
      const id = text(payload.call_id) || text(payload.id);
      switch (payload.type) {
        case 'message':
          if (payload.role === 'assistant') recorder.said(wordsOf(payload.content), when, text(payload.id));
          else if (payload.role === 'user' && !isShown)
            for (const part of records(payload.content)) {
              sent = text(part.text);
              recorder.asked(sent, when);
            }
          break;
        case 'function_call':
          recorder.called(id, text(payload.name), unwrapped(payload.arguments), when);
          break;
        case 'custom_tool_call':
          recorder.called(id, text(payload.name), payload.input, when);
          break;
        case 'local_shell_call':
          recorder.called(id, 'local_shell', record(payload.action), when);
          break;
        case 'function_call_output':
        case 'custom_tool_call_output':
        case 'local_shell_call_output': {
          const output = wordsOf(payload.output) || wordsOf(record(payload.output).content);
          recorder.answered(id, {
            output,
            refused: /^(?:exec command rejected|patch rejected|Command blocked by)/.test(output),
          });
        }
      }
    }
  },
  maySpeak: (line) => /"user_message"|"role":"user"|"session_meta"/.test(line.toString('latin1', 0, 600)),
};

/** What is counted, thought, and sealed is skipped; of outputs both ends are enough. */
function parse(line: Buffer): Json | null {
  const head = line.toString('latin1', 0, 300);
  if (
    /"payload":\{(?:"id":"[^"]{0,80}",)?"type":"(?:token_count|reasoning|agent_reasoning\w*|exec_command_output_delta)"/.test(
      head,
    )
  )
    return null;
  const isOutput = /"type":"(?:(?:function|custom_tool|local_shell)_call_output|exec_command_end)"/.test(
    head,
  );
  const json = line.toString();
  // An output may be the JSON of one, whose end tells the exit status.
  return record(parsed(isOutput && !json.includes('"output":"{') ? shortenStrings(json) : json));
}
