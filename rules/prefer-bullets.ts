import { countWords } from '../src/parse/count.ts';
import type { Document } from '../src/parse/document.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'prefer-bullets',
  summary: 'Write bullet points instead of long paragraphs',
  why: 'A reader finds one point among bullets at a glance; in a block of prose all of it has to be read.',
  subjects: ['pr', 'reply'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      words: z.int().min(1).default(60).describe('Words a paragraph may have; entries of lists are free'),
    }),
  reads: (directive) => {
    const isAgainstProse = directive.forbids(
      /\bwalls? of text\b|\b(?:long|dense|prose|big|large) (?:prose |text )?(?:paragraphs?|prose|blocks)\b/,
    );
    const asksForBullets = directive.demands(/(?<![\w-])bullet(?:s|ed|(?: points?| lists?))\b/);
    return isAgainstProse ||
      (asksForBullets &&
        (directive.scopes.has('reply') || directive.scopes.has('pr')) &&
        !/\bwhen\b/i.test(directive.text))
      ? {}
      : null;
  },
  good: [
    'Retry the upload once',
    { text: 'Retry the upload\n\nIt timed out.\n\nNow it waits.', options: { words: 3 } },
    { text: 'Retry\n\n- It timed out on slow networks\n- Now it waits for the lock', options: { words: 3 } },
    { text: 'Retry\n\n> It timed out on slow networks\n\n    a b c d e f', options: { words: 3 } },
    { text: 'Retry\n\n```\nIt timed out on slow networks\n```', options: { words: 3 } },
    { text: 'Retry\n\n| what | how often |\n|-|-|\n| upload | three times |', options: { words: 3 } },
  ],
  bad: [
    {
      text: 'Retry\n\nIt timed out on slow networks.\n\nNow it waits.',
      options: { words: 3 },
      flags: ['It timed out on slow networks.'],
    },
    {
      text: 'Retry\n\nIt timed out\non slow `networks`,\nso it waits.\n- once',
      options: { words: 8 },
      flags: ['It timed out\non slow `networks`,\nso it waits.'],
    },
    {
      text: 'Retry\n\n**It** timed out.\n\nNow it waits for the lock.',
      options: { words: 2 },
      flags: ['**It** timed out.', 'Now it waits for the lock.'],
    },
    {
      text: 'Retry\n\n- Once\n\nNow it waits, and\nthen it tries again.',
      options: { words: 5 },
      flags: ['Now it waits, and\nthen it tries again.'],
    },
  ],
  *check(document, { words }) {
    if (longestRun(document) <= words) return;
    for (const { type, position } of document.tree.children) {
      const start = Math.max(position?.start.offset ?? 0, document.body.start);
      const end = position?.end.offset ?? 0;
      // A table that was broken by wrapping is a paragraph to the parser only.
      if (type !== 'paragraph' || start >= end || document.text[start] === '|') continue;
      const count = countWords(document.text.slice(start, end));
      if (count > words) {
        yield { at: { start, end }, message: `Paragraph of ${count} words, split it into bullet points` };
      }
    }
  },
});

/** The words of the longest run of lines without an empty one: no paragraph has more. */
function longestRun({ lines }: Document): number {
  let longest = 0;
  let run = 0;
  for (const { text } of lines) {
    run = text.trim() === '' ? 0 : run + countWords(text);
    longest = Math.max(longest, run);
  }
  return longest;
}
