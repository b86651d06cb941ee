import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';
import { defineRule } from '../../src/rule.ts';
import type { Subject } from '../../src/subject.ts';
import { exampleSubject } from '../../src/test.ts';

const linter = createLinter();
const messages = (subject: Subject, by = linter) =>
  by
    .lint(subject)
    .filter(({ rule }) => rule === 'no-useless-suppression')
    .map(({ message }) => message);
const reply = (text: string): Subject => ({ kind: 'reply', text });

describe('no-useless-suppression', () => {
  it('says what a suppression lacks', () => {
    expect(messages(reply('<!-- bylaw-disable -->'))).toEqual([
      'Suppression of no rule, write `bylaw-disable RULE (reason)`',
    ]);
    for (const end of ['', '()', '(...)', '(not closed', ' -- its name', ' (a\u202eb)']) {
      expect(messages(reply(`\u{1f680} <!-- bylaw-disable no-emoji ${end} -->`))).toEqual([
        'Suppression of `no-emoji` without a reason, give one in parentheses',
      ]);
    }
  });

  it('names the nearest rule', () => {
    expect(messages(reply('\u{1f680} <!-- bylaw-disable no-emojis (its name) -->'))).toEqual([
      'Unknown rule `no-emojis`, did you mean `no-emoji`?',
    ]);
    expect(messages(reply(`<!-- bylaw-disable ${'x'.repeat(90)} (its name) -->`))).toEqual([
      `Unknown rule \`${'x'.repeat(30)}...\`, name one that \`bylaw rules\` lists`,
    ]);
  });

  it('says what has no effect, one rule at a time', () => {
    const text = 'Fly \u{1f680}.\n\n<!-- bylaw-disable no-emoji, no-hedging (its name) -->';
    expect(messages(reply(text))).toEqual(['Suppression of `no-hedging` has no effect, take it out']);
    expect(messages(reply(`${text}\n\n<!-- bylaw-disable no-emoji (again) -->`))).toHaveLength(2);
  });

  it('cannot be suppressed', () => {
    const text = '<!-- bylaw-disable no-useless-suppression, no-emoji (x) -->';
    expect(messages(reply(text))).toEqual([
      'Suppression of `no-useless-suppression` has no effect, take it out',
      'Suppression of `no-emoji` has no effect, take it out',
    ]);
  });

  it('does not hold against an effect that it cannot know', () => {
    const rule = defineRule({
      id: 'no-letter',
      summary: 'Write nothing',
      why: 'It is a test.',
      subjects: ['reply'],
      severity: 'error',
      good: [],
      bad: [],
      check: function* ({ text }) {
        for (let start = 0; start < text.length; start++)
          yield { at: { start, end: start + 1 }, message: 'Unexpected letter' };
      },
    });
    const config = {
      rules: { 'no-letter': 'error', 'no-emoji': 'error', 'no-useless-suppression': 'error' },
    } as const;
    const own = createLinter({ config, rules: [rule] });
    // The rule is left after a thousand findings, so nobody knows what else it would have found.
    expect(messages(reply(`<!-- bylaw-disable no-emoji (x) -->${'a'.repeat(2000)}`), own)).toEqual([]);
    expect(messages(reply('<!-- bylaw-disable no-letter (x) -->'), own)).toEqual([]);
  });

  it('is silent on what stands in a file already', () => {
    const text =
      '--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,3 @@\n # bylaw-disable no-emojis\n-# bylaw-disable\n+a = 1\n+b = 2\n';
    expect(messages({ kind: 'diff', text })).toEqual([]);
    expect(
      messages(exampleSubject('diff', { text: '# bylaw-disable no-emojis', file: 'a.py' })),
    ).toHaveLength(1);
  });
});
