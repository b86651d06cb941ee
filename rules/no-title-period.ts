import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-title-period',
  summary: 'End a title without a full stop',
  why: 'A title is a heading: logs, lists and mails show it beside others, where a full stop only takes room.',
  subjects: ['commit', 'pr'],
  severity: 'error',
  recommended: true,
  good: ['Retry the upload once', 'Wait for the lock, then retry...', 'Explain what `..` means'],
  bad: [
    { text: 'Retry the upload once.', flags: ['.'], fixed: 'Retry the upload once' },
    {
      text: 'Retry the upload once. \n\nIt timed out.',
      flags: ['.'],
      fixed: 'Retry the upload once \n\nIt timed out.',
    },
  ],
  *check({ title }) {
    const [, head = ''] = /^(.*[^.\s])\.\s*$/.exec(title?.text ?? '') ?? [];
    if (!title || head === '') return;
    const start = title.start + head.length;
    yield {
      at: { start, end: start + 1 },
      message: 'Unexpected full stop, end the title without it',
      fix: '',
    };
  },
});
