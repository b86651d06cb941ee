import {
  type AgentEvent,
  type Answer,
  defineAgent,
  eventOf,
  type Moment,
  momentOf,
  NOTHING,
  object,
  type Payload,
  text,
  type Verdict,
} from './agent.ts';
import { editsIn } from './dialect/tool.ts';

const MOMENTS: Readonly<Record<string, Moment>> = {
  pre_user_prompt: 'prompt',
  pre_run_command: 'before-command',
  post_run_command: 'after-command',
  pre_write_code: 'before-edit',
  post_write_code: 'after-edit',
};

function read(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'agent_action_name') ?? name ?? '';
  const moment = momentOf(MOMENTS, event);
  const info = object(payload, 'tool_info');
  const isEdit = moment === 'before-edit' || moment === 'after-edit';
  return {
    ...eventOf(payload, moment, event),
    session: text(payload, 'trajectory_id'),
    cwd: text(info, 'cwd'),
    transcript: text(info, 'transcript_path'),
    command: moment === 'before-command' ? text(info, 'command_line') : null,
    edits: isEdit ? editsIn(info) : [],
    prompt: moment === 'prompt' ? text(info, 'user_prompt') : null,
  };
}

/** Only exit codes reach the agent; what is printed, the person sees where `show_output` is set. */
function answer(verdict: Verdict, { moment }: AgentEvent): Answer {
  if (verdict.kind === 'none') return NOTHING;
  const stops = verdict.kind !== 'tell' && (moment === 'before-command' || moment === 'before-edit');
  return stops ? { stderr: `${verdict.text}\n`, code: 2 } : { stdout: `${verdict.text}\n`, code: 0 };
}

// docs.windsurf.com, Cascade hooks; now a part of Devin Desktop
export default defineAgent({
  id: 'windsurf',
  name: 'Windsurf',
  program: 'windsurf',
  isOwn: (payload) => 'agent_action_name' in payload,
  read,
  answer,
  failing: 1,
  settings: {
    kind: 'json',
    repository: '.windsurf/hooks.json',
    person: '~/.codeium/windsurf/hooks.json',
    entries: (line) =>
      ['pre_user_prompt', 'pre_run_command', 'post_write_code'].map((event) => ({
        keys: ['hooks', event],
        value: { command: line(), show_output: true },
      })),
    notes: ['Windsurf tells its model that a command was refused, but not why'],
  },
});
