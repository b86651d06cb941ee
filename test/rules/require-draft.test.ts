import { expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'require-draft': ['error', { lines: 9, files: 3 }] } } });

it.each([
  [9, 3, []],
  [10, 3, ['Pull request of 10 lines is no draft, open it as one first']],
  [9, 4, ['Pull request of 4 files is no draft, open it as one first']],
  [10, 4, ['Pull request of 10 lines is no draft, open it as one first']],
])('takes %d lines in %d files', (changedLines, changedFiles, messages) => {
  const findings = linter.lint({
    kind: 'pr',
    title: 'A',
    body: '',
    draft: false,
    changedLines,
    changedFiles,
  });
  expect(findings.map(({ message }) => message)).toEqual(messages);
});
