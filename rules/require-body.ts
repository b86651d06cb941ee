import { countWords } from '../src/parse/count.ts';
import { writtenLines } from '../src/parse/section.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'require-body',
  summary: 'Say why below the title',
  why: 'The title says what changed and the code says how; why it changed stands nowhere if not in the body.',
  subjects: ['commit', 'pr'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      words: z
        .int()
        .min(1)
        .default(1)
        .describe('Words it has at least; headings, comments, trailers and boxes of a template do not count'),
      types: z
        .array(z.string().trim().min(1))
        .default([])
        .describe('Only for titles of these types, such as `feat`; for all by default'),
    }),
  reads: (directive) =>
    directive.speaksOf(/\b(?:commits?|PRs?|pull[- ]requests?)\b/i) &&
    !/\b(?:if|unless)\b/i.test(directive.text) &&
    directive.demands(
      /\b(?:explain|describe|say|state|cover|focus on|document)\w* (?:\w+ ){0,4}why\b|\bwhat (?:\w+ )?and why\b|\bexplain\w* (?:the )?(?:motivation|rationale|reason)|\bbody (?:is )?required\b/,
    )
      ? { severity: 'warn' }
      : null,
  good: [
    'Retry the upload\n\nIt timed out on slow networks.',
    'Retry the upload\n\n- it timed out',
    { text: 'docs: name the limit', options: { types: ['feat', 'fix'] } },
    { text: 'fixup! Retry the upload', as: ['commit'] },
    { text: "Merge branch 'upload'", as: ['commit'] },
  ],
  bad: [
    { text: 'Retry the upload', flags: ['Retry the upload'] },
    {
      text: 'Retry the upload\n\nSigned-off-by: Ana Silva <ana@example.com>',
      flags: ['Retry the upload'],
      as: ['commit'],
    },
    {
      text: 'Retry the upload\n\n## Why\n\n<!-- Say why. -->\n\n- [ ] I ran the tests\n',
      flags: ['Retry the upload'],
      as: ['pr'],
    },
    { text: 'Retry it\n\nTimed out.', options: { words: 3 }, flags: ['Retry it'] },
    {
      text: 'feat(api)!: retry the upload',
      options: { types: ['feat'] },
      flags: ['feat(api)!: retry the upload'],
    },
  ],
  *check(document, { words, types }) {
    const { title, shape } = document;
    if (!title || shape || (types.length > 0 && !types.includes(typeOf(title.text)))) return;
    const lines = writtenLines(document, document.body);
    const count = lines.reduce((sum, { text }) => sum + countWords(text), 0);
    if (count >= words) return;
    const message =
      count === 0
        ? 'No body below the title, say why'
        : `Body of ${count} words, say why in at least ${words}`;
    yield { at: { start: title.start, end: title.end }, message };
  },
});

/** The type of a conventional title: `feat` of `feat(api)!: retry`. */
function typeOf(title: string): string {
  return /^([\w-]+)(?:\([^)]*\))?!?:/.exec(title)?.[1] ?? '';
}
