import { TEST_FILES } from '../src/parse/code/testing.ts';
import { type Head, hasHeads, headsOf } from '../src/parse/code/type-head.ts';
import type { FileChange } from '../src/parse/diff.ts';
import { shorten } from '../src/parse/width.ts';
import { isGenerated } from '../src/policy/generated.ts';
import { globs } from '../src/policy/glob.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-new-abstraction',
  summary: 'Wait with an abstraction until two things need it',
  why: 'An interface with one implementation says everything twice, for a second one that may never come.',
  subjects: ['diff'],
  severity: 'warn',
  reads: (directive) =>
    directive.forbids(
      /\b(?:speculative|premature|unnecessary|needless|unneeded|over-?engineered) (?:\w+ )?(?:abstractions?|generali[sz]ations?|interfaces?|layers?)\b|\babstractions? (?:for (?:single|one|hypothetical|later|(?:the |a )?future|some ?day)|until|before|nobody)\b|\bspeculative generality\b/,
    )
      ? {}
      : null,
  good: [
    {
      file: 'src/store.ts',
      text: 'export interface Store {\n  read(name: string): string;\n}\nclass Disk implements Store {}\nclass Memory implements Store {}',
    },
    {
      file: 'src/options.ts',
      text: 'export interface Options {\n  readonly retries: number;\n}\nclass Defaults implements Options {}',
    },
    {
      file: 'src/UploadListener.java',
      text: 'public interface UploadListener {\n  void done(File file);\n}\nclass Log implements UploadListener {}',
    },
    {
      file: 'src/words.rs',
      text: 'pub trait Words {\n    fn words(&self) -> usize;\n}\nimpl Words for str {}',
    },
    {
      text: '--- /dev/null\n+++ b/src/store.py\n@@ -0,0 +1,5 @@\n+class Store(ABC):\n+    @abstractmethod\n+    def read(self, name): ...\n+class Disk(Store):\n+    pass\n--- /dev/null\n+++ b/tests/test_upload.py\n@@ -0,0 +1,2 @@\n+class Fake(Store):\n+    pass\n',
    },
  ],
  bad: [
    {
      file: 'src/store.ts',
      text: 'export interface Store {\n  read(name: string): string;\n}\nclass Disk implements Store {}',
      flags: ['Store'],
    },
    {
      file: 'src/store.py',
      text: 'class Store(ABC):\n    @abstractmethod\n    def read(self, name): ...\n\n\nclass Disk(Store):\n    pass',
      flags: ['Store'],
    },
    {
      file: 'src/store.rs',
      text: 'pub trait Store {\n    fn read(&self) -> String;\n}\npub struct Disk;\nimpl Store for Disk {}',
      flags: ['Store'],
    },
    {
      file: 'src/Store.java',
      text: 'abstract class Store {\n  abstract String read(String name);\n}\nclass Disk extends Store {}',
      flags: ['Store'],
    },
    {
      file: 'store.go',
      text: 'type Store interface {\n\tRead(name string) string\n\tWrite(name string)\n}\n\nfunc (d *Disk) Read(name string) string {}\nfunc (d *Disk) Write(name string) {}',
      flags: ['Store'],
    },
  ],
  *check(document) {
    const files = document.files.filter(
      (file) => hasHeads(file) && !isGenerated(file.path) && !isMarked(file),
    );
    const heads = headsOf(files);
    const added = abstractionsIn(heads);
    if (added.size === 0) return;
    // Nothing can use what is new without being in the change, too.
    for (const head of heads) {
      for (const base of head.bases) added.get(base)?.users.push(head);
    }
    for (const file of files) readMentions(file, added);
    const bases = new Set(heads.flatMap((head) => head.bases));
    const types = new Set(heads.filter((head) => !head.isImplementation).map(({ name }) => name));
    for (const { head, users, isUsed } of added.values()) {
      const [user] = users;
      if (!user || users.length > 1 || isUsed || isForOthers(head)) continue;
      if (user.isBlanket || user.abstraction !== null || bases.has(user.name) || isTest(user.file)) continue;
      // Only a trait can give a method to a type of another crate.
      if (head.file.language === 'rust' && !types.has(user.name)) continue;
      const { start, text } = head.line;
      const from = start + text.search(new RegExp(`\\b${head.name}\\b`));
      yield {
        at: { start: from, end: from + head.name.length },
        message: `Unexpected ${head.abstraction} \`${short(head.name)}\`, use \`${short(user.name)}\` until there is a second`,
      };
    }
  },
});

const short = (name: string): string => shorten(name, 16);

const isTest = ({ path }: FileChange): boolean => globs(TEST_FILES, path);

/** Whether a file says at its top that a program wrote it. */
function isMarked({ hunks }: FileChange): boolean {
  return hunks[0]?.slice(0, 10).some(({ text }) => MARK.test(text.slice(0, 200))) ?? false;
}

const MARK = /@generated|code generated|do not edit|auto-?generated/i;

/** What callers implement, or a framework asks for by its name; `java.rmi` asks for an interface, too. */
const FOR_OTHERS =
  /(?:Listener|Callback|Handler|Observer|Subscriber|Visitor|Plugin|Hooks?|Delegate|Extension|Exception|Error|MX?Bean)$/;

const isForOthers = ({ name, bases }: Head): boolean => FOR_OTHERS.test(name) || bases.includes('Remote');

interface Abstraction {
  readonly head: Head;
  /** What implements or extends it. */
  readonly users: Head[];
  /** A test may put a double in its place, an object has no class, or it was there before in another form. */
  isUsed: boolean;
}

/** The abstractions that the change adds, by name. Of two of one name nobody can tell the users apart. */
function abstractionsIn(heads: readonly Head[]): Map<string, Abstraction> {
  const found = new Map<string, Abstraction>();
  const seen = new Set<string>();
  for (const head of heads) {
    if (head.isImplementation) continue;
    if (seen.has(head.name)) found.delete(head.name);
    else if (head.abstraction !== null && head.line.type === 'added' && !isTest(head.file)) {
      found.set(head.name, { head, users: [], isUsed: false });
    }
    seen.add(head.name);
  }
  return found;
}

/** Imports and comments. */
const ASIDE = /^(?:import|use|using|from|package|require|include|pub use|\/\/|\/?\*|#|"""|''')/;

/** An object without a class, and a macro of Rust that implements a trait for what it is given. */
const NAMELESS = [/\bnew (\w+)\b[^{]*\{/, /\bobject ?: ?(\w+)/, /\b(\w+)(?:<[^>]*>)? for \$/];

/** What takes the place of a thing in a test: a double, or a function where one will do. */
const DOUBLE = /mock|stub|fake|spy|double|dummy|substitute|prophe|spec ?=|->|=>|::\w+[,)]/i;

function readMentions(file: FileChange, added: ReadonlyMap<string, Abstraction>): void {
  const isInTest = isTest(file);
  for (const { type, text } of file.hunks.flat()) {
    const line = text.trimStart().slice(0, 500);
    if (ASIDE.test(line)) continue;
    // In TypeScript any object of the right shape will do, too.
    const isDouble = isInTest && (file.language === 'typescript' || DOUBLE.test(line));
    const names =
      isDouble || type === 'removed'
        ? (line.match(/\w+/g) ?? [])
        : NAMELESS.map((pattern) => pattern.exec(line)?.[1] ?? '');
    for (const name of names) {
      const abstraction = added.get(name);
      if (abstraction) abstraction.isUsed = true;
    }
  }
}
