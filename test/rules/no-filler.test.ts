import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-filler': 'warn' } } });
const quotes = (text: string) => linter.lint({ kind: 'reply', text }).map((finding) => finding.quote);
const fixed = (text: string) => linter.fix({ kind: 'reply', text });

describe('openings', () => {
  it.each([
    ['Perfect! The lock is gone.', 'The lock is gone.'],
    ['Hello! Of course! The lock is gone.', 'The lock is gone.'],
    ['Sure, we can drop the lock.', 'We can drop the lock.'],
    ['Got it! `lock()` is gone.', '`lock()` is gone.'],
    ['Okay, npm drops the lock.', 'Okay, npm drops the lock.'],
    ['**Perfect!** The lock is gone.', '**Perfect!** The lock is gone.'],
    ['Understood.', 'Understood.'],
    ['Great. All 12 locks are gone.', 'Great. All 12 locks are gone.'],
    ['Hello! \u{1f44b}', 'Hello! \u{1f44b}'],
  ])('%j becomes %j', (text, after) => expect(fixed(text)).toBe(after));

  it('stand at the beginning of a text or of a body', () => {
    const found = (message: string) =>
      linter.lint({ kind: 'commit', message }).map((finding) => finding.quote);
    expect(found('Drop the lock\n\nSure! Here is your commit message:')).toEqual([
      'Sure!',
      'Here is your commit message',
    ]);
    expect(found('Drop the lock\n\nIt is gone. Sure! Great!')).toEqual([]);
    expect(found('Drop the lock, sure, it is gone')).toEqual([]);
  });
});

describe('courtesies', () => {
  it.each([
    ['The lock is gone. Please let me know if it comes back.', 'Please let me know'],
    ['Try it and let me know if it comes back.', 'let me know'],
    ['If you\u2019d like it gone everywhere, I can drop it.', 'If you\u2019d like'],
    ['I can drop the others if you want.', 'if you want'],
    ['The lock is gone\u2014happy to drop the others.', 'happy to drop'],
    ['The lock is gone. Shall I warm the others?', 'Shall I'],
    ['Sorry for the confusion! The lock is gone.', 'Sorry for the confusion!'],
  ])('%s', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it.each([
    'Which of the two should I take? Should I drop the lock?',
    'Do you want me to drop the table? Let me know which of the two you want.',
    'Shall I wait or go on? It was held for the purpose of the test',
    'The caller wants me to wait, would you like to wait too?',
    'If you want the lock, set the flag. The hook lets me know if it fails',
    'The text "Feel free to ask" is gone',
    'Sort the users who feel free to skip it, and those happy to wait',
  ])('are not in: %s', (text) => expect(quotes(text)).toEqual([]));

  it.each([
    ['The lock is gone.\n\nI hope this helps!\n', 'The lock is gone.\n'],
    ['The lock is gone. Feel free to reach out with any questions.', 'The lock is gone.'],
    ['- The lock is gone\n- Let me know if you have any questions.', null],
    ['Want me to drop the others?', null],
  ])('go where nothing is lost: %j', (text, after) => expect(fixed(text)).toBe(after ?? text));
});

describe('padding', () => {
  it.each([
    ['As mentioned above, the lock is gone', 'The lock is gone'],
    ['It is gone, and it is important to note that the lock was held', 'It is gone, and the lock was held'],
    ["It's worth noting that\nthe lock was held", 'The lock was held'],
    ['It is worth noting that npm holds a lock', 'It is worth noting that npm holds a lock'],
    ['In order to wait, in order  to hold', 'To wait, to hold'],
    ['Please note that it waits at this point in time', 'Note that it waits now'],
  ])('%j becomes %j', (text, after) => expect(fixed(text)).toBe(after));
});

describe('fixing', () => {
  const all = createLinter({
    config: { rules: { 'no-filler': 'warn', 'no-flattery': 'warn', 'no-hedging': 'warn' } },
  });
  const part = fc.constantFrom(
    ...[
      'Great question!',
      'Sure,',
      'Certainly!',
      'I hope this helps.',
      'In order to',
      'basically',
      'Basically,',
    ],
    ...[
      'it is worth noting that',
      'As you can see,',
      "You're right!",
      'the lock',
      'npm',
      '`code`',
      '**',
      '"',
      '>',
    ],
    ...[' ', '. ', '\n', '\n\n', '- ', '1. ', '# ', '\ud800', '\0'],
  );

  it('ends, and fixing again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const once = all.fix({ kind: 'reply', text: parts.join('') });
        expect(all.fix({ kind: 'reply', text: once })).toBe(once);
      }),
    );
  });
});

describe('filler of each kind is found', () => {
  it.each([
    ['Let me know if you need anything else.', 'Let me know if you need anything else.'],
    ['Feel free to ask.', 'Feel free to ask.'],
    ['Feel free to reach out with questions.', 'Feel free to reach out with questions.'],
    ["Don't hesitate to ask.", "Don't hesitate to"],
    ['Would you like me to add a test?', 'Would you like me to'],
    ['Do you want me to run it?', 'Do you want me to'],
    ['How can I help?', 'How can I help'],
    ['Is there anything else I can help with?', 'Is there anything else'],
    ['Would you like help with the tests?', 'Would you like help'],
    ['Happy to help!', 'Happy to help'],
    ['I am glad to explain more.', 'I am glad to'],
    ['My apologies for the delay.', 'My apologies'],
    ['Happy coding!', 'Happy coding!'],
  ])('%s', (text, quote) => expect(quotes(`The lock is stale.\n\n${text}`)).toEqual([quote]));
});
