import type { SimpleCommand } from './command.ts';

/** The simple commands of a text that a shell is given, in the order of their words. */
export function parseShell(_text: string): SimpleCommand[] {
  return [];
}
