import { CHANGE_KINDS, type ChangeKind, type FileChange } from '../src/parse/diff.ts';
import { baseName, stemOf } from '../src/parse/path.ts';
import { shorten } from '../src/parse/width.ts';
import { advice } from '../src/policy/advice.ts';
import { globs } from '../src/policy/glob.ts';
import { pairsIn } from '../src/policy/page/pairs.ts';
import { defineRule } from '../src/rule.ts';

/** What makes a file ask, where an option does not say. */
const EDITS: readonly ChangeKind[] = ['added', 'modified'];

/** Two edited files, for the examples. */
const UPLOAD = '--- a/src/upload.ts\n+++ b/src/upload.ts\n@@ -1 +1 @@\n-tries = 1\n+tries = 2\n';
const RETRY = '--- a/src/retry.ts\n+++ b/src/retry.ts\n@@ -1 +1 @@\n-wait = 1\n+wait = 2\n';

export default defineRule({
  id: 'require-path',
  summary: 'Change what belongs together in one go',
  why: 'Tests, documentation and a changelog that wait for a change of their own come late, or never.',
  subjects: ['diff'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      pairs: z
        .array(
          z.strictObject({
            when: z.array(z.string()).min(1).describe('Globs of the files that ask for others'),
            require: z
              .array(z.string())
              .min(1)
              .describe(
                'Globs of the others, of which one is enough; `{name}` stands for the name of the file that asks, without folders and extension',
              ),
            changes: z
              .array(z.enum(CHANGE_KINDS))
              .optional()
              .describe('What makes a file ask; that it is added or modified, by default'),
            message: advice(z).optional().describe('What to do, such as `add a line to the changelog`'),
          }),
        )
        .default([])
        .describe('Files, each with those that have to change along'),
    }),
  reads: (directive) => {
    const pairs = pairsIn(directive);
    return pairs.length > 0 ? { severity: 'warn', options: { pairs } } : null;
  },
  good: [
    'export const tries = 2;',
    {
      text: `${UPLOAD}--- a/CHANGELOG.md\n+++ b/CHANGELOG.md\n@@ -1,0 +2 @@\n+- Try twice\n`,
      options: { pairs: [{ when: ['src/**'], require: ['CHANGELOG.md'] }] },
    },
    {
      text: `${UPLOAD}--- /dev/null\n+++ b/test/net/upload.test.ts\n@@ -0,0 +1 @@\n+check(2);\n`,
      options: { pairs: [{ when: ['*.ts'], require: ['test/**/{name}.test.ts'] }] },
    },
    { text: UPLOAD, options: { pairs: [{ when: ['package.json'], require: ['package-lock.json'] }] } },
    {
      text: 'diff --git a/src/upload.ts b/src/upload.ts\ndeleted file mode 100644\nindex 1a2b3c4..0000000\n',
      options: { pairs: [{ when: ['src/**'], require: ['test/**'] }] },
    },
  ],
  bad: [
    {
      text: `${UPLOAD}${RETRY}`,
      options: { pairs: [{ when: ['src/**'], require: ['CHANGELOG.md', '.changeset/*.md'] }] },
      flags: ['src/upload.ts'],
    },
    {
      text: `${UPLOAD}${RETRY}--- a/retry.test.ts\n+++ b/retry.test.ts\n@@ -1,0 +2 @@\n+check(2);\n`,
      options: { pairs: [{ when: ['*.ts'], require: ['{name}.test.ts', '{name}.spec.ts'] }] },
      flags: ['src/upload.ts'],
    },
    {
      text: '"version": "2.0.0"\n',
      file: 'web/package.json',
      options: { pairs: [{ when: ['package.json'], require: ['*lock*'], message: 'run the install' }] },
      flags: ['web/package.json'],
    },
    {
      text: 'diff --git a/src/up.ts b/src/put.ts\nsimilarity index 100%\nrename from src/up.ts\nrename to src/put.ts\n',
      options: { pairs: [{ when: ['src/**'], require: ['docs/**'], changes: ['renamed'] }] },
      flags: ['src/put.ts'],
    },
  ],
  *check({ files }, { pairs }) {
    for (const { when, require, changes = EDITS, message } of pairs) {
      const isNamed = require.some((glob) => glob.includes(NAME));
      const belongs = (path: string) =>
        globs(
          require.map((glob) => glob.replaceAll(NAME, '*')),
          path,
        );
      const along = new Set(
        files.flatMap(({ path, status }) => (status !== 'deleted' && belongs(path) ? [baseName(path)] : [])),
      );
      const isAlone = ({ path }: FileChange) =>
        isNamed ? !require.some((glob) => along.has(named(baseName(glob), path))) : along.size === 0;
      const alone = files.filter(
        (file) => asks(file, changes) && globs(when, file.path) && !belongs(file.path) && isAlone(file),
      );
      for (const { path, at } of isNamed ? alone : alone.slice(0, 1)) {
        const remedy = message ?? `change \`${shorten(named(require[0] as string, path), 57)}\` too`;
        yield { at, message: `Changed alone, ${remedy}` };
      }
    }
  },
});

/** Stands for the name of the file that asks, without its folders and its extension. */
const NAME = '{name}';

function named(glob: string, path: string): string {
  return glob.replaceAll(NAME, () => stemOf(path));
}

/** A new mode alone changes nothing that others would have to follow. */
function asks({ status, hunks, binary, submodule }: FileChange, changes: readonly ChangeKind[]): boolean {
  if (status === 'modified' && hunks.length === 0 && !binary && !submodule) return false;
  return changes.includes(status === 'copied' ? 'added' : status);
}
