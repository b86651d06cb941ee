import { expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const messages = (message: string, options: Record<string, unknown>) =>
  createLinter({ config: { rules: { 'require-body': ['error', options] } } })
    .lint({ kind: 'commit', message })
    .map((finding) => finding.message);

it('counts the words that are there', () => {
  expect(messages('Retry\n\nIt timed out.', { words: 3 })).toEqual([]);
  expect(messages('Retry\n\nIt timed out.', { words: 4 })).toEqual([
    'Body of 3 words, say why in at least 4',
  ]);
  expect(messages('Retry', { words: 4 })).toEqual(['No body below the title, say why']);
});

it.each([
  ['feat: retry', 1],
  ['feat!: retry', 1],
  ['feat(api): retry', 1],
  ['feat(api)!: retry', 1],
  ['fix: retry', 0],
  ['feat retry', 0],
  ['Retry feat: once', 0],
])('asks %j by its type', (title, count) => expect(messages(title, { types: ['feat'] })).toHaveLength(count));
