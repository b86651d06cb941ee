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

describe('what is no ticket', () => {
  it.each([
    'Set color: #333 on the title',
    'Change the border from #333 to #4a4a4a',
    'Make the grey of the title be `#333333`',
    'Replace the grey with #333',
    'Use #333 for the border',
    'Split the reader (PR #1 of 3)',
    'Move the tests, step #2/3',
    'Count cases of COVID-19',
  ])('is in %j', (message) => expect(inCommit(message)).toEqual([message]));

  it.each([
    'Fix the background, closes #333',
    'Fix the colors of the chart (#3333)',
    'Darken the border: fixes #123456',
    'Revert to #333',
    'Fix the border color. Closes: #333',
    'Make the palette work with #333',
    'Change the border color, related to #333',
    'Update the palette as it belongs to it\n\nThe cause is #333',
    'Fix the border color\n\nMake it robust, due to #333',
    'Finish #1 of the plan',
  ])('is not meant in %j', (message) => expect(inCommit(message)).toEqual([]));

  it.each([
    ['NODE-18', 'node-20-upgrade'],
    ['PYTHON-2', 'ana/python-3-fix'],
    ['RELEASE-2023', 'release-2024'],
    ['ES-2015', 'es-2022'],
  ])('is another one than %s on the branch %s', (ticket, branch) =>
    expect(inCommit(`Retry (${ticket})`, branch)).toEqual([]),
  );

  it.each([
    ['ES-2022-retry', 'ES-7'],
    ['node-20-up-12', 'UP-13'],
    ['release-up-12', 'UP-13'],
  ])('hides none on the branch %s', (branch, ticket) =>
    expect(inCommit(`Retry (${ticket})`, branch)).toEqual([ticket]),
  );
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
