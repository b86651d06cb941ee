import { didYouMean } from '../nearest.ts';
import { Trouble } from '../trouble.ts';
import { type Agent, type AgentEvent, eventOf, type Payload, text } from './agent.ts';
import claudeCode from './claude-code.ts';
import { agents } from './index.ts';

/** Who calls, and why. */
export interface Call {
  readonly agent: Agent;
  readonly event: AgentEvent;
}

/**
 * Tells the caller from what it wrote, for one settings file may be run by several agents.
 * @param id the agent whose settings hold the hook
 * @param name the event, as the command line has it
 * @throws Trouble where nobody knows that agent, or such a payload
 */
export function callOf(payload: Payload, id: string | undefined, name: string | undefined): Call {
  const agent = callerOf(payload, id === undefined ? undefined : agentOf(id));
  return { agent, event: agent.read(payload, name) };
}

/** A call whose payload cannot be read: the command line alone tells who it is. */
export function callWithout(id: string | undefined, name: string | undefined): Call | null {
  const agent = id === undefined ? undefined : agents.get(id);
  return agent ? { agent, event: eventOf({}, 'other', name ?? '') } : null;
}

function agentOf(id: string): Agent {
  const agent = agents.get(id);
  if (agent) return agent;
  const hint = didYouMean(id, agents.keys()) || `, write one of ${[...agents.keys()].join(', ')}`;
  throw new Trouble(`Unknown agent \`${id}\`${hint}`);
}

function callerOf(payload: Payload, named: Agent | undefined): Agent {
  const all = [...agents.values()];
  const own = (each: Agent) => each.isOwn(payload);
  if (named) {
    const runners = all.filter(({ runs }) => runs?.includes(named.id));
    return [named, ...runners].find(own) ?? named;
  }
  const caller = all.find(own);
  if (caller) return caller;
  // The dialect that most others have taken over.
  if (CLAUDE_EVENT.test(text(payload, 'hook_event_name') ?? '')) return claudeCode;
  throw new Trouble('Nobody knows the agent that wrote this payload, name it: `bylaw hook agent ID`');
}

const CLAUDE_EVENT = /^(?:SessionStart|UserPromptSubmit|PreToolUse|PostToolUse|Stop|SubagentStop)$/;
