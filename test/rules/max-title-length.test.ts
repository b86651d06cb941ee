import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = (length: number) =>
  createLinter({ config: { rules: { 'max-title-length': ['error', { length }] } } });
const judge = (title: string, length = 1) => linter(length).lint({ kind: 'pr', title, body: '' });

describe('columns', () => {
  it.each([
    ['a letter and its accent', 'xe\u0301', 2],
    ['wide characters', '\u65e5\u672c\u8a9e', 6],
    ['full and half width forms', '\uff21\uff71', 3],
    ['Hangul, composed or not', '\uac01\u1112\u1161\u11ab', 4],
    ['an emoji of many code points', '\u{1f469}\u{1f3fd}\u200d\u{1f4bb}', 2],
    ['a flag', '\u{1f1e9}\u{1f1ea}', 2],
    ['the flag of a region', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}', 2],
    ['a keycap', '1\ufe0f\u20e3', 2],
    ['symbols as text and as emoji', '\u26a0\u26a0\ufe0f', 3],
    ['a tab', 'ab\tc', 9],
    ['invisible characters', 'a\u200bb\u2060c', 3],
    ['letters beyond ASCII', 'd\u00e9j\u00e0 vu \u2013 \u0434\u0430', 12],
    ['half a character', 'a\ud83d', 2],
  ])('of %s', (_, title, columns) => {
    expect(judge(title).map(({ message }) => message)).toEqual([
      `Title of ${columns} columns, shorten it to 1`,
    ]);
    expect(judge(title, columns)).toEqual([]);
    expect(judge(title, columns - 1)).toHaveLength(1);
  });
});

it('points at what does not fit, and never at half a character', () => {
  const part = fc.constantFrom(
    'a',
    ' ',
    '\u00e9',
    '\u65e5',
    'e\u0301',
    '\u{1f469}\u200d\u{1f4bb}',
    '\u{1f1e9}\u{1f1ea}',
    '1\ufe0f\u20e3',
  );
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 20 }),
      (parts, length) => {
        const title = `${parts.join('')}x`;
        for (const finding of judge(title, length)) {
          expect(judge(title.slice(0, finding.offset), length)).toEqual([]);
          expect(/^(?:[\udc00-\udfff]|\u200d|\ufe0f|\u0301|\u20e3)/.test(finding.quote)).toBe(false);
          expect(finding.endOffset).toBe(title.length);
        }
      },
    ),
  );
});
