import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-new-abstraction': 'warn' } } });
const judge = (text: string) => linter.lint({ kind: 'diff', text });
const quotes = (text: string) => judge(text).map((finding) => finding.quote);

/** A change that adds files, or, where a line begins with a marker of its own, changes them. */
function change(files: Record<string, string>): string {
  return Object.entries(files)
    .map(([path, text]) => {
      const lines = text
        .split('\n')
        .map((line) => (/^[-~]/.test(line) ? line.replace('~', ' ') : `+${line}`));
      const count = (marker: string) => lines.filter((line) => line.startsWith(marker)).length;
      const counts = `-1,${lines.length - count('+')} +1,${lines.length - count('-')}`;
      return `--- a/${path}\n+++ b/${path}\n@@ ${counts} @@\n${lines.map((line) => `${line}\n`).join('')}`;
    })
    .join('');
}

describe('one user', () => {
  it.each([
    [
      'a.ts',
      'export interface A<T> {\n  get(): T;\n}\nexport class B<T extends C> extends D implements A<T> {}',
    ],
    ['a.ts', 'interface A {\n  get: (name: string) => string;\n}\nclass B implements A {}'],
    [
      'A.java',
      '@Deprecated public interface A {\n}\nfinal class B\n    extends C<A2>\n    implements D, a.b.A {\n}',
    ],
    ['a.kt', 'internal interface A\nclass B(val name: String, val c: C) : D(name), A {'],
    ['a.cs', 'public abstract class A\n{\n}\ninternal sealed class B : A, IDisposable\n{\n}'],
    ['a.swift', 'public protocol A {\n}\nextension B: A {\n}'],
    ['a.php', 'interface A\n{\n}\nfinal class B implements \\Space\\A\n{\n}'],
    ['a.py', 'class A(abc.ABC):\n    pass\nclass B(A):\n    pass'],
    ['a.py', 'class A(Protocol[T]):\n    pass\nclass B(base.A[int], C):\n    pass'],
    ['a.rs', "pub(crate) trait A {\n}\npub struct B<'a> {}\nimpl<'a> crate::A for B<'a> {}"],
    ['a.cc', 'class A {\n  virtual void f() = 0;\n};\nclass B final : public A {\n};'],
  ])('in %s: %j', (path, text) => expect(quotes(change({ [path]: text }))).toEqual(['A']));

  it('is told in a message of bounded length', () => {
    const [base, user] = ['A'.repeat(60), 'B'.repeat(60)];
    const [finding] = judge(
      change({ 'a.cs': `abstract class ${base}\n{\n}\nclass ${user} : ${base}\n{\n}` }),
    );
    expect(finding?.quote).toBe(base);
    expect(finding?.message.length).toBeLessThan(100);
  });

  it('may stand in another file, and in lines that were there', () => {
    const text = change({ 'src/a.go': A_GO, 'src/b/b.go': B_GO });
    expect(judge(text)).toMatchObject([
      {
        file: 'src/a.go',
        line: 1,
        quote: 'A',
        message: 'Unexpected interface `A`, use `B` until there is a second',
      },
    ]);
    expect(quotes(change({ 'a.py': 'class A(ABC):\n    pass\n-class B:\n class B(A):\n~    pass' }))).toEqual(
      ['A'],
    );
  });
});

const A_GO = 'type A interface {\n\tRead() error\n\tWrite() error\n}';
const B_GO = 'func (b *B) Read() error {}\nfunc (b *B) Write() error {}';

it('counts a test that only names the abstraction for nothing', () => {
  const files = { 'A.java': 'interface A {}\nclass B implements A {}', 'test/T.java': 'A a = new B();' };
  expect(quotes(change(files))).toEqual(['A']);
});

describe('more than one, or others that the change does not show', () => {
  it.each([
    [
      'two classes',
      { 'a.ts': 'interface A {\n  a(): void;\n}\nclass B implements A {}\nclass C implements A {}' },
    ],
    ['an object without a class', { 'A.java': 'interface A {}\nclass B implements A {}\nA c = new A() {' }],
    [
      'a double in a test',
      { 'A.java': 'interface A {}\nclass B implements A {}', 'test/T.java': 'mock(A.class);' },
    ],
    [
      'a class with subclasses',
      { 'A.java': 'interface A {}\nclass B implements A {}\nclass C extends B {}' },
    ],
    ['an abstract user', { 'A.java': 'interface A {}\nabstract class B implements A {}' }],
    [
      'a name of its own',
      { 'A.java': 'interface A {}\nclass B implements A {}', 'x/A.java': 'interface A {}' },
    ],
    ['callers', { 'A.java': 'interface RetryCallback {}\nclass B implements RetryCallback {}' }],
    ['a shape of data', { 'a.ts': 'interface A {\n  readonly name: string;\n}\nclass B implements A {}' }],
    ['an impl for many types', { 'a.rs': 'trait A {}\nstruct B;\nimpl<T: C> A for T {}' }],
    ['a macro', { 'a.rs': 'trait A {}\nstruct B;\nimpl A for B {}\nimpl A for $t {}' }],
    ['a type of another crate', { 'a.rs': 'trait A {}\nimpl A for str {}' }],
    [
      'a method that many have',
      { 'a.go': 'type A interface {\n\tRead() error\n}\nfunc (b *B) Read() error {}' },
    ],
    ['half of the methods', { 'a.go': `${A_GO}\nfunc (b *B) Read() error {}` }],
    ['a fake in Go', { 'a.go': A_GO, 'a_test.go': B_GO }],
    ['nobody', { 'a.ts': 'interface A {\n  a(): void;\n}' }],
    ['what was there', { 'a.ts': '~interface A {\n~  a(): void;\n~}\nclass B implements A {}' }],
    [
      'what moved',
      { 'a.py': '-class A(ABC):\n-    pass', 'b.py': 'class A(ABC):\n    pass\nclass B(A):\n    pass' },
    ],
    ['a test', { 'test/a.ts': 'interface A {\n  a(): void;\n}\nclass B implements A {}' }],
    ['a program that wrote it', { 'a.pb.go': `${A_GO}\n${B_GO}` }],
    ['a mark of such a program', { 'a.go': `// Code generated by a tool. DO NOT EDIT.\n${A_GO}\n${B_GO}` }],
  ])('%s', (_, files) => expect(quotes(change(files as Record<string, string>))).toEqual([]));
});

it('never throws', () => {
  const piece = fc.constantFrom(
    ...[
      'class ',
      'interface ',
      'trait ',
      'impl<',
      ' for ',
      ': ',
      ' implements ',
      'A',
      'B',
      '(',
      '>',
      '{',
      '\n',
      'constructor',
    ],
  );
  fc.assert(
    fc.property(
      fc.constantFrom('a.ts', 'a.py', 'a.rs', 'a.go', 'a.cs', 'a.cc'),
      fc.array(piece),
      (path, pieces) => {
        for (const { line } of judge(change({ [path]: pieces.join('') }))) expect(line).toBeGreaterThan(0);
      },
    ),
  );
});
