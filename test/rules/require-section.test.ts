import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const messages = (body: string, sections: (string | string[])[] = ['Why']) =>
  createLinter({ config: { rules: { 'require-section': ['error', { sections }] } } })
    .lint({ kind: 'pr', title: 'Retry', body })
    .map(({ message }) => message);

const FULL: string[] = [];
const EMPTY = ['Empty section `Why`, write what belongs there'];
const MISSING = ['Missing section `Why`, add it'];

describe('a heading', () => {
  it.each([
    ['of signs', '## Why'],
    ['of signs behind it as well', '## Why ##'],
    ['of one sign, indented', '  # Why'],
    ['underlined', 'Why\n---'],
    ['underlined twice', 'Why\n==='],
    ['of HTML', '<h2 align="left">Why</h2>'],
    ['in bold', '**Why**'],
    ['in bold with a colon', '**Why:**'],
    ['in bold before a colon', '__Why__:'],
    ['by hand', 'Why:'],
    ['with a number and a mark', '## 2. Why?'],
    ['with the name of an emoji', '## :bulb: why'],
  ])('%s', (_, heading) => {
    expect(messages(`${heading}\n\nIt timed out.\n`)).toEqual(FULL);
    expect(
      messages(`${heading}\n\n${heading.replace('Why', 'Tests').replace('why', 'tests')}\n\nRan.`),
    ).toEqual(EMPTY);
  });

  it.each([
    ['a sign without a blank', '#Why'],
    ['a label in the middle of a line', 'It says why: it timed out'],
    ['another label', '**Tests:** ran'],
    ['bold words in a line', '**Why** it timed out'],
    ['a longer title', '## Why not'],
    ['one in a fence', '```\n## Why\n\nIt timed out.\n```'],
    ['one in a quotation', '> ## Why\n>\n> It timed out.'],
  ])('is not %s', (_, text) => expect(messages(`${text}\n\nIt timed out.\n`)).toEqual(MISSING));
});

it.each(['Why: it timed out', '**Why:** it timed out', '**Why**: `retry` timed out'])(
  'may be a label with its text behind it: %s',
  (text) => expect(messages(`Retry it.\n${text}\n`)).toEqual(FULL),
);

describe('what stands under a heading', () => {
  it.each([
    'It timed out.',
    '### Users\n\nThey waited.',
    '- [x] It timed out',
    '> It timed out',
    '1. It timed out',
    '<https://tracker.example/1>',
    '<img src="before.png">',
    '[none of them](https://tracker.example/1)',
    'TODO: remove the lock',
  ])('may be %j', (text) => expect(messages(`## Why\n\n${text}\n\n## Tests\n\nRan.`)).toEqual(FULL));

  it.each([
    '',
    '### Users',
    'N/A',
    'na.',
    'None',
    'TBD',
    '_No response_',
    'No response',
    '...',
    '---',
    '<say why>',
    '[why]',
    '{{ why }}',
    '__why__',
    '- [ ] timed out',
    '12. [ ] timed out',
    '> - [ ] timed out',
    '1.',
    '<!--\nSay why.\n-->',
  ])('is nothing where it is %j', (text) =>
    expect(messages(`## Why\n\n${text}\n\n# Tests\n\nRan.`)).toEqual(EMPTY),
  );
});

it('asks for one of several, and for each of them', () => {
  expect(messages('## Motivation\n\nIt timed out.', [['Why', 'Motivation']])).toEqual([]);
  expect(messages('## Why\n\n## Motivation\n\nIt timed out.', [['Why', 'Motivation']])).toEqual([]);
  expect(messages('## Tests\n\nRan.', [['Why', 'Motivation'], 'Tests', 'Risks'])).toEqual([
    'Missing section `Why` or `Motivation`, add it',
    'Missing section `Risks`, add it',
  ]);
});
