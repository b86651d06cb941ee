/**
 * Variables that coding agents set for the commands they run, by their documentation or as seen in 2026.
 * What an editor sets for its user's terminal, too, is none of them (`CURSOR_TRACE_ID`, `TERM_PROGRAM`).
 */
const MARKS = [
  'AI_AGENT',
  'AMP_CURRENT_THREAD_ID',
  'ANTIGRAVITY_AGENT',
  'AUGMENT_AGENT',
  'CLAUDECODE',
  'CLAUDE_CODE_REMOTE',
  'CLINE_ACTIVE',
  'CODEX_CI',
  'CODEX_SANDBOX',
  'CODEX_THREAD_ID',
  'COPILOT_CLI',
  'CRUSH',
  'CURSOR_AGENT',
  'GEMINI_CLI',
  'GOOSE_TERMINAL',
  'OPENCODE',
  'PI_CODING_AGENT',
  'QWEN_CODE',
];

/** Agents that name themselves in `AGENT`, a variable of other use. */
const NAMES = ['amp', 'crush', 'goose', 'opencode'];

/** Whether a coding agent runs this command, by the environment it gave it. */
export function agentAtWork(env: NodeJS.ProcessEnv): boolean {
  return MARKS.some((mark) => !/^(?:|0|false)$/i.test(env[mark] ?? '')) || NAMES.includes(env.AGENT ?? '');
}
