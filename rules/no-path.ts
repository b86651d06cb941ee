import { CHANGE_KINDS, type ChangeKind, type FileChange } from '../src/parse/diff.ts';
import { advice } from '../src/policy/advice.ts';
import { globs } from '../src/policy/glob.ts';
import { protectedIn } from '../src/policy/page/paths.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-path',
  summary: 'Leave protected files as they are',
  why: 'An edit by hand to what a tool writes is lost with its next run, and a secret once committed is known.',
  subjects: ['diff'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      paths: z
        .array(z.string())
        .default([])
        .describe('Globs of the files to leave; a `!` before one takes files out again'),
      allow: z
        .array(z.enum(CHANGE_KINDS))
        .default([])
        .describe('What may be done to them all the same, as when migrations may be added'),
      message: advice(z).default('undo it').describe('What to do instead, such as `run npm install`'),
    }),
  reads: (directive) => {
    const found = protectedIn(directive);
    if (!found) return null;
    const { paths, allow, isGuess } = found;
    return {
      options: { paths, ...(allow ? { allow } : {}) },
      ...(isGuess ? { severity: 'warn' as const } : {}),
    };
  },
  good: [
    'API_KEY=',
    { text: 'API_KEY=\n', file: '.env.example', options: { paths: ['.env*', '!.env.example'] } },
    {
      text: 'alter table upload add column tries int;\n',
      file: 'db/migrations/0007.sql',
      options: { paths: ['db/migrations/**'], allow: ['added'] },
    },
    {
      text: 'diff --git a/.env b/.env\ndeleted file mode 100644\nindex 1a2b3c4..0000000\n',
      options: { paths: ['.env'], allow: ['deleted'] },
    },
    {
      text: 'diff --git a/.env b/.env.example\nsimilarity index 100%\nrename from .env\nrename to .env.example\n',
      options: { paths: ['.env'], allow: ['deleted'] },
    },
  ],
  bad: [
    {
      text: 'export {};\n',
      file: 'web/src/generated/api.ts',
      options: { paths: ['/web/src/generated'] },
      flags: ['web/src/generated/api.ts'],
    },
    { text: '{}\n', file: 'web/dist/api.json', options: { paths: ['dist/'] }, flags: ['web/dist/api.json'] },
    { text: 'API_KEY=1\n', file: 'web/.env', options: { paths: ['.env'] }, flags: ['web/.env'] },
    {
      text: '--- a/package-lock.json\n+++ b/package-lock.json\n@@ -3 +3 @@\n-"version": "1.0.0"\n+"version": "1.0.1"\n',
      options: { paths: ['package-lock.json'], message: 'run npm install' },
      flags: ['package-lock.json'],
    },
    {
      text: '--- a/db/migrations/0007.sql\n+++ b/db/migrations/0007.sql\n@@ -1,0 +2 @@\n+drop table upload;\n',
      options: { paths: ['db/migrations/**'], allow: ['added'] },
      flags: ['db/migrations/0007.sql'],
    },
    {
      text: 'diff --git a/test/upload.ts b/upload.ts\nsimilarity index 100%\nrename from test/upload.ts\nrename to upload.ts\n',
      options: { paths: ['test/**'] },
      flags: ['upload.ts'],
    },
  ],
  *check({ files }, { paths, allow, message }) {
    for (const file of files) {
      const change = changeOf(file, paths);
      if (change === null || allow.includes(change)) continue;
      yield { at: file.at, message: `Protected file was ${change}, ${message}` };
    }
  },
});

/** What happens to the protected files. One that gets a name elsewhere is gone from there. */
function changeOf({ path, oldPath, status }: FileChange, paths: readonly string[]): ChangeKind | null {
  const now = globs(paths, path);
  if (status === 'copied') return now ? 'added' : null;
  if (status !== 'renamed') return now ? status : null;
  const before = globs(paths, oldPath ?? path);
  if (before && now) return 'renamed';
  return before ? 'deleted' : now ? 'added' : null;
}
