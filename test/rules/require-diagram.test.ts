import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const quotes = (text: string, options: Record<string, unknown> = {}) =>
  createLinter({ config: { rules: { 'require-diagram': ['warn', options] } } })
    .lint({ kind: 'reply', text })
    .map(({ quote }) => quote);

const WAY = '`Router` calls `Planner`, which pushes to `Queue`, and `Queue` notifies `Worker`.';

describe('a way through components', () => {
  it.each([
    [WAY, '`Router` calls `Planner`'],
    [
      'JobRouter calls JobPlanner, which then calls JobQueue and returns to JobClient.',
      'JobRouter calls JobPlanner',
    ],
    ['It goes HttpClient -> RetryPolicy -> ConnectionPool -> Socket.', 'HttpClient -> RetryPolicy'],
    ['The request goes `a.ts` → `b.ts` → `c.ts` → `d.ts`.', '`a.ts` → `b.ts`'],
    [
      'In src/cli.ts we call src/lint.ts. Then src/lint.ts calls src/fix.ts, which calls src/text.ts.',
      'src/cli.ts we call src/lint.ts',
    ],
    [
      '- `open()` calls `read()`\n- `read()` passes the bytes to `parse()`\n- `parse()` hands the tree to `judge()`',
      '`open()` calls `read()`',
    ],
    [
      'Jobs are sent by `Client` and passed to `Router`. `Router` forwards them to `Planner`. `Planner` feeds `Queue`.',
      '`Client` and passed to `Router`',
    ],
    [`${WAY}\n\n\`\`\`ts\nconst x = a->b;\n\`\`\``, '`Router` calls `Planner`'],
    [
      '1. `LoginForm.tsx:20` calls `useLogin().run()`\n2. `useLogin` sends it to `/api/login` (`login.ts:14`)\n3. The route asks `Accounts.verify()`',
      '`LoginForm.tsx:20` calls `useLogin().run()`',
    ],
  ])('%j', (text, quote) => expect(quotes(text)).toEqual([quote]));

  it.each([
    '`Router` calls `Planner`, which pushes to `Queue`.',
    '`a` calls `log`, `b` calls `log`, `c` calls `log`, `d` calls `log`.',
    'It runs `Plan -> Test -> Build -> Ship` in turn.',
    '`Pool.take()` calls `Pool.fill()`, which calls `Pool.grow()`, which calls `Pool.trim()`.',
    '`a` calls `b`. `c` calls `d`. `e` calls `f`. `g` calls `h`.',
    '1. `a.ts`: reads the flags\n2. `b.ts`: added\n3. `c.ts`: passes them to `d()`\n4. `e.ts`: new\n5. `f.ts`: tidied',
    '`a` calls `b`, and `b` calls `a`, and `a` calls `b`, and `b` calls `a`.',
    'Use `a` instead of `b`. `b` does not call `c`. `c` replaces `d`.',
    '- `red` → `theme.error`\n- `theme.error` → `theme.bad`\n- `theme.bad` → `theme.last`',
    '| from | to |\n|-|-|\n| `a` | calls `b`, which calls `c`, which calls `d` |',
    `> ${WAY}`,
    `\`\`\`\n${WAY}\n\`\`\``,
    `\`a\` calls \`b\`, which calls \`c\`.${' It is long.'.repeat(60)} \`c\` calls \`d\`.`,
  ])('is not in %j', (text) => expect(quotes(text)).toEqual([]));
});

describe('a diagram answers it', () => {
  it.each([
    '```mermaid\nflowchart LR\n```',
    '~~~plantuml\n@startuml\n~~~',
    '```dot\ndigraph {}\n```',
    '```\nRouter -> Planner -> Queue\n```',
    '```\nRouter\n  |\nPlanner\n```',
    '```\n+--------+\n| Router |\n+--------+\n```',
    '```\nRouter -> Planner: plan\nPlanner -> Queue: push\n```',
    '\u250c\u2500\u2500\u2510\n\u2514\u2500\u2500\u2518',
    '![how it runs](way.png)',
  ])('%j', (diagram) => expect(quotes(`${WAY}\n\n${diagram}`)).toEqual([]));
});

it('counts components as asked, and knows your words', () => {
  expect(quotes(WAY, { components: 5 })).toEqual([]);
  expect(quotes('`a` wakes `b`, `b` wakes `c`.', { components: 3 })).toEqual([]);
  expect(quotes('`a` wakes `b`, `b` wakes `c`.', { components: 3, words: ['wakes'] })).toEqual([
    '`a` wakes `b`',
  ]);
});
