import type { Document } from '../src/parse/document.ts';
import { normalTitle, type Section, sections, writtenLines } from '../src/parse/section.ts';
import { defineRule, type Span } from '../src/rule.ts';

export default defineRule({
  id: 'require-section',
  summary: 'Fill in the sections you agreed on',
  why: 'A reviewer looks for the same things in the same places, and asks for what is not there.',
  subjects: ['pr', 'reply'],
  severity: 'error',
  options: (z) => {
    const title = z.string().trim().min(1);
    return z.strictObject({
      sections: z
        .array(z.union([title, z.array(title).min(1)]))
        .default([])
        .describe(
          'Titles of headings that have to be there with something under them; in a list, one of them',
        ),
    });
  },
  good: [
    'Retry the upload once',
    { text: 'Retry the upload\n\n## Why\n\nIt timed out.', options: { sections: ['Why'] } },
    { text: 'Retry the upload\n\n**Why:**\nIt timed out.', options: { sections: ['why'] } },
    {
      text: 'Retry the upload\n\n## Motivation\n\n### Users\n\nThey waited.',
      options: { sections: [['Why', 'Motivation']] },
    },
  ],
  bad: [
    { text: 'Retry the upload', options: { sections: ['Why'] }, flags: ['Retry the upload'] },
    {
      text: 'Retry the upload\n\n## Why\n\n<!-- Say why. -->\n\n## Tests\n\nRan them.',
      options: { sections: ['Why', 'Tests'] },
      flags: ['## Why'],
    },
    {
      text: 'Retry the upload\n\n### Tests\n\n- [ ] unit tests\n- [ ] load test\n\nN/A',
      options: { sections: ['Tests'] },
      flags: ['### Tests'],
    },
    {
      text: 'Retry the upload\n\nThe why of it: it timed out.',
      options: { sections: [['Why', 'Motivation'], 'Tests'] },
      flags: ['Retry the upload', 'Retry the upload'],
    },
  ],
  *check(document, { sections: wanted }) {
    if (wanted.length === 0) return;
    const present = sections(document);
    for (const one of wanted) {
      const choice = [one].flat();
      const found = present.filter(({ title }) => choice.map(normalTitle).includes(title));
      if (found.some((section) => writtenLines(document, section.content).length > 0)) continue;
      yield { at: found[0]?.heading ?? firstLine(document), message: messageFor(choice, found) };
    }
  },
});

function firstLine({ title, lines }: Document): Span {
  const { start, end } = title ?? lines[0] ?? { start: 0, end: 0 };
  return { start, end };
}

function messageFor(choice: readonly string[], found: readonly Section[]): string {
  const names = choice.map((name) => `\`${name}\``).join(' or ');
  const short = names.length > 50 ? `${names.slice(0, 49)}\u2026` : names;
  return found.length > 0
    ? `Empty section ${short}, write what belongs there`
    : `Missing section ${short}, add it`;
}
