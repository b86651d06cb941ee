import { Ledger, take } from '../src/parse/code/ledger.ts';
import { FIXTURES, hasTests, marksOf, TEST_FILES } from '../src/parse/code/testing.ts';
import { takenAway, type Weakening } from '../src/parse/code/weakening.ts';
import type { FileChange } from '../src/parse/diff.ts';
import { shorten } from '../src/parse/width.ts';
import { globs } from '../src/policy/glob.ts';
import { pattern, userPattern } from '../src/policy/pattern.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-weakened-test',
  summary: 'Keep the tests as strict as they were',
  why: 'A test that is skipped, emptied or deleted so that the run turns green hides the very fault it found.',
  subjects: ['diff'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      files: z
        .array(z.string())
        .default([...TEST_FILES, `!${FIXTURES}`])
        .describe('Globs of the files that hold tests'),
      forms: z
        .array(z.enum(['skip', 'only', 'assertion', 'test']))
        .default(['skip', 'only', 'assertion', 'test'])
        .describe('What counts: tests skipped, tests singled out, assertions and tests taken away'),
      allow: z
        .array(pattern(z))
        .default([])
        .describe('Patterns that let a skipped test pass where its line, or the next, matches one'),
    }),
  reads: (directive) => {
    const { text } = directive;
    const isBarred =
      /\b(?:never|do(?: not|n['\u2019]t)|must not|should not|avoid|no)\b[^.;:]{0,40}\b(?:skip|disabl|delet|remov|weaken|loosen|xfail|modify|chang|alter|edit|comment(?:ing)? out)\w*\b[^.;:]{0,40}\b(?:tests?|assertions?|test cases)\b(?! (?:suite|run|command|data|environment))/i;
    const isFixed =
      /\b(?:fix|change)\b[^.;]{0,40}\b(?:code|implementation)\b[^.;]{0,20}\bnot the tests?\b|\btests? (?:is |are )?(?:fail\w*|breaks?|broken|red),? (?:then )?(?:always )?fix the (?:underlying )?(?:implementation|code|source|bug)\b|\b(?:preserve|keep) (?:all )?existing tests\b/i;
    return directive.asks && (isBarred.test(text) || isFixed.test(text)) ? {} : null;
  },
  good: [
    { file: 'test/upload.test.ts', text: "it('retries once', () => {\n  expect(tries()).toBe(2);\n});" },
    {
      file: 'tests/test_upload.py',
      text: "@pytest.mark.skipif(sys.platform == 'win32', reason='no fork')\ndef test_fork():\n    assert fork() == 0",
    },
    {
      file: 'upload_test.go',
      text: 'func TestUpload(t *testing.T) {\n\tif testing.Short() {\n\t\tt.Skip("slow")\n\t}\n}',
    },
    { file: 'src/upload.ts', text: 'list.skip(1);\nit.only(first);' },
    {
      text: "--- a/test/upload.test.ts\n+++ b/test/upload.test.ts\n@@ -1,4 +1,4 @@\n it('retries once', () => {\n-  expect(tries()).toBe(2);\n-  expect(waits()).toBe(1);\n+  expect(log()).toEqual(['try', 'wait', 'try']);\n   close();\n });\n",
    },
    {
      text: '--- a/src/upload.py\n+++ b/src/upload.py\n@@ -1,4 +1,2 @@\n-def upload_twice(file):\n-    return [upload(file), upload(file)]\n def upload(file):\n     send(file)\n--- a/tests/test_upload.py\n+++ b/tests/test_upload.py\n@@ -1,5 +1,3 @@\n-def test_twice():\n-    assert upload_twice(empty) == [0, 0]\n def test_once():\n     assert upload(empty) == 0\n     close()\n',
    },
  ],
  bad: [
    { file: 'test/upload.test.ts', text: "it.skip('retries once', () => {});", flags: ['it.skip'] },
    { file: 'test/upload.test.ts', text: "describe.only('uploads', () => {});", flags: ['describe.only'] },
    {
      file: 'tests/test_upload.py',
      text: "@pytest.mark.skip(reason='flaky')\ndef test_fork():\n    assert fork() == 0",
      flags: ['@pytest.mark.skip'],
    },
    {
      file: 'upload_test.go',
      text: 'func TestUpload(t *testing.T) {\n\tt.Skip("flaky")\n}',
      flags: ['t.Skip'],
    },
    { file: 'src/upload.rs', text: '#[test]\n#[ignore]\nfn retries_once() {}', flags: ['#[ignore'] },
    {
      file: 'src/test/UploadTest.java',
      text: '  @Disabled("flaky")\n  @Test void retriesOnce() {}',
      flags: ['@Disabled'],
    },
    {
      text: "--- a/test/upload.test.ts\n+++ b/test/upload.test.ts\n@@ -1,4 +1,3 @@\n it('retries once', () => {\n   const tries = upload();\n-  expect(tries).toBe(2);\n });\n",
      flags: ['expect(tries).toBe(2);'],
    },
    {
      text: "--- a/test/upload.test.ts\n+++ b/test/upload.test.ts\n@@ -1,4 +1,4 @@\n it('retries once', () => {\n   const tries = upload();\n-  expect(tries).toBe(2);\n+  expect(tries).toBeDefined();\n });\n",
      flags: ['expect(tries).toBeDefined();'],
    },
    {
      text: '--- a/tests/test_upload.py\n+++ b/tests/test_upload.py\n@@ -1,5 +1,3 @@\n-def test_twice():\n-    assert upload_twice(empty) == [0, 0]\n def test_once():\n     assert upload(empty) == 0\n     close()\n',
      flags: ['def test_twice():'],
    },
  ],
  *check(document, { files, forms, allow }) {
    const known = document.files.filter(hasTests);
    const tests = new Set(known.filter(({ path }) => globs(files, path)));
    // A Rust test stands beside its code, and `#[ignore]` speaks of nothing else.
    const judged = known.filter((file) => tests.has(file) || file.language === 'rust');
    if (judged.length === 0) return;
    const change = new Ledger(document.files, tests);
    for (const file of judged) {
      const reports = [
        ...switchedOff(file, change, allow),
        ...(tests.has(file) ? takenAway(file, change) : []),
      ];
      for (const { form, ...report } of reports) if (forms.includes(form)) yield report;
    }
  },
});

/** Tests that are skipped or singled out. What only moved, or took another form, is not. */
function* switchedOff(file: FileChange, change: Ledger, allow: readonly string[]): Generator<Weakening> {
  const marks = marksOf(file, 'added');
  if (marks.length === 0) return;
  const added = marks.filter(({ line }) => !take(change.removed, line.text));
  const lost = { skip: 0, only: 0 };
  for (const { form } of marksOf(file, 'removed')) lost[form]++;
  for (const { form, line, at, context } of added) {
    if (lost[form]-- > 0 || allow.some((source) => userPattern(source).test(context))) continue;
    const what = `Unexpected \`${shorten(line.text.slice(at.start - line.start, at.end - line.start), 30)}\``;
    const advice = form === 'only' ? 'run the other tests, too' : 'let the test run, or mend what it shows';
    yield { at, message: `${what}, ${advice}`, form };
  }
}
