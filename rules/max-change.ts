import { counted } from '../src/counted.ts';
import type { Document } from '../src/parse/document.ts';
import { GENERATED } from '../src/policy/generated.ts';
import { globs } from '../src/policy/glob.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'max-change',
  summary: 'Keep a change small enough to review',
  why: 'Reviewers of a large change see less of it, and what breaks later is hard to take back alone.',
  subjects: ['diff', 'pr'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      lines: z.int().min(0).default(400).describe('Added and removed lines that a change may have'),
      files: z.int().min(0).default(20).describe('Files that a change may touch'),
      paths: z
        .array(z.string())
        .default(['**', ...GENERATED.map((glob) => `!${glob}`)])
        .describe('Globs of the files of a diff that count; a `!` before one takes files out again'),
    }),
  reads: (directive) => {
    if (!/\b(?:PRs?|pull[- ]requests?|diffs?|changes?|changesets?)\b/i.test(directive.text)) return null;
    if (/\b(?:functions?|methods?|components?|class(?:es)?|modules?|per file)\b/i.test(directive.text))
      return null;
    // Sizes may also say what to run on a change.
    if (directive.codes().length > 0 || /^\W*(?:small|medium|large|tiny|huge)\b/i.test(directive.text))
      return null;
    const [lines] = directive
      .limits(/(?:(?:changed|production|new) )?(?:lines?|LOC)/)
      .filter(({ number }) => number >= 20);
    const [files] = directive.limits(/(?:changed )?files?/).filter(({ number }) => number >= 2);
    if (!lines && !files) return null;
    return { options: { lines: lines?.number ?? UNLIMITED, files: files?.number ?? UNLIMITED } };
  },
  good: [
    'retry-the-upload',
    { text: 'Retry the upload', subject: { changedLines: 400, changedFiles: 20 }, as: ['pr'] },
    { text: 'one\ntwo\n', file: 'src/upload.ts', options: { lines: 2 }, as: ['diff'] },
    { text: 'one\ntwo\nthree\n', file: 'web/package-lock.json', options: { lines: 2 }, as: ['diff'] },
    { text: 'one\ntwo\n', file: 'docs/upload.md', options: { lines: 1, paths: ['src/**'] }, as: ['diff'] },
  ],
  bad: [
    { text: 'one\ntwo\nthree\n', file: 'src/upload.ts', options: { lines: 2 }, flags: [''], as: ['diff'] },
    {
      text: '--- a/up.ts\n+++ b/up.ts\n@@ -3 +3 @@\n-tries = 1\n+tries = 2\n',
      options: { lines: 1 },
      flags: [''],
      as: ['diff'],
    },
    {
      text: '--- a/up.ts\n+++ b/up.ts\n@@ -3 +2,0 @@\n-tries = 1\n--- a/down.ts\n+++ b/down.ts\n@@ -3 +2,0 @@\n-tries = 1\n',
      options: { files: 1 },
      flags: [''],
      as: ['diff'],
    },
    {
      text: 'Retry the upload',
      subject: { changedLines: 401, changedFiles: 3 },
      flags: ['Retry the upload'],
      as: ['pr'],
    },
  ],
  *check(document, { lines, files, paths }) {
    const size = sizeOf(document, paths);
    const over = [
      ...(size.lines > lines ? [{ is: counted(size.lines, 'line'), most: counted(lines, 'line') }] : []),
      ...(size.files > files ? [{ is: counted(size.files, 'file'), most: counted(files, 'file') }] : []),
    ];
    if (over.length === 0) return;
    const is = over.map((one) => one.is).join(' in ');
    const most = over.map((one) => one.most).join(' in ');
    yield {
      at: { start: document.title?.start ?? 0, end: document.title?.end ?? 0 },
      message: `Change of ${is}, split it into parts of at most ${most}`,
    };
  },
});

function sizeOf({ subject, files }: Document, paths: readonly string[]): { lines: number; files: number } {
  if (subject.kind === 'pr') return { lines: subject.changedLines ?? 0, files: subject.changedFiles ?? 0 };
  const judged = files.filter(({ path }) => globs(paths, path));
  const lines = judged.reduce(
    (sum, { hunks }) => sum + hunks.flat().filter(({ type }) => type !== 'context').length,
    0,
  );
  return { lines, files: judged.length };
}

/** What a page says nothing about. */
const UNLIMITED = 1_000_000;
