import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'require-numbers': 'warn' } } });
const commit = (message: string) => linter.lint({ kind: 'commit', message }).map(({ quote }) => quote);
const reply = (text: string) => linter.lint({ kind: 'reply', text }).map(({ quote }) => quote);

describe('a claim about performance', () => {
  it.each([
    ['Parsing is slightly faster now', 'slightly faster'],
    ['Speed the import up', 'Speed the import up'],
    ['Improve Performance Of Search', 'Improve Performance'],
    ['Share a browser for more\nefficient tests', 'more\nefficient'],
    ['Drop a copy, improving the rendering\nperformance', 'improving the rendering\nperformance'],
    ['Reduce the number of allocations', 'Reduce the number of allocations'],
    ['Memory usage is lower after this', 'Memory usage is lower'],
    ['The check does not affect throughput', 'not affect throughput'],
    ['Fix a performance regression', 'performance regression'],
    ['fix: optimize the inner loop', 'optimize'],
    ['Merge branch `a`\n\n* perf(db): pool connections', 'perf'],
    ['Drop the list to save memory', 'to save memory'],
    ['Cut build times', 'Cut build times'],
  ])('%j', (text, quote) => expect(commit(text)).toEqual([quote]));

  it.each([
    'Improve the performance tests and the latency dashboard',
    'Remove the bandwidth setting and the cost overview',
    'Catch performance regressions in CI',
    'Optimize imports',
    'It moves faster than the stable release',
    'The label says "much faster"',
    'TODO: make this faster',
    '- [ ] Performance improvement',
    'Warn when latency is higher than the limit',
    'Improve the message for a wrong build time',
    'Fix the path `src/performance improvements.md`',
    '```\nmuch faster\n```',
    'Revert "perf: pool connections"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.',
  ])('is not in %j', (text) => expect(commit(text)).toEqual([]));
});

describe('a figure that answers it', () => {
  it.each([
    'from 480 ms to 95 ms',
    'by 20 %',
    '1.3\u00d7 as much',
    'half the time',
    'six times what it was',
    'from 31 queries to 4',
    '31 -> 4 queries',
    'O(n) instead of O(n^2)',
    '85 MB/s',
    '(3 reads where it had 7 reads)',
  ])('%s', (figure) => expect(commit(`A scan is faster: ${figure}`)).toEqual([]));

  it.each([
    'within a timeout of 30 s',
    'for files >10 MB',
    'since version 1.2.3',
    'on 8 workers',
    'as #42 asked',
    'with 95 % coverage',
  ])('is none: %s', (figure) => expect(commit(`A scan is faster ${figure}`)).toEqual(['faster']));

  it('may be in a log or a table', () => {
    expect(commit('Faster scan\n\n```\nbefore 0.00544\nafter 0.00291\n```')).toEqual([]);
    expect(commit('Faster scan\n\n| before | after |\n|-|-|\n| 210 | 84 |')).toEqual([]);
  });
});

describe('a reply', () => {
  it.each(['I optimized the query.', 'This optimizes the query.', 'The list now loads instantly.'])(
    'claims: %s',
    (text) => expect(reply(text)).toHaveLength(1),
  );

  it.each([
    'I can make it faster.',
    'Let me know if it should be faster.',
    'You could improve performance with an index.',
    '- Optimize the query',
    'Is it faster now?',
  ])('offers or asks: %s', (text) => expect(reply(text)).toEqual([]));
});
