import { createTwoFilesPatch } from 'diff';
import { type AgentChange, agentInstall, agentUninstall, applyChange, isUsed } from '../../hooks/agents.ts';
import type { HookOptions } from '../../hooks/places.ts';
import type { Agent } from '../agents/agent.ts';
import { agents } from '../agents/index.ts';
import { visible } from '../report/escape.ts';
import { Trouble } from '../trouble.ts';
import { writeAll } from '../write.ts';

/** What `install` and `uninstall` take beside the git hooks: the ids of agents, and those found here. */
export const AGENT_TARGETS = [...agents.keys(), 'all'] as const;

/** Makes agents call bylaw, and shows what changes in their files. Returns the exit code. */
export function installAgents(targets: readonly string[], options: HookOptions): number {
  const chosen = targets.includes('all') ? used(options) : named(targets);
  if (chosen.length === 0) {
    const ids = [...agents.keys()].join(', ');
    throw new Trouble(`No coding agent found here, name one of ${ids}`);
  }
  const changes = chosen.flatMap((agent) => agentInstall(agent, options));
  const code = carryOut(changes, options);
  const done = new Set(changes.flatMap(({ agent, refused }) => (refused === undefined ? [agent] : [])));
  const notes = Array.from(done, ({ name, settings }) =>
    (settings.notes ?? []).map((note) => `${name}: ${note}\n`),
  ).flat();
  writeAll(1, notes.join(''));
  return code;
}

/** Takes the calls of bylaw out of the files of agents, byte for byte. Returns the exit code. */
export function uninstallAgents(targets: readonly string[], options: HookOptions): number {
  const chosen = targets.includes('all') ? writable(options) : named(targets);
  const changes = chosen.flatMap((agent) => agentUninstall(agent, options));
  const touched = targets.includes('all') ? changes.filter(isChange) : changes;
  if (touched.length === 0) writeAll(1, 'No agent calls bylaw here\n');
  return carryOut(touched, options);
}

/** Of agents whose files lie in the same place as others' none is written twice. */
function used(options: HookOptions): Agent[] {
  return writable(options).filter((agent) => isUsed(agent, options));
}

function writable({ global }: HookOptions): Agent[] {
  return [...agents.values()].filter(
    ({ settings }) =>
      settings.kind !== 'by-hand' && (global ? settings.person : settings.repository) !== null,
  );
}

function named(targets: readonly string[]): Agent[] {
  return targets.flatMap((id) => agents.get(id) ?? []);
}

function isChange({ before, after, refused }: AgentChange): boolean {
  return refused !== undefined || before !== after;
}

function carryOut(changes: readonly AgentChange[], options: HookOptions): number {
  for (const change of changes) {
    writeAll(1, told(change));
    applyChange(change, options);
  }
  return changes.some(({ refused }) => refused !== undefined) ? 2 : 0;
}

function told({ file, before, after, refused }: AgentChange): string {
  const line = (result: string) => `${result.padEnd(9)} ${visible(file)}\n`;
  if (refused !== undefined) return line('refused').replace(/\n$/, `: ${visible(refused)}\n`);
  if (before === after) return line('unchanged');
  const patch = createTwoFilesPatch(file, file, before ?? '', after ?? '', '', '', { context: 2 });
  const shown = patch.slice(patch.indexOf('@@')).split('\n').map(visible).join('\n');
  const result = before === null ? 'created' : after === null ? 'removed' : 'changed';
  return `${line(result)}${shown}`;
}
