import type { Document } from '../src/parse/document.ts';
import { normalTitle, type Section, sections, writtenLines } from '../src/parse/section.ts';
import { shorten } from '../src/parse/width.ts';
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
  reads: (directive) => {
    if (!/\b(?:PRs?|pull[- ]requests?)\b/i.test([directive.above.at(-1), directive.text].join(' ')))
      return null;
    const isOnParts = directive.demands(/\b(?:sections?|templates?|structure|format|body|description)\b/);
    if (!isOnParts) return null;
    const fenced = directive.below.flatMap(({ kind, text }) =>
      kind === 'code' ? (text.match(/^#{1,4} .+$/gm) ?? []) : [],
    );
    const named = /\bsections?\b/i.test(directive.text)
      ? [...directive.codes('must'), ...directive.quotes('must')]
      : [];
    const [, listed = ''] = LISTED.exec(directive.text) ?? [];
    const words = listed.split(/,\s*|\band\b/).map((title) => title.replace(/^\s*(?:(?:an?|the)\s)?/, ''));
    const sections = [...fenced, ...named, ...words]
      .map((title) => title.replace(/^#+\s*/, '').trim())
      .filter((title) => /^[A-Z][\w ?'/&-]{1,40}$/.test(title));
    return sections.length > 0 ? { options: { sections: [...new Set(sections)] } } : null;
  },
  good: [
    'Retry the upload once',
    { text: 'Retry the upload\n\n## Why\n\nIt timed out.', options: { sections: ['Why'] } },
    { text: 'Retry the upload\n\n**Why:**\nIt timed out.', options: { sections: ['why'] } },
    { text: 'Retry the upload\n\n**Why:** It timed out.', options: { sections: ['Why'] } },
    {
      text: 'Retry the upload\n\n<h2>Page</h2>\n\n<img src="page.png">',
      options: { sections: ['Page'] },
    },
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
      if (found.length === 0 && isLabel(document, choice.map(normalTitle))) continue;
      yield { at: found[0]?.heading ?? firstLine(document), message: messageFor(choice, found) };
    }
  },
});

/** A title with its text behind it, as in `**Why:** it timed out`. */
const LABEL = /^(?:\*\*([^*]{1,60})(?::\*\*|\*\*:)|([A-Z][\w' /-]{0,40}):)[ \t]+[\p{L}\p{N}`"[(]/u;

function isLabel({ body, lines }: Document, titles: readonly string[]): boolean {
  return lines.some(({ start, text }) => {
    const title = start >= body.start ? LABEL.exec(text)?.slice(1).find(Boolean) : undefined;
    return title !== undefined && titles.includes(normalTitle(title));
  });
}

function firstLine({ title, lines }: Document): Span {
  const { start, end } = title ?? lines[0] ?? { start: 0, end: 0 };
  return { start, end };
}

function messageFor(choice: readonly string[], found: readonly Section[]): string {
  const names = choice.map((name) => `\`${name}\``).join(' or ');
  const short = shorten(names, 50);
  return found.length > 0
    ? `Empty section ${short}, write what belongs there`
    : `Missing section ${short}, add it`;
}

/** `include a Summary and a Test plan section`. */
const LISTED =
  /\b(?:include|have|contain|with|add)s? ((?:(?:an?|the|and|[A-Z][\w-]*)(?:,? |(?= sections?\b)))+)sections?\b/;
