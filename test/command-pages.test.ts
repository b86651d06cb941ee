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
    ['- Never run `kubectl delete <pod>`', ['kubectl delete']],
    ['- Never stash.', ['git stash'], ['git stash list', 'git stash show']],
    ['- Never amend commits.', ['git commit --amend']],
    ['- Never pipe `make check` through `tail`.', ['make check | tail']],
    ['## Never run\n\n- `docker system prune`\n', ['docker system prune']],
    ['## Forbidden commands\n\nThey lose the work of others:\n\n- `hg strip` - loses it\n', ['hg strip']],
    [
      '## Forbidden commands\n\n```sh\nhg strip\ndocker system prune -a\n```\n',
      ['hg strip', 'docker system prune -a'],
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
      { match: ['grep'], instead: 'ripgrep' },
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
