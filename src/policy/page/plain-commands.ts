import { FILE_WORDS, PROGRAMS, SUBCOMMANDS, WORDLIKE } from './programs.ts';

/** Tools have to be called so in prose, where their names are verbs. */
const TOOLS =
  /\b(?:(?:(?:the|your|its|an?|use|with|prefer|via|using|through)\s)?(?:(?:dedicated|built-?in|native|specialized|provided|own|build in|agent(?:['\u2019]s)?)\s)*)(?:(?:file|content|code)[- ])?\b(?:Read|Write|Edit|Multi-?Edit|Grep|Glob|Search|Fetch|WebFetch|LS|reading|editing|writing)(?:(?:\s?[,/&+]\s?|,?\s(?:and|or|&)\s)(?:Read|Write|Edit|Grep|Glob|Search|Fetch|WebFetch|LS))*\s(?:\w+\s)?tools?\b(?! calls?)|\b(?:the|your|its)?\s?(?:dedicated|built-?in|native|specialized)\s(?:\w+\s)?tools?\b(?! calls?)|(?<=\buse (?:the )?)(?:Read|Write|Edit|Grep|Glob|WebFetch)\b(?=[,.;)\s]|$)|^(?:Read|Write|Edit|Grep|Glob|WebFetch)(?=\s[-\u2013\u2014(]|:|$)|\b(?:Read|Write|Edit|Grep|Glob|WebFetch)(?:\/(?:Read|Write|Edit|Grep|Glob|WebFetch))*(?=\s(?:over|instead of|rather than)\s*$)|(?<=(?:\u2192|->|=>)\s?)(?:Read|Write|Edit|Grep|Glob|WebFetch)\b/gi;

/** Most sentences name none: this asks first, at the lowest cost. */
const MAY_BE_TOOL = /\btools?\b|\b(?:Read|Write|Edit|Grep|Glob|WebFetch)\b/i;

/** A program, or a tool of the agent, as `Named` in commands.ts. */
interface Plain {
  readonly start: number;
  readonly end: number;
  readonly pattern: string;
  readonly words: string;
}

/** Package managers are written as names, too. */
const MANAGER = /^(?:npm|pnpm|yarn|bun|pip|uv|poetry|conda|pipenv)$/i;
/** A cell that holds names alone, perhaps with a remark. */
const LIST_CELL = /^[\w-]+(?:(?:\s?[,/]\s?|\sor\s|\sand\s)[\w-]+)*(?:\s\([^()]*\))?$/;
const WORD = /[A-Za-z][\w.-]*\w|[A-Za-z]/g;

/** Programs and tools that are named without a code span. */
export function plainIn(text: string, from: number, to: number, isCell: boolean): Plain[] {
  const stretch = text.slice(from, to);
  const tools = toolsIn(stretch, from);
  const isList = isCell && LIST_CELL.test(text);
  // Most stretches name no program.
  if (!stretch.match(WORD)?.some((word) => isProgram(word) || MANAGER.test(word))) return tools;
  const plain: Plain[] = [];
  let behind = from;
  for (const { index, 0: written } of stretch.matchAll(WORD)) {
    const start = from + index;
    const word = MANAGER.test(written) ? written.toLowerCase() : written;
    if (start < behind || !isProgram(word) || tools.some((tool) => start >= tool.start && start < tool.end))
      continue;
    const end = start + word.length;
    const subcommand = subcommandAt(text, end, to);
    const isNamed = PROGRAMS.has(word) || (word === 'go' && subcommand !== null);
    if (!isNamed && !isList && !isListed(text, start, end)) continue;
    if (isPartOfMore(text, start, end)) continue;
    if (subcommand !== null && (word !== 'git' || GIT_DEED.test(subcommand))) {
      const pattern = `${word} ${subcommand}`;
      behind = start + pattern.length;
      plain.push({ start, end: behind, pattern, words: pattern });
    } else if (word !== 'git') plain.push({ start, end, pattern: aliasOf(word), words: aliasOf(word) });
  }
  return [...tools, ...plain].sort((a, b) => a.start - b.start);
}

/** `npm install` asks for something, `npm scripts` does not. */
function subcommandAt(text: string, end: number, to: number): string | null {
  const [words = '', word = ''] = /^ ([a-z][\w-]*)/.exec(text.slice(end, Math.min(end + 30, to))) ?? [];
  return SUBCOMMANDS.has(word) && !isOfText(text, end + words.length) ? word : null;
}

function toolsIn(stretch: string, from: number): Plain[] {
  if (!MAY_BE_TOOL.test(stretch)) return [];
  return [...stretch.matchAll(TOOLS)].flatMap(({ index, 0: words }): Plain[] => {
    const name = words.trim().replace(/^(?:use|with|prefer|via|using|through)\s/i, '');
    // `File reading tool` says what it is, and not which.
    if (!CALLED_SO.test(name) || /^(?:File|Content|Code)/.test(name)) return [];
    const called = /\btools?$/i.test(name) ? name : `${name} tool`;
    const named = /^(?:the|your|its|an?)\b/i.test(called) ? called : `the ${called}`;
    const whole = named.length > MOST_CALLED ? 'the tools for files' : named;
    return [{ start: from + index, end: from + index + words.length, pattern: '', words: whole }];
  });
}

/** A longer list of tools is all that there are, in UTF-16 units. */
const MOST_CALLED = 32;

const CALLED_SO =
  /^(?:(?:the|your|its|an?|dedicated|built-?in|build in|native|specialized)\b|[A-Z])|^(?:read|edit|write|grep|glob)\b.*\btools?$/;

/** `git commit` is often a thing; these are what somebody does. */
const GIT_DEED = /^(?:stash|rebase|amend|reset|restore|clean|push|checkout|switch|cherry-pick|bisect|add)$/;

/** `git commit messages`, `npm install scripts` name a thing. */
function isOfText(text: string, end: number): boolean {
  return /^ (?:messages?|history|hooks?|logs?|titles?|subjects?|bod(?:y|ies)|scripts?|comments?|files?|names?|lines?|output)\b/i.test(
    text.slice(end, end + 20),
  );
}

/** `npm-scripts`, `docs/npm`, `npm.js` are names of something else; `npm/yarn` names two programs. */
function isPartOfMore(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 1), start);
  const behind = text.slice(end, end + 2);
  if (/[\w.@$:#~*-]/.test(before) || /^(?:[\w@:=(*-]|\.\w)/.test(behind)) return true;
  if (
    before === '/' &&
    !isProgram(/([A-Za-z][\w-]*)\/$/.exec(text.slice(Math.max(0, start - 30), start))?.[1])
  )
    return true;
  return behind.startsWith('/') && !isProgram(/^\/([A-Za-z][\w-]*)/.exec(text.slice(end, end + 30))?.[1]);
}

function isProgram(word: string | undefined): boolean {
  return word !== undefined && (PROGRAMS.has(word) || WORDLIKE.has(word));
}

/** In a list with a program, as in `sed/cat`, or where only a program can stand: `use fd instead of find`. */
function isListed(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  const behind = text.slice(end, end + 40);
  const [, left, leftSign = ''] =
    /([A-Za-z][\w-]*)`?(\/|,\s+(?:or\s+|and\s+)?|\s+(?:or|and)\s+)$/.exec(before) ?? [];
  const [, rightSign = '', right] =
    /^(\/|,\s+(?:or\s+|and\s+)?|\s+(?:or|and)\s+)`?([A-Za-z][\w-]*)/.exec(behind) ?? [];
  const isNeighbour = (word: string | undefined, sign: string): boolean =>
    word !== undefined &&
    (PROGRAMS.has(word) || FILE_WORDS.has(word) || (sign === '/' && WORDLIKE.has(word)));
  if (isNeighbour(left, leftSign) || isNeighbour(right, rightSign)) return true;
  return (
    FILE_WORDS.has(text.slice(start, end)) &&
    /\b(?:instead of|rather than|over|not|(?:never|don['\u2019]?t|not) use) $/i.test(before) &&
    /^(?:\s*(?:[.,;)]|$)|\s+(?:or|and|for)\b)/.test(behind)
  );
}

function aliasOf(word: string): string {
  return word === 'ripgrep' ? 'rg' : word;
}
