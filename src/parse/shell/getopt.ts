import type { ShellWord } from './command.ts';

/**
 * The options of a command, blanks between: `m|message=` takes a value, `S|gpg-sign?` takes one only where it
 * is attached, `a|all` takes none.
 */
export interface OptionTable {
  readonly options: string;
  /** Long options may be cut short, as git takes them. */
  readonly abbreviates?: boolean;
  /** A short option may have a `=` before its value, as programs in Go take it. */
  readonly inGo?: boolean;
  /** Options end at the first operand: what follows belongs to a command of its own. */
  readonly inFront?: boolean;
}

/** A word that a value stands in, behind what is written before it: `--message=` of `--message=Retry`. */
export interface Slot {
  readonly word: ShellWord;
  readonly lead: string;
  /** Null where only the shell will know it. */
  readonly value: string | null;
}

export interface GivenOption {
  /** The long name, also where the short one was written; `no-` in front where it was negated. */
  readonly name: string;
  /** Absent where the option has no value. */
  readonly slot?: Slot;
  /** The first and the last word of it. */
  readonly from: ShellWord;
  readonly to: ShellWord;
}

export interface Arguments {
  readonly options: readonly GivenOption[];
  readonly operands: readonly ShellWord[];
}

type Takes = '' | '=' | '?';

/** Parts options from operands, which may stand in any order up to a `--`. Unknown options take no value. */
export function readOptions(words: readonly ShellWord[], table: OptionTable): Arguments {
  const { short, long } = read(table.options);
  const options: GivenOption[] = [];
  const operands: ShellWord[] = [];

  for (let index = 0; index < words.length; index++) {
    const word = words[index] as ShellWord;
    // Of `--message="$TEXT"` the shell knows the value, but everybody sees the name.
    const known = word.value ?? /^-[\w-]*=?/.exec(word.text)?.[0] ?? '';
    const isCut = word.value === null;
    if (word.value === '--') {
      return { options, operands: operands.concat(words.slice(index + 1)) };
    }
    if (!/^-./.test(known)) {
      if (table.inFront) return { options, operands: words.slice(index) };
      operands.push(word);
      continue;
    }
    /** The value that is the next word. */
    const next = (name: string): GivenOption[] => {
      const to = words[++index];
      return to ? [{ name, from: word, to, slot: { word: to, lead: '', value: to.value } }] : [];
    };
    const attached = (name: string, at: number): GivenOption => ({
      name,
      from: word,
      to: word,
      slot: { word, lead: known.slice(0, at), value: isCut ? null : known.slice(at) },
    });

    if (known.startsWith('--')) {
      const sign = known.indexOf('=');
      const name = fullName(sign < 0 ? known.slice(2) : known.slice(2, sign), long, table.abbreviates);
      if (sign >= 0) options.push(attached(name, sign + 1));
      else if (long.get(name) === '=') options.push(...next(name));
      else options.push({ name, from: word, to: word });
      continue;
    }
    for (let at = 1; at < known.length; at++) {
      const name = short.get(known[at] as string) ?? (known[at] as string);
      const takes = long.get(name) ?? '';
      const isLast = at + 1 === known.length && !isCut;
      if (takes === '' || (takes === '?' && isLast)) {
        options.push({ name, from: word, to: word });
        continue;
      }
      const sign = table.inGo && known[at + 1] === '=' ? 1 : 0;
      options.push(...(isLast ? next(name) : [attached(name, at + 1 + sign)]));
      break;
    }
  }
  return { options, operands };
}

interface Names {
  readonly short: ReadonlyMap<string, string>;
  readonly long: ReadonlyMap<string, Takes>;
}

const tables = new Map<string, Names>();

function read(options: string): Names {
  const known = tables.get(options);
  if (known) return known;
  const short = new Map<string, string>();
  const long = new Map<string, Takes>();
  for (const [, letter, name = '', takes = ''] of options.matchAll(/(?:(\w)\|)?([\w-]+)([=?]?)/g)) {
    if (letter !== undefined) short.set(letter, name);
    if (name.length === 1) short.set(name, name);
    long.set(name, takes as Takes);
  }
  const names = { short, long };
  tables.set(options, names);
  return names;
}

/** Git takes the beginning of a long option for it where no other one begins so (gitcli). */
function fullName(written: string, long: Names['long'], abbreviates = false): string {
  if (!abbreviates || long.has(written)) return written;
  const [, no = '', name = ''] = /^(no-)?(.*)$/s.exec(written) ?? [];
  if (long.has(name)) return written;
  const matches = [...long.keys()].filter((each) => each.startsWith(written));
  if (matches.length === 1) return matches[0] as string;
  const negated = no === '' ? [] : [...long.keys()].filter((each) => each.startsWith(name));
  return matches.length === 0 && negated.length === 1 ? `no-${negated[0]}` : written;
}

/** The last of some options, as the one that counts. */
export function lastOption(given: Arguments, ...names: readonly string[]): GivenOption | undefined {
  return given.options.findLast(({ name }) => names.includes(name));
}

export function hasOption(given: Arguments, ...names: readonly string[]): boolean {
  return given.options.some(({ name }) => names.includes(name));
}
