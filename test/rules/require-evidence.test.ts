import { describe, expect, it } from 'vitest';
import requireEvidence from '../../rules/require-evidence.ts';
import { createLinter } from '../../src/linter.ts';
import { parseSession } from '../../src/parse/session/notation.ts';
import { readPage } from '../../src/policy/page/read.ts';

const linter = createLinter({ config: { rules: { 'require-evidence': 'warn' } } });

function flagged(...lines: string[]): string[] {
  return linter.lint(parseSession(lines.join('\n'))).map(({ quote }) => quote);
}

const EDIT = 'edit: src/pool.ts\n  +take()';
const PASS = 'reply: All tests pass.';

describe('all tests pass', () => {
  it.each([
    ['after the last edit', [EDIT, 'run: pytest -q\nexit: 0', PASS]],
    [
      'in a pipe whose output says so',
      [EDIT, 'run: pytest -q 2>&1 | tail -3\nexit: 0\n  41 passed in 2.1s', PASS],
    ],
    ['with an unknown status', [EDIT, 'run: cargo test', PASS]],
    ['as part of the whole check', [EDIT, 'run: make check\nexit: 0', PASS]],
    ['by a script', [EDIT, 'run: ./scripts/run-tests.sh\nexit: 0', PASS]],
    ['behind another command', [EDIT, 'run: cd api && npm ci && npm test\nexit: 0', PASS]],
    ['before an edit of a page', [EDIT, 'run: npm test\nexit: 0', 'edit: docs/pool.md\n  +Pools', PASS]],
    ['before a commit', [EDIT, 'run: npm test\nexit: 0', 'run: git commit -am "Pool"\nexit: 0', PASS]],
    ['by a tool of a server', [EDIT, 'tool: mcp__jest__run_tests {}', PASS]],
    ['by a sub-agent', [EDIT, 'tool: Task Run the tests and report', PASS]],
    ['by the person', [EDIT, 'prompt: all tests pass here, commit it', PASS]],
    ['by a sub-agent that does the work', [EDIT, 'tool: Task Add the retry queue', PASS]],
    ['by a program of another version', [EDIT, 'run: go1.27rc1 test ./...', PASS]],
    ['in another shell', [EDIT, 'run: Remove-Item a.py; & "C:/v/python.exe" -m pytest -q', PASS]],
    [
      'by a script that marks what it checked',
      [EDIT, 'run: node pool.js\nexit: 0\n  \u2713 one taken', PASS],
    ],
    ['by a script that says it tests', [EDIT, 'run: node -e \'console.log("Test A")\'\nexit: 0', PASS]],
    ['in a log that is read', [EDIT, 'run: ./go > suite.log 2>&1', 'read: suite.log', PASS]],
    [
      'before an edit of what an agent keeps',
      [EDIT, 'run: npm test\nexit: 0', 'edit: .state/handoff.json\n  +{}', PASS],
    ],
    ['in CI', [EDIT, 'run: gh pr checks 7 --watch\nexit: 0\n  test pass 41s', PASS]],
    ['again, after a failure', [EDIT, 'run: npm test\nexit: 1', EDIT, 'run: npm test\nexit: 0', PASS]],
    [
      'in the background, read later',
      [EDIT, 'run: npm test > out.log &', 'run: cat out.log\nexit: 0\n  41 passed', PASS],
    ],
    [
      'but for some that fail',
      [EDIT, 'run: npm test\nexit: 1\n  2 failed, 39 passed', 'reply: All other tests pass.'],
    ],
  ])('is shown %s', (_, lines) => {
    expect(flagged(...lines)).toEqual([]);
  });

  it.each([
    ['nothing ran', [EDIT, PASS]],
    ['only the version was asked for', [EDIT, 'run: pytest --version\nexit: 0\n  pytest 8.2', PASS]],
    ['they were only listed', [EDIT, 'run: pytest --collect-only -q\nexit: 0', PASS]],
    ['they were only searched', [EDIT, 'run: grep -rn pytest tests/\nexit: 0', PASS]],
    ['they ran before the edit', ['run: npm test\nexit: 0', EDIT, PASS]],
    ['they failed', [EDIT, 'run: npm test\nexit: 1\n  2 failed', PASS]],
    ['they failed later', [EDIT, 'run: npm test\nexit: 0', 'run: npm test\nexit: 1', PASS]],
    ['the failure is swallowed', [EDIT, 'run: pytest || true\nexit: 0\n  2 failed, 3 passed', PASS]],
    ['the failure is lost in a pipe', [EDIT, 'run: pytest | tail -2\nexit: 0\n  2 failed, 3 passed', PASS]],
    ['they run in the background', [EDIT, 'run: npm test &', PASS]],
    ['a line says so', [EDIT, 'run: echo "All tests passed"\nexit: 0\n  All tests passed', PASS]],
    [
      'the shell edited the code',
      ['run: npm test\nexit: 0', 'run: sed -i s/a/b/ src/pool.ts\nexit: 0', PASS],
    ],
    ['a sub-agent looked around', [EDIT, 'tool: Task Explore the pool', PASS]],
    ['a scene is called a test', [EDIT, 'run: ffmpeg --name test-scene\nexit: 0', PASS]],
    ['another file was configured', ['run: npm test\nexit: 0', 'edit: tsconfig.json\n  +{}', PASS]],
    ['the person asks for it', [EDIT, 'prompt: Make sure all tests pass', PASS]],
  ])('is not shown where %s', (_, lines) => {
    expect(flagged(...lines)).toEqual(['All tests pass']);
  });
});

describe('other claims', () => {
  it.each([
    ['reply: The build succeeds.', 'run: npm run build\nexit: 0', 'build succeeds'],
    ['reply: No type errors.', 'run: npx tsc --noEmit\nexit: 0', 'No type errors'],
    ['reply: ESLint passes.', 'run: npx eslint src\nexit: 0', 'ESLint passes'],
    ['reply: I tested it by hand.', 'run: node pool.js\nexit: 0', 'I tested'],
    ['reply: I verified that it is called once.', 'run: grep -rn take src\nexit: 0', 'I verified'],
    ['reply: The deadlock is fixed.', 'run: node pool.js\nexit: 0', 'deadlock is fixed'],
    ['reply: It is 2x faster.', 'run: hyperfine "node pool.js"\nexit: 0', '2x faster'],
    ['reply: No regressions.', 'run: npm test\nexit: 0', 'No regressions'],
    ['reply: The two failures are pre-existing.', 'run: git stash\nexit: 0', 'failures are pre-existing'],
    ['reply: Committed as 1a2b3c4.', 'run: git commit -m "Pool"\nexit: 0', 'Committed'],
    ['reply: Pushed to origin.', 'run: git push\nexit: 0', 'Pushed'],
    ['reply: I opened a pull request.', 'run: gh pr create --fill\nexit: 0', 'I opened a pull request'],
    ['reply: I have read src/lock.ts and it is fair.', 'read: src/lock.ts', 'I have read src/lock.ts'],
    ['reply: I ran the linter.', 'run: npx eslint src\nexit: 0', 'I ran the linter'],
  ])('%s', (reply, shows, quote) => {
    expect(flagged(EDIT, shows, reply)).toEqual([]);
    expect(flagged(EDIT, reply)).toEqual([quote]);
  });

  it('tell a figure again that was measured', () => {
    const first = [EDIT, 'run: hyperfine "node pool.js"\nexit: 0', 'reply: It is 6x faster.'];
    expect(flagged(...first, EDIT, 'reply: Done. Taking is 6x faster.')).toEqual([]);
    expect(flagged(...first, EDIT, 'reply: Done. Taking is 9x faster.')).toEqual(['9x faster']);
  });

  it('need a test of all for no regressions', () => {
    expect(
      flagged(EDIT, 'run: pytest tests/test_pool.py -k take\nexit: 0', 'reply: No regressions.'),
    ).toEqual(['No regressions']);
  });

  it('take a failure from before the first edit for one that was there', () => {
    const reply = 'reply: The failing login test is pre-existing.';
    expect(flagged('run: npm test\nexit: 1\n  1 failed', EDIT, 'run: npm test\nexit: 1', reply)).toEqual([]);
  });

  it('are fixed by words where words were wrong', () => {
    expect(
      flagged('prompt: The help has errors', 'edit: docs/help.md\n  +Help', 'reply: Fixed the errors.'),
    ).toEqual([]);
  });
});

it('judges each reply by what was before it, and names each kind once', () => {
  const reply = 'reply: All tests pass.\n  \n  Again: all tests pass, and the build succeeds.';
  expect(flagged(EDIT, reply, 'run: npm test\nexit: 0', reply)).toEqual(['All tests pass', 'build succeeds']);
});

it('says what is missing and what to do', () => {
  const [finding] = linter.lint(parseSession(`${EDIT}\n${PASS}`));
  expect(finding?.message).toBe(
    'Claim of `All tests pass` without passing tests since the last edit, run them',
  );
});

describe('pages that ask for it', () => {
  const rules = new Map([[requireEvidence.id, requireEvidence]]);
  const claims = (page: string) =>
    readPage(page, rules).flatMap(({ clauses }) =>
      clauses.map(({ options }) => (options as { claims?: string[] }).claims?.join(' ') ?? 'all usual'),
    );

  it.each([
    ['- Never claim that tests pass without running them.', 'tests-pass ran'],
    ['- Never fabricate test results.', 'tests-pass ran'],
    ['- Do not make performance claims without benchmarks.', 'faster'],
    ['- Never state that a failure is pre-existing without checking it on main.', 'pre-existing'],
    ['- Never say "it works" unless you have run it.', 'verified fixed'],
    [
      '- Never mark a task as complete without demonstrating that it works.',
      'done verified fixed tests-pass',
    ],
  ])('%s', (page, wanted) => {
    expect(claims(page)).toEqual([wanted]);
  });

  it.each([
    '- Evidence before claims, always.',
    '- Prove it with logs, metrics, benchmarks.',
    '- Only claim what you have verified.',
    '- If you could not run something, say so.',
    '- State what you did not test.',
  ])('all usual claims: %s', (page) => {
    expect(claims(page)).toEqual(['all usual']);
  });

  it.each([
    '- Run the tests before committing.',
    '- Report the test coverage in the PR.',
    '- Back claims with evidence from the code.',
    '- Validate the schema before saving.',
    '- Never say "You are right!" unless the user is.',
    '- Run `make verify` before marking work complete.',
  ])('no claims: %s', (page) => {
    expect(claims(page)).toEqual([]);
  });
});
