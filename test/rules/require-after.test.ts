import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import rule from '../../rules/require-after.ts';
import { lint } from '../../src/lint.ts';
import { subjectFromText } from '../../src/subject.ts';

const rules = new Map([[rule.id, rule]]);

function found(lines: readonly string[], options: object) {
  const clause = { rule: rule.id, severity: rule.severity, from: null };
  const policy = { clauses: [{ ...clause, options: rule.options?.(z).parse(options) ?? {} }] };
  return lint(subjectFromText('session', lines.join('\n')), policy, { rules });
}
const quotes = (...args: Parameters<typeof found>) => found(...args).map(({ quote }) => quote);

const LINT = { after: { edit: ['*.ts'] }, require: { run: ['<lint>'] } };
const CI = { after: { run: ['git push'], passed: true }, require: { run: ['gh run watch'] } };

describe('when it is judged', () => {
  it('at the reply that ends a turn', () => {
    expect(quotes(['edit: a.ts', 'reply: Done'], LINT)).toEqual(['edit: a.ts']);
    expect(found(['edit: a.ts', 'reply: Done'], LINT)[0]?.message).toBe(
      'Nothing followed this, run the linter before the end',
    );
  });

  it('not while the agent is at work', () => {
    expect(quotes(['edit: a.ts'], LINT)).toEqual([]);
    expect(quotes(['edit: a.ts', 'reply: Now the tests', 'run: npm test'], LINT)).toEqual([]);
  });

  it('at each end of a turn', () => {
    expect(
      quotes(
        ['edit: a.ts', 'reply: Done', 'prompt: More', 'edit: b.ts', 'reply: Done', 'prompt: Thanks'],
        LINT,
      ),
    ).toEqual(['edit: a.ts', 'edit: b.ts']);
  });

  it('not where the person came in between', () => {
    expect(quotes(['edit: a.ts', 'prompt: Wait', 'run: eslint .', 'reply: Done'], LINT)).toEqual([]);
    expect(quotes(['edit: a.ts', 'prompt: Wait', 'reply: Done'], LINT)).toEqual(['edit: a.ts']);
  });

  it('of the last one alone', () => {
    expect(quotes(['edit: a.ts', 'run: eslint .', 'edit: b.ts', 'edit: c.ts', 'reply: Done'], LINT)).toEqual([
      'edit: c.ts',
    ]);
  });
});

describe('a run that failed', () => {
  it('asks for nothing where it has to succeed', () => {
    expect(quotes(['run: git push', 'exit: 1', 'reply: It was refused'], CI)).toEqual([]);
    expect(quotes(['run: git push', 'exit: 0', 'reply: Done'], CI)).toEqual(['run: git push']);
  });

  it('does not follow', () => {
    const options = { ...LINT, require: { run: ['<lint>'], passed: true } };
    expect(quotes(['edit: a.ts', 'run: eslint .', 'exit: 1', 'reply: Done'], options)).toHaveLength(1);
    expect(quotes(['edit: a.ts', 'run: eslint .', 'exit: 0', 'reply: Done'], options)).toEqual([]);
  });
});

it('holds only where something has happened', () => {
  const options = { ...LINT, when: { prompt: ['release'] } };
  expect(quotes(['prompt: Rename it', 'edit: a.ts', 'reply: Done'], options)).toEqual([]);
  expect(quotes(['prompt: Release it', 'edit: a.ts', 'reply: Done'], options)).toHaveLength(1);
});

it('judges nothing by default', () => {
  expect(quotes(['edit: a.ts', 'reply: Done'], {})).toEqual([]);
});

it('holds until what is required was done', () => {
  const options = { after: { run: ['bench'] }, require: { run: ['kill'] }, when: { run: ['serve'] } };
  const session = ['run: serve', 'run: bench', 'run: kill 7', 'run: bench', 'reply: Done'];
  expect(quotes(session, options)).toEqual([]);
  expect(quotes([...session, 'prompt: Again', 'run: serve', 'run: bench', 'reply: Done'], options)).toEqual([
    'run: bench',
  ]);
});
