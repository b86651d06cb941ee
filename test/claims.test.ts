import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimsIn } from '../src/parse/session/claim.ts';

function claimed(text: string): string[] {
  return claimsIn(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
}

describe('what a text claims', () => {
  it.each([
    ['All tests pass.', 'tests-pass: All tests pass'],
    ['Done! All 48 tests pass.', 'tests-pass: All 48 tests pass'],
    ['I changed the lock, and the full test suite is green.', 'tests-pass: test suite is green'],
    ['All 12 of them are green: 12/12 pass.', 'tests-pass: 12/12 pass'],
    ['`npm test` passes.', 'tests-pass: npm test` passes'],
    ['| Tests | \u2705 pass |', 'tests-pass: Tests | \u2705 pass'],
    ['- [x] All tests pass', 'tests-pass: All tests pass'],
    ['Tests: 41 passed', 'tests-pass: Tests: 41 passed'],
    ['Changes committed and pushed.', 'pushed: Changes committed and pushed'],
    ['Response times dropped from 400 ms to 20 ms.', 'faster: Response times dropped from 4'],
    ['**Everything passes**, at last', 'tests-pass: Everything passes'],
    ['I verified that the page loads.', 'verified: I verified'],
    ['Verified: the page loads.', 'verified: Verified'],
    ['The login works as expected now.', 'verified: The login works'],
    ['The crash is fixed.', 'fixed: crash is fixed'],
    ['- Fixed a race condition in the pool', 'fixed: Fixed a race condition'],
    ['This fixes the hang.', 'fixed: This fixes the hang'],
    ['Loading is now 3x faster.', 'faster: is now 3x faster'],
    ['I reduced the startup from 300 ms to 90 ms.', 'faster: reduced the startup from 3'],
    ['It runs with no regressions.', 'no-regressions: no regressions'],
    ['Those two failures are pre-existing.', 'pre-existing: failures are pre-existing'],
    ['The build succeeds.', 'builds: build succeeds'],
    ['ESLint passes.', 'lint-clean: ESLint passes'],
    ['No type errors.', 'types-check: No type errors'],
    ['Committed as 1a2b3c4.', 'committed: Committed'],
    ['I have pushed the branch.', 'pushed: I have pushed'],
    ['I opened a pull request.', 'pr-created: I opened a pull request'],
    ['I have read src/pool.ts and the lock is fair.', 'read: I have read src/pool.ts'],
    ['I ran the full test suite.', 'ran: I ran the full test suite'],
    ['The migration is complete.', 'done: migration is complete'],
    ['Lint, build, and tests all pass.', 'builds: build, and tests all pass'],
    ['`pytest` + `mypy` both pass.', 'tests-pass: pytest` + `mypy` both pass'],
    ['All 9 tests that exist are passing.', 'tests-pass: All 9 tests that exist are passing'],
    ['Test 2 passed, on to the third.', 'tests-pass: Test 2 passed'],
    ['Perfect! Let me write a summary:\n\n- All 9 tests pass', 'tests-pass: All 9 tests pass'],
    ['TypeScript compilation passes.', 'types-check: TypeScript compilation passes'],
    ['Clean build. Now the docs.', 'builds: Clean build'],
    ['The retry queue now works: two jobs, one run.', 'verified: The retry queue now works'],
    ['The upload of large files is working correctly.', 'verified: is working correctly'],
    ["It's working! The page loads.", "verified: It's working"],
    ['I built the page, tested it in a browser, committed, and pushed.', 'pushed: committed, and pushed'],
    [
      'The fix in src/pool.ts resolved the TimeoutError.',
      'fixed: The fix in src/pool.ts resolved the TimeoutError',
    ],
    ['Three lint errors, all pre-existing.', 'pre-existing: errors, all pre-existing'],
    ['Lint was already broken on main.', 'pre-existing: was already broken on main'],
    ['Two pages, one commit made.', 'committed: commit made'],
    ['I ran the new contract tests.', 'ran: I ran the new contract tests'],
  ])('%s', (text, claim) => {
    expect(claimed(text)).toContain(claim);
  });

  it.each([
    // Not so, or not known.
    'The tests do not pass.',
    'Not all tests pass.',
    'None of the tests pass.',
    'I have not run the tests.',
    'I could not verify that the fix works.',
    'It is unclear whether the crash is fixed.',
    'Nobody has verified that it works.',
    'Two tests pass, three fail.',
    'The failures may be pre-existing.',
    'I think the crash is fixed.',
    // Conditions, plans and wishes.
    'If the tests pass, I will push.',
    'Once all tests pass, merge it.',
    'When all tests pass, the script exits with 0.',
    'Tests pass if you set CI=1.',
    'All tests should pass now.',
    'This should make all tests pass.',
    'I want all tests to pass.',
    "I'll run it to confirm everything works.",
    'Let me verify that all tests pass.',
    'Make sure all tests pass before you merge.',
    'To verify the fix works, restart the server.',
    'Run `npm test` and confirm that all tests pass.',
    'CI will verify it.',
    'Test plan: all tests pass on two machines.',
    '## Next steps\n\n- All tests pass\n- Build passes',
    '- [ ] All tests pass',
    'Phase 2, quality gates\n- All tests pass',
    // Questions, quotations and what others said.
    'Do all tests pass?',
    '> All tests pass.',
    '```\nAll tests pass.\n```',
    'It prints `All tests pass`.',
    'You said "all tests pass".',
    'You said all tests pass, but I see two failures.',
    'The README says that all tests pass.',
    // What programs do.
    'The verifier checks that all tests pass.',
    'The hook ensures that all tests pass.',
    'The tests pass a pool to the parser.',
    'It works by hashing the key.',
    'Here is how the login works.',
    'The width is fixed at 80.',
    'The crash was fixed in 2.3.1.',
    'The tests pass on main, but not here.',
    'I am committed to short functions.',
    '11/17 tests pass.',
    '16 of 17 tests passing.',
    'To get a clean build, remove the cache.',
    'Steps: clean build, restart, log in.',
    'Each commit made here is signed.',
    'I ran into failing tests.',
    "It's working through the queue.",
    'Check that the upload is working correctly.',
    'Everything is tested in CI.',
    'Perfect! Let me show the next steps:\n\n- All 9 tests pass',
  ])('nothing in: %s', (text) => {
    expect(claimed(text)).toEqual([]);
  });

  it('is told apart from what is said of some things only', () => {
    const partial = (text: string) => claimsIn(text).map(({ isPartial }) => isPartial);
    expect(partial('All 12 tests pass.')).toEqual([false]);
    expect(partial('The whole suite passes.')).toEqual([false]);
    expect(partial('`npm test` passes.')).toEqual([false]);
    expect(partial('| Safe | All 12 tests pass |')).toEqual([false]);
    expect(partial('The test passed.')).toEqual([true]);
    expect(partial('The new test passes.')).toEqual([true]);
    expect(partial('All 50 other tests pass.')).toEqual([true]);
  });
});

it('finds places inside of any text, in order', () => {
  const words = fc.constantFrom(
    'All',
    'tests',
    'pass',
    '.',
    '\n',
    '- ',
    '`',
    '"',
    'is',
    'fixed',
    'bug',
    '\ud800',
    ', ',
    '\0',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      const text = parts.join(' ');
      let before = 0;
      for (const { start, end } of claimsIn(text)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        before = start;
      }
    }),
  );
});
