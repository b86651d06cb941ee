import { expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'max-line-length': ['warn', { length: 20 }] } } });
const quotes = (message: string, more: object = {}) =>
  linter.lint({ kind: 'commit', message, ...more }).map((finding) => finding.quote);

it.each([
  ['an address', 'see https://example.com/a/b'],
  ['an address in brackets', '(see [here](https://example.com/a/b)).'],
  ['a path', '- the file src/parse/commit.ts'],
  ['a Windows path', 'see C:\\work\\app\\main.cs:42'],
  ['a long token', 'of 0123456789abcdef0123456789abcdef'],
  ['a path alone', 'src/some/very/long/path.ts'],
  ['a fence', '```\na line of more than twenty columns\n```'],
  ['an indented block', '    a line of more than twenty columns'],
  ['a quotation', '> a line of more than twenty columns'],
  ['a quotation in a quotation', '>> a line of more than twenty columns'],
  ['a table', '| a | b |\n| - | - |\n| a line of more | than twenty columns |'],
  ['a row without a table', '| a line of more than twenty columns |'],
  ['a trailer that git does not see', 'Tested-by: Ada Example <ada@example.com>\n\nIt worked.'],
  ['blanks at the end', 'twenty columns wide.            '],
  ['twenty columns of wide characters', '\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e\u65e5'],
])('passes %s', (_, body) => expect(quotes(`Title\n\n${body}\n`)).toEqual([]));

it.each([
  ['prose', 'a line of more than twenty columns', 'twenty columns'],
  ['prose behind an address', 'see https://example.com/a/b and what it says', 'and what it says'],
  ['two addresses', 'see https://example.com/a https://example.com/b', 'https://example.com/b'],
  ['an item of a list', '- a line of more than twenty', 'n twenty'],
  ['words joined by a slash', 'reads the lines and/or words', 'or words'],
  ['wide characters', '\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e\u65e5\u672c', '\u672c'],
  ['a tab', 'ab\tcd\tefgh and ij', ' and ij'],
])('flags %s', (_, body, quote) => expect(quotes(`Title\n\n${body}\r\n`)).toEqual([quote]));

it('judges each line of the body, and not the title', () => {
  const message =
    'A title of more than twenty columns\n\na line of more than twenty columns\nshort\none more line of more than twenty\n';
  expect(quotes(message)).toHaveLength(2);
});

it('passes what git makes and what git drops', () => {
  const body = '\n\n# a comment of more than twenty columns\n';
  expect(quotes(`Title${body}`, { cleanup: 'strip' })).toEqual([]);
  expect(quotes(`Merge branch 'a'\n\nConflicts: of more than twenty columns\n`)).toEqual([]);
  expect(
    quotes(`Title\n\na line of more than twenty columns\n`, { parents: ['a'.repeat(40), 'b'.repeat(40)] }),
  ).toEqual([]);
});
