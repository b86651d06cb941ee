import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'max-sentence-words': ['warn', { words: 5 }] } } });
const quotes = (text: string) => linter.lint({ kind: 'reply', text }).map(({ quote }) => quote);

describe('a long sentence', () => {
  it.each([
    ['behind another', 'It waits. Then it tries once more. ', 'Then it tries once more.', 4],
    [
      'that ends in a quotation',
      'He said "wait for the lock now." It fails.',
      'He said "wait for the lock now."',
      5,
    ],
    ['with a question mark', 'Does it wait for the lock? No.', 'Does it wait for the lock?', 5],
    ['without an end', 'It waits. Then it tries once more', 'Then it tries once more', 4],
    ['with blanks at its end', 'It waits for the lock now   ', 'It waits for the lock now', 5],
    ['over wrapped lines', 'It waits for the\nlock and fails', 'It waits for the\nlock and fails', 5],
    ['below a heading', '# Retry\nit waits for the lock now', 'it waits for the lock now', 5],
    ['in a task', '- [ ] it waits for the lock now', 'it waits for the lock now', 5],
    ['behind a table', '| a |\n|-|\n| b |\n\nIt waits for the lock now', 'It waits for the lock now', 5],
    ['behind an abbreviation', 'It waits, e.g. for the lock', 'It waits, e.g. for the lock', 5],
    ['with a code span', 'It waits for `a b` locks now', 'It waits for `a b` locks now', 5],
  ])('%s', (_, text, quote, words) => {
    const strict = createLinter({ config: { rules: { 'max-sentence-words': ['warn', { words }] } } });
    expect(strict.lint({ kind: 'reply', text }).map((finding) => finding.quote)).toEqual([quote]);
  });

  it.each([
    ['an entry of a list each', '- It waits for\n- the lock now and'],
    ['a numbered step each', '1. It waits for\n2) the lock now and'],
    ['an entry behind a dash or a letter', '\u2013 It waits for\na) the lock now\nb) and then fails'],
    ['what stands behind a bold label each', '**What:** it waits\n**Why:** the lock fails'],
    ['two sentences, the first with an open end', 'It waits, runs etc. The lock fails'],
    ['lines that somebody broke', 'It waits for\nThe lock comes'],
    ['a heading above a text', '# It waits for\nthe lock now'],
    ['columns', 'one two three   four five six'],
    ['columns behind a colon', 'one two three:  four five six'],
    ['a table without its second line', '| a b c d e f\ng h i j k l'],
    ['a row that wrapping broke', '| a |\nb c d e f g'],
    ['an element of HTML', '<p>one two three four five six'],
    ['a code span of many words', 'It runs `one two three four five`'],
    ['words up to the limit', 'It waits for the lock'],
  ])('is not %s', (_, text) => expect(quotes(text)).toEqual([]));

  it('is not begun by a line with room for no more', () => {
    const line = `It waits ${'x'.repeat(51)}`;
    expect(quotes(`${line}\nFor the lock`)).toEqual([`${line}\nFor the lock`]);
    expect(quotes(`${line.slice(0, -4)}\nFor the lock`)).toEqual([]);
  });

  it('ends with a line that nobody wrapped', () => {
    const line = `It waits ${'x'.repeat(90)}`;
    expect(quotes(`${line}\nFor the lock`)).toEqual([`${line}\nFor the lock`]);
    expect(quotes(`${line}xx\nFor the lock`)).toEqual([]);
  });

  it('is not the title and what follows it', () => {
    const lint = (message: string) => linter.lint({ kind: 'commit', message });
    expect(lint('Retry the upload\nand wait for it')).toEqual([]);
    expect(lint("Merge branch 'upload' of https://git.example/bylaw into retry")).toEqual([]);
    expect(lint('Retry the upload and wait for it')).toHaveLength(1);
  });
});
