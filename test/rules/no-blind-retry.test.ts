import { describe, expect, it } from 'vitest';
import noBlindRetry from '../../rules/no-blind-retry.ts';
import { createLinter } from '../../src/linter.ts';
import { parseSession } from '../../src/parse/session/notation.ts';
import { readPage } from '../../src/policy/page/read.ts';

const linter = createLinter({ config: { rules: { 'no-blind-retry': 'warn' } } });

function flagged(...lines: string[]): string[] {
  return linter.lint(parseSession(lines.join('\n'))).map(({ quote }) => quote);
}

describe('a second run is no retry where', () => {
  it.each([
    ['a tool looked', ['run: make\nexit: 2', 'tool: Grep pool', 'run: make\nexit: 2']],
    ['another command ran', ['run: make\nexit: 2', 'run: cat log.txt\nexit: 0', 'run: make\nexit: 2']],
    ['the command is another one', ['run: make\nexit: 2', 'run: make -j1\nexit: 2']],
    ['the person broke it off', ['run: make\nexit: 130', 'run: make\nexit: 0']],
    ['the status is unknown', ['run: make', 'run: make']],
    ['nothing was found', ['run: make 2>&1 | grep -c E\nexit: 1', 'run: make 2>&1 | grep -c E\nexit: 1']],
    ['something is not so', ['run: test -f a.out\nexit: 1', 'run: test -f a.out\nexit: 1']],
    ['nothing runs', ['run: pkill -f serve\nexit: 1', 'run: pkill -f serve\nexit: 1']],
    [
      'the time to watch is over',
      ['run: timeout 9 tail -f a.log\nexit: 124', 'run: timeout 9 tail -f a.log\nexit: 124'],
    ],
    [
      'the folder is another one',
      ['run: npm test\nexit: 1', 'run: cd web\nexit: 0', 'run: npm test\nexit: 1'],
    ],
    ['the network may be back', ['run: git fetch\nexit: 128', 'run: git fetch\nexit: 0']],
    ['it waits for a run elsewhere', ['run: gh run watch 7\nexit: 1', 'run: gh run watch 7\nexit: 0']],
    ['it waits itself', ['run: sleep 5 && make smoke\nexit: 1', 'run: sleep 5 && make smoke\nexit: 0']],
    ['it mends as it goes', ['run: npx eslint --fix .\nexit: 1', 'run: npx eslint --fix .\nexit: 0']],
    [
      'a hook mended the files',
      [
        'run: git commit -am x\nexit: 1\n  files were modified by this hook',
        'run: git commit -am x\nexit: 0',
      ],
    ],
  ])('%s', (_, lines) => {
    expect(flagged(...lines)).toEqual([]);
  });
});

it('finds each row of failures once, across what the agent says and notes', () => {
  const row = [
    'run: make serve\nexit: 124',
    'reply: Once more.',
    'tool: TodoWrite serve',
    'run: make serve\nexit: 124',
  ];
  expect(flagged(...row, 'run: make serve\nexit: 124')).toEqual(['run: make serve']);
  expect(flagged(...row, 'read: serve.log', ...row)).toEqual(['run: make serve', 'run: make serve']);
});

it('tells a question whether a server lives from work it is given', () => {
  const health = 'run: curl -s localhost:8000/health\nexit: 7';
  const work = 'run: curl -s localhost:8000/generate -d x\nexit: 28';
  expect(flagged(health, health)).toEqual([]);
  expect(flagged(work, work)).toEqual(['run: curl -s localhost:8000/generate -d x']);
});

describe('pages that ask for it', () => {
  const rules = new Map([[noBlindRetry.id, noBlindRetry]]);
  const options = (page: string) =>
    readPage(page, rules).flatMap(({ clauses }) => clauses.map((each) => each.options));

  it.each([
    ["- For server hangs: check the logs, don't just retry", {}],
    ['- If the server hangs, look in the logs before retrying.', {}],
    ['- Never re-run the same failing command without changing something.', {}],
    ['- If a command fails three times, stop and ask.', { times: 3 }],
  ])('%s', (page, wanted) => {
    expect(options(page)).toEqual([expect.objectContaining(wanted)]);
  });

  it.each(['- Retry failed requests with backoff.', '- Log the retry count before giving up.'])(
    'not: %s',
    (page) => {
      expect(options(page)).toEqual([]);
    },
  );
});
