import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-mixed-change': 'warn' } } });
const root = mkdtempSync(join(tmpdir(), 'bylaw-mixed-'));
afterAll(() => rmSync(root, { recursive: true }));

type Lines = readonly string[];

/** What git says of a file that was changed. */
function change(name: string, before: Lines, after: Lines, end = '\n'): string {
  const [old, now] = [join(root, 'old'), join(root, 'new')];
  writeFileSync(old, before.map((line) => `${line}\n`).join(''));
  writeFileSync(now, after.map((line) => `${line}${end}`).join(''));
  const { stdout } = spawnSync('git', ['diff', '--no-index', '--no-color', old, now], { encoding: 'utf8' });
  return `--- a/${name}\n+++ b/${name}\n${stdout.slice(stdout.indexOf('@@'))}`;
}

const judge = (...changes: string[]) =>
  linter.lint({ kind: 'diff', text: changes.join('') }).map(({ quote, message }) => `${quote}: ${message}`);

/** Twelve lines that no two of say the same. */
const lines = (form: (index: number) => string) => Array.from({ length: 12 }, (_, index) => form(index));
const code = lines((index) => `  call${index}('${index}')`);
const styled = lines((index) => `  call${index}("${index}");`);
const edit = change('src/b.ts', ['retry(1)'], ['retry(2)']);

describe('a new look beside a real change', () => {
  it.each<[string, string, Lines, Lines]>([
    ['quotes and semicolons', 'a.ts', code, styled],
    [
      'tabs',
      'a.go',
      lines((index) => `${' '.repeat(2 + 2 * (index % 2))}f${index}()`),
      lines((index) => `${'\t'.repeat(1 + (index % 2))}f${index}()`),
    ],
    [
      'wider indent',
      'a.ts',
      lines((index) => `${' '.repeat(2 + 2 * (index % 3))}f${index}()`),
      lines((index) => `${' '.repeat(4 + 4 * (index % 3))}f${index}()`),
    ],
    ['blanks at the ends of lines', 'a.rb', lines((index) => `f${index} `), lines((index) => `f${index}`)],
    [
      'calls over several lines',
      'a.py',
      lines((index) => `f${index}(one, two)`),
      lines((index) => `f${index}(|    one,|    two,|)`).flatMap((line) => line.split('|')),
    ],
    [
      'braces around one line',
      'a.c',
      lines((index) => `if (a${index}) b();`),
      lines((index) => `if (a${index}) {|  b();|}`).flatMap((line) => line.split('|')),
    ],
  ])('is found: %s', (_, name, before, after) => {
    const look = change(name, before, after);
    expect(judge(look)).toEqual([]);
    expect(judge(look, edit)).toEqual([
      expect.stringMatching(`^${name}: New formatting of \\d+ lines beside a real change, commit it apart$`),
    ]);
    // In one file, where the lines of both stand together.
    expect(judge(change(name, [...before, 'retry(1)'], [...after, 'retry(2)']))).toHaveLength(1);
  });

  it('is found where line ends change', () => {
    expect(judge(change('a.ts', code, code, '\r\n'))).toEqual([]);
    expect(judge(change('a.ts', [...code, 'retry(1)'], [...code, 'retry(2)'], '\r\n'))).toHaveLength(1);
  });

  it('is found where only an operator changes', () => {
    expect(judge(change('a.ts', [...code, 'a < b'], [...styled, 'a <= b']))).toHaveLength(1);
  });

  it('is found beside a new file', () => {
    const added = '--- /dev/null\n+++ b/src/b.ts\n@@ -0,0 +1 @@\n+retry(2)\n';
    expect(judge(change('a.ts', code, styled), added)).toHaveLength(1);
  });
});

describe('no mixed change', () => {
  it('is a block around lines, or one taken away', () => {
    const nested = ['  if (left) {', ...code.map((line) => `  ${line}`), '  }'];
    const apart = code.flatMap((line, index) => (index % 4 ? [line] : ['', line]));
    const nestedApart = apart.map((line) => (line === '' ? line : `  ${line}`));
    expect(judge(change('a.ts', code, nested))).toEqual([]);
    expect(judge(change('a.ts', nested, code))).toEqual([]);
    expect(judge(change('a.ts', apart, ['  if (left) {', ...nestedApart, '  }']))).toEqual([]);
  });

  it('is a few lines of style', () => {
    expect(judge(change('a.ts', code.slice(0, 9), styled.slice(0, 9)), edit)).toEqual([]);
  });

  it('is a large change with a little style', () => {
    const large = change(
      'src/b.ts',
      lines((index) => `a${index}`).concat('b'),
      lines((index) => `c${index}`).concat('d'),
    );
    expect(judge(change('a.ts', code, styled), large)).toEqual([]);
  });

  it('is code that moved', () => {
    const other = lines((index) => `g${index}()`);
    expect(judge(change('a.ts', [...code, ...other], [...other, ...code]), edit)).toEqual([]);
  });

  it('is a new style with the settings of its formatter', () => {
    const settings = change('biome.config.ts', ["quotes: 'single'"], ["quotes: 'double'"]);
    expect(judge(change('a.ts', code, styled), settings)).toEqual([]);
  });

  it('is no formatter for a folder of settings', () => {
    const real = change('config/retry.ts', ['retry(1)'], ['retry(2)']);
    expect(judge(change('a.ts', code, styled), real)).toHaveLength(1);
  });

  it('points at the file with most of it', () => {
    const [little, most] = [change('a.ts', code.slice(5), styled.slice(5)), change('c.ts', code, styled)];
    for (const changes of [
      [little, most],
      [most, little],
    ]) {
      expect(judge(...changes, edit)).toEqual([expect.stringMatching(/^c\.ts: /)]);
    }
  });

  it.each(['a.yaml', 'Makefile', 'notes.txt', 'dist/a.js'])('is one of blanks in %s', (name) => {
    expect(judge(change(name, code, styled), edit)).toEqual([]);
  });
});

describe('a renamed file', () => {
  const rename = (from: string, to: string, before: Lines, after: Lines) =>
    `diff --git a/${from} b/${to}\nsimilarity index 60%\nrename from ${from}\nrename to ${to}\n${change(to, before, after)}`;
  const many = [...lines((index) => `one${index}`), ...lines((index) => `two${index}`)];

  it('may have some edited lines', () => {
    const edited = (count: number) => many.map((line, index) => (index < count ? `${line}x` : line));
    expect(judge(rename('a.txt', 'b.txt', many, edited(20)))).toEqual([]);
    expect(judge(rename('a.txt', 'b.txt', many, edited(21)))).toEqual([
      'b.txt: Renamed file has 21 edited lines, rename it first, then edit',
    ]);
  });

  it('counts a line that was edited once, and empty lines never', () => {
    const gone = many.slice(0, 3);
    expect(judge(rename('a.txt', 'b.txt', many, gone))).toEqual([
      'b.txt: Renamed file has 21 edited lines, rename it first, then edit',
    ]);
    expect(judge(rename('a.txt', 'b.txt', gone, many))).toHaveLength(1);
    expect(judge(rename('a.txt', 'b.txt', gone, [...gone, ...many.map(() => ' ')]))).toEqual([]);
  });

  it('may speak of itself by its new name, and of others from its new place', () => {
    const named = (name: string) => many.map((line) => `new ${name}(${line})`);
    const text = rename('upload.cs', 'upload-retry.cs', named('Upload'), named('UploadRetry'));
    expect(judge(text)).toEqual([]);
    const imports = (folder: string) => many.map((line) => `import ${line} from '${folder}/${line}'`);
    expect(judge(rename('a/b.ts', 'b.ts', imports('..'), imports('.')))).toEqual([]);
  });
});

it('takes a change of any size', () => {
  const long = 'a'.repeat(5_000_000);
  expect(judge(`--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-${long}\n+${long};\n`)).toEqual([]);
  const count = 300_000;
  const text = `--- a/a.ts\n+++ b/a.ts\n@@ -1,${count} +1,${count} @@\n${'-f()\n'.repeat(count)}${'+f();\n'.repeat(count)}`;
  expect(judge(text, edit)).toHaveLength(1);
});
