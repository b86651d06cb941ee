import { commentsOf } from '../src/parse/code/comment.ts';
import type { FileChange } from '../src/parse/diff.ts';
import { spanAt } from '../src/parse/region.ts';
import { shorten } from '../src/parse/width.ts';
import { advice } from '../src/policy/advice.ts';
import { globs } from '../src/policy/glob.ts';
import { bannedIn } from '../src/policy/page/banned.ts';
import { pattern, userPattern } from '../src/policy/pattern.ts';
import { defineRule } from '../src/rule.ts';

const PLACES = ['everywhere', 'code', 'comments'] as const;
type Place = (typeof PLACES)[number];

const CONFIGURATION = /(?:^|\/)bylaw\.config\.\w+$/;

export default defineRule({
  id: 'no-pattern',
  summary: 'Leave out of new lines what your patterns match',
  why: 'A banned call or a forgotten debug line takes a moment to remove before it is committed, and a search after.',
  subjects: ['diff'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      patterns: z
        .array(
          z.strictObject({
            pattern: pattern(z).describe('What no added line may hold, in RE2 syntax'),
            paths: z.array(z.string()).optional().describe('Globs of the files it holds for; all by default'),
            in: z
              .enum(PLACES)
              .optional()
              .describe('Whether to look everywhere, outside of comments, or in comments alone'),
            allow: pattern(z).optional().describe('A line that holds this, too, is fine'),
            message: advice(z).optional().describe('What to do instead, such as `use the logger`'),
          }),
        )
        .default([])
        .describe('Patterns, each with its files and what to do instead'),
    }),
  reads: (directive) => {
    const { certain, guessed } = bannedIn(directive);
    return [
      ...(certain.length > 0 ? [{ options: { patterns: certain } }] : []),
      ...(guessed.length > 0 ? [{ options: { patterns: guessed }, severity: 'warn' as const }] : []),
    ];
  },
  good: [
    'console.log(left);',
    {
      text: 'logger.info(left);\n',
      file: 'src/upload.ts',
      options: { patterns: [{ pattern: '\\bconsole\\.log\\(' }] },
    },
    {
      text: 'console.log(left);\n',
      file: 'scripts/upload.ts',
      options: { patterns: [{ pattern: '\\bconsole\\.log\\(', paths: ['src/**'] }] },
    },
    {
      text: '{"rules":{"no-pattern":["error",{"patterns":[{"pattern":"TODO"}]}]}}\n',
      file: 'bylaw.config.json',
      options: { patterns: [{ pattern: 'TODO' }] },
    },
    {
      text: 'retry(); // takes any path\n',
      file: 'src/upload.ts',
      options: { patterns: [{ pattern: '\\bany\\b', in: 'code' }] },
    },
    {
      text: '// TODO(UP-12): retry twice\n',
      file: 'src/upload.ts',
      options: { patterns: [{ pattern: '\\bTODO\\b', allow: 'TODO\\([A-Z]+-[0-9]+\\)' }] },
    },
    {
      text: '--- a/upload.py\n+++ b/upload.py\n@@ -7,3 +7,2 @@\n print(one)\n-print(two)\n retry()\n',
      options: { patterns: [{ pattern: '\\bprint\\(' }] },
    },
  ],
  bad: [
    {
      text: 'console.log(left);\n',
      file: 'src/upload.ts',
      options: { patterns: [{ pattern: '\\bconsole\\.log\\(', message: 'use the logger' }] },
      flags: ['console.log('],
    },
    {
      text: 'p {\n  margin: 0 !important;\n}\n',
      file: 'web/page.css',
      options: { patterns: [{ pattern: '!important', paths: ['*.css', '*.scss'] }] },
      flags: ['!important'],
    },
    {
      text: 'const todo = 1; // TODO: retry twice\n',
      file: 'src/upload.ts',
      options: { patterns: [{ pattern: '(?i)\\btodo\\b', in: 'comments' }] },
      flags: ['TODO'],
    },
    {
      text: '--- a/upload.py\n+++ b/upload.py\n@@ -7,2 +7,3 @@\n print(one)\n-print(two)\n+print(2)\n+print(three)\n',
      options: { patterns: [{ pattern: '\\bprint\\(' }] },
      flags: ['print(', 'print('],
    },
  ],
  *check({ files }, { patterns }) {
    for (const file of files) {
      // It would find the patterns where they are written down.
      if (CONFIGURATION.test(file.path)) continue;
      const added = file.hunks.flatMap((hunk) => hunk.filter(({ type }) => type === 'added'));
      const whole = added.map(({ text }) => text).join('\n');
      for (const one of patterns) {
        if (one.paths && !globs(one.paths, file.path)) continue;
        if (!mayMatch(one.pattern, whole)) continue;
        const banned = userPattern(one.pattern);
        const lines = added.filter(({ text }) => banned.test(text));
        const counts = lines.length > 0 ? placeIn(file, one.in ?? 'everywhere') : () => false;
        for (const { start, text } of lines) {
          if (one.allow !== undefined && userPattern(one.allow).test(text)) continue;
          for (const found of banned.matches(text)) {
            if (found.start === found.end || !counts(start + found.start)) continue;
            const quote = shorten(text.slice(found.start, found.end), 21);
            yield {
              at: { start: start + found.start, end: start + found.end },
              message: `Unexpected \`${quote}\`, ${one.message ?? 'write it another way'}`,
            };
          }
        }
      }
    }
  },
});

/**
 * Whether a line of some can match. To ask this of all at once is many times faster, and right unless
 * the pattern speaks of where its text begins or ends.
 */
function mayMatch(source: string, lines: string): boolean {
  return /\\[Az]|\(\?\w*-/.test(source) || userPattern(`(?m)${source}`).test(lines);
}

/** Tells which offsets of a file count. In a language that bylaw does not know, nothing is a comment. */
function placeIn(file: FileChange, place: Place): (offset: number) => boolean {
  if (place === 'everywhere') return () => true;
  const comments = [...commentsOf(file)].map(({ at }) => at);
  return (offset) => (spanAt(comments, offset) !== undefined) === (place === 'comments');
}
