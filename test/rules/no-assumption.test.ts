import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-assumption': 'warn' } } });
const quotes = (text: string) => linter.lint({ kind: 'reply', text }).map((finding) => finding.quote);

describe('an assumption in the place of a question', () => {
  it.each([
    ["I've just assumed that the port is free", "I've just assumed"],
    ["I'll assume the file is there", "I'll assume"],
    ["Assuming that the port is free, I've started it", 'Assuming'],
    ['It writes JSON, assuming you want a list', 'assuming you want'],
    ['My only assumption is that the port is free', 'My only assumption'],
    ["Since you didn't name a host, it uses the first", "Since you didn't name"],
    ["You haven't given a host, so I took the first", "You haven't given a host, so I"],
    ["I'm going with the first host", "I'm going with"],
    ['I defaulted to the first host', 'I defaulted to'],
    ['I figured you wanted a list', 'I figured you wanted'],
    ['Unless you object it starts tonight', 'Unless you object'],
  ])('%s', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it.each([
    'The client assumes a free port, assuming one host',
    'I assume the admin role, then I can assume that role again',
    'Assuming you have the key, I can open it. Assuming the port is free, it starts',
    "You didn't name a host, so I need one",
    'You can go with the first host, and the test goes with it',
    'The option defaults to the first host. The check went ahead',
    'Unless you set the flag, it waits',
    'The label says "I assume you agree"',
  ])('is not in: %s', (text) => expect(quotes(text)).toEqual([]));
});
