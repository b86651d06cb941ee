import {
  type AndOr,
  type Assignment,
  type Command,
  type CommandExpansionPart,
  type CompoundList,
  forEachChild,
  type ParsedScript,
  type PipelineNode,
  type ProcessSubstitutionPart,
  parse,
  type Redirection,
  type Statement,
  type SyntaxNode,
  type Word,
} from 'unbash';
import type { Span } from '../../rule.ts';
import type {
  ShellAssignment,
  ShellOperator,
  ShellRedirection,
  ShellWord,
  SimpleCommand,
} from './command.ts';
import { changeFolder, type Folders, joinFolder } from './folder.ts';
import { baseName } from './options.ts';
import { inputOf, printedBy } from './printed.ts';
import { type Run, type RunWords, runsOf } from './runs.ts';
import { assignedValue, DEPTH, type Known, wordValue } from './value.ts';
import { Variables } from './variables.ts';

/** Linux hands a program no single argument beyond 128 KiB, so `bash -c` can run no longer text. */
const LONGEST = 1 << 17;

/** The parser takes the square of the number of here-documents that begin on one line. */
const MOST_HERE_DOCUMENTS = 1000;

/**
 * The simple commands of a text that a shell is given, in the order of their words. None of a text that is
 * longer than a shell takes; of one that bash refuses, those on the lines before the one it stops at.
 */
export function parseShell(text: string): SimpleCommand[] {
  if (text.length > LONGEST || text.split('<<').length > MOST_HERE_DOCUMENTS) return [];
  const walk = new Walk();
  try {
    walk.text(text, {
      join: START,
      shell: { folder: '', previous: null, stack: [], variables: Variables.empty() },
      inside: null,
      isSubstituted: false,
      depth: 0,
      // The parser counts a line end behind a here-document that has none.
      place: (start, end) => ({ start: Math.min(start, text.length), end: Math.min(end, text.length) }),
    });
  } catch (error) {
    // Some nestings are deeper than the parser can go: it says so by a full stack.
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
  return walk.commands;
}

interface Shell extends Folders {
  variables: Variables;
}

/** What the next command follows. */
interface Join {
  readonly operator: ShellOperator;
  readonly previous: SimpleCommand | null;
}

const START: Join = { operator: null, previous: null };

/** Where a part of the text stands. */
interface Around {
  readonly join: Join;
  readonly shell: Shell;
  readonly inside: SimpleCommand | null;
  readonly isSubstituted: boolean;
  readonly depth: number;
  readonly place: (start: number, end: number) => Span;
}

type Substitution = CommandExpansionPart | ProcessSubstitutionPart;
type Last = SimpleCommand | null;

class Walk {
  readonly commands: SimpleCommand[] = [];
  /** Shared by all values and by all scripts that stand in words. */
  readonly #budget = { left: 8 * LONGEST };
  /** The functions defined so far. */
  readonly #functions = new Set<string>();

  text(text: string, around: Around): Last {
    const script = parse(text);
    return this.#list(before(script, text), around);
  }

  // Each of these gives the last command of its part, which the next one is joined to.

  #list(statements: readonly Statement[], around: Around): Last {
    const { shell } = around;
    let join = around.join;
    let last: Last = null;
    for (const { command, background } of statements) {
      const inner = { ...around, join, shell: background ? subshell(shell) : shell };
      last = (command.type === 'AndOr' ? this.#chain(command, inner) : this.#node(command, inner)) ?? last;
      join = { operator: background ? '&' : ';', previous: last };
      if (last === null) join = START;
    }
    return last;
  }

  #chain(node: AndOr, around: Around): Last {
    const { shell } = around;
    const outer = shell.variables;
    let join = around.join;
    let last: Last = null;
    let failed: Folders = foldersOf(shell);
    for (const [index, each] of node.commands.entries()) {
      const operator = node.operators[index - 1];
      if (operator) join = last ? { operator, previous: last } : START;
      // What stands behind an operator may never run: what it sets is certain in this chain alone.
      if (operator && shell.variables === outer && !isAssignment(node.commands[index - 1])) {
        shell.variables = outer.child();
      }
      const start = foldersOf(shell);
      if (operator === '||') last = this.#otherwise(each, failed, { ...around, join }) ?? last;
      else last = this.#node(each, { ...around, join }) ?? last;
      failed = start;
    }
    if (shell.variables !== outer) shell.variables.settle();
    shell.variables = outer;
    return last;
  }

  /** What stands behind `||` runs where the one before it failed, be that a change of folder. */
  #otherwise(node: PipelineNode, failed: Folders, around: Around): Last {
    return this.#perhaps(around.shell, () => {
      Object.assign(around.shell, failed);
      const last = this.#node(node, around);
      return { last, isMoved: around.shell.folder !== failed.folder };
    });
  }

  /** A part that may run or not: afterwards what it set is unknown. */
  #perhaps(shell: Shell, walk: () => { last: Last; isMoved: boolean }): Last {
    const folders = foldersOf(shell);
    const { variables } = shell;
    shell.variables = variables.child();
    const { last, isMoved } = walk();
    shell.variables.settle();
    Object.assign(shell, folders, { variables });
    if (isMoved) shell.folder = null;
    return last;
  }

  #branch(body: CompoundList, around: Around): Last {
    const { shell } = around;
    const start = shell.folder;
    return this.#perhaps(shell, () => {
      const last = this.#list(body.commands, { ...around, join: START });
      return { last, isMoved: shell.folder !== start };
    });
  }

  /** A body that runs again: what it finds may be what it left. */
  #loop(bodies: readonly CompoundList[], variable: string | null, around: Around): Last {
    const { shell } = around;
    const { variables, folder } = shell;
    const first = this.commands.length;
    shell.variables = variables.body();
    if (variable !== null) shell.variables.set(variable, null);
    let last: Last = null;
    for (const [index, body] of bodies.entries()) {
      const join = bodies.length > 1 && index === 0 ? around.join : START;
      last = this.#list(body.commands, { ...around, join }) ?? last;
    }
    shell.variables.settle();
    shell.variables = variables;
    if (shell.folder !== folder) {
      for (const command of this.commands.slice(first)) (command as { folder: string | null }).folder = null;
      shell.folder = null;
    }
    return last;
  }

  #node(node: PipelineNode | CompoundList, around: Around, input: string | null = null): Last {
    const { shell } = around;
    switch (node.type) {
      case 'Command':
        return this.#command(node, around, input);
      case 'Pipeline':
        return this.#pipeline(node.commands, node.operators, around);
      case 'Redirected': {
        const last = this.#node(node.command, around);
        this.#redirections(node.redirects, around);
        return last;
      }
      case 'Subshell':
        return this.#list(node.body.commands, { ...around, shell: subshell(shell) });
      case 'BraceGroup':
        return this.#list(node.body.commands, around);
      case 'CompoundList':
        return this.#list(node.commands, around);
      case 'If': {
        const clause = this.#list(node.clause.commands, around);
        let last = this.#branch(node.then, around) ?? clause;
        for (const each of node.elif) {
          this.#branch(each.clause, around);
          last = this.#branch(each.then, around) ?? last;
        }
        return (node.else && this.#branch(node.else, around)) ?? last;
      }
      case 'While':
        return this.#loop([node.clause, node.body], null, around);
      case 'For':
      case 'Select':
        for (const word of node.wordlist ?? []) this.#substitutions(word, [], around);
        return this.#loop([node.body], node.name.value, around);
      case 'ArithmeticFor':
        for (const each of [node.initialize, node.test, node.update]) {
          if (each) this.#substitutions(each, [], around);
        }
        shell.variables.forget();
        return this.#loop([node.body], null, around);
      case 'Case': {
        this.#substitutions(node.word, [], around);
        let last: Last = null;
        for (const item of node.items) {
          for (const pattern of item.pattern) this.#substitutions(pattern, [], around);
          last = this.#branch(item.body, around) ?? last;
        }
        return last;
      }
      case 'Function': {
        this.#functions.add(node.name.value);
        const inner: Shell = { ...foldersOf(shell), folder: null, variables: shell.variables.body() };
        this.#node(node.body, { ...around, join: START, shell: inner });
        inner.variables.settle();
        return null;
      }
      case 'Coproc':
        return this.#node(node.body, { ...around, shell: subshell(shell) });
      case 'TestCommand':
        this.#substitutions(node, [], around);
        return null;
      case 'ArithmeticCommand':
        this.#substitutions(node, [], around);
        // It may set any variable.
        shell.variables.forget();
        return null;
    }
  }

  #pipeline(nodes: readonly PipelineNode[], operators: readonly ShellOperator[], around: Around): Last {
    const [only] = nodes;
    if (nodes.length === 1 && only) return this.#node(only, around);
    let join = around.join;
    let last: Last = null;
    let input: string | null = null;
    for (const [index, each] of nodes.entries()) {
      const operator = operators[index - 1];
      if (operator) join = last ? { operator, previous: last } : START;
      const inner = { ...around, join, shell: subshell(around.shell) };
      last = this.#node(each, inner, input) ?? last;
      input = printedBy(each, this.#known(around), input);
    }
    return last;
  }

  #known({ shell, depth }: Around): Known {
    return { variables: shell.variables, depth, budget: this.#budget };
  }

  /** Redirections of a whole group or loop are what a command without words has. */
  #redirections(redirects: readonly Redirection[], around: Around): void {
    const [first] = redirects;
    const end = redirects.at(-1)?.end;
    if (!first || end === undefined) return;
    const command: SimpleCommand = {
      ...this.#emptyCommand({ ...around, join: START }),
      ...around.place(first.pos, end),
      redirections: redirects.flatMap((each) => this.#redirection(each, around)),
    };
    this.commands.push(command);
    for (const each of redirects) this.#substitutions(each, [command], around);
  }

  #emptyCommand({ join, shell, inside, isSubstituted }: Around): SimpleCommand {
    return {
      words: [],
      name: null,
      assignments: [],
      redirections: [],
      input: null,
      folder: shell.folder,
      operator: join.operator,
      previous: join.previous,
      inside,
      isSubstituted,
      start: 0,
      end: 0,
    };
  }

  #command(node: Command, around: Around, piped: string | null): Last {
    const known = this.#known(around);
    const words = [...(node.name ? [node.name] : []), ...node.args].map((each) => this.#word(each, around));
    const prefix = node.prefix.filter((each) => each.type === 'Assignment');
    const command: SimpleCommand = {
      ...this.#emptyCommand(around),
      ...around.place(node.pos, node.end),
      words,
      name: baseName(words[0]),
      assignments: prefix.map((each) => this.#assignment(each, around)),
      redirections: node.redirects.flatMap((each) => this.#redirection(each, around)),
      input: inputOf(node.redirects, known, piped),
    };
    this.commands.push(command);
    if (words.length === 0)
      for (const each of command.assignments) around.shell.variables.set(each.name, each.value);

    const family = [command];
    const last = this.#runs(command, family, around);
    this.#substitutions(node, family, around);
    // `builtin cd` is what the shell itself does, `sudo cd` is not.
    for (const each of family) {
      this.#effects(each, node, around);
      if (each.name !== 'builtin' && each.name !== 'command') break;
    }
    return last;
  }

  #word(node: Word | Assignment, around: Around): ShellWord {
    const known = this.#known(around);
    const place = around.place(node.pos, node.end);
    if (node.type === 'Word') return { text: node.text, value: wordValue(node, known), ...place };
    const value = assignedValue(node.value, known);
    const sign = node.text.slice(0, node.value.pos - node.pos);
    return { text: node.text, value: value === null || node.index ? null : sign + value, ...place };
  }

  #assignment(node: Assignment, around: Around): ShellAssignment {
    const value = node.index ? null : assignedValue(node.value, this.#known(around));
    const old = node.append ? around.shell.variables.get(node.name) : '';
    return {
      name: node.name,
      value: value === null || old === null ? null : old + value,
      ...around.place(node.pos, node.end),
    };
  }

  #redirection(node: Redirection, around: Around): ShellRedirection[] {
    const { descriptor } = node;
    const file =
      descriptor?.type === 'FileDescriptor'
        ? `${descriptor.value}`
        : descriptor
          ? `{${descriptor.name}}`
          : '';
    const operator = file + node.operator;
    const place = around.place(node.pos, node.end);
    if (node.type !== 'HereDoc') {
      return node.target ? [{ operator, target: this.#word(node.target, around), ...place }] : [];
    }
    const { delimiter } = node;
    if (!delimiter) return [];
    const target = {
      text: delimiter.text,
      value: delimiter.value,
      ...around.place(delimiter.pos, delimiter.end),
    };
    return [{ operator, target, ...place }];
  }

  /** The commands that a command runs; those that stand in its own words are added to `family`. */
  #runs(command: SimpleCommand, family: SimpleCommand[], around: Around): Last {
    let last: Last = command;
    if (around.depth >= DEPTH) return last;
    for (const run of runsOf(command.words)) {
      const inner = { ...around, inside: command, depth: around.depth + 1 };
      last =
        (run.kind === 'words' ? this.#ran(run, family, inner) : this.#script(run, command, inner)) ?? last;
    }
    return last;
  }

  #ran(run: RunWords, family: SimpleCommand[], around: Around): Last {
    const outer = around.inside as SimpleCommand;
    const { mark } = run;
    const words = run.words.map((word) =>
      mark !== undefined && mark !== '' && word.value?.includes(mark) ? { ...word, value: null } : word,
    );
    const first = run.assignments[0] ?? words[0];
    const command: SimpleCommand = {
      ...outer,
      inside: outer,
      words,
      name: baseName(words[0]),
      assignments: run.assignments.map(assignmentOf),
      redirections: [],
      folder: run.folder === undefined ? outer.folder : joinFolder(outer.folder, run.folder),
      start: first?.start ?? outer.start,
      end: words.at(-1)?.end ?? outer.end,
    };
    this.commands.push(command);
    family.push(command);
    return this.#runs(command, family, around);
  }

  #script(run: Exclude<Run, RunWords>, outer: SimpleCommand, around: Around): Last {
    const words = run.kind === 'script' ? run.words : [];
    const isSameShell = run.kind === 'script' && run.isSameShell;
    const values = run.kind === 'script' ? words.map((word) => word.value) : [outer.input];
    const text = values.includes(null) ? null : values.join(' ');
    this.#budget.left -= text?.length ?? 0;
    if (text === null || this.#budget.left < 0) {
      if (isSameShell) around.shell.variables.forget();
      return null;
    }
    const own: Shell = { folder: outer.folder, previous: null, stack: [], variables: Variables.empty() };
    return this.text(text, {
      ...around,
      shell: isSameShell ? around.shell : own,
      place: placeIn(words, text, outer),
    });
  }

  /** What a command does to the shell it runs in. */
  #effects(command: SimpleCommand, node: Command, { shell }: Around): void {
    const values = command.words.slice(1).map((word) => word.value);
    switch (command.name) {
      case 'cd':
      case 'pushd':
      case 'popd':
        changeFolder(shell, command.name, values);
        return;
      case 'export':
      case 'declare':
      case 'typeset':
      case 'local':
      case 'readonly': {
        // Other options change the value, as `-u` does, or make the name stand for another one.
        const isPlain = values.every(
          (value) => value === null || !/^[-+]/.test(value) || /^-[gxr]+$/.test(value),
        );
        for (const [index, each] of node.args.entries()) {
          if (each.type !== 'Assignment') continue;
          const value = command.words[command.words.length - node.args.length + index]?.value ?? null;
          const isKnown = isPlain && !each.append && value !== null;
          shell.variables.set(each.name, isKnown ? value.slice(value.indexOf('=') + 1) : null);
        }
        return;
      }
      case 'printf':
        if (!values.includes('-v')) return;
        break;
      case 'read':
      case 'mapfile':
      case 'readarray':
      case 'getopts':
      case 'unset':
      case 'let':
        break;
      case 'source':
      case '.':
        shell.folder = null;
        shell.variables.forget();
        return;
      default:
        if (command.name === null || !this.#functions.has(command.name)) return;
        shell.folder = null;
        shell.variables.forget();
        return;
    }
    for (const value of values) {
      if (value === null) shell.variables.forget();
      else shell.variables.set(/^\w*/.exec(value)?.[0] ?? '', null);
    }
  }

  /** The commands in the substitutions of a node, inside the last of the family that holds the word. */
  #substitutions(node: SyntaxNode, family: readonly SimpleCommand[], around: Around): void {
    if (around.depth >= DEPTH) return;
    for (const part of substitutionsIn(node)) {
      const { script } = part;
      if (!script || script.errors?.length) continue;
      const at = around.place(part.pos, part.end);
      const inside = family.findLast(({ start, end }) => start <= at.start && at.end <= end) ?? family[0];
      this.#list(script.commands, {
        join: START,
        shell: subshell(around.shell),
        inside: inside ?? around.inside,
        isSubstituted: around.isSubstituted || part.type !== 'ProcessSubstitution',
        depth: around.depth + 1,
        // A script in backquotes with escapes has a text of its own.
        place: script.source === undefined ? around.place : () => at,
      });
    }
  }
}

function foldersOf({ folder, previous, stack }: Folders): Folders {
  return { folder, previous, stack };
}

function subshell(shell: Shell): Shell {
  return { ...shell, variables: shell.variables.child() };
}

function isAssignment(node: PipelineNode | undefined): boolean {
  return node?.type === 'Command' && node.name === undefined;
}

function assignmentOf(word: ShellWord): ShellAssignment {
  const text = word.value ?? word.text;
  const sign = text.indexOf('=');
  const value = word.value === null ? null : text.slice(sign + 1);
  return { name: text.slice(0, sign), value, start: word.start, end: word.end };
}

/** Where a script stands that is the value of words: exact in one that holds it as it is. */
function placeIn(words: readonly ShellWord[], text: string, outer: Span): Around['place'] {
  const [word] = words;
  const last = words.at(-1);
  if (!word || !last) return () => ({ start: outer.start, end: outer.end });
  const shift = word.text === text ? 0 : word.text.slice(1, -1) === text ? 1 : null;
  const isExact = words.length === 1 && shift !== null && word.end - word.start === word.text.length;
  if (!isExact) return () => ({ start: word.start, end: last.end });
  return (start, end) => ({ start: word.start + shift + start, end: word.start + shift + end });
}

function substitutionsIn(node: SyntaxNode): Substitution[] {
  const found: Substitution[] = [];
  const visit = (each: SyntaxNode): void => {
    if (each.type === 'CommandExpansion' || each.type === 'ProcessSubstitution') found.push(each);
    else if (each.type === 'ArithmeticCommandExpansion')
      found.push({ ...each, type: 'CommandExpansion', script: each.script });
    else forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** The statements that run before bash meets something it cannot read: it reads whole lines at a time. */
function before(script: ParsedScript, text: string): readonly Statement[] {
  const { commands, errors } = script;
  if (!errors?.length) return commands;
  let end = errors.reduce((first, { pos }) => Math.min(first, pos), text.length);
  let count = commands.length;
  for (; count > 0; count--) {
    const { pos, end: last } = commands[count - 1] as Statement;
    if (pos > end) continue;
    // A statement that is whole has nothing but the ends of lines between it and what follows.
    if (last <= end && /^[\s;]*\n[\s;]*$/.test(text.slice(last, end))) break;
    end = pos;
  }
  return commands.slice(0, count);
}
