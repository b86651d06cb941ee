import { normalTitle, sections } from '../src/parse/section.ts';
import { excerpt } from '../src/parse/sentence.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-section',
  summary: 'Leave out the sections on your list',
  why: 'A section that stands there by habit says nothing, and readers learn to skip the others with it.',
  subjects: ['commit', 'pr', 'reply'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      sections: z
        .array(z.string().trim().min(1))
        .default(['Test plan'])
        .describe(
          'Titles of headings that must not be there, in any case; numbers and signs around them do not count',
        ),
    }),
  reads: (directive) => {
    if (!directive.speaksOf(/\b(?:commits?|PRs?|pull[- ]requests?|repl(?:y|ies)|responses?)\b/i)) return null;
    const plans = directive.forbids(/\btest plans?\b/) ? ['Test plan'] : [];
    const files = directive.forbids(/\b(?:changed )?files? lists?\b/)
      ? ['Files changed', 'Changed files']
      : [];
    const named = /\b(?:sections?|headings?)\b/i.test(directive.text)
      ? [...directive.codes('must-not'), ...directive.quotes('must-not')].map((name) =>
          name.replace(/^#+\s*/, ''),
        )
      : [];
    const sections = [
      ...new Set([
        ...plans,
        ...files,
        ...named.filter((name) => /^[A-Z][\w ]{2,40}$/.test(name) && !/^test plan$/i.test(name)),
      ]),
    ];
    return sections.length > 0 ? { options: { sections } } : null;
  },
  good: [
    'Retry the upload once',
    'Retry the upload\n\nThe test plan is in the wiki.',
    'Retry the upload\n\n## Tests\n\nRan the unit tests.',
    'Retry the upload\n\n```\n## Test plan\n```',
    { text: 'Retry the upload\n\n## Test plan\n\nUpload a file.', options: { sections: ['Summary'] } },
  ],
  bad: [
    { text: 'Retry the upload\n\n## Test plan\n\n- [ ] Upload a file', flags: ['## Test plan'] },
    { text: 'Retry the upload\n\n**Test Plan:**\n\nUpload a file.', flags: ['**Test Plan:**'] },
    {
      text: 'Retry the upload\n\nTest plan\n---------\n\nUpload a file.',
      flags: ['Test plan'],
      as: ['pr', 'reply'],
    },
    {
      text: 'Retry the upload\n\n### 1. Summary\n\nIt retries.\n\nFiles changed:\n- upload.rs',
      options: { sections: ['summary', 'files changed'] },
      flags: ['### 1. Summary', 'Files changed:'],
    },
  ],
  *check(document, { sections: unwanted }) {
    const titles = new Set(unwanted.map(normalTitle));
    for (const { heading, title } of sections(document)) {
      if (titles.has(title))
        yield { at: heading, message: `Unexpected section \`${excerpt(title)}\`, leave it out` };
    }
  },
});
