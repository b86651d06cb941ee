import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-flag': 'error' } } });

function judge(text: string): string[] {
  return linter.lint({ kind: 'command', text }).map(({ quote }) => quote);
}

describe('a way round the hooks', () => {
  it.each([
    ['git commit -am x -n', '-n'],
    ['git commit -anm x', '-anm'],
    ['git -C web commit --no-verify', '--no-verify'],
    ['git merge --no-verify main', '--no-verify'],
    ['git rebase --no-verify main', '--no-verify'],
    ['git am --no-verify fix.patch', '--no-verify'],
    ['git pull --no-verify', '--no-verify'],
    ['sudo git commit --no-verify', '--no-verify'],
    ["bash -c 'git push --no-verify'", '--no-verify'],
    ['make && git push --no-verify', '--no-verify'],
    ['git -c core.hookspath= commit', '-c core.hookspath='],
    ['git --config-env=core.hooksPath=NONE commit', '--config-env=core.hooksPath=NONE'],
    ['git config --global core.hooksPath /tmp/none', 'core.hooksPath'],
    ['git config unset core.hooksPath', 'core.hooksPath'],
    ['export HUSKY=0', 'HUSKY=0'],
    ['HUSKY=0 git push && git status', 'HUSKY=0'],
    ['env HUSKY=0 git push', 'HUSKY=0'],
    ['LEFTHOOK=0 git commit', 'LEFTHOOK=0'],
    ['PRE_COMMIT_ALLOW_NO_CONFIG=1 git commit', 'PRE_COMMIT_ALLOW_NO_CONFIG=1'],
    [
      'GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=x git commit',
      'GIT_CONFIG_KEY_0=core.hooksPath',
    ],
    [
      'GIT_CONFIG_PARAMETERS="\'core.hooksPath=x\'" git commit',
      'GIT_CONFIG_PARAMETERS="\'core.hooksPath=x\'"',
    ],
    ['rm -f .git/hooks/pre-commit', '.git/hooks/pre-commit'],
    ['rm -rf .husky', '.husky'],
    ['mv .git/hooks/pre-push /tmp', '.git/hooks/pre-push'],
    ['chmod 644 .git/hooks/pre-commit', '.git/hooks/pre-commit'],
    ['pre-commit uninstall', 'uninstall'],
  ])('%s', (text, quote) => {
    expect(judge(text)).toEqual([quote]);
  });
});

describe('no way round', () => {
  it.each([
    'git commit -m "--no-verify"',
    'git commit -F -n',
    'git push -n origin main',
    'git cherry-pick -n HEAD~2',
    'git revert -n HEAD',
    'git rebase -n main',
    'git log -n 3',
    'git merge --no-verify-signatures main',
    'git commit --no-gpg-sign -m x',
    'git -c user.name=x commit -m x',
    'git -c core.hooksPath=.githooks commit -m x',
    'git config core.hooksPath',
    'git config core.hooksPath .husky/_',
    'git config core.hooksPath "$HOOKS"',
    'HUSKY=1 git commit',
    'SKIP=lint make check',
    'SKIP= git commit',
    'rm .git/hooks/pre-commit.sample',
    'rm .git/index.lock',
    'cat .git/hooks/pre-commit',
    'cp hooks/pre-commit .git/hooks/pre-commit',
    'pre-commit install',
    'echo git commit --no-verify',
  ])('%s', (text) => {
    expect(judge(text)).toEqual([]);
  });
});

it('leaves a command that passes', () => {
  const fixed = (text: string) => linter.fix({ kind: 'command', text });
  expect(fixed('git add . && HUSKY=0 git commit -nm x && git push --no-verify')).toBe(
    'git add . && git commit -m x && git push',
  );
});

it('reads what a page forbids', () => {
  const of = (text: string) =>
    createLinter({ config: {}, pages: [{ path: 'CLAUDE.md', text }] }).policy.clauses.filter(
      ({ rule }) => rule === 'no-flag',
    );
  expect(of('- Never use `--no-verify`.')).toHaveLength(1);
  expect(of('- Never skip the pre-commit hooks.')).toHaveLength(1);
  expect(of('- Do not bypass hooks with `HUSKY=0`.')).toHaveLength(1);
  expect(of('- Do not use `--no-gpg-sign`.')[0]?.options).toMatchObject({
    flags: ['--no-gpg-sign'],
    variables: [],
  });
  expect(of('- Use `--no-verify` for work in progress.')).toEqual([]);
  expect(of('- Hooks run on every commit.')).toEqual([]);
});
