import { defineAgent, text } from './agent.ts';
import { answerClaude, claudeEntries, readClaude } from './dialect/claude.ts';

// Factory-AI/factory, docs/reference/hooks-reference.mdx
export default defineAgent({
  id: 'droid',
  name: 'Factory Droid',
  program: 'droid',
  isOwn: (payload) =>
    /^(?:off|spec|auto-\w+)$/.test(text(payload, 'permission_mode') ?? '') ||
    /[\\/]\.factory[\\/]/.test(text(payload, 'transcript_path') ?? ''),
  read: readClaude,
  answer: answerClaude,
  failing: 1,
  settings: {
    kind: 'json',
    repository: '.factory/hooks.json',
    person: '~/.factory/hooks.json',
    entries: (line) => claudeEntries(line, { shell: 'Execute', edit: 'Create|Edit|ApplyPatch', timeout: 30 }),
    notes: ['Droid takes new hooks over at its next start, or after a look at them under /hooks'],
  },
});
