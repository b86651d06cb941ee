import { existsSync } from 'node:fs';
import { readGitConfig, userFiles } from '../src/read/git-config.ts';
import { Trouble } from '../src/trouble.ts';
import { type Insertion, insert, remove } from './lines.ts';
import { expand, globalFolder } from './places.ts';

/**
 * The core.hooksPath that git takes where no repository sets one, ours aside; empty when there is none.
 * @throws Trouble where some repositories have one by a condition, since only one can be followed.
 */
export function earlierHooksPath(env: NodeJS.ProcessEnv): string {
  const config = readGitConfig(null, env);
  const condition = config.conditional('core.hookspath');
  if (condition !== undefined) {
    throw new Trouble(
      `core.hooksPath in ${condition} holds for some repositories only, run \`bylaw install\` in each instead`,
    );
  }
  const ours = globalFolder(env);
  const entries = config
    .all('core.hookspath')
    .filter(({ scope }) => scope === 'system' || scope === 'global');
  const earlier = entries.findLast(({ value }) => value !== ours);
  if (!earlier) return '';
  // Somebody may have set it to nothing to run no hooks at all; that is followed too.
  return earlier.value ? expand(earlier.value, '/', env) : '/dev/null';
}

/**
 * The file that `git config --global` would write to.
 * @throws Trouble where the environment leaves git none.
 */
export function userFile(env: NodeJS.ProcessEnv): string {
  const files = userFiles(env);
  const file = files.findLast((each) => existsSync(each)) ?? files.at(-1);
  if (file !== undefined && file !== '/dev/null') return file;
  throw new Trouble('GIT_CONFIG_GLOBAL leaves git no file for your own settings, unset it first');
}

/** Points git to our folder of hooks. The last setting holds, so an earlier one stays where it is. */
export function pointGit(file: string, env: NodeJS.ProcessEnv): void {
  const settings = readGitConfig(null, env).all('core.hookspath');
  if (settings.findLast(({ scope }) => scope === 'global')?.value === globalFolder(env)) return;
  unpointGit(env);
  insert(file, lines(env), (text) => text.length);
}

/** Takes our lines out of git's configuration; false when they are not there, or were changed. */
export function unpointGit(env: NodeJS.ProcessEnv): boolean {
  const found = userFiles(env).map((file) => remove(file, lines(env)));
  return found.some((each) => each !== null);
}

function lines(env: NodeJS.ProcessEnv): Insertion {
  const path = globalFolder(env).replace(/["\\]/g, '\\$&');
  const text = (note: string) => `# bylaw install --global${note}\n[core]\n\thooksPath = "${path}"`;
  return { added: text(''), made: text(' made this file') };
}
