import { lstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { configurationsIn } from '../policy/find.ts';
import { makeOptions } from '../policy/load.ts';
import { surveyPages } from '../policy/make.ts';
import type { WrittenClause } from '../policy/policy.ts';
import { findRepository } from '../read/repository.ts';
import { visible } from '../report/escape.ts';
import { Trouble } from '../trouble.ts';
import { replaceFile, writeAll } from '../write.ts';
import { readArguments } from './arguments.ts';
import { policyRequest } from './config.ts';
import { install } from './install.ts';
import type { World } from './world.ts';

export const initHelp = `Usage: bylaw init [--yes]

Writes bylaw.config.json into this folder, unless there is a configuration already. What the repository's
policy pages ask for is written out, each clause with its line, and the pages are no longer read: \`bylaw policy
--check\` says when they ask for something else. On a terminal it asks whether to install the git hooks, too.

  --yes   install them without asking
`;

const START = {
  $schema: './node_modules/bylaw/rules/schema.json',
  extends: 'bylaw:recommended',
};

/** `bylaw init` */
export async function init(args: readonly string[], world: World): Promise<number> {
  const { values, positionals } = readArguments('init', args, { yes: { type: 'boolean' } });
  if (positionals.length > 0) throw new Trouble('No arguments here, run it in the folder to configure');
  const file = join(world.cwd, 'bylaw.config.json');
  const [found] = configurationsIn(world.cwd);
  if (found || lstatSync(file, { throwIfNoEntry: false })) {
    const name = basename(found?.file ?? file);
    throw new Trouble(`There is a configuration in ${name} already, change that one`);
  }
  if (values.yes && !findRepository(world.cwd, world.env)) {
    throw new Trouble('No git repository here, run `git init` first or leave out `--yes`');
  }
  const clauses = writtenInPages(world);
  const read = clauses.length > 0 ? { pages: [], clauses } : {};
  replaceFile(file, `${JSON.stringify({ ...START, ...read, rules: {} }, null, 2)}\n`, 0o644);
  writeAll(1, clauses.map(({ from, rule }) => `${visible(from ?? '')}  ${rule}\n`).join(''));
  writeAll(1, 'Wrote bylaw.config.json: `bylaw rules` lists what holds, and what else there is\n');
  if (await wantsHooks(values.yes, world)) return install([], world);
  const last = 'git log -1 --format=%B | bylaw check --as commit -';
  writeAll(1, `Next: \`bylaw install\` installs the git hooks, \`${last}\` judges your last message\n`);
  return 0;
}

/** What the repository's pages ask for. A person's own stay where they are: they are nobody else's. */
function writtenInPages(world: World): WrittenClause[] {
  const request = policyRequest({}, findRepository(world.cwd, world.env), world);
  const { pages } = surveyPages(undefined, makeOptions(request));
  return pages.flatMap(({ own, clauses }) => (own ? [] : clauses));
}

async function wantsHooks(yes: boolean | undefined, { cwd, env, terminal }: World): Promise<boolean> {
  if (yes) return true;
  if (!terminal || process.stdin.isTTY !== true || !findRepository(cwd, env)) return false;
  const answer = await ask('Install the git hooks now? [y/N] ');
  return /^y(?:es)?$/i.test(answer.trim());
}

/** An answer that never comes, as at the end of input, is an empty one. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.close();
  return answer;
}
