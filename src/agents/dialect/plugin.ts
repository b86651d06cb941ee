import {
  type AgentEvent,
  type Answer,
  eventOf,
  json,
  type Moment,
  object,
  type Payload,
  text,
  type Verdict,
} from '../agent.ts';
import { toolUse } from './tool.ts';

// Agents without hooks for programs load a plugin of ours, which speaks this.

const MOMENTS: readonly Moment[] = ['start', 'prompt', 'stop', 'subagent-stop'];

/** `{ event, session, cwd, transcript, tool, input, prompt, reply }`; `event` is a moment, `before` or `after`. */
export function readPlugin(payload: Payload, name: string | undefined): AgentEvent {
  const event = text(payload, 'event') ?? name ?? '';
  const input = object(payload, 'input');
  const isTool = event === 'before' || event === 'after';
  return {
    ...eventOf(payload, MOMENTS.find((moment) => moment === event) ?? 'other', event),
    ...(isTool ? toolUse(event, text(payload, 'tool'), input) : {}),
    session: text(payload, 'session'),
    cwd: text(payload, 'cwd'),
    transcript: text(payload, 'transcript'),
    prompt: text(payload, 'prompt'),
    reply: text(payload, 'reply'),
  };
}

/** `{ deny }`, `{ tell }` or `{ rewrite, tell }`: texts, but for `rewrite`, the new command. */
export function answerPlugin(verdict: Verdict): Answer {
  switch (verdict.kind) {
    case 'none':
      return json({});
    case 'tell':
      return json({ tell: verdict.text });
    case 'deny':
      return json({ deny: verdict.text });
    case 'rewrite':
      return json({ rewrite: verdict.command, tell: verdict.told });
  }
}

/** Whether a plugin of that agent wrote a payload. */
export function isOf(id: string): (payload: Payload) => boolean {
  return (payload) => payload.plugin === id;
}

/**
 * The function `ask` that a plugin calls bylaw with. Where bylaw cannot be started or fails, the answer is
 * empty: nothing is stopped.
 */
export function askFunction(id: string, line: string): string {
  return `import { spawn } from 'node:child_process';

// Written by bylaw: \`bylaw install ${id}\` writes it again, \`bylaw uninstall ${id}\` takes it out.
function ask(question) {
  return new Promise((resolve) => {
    const child = spawn(${JSON.stringify(line)}, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] });
    const timer = setTimeout(() => child.kill(), 30_000);
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
    });
    child.stdin.on('error', () => {});
    child.on('error', () => resolve({}));
    child.on('close', () => {
      clearTimeout(timer);
      try {
        resolve(JSON.parse(text));
      } catch {
        resolve({});
      }
    });
    child.stdin.end(JSON.stringify({ plugin: '${id}', ...question }));
  });
}
`;
}
