import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-title-period',
  summary: 'End a title without a full stop',
  why: 'A title is a heading: logs, lists and mails show it beside others, where a full stop only takes room.',
  subjects: ['commit', 'pr'],
  severity: 'error',
  recommended: true,
  reads: (directive) =>
    directive.speaksOf(/\b(?:commits?|titles?|subjects?|PRs?|git)\b/i) &&
    !/\b(?:body|bullets?|sentences?)\b/i.test(directive.text) &&
    directive.forbids(/\b(?:periods?|full stops?|(?:trailing|final|ending|end) (?:punctuation|dots?))\b/)
      ? {}
      : null,
  good: [
    'Retry the upload once',
    'Wait for the lock, then retry...',
    'Explain what `..` means',
    'Accept PNG, JPEG etc.',
    'Resolve paths that begin with ../..',
    { text: 'fixup! Retry the upload once.', as: ['commit'] },
  ],
  bad: [
    { text: 'Retry the upload once.', flags: ['.'], fixed: 'Retry the upload once' },
    {
      text: 'Retry the upload once. \n\nIt timed out.',
      flags: ['.'],
      fixed: 'Retry the upload once\n\nIt timed out.',
    },
    { text: 'Call `retry()`.', flags: ['.'], fixed: 'Call `retry()`' },
    { text: '\u518d\u8bd5\u4e00\u6b21\u3002', flags: ['\u3002'], fixed: '\u518d\u8bd5\u4e00\u6b21' },
  ],
  *check({ title, shape }) {
    // git compares the title of a fixup with that of another commit.
    if (!title || shape) return;
    const text = title.text.trimEnd();
    if (!/[^\s./\\][.\u3002]$/.test(text.slice(-2)) || ABBREVIATION.test(text.slice(-8))) return;
    const end = title.start + text.length;
    yield {
      at: { start: end - 1, end },
      message: 'Unexpected full stop, end the title without it',
      fix: '',
    };
  },
});

/** Words that a full stop belongs to. */
const ABBREVIATION = /\b(?:etc|al|approx|incl|vs|Inc|Ltd|Corp|Co|Jr|Sr|[A-Za-z]\.[A-Za-z])\.$/;
