import { counted } from '../src/counted.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'require-draft',
  summary: 'Open a large pull request as a draft',
  why: 'A draft lets others object to the direction before anybody reviews line by line.',
  subjects: ['pr'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      lines: z.int().min(0).default(100).describe('Changed lines up to which it may be opened as ready'),
      files: z.int().min(0).default(10).describe('Changed files up to which it may be opened as ready'),
    }),
  reads: (directive) =>
    directive.speaksOf(/\b(?:PRs?|pull[- ]requests?)\b/i) &&
    directive.demands(
      /\b(?:as|in|is|are|starts? as|first as|open|create|produces?|default to|use)(?: an?)? drafts?\b|^\W*drafts?\b.*\b(?:first|by default|only)\b|\bdrafts? (?:PRs? )?(?:by default|first)\b/,
    )
      ? /\bnon-?trivial\b|\blarge|\bbig|\bcomplex/i.test(directive.text)
        ? {}
        : { options: { lines: 0, files: 0 } }
      : null,
  good: [
    'Retry the upload once',
    { text: 'Retry the upload', subject: { draft: true, changedLines: 900 } },
    { text: 'Retry the upload', subject: { draft: false, changedLines: 20, changedFiles: 2 } },
    { text: 'Retry the upload', subject: { draft: false } },
    { text: 'Retry the upload', subject: { draft: false, changedLines: 900, isNew: false } },
  ],
  bad: [
    { text: 'Retry the upload', subject: { draft: false, changedLines: 900 }, flags: ['Retry the upload'] },
    { text: 'Retry the upload', subject: { draft: false, changedFiles: 11 }, flags: ['Retry the upload'] },
    {
      text: 'Retry the upload',
      subject: { draft: false, changedLines: 1, changedFiles: 1 },
      options: { lines: 0 },
      flags: ['Retry the upload'],
    },
  ],
  *check({ subject, title }, { lines, files }) {
    if (subject.kind !== 'pr' || subject.draft !== false || subject.isNew === false) return;
    const { changedLines = 0, changedFiles = 0 } = subject;
    if (changedLines <= lines && changedFiles <= files) return;
    const size = changedLines > lines ? counted(changedLines, 'line') : counted(changedFiles, 'file');
    yield {
      at: { start: title?.start ?? 0, end: title?.end ?? 0 },
      message: `Pull request of ${size} is no draft, open it as one first`,
    };
  },
});
