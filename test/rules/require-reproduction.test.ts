import { describe, expect, it } from 'vitest';
import requireReproduction from '../../rules/require-reproduction.ts';
import { createLinter } from '../../src/linter.ts';
import { parseSession } from '../../src/parse/session/notation.ts';
import { readPage } from '../../src/policy/page/read.ts';

const linter = createLinter({ config: { rules: { 'require-reproduction': 'warn' } } });

function flagged(...lines: string[]): string[] {
  return linter.lint(parseSession(lines.join('\n'))).map(({ quote }) => quote);
}

const BUG = 'prompt: The upload hangs on large files';

it.each([
  ['a tool looked first', [BUG, 'tool: Grep upload', 'reply: The root cause is the small buffer.']],
  [
    'the person brought a trace',
    [`${BUG}\n  Traceback (most recent call last)`, 'reply: It hangs because of it.'],
  ],
  ['the person named a file', ['prompt: @src/up.ts hangs', 'reply: It hangs because of the lock.']],
  ['it is a question', [BUG, 'reply: Maybe. What if the root cause is the buffer?']],
  ['it is to be found', [BUG, 'reply: I will find out what the root cause is.']],
  ['there is no fault', ['prompt: Add a button', 'reply: It is grey because the theme says so.']],
])('nothing where %s', (_, lines) => {
  expect(flagged(...lines)).toEqual([]);
});

it('finds the first cause that is named, a plan or a list of things to do notwithstanding', () => {
  const cause = 'reply: I know it. The root cause is the small buffer.\n  It hangs because of that.';
  expect(flagged(BUG, 'tool: TodoWrite upload', cause, 'run: node up.js\nexit: 1')).toEqual([
    'The root cause is',
  ]);
});

describe('pages that ask for it', () => {
  const rules = new Map([[requireReproduction.id, requireReproduction]]);
  const count = (page: string) => readPage(page, rules).flatMap(({ clauses }) => clauses).length;

  it.each([
    '- Reproduce first, explain second.',
    '- Reproduce with minimal examples before deep-diving',
    '- Do not guess at the cause without reading the logs.',
  ])('%s', (page) => {
    expect(count(page)).toBe(1);
  });

  it.each([
    '- Reproduce the bug with a failing test before fixing it.',
    '- State the root cause in the commit message.',
    '- Steps to reproduce go into the issue.',
  ])('not: %s', (page) => {
    expect(count(page)).toBe(0);
  });
});
