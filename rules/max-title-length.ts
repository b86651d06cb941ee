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
  reads: (directive) => {
    const { text } = directive;
    if (!directive.speaksOf(/\b(?:commits?|PRs?|pull[- ]requests?|git)\b/i)) return null;
    if (/\b50\s*\/\s*72\b|\btbaggery\b/i.test(text)) return { options: { length: 50 } };
    const limit = directive
      .limits(/char(?:acter)?s?(?!\w|[- ](?:commit |git )?(?:sha|hash|lines?|prefix))|columns?|letters?/)
      .find(({ number, at }) => number >= 20 && number <= 200 && isForTitle(text, at));
    if (limit) return { options: { length: limit.number } };
    const isShort = directive.demands(
      /\b(?:concise|short|brief|succinct|terse) (?:(?:and )?[\w-]+ ){0,2}(?:titles?|subject(?: lines?)?)\b|\b(?:titles?|subject(?: lines?)?)\b(?: [\w-]+){0,4} (?:concise|short|brief|succinct|terse)\b/,
    );
    return isShort ? { severity: 'warn', isPart: true } : null;
  },
  good: [
    'Retry the upload once',
    { text: 'Retry', options: { length: 5 } },
    { text: 'Retry\n\nThe body may be as wide as it likes.', options: { length: 5 } },
    { text: 'Retry      ', options: { length: 5 } },
    { text: 'De\u0301ja\u0300 vu', options: { length: 7 } },
    {
      text: "Merge branch 'a-branch-with-a-long-name' into another",
      options: { length: 20 },
      as: ['commit'],
    },
    { text: 'fixup! Retry the upload', options: { length: 16 }, as: ['commit'] },
  ],
  bad: [
    { text: 'Retry the upload', options: { length: 10 }, flags: ['upload'] },
    { text: 'Retry the upload \n\nIt timed out', options: { length: 10 }, flags: ['upload'] },
    { text: '\u65e5\u672c\u8a9e', options: { length: 4 }, flags: ['\u8a9e'] },
    {
      text: 'Retry \ud83d\udc69\u200d\ud83d\udcbb',
      options: { length: 7 },
      flags: ['\ud83d\udc69\u200d\ud83d\udcbb'],
    },
  ],
  *check({ title, shape }, { length }) {
    // git makes the titles of merges, reverts and fixups from the names and titles of others.
    if (!title || shape) return;
    const text = title.text.trimEnd();
    const width = columns(text);
    if (width <= length) return;
    yield {
      at: { start: title.start + cutAtColumn(text, length), end: title.start + text.length },
      message: `Title of ${width} columns, shorten it to ${length}`,
    };
  },
});

/** Whether a limit is one of the title: nothing nearer than a title, or a message as a whole, stands beside it. */
function isForTitle(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 60), at).replace(/`[^`]*`/g, ' ');
  if (/\b(?:at least|minimum|min|more than)\W*$/i.test(before)) return false;
  const [nearest] =
    before
      .match(
        /\b(?:titles?|subjects?(?: lines?)?|headers?|first lines?|summary(?: lines?)?|body|wrap\w*|lines?|descriptions?)\b/gi,
      )
      ?.slice(-1) ?? [];
  if (nearest !== undefined) return /title|subject|header|first|summary/i.test(nearest);
  const behind = text.slice(at, at + 40);
  return /\b(?:titles?|subjects?|first line)\b/i.test(behind) || !/\b(?:body|wrap\w*|lines?)\b/i.test(text);
}
