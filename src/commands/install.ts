import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install as installHooks } from '../../hooks/install.ts';
import type { Changes, HookOptions } from '../../hooks/places.ts';
import { uninstall as uninstallHooks } from '../../hooks/uninstall.ts';
import { agents } from '../agents/index.ts';
import { findRepository } from '../read/repository.ts';
import { visible } from '../report/escape.ts';
import { Trouble } from '../trouble.ts';
import { writeAll } from '../write.ts';
import { AGENT_TARGETS, installAgents, uninstallAgents } from './agents.ts';
import { oneOf, readArguments } from './arguments.ts';
import type { World } from './world.ts';

const TARGETS = ['git', 'husky'] as const;

export const installHelp = `Usage: bylaw install [git | husky] [--global]
       bylaw install AGENT... [--global]

Installs pre-commit, prepare-commit-msg, commit-msg and pre-push into this repository, by default where it
keeps its hooks. A hook that is there goes first and is kept. Installing twice changes nothing.

With the names of coding agents, or \`all\` for those found here, makes them call bylaw before a command, after
an edit and at the end of a turn. What changes in their settings is shown; all else in them stays as it is.
  ${[...agents.keys()].join(', ').replace(/(.{80,100}?) /g, '$1\n  ')}

  --global   for every repository of yours: by core.hooksPath, or in your own settings of the agent
`;

export const uninstallHelp = `Usage: bylaw uninstall [git | husky] [--global]
       bylaw uninstall AGENT... [--global]

Takes out what install put in, and puts back what was there.
`;

/** `bylaw install` */
export function install(args: readonly string[], world: World): number {
  const { targets, options } = agentTargets('install', args, world);
  if (targets.length > 0) return installAgents(targets, options);
  const changes = installHooks(hookOptions('install', args, world));
  return tell([changes], 'bylaw uninstall takes them out again');
}

/** `bylaw uninstall` */
export function uninstall(args: readonly string[], world: World): number {
  const { targets, options } = agentTargets('uninstall', args, world);
  if (targets.length > 0) return uninstallAgents(targets, options);
  const changes = uninstallHooks(hookOptions('uninstall', args, world));
  const repository = findRepository(world.cwd, world.env);
  if (repository) rmSync(join(repository.gitDir, 'bylaw'), { recursive: true, force: true });
  return tell(changes, changes.length === 0 ? 'No hooks of bylaw are installed here' : '');
}

/** The agents that are named; none where the git hooks are meant. */
function agentTargets(command: string, args: readonly string[], world: World) {
  const { values, positionals } = readArguments(command, args, { global: { type: 'boolean' } });
  const isAgents = positionals.some((name) => AGENT_TARGETS.includes(name));
  const targets = isAgents ? positionals.map((name) => oneOf('agent', name, AGENT_TARGETS)) : [];
  return { targets, options: optionsIn(world, values.global) };
}

/** What the hooks commands share; `entry` is the file that the installed hooks start. */
export function hookOptions(command: string, args: readonly string[], world: World): HookOptions {
  const { values, positionals } = readArguments(command, args, { global: { type: 'boolean' } });
  const [target, more] = positionals;
  if (more !== undefined) throw new Trouble(`One target at a time, run \`bylaw ${command} --help\``);
  return {
    ...optionsIn(world, values.global),
    ...(target === undefined
      ? {}
      : { target: oneOf('target', target, [...TARGETS, ...AGENT_TARGETS]) as Target }),
  };
}

type Target = (typeof TARGETS)[number];

function optionsIn({ cwd, env }: World, global: boolean | undefined): HookOptions {
  // Package managers start a link in a folder of commands.
  const entry = realpathSync(process.argv[1] ?? '');
  return { cwd, env, entry, ...(global ? { global } : {}) };
}

function tell(all: readonly Changes[], last: string): number {
  const lines = all.flatMap(({ hooks, notes }) => [
    ...hooks.map(({ file, result, reason }) => `${result.padEnd(9)} ${file}${reason ? `: ${reason}` : ''}`),
    ...notes,
  ]);
  writeAll(1, [...lines, ...(last ? [last] : [])].map((line) => `${visible(line)}\n`).join(''));
  return all.some(({ hooks }) => hooks.some(({ result }) => result === 'refused')) ? 2 : 0;
}
