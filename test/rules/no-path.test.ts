import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const edited = (file: string) => `--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-one\n+two\n`;
const added = (file: string) =>
  `diff --git a/${file} b/${file}\nnew file mode 100644\nindex 0000000..e69de29\n`;
const deleted = (file: string) =>
  `diff --git a/${file} b/${file}\ndeleted file mode 100644\nindex e69de29..0000000\n`;
const renamed = (from: string, to: string) =>
  `diff --git a/${from} b/${to}\nsimilarity index 100%\nrename from ${from}\nrename to ${to}\n`;

function judge(text: string, paths: string[], allow: string[] = []) {
  const linter = createLinter({ config: { rules: { 'no-path': ['error', { paths, allow }] } } });
  return linter.lint({ kind: 'diff', text }).map(({ quote, message }) => `${quote}: ${message}`);
}

describe('a protected file', () => {
  it('is found in every folder, and but for exceptions', () => {
    const text = edited('.env') + edited('web/.env.local') + edited('web/.env.example') + edited('env.ts');
    expect(judge(text, ['.env', '.env.*', '!.env.example'])).toEqual([
      '.env: Protected file was modified, undo it',
      'web/.env.local: Protected file was modified, undo it',
    ]);
  });

  it('counts under both of its names', () => {
    expect(judge(renamed('test/a.ts', 'old/a.ts'), ['test/'])).toEqual([
      'old/a.ts: Protected file was deleted, undo it',
    ]);
    expect(judge(renamed('a.ts', 'test/a.ts'), ['test/'])).toEqual([
      'test/a.ts: Protected file was added, undo it',
    ]);
    expect(judge(renamed('test/a.ts', 'test/b.ts'), ['test/'])).toEqual([
      'test/b.ts: Protected file was renamed, undo it',
    ]);
  });

  it('is new where it is a copy', () => {
    const text = 'diff --git a/a.sql b/b.sql\nsimilarity index 100%\ncopy from a.sql\ncopy to b.sql\n';
    expect(judge(text, ['*.sql'], ['added'])).toEqual([]);
    expect(judge(text, ['*.sql'])).toEqual(['b.sql: Protected file was added, undo it']);
  });

  it('may be changed in the ways allowed', () => {
    const text =
      added('db/3.sql') + edited('db/2.sql') + deleted('db/1.sql') + renamed('db/4.sql', 'db/5.sql');
    expect(judge(text, ['db/**'], ['added'])).toEqual([
      'db/2.sql: Protected file was modified, undo it',
      'db/1.sql: Protected file was deleted, undo it',
      'db/5.sql: Protected file was renamed, undo it',
    ]);
    expect(judge(text, ['db/**'], ['added', 'modified', 'renamed', 'deleted'])).toEqual([]);
  });

  it('is found where it is binary, a submodule or has only a new mode', () => {
    const text =
      'diff --git a/a.key b/a.key\nindex 1..2 100644\nBinary files a/a.key and b/a.key differ\n' +
      'diff --git a/lib b/lib\nindex 1..2 160000\n--- a/lib\n+++ b/lib\n@@ -1 +1 @@\n-Subproject commit 1\n+Subproject commit 2\n' +
      'diff --git a/b.key b/b.key\nold mode 100644\nnew mode 100755\n';
    expect(judge(text, ['*.key', 'lib'])).toHaveLength(3);
  });
});
