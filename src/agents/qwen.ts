import { type AgentEvent, type Answer, defineAgent, json, text, type Verdict } from './agent.ts';
import { answerClaude, claudeEntries, readClaude } from './dialect/claude.ts';

/** As Claude Code, but each answer before a tool has to decide: a warning then goes to the person. */
function answer(verdict: Verdict, event: AgentEvent): Answer {
  const isBefore = event.moment === 'before-command' || event.moment === 'before-edit';
  return verdict.kind === 'tell' && isBefore
    ? json({ systemMessage: verdict.text })
    : answerClaude(verdict, event);
}

// QwenLM/qwen-code, docs/users/features/hooks.md
export default defineAgent({
  id: 'qwen',
  name: 'Qwen Code',
  program: 'qwen',
  isOwn: (payload) => /[\\/]\.qwen[\\/]/.test(text(payload, 'transcript_path') ?? ''),
  read: readClaude,
  answer,
  failing: 1,
  settings: {
    kind: 'json',
    repository: '.qwen/settings.json',
    person: '~/.qwen/settings.json',
    // Timeouts of commands are in milliseconds.
    entries: (line) =>
      claudeEntries(line, { shell: 'run_shell_command', edit: 'write_file|edit|replace', timeout: 30_000 }),
  },
});
