import {
  type AgentEvent,
  type Answer,
  defineAgent,
  eventOf,
  flag,
  json,
  type Moment,
  momentOf,
  object,
  type Payload,
  text,
  type Verdict,
} from './agent.ts';
import { editsIn, toolUse, withCommand } from './dialect/tool.ts';

const MOMENTS: Readonly<Record<string, Moment>> = {
  sessionStart: 'start',
  beforeSubmitPrompt: 'prompt',
  userPromptSubmit: 'prompt',
  beforeShellExecution: 'before-command',
  afterShellExecution: 'after-command',
  afterFileEdit: 'after-edit',
  afterAgentResponse: 'reply',
  stop: 'stop',
  subagentStop: 'subagent-stop',
};

function read(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'hook_event_name') ?? name ?? '';
  // Hooks out of Claude Code's settings may come with the names they have there.
  const own = event.charAt(0).toLowerCase() + event.slice(1);
  const known = momentOf(MOMENTS, own);
  // Who was stopped by hand, or by a failure, is not to go on.
  const isOver = known === 'stop' && (text(payload, 'status') ?? 'completed') !== 'completed';
  const [root] = Array.isArray(payload.workspace_roots) ? payload.workspace_roots : [];
  const moment = isOver ? 'other' : known;
  const input = object(payload, 'tool_input');
  return {
    ...eventOf(payload, moment, event),
    ...(own === 'preToolUse' ? toolUse('before', text(payload, 'tool_name'), input) : {}),
    ...(own === 'postToolUse' ? toolUse('after', text(payload, 'tool_name'), input) : {}),
    ...(moment === 'before-command' ? { command: text(payload, 'command') } : {}),
    ...(moment === 'after-edit' ? { edits: editsIn(payload) } : {}),
    session: text(payload, 'conversation_id', 'session_id'),
    cwd: onDisk(
      text(payload, 'cwd') ?? text(input, 'working_directory') ?? (typeof root === 'string' ? root : null),
    ),
    transcript: onDisk(text(payload, 'transcript_path')),
    prompt: moment === 'prompt' ? text(payload, 'prompt') : null,
    reply: moment === 'reply' ? text(payload, 'text') : text(payload, 'last_assistant_message'),
    isContinued:
      typeof payload.loop_count === 'number' ? payload.loop_count > 0 : flag(payload, 'stop_hook_active'),
  };
}

/** A path of Windows may come as `/c:/Users`. */
function onDisk(path: string | null): string | null {
  return path === null ? null : path.replace(/^\/(?=[A-Za-z]:)/, '');
}

function answer(verdict: Verdict, event: AgentEvent): Answer {
  const { moment, name } = event;
  if (verdict.kind === 'none') return json({});
  const words = verdict.text;
  // A hook out of Claude Code's settings may be heard in that dialect alone.
  const claude = /^[A-Z]/.test(name);
  const also = (fields: object) => (claude ? fields : {});
  if (moment === 'start' || moment === 'after-edit' || moment === 'after-command')
    return json({
      additional_context: words,
      ...also({ hookSpecificOutput: { hookEventName: name, additionalContext: words } }),
    });
  if (moment === 'stop')
    return json({ followup_message: words, ...also({ decision: 'block', reason: words }) });
  if (verdict.kind === 'tell') return json({ agent_message: words });
  const updated = verdict.kind === 'rewrite' && !claude && withCommand(event.input, verdict.command);
  // The person is not asked about what a hook allows, so the new command takes its usual way.
  if (updated) return json({ updated_input: updated, agent_message: verdict.told });
  return json({
    permission: 'deny',
    user_message: words,
    agent_message: words,
    ...also({
      hookSpecificOutput: {
        hookEventName: name,
        permissionDecision: 'deny',
        permissionDecisionReason: words,
      },
    }),
  });
}

// cursor.com/docs/hooks
export default defineAgent({
  id: 'cursor',
  name: 'Cursor',
  program: 'cursor-agent',
  runs: ['claude-code'],
  isOwn: (payload) =>
    'cursor_version' in payload || ('conversation_id' in payload && 'generation_id' in payload),
  read,
  answer,
  failing: 1,
  settings: {
    kind: 'json',
    repository: '.cursor/hooks.json',
    person: '~/.cursor/hooks.json',
    needs: { version: 1 },
    entries: (line) => {
      const entry = (event: string, more: object = {}) => ({
        keys: ['hooks', event],
        value: { command: line(), timeout: 30, ...more },
      });
      return [
        entry('sessionStart'),
        entry('beforeSubmitPrompt'),
        entry('beforeShellExecution'),
        entry('postToolUse', { matcher: 'Write' }),
        entry('afterAgentResponse'),
        entry('stop', { loop_limit: 3 }),
      ];
    },
  },
});
