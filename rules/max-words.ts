import type { Line } from '../src/parse/commit.ts';
import { countWords } from '../src/parse/count.ts';
import type { Document, Hit } from '../src/parse/document.ts';
import { proseSentences } from '../src/parse/prose.ts';
import type { Directive } from '../src/policy/page/directive.ts';
import { defineRule, type Span } from '../src/rule.ts';

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
      sentences: z
        .int()
        .min(0)
        .default(0)
        .describe('Sentences of prose it may have beside its title; any number where this is 0'),
      lines: z
        .int()
        .min(0)
        .default(0)
        .describe('Lines of prose it may have, with its title; any number where this is 0'),
    }),
  reads: (directive) => {
    const counted = { ...limitOf(directive, 'sentences'), ...limitOf(directive, 'lines') };
    if (Object.keys(counted).length > 0) return { options: counted };
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
    { text: 'Retry\n\nIt timed out. Now it waits.', options: { sentences: 2 }, as: ['commit', 'pr'] },
    { text: 'Retry\n\nSigned-off-by: A U Thor <author@example.com>', options: { lines: 1 }, as: ['commit'] },
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
    { text: 'Retry\n\nOne. Two. Three.', options: { sentences: 2 }, flags: ['Three.'], as: ['commit', 'pr'] },
    { text: 'Retry\n\nIt timed out.', options: { lines: 1 }, flags: ['It timed out.'] },
    { text: 'Run `a b c` and then wait', options: { words: 3 }, flags: ['wait'] },
  ],
  *check(document, { words, sentences, lines }) {
    if (document.shape) return;
    const { text } = document;
    const over = sentences > 0 ? sentencesOver(document, sentences) : [];
    const [first] = over;
    if (first)
      yield {
        at: first,
        message: `Text of ${sentences + over.length} sentences, shorten it to ${sentences}`,
      };
    const prose = lines > 0 ? document.lines.filter((line) => isProse(document, line)) : [];
    const line = prose[lines];
    if (line) {
      const at = { start: line.start, end: line.end };
      yield { at, message: `Text of ${prose.length} lines, shorten it to ${lines}` };
    }
    if (countWords(text) <= words) return;
    let count = 0;
    let beyond: Hit | undefined;
    for (const hit of document.find(/\S+/g, { in: ['prose'] })) {
      count += countWords(hit.text);
      if (count > words) beyond ??= hit;
    }
    if (beyond) yield { at: beyond, message: `Text of ${count} words, shorten it to ${words}` };
  },
});

function isProse(document: Document, { start, text }: Line): boolean {
  const indent = text.length - text.trimStart().length;
  return indent < text.length && document.regionAt(start + indent) === 'prose';
}

/** The sentences beyond a number; a title is none. */
function sentencesOver(document: Document, most: number): Span[] {
  const body = document.title?.end ?? 0;
  return [...proseSentences(document)].filter(({ start }) => start >= body).slice(most);
}

/** `two or three sentences`, `at most 4 lines`, of a whole text. */
function limitOf(directive: Directive, unit: 'sentences' | 'lines'): Record<string, number> {
  const { text } = directive;
  if (!text.includes(unit.slice(0, -1))) return {};
  const isOnWhole =
    /\b(?:repl(?:y|ies)|respon\w+|answers?|descriptions?|bod(?:y|ies)|messages?|explanations?|outputs?|reports?|comments?|them|it)\b/i.test(
      text,
    ) || /^\W*(?:max|at most|no more than|under|up to)\b/i.test(text);
  if (!isOnWhole || OF_PARTS.test(text)) return {};
  const found = (unit === 'lines' ? LINES : SENTENCES).exec(text);
  if (!found) return {};
  const number = NUMBERS[(found[1] ?? '').toLowerCase()] ?? Number(found[1]);
  const { scopes } = directive;
  const isOnText = scopes.has('reply') || scopes.has('commit') || scopes.has('pr');
  return isOnText && number >= 1 && number <= 40 && directive.modalityAt(found.index) === 'must'
    ? { [unit]: number }
    : {};
}

const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  single: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
};
const COUNT = `(?:(?:\\d{1,2}|one|two|three|four|five)\\s?(?:-|\u2013|to|or)\\s?)?(\\d{1,2}|${Object.keys(NUMBERS).join('|')})`;
const SENTENCES = new RegExp(`\\b${COUNT}(?:[- ]|\\s(?:short|concise|brief|plain)\\s)sentences?\\b`, 'i');
const LINES = new RegExp(
  `\\b${COUNT}[- ]lines?\\b(?! (?:of|per|number|summar|break|above|below|length|change))`,
  'i',
);
/** Of a part of a text, or of a text in a file. */
const OF_PARTS =
  /\b(?:each|every|per|sections?|summar(?:y|ies)|paragraphs?|bullets?|entr(?:y|ies)|options?|docstrings?|code comments?|changelogs?|steps?|titles?|subjects?|files?|functions?|code|diffs?|changes?|context|blank|headings?|first|last|over|longer than|more than)\b/i;

const ON_TITLE = /\b(?:titles?|subjects?|names?)\s+(?:\w+\s+)?(?:concise|short|brief|terse|succinct)\b/i;

/** What asks for a short text; a short name, title or comment is another matter. */
const SHORT =
  /\b(?:concis(?:e|ely|ion)|terse(?:ly)?|brevity|succinct(?:ly)?|compress(?:ed)? (?:responses|replies|answers)|(?:be|keep (?:it|them|things|(?:[\w-]+ ){0,3}(?:repl(?:y|ies)|answers?|responses?|messages?|reports?|descriptions?))) (?:as |very |extremely )?(?:brief|short)|(?:very )?(?:short|brief) (?:and \w+ )?(?:commit messages|answers|replies|responses))\b(?!,? (?:and )?(?:\w+ ){0,2}(?:PR titles?|titles?|subjects?|prefix|purpose|names?|comments?|docstrings?|functions?|notes?|entries|summaries|section|rule))/;
