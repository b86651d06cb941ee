import { eventsOfCall } from '../../read/transcript/tools.ts';
import type { AgentEvent, Edit, Payload } from '../agent.ts';

type ToolUse = Pick<AgentEvent, 'moment' | 'command' | 'edits' | 'input'>;

/** What a call of a tool is: a command, edits, or something that is not judged. */
export function toolUse(when: 'before' | 'after', tool: string | null, input: Payload): ToolUse {
  const calls = eventsOfCall(tool ?? '', withPatch(input));
  const commands = calls.flatMap((call) => (call.kind === 'run' ? [call.command] : []));
  const edits = calls.filter((call) => call.kind === 'edit');
  const command = commands.length > 0 ? commands.join('\n') : null;
  if (command !== null) return { moment: `${when}-command`, command, edits: [], input };
  return { moment: edits.length > 0 ? `${when}-edit` : 'other', command, edits, input };
}

/** The changes that a tool for files was given. */
export function editsIn(input: Payload): readonly Edit[] {
  return toolUse('after', 'edit', input).edits;
}

/** Codex gives its patch as a command. */
function withPatch(input: Payload): Payload {
  const { command } = input;
  return typeof command === 'string' && command.startsWith('*** Begin Patch') ? { input: command } : input;
}

/** Where a command stands as one text. */
const COMMAND_KEYS = ['command', 'cmd', 'CommandLine', 'commandLine', 'script'];

/** The same input with another command; null where the command is no plain text in it. */
export function withCommand(input: Payload, command: string): Payload | null {
  const key = COMMAND_KEYS.find((each) => typeof input[each] === 'string');
  return key === undefined ? null : { ...input, [key]: command };
}
