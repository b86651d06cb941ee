import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';
import { createTree } from '../../src/read/tree.ts';
import { git, run, sandbox } from '../support/sandbox.ts';

const box = sandbox();
afterAll(() => box.remove());

const outside = box.write(box.path('outside.ts'), 'one\ntwo\n');
const inner = box.repository('inner');
box.write(join(inner, 'deep', 'zip.c'), 'one\n');
git(['add', '.'], { cwd: inner, env: box.env });
git(['commit', '--quiet', '--message', 'Zip'], { cwd: inner, env: box.env });

const top = box.repository('pool, \u00e9');
box.write(join(top, '.gitignore'), 'dist/\n');
box.write(join(top, 'src', 'pool.ts'), 'one\ntwo\nthree\n');
box.write(join(top, 'src', 'db', 'lock.ts'), 'one\r\ntwo');
box.write(join(top, 'web', 'lock.ts'), `${'x\n'.repeat(40)}`);
box.write(join(top, 'src', 'empty.ts'), '');
box.write(join(top, 'src', 'caf\u00e9.ts'), 'one\n');
box.write(join(top, 'src', 'lost.ts'), 'one\n');
box.write(join(top, 'dist', 'pool.js'), 'one\n');
mkdirSync(join(top, 'src', 'folder.ts'));
symlinkSync(outside, join(top, 'src', 'outside.ts'));
symlinkSync('pool.ts', join(top, 'src', 'same.ts'));
symlinkSync('nowhere', join(top, 'src', 'broken.ts'));
symlinkSync('loop.ts', join(top, 'src', 'loop.ts'));
run('mkfifo', [join(top, 'src', 'pipe.ts')], { cwd: top, env: box.env });
git(['add', '.'], { cwd: top, env: box.env });
git(['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'vendor/zip'], {
  cwd: top,
  env: box.env,
});
git(['commit', '--quiet', '--message', 'Pool'], { cwd: top, env: box.env });
rmSync(join(top, 'src', 'lost.ts'));
box.write(join(top, 'src', 'fresh.ts'), 'one\n');
rmSync(join(top, 'vendor', 'zip'), { recursive: true });
box.repository('pool, \u00e9', 'src', 'nested');

const tree = createTree(top, box.env);
const linter = createLinter({ config: { rules: { 'no-dead-reference': 'warn' } } });
const quotes = (text: string, context: object = tree) =>
  linter.lint({ kind: 'reply', text }, context).map((finding) => finding.quote);

describe('the tree', () => {
  it.each([
    ['src/pool.ts', 3],
    ['src/db/lock.ts', 2],
    ['src/empty.ts', 0],
    ['src/same.ts', 3],
    ['dist/pool.js', 1],
    ['src/nowhere.ts', null],
    ['src/pool.ts/x.ts', null],
    ['src/folder.ts', null],
    ['src/broken.ts', null],
    ['src/pipe.ts', null],
    [`src/${'x'.repeat(300)}.ts`, null],
    ['src/\0.ts', null],
    ['src/outside.ts', Number.POSITIVE_INFINITY],
    ['../outside.ts', Number.POSITIVE_INFINITY],
    ['src/loop.ts', Number.POSITIVE_INFINITY],
  ])('counts the lines of %j', (path, count) => expect(tree.lineCount(path)).toBe(count));

  it('lists files of any name, new ones too, and none that git ignores', () => {
    const files = tree.files();
    expect(files).toEqual(
      expect.arrayContaining(['src/caf\u00e9.ts', 'src/fresh.ts', 'src/nested', 'vendor/zip']),
    );
    expect(files).not.toContain('dist/pool.js');
  });

  it('lists nothing where there is no repository', () => {
    expect(createTree(box.path('nowhere'), box.env).files()).toEqual([]);
  });
});

describe('a reference is dead', () => {
  it.each([
    ['The lock is at src/pool.ts:4', 'src/pool.ts:4'],
    ['The lock is at `src/pool.ts:2-9`', 'src/pool.ts:2-9'],
    ['**src/none.ts:1** has it', 'src/none.ts:1'],
    ['| place |\n|-|\n| src/none.ts:1 |', 'src/none.ts:1'],
    ['See [it](src/none.ts#L1)', 'src/none.ts#L1'],
    ['I added a check at src/none.ts:1', 'src/none.ts:1'],
    ['I created src/none.ts:1', 'src/none.ts:1'],
    ['We create the lock in src/none.ts:1', 'src/none.ts:1'],
    ['The lock was taken in src/none.ts:1', 'src/none.ts:1'],
    ['The old lock is taken twice in src/none.ts:1', 'src/none.ts:1'],
    ['It is db/lock.ts:3', 'db/lock.ts:3'],
    ['It is lock.ts:41', 'lock.ts:41'],
    ['It is src\\none.cs:1', 'src\\none.cs:1'],
    ['It is src/caf\u00e9.ts:2', 'src/caf\u00e9.ts:2'],
    ['It is src/empty.ts:1', 'src/empty.ts:1'],
  ])('%j', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it('under its absolute path', () => {
    const context = { ...tree, top: '/home/ana/pool' };
    expect(quotes('See /home/ana/pool/src/none.ts:1', context)).toEqual(['/home/ana/pool/src/none.ts:1']);
    expect(quotes('See /home/ana/pool/src/pool.ts:1 and /home/ana/pools/src/none.ts:1', context)).toEqual([]);
  });

  it('where only counts are known and the path has a folder', () => {
    const { lineCount } = tree;
    expect(quotes('See src/none.ts:1 and none.ts:1', { lineCount })).toEqual(['src/none.ts:1']);
  });

  it('and says how far the file goes', () => {
    const [finding] = linter.lint({ kind: 'reply', text: 'See lock.ts:41' }, tree);
    expect(finding?.message).toBe('No line 41 in `lock.ts`, it ends at 40, name one that is there');
  });
});

describe('nobody can say that it is dead', () => {
  it.each([
    ['lock.ts:30, one of two', 'lock.ts:30'],
    ['a bare name that may be of a library', 'linear.ts:30'],
    ['a path of another tree', 'torch/nn/linear.ts:30'],
    ['a file that is deleted but not yet staged', 'src/lost.ts:30'],
    ['a link out of the tree', 'src/outside.ts:30'],
    ['a submodule that is not checked out', 'vendor/zip/deep/none.c:30'],
    ['a repository inside', 'src/nested/none.c:30'],
    ['a file that git ignores', 'dist/pool.js:1'],
    ['a name that stands for any', 'src/foo.ts:30'],
    ['a place outside', '../pool.ts:30'],
  ])('%s', (_, reference) => expect(quotes(`See ${reference} for it`)).toEqual([]));

  it.each([
    'I deleted `src/none.ts:1` too',
    'src/none.ts:1 was removed',
    'What was in the old `src/none.ts:1` is here',
    'He says "it is src/none.ts:1"',
    '> it is src/none.ts:1',
    'src/none.ts:1:3 - error TS2322: no',
    'It fails:\n  at take (src/none.ts:1:3)',
    'Cite places, such as `src/none.ts:1`',
    'Create src/none.ts:1 with the lock',
    'Create a new helper `src/none.ts:1`',
    'src/pool.ts:9 took the lock prior to this PR',
    'I will add the lock in `src/none.ts:1`',
    'The lock (to be created) goes to src/none.ts:1',
    '`src/none.ts:1` is not yet written',
    'The lock was in `src/none.ts:1`',
    'src/pool.ts:9 took the lock before this change',
    'Before this change, src/pool.ts:9 took the lock',
  ])('%j', (text) => expect(quotes(text)).toEqual([]));
});
