import { z } from 'zod';
import { fix } from './fix.ts';
import { lint } from './lint.ts';
import type { AnyRule, BadExample, GoodExample } from './rule.ts';
import { type Kind, type Subject, subjectFromText, textOf } from './subject.ts';

/** One example of a rule, judged as one kind of subject. */
export interface ExampleTest {
  readonly name: string;
  /** @throws Error that says what differs */
  run(): void;
}

/** Every example of a rule, once for each kind of subject it holds for. */
export function exampleTests(rule: AnyRule): ExampleTest[] {
  const good = rule.good.map((example) => (typeof example === 'string' ? { text: example } : example));
  return [
    ...good.flatMap((example) => testsOf(rule, { ...example, flags: [] }, 'allows')),
    ...rule.bad.flatMap((example) => testsOf(rule, example, 'flags')),
  ];
}

/**
 * Runs every example of a rule.
 * @throws Error at the first example that is not judged as it says
 */
export function testRule(rule: AnyRule): void {
  for (const test of exampleTests(rule)) test.run();
}

function testsOf(rule: AnyRule, example: BadExample, verb: string): ExampleTest[] {
  return (example.as ?? rule.subjects).map((kind) => ({
    name: `${verb} in a ${kind}: ${JSON.stringify(example.text)}`,
    run: () => runExample(rule, example, kind),
  }));
}

function runExample(rule: AnyRule, example: BadExample, kind: Kind): void {
  const rules = new Map([[rule.id, rule]]);
  const options = (rule.options?.(z) ?? z.strictObject({})).parse(example.options ?? {});
  const policy = { clauses: [{ rule: rule.id, severity: rule.severity, options, from: null }] };
  const subject = exampleSubject(kind, example);

  const { context = {} } = example;
  const findings = lint(subject, policy, { rules, context });
  same(
    findings.map((finding) => finding.quote),
    example.flags,
    'flagged places',
  );
  const fixed = fix(subject, policy, { rules, context });
  same(fixed, example.fixed ?? textOf(subject), 'text after all safe fixes');
}

/** The subject that an example text stands for. */
export function exampleSubject(kind: Kind, { text, subject, file }: GoodExample): Subject {
  const isPlain = kind === 'diff' && !/^(?:diff --|--- )/m.test(text);
  return { ...subjectFromText(kind, isPlain ? newFile(text, file) : text), ...subject } as Subject;
}

function newFile(text: string, name = 'example.txt'): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const added = lines.map((line) => `+${line}\n`).join('');
  return `--- /dev/null\n+++ b/${name}\n@@ -0,0 +1,${lines.length} @@\n${added}`;
}

function same(actual: unknown, expected: unknown, what: string): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`The ${what} should be ${should} and are ${is}`);
}
