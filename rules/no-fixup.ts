import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-fixup',
  summary: 'Squash fixup commits before they go out',
  why: 'A `fixup!` commit is a note to yourself: it belongs into the commit that it names, not into the history.',
  subjects: ['commit'],
  severity: 'error',
  good: [
    'Retry the upload once',
    'Fixup the paths of the tests',
    'Explain what `fixup!` does',
    'Retry!\n\nfixup! is what git calls it.',
  ],
  bad: [
    { text: 'fixup! Retry the upload once', flags: ['fixup!'] },
    { text: 'squash! Retry the upload once\n\nIt timed out.', flags: ['squash!'] },
    { text: 'amend! Retry the upload once\n\nRetry the upload twice', flags: ['amend!'] },
    { text: 'fixup! fixup! Retry the upload once', flags: ['fixup!'] },
  ],
  *check({ title, shape }) {
    if (!title || (shape !== 'fixup' && shape !== 'squash' && shape !== 'amend')) return;
    yield {
      at: { start: title.start, end: title.start + shape.length + 1 },
      message: `Unexpected \`${shape}!\`, squash it into the commit that it names`,
    };
  },
});
