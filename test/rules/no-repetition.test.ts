import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/index.ts';

const linter = createLinter({ config: { rules: { 'no-repetition': 'warn' } } });

function messages(text: string): string[] {
  return linter.lint({ kind: 'reply', text }).map(({ message }) => message.replace(/,.*/, ''));
}

const FILES = (count: number) => [`List of ${count} files retells the diff`];

describe('a list that retells the diff', () => {
  it.each([
    [
      'with what was done below each file',
      '1. **`a.ts`**\n   - Added a lock\n\n2. **`b.ts`**\n   - Removed it\n\n3. `c.ts`\n   - Fixed it',
      3,
    ],
    ['with the verb first', '- Updated `a.ts` - waits\n- Created `b.ts` - locks\n- Removed `c.ts`', 3],
    ['below other points', '- Lock\n  - `a.ts`: add it\n  - `b.ts`: add it\n  - `c.ts`: add it\n- Log', 3],
    ['with counted lines', '- a.ts (+3, -1)\n- b.ts (+12, -0)\n- c.ts (+9, -9)', 3],
    ['with links', '- [src/a.ts](x): new file\n- [src/b.ts](x): new file\n- [src/c.ts](x): deleted', 3],
    [
      'wrapped',
      '- `a.ts`: add a lock\nfor the queue\n- `b.ts`: add a lock\nfor the clock\n- `c.ts`: add one too',
      3,
    ],
    [
      'as headings',
      '### `a.ts`\nAdded a lock.\n\n### `b.ts`\nAdded a lock.\n\n### `c.ts`\nRemoved a lock.',
      3,
    ],
    ['without extensions', '- `.gitignore`: add it\n- Makefile: add it\n- `.env`: removed', 3],
    ['named by its heading', '**Modified files:**\n\n- `a.ts`\n- `b.ts`\n- `c.ts`\n- `d.ts`', 4],
  ])('is found %s', (_how, text, count) => {
    expect(messages(text)).toEqual(FILES(count));
  });

  it.each([
    ['most entries are about files', '- `a.ts`: add it\n'.repeat(7) + '- Log\n'.repeat(3), 7],
    ['half of them tell of a change', '- `a.ts`: add it\n- `b.ts`: add it\n- `c.ts`\n- `d.ts`', 4],
    [
      'nested entries are indented by tabs',
      '- Lock\n\t- `a.ts`: add it\n\t- `b.ts`: add it\n    - `c.ts`: add it',
      3,
    ],
    ['a table follows', '- `a.ts`: new file\n- `b.ts`: added\n- `c.ts`: added\n\n| a |\n|-|\n| b |', 3],
  ])('is found where %s', (_where, text, count) => {
    expect(messages(text)).toEqual(FILES(count));
  });

  it('ends with another paragraph', () => {
    const text = '- `a.ts`: add it\n- `b.ts`: add it\n\nThen this.\n\n- `c.ts`: add it\n- `d.ts`: add it';
    expect(messages(text)).toEqual([]);
  });

  it.each([
    ['a list with too many other entries', '- `a.ts`: add it\n'.repeat(6) + '- Log\n'.repeat(3)],
    ['a list where fewer than half tell of a change', '- `a.ts`: add it\n- `b.ts`\n- `c.ts`'],
    ['a list of places', '- `a.ts:1`: add it\n- `b.ts:2`: add it\n- `c.ts:3`: add it'],
    [
      'a list of points that name files later',
      '- Lock `a.ts`: added\n- Log `b.ts`: added\n- Stop `c.ts`: added',
    ],
    ['a map of the code', '- `a.ts` holds the lock\n- `b.ts` adds entries\n- `c.ts` removes them'],
    [
      'a mixed list',
      '- `a.ts`: add a lock\n- `b.ts`: add a lock\n- Log every try\n- `c.ts`: add a lock\n- Stop',
    ],
    ['two short lists', 'Added:\n\n- `a.ts`: new file\n- `b.ts`: new file\n\nRemoved:\n\n- `c.ts`: removed'],
    ['a printout', '```\n- a.ts: added\n- b.ts: added\n- c.ts: added\n```'],
    [
      'whole files',
      '### a.ts\n```ts\nadd();\n```\n\n### b.ts\n```ts\nadd();\n```\n\n### c.ts\n```ts\nadd();\n```',
    ],
    ['products', '- Node.js: update it\n- `Array.from`: added\n- e.g. the fixed one'],
  ])('is not %s', (_what, text) => {
    expect(messages(text)).toEqual([]);
  });
});

const STORY =
  'The proxy drops the first request of every fresh connection, and the client gave up at once.\n\n' +
  'Now the client waits half a second, opens another connection and sends the same request again, three ' +
  'times at most. A metric counts these retries for each host, and the dashboard of the proxy shows them.';

describe('a closing summary', () => {
  it.each([
    `${STORY}\n\n## Summary\n\n- The client sends dropped requests again\n- A metric counts retries per host`,
    `${STORY}\n\n**Summary**: the client sends dropped requests again, three times at most, and counts retries.`,
    `${STORY}\n\nTo sum up, the client sends a dropped request again, and a metric counts retries.\n\nMerge it?`,
  ])('is found where it says nothing new: %j', (text) => {
    expect(messages(text)).toEqual([expect.stringMatching(/^Summary repeats/)]);
  });

  it.each([
    `${STORY}\n\n## Summary\n\nOperators should raise alarms whenever budgets shrink during nightly imports.`,
    `## Summary\n\nThe client sends dropped requests again, three times at most.\n\n${STORY}`,
    `${STORY}\n\nIn summary, it retries.`,
    'Retry it.\n\nIn summary, the client sends a dropped request again, and a metric counts the retries.',
  ])('may stand: %j', (text) => {
    expect(messages(text)).toEqual([]);
  });
});

describe('the words of a closing summary', () => {
  const above = (count: number) => Array.from({ length: count }, (_, index) => `${10000 + index}`).join(' ');
  const summary = (...words: (number | string)[]) => `In short, ${words.join(' ')}`;

  it.each([
    ['seven of ten', above(40), [10001, 10002, 10003, 10004, 10005, 10006, 'newer', 'rarer', 'wiser'], 1],
    ['six of nine', above(40), [10001, 10002, 10003, 10004, 10005, 'newer', 'rarer', 'wiser'], 0],
    ['six words', above(40), [10001, 10002, 10003, 10004, 10005, 'once'], 1],
    ['five words', above(40), [10001, 10002, 10003, 10004], 0],
    ['twenty words above', above(19), [10001, 10002, 10003, 10004, 10005, 10006, 10007], 1],
    ['nineteen words above', above(18), [10001, 10002, 10003, 10004, 10005, 10006, 10007], 0],
    ['common words and short ones', above(40), [10001, 10002, 10003, 10004, 'this', 'that', 'with', 'it'], 0],
  ])('%s', (_what, text, words, count) => {
    expect(messages(`${text} short\n\n${summary(...words)}`)).toHaveLength(count);
  });

  it('may stand in the first half', () => {
    const words = [10001, 10002, 10003, 10004, 10005, 10006];
    const more = `Operators ${'should raise alarms '.repeat(40)}`;
    expect(messages(`${above(40)} short\n\n${summary(...words)}\n\n${more}`)).toEqual([]);
    expect(messages(`${above(40)} short\n\n## Summary\n\n${words.join(' ')}\n\n${more}`)).toEqual([]);
  });

  it('are those of its paragraph', () => {
    const words = [10001, 10002, 10003, 10004, 10005, 10006];
    expect(messages(`${above(40)} short\n\n${summary(...words)}\n\nOperators should raise alarms`)).toEqual([
      'Summary repeats what stands above by 100 % of its words',
    ]);
    expect(messages(`${above(40)} short\n\n> ${summary(...words)}`)).toEqual([]);
  });
});

describe('a sentence', () => {
  const sentence = 'The proxy drops the first request of a connection.';

  it('is found when it comes back, in another wrapping too', () => {
    const wrapped = sentence.replace('first ', 'first\n');
    expect(messages(`${sentence}\n\nSo it retries. ${wrapped}`)).toEqual(['Sentence of line 1 again']);
  });

  it.each([
    `${sentence}\n\n> ${sentence}`,
    `${sentence}\n\n\`\`\`\n${sentence}\n\`\`\``,
    'It is done.\n\nIt is done.',
    'See the log of the first run at https://ci.example/1.\n\nSee the log of the first run at https://ci.example/1.',
  ])('may stand: %j', (text) => {
    expect(messages(text)).toEqual([]);
  });

  it('may be the title of a pull request too', () => {
    const subject = { kind: 'pr', title: sentence, body: sentence } as const;
    expect(linter.lint(subject)).toEqual([]);
  });
});
