import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const judge = (name: string, options: Record<string, unknown>) =>
  createLinter({ config: { rules: { 'require-branch-name': ['error', options] } } }).lint({
    kind: 'branch',
    name,
  });

const TEMPLATE = 'idhanani/dyn-{ticket-number}-{short-description}';

it.each([
  [TEMPLATE, 'idhanani/dyn-123-short-description'],
  ['pr/<JIRA-TICKET>/<short-description>', 'pr/ABC-123/short-description'],
  ['{user}/{issue}-{Short Description}', 'ada/123-short-description'],
  ['{type}/{ticketId}_{shortDescription}', 'fix/123_short-description'],
  ['schniz/xyz-{number}-{title}', 'schniz/xyz-123-title'],
  ['feature/{grid}+(x)', 'feature/grid+(x)'],
  ['work', 'work'],
])('answers the template %s with an example that is right', (template, example) => {
  expect(judge('wrong name', { template }).map(({ message }) => message)).toEqual([
    `Branch \`wrong name\`, name it like \`${example}\``,
  ]);
  expect(judge(example, { template })).toEqual([]);
});

describe('a template', () => {
  it.each(['idhanani/dyn-1-a', 'idhanani/dyn-4711-retry-the-upload', 'idhanani/dyn-12-node-20.19'])(
    'is met by %s',
    (name) => expect(judge(name, { template: TEMPLATE })).toEqual([]),
  );

  it.each([
    'idhanani/dyn-123',
    'idhanani/dyn-123-',
    'idhanani/dyn-abc-retry',
    'idhanani/DYN-123-retry',
    'idhanani/dyn-123-Retry',
    'idhanani/dyn-123-retry_it',
    'idhanani/dyn-123-retry--it',
    'x/idhanani/dyn-123-retry',
    'dyn-123-retry',
  ])('is not met by %s', (name) => expect(judge(name, { template: TEMPLATE })).toHaveLength(1));
});

it('takes a pattern for the whole name', () => {
  const options = { template: '', patterns: ['v\\d+', 'nightly'] };
  expect(judge('v12', options)).toEqual([]);
  expect(judge('nightly', options)).toEqual([]);
  expect(judge('my-v12', options)).toHaveLength(1);
});

it('allows names and beginnings of names', () => {
  expect(judge('release/1.2', { template: TEMPLATE })).toEqual([]);
  expect(judge('release', { template: TEMPLATE })).toHaveLength(1);
  expect(judge('mainline', { template: TEMPLATE })).toHaveLength(1);
});

it.each([
  'main',
  'master',
  'develop',
  'trunk',
  'gh-pages',
  'dependabot/npm_and_yarn/zod-4',
  'renovate/zod-4.x',
  'revert-12-retry',
  'gh-readonly-queue/main/pr-12',
  'HEAD',
])('allows %s, which a person did not choose', (name) =>
  expect(judge(name, { template: TEMPLATE })).toEqual([]),
);

it('takes a pattern beside a template, and names it where it is alone', () => {
  expect(judge('v12', { template: TEMPLATE, patterns: ['v\\d+'] })).toEqual([]);
  expect(judge('w12', { template: '', patterns: ['v\\d+'] }).map(({ message }) => message)).toEqual([
    'Branch `w12`, make it match `v\\d+`',
  ]);
});

it('holds nothing where it is told nothing', () => {
  expect(judge('anything', { template: '' })).toEqual([]);
});

it('answers long names shortly', () => {
  const [finding] = judge('a-'.repeat(100_000), { template: `${'long/'.repeat(50)}{a}-{b}-{c}` });
  expect(finding?.message.length).toBeLessThan(100);
});

it.each(['[type]/[ticket]-[desc]', 'feat|fix/{desc}', '{type/{desc}'])(
  'refuses the template %s and says how to write placeholders',
  (template) => expect(() => judge('fix/a', { template })).toThrow('{name} or <name>'),
);

it.each([
  ['git branch backup/retry', []],
  ['git checkout -b backup/rebase', []],
  ['git branch retry-backup-2 && git switch -c old.bak', []],
  ['git switch -c retry origin/retry', []],
  ['git checkout -b retry --track upstream/retry', []],
  ['git worktree add -b retry ../retry origin/retry', []],
  ['git switch -c retry origin/main', ['retry']],
  ['git branch backupservice', ['backupservice']],
  ['git checkout -b add-backup-page', ['add-backup-page']],
])('of branches that a command makes: %s', (command, quotes) => {
  const linter = createLinter({ config: { rules: { 'require-branch-name': 'error' } } });
  const found = linter.judgeAll({ kind: 'command', text: command }).flatMap(({ findings }) => findings);
  expect(found.map(({ quote }) => quote)).toEqual(quotes);
});
