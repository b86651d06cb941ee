import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

interface Pattern {
  pattern: string;
  paths?: string[];
  in?: 'everywhere' | 'code' | 'comments';
  allow?: string;
  message?: string;
}

const diff = (file: string, ...lines: string[]) =>
  `--- a/${file}\n+++ b/${file}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;

function judge(text: string, ...patterns: Pattern[]) {
  const linter = createLinter({ config: { rules: { 'no-pattern': ['error', { patterns }] } } });
  return linter.lint({ kind: 'diff', text });
}

const quotes = (text: string, ...patterns: Pattern[]) => judge(text, ...patterns).map(({ quote }) => quote);

describe('a pattern', () => {
  it('is held against each line by itself', () => {
    const text = diff('a.py', 'one = 1', 'two = 2', '', 'one');
    expect(quotes(text, { pattern: '^one$' })).toEqual(['one']);
    expect(quotes(text, { pattern: '\\Atwo' })).toEqual(['two']);
    expect(quotes(text, { pattern: '2\\z' })).toEqual(['2']);
    expect(quotes(text, { pattern: '(?s)1.two' })).toEqual([]);
    expect(quotes(text, { pattern: '(?-m:^two)' })).toEqual(['two']);
    expect(quotes(text, { pattern: '\\s*$' })).toEqual([]);
  });

  it('finds every place of a line, in the lines of all hunks and files', () => {
    const text = `${diff('a.rs', 'a.unwrap().b.unwrap()')}@@ -9,0 +12 @@\n+c.unwrap()\n${diff('b.rs', 'd.unwrap()')}`;
    const findings = judge(text, { pattern: '\\.unwrap\\(\\)' });
    expect(findings.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
      'a.rs:1:2',
      'a.rs:1:13',
      'a.rs:12:2',
      'b.rs:1:2',
    ]);
  });

  it('holds for lines that end in a carriage return', () => {
    expect(quotes(diff('a.py', 'one\r'), { pattern: 'one$' })).toEqual(['one']);
  });

  it('passes removed lines, context and headers', () => {
    const text =
      'diff --git a/TODO.ts b/TODO.ts\n--- a/TODO.ts\n+++ b/TODO.ts\n@@ -1,2 +1,2 @@ TODO\n TODO\n-TODO\n+done\n';
    expect(quotes(text, { pattern: 'TODO' })).toEqual([]);
  });

  it('holds for some files', () => {
    const text = diff('src/a.ts', 'any') + diff('src/a.test.ts', 'any') + diff('src/a.js', 'any');
    const findings = judge(text, { pattern: 'any', paths: ['*.ts', '!*.test.ts'] });
    expect(findings.map(({ file }) => file)).toEqual(['src/a.ts']);
  });

  it('holds for all files but some', () => {
    const text = diff('src/a.ts', 'any') + diff('test/a.ts', 'any');
    const findings = judge(text, { pattern: 'any', paths: ['!test/**'] });
    expect(findings.map(({ file }) => file)).toEqual(['src/a.ts']);
  });

  it('is not found where a configuration sets it', () => {
    const text = ['bylaw.config.json', 'web/bylaw.config.ts', 'my-bylaw.config.ts', 'bylaw.config.ts/a'];
    const findings = judge(text.map((file) => diff(file, 'TODO')).join(''), { pattern: 'TODO' });
    expect(findings.map(({ file }) => file)).toEqual(['my-bylaw.config.ts', 'bylaw.config.ts/a']);
  });

  it('is told apart from comments, over several lines', () => {
    const text = diff('a.ts', '/*', ' any', '*/', 'let a: any; // any');
    expect(judge(text, { pattern: 'any', in: 'code' }).map(({ line }) => line)).toEqual([4]);
    expect(judge(text, { pattern: 'any', in: 'comments' }).map(({ line, column }) => [line, column])).toEqual(
      [
        [2, 2],
        [4, 16],
      ],
    );
  });

  it('holds everywhere unless it says where', () => {
    const text = diff('a.ts', 'let a: any; // any');
    expect(quotes(text, { pattern: 'any' })).toEqual(['any', 'any']);
    expect(quotes(text, { pattern: 'any', in: 'everywhere' })).toEqual(['any', 'any']);
  });

  it('beside another does not hide it', () => {
    const text = diff('a.ts', 'one', 'two');
    expect(quotes(text, { pattern: 'three' }, { pattern: 'two' }, { pattern: '^one' })).toEqual([
      'one',
      'two',
    ]);
  });

  it('passes a line with what is allowed', () => {
    const text = diff('a.py', 'x = 1  # noqa: E501, generated', 'y = 2  # noqa');
    expect(judge(text, { pattern: '# noqa', allow: '# noqa: \\w+, \\w+' }).map(({ line }) => line)).toEqual([
      2,
    ]);
  });
});

describe('a message', () => {
  it('says what to do', () => {
    const [finding] = judge(diff('a.ts', 'console.log(1)'), {
      pattern: 'console\\.log',
      message: 'use the logger',
    });
    expect(finding?.message).toBe('Unexpected `console.log`, use the logger');
  });

  it('stays short', () => {
    const [finding] = judge(diff('a.ts', 'a'.repeat(500)), { pattern: 'a+', message: 'b'.repeat(60) });
    expect(finding?.message.length).toBeLessThan(100);
  });

  it('may not be longer', () => {
    expect(() => judge('', { pattern: 'a', message: 'b'.repeat(61) })).toThrow(/60/);
  });
});

it('refuses a pattern that is none', () => {
  expect(() => judge('', { pattern: '(' })).toThrow(/Not a pattern/);
  expect(() => judge('', { pattern: 'a', allow: '(?=b)' })).toThrow(/Not a pattern/);
});
