import {
  type AgentEvent,
  type Answer,
  defineAgent,
  eventOf,
  json,
  type Moment,
  momentOf,
  NOTHING,
  object,
  type Payload,
  text,
  type Verdict,
} from './agent.ts';
import { toolUse, withCommand } from './dialect/tool.ts';

const MOMENTS: Readonly<Record<string, Moment>> = { session_start: 'start', on_user_input: 'prompt' };

function read(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'hook_event_name') ?? name ?? '';
  const moment = momentOf(MOMENTS, event);
  const input = object(payload, 'tool_input');
  return {
    ...eventOf(payload, moment, event),
    ...(event === 'pre_tool_use' ? toolUse('before', text(payload, 'tool_name'), input) : {}),
    ...(event === 'post_tool_use' ? toolUse('after', text(payload, 'tool_name'), input) : {}),
    session: text(payload, 'session_id'),
    cwd: text(payload, 'cwd'),
    prompt: moment === 'prompt' ? text(payload, 'prompt', 'user_input') : null,
  };
}

function answer(verdict: Verdict, { moment, name, input }: AgentEvent): Answer {
  if (verdict.kind === 'none') return NOTHING;
  const specific = (fields: object) => json({ hook_specific_output: { hook_event_name: name, ...fields } });
  const isBefore = moment === 'before-command' || moment === 'before-edit';
  if (verdict.kind === 'tell' || !isBefore)
    return isBefore ? json({ system_message: verdict.text }) : specific({ additional_context: verdict.text });
  const updated = verdict.kind === 'rewrite' ? withCommand(input, verdict.command) : null;
  if (updated) return specific({ updated_input: updated });
  return specific({ permission_decision: 'deny', permission_decision_reason: verdict.text });
}

// docker/cagent, docs/configuration/hooks
export default defineAgent({
  id: 'docker-agent',
  name: 'Docker agent',
  program: 'docker-agent',
  isOwn: (payload) => /^(?:pre|post)_tool_use$/.test(text(payload, 'hook_event_name') ?? ''),
  read,
  answer,
  failing: 1,
  settings: {
    kind: 'by-hand',
    repository: null,
    person: null,
    how: 'Add `bylaw hook agent docker-agent` to `hooks` in the YAML of your agent, under pre_tool_use with the matcher `shell`',
  },
});
