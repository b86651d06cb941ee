import type { ShellAssignment, ShellOperator, ShellWord, SimpleCommand } from './command.ts';
import { readOptions } from './getopt.ts';
import { argumentsOf, doubled, type Given } from './options.ts';
import { isTask, type Task, tasksOf } from './tasks.ts';

/** A command pattern, read: what is joined by operators, last one last. */
type Pattern = readonly Part[];

interface Part {
  /** What joins it to the part before it; null for the first one. */
  readonly operator: Exclude<ShellOperator, null> | null;
  readonly assignments: readonly { readonly name: string; readonly value: string }[];
  /** Globs and classes, any of which may be it; null where the pattern is of assignments alone. */
  readonly names: readonly string[] | null;
  readonly words: readonly string[];
}

/** More patterns than these are of a test, not of a policy. */
const MOST_PATTERNS = 2000;
const patterns = new Map<string, Pattern>();

/**
 * Whether a command is what a pattern describes, such as `git push --force` or `<test>`. Of several that are
 * joined, as in `A && B`, it is the last one that matches.
 */
export function matchesCommand(pattern: string, command: SimpleCommand): boolean {
  let parts = patterns.get(pattern);
  if (!parts) {
    parts = readPattern(pattern);
    if (patterns.size >= MOST_PATTERNS) patterns.clear();
    patterns.set(pattern, parts);
  }
  return matchesAll(parts, parts.length - 1, command);
}

/** What is wrong with a command pattern, as the end of a sentence; null where nothing is. */
export function wrongPattern(source: string): string | null {
  if (source.trim() === '') return 'it is empty';
  const parts = readPattern(source);
  if (parts.some(({ names, assignments }) => names === null && assignments.length === 0)) {
    return 'a command is missing beside an operator';
  }
  if (parts.length > 1 && parts.some(({ names }) => names === null))
    return 'a command is missing behind a variable';
  const words = parts.flatMap((part) => [...(part.names ?? []), ...part.words]);
  const task = words.find((word) => /^<.*>$/.test(word) && !isTask(word.slice(1, -1)));
  if (task !== undefined) return `nothing is known as ${task}`;
  if (parts.some(({ names }) => names?.some((name) => name.startsWith('-'))))
    return 'it begins with an option';
  return null;
}

const OPERATOR = /^(?:\|&?|\|\||&&|;|&)$/;
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;

function readPattern(source: string): Pattern {
  const parts: Part[] = [];
  let operator: Part['operator'] = null;
  let words: string[] = [];
  const end = () => {
    const assignments: { name: string; value: string }[] = [];
    while (words[0] !== undefined) {
      const [, name, value] = ASSIGNMENT.exec(words[0]) ?? [];
      if (name === undefined || value === undefined) break;
      assignments.push({ name, value });
      words.shift();
    }
    const [first, ...rest] = words;
    const names = first?.split('|').map((name) => name.slice(name.lastIndexOf('/') + 1) || name) ?? null;
    parts.push({ operator, assignments, names, words: rest });
    words = [];
  };
  for (const word of source.trim().split(/\s+/)) {
    if (OPERATOR.test(word)) {
      end();
      operator = word as Part['operator'];
    } else words.push(word);
  }
  end();
  return parts;
}

function matchesAll(pattern: Pattern, last: number, command: SimpleCommand): boolean {
  const part = pattern[last];
  if (!part || !matchesPart(part, command)) return false;
  if (part.operator === null) return true;
  // What a wrapper runs is joined as the wrapper is; any command at all is found once.
  if (part.names?.[0] === '*' && part.words.length === 0 && isJoinedByOuter(command)) return false;
  return joinedBefore(command, part.operator).some((each) => matchesAll(pattern, last - 1, each));
}

function isJoinedByOuter({ inside, operator, previous }: SimpleCommand): boolean {
  return operator !== null && inside !== null && inside.operator === operator && inside.previous === previous;
}

/** So far back a pattern looks in a pipeline, or for an `export`. */
const FAR = 50;

/** The commands that an operator joins to a command: all that pipe into it, or the pipeline before it. */
function joinedBefore(command: SimpleCommand, operator: ShellOperator): SimpleCommand[] {
  const found: SimpleCommand[] = [];
  const isPipe = (each: ShellOperator) => each === '|' || each === '|&';
  if (isPipe(operator) ? !isPipe(command.operator) : command.operator !== operator) return found;
  let at = command.previous;
  for (let steps = 0; at && steps < FAR; steps++) {
    // It may be what a wrapper runs: the wrapper counts as well.
    for (let each: SimpleCommand | null = at; each; each = each.inside) {
      found.push(each);
      if (each.isSubstituted || each.inside === command.inside) break;
    }
    if (!isPipe(at.operator)) break;
    at = at.previous;
  }
  return found;
}

function matchesPart(part: Part, command: SimpleCommand): boolean {
  const { assignments, names, words } = part;
  if (!assignments.every(({ name, value }) => isAssigned(name, value, command, names === null))) return false;
  if (names === null) return true;
  // An assignment or a redirection alone is no command.
  if (command.words.length === 0) return false;
  return names.some((name) => {
    const isClass = /^<.*>$/.test(name);
    if (isClass ? !tasksOf(command).has(name.slice(1, -1) as Task) : !isNamed(name, command)) return false;
    return words.length === 0 || matchesWords(words, command, isClass);
  });
}

function isNamed(name: string, command: SimpleCommand): boolean {
  return name === '*' || (command.name !== null && matchesGlob(name, command.name));
}

/** Whether a variable is set for a command: in front of it, of what runs it, or exported before. */
function isAssigned(name: string, value: string, command: SimpleCommand, isAlone: boolean): boolean {
  const sets = (all: readonly ShellAssignment[]) =>
    all.some(
      (each) =>
        each.name === name && (value === '*' || (each.value !== null && matchesGlob(value, each.value))),
    );
  if (sets(command.assignments) || sets(exported(command))) return true;
  if (isAlone) return false;
  for (let outer = command.inside; outer && !command.isSubstituted; outer = outer.inside) {
    if (sets(outer.assignments)) return true;
  }
  let before = command.previous;
  for (let steps = 0; before && steps < FAR; steps++) {
    if (sets(exported(before))) return true;
    before = before.previous;
  }
  return false;
}

function exported({ name, words }: SimpleCommand): ShellAssignment[] {
  if (name !== 'export' && name !== 'declare' && name !== 'typeset') return [];
  return words.slice(1).flatMap((word) => {
    const [, variable, value] = ASSIGNMENT.exec(word.value ?? word.text) ?? [];
    return variable === undefined
      ? []
      : [{ ...word, name: variable, value: word.value === null ? null : (value ?? '') }];
  });
}

/** Stands for what follows an option in a pattern. */
const ANY: ShellWord = { text: '*', value: '*', start: 0, end: 0 };

function matchesWords(words: readonly string[], command: SimpleCommand, isClass: boolean): boolean {
  const given = argumentsOf(command);
  const operands: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (!word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const next = words[index + 1];
    const value = next === undefined || next.startsWith('-') ? null : next;
    const found = word.split('|').map((each) => matchesOption(each, value, command, given));
    if (!found.includes('alone') && !found.includes('value')) return false;
    // The next word of the pattern is its value, not an operand.
    if (found.includes('value')) index++;
  }
  if (isClass) return operands.every((each) => given.operands.some((word) => matchesWord(each, word)));
  return operands.every((each, index) => {
    const word = given.operands[index];
    return word !== undefined && matchesWord(each, word);
  });
}

/** Whether an option is given; `value` where the next word of the pattern is its value and has been compared. */
function matchesOption(
  option: string,
  value: string | null,
  command: SimpleCommand,
  given: Given,
): 'alone' | 'value' | null {
  const written = { ...ANY, text: option, value: option };
  const isShort = /^-[^-]/.test(option) && !given.isSingleDash;
  // Longer words behind one dash are names of their own, as in `-name`.
  if (isShort && option.length > 4) {
    return command.words.some((word) => word.value === option) ? 'alone' : null;
  }
  const wanted = readOptions([given.isSingleDash ? doubled(written) : written, ANY], given.table).options;
  const takesNext = wanted.some(({ slot }) => slot?.word === ANY);
  const isGiven = (glob: string | null) =>
    wanted.every(({ name, slot }) =>
      given.options.some((each) => {
        if (each.name !== name) return false;
        const expected = slot?.word === ANY ? glob : (slot?.value ?? null);
        if (expected === null || expected === '*') return true;
        return (
          each.slot?.value !== undefined && each.slot.value !== null && matchesGlob(expected, each.slot.value)
        );
      }),
    );
  if (takesNext) return isGiven(value) ? (value === null ? 'alone' : 'value') : null;
  if (!isGiven(null)) return null;
  // Of a program that is not known here, the word behind an option may be its value.
  if (value !== null && !given.isKnown && followed(option, value, command)) return 'value';
  return 'alone';
}

function followed(option: string, value: string, { words }: SimpleCommand): boolean {
  return words.some((word, index) => {
    const next = words[index + 1];
    if (word.value === option) return next !== undefined && matchesWord(value, next);
    return (
      word.value?.startsWith(`${option}=`) === true && matchesGlob(value, word.value.slice(option.length + 1))
    );
  });
}

/** A word of a pattern, with its alternatives, against a word of a command. */
function matchesWord(word: string, { value }: ShellWord): boolean {
  return word.split('|').some((each) => each === '*' || (value !== null && matchesGlob(each, value)));
}

/** `*` stands for any text. Its time is that of the text, whatever the glob. */
function matchesGlob(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return glob === text;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
