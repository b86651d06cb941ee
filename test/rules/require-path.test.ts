import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

interface Pair {
  when: string[];
  require: string[];
  changes?: string[];
  message?: string;
}

const edited = (...files: string[]) =>
  files.map((file) => `--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-one\n+two\n`).join('');
const deleted = (file: string) => `diff --git a/${file} b/${file}\ndeleted file mode 100644\n`;

function judge(text: string, ...pairs: Pair[]) {
  const linter = createLinter({ config: { rules: { 'require-path': ['error', { pairs }] } } });
  return linter.lint({ kind: 'diff', text }).map(({ quote, message }) => `${quote}: ${message}`);
}

describe('a pair', () => {
  const changelog = { when: ['src/**', '!src/version.ts'], require: ['CHANGELOG.md'] };

  it('asks once, at the first file', () => {
    expect(judge(edited('README.md', 'src/a.ts', 'src/b.ts'), changelog)).toEqual([
      'src/a.ts: Changed alone, change `CHANGELOG.md` too',
    ]);
  });

  it('is content with a file that changes along, and not with one that goes', () => {
    expect(judge(edited('src/a.ts', 'CHANGELOG.md'), changelog)).toEqual([]);
    expect(judge(edited('src/a.ts') + deleted('CHANGELOG.md'), changelog)).toHaveLength(1);
  });

  it('asks nothing for exceptions, deleted files and new modes', () => {
    const mode = 'diff --git a/src/a.ts b/src/a.ts\nold mode 100644\nnew mode 100755\n';
    expect(judge(edited('src/version.ts') + deleted('src/a.ts') + mode, changelog)).toEqual([]);
  });

  it('asks for a deleted file where it says so', () => {
    expect(judge(deleted('src/a.ts'), { ...changelog, changes: ['deleted'] })).toHaveLength(1);
  });

  it('asks for a copy as for a new file', () => {
    const copy =
      'diff --git a/src/a.ts b/src/b.ts\nsimilarity index 100%\ncopy from src/a.ts\ncopy to src/b.ts\n';
    expect(judge(copy, { ...changelog, changes: ['added'] })).toHaveLength(1);
    expect(judge(copy, { ...changelog, changes: ['renamed'] })).toEqual([]);
  });

  it('asks for a binary file', () => {
    const text = 'diff --git a/src/a.png b/src/a.png\nindex 1..2 100644\nBinary files differ\n';
    expect(judge(text, changelog)).toHaveLength(1);
  });

  it('is one of several', () => {
    const lock = { when: ['package.json'], require: ['package-lock.json'], message: 'run npm install' };
    expect(judge(edited('src/a.ts', 'package.json'), changelog, lock)).toEqual([
      'src/a.ts: Changed alone, change `CHANGELOG.md` too',
      'package.json: Changed alone, run npm install',
    ]);
  });
});

describe('a pair with a name', () => {
  const tests = { when: ['*.py'], require: ['tests/**/test_{name}.py', '{name}_test.py'] };

  it('asks for each file', () => {
    expect(judge(edited('app/a.py', 'app/b.py', 'app/c.py', 'tests/x/test_b.py'), tests)).toEqual([
      'app/a.py: Changed alone, change `tests/**/test_a.py` too',
      'app/c.py: Changed alone, change `tests/**/test_c.py` too',
    ]);
    expect(judge(edited('app/a.py', 'app/a_test.py'), tests)).toEqual([]);
    expect(judge(edited('app/a.py', 'docs/test_a.py'), { ...tests, when: ['app/**'] })).toHaveLength(1);
  });

  it('asks nothing for the tests themselves', () => {
    expect(judge(edited('tests/test_a.py', 'app/b_test.py'), tests)).toEqual([]);
  });

  it('asks once where one of its files has a name', () => {
    const log = { when: ['*.py'], require: ['CHANGELOG.md', '{name}_test.py'] };
    expect(judge(edited('app/a.py', 'app/b.py', 'app/b_test.py'), log)).toHaveLength(1);
    expect(judge(edited('app/a.py', 'app/b.py', 'CHANGELOG.md'), log)).toEqual([]);
  });

  it('takes names as they are', () => {
    const pages = { when: ['*.tsx'], require: ['{name}.test.tsx'] };
    expect(judge(edited('app/[id].tsx', 'app/[id].test.tsx', 'app/$&.tsx'), pages)).toEqual([
      'app/$&.tsx: Changed alone, change `$&.test.tsx` too',
    ]);
    expect(judge(edited('app/user.page.tsx', 'app/user.page.test.tsx'), pages)).toEqual([]);
  });

  it('keeps its message short', () => {
    const [found = ''] = judge(edited(`${'a'.repeat(200)}.py`), tests);
    expect(found.slice(found.indexOf(': ') + 2).length).toBeLessThan(100);
  });
});
