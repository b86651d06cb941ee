import { countWords } from '../src/parse/count.ts';
import { proseSentences } from '../src/parse/prose.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'max-sentence-words',
  summary: 'Write short sentences',
  why: 'A reader has to hold a long sentence in mind to its end, and starts it again when that fails.',
  subjects: ['commit', 'pr', 'reply'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      words: z
        .int()
        .min(1)
        .default(40)
        .describe(
          'Words a sentence may have; a code span counts as one, entries of lists stand for themselves',
        ),
    }),
  reads: (directive) => {
    const [limit] = /\bsentences?\b/i.test(directive.text) ? directive.limits(/words?/) : [];
    if (limit && limit.number >= 5) return { options: { words: limit.number } };
    return directive.demands(/\bshort(?:er)?(?:, \w+)? sentences\b|\bkeep sentences short\b/)
      ? { severity: 'warn' }
      : null;
  },
  good: [
    'Retry the upload once',
    { text: 'Retry the upload.\n\nIt waits now. Then it fails.', options: { words: 3 } },
    {
      text: 'Retry\n\nIt takes:\n- one second\n- two tries\n\nIt ran:\n\n    a b c d e f g',
      options: { words: 3 },
    },
    { text: 'Retry\n\n| one two three | four five |\n|-|-|\n| six | seven |', options: { words: 3 } },
    { text: 'Retry\n\nRun `git push --force-with-lease origin main` now.', options: { words: 3 } },
    { text: 'Retry\n\n> It timed out again and again.', options: { words: 3 } },
  ],
  bad: [
    {
      text: 'Retry\n\nIt waits now. Then it tries\nonce more and fails.',
      options: { words: 4 },
      flags: ['Then it tries\nonce more and fails.'],
    },
    {
      text: 'Retry\n\nSlow networks, e.g. v1.2 of Mr. Brown, wait.',
      options: { words: 7 },
      flags: ['Slow networks, e.g. v1.2 of Mr. Brown, wait.'],
    },
    {
      text: 'Retry\n\n1. It waits for the lock\n2. It fails',
      options: { words: 4 },
      flags: ['It waits for the lock'],
    },
  ],
  *check(document, { words }) {
    if (document.shape || countWords(document.text) <= words) return;
    for (const at of proseSentences(document)) {
      const count = countWords(document.text.slice(at.start, at.end).replace(CODE_SPAN, 'x'));
      if (count > words)
        yield { at, message: `Sentence of ${count} words, split it or shorten it to ${words}` };
    }
  },
});

const CODE_SPAN = /`[^`\n]+`/g;
