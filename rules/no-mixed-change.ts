import { counted } from '../src/counted.ts';
import { realLines, saidBy, styleOf } from '../src/parse/code/style.ts';
import type { FileChange } from '../src/parse/diff.ts';
import { baseName, stemOf } from '../src/parse/path.ts';
import { isGenerated } from '../src/policy/generated.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-mixed-change',
  summary: 'Keep formatting and renames apart from real changes',
  why: 'Among lines that only look different nobody sees the one that works differently, and a file renamed and rewritten in one go loses its history.',
  subjects: ['diff'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      lines: z
        .int()
        .min(1)
        .default(10)
        .describe('Lines of new formatting from which on they hide a real change that is no larger'),
      edits: z.int().min(0).default(20).describe('Edited lines that a renamed file may have'),
    }),
  reads: (directive) =>
    directive.forbids(
      /\b(?:mix|combine|bundle|include)\w*\b[^.;]{0,60}\b(?:formatting|reformatting|whitespace|renames?|style|stylistic|cosmetic)\b|\b(?:diff|formatting|whitespace) (?:noise|churn)\b|\b(?:stylistic|cosmetic|whitespace(?:-only)?|drive-by) (?:formatting|reformatting|style)? ?changes\b/,
    ) ||
    directive.demands(
      /\b(?:formatting|reformatting|whitespace|renames?)\b[^.;]{0,40}\b(?:separate|own) (?:commits?|PRs?)\b/,
    )
      ? {}
      : null,
  good: [
    'const tries = 2;',
    {
      text: '--- a/up.ts\n+++ b/up.ts\n@@ -1,2 +1,2 @@\n-const tries = \'1\'\n-const wait = \'2\'\n+const tries = "1";\n+const wait = "2";\n',
      options: { lines: 2 },
    },
    {
      text: '--- a/up.ts\n+++ b/up.ts\n@@ -1,3 +1,5 @@\n-open();\n-send();\n-close();\n+if (left > 0) {\n+  open();\n+  send();\n+  close();\n+}\n',
      options: { lines: 2 },
    },
    {
      text: 'diff --git a/up.ts b/put.ts\nsimilarity index 90%\nrename from up.ts\nrename to put.ts\n--- a/up.ts\n+++ b/put.ts\n@@ -1,2 +1,2 @@\n-import { send } from "./net.ts";\n-export function up() {\n+import { send } from "../net.ts";\n+export function put() {\n',
      options: { edits: 0 },
    },
  ],
  bad: [
    {
      text: '--- a/up.ts\n+++ b/up.ts\n@@ -1,3 +1,3 @@\n-const tries = \'1\'\n-const wait = \'2\'\n-const most = \'3\'\n+const tries = "1";\n+const wait = "2";\n+const most = "4";\n',
      options: { lines: 2 },
      flags: ['up.ts'],
    },
    {
      text: '--- a/up.py\n+++ b/up.py\n@@ -1,3 +1,5 @@\n-send(path, tries, wait)\n+send(\n+    path,\n+    tries, wait\n+)\n done()\n-close(1)\n+close(2)\n',
      options: { lines: 3 },
      flags: ['up.py'],
    },
    {
      text: '--- a/up.go\n+++ b/up.go\n@@ -1,4 +1,4 @@\n func up() {\n-  wait(1)\n-  send()\n+\twait(2)\n+\tsend()\n }\n',
      options: { lines: 1 },
      flags: ['up.go'],
    },
    {
      text: 'diff --git a/up.ts b/put.ts\nsimilarity index 90%\nrename from up.ts\nrename to put.ts\n--- a/up.ts\n+++ b/put.ts\n@@ -1,2 +1,2 @@\n-const tries = 1;\n-const wait = 1;\n+const tries = 2;\n+const wait = 2;\n',
      options: { edits: 1 },
      flags: ['put.ts'],
    },
  ],
  *check({ text, files }, { lines, edits }) {
    const code = files.filter(isCode).map((file) => ({ file, ...styleOf(file, text) }));
    const restyled = code.reduce((sum, one) => sum + one.restyled, 0);
    if (restyled >= lines) {
      const real = code.reduce((sum, one) => sum + (isSetting(one.file) ? 0 : realLines(one.others)), 0);
      const worst = code.reduce((most, one) => (one.restyled > most.restyled ? one : most));
      if (real > 0 && real <= restyled) {
        yield {
          at: worst.file.at,
          message: `New formatting of ${counted(restyled, 'line')} beside a real change, commit it apart`,
        };
      }
    }
    for (const file of files) {
      const count = file.status === 'renamed' ? editedLines(file) : 0;
      if (count > edits && !isGenerated(file.path)) {
        yield {
          at: file.at,
          message: `Renamed file has ${counted(count, 'edited line')}, rename it first, then edit`,
        };
      }
    }
  },
});

/** In these a blank is code. */
const BY_BLANKS: readonly (string | null)[] = [null, 'makefile', 'markdown', 'yaml'];

function isCode({ path, language }: FileChange): boolean {
  return !BY_BLANKS.includes(language) && !isGenerated(path);
}

/** A new formatter comes with its settings: they are no change that it could hide. */
function isSetting({ path }: FileChange): boolean {
  return /^\.|config/i.test(baseName(path));
}

/** Lines that name what they import have to follow a file that moves. */
const IMPORT =
  /^\s*(?:#\s*include|export\s.*\bfrom|from|import|mod|namespace|package|use|using)\b|\brequire\(/;

/** Edited lines that a new name does not explain. */
function editedLines({ path, oldPath, hunks }: FileChange): number {
  const names = [path, oldPath ?? path].map((one) => folded(stemOf(one)));
  const edited = hunks.flat().filter(({ type, text }) => {
    if (type === 'context' || saidBy(text) === '' || IMPORT.test(text)) return false;
    const plain = folded(text);
    return !names.some((name) => plain.includes(name));
  });
  const added = edited.filter(({ type }) => type === 'added').length;
  return Math.max(added, edited.length - added);
}

/** `retryUpload`, `retry_upload` and `RETRY-UPLOAD` are one name. */
function folded(text: string): string {
  return text.toLowerCase().replace(/[-_]/g, '');
}
