import type { Reading } from '../../rule.ts';
import { BUILD_COMMANDS, type CommandWish, commandWishes } from './command-wishes.ts';
import type { Directive } from './directive.ts';

/** What `prefer-command` takes. */
export interface Preferred {
  readonly match: string[];
  readonly instead: string;
}

/** The commands that a sentence wants others in place of. */
export function preferredCommands(directive: Directive): Reading<Preferred>[] {
  const wishes = commandWishes(directive);
  const preferred = together(wishes.filter(({ instead, purpose }) => instead !== '' || purpose === 'files'));
  const read = preferred.map((wish) => reading(directive, wish));
  return [...read, ...(wishes.length > 0 ? [] : implied(directive))];
}

/** Those that want the same are one wish. */
function together(wishes: readonly CommandWish[]): CommandWish[] {
  const all = new Map<string, CommandWish>();
  for (const wish of wishes) {
    const key = `${wish.instead} ${wish.purpose}`;
    const match = new Set([...(all.get(key)?.match ?? []), ...wish.match]);
    all.set(key, { ...wish, match: [...match] });
  }
  return [...all.values()];
}

function reading(directive: Directive, { match, instead, purpose }: CommandWish): Reading<Preferred> {
  const wanted = instead === '' && purpose === 'files' ? toolIn(directive) : short(instead);
  // A part of the repository, which a command does not tell.
  const severity = /^\W*(?:in|inside|within|under|on|to)\b[^,]{1,60},/i.test(directive.text)
    ? { severity: 'warn' as const }
    : {};
  return { options: { match: [...match], instead: wanted }, ...severity };
}

/** The tool that the next sentences name, or what it is for. */
function toolIn(directive: Directive): string {
  const tool = /\b(?:the|your) (?:[Rr]ead|[Ee]dit|[Ww]rite) tool\b/.exec(directive.passage.text)?.[0];
  return tool ?? 'the tools for files';
}

/** As long as its message can hold. */
function short(instead: string): string {
  return instead.length <= 60 ? instead : (instead.split(' or ')[0] ?? '').slice(0, 60);
}

/** Package managers, each with those that it takes the place of. A runtime, as bun is, stays where it is not meant. */
const MANAGERS: Readonly<Record<string, readonly string[]>> = {
  npm: ['yarn', 'pnpm'],
  pnpm: ['npm', 'yarn'],
  yarn: ['npm', 'pnpm'],
  bun: ['npm', 'yarn', 'pnpm'],
  uv: ['pip', 'pip3', 'poetry', 'pipenv'],
  poetry: ['pip', 'pip3', 'pipenv'],
  pdm: ['pip', 'pip3', 'poetry', 'pipenv'],
};
const MANAGER = Object.keys(MANAGERS).join('|');

const MAY_BE_MANAGER = new RegExp(`\\b(?:${MANAGER})\\b`, 'i');

/** `Package manager: pnpm`, `Always use uv`, `bun only`. */
const ONLY_MANAGER = new RegExp(
  [
    `package (?:and project )?manage(?:r|ment)(?: for [\\w ]{1,20})?(?: is|:| \u2014| -| \u2192| =)\\s*(?:always |use |only )*(${MANAGER})(?![\\w-])`,
    `^\\W*(?:always|only|exclusively) use (${MANAGER})(?![\\w-])(?=\\s*(?:$|[.,;(]|for (?:python|package|dependenc|all|everything|anything|node|js|javascript|installing|running)|as (?:the |your )?package|to (?:install|manage|run)))`,
    `^\\W*use (${MANAGER})(?![\\w-])(?=\\s*(?:only\\b|exclusively\\b|for (?:all )?(?:python|package|dependenc|node|js|javascript|installing|everything)|as (?:the |your )?package|to (?:install|manage) (?:dep|pack|pyth|all)))`,
    `\\b(?:uses?|using) (${MANAGER}) (?:as (?:the |your |our |its )?|for )(?:python )?package (?:manager|management)`,
    `^\\W*(${MANAGER}) only\\b`,
    `^\\W*(${MANAGER}) is (?:the|our) (?:only|sole|required|mandated|default) (?:supported |allowed )?package manager`,
    `^\\W*stick (?:to|with) (${MANAGER})(?![\\w-])`,
  ].join('|'),
  'i',
);

/** `Use gh for all GitHub interactions`. */
const GITHUB =
  /\b(?:use|using|prefer|through|via|be)\s+(?:the\s+)?(?:gh|github)(?:\s+(?:cli|command(?:[- ]line)?(?: tool)?))?\b(?=[^.]{0,60})/i;
const WITH_GITHUB =
  /\b(?:all|any|every|primary|interact\w*|operations?|actions?|tasks?|fetch\w*|information|whenever|instead of|over|rather than|for)\b[^.]{0,60}\bgithub\b|\bgithub\b[^.]{0,30}\b(?:interactions?|operations?|tasks?|actions?|information|access|requests?)\b/i;
const GITHUB_BY_HAND = [
  'curl *github.com*',
  'curl * *github.com*',
  'curl * * *github.com*',
  'wget *github.com*',
];

const READS = ['cat', 'head', 'tail', 'less', 'sed -n'];
const WRITES = ['echo', 'printf', 'cat', 'tee'];
const SHELL = '(?:shell|bash|terminal|command[- ]line|unix|external|CLI)';

const ALL: Preferred = {
  match: [...READS, 'sed -i', 'awk', 'echo', 'printf', 'tee', 'grep', 'find'],
  instead: 'the tools for files',
};

/** `Prefer dedicated tools over the shell`, in other words than the names of commands. */
const BY_TOOLS: readonly (readonly [RegExp, 'must' | 'must-not', Preferred])[] = [
  [
    new RegExp(
      `\\b(?:prefer|use|favou?r)\\b[^.]{0,40}\\b(?:dedicated|built-?in|native|specialized)\\b[^.]{0,40}\\btools?\\b[^.]{0,60}\\b(?:over|rather than|instead of|not)\\b[^.]{0,30}\\b${SHELL}\\b`,
    ),
    'must',
    ALL,
  ],
  [
    new RegExp(`\\b${SHELL} commands? (?:for|to do) (?:any )?file (?:operations?|edits?|editing|access)\\b`),
    'must-not',
    ALL,
  ],
  [
    /\bwrite files (?:via|with|through|using|by) [^.]{0,30}\btools?\b[^.]{0,20}\b(?:rather than|instead of|not|over|never)\b[^.]{0,40}\b(?:redirect\w*|here-?docs?|echo|shell)\b/,
    'must',
    { match: WRITES, instead: 'the Write tool' },
  ],
  [
    /\b(?:here-?docs?|(?:shell |output )?redirect(?:ion|s)) (?:to|for) (?:write|create|edit|writing|creating|editing) (?:\w+ )?files?\b|\b(?:here-?docs?|(?:(?:shell|output|bash) )?redirect(?:ion|s)) for file (?:operations?|edits|creation)\b|\b(?:write|writing|create|creating) (?:\w+ )?files? (?:via|with|through|using|by) (?:shell )?(?:redirect\w*|here-?docs?|shell)\b/,
    'must-not',
    { match: WRITES, instead: 'the Write tool' },
  ],
  [
    new RegExp(
      `\\b${SHELL} (?:tools?|commands?|utilities) (?:just |only )*(?:to|for) (?:only |just )*(?:read|reading|view|viewing)\\b[^.]{0,20}\\bfiles?\\b`,
    ),
    'must-not',
    { match: READS, instead: 'the tools for files' },
  ],
];

function toolsIn(directive: Directive): Reading<Preferred> | null {
  if (!/\b(?:tools?|files?)\b/i.test(directive.text)) return null;
  const known = BY_TOOLS.find(([wish, modality]) => directive.wish(wish)?.modality === modality);
  return known ? { options: known[2] } : null;
}

/** Commands that keep what others lose. */
const KEEPING: readonly (readonly [RegExp, Preferred])[] = [
  [/^\W*(?:always )?use {1,2}git mv\b/, { match: ['mv'], instead: 'git mv' }],
  [/^\W*(?:always )?use {1,2}git rm\b/, { match: ['rm'], instead: 'git rm' }],
];

/** What a sentence wants without naming what it takes the place of. */
function implied(directive: Directive): Reading<Preferred>[] {
  const tools = toolsIn(directive);
  if (tools) return [tools];
  const [, kept] = /\bgit (?:mv|rm)\b/.test(directive.text)
    ? (KEEPING.find(([wish]) => directive.demands(wish)) ?? [])
    : [];
  if (kept) return [{ options: kept, severity: 'warn' }];
  const manager = managerIn(directive);
  if (manager !== null) {
    // An entry of a list says what is used, and not that nothing else may be.
    const severity = /\s/.test(directive.text) ? {} : { severity: 'warn' as const };
    return [{ options: { match: [...(MANAGERS[manager] ?? [])], instead: manager }, ...severity }];
  }
  const { text } = directive;
  if (!/\bgithub\b/i.test(text)) return buildsOf(directive);
  const words = text.replaceAll('`', ' ').replace(/\s+/g, ' ');
  if (
    GITHUB.test(words) &&
    /\bgh\b|\bgithub cli\b/i.test(words) &&
    WITH_GITHUB.test(words.replace(/github cli/i, '')) &&
    directive.demands(/\bgh\b|\bgithub cli\b/i)
  )
    return [
      {
        options: { match: GITHUB_BY_HAND, instead: 'gh' },
        ...(/\b(?:primary|main|usual)\b/i.test(words) ? { severity: 'warn' as const } : {}),
      },
    ];
  return buildsOf(directive);
}

function managerIn(directive: Directive): string | null {
  if (!MAY_BE_MANAGER.test(directive.text)) return null;
  const words = directive.text.replaceAll('`', ' ').replace(/\s+/g, ' ').trim();
  const found = ONLY_MANAGER.exec(words)
    ?.slice(1)
    .find((name) => name !== undefined)
    ?.toLowerCase();
  if (found !== undefined && /\b(?:or|mostly|sometimes|usually)\b/i.test(words.slice(0, 60))) return null;
  if (found !== undefined && (directive.demands(new RegExp(`\\b${found}\\b`, 'i')) || TOLD.test(words)))
    return found;
  // An entry under a heading: `Package manager` with `pnpm` below.
  const above = directive.above.at(-1) ?? '';
  const [entry] = directive.passage.kind === 'row' ? [] : (ENTRY.exec(directive.text)?.slice(1) ?? []);
  return entry !== undefined &&
    entry in MANAGERS &&
    /\b(?:package manage(?:rs?|ment)|dependenc\w+|tech(?:nical)? (?:stack|defaults)|default\w* (?:stack|tools|tooling)?|stack|tooling|preferred|use)\b/i.test(
      above,
    )
    ? entry
    : null;
}

/** A statement that wishes. */
const TOLD =
  /\bonly\b|\b(?:this|the) (?:\w+ )?(?:project|repo|repository|codebase) uses \w+ as\b|\bpackage manager(?: here)? is\b|\bis (?:the|our) \w+ package manager\b|^\W*stick (?:to|with)\b/i;

const ENTRY = /^(?:(?:always |only )?use )?`?(\w+)`?\W*$/i;

/** Under a heading on them, how something is built: with uv where the page does so. */
function buildsOf(directive: Directive): Reading<Preferred>[] {
  if (!BUILD_COMMANDS.test(directive.above.at(-1) ?? '')) return [];
  const codes = directive.codes().join('\n');
  const isEditable = /\buv pip install (?:-e|--editable)\b/.test(codes);
  return isEditable
    ? [{ options: { match: ['pip install -e|--editable'], instead: 'uv pip install -e' }, severity: 'warn' }]
    : [];
}
