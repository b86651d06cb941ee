import { columns, cutAtColumn } from '../src/parse/width.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'max-title-length',
  summary: 'Keep a title short',
  why: 'git log, mail subjects and web pages cut longer titles off, and what is cut is not read.',
  subjects: ['commit', 'pr'],
  severity: 'error',
  recommended: true,
  options: (z) =>
    z.strictObject({
      length: z.int().min(1).default(72).describe('Columns a title may take; a wide character takes two'),
    }),
  good: [
    'Retry the upload once',
    { text: 'Retry', options: { length: 5 } },
    {
      text: "Merge branch 'a-branch-with-a-long-name' into another",
      options: { length: 20 },
      as: ['commit'],
    },
  ],
  bad: [
    { text: 'Retry the upload', options: { length: 10 }, flags: ['upload'] },
    { text: '\u65e5\u672c\u8a9e', options: { length: 4 }, flags: ['\u8a9e'] },
  ],
  *check({ title, shape }, { length }) {
    if (!title || shape) return;
    const width = columns(title.text);
    if (width <= length) return;
    yield {
      at: { start: title.start + cutAtColumn(title.text, length), end: title.end },
      message: `Title of ${width} columns, shorten it to ${length}`,
    };
  },
});
