import type { Report } from '../../rule.ts';
import type { DiffLine, FileChange } from '../diff.ts';
import { type Ledger, names, plain, take } from './ledger.ts';
import { isAssertion, TestReader } from './testing.ts';

/** A place where a change takes something from the tests. */
export interface Weakening extends Report {
  readonly form: 'skip' | 'only' | 'assertion' | 'test';
}

/** A test whose first line the change adds or removes. */
interface Test {
  readonly name: string;
  readonly line: DiffLine;
  readonly lines: string[];
  asserts: boolean;
}

/** Lines that are removed and added together, with no line between that stays. */
interface Run {
  readonly removed: { readonly line: DiffLine; readonly test: Test | null }[];
  readonly added: DiffLine[];
  /** For each added line that may check something, the added test that it stands in. */
  readonly checks: (Test | null)[];
  /** One added line may stand for many: a loop, a table of cases. */
  repeats: boolean;
}

/** Whatever may check something: what is added gets the benefit of the doubt. */
const CHECK = /assert|expect|check|verify|should|must|require|refute|ensure|throw|raise|\b[a-z]\.\w+\(/i;
const REPEAT =
  /\b(?:for|forEach|each|map|while|parametrize|ParameterizedTest|MethodSource|DataProvider|InlineData|TestCase|subTest|rstest|case|loop)\b/;
const COMMENT = /^(?:\/\/|\/?\*|#(?![[!])|--|<!--|;)/;

/** Tests and assertions that the change takes away with nothing in their place. */
export function* takenAway(file: FileChange, change: Ledger): Generator<Weakening> {
  const asserts = ({ type, text }: DiffLine) => type === 'removed' && isAssertion(text.trimStart());
  if (!file.hunks.some((hunk) => hunk.some(asserts))) return;
  if (file.status === 'deleted' && change.hasLostItsCode(file)) return;
  const { lost, fresh, runs } = read(file);
  const stay = new Set(fresh.map(({ name }) => name));
  const gone = lost.filter(({ name }) => !stay.has(name));
  const come = fresh.length - (lost.length - gone.length);
  const whole = new Set(gone.length > come ? gone : []);
  yield* takenTests([...whole], gone.length - come, file, change, runs);

  const likeness = likenessTo(runs.flatMap(({ added }) => added.map(({ text }) => text)));
  // Where no test went, one with a new name is new, and no stand-in for those that were there.
  const had = new Set(lost.map(({ name }) => name));
  const isNew = ({ name, lines }: Test) =>
    gone.length === 0 && !had.has(name) && !isMostlyIn(change.removed, lines);
  const newOnes = new Set<Test | null>(fresh.filter(isNew));
  const checksOf = ({ checks }: Run) => checks.filter((test) => !newOnes.has(test)).length;
  let spare = 0;
  for (const run of runs) if (run.removed.length === 0) spare += checksOf(run);
  for (const run of runs) {
    yield* loosened(run);
    const taken = run.removed.filter(
      ({ line, test }) =>
        !(test && whole.has(test)) && !take(change.added, line.text) && !likeness(line.text),
    );
    if (taken.length === 0 || checksOf(run) > 0 || run.repeats) continue;
    if (run.removed.some(({ line }) => change.isAboutGone(line.text))) continue;
    spare -= taken.length;
    if (spare >= 0) continue;
    const count = taken.length;
    const message =
      count === 1
        ? 'Removed an assertion, put one as strict in its place'
        : `Removed ${count} assertions, put others as strict in their place`;
    yield { at: spanOf(taken[0]?.line as DiffLine), message, form: 'assertion' };
  }
}

function* takenTests(
  tests: readonly Test[],
  most: number,
  file: FileChange,
  change: Ledger,
  runs: readonly Run[],
): Generator<Weakening> {
  if (runs.some(({ repeats }) => repeats)) return;
  const taken = tests.filter(
    ({ line, lines, asserts }) =>
      asserts &&
      !isMostlyIn(change.added, lines) &&
      ![line.text, ...lines].some((text) => change.isAboutGone(text)),
  );
  if (taken.length === 0) return;
  if (file.status === 'deleted') {
    if (change.hasNewcomer(file)) return;
    yield { at: file.at, message: 'Deleted a file of tests, keep it while its code stands', form: 'test' };
    return;
  }
  for (const { line } of taken.slice(0, most)) {
    yield { at: spanOf(line), message: 'Removed a test, keep it while its code stands', form: 'test' };
  }
}

/** Half of some lines, or more. Short ones tell nothing. */
function isMostlyIn(bag: ReadonlyMap<string, number>, lines: readonly string[]): boolean {
  const long = lines.map(plain).filter(({ length }) => length > 8);
  return long.filter((line) => bag.has(line)).length * 2 >= long.length;
}

/** Tells whether an assertion stands among some lines in other words: most of its names are in one of them. */
function likenessTo(lines: readonly string[]): (text: string) => boolean {
  const byName = new Map<string, Set<string>[]>();
  for (const line of lines) {
    const all = new Set(telling(line));
    for (const name of all) byName.set(name, [...(byName.get(name) ?? []).slice(-MOST_ALIKE), all]);
  }
  return (text) => {
    const wanted = [...new Set(telling(text))];
    const near = new Set(wanted.flatMap((name) => byName.get(name) ?? []));
    return [...near].some((line) => {
      const shared = wanted.filter((name) => line.has(name)).length;
      return shared >= 2 && shared * 5 >= wanted.length * 3;
    });
  };
}

/** The names in an assertion apart from those that all have. */
const telling = (text: string): string[] =>
  names(text.slice(0, MOST_LETTERS)).filter((name) => !COMMON.test(name));

const COMMON =
  /^(?:\w*assert\w*|expect\w*|to(?:be|equal|strict|have|match|contain|throw)\w*|\w*equals?|self|this|true|false|null|none)$/i;

/** Lines looked at for one name, and letters of a line: enough for real changes, and a bound for all others. */
const MOST_ALIKE = 20;
const MOST_LETTERS = 200;

function spanOf({ start, end, text }: DiffLine) {
  return { start: start + text.length - text.trimStart().length, end };
}

function read({ hunks }: FileChange): { lost: Test[]; fresh: Test[]; runs: Run[] } {
  const [lost, fresh, runs]: [Test[], Test[], Run[]] = [[], [], []];
  for (const hunk of hunks) {
    const reader = { added: new TestReader(), removed: new TestReader() };
    /** The test that a line stands in; null where it was there before and stays. */
    const inside: { added: Test | null; removed: Test | null } = { added: null, removed: null };
    let run: Run | null = null;
    for (const line of hunk) {
      const text = line.text.trimStart();
      const sides = line.type === 'context' ? (['added', 'removed'] as const) : ([line.type] as const);
      for (const side of sides) {
        const name = reader[side].nameOf(text);
        if (name === null) continue;
        inside[side] = line.type === 'context' ? null : { name, line, lines: [], asserts: false };
        if (inside[side]) (side === 'added' ? fresh : lost).push(inside[side]);
      }
      if (line.type === 'context') {
        run = null;
        continue;
      }
      if (!run) {
        run = { removed: [], added: [], checks: [], repeats: false };
        runs.push(run);
      }
      if (COMMENT.test(text)) continue;
      const test = inside[line.type];
      test?.lines.push(line.text);
      if (line.type === 'removed') {
        if (!isAssertion(text)) continue;
        run.removed.push({ line, test });
        if (test) test.asserts = true;
      } else {
        run.added.push(line);
        run.repeats ||= REPEAT.test(text);
        if (CHECK.test(text)) run.checks.push(test);
      }
    }
  }
  return { lost, fresh, runs };
}

/** Asks only that there be something, or nothing at all; the group is what it asks about. */
const WEAK =
  /^(?:await )?(?:expect\((.+)\)\.(?:not\.(?:toBeNull|toBeUndefined)|toBeDefined|toBeTruthy)\(\)|assert ([\w.()[\]'"]+?)(?: is not None)?$|(?:\w+\.|\$this->|self::)?(?:assertTrue|assertIsNotNone|assertNotNull|XCTAssertNotNil|XCTAssertTrue|assert!|assert|NotNull|IsNotNull|NotNil|NotEmpty)\((?:t, )?([^=<>!&|]+)\))/;
const TRUE =
  /^(?:\w+\.|\$this->|self::)?(?:expect\(true\)\.to|assert(?:_?[tT]rue|\.ok)?!?[ (]\s*(?:true|True|1)\s*(?:[,);]|$))/;
const EXACT = /==|equal|toBe\(|same|\beq\b|\bis\(|_eq!|length|contain|match|AreEqual|[Ii]s\(/i;
const TOLERANCE = /\b(r?tol|rtol|atol|abs|rel|delta|eps|epsilon)(\s*=\s*)([\d.]+(?:e-?\d+)?)/g;

/** Assertions that now ask for less than the ones they stand in the place of. */
function* loosened({ removed, added }: Run): Generator<Weakening> {
  const exact = removed.map(({ line }) => line.text.trim()).filter((text) => EXACT.test(text));
  const tolerances = new Map(removed.map(({ line }) => [frame(line.text), line.text]));
  for (const line of added) {
    const text = line.text.trim().replace(/;$/, '');
    if (exact.length > 0 && exact.length >= added.length && isLoose(text, exact)) {
      const message = 'Loosened an assertion, let it name the value that it expects';
      yield { at: spanOf(line), message, form: 'assertion' };
    }
    const before = tolerances.get(frame(line.text));
    if (before !== undefined && isWider(line.text, before)) {
      const message = 'Widened the tolerance of an assertion, keep the one it had';
      yield { at: spanOf(line), message, form: 'assertion' };
    }
  }
}

function isLoose(text: string, exact: readonly string[]): boolean {
  if (!isAssertion(text)) return false;
  if (TRUE.test(text)) return !exact.some((before) => TRUE.test(before));
  const about = (WEAK.exec(text) ?? []).slice(1).find((group) => group !== undefined);
  return about !== undefined && exact.some((before) => before.includes(about) && !WEAK.test(before));
}

const frame = (text: string): string => plain(text.replace(TOLERANCE, '$1$2'));

function isWider(now: string, before: string): boolean {
  const values = (text: string) => Array.from(text.matchAll(TOLERANCE), (match) => Number(match[3]));
  const old = values(before);
  return values(now).some((value, index) => value > (old[index] ?? value));
}
