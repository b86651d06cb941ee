import { check, checkHelp } from './commands/check.ts';
import { config, configHelp } from './commands/config.ts';
import { doctor, doctorHelp } from './commands/doctor.ts';
import { explain, explainHelp } from './commands/explain.ts';
import { init, initHelp } from './commands/init.ts';
import { install, installHelp, uninstall, uninstallHelp } from './commands/install.ts';
import { policy, policyHelp } from './commands/policy.ts';
import { listRules, rulesHelp } from './commands/rules.ts';
import { thisWorld, type World } from './commands/world.ts';
import { didYouMean } from './nearest.ts';
import { Trouble } from './trouble.ts';
import { VERSION } from './version.ts';
import { writeAll } from './write.ts';

interface Command {
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[], world: World): Promise<number> | number;
}

const commands: Record<string, Command> = {
  check: {
    summary: 'judge commits, pull requests, branches, changes, replies, commands and sessions',
    help: checkHelp,
    run: check,
  },
  policy: { summary: 'say what became of each sentence of your policy pages', help: policyHelp, run: policy },
  rules: { summary: 'list the rules', help: rulesHelp, run: listRules },
  explain: { summary: 'explain one rule', help: explainHelp, run: explain },
  config: { summary: 'print the configuration that holds, and say why', help: configHelp, run: config },
  init: { summary: 'write a configuration', help: initHelp, run: init },
  install: { summary: 'install the git hooks, or bylaw in a coding agent', help: installHelp, run: install },
  uninstall: { summary: 'take them out again', help: uninstallHelp, run: uninstall },
  doctor: { summary: 'say which hooks really run', help: doctorHelp, run: doctor },
};

/** Every command but `hook`. Returns the exit code: 0 nothing wrong, 1 findings, 2 could not judge. */
export async function main(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return say(usage());
  if (name === '--version' || name === '-V') return say(`bylaw ${VERSION}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    throw new Trouble(
      `Unknown command \`${name}\`${didYouMean(name, Object.keys(commands)) || ', run `bylaw --help`'}`,
    );
  }
  if (args.includes('--help') || args.includes('-h')) return say(command.help);
  return command.run(args, thisWorld());
}

function usage(): string {
  const list = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}\n`);
  return `bylaw ${VERSION}: holds commits, pull requests, branches and agents to the rules you wrote down

Usage: bylaw COMMAND [--help]

${list.join('')}  hook       what installed hooks call

Exit codes: 0 nothing wrong, 1 findings of severity error, 2 could not judge
`;
}

function say(text: string): number {
  writeAll(1, text);
  return 0;
}
