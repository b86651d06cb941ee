import {
  type AgentEvent,
  type Answer,
  defineAgent,
  eventOf,
  json,
  type Moment,
  momentOf,
  object,
  type Payload,
  text,
  type Verdict,
} from './agent.ts';
import { toolUse } from './dialect/tool.ts';

const MOMENTS: Readonly<Record<string, Moment>> = {
  TaskStart: 'start',
  TaskResume: 'start',
  UserPromptSubmit: 'prompt',
};

function read(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'hookName') ?? name ?? '';
  const moment = momentOf(MOMENTS, event);
  const [root] = Array.isArray(payload.workspaceRoots) ? payload.workspaceRoots : [];
  return {
    ...eventOf(payload, moment, event),
    ...(event === 'PreToolUse' ? use('before', object(payload, 'preToolUse'), payload) : {}),
    ...(event === 'PostToolUse' ? use('after', object(payload, 'postToolUse'), payload) : {}),
    session: text(payload, 'taskId'),
    cwd: typeof root === 'string' ? root : null,
    prompt: text(object(payload, 'userPromptSubmit'), 'prompt'),
  };
}

/** The extension gives `toolName` and `parameters`, the SDK `tool_call` with `name` and `input`. */
function use(when: 'before' | 'after', given: Payload, payload: Payload) {
  const call = object(payload, 'tool_call');
  const input = 'parameters' in given ? object(given, 'parameters') : object(call, 'input');
  return toolUse(when, text(given, 'toolName') ?? text(call, 'name'), input);
}

function answer(verdict: Verdict, { moment }: AgentEvent): Answer {
  if (verdict.kind === 'none') return json({ cancel: false });
  const words = verdict.text;
  const stops = verdict.kind !== 'tell' && (moment === 'before-command' || moment === 'before-edit');
  return json(stops ? { cancel: true, errorMessage: words } : { cancel: false, contextModification: words });
}

// cline/cline
export default defineAgent({
  id: 'cline',
  name: 'Cline',
  program: 'cline',
  isOwn: (payload) => 'clineVersion' in payload || ('hookName' in payload && 'taskId' in payload),
  read,
  answer,
  failing: 0,
  settings: {
    kind: 'file',
    repository: '.clinerules/hooks/',
    person: '~/Documents/Cline/Hooks/',
    files: (line) =>
      Object.fromEntries(
        ['TaskStart', 'UserPromptSubmit', 'PreToolUse', 'PostToolUse'].map((event) => [
          event,
          `#!/bin/sh\n${line(event)}\n`,
        ]),
      ),
  },
});
