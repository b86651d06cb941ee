import {
  type AgentEvent,
  type Answer,
  defineAgent,
  eventOf,
  flag,
  json,
  type Moment,
  object,
  type Payload,
  text,
  type Verdict,
} from './agent.ts';
import { readClaude } from './dialect/claude.ts';
import { toolUse, withCommand } from './dialect/tool.ts';

/** The names in camel case, whose payload does not hold them. */
const MOMENTS: Readonly<Record<string, Moment>> = {
  sessionStart: 'start',
  userPromptSubmitted: 'prompt',
  preToolUse: 'other',
  postToolUse: 'other',
  agentStop: 'stop',
  subagentStop: 'subagent-stop',
};

function read(payload: Payload, name: string | undefined): AgentEvent {
  if ('hook_event_name' in payload)
    return { ...readClaude(payload, name), transcript: transcriptOf(payload) };
  const event = name !== undefined && Object.hasOwn(MOMENTS, name) ? name : guessed(payload);
  const moment = MOMENTS[event] ?? 'other';
  const use = (when: 'before' | 'after') =>
    toolUse(when, text(payload, 'toolName'), object(payload, 'toolArgs'));
  // An agent that somebody stopped is not to go on.
  const isOver = moment === 'stop' && (text(payload, 'stopReason') ?? 'end_turn') !== 'end_turn';
  return {
    ...eventOf(payload, isOver ? 'other' : moment, event),
    ...(event === 'preToolUse' ? use('before') : {}),
    ...(event === 'postToolUse' ? use('after') : {}),
    session: text(payload, 'sessionId'),
    cwd: text(payload, 'cwd'),
    transcript: transcriptOf(payload),
    prompt: moment === 'prompt' ? text(payload, 'prompt') : null,
    reply: text(payload, 'last_assistant_message', 'response'),
    isContinued: flag(payload, 'stop_hook_active'),
  };
}

function transcriptOf(payload: Payload): string | null {
  return text(payload, 'transcriptPath', 'transcript_path');
}

function guessed(payload: Payload): string {
  if ('toolName' in payload) return 'toolResult' in payload ? 'postToolUse' : 'preToolUse';
  if ('stopReason' in payload || 'stop_hook_active' in payload) return 'agentStop';
  if ('prompt' in payload) return 'userPromptSubmitted';
  return 'source' in payload || 'initialPrompt' in payload ? 'sessionStart' : '';
}

/** Both in the words of Copilot and, where the event has a name of Claude Code, in those. */
function answer(verdict: Verdict, event: AgentEvent): Answer {
  const { moment, name } = event;
  if (verdict.kind === 'none') return json({});
  const words = verdict.text;
  const both = (own: object, claude: object) =>
    json(/^[A-Z]/.test(name) ? { ...own, hookSpecificOutput: { hookEventName: name, ...claude } } : own);
  if (moment === 'stop') return json({ decision: 'block', reason: words });
  if (verdict.kind === 'tell' || (moment !== 'before-command' && moment !== 'before-edit'))
    return both({ additionalContext: words }, { additionalContext: words });
  const updated = verdict.kind === 'rewrite' && withCommand(event.input, verdict.command);
  if (updated)
    return both(
      { modifiedArgs: updated, additionalContext: verdict.told },
      { updatedInput: updated, additionalContext: verdict.told },
    );
  const denied = { permissionDecision: 'deny', permissionDecisionReason: words };
  return both(denied, denied);
}

/** The names of events that Copilot has taken over from Claude Code. */
const CLAUDE = /^(?:SessionStart|UserPromptSubmit|PreToolUse|PostToolUse|Stop|SubagentStop)$/;

// github/docs, content/copilot/reference/hooks-reference.md
export default defineAgent({
  id: 'copilot',
  name: 'Copilot CLI',
  program: 'copilot',
  runs: ['claude-code'],
  isOwn: (payload) =>
    ('sessionId' in payload && typeof payload.timestamp === 'number') ||
    (typeof payload.timestamp === 'string' &&
      'session_id' in payload &&
      CLAUDE.test(text(payload, 'hook_event_name') ?? '') &&
      !/[\\/]\.gemini[\\/]/.test(text(payload, 'transcript_path') ?? '')),
  read,
  answer,
  // Any other exit code denies the command.
  failing: 0,
  settings: {
    kind: 'json',
    repository: '.github/hooks/bylaw.json',
    person: '~/.copilot/hooks/bylaw.json',
    moved: { variable: 'COPILOT_HOME', folder: '~/.copilot' },
    needs: { version: 1 },
    entries: (line) => {
      const entry = (event: string, matcher?: string) => ({
        keys: ['hooks', event],
        value: {
          type: 'command',
          command: line(event),
          ...(matcher === undefined ? {} : { matcher }),
          timeoutSec: 30,
        },
      });
      return [
        entry('SessionStart'),
        entry('UserPromptSubmit'),
        entry('PreToolUse', 'Bash|PowerShell'),
        entry('PostToolUse', 'Edit|Write'),
        entry('Stop'),
      ];
    },
    notes: ['VS Code and the cloud agent run the hooks of a repository too'],
  },
});
