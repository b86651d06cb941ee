import type { Step } from '../../parse/session/step.ts';
import {
  BENCH,
  CODE,
  CURATED,
  LOAD,
  MANIFESTS,
  MERGE,
  PUBLISH,
  PULL_REQUEST,
  SERVER,
  TESTS,
} from './known-steps.ts';
import { PROGRAMS } from './programs.ts';
import { commandsOf, isFile } from './tasks.ts';

/** What a step stands before or behind. */
export type Moment =
  | { readonly kind: 'step'; readonly step: Step; readonly isNarrow: boolean }
  | { readonly kind: 'start' }
  /** The agent hands back what it did. */
  | { readonly kind: 'end' };

/** What may lead up to the words that count. */
const EVER =
  /^\W*(?:(?:you|are|\u2019re|have|we|i|any|each|every|a|an|the|your|all|ever|actually|even|first|making|creating|doing|performing|attempting to|final|new|of|this|it|single|try to|about to|going to|run|running|using)\s+)*/i;

const ENDS =
  /^(?:(?:claim|declar|mark|report|consider|say|call|announc)\w*\b[^,.;]{0,40}\b(?:done|complet\w+|finish\w*|success|ready|fixed|handed)|finish(?:ing|ed)?\b(?: (?:up|the task|a task|any task|work|your work|tasks?|working|work on))?|(?:is )?complete\W*$|complet(?:ing|ed|ion)\b(?: (?:of )?(?:a|the|any|each|every|your)? ?(?:request|task|work|change|tasks|feature|implementation))?|hand(?:ing)?[- ]?(?:off|back|over)\b(?: work)?|done\b|end(?:ing)? (?:the |your |a )?(?:turn|session|task|work)|work is (?:done|complete)|(?:the )?(?:task|work|feature) is (?:done|complete|finished)|claiming\W*$)/i;
const STARTS =
  /^(?:(?:anything|everything)(?: else)?|(?:start|begin)(?:ning|ing|s)?\b(?: (?:on |with )?(?:a|any|the|each|every|new|your)? ?(?:new )?(?:task|work|session|coding|implementation|implementing|development|conversation|ticket|issue))?\W*$|session start|acting\W*$|implementing (?:work|an? (?:assigned )?(?:issue|feature|task)|anything)|implementation\W*$|coding\W*$|writing (?:any )?code|tasks?\W*$|sessions?\W*$)/i;

/** Acts with a command of their own. */
const ACTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bforce[- ]push\w*/i, ['git push --force|--force-with-lease|-f']],
  [
    /\bcommit(?:s|ting|ted)?\b(?! (?:to (?!git|main|master|the)|messages?|hash|context|you push))/i,
    ['git commit'],
  ],
  [/(?<!force[- ])\bpush(?:es|ing|ed)?\b(?! (?:back|notifications?))/i, ['git push']],
  [
    /\b(?:land|clos|review|triag|maintain|handl)\w*\b[^.;]{0,60}\b(?:(?:pull|merge)[- ]requests?|PRs?)\b/i,
    CURATED,
  ],
  [
    /(?<!\b(?:merg\w*|approv\w*|land\w*|clos\w*|review\w*|maintain\w*|handl\w*)\W(?:an? |the |any )?)\b(?:(?:pull|merge)[- ]requests?|PRs?|MRs?)\b(?! (?:marked|comments|timeline))/,
    PULL_REQUEST,
  ],
  [/^\W*(?:requesting )?(?:code )?review\b/i, ['gh pr create', 'gh pr ready']],
  [/\bsubmitting\b(?! the review)/i, PULL_REQUEST],
  [/\b(?:open|creat|fil|report|submit)\w*\b[^.;]{0,50}\bissues?\b/i, ['gh issue create']],
  [/\bmerg(?:e|es|ing|ed)\b/i, MERGE],
  [/\bapprov(?:e|ing)\b/i, ['gh pr review --approve|-a']],
  [/\b(?:releas(?:e|es|ing)|publish(?:es|ing)?)\b/i, PUBLISH],
  [/\brebas(?:e|es|ing)\b/i, ['git rebase']],
  [/\bpull(?:s|ing)?\b(?![- ]requests?)/i, ['git pull']],
  [
    /^\W*(?:running )?(?:(?:the|any|all|your|unit|integration|e2e) )*tests?\b(?: suite| run)?\W*$/i,
    ['<test>'],
  ],
  [/\bstag(?:e|ing)\b/i, ['git add']],
  [/\breset(?:s|ting)?\b/i, ['git reset']],
  [/\b(?:start|launch|restart)(?:ing)? (?:a |the |any )?servers?\b|\blaunch(?:es|ing)?\W*$/i, SERVER],
  [/\bbenchmark(?:s|ing)?\b/i, BENCH],
  [
    /\bload[- ]?test(?:s|ing)?\b|\b(?:send|put|apply|generat|start|creat)\w* (?:(?:any|the|a|more|real) )?load\b/i,
    LOAD,
  ],
];

/** Words that say no more of an act than the act itself. */
const PLAIN =
  /^(?:[\s/,.:;()\u2014\u2013-]|\b(?:or|and|any|an?|the|your|you|my|all|new|each|every|single|git|it|them|this|that|code|changes?|anything|work|files?|updates?|to|main|master|remote|origin|branch|branches|open|opening|opened|create|creating|created|submit|submitting|make|making|updat\w+|cut|cutting|done|finished|with|request\w*|review\w*|final|public|draft|either|if|when|first|ever|do|doing|do so|run|running|using|executing|is|are|be|being|made|immediately|always|REQUIRED|mandatory|handling|maintaining|otherwise|closing|landing|triaging|commit\w*|push\w*|merg\w+|PRs?|pull|requests?|issues?|operations?|attempts?|ready)\b)*$/i;

/** When something is to happen, or must have happened, by what stands behind `before` or `after`. */
export function momentIn(phrase: string): Moment | null {
  const text = phrase.trim();
  const words = text.replace(EVER, '');
  // `When you are done benchmarking` is behind the benchmark.
  if (ENDS.test(words) && !DONE_BENCHMARKS.test(words)) return { kind: 'end' };
  if (VAGUE.test(text.replace(/`[^`]*`/g, ''))) return null;
  const edit = editIn(text);
  if (edit) return { kind: 'step', step: { edit }, isNarrow: NARROW_EDIT.test(text) };
  const code = /^\W*(?:(?:running|you run|a|any|every|each|the|using|calling) )*`([^`]+)`/i.exec(text)?.[1];
  const [command] = code && (/\s/.test(code) || PROGRAMS.has(code)) && !isFile(code) ? commandsOf(code) : [];
  if (command) return { kind: 'step', step: command, isNarrow: false };
  const named = ACTS.filter(([pattern]) => pattern.test(text));
  // Who reviews a pull request opens none.
  const isCurated = named.some(([, run]) => run === CURATED);
  const acts = named.filter(([, run]) => !(isCurated && run === PULL_REQUEST));
  if (acts.length === 0) return STARTS.test(words) ? { kind: 'start' } : null;
  const rest = acts.reduce((left, [pattern]) => left.replace(pattern, ' '), text);
  // An act that is only mentioned far into a phrase is not what it is about.
  const first = Math.min(...acts.map(([pattern]) => text.search(pattern)));
  if (!PLAIN.test(text.slice(0, first))) return STARTS.test(words) ? { kind: 'start' } : null;
  return {
    kind: 'step',
    step: { run: [...new Set(acts.flatMap(([, run]) => run))] },
    isNarrow: !PLAIN.test(rest),
  };
}

const DONE_BENCHMARKS = /^(?:done|finish\w*|complet\w*) (?:with )?(?:(?:the|a|all|any|your) )?benchmark/i;

/** Whether the step is wider than what the words say. */
export function isNarrow(moment: Moment): boolean {
  return moment.kind === 'step' && moment.isNarrow;
}

/** What nobody can tell from a command or a file. */
const VAGUE =
  /\b(?:unfamiliar|wide-ranging|non-?trivial|significant|substantive|substantial|complex|large|architectural|risky|destructive|hard to undo|heavy)\b/i;

/** `After changes`, of which nobody says what changes, and `any SQL query in Go code`, which is a part of it. */
const NARROW_EDIT =
  /`(?:\$HOME|~)\/?` |^\W*(?:the |any )?changes\W*$|\b(?:quer(?:y|ies)|functions?|class(?:es)?|methods?|signatures?|interfaces?|types?|models?|schemas?|endpoints?)\b/i;

const EDITS =
  /^\W*(?:(?:you|any|every|each|an?|the|your|making|make|ever|all|try to|code|first|existing|about to) )*(?:edit|modif|chang|touch|updat|writ|alter|implement|creat)(?:\w*)\b/i;
/** What is edited, where it is the code in general. */
const ANY =
  /^[\s/,.:;-]*(?:(?:or|and|any|an?|the|your|all|each|every|existing|this|that|new|source|it|them|modif\w+|edit\w*|updat\w+|chang\w+|creat\w+|code|files?|changes?|implementation|anything|something|made|make|is|are|logic|work|of|in|to|codebase|repository|repo|project|session|immediately|always|\(not documentation changes\))\b[\s/,.:;-]*|\([^()]*\)\s*)*$/i;

const IN_HOME = /^[^`]{0,40}\b(?:under|in|inside|below) `(?:\$HOME|~)\/?`/;

/** The globs of files whose edit a phrase speaks of; null where it is about something else. */
function editIn(phrase: string): readonly string[] | null {
  const text = phrase.replace(
    /^\W*(?:(?:every|each|any|all) )?(?:code|implementation|source|file)s? (?:change|edit|modification|update)s?\b/i,
    'editing code',
  );
  const verb = EDITS.exec(text)?.[0];
  if (verb === undefined) return null;
  const object = text.slice(verb.length);
  if (IN_HOME.test(object)) return ['~/**'];
  const paths = [...object.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.trim());
  const prose = object.replace(/`[^`]*`/g, ' ');
  const files = [...paths.filter(isEdited), ...[...prose.matchAll(NAMED_FILE)].map(([name]) => name)];
  if (files.length > 0 && files.length >= paths.length) return files.map(globOf);
  if (paths.length > 0) return null;
  if (/^\s*(?:or modify )?(?:an? |any |the )?(?:test files?|tests)\b/i.test(object)) return TESTS;
  if (/^\s*(?:the )?(?:any )?(?:dependenc(?:y|ies))\b/i.test(object)) return MANIFESTS;
  const kind = kindIn(text);
  if (kind) return kind;
  if (/writ|creat|implement/i.test(verb) && !/\b(?:code|files?|changes?|implement)/i.test(text)) return null;
  return ANY.test(object) ? CODE : null;
}

/** What is edited may have any ending, and lie in any folder. */
function isEdited(code: string): boolean {
  return (
    isFile(code) ||
    (/^[\w@.*{}-]+(?:\/[\w@.*{}-]+)*\.[a-z]\w{0,9}$/.test(code) && !/^\d/.test(code)) ||
    /^[\w.-]+(?:\/[\w.*-]+)+$/.test(code)
  );
}

const NAMED_FILE =
  /(?<![\w/.`-])(?:[\w.-]+\/)*[\w-]+\.(?:md|mdx|rst|adoc)\b|\b(?:Dockerfile|Makefile|Gemfile|package\.json|pyproject\.toml|Cargo\.toml|go\.mod)\b/g;

const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  python: ['*.py'],
  rust: ['*.rs'],
  go: ['*.go'],
  typescript: ['*.ts', '*.tsx'],
  javascript: ['*.js', '*.jsx'],
  ruby: ['*.rb'],
  java: ['*.java'],
  kotlin: ['*.kt'],
  swift: ['*.swift'],
  'c#': ['*.cs'],
  'c++': ['*.cpp', '*.cc', '*.h', '*.hpp'],
  shell: ['*.sh'],
  sql: ['*.sql'],
  terraform: ['*.tf'],
};

const LANGUAGE = Object.keys(LANGUAGES).join('|').replaceAll('+', '\\+');
/** `JavaScript/TypeScript: npm test` */
const LABELLED = new RegExp(`^\\W*((?:${LANGUAGE})(?:\\s?[/,&]\\s?(?:${LANGUAGE}))*):`, 'i');

/** The globs of the files that a sentence limits its wish to: `on any .sh`, `Rust code`. */
export function kindIn(text: string): readonly string[] | null {
  const [, ending] =
    /\b(?:on|for|in|to|of) (?:(?:any|every|all|each|the|changed|modified|edited|touched) )*`\*?(\.\w{1,5})`/i.exec(
      text,
    ) ?? [];
  if (ending) return [`*${ending}`];
  const [, label] = LABELLED.exec(text) ?? [];
  if (label) return label.split(/\s?[/,&]\s?/).flatMap((name) => LANGUAGES[name.toLowerCase()] ?? []);
  const [, language = ''] =
    /\b(python|rust|go|typescript|javascript|ruby|java|kotlin|swift|c#|c\+\+|shell|sql|terraform) (?:code|files?|sources?|scripts?|changes?)(?=\W|$)/i.exec(
      text.replace(/`[^`]*`/g, ' '),
    ) ?? [];
  return LANGUAGES[language.toLowerCase()] ?? null;
}

function globOf(code: string): string {
  return /^\.\w+$/.test(code) && /^\.(?:sh|py|ts|js|go|rs|rb|java|c|cpp|css|sql|tf)$/.test(code)
    ? `*${code}`
    : code;
}
