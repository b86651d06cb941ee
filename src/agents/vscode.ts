import { defineAgent } from './agent.ts';
import { answerClaude, readClaude } from './dialect/claude.ts';

// code.visualstudio.com/docs/agents/reference/hooks-reference
export default defineAgent({
  id: 'vscode',
  name: 'VS Code',
  program: 'code',
  runs: ['claude-code', 'copilot'],
  isOwn: (payload) => 'hookEventName' in payload && 'sessionId' in payload,
  read: readClaude,
  answer: answerClaude,
  failing: 1,
  settings: {
    kind: 'by-hand',
    repository: null,
    person: null,
    how: 'VS Code runs the hooks that `bylaw install copilot` or `bylaw install claude-code` writes',
  },
});
