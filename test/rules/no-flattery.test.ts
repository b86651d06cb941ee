import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-flattery': 'warn' } } });
const quotes = (text: string) => linter.lint({ kind: 'reply', text }).map((finding) => finding.quote);
const fixed = (text: string) => linter.fix({ kind: 'reply', text });

describe('praise for whoever asked', () => {
  it.each([
    ['Really good point about the lock.', 'Really good point'],
    ['Yes. Excellent catch, the lock leaks.', 'Excellent catch'],
    ["That's a very good question, and the lock leaks.", 'very good question'],
    ['YOU ARE ABSOLUTELY CORRECT! The lock leaks.', 'YOU ARE ABSOLUTELY CORRECT!'],
    ['The lock leaks, you\u2019re so right.', 'you\u2019re so right.'],
    ['Spot on! The lock leaks.', 'Spot on!'],
    ['Thank you for your thoughtful question.', 'your thoughtful question'],
    ['You have a great eye for locks.', 'You have a great eye'],
    ['Your approach to locks is good, your reasoning is spot on.', 'your reasoning is spot on'],
    ['Love this idea, the lock goes.', 'Love this idea'],
  ])('%s', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it.each([
    'You are right that the lock leaks',
    'Check if you are absolutely right-aligned, then if you are completely right',
    'The good question is who holds the lock',
    'Good call sites take the lock, and a nice find order keeps it',
    'Good choice here is 4. Good catch on timeouts: rethrow',
    'It is a good idea to hold the lock, and this is a great approach to locks',
    'The work queue is great, and so is the excellent suggestion box',
    'I like the lock here, and I would love to drop it',
  ])('is not in: %s', (text) => expect(quotes(text)).toEqual([]));
});

it.each([
  ['Good catch! `lock()` leaks.', '`lock()` leaks.'],
  ['Great idea!\n\nThe lock goes.', 'The lock goes.'],
  ['The lock goes. Well spotted!\nIt leaks.', 'The lock goes.\nIt leaks.'],
  ['Good question about the lock.', 'Good question about the lock.'],
  ['Great idea!', 'Great idea!'],
])('takes a sentence of praise out, where another is left: %j', (text, after) => {
  expect(fixed(text)).toBe(after);
});

describe('praise of each kind is found', () => {
  it.each([
    ["You're a genius.", "You're a genius"],
    ["You're a star.", "You're a star"],
    ['I am impressed by the work.', 'I am impressed'],
    ['Keep up the good work!', 'Keep up the good work'],
    ["You're absolutely right.", "You're absolutely right."],
  ])('%s', (text, quote) => expect(quotes(`The lock is stale.\n\n${text}`)).toEqual([quote]));
});
