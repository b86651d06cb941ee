import { type AgentEvent, type Answer, defineAgent, json, text, type Verdict } from './agent.ts';
import { answerClaude, claudeEntries, readClaude } from './dialect/claude.ts';
import { withCommand } from './dialect/tool.ts';

/** As Claude Code, but for `ask`, which Codex does not know: its own approval comes after the hooks. */
function answer(verdict: Verdict, event: AgentEvent): Answer {
  const updatedInput = verdict.kind === 'rewrite' ? withCommand(event.input, verdict.command) : null;
  if (!updatedInput) return answerClaude(verdict, event);
  return json({
    hookSpecificOutput: { hookEventName: event.name, permissionDecision: 'allow', updatedInput },
  });
}

// developers.openai.com/codex/hooks
export default defineAgent({
  id: 'codex',
  name: 'Codex CLI',
  program: 'codex',
  isOwn: (payload) =>
    'turn_id' in payload || /[\\/]rollout-[^\\/]*$/.test(text(payload, 'transcript_path') ?? ''),
  read: readClaude,
  answer,
  failing: 1,
  settings: {
    kind: 'json',
    repository: '.codex/hooks.json',
    person: '~/.codex/hooks.json',
    moved: { variable: 'CODEX_HOME', folder: '~/.codex' },
    entries: (line) =>
      claudeEntries(line, {
        shell: '^Bash$',
        edit: '^(?:apply_patch|Edit|Write)$',
        timeout: 30,
      }),
    notes: ['Codex runs a new or changed hook only after you have approved it: type /hooks in Codex'],
  },
});
