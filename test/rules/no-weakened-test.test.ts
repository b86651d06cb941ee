import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-weakened-test': 'warn' } } });
const judge = (text: string) => linter.lint({ kind: 'diff', text });
const quotes = (text: string) => judge(text).map((finding) => finding.quote);

/** A change of one file; each line begins with its marker. */
function change(path: string, lines: readonly string[]): string {
  const count = (marker: string) => lines.filter((line) => line.startsWith(marker)).length;
  const [old, now] = [lines.length - count('+'), lines.length - count('-')];
  const names = [old === 0 ? '/dev/null' : `a/${path}`, now === 0 ? '/dev/null' : `b/${path}`];
  return `--- ${names[0]}\n+++ ${names[1]}\n@@ -1,${old} +1,${now} @@\n${lines.map((line) => `${line}\n`).join('')}`;
}

const added = (path: string, text: string) =>
  change(
    path,
    text.split('\n').map((line) => `+${line}`),
  );

describe('what switches tests off', () => {
  it.each([
    ['a.test.js', "xit('uploads', () => {});", 'xit'],
    ['a.test.js', 'it.skip.each([1])("uploads", () => {});', 'it.skip'],
    ['a.test.js', "test.fixme('uploads', () => {});", 'test.fixme'],
    ['a.test.js', "test('uploads', { skip: true }, () => {});", '{ skip: true'],
    ['a.test.js', "it('uploads', function () {\n  this.skip();\n});", 'this.skip'],
    ['a.test.js', 'fit("uploads", () => {});', 'fit'],
    ['test_a.py', '@unittest.expectedFailure\ndef test_a(self): ...', '@unittest.expectedFailure'],
    ['test_a.py', '@pytest.mark.xfail(reason="slow")\ndef test_a(): ...', '@pytest.mark.xfail'],
    ['test_a.py', 'def test_a(self):\n    """Uploads."""\n    self.skipTest("slow")', 'self.skipTest'],
    ['test_a.py', 'pytest.skip("slow", allow_module_level=True)', 'pytest.skip'],
    ['a_test.go', '//go:build ignore\n\npackage a', '//go:build ignore'],
    ['a_test.go', 'func TestA(t *testing.T) {\n\tt.Parallel()\n\tt.SkipNow()\n}', 't.SkipNow'],
    ['a_test.go', 'FIt("uploads", func() {})', 'FIt'],
    ['src/a.rs', '    #[ignore = "slow"]', '#[ignore'],
    ['ATest.kt', '  @Ignore\n  @Test fun a() {}', '@Ignore'],
    ['ATest.java', '@Test(enabled = false)', '@Test(enabled = false'],
    ['ATests.cs', '[Fact(Skip = "slow")]', '[Fact(Skip'],
    ['ATests.cs', '[Test, Ignore("slow")]', '[Test, Ignore'],
    ['a_spec.rb', 'it "uploads" do\n  skip\n  upload\nend', 'skip'],
    ['a_spec.rb', 'it "uploads", skip: "slow" do', ', skip:'],
    ['a_spec.rb', 'it "uploads", :focus do', ', :focus'],
    ['ATests.swift', 'func testA() throws {\n  throw XCTSkip("slow")\n}', 'throw XCTSkip'],
    [
      'ATest.php',
      "public function testA()\n{\n    $this->markTestSkipped('slow');\n}",
      '$this->markTestSkipped',
    ],
    ['a_test.cc', 'TEST(Upload, DISABLED_Retries) {', 'TEST(Upload, DISABLED_'],
    ['a_test.cc', 'TEST(Upload, Retries) {\n  GTEST_SKIP();\n}', 'GTEST_SKIP'],
    ['a_test.exs', '  @tag :skip\n  test "uploads" do', '@tag :skip'],
  ])('in %s: %j', (path, text, quote) => expect(quotes(added(path, text))).toEqual([quote]));
});

describe('what does not', () => {
  it.each([
    ['a.test.js', "it.skipIf(isWindows)('uploads', () => {});"],
    ['a.test.js', "it('uploads', () => {\n  if (isWindows) {\n    this.skip();\n  }\n});"],
    ['a.test.js', "// it.skip('uploads', () => {});"],
    ['a.test.js', 'model.fit(x, y);'],
    ['test_a.py', "@unittest.skipIf(os.name == 'nt', 'no fork')\ndef test_a(self): ..."],
    ['test_a.py', "@pytest.mark.xfail(\n    sys.platform == 'win32', reason='no fork')\ndef test_a(): ..."],
    ['test_a.py', 'def test_a():\n    if slow:\n        pytest.skip("slow")\n    upload()'],
    ['a_test.go', 'func needsNetwork(t *testing.T) {\n\tif offline {\n\t\tt.Skip("offline")\n\t}\n}'],
    ['ATest.java', '@DisabledOnOs(WINDOWS)'],
    ['a_spec.rb', 'it "uploads" do\n  skip "slow" if ci?\nend'],
    ['a_spec.rb', 'it "uploads" do\n  list.skip(1)\nend'],
    ['src/upload.js', "it.skip('uploads', () => {});"],
    ['test/fixtures/a.test.js', "it.skip('uploads', () => {});"],
    ['tests/_files/ATest.php', "public function testA()\n{\n    $this->markTestSkipped('slow');\n}"],
    ['test/notes.md', "it.skip('uploads', () => {});"],
  ])('in %s: %j', (path, text) => expect(quotes(added(path, text))).toEqual([]));

  it('is a skipped test that moves, or is skipped in another way', () => {
    const text = change('ATest.java', ['-  @Ignore("slow")', '+  @Disabled("slow")', '   @Test void a() {}']);
    expect(quotes(text)).toEqual([]);
    const [line, other] = ["it.skip('uploads', () => {});", "it('retries', () => {});"];
    expect(quotes(change('a.test.js', [`-${line}`, ` ${other}`, `+  ${line}`]))).toEqual([]);
  });

  it('is what a pattern allows, on the line or the next', () => {
    const options = { allow: ['#\\d+'] };
    const { lint } = createLinter({ config: { rules: { 'no-weakened-test': ['warn', options] } } });
    const find = (text: string) => lint({ kind: 'diff', text: added('test_a.py', text) });
    expect(find('@pytest.mark.skip(reason="see #12")')).toEqual([]);
    expect(find('@pytest.mark.skip(\n    reason="see #12")')).toEqual([]);
    expect(find('@pytest.mark.skip(reason="slow")')).toHaveLength(1);
  });
});

describe('what is said of a test that is switched off', () => {
  const skip = "it.skip('uploads', () => {});";
  const only = "it.only('uploads', () => {});";
  const other = (line: string) => line.replace('uploads', 'retries');

  it('is what to do, in the form it has', () => {
    expect(judge(added('a.test.js', `${skip}\n${only}`)).map(({ message }) => message)).toEqual([
      'Unexpected `it.skip`, let the test run, or mend what it shows',
      'Unexpected `it.only`, run the other tests, too',
    ]);
  });

  it('is nothing where as many go as come, each in its form', () => {
    const xit = "xit('uploads', () => {});";
    expect(quotes(change('a.test.js', [`-${xit}`, `+${skip}`, `+${other(skip)}`]))).toEqual(['it.skip']);
    expect(quotes(change('a.test.js', [`-${xit}`, `-${other(xit)}`, `+${skip}`]))).toEqual([]);
    expect(quotes(change('a.test.js', [`-${xit}`, `+${only}`]))).toEqual(['it.only']);
  });

  it('is nothing where it moves to another file', () =>
    expect(quotes(change('a.test.js', [`-${skip}`]) + change('b.test.js', [`+  ${skip}`]))).toEqual([]));

  it.each(['skip', 'only', 'assertion', 'test'])('is asked for by its form: %s', (form) => {
    const { lint } = createLinter({ config: { rules: { 'no-weakened-test': ['warn', { forms: [form] }] } } });
    const count = (text: string) => lint({ kind: 'diff', text }).length;
    expect(count(added('a.test.js', skip))).toBe(form === 'skip' ? 1 : 0);
    expect(count(added('a.test.js', only))).toBe(form === 'only' ? 1 : 0);
    const weaker = ["it('uploads', () => {", '-  expect(tries).toBe(2);', '   close();', ' });'];
    expect(count(change('a.test.js', [` ${weaker[0]}`, ...weaker.slice(1)]))).toBe(
      form === 'assertion' ? 1 : 0,
    );
    expect(count(change('test_a.py', ['-def test_a():', '-    assert a() == 1']))).toBe(
      form === 'test' ? 1 : 0,
    );
  });
});

describe('what takes assertions away', () => {
  const test = (...lines: string[]) =>
    change('a.test.js', [
      " it('uploads', () => {",
      '   const tries = upload();',
      ...lines,
      '   close();',
      ' });',
    ]);

  it('takes no name that is made ready for an assertion', () => {
    const lines = [' func TestUpload(t *testing.T) {', '-\tassert := assert.New(t)', ' \tupload()', ' }'];
    expect(quotes(change('a_test.go', lines))).toEqual([]);
  });

  it('lets a file of tests go with its code', () => {
    const tests = change('tests/test_ab.py', ['-def test_sum():', '-    assert ab.sum([1, 2]) == 3']);
    expect(quotes(tests)).toEqual(['tests/test_ab.py']);
    expect(quotes(tests + change('src/ab.py', ['-sum = list.sum']))).toEqual([]);
    expect(quotes(tests + change('src/other.py', ['-total = list.total']))).toEqual(['tests/test_ab.py']);
  });

  it('points at the first of them, on the new side', () => {
    const findings = judge(test('-  expect(tries).toBe(2);', '-  expect(log).toEqual([]);'));
    expect(findings).toMatchObject([
      {
        file: 'a.test.js',
        line: 3,
        quote: 'expect(tries).toBe(2);',
        message: 'Removed 2 assertions, put others as strict in their place',
      },
    ]);
  });

  it.each([
    [
      'commented out',
      ['-  expect(tries).toBe(2);', '+  // expect(tries).toBe(2);'],
      'expect(tries).toBe(2);',
    ],
    [
      'asked only to be there',
      ['-  expect(tries).toBe(2);', '+  expect(tries).toBeTruthy();'],
      'expect(tries).toBeTruthy();',
    ],
    ['always true', ['-  expect(tries).toBe(2);', '+  expect(true).toBe(true);'], 'expect(true).toBe(true);'],
    ['replaced by a call', ['-  assert.equal(tries, 2);', '+  log(tries);'], 'assert.equal(tries, 2);'],
  ])('%s', (_, lines, quote) => expect(quotes(test(...lines))).toEqual([quote]));

  it.each([
    ['in other words', ['-  assert.equal(tries, 2);', '+  expect(tries).toBe(2);']],
    [
      'behind a condition',
      ['-  expect(tries).toBe(2);', '+  if (retries) {', '+    expect(tries).toBe(2);', '+  }'],
    ],
    [
      'in a loop',
      ['-  expect(a).toBe(2);', '-  expect(b).toBe(2);', '+  for (const one of [a, b]) two(one);'],
    ],
    ['in a helper', ['-  expect(tries).toBe(2);', '+  checkTries(tries, 2);']],
    ['further down', ['-  expect(tries).toBe(2);', '   wait();', '+  expect(upload.tries).toBe(2);']],
    ['stricter', ['-  expect(tries).toBeDefined();', '+  expect(tries).toBe(2);']],
  ])('not one that is there %s', (_, lines) => expect(quotes(test(...lines))).toEqual([]));

  it('tells a wider tolerance from a narrower one', () => {
    const line = (value: string) => `np.testing.assert_allclose(a, b, rtol=${value})`;
    const tolerance = (from: string, to: string) =>
      quotes(change('test_a.py', [' def test_a():', `-    ${line(from)}`, `+    ${line(to)}`]));
    expect(tolerance('1e-7', '1e-3')).toEqual([line('1e-3')]);
    expect(tolerance('1e-3', '1e-7')).toEqual([]);
  });

  it('lets a new test not stand for an old assertion', () => {
    const lines = [
      '-  expect(tries).toBe(2);',
      ' });',
      "+it('closes', () => {",
      '+  expect(end()).toBe(1);',
      '+});',
    ];
    expect(quotes(change('a.test.js', [" it('uploads', () => {", ...lines]))).toEqual([
      'expect(tries).toBe(2);',
    ]);
  });
});

describe('what takes tests away', () => {
  const gone = ['-def test_twice():', '-    assert twice(1) == 2'];
  const stays = [' def test_once():', '     assert once(1) == 1'];

  it('is a test that goes while its code stays', () => {
    expect(quotes(change('test_a.py', [...gone, ...stays]))).toEqual(['def test_twice():']);
    expect(judge(change('test_a.py', gone))).toMatchObject([{ file: 'test_a.py', quote: 'test_a.py' }]);
  });

  it('is not one that goes with its code', () => {
    const code = change('a.py', ['-def twice(n):', '-    return 2 * n', ' def once(n):', '     return n']);
    expect(quotes(code + change('test_a.py', [...gone, ...stays]))).toEqual([]);
    expect(quotes(code + change('test_a.py', gone))).toEqual([]);
  });

  it('is not one that moves, gets another name, or becomes a row of a table', () => {
    const moved = gone.map((line) => line.replace('-', '+'));
    expect(quotes(change('test_a.py', [...gone, ...stays]) + change('test_b.py', moved))).toEqual([]);
    const renamed = ['+def test_two():', '+    assert twice(1) == 2'];
    expect(quotes(change('test_a.py', [...gone, ...renamed, ...stays]))).toEqual([]);
    const table = ['+@pytest.mark.parametrize("n", [1, 2])', ...stays];
    expect(quotes(change('test_a.py', [...gone, ...table]))).toEqual([]);
  });

  it('goes by what stands above it, where its name does not tell', () => {
    const lines = [
      '-  @Test',
      '-  void uploads() {',
      '-    assertEquals(2, tries());',
      '-  }',
      '   @Test',
      '   void b() {',
    ];
    expect(quotes(change('ATest.java', lines))).toEqual(['void uploads() {']);
  });
});

it('judges only the forms that are asked for', () => {
  const options = { forms: ['only'] };
  const { lint } = createLinter({ config: { rules: { 'no-weakened-test': ['error', options] } } });
  const text = added('a.test.js', "it.skip('a', () => {});\nit.only('b', () => {});");
  expect(lint({ kind: 'diff', text }).map(({ quote }) => quote)).toEqual(['it.only']);
});

it('never throws', () => {
  const line = fc.constantFrom(
    ...[
      'it(',
      "it('a', () => {",
      'expect(',
      'expect(a).toBe(1)',
      't.Skip(',
      '@Test',
      'def test_a():',
      '\ud800',
      '',
    ],
  );
  const marked = fc
    .tuple(fc.constantFrom('+', '-', ' '), fc.oneof(line, fc.string()))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.constantFrom('a.test.js', 'test_a.py', 'a_test.go', 'ATest.java'),
      fc.array(marked),
      (path, lines) => {
        for (const { line: at } of judge(change(path, lines.length > 0 ? lines : ['+'])))
          expect(at).toBeGreaterThan(0);
      },
    ),
  );
});
