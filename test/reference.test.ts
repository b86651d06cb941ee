import { describe, expect, it } from 'vitest';
import { fileNames, references } from '../src/parse/reference.ts';

const found = (text: string) => Array.from(references(text), ({ start, end }) => text.slice(start, end));
const named = (text: string) => Array.from(fileNames(text), ({ start, end }) => text.slice(start, end));

describe('a reference to a line', () => {
  it.each([
    'src/pool.ts:41',
    'src/pool.ts:41:7',
    'src/pool.ts:41-57',
    'src/pool.ts:41\u201357',
    'src/pool.ts:41-57,80,92-95',
    'src/pool.ts:L41-L57',
    'src/pool.ts#L41',
    'src/pool.ts#L41-L57',
    './pool.ts:41',
    '../pool.ts:41',
    '~/notes/pool.md:41',
    '/etc/pool.conf:41',
    'D:\\work\\pool.cs:41',
    'lib\\pool.cs:41',
    'app/(shop)/[id]/{x}/page.tsx:41',
    'Makefile:41',
    'build/Dockerfile:41',
    'pool.test.ts:41',
    '@scope/pool/index.js:41',
    'caf\u00e9/pool.py:41',
    'notes/data.weird:41',
  ])('%s', (text) => {
    for (const around of [
      text,
      `See ${text}.`,
      `(${text})`,
      `\`${text}\``,
      `**${text}**, then`,
      `[${text}](x)`,
    ]) {
      expect(found(around)).toEqual([text]);
    }
  });

  it('says which file and which lines', () => {
    const [first, second] = [...references('See lib/pool.ts:41-57,80 and a.ts#L3')];
    expect(first).toMatchObject({ path: 'lib/pool.ts', extension: 'ts', line: 41, endLine: 80 });
    expect(second).toMatchObject({ path: 'a.ts', line: 3, endLine: 3 });
  });

  it.each([
    'http://localhost:3000',
    'https://api.example.com:8443/v1/a.ts:3',
    'https://git.example/blob/main/src/a.ts#L42',
    'www.example.com/a.ts:3',
    'git.example.com/src/a.ts:3',
    'example.com:8443',
    'me@host.rs:22',
    '127.0.0.1:8080',
    'at 12:30:45',
    'image:2',
    'a.ts:0',
    'a.ts:12ms',
    'a.ts:1.5',
    'a.ts: 3',
    'src.d/:3',
    '*.ts:3',
    ':func:`open`',
  ])('is not in %s', (text) => expect(found(text)).toEqual([]));
});

describe('a file name', () => {
  it('may have no line', () => {
    expect(named('Read src/a.ts, "b.py" and [c.go](c.go), then a.ts:3 and notes.md.')).toEqual([
      'src/a.ts',
      'b.py',
      'c.go',
      'c.go',
      'a.ts:3',
      'notes.md',
    ]);
  });

  it.each([
    'e.g. this',
    'Version 1.2.x',
    'config.reload()',
    'ends. Then',
    '*.ts',
    '.ts',
    'a.ts/b',
    'x.unknown',
  ])('is not in %s', (text) => expect(named(text)).toEqual([]));
});

it('takes any text', () => {
  const parts = [
    'a',
    '.',
    '/',
    '\\',
    '(',
    ')',
    '.ts',
    ':3',
    ',4',
    '-',
    '\ud800',
    '\0',
    ' ',
    '://',
    'Makefile',
  ];
  for (const text of parts.flatMap((part) => parts.map((other) => (part + other).repeat(1000)))) {
    let free = 0;
    for (const { start, end, path } of fileNames(text)) {
      expect(start).toBeGreaterThanOrEqual(free);
      expect(text.slice(start, end).startsWith(path)).toBe(true);
      free = end;
    }
  }
});
