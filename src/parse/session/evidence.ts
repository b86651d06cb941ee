import type { SimpleCommand } from '../shell/command.ts';
import { matchesCommand } from '../shell/pattern.ts';
import { type Claim, claimsIn } from './claim.ts';
import { namesFault } from './claim-fault.ts';
import type { ClaimKind } from './claim-words.ts';
import type { EditEvent, RunEvent, SessionEvent, ToolEvent } from './event.ts';
import type { NewEvent } from './notation.ts';
import { actsOf, isAct } from './step.ts';

/** What a run or a tool shows. */
type Task = 'test' | 'build' | 'lint' | 'types' | 'measure';

/** How a task ended; `started` where it runs in the background, and nobody has seen its end yet. */
type Outcome = 'passed' | 'failed' | 'started';

/**
 * What happened in a session up to a claim, kept so that each event is looked at once. What shows that the
 * code works counts from the last edit of code on; what was committed or read counts for good.
 */
export class Evidence {
  /** Since the last edit of code. */
  #last = new Map<Task, Outcome>();
  #hasPassed = new Set<Task>();
  #isWhole = false;
  #counts = new Set<string>();
  #hasLooked = false;
  #hasRun = false;
  #told = new Set<ClaimKind>();
  /** From the beginning. */
  readonly #ever = new Set<Task | 'committed' | 'pushed' | 'pr-created' | 'old-state'>();
  readonly #names = new Set<string>();
  /** Figures that a measurement stood behind when they were told first. */
  readonly #figures = new Set<string>();
  #hasEdit = false;
  #hasCodeEdit = false;
  #hasFault = false;

  add(event: SessionEvent): void {
    switch (event.kind) {
      case 'prompt':
        // The person may have tried it.
        for (const { kind } of claimsIn(event.text)) this.#told.add(kind);
        if (
          /\b(?:all|everything(?:['\u2019]s| is)?|CI(?: is)?|tests?(?: are)?) (?:green|good|fine)\b/i.test(
            event.text,
          )
        )
          this.#told.add('tests-pass');
        this.#addNames(event.text);
        this.#hasFault ||= namesFault(event.text);
        break;
      case 'read':
        this.#hasLooked = true;
        this.#addNames(event.path);
        if (REPORT.test(event.path)) this.#seeReport('');
        if (TEST_REPORT.test(event.path)) this.#record('test', 'passed');
        break;
      case 'edit':
        this.#addNames(event.path);
        this.#hasEdit = true;
        if (editsCode(event)) this.#editCode();
        break;
      case 'run':
        this.#addRun(event);
        break;
      case 'tool':
        this.#addTool(event);
        break;
      case 'reply':
        break;
    }
  }

  /** Whether something in the session stands behind a claim. */
  backs({ kind, text, isPartial }: Claim): boolean {
    if (this.#told.has(kind)) return true;
    switch (kind) {
      case 'tests-pass':
        return (
          this.#passes('test', isPartial) ||
          (NUMBER.exec(text) ?? []).some((count) => this.#counts.has(count))
        );
      case 'no-regressions':
        return this.#last.has('test') && (this.#isWhole || this.#told.has('tests-pass'));
      case 'builds':
        return this.#passes('build') || this.#passes('types') || this.#passes('test', true);
      case 'types-check':
        return this.#passes('types') || this.#passes('build');
      case 'lint-clean':
        return this.#passes('lint');
      case 'faster':
        return this.#isMeasured(NUMBER.exec(text)?.[0]);
      case 'verified':
        return this.#hasRun || (this.#hasLooked && !TRIED.test(text)) || this.#told.has('fixed');
      case 'fixed':
        // Where no fault was named, `Fixed!` says only that it was changed.
        if (!this.#hasFault && /^\W*fixed\W*$/i.test(text)) return true;
        return this.#isTried || this.#told.has('verified');
      case 'done':
        return this.#isTried || this.#told.has('verified');
      case 'pre-existing':
        return this.#ever.has('old-state') || !this.#hasCodeEdit;
      case 'committed':
      case 'pushed':
      case 'pr-created':
        return this.#ever.has(kind);
      case 'read':
        return (text.match(FILE) ?? []).every((path) => this.#names.has(baseOf(path)));
      case 'ran':
        return RAN.every(([task, words]) => !words.test(text) || this.#ever.has(task));
    }
  }

  /** Something ran; words that were wrong are right once they are edited. */
  get #isTried(): boolean {
    return this.#hasRun || (this.#hasEdit && !this.#hasCodeEdit);
  }

  /** Something was measured; a summary may tell the same figure again. */
  #isMeasured(figure: string | undefined): boolean {
    if (figure === undefined) return this.#hasPassed.has('measure');
    if (this.#hasPassed.has('measure')) this.#figures.add(figure);
    return this.#figures.has(figure);
  }

  #passes(task: Task, isPartial = false): boolean {
    const last = this.#last.get(task);
    return last === 'passed' || (last === 'failed' && isPartial && this.#hasPassed.has(task));
  }

  #editCode(): void {
    this.#hasEdit = true;
    this.#hasCodeEdit = true;
    this.#last = new Map();
    this.#hasPassed = new Set();
    this.#isWhole = false;
    this.#counts = new Set();
    this.#hasLooked = false;
    this.#hasRun = false;
    this.#told = new Set();
  }

  #addRun(run: RunEvent): void {
    const acts = actsOf(run);
    const commands = acts.flatMap(({ command }) => (command ? [command] : []));
    if (acts.some((act) => isAct(act, CODE))) this.#editCode();
    this.#addNames(run.command);
    const tasks = tasksOf(run, commands);
    for (const task of tasks) {
      const outcome = outcomeOf(run, commands, task);
      this.#hasFault ||= outcome === 'failed';
      this.#record(task, outcome);
      if (outcome === 'failed' && PASSED.test(run.output)) this.#hasPassed.add(task);
    }
    if (tasks.has('test') && !commands.some(isNarrow)) this.#isWhole = true;
    if (tasks.size === 0 && !isAll(commands, isSpeaker)) this.#seeReport(run.output);
    for (const [count] of run.output.matchAll(/\d+(?=\s+(?:tests?\s+)?pass)/g)) this.#counts.add(count);
    if (!isAll(commands, isHousework)) this.#hasLooked = true;
    if (!isAll(commands, isIdle) && (run.exit === null || run.exit === 0 || PASSED.test(run.output)))
      this.#hasRun = true;
    this.#addDeeds(run, commands);
  }

  #addDeeds({ exit, output }: RunEvent, commands: readonly SimpleCommand[]): void {
    const isDone = exit === null || exit === 0;
    const has = (patterns: readonly string[]) =>
      commands.some((command) => patterns.some((pattern) => matchesCommand(pattern, command)));
    const add = (deed: 'committed' | 'pushed' | 'pr-created', patterns: readonly string[], sign: RegExp) => {
      if (this.#ever.has(deed)) return;
      if ((isDone && has(patterns)) || sign.test(output)) this.#ever.add(deed);
    };
    add('committed', COMMIT, /^\[[^\]\n]+ [0-9a-f]{7,}\]/m);
    add('pushed', PUSH, /^To \S+[:/]\S+\n|-> \S+$/m);
    add('pr-created', REQUEST, /\/(?:pull|merge_requests)\/\d+\s*$/m);
    if (!this.#ever.has('old-state') && has(OLD)) this.#ever.add('old-state');
  }

  #record(task: Task, outcome: Outcome): void {
    this.#last.set(task, outcome);
    this.#ever.add(task);
    if (outcome === 'passed') this.#hasPassed.add(task);
    // It was so before anything was changed.
    if (!this.#hasCodeEdit && task !== 'measure') this.#ever.add('old-state');
  }

  /** The output of what runs in the background, or elsewhere, is looked at. */
  #seeReport(output: string): void {
    for (const [task, outcome] of this.#last) {
      if (outcome === 'started') this.#record(task, FAILED.test(output) ? 'failed' : 'passed');
    }
    if (SUMMARY.test(output)) {
      this.#record('test', FAILED.test(output) ? 'failed' : 'passed');
      if (PASSED.test(output)) this.#hasPassed.add('test');
      this.#isWhole = true;
    }
  }

  #addTool(event: ToolEvent): void {
    const { name, input } = event;
    this.#addNames(input);
    if (isIdleTool(event)) return;
    this.#hasLooked = true;
    if (LOOKS.test(name) && !/image|screen/i.test(name)) {
      this.#seeReport('');
      return;
    }
    const isAgent = AGENT.test(name);
    const words = isAgent ? input : name;
    // What a sub-agent ran is told to the agent alone.
    const isWorker = isAgent && WORK.test(input);
    for (const [task, pattern] of TOOL_TASKS) {
      if (pattern.test(words) || (isWorker && task !== 'measure')) this.#record(task, 'passed');
    }
    if (isWorker || /test/i.test(words)) this.#isWhole = true;
    if (/commit/i.test(words)) this.#ever.add('committed');
    if (/push/i.test(words)) this.#ever.add('pushed');
    if (/pull_?request|create_?pr|pr_?create|merge_?request/i.test(words)) this.#ever.add('pr-created');
    this.#hasRun = true;
  }

  #addNames(text: string): void {
    for (const [path] of text.matchAll(FILE)) this.#names.add(baseOf(path));
  }
}

/** Whether an event is an edit of code. */
export function editsCode(event: SessionEvent | NewEvent): boolean {
  return event.kind === 'edit' && isAct({ event: event as EditEvent, command: null, chain: 0 }, CODE);
}

/** Claims behind which nothing can stand that was done before the last edit of code. */
export const RECENT: ReadonlySet<ClaimKind> = new Set([
  'tests-pass',
  'no-regressions',
  'builds',
  'types-check',
  'lint-clean',
  'verified',
  'fixed',
  'done',
]);

/** Files whose edit changes what a program does. */
const CODE = {
  edit: [
    '**',
    '!*.{md,mdx,markdown,txt,rst,adoc,org,log,png,jpg,jpeg,gif,svg,webp,pdf}',
    '!{LICENSE,NOTICE,AUTHORS,CHANGELOG,CODEOWNERS,TODO}',
    '!.{gitignore,gitattributes,mailmap}',
    '!/tmp/**',
    '!~/.claude/**',
    '!{**/,}.*/**/*.{json,jsonl,yaml,yml,toml}',
  ],
};

const FILE = /[\w.@+-]*\w\.[A-Za-z][A-Za-z0-9]{0,4}\b/g;
/** What a run in the background, or a build elsewhere, writes. */
const REPORT = /\.(?:log|out|output|tap|xml)$|\breports?\b|test-?results/i;

/** What tests wrote; what it says, a transcript need not tell. */
const TEST_REPORT =
  /(?:^|[/\\._-])(?:tests?|suite|specs?|e2e|junit|ci)[\w.-]{0,40}\.(?:log|out|output|tap|xml)$/i;

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

const NUMBER = /\d+/;
/** Who says so has tried it; who verified it may have read it. */
const TRIED = /\btested\b|\bwork(?:s|ing)\b/i;
const RAN: readonly (readonly [Task, RegExp])[] = [
  ['test', /\b(?:tests?|suite|pytest)\b/i],
  ['lint', /\blint/i],
  ['types', /\btype/i],
  ['build', /\bbuild\b/i],
  ['measure', /\bbenchmarks?\b/i],
];

const TASKS: readonly (readonly [Task, readonly string[]])[] = [
  ['test', ['<test>', 'gh pr checks', 'gh run watch|view', 'glab ci']],
  [
    'build',
    [
      '<build>',
      'cargo run|clippy',
      'go run|vet',
      'javac',
      'gcc',
      'g++',
      'clang',
      'rustc',
      'docker build',
      'maturin',
    ],
  ],
  ['lint', ['<lint>', '<format>', 'pre-commit', 'lefthook', 'lint-staged']],
  [
    'types',
    ['<typecheck>', 'tsc', 'mypy', 'pyright', 'vue-tsc', 'svelte-check', 'cargo check|clippy', 'go vet'],
  ],
];
/** A script that does everything does each. */
const ALL_TASKS: readonly Task[] = ['test', 'build', 'lint', 'types'];

/** Scripts and targets that say in their name what they do. */
const NAMED: readonly (readonly [Task, RegExp])[] = [
  ['test', named('tests?|spec|smoke|e2e|check(?:s|er)?|verify|verification|qa|ci|probe')],
  ['build', named('(?:re)?build|compile')],
  ['lint', named('lint|format|fmt')],
  ['types', named('types?|typecheck|type-check')],
];
const MEASURE =
  /\b(?:bench\w*|hyperfine|perf|time|timeit|aiperf|genai-perf|wrk|ab|k6|locust|criterion|profil\w*|cProfile|py-spy|nsys|vegeta|autocannon|lighthouse|flamegraph|EXPLAIN)\b/;
const TIMED =
  /\b\d+(?:\.\d+)?\s?(?:[mnu\u00b5]?s|secs?|seconds?|ops\/s|req\/s|tok(?:ens)?\/s|it\/s|[MG]B\/s|qps|rps|fps)\b/;

/** A program that is given a script, or a path that is run, whose name holds a word of its own. */
function named(words: string): RegExp {
  const name = `[^\\s"'|;&]*?(?<![a-z])(?:${words})(?![a-z])[^\\s"'|;&]*`;
  return new RegExp(
    `(?:^|[;&|(]\\s*|\\s)(?:\\./${name}|[^\\s"'|;&]*/${name}\\.(?:sh|py|js|ts|rb|pl)|["']?[^\\s"'|;&]*(?:python[\\d.]*|node|deno|bun|tsx|ts-node|bash|sh|zsh|ruby|perl|php|julia|Rscript|pwsh|java|make|just|task|mise|nox|invoke|rake|mage|dart|elixir)(?:\\.exe)?["']?\\s+(?:run\\s+|-\\S+\\s+){0,4}["']?${name})`,
    'i',
  );
}

function tasksOf(run: RunEvent, commands: readonly SimpleCommand[]): Set<Task> {
  const tasks = new Set<Task>();
  const has = (patterns: readonly string[]) =>
    commands.some((command) => patterns.some((pattern) => matchesCommand(pattern, command)));
  for (const [task, patterns] of TASKS) if (has(patterns)) tasks.add(task);
  if (tasks.size === 0 && has(['<check>'])) for (const task of ALL_TASKS) tasks.add(task);
  const line = run.command.slice(0, MOST_LINE);
  if (!commands.some(isHelp)) {
    for (const [task, pattern] of NAMED)
      if (pattern.test(line) && !isAll(commands, isReader)) tasks.add(task);
  }
  if (tasks.size === 0) for (const task of wordedTasks(line, commands)) tasks.add(task);
  if (!isAll(commands, isReader) && SUMMARY.test(run.output)) tasks.add('test');
  if (tasks.size === 0 && isOwnTest(run, commands)) tasks.add('test');
  if (MEASURE.test(line) || TIMED.test(run.output)) tasks.add('measure');
  return tasks;
}

/** Words that name a task to a program that is not known, and those of programs that do one. */
const WORDED: readonly (readonly [Task, RegExp])[] = [
  ['test', /^(?:tests?|specs?|e2e|check|verify|pytest|unittest|jest|vitest|mocha|rspec|phpunit|ctest)$/i],
  ['build', /^(?:build|compile|assemble\w*|bundle|package)$/i],
  ['lint', /^(?:lint|fmt|format|eslint|ruff|biome|clippy|prettier)$/i],
  ['types', /^(?:typecheck|type-check|tsc|mypy|pyright)$/i],
];
/** In a line that cannot be read as commands, these and what is given to them name no task. */
const ASIDE =
  /\b(?:install|add|grep|rg|findstr|select-string|get-content|cat|type|echo|write-host|commit|remove-item)\b[^;|&\n]*/gi;

/** What a program does that only its first operand tells, as `go1.26 test`; or one in the words of another shell. */
function wordedTasks(line: string, commands: readonly SimpleCommand[]): Task[] {
  const words =
    commands.length > 0
      ? commands.filter((command) => !isIdle(command)).map(({ words: [, first] }) => first?.value ?? '')
      : line.replace(ASIDE, '').split(/[\s"'();|&]+/);
  return WORDED.filter(([, pattern]) => words.some((word) => pattern.test(word))).map(([task]) => task);
}

/** A program of one's own that says it tests, or prints what it checked. */
function isOwnTest({ command, output }: RunEvent, commands: readonly SimpleCommand[]): boolean {
  if (isAll(commands, isIdle) || commands.some((each) => matchesCommand('<install>', each))) return false;
  return CHECKED.test(output) || SAYS_TEST.test(command.slice(0, MOST_LINE)) || SAYS_TEST.test(output);
}

const SAYS_TEST = /(?<![\w./-])tests?(?![\w/-])/i;

/** More units of a command line are not searched for names of scripts. */
const MOST_LINE = 4000;

function isHelp({ words }: SimpleCommand): boolean {
  return words.some(
    ({ value }) =>
      value !== null && /^--?(?:version|help|collect-only|list(?:-tests)?|dry-run)$|^-V$/.test(value),
  );
}

const READERS = new Set(
  'cat head tail less more bat grep rg egrep fgrep ag find fd ls eza tree wc sed awk jq yq echo printf cd pwd which type command git gh rm mv cp mkdir touch chmod sleep true diff stat file sort uniq cut tr xargs tee Select-Object select-string Remove-Item Get-ChildItem Get-Content'
    .toLowerCase()
    .split(' '),
);

/** Commands that look at files, or move them, and try nothing. */
function isReader({ name }: SimpleCommand): boolean {
  return name === null ? false : READERS.has(name.toLowerCase());
}

/** Tries nothing out. */
function isIdle(command: SimpleCommand): boolean {
  return command.words.length === 0 || isReader(command) || isHelp(command);
}

/** A line that cannot be read as commands, as one of another shell, may be anything. */
function isAll(commands: readonly SimpleCommand[], is: (command: SimpleCommand) => boolean): boolean {
  return commands.length > 0 && commands.every(is);
}

/** Prints only what it is given. */
function isSpeaker({ name }: SimpleCommand): boolean {
  return name === 'echo' || name === 'printf' || name === 'true';
}

const HOUSEWORK = new Set('echo printf cd pwd rm mv cp mkdir touch chmod sleep true'.split(' '));

/** Commands that show nothing of what was done. */
function isHousework(command: SimpleCommand): boolean {
  if (command.name === null) return false;
  return (
    HOUSEWORK.has(command.name) ||
    ['git add', 'git commit', 'git push', 'git stash', 'git checkout', 'git switch'].some((pattern) =>
      matchesCommand(pattern, command),
    )
  );
}

/** Runs a part of the tests only. */
function isNarrow(command: SimpleCommand): boolean {
  return (
    matchesCommand('<test>', command) &&
    command.words
      .slice(1)
      .some(
        ({ value }) =>
          value !== null &&
          (/^(?:-k|-t|-run|--run|--filter|--tests|--testNamePattern|--grep|-g)$|^-(?:run|Dtest|Dit\.test)=|^--(?:tests|filter|grep|testNamePattern)=|::/.test(
            value,
          ) ||
            (/\.(?:py|[cm]?[jt]sx?|rb|php|java|kt|exs|dart|swift|cs)$/.test(value) && !/config/.test(value))),
      )
  );
}

const COMMIT = [
  'git commit',
  'git merge',
  'git rebase',
  'git cherry-pick',
  'git revert',
  'git am',
  'gh pr merge',
  'jj commit',
  'jj describe',
  'gt create|modify',
  'git log',
  'git show',
  'git reflog',
];
const PUSH = ['git push', 'gh pr create', 'jj git push', 'gt submit', 'git ls-remote', 'glab mr create'];
const REQUEST = [
  'gh pr create|new',
  'glab mr create',
  'hub pull-request',
  'gt submit',
  'gh pr view|list|status',
  'gh api',
];
/** Looks at what was there before. */
const OLD = [
  'git stash',
  'git worktree add',
  'git checkout',
  'git switch',
  'git restore',
  'git show',
  'git blame',
  'git bisect',
  'git reset',
  'git log -S|-G|-L|-p',
  'git diff *',
  'gh run',
];

/** How many failed, or a word for it; no failures are none. */
const FAILED =
  /\b[1-9]\d*\s+(?:tests?\s+)?(?:fail(?:ed|ures?|ing)?|errors?|problems?)\b|(?:failures?|errors|failed)[:=]\s*[1-9]|\bFAIL(?:ED|URE)?\b(?!\s*[:=]?\s*0)|\bnot ok \d|Traceback \(most recent|\bAssertionError\b|panicked at|npm ERR!|\berror(?:\[\w+\])?:|[\u2717\u2718\u2716\u274c]/;
const PASSED =
  /\b[1-9]\d*\s+(?:tests?\s+)?pass(?:ed|ing|es)?\b|\bpass(?:ed)?[:=]\s*[1-9]|test result: ok|\bPASS(?:ED)?\b|^ok\s|\bOK \(\d|^OK$|BUILD SUCCESS|\ball (?:\w+ )?tests? pass|\bRan \d+ tests?\b|\b0 failures\b|[\u2713\u2714\u2705]/im;
/** A mark before each thing that was checked. */
const CHECKED = /^\s*(?:[\u2713\u2714\u2705\u2717\u2718\u2716\u274c]|(?:PASS|FAIL)(?:ED)?\b)/m;
/** What only those print that run tests. */
const SUMMARY =
  /\b\d+\s+(?:tests?\s+)?(?:passed|passing|failed|failing)\b|\btest result: (?:ok|FAILED)|^(?:ok|FAIL|---\s(?:PASS|FAIL))[\s:]|\bTests:\s+\d|\bRan \d+ tests?\b|\bTests run: \d|\d+ examples?, \d+ failures?|\ball (?:\w+ )?tests? pass/im;

/** How a task in a run ended: its exit status where that is its own, else what it printed. */
function outcomeOf(run: RunEvent, commands: readonly SimpleCommand[], task: Task): Outcome {
  const { exit, output } = run;
  if (/(?:^|[^&>])&\s*(?:disown\s*)?$/.test(run.command) && output.trim() === '') return 'started';
  const isLast = isOwnExit(commands, task);
  if (isLast && exit === 0) return 'passed';
  if (isLast && exit !== null && exit !== 0) return 'failed';
  if (FAILED.test(output)) return 'failed';
  return exit !== null && exit !== 0 && !PASSED.test(output) && !isPiped(commands) ? 'failed' : 'passed';
}

/** Whether the status of the whole line is that of its task: nothing behind it swallows it. */
function isOwnExit(commands: readonly SimpleCommand[], task: Task): boolean {
  const patterns = TASKS.find(([name]) => name === task)?.[1] ?? [];
  const at = commands.findLastIndex((command) =>
    patterns.some((pattern) => matchesCommand(pattern, command)),
  );
  return commands.slice(at + 1).every(({ operator, inside }) => inside !== null && operator === null);
}

function isPiped(commands: readonly SimpleCommand[]): boolean {
  return commands.some(({ operator }) => operator === '|' || operator === '|&');
}

/** Tools that read. */
const LOOKS =
  /^(?:grep|glob|ls|list\w*|search\w*|find\w*|read\w*|view\w*|web\w*|fetch\w*|codebase\w*|bash_?output|task_?output|command_?status|get_?terminal\w*)$|(?:_|:)(?:search|read|get|list|fetch)\w*$/i;
const AGENT = /^(?:task|agent|sub-?agent|delegate|dispatch)\w*$/i;
/** What a sub-agent is given that may build and test what it does; one that is to look around does neither. */
const WORK =
  /\b(?:implement|fix|add|writ|creat|build|updat|refactor|migrat|renam|replac|remov|run|execut|wir|port|convert|mend)\w*\b/i;
const TOOL_TASKS: readonly (readonly [Task, RegExp])[] = [
  ['test', /test|verif|\bcheck/i],
  ['build', /build|compile|diagnos|problems?|errors?|design_?system/i],
  ['lint', /lint|diagnos|problems?|errors?/i],
  ['types', /type|build|diagnos|problems?|errors?/i],
  ['measure', /bench|profil|perf|measure|record/i],
];

/** Tools that ask, plan, remember or wait: they show nothing and change nothing. */
export function isIdleTool({ name }: ToolEvent): boolean {
  return /todo|task_?(?:create|update|list|get|stop)|plan|\bask|think|memory|skill|notify/i.test(name);
}
