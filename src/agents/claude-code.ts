import { defineAgent, text } from './agent.ts';
import { answerClaude, claudeEntries, readClaude } from './dialect/claude.ts';

export default defineAgent({
  id: 'claude-code',
  name: 'Claude Code',
  program: 'claude',
  isOwn: (payload) =>
    'prompt_id' in payload ||
    'effort' in payload ||
    /[\\/]\.claude[\\/]/.test(text(payload, 'transcript_path') ?? ''),
  read: readClaude,
  answer: answerClaude,
  failing: 1,
  settings: {
    kind: 'json',
    repository: '.claude/settings.json',
    person: '~/.claude/settings.json',
    moved: { variable: 'CLAUDE_CONFIG_DIR', folder: '~/.claude' },
    entries: (line) =>
      claudeEntries(line, {
        shell: 'Bash|PowerShell',
        edit: 'Edit|MultiEdit|Write|NotebookEdit',
        timeout: 30,
      }),
    notes: ['Cursor, Copilot, VS Code and Continue run these hooks too, each is answered in its own way'],
  },
});
