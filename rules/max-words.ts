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
  reads: (directive) => {
    const [limit] = directive.limits(/words?/).filter(({ number }) => number >= 20);
    if (limit && !/\bsentences?\b/i.test(directive.text)) return { options: { words: limit.number } };
    if (!/\b(?:concis|ters|brev|brief|succinct|compress|short)/i.test(directive.text)) return null;
    if (directive.limits(/char(?:acter)?s?/).length > 0) return null;
    // `Keep titles short` is another rule.
    if (ON_TITLE.test(directive.text) || /\bthorough/i.test(directive.text)) return null;
    return directive.demands(SHORT) ? { severity: 'warn' } : null;
  },
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

const ON_TITLE = /\b(?:titles?|subjects?|names?)\s+(?:\w+\s+)?(?:concise|short|brief|terse|succinct)\b/i;

/** What asks for a short text; a short name, title or comment is another matter. */
const SHORT =
  /\b(?:concis(?:e|ely|ion)|terse(?:ly)?|brevity|succinct(?:ly)?|compress(?:ed)? (?:responses|replies|answers)|(?:be|keep (?:it|them|things|(?:[\w-]+ ){0,3}(?:repl(?:y|ies)|answers?|responses?|messages?|reports?|descriptions?))) (?:as |very |extremely )?(?:brief|short)|(?:very )?(?:short|brief) (?:and \w+ )?(?:commit messages|answers|replies|responses))\b(?!,? (?:and )?(?:\w+ ){0,2}(?:PR titles?|titles?|subjects?|prefix|purpose|names?|comments?|docstrings?|functions?|notes?|entries|summaries|section|rule))/;
