import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import {
  createLinter,
  defineRule,
  fix,
  lint,
  parse,
  RuleCrash,
  type Severity,
  type Subject,
  verdict,
} from '../src/index.ts';
import type { Clause } from '../src/policy/policy.ts';
import { optionsSchema } from '../src/policy/schema.ts';
import { KINDS } from '../src/subject.ts';
import { exampleSubject } from '../src/test.ts';

/** Options under which rules that wait for a list have something to look for. */
const OPTIONS: Record<string, object> = {
  'no-words': { words: ['word', 'a b'], replace: { robust: 'solid' } },
  'max-words': { words: 3 },
};

const clauses: Clause[] = [...rules.values()].map((rule) => ({
  rule: rule.id,
  severity: 'error' as Severity,
  options: optionsSchema(rule).parse(OPTIONS[rule.id] ?? {}) as Clause['options'],
  from: null,
}));

/** Texts that rules have something to say about, and much that only looks like it. */
const fragments = [...rules.values()].flatMap((rule) =>
  rule.bad.flatMap(({ text }) => text.split(/(?<=\s)/)),
);
const text = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...fragments) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '\n',
          '\n\n',
          ' ',
          '\r\n',
          '`',
          '```\n',
          '> ',
          '# ',
          '- ',
          '|',
          '<!--',
          '\0',
          '\ud83d',
          '\u200b',
          '\ufeff',
          '.',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));
const subject = fc
  .tuple(fc.constantFrom(...KINDS), text)
  .map(([kind, text]) => exampleSubject(kind, { text }));

describe('every rule, on any text', () => {
  it('keeps its places inside the text and quotes what stands there', () => {
    fc.assert(
      fc.property(subject, (subject) => {
        const document = parse(subject);
        for (const finding of lint(document, { clauses })) {
          expect(finding.offset).toBeGreaterThanOrEqual(0);
          expect(finding.endOffset).toBeLessThanOrEqual(document.text.length);
          expect(finding.quote).toBe(document.text.slice(finding.offset, finding.endOffset));
          expect(finding.message.length, finding.message).toBeLessThan(100);
        }
      }),
      { numRuns: 1500, seed: 2 },
    );
  });

  it('fixes so that fixing again changes nothing', () => {
    fc.assert(
      fc.property(subject, (subject) => {
        const fixed = fix(subject, { clauses });
        expect(fix(exampleSubject(subject.kind, { text: fixed }), { clauses })).toBe(fixed);
      }),
      { numRuns: 1500, seed: 3 },
    );
  });

  it('fixes alone as well as among others', () => {
    fc.assert(
      fc.property(subject, fc.constantFrom(...clauses), (subject, clause) => {
        const fixed = fix(subject, { clauses: [clause] });
        const again = lint(exampleSubject(subject.kind, { text: fixed }), { clauses: [clause] });
        expect(again.filter((finding) => finding.fix && !finding.fix.unsafe)).toEqual([]);
      }),
      { numRuns: 1500, seed: 4 },
    );
  });
});

const SIZE = 300_000;
const hostile: Record<string, string> = {
  nothing: '',
  'white space': ' \t\n'.repeat(1000),
  'one long line': 'a'.repeat(SIZE),
  'one long line of words': 'word '.repeat(SIZE / 5),
  'many lines': 'a\n'.repeat(100_000),
  'lone surrogates': '\ud83d\ude00\ud83d'.repeat(SIZE / 10),
  'NUL bytes': '\0'.repeat(SIZE / 10),
  'quotes, ten thousand deep': `${'>'.repeat(10_000)} a`,
  'lists, ten thousand deep': `${'- '.repeat(10_000)} a`,
  'open brackets': '['.repeat(SIZE / 10),
  'open links': '[a]('.repeat(SIZE / 40),
  'open emphasis': '*a_ '.repeat(SIZE / 10),
  'open comments': '<!--'.repeat(SIZE / 10),
  backticks: '`'.repeat(SIZE / 10),
  'a table without end': `| a |\n| - |\n${'| a |\n'.repeat(10_000)}`,
  'trailers without end': `Title\n\n${'Key: value\n'.repeat(20_000)}`,
  'folded trailers': `Title\n\nKey: value\n${' more\n'.repeat(20_000)}`,
  'attribution without end': `Title\n\n${'Co-Authored-By: Claude <noreply@anthropic.com>\n'.repeat(5000)}`,
  'emoji without end': `Title ${'\u{1f600}'.repeat(50_000)}`,
  'joiners without end': '\u200d'.repeat(50_000),
  'numbers without end': '1'.repeat(SIZE),
  'paths without end': 'a/b.ts:1'.repeat(SIZE / 10),
  'sentences without end': 'It probably is much faster. '.repeat(5000),
  'capital words': `Added ${'Ab'.repeat(SIZE / 10)}`,
};

describe.each(Object.entries(hostile))('%s', (_, text) => {
  it.each(KINDS)('gets a verdict as a %s', (kind) => {
    expect(() => lint(exampleSubject(kind, { text }), { clauses })).not.toThrow();
  });
});

describe('the engine', () => {
  const crash = defineRule({
    id: 'no-crash',
    summary: 'Crash',
    why: 'It shows what a crash does.',
    subjects: ['reply'],
    severity: 'error',
    good: [],
    bad: [],
    check: () => {
      throw new Error('boom');
    },
  });

  it('says where a clause had more to find than its most', () => {
    const { policy } = createLinter({ config: { rules: { 'no-words': ['error', { words: ['bad'] }] } } });
    const capped = (text: string, most?: number) => {
      const { findings, capped } = verdict(
        { kind: 'reply', text },
        policy,
        most === undefined ? {} : { most },
      );
      return [findings.length, capped];
    };
    expect(capped('bad bad bad', 2)).toEqual([2, true]);
    expect(capped('bad bad', 2)).toEqual([2, false]);
    expect(capped(`bad <!-- bylaw-disable no-emoji (it is wished) --> bad`, 1)).toEqual([1, true]);
    expect(capped('bad '.repeat(1001))).toEqual([1000, true]);
  });

  it('names a rule that crashes, and gives no verdict', () => {
    const { lint } = createLinter({ config: { rules: { 'no-crash': 'error' } }, rules: [crash] });
    expect(() => lint({ kind: 'reply', text: 'x' })).toThrow(RuleCrash);
  });

  it('judges only the subjects that a clause names', () => {
    const words = {
      rule: 'no-words',
      severity: 'error',
      options: { words: ['bad'], replace: {} },
      from: null,
    } as const;
    const policy = { clauses: [{ ...words, subjects: ['reply'] }] } as const;
    expect(lint({ kind: 'reply', text: 'bad' }, policy)).toHaveLength(1);
    expect(lint({ kind: 'commit', message: 'bad' }, policy)).toHaveLength(0);
  });

  it('does not let many findings in files that a clause leaves out hide one in another file', () => {
    const file = (path: string, count: number) =>
      `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${count} @@\n${'+\u{1f680}\n'.repeat(count)}`;
    const clause = {
      rule: 'no-emoji',
      severity: 'error',
      options: { shortcodes: true, code: false },
    } as const;
    const policy = { clauses: [{ ...clause, from: null, unless: [{ paths: ['data/**'] }] }] };
    const found = lint({ kind: 'diff', text: file('data/a.txt', 1200) + file('src/a.txt', 1) }, policy);
    expect(found.map(({ file }) => file)).toEqual(['src/a.txt']);
  });

  it('composes the fixes of several rules to one text', () => {
    const subject: Subject = {
      kind: 'commit',
      message: 'Retry it \u{1f680}.\n\nCo-authored-by: Claude <noreply@anthropic.com>\n',
    };
    expect(createLinter().fix(subject)).toBe('Retry it\n');
  });

  it('offers unsafe fixes, and applies them only when asked', () => {
    const rule = defineRule({
      id: 'no-b',
      summary: 'Leave out b',
      why: 'It shows what an unsafe fix does.',
      subjects: ['reply'],
      severity: 'warn',
      good: [],
      bad: [],
      *check(document) {
        for (const hit of document.find(['b']))
          yield { at: hit, message: 'Unexpected `b`', fix: '', unsafe: true };
      },
    });
    const linter = createLinter({ config: { rules: { 'no-b': 'warn' } }, rules: [rule] });
    const subject: Subject = { kind: 'reply', text: 'a b c' };
    expect(linter.lint(subject)[0]?.fix).toEqual({ text: '', unsafe: true });
    expect([linter.fix(subject), linter.fix(subject, { unsafe: true })]).toEqual(['a b c', 'a c']);
  });

  const deletions: [string, string][] = [
    ['a X b', 'a b'],
    ['X b', 'b'],
    ['a X', 'a'],
    ['a X.', 'a.'],
    ['a\n\nX\n', 'a\n'],
    ['a\n\nX\n\nb\n', 'a\n\nb\n'],
    ['a\nX\nb\n', 'a\nb\n'],
    ['a\n\nX\nX\n', 'a\n'],
    ['a\n\nX', 'a'],
    ['X\n\nb\n', 'b\n'],
    ['a\r\n\r\nX\r\n', 'a\r\n'],
  ];
  it.each(deletions)('deletes X in %j and leaves %j', (text, left) => {
    const remove = defineRule({
      id: 'no-x',
      summary: 'Leave out X',
      why: 'It shows what a deletion takes along.',
      subjects: ['reply'],
      severity: 'warn',
      good: [],
      bad: [],
      *check(document) {
        for (const hit of document.find(['X'])) yield { at: hit, message: 'Unexpected `X`', fix: '' };
      },
    });
    const linter = createLinter({ config: { rules: { 'no-x': 'warn' } }, rules: [remove] });
    expect(linter.fix({ kind: 'reply', text })).toBe(left);
  });
});
