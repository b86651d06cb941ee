import type { AgentEvent, Answer } from '../agents/agent.ts';
import type { Call } from '../agents/call.ts';
import { findConfiguration, readText } from '../policy/find.ts';
import type { AgentSettings } from '../policy/policy.ts';
import { findRepository } from '../read/repository.ts';
import { surroundings } from '../surroundings.ts';
import { folderOf } from './scene.ts';

/**
 * The answer where bylaw could not judge. It is no verdict: without `agents.onError` the agent does what it
 * does about failed hooks, as far as that stops nothing.
 * @param fault what has failed, for people, with its end of line
 * @param call null where nobody knows who calls
 */
export function failed(fault: string, call: Call | null, cwd: string, env: NodeJS.ProcessEnv): Answer {
  const onError = onErrorAt(folderOf(call?.event ?? null, cwd), env);
  // No verdict in any dialect, and the one that most take for a denial.
  if (!call) return { stderr: fault, code: onError === 'deny' ? 2 : 0 };
  const { agent, event } = call;
  if (onError === 'deny' && isGate(event)) {
    const text = `bylaw could not judge this, and by \`agents.onError\` it is not to run then. Tell the person:\n${fault}`;
    const answer = agent.answer({ kind: 'deny', text }, event);
    return { ...answer, stderr: answer.stderr ?? fault };
  }
  const answer = agent.answer({ kind: 'none' }, event);
  return { ...answer, stderr: fault, code: onError === 'allow' ? answer.code : agent.failing };
}

/** Whether something waits for leave. What a payload that cannot be read waits for nobody knows. */
function isGate({ moment, payload }: AgentEvent): boolean {
  return moment === 'before-command' || moment === 'before-edit' || Object.keys(payload).length === 0;
}

/** The policy's choice; where the configuration is wrong, what stands in it all the same. */
function onErrorAt(cwd: string, env: NodeJS.ProcessEnv): AgentSettings['onError'] {
  try {
    return surroundings(cwd, env).policy.agents?.onError;
  } catch {
    return writtenOnError(cwd, env);
  }
}

function writtenOnError(cwd: string, env: NodeJS.ProcessEnv): AgentSettings['onError'] {
  try {
    const found = findConfiguration(cwd, findRepository(cwd, env)?.workTree ?? cwd);
    const [, choice] =
      /\bonError["']?\s{0,9}:\s{0,9}["'](allow|deny)["']/.exec(found ? readText(found.file) : '') ?? [];
    return choice as AgentSettings['onError'];
  } catch {
    return undefined;
  }
}
