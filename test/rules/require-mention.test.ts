import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

type Options = Record<string, unknown>;
const findings = (text: string, options: Options = {}) =>
  createLinter({ config: { rules: { 'require-mention': ['warn', options] } } }).lint({ kind: 'reply', text });
const quotes = (text: string, options?: Options) => findings(text, options).map(({ quote }) => quote);
const messages = (text: string, options?: Options) => findings(text, options).map(({ message }) => message);

describe('a benchmark', () => {
  const NAMED = 'Ran A/B and B/A on a Ryzen 7950X.';

  it.each([
    'Benchmark: 48 ms before, 31 ms after.',
    'Throughput went from 1.2k to 1.5k ops/s.',
    'Measured in a loop: 48 ms -> 31 ms.',
    'In a benchmark it takes 31 ms, whereas\nit took 48 ms.',
    'The p99 latency is 12 % lower: 48 ms against 55 ms.',
    '## Benchmarks\n\n| case | before | after |\n|-|-|-|\n| big | 48 ms | 31 ms |',
    'The benchmark says:\n\n```\nold 48 ms\nnew 31 ms\n```',
    'Benchmark results\n\n**Before:** 48 ms\n\n**After:** 31 ms',
    'The benchmark gained on both, small +12% and big +31%.',
  ])('has to say more than %j', (text) => {
    expect(messages(text)).toEqual([
      'Benchmark without both orders (A/B, B/A) and the hardware, name what was done',
    ]);
    expect(quotes(`${text}\n\n${NAMED}`)).toEqual([]);
  });

  it.each([
    'Add a benchmark for the parser',
    'The benchmark times out after 30 s, so wait 60 s',
    'Raise the margin of the benchmark to 40%',
    'Memory went from 9.3 GiB to 3.7 GiB, measured twice',
    'It is twice as fast',
    '> Benchmark: 48 ms before, 31 ms after.',
  ])('is not in %j', (text) => expect(quotes(text)).toEqual([]));

  const SERVED =
    'The server answers 1500 req/s, up from 1200 req/s. Throughput rose. Runs alternated, on 2x H100.';

  it('of a server names a fresh one for each phase', () => {
    expect(messages(SERVED)).toEqual(['Benchmark without a fresh server per phase, name what was done']);
    expect(quotes(`${SERVED} The server was restarted before each phase.`)).toEqual([]);
  });

  it.each(['Both orders were run', 'ABBA', 'Interleaved runs', 'Each round was shuffled'])(
    'names its orders: %s',
    (order) => expect(quotes(`Benchmark on 8 cores: 48 ms before, 31 ms after. ${order}.`)).toEqual([]),
  );

  it.each(['an RTX PRO 6000', 'an M4 Max', 'c7g.2xlarge', 'Xeon Gold', 'a Raspberry Pi', 'CPU: my own'])(
    'names its hardware: %s',
    (name) => expect(quotes(`Benchmark on ${name}, A/B and B/A: 48 ms before, 31 ms after.`)).toEqual([]),
  );

  it('does not take the comment of a template for an answer', () => {
    expect(quotes('Benchmark: 48 ms -> 31 ms. A/B and B/A.\n\n<!-- name the GPU: H100? -->')).toEqual([
      'Benchmark',
    ]);
  });
});

describe('a cause', () => {
  it.each([
    ['The root cause of the hang is a lost wake-up.', 'root cause of the hang is'],
    ['Root cause: a lost wake-up.', 'Root cause:'],
    ['This happens because the lock is freed twice.', 'This happens because'],
    ['The deadlock was caused by a missing notify.', 'deadlock was caused by'],
    ['It crashes because the pool is closed.', 'crashes because'],
    ['The culprit was the pool.', 'culprit was'],
    ['## Root cause\n\nA lost wake-up.', '## Root cause'],
  ])('%j', (text, quote) => {
    expect(quotes(text)).toEqual([quote]);
    expect(quotes(`${text}\n\nReproduced with two clients.`)).toEqual([]);
  });

  it.each([
    'It fails without this change.',
    'Running the pool test in a loop shows it.',
    'I bisected it.',
    'Added a regression test.',
    '```\n$ node pool.js\n```',
  ])('is known by %j', (how) => expect(quotes(`The root cause is a lost wake-up.\n\n${how}`)).toEqual([]));

  it.each([
    'The root cause is not known yet',
    'Find the root cause first',
    'I chose this because it is short',
    'Say whether the failure was caused by the change',
    'He said "the root cause is the pool"'.replace(/"/g, '`'),
  ])('is not in %j', (text) => expect(quotes(text)).toEqual([]));
});

describe('a regression', () => {
  it.each([
    ['This regressed in 2.4.0.', 'regressed'],
    ['Fix a regression where tabs were lost', 'Fix a regression'],
    ['There is a regression in the parser.', 'regression in'],
    ['It used to work in 2.3.', 'used to work in'],
    ['fix regression with tabs', 'fix regression'],
    ['On some systems this introduced a regression.', 'this introduced a regression'],
    ['That is a bad regression.', 'That is a bad regression'],
  ])('%j', (text, quote) => {
    expect(quotes(text)).toEqual([quote]);
    expect(quotes(`${text} The last good one is 2.3.1, the first bad one 2.4.1.`)).toEqual([]);
  });

  it.each(['Bisected to the tab change.', 'It was introduced by 1a2b3c4d.', 'Caused by #412.'])(
    'has its boundary: %s',
    (boundary) => expect(quotes(`Fix a regression in the parser. ${boundary}`)).toEqual([]),
  );

  it.each([
    'Add a regression test',
    'No regression in the suite',
    'This prevents a regression in the parser',
    'Guard against regressions',
    'Skip the job due to a loader regression in the image',
  ])('is not in %j', (text) => expect(quotes(text)).toEqual([]));
});

describe('a test plan', () => {
  it.each([
    ['Test plan:\n- load test with 32 clients', 'load test'],
    ['**Test plan**\n\n- soak for an hour', 'soak'],
    ['Testing plan: 16 concurrent requests, then a smoke run', '16 concurrent requests'],
    ['## Testing\n\n- [ ] Load test\n- [ ] Smoke test', 'Load test'],
  ])('begins small: %j', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it.each([
    'Test plan: a smoke run, then a load test',
    '## Test plan\n\n1. Single worker\n2. Stress test',
    '## Test plan\n\n- unit tests\n\n## Notes\n\nNo load test yet',
    '## Test results\n\nStress tests pass',
    'We need a load test one day',
  ])('is fine: %j', (text) => expect(quotes(text)).toEqual([]));
});

describe('topics of your own', () => {
  const mentions = [
    {
      when: ['migration', 'migrations'],
      of: [['rollback', 'roll back'], { pattern: '(?i)downtime|offline' }],
    },
  ];

  it('ask for each part', () => {
    expect(quotes('A migration. Roll back by hand, no downtime.', { mentions })).toEqual([]);
    expect(messages('Migrations are new. Roll back by hand.', { mentions })).toEqual([
      'Found `Migrations` without `(?i)downtime|offline`, say it too',
    ]);
  });

  it('may say why, and in which order', () => {
    const ordered = [
      { when: 'release', of: ['tag', 'publish'], inOrder: true, because: 'publish what is tagged' },
    ];
    expect(quotes('For a release, tag and publish.', { mentions: ordered })).toEqual([]);
    expect(messages('For a release, publish and tag.', { mentions: ordered })).toEqual([
      'Found `release` without `publish` behind it, publish what is tagged',
    ]);
  });

  it('stand alone where no other topic is wanted', () => {
    expect(quotes('The root cause is a lost wake-up.', { topics: [], mentions })).toEqual([]);
  });
});

it('leaves alone what git and hosts write', () => {
  const linter = createLinter({ config: { rules: { 'require-mention': 'warn' } } });
  const message =
    'Revert "Fix a regression in the parser"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.';
  expect(linter.lint({ kind: 'commit', message })).toEqual([]);
});

it.each([
  ['benchmark', 'Benchmark: 48 ms before, 31 ms after.'],
  ['cause', 'The root cause is the lock.'],
  ['regression', 'It fixes a regression in the parser.'],
  ['test-plan', '## Test plan\n\nRun the load test with 100 clients.'],
])('asks about a %s where it is a topic', (topic, text) => {
  const topics = ['benchmark', 'cause', 'regression', 'test-plan'];
  expect(findings(text, { topics: [topic] })).toHaveLength(1);
  expect(findings(text, { topics: topics.filter((other) => other !== topic) })).toEqual([]);
});

it('asks of a benchmark for no more than it is told to', () => {
  const text = 'Benchmark: 48 ms before, 31 ms after.';
  expect(findings(text, { benchmark: ['server'] })).toEqual([]);
  expect(findings(text, { benchmark: ['orders', 'server'] })).toHaveLength(1);
  expect(findings(`${text} Runs alternated.`, { benchmark: ['orders', 'server'] })).toEqual([]);
});
