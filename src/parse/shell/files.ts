import type { ShellRedirection, ShellWord, SimpleCommand } from './command.ts';
import { joined } from './git-command.ts';
import { echo, printf } from './printed.ts';
import type { Sources } from './sources.ts';

/** What a command can read: its own input, files, and what commands before it in the line wrote. */
export interface Reader {
  readonly command: SimpleCommand;
  /** The folder it works in. */
  readonly folder: string | null;
  /** The commands of the line that run before it. */
  readonly before: readonly SimpleCommand[];
  readonly sources: Sources;
}

/** Commands of a line that are looked at for what they do to a file; behind more of them it is unknown. */
export const MOST_BEFORE = 500;

const STDIN = ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'];

/** What a command will find in a file that a word names; null where that cannot be known. */
export function fileText(word: ShellWord, value: string | null, reader: Reader): string | null {
  if (value !== null && STDIN.includes(value)) return inputOf(reader);
  return contentOf(keyOf(word, value, reader.folder), value, reader, reader.before.length);
}

/** What a command reads from its standard input; null where that cannot be known. */
export function inputOf(reader: Reader): string | null {
  const { command } = reader;
  if (command.input !== null) return command.input;
  const file = command.redirections.findLast(({ operator }) => operator === '<');
  if (!file) return null;
  return fileText(file.target, file.target.value, { ...reader, folder: command.folder });
}

/** How a file is told from others: by its path, or by the words that the shell makes one of. */
function keyOf(word: ShellWord, value: string | null, folder: string | null): string | null {
  if (value === null) return /^"?\$\{?\w+\}?"?$/.test(word.text) ? word.text.replace(/["{}]/g, '') : null;
  return joined(folder, value.replace(/^(?:\.\/)+/, ''));
}

function contentOf(key: string | null, path: string | null, reader: Reader, end: number): string | null {
  if (key === null) return null;
  if (reader.before.length > MOST_BEFORE) return null;
  for (let index = end - 1; index >= 0; index--) {
    const command = reader.before[index] as SimpleCommand;
    // The variable in the name of the file was another one then.
    if (path === null && command.assignments.some(({ name }) => key === `$${name}`)) return null;
    const same = (word: ShellWord) => keyOf(word, word.value, command.folder) === key;
    const into = command.redirections.findLast(
      ({ operator, target }) => operator.includes('>') && same(target),
    );
    if (into) return written(command, into, () => contentOf(key, path, reader, index));
    if (command.name === 'tee' && command.words.length === 2 && same(command.words[1] as ShellWord))
      return command.input;
    if (mayWrite(command, key)) return null;
  }
  const { sources, folder } = reader;
  if (path === null || (folder === null && !path.startsWith('/'))) return null;
  return sources.text?.(path, folder ?? '') ?? null;
}

function written(
  command: SimpleCommand,
  { operator }: ShellRedirection,
  former: () => string | null,
): string | null {
  if (!/^1?>[>|]?$/.test(operator)) return null;
  const text = outputOf(command);
  if (text === null || !operator.endsWith('>>')) return text;
  const old = former();
  return old === null ? null : old + text;
}

/** What a command prints that only prints what the line says. */
function outputOf({ name, words, input }: SimpleCommand): string | null {
  const values = words.slice(1).map(({ value }) => value);
  if (name === 'cat') return values.length === 0 || values.join() === '-' ? input : null;
  const texts = values.filter((value) => value !== null);
  if (texts.length < values.length) return null;
  if (name === 'echo') return echo(texts);
  return name === 'printf' ? printf(texts) : null;
}

/** These change no file that they are given as an argument. */
const READERS =
  /^(?:cat|ls|wc|head|tail|grep|rg|test|\[|echo|printf|diff|less|file|stat|git|gh|glab|hub|cd|chmod|mkdir|pwd|export|true)$/;

/** Whether a command may change a file: it is named to it, or stands in a script that it is given. */
function mayWrite({ name, words, redirections, input }: SimpleCommand, key: string): boolean {
  const last = key.slice(key.lastIndexOf('/') + 1);
  const isNamed = ({ text }: ShellWord) => text.includes(last);
  if (redirections.some(({ operator, target }) => operator.includes('>') && isNamed(target))) return true;
  return (name === null || !READERS.test(name)) && (words.some(isNamed) || (input?.includes(last) ?? false));
}
