import { countWords } from '../src/parse/count.ts';
import type { Hit } from '../src/parse/document.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'max-words',
  summary: 'Keep a text short',
  why: 'A long text is skimmed, and what matters in it is missed.',
  subjects: ['commit', 'pr', 'reply'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      words: z
        .int()
        .min(1)
        .default(300)
        .describe('Words of prose a text may have; code, tables and quotes are free'),
    }),
  good: [
    'Retry the upload once',
    { text: 'Retry the upload', options: { words: 3 } },
    { text: 'Retry - once', options: { words: 2 } },
    { text: 'Retry `git push --force-with-lease origin main` once', options: { words: 2 } },
    {
      text: 'Retry\n\n```\none two three\n```\n\n> four five six',
      options: { words: 1 },
      as: ['pr', 'reply'],
    },
    { text: 'Retry\n\n| one | two |\n|-|-|\n| three | four |', options: { words: 1 }, as: ['pr', 'reply'] },
    {
      text: 'Retry it\n\nSigned-off-by: A U Thor <author@example.com>',
      options: { words: 2 },
      as: ['commit'],
    },
  ],
  bad: [
    { text: 'Retry the upload', options: { words: 2 }, flags: ['upload'] },
    { text: 'Retry\n\nIt timed out, again and again.', options: { words: 4 }, flags: ['again'] },
    { text: '- Retry\n- Wait', options: { words: 1 }, flags: ['Wait'] },
    { text: 'Run `a b c` and then wait', options: { words: 3 }, flags: ['wait'] },
  ],
  *check(document, { words }) {
    if (document.shape || countWords(document.text) <= words) return;
    let count = 0;
    let over: Hit | undefined;
    for (const hit of document.find(/\S+/g, { in: ['prose'] })) {
      count += countWords(hit.text);
      if (count > words) over ??= hit;
    }
    if (over) yield { at: over, message: `Text of ${count} words, shorten it to ${words}` };
  },
});
