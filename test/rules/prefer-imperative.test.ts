import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'prefer-imperative': 'warn' } } });

const judge = (message: string) => linter.lint({ kind: 'commit', message });

describe('the replacement', () => {
  it.each([
    ['Added a cache', 'Add'],
    ['Adds a cache', 'Add'],
    ['Adding a cache', 'Add'],
    ['Fixes the parser', 'Fix'],
    ['Fixed typos', 'Fix'],
    ['Removes dead code', 'Remove'],
    ['Applied the patch', 'Apply'],
    ['Dropping the old parser', 'Drop'],
    ['Swapped the arguments', 'Swap'],
    ['Uses one cache for all', 'Use'],
    ['Passes the buffer on', 'Pass'],
    ['Tidied the imports', 'Tidy'],
    ['Caches the answer', 'Cache'],
    ['Made the parser faster', 'Make'],
    ['ran the formatter', 'run'],
    ['FIXED A TYPO', 'FIX'],
    ['Changed from tabs to spaces', 'Change'],
    ['Fixed a bug where the cache is never emptied', 'Fix'],
  ])('of %j is %s', (title, verb) => expect(judge(title).map(({ fix }) => fix?.text)).toEqual([verb]));

  it.each([
    'fix: added a cache',
    'fix(parser)!: added a cache',
    'net: tcp: added a cache',
    'src/parse: added a cache',
    '[web] added a cache',
    '#12: added a cache',
    'ABC-12 added a cache',
    ':bug: added a cache',
    '\u{1f41b} added a cache',
  ])('is found in %j', (title) => {
    expect(judge(title).map(({ message }) => message)).toEqual(['Unexpected `added`, write `add`']);
  });
});

it.each([
  'Add a cache that was removed',
  'Bring the cache back',
  'Embed the manual',
  'Speed up the parser',
  'Need fewer locks',
  'Removed files reappear after a sync',
  'Changed files list',
  'fix: reverts button disabled',
  'Address the review',
  'Process the queue',
  'Bypass the cache',
  'Focus the first field',
  'String cache for the parser',
  'Bindings for the parser',
  'Missing file in the package',
  'Unused imports',
  'Nested lists in tables',
  'Tests for the parser',
  'Tests and docs',
  'Updates to the manual',
  'Fixes for Windows',
  'Fixes #12',
  'Fixes: see the list',
  'Changes requested in the review',
  'Builds without a network',
  'Logs page',
  'Docs',
  'Shared cache for all workers',
  'Fixed-width columns',
  'Fixed width for columns',
  'Disabled buttons in the dialog',
  'Cached by the browser for a day',
  'Added by mistake',
  'Logging of failed requests',
  'Testing guide',
  'Building from source',
  'Adding a label fails without a network',
  'Removing the last item crashes the list',
  'Constructor arguments in the manual',
  '`Added` is a label',
  '"Fixed" label',
  'added.ts: a new file',
  'Revert "Added a cache"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.\n',
  "Merge branch 'added' into main",
])('passes %j', (title) => expect(judge(title)).toEqual([]));

it.each([
  ['Fixed a typo', false],
  ['Fixed `parse`', false],
  ['Fixed 3 typos', false],
  ['Fixed README', false],
  ['Renamed file icon', true],
  ['Added result cache', true],
  ['Removed work queue', true],
])('the fix for %j is unsafe: %j, as the word may describe what follows', (title, isUnsafe) => {
  expect(judge(title).map(({ fix }) => fix?.unsafe ?? false)).toEqual([isUnsafe]);
});
