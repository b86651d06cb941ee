import {
  type AgentEvent,
  type Answer,
  defineAgent,
  type Moment,
  NOTHING,
  type Payload,
  text,
  type Verdict,
} from './agent.ts';
import { readClaude } from './dialect/claude.ts';

/** Names of version 2 beside those of Claude Code, which version 3 has. */
const NAMES: Readonly<Record<string, string>> = {
  agentSpawn: 'SessionStart',
  userPromptSubmit: 'UserPromptSubmit',
  preToolUse: 'PreToolUse',
  postToolUse: 'PostToolUse',
};

function read(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'hook_event_name') ?? name ?? '';
  const claude = Object.hasOwn(NAMES, event) ? NAMES[event] : event;
  const read = readClaude({ ...payload, hook_event_name: claude }, undefined);
  // Nothing sends it back at the end of a turn.
  return { ...read, moment: read.moment === 'stop' ? 'other' : read.moment, name: event, payload };
}

/** Where what a hook prints reaches the model. */
const HEARD: readonly Moment[] = ['start', 'prompt'];

function answer(verdict: Verdict, { moment }: AgentEvent): Answer {
  if (verdict.kind === 'none') return NOTHING;
  if (verdict.kind === 'tell' && HEARD.includes(moment)) return { stdout: `${verdict.text}\n`, code: 0 };
  const stops = verdict.kind !== 'tell' && (moment === 'before-command' || moment === 'before-edit');
  // Any other exit code shows a warning to the person; 0 shows nothing.
  return { stderr: `${verdict.text}\n`, code: stops ? 2 : 1 };
}

export default defineAgent({
  id: 'kiro',
  name: 'Kiro CLI',
  program: 'kiro-cli',
  isOwn: (payload) =>
    Object.hasOwn(NAMES, text(payload, 'hook_event_name') ?? '') && !('conversation_id' in payload),
  read,
  answer,
  failing: 1,
  settings: {
    kind: 'json',
    repository: '.kiro/hooks/bylaw.json',
    person: '~/.kiro/hooks/bylaw.json',
    needs: { version: 'v1' },
    entries: (line) => {
      const keys = ['hooks'];
      return [
        ['SessionStart'],
        ['UserPromptSubmit'],
        ['PreToolUse', 'shell|execute_bash'],
        ['PostToolUse', 'write|fs_write'],
      ].map(([trigger, matcher]) => ({
        keys,
        value: {
          name: `bylaw ${trigger}`,
          trigger,
          ...(matcher === undefined ? {} : { matcher }),
          action: { type: 'command', command: line(trigger) },
          timeout: 30,
          enabled: true,
        },
      }));
    },
    notes: ['Kiro 2 reads hooks from .kiro/agents/*.json alone: add them to your agent there'],
  },
});
