import { expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const draftAbove = (lines: number, files: number) =>
  createLinter({ config: { rules: { 'require-draft': ['error', { lines, files }] } } });

it.each([
  [9, 3, []],
  [10, 3, ['Pull request of 10 lines is no draft, open it as one first']],
  [9, 4, ['Pull request of 4 files is no draft, open it as one first']],
  [10, 4, ['Pull request of 10 lines is no draft, open it as one first']],
])('takes %d lines in %d files', (changedLines, changedFiles, messages) => {
  const findings = draftAbove(9, 3).lint({
    kind: 'pr',
    title: 'A',
    body: '',
    draft: false,
    changedLines,
    changedFiles,
  });
  expect(findings.map(({ message }) => message)).toEqual(messages);
});

it.each([
  [1, 0, 'Pull request of 1 line is no draft, open it as one first'],
  [0, 1, 'Pull request of 1 file is no draft, open it as one first'],
])('speaks of one line or one file: %d, %d', (changedLines, changedFiles, expected) => {
  const subject = { kind: 'pr', title: 'A', body: '', draft: false, changedLines, changedFiles } as const;
  expect(draftAbove(0, 0).lint(subject)[0]?.message).toBe(expected);
});
