import { withTurns } from './command-turns.ts';
import type { Directive } from './directive.ts';
import type { Modality } from './modality.ts';
import { plainIn } from './plain-commands.ts';
import { CALLED, KEYWORDS, PROGRAMS, SUBCOMMANDS, WORDLIKE } from './programs.ts';
import { withStated } from './stated-commands.ts';

/** A command, or a tool of the agent, that a sentence names. */
export interface Named {
  /** A command pattern; empty for a tool. */
  readonly pattern: string;
  /** As people say it: the contents of the code span, or the words. */
  readonly text: string;
  /** What the sentence says of it; null where it asks for nothing. */
  readonly modality: Modality | null;
  /** Where it stands in the sentence, backticks and all. */
  readonly start: number;
  readonly end: number;
  readonly isCode: boolean;
}

const kept = new WeakMap<Directive, readonly Named[]>();

/** The commands and tools that a sentence names, in order, each with what it says of them. */
export function commandsIn(directive: Directive): readonly Named[] {
  const known = kept.get(directive);
  if (known) return known;
  const found = withTurns(directive, withStated(directive.text, find(directive)));
  kept.set(directive, found);
  return found;
}

function find(directive: Directive): Named[] {
  const { text } = directive;
  const named: Named[] = [];
  const isCell = directive.passage.kind === 'row';
  const add = (pattern: string, words: string, start: number, end: number, isCode: boolean): void => {
    const modality = isCell
      ? cellModality(directive, start)
      : isEntryOfForbidden(directive, start)
        ? 'must-not'
        : directive.modalityAt(start);
    named.push({ pattern, text: words, modality, start, end, isCode });
  };
  let plainFrom = 0;
  const addPlain = (to: number): void => {
    for (const { start, end, pattern, words } of plainIn(text, plainFrom, to, isCell))
      add(pattern, words, start, end, false);
  };
  for (const { index, 0: span, 1: content = '' } of text.matchAll(/`+([^`]+)`+/g)) {
    addPlain(index);
    plainFrom = index + span.length;
    const before = text.slice(Math.max(0, index - 60), index);
    if (TOOL_NAME.test(content)) add('', `the ${content} tool`, index, plainFrom, true);
    else {
      const pattern = patternOf(content, before);
      if (pattern !== null) add(pattern, content.trim().replace(PROMPT, ''), index, plainFrom, true);
    }
  }
  addPlain(text.length);
  const isCalled = ({ pattern, isCode, end }: Named): boolean =>
    isCode && CALLED.has(pattern) && !ON_A_FILE.test(text.slice(end, end + 40));
  if (!named.some(isCalled) || named.some((each) => each.pattern !== '' && !isCalled(each))) return named;
  // In a sentence on code, `find` alone is a method; beside `sed` it is the program.
  const isOnCode = directive.scopes.has('diff') && !ON_COMMANDS.test(text);
  return isOnCode ? named.filter((each) => !isCalled(each)) : named;
}

/** The tools of agents that take the place of commands. */
export const TOOL_NAME =
  /^(?:Read|Write|Edit|MultiEdit|Grep|Glob|LS|WebFetch|WebSearch|Fetch|NotebookEdit|functions\.apply_patch|apply_patch|read_file|write_file|edit_file|replace_in_file|search_files|list_files)$/;
const PROMPT = /^(?:[$%>]\s+)/;
const PLACEHOLDER =
  /^(?:<.*>|\{.*\}|\[.*\]|"?\.{3}"?|\u2026|\$.*|(?:(?:my|your)[_-]?)?(?:script|example|foo|bar)\.\w+|"[^"]*"|'[^']*'|[A-Z][A-Z0-9_-]*|(?:package|pkg|module|crate|branch|image|file|test)-name|(?:your|some)-[\w-]+)$/;
/** Names that stand for any. */
const GENERIC =
  /^(?:files?|filename|file\.\w+|path|dir|directory|folder|branch|name|pattern|url|message|msg|source|src|dest|dst|target|foo|bar|something|x|y)$/;
const ON_FILES: ReadonlySet<string> = new Set([
  'cat',
  'cp',
  'head',
  'less',
  'ls',
  'more',
  'mv',
  'rm',
  'tail',
  'touch',
  'trash',
  'vi',
  'vim',
  'nano',
]);
/** What a sentence runs, and does not write. */
const RUN =
  /\b(?:run|runs|running|execute|executing|invoke|invoking|pipe|piping|launch|launching|start|starting|through|via)\b[^.`]{0,40}$/i;

/** The pattern of what stands in a code span; null where that is no command. */
export function patternOf(code: string, before: string): string | null {
  const line = code.trim().replace(PROMPT, '');
  if (line.length > 120 || /[\n;()\\]|\|\|/.test(line) || /^[-|>&]/.test(line)) return null;
  const [sign, ...more] = line.match(/(?<=\s)(?:\||&&)(?=\s)/g) ?? [];
  if (sign === undefined) return simplePatternOf(line, before);
  // Of a longer chain nobody can say which part is meant.
  if (more.length > 0) return null;
  const commands = line.split(` ${sign} `).map((command) => simplePatternOf(command, before));
  return commands.includes(null) ? null : commands.join(` ${sign} `);
}

function simplePatternOf(source: string, before: string): string | null {
  // Where the output goes is no part of a pattern.
  const [command = ''] = source.trim().split(/\s(?:\d?>>?|&>|<<?)(?=\s|$|['"/&<\w.])/);
  // `cat > FILE` writes what `cat` alone does not.
  if (command === 'cat' && command !== source.trim()) return null;
  const words = command.trim().match(/"[^"]*"|'[^']*'|<[^<>]*>|\{[^{}]*\}|\[[^[\]]*\]|[^\s"'<[{]+\S*/g) ?? [];
  const [first = '', ...rest] = words;
  const assignments = /^[A-Z_][A-Z0-9_]*=\S*$/.test(first) ? [first] : [];
  const name = assignments.length > 0 ? (rest.shift() ?? '') : first;
  if (!isCommandName(name, rest, before)) return null;
  const pattern: string[] = [];
  for (const word of rest) {
    const previous = pattern.at(-1) ?? '';
    if (word === '--') {
      // Of files alone, it is another command.
      if (name === 'git' && pattern.at(-1) === 'checkout') pattern.push(word);
      break;
    }
    if (PLACEHOLDER.test(word) || (GENERIC.test(word) && (rest[0] !== word || ON_FILES.has(name)))) {
      // The value of an option is no operand.
      if (!previous.startsWith('-')) pattern.push('*');
    } else pattern.push(word);
  }
  // Without a name it installs what the project lists.
  const isInstall = /^(?:install|i)$/.test(pattern[0] ?? '') && /^(?:npm|pnpm|bun)$/.test(name);
  while (pattern.at(-1) === '*' && rest.at(-1) !== '*' && !isInstall) pattern.pop();
  const [head = name] = name === 'ripgrep' ? ['rg'] : [name];
  return [...assignments, head, ...pattern].join(' ');
}

function isCommandName(name: string, rest: readonly string[], before: string): boolean {
  if (!/^(?:\.{0,2}\/)?[a-z][\w./-]*$/.test(name)) return false;
  if (PROGRAMS.has(name) || WORDLIKE.has(name)) return true;
  if (KEYWORDS.has(name)) return false;
  const [second = ''] = rest;
  if (/^\.\/(?:gradlew|mvnw)$/.test(name)) return true;
  if (name.includes('/'))
    return rest.length > 0 || RUN.test(before) ? !/\/$|\.(?:md|json|toml|ya?ml|txt|lock)$/.test(name) : false;
  if (/^[a-z][a-z0-9_-]*$/.test(name) && rest.length > 0)
    return SUBCOMMANDS.has(second) || rest.some((word) => /^--?[a-z]/.test(word)) || RUN.test(before);
  return RUN.test(before) && /^[a-z][\w-]+$/.test(name) && /\b(?:run|execut\w+|invok\w+)\s$/i.test(before);
}

/** A program, for no method does this. */
const ON_A_FILE = /^ (?:to|for) (?:read|view|writ|creat|edit|modify)\w* (?:\w+ )?files?\b/i;
/** A sentence with these is on what is run, even where it speaks of code. */
const ON_COMMANDS = /\b(?:commands?|shell|bash|tools?|terminal|CLI|run(?:ning)?)\b/i;

export const FORBIDDEN_ABOVE =
  /^\W*(?:forbidden|banned|prohibited|disallowed|blocked|never (?:run|use|execute)|(?:do not|don['\u2019]?t) (?:run|use|execute))\b|\b(?:forbidden|banned|prohibited|disallowed) (?:\w+ )?(?:commands?|operations?|actions?)\b|\b(?:patterns|commands|operations)\b.{0,30}\b(?:forbidden|banned|prohibited)\b/i;
const ALLOWED_ABOVE =
  /\b(?:use|instead|safe|allowed|permitted|always|prefer|fine|ok|okay|alternatives?|unless|except|ask|approval|correct|exceptions?)\b|\u2705/i;

/** An entry that begins with a command, in a list under `Forbidden commands`, with a line between that only tells. */
function isEntryOfForbidden(directive: Directive, start: number): boolean {
  const { passage, above, text } = directive;
  const lead = above.at(-1) ?? '';
  return (
    passage.kind === 'item' &&
    /^\W*$/.test(text.slice(0, start)) &&
    FORBIDDEN_ABOVE.test(above.at(-2) ?? '') &&
    lead.endsWith(':') &&
    !ALLOWED_ABOVE.test(lead)
  );
}

const BAD_HEAD =
  /\b(?:instead of|don['\u2019]?ts?|do not|never|not|avoid|bad|wrong|forbidden|banned|blocked|prohibited|replaces|replaced|old|legacy|deprecated|rather than)\b|[\u274c\u{1f6ab}\u26d4]/iu;
const GOOD_HEAD =
  /\b(?:use|do|prefer(?:red)?|instead|good|right|correct|tool|replacement|alternative|better|new|allowed|command)\b|[\u2705\u2714]/iu;

/** In a table, the head of its column says what is wished of a cell. */
function cellModality(directive: Directive, start: number): Modality | null {
  const { head = [] } = directive.passage;
  const own = directive.above.at(-1) ?? '';
  if (BAD_HEAD.test(own)) return isInBadTable(head) ? 'must-not' : null;
  if (head.some((cell) => BAD_HEAD.test(cell)) && GOOD_HEAD.test(own)) return 'must';
  return directive.modalityAt(start) === 'must-not' ? 'must-not' : null;
}

/** What a table lists as bad is forbidden where another column says what to do, or its words say so. */
function isInBadTable(head: readonly string[]): boolean {
  return head.some(
    (cell) =>
      (GOOD_HEAD.test(cell) && !BAD_HEAD.test(cell)) ||
      /never|do not|don|forbidden|banned|blocked|prohibited|\u274c/i.test(cell),
  );
}
