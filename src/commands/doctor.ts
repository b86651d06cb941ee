import { callingFile, isUsed } from '../../hooks/agents.ts';
import { type Diagnosis, doctor as examine } from '../../hooks/doctor.ts';
import type { HookOptions } from '../../hooks/places.ts';
import { agents } from '../agents/index.ts';
import { visible } from '../report/escape.ts';
import { writeAll } from '../write.ts';
import { hookOptions } from './install.ts';
import type { World } from './world.ts';

export const doctorHelp = `Usage: bylaw doctor

Says for each worktree and each hook what git really runs, by trying bylaw's own hooks without judging
anything. Exits with 1 where commits or pushes are not judged. Of the coding agents found here it says which call
bylaw, by the repository's settings or by yours.
`;

/** `bylaw doctor` */
export function doctor(args: readonly string[], world: World): number {
  const options = hookOptions('doctor', args, world);
  const diagnoses = examine(options);
  writeAll(1, [...diagnoses.map(show), ...showAgents(options)].join('\n'));
  return diagnoses.some(({ hooks }) => hooks.some(({ problem }) => problem)) ? 1 : 0;
}

function show({ workTree, folder, hooks }: Diagnosis): string {
  const head = `${workTree ?? 'bare repository'}, hooks in ${folder}`;
  const lines = hooks.map(
    ({ hook, state, problem, detail }) =>
      `  ${problem ? 'problem' : 'fine'.padEnd(7)}  ${hook.padEnd(18)}  ${state.padEnd(14)}  ${detail}`,
  );
  return [head, ...lines, ''].map(visible).join('\n');
}

/** Nobody has to let bylaw into an agent, so that none is a problem. */
function showAgents(options: HookOptions): string[] {
  const places = [options, { ...options, global: true as const }];
  const lines = [...agents.values()].flatMap((agent) => {
    const files = places.flatMap((place) => callingFile(agent, place) ?? []);
    if (files.length === 0 && !places.some((place) => isUsed(agent, place))) return [];
    const detail =
      files.length > 0 ? `calls bylaw by ${files.join(' and ')}` : `run \`bylaw install ${agent.id}\``;
    return [`  ${(files.length > 0 ? 'fine' : 'none').padEnd(7)}  ${agent.id.padEnd(18)}  ${detail}`];
  });
  return lines.length === 0 ? [] : [['coding agents', ...lines, ''].map(visible).join('\n')];
}
