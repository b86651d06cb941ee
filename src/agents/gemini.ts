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
import { toolUse, withCommand } from './dialect/tool.ts';

const MOMENTS: Readonly<Record<string, Moment>> = {
  SessionStart: 'start',
  BeforeAgent: 'prompt',
  AfterAgent: 'stop',
};

/** Names that no other agent has. */
const OWN = /^(?:Before|After)(?:Agent|Model|Tool)$|^BeforeToolSelection$|^PreCompress$/;

function read(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'hook_event_name') ?? name ?? '';
  const moment = momentOf(MOMENTS, event);
  const input = object(payload, 'tool_input');
  return {
    ...eventOf(payload, moment, event),
    ...(event === 'BeforeTool' ? toolUse('before', text(payload, 'tool_name'), input) : {}),
    ...(event === 'AfterTool' ? toolUse('after', text(payload, 'tool_name'), input) : {}),
    session: text(payload, 'session_id'),
    cwd: text(payload, 'cwd'),
    transcript: text(payload, 'transcript_path'),
    prompt: moment === 'prompt' ? text(payload, 'prompt') : null,
    reply: moment === 'stop' ? text(payload, 'prompt_response') : null,
    isContinued: flag(payload, 'stop_hook_active'),
  };
}

function answer(verdict: Verdict, { moment, name, input }: AgentEvent): Answer {
  if (verdict.kind === 'none') return json({});
  const words = verdict.text;
  // `deny` behind a tool would take away what the tool said.
  if (moment === 'after-edit' || verdict.kind === 'tell')
    return json({ hookSpecificOutput: { hookEventName: name, additionalContext: words } });
  const updated = verdict.kind === 'rewrite' && withCommand(input, verdict.command);
  if (updated)
    return json({
      hookSpecificOutput: { hookEventName: name, tool_input: updated },
      systemMessage: verdict.told,
    });
  return json({ decision: 'deny', reason: words });
}

// google-gemini/gemini-cli, docs/hooks
export default defineAgent({
  id: 'gemini',
  name: 'Gemini CLI',
  program: 'gemini',
  isOwn: (payload) =>
    OWN.test(text(payload, 'hook_event_name') ?? '') ||
    /[\\/]\.gemini[\\/]tmp[\\/]/.test(text(payload, 'transcript_path') ?? ''),
  read,
  answer,
  failing: 1,
  settings: {
    kind: 'json',
    repository: '.gemini/settings.json',
    person: '~/.gemini/settings.json',
    entries: (line) => {
      const group = (event: string, matcher?: string) => ({
        keys: ['hooks', event],
        value: {
          ...(matcher === undefined ? {} : { matcher }),
          // In milliseconds.
          hooks: [{ name: 'bylaw', type: 'command', command: line(), timeout: 30_000 }],
        },
      });
      return [
        group('SessionStart'),
        group('BeforeAgent'),
        group('BeforeTool', 'run_shell_command'),
        group('AfterTool', 'write_file|replace'),
        group('AfterAgent'),
      ];
    },
  },
});
