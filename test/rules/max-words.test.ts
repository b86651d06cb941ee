import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const count = (text: string) => {
  const linter = createLinter({ config: { rules: { 'max-words': ['warn', { words: 1 }] } } });
  return linter.lint({ kind: 'reply', text }).map(({ message }) => message);
};

describe('the words of a text', () => {
  it.each([
    ['It works - at last', 4],
    ["don't re-read it", 3],
    ['caf\u00e9 \u0434\u0430 \u03c0', 3],
    ['\u2705 done \u2192 well', 2],
    ['\u65e5\u672c\u8a9e\u306e\u6587\u7ae0', 3],
    ['**All** [three](https://git.example) words', 3],
    ['1 2 3', 3],
  ])('%j has %d', (text, words) => expect(count(text)).toEqual([`Text of ${words} words, shorten it to 1`]));

  it('may be without any', () => expect(count('-- \u2014 \u2705 ...')).toEqual([]));
});

it('lets git write merges as long as it likes', () => {
  const linter = createLinter({ config: { rules: { 'max-words': ['warn', { words: 1 }] } } });
  expect(linter.lint({ kind: 'commit', message: "Merge branch 'a' into b" })).toEqual([]);
});
