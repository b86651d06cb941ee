import {
  type AgentEvent,
  type Answer,
  defineAgent,
  eventOf,
  json,
  NOTHING,
  object,
  type Payload,
  text,
  type Verdict,
} from './agent.ts';
import { toolUse, withCommand } from './dialect/tool.ts';

function read(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'event') ?? name ?? '';
  return {
    ...eventOf(payload, 'other', event),
    ...(event === 'PreToolUse'
      ? toolUse('before', text(payload, 'tool_name'), object(payload, 'tool_input'))
      : {}),
    session: text(payload, 'session_id'),
    cwd: text(payload, 'cwd'),
  };
}

function answer(verdict: Verdict, { input }: AgentEvent): Answer {
  if (verdict.kind === 'none') return NOTHING;
  if (verdict.kind === 'tell') return json({ context: verdict.text });
  const updated = verdict.kind === 'rewrite' && withCommand(input, verdict.command);
  return json(
    updated ? { updated_input: updated, context: verdict.told } : { decision: 'deny', reason: verdict.text },
  );
}

// charmbracelet/crush, docs/hooks
export default defineAgent({
  id: 'crush',
  name: 'Crush',
  program: 'crush',
  isOwn: (payload) => 'event' in payload && 'tool_name' in payload && !('hook_event_name' in payload),
  read,
  answer,
  failing: 1,
  settings: {
    kind: 'json',
    repository: 'crush.json',
    person: '~/.config/crush/crush.json',
    entries: (line) => [
      {
        keys: ['hooks', 'PreToolUse'],
        value: { name: 'bylaw', matcher: '^bash$', command: line(), timeout: 30 },
      },
    ],
    notes: ['Crush runs no hooks for its sub-agents'],
  },
});
