import { describe, expect, it } from 'vitest';
import { createLinter } from '../src/linter.ts';
import type { Override } from '../src/policy/policy.ts';
import type { Context } from '../src/rule.ts';
import type { Subject } from '../src/subject.ts';

const rule = 'require-ticket';
const commit: Subject = { kind: 'commit', message: 'Retry the upload' };
const pr = { kind: 'pr', title: 'Retry the upload', body: '' } as const;

/** Whether an override that turns a rule off holds. */
function isOff(when: Omit<Override, 'rules'>, subject: Subject, context: Context = {}): boolean {
  const config = { rules: { [rule]: 'error' }, overrides: [{ ...when, rules: { [rule]: 'off' } }] } as const;
  return createLinter({ config }).lint(subject, context).length === 0;
}

describe('a condition', () => {
  it('on kinds holds for these alone, whatever else it asks', () => {
    const context = { branch: 'play' };
    expect(isOff({ subjects: ['pr'], branches: ['play'] }, pr, context)).toBe(true);
    expect(isOff({ subjects: ['pr'], branches: ['play'] }, commit, context)).toBe(false);
    expect(isOff({ subjects: ['commit'], branches: ['main'] }, commit, context)).toBe(false);
  });

  it('on a branch goes by that of a pull request before the one checked out', () => {
    const when = { branches: ['play'] };
    expect(isOff(when, { ...pr, branch: 'play' }, { branch: 'main' })).toBe(true);
    expect(isOff(when, { ...pr, branch: 'main' }, { branch: 'play' })).toBe(false);
    expect(isOff(when, pr, { branch: 'play' })).toBe(true);
  });

  it('on all branches but some holds on no branch that is not known', () => {
    const when = { branches: ['!main', '!release/**'] };
    expect(isOff(when, commit, { branch: 'play' })).toBe(true);
    expect(isOff(when, commit, { branch: 'release/1.2' })).toBe(false);
    expect(isOff(when, commit)).toBe(false);
  });

  it('on a branch goes by the name that is judged', () => {
    const config = {
      rules: { 'no-emoji': 'error' },
      overrides: [{ branches: ['play/**'], rules: { 'no-emoji': 'off' } }],
    } as const;
    const found = (name: string) =>
      createLinter({ config }).lint({ kind: 'branch', name }, { branch: 'main' });
    expect(found('play/\u{1f680}')).toEqual([]);
    expect(found('work/\u{1f680}')).toHaveLength(1);
  });

  it('on authors goes by that of the subject before who makes the change', () => {
    const when = { authors: ['ada'] };
    const context = { author: { name: 'Ada' } };
    expect(isOff(when, { ...pr, author: 'ada' })).toBe(true);
    expect(isOff(when, { ...pr, author: 'bo' }, context)).toBe(false);
    expect(isOff(when, pr, context)).toBe(true);
    expect(isOff(when, { ...commit, author: { name: 'Bo' } } as Subject, context)).toBe(false);
    expect(isOff(when, commit, context)).toBe(true);
  });
});

describe('a pattern of authors', () => {
  const isLike = (pattern: string, name: string) =>
    isOff({ authors: [pattern] }, commit, { author: { name } });

  it.each([
    ['ada', 'ada', true],
    ['ada', 'adam', false],
    ['a*a', 'ada', true],
    ['a*a', 'aa', true],
    ['a*a', 'a', false],
    ['ab*ba', 'aba', false],
    ['*', 'ada', true],
    ['*[bot]', 'deploy[bot]', true],
    ['*[bot]', 'deploybot', false],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'acb', false],
    ['a*b*c', 'a-c', false],
    ['a*bb*b', 'abb', false],
    ['*b*b*', 'ab', false],
    ['*b*b*', 'abab', true],
  ])('%s for %s: %s', (pattern, name, is) => expect(isLike(pattern, name)).toBe(is));

  it('never holds where nobody is named', () => expect(isOff({ authors: ['a*'] }, commit)).toBe(false));
});

describe('globs of paths', () => {
  it.each([
    [['docs/'], 'docs/a.md', true],
    [['docs/'], 'docs/deep/a.md', true],
    [['docs/'], 'src/docs.md', false],
    [['*.md'], 'docs/deep/a.md', true],
    [['docs/*.md'], 'docs/deep/a.md', false],
    [['*'], '.github/a.md', true],
    [['*.md', '!README.md'], 'README.md', false],
    [['*.md', '!README.md', 'docs/**'], 'docs/README.md', true],
    [['!docs/**'], 'src/a.ts', true],
    [['!docs/**'], 'docs/a.md', false],
    [['!docs/**', 'docs/api/**', '!*.png'], 'docs/api/a.md', true],
    [['!docs/**', 'docs/api/**', '!*.png'], 'docs/api/a.png', false],
  ])('%j of %s: %s', (paths, path, is) => expect(isOff({ paths }, commit, { path })).toBe(is));
});
