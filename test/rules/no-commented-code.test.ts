import { describe, expect, it } from 'vitest';
import rule from '../../rules/no-commented-code.ts';
import { Document } from '../../src/parse/document.ts';
import { exampleSubject } from '../../src/test.ts';

function flagged(file: string, text: string): string[] {
  const document = new Document(exampleSubject('diff', { file, text }));
  return [...rule.check(document, {}, {})].map(({ at }) => document.text.slice(at.start, at.end));
}

describe('no-commented-code', () => {
  it.each([
    ['a.ts', '// const total = sum(list);', 'const total = sum(list);'],
    ['a.ts', '// if (done) {\n//   stop();\n// }', 'if (done) {'],
    ['a.ts', "// import { sum } from './sum.ts';", "import { sum } from './sum.ts';"],
    [
      'a.ts',
      '// TODO: turn on again\n// test("sums", () => {\n//   expect(sum(1)).toBe(1);\n// });',
      'test("sums", () => {',
    ],
    ['a.tsx', '{/* <List items={items} /> */}', '<List items={items} />'],
    ['a.py', '# total = self.sum(1)\n# return total', 'total = self.sum(1)'],
    ['a.py', '# from sums import total', 'from sums import total'],
    ['a.py', '# self.total = 0', 'self.total = 0'],
    ['a.go', '// total := sum(list)', 'total := sum(list)'],
    ['a.rs', '// let mut total = 0;', 'let mut total = 0;'],
    ['A.java', '// private final Sum sum;', 'private final Sum sum;'],
    ['A.kt', '// val total = sum(list)', 'val total = sum(list)'],
    ['A.cs', '/* Console.WriteLine(total); */', 'Console.WriteLine(total);'],
    ['a.c', '// #include <math.h>', '#include <math.h>'],
    ['a.php', '# echo $total, "\\n";', 'echo $total, "\\n";'],
    ['a.lua', '-- local total = 0', 'local total = 0'],
    ['a.sql', '-- DELETE FROM sums WHERE total = 0;', 'DELETE FROM sums WHERE total = 0;'],
    ['a.css', '/* color: red; */', 'color: red;'],
    ['a.html', '<!-- <p class="sum">0</p> -->', '<p class="sum">0</p>'],
  ])('flags code switched off in %s: %s', (file, text, quote) => {
    expect(flagged(file, `${text}\n`)).toEqual([quote]);
  });

  it.each([
    ['a sentence with code in it', 'a.ts', '// Calls sum(list); the result is cached.'],
    [
      'a sentence that ends with a semicolon',
      'a.ts',
      '// The list is sorted by its owner;\n// nobody else (or so) may write to it.',
    ],
    ['an example', 'a.ts', '// Example:\n// const total = sum(list);\n// print(total);'],
    ['code in a sentence before it', 'a.ts', '// This generates:\n// const total = sum(list);'],
    ['documentation', 'a.ts', '/**\n * const total = sum(list);\n */'],
    ['what a value is beside its code', 'a.ts', 'add(a, b); // total = a + b;'],
    ['a formula', 'a.py', '# area = width * height'],
    ['a signature', 'a.lua', '-- sum({list}, [, {start}])'],
    ['a name', 'a.ts', '// sum()'],
    ['a condition in words', 'a.py', '# if the list is empty:'],
    ['a table', 'a.c', '// 1.25, 2.5,\n// 3.75, 5.0,'],
    ['a list', 'a.ts', '// - sum(list)\n// - sum(rest)'],
    ['a task', 'a.ts', '// TODO: sum(list);'],
    ['a command', 'a.sh', '# $ make all\n# $ make test'],
    ['a license', 'a.c', '/* Copyright (c) 2024 Ada; all rights (reserved); */'],
    ['a setting', 'a.yml', '# color: red'],
    ['grammar', 'a.ts', '// sum ::= term ("+" term)*;'],
    ['a directive', 'a.py', '# type: ignore[override]'],
    ['text of no language', 'a.txt', '# sum(list);'],
  ])('allows %s', (_, file, text) => {
    expect(flagged(file, `${text}\n`)).toEqual([]);
  });

  it('judges added lines only', () => {
    const diff =
      '--- a/a.ts\n+++ b/a.ts\n@@ -1,9 +1,9 @@\n // kept();\n-// gone();\n+// sum(list);\n+// more(list);\n';
    expect(flagged('a.ts', diff)).toEqual(['sum(list);']);
  });
});
