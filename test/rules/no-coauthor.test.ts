import { expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-coauthor': 'error' } } });
const quotes = (line: string) =>
  linter.lint({ kind: 'commit', message: `Retry the upload\n\n${line}\n` }).map(({ quote }) => quote);

it.each([
  'Co-authored-by: ana <ana@example.com>',
  'Co-authored-by: Ana Silva',
  'Co-Authored-With: Ana Silva <ana@example.com>',
  'Co-authors: Ana Silva, Bo Lind',
  'Coauthor: Ana Silva',
  'Coauthored-by: Ana Silva',
])('flags %s', (line) => expect(quotes(line)).toEqual([line]));

it.each([
  'Co-authored-by:',
  'Co-authored-by: a trailer that hosts read',
  'Co-authored-by-hand: Ana Silva',
  'No-co-authors: Ana Silva',
  'Authored-by: Ana Silva <ana@example.com>',
])('passes %s', (line) => expect(quotes(line)).toEqual([]));

it('names whom it flags, and no address', () => {
  const [finding] = linter.lint({
    kind: 'commit',
    message: `Retry\n\nCo-authored-by: Ana${' Silva'.repeat(9)}   <ana@example.com>`,
  });
  expect(finding?.message).toBe(
    `Unexpected co-author \`${`Ana${' Silva'.repeat(9)}`.slice(0, 40)}...\`, take the line out`,
  );
});
