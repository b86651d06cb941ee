import {
  type AgentEvent,
  type Answer,
  defineAgent,
  eventOf,
  json,
  type Moment,
  NOTHING,
  object,
  type Payload,
  text,
  type Verdict,
} from './agent.ts';
import { toolUse, withCommand } from './dialect/tool.ts';

/** The names of today, and those from when hooks were an experiment. */
const BEFORE = ['pre_tool', 'before_tool'];
const AFTER = ['post_tool', 'after_tool'];
const END = ['post_agent', 'post_agent_turn'];

function read(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'hook_event_name', 'hook_type', 'type', 'event') ?? name ?? '';
  const moment: Moment = END.includes(event) ? 'stop' : 'other';
  const input = object(payload, 'tool_input');
  return {
    ...eventOf(payload, moment, event),
    ...(BEFORE.includes(event) ? toolUse('before', text(payload, 'tool_name'), input) : {}),
    ...(AFTER.includes(event) ? toolUse('after', text(payload, 'tool_name'), input) : {}),
    session: text(payload, 'session_id'),
    cwd: text(payload, 'cwd'),
    transcript: text(payload, 'transcript_path'),
  };
}

function answer(verdict: Verdict, { moment, input }: AgentEvent): Answer {
  if (verdict.kind === 'none') return NOTHING;
  if (verdict.kind === 'tell') return json({ system_message: verdict.text });
  const updated = verdict.kind === 'rewrite' && withCommand(input, verdict.command);
  if (updated) return json({ hook_specific_output: { tool_input: updated }, system_message: verdict.told });
  // Behind a tool, `deny` would take away what the tool said.
  if (moment === 'after-edit') return json({ hook_specific_output: { additional_context: verdict.text } });
  return json({ decision: 'deny', reason: verdict.text });
}

// docs.mistral.ai/vibe/code/cli/hooks
export default defineAgent({
  id: 'vibe',
  name: 'Mistral Vibe',
  program: 'vibe',
  isOwn: (payload) =>
    'parent_session_id' in payload ||
    [...BEFORE, ...AFTER, ...END].includes(
      text(payload, 'hook_event_name', 'hook_type', 'type', 'event') ?? '',
    ),
  read,
  answer,
  failing: 1,
  settings: {
    kind: 'lines',
    repository: '.vibe/hooks.toml',
    person: '~/.vibe/hooks.toml',
    lines: (line) =>
      [['pre_tool', 'bash'], ['post_tool', 're:write_file|search_replace|edit'], ['post_agent']]
        .map(([type = '', match]) =>
          [
            '[[hooks]]',
            `name = "bylaw-${type}"`,
            `type = "${type}"`,
            ...(match === undefined ? [] : [`match = "${match}"`]),
            `command = ${JSON.stringify(line(type))}`,
            'timeout = 30.0',
            '',
          ].join('\n'),
        )
        .join('\n'),
  },
});
