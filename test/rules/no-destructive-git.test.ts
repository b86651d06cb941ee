import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';
import { parseSession } from '../../src/parse/session/notation.ts';
import { git, run, sandbox } from '../support/sandbox.ts';

const box = sandbox();
afterAll(() => box.remove());

type Options = { kinds?: string[]; branches?: string[] };

function judge(text: string, session = '', options: Options = {}, context = {}): string[] {
  const linter = createLinter({ config: { rules: { 'no-destructive-git': ['error', options] } } });
  const events = () => parseSession(session).events;
  return linter.lint({ kind: 'command', text }, { events, ...context }).map(({ quote }) => quote);
}

/** A repository in which every kind of work can be lost, with a remote that has a commit more. */
function repository(name: string): string {
  const remote = box.path(`${name}.remote`);
  git(['init', '--quiet', '--bare', remote], { cwd: box.root, env: box.env });
  const top = box.repository(name);
  const at = { cwd: top, env: box.env };
  const commit = (text: string) => {
    box.write(join(top, 'file.txt'), text);
    git(['add', 'file.txt'], at);
    git(['commit', '--quiet', '--message', text], at);
  };
  commit('one');
  git(['remote', 'add', 'origin', remote], at);
  git(['push', '--quiet', 'origin', 'main', 'main:spare'], at);
  git(['checkout', '--quiet', '-b', 'topic'], at);
  commit('topic');
  git(['checkout', '--quiet', 'main'], at);
  commit('theirs');
  git(['push', '--quiet', 'origin', 'main'], at);
  git(['reset', '--quiet', '--hard', 'HEAD~1'], at);
  commit('ours');
  box.write(join(top, 'file.txt'), 'stashed');
  git(['stash', '--quiet'], at);
  box.write(join(top, 'file.txt'), 'changed');
  box.write(join(top, 'new.txt'), 'untracked');
  return top;
}

/** All that can be lost: what the files hold, and the commits that branches and the stash lead to. */
function contents(top: string): Set<string> {
  const at = { cwd: top, env: box.env };
  const reachable = [top, `${top}.remote`].flatMap((cwd) =>
    run('git', ['rev-list', '--all'], { cwd, env: box.env })
      .stdout.split('\n')
      .map((commit) => `${cwd === top ? 'here' : 'there'} ${commit}`),
  );
  const stashes = run('git', ['stash', 'list', '--format=%H'], at).stdout.split('\n');
  const branches = run('git', ['ls-remote', '--heads', 'origin'], at)
    .stdout.split('\n')
    .map((line) => line.replace(/^\S+/, ''));
  const files = ['file.txt', 'new.txt'].map((file) =>
    existsSync(join(top, file)) ? readFileSync(join(top, file), 'utf8') : '',
  );
  return new Set([...reachable, ...stashes, ...branches, ...files]);
}

let made = 0;

function loses(command: string): boolean {
  const top = repository(`repository-${++made}`);
  const before = contents(top);
  const { code, stderr } = run('sh', ['-c', command], { cwd: top, env: box.env });
  if (!existsSync(join(top, '.git'))) return true;
  const after = contents(top);
  const isLost = [...before].some((each) => !after.has(each));
  if (!isLost && code !== 0) throw new Error(`${command} did nothing: ${stderr}`);
  rmSync(top, { recursive: true });
  return isLost;
}

describe('what git loses is flagged', () => {
  it.each([
    'git push --force origin main',
    'git push -f origin main',
    'git push origin +main',
    'git push origin +HEAD:refs/heads/main',
    'git push --force --force-with-lease=main:main~1 origin main',
    'git push origin --delete spare',
    'git push -d origin spare',
    'git push --dele origin spare',
    'git push origin :spare',
    'git push --mirror origin',
    'git reset --hard',
    'git reset --har HEAD',
    'git -C . reset --hard',
    'git checkout -- file.txt',
    'git checkout file.txt',
    'git checkout .',
    'git checkout HEAD file.txt',
    'git checkout -f',
    'git checkout --force topic',
    'git switch -f topic',
    'git switch --discard-changes topic',
    'git restore file.txt',
    'git restore --staged --worktree file.txt',
    'git restore -SW .',
    'git checkout-index -f -a',
    'git read-tree -u --reset HEAD',
    'git clean -f',
    'git clean -fdx',
    'git -c clean.requireForce=false clean -d',
    'git rm -f file.txt',
    'git branch -D topic',
    'git branch -d -f topic',
    'git branch --delete --force topic',
    'git stash drop',
    'git stash clear',
    'git update-ref -d refs/heads/topic',
    'rm -rf .git',
    'rm -fr ./.git/',
  ])('%s', (command) => {
    expect(loses(command)).toBe(true);
    expect(judge(command)).toEqual([command]);
  });
});

describe('what git keeps is not', () => {
  it.each([
    'git push origin topic',
    'git push --dry-run --force origin main',
    'git push -nf origin main',
    'git reset',
    'git reset --soft HEAD~1',
    'git reset file.txt',
    'git checkout -b other',
    'git checkout -q main',
    'git checkout --detach',
    'git switch -c other',
    'git restore --staged file.txt',
    'git clean -n',
    'git clean -nfd',
    'git rm --cached file.txt',
    'git branch -m topic other',
    'git branch topic-2 topic',
    'git stash list',
    'git stash',
    'git worktree list',
    'git reflog',
    'git gc --quiet',
    'git reflog expire --all',
    'rm -f .git/index.lock',
  ])('%s', (command) => {
    expect(judge(command)).toEqual([]);
    if (!/^git (?:stash|rm)/.test(command)) expect(loses(command)).toBe(false);
  });
});

it.each([
  ['git worktree remove --force ../other', 1],
  ['git worktree remove ../other', 0],
  ['git reflog expire --expire=now --all', 1],
  ['git gc --prune=now', 1],
  ['git gc --prune=2.weeks.ago', 0],
  ['git prune', 1],
  ['git filter-branch --tree-filter "rm x" HEAD', 1],
  ['git filter-repo --path x --invert-paths', 1],
  ['git filter-repo --analyze', 0],
  ['git rebase --skip', 1],
  ['git rebase --abort', 0],
  ['git merge --abort', 0],
  ['git merge -X theirs topic', 1],
  ['git pull --strategy-option=ours', 1],
  ['git merge -s ours topic', 1],
  ['git merge -X patience topic', 0],
  ['git checkout --ours src/', 1],
  ['git checkout --theirs -- yarn.lock', 0],
  ['git push --force-with-lease', 0],
  ['git push', 0],
  ['git checkout "$FILE"', 0],
  ['git checkout -p file.txt', 0],
  ['git checkout v1.x', 0],
  ['git checkout main', 0],
  ['git commit -m "git reset --hard"', 0],
  ['echo git reset --hard', 0],
  ['rm -rf node_modules', 0],
])('%s: %i', (command, count) => {
  expect(judge(command)).toHaveLength(count);
});

it('asks the tree whether a word is a file', () => {
  const files = () => ['Makefile', 'web/upload.ts'];
  expect(judge('cd web && git checkout upload.ts', '', {}, { files })).toEqual(['git checkout upload.ts']);
  expect(judge('git checkout mend/node.js', '', {}, { files })).toEqual([]);
  expect(judge('git checkout Makefile', '', {}, { files })).toEqual(['git checkout Makefile']);
  expect(judge('git checkout Makefile')).toEqual([]);
});

describe('what was kept before', () => {
  it.each([
    'git stash && git reset --hard',
    'git stash push -m wip && git checkout .',
    'git branch backup && git reset --hard HEAD~3',
    'git tag before && git reset --hard HEAD~3',
    'git commit -am wip && git checkout topic -- .',
    'git diff > /tmp/mine.patch; git checkout -- .',
    'git stash -u && git clean -fd',
    'git branch backup-main origin/main && git push --force origin main',
    'git stash apply && git stash drop',
    'git merge topic && git branch -D topic',
    'git clone https://example.org/a.git a && rm -rf a/.git',
  ])('makes this fine: %s', (line) => {
    expect(judge(line)).toEqual([]);
  });

  it.each([
    ['git stash && git clean -fd', 'git clean -fd'],
    ['git stash pop && git reset --hard', 'git reset --hard'],
    ['git branch backup && git checkout -- .', 'git checkout -- .'],
    ['git commit -am wip && git push --force', 'git push --force'],
    ['git reset --hard && git stash', 'git reset --hard'],
  ])('does not help here: %s', (line, quote) => {
    expect(judge(line)).toEqual([quote]);
  });

  it('may be in the session, as long as nothing was edited since', () => {
    const stash = 'prompt: Mend it\nrun: git stash\nexit: 0\n';
    expect(judge('git reset --hard', stash)).toEqual([]);
    expect(judge('git checkout .', `${stash}edit: a.ts\n  +1\n`)).toEqual(['git checkout .']);
    expect(judge('git reset --hard', stash.replace('exit: 0', 'exit: 1'))).toEqual(['git reset --hard']);
  });

  it('is not needed in a clean tree', () => {
    const status = 'run: git status\nexit: 0\n  On branch main\n  nothing to commit, working tree clean\n';
    expect(judge('git reset --hard origin/main', status)).toEqual([]);
  });
});

it.each([
  ['git reset --hard', 'Reset to origin/main'],
  ['git checkout -- .', 'Discard your changes'],
  ['git push --force', 'Rebase and force-push'],
  ['git branch -D topic', 'Delete the old branches'],
  ['git stash drop', 'Drop the stash'],
  ['git clean -fdx', 'Clean up the untracked files'],
  ['git rebase -X theirs main', 'Rebase on main, take their side'],
])('lets %s pass when asked for: %s', (command, prompt) => {
  expect(judge(command, `prompt: ${prompt}`)).toEqual([]);
  expect(
    judge(command, `prompt: Don't ${prompt.toLowerCase().replace(' and ', ' or ').replace(',', ' or')}`),
  ).toEqual([command]);
  expect(judge(command, 'prompt: Mend the login')).toEqual([command]);
});

it('holds for some branches only', () => {
  const main = { branches: ['main', 'release/*'] };
  expect(judge('git push --force origin topic', '', main)).toEqual([]);
  expect(judge('git push --force origin topic:main', '', main)).toHaveLength(1);
  expect(judge('git push --force origin release/2', '', main)).toHaveLength(1);
  expect(judge('git push --force', '', main, { branch: 'main' })).toHaveLength(1);
  expect(judge('git push --force', '', main, { branch: 'topic' })).toEqual([]);
  expect(judge('git push --force', '', main)).toEqual([]);
});

describe('a page', () => {
  const of = (text: string) =>
    createLinter({ pages: [{ path: 'CLAUDE.md', text }] })
      .policy.clauses.filter(({ rule }) => rule === 'no-destructive-git')
      .map(({ severity, options }) => ({ severity, kinds: options.kinds, branches: options.branches }));

  it.each([
    ['- Never force push.', 'error', ['force-push']],
    [
      '- Never use `git push --force` or `git push --force-with-lease`.',
      'error',
      ['force-push', 'force-with-lease'],
    ],
    ["- Don't force-reset without asking.", 'error', ['reset-hard']],
    ['- Do not run `git reset --hard` or `git clean -fd`.', 'error', ['reset-hard', 'clean']],
    ['- Never delete branches without asking.', 'error', ['branch-delete', 'push-delete']],
    ['- Do not force-push to shared branches.', 'warn', ['force-push']],
    ['- On rebase conflicts: preserve local work first, then resolve.', 'error', ['conflict']],
  ])('names kinds: %s', (text, severity, kinds) => {
    expect(of(text)).toEqual([{ severity, kinds, branches: [] }]);
  });

  it('names branches', () => {
    expect(of('- Never force push to main or master.')).toEqual([
      { severity: 'error', kinds: ['force-push'], branches: ['main', 'master'] },
    ]);
  });

  it('forbids in a heading what stands under it, with a reason between', () => {
    const text =
      '## Forbidden\n\nThese commands destroy the work of others:\n\n- `git reset --hard` - drops changes\n';
    expect(of(text)).toEqual([{ severity: 'error', kinds: ['reset-hard'], branches: [] }]);
  });

  it('forbids all of it', () => {
    const [clause] = of('- NEVER run destructive git commands.');
    expect(clause?.kinds).toContain('stash-drop');
    expect(clause?.kinds).not.toContain('force-with-lease');
  });

  it.each([
    '- Use `git push --force-with-lease` after a rebase.',
    '- `git reset --hard` drops all changes.',
    '- Reset the database before each test.',
    '- Never add destructive commands to a page.',
    '- Syncs merge, so they never rewrite history.',
    '- Do not use a library for `reset --hard` in git.',
  ])('asks for nothing: %s', (text) => {
    expect(of(text)).toEqual([]);
  });
});
