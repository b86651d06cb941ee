import {
  type AgentEvent,
  type Answer,
  type CommandLine,
  type Edit,
  eventOf,
  flag,
  isObject,
  json,
  type ListEntry,
  type Moment,
  momentOf,
  NOTHING,
  object,
  type Payload,
  text,
  type Verdict,
} from '../agent.ts';
import { toolUse, withCommand } from './tool.ts';

// What Claude Code says to hooks and wants to hear of them (code.claude.com/docs/en/hooks), which Codex, Droid,
// Qwen Code, Kimi CLI, Copilot, VS Code and Continue have taken over.

const MOMENTS: Readonly<Record<string, Moment>> = {
  SessionStart: 'start',
  UserPromptSubmit: 'prompt',
  Stop: 'stop',
  SubagentStop: 'subagent-stop',
};

export function readClaude(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'hook_event_name', 'hookEventName') ?? name ?? '';
  const moment = momentOf(MOMENTS, event);
  return {
    ...eventOf(payload, moment, event),
    ...(event === 'PreToolUse' ? usedTool('before', payload) : {}),
    ...(event === 'PostToolUse' ? usedTool('after', payload) : {}),
    session: text(payload, 'session_id', 'sessionId'),
    cwd: text(payload, 'cwd'),
    transcript: text(payload, 'transcript_path', 'transcriptPath'),
    prompt: moment === 'prompt' ? text(payload, 'prompt') : null,
    reply: text(payload, 'last_assistant_message', 'response'),
    isContinued: flag(payload, 'stop_hook_active'),
  };
}

function usedTool(when: 'before' | 'after', payload: Payload) {
  const use = toolUse(when, text(payload, 'tool_name'), object(payload, 'tool_input'));
  const [edit] = use.edits;
  const changes =
    edit && use.edits.length === 1 ? changesOf(edit.path, object(payload, 'tool_response')) : [];
  return changes.length > 0 ? { ...use, edits: changes } : use;
}

/** What Claude Code says that an edit has changed: where a whole file is written, only this tells. */
function changesOf(path: string, { structuredPatch }: Payload): Edit[] {
  const hunks = Array.isArray(structuredPatch) ? structuredPatch.filter(isObject) : [];
  return hunks.map(({ newStart, lines }) => {
    const all = Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [];
    const without = (sign: string) =>
      all
        .flatMap((line) => (/^[ +-]/.test(line) && !line.startsWith(sign) ? [line.slice(1)] : []))
        .join('\n');
    const line = typeof newStart === 'number' ? { line: newStart } : {};
    return { path, removed: without('+'), added: without('-'), ...line };
  });
}

export function answerClaude(verdict: Verdict, event: AgentEvent): Answer {
  const { moment, name } = event;
  const specific = (fields: object) => json({ hookSpecificOutput: { hookEventName: name, ...fields } });
  if (verdict.kind === 'none') return NOTHING;
  if (verdict.kind === 'tell') return specific({ additionalContext: verdict.text });
  if (moment !== 'before-command' && moment !== 'before-edit')
    return json({ decision: 'block', reason: verdict.text });
  if (verdict.kind === 'deny')
    return specific({ permissionDecision: 'deny', permissionDecisionReason: verdict.text });
  const updatedInput = withCommand(event.input, verdict.command);
  if (!updatedInput) return specific({ permissionDecision: 'deny', permissionDecisionReason: verdict.text });
  // `allow` would run a command that the person has not been asked about: what they see is the new one.
  const isFree = event.payload.permission_mode === 'bypassPermissions';
  return specific({
    permissionDecision: isFree ? 'allow' : 'ask',
    permissionDecisionReason: verdict.told,
    updatedInput,
    additionalContext: verdict.told,
  });
}

/** Which tools a matcher of settings names, and how long a hook may take in the agent's unit. */
interface Wanted {
  readonly shell: string;
  readonly edit: string;
  readonly timeout: number;
}

/** Hooks as Claude Code's settings hold them: groups with a matcher, each with its commands. */
export function claudeEntries(line: CommandLine, { shell, edit, timeout }: Wanted): ListEntry[] {
  const group = (event: string, matcher?: string): ListEntry => ({
    keys: ['hooks', event],
    value: {
      ...(matcher === undefined ? {} : { matcher }),
      hooks: [{ type: 'command', command: line(), timeout }],
    },
  });
  return [
    group('SessionStart'),
    group('UserPromptSubmit'),
    group('PreToolUse', shell),
    group('PostToolUse', edit),
    group('Stop'),
  ];
}
