import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BYLAW, bylaw, folder, git, type RunOptions, repository, run } from './support/run.ts';

const RULES = {
  rules: {
    'no-pattern': ['error', { patterns: [{ pattern: 'TODO' }, { pattern: 'hidden', in: 'code' }] }],
    'no-path': ['error', { paths: ['*.lock', 'sub'] }],
  },
};

let cwd: string;
const write = (name: string | Buffer, content: string | Buffer) => {
  const path = Buffer.concat([Buffer.from(`${cwd}/`), Buffer.from(name)]);
  mkdirSync(dirname(path.toString()), { recursive: true });
  writeFileSync(path, content);
};
const stage = (name: string, content: string) => {
  write(name, content);
  git(['add', '--', name], { cwd });
};
const record = (...args: string[]) => git(['commit', '-q', '--no-verify', '-m', 'Go on', ...args], { cwd });

interface Place {
  readonly file: string;
  readonly line: number;
  readonly quote: string;
}

/** The places that a report as JSON names, as `file:line`. */
function places(stdout: string): string[] {
  const { subjects } = JSON.parse(stdout);
  return subjects.flatMap(({ findings }: { findings: Place[] }) =>
    findings.map(({ file, line }) => `${file}:${line}`),
  );
}

function judged(args: readonly string[] = [], options: Partial<RunOptions> = {}): string[] {
  const { code, stdout, stderr } = bylaw(['check', '--staged', '--format', 'json', ...args], {
    cwd,
    ...options,
  });
  const found = stderr === '' ? places(stdout) : [stderr];
  expect(code).toBe(found.length > 0 ? 1 : 0);
  return found;
}

beforeEach(() => {
  cwd = repository();
  write('bylaw.config.json', JSON.stringify(RULES));
  write('old.ts', 'one // TODO of old\ntwo\nthree\nfour\nfive\nsix\n/* seven\n');
  git(['add', '--all'], { cwd });
  record();
});

describe('bylaw check --staged', () => {
  it('judges added lines as they are staged, whatever the work tree holds', () => {
    stage('old.ts', 'one // TODO of old\ntwo\nthree\nfour // TODO\nfive\nsix\nseven\n');
    write('old.ts', '// TODO not staged\n');
    write('new.ts', '// TODO not staged\n');
    expect(judged()).toEqual(['old.ts:4']);
  });

  it('passes what has nothing staged', () => {
    write('old.ts', '// TODO not staged\n');
    expect(bylaw(['check', '--staged'], { cwd })).toEqual({
      code: 0,
      stdout: '1 subject judged, nothing found\n',
      stderr: '',
    });
  });

  it('leaves the index and the work tree as they are', () => {
    stage('new.ts', 'TODO\n');
    write('new.ts', 'changed\n');
    const index = join(cwd, '.git', 'index');
    // Git would note the new time in the index if it were asked to refresh it.
    utimesSync(join(cwd, 'old.ts'), 1, 1);
    const before = [
      readFileSync(index, 'latin1'),
      statSync(index).mtimeMs,
      git(['ls-files', '--stage'], { cwd }),
    ];
    expect(judged()).toEqual(['new.ts:1']);
    expect([
      readFileSync(index, 'latin1'),
      statSync(index).mtimeMs,
      git(['ls-files', '--stage'], { cwd }),
    ]).toEqual(before);
    expect(readFileSync(join(cwd, 'new.ts'), 'utf8')).toBe('changed\n');
  });

  it.each<[string, string[], NodeJS.ProcessEnv]>([
    ['a prefix', ['diff.noprefix=true', 'diff.mnemonicPrefix=true'], {}],
    ['prefixes', ['diff.srcPrefix=x/y', 'diff.dstPrefix=z'], {}],
    ['colour', ['color.ui=always', 'color.diff=always', 'diff.colorMoved=zebra'], { GIT_PAGER_IN_USE: '1' }],
    ['white space', ['diff.wsErrorHighlight=all', 'core.whitespace=trailing-space,cr-at-eol'], {}],
    ['context', ['diff.context=0', 'diff.interHunkContext=9', 'diff.suppressBlankEmpty=true'], {}],
    ['options', [], { GIT_DIFF_OPTS: '--unified=0' }],
    ['no renames', ['diff.renames=false', 'diff.renameLimit=1'], {}],
    ['copies', ['diff.renames=copies'], {}],
    ['an order', ['diff.orderFile=order'], {}],
    ['quotes', ['core.quotePath=false'], {}],
    ['relative names', ['diff.relative=true'], {}],
    ['another algorithm', ['diff.algorithm=histogram', 'diff.indentHeuristic=false'], {}],
    ['a program', ['diff.external=false'], { GIT_EXTERNAL_DIFF: 'false' }],
    ['drivers', ['diff.own.command=false', 'diff.own.textconv=false', 'diff.own.xfuncname=.'], {}],
    ['submodules', ['diff.submodule=log', 'diff.ignoreSubmodules=all'], {}],
    ['word by word', ['diff.wordRegex=.', 'diff.statNameWidth=1', 'diff.noIndex=true'], {}],
    ['language', ['i18n.logOutputEncoding=UTF-16'], { LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' }],
    ['a pager', ['core.pager=false', 'pager.diff-index=true'], { GIT_PAGER: 'false' }],
  ])('does not mind the settings of a user: %s', (_, settings, env) => {
    write('order', 'z*\n');
    write('.git/info/attributes', '*.ts diff=own\n');
    renameSync(join(cwd, 'old.ts'), join(cwd, 'renamed.ts'));
    write('a b.ts', 'a\n\nTODO\n');
    write('z/caf\u00e9.ts', 'TODO\n');
    git(['add', '--all'], { cwd });
    stage(
      'renamed.ts',
      `${readFileSync(join(cwd, 'renamed.ts'), 'utf8')}eight TODO, hidden where the line above is seen\n`,
    );
    for (const setting of settings) {
      const [key = '', value = ''] = setting.split('=');
      git(['config', key, value], { cwd });
    }
    expect(judged([], { env }).sort()).toEqual(['a b.ts:3', 'renamed.ts:8', 'z/caf\u00e9.ts:1']);
    expect(judged([], { env, cwd: join(cwd, 'z') })).toHaveLength(3);
  });

  it.each(['sha1', 'sha256'])('judges the first commit of a repository (%s)', (hash) => {
    cwd = folder();
    git(['init', '-q', '-b', 'main', '--object-format', hash], { cwd });
    write('bylaw.config.json', JSON.stringify(RULES));
    expect(judged()).toEqual([]);
    stage('new.ts', 'TODO\n');
    expect(judged()).toEqual(['new.ts:1']);
    record();
    git(['switch', '-q', '--orphan', 'other'], { cwd });
    write('bylaw.config.json', JSON.stringify(RULES));
    stage('other.ts', 'TODO\n');
    expect(judged()).toEqual(['other.ts:1']);
  });

  it('works below the top, in a worktree, and with another index', () => {
    stage('a/new.ts', 'TODO\n');
    stage('b.ts', 'TODO\n');
    expect(judged([], { cwd: join(cwd, 'a') })).toEqual(['a/new.ts:1', 'b.ts:1']);
    const linked = join(folder(), 'linked');
    git(['worktree', 'add', '-q', linked], { cwd });
    expect(judged([], { cwd: linked })).toEqual([]);
    writeFileSync(join(linked, 'there.ts'), 'TODO\n');
    git(['add', '.'], { cwd: linked });
    expect(judged([], { cwd: linked })).toEqual(['there.ts:1']);
    const env = { GIT_INDEX_FILE: join(cwd, '.git', 'other') };
    git(['read-tree', 'HEAD'], { cwd, env });
    expect(judged([], { env })).toEqual([]);
  });

  it('says where it cannot work', () => {
    const bare = folder();
    git(['init', '-q', '--bare', bare], { cwd });
    for (const place of [bare, folder()]) {
      expect(bylaw(['check', '--staged', '--no-config'], { cwd: place })).toEqual({
        code: 2,
        stdout: '',
        stderr: 'bylaw: No work tree here, run it where changes are staged\n',
      });
    }
  });

  it('reads all kinds of files', () => {
    const sub = repository();
    git(['commit', '-q', '--allow-empty', '-m', 'TODO'], { cwd: sub });
    git(['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', sub, 'sub'], { cwd });
    git(['config', '--file', '.gitmodules', 'submodule.sub.ignore', 'all'], { cwd });
    write('binary', Buffer.from('TODO\0'));
    write('crlf.ts', 'one\r\nTODO\r\n');
    write('no end.ts', 'one\nTODO');
    write('quo"te\n.ts', 'TODO\n');
    write(Buffer.from('caf\xe9.ts', 'latin1'), Buffer.from('\xe9 TODO\n', 'latin1'));
    write('empty.lock', '');
    symlinkSync('TODO', join(cwd, 'link'));
    chmodSync(join(cwd, 'old.ts'), 0o755);
    git(['add', '--all'], { cwd });
    write('intended.ts', 'TODO\n');
    git(['add', '--intent-to-add', 'intended.ts'], { cwd });
    expect(judged().sort()).toEqual([
      'caf\\351.ts:1',
      'crlf.ts:2',
      'empty.lock:1',
      'link:1',
      'no end.ts:2',
      'quo"te\n.ts:1',
      'sub:1',
    ]);
  });

  it('judges a renamed file by what is new in it, and nothing that goes', () => {
    stage('gone.ts', 'TODO\n');
    record();
    git(['rm', '-q', 'gone.ts'], { cwd });
    git(['mv', 'old.ts', 'moved.ts'], { cwd });
    expect(judged()).toEqual([]);
  });

  it('reports what is in named files alone', () => {
    stage('a.ts', 'TODO\n');
    stage('deep/b.ts', 'TODO\n');
    git(['mv', 'old.ts', 'moved.ts'], { cwd });
    expect(judged(['a.ts'])).toEqual(['a.ts:1']);
    expect(judged([join(cwd, 'deep', 'b.ts'), join(cwd, 'moved.ts')])).toEqual(['deep/b.ts:1']);
    expect(judged(['b.ts', '../old.ts'], { cwd: join(cwd, 'deep') })).toEqual(['deep/b.ts:1']);
    expect(judged(['deep'])).toEqual(['deep/b.ts:1']);
    expect(judged(['.'])).toHaveLength(2);
    expect(judged(['old.ts', 'bylaw.config.json', folder()])).toEqual([]);
    const link = join(folder(), 'link');
    symlinkSync(cwd, link);
    expect(judged([join(link, 'a.ts')])).toEqual(['a.ts:1']);
  });

  it('takes the names of files that go with the change', () => {
    stage('deep/gone.ts', 'gone\n');
    record();
    git(['rm', '-q', '-r', 'deep'], { cwd });
    stage('a.ts', 'TODO\n');
    write('unstaged.ts', 'TODO\n');
    expect(judged(['deep/gone.ts', 'deep', 'unstaged.ts'])).toEqual([]);
  });

  it.each(['nope.ts', '*.ts', 'old.ts/a', '../nope.ts'])('refuses %s, which names no file', (name) => {
    stage('a.ts', 'TODO\n');
    expect(bylaw(['check', '--staged', 'a.ts', name], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: `bylaw: No file ${name} here or in the staged change, name files or folders, no globs\n`,
    });
  });

  it('reports what is about the change as a whole, whatever files are named', () => {
    const rules = { 'max-change': ['error', { files: 1 }] };
    const overrides = [{ paths: ['a.ts'], rules: { 'max-change': 'off' } }];
    write('bylaw.config.json', JSON.stringify({ rules, overrides }));
    stage('a.ts', 'one\n');
    stage('b.ts', 'two\n');
    for (const names of [[], ['a.ts'], ['b.ts'], ['old.ts']]) {
      expect(bylaw(['check', '--staged', ...names], { cwd })).toEqual({
        code: 1,
        stdout: [
          'diff staged',
          '  1:1  error  Change of 2 files, split it into parts of at most 1 file  max-change, asked for by bylaw.config.json:1',
          '',
          '1 subject judged, 1 error and 0 warnings',
          '',
        ].join('\n'),
        stderr: '',
      });
    }
    const { stdout } = bylaw(['check', '--staged', '--format', 'json', 'a.ts'], { cwd });
    const [finding] = JSON.parse(stdout).subjects[0].findings;
    expect(finding).toMatchObject({ line: 1, column: 1, endLine: 1, endColumn: 1, quote: '' });
    expect(finding).not.toHaveProperty('file');
    expect(bylaw(['check', '--staged', '--format', 'github'], { cwd }).stdout).toBe(
      '::error title=max-change (diff staged%3A1%3A1)::Change of 2 files, split it into parts of at most 1 file, asked for by bylaw.config.json:1\n',
    );
  });

  it('finds a named file behind a thousand findings in others', () => {
    stage('a.ts', 'TODO\n'.repeat(2000));
    stage('b.ts', 'TODO\n');
    expect(judged(['b.ts'])).toEqual(['b.ts:1']);
  });

  it('takes no file for an option', () => {
    stage('--output=here', 'TODO\n');
    expect(judged(['--', '--output=here'])).toEqual(['--output=here:1']);
  });

  it('judges what a merge brings that no side had', () => {
    const base = 'one\ntwo\nthree\nfour\nfive\n';
    stage('file.ts', base);
    record();
    git(['switch', '-q', '-c', 'side'], { cwd });
    stage('file.ts', base.replace('five', 'five // TODO of side'));
    stage('side.ts', 'TODO\n');
    record();
    git(['switch', '-q', 'main'], { cwd });
    stage('file.ts', base.replace('one', 'one // changed'));
    record();
    expect(run('git', ['merge', '-q', '--no-commit', 'side'], { cwd }).code).toBe(0);
    expect(judged()).toEqual([]);
    stage('file.ts', readFileSync(join(cwd, 'file.ts'), 'utf8').replace('three', 'three // TODO'));
    expect(judged()).toEqual(['file.ts:3']);
  });

  it('judges a merge in conflict, and of many heads', () => {
    for (const side of ['left', 'right']) {
      git(['switch', '-q', '-c', side, 'main'], { cwd });
      stage(`${side}.ts`, 'TODO\n');
      stage('both.ts', `TODO ${side}\n`);
      record();
    }
    expect(run('git', ['merge', '-q', 'left'], { cwd }).code).toBe(1);
    expect(judged()).toEqual([]);
    stage('both.ts', 'TODO mended\n');
    expect(judged()).toEqual(['both.ts:1']);
    git(['merge', '--abort'], { cwd });
    for (const side of ['left', 'right']) {
      git(['switch', '-q', side], { cwd });
      git(['rm', '-q', 'both.ts'], { cwd });
      record();
    }
    git(['switch', '-q', 'main'], { cwd });
    expect(run('git', ['merge', '-q', '--no-commit', 'left', 'right'], { cwd }).code).toBe(0);
    expect(judged()).toEqual([]);
    stage('main.ts', 'TODO\n');
    expect(judged()).toEqual(['main.ts:1']);
  });

  it('knows the branch and the author', () => {
    const config = (when: object) => ({
      rules: RULES.rules,
      overrides: [{ ...when, rules: { 'no-pattern': 'off' } }],
    });
    stage('a.ts', 'TODO\n');
    for (const when of [{ branches: ['main'] }, { authors: ['Ada *'] }]) {
      write('bylaw.config.json', JSON.stringify(config(when)));
      expect(judged()).toEqual([]);
    }
    const env = { GIT_AUTHOR_NAME: undefined, GIT_AUTHOR_EMAIL: undefined };
    expect(judged([], { env })).toEqual(['a.ts:1']);
    git(['config', 'user.name', 'Ada by setting'], { cwd });
    expect(judged([], { env })).toEqual([]);
  });

  it('reads a large change', () => {
    const line = `${'x'.repeat(99)}\n`;
    stage('large.txt', `${line.repeat(250_000)}TODO\n`);
    expect(judged()).toEqual(['large.txt:250001']);
  });

  it.each([
    [['--fix'], 'Only files and standard input can be fixed, leave out `--fix` or `--staged`'],
    [['--diff'], 'Only files and standard input can be fixed, leave out `--diff` or `--staged`'],
    [['--ndjson', '--as', 'diff'], '`--ndjson` goes without `--staged`, leave one of them out'],
    [['--as', 'commit'], '`--staged` judges a diff that git gives, leave out `--as commit`'],
    [['-'], '`--staged` judges a diff that git gives, leave out `-`'],
  ])('refuses %s', (args, message) => {
    expect(bylaw(['check', '--staged', ...args], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: `bylaw: ${message}\n`,
    });
  });
});

describe('bylaw check --as diff', () => {
  const judge = (input: string) => bylaw(['check', '--as', 'diff', '--format', 'json', '-'], { cwd, input });
  const show = (...args: string[]) => judge(git(args, { cwd }));

  it('judges what git shows, with or without a message', () => {
    stage('a.ts', 'TODO\n');
    record();
    for (const args of [['show'], ['show', '--format='], ['format-patch', '-1', '--stdout']])
      expect(places(show(...args).stdout), args.join(' ')).toEqual(['a.ts:1']);
  });

  it('passes a change of nothing', () => {
    record('--allow-empty');
    expect([judge('').code, show('show').code]).toEqual([0, 0]);
  });

  it('judges nothing that it cannot read', () => {
    stage('a.ts', 'TODO\n');
    record();
    for (const args of [
      ['show', '--color'],
      ['diff-tree', '-p', '--color', 'HEAD~', 'HEAD'],
      ['diff-tree', '--stat', 'HEAD~', 'HEAD'],
    ])
      expect(show(...args), args.join(' ')).toMatchObject({
        code: 2,
        stderr: 'bylaw: No unified diff in stdin, write one with `git diff --no-color`\n',
      });
  });
});

describe('bylaw check --range --as diff', () => {
  const range = (name: string) =>
    bylaw(['check', '--range', name, '--as', 'diff', '--format', 'json'], { cwd });

  beforeEach(() => {
    git(['switch', '-q', '-c', 'side'], { cwd });
    stage('side.ts', 'TODO\n');
    record();
    stage('side.ts', 'TODO\nTODO\n');
    record();
    git(['switch', '-q', 'main'], { cwd });
    stage('main.ts', 'TODO\n');
    record();
  });

  it.each(['main..side', 'main...side'])('judges what a pull request shows (%s)', (name) => {
    expect(places(range(name).stdout)).toEqual(['side.ts:1', 'side.ts:2']);
  });

  it('ends at HEAD where no end is named', () => {
    expect(places(range('side..').stdout)).toEqual(['main.ts:1']);
  });

  it('does not mind settings, nor the folder it runs in', () => {
    for (const setting of ['diff.noprefix', 'diff.relative', 'color.ui']) {
      git(['config', setting, setting === 'color.ui' ? 'always' : 'true'], { cwd });
    }
    mkdirSync(join(cwd, 'deep'));
    const options = { cwd: join(cwd, 'deep'), env: { GIT_DIFF_OPTS: '-u0' } };
    const { stdout } = bylaw(['check', '--range', 'main..side', '--as', 'diff', '--format', 'json'], options);
    expect(places(stdout)).toEqual(['side.ts:1', 'side.ts:2']);
  });

  it('says what is wrong with a range', () => {
    expect(range('side').stderr).toBe('bylaw: `side` is no range, write one like `main..HEAD`\n');
    expect(range('--output=x..side').code).toBe(2);
    expect(range('main..--output=x').code).toBe(2);
    expect(range('nowhere..side').stderr).toMatch(
      /^bylaw: Cannot read the change of `nowhere\.\.side` \(.*\), check its spelling, or fetch it first\n$/,
    );
    git(['switch', '-q', '--orphan', 'alone'], { cwd });
    record('--allow-empty');
    expect(range('main..alone').stderr).toContain('(the two sides have no commit in common)');
  });

  it('knows the branch that commits are on', () => {
    const config = {
      rules: { 'no-title-period': 'error' },
      overrides: [{ branches: ['side'], rules: { 'no-title-period': 'off' } }],
    };
    write('bylaw.config.json', JSON.stringify(config));
    git(['commit', '-q', '--no-verify', '--allow-empty', '-m', 'Go.'], { cwd });
    git(['branch', '-f', 'side'], { cwd });
    const code = (name: string) => bylaw(['check', '--range', name], { cwd }).code;
    expect([code('HEAD~1..side'), code('HEAD~1..HEAD'), code('HEAD~1..side~0')]).toEqual([0, 1, 1]);
    git(['switch', '-q', 'side'], { cwd });
    expect(code('HEAD~1..')).toBe(0);
  });

  it('knows a patch behind its message', () => {
    for (const args of [
      ['format-patch', '--stdout', 'main..side'],
      ['show', 'side'],
      ['diff', 'main...side'],
    ]) {
      const input = git(args, { cwd });
      const { stdout } = bylaw(['check', '--format', 'json'], { cwd, input });
      expect(JSON.parse(stdout).subjects[0].kind).toBe('diff');
      expect(places(stdout)).toContain('side.ts:2');
    }
    const message = 'Say what `--- a/x` means\n\n--- old\n+++ new is how a patch begins\n';
    expect(bylaw(['check', '--format', 'json'], { cwd, input: message }).stdout).toContain('"commit"');
  });
});

describe('the pre-commit hook', () => {
  const commit = (...args: string[]) => run('git', ['commit', '-q', '-m', 'Go on', ...args], { cwd });
  const count = () => git(['rev-list', '--count', 'HEAD'], { cwd }).trim();

  beforeEach(() => expect(bylaw(['install'], { cwd }).code).toBe(0));

  it('stops a commit, and says what to do', () => {
    stage('new.ts', 'one\nTODO\n');
    const { code, stderr } = commit();
    expect([code, count()]).toEqual([1, '1']);
    expect(stderr).toContain('new.ts:2:1  error');
    expect(stderr).toMatch(/Commit stopped, mend the lines and stage them again: git add -p\n$/);
    stage('new.ts', 'one\n');
    write('new.ts', 'TODO\n');
    expect(commit()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'new.ts'), 'utf8')).toBe('TODO\n');
  });

  it('is passed over by --no-verify, and by no variable', () => {
    stage('new.ts', 'TODO\n');
    const probe = (value: string) => run('git', ['commit', '-m', 'x'], { cwd, env: { BYLAW_PROBE: value } });
    expect([probe('1').code, probe('').code, probe(String(process.pid)).code]).toEqual([1, 1, 1]);
    expect(commit('--no-verify').code).toBe(0);
  });

  it('judges what git is about to record: --all, a path, --amend', () => {
    write('old.ts', 'TODO\n');
    expect(commit('--all').code).toBe(1);
    stage('staged.ts', 'TODO\n');
    write('old.ts', 'fine\n');
    expect(commit('old.ts')).toMatchObject({ code: 0, stderr: '' });
    expect(commit().code).toBe(1);
    git(['rm', '-q', '--cached', 'staged.ts'], { cwd });
    expect(commit('--amend').code).toBe(0);
  });

  it('judges a merge by what is new in it', () => {
    git(['switch', '-q', '-c', 'side'], { cwd });
    stage('side.ts', 'TODO\n');
    record();
    git(['switch', '-q', 'main'], { cwd });
    stage('side.ts', 'fine\n');
    record();
    expect(run('git', ['merge', '-q', 'side'], { cwd }).code).toBe(1);
    stage('side.ts', 'fine\nTODO, too\n');
    expect(commit().stderr).toContain('side.ts:2:1');
    stage('side.ts', 'fine\nTODO\n');
    expect(commit()).toMatchObject({ code: 0, stderr: '' });
  });

  it('starts no git where no clause is about changes', () => {
    const PATH = folder();
    const hook = () => run(process.execPath, [BYLAW, 'hook', 'pre-commit'], { cwd, env: { PATH } });
    expect(hook()).toMatchObject({ code: 2, stderr: 'bylaw: No git on PATH, install git first\n' });
    write('bylaw.config.json', '{"rules": {"no-title-period": "error"}}');
    expect(hook()).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('with lint-staged', () => {
  const LINT_STAGED = resolve('node_modules/lint-staged/bin/lint-staged.js');
  const commit = (...args: string[]) => run('git', ['commit', '-q', '-m', 'Go on', ...args], { cwd });

  beforeEach(() => {
    const command = `"${process.execPath}" "${BYLAW}" check --staged`;
    write('package.json', JSON.stringify({ 'lint-staged': { '*.ts': command } }));
    git(['add', '.'], { cwd });
    record();
    const hook = `#!/bin/sh\nexec "${process.execPath}" "${LINT_STAGED}"\n`;
    writeFileSync(join(cwd, '.git', 'hooks', 'pre-commit'), hook, { mode: 0o755 });
  });

  it('judges the staged part of the files it names', () => {
    stage('new.ts', 'TODO\n');
    stage('other.md', 'TODO\n');
    const { code, stdout, stderr } = commit();
    expect(code).toBe(1);
    expect(stdout + stderr).toContain('new.ts:1:1');
    expect(stdout + stderr).not.toContain('other.md');
    git(['rm', '-q', '--cached', 'new.ts'], { cwd });
    expect(commit()).toMatchObject({ code: 0 });
  });

  it('gets along with partly staged, deleted and renamed files', () => {
    stage('gone.ts', 'one\n');
    record();
    git(['rm', '-q', 'gone.ts'], { cwd });
    git(['mv', 'old.ts', 'moved.ts'], { cwd });
    stage('part.ts', 'one\n');
    write('part.ts', 'one\nTODO not staged\n');
    expect(commit()).toMatchObject({ code: 0 });
    expect(git(['status', '--porcelain'], { cwd })).toBe(' M part.ts\n');
    expect(readFileSync(join(cwd, 'part.ts'), 'utf8')).toBe('one\nTODO not staged\n');
  });

  it('gets along with a merge', () => {
    git(['switch', '-q', '-c', 'side'], { cwd });
    stage('side.ts', 'TODO\n');
    record();
    git(['switch', '-q', 'main'], { cwd });
    stage('side.ts', 'fine\n');
    record();
    run('git', ['merge', '-q', 'side'], { cwd });
    git(['checkout', '-q', '--theirs', 'side.ts'], { cwd });
    git(['add', 'side.ts'], { cwd });
    expect(commit()).toMatchObject({ code: 0 });
  });
});

describe('pre-push by pre-commit', () => {
  it('takes the push from the environment', () => {
    write('bylaw.config.json', '{"rules": {"no-title-period": "error", "max-title-length": "error"}}');
    git(['commit', '-q', '--allow-empty', '-m', 'Go one way.'], { cwd });
    const push = (env: NodeJS.ProcessEnv) =>
      bylaw(['hook', 'pre-push'], { cwd, env: { ...env, PRE_COMMIT_REMOTE_NAME: 'origin' } });
    const sha = (name: string) => git(['rev-parse', name], { cwd }).trim();
    const range = { PRE_COMMIT_FROM_REF: sha('HEAD~1'), PRE_COMMIT_TO_REF: sha('HEAD') };
    expect(push(range)).toMatchObject({ code: 1, stderr: expect.stringContaining('no-title-period') });
    expect(push({ ...range, PRE_COMMIT_TO_REF: sha('HEAD~1') })).toEqual({ code: 0, stdout: '', stderr: '' });
    const whole = { PRE_COMMIT_LOCAL_BRANCH: 'refs/heads/main', PRE_COMMIT_REMOTE_BRANCH: 'refs/heads/main' };
    expect(push(whole).code).toBe(1);
    expect(push({}).code).toBe(0);
  });
});
