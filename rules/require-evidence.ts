import { excerpt } from '../src/parse/sentence.ts';
import { claimsIn } from '../src/parse/session/claim.ts';
import { CLAIMS, type ClaimKind, USUAL } from '../src/parse/session/claim-words.ts';
import { Evidence } from '../src/parse/session/evidence.ts';
import { placeIn } from '../src/parse/session/notation.ts';
import { evidencedClaims } from '../src/policy/page/evidence.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'require-evidence',
  summary: 'Claim only what the session shows',
  why: 'Who reads that the tests pass looks no further; where nothing was run, the claim is a guess.',
  subjects: ['session'],
  severity: 'warn',
  recommended: true,
  options: (z) =>
    z.strictObject({
      claims: z
        .array(z.enum(CLAIMS))
        .default([...USUAL])
        .describe('Kinds of claims that something in the session has to show'),
    }),
  reads: evidencedClaims,
  good: [
    'edit: src/up.ts\nrun: npm test\nexit: 0\nreply: All tests pass.',
    'edit: src/up.ts\nrun: npm test | tail -3\nexit: 0\n  41 passed\nedit: README.md\nreply: All 41 tests pass.',
    'edit: src/up.ts\nrun: npm test\nexit: 1\n  3 failed\nreply: The tests do not pass yet, three fail.',
    'edit: src/up.ts\nreply: I have not run the tests. If the tests pass, I will commit.',
    'edit: src/up.ts\nreply: Should all tests pass before I push?',
    'edit: src/up.ts\nreply: I fixed the crash. I could not run the tests here.',
    'edit: src/check.ts\nreply: The verifier checks that all tests pass, and CI will tell.',
    'edit: src/up.ts\nprompt: All green here\nreply: Good, all tests pass. I will commit it.',
    'edit: src/up.ts\ntool: mcp__ide__run_tests\nreply: All tests pass.',
    'prompt: The login crashes\nedit: src/login.ts\nrun: node login.js\nexit: 0\nreply: The crash is fixed.',
    'edit: src/up.ts\nrun: git stash && npm test\nexit: 1\nreply: The 2 failures are pre-existing.',
    {
      text: 'edit: src/up.ts\nreply: It is now 3x faster, and all tests pass.',
      options: { claims: ['committed'] },
    },
  ],
  bad: [
    { text: 'edit: src/up.ts\nreply: Done. All tests pass.', flags: ['All tests pass'] },
    {
      text: 'run: npm test\nexit: 0\nedit: src/up.ts\n  +retry()\nreply: All tests pass.',
      flags: ['All tests pass'],
    },
    {
      text: 'edit: src/up.ts\nrun: npm test\nexit: 1\n  3 failed\nreply: All tests pass.',
      flags: ['All tests pass'],
    },
    {
      text: 'edit: src/up.ts\nrun: pytest --version\nexit: 0\nreply: All tests pass.',
      flags: ['All tests pass'],
    },
    { text: 'edit: src/login.ts\nreply: I fixed the crash.', flags: ['I fixed the crash'] },
    { text: 'edit: src/up.ts\nreply: Loading is 3x faster now.', flags: ['3x faster'] },
    {
      text: 'edit: src/up.ts\nrun: npm test\nexit: 1\nreply: The 2 failures are pre-existing.',
      flags: ['failures are pre-existing'],
    },
    {
      text: 'edit: src/up.ts\nrun: git commit -am "Retry"\nexit: 0\nreply: Committed and pushed.',
      flags: ['Committed and pushed'],
    },
  ],
  *check(document, { claims }) {
    const wanted = new Set<ClaimKind>(claims);
    const evidence = new Evidence();
    for (const event of document.events) {
      if (event.kind === 'reply') {
        const told = new Set<ClaimKind>();
        for (const claim of claimsIn(event.text)) {
          if (!wanted.has(claim.kind) || told.has(claim.kind) || evidence.backs(claim)) continue;
          if (OPEN.has(claim.kind) && DISCLOSED.test(event.text)) continue;
          told.add(claim.kind);
          const message = `Claim of \`${excerpt(claim.text)}\` ${LACKS[claim.kind]}`;
          yield { at: placeIn(document.text, event, claim), message };
        }
      }
      evidence.add(event);
    }
  },
});

/** Who says beside these that nothing was tried misleads nobody. */
const OPEN: ReadonlySet<ClaimKind> = new Set(['fixed', 'done']);
const DISCLOSED =
  /\b(?:not|never|n['\u2019]t|nothing)\s+(?:yet\s+)?(?:been\s+|was\s+|able\s+to\s+)?(?:run|ran|test|tested|verify|verified|tried)\b|n['\u2019]t\s+(?:yet\s+)?(?:been\s+)?(?:run|test|tested|verif(?:y|ied)|tried)\b|\b(?:untested|unverified)\b|\bcould(?:\s+not|n['\u2019]t)\s+(?:run|test|verify|try)\b/i;

/** What is missing, and what to do. */
const LACKS: Readonly<Record<ClaimKind, string>> = {
  'tests-pass': 'without passing tests since the last edit, run them',
  verified: 'with nothing tried since the last edit, try it',
  fixed: 'with nothing run since the last edit, reproduce it',
  faster: 'without a measurement since the last edit, measure it',
  'no-regressions': 'without all tests since the last edit, run them',
  'pre-existing': 'without a run on the old state, stash and run it',
  builds: 'without a build since the last edit, build it',
  'lint-clean': 'without a lint run since the last edit, run it',
  'types-check': 'without a type check since the last edit, run it',
  committed: 'without a commit in the session, commit it',
  pushed: 'without a push in the session, push it',
  'pr-created': 'without a pull request in the session, open it',
  read: 'of a file that was not read, read it',
  ran: 'of a run that is not in the session, run it',
  done: 'with nothing run since the last edit, try it',
};
