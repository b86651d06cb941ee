import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BYLAW, bylaw, folder, git, repository, run } from './support/run.ts';

let cwd: string;

/** Commits with real git through the installed hooks. */
function commit(message: string, { args = [], env = {} }: { args?: string[]; env?: NodeJS.ProcessEnv } = {}) {
  writeFileSync(join(cwd, '.git', 'draft'), message);
  return run('git', ['commit', '-q', '--allow-empty', '-F', '.git/draft', ...args], { cwd, env });
}

function configure(config: object): void {
  writeFileSync(join(cwd, 'bylaw.config.json'), JSON.stringify(config));
}

function lastMessage(): string {
  return git(['log', '-1', '--format=%B'], { cwd }).trimEnd();
}

/** An editor that writes a message above what git has put into the file. */
function editor(message: string): NodeJS.ProcessEnv {
  const file = join(folder(), 'editor');
  writeFileSync(file, `#!/bin/sh\nprintf '%s' "${message}" | cat - "$1" > "$1.new" && mv "$1.new" "$1"\n`, {
    mode: 0o755,
  });
  return { GIT_EDITOR: file };
}

beforeAll(() => expect(existsSync(BYLAW)).toBe(true));

beforeEach(() => {
  cwd = repository();
  expect(bylaw(['install'], { cwd }).code).toBe(0);
  configure({
    rules: {
      'no-title-period': 'error',
      'no-ai-attribution': 'error',
      'max-title-length': ['warn', { length: 30 }],
    },
  });
});

describe('commit-msg', () => {
  it('passes a clean message without a word', () => {
    expect(commit('Retry the upload\n')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('stops a commit, with all findings, the corrected text and what to do', () => {
    const { code, stderr } = commit('Retry it.\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n');
    expect(code).toBe(1);
    expect(stderr).toContain('no-title-period, asked for by bylaw.config.json:1');
    expect(stderr).toContain('no-ai-attribution, asked for by bylaw.config.json:1');
    expect(stderr).toContain('With the safe fixes:\n    Retry it\n\n');
    expect(stderr).toMatch(/git commit -e -F \S*COMMIT_EDITMSG\n$/);
    expect(run('git', ['log'], { cwd }).stderr).toContain('does not have any commits yet');
  });

  it('warns without stopping', () => {
    const { code, stderr } = commit('Retry the upload when the proxy hangs up\n');
    expect(code).toBe(0);
    expect(stderr).toContain('warn');
  });

  it('applies safe fixes only where configured', () => {
    configure({ rules: { 'no-title-period': 'error' }, hooks: { 'commit-msg': { fix: true } } });
    expect(commit('Retry it.\n')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(lastMessage()).toBe('Retry it');
  });

  it('never writes back a message that is not UTF-8', () => {
    configure({ rules: { 'no-title-period': 'error' }, hooks: { 'commit-msg': { fix: true } } });
    writeFileSync(join(cwd, '.git', 'latin'), Buffer.from('Open the caf\u00e9.\n', 'latin1'));
    const { code } = run('git', ['commit', '-q', '--allow-empty', '-F', '.git/latin'], { cwd });
    expect(code).toBe(1);
    expect(readFileSync(join(cwd, '.git', 'COMMIT_EDITMSG')).includes(0xe9)).toBe(true);
  });

  it('takes compiled code from the cache folder only, and does without one', () => {
    const { code } = commit('Retry it.\n', { env: { HOME: '', XDG_CACHE_HOME: 'relative' } });
    expect(code).toBe(1);
    expect(existsSync(join(cwd, 'relative'))).toBe(false);
  });

  it('judges # lines where git keeps them, and not where git drops them', () => {
    const trailer = '# Co-Authored-By: Claude <noreply@anthropic.com>';
    expect(commit(`Retry it\n\n${trailer}\n`).code).toBe(1);
    expect(commit('', { args: ['-e'], env: editor(`Retry it\n\n${trailer}\n`) }).code).toBe(0);
    expect(lastMessage()).toBe('Retry it');
  });

  it('judges nothing behind the scissors of a verbose commit', () => {
    writeFileSync(join(cwd, 'notes'), 'Co-Authored-By: Claude <noreply@anthropic.com>\n');
    git(['add', 'notes'], { cwd });
    expect(run('git', ['commit', '-q', '-v'], { cwd, env: editor('Add notes\n') })).toMatchObject({
      code: 0,
    });
  });

  it('knows another comment character', () => {
    git(['config', 'core.commentChar', ';'], { cwd });
    expect(commit('', { args: ['-e'], env: editor('Retry it\n; End.\n') }).code).toBe(0);
  });

  it('looks at the author that git is about to record', () => {
    const author = '--author=Copilot <198982749+Copilot@users.noreply.github.com>';
    expect(commit('Retry it\n', { args: [author] }).code).toBe(1);
  });

  it('excuses what git writes itself', () => {
    configure({ extends: 'bylaw:recommended' });
    commit('Begin\n');
    git(['switch', '-q', '-c', 'a-branch-with-a-rather-long-name-for-a-merge-to-mention-it'], { cwd });
    commit('Go on\n');
    git(['switch', '-q', 'main'], { cwd });
    commit('Go another way\n');
    const merge = ['merge', '-q', '--no-edit', 'a-branch-with-a-rather-long-name-for-a-merge-to-mention-it'];
    expect(run('git', merge, { cwd })).toMatchObject({ code: 0 });
    writeFileSync(join(cwd, 'file'), 'text');
    git(['add', 'file'], { cwd });
    commit('Say a little more than fits into the title of a revert of it all\n');
    expect(run('git', ['revert', '--no-edit', 'HEAD'], { cwd })).toMatchObject({ code: 0 });
  });

  it('holds in a worktree, with the configuration of that worktree', () => {
    commit('Begin\n');
    const tree = join(folder(), 'tree with \u00e9');
    git(['worktree', 'add', '-q', '-b', 'other', tree], { cwd });
    const there = (message: string) =>
      run('git', ['commit', '-q', '--allow-empty', '-m', message], { cwd: tree });
    expect(there('Retry it.').code).toBe(1);
    writeFileSync(join(tree, 'bylaw.config.json'), '{"rules": {}}');
    expect(there('Retry it.').code).toBe(0);
    expect(commit('Retry it.\n').code).toBe(1);
  });

  it('could not judge with a broken configuration: exit code 2, and no commit', () => {
    writeFileSync(join(cwd, 'bylaw.config.json'), '{"rules": {"no-titel-period": "error"}}');
    const { code, stderr } = commit('Retry it\n');
    expect(code).not.toBe(0);
    expect(stderr).toBe(
      'bylaw: Unknown rule `no-titel-period` in bylaw.config.json:1, did you mean `no-title-period`?\n',
    );
  });

  it('is no way round by the probe of doctor', () => {
    expect(commit('Retry it.\n', { env: { BYLAW_PROBE: '1' } }).code).toBe(1);
  });
});

describe('prepare-commit-msg', () => {
  it('takes attribution out before the editor opens, where configured', () => {
    const message = 'Retry it\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n';
    const args = ['-e'];
    writeFileSync(join(cwd, 'look'), '#!/bin/sh\ncp "$1" seen\n', { mode: 0o755 });
    const look = { GIT_EDITOR: join(cwd, 'look') };
    commit(message, { args, env: look });
    expect(readFileSync(join(cwd, 'seen'), 'utf8')).toContain('Co-Authored-By');
    configure({ rules: { 'no-ai-attribution': 'error' }, hooks: { 'prepare-commit-msg': { fix: true } } });
    expect(commit(message, { args, env: look }).code).toBe(0);
    expect(readFileSync(join(cwd, 'seen'), 'utf8')).not.toContain('Co-Authored-By');
  });
});

describe('pre-push', () => {
  beforeEach(() => {
    configure({
      rules: {
        'no-title-period': 'error',
        'require-branch-name': ['error', { template: 'ada/{number}-{words}' }],
      },
    });
    const remote = folder();
    git(['init', '-q', '--bare', remote], { cwd });
    git(['remote', 'add', 'origin', remote], { cwd });
  });

  it('judges the branch name and the commits about to go', () => {
    git(['switch', '-q', '-c', 'wrong'], { cwd });
    git(['commit', '-q', '--allow-empty', '--no-verify', '-m', 'Retry it.'], { cwd });
    const { code, stderr } = run('git', ['push', '-q', 'origin', 'wrong'], { cwd });
    expect(code).not.toBe(0);
    expect(stderr).toContain('require-branch-name');
    expect(stderr).toContain('no-title-period');
    expect(stderr).toContain('Push stopped');
  });

  it('passes a clean push, and judges only what is new', () => {
    git(['commit', '-q', '--allow-empty', '--no-verify', '-m', 'Retry it.'], { cwd });
    git(['push', '-q', '--no-verify', 'origin', 'main'], { cwd });
    git(['switch', '-q', '-c', 'ada/12-retry-it'], { cwd });
    git(['commit', '-q', '--allow-empty', '-m', 'Go on'], { cwd });
    expect(run('git', ['push', '-q', 'origin', 'HEAD'], { cwd })).toMatchObject({ code: 0 });
  });
});

describe('bylaw doctor', () => {
  it('sees the installed hooks answer, and one that is gone', () => {
    expect(bylaw(['doctor'], { cwd })).toMatchObject({ code: 0 });
    expect(bylaw(['uninstall'], { cwd }).code).toBe(0);
    const { code, stdout } = bylaw(['doctor'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('commit-msg');
  });
});
