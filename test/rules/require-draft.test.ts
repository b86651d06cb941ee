import { expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';
import { subjectFromText } from '../../src/subject.ts';

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

const OPENED = 'run: gh pr create --title A --body x\nexit: 0';

it('takes a size that nobody knows for some, where none may be ready', () => {
  const messages = (lines: number) =>
    draftAbove(lines, 3)
      .judgeAll(subjectFromText('session', OPENED))
      .flatMap(({ findings }) => findings.map(({ message }) => message));
  expect(messages(0)).toEqual(['Pull request is no draft, open it as one first']);
  expect(messages(9)).toEqual([]);
});

it('counts what was edited in the session that opens it', () => {
  const session = `edit: a.ts\n${'  +a\n'.repeat(6)}edit: a.ts\n${'  -a\n'.repeat(4)}${OPENED}`;
  const quotes = (lines: number) =>
    draftAbove(lines, 3)
      .judgeAll(subjectFromText('session', session))
      .flatMap(({ findings }) => findings.map(({ quote }) => quote));
  expect(quotes(9)).toEqual(['A']);
  expect(quotes(10)).toEqual([]);
});
