import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'prefer-bullets': ['warn', { words: 4 }] } } });
const quotes = (body: string) => linter.lint({ kind: 'pr', title: 'A', body }).map(({ quote }) => quote);

describe('a long paragraph', () => {
  it.each([
    ['one two three four five', 'one two three four five'],
    ['one two\r\nthree four\r\nfive\r\n', 'one two\r\nthree four\r\nfive'],
    ['<details>\n\none two three four five\n\n</details>', 'one two three four five'],
    [
      '[one two](https://git.example) *three* `four` five',
      '[one two](https://git.example) *three* `four` five',
    ],
  ])('%j', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it.each([
    '# one two three four five',
    '1. one two three four five\n   six',
    '- one two\n\n  three four five six seven',
    '> one two three four five',
    '| one | two | three |\nfour | five |\n|-|-|-|',
    '<!-- one two three four five -->',
    '<p>one two three four five</p>',
    '---\none: two three four five\n---',
  ])('is not %j', (text) => expect(quotes(text)).toEqual([]));

  it('does not include the title', () => {
    const text = 'one two three\nfour five six';
    expect(linter.lint({ kind: 'pr', title: 'one two three', body: 'four five six', text })).toEqual([]);
  });
});
