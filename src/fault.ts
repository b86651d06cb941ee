import { visible } from './report/escape.ts';
import { Trouble } from './trouble.ts';

/** What people read of a failure. Trouble speaks for itself; all else is a fault of bylaw and says so. */
export function faultOf(error: unknown): string {
  return explain(error).split('\n').map(visible).join('\n');
}

function explain(error: unknown): string {
  if (Trouble.is(error)) return error.message;
  if (error instanceof Error && error.name === 'RuleCrash') return `${error.message}: ${error.cause}`;
  return `Internal fault, please report it: ${error instanceof Error ? error.stack : error}`;
}
