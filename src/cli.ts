import { hook } from './hook.ts';
import { main } from './main.ts';
import { visible } from './report/escape.ts';
import { Trouble } from './trouble.ts';
import { writeAll } from './write.ts';

// What an installed hook starts: everything but `bylaw hook` waits behind the door of main.ts.
const [command, ...args] = process.argv.slice(2);

run().then(
  (code) => {
    // Never process.exit: it would cut what a slow pipe has not taken yet.
    process.exitCode = code;
  },
  (error) => {
    writeAll(2, `bylaw: ${explain(error).split('\n').map(visible).join('\n')}\n`);
    process.exitCode = 2;
  },
);

async function run(): Promise<number> {
  return command === 'hook' ? hook(args) : main(command, args);
}

/** Trouble speaks for itself; all else is a fault of bylaw and says so. */
function explain(error: unknown): string {
  if (Trouble.is(error)) return error.message;
  if (error instanceof Error && error.name === 'RuleCrash') return `${error.message}: ${error.cause}`;
  return `Internal fault, please report it: ${error instanceof Error ? error.stack : error}`;
}
