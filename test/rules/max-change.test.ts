import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';
import type { PullRequest } from '../../src/subject.ts';

const added = (file: string, count: number) =>
  `--- /dev/null\n+++ b/${file}\n@@ -0,0 +1,${count} @@\n${'+line\n'.repeat(count)}`;
const removed = (file: string, count: number) =>
  `--- a/${file}\n+++ b/${file}\n@@ -1,${count} +0,0 @@\n${'-line\n'.repeat(count)}`;

const linter = (options: Record<string, unknown>) =>
  createLinter({ config: { rules: { 'max-change': ['error', options] } } });
const judge = (text: string, options = {}) => linter(options).lint({ kind: 'diff', text });
const messages = (text: string, options = {}) => judge(text, options).map(({ message }) => message);

describe('a diff', () => {
  it('may have 400 lines in 20 files', () => {
    const files = Array.from(
      { length: 10 },
      (_, index) => added(`${index}.ts`, 20) + removed(`${index}.py`, 20),
    );
    expect(messages(files.join(''))).toEqual([]);
    expect(messages(`${files.join('')}${added('more.ts', 1)}`)).toEqual([
      'Change of 401 lines in 21 files, split it into parts of at most 400 lines in 20 files',
    ]);
  });

  it('is meant as a whole', () => {
    const [finding] = judge(added('a.ts', 401));
    expect(finding).toMatchObject({ line: 1, column: 1, offset: 0, endOffset: 0 });
    expect(finding).not.toHaveProperty('file');
  });

  it('names what is too much, and only that', () => {
    expect(messages(added('a.ts', 9), { lines: 8 })).toEqual([
      'Change of 9 lines, split it into parts of at most 8 lines',
    ]);
    expect(messages(added('a.ts', 1) + added('b.ts', 1), { files: 1 })).toEqual([
      'Change of 2 files, split it into parts of at most 1 file',
    ]);
  });

  it('counts no context, and a binary file as one', () => {
    const text =
      '--- a/a.ts\n+++ b/a.ts\n@@ -1,3 +1,3 @@\n one\n-two\n+three\n four\ndiff --git a/a.png b/a.png\nBinary files differ\n';
    expect(messages(text, { lines: 1, files: 1 })).toEqual([
      'Change of 2 lines in 2 files, split it into parts of at most 1 line in 1 file',
    ]);
  });

  it.each([
    'yarn.lock',
    'app/package-lock.json',
    'pnpm-lock.yaml',
    'go.sum',
    'a/__snapshots__/a.snap',
    'a.min.js',
    'vendor/a/b.go',
  ])('passes %s, which a tool writes', (file) => expect(messages(added(file, 401))).toEqual([]));

  it('counts the files asked for', () => {
    const text = added('docs/a.md', 9) + added('src/a.ts', 3);
    expect(messages(text, { lines: 5, paths: ['src/**'] })).toEqual([]);
    expect(messages(text, { lines: 5, paths: ['docs/**'] })).toHaveLength(1);
  });
});

describe('a pull request', () => {
  const request = (size: Partial<PullRequest>) =>
    linter({})
      .lint({ kind: 'pr', title: 'Retry', body: '', ...size })
      .map(({ quote, message }) => [quote, message]);

  it('is as large as its host says', () => {
    expect(request({ changedLines: 400, changedFiles: 20 })).toEqual([]);
    expect(request({ changedFiles: 21 })).toEqual([
      ['Retry', 'Change of 21 files, split it into parts of at most 20 files'],
    ]);
    expect(request({})).toEqual([]);
  });
});
