import { type Diagnosis, doctor as examine } from '../../hooks/doctor.ts';
import { visible } from '../report/escape.ts';
import { writeAll } from '../write.ts';
import { hookOptions } from './install.ts';
import type { World } from './world.ts';

export const doctorHelp = `Usage: bylaw doctor

Says for each worktree and each hook what git really runs, by trying bylaw's own hooks without judging
anything. Exits with 1 where commits or pushes are not judged.
`;

/** `bylaw doctor` */
export function doctor(args: readonly string[], world: World): number {
  const diagnoses = examine(hookOptions('doctor', args, world));
  writeAll(1, diagnoses.map(show).join('\n'));
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
