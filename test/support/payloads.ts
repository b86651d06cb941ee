import type { Outcome } from './sandbox.ts';

// What coding agents write to their hooks, and how they read the answers. Written from the vendors'
// documentation and from what people report of it, not recorded: values are invented.

type Json = Record<string, unknown>;

/** One agent as a test plays it. */
export interface Played {
  readonly id: string;
  /** What its settings name behind the id, where the payload does not tell the event. */
  readonly event?: { readonly command?: string; readonly edit?: string; readonly stop?: string };
  /** About to run a command. */
  readonly command: (cwd: string, command: string) => Json;
  /** Has replaced a line of a file. */
  readonly edit?: (cwd: string, path: string, before: string, after: string) => Json;
  /** At the end of a turn; `again` where a hook has sent it back. */
  readonly stop?: (cwd: string, reply: string, again?: boolean) => Json;
  /** Why the command does not run; null where it does. */
  readonly denial: (outcome: Outcome) => string | null;
  /** What the model reads behind an edit. */
  readonly heard?: (outcome: Outcome) => string | null;
  /** What the agent goes on with in place of its end. */
  readonly sentBack?: (outcome: Outcome) => string | null;
}

const printed = ({ stdout }: Outcome): Json => (stdout.trim() === '' ? {} : JSON.parse(stdout));
const inside = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const textAt = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Exit code 2 denies with what stands on standard error. */
const byExitCode = ({ code, stderr }: Outcome) => (code === 2 ? stderr : null);

const blocked = (outcome: Outcome): string | null => {
  if (outcome.code === 2) return outcome.stderr;
  const { decision, reason } = printed(outcome);
  return decision === 'block' ? textAt(reason) : null;
};

const claudeDenial = (outcome: Outcome): string | null => {
  const { permissionDecision, permissionDecisionReason } = inside(printed(outcome).hookSpecificOutput);
  return permissionDecision === 'deny' ? textAt(permissionDecisionReason) : blocked(outcome);
};

const claudeHeard = (outcome: Outcome): string | null =>
  blocked(outcome) ?? textAt(inside(printed(outcome).hookSpecificOutput).additionalContext);

/** Agents that have taken the protocol of Claude Code over, each with fields of its own. */
const claudeLike = (
  id: string,
  own: Json,
  tools: { readonly shell: string; readonly edit: string },
): Played => {
  const base = (cwd: string, event: string): Json => ({
    session_id: `${id}-1`,
    transcript_path: null,
    cwd,
    hook_event_name: event,
    ...own,
  });
  return {
    id,
    command: (cwd, command) => ({
      ...base(cwd, 'PreToolUse'),
      tool_name: tools.shell,
      tool_input: { command, description: 'Run it' },
    }),
    edit: (cwd, path, before, after) => ({
      ...base(cwd, 'PostToolUse'),
      tool_name: tools.edit,
      tool_input: { file_path: `${cwd}/${path}`, old_string: before, new_string: after },
      tool_response: { filePath: `${cwd}/${path}` },
    }),
    stop: (cwd, reply, again = false) => ({
      ...base(cwd, 'Stop'),
      stop_hook_active: again,
      last_assistant_message: reply,
    }),
    denial: claudeDenial,
    heard: claudeHeard,
    sentBack: blocked,
  };
};

const BASH = { shell: 'Bash', edit: 'Edit' };

export const claudeCode = claudeLike('claude-code', { prompt_id: 'b2', permission_mode: 'default' }, BASH);

export const codex: Played = {
  ...claudeLike('codex', { turn_id: 't1', model: 'gpt-5.6', permission_mode: 'default' }, BASH),
  edit: (cwd, path, before, after) => ({
    session_id: 'codex-1',
    turn_id: 't1',
    transcript_path: null,
    cwd,
    hook_event_name: 'PostToolUse',
    model: 'gpt-5.6',
    tool_name: 'apply_patch',
    tool_input: {
      command: `*** Begin Patch\n*** Update File: ${path}\n@@\n-${before}\n+${after}\n*** End Patch\n`,
    },
    tool_response: 'Done',
  }),
};

const droid = claudeLike('droid', { permission_mode: 'auto-low' }, { shell: 'Execute', edit: 'Edit' });
const qwen = claudeLike(
  'qwen',
  { timestamp: '2026-08-01T10:00:00.000Z' },
  { shell: 'run_shell_command', edit: 'edit' },
);
const kimi = claudeLike('kimi', {}, { shell: 'Shell', edit: 'StrReplaceFile' });
// It says of every stop that a hook has sent it back.
const continueCli: Played = {
  ...claudeLike('continue', {}, BASH),
  stop: (cwd, reply) => ({
    session_id: 'continue-1',
    cwd,
    hook_event_name: 'Stop',
    stop_hook_active: true,
    last_assistant_message: reply,
  }),
};

export const cursor: Played = {
  id: 'cursor',
  command: (cwd, command) => ({ ...cursorBase(cwd, 'beforeShellExecution'), command, cwd, sandbox: false }),
  edit: (cwd, path, before, after) => ({
    ...cursorBase(cwd, 'postToolUse'),
    tool_name: 'Write',
    tool_input: { file_path: `${cwd}/${path}`, old_string: before, new_string: after },
  }),
  denial: (outcome) => {
    const { permission, agent_message } = printed(outcome);
    return permission === 'deny' ? textAt(agent_message) : byExitCode(outcome);
  },
  heard: (outcome) => textAt(printed(outcome).additional_context),
  sentBack: (outcome) => textAt(printed(outcome).followup_message),
};

export function cursorBase(cwd: string, event: string): Json {
  return {
    conversation_id: 'cursor-1',
    generation_id: 'g',
    model: 'm',
    hook_event_name: event,
    cursor_version: '3.7.21',
    workspace_roots: [cwd],
    user_email: null,
    transcript_path: null,
  };
}

const geminiBase = (cwd: string, event: string): Json => ({
  session_id: 'gemini-1',
  transcript_path: '/nowhere/.gemini/tmp/app/chats/session-1.jsonl',
  cwd,
  hook_event_name: event,
  timestamp: '2026-08-01T10:00:00.000Z',
});

const geminiDenial = (outcome: Outcome): string | null => {
  const { decision, reason } = printed(outcome);
  return decision === 'deny' ? textAt(reason) : byExitCode(outcome);
};

export const gemini: Played = {
  id: 'gemini',
  command: (cwd, command) => ({
    ...geminiBase(cwd, 'BeforeTool'),
    tool_name: 'run_shell_command',
    tool_input: { command },
  }),
  edit: (cwd, path, before, after) => ({
    ...geminiBase(cwd, 'AfterTool'),
    tool_name: 'replace',
    tool_input: { file_path: `${cwd}/${path}`, old_string: before, new_string: after },
    tool_response: { llmContent: 'ok' },
  }),
  stop: (cwd, reply, again = false) => ({
    ...geminiBase(cwd, 'AfterAgent'),
    prompt: 'fix it',
    prompt_response: reply,
    stop_hook_active: again,
  }),
  denial: geminiDenial,
  heard: (outcome) => textAt(inside(printed(outcome).hookSpecificOutput).additionalContext),
  sentBack: geminiDenial,
};

const copilotDenial = (outcome: Outcome): string | null => {
  const { permissionDecision, permissionDecisionReason } = printed(outcome);
  if (permissionDecision === 'deny') return textAt(permissionDecisionReason);
  return outcome.code === 0 ? null : outcome.stderr;
};

/** With the names of Claude Code, as `bylaw install` writes them. */
export const copilot: Played = {
  id: 'copilot',
  command: (cwd, command) => ({
    hook_event_name: 'PreToolUse',
    session_id: 'copilot-1',
    timestamp: '2026-08-01T10:00:00.000Z',
    cwd,
    tool_name: 'Bash',
    tool_input: { command },
  }),
  edit: (cwd, path, before, after) => ({
    hook_event_name: 'PostToolUse',
    session_id: 'copilot-1',
    timestamp: '2026-08-01T10:00:00.000Z',
    cwd,
    tool_name: 'Edit',
    tool_input: { file_path: `${cwd}/${path}`, old_string: before, new_string: after },
  }),
  denial: copilotDenial,
  heard: (outcome) => textAt(printed(outcome).additionalContext),
};

/** With its own names, which the payload does not hold. */
export const copilotCamel: Played = {
  id: 'copilot',
  event: { command: 'preToolUse', stop: 'agentStop' },
  command: (cwd, command) => ({
    sessionId: 'copilot-2',
    timestamp: 1785578400000,
    cwd,
    toolName: 'bash',
    toolArgs: JSON.stringify({ command }),
  }),
  denial: copilotDenial,
};

const vscode: Played = {
  id: 'vscode',
  command: (cwd, command) => ({
    timestamp: '2026-08-01T10:00:00.000Z',
    cwd,
    sessionId: 'vscode-1',
    hookEventName: 'PreToolUse',
    tool_name: 'run_in_terminal',
    tool_input: { command },
    tool_use_id: 'u',
  }),
  denial: claudeDenial,
};

const windsurf: Played = {
  id: 'windsurf',
  command: (cwd, command) => ({
    agent_action_name: 'pre_run_command',
    trajectory_id: 'windsurf-1',
    execution_id: 'e',
    timestamp: '2026-08-01T10:00:00Z',
    model_name: 'm',
    tool_info: { command_line: command, cwd },
  }),
  denial: byExitCode,
};

const cline: Played = {
  id: 'cline',
  event: { command: 'PreToolUse', edit: 'PostToolUse' },
  command: (cwd, command) => ({
    clineVersion: '3.40.0',
    hookName: 'PreToolUse',
    timestamp: '1785578400000',
    taskId: 'cline-1',
    workspaceRoots: [cwd],
    userId: 'u',
    preToolUse: { toolName: 'execute_command', parameters: { command } },
  }),
  denial: (outcome) => {
    const { cancel, errorMessage } = printed(outcome);
    return cancel === true ? textAt(errorMessage) : null;
  },
};

const antigravityBase = (cwd: string): Json => ({
  conversationId: 'antigravity-1',
  workspacePaths: [cwd],
  transcriptPath: '/nowhere/transcript.jsonl',
  artifactDirectoryPath: '/nowhere',
});

export const antigravity: Played = {
  id: 'antigravity',
  event: { command: 'PreToolUse', stop: 'Stop' },
  command: (cwd, command) => ({
    ...antigravityBase(cwd),
    stepIdx: 3,
    toolCall: { name: 'run_command', args: { CommandLine: command, Cwd: cwd } },
  }),
  // An answer without a decision is a denial there.
  denial: (outcome) => {
    const { decision, reason } = printed(outcome);
    return decision === 'allow' || decision === 'ask' ? null : (textAt(reason) ?? '');
  },
};

const kiro: Played = {
  id: 'kiro',
  command: (cwd, command) => ({
    hook_event_name: 'preToolUse',
    cwd,
    tool_name: 'execute_bash',
    tool_input: { command },
  }),
  denial: byExitCode,
};

const crush: Played = {
  id: 'crush',
  command: (cwd, command) => ({
    event: 'PreToolUse',
    session_id: 'crush-1',
    cwd,
    tool_name: 'bash',
    tool_input: { command },
  }),
  denial: geminiDenial,
};

const vibe: Played = {
  id: 'vibe',
  event: { command: 'pre_tool', stop: 'post_agent' },
  command: (cwd, command) => ({
    session_id: 'vibe-1',
    parent_session_id: null,
    transcript_path: '/nowhere/messages.jsonl',
    cwd,
    tool_call_id: 'c',
    tool_name: 'bash',
    tool_input: { command },
  }),
  denial: geminiDenial,
};

const dockerAgent: Played = {
  id: 'docker-agent',
  command: (cwd, command) => ({
    session_id: 'docker-1',
    cwd,
    hook_event_name: 'pre_tool_use',
    tool_name: 'shell',
    tool_input: { cmd: command },
  }),
  denial: (outcome) => {
    const { permission_decision, permission_decision_reason } = inside(printed(outcome).hook_specific_output);
    return permission_decision === 'deny' ? textAt(permission_decision_reason) : byExitCode(outcome);
  },
};

/** What our own plugins write, in agents that have no hooks for programs. */
const plugin = (id: string): Played => {
  const base = (cwd: string, event: string): Json => ({ plugin: id, event, session: `${id}-1`, cwd });
  const denial = (outcome: Outcome) => textAt(printed(outcome).deny);
  return {
    id,
    command: (cwd, command) => ({ ...base(cwd, 'before'), tool: 'bash', input: { command } }),
    edit: (cwd, path, before, after) => ({
      ...base(cwd, 'after'),
      tool: 'edit',
      input: { filePath: `${cwd}/${path}`, oldString: before, newString: after },
    }),
    stop: (cwd, reply) => ({ ...base(cwd, 'stop'), reply }),
    denial,
    heard: denial,
    sentBack: denial,
  };
};

export const AGENTS: readonly Played[] = [
  plugin('amp'),
  antigravity,
  claudeCode,
  cline,
  codex,
  continueCli,
  copilot,
  copilotCamel,
  crush,
  cursor,
  dockerAgent,
  droid,
  gemini,
  kimi,
  kiro,
  plugin('opencode'),
  plugin('pi'),
  qwen,
  vibe,
  vscode,
  windsurf,
];
