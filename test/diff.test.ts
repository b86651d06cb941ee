import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Document } from '../src/parse/document.ts';

const parse = (text: string) => new Document({ kind: 'diff', text });

const added = (text: string) =>
  parse(text).files.map(({ path, hunks }) => [
    path,
    hunks.flat().flatMap((line) => (line.type === 'added' ? [`${line.number} ${line.text}`] : [])),
  ]);

describe('a diff', () => {
  it('tells added lines and their numbers', () => {
    const text = `diff --git a/src/a.ts b/src/a.ts
index 1a2b3c4..5d6e7f8 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -10,3 +10,4 @@ function f() {
 one
--- two
++++ three
+four
 five
\\ No newline at end of file
`;
    expect(added(text)).toEqual([['src/a.ts', ['11 +++ three', '12 four']]]);
    expect(parse(text).positionAt(text.indexOf('four'))).toEqual({ file: 'src/a.ts', line: 12, column: 1 });
    expect(parse(text).regionAt(text.indexOf('-- two'))).toBe('removed');
    expect(parse(text).regionAt(text.indexOf('index'))).toBe('header');
  });

  it('reads several plain files, whose lines look like headers', () => {
    const text =
      '--- one.sql\t2020-01-01\n+++ one.sql\t2020-01-02\n@@ -1 +1 @@\n--- gone\n+-- here\n--- /dev/null\n+++ b/two.sql\n@@ -0,0 +1 @@\n+two\n';
    expect(added(text)).toEqual([
      ['one.sql', ['1 -- here']],
      ['two.sql', ['1 two']],
    ]);
    expect(parse(text).files.map(({ status }) => status)).toEqual(['modified', 'added']);
  });

  it('reads a combined diff: new is what no parent has', () => {
    const text =
      'diff --cc a.py\nindex 1,2..3\n--- a/a.py\n+++ b/a.py\n@@@ -1,2 -1,2 +1,4 @@@\n  one\n- two\n +ours\n++both\n';
    expect(added(text)).toEqual([['a.py', ['3 both']]]);
  });

  it('passes over the message of a patch', () => {
    const patch = (name: string) =>
      `From 1a2b\nSubject: Say why\n\n--- not a name\ndiff is no header\n+nor new\n---\n ${name} | 1 +\n\ndiff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n@@ -0,0 +1 @@\n+new\n-- \n2.40.0\n\n`;
    expect(added(patch('a.py') + patch('b.py'))).toEqual([
      ['a.py', ['1 new']],
      ['b.py', ['1 new']],
    ]);
  });

  it('tells copies, and submodules from files', () => {
    const text =
      'diff --git a/a.ts b/b.ts\nsimilarity index 100%\ncopy from a.ts\ncopy to b.ts\n' +
      'diff --git a/zip b/zip\nnew file mode 160000\n' +
      'diff --git a/zap b/zap\nindex 1a2b3c4..5d6e7f8 160000\n' +
      'diff --git a/c.ts b/c.ts\nindex 1a2b3c4..5d6e7f8 100644\n';
    expect(parse(text).files.map(({ path, status, submodule }) => [path, status, submodule])).toEqual([
      ['b.ts', 'copied', false],
      ['zip', 'added', true],
      ['zap', 'modified', true],
      ['c.ts', 'modified', false],
    ]);
  });

  it('leaves out what came with a merge', () => {
    const one = '--- a/a.py\n+++ b/a.py\n@@ -1 +1,3 @@\n one\n+theirs\n+both\n';
    const other = '--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,3 @@\n one\n theirs\n+both\n';
    const document = new Document({ kind: 'diff', text: one, others: [other] });
    const lines = document.files[0]?.hunks.flat().filter(({ type }) => type === 'added');
    expect(lines?.map((line) => line.text)).toEqual(['both']);
    expect(document.regionAt(one.indexOf('theirs'))).toBe('context');
    expect(new Document({ kind: 'diff', text: one, others: [''] }).files).toEqual([]);
  });

  it('tells what stands at an offset, from the first to behind the last of a line', () => {
    const text =
      'diff --git a/a.png b/a.png\nBinary files differ\ndiff --git a/b.ts b/b.ts\n--- a/b.ts\n+++ b/b.ts\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n';
    const document = parse(text);
    const [start, end] = [text.indexOf('three'), text.indexOf('three') + 5];
    expect([start - 1, start, end, end + 1].map((offset) => document.regionAt(offset))).toEqual([
      'header',
      'added',
      'added',
      'header',
    ]);
    expect(document.positionAt(end)).toEqual({ file: 'b.ts', line: 2, column: 6 });
    expect(document.fileAt(text.indexOf('a.png'))?.path).toBeUndefined();
    expect(document.fileAt(document.files[0]?.at.start ?? 0)?.path).toBe('a.png');
    expect(document.fileAt(text.indexOf('@@'))?.path).toBe('b.ts');
    expect(document.fileAt(end + 1)).toBeUndefined();
    expect(document.positionAt(end + 1)).toEqual({ line: 1, column: 1 });
  });

  it('never throws, and places stay inside of the text', () => {
    const piece = fc.constantFrom(
      'diff --git a/x b/x\n',
      'diff --git "a/\\303\\251" "b/\\303\\251"\n',
      '--- a/x\n',
      '+++ b/x\n',
      '@@ -1,2 +1,2 @@\n',
      '@@@ -1 -1 +1 @@@\n',
      'rename from x\n',
      'Binary files a/x and b/x differ\n',
      '+a',
      '-',
      ' \n',
      '\r\n',
      '\\ No newline',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const document = parse(text);
        for (const { at, hunks } of document.files) {
          expect(at.start).toBeLessThanOrEqual(at.end);
          expect(at.end).toBeLessThanOrEqual(text.length);
          for (const line of hunks.flat()) expect(text.slice(line.start, line.end)).toBe(line.text);
        }
        for (let offset = 0; offset <= text.length; offset++) {
          expect(document.positionAt(offset).line).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('what git prints', () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const names = [
    'plain.txt',
    'with blank.txt',
    'caf\u00e9.txt',
    'tab\there.txt',
    'quo"te.txt',
    'back\\slash.txt',
  ];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bylaw-diff-'));
    git('init', '--quiet');
    for (const name of names) writeFileSync(join(folder, name), `one\ntwo of ${name}\nthree\n`);
    writeFileSync(join(folder, 'binary'), Buffer.from([0, 1, 2]));
    writeFileSync(join(folder, 'mode.sh'), 'echo\n');
    writeFileSync(join(folder, 'crlf.txt'), 'one\r\n');
    git('add', '.');
    git('commit', '--quiet', '-m', 'Begin');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([[], ['--no-prefix'], ['-c', 'diff.mnemonicPrefix=true'], ['-c', 'core.quotePath=false']])(
    'is read whatever the names and the settings: %s %s',
    (...settings) => {
      for (const name of names) writeFileSync(join(folder, name), `one\ntwo\n`);
      writeFileSync(join(folder, 'binary'), Buffer.from([0, 1]));
      writeFileSync(join(folder, 'crlf.txt'), 'one\r\ntwo\r\n');
      chmodSync(join(folder, 'mode.sh'), 0o755);
      const before = settings.filter((each) => each !== '--no-prefix');
      const after = settings.filter((each) => each === '--no-prefix');
      const document = parse(git(...before, 'diff', 'HEAD', ...after));
      expect(document.files.map(({ path }) => path).sort()).toEqual(
        [...names, 'binary', 'crlf.txt', 'mode.sh'].sort(),
      );
      expect(document.files.every(({ status }) => status === 'modified')).toBe(true);
      expect(document.files.filter(({ binary }) => binary).map(({ path }) => path)).toEqual(['binary']);
      const crlf = document.files.find(({ path }) => path === 'crlf.txt');
      expect(crlf?.hunks.flat().at(-1)?.text).toBe('two');
      git('reset', '--quiet', '--hard');
    },
  );

  it('names renamed, new, deleted and empty files', () => {
    renameSync(join(folder, 'with blank.txt'), join(folder, 'moved here.txt'));
    writeFileSync(join(folder, 'new.txt'), 'new\n');
    writeFileSync(join(folder, 'empty.txt'), '');
    rmSync(join(folder, 'plain.txt'));
    git('add', '--all');
    const document = parse(git('diff', '--cached'));
    expect(document.files.map(({ path, oldPath, status }) => [status, oldPath, path])).toEqual([
      ['added', null, 'empty.txt'],
      ['renamed', 'with blank.txt', 'moved here.txt'],
      ['added', null, 'new.txt'],
      ['deleted', 'plain.txt', 'plain.txt'],
    ]);
    for (const { at, path } of document.files) expect(document.text.slice(at.start, at.end)).toBe(path);
  });
});
