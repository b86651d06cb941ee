import { type ParseArgsConfig, parseArgs } from 'node:util';
import { didYouMean } from '../nearest.ts';
import { Trouble } from '../trouble.ts';

type Flags = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the arguments of one command.
 * @throws Trouble that names the nearest flag
 */
export function readArguments<const F extends Flags>(command: string, args: readonly string[], flags: F) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true });
  } catch (error) {
    const flag = /'(--?[^' ]+)/.exec((error as Error).message)?.[1] ?? '';
    const known = Object.keys(flags).map((name) => `--${name}`);
    if ((error as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const hint = didYouMean(flag, known) || `, run \`bylaw ${command} --help\``;
      throw new Trouble(`Unknown flag \`${flag}\` of \`bylaw ${command}\`${hint}`);
    }
    throw new Trouble(`Wrong use of \`${flag}\`, run \`bylaw ${command} --help\``);
  }
}

/** One of a list of words. */
export function oneOf<const T extends string>(flag: string, value: string, known: readonly T[]): T {
  const found = known.find((word) => word === value);
  if (found !== undefined) return found;
  const hint = didYouMean(value, known) || `, write one of ${known.join(', ')}`;
  throw new Trouble(`Unknown value \`${value}\` of \`${flag}\`${hint}`);
}
