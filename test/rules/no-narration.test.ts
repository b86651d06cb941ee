import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/index.ts';

const linter = createLinter({ config: { rules: { 'no-narration': 'warn' } } });

function flagged(kind: 'pr' | 'reply', text: string): string[] {
  const subject = kind === 'pr' ? { kind, title: 'Cache the index', body: text } : { kind, text };
  return linter.lint(subject).map(({ quote }) => quote);
}

describe('a step', () => {
  it.each([
    ["Okay, I'll read the file.", ["I'll read"]],
    ["You're right, let me fix that.", ['let me fix']],
    ['\nLet me see the tests.\n', ['Let me see']],
    ['I\u2019ll quickly check the log.', ['I\u2019ll quickly check']],
    ['The build is at 0.8.0. Now I need to tag it.', ['Now I need to tag']],
    ['Then I checked the second host.', ['Then I checked']],
    ["I'm reading the parser.", ["I'm reading"]],
    ["First, I'll read it. Now I'll fix it.", ["First, I'll read", "Now I'll fix"]],
  ])('is found in %j', (text, quotes) => {
    expect(flagged('reply', text)).toEqual(quotes);
  });
});

describe('a plan', () => {
  it.each([
    'I will add the tests as soon as the fixture is merged.',
    "I'll check the second host tomorrow.",
    "I'm going to remove the flag in the next release.",
    "1. I'll split the parser\n2. I'll move the tests\n\nShall I begin?",
    "Let's keep the flag.",
    'Now the parser reads it twice.',
    "I'm reading this as a wish to drop it.",
    '```\nlet me check\n```',
  ])('is none: %j', (text) => {
    expect(flagged('reply', text)).toEqual([]);
  });

  it('may be what a person promises with a pull request', () => {
    expect(flagged('pr', "I'll add a test for the second host.")).toEqual([]);
    expect(flagged('pr', "Next, I'll add a test for the second host.")).toEqual(["Next, I'll add"]);
  });
});
