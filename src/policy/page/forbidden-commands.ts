import type { Reading } from '../../rule.ts';
import { asksFirst, commandWishes } from './command-wishes.ts';
import { commandsIn } from './commands.ts';
import type { Directive } from './directive.ts';
import { forbiddenFlags } from './forbidden-flags.ts';
import { withBothNames } from './option-names.ts';
import { taskRuns } from './task-runs.ts';
import { wrappedIn } from './wrapped-commands.ts';

/** What `no-command` takes. */
export interface Forbidden {
  readonly match: string[];
  readonly unless: string[];
  readonly instead: string;
}

const EVERYTHING = ['git add -A|--all', 'git add .', 'git commit -a|--all'];

/** What pages call by what somebody does, and not by the command. */
const DEEDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /\bamend(?:s|ing|ed)?\b(?! (?:the )?(?:PR|pull request|description|plan|doc|spec|message to))/,
    ['git commit --amend'],
  ],
  [
    /\bcurl(?: \S+)? ?\| ?(?:ba)?sh\b|\bpip(?:e|ing) (?:curl|wget) (?:in)?to (?:a )?(?:ba|z)?sh(?:ell)?\b/,
    ['curl | bash|sh|zsh', 'wget | bash|sh|zsh'],
  ],
  [/\b(?:git )?stash(?:es|ing)?\b/, ['git stash']],
  [
    /\b(?<!force[- ])push(?:es|ing)? (?:directly |straight |commits? |anything |code )*(?:to|on|onto) +(?:the +)?(?:protected +)?(?:(?:main|master|trunk)\b|default branch)/,
    ['git push * main|master', 'git push * *:main', 'git push * *:master'],
  ],
  [/\b(?:git )?rebas(?:e|es|ing)\b/, ['git rebase', 'git pull --rebase']],
  [
    /\b(?:stag(?:e|ing)|add(?:ing)?) (?:all(?: (?:files|changes))?|everything)\b|\bbroad staging\b|\bblanket (?:git )?add\b/,
    EVERYTHING,
  ],
  [
    /\b(?:update|change|modify|alter|touch|edit|changes? to|modifications? to) (?:the |my |any |global )*git config(?:uration)?\b/,
    ['git config * *', 'git config --unset|--unset-all|--add|--replace-all|--edit|-e'],
  ],
  [
    /\b(?:apply|add|set|invent|assign)(?:ing)? labels?\b/,
    [
      'gh pr create -l|--label',
      'gh pr edit --add-label',
      'gh issue create -l|--label',
      'gh issue edit --add-label',
    ],
  ],
  [
    /\bcompound (?:chains?|commands?|statements?)\b|\b(?:chain(?:ed|ing)?|combine|join) (?:(?:multiple |several |shell |bash )*commands\b|(?:them )?with +(?:&&|;))|\bcommand chain(?:s|ing)\b/,
    ['* && *', '* ; *', '* || *'],
  ],
  [/\bchang(?:e|ing) (?:the )?(?:current |working )*director(?:y|ies)\b/, ['cd', 'pushd']],
  [
    /\b(?:run|start|launch)(?:ning|ing)? (?:the |a |any |your )?(?:local )?dev(?:elopment)? servers?\b|(?=run|start|launch)(?<=\bdev(?:elopment)? server\b[^.]{1,60})\b(?:run|start|launch)(?:ing)? (?:it|one|another|a second)\b/,
    [
      'npm run dev|start',
      'npm start',
      'pnpm dev|start',
      'pnpm run dev|start',
      'yarn dev|start',
      'yarn run dev|start',
      'bun dev',
      'bun run dev|start',
      'next dev',
    ],
  ],
  [
    /\binstall(?:ing)?(?: (?:any |new )?(?:packages|dependencies|modules|tools|anything))? globally\b|\bglobal (?:npm |pnpm |package )?install(?:s|ations?)\b/,
    ['npm install|i -g|--global', 'pnpm add -g|--global', 'yarn global add', 'bun add -g|--global'],
  ],
  [
    /\bclon(?:e|ing) (?:the |any |other |external )*(?:repos?|repositor(?:y|ies))\b/,
    ['git clone', 'gh repo clone'],
  ],
];

/** What pages want that only some commands break. */
const WANTED: readonly (readonly [RegExp, readonly string[], 'warn' | 'error'])[] = [
  [
    /\b(?:list|name|stage|add|specify) (?:each |every |all |the )?(?:paths?|files?) (?:explicitly|by name|individually|specifically)\b|\bexplicit (?:file )?paths? when staging\b|\bstage (?:only )?(?:explicit|specific|named|individual) (?:paths|files)\b|\b(?:list|name) each path explicitly\b/,
    EVERYTHING,
    'error',
  ],
  [
    /\bonly (?:commit|stage|add)(?:ting|ing)? (?:the )?(?:files|changes) (?:that )?you(?:['\u2019]ve)? (?:changed|touched|modified|edited|made)\b|\b(?:commit|stage|add) only (?:the )?(?:files|changes) (?:that )?you(?:['\u2019]ve)? (?:changed|touched|modified|edited|made)\b/,
    EVERYTHING,
    'warn',
  ],
];

/** What is fine of a command all the same, for it changes nothing or ends what was begun. */
const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  'git stash': ['git stash list', 'git stash show'],
  'git rebase': ['git rebase --abort', 'git rebase --continue'],
  'gh api -X *': ['gh api -X|--method GET'],
  'gh api --method *': ['gh api -X|--method GET'],
  'git config * *': [
    'git config --get',
    'git config --get-all',
    'git config --get-regexp',
    'git config get',
    'git config -l|--list',
  ],
};

/** What rules of their own hold: force pushes, what destroys changes, ways round the hooks. */
const HELD_ELSEWHERE =
  /^git (?:.*(?:--force\b|--force-with-lease|--no-verify|--hard|--delete)|push -f|clean\b|restore\b|checkout (?:\.|--)|reset$|reset --|branch -[dD]|stash (?:drop|clear)|filter-|update-ref)|--no-verify|^(?:HUSKY|SKIP|LEFTHOOK)/;

/** What a sentence forbids to run. */
export function forbiddenCommands(directive: Directive): Reading<Forbidden>[] {
  const wanted = commandWishes(directive);
  const wrapped = wrappedIn(directive);
  // `Run it with X, never Y` says the same in two ways.
  if (wrapped && !wanted.some(({ instead }) => instead !== '')) return [wrapped];
  const wishes = wanted.filter(({ instead, purpose }) => instead === '' && purpose === null);
  const named = [
    ...(wishes.length === 0 || isNarrow(directive) ? [] : wishes.flatMap(({ match }) => match)),
    ...flagsIn(directive),
  ].filter((pattern) => !HELD_ELSEWHERE.test(pattern));
  const wished = new Set(wanted.flatMap(({ match }) => match));
  const deeds = deedsIn(directive).filter((pattern) => !wished.has(pattern));
  const all = [...new Set([...named, ...pipesIn(directive), ...deeds].map(withBothNames))];
  if (all.length > 0) {
    const { match, unless, instead } = forbidden(all, '');
    const whole = wholeOnly(directive, named);
    return [{ options: { match, unless: [...unless, ...sparedIn(directive, match), ...whole], instead } }];
  }
  const runs = wanted.length > 0 ? [] : taskRuns(directive);
  if (runs.length > 0) return runs;
  if (!/\b(?:stag|commit|add|path)/i.test(directive.text)) return [];
  const [, match, severity] = WANTED.find(([wish]) => directive.demands(wish)) ?? [];
  return match && severity
    ? [{ options: forbidden([...match], ''), ...(severity === 'warn' ? { severity } : {}) }]
    : [];
}

function flagsIn(directive: Directive): string[] {
  const may = directive.text.includes('`-') && !asksFirst(directive) && !isNarrow(directive);
  return may ? forbiddenFlags(directive) : [];
}

function forbidden(match: string[], instead: string): Forbidden {
  return { match, unless: [...new Set(match.flatMap((pattern) => HARMLESS[pattern] ?? []))], instead };
}

/** `npm publish` (non-`--dry-run`) is fine with that flag, a bare `python` in what runs it. */
function sparedIn({ text }: Directive, match: readonly string[]): string[] {
  const flagged = text.matchAll(/`([^`]+)` \((?:non-|without |except (?:with )?|unless )`(--[\w-]+)`\)/g);
  const [, outer] = /\boutside (?:of )?`([a-z][\w-]*(?: [a-z][\w-]*)?)`/.exec(text) ?? [];
  const isBare = outer === undefined && match.some((each) => /^python3?$/.test(each)) && BARE.test(text);
  return [
    ...[...flagged].map(([, command = '', flag = '']) => `${command} ${flag}`),
    ...(outer === undefined ? [] : [outer]),
    ...(isBare ? RUN_PYTHON : []),
  ];
}

const BARE = /\b(?:bare|plain|raw|directly|system)\b/i;
const RUN_PYTHON = ['uv run', 'poetry run', 'pdm run', 'hatch run', 'pipenv run'];

/** An unscoped `X` is one without an operand. */
function wholeOnly({ text }: Directive, named: readonly string[]): string[] {
  return /\b(?:unscoped|argument-less|without (?:an? |any )?(?:path|target|argument|scope|operand)s?\b)/i.test(
    text,
  )
    ? named.map((pattern) => `${pattern} *`)
    : [];
}

/** It holds in some states or for some work only, which no command shows. */
function isNarrow({ text }: Directive): boolean {
  return (
    (/^\W*(?:when(?:ever)?|if|while|during|before|after|in|on|once|until)\b/i.test(text) &&
      !ALWAYS_SO.test(text)) ||
    /^.{0,140}?\b(?:once|when|if|while)\b[^.:]{0,80}:\s/i.test(text) ||
    /\bfor (?:anything|any \w+|those|\w+s) (?:that|which)\b/i.test(text)
  );
}
/** A time that the command itself is. */
const ALWAYS_SO =
  /^\W*(?:when(?:ever)?|while) (?:you (?:are )?)?(?:commit|us|run|work|writ|stag|push|search|install|edit|read)\w*(?: (?:with )?(?:git|code|files|commands|packages|shell commands|python|node|changes|dependencies))?,/i;

/** Most sentences speak of none of them: this asks first, at the lowest cost. */
const MAY_BE_DEED =
  /\b(?:amend|stash|rebas|push|stag|add|git config|label|compound|chain|combin|join|curl|director|servers?\b|global|clon)/i;

function deedsIn(directive: Directive): string[] {
  if (!MAY_BE_DEED.test(directive.text)) return [];
  if (asksFirst(directive) || isNarrow(directive)) return [];
  const signs = directive.codes('must-not').filter((code) => /^(?:&&|\|\||;)$/.test(code));
  return DEEDS.flatMap(([deed, match]) => {
    const wish = directive.wish(deed);
    if (wish?.modality !== 'must-not' || !isFree(directive.text, wish.text)) return [];
    // `Don't chain commands with &&` leaves the other signs.
    const named = match.filter((pattern) => signs.some((sign) => pattern === `* ${sign} *`));
    return named.length > 0 ? named : match;
  });
}

/** Nothing behind it narrows what is forbidden. */
function isFree(text: string, deed: string): boolean {
  const words = text.replaceAll('`', ' ');
  const behind = words.slice(words.indexOf(deed) + deed.length);
  return /^(?:\/\w+)*\s*(?:(?:branch(?:es)?|or master|or main|installers?|commits?|changes|existing|previous|to (?:main|master)|manually|directly|by hand|either|ever|work|anything|them|it|when running tools|with\s+(?:&&|;|\|\|))\s*)*(?:[.,;:()!\u2014\u2013]|-{1,2}\s|$|(?:or|and|because|since|as|is|are)\b)/i.test(
    behind,
  );
}

/** `Never pipe X through tail`, and `get full output, no tail` behind a command. */
function pipesIn(directive: Directive): string[] {
  const { text } = directive;
  const named = commandsIn(directive).filter(({ pattern }) => pattern !== '');
  const [piped, object = ''] =
    /\bpip(?:e|ing)(?:\/\w+)*\s+(?!tail)([^;,.]{0,60}?)(?:\s(?:through|into|to|with)\s|[;,.]|$)/i.exec(
      text,
    ) ?? [];
  if (piped !== undefined && directive.forbids(/\bpip(?:e|ing)\b/)) {
    const at = text.indexOf(piped);
    const source =
      named.find(({ start }) => start > at && start < at + piped.length)?.pattern ?? outputOf(object);
    const into = named.filter(
      ({ start, pattern }) => start >= at + piped.length - 1 && !pattern.includes(' '),
    );
    if (source === null) return [];
    if (into.length > 0) return into.map(({ pattern }) => `${source} | ${pattern}`);
    return source === '*' || /\s(?:through|into|to|with)\s/.test(piped) ? [] : [`${source} | *`];
  }
  // `Never launch X with a piped tail`.
  const [first, ...others] = named;
  if (
    first &&
    others.length > 0 &&
    directive.forbids(/\bpiped\b/) &&
    named.every(({ modality }) => modality === 'must-not')
  )
    return others.map(({ pattern }) => `${first.pattern} | ${pattern}`);
  const [whole] = named;
  return whole &&
    /\b(?:full|complete|whole|entire) output\b[^.]{0,20}\b(?:no|not|never|without) (?:tail|head)\b/i.test(
      text,
    )
    ? [`${whole.pattern} | tail`, `${whole.pattern} | head`]
    : [];
}

/** What is piped, where no command is named: of tests, or of any. */
function outputOf(object: string): string | null {
  const [, program] = /^`([a-z][\w./-]*)`/.exec(object) ?? [];
  if (program !== undefined) return program;
  if (/\btests?\b/i.test(object)) return '<test>';
  if (/\bbuilds?\b/i.test(object)) return '<build>';
  return /^(?:the |any |all |its |their |command )*(?:outputs?|commands?)(?: outputs?)?$/i.test(object)
    ? '*'
    : null;
}
