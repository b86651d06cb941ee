import type { Banned } from './banned.ts';

/** Something that pages forbid by a word of their own, or by a code span that is no text of a program. */
interface Known {
  /** Without one of these, in small letters, no sentence is about it: so most are told apart at no cost. */
  readonly about: readonly string[];
  /** What a sentence forbids. */
  readonly name: RegExp;
  /** What it may ask for instead, which forbids the same. */
  readonly instead?: RegExp;
  readonly banned: readonly Banned[];
  /** A line shows it often, and not always. */
  readonly isGuess?: true;
}

const SCRIPTS = ['*.js', '*.jsx', '*.mjs', '*.cjs', '*.ts', '*.tsx', '*.mts', '*.cts', '*.vue', '*.svelte'];
const TYPED = ['*.ts', '*.tsx', '*.mts', '*.cts', '*.vue', '*.svelte'];
const PYTHON = ['*.py', '*.pyi'];
const WORKFLOWS = ['.github/**/*.yml', '.github/**/*.yaml', 'action.yml', 'action.yaml'];

/** Keys whose form says what they are (their makers' documentation), and words that are given a value. */
const SECRETS: readonly Banned[] = [
  {
    pattern:
      '\\bAKIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{36}|\\bgithub_pat_\\w{40}|\\bglpat-[\\w-]{20}|\\bxox[abprs]-[\\w-]{10}|\\bsk-(?:ant-|proj-)?[\\w-]{32}|\\bAIza[\\w-]{35}|-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----',
    message: 'take the secret out',
  },
];

export const KNOWN: readonly Known[] = [
  {
    about: ['todo', 'fixme'],
    name: /\b(?:TODOs?|FIXMEs?)\b(?!,? (?:lists?|tools?|items?|files?|task lists)\b)/,
    banned: [{ pattern: '\\b(?:TODO|FIXME)\\b', in: 'comments' }],
  },
  {
    about: ['placeholder'],
    name: /\b(?:no|never|avoid|without)\b[^.;:]{0,30}\bplaceholders?(?: (?:code|implementations?|comments?|logic|functions?))?(?=[\s.,;:/)]*$|[.,;:/]| or\b| and\b| \u2014)/i,
    banned: [
      {
        pattern: '\\b(?:TODO|FIXME)\\b|(?i:your code here|rest of (?:the )?code|not implemented yet)',
        in: 'comments',
      },
    ],
    isGuess: true,
  },
  {
    about: ['any'],
    name: /\bany\s+types?\b|\bany\b(?=\s*(?:,|type|and|or|unless|in TypeScript|$)).{0,40}\b(?:type|typing|TypeScript|unknown)\b|\buse\s+any\s|\bavoid\s+any\s/i,
    banned: [{ pattern: '(?::\\s*|\\bas\\s+|<|\\|\\s*)any\\b', paths: TYPED, in: 'code' }],
  },
  {
    about: ['any'],
    name: /\bas\s+any\b/i,
    banned: [{ pattern: '\\bas\\s+any\\b', paths: TYPED, in: 'code' }],
  },
  {
    about: ['console'],
    name: /\bconsole (?:logging|logs?|statements?)\b|\bconsole\.logs?\b/i,
    banned: [{ pattern: '\\bconsole\\.(?:log|debug)\\(', paths: SCRIPTS, in: 'code' }],
  },
  {
    about: ['debugger'],
    name: /\bdebugger(?: statements?)?\b/i,
    banned: [{ pattern: '\\bdebugger\\b', paths: SCRIPTS, in: 'code' }],
  },
  {
    about: ['export'],
    name: /\bdefault exports?\b/i,
    instead: /\bnamed exports? only\b|\bonly (?:use )?named exports?\b/i,
    banned: [{ pattern: '^\\s*export\\s+default\\b', paths: SCRIPTS, in: 'code' }],
  },
  {
    about: ['import'],
    name: /\bwildcard imports?\b|\bstar imports?\b/i,
    banned: [{ pattern: '^\\s*from\\s+\\S+\\s+import\\s+\\*', in: 'code' }],
  },
  {
    about: ['import'],
    name: /\b(?:inline|local|function-level|nested|lazy|in-function) imports?\b|\bimports? (?:inside|in|within) (?:of )?(?:functions?|methods?)\b/i,
    instead:
      /\b(?:all )?imports?\b[^.;]{0,20}\bat (?:the )?(?:very )?(?:top|beginning|start)\b|\btop-level imports?\b|\bimports? at (?:module|file) (?:level|top)\b/i,
    banned: [
      { pattern: '^\\s+(?:from\\s+\\S+\\s+)?import\\s+\\w', paths: PYTHON, in: 'code' },
      { pattern: '\\bimport\\(', paths: SCRIPTS, in: 'code' },
    ],
    isGuess: true,
  },
  {
    about: ['import'],
    name: /\bdynamic imports?\b/i,
    banned: [{ pattern: '\\bimport\\(', paths: SCRIPTS, in: 'code' }],
  },
  {
    about: ['import'],
    name: /(?<!restricted )\brelative imports?\b(?!.{0,20}\.\.\/)(?! (?:between|across|outside|from|beyond|that|which|in|within|to)\b)/i,
    instead:
      /\babsolute imports? only\b|\bonly (?:use )?absolute imports?\b|\balways use absolute imports?\b/i,
    banned: [
      { pattern: '^\\s*from\\s+\\.', paths: PYTHON, in: 'code' },
      { pattern: '(?:\\bfrom|\\bimport|\\brequire\\()\\s*[\'"]\\.\\.?/', paths: SCRIPTS },
    ],
  },
  {
    about: ['../'],
    name: /\brelative imports?\b(?=.{0,20}\.\.\/)/i,
    banned: [{ pattern: '(?:\\bfrom|\\bimport|\\brequire\\()\\s*[\'"]\\.\\./', paths: SCRIPTS }],
  },
  {
    about: ['os.path'],
    name: /\bos\.path\b/,
    banned: [{ pattern: '\\bos\\.path\\b', paths: PYTHON, in: 'code', message: 'use `pathlib`' }],
  },
  {
    about: ['except'],
    name: /\bbare\s+except(?:s|ions?)?\b/i,
    banned: [{ pattern: '^\\s*except\\s*:', paths: PYTHON, in: 'code' }],
  },
  {
    about: ['mutable'],
    name: /\bmutable default (?:arguments?|args|parameters?|values?)\b/i,
    banned: [{ pattern: '^\\s*(?:async\\s+)?def\\s.*=\\s*(?:\\[\\]|\\{\\})', paths: PYTHON, in: 'code' }],
  },
  {
    about: ['print'],
    name: /\bprint\s+statements?\b/i,
    banned: [{ pattern: '(?:^|[^\\w.])print\\(', paths: PYTHON, in: 'code' }],
  },
  {
    about: ['string'],
    name: /\bf-?strings?(?: interpolation| formatting)?\b(?=.{0,40}\blog)|\blog\w*\b[^.;]{0,40}\bf-?strings?\b/i,
    banned: [
      {
        pattern: '\\blog(?:ger|ging)?\\.(?:debug|info|warning|warn|error|exception|critical)\\(f[\'"]',
        paths: PYTHON,
      },
    ],
  },
  {
    about: ['sleep', 'wait', 'delay', 'timeout'],
    name: /\b(?:fixed|hard-?coded|arbitrary|static)[- ](?:sleeps?|waits?|delays?|timeouts)\b|\bsleep\w*\s*\(\)\s+with a fixed\b/i,
    banned: [
      { pattern: '\\b(?:sleep|Sleep|waitForTimeout|setTimeout|usleep)\\(\\s*[\\d.]+\\s*\\)', in: 'code' },
    ],
  },
  {
    about: ['enum'],
    name: /(?<!string |const |native )\benums?\b(?! (?:members?|values?|names?|keys?))/i,
    banned: [
      {
        pattern: '^\\s*(?:export\\s+)?(?:declare\\s+)?(?:const\\s+)?enum\\s',
        paths: TYPED,
        in: 'code',
      },
    ],
  },
  {
    about: ['interface'],
    name: /(?<=\btypes?\s{1,3}(?:aliases )?(?:over|instead of|not|rather than)\s{1,3})interfaces?\b/i,
    banned: [
      {
        pattern: '^\\s*(?:export\\s+)?(?:default\\s+)?interface\\s+[A-Z]',
        paths: TYPED,
        in: 'code',
        message: 'use `type`',
      },
    ],
  },
  {
    about: ['interface'],
    name: /(?<=\binterfaces?\s{1,3}(?:over|instead of|not|rather than)\s{1,3})types?\b/i,
    banned: [
      {
        pattern: '^\\s*(?:export\\s+)?type\\s+\\w+(?:<[^=]*>)?\\s*=\\s*\\{',
        paths: TYPED,
        in: 'code',
        message: 'use `interface`',
      },
    ],
  },
  {
    about: ['non-null'],
    name: /\bnon-null assertions?\b/i,
    banned: [{ pattern: '[\\w)\\]]!(?:\\.\\w|[;,)\\[])', paths: TYPED, in: 'code' }],
  },
  {
    about: ['var'],
    name: /\b(?:use|using|never|no|not|avoid)\s+\s+var\s+(?!to\b)|\bvar (?:declarations?|keyword)\b/,
    banned: [{ pattern: '^\\s*(?:export\\s+)?var\\s', paths: SCRIPTS, in: 'code' }],
  },
  {
    about: ['==', 'equality'],
    name: /(?:instead of|over|not|never|never use)\s+==\s|\bloose equality\b/i,
    banned: [{ pattern: '[^=!<>]==[^=]|!=[^=]', paths: SCRIPTS, in: 'code', message: 'use `===`' }],
    isGuess: true,
  },
  {
    about: ['==', 'equality'],
    name: /(?:instead of|over|not|never|never use)\s+===(?=\s|$)|\bstrict equality\b/i,
    banned: [{ pattern: '[!=]==', paths: SCRIPTS, in: 'code', message: 'use `==`' }],
  },
  {
    about: ['style'],
    name: /\binline styles?\b/i,
    banned: [{ pattern: '\\sstyle=', paths: ['*.jsx', '*.tsx', '*.vue', '*.svelte', '*.html'], in: 'code' }],
    isGuess: true,
  },
  {
    about: ['ascii', 'comment'],
    name: /\bASCII (?:borders?|dividers?|banners?)\b|\b(?:banner|separator|divider) comments?\b|\bcomment (?:banners?|dividers?|separators?)\b/i,
    banned: [{ pattern: '[=*#~─═-]{8}', in: 'comments' }],
  },
  {
    about: ['secret', 'credential', 'key', 'password', 'token'],
    name: /\b(?:hard-?cod(?:e[ds]?|ing)|embed(?:ded|ding)?|expos(?:e|ing)|leak(?:ing)?|commit(?:ting)?|add(?:ing)?|stor(?:e|ing)|put|check in|include)(?:,? (?:or|and|any|the|real|actual|sensitive|plain-?text|raw|your|hard-?coded|such|user|log|print|expose|commit|write|hard-?code|embed|quote|export),?){0,5},? (?:secrets?|credentials?|API[- ]keys?|passwords?|(?:access |auth |API )tokens?|tokens|private keys?)\b(?! (?:in|into|on) (?:the )?(?:commands?|prompts?|PRs?|replies|chat|logs?)\b)|\bno (?:hard-?coded|plain-?text|embedded|raw) (?:secrets?|credentials?|API keys?|passwords?|tokens?)\b|\bno (?:secrets|credentials|API keys|passwords)\b (?:\w+ ){0,3}in (?:the )?(?:code|source|repo|commits?)/i,
    banned: SECRETS,
  },
  {
    about: ['ref', 'sha', 'hash'],
    name: /\b(?:tag or branch|branch or tag|mutable) refs?\b/i,
    instead:
      /\b(?:pin\w*|use)\b[^.;]{0,60}\b(?:actions?|uses)\b[^.;]{0,60}\b(?:SHAs?|hash(?:es)?)\b|\bactions?\b[^.;]{0,60}\bpinned\b[^.;]{0,40}\b(?:SHAs?|hash(?:es)?)\b/i,
    banned: [
      {
        pattern: '\\buses:\\s*[\'"]?[\\w.-]+/[\\w./-]+@(?:v\\d|\\d+\\.|main\\b|master\\b|latest\\b)',
        paths: WORKFLOWS,
        message: 'pin the action to a full commit SHA',
      },
    ],
  },
  {
    about: ['version'],
    name: /\b(?:bump|chang|edit|modify|updat|touch|increment)\w*\s+(?:(?:the|any|a|its|package|crate|project|release|npm|app)\s+){0,3}versions?\b(?= (?:in|numbers?|fields?|manually|by hand|directly|yourself|unless|without)\b|[\s.,;)]*$)/i,
    banned: [
      { pattern: '^\\s*"version"\\s*:', paths: ['package.json'] },
      { pattern: '^version\\s*=\\s*"', paths: ['Cargo.toml', 'pyproject.toml'] },
    ],
  },
  {
    about: ['suppress', 'ignore', 'disable', 'skip'],
    name: /\b(?:inline )?(?:lint(?:er)?|type|type[- ]check\w*)(?: (?:or|and) (?:lint(?:er)?|type))? (?:suppressions?|ignores?|disables?)\b|\b(?:suppression|disable|skip\/disable|ignore) (?:comments?|directives?|pragmas?)\b/i,
    banned: [
      {
        pattern:
          '\\b(?:eslint-disable|biome-ignore|@ts-(?:ignore|nocheck|expect-error)|noqa|nolint|NOSONAR|rubocop:disable|pylint:\\s*disable|type:\\s*ignore)\\b|@ts-(?:ignore|nocheck|expect-error)',
      },
    ],
  },
];
