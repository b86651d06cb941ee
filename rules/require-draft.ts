import { counted } from '../src/counted.ts';
import { type Context, defineRule } from '../src/rule.ts';

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
    {
      text: 'Retry the upload',
      subject: { draft: false },
      options: { lines: 0, files: 0 },
      flags: ['Retry the upload'],
    },
  ],
  *check({ subject, title }, { lines, files }, context) {
    if (subject.kind !== 'pr' || subject.draft !== false || subject.isNew === false) return;
    const edited = subject.changedLines === undefined ? editedBefore(context) : null;
    const { changedLines = edited?.lines ?? 0, changedFiles = edited?.files ?? 0 } = subject;
    // One that changes nothing cannot be opened.
    const isAny = lines === 0 && subject.changedLines === undefined;
    if (!isAny && changedLines <= lines && changedFiles <= files) return;
    const size =
      changedLines > lines
        ? ` of ${counted(changedLines, 'line')}`
        : changedFiles > files
          ? ` of ${counted(changedFiles, 'file')}`
          : '';
    yield {
      at: { start: title?.start ?? 0, end: title?.end ?? 0 },
      message: `Pull request${size} is no draft, open it as one first`,
    };
  },
});

/** What was edited in the session that opens it; a part that was edited twice counts twice. */
function editedBefore({ events }: Context): { lines: number; files: number } {
  const paths = new Set<string>();
  let lines = 0;
  for (const event of events?.() ?? []) {
    if (event.kind !== 'edit') continue;
    paths.add(event.path);
    lines += linesIn(event.added) + linesIn(event.removed);
  }
  return { lines, files: paths.size };
}

function linesIn(text: string): number {
  return text === '' ? 0 : text.split('\n').length;
}
