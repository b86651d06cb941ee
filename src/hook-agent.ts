import type { Answer, Verdict } from './agents/agent.ts';
import { type Call, callOf, callWithout } from './agents/call.ts';
import { faultOf } from './fault.ts';
import { onCommand } from './hook-agent/command.ts';
import { onEdit } from './hook-agent/edit.ts';
import { failed } from './hook-agent/failed.ts';
import { type Scene, sceneOf } from './hook-agent/scene.ts';
import { onReply, onStop } from './hook-agent/stop.ts';
import { onPrompt, onStart } from './hook-agent/turn.ts';
import { readPayload } from './read/payload.ts';
import { writeAll } from './write.ts';

/**
 * `bylaw hook agent [ID [EVENT]]`: what the hooks of coding agents call. One call is one event: it is read
 * from standard input, judged, and answered as its agent has it.
 * @returns the exit code in the convention of the agent: a failure of bylaw never looks like a verdict
 */
export function hookAgent([id, name]: readonly string[], cwd: string, env: NodeJS.ProcessEnv): number {
  let call: Call | null = callWithout(id, name);
  try {
    call = callOf(readPayload(), id, name);
    const verdict = verdictOn(sceneOf(call.event, cwd, env));
    return send(call.agent.answer(verdict, call.event));
  } catch (error) {
    return send(failed(`bylaw: ${faultOf(error)}\n`, call, cwd, env));
  }
}

function verdictOn(scene: Scene): Verdict {
  switch (scene.event.moment) {
    case 'start':
      return onStart(scene);
    case 'prompt':
      return onPrompt(scene);
    case 'before-command':
      return onCommand(scene);
    case 'before-edit':
    case 'after-edit':
      return onEdit(scene);
    case 'reply':
      return onReply(scene);
    case 'stop':
      return onStop(scene);
    // What a sub-agent did is a part of the session, and judged with it.
    case 'subagent-stop':
    case 'after-command':
    case 'other':
      return { kind: 'none' };
  }
}

function send({ stdout = '', stderr = '', code }: Answer): number {
  writeAll(2, stderr);
  writeAll(1, stdout);
  return code;
}
