import type { Span } from '../../rule.ts';
import type { DiffLine, FileChange } from '../diff.ts';
import type { Language } from './language.ts';

/** Globs of the files that hold tests, by the habits of their languages. */
export const TEST_FILES: readonly string[] = [
  '**/{test,tests,Test,Tests,__tests__,spec,specs,e2e,testing,testFixtures}/**',
  '*[-._]{test,tests,spec,unittest}.*',
  '{test,tests,test_*,test-*}.*',
  '*{Test,Tests,TestCase,Spec}.{java,kt,cs,swift,php}',
];

/** Of those, the files that tests only read. */
export const FIXTURES =
  '**/{fixture,fixtures,_fixture,_fixtures,__fixtures__,testFixtures,testdata,test-data,test_data,_files}/**';

/** Each alternative stands at the beginning of a line, behind its blanks, and holds whatever surrounds it. */
interface Forms {
  /** A test, or a group of them, that never runs; a test that has to fail. */
  readonly off: RegExp;
  /** The one test that runs, all others do not. */
  readonly only?: RegExp;
  /** Calls that end the test they stand in: they switch it off where nothing stands before them. */
  readonly leave?: RegExp;
  /** What the line that begins a test says anywhere to skip it, or to run it alone. */
  readonly option?: RegExp;
}

const SCRIPT: Forms = {
  off: /^(?:(?:it|test|suite)(?:\.(?:concurrent|sequential|serial))*\.(?:skip|fixme|failing|fails)(?:\.each)?\s*(?:\(\s*['"`]|`)|(?:it|describe|suite|context|specify)(?:\.\w+)?\.(?:skip|fixme|fails)\b|x(?:it|test|describe|context|specify)\s*(?:\.each|\())/,
  only: /^(?:(?:it|test|describe|suite|context|specify|t)(?:\.\w+)?\.only\b|f(?:it|describe|context)\s*\(\s*['"`])/,
  leave: /^(?:this|t|ctx|context)\.skip\(/,
  option: /\{ ?(?:skip: ?(?:true\b|['"`])|only: ?true\b)/,
};

const JVM: Forms = {
  off: /^(?:@(?:Disabled|Ignore)\b|@Test\s*\([^)]*enabled\s*=\s*false)/,
  leave: /^(?:\w+\.)?assume\w*\(\s*(?:false|true\s*==\s*false)\b/,
};

const CPP: Forms = {
  off: /^(?:(?:TYPED_)?TEST\w*\s*\([^,]*,\s*DISABLED_|\/\/ XFAIL: ?\*)/,
  leave: /^(?:GTEST_SKIP\(|QSKIP\(|SKIP\(["'])/,
};

/**
 * How tests are switched off for good, by the documentation of the frameworks. What depends on a condition
 * (`skipif`, `@DisabledOnOs`, a call inside of an `if`) is no such form.
 */
const FORMS: Readonly<Record<Language, Forms>> = {
  c: CPP,
  cpp: CPP,
  csharp: {
    off: /^\[(?:[\w.]+(?:\([^)]*\))?,\s*)*(?:Ignore\b|(?:\w*Fact|\w*Theory)\((?:[^)]*,\s*)?Skip\s*=)/,
  },
  elixir: { off: /^@(?:module|describe)?tag\s+(?::skip\b|skip:)/ },
  go: {
    off: /^(?:\/\/go:build ignore\n|[XP](?:It|Describe|Context|Specify|Entry|When|DescribeTable)\()/,
    only: /^F(?:It|Describe|Context|Specify|Entry|When|DescribeTable)\(/,
    leave: /^\w+(?:\.T\(\))?\.(?:Skip|Skipf|SkipNow)\(/,
  },
  java: JVM,
  javascript: SCRIPT,
  kotlin: JVM,
  php: {
    off: /^(?:\}\)->(?:skip|todo)\(\s*(?:['"]|\))|#\[Ignore\b)/,
    only: /^\}\)->only\(/,
    leave: /^(?:\$this->|self::|static::)markTest(?:Skipped|Incomplete)\(/,
  },
  python: {
    off: /^(?:@(?:pytest\.)?mark\.(?:skip\b|skipif\(True\b|xfail\b(?!\(\s*(?!(?:reason|raises|strict|run)\s*=|\))))|@(?:\w+\.)*(?:skip|expectedFailure)\b(?!\.)|pytestmark\s*=.*\bmark\.(?:skip|xfail)\b|pytest\.param\(.*\bmark\.(?:skip|xfail)\b|(?:test\w+\.)?(?:skip|todo)\s*=\s*(?:['"]|True\b))/,
    leave: /^(?:(?:pytest\.(?:skip|xfail)|self\.skipTest)\(|raise (?:\w+\.)?SkipTest\b)/,
  },
  ruby: {
    off: /^(?:x(?:it|describe|context|specify|scenario|feature|example)\b[ (])/,
    only: /^(?:f(?:it|describe|context|specify|scenario) ['"])/,
    option: /, ?(?::skip\b|skip: ?(?:true\b|['"])|pending: ?(?:true\b|['"])|:focus\b|focus: ?true\b)/,
    leave: /^(?:skip|pending|omit|pend)(?:\n|$|[ (]['"]|\()/,
  },
  rust: { off: /^(?:#\[ignore\b|\/\/@? ?ignore-test\b)/ },
  swift: {
    off: /^@(?:Test|Suite)\([^)]*\.disabled\((?!if:)/,
    leave: /^throw XCTSkip\(/,
  },
  typescript: SCRIPT,
};

/** The line that begins a test; the first group is its name, where it has one. */
const TEST =
  /^(?:(?:await )?(?:t\.)?(?:it|test|specify|scenario|example)(?:\.\w+)*\s*\(?\s*(?:['"`]([^'"`]*)|$)|(?:[\w<>[\]?]+ )*?(?:func|function|def|fun|fn|void|Task) (?:\([^)]*\) )?[`]?((?:[tT]est|should|it_)\w*|Benchmark\w*|Fuzz\w*)\b|(?:TYPED_)?TEST\w*\s*\(([^)]*)\)|TEST_CASE\s*\(\s*"([^"]*)|t\.Run\("([^"]*))/;

/** What is made ready before each test or all of them: leaving it leaves them. */
const SETUP =
  /^(?:before(?:Each|All)?\b|setup\b|(?:\w+ )*(?:def|func|function) (?:setup|set_up|setup_\w+)\b)/i;

/** A statement that fails a test. */
const ASSERTION =
  /^(?:(?:await|return|with|async with) )*(?:[\w$:.>-]{0,60}?(?:\b|_)(?:assert\w*!?(?:[.(<]| (?!:?=))|refute\w*[( ])|expect(?:\(|\.soft\(|TypeOf\b| \{| do\b)|(?:\$this->|self\.)(?:expect|assert|fail)\w*\(|pytest\.(?:raises|warns)\(|require\.[A-Z]\w*\(|[a-z]\.(?:Error|Fatal|Errorf|Fatalf|Fail|FailNow)\(|[a-z]\.(?:Assert|Check)\(|(?:Expect|Eventually|Consistently)\(|t\.(?:is|not|equal|same|ok|notOk|deepEqual|notEqual|true|false|truthy|falsy|throws|rejects|match|like|type|strictSame|error|snapshot|regex)\(|(?:EXPECT|ASSERT|CHECK|REQUIRE|BOOST_CHECK|BOOST_TEST|BOOST_REQUIRE|XCTAssert|XCTFail|QCOMPARE|QVERIFY)\w*\s*\(|verify(?:NoMore\w+)?\(|#expect\(|[^'"=]{0,80}(?:\.should\b|\)\.Should\(\)|\.must_\w+|\.wont_\w+))/;

/** A place in a change that skips a test or singles it out. */
export interface Mark {
  readonly form: 'skip' | 'only';
  readonly line: DiffLine;
  readonly at: Span;
  /** Its line and the next. */
  readonly context: string;
}

/** Whether bylaw knows how tests are written in the language of a file. */
export function hasTests({ language }: FileChange): boolean {
  return language !== null && FORMS[language] !== undefined;
}

/** The marks that a change adds to a file, or removes from it. */
export function marksOf({ language, hunks }: FileChange, type: 'added' | 'removed'): Mark[] {
  const forms = language === null ? undefined : FORMS[language];
  if (!forms) return [];
  const other = type === 'added' ? 'removed' : 'added';
  return hunks.flatMap((hunk) => {
    const lines = hunk.filter((line) => line.type !== other);
    const marks = lines.flatMap((line, index) =>
      line.type === type ? markOf(line, lines[index + 1], forms) : [],
    );
    if (!marks.some(({ leaves }) => leaves)) return marks;
    const direct = linesOfBodies(lines, language === 'go');
    return marks.filter(({ leaves, line }) => !leaves || direct.has(line));
  });
}

function markOf(line: DiffLine, next: DiffLine | undefined, forms: Forms): (Mark & { leaves: boolean })[] {
  const text = line.text.trimStart();
  const indent = line.text.length - text.length;
  const context = `${text.slice(0, 300)}\n${next?.text.trim().slice(0, 300) ?? ''}`;
  const off = forms.off.exec(context);
  const leave = off || CONDITION.test(context) ? null : forms.leave?.exec(context);
  const option = forms.option && nameOf(text) !== null ? forms.option.exec(context) : null;
  const found = off ?? leave ?? forms.only?.exec(context) ?? option;
  if (!found) return [];
  const form = !off && !leave && /only|focus|^[fF]/.test(found[0]) ? 'only' : 'skip';
  const start = line.start + indent + found.index;
  const length = found[0].replace(/\n[\s\S]*|[\s('"`=]+$/g, '').length;
  const leaves = Boolean(leave) && !(indent === 0 && context.includes('allow_module_level=True'));
  return [{ form, line, at: { start, end: start + length }, context, leaves }];
}

/** Ruby asks for the condition behind the statement. */
const CONDITION = /^[^\n]*[ \t)'"](?:if|unless) /;

/**
 * The lines that stand directly in a test, and not in a branch or a loop of it, by how far they are indented.
 * In Go, where all indent alike, those of a function that begins above the hunk are known, too.
 */
function linesOfBodies(lines: readonly DiffLine[], isGo: boolean): Set<DiffLine> {
  const direct = new Set<DiffLine>();
  let head: number | null = null;
  let body: number | null = null;
  let isAbove = true;
  for (const line of lines) {
    const text = line.text.trimStart();
    const indent = line.text.length - text.length;
    if (text === '') continue;
    if (indent === 0) isAbove = false;
    if (isGo && isAbove && indent === 1) direct.add(line);
    if (opensTest(text)) {
      head = indent;
      body = null;
    } else if (head !== null && !/^[)\]}{]/.test(text)) {
      if (body !== null && indent <= head && body > head) head = null;
      else if (body === null || indent === body) direct.add(line);
      body ??= indent;
    }
  }
  return direct;
}

function opensTest(text: string): boolean {
  return nameOf(text) !== null || SETUP.test(text.slice(0, 200));
}

function nameOf(text: string): string | null {
  const match = TEST.exec(text.slice(0, 200));
  return match && (match.slice(1).find((group) => group !== undefined) ?? '');
}

/** What stands above a test that its name does not tell. */
const ANNOTATION =
  /^(?:@(?:Test|ParameterizedTest|RepeatedTest|Property)\b|#\[(?:\w+::)*(?:test|rstest|test_case)\b|\[(?:Test|Fact|Theory|TestMethod|TestCase)\b)/;

/** Finds the names of tests, line by line, without the blanks before them. */
export class TestReader {
  #isAnnotated = false;

  nameOf(text: string): string | null {
    if (ANNOTATION.test(text)) this.#isAnnotated = true;
    const name = nameOf(text);
    const marked = this.#isAnnotated
      ? /^[^@#[(]*?\b(\w+)\s*(?:<[^>]*>)?\(/.exec(text.slice(0, 200))?.[1]
      : undefined;
    if (name !== null || marked !== undefined) this.#isAnnotated = false;
    return name ?? marked ?? null;
  }
}

/** Whether a line, without the blanks before it, begins a statement that fails a test. */
export function isAssertion(text: string): boolean {
  return ASSERTION.test(text.slice(0, 200));
}
