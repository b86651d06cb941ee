import { pageOf, trailerLines } from '../src/attribution/page.ts';
import { plain } from '../src/attribution/plain.ts';
import { excerpt } from '../src/parse/sentence.ts';
import { pattern, userPattern } from '../src/policy/pattern.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-coauthor',
  summary: 'Leave out co-authors',
  why: 'Hosts count a co-author as an author of the change, in its list of contributors and in every blame.',
  subjects: ['commit', 'pr'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      allow: z
        .array(pattern(z))
        .default([])
        .describe('Patterns of co-authors that may stand there, held against `Name <address>`'),
    }),
  reads: (directive) =>
    directive.forbids(/\bco-?author(?:ed|ship|s)?\b/) &&
    !/\b(?:AI|LLM|assistants?|agents?|bots?|Claude|Copilot|Anthropic|OpenAI|ChatGPT|Gemini)\b/i.test(
      directive.text,
    )
      ? {}
      : null,
  good: [
    'Retry the upload once\n\nSigned-off-by: Ana Silva <ana@example.com>',
    'Strip `Co-authored-by: Ana Silva <ana@example.com>` from messages',
    'Quote the trailer\n\n> Co-authored-by: Ana Silva <ana@example.com>\n\nIt was printed twice.',
    'Document the key\n\nCo-authored-by: is a trailer that hosts read.',
    'Strip trailers\n\nThis strips the line\nCo-authored-by: which hosts add to squashed commits.',
    'List the keys\n\n| Example |\n| --- |\n| Co-authored-by: Ana Silva <ana@example.com> |',
    {
      text: 'Retry the upload once\n\nCo-authored-by: Ana Silva <ana@example.com>',
      options: { allow: ['@example\\.com>$'] },
    },
  ],
  bad: [
    {
      text: 'Retry the upload once\n\nCo-authored-by: Ana Silva <ana@example.com>',
      flags: ['Co-authored-by: Ana Silva <ana@example.com>'],
      fixed: 'Retry the upload once',
    },
    {
      text: 'Retry the upload once\n\nCo-authored-by: Ana Silva <ana@example.com>\n\nIt timed out.\n',
      flags: ['Co-authored-by: Ana Silva <ana@example.com>'],
      fixed: 'Retry the upload once\n\nIt timed out.\n',
    },
    {
      text: 'Retry the upload once\n\nCo-authored-by: Ana Silva\n <ana@example.com>\nSigned-off-by: Bo Lind <bo@example.com>',
      flags: ['Co-authored-by: Ana Silva\n <ana@example.com>'],
      fixed: 'Retry the upload once\n\nSigned-off-by: Bo Lind <bo@example.com>',
    },
    {
      text: 'Retry the upload once\n\nco-authored-by: Ana <ana@example.com>\nCo-Authored-By: Bo <bo@example.org>',
      options: { allow: ['@example\\.com>$'] },
      flags: ['Co-Authored-By: Bo <bo@example.org>'],
      fixed: 'Retry the upload once\n\nco-authored-by: Ana <ana@example.com>',
    },
  ],
  *check(document, { allow }) {
    if (!/author/i.test(plain(document.text))) return;
    for (const { key, value, at } of trailerLines(pageOf(document))) {
      if (!/^co-?author(?:s|ed(?:-by|-with)?)?$/.test(key)) continue;
      // A key and a colon may also begin a sentence about the trailer.
      const sentence = /^[a-z]/.test(value) && !value.includes('@');
      const row = document.text.slice(at.start, at.end).trimStart().startsWith('|');
      if (value === '' || sentence || row || allow.some((source) => userPattern(source).test(value)))
        continue;
      const name = excerpt(value.replace(/\s*<.*/, ''));
      yield { at, message: `Unexpected co-author \`${name}\`, take the line out`, fix: '' };
    }
  },
});
