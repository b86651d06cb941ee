import { defineAgent, text } from './agent.ts';
import { answerClaude, claudeEntries, readClaude } from './dialect/claude.ts';

// continuedev/continue, extensions/cli/src/hooks
export default defineAgent({
  id: 'continue',
  name: 'Continue',
  program: 'cn',
  runs: ['claude-code'],
  isOwn: (payload) => /[\\/]\.continue[\\/]/.test(text(payload, 'transcript_path') ?? ''),
  // `stop_hook_active` is always set: what bylaw remembers has to do.
  read: (payload, name) => ({ ...readClaude(payload, name), isContinued: null }),
  answer: answerClaude,
  failing: 1,
  settings: {
    kind: 'json',
    repository: '.continue/settings.json',
    person: '~/.continue/settings.json',
    entries: (line) => claudeEntries(line, { shell: 'Bash', edit: 'Edit|MultiEdit|Write', timeout: 30 }),
    notes: ['Continue may not call all of these hooks yet'],
  },
});
