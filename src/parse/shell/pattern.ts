import type { SimpleCommand } from './command.ts';

/** Whether a command is what a pattern describes, such as `git push --force` or `<test>`. */
export function matchesCommand(_pattern: string, _command: SimpleCommand): boolean {
  return false;
}
