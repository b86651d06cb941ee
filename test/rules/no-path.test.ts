import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const judge = (text: string, options: Record<string, unknown>) =>
  createLinter({ config: { rules: { 'no-path': ['error', options] } } })
    .lint({ kind: 'diff', text })
    .map(({ quote, message }) => `${quote}: ${message}`);

const named = (how: string, from: string, to: string) =>
  `diff --git a/${from} b/${to}\nsimilarity index 100%\n${how} from ${from}\n${how} to ${to}\n`;
const added = (file: string) => `--- /dev/null\n+++ b/${file}\n@@ -0,0 +1 @@\n+one\n`;

describe('what happens to a protected file', () => {
  const paths = ['db/**'];

  it.each([
    ['added', added('db/a.sql'), 'db/a.sql'],
    ['added', named('copy', 'a.sql', 'db/a.sql'), 'db/a.sql'],
    ['added', named('rename', 'a.sql', 'db/a.sql'), 'db/a.sql'],
    ['renamed', named('rename', 'db/a.sql', 'db/b.sql'), 'db/b.sql'],
    ['deleted', named('rename', 'db/a.sql', 'b.sql'), 'b.sql'],
    ['deleted', 'diff --git a/db/a.sql b/db/a.sql\ndeleted file mode 100644\n', 'db/a.sql'],
    ['modified', 'diff --git a/db/a.sql b/db/a.sql\nold mode 100644\nnew mode 100755\n', 'db/a.sql'],
  ])('%s', (change, text, file) => {
    expect(judge(text, { paths })).toEqual([`${file}: Protected file was ${change}, undo it`]);
    expect(judge(text, { paths, allow: [change] })).toEqual([]);
  });

  it.each([
    ['copied elsewhere', named('copy', 'db/a.sql', 'a.sql')],
    ['added elsewhere', added('a.sql')],
    ['renamed elsewhere', named('rename', 'a.sql', 'b.sql')],
  ])('may be that it is %s', (_, text) => expect(judge(text, { paths })).toEqual([]));
});
