import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = (options: Record<string, unknown> = {}) =>
  createLinter({ config: { rules: { 'require-ticket': ['error', options] } } });
const inCommit = (message: string, branch?: string, options = {}) =>
  linter(options)
    .lint({ kind: 'commit', message }, branch === undefined ? {} : { branch })
    .map(({ quote }) => quote);

describe('the ticket of a branch', () => {
  it.each([
    ['another project beside it', 'Retry (AB-7)', 'ana/up-12-retry', []],
    ['another project before it', 'Retry (AB-7, UP-12)', 'ana/up-12-retry', []],
    ['another ticket of its project before it', 'Retry (UP-11, UP-12)', 'ana/up-12-retry', []],
    ['another ticket of its project alone', 'Retry (AB-7, UP-11)', 'ana/up-12-retry', ['UP-11']],
    ['a branch that names a standard first', 'Retry (UP-13)', 'utf-8-up-12', ['UP-13']],
    ['a branch without a ticket', 'Retry (UP-13)', 'retry', []],
  ])('%s', (_, message, branch, quotes) => expect(inCommit(message, branch)).toEqual(quotes));

  it('may differ where nobody asks', () =>
    expect(inCommit('Retry (UP-13)', 'up-12', { branch: false })).toEqual([]));

  it('is that of a pull request before the one checked out', () => {
    const lint = (branch: string) =>
      linter().lint({ kind: 'pr', title: 'Retry (UP-13)', body: '', branch }, { branch: 'up-12' });
    expect(lint('up-13')).toEqual([]);
    expect(lint('up-14')).toHaveLength(1);
  });
});

describe('a place', () => {
  it.each([
    ['title', 'UP-12 Retry', []],
    ['title', 'Retry\n\nUP-12', ['Retry']],
    ['body', 'Retry\n\nSee UP-12.', []],
    ['body', 'UP-12', ['UP-12']],
    ['body', 'Retry\n\nRefs: UP-12', ['Retry']],
    ['trailer', 'Retry\n\nRefs: UP-12', []],
    ['trailer', 'Retry\n\nSee UP-12.', ['Retry']],
  ])('%s of %j', (place, message, quotes) =>
    expect(inCommit(message, undefined, { places: [place] })).toEqual(quotes),
  );

  it('is none in a comment of a template', () => {
    const lint = (body: string) => linter().lint({ kind: 'pr', title: 'Retry', body });
    expect(lint('<!-- such as UP-12 -->')).toHaveLength(1);
    expect(lint('UP-12')).toEqual([]);
  });

  it('is named where it is missing', () => {
    const messages = (options: object) =>
      linter(options as Record<string, unknown>)
        .lint({ kind: 'commit', message: 'Retry' })
        .map(({ message }) => message);
    expect(messages({})).toEqual(['Missing ticket, name or link it']);
    expect(messages({ places: ['title', 'body'] })).toEqual([
      'Missing ticket, name or link it in the title or body',
    ]);
  });
});
