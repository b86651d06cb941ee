import { describe, expect, it } from 'vitest';
import requireAfter from '../rules/require-after.ts';
import requireBefore from '../rules/require-before.ts';
import { lint } from '../src/lint.ts';
import { CODE, LOAD as LOADS, OFFLINE, SERVER, START, TESTS } from '../src/policy/page/known-steps.ts';
import { readPage } from '../src/policy/page/read.ts';
import { subjectFromText } from '../src/subject.ts';

const rules = new Map([requireAfter, requireBefore].map((rule) => [rule.id, rule]));

/** The clauses of a page, each without the keys that it leaves out. */
function clausesOf(page: string): unknown[] {
  return readPage(page, rules).flatMap(({ clauses }) =>
    clauses.map(({ rule, severity, options }) => {
      const said = Object.entries(options).filter(([, value]) => Object.keys(value as object).length > 0);
      return { rule, severity, ...Object.fromEntries(said) };
    }),
  );
}

const COMMIT = { run: ['git commit'] };
const PUSH = { run: ['git push'] };
const EDITED = { edit: CODE };
const PR = { run: ['gh pr create', 'glab mr create', 'hub pull-request'] };

/** What a sentence asks to be done before something. */
const first = (require: object, moment: object, more: object = {}) => ({
  rule: 'require-before',
  severity: 'error',
  require,
  before: moment,
  ...more,
});
const last = (moment: object, require: object, more: object = {}) => ({
  rule: 'require-after',
  severity: 'error',
  after: moment,
  require,
  ...more,
});
/** Checks are stale when the code has changed. */
const stale = { since: EDITED };

describe('what has to happen before', () => {
  it.each([
    ['Run the tests before committing.', [first({ run: ['<test>'] }, COMMIT, stale)]],
    ['Always run `npm test` before you commit.', [first({ run: ['npm test'] }, COMMIT, stale)]],
    [
      'Before committing, run `cargo fmt --all` and `cargo clippy -- -D warnings`.',
      [first({ run: ['cargo fmt'] }, COMMIT, stale), first({ run: ['cargo clippy'] }, COMMIT, stale)],
    ],
    ['If it lists commits, rebase before pushing.', []],
    ['Run `make docs` before committing (if you changed the API).', []],
    [
      'Run `uv run --extra dev ruff check .` before committing.',
      [first({ run: ['ruff check'] }, COMMIT, stale)],
    ],
    [
      'Run `./gradlew test` before committing.',
      [
        first(
          { run: ['./gradlew test|*:test', './gradlew * test|*:test', './gradlew * * test|*:test'] },
          COMMIT,
          stale,
        ),
      ],
    ],
    ['Never commit without running the tests.', [first({ run: ['<test>'] }, COMMIT, stale)]],
    ['Don\u2019t push until all tests pass.', [first({ run: ['<test>'], passed: true }, PUSH, stale)]],
    ['Only push after the build passes.', [first({ run: ['<build>'], passed: true }, PUSH, stale)]],
    ['Do not commit if the linter fails.', [first({ run: ['<lint>'], passed: true }, COMMIT, stale)]],
    [
      'Lint, type-check and test before every commit.',
      ['<lint>', '<typecheck>', '<test>'].map((task) => first({ run: [task] }, COMMIT, stale)),
    ],
    ['First run the formatter, then commit.', [first({ run: ['<format>'] }, COMMIT, stale)]],
    ['Run `git status` before every commit.', [first({ run: ['git status'] }, COMMIT, { since: COMMIT })]],
    ['Before opening a PR, check for duplicates with `gh pr list`.', [first({ run: ['gh pr list'] }, PR)]],
    ['Read CONTRIBUTING.md before opening a PR.', [first({ read: ['CONTRIBUTING.md'] }, PR)]],
    [
      'Read `docs/queue.md` before changing `src/queue/`.',
      [first({ read: ['docs/queue.md'] }, { edit: ['src/queue/'] })],
    ],
    ['Always read a file before editing it.', [first({ read: ['{path}'] }, { edit: ['**'] })]],
    ['At the start of each session, read `NOTES.md`.', [first({ read: ['NOTES.md'] }, START)]],
    [
      'If the user mentions `~/plans`, read `~/plans/index.md` before doing anything else.',
      [
        first(
          { read: ['~/plans/index.md'] },
          { ...START, read: ['~/plans/**'] },
          { when: { prompt: ['~/plans'] } },
        ),
      ],
    ],
    [
      'Run `make lint` before committing Go code.',
      [first({ run: ['make lint'] }, COMMIT, { since: { edit: ['*.go'] }, when: { edit: ['*.go'] } })],
    ],
    ['Call `get_guidelines` before making changes.', [first({ tool: ['*get_guidelines'] }, EDITED)]],
    [
      'Load the `prose` skill before committing.',
      [
        first(
          { tool: ['*skill* prose', 'SlashCommand prose'], read: ['**/prose/SKILL.md'], prompt: ['/prose'] },
          COMMIT,
        ),
      ],
    ],
    [
      'Run `terraform plan` before `terraform apply`.',
      [first({ run: ['terraform plan'] }, { run: ['terraform apply'] }, stale)],
    ],
  ])('%s', (sentence, clauses) => {
    expect(clausesOf(`# Rules\n\n- ${sentence}\n`)).toEqual(clauses);
  });

  it('is only warned of where the sentence has doubts', () => {
    expect(clausesOf('- Run the linter before committing if possible.')).toMatchObject([
      { severity: 'warn' },
    ]);
    expect(clausesOf('- Write failing tests first.')).toMatchObject([
      { severity: 'warn', require: { edit: TESTS } },
    ]);
  });
});

describe('what has to follow', () => {
  it.each([
    ['Run `npm run lint` after every change.', [last(EDITED, { run: ['npm run lint'] })]],
    [
      'After editing TypeScript files, run `pnpm lint`.',
      [last({ edit: ['*.ts', '*.tsx'] }, { run: ['pnpm lint'] })],
    ],
    [
      'When you change `api/*.proto`, run `make proto`.',
      [last({ edit: ['api/*.proto'] }, { run: ['make proto'] })],
    ],
    [
      'Run `bundle install` after changing the Gemfile.',
      [last({ edit: ['Gemfile'] }, { run: ['bundle install'] })],
    ],
    [
      'After every `git push`, run `gh run watch` or poll `gh run list`.',
      [last({ run: ['git push'], passed: true }, { run: ['gh run watch', 'gh run list'] })],
    ],
    ['Run the tests before claiming completion.', [last(EDITED, { run: ['<test>'] })]],
    ['`make check` must pass before finishing.', [last(EDITED, { run: ['make check'], passed: true })]],
    ['Once you are done, run the full test suite.', [last(EDITED, { run: ['<test>'] })]],
    [
      'Run `shellcheck` on any `.sh` before claiming done.',
      [last({ edit: ['*.sh'] }, { run: ['shellcheck'] })],
    ],
    ['Never mark a task complete without running the tests.', [last(EDITED, { run: ['<test>'] })]],
    [
      'Run `docker compose down` after integration tests.',
      [last({ run: ['<test>'] }, { run: ['docker compose down'] })],
    ],
  ])('%s', (sentence, clauses) => {
    expect(clausesOf(`# Rules\n\n- ${sentence}\n`)).toEqual(clauses);
  });
});

describe('a line above', () => {
  it.each([
    [
      '## Before committing\n\n1. Run `make lint`\n2. Update the docs\n',
      [first({ run: ['make lint'] }, COMMIT, stale)],
    ],
    ['## Checks (run before committing)\n\n- `make lint`\n', [first({ run: ['make lint'] }, COMMIT, stale)]],
    ['# Gate (required before a push)\n\n```sh\nmake ci\n```\n', [first({ run: ['make ci'] }, PUSH, stale)]],
    [
      '## Before committing\n\n- Go, Rust: `make lint`\n',
      [
        first({ run: ['make lint'] }, COMMIT, {
          since: { edit: ['*.go', '*.rs'] },
          when: { edit: ['*.go', '*.rs'] },
        }),
      ],
    ],
    ['Prior to pushing:\n\n- Ensure code is formatted\n', [first({ run: ['<format>'] }, PUSH, stale)]],
    ['## After every edit\n\n- Run the linter\n', [last(EDITED, { run: ['<lint>'] })]],
    ['## When done\n\n- Verify the tests pass\n', [last(EDITED, { run: ['<test>'], passed: true })]],
    ['## Definition of done\n\n- Tests pass\n', [last(EDITED, { run: ['<test>'], passed: true })]],
    [
      'Before each commit run:\n\n```bash\ncd web\nnpm run lint\nnpm test # all of them\n```\n',
      [first({ run: ['npm run lint'] }, COMMIT, stale), first({ run: ['npm test'] }, COMMIT, stale)],
    ],
    [
      'Always run these commands before pushing.\n\n```\nmake check\n```\n',
      [first({ run: ['make check'] }, PUSH, stale)],
    ],
  ])('%s', (page, clauses) => {
    expect(clausesOf(page)).toEqual(clauses);
  });
});

describe('a wish on a server', () => {
  it.each([
    [
      '- Clean before launch: `pkill -9 -f serving; sleep 3`',
      'require-before',
      { run: expect.arrayContaining(['pkill -f serving', 'pkill|killall *serving*']) },
    ],
    [
      '- Health: `curl -s localhost:<port>/health`',
      'require-before',
      { run: expect.arrayContaining(['curl *health*', 'wget *health*', 'http *health*']) },
    ],
    [
      '- Control for ordering bias, fresh server per phase',
      'require-before',
      { run: expect.arrayContaining(['vllm serve']) },
    ],
    [
      '- Smoke first: one worker',
      'require-before',
      { run: expect.arrayContaining(['aiperf --concurrency 1']) },
    ],
  ])('%s', (page, rule, require) => {
    expect(clausesOf(page)).toMatchObject([{ rule, require }]);
  });
});

it.each([
  '- Always kill servers after benchmarks.',
  '- Shut servers down after every benchmark.',
  '- When you are done benchmarking, kill the servers.',
])('%s', (page) => {
  const require = { run: expect.arrayContaining(['pkill', 'kill']), tool: expect.arrayContaining(['kill*']) };
  expect(clausesOf(page)).toMatchObject([
    { rule: 'require-after', after: { run: LOADS }, require },
    { rule: 'require-after', after: { run: OFFLINE }, require, when: { run: SERVER } },
  ]);
});

describe('what stays unread', () => {
  it.each([
    'Before making changes, understand the code.',
    'Think before you code.',
    'Before implementing, write a plan.',
    'Ask before committing.',
    'Do not push before asking.',
    'Hooks run before each commit.',
    'CI runs the tests after every push.',
    'You can run `npm test` before committing.',
    'Never commit directly to main.',
    'Bump the version before publishing.',
    'Explore the code before proposing changes.',
    'Read files in full before wide-ranging changes.',
    'Keep the summary before the details.',
    'Put the reason after the title.',
    'Should I run the tests before committing?',
    'Commit messages: what changed, then why.',
  ])('%s', (sentence) => {
    expect(clausesOf(`# Rules\n\n- ${sentence}\n`)).toEqual([]);
  });

  it('keeps what one sentence says from the next', () => {
    const page =
      '- If the user says "ship", run `make all` before pushing.\n- Run `make lint` before committing.\n';
    expect(clausesOf(page)).toEqual([
      first({ run: ['make all'] }, PUSH, { ...stale, when: { prompt: ['ship'] } }),
      first({ run: ['make lint'] }, COMMIT, stale),
    ]);
  });
});

/** What a session does against a page. */
function findings(page: string, session: readonly string[]): string[] {
  const clauses = readPage(page, rules).flatMap(({ clauses }) =>
    clauses.map(({ rule, severity, options }) => ({
      rule,
      severity: severity as 'error',
      options,
      from: null,
    })),
  );
  return lint(subjectFromText('session', session.join('\n')), { clauses }, { rules }).map(
    ({ quote }) => quote,
  );
}

const SERVE = 'run: python -m sglang.launch_server --port 30000 &';
const LOAD = 'run: aiperf profile --concurrency 16 --url localhost:30000';

describe('a page of habits in sessions', () => {
  it.each<{ page: string; obeys: string[]; breaks: string[] }>([
    {
      page: '## Session Start\n\n1. Look for a project-level CLAUDE.md in the root -- read it first.\n',
      obeys: ['read: CLAUDE.md', 'edit: src/up.ts'],
      breaks: ['edit: src/up.ts'],
    },
    {
      page: '- If user references `~/design`, read `~/design/INDEX.md` before doing anything else.\n',
      obeys: ['prompt: Build ~/design/queue.md', 'read: /home/ana/design/INDEX.md', 'edit: src/queue.ts'],
      breaks: ['prompt: Build ~/design/queue.md', 'read: /home/ana/design/queue.md', 'edit: src/queue.ts'],
    },
    {
      page: '## Session Start\n\n3. Check `git worktree list` to understand the layout.\n',
      obeys: ['run: git worktree list', 'run: git checkout -b up'],
      breaks: ['run: git checkout -b up', 'run: git worktree list'],
    },
    {
      page: '- Optimize by default. Profile before guessing.\n',
      obeys: ['prompt: Make the parser faster', 'run: py-spy record -- python parse.py', 'edit: parse.py'],
      breaks: ['prompt: Make the parser faster', 'read: parse.py', 'edit: parse.py'],
    },
    {
      page: '- On rebase conflicts: preserve local work first (`git stash` or backup branch), then resolve.\n',
      obeys: ['run: git branch backup && git rebase main', 'exit: 1', 'run: git rebase --skip'],
      breaks: ['run: git rebase main', 'exit: 1', 'run: git rebase --skip'],
    },
    {
      page: '- **Smoke first**: single worker, minimal dataset, validate correctness\n',
      obeys: ['run: aiperf profile --concurrency 1', LOAD],
      breaks: [LOAD],
    },
    {
      page: '- Clean before launch: `pkill -9 -f sglang 2>/dev/null; sleep 3`\n',
      obeys: ['run: pkill -9 -f sglang; sleep 3', SERVE],
      breaks: [SERVE],
    },
    {
      page: '- Health: `curl -s localhost:<port>/health`\n',
      obeys: [SERVE, 'run: curl -s localhost:30000/health', LOAD],
      breaks: ['run: curl -s localhost:30000/health', SERVE, LOAD],
    },
    {
      page: '- Always kill servers after benchmarks.\n',
      obeys: [LOAD, 'run: pkill -f sglang', 'reply: 900 a second'],
      breaks: [LOAD, 'reply: 900 a second'],
    },
    {
      page: '- Control for ordering bias (A/B and B/A), fresh server per phase\n',
      obeys: [SERVE, LOAD, 'run: pkill -f sglang', SERVE, LOAD],
      breaks: [SERVE, LOAD, LOAD],
    },
  ])('$page', ({ page, obeys, breaks }) => {
    expect(findings(page, obeys)).toEqual([]);
    expect(findings(page, breaks)).toHaveLength(1);
  });
});

describe('the same wish in other words', () => {
  it.each([
    ['First read the AGENTS.md of the repository.', { read: ['AGENTS.md'] }, START],
    ['Smoke-test before load-testing.', { run: expect.arrayContaining(['* *smoke*']) }, { run: LOADS }],
    ['Check `curl -s localhost:80/health` before sending load.', { run: ['curl */health*'] }, { run: LOADS }],
  ])('%s', (sentence, require, before) => {
    expect(clausesOf(`- ${sentence}\n`)).toMatchObject([{ rule: 'require-before', require, before }]);
  });

  it.each(['## When starting a session', '## Start of every session', '## Session setup'])(
    '%s',
    (heading) => {
      expect(
        clausesOf(`${heading}\n\n- Check which worktrees exist (\`git worktree list\`).\n`),
      ).toMatchObject([{ require: { run: ['git worktree list'] }, before: START }]);
    },
  );

  it.each(['First read the error, then fix it.', 'Read the AGENTS.md.'])('%s is none', (sentence) => {
    expect(clausesOf(`- ${sentence}\n`)).toEqual([]);
  });
});

describe('servers in sessions', () => {
  const SMOKE = 'run: aiperf profile --concurrency 1';
  const CLEAN = '- Clean before launch: `pkill -9 -f sglang; pkill -9 -f aiperf; sleep 3`\n';
  const KILLED = '- Always kill servers after benchmarks.\n';
  const PHASES = '- Fresh server per phase\n';

  it.each([
    [CLEAN, ["run: pkill -9 -f 'sglang|aiperf'", SERVE]],
    [CLEAN, ['run: killall sglang aiperf', SERVE, 'run: python -m dynamo.frontend &']],
    [CLEAN, ['run: pkill -9 sglang', 'edit: serve.yaml', SERVE]],
    [CLEAN, ['run: python3 -m http.server &', 'run: python -m sglang.launch_server --help | head']],
    [KILLED, ['run: cargo bench', 'run: hyperfine ./a ./b', 'reply: 3 ms']],
    [KILLED, ['run: aiperf --version; aiperf plot out', 'reply: 0.2']],
    [KILLED, [LOAD, 'tool: KillShell {"shell_id":"1"}', 'reply: 3 ms']],
    [KILLED, [`${LOAD}; kill %1`, LOAD, 'run: docker rm -f serving', 'reply: 3 ms']],
    [KILLED, [LOAD, 'run: ./scripts/stop.sh', LOAD, 'run: tmux kill-session -t serving', 'reply: 3 ms']],
    [PHASES, [LOAD, LOAD]],
    [PHASES, [SERVE, SMOKE, LOAD]],
    ['- Smoke first\n', ["run: curl localhost/v1/completions -d '{}'", LOAD]],
  ])('%s is obeyed by %j', (page, session) => {
    expect(findings(page, session)).toEqual([]);
  });

  it.each([
    [CLEAN, ['run: pkill -9 -f sglang', SERVE, LOAD, SERVE]],
    [CLEAN, ['run: pkill -9 -f jupyter', SERVE]],
    [KILLED, [LOAD, 'run: kill -0 7', 'tool: Skill {"skill":"report"}', 'reply: 3 ms']],
    [KILLED, [SERVE, 'run: python bench/ask.py', 'reply: 3 ms']],
    [PHASES, [SERVE, SMOKE, LOAD, LOAD]],
    ['- Smoke first\n', ['run: curl localhost/health', LOAD]],
  ])('%s is broken by %j', (page, session) => {
    expect(findings(page, session)).toHaveLength(1);
  });
});

it('takes no look at branches or stashes for a backup', () => {
  const page = '- On conflicts: stash or back up first, then resolve.\n';
  const after = (command: string) =>
    findings(page, [`run: ${command}`, 'run: git rebase main', 'run: git rebase --skip']);
  for (const look of [
    'git branch --show-current',
    'git stash list && git branch -a',
    "git branch --list 'a*'",
    'git branch',
  ])
    expect(after(look)).toHaveLength(1);
  for (const backup of ['git branch backup/a', 'git stash -u', 'git tag before-rebase'])
    expect(after(backup)).toEqual([]);
});

it('is no wish for speed where the word is a title', () => {
  const page = '- Profile before guessing.\n';
  expect(findings(page, ['prompt: The docs say performance testing, rename that', 'edit: a.py'])).toEqual([]);
  for (const measured of [
    'python -X importtime a.py',
    'pytest --durations=9',
    'nvidia-smi dmon',
    'time python a.py',
  ])
    expect(findings(page, ['prompt: The start is slow', `run: ${measured}`, 'edit: a.py'])).toEqual([]);
  expect(findings(page, ['prompt: The start is slow', 'run: python a.py', 'edit: a.py'])).toHaveLength(1);
});
