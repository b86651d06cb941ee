import { faultOf } from './fault.ts';
import { hook } from './hook.ts';
import { main } from './main.ts';
import { writeAll } from './write.ts';

// What an installed hook starts: everything but `bylaw hook` waits behind the door of main.ts.
const [command, ...args] = process.argv.slice(2);

run().then(
  (code) => {
    // Never process.exit: it would cut what a slow pipe has not taken yet.
    process.exitCode = code;
  },
  (error) => {
    writeAll(2, `bylaw: ${faultOf(error)}\n`);
    process.exitCode = 2;
  },
);

async function run(): Promise<number> {
  return command === 'hook' ? hook(args) : main(command, args);
}
