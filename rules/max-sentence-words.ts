import { countWords } from '../src/parse/count.ts';
import type { Document } from '../src/parse/document.ts';
import { defineRule, type Span } from '../src/rule.ts';

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
    for (const block of blocks(document)) {
      for (const at of sentences(document.text, block)) {
        const count = countWords(document.text.slice(at.start, at.end).replace(CODE_SPAN, 'x'));
        if (count > words)
          yield { at, message: `Sentence of ${count} words, split it or shorten it to ${words}` };
      }
    }
  },
});

const CODE_SPAN = /`[^`\n]+`/g;
/** The mark of a list entry, a heading or a numbered step, and the blanks around it. */
const MARKER = /^\s*(?:(?:[-*+\u2013\u2022]|\d{1,3}[.)]|[a-z]\)|#{1,6})\s+(?:\[[ xX]\]\s+)?)?/;

/** Runs of prose lines that belong together: paragraphs, entries of lists, headings. */
function* blocks(document: Document): Generator<Span> {
  let block: Span | undefined;
  let before = '';
  let inTable = false;
  for (const { start, end, text } of document.lines) {
    const marker = MARKER.exec(text)?.[0] ?? '';
    // What was broken by wrapping goes on up to an empty line.
    inTable = text.trim() !== '' && (inTable || TABLE_OR_HTML.test(text));
    const isProse =
      !inTable &&
      marker.length < text.length &&
      !COLUMNS.test(text) &&
      document.regionAt(start + marker.length) === 'prose';
    if (block && (!isProse || marker.trim() !== '' || isBroken(before, text))) {
      yield block;
      block = undefined;
    }
    before = text;
    if (isProse) block = { start: block?.start ?? start + marker.length, end };
    // Titles and headings go on nowhere.
    if (block && (start === document.title?.start || marker.includes('#'))) {
      yield block;
      block = undefined;
    }
  }
  if (block) yield block;
}

const TABLE_OR_HTML = /^\s*(?:\||<\/?[a-z][^>]*(?:>|$))/i;
const COLUMNS = /\S(?: {3,}|: {2,})\S/;
/** No wrapped line is so short that a word more would have left it so, and none is so long. */
const SHORT_LINE = 60;
const LONG_LINE = 100;
/** Such as `**Why:** it timed out`. */
const LABEL = /^\s*\*\*[^*]{1,60}(?::\*\*|\*\*:)/;

/** Whether somebody broke the line on purpose: the next word begins with a capital, and the line is no wrapped one. */
function isBroken(before: string, line: string): boolean {
  if (LABEL.test(line)) return true;
  const [word = ''] = /^\s*\p{Lu}\S*/u.exec(line) ?? [];
  if (word === '') return false;
  return before.length > LONG_LINE || before.length + 1 + word.trim().length <= SHORT_LINE;
}

const SENTENCE_END = /[.!?\u2026][)"'\]*_\u2019\u201d]*\s+/g;
/** Behind these, and behind single letters, a full stop ends no sentence. */
const ABBREVIATION =
  /(?:\b(?:approx|cf|dr|e\.g|fig|i\.e|incl|mr|mrs|ms|prof|resp|sec|st|vs)|(?:^|\W)[A-Z])\.$/i;

function* sentences(text: string, { start, end }: Span): Generator<Span> {
  const block = text.slice(start, end);
  let from = 0;
  for (const { 0: mark, index } of block.matchAll(SENTENCE_END)) {
    if (ABBREVIATION.test(block.slice(Math.max(0, index - 8), index + 1))) continue;
    const until = index + mark.trimEnd().length;
    yield { start: start + from, end: start + until };
    from = index + mark.length;
  }
  if (from < block.length)
    yield { start: start + from, end: start + from + block.slice(from).trimEnd().length };
}
