import {
  type AgentEvent,
  type Answer,
  defineAgent,
  eventOf,
  json,
  type ListEntry,
  object,
  type Payload,
  text,
  type Verdict,
} from './agent.ts';
import { toolUse } from './dialect/tool.ts';

function read(payload: Payload, name: string | undefined): AgentEvent {
  const event = name ?? guessed(payload);
  const call = object(payload, 'toolCall');
  const input = object(call, 'args');
  const [root] = Array.isArray(payload.workspacePaths) ? payload.workspacePaths : [];
  // Who ran out of steps, or into a failure, is not to go on.
  const isEnd = event === 'Stop' && (text(payload, 'terminationReason') ?? 'model_stop') === 'model_stop';
  const isFirst = event === 'SessionStart' || (event === 'PreInvocation' && payload.invocationNum === 0);
  return {
    ...eventOf(payload, isEnd ? 'stop' : isFirst ? 'start' : 'other', event),
    ...(event === 'PreToolUse' ? toolUse('before', text(call, 'name'), input) : {}),
    ...(event === 'PostToolUse' ? toolUse('after', text(call, 'name'), input) : {}),
    session: text(payload, 'conversationId'),
    cwd: text(input, 'Cwd') ?? (typeof root === 'string' ? root : null),
    transcript: text(payload, 'transcriptPath'),
  };
}

function guessed(payload: Payload): string {
  if ('terminationReason' in payload) return 'Stop';
  if ('invocationNum' in payload) return 'PreInvocation';
  return 'toolCall' in payload && !('error' in payload) ? 'PreToolUse' : '';
}

function answer(verdict: Verdict, { moment, name }: AgentEvent): Answer {
  // An answer without a decision is a denial there, and `allow` would spare the person's own permission:
  // `ask` leaves it to that.
  const isGate = name === 'PreToolUse';
  if (verdict.kind === 'none') return json(isGate ? { decision: 'ask' } : {});
  const words = verdict.text;
  if (moment === 'start') return json({ injectSteps: [{ ephemeralMessage: words }] });
  if (verdict.kind === 'tell') return json(isGate ? { decision: 'ask', reason: words } : {});
  if (moment === 'stop') return json({ decision: 'continue', reason: words });
  return json(isGate ? { decision: 'deny', reason: words } : {});
}

// As people have seen it in agy 1.0 to 1.2; the events and their shapes have changed between these.
export default defineAgent({
  id: 'antigravity',
  name: 'Antigravity',
  program: 'agy',
  isOwn: (payload) => 'conversationId' in payload && 'workspacePaths' in payload,
  read,
  answer,
  failing: 0,
  settings: {
    kind: 'json',
    repository: '.agents/hooks.json',
    person: '~/.gemini/config/hooks.json',
    entries: (line) => {
      const handler = (event: string) => ({ type: 'command', command: line(event), timeout: 30 });
      const entry = (event: string, value: unknown): ListEntry => ({ keys: ['bylaw', event], value });
      return [
        entry('PreToolUse', { matcher: 'run_command', hooks: [handler('PreToolUse')] }),
        entry('Stop', handler('Stop')),
      ];
    },
    notes: ['Antigravity denies every command while this hook cannot be started'],
  },
});
