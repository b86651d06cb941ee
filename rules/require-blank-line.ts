import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'require-blank-line',
  summary: 'Leave a line empty between title and body',
  why: 'Up to the first empty line all is title to git: without one, logs and mails run the body into the title.',
  subjects: ['commit'],
  severity: 'error',
  recommended: true,
  reads: (directive) =>
    directive.speaksOf(/\bcommits?\b/i) &&
    directive.demands(
      /\b(?:blank|empty) line (?:between|after|before|then|separat)|\bseparate\w* .{0,40}\b(?:blank|empty) line\b/,
    )
      ? {}
      : null,
  good: [
    'Retry the upload once',
    'Retry the upload once\n\nIt timed out.',
    'Retry the upload once\n \t\nIt timed out.',
    '\n\nRetry the upload once\n\n\nIt timed out.\n',
    {
      text: 'Retry the upload once\n# Please enter the commit message for your changes.\n',
      subject: { cleanup: 'strip' },
    },
  ],
  bad: [
    {
      text: 'Retry the upload once\nIt timed out.',
      flags: ['It timed out.'],
      fixed: 'Retry the upload once\n\nIt timed out.',
    },
    {
      text: 'Retry the upload once\r\nIt timed out.\r\n',
      flags: ['It timed out.'],
      fixed: 'Retry the upload once\r\n\r\nIt timed out.\r\n',
    },
    {
      text: 'Retry the upload once\n- wait for the lock\n- log it\n',
      flags: ['- wait for the lock'],
      fixed: 'Retry the upload once\n\n- wait for the lock\n- log it\n',
    },
    { text: 'Retry the upload\nafter a lost connection', flags: ['after a lost connection'] },
    {
      text: 'Retry the upload once\nSigned-off-by: Ada <ada@example.com>\n',
      flags: ['Signed-off-by: Ada <ada@example.com>'],
      fixed: 'Retry the upload once\n\nSigned-off-by: Ada <ada@example.com>\n',
    },
  ],
  *check({ lines, title, text }) {
    const second = title && lines[lines.indexOf(title) + 1];
    if (!second || second.text.trim() === '') return;
    const lineEnd = text[second.start - 2] === '\r' ? '\r\n' : '\n';
    yield {
      at: { start: second.start, end: second.end },
      message: 'Body right below the title, leave a line empty between them',
      fix: lineEnd + second.text,
      ...(GOES_ON.test(second.text) ? { unsafe: true } : {}),
    };
  },
});

/** A line that may end the sentence of the title, and is no trailer. */
const GOES_ON = /^[a-z](?![\w-]*:\s)/;
