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
    ['code behind words and a colon', 'A.java', '// Does not compile: list.add(new Sum(1));'],
    ['code with its verdict', 'A.java', '// Sum total = list.get(0); // error'],
    [
      'code below words that stand out',
      'a.py',
      '# A sum "by hand"\n#   total = self.sum(1)\n#   check(total)',
    ],
    ['a sample of data', 'a.ts', '/*\n{\n  "total": 1,\n  "sums": [2]\n}\n*/'],
    ['a command', 'a.sh', '# $ make all\n# $ make test'],
    ['a license', 'a.c', '/* Copyright (c) 2024 Ada; all rights (reserved); */'],
    ['a setting', 'a.yml', '# color: red'],
    ['grammar', 'a.ts', '// sum ::= term ("+" term)*;'],
    ['a directive', 'a.py', '# type: ignore[override]'],
    ['text of no language', 'a.txt', '# sum(list);'],
    ['the name of the call below it', 'a.py', '# sums.total(1, 2)\nresult = sums.total(1,2)'],
  ])('allows %s', (_, file, text) => {
    expect(flagged(file, `${text}\n`)).toEqual([]);
  });

  it.each([
    ['another call', 'a.py', '# sums.total(1)\nresult = sums.total(2)'],
    ['the call, but further below', 'a.py', '# sums.total(1)\nstart()\nsums.total(1)'],
    ['a statement that became part of another', 'a.ts', '// send(mail);\nretry(() => send(mail));'],
  ])('flags code above %s', (_, file, text) => expect(flagged(file, `${text}\n`)).toHaveLength(1));

  it('judges added lines only', () => {
    const diff =
      '--- a/a.ts\n+++ b/a.ts\n@@ -1,9 +1,9 @@\n // kept();\n-// gone();\n+// sum(list);\n+// more(list);\n';
    expect(flagged('a.ts', diff)).toEqual(['sum(list);']);
  });
});

describe('one line of a language', () => {
  it.each([
    ['a.rb', '# sums.each do |sum|'],
    ['a.rb', '# mail.send(sum)'],
    ['a.rs', '// match total {'],
    ['a.swift', '// guard let total = sum(list) else {'],
    ['a.swift', '// list.append(sum)'],
    ['a.go', '// for i := range sums {'],
    ['a.kt', '// when (total) {'],
    ['a.sh', '# if [ -f "$list" ]; then'],
    ['a.sh', '# for sum in $sums; do'],
    ['a.vue', '<!-- <sum-list :items="items"> -->'],
    ['a.svelte', '<!-- </ul> -->'],
    ['a.js', '// <Sum items={items} />'],
    ['a.scss', '/* margin: 0; */'],
    ['a.py', '# async def total(sums):'],
  ])('is code in %s: %s', (file, text) => {
    expect(flagged(file, `${text}\n`)).toHaveLength(1);
  });
});

describe('code beside words', () => {
  it.each([
    [
      'two lines of code below one of words',
      '// We sum them\n// const a = sum(list);\n// const b = sum(rest);',
      0,
    ],
    [
      'three lines of code below one of words',
      '// We sum them\n// const a = sum(list);\n// const b = sum(rest);\n// const c = a + b;',
      1,
    ],
    [
      'calls in one sentence of three',
      '// const a = sum(list);\n// b = a\n// c = a\n// We sum them all here',
      0,
    ],
    ['one call', '// sum(list)', 0],
    ['two calls', '// sum(list)\n// sum(rest)', 1],
  ])('is judged by its share: %s', (_, text, count) =>
    expect(flagged('a.ts', `${text}\n`)).toHaveLength(count),
  );

  it('is an example where it is indented deeper than they are', () => {
    const code = ['self.total = 1', 'self.sum(1)', 'self.check(2)', 'self.done = True'];
    const below = (indent: string) =>
      `# A sum by hand\n${code.map((line) => `#${indent}${line}\n`).join('')}`;
    expect(flagged('a.py', below('   '))).toEqual([]);
    expect(flagged('a.py', below(' '))).toEqual(['self.total = 1']);
  });
});

describe('a sample of data in one comment', () => {
  it.each([
    ['an object', '// {"total": 1,\n// "sums": [2],\n// "rest": []}', 0],
    ['a list', '// [{"total": 1},\n// {"total": 2}]', 0],
    ['what no parser of JSON reads', '// {total: 1,\n// sums: [2],\n// rest: []}', 1],
  ])('%s', (_, text, count) => expect(flagged('a.ts', `${text}\n`)).toHaveLength(count));
});

it('passes a comment in a language that nobody knows, and in settings', () => {
  for (const file of ['a.unknown', 'a.toml', 'Makefile', 'Dockerfile', 'a.clj', 'a.hs', 'a.xml']) {
    expect(flagged(file, '# total = sum(list);\n# rest = sum(rest);\n')).toEqual([]);
  }
});
