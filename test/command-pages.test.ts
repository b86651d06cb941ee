import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { createLinter } from '../src/linter.ts';
import { readPage } from '../src/policy/page/read.ts';

const HERE = ['no-command', 'prefer-command', 'require-flag', 'max-option', 'prefer-path'];

/** What the rules on commands make of a page. */
function read(page: string): { rule: string; severity: string; options: unknown }[] {
  return readPage(page, rules)
    .flatMap(({ clauses }) => clauses)
    .filter(({ rule }) => HERE.includes(rule))
    .map(({ rule, severity, options }) => ({ rule, severity, options }));
}

const forbidden = (match: string[], unless: string[] = []) => ({
  rule: 'no-command',
  severity: 'error',
  options: { match, unless, instead: '' },
});

describe('commands that a page forbids', () => {
  it.each<[string, string[], string[]?]>([
    ['- Never run `terraform destroy`.', ['terraform destroy']],
    ['- NEVER use `npm run dev` or `npm start`', ['npm run dev', 'npm start']],
    ['- Do not use `bd edit` - it opens an editor', ['bd edit']],
    ['- `cargo publish` is forbidden.', ['cargo publish']],
    ['- FORBIDDEN: `helm uninstall`', ['helm uninstall']],
    ['- Avoid running `docker compose down -v`.', ['docker compose down -v']],
    ['- Never `jq ... | wc -l`: it counts lines', ['jq | wc -l']],
    ['- Do not use sudo.', ['sudo']],
    ['- Do not use `cd` to change directories.', ['cd', 'pushd']],
    ['- Never run broad commands such as `docker rmi -f`.', ['docker rmi -f']],
    [
      '## Never\n\n- Push straight to `main`\n',
      ['git push * main|master', 'git push * *:main', 'git push * *:master'],
    ],
    ['- Never run `kubectl delete <pod>`', ['kubectl delete']],
    ['- Never stash.', ['git stash'], ['git stash list', 'git stash show']],
    ['- Never amend commits.', ['git commit --amend']],
    ['- Never pipe `make check` through `tail`.', ['make check | tail']],
    ['## Never run\n\n- `docker system prune`\n', ['docker system prune']],
    ['## Forbidden commands\n\nThey lose the work of others:\n\n- `hg strip` - loses it\n', ['hg strip']],
    ['## Forbidden commands\n\n```sh\nhg strip\n```\n', ['hg strip']],
    [
      '## Forbidden commands\n\n```sh\n# loses work\nhg strip\n\n# Use instead\nhg bookmark\n```\n',
      ['hg strip'],
    ],
    [
      '- Never push directly to main.',
      ['git push * main|master', 'git push * *:main', 'git push * *:master'],
    ],
  ])('%s', (page, match, unless) => {
    expect(read(page)).toEqual([forbidden(match, unless)]);
  });
});

describe('commands that a page wants others in place of', () => {
  it.each<[string, string[], string, ('warn' | 'error')?]>([
    ['- Use pnpm, not npm.', ['npm'], 'pnpm'],
    ['- Use `fd` instead of `find`', ['find'], 'fd'],
    ['- Use fd instead of find.', ['find'], 'fd'],
    ['- ONLY use uv, NEVER pip', ['pip', 'pip3'], 'uv'],
    ["- Don't use npm. Use pnpm.", ['npm'], 'pnpm'],
    ['- npm is not allowed, use pnpm.', ['npm'], 'pnpm'],
    ['- Prefer `rg` over `grep`', ['grep'], 'rg', 'warn'],
    ['- pnpm > npm', ['npm'], 'pnpm'],
    ['- Use `bun <file>` instead of `node <file>` or `ts-node <file>`', ['node', 'ts-node'], 'bun'],
    ['- Never use `rm -rf`; use `trash`.', ['rm -rf'], 'trash'],
    ['- Do not install packages with pip; use uv.', ['pip', 'pip3'], 'uv'],
    ['- Always go through `uv`: never invoke bare `python`.', ['python', 'python3'], 'uv'],
    ['- \u274c `npm ci` \u2705 `pnpm install`', ['npm ci'], 'pnpm install'],
    ['- Stop using `npm`; switch to `pnpm`.', ['npm'], 'pnpm'],
    ['- Use `pnpm add` instead of `npm install some-package`', ['npm install *'], 'pnpm add'],
    ['- Use the Write tool, not `echo` or `cat > FILE`', ['echo'], 'the Write tool'],
    ['- Package manager: bun only.', ['npm', 'yarn', 'pnpm'], 'bun'],
    ['- Always use the Read tool instead of cat/head/tail.', ['cat', 'head', 'tail'], 'the Read tool'],
    ['- Use Read, not cat.', ['cat'], 'the Read tool'],
    ['- NEVER use sed/cat to read a file. Use the Read tool.', ['sed', 'cat'], 'the Read tool'],
    ['- **Grep** - searches (NOT `grep` or `rg`)', ['grep', 'rg'], 'the Grep tool'],
    ['| Instead of | Use |\n|---|---|\n| `npm` | `pnpm` |', ['npm'], 'pnpm'],
    ['| tool | replaces |\n|---|---|\n| `rg` | grep |', ['grep'], 'rg'],
  ])('%s', (page, match, instead, severity = 'error') => {
    expect(read(page)).toEqual([{ rule: 'prefer-command', severity, options: { match, instead } }]);
  });

  it('pairs each with its own', () => {
    expect(read('- Prefer ripgrep over grep and fd over find.').map(({ options }) => options)).toEqual([
      { match: ['grep'], instead: 'rg' },
      { match: ['find'], instead: 'fd' },
    ]);
  });
});

describe('runs everything through one command', () => {
  it('prefixes all', () => {
    const [clause] = read('- All commands must be run through `quiet`.');
    expect(clause).toMatchObject({ rule: 'no-command', options: { match: ['*'], instead: 'quiet' } });
  });

  it('prefixes one', () => {
    expect(read('- Run git commands through `uv run`.')).toEqual([
      {
        rule: 'no-command',
        severity: 'error',
        options: { match: ['git'], unless: ['uv run'], instead: 'uv run git' },
      },
    ]);
  });
});

describe('statements that wish', () => {
  it.each<[string, string[], string]>([
    ['This project uses pnpm, not npm.', ['npm'], 'pnpm'],
    ['Note: our repository uses Bun (not npm/yarn).', ['npm', 'yarn'], 'bun'],
    ['Tests are run with `just test`, never with `cargo test`.', ['cargo test'], 'just test'],
    ['The package manager is yarn.', ['npm', 'pnpm'], 'yarn'],
    ['pnpm is the only supported package manager.', ['npm', 'yarn'], 'pnpm'],
    ['- \u274c `npm install` \u2705 `pnpm install`', ['npm install'], 'pnpm install'],
    ['- `grep` is banned, `rg` is the replacement.', ['grep'], 'rg'],
  ])('%s', (page, match, instead) => {
    expect(read(page)).toEqual([{ rule: 'prefer-command', severity: 'error', options: { match, instead } }]);
  });

  it.each([
    'The server uses `sed`, not `awk`.',
    '- While you mend one test, do not run the full test suite.',
    'Our strategy is `merge` (not rebase).',
    'Our project uses npm workspaces, not yarn workspaces.',
    'Tests are run with `tox` in CI and `pytest` locally.',
    'The tool reads `git status`, not `git diff`.',
  ])('none: %s', (page) => {
    expect(read(page)).toEqual([]);
  });
});

describe('comments in fences', () => {
  const fence = (...lines: string[]): string => ['## Tools', '', '```bash', ...lines, '```'].join('\n');
  const readLines = (page: string) =>
    readPage(page, rules).flatMap(({ directive, clauses }) =>
      clauses
        .filter(({ rule }) => HERE.includes(rule))
        .map(({ rule, options }) => [directive.line, rule, options]),
    );
  const instead = (match: string, better: string) => ({ match: [match], instead: better });

  it.each<[string, string[], unknown[]]>([
    [
      'what is never run',
      ['# NEVER run these:', 'helm uninstall web', 'docker volume prune'],
      [
        [5, 'no-command', { match: ['helm uninstall web'], unless: [], instead: '' }],
        [6, 'no-command', { match: ['docker volume prune'], unless: [], instead: '' }],
      ],
    ],
    [
      'what to use instead',
      ['# Never use', "sed -i 's/a/b/' up.ts  # Use Edit instead", 'pytest  # use `make test` instead'],
      [
        [5, 'prefer-command', instead('sed -i', 'the Edit tool')],
        [6, 'prefer-command', instead('pytest', 'make test')],
      ],
    ],
    [
      'wrong and right',
      ['# Wrong', 'pytest tests/up.py', '', '# Right', 'uv run pytest tests/up.py'],
      [[5, 'prefer-command', instead('pytest', 'uv run pytest')]],
    ],
    [
      'what is not enough',
      ['cp -f source dest  # NOT: cp source dest'],
      [[4, 'require-flag', { match: ['cp'], flags: ['-f|--force'] }]],
    ],
    ['only other words in a message', ['# Bad', 'git commit -m "up"', '# Good', 'git commit -m "Retry"'], []],
    ['when, and not what', ['# Never deploy before the tests have passed', 'npm test'], []],
    ['where, and not what', ['# Do not run in production', 'rails db:seed'], []],
    ['only what a command does', ['npm test  # run all', 'npm run dev'], []],
    ['code', ['# Bad', 'print(x)', '# Good', 'logger.info(x)'], []],
  ])('%s', (_name, lines, expected) => {
    expect(readLines(fence(...lines))).toEqual(expected);
  });

  it('are read in linear time', () => {
    for (const line of ['# Never run ', 'npm # NOT: ', 'a b '])
      expect(
        readLines(fence('# Never run', line.repeat(400_000), ...Array(40).fill(line.repeat(20)))),
      ).toEqual([]);
  });
});

describe('tasks that a page wants run otherwise', () => {
  const TASKS = ['<test>', '<lint>', '<format>', '<build>'];
  it.each<[string, string[], string]>([
    ['- Prefer make targets over raw commands.', TASKS, 'make'],
    ['- If there is a justfile, use its recipes.', TASKS, 'just'],
    ['- All testing must go through make.', ['<test>'], 'make'],
  ])('%s', (page, match, runner) => {
    const options = { match, unless: [runner], instead: runner };
    expect(read(page)).toMatchObject([{ rule: 'no-command', options }]);
  });

  it.each([
    '- Do not run the full test suite.',
    '- Prefer running single tests, and not the whole test suite.',
    '- Only run the relevant tests.',
  ])('%s', (page) => {
    expect(read(page)).toMatchObject([
      { rule: 'no-command', severity: 'warn', options: { match: ['<test>'] } },
    ]);
  });

  it.each([
    '- Never commit without running the full test suite.',
    '- Only run specific tests if the user asks.',
    '- Run the full test suite before a release.',
  ])('%s', (page) => {
    expect(read(page).filter(({ rule }) => rule === 'no-command')).toEqual([]);
  });
});

describe('flags that a page forbids', () => {
  it.each<[string, string[]]>([
    ['- Do not pass `--no-cache` to `docker build`.', ['docker build --no-cache']],
    ['- Never pass `-f` or `--force` to `rm`.', ['rm -f|--force']],
    [
      "- Don't use the `-i` flag with git commands.",
      ['git rebase -i|--interactive', 'git add -i|--interactive'],
    ],
    ['- Never use `npm i -g`.', ['npm install|i -g|--global']],
  ])('%s', (page, match) => {
    expect(read(page)).toEqual([forbidden(match)]);
  });
});

describe('a wish that a page says twice', () => {
  it.each([
    ['- Never use `npm`.\n- Use pnpm, not npm.\n- Use pnpm instead of npm and yarn.', 'npm install'],
    ['- Use `git town sync`, not `git push`.\n- Use `git town propose` instead of `git push`.', 'git push'],
    ['- Never run `terraform`.\n- Never run `terraform` or `tofu`.', 'terraform apply'],
  ])('is found once: %s', (text, command) => {
    const linter = createLinter({ pages: [{ path: 'CLAUDE.md', text }] });
    expect(linter.lint({ kind: 'command', text: command }).map(({ quote }) => quote)).toHaveLength(1);
  });
});

describe('flags, numbers and folders that a page wants', () => {
  it.each<[string, string, unknown]>([
    [
      '- Always pass `--locked` to `cargo build`.',
      'require-flag',
      { match: ['cargo build'], flags: ['--locked'] },
    ],
    [
      '- Tools: `uv run --frozen <tool>`. Always pass `--frozen`.',
      'require-flag',
      { match: ['uv run'], flags: ['--frozen'] },
    ],
    ['- Always sign commits with -s', 'require-flag', { match: ['git commit'], flags: ['-s|--signoff'] }],
    [
      '- Load: 16-32 concurrent requests via aiperf',
      'max-option',
      { match: ['aiperf'], option: '--concurrency', min: 16, max: 32 },
    ],
    [
      '- Run at most 4 parallel workers with pytest.',
      'max-option',
      { match: ['pytest'], option: '-n|--numprocesses', max: 4 },
    ],
    [
      '- Clone large repositories into `/data/src`.',
      'prefer-path',
      { match: ['git clone', 'gh repo clone', 'git worktree add'], path: '/data/src/' },
    ],
  ])('%s', (page, rule, options) => {
    expect(read(page).map((clause) => [clause.rule, clause.options])).toEqual([[rule, options]]);
  });
});

describe('sentences that forbid no command', () => {
  it.each([
    '- Do not mention `npm install` in the README.',
    '- Never assume `npm test` passes.',
    '- Never run `npm run build` unless asked.',
    "- Don't run `terraform apply` in production.",
    '- Never use `any`; prefer `unknown`.',
    '- Do not use `console.log`; use the logger.',
    '- Avoid `find` in hot paths of the code.',
    '- Run `npm test` before `git push`.',
    '- Use `make lint` to lint.',
    '- `npm` is what CI uses.',
    '- Never use `git checkout` on a branch that another worktree holds.',
    '| Command | Purpose |\n|---|---|\n| `npm test` | Run tests |',
    '- Should we use pnpm instead of npm?',
    '- When the build is red, do not run `make release`.',
    '- Write the title in 16-32 characters',
    '- The proxy serves `/api` for builds.',
    '- Ne jamais utiliser `npm` dans les projets, toujours `pnpm`.',
  ])('%s', (page) => {
    expect(read(page)).toEqual([]);
  });
});

describe('what a page says is held', () => {
  const cases: readonly [string, string, string][] = [
    ['- Use pnpm, not npm.', 'npm install', 'pnpm install'],
    ['- Never stash.', 'git stash -u', 'git stash list'],
    ['- Always use the Read tool instead of cat/head/tail.', 'cat src/up.ts', 'make | tail -5'],
    ['- Always pass `--locked` to `cargo build`.', 'cargo build', 'cargo build --locked'],
    [
      '- Load test: 16-32 concurrent requests via aiperf',
      'aiperf --concurrency 64',
      'aiperf --concurrency 16',
    ],
    [
      '- `/fast/` is a local disk -- prefer for build artifacts and large checkouts.',
      'git clone https://example.com/up.git ~/up',
      'git clone https://example.com/up.git /fast/up',
    ],
    [
      '### Build Commands\n- **Up** (Python): `cd <root> && uv pip install -e .`',
      'pip install -e .',
      'uv pip install -e .',
    ],
    ['- Run git commands through `uv run`.', 'git commit -m "Retry"', 'uv run git commit -m "Retry"'],
    [
      '- Never pipe test output through `head`.',
      'npx vitest run 2>&1 | head -5',
      'npx vitest run > test.log',
    ],
    ['- Never push directly to main.', 'git push origin HEAD:main', 'git push origin retry'],
  ];

  it.each(cases)('%s: %s', (page, wrong, right) => {
    const linter = createLinter({ pages: [{ path: 'CLAUDE.md', text: page }] });
    const found = (text: string) =>
      linter.lint({ kind: 'command', text }).filter(({ rule }) => HERE.includes(rule));
    expect(found(wrong)).toHaveLength(1);
    expect(found(right)).toEqual([]);
  });
});
