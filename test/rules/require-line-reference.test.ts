import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'require-line-reference': 'warn' } } });
const quotes = (text: string) => linter.lint({ kind: 'reply', text }).map((finding) => finding.quote);

describe('a file without a line', () => {
  it.each([
    ['In **src/store.ts** it is freed', 'src/store.ts'],
    ['| file |\n|-|\n| src/store.ts |', 'src/store.ts'],
    ['See [src/store.ts](src/store.ts)', 'src/store.ts'],
    ['In line 4 of `store.ts`: https://git.example/blob/main/store.ts#L4', 'store.ts'],
    ['`src/a/index.ts` calls src/b/index.ts:3', 'src/a/index.ts'],
    ['Added a lock to store.ts', 'store.ts'],
    ['The lock in store.ts was removed', 'store.ts'],
    ['Fixed `NavBar.tsx`', 'NavBar.tsx'],
    ['It is in App.tsx, says "store.md"', 'App.tsx'],
    ['`session.go:resume` frees it', 'session.go'],
  ])('%j', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it('is told once for each file', () => {
    expect(quotes('`a.ts` calls `b.ts`, and `b.ts` calls `a.ts`')).toEqual(['a.ts', 'b.ts']);
  });

  it.each([
    'In `store.ts` it is freed, see src/store.ts:4',
    'In `src/store.ts` it is freed, see store.ts:4',
    'See [`store.ts`](src/store.ts#L4)',
    'Created **src/a.ts**, `src/b.ts` and src/c.ts',
    'Renamed src/a.ts -> src/b.ts',
    'New file: `src/a.ts`',
    '**`src/a.ts`** (new)',
    'Deleted the old script a.sh',
    'The file src/a.ts was added, src/b.ts no longer exists, and I split c.ts into d.ts and e.ts',
    '- src/a.ts (+4 -2)',
    'Import it from "./a.js"',
    'Run `npx vitest run test/a.test.ts`, or python3 a.py',
    'Every *.ts file, src/**/index.ts, `<name>.ts` and `{name}.ts`',
    'Node.js, next.js and D3.js from docs.rs',
    'Set it in vitest.config.ts or .eslintrc.js',
    'Read package.json, README.md, CLAUDE.md and pnpm-lock.yaml',
    'tests/test_a.py::test_lock fails',
    'src/a.ts(4,2): error',
    '```\nsrc/a.ts\n```\n\n> in src/a.ts\n\n<!-- src/a.ts -->',
    'https://git.example/src/a.ts',
    'import it `from "./a.ts"`',
  ])('is not in %j', (text) => expect(quotes(text)).toEqual([]));
});
