import { describe, expect, it } from 'vitest';
import { createLinter } from '../src/linter.ts';
import { type Kind, pullRequestFromText, type Subject } from '../src/subject.ts';
import { exampleSubject } from '../src/test.ts';

/** What a person's page asks for, each with a text that obeys it and one that does not. */
const wishes: readonly {
  page: string;
  rule: string;
  kind: Kind;
  obeys: string | Subject;
  breaks: string | Subject;
}[] = [
  {
    page: '- No emojis in code, commits or replies',
    rule: 'no-emoji',
    kind: 'commit',
    obeys: 'Retry the upload',
    breaks: 'Retry the upload \u{1f680}',
  },
  {
    page: '- No emojis in code, commits or replies',
    rule: 'no-emoji',
    kind: 'diff',
    obeys: 'tries = 3\n',
    breaks: 'icon = "\u{1f680}"\n',
  },
  {
    page: '- Never mention Claude in commits or PRs.',
    rule: 'no-mention',
    kind: 'commit',
    obeys: 'Fix the upload',
    breaks: 'Fix what Claude broke',
  },
  {
    page: '- No Co-Authored-By lines.',
    rule: 'no-coauthor',
    kind: 'commit',
    obeys: 'Retry the upload\n\nRefs: UP-12',
    breaks: 'Retry the upload\n\nCo-authored-by: Ana Silva <ana@example.com>',
  },
  {
    page: '## Git\n\n- Branch naming: `ada/up-{ticket-number}-{short-description}`',
    rule: 'require-branch-name',
    kind: 'branch',
    obeys: 'ada/up-12-retry-the-upload',
    breaks: 'retry-the-upload',
  },
  {
    page: '- Draft PRs first for non-trivial changes.',
    rule: 'require-draft',
    kind: 'pr',
    obeys: { ...pullRequestFromText('Retry the upload'), draft: true, changedLines: 900 },
    breaks: { ...pullRequestFromText('Retry the upload'), draft: false, changedLines: 900 },
  },
  {
    page: '## Pull requests\n\n- Link Linear tickets in the description.',
    rule: 'require-ticket',
    kind: 'pr',
    obeys: 'Retry the upload\n\nSee UP-12.',
    breaks: 'Retry the upload\n\nIt timed out.',
  },
  {
    page: '## Replies\n\n- Bullet points over paragraphs.',
    rule: 'prefer-bullets',
    kind: 'reply',
    obeys: '- The upload waits\n- It tries again',
    breaks: 'The upload waits for the lock and then it tries again. '.repeat(8),
  },
  {
    page: '- **Be concise** in replies.',
    rule: 'max-words',
    kind: 'reply',
    obeys: 'The upload waits for the lock.',
    breaks: 'The upload waits for the lock. '.repeat(80),
  },
  {
    page: '- When you reference code, include `file_path:line_number`',
    rule: 'require-line-reference',
    kind: 'reply',
    obeys: 'The lock is taken in src/store.ts:41',
    breaks: 'The lock is taken in src/store.ts',
  },
  {
    page: '- When uncertain, ask rather than assume',
    rule: 'no-assumption',
    kind: 'reply',
    obeys: 'Which port does the server take?',
    breaks: "I'll assume the server takes port 80.",
  },
  {
    page: '- No speculation.',
    rule: 'no-hedging',
    kind: 'commit',
    obeys: 'Retry the upload\n\nThe proxy closes the connection.',
    breaks: 'Retry the upload\n\nMaybe the proxy closes the connection.',
  },
  {
    page: '- Show numbers, not theory.',
    rule: 'require-numbers',
    kind: 'commit',
    obeys: 'Cache the index\n\nThe search takes 12 ms where it took 80 ms.',
    breaks: 'Cache the index\n\nThe search is much faster now.',
  },
  {
    page: '- Reproduce first, explain second.',
    rule: 'require-mention',
    kind: 'commit',
    obeys:
      'Close the pool once\n\nThe root cause is a double close. Reproduced by running the test 500 times.',
    breaks: 'Close the pool once\n\nThe root cause is a double close.',
  },
  {
    page: '- No speculative abstractions.',
    rule: 'no-new-abstraction',
    kind: 'diff',
    obeys: 'export function retry(): void {}\n',
    breaks:
      '--- /dev/null\n+++ b/src/store.ts\n@@ -0,0 +1,7 @@\n+export interface Store {\n+  load(): void;\n+  save(): void;\n+}\n+export class FileStore implements Store {\n+  load(): void {}\n+  save(): void {} }\n',
  },
];

describe('a page of preferences', () => {
  it.each(wishes)('is held: $page', ({ page, rule, kind, obeys, breaks }) => {
    const linter = createLinter({ config: {}, pages: [{ path: 'PAGE.md', text: page }] });
    const findings = (text: string | Subject) =>
      linter.lint(typeof text === 'string' ? exampleSubject(kind, { text }) : text);
    const line = page.split('\n').length;
    expect(findings(obeys)).toEqual([]);
    expect(findings(breaks).map((finding) => [finding.rule, finding.from])).toContainEqual([
      rule,
      `PAGE.md:${line}`,
    ]);
  });
});
