import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import rule from '../../rules/require-before.ts';
import { lint } from '../../src/lint.ts';
import { sessionOf } from '../../src/parse/session/notation.ts';
import type { Context } from '../../src/rule.ts';
import { subjectFromText } from '../../src/subject.ts';

const rules = new Map([[rule.id, rule]]);

/** The quotes, and the messages, of what is found in a session. */
function found(session: string | readonly string[], options: object, context: Context = {}) {
  const text = typeof session === 'string' ? session : session.join('\n');
  const clause = { rule: rule.id, severity: rule.severity, from: null };
  const policy = { clauses: [{ ...clause, options: rule.options?.(z).parse(options) ?? {} }] };
  return lint(subjectFromText('session', text), policy, { rules, context });
}
const quotes = (...args: Parameters<typeof found>) => found(...args).map(({ quote }) => quote);

const COMMIT = { run: ['git commit'] };
const TESTED = { require: { run: ['<test>'] }, before: COMMIT };
const FRESH = { ...TESTED, since: { edit: ['**', '!*.md'] } };
const PASSED = { require: { run: ['<test>'], passed: true }, before: COMMIT };

describe('what came before', () => {
  it.each([
    ['another command of the same line', 'run: pytest && git commit -m x'],
    ['a command that runs another', 'run: sudo env A=1 uv run pytest\nrun: git commit -m x'],
    ['a sub-shell in another folder', 'run: (cd web && npm test)\nrun: git commit -m x'],
    ['another line of the same run', 'run: npm run test:unit\n  git commit -m x'],
  ])('%s', (_, session) => {
    expect(quotes(session, TESTED)).toEqual([]);
  });

  it.each([
    ['a word that names it', 'run: grep pytest Makefile\nrun: git commit -m x'],
    ['its version', 'run: pytest --version\nrun: git commit -m x'],
    ['a plan', 'reply: I will run the tests\nrun: git commit -m x'],
    ['what comes later in the same line', 'run: git commit -m x && npm test'],
  ])('%s is none', (_, session) => {
    expect(quotes(session, TESTED)).toHaveLength(1);
  });
});

describe('what happened since', () => {
  it('makes it stale', () => {
    const session = ['run: npm test', 'edit: src/up.ts', 'run: git commit -m x'];
    expect(quotes(session, FRESH)).toEqual(['run: git commit -m x']);
    expect(found(session, FRESH)[0]?.message).toBe('Comes too early, run the tests again first');
  });

  it('does not where it is another file', () => {
    expect(quotes(['run: npm test', 'edit: README.md', 'run: git commit -m x'], FRESH)).toEqual([]);
  });

  it.each(['sed -i s/a/b/ src/up.ts', 'tee src/up.ts', 'echo a > src/up.ts', 'perl -pi -e s/a/b/ src/up.ts'])(
    'counts what `%s` edits',
    (command) => {
      expect(quotes(['run: npm test', `run: ${command}`, 'run: git commit -m x'], FRESH)).toHaveLength(1);
    },
  );

  it.each(['npm run build > /tmp/out', 'sed -n 1,5p src/up.ts', 'make 2> build.log', 'git diff > /dev/null'])(
    'knows that `%s` edits nothing',
    (command) => {
      expect(quotes(['run: npm test', `run: ${command}`, 'run: git commit -m x'], FRESH)).toEqual([]);
    },
  );

  it('may be the same act: each benchmark has its own server', () => {
    const options = { require: { run: ['serve'] }, before: { run: ['bench'] }, since: { run: ['bench'] } };
    expect(quotes(['run: serve', 'run: bench', 'run: serve', 'run: bench'], options)).toEqual([]);
    expect(quotes(['run: serve', 'run: bench', 'run: bench --again'], options)).toEqual([
      'run: bench --again',
    ]);
  });
});

describe('a run that failed', () => {
  it.each([
    ['run: npm test\nexit: 0', 0],
    ['run: npm test', 0],
    ['run: npm test\nexit: 1', 1],
    ['run: npm test\nexit: 0\nrun: npm test\nexit: 2', 1],
    ['run: npm test\nexit: 2\nrun: npm test\nexit: 0', 0],
  ])('%j', (before, count) => {
    expect(quotes(`${before}\nrun: git commit -m x`, PASSED)).toHaveLength(count);
  });

  it.each([
    ['npm test && git commit -m x', 0],
    ['npm test | tail -5 && git commit -m x', 0],
    ['npm test; git commit -m x', 1],
    ['npm test || true; git commit -m x', 1],
  ])('in one line with what follows, `%s`', (line, count) => {
    expect(quotes(`run: ${line}\nexit: 1`, PASSED)).toHaveLength(count);
  });

  it('is told so', () => {
    expect(found('run: git commit', PASSED)[0]?.message).toBe(
      'Comes too early, run the tests with success first',
    );
  });
});

describe('what is read', () => {
  const GUIDE = { require: { read: ['docs/guide.md'] }, before: { edit: ['src/**'] } };

  it.each([
    'read: docs/guide.md',
    'run: cat docs/guide.md',
    'run: sed -n 1,80p docs/guide.md',
    'run: cd docs && head guide.md',
  ])('%s', (reading) => {
    expect(quotes([reading, 'edit: src/up.ts'], GUIDE)).toEqual([]);
  });

  it.each(['read: docs/other.md', 'run: ls docs', 'run: sed -i s/a/b/ docs/guide.md'])(
    '%s is none',
    (other) => {
      expect(quotes([other, 'edit: src/up.ts'], GUIDE)).toEqual(['edit: src/up.ts']);
    },
  );

  it('stands in the folder of the person', () => {
    const options = { require: { read: ['~/plans/index.md'] }, before: { edit: ['**'] } };
    for (const path of ['~/plans/index.md', '/home/ana/plans/index.md', '/Users/ana/plans/index.md'])
      expect(quotes([`read: ${path}`, 'edit: a.ts'], options)).toEqual([]);
    expect(quotes(['read: plans/index.md', 'edit: a.ts'], options)).toHaveLength(1);
  });

  it('has to be there', () => {
    const options = { require: { read: ['CLAUDE.md'] }, before: { edit: ['**'] } };
    expect(quotes('edit: a.ts', options, { files: () => ['a.ts'] })).toEqual([]);
    expect(quotes('edit: a.ts', options, { files: () => ['a.ts', 'web/CLAUDE.md'] })).toHaveLength(1);
  });

  describe('is the file itself', () => {
    const SEEN = { require: { read: ['{path}'] }, before: { edit: ['**'] } };
    const EDIT = 'edit: src/up.ts\n  -once()\n  +twice()';

    it.each([
      'read: src/up.ts',
      'run: cat src/up.ts',
      'run: rg -n once src/\n  src/up.ts:3: once()',
      'edit: src/up.ts\n  +once()',
    ])('%j', (before) => {
      expect(quotes([before, EDIT], SEEN)).toEqual([]);
    });

    it('is another one', () => {
      expect(quotes(['read: src/down.ts', EDIT], SEEN)).toEqual(['edit: src/up.ts']);
      expect(found(['read: src/down.ts', EDIT], SEEN)[0]?.message).toBe(
        'Comes too early, read `src/up.ts` first',
      );
    });

    it('may be new', () => {
      expect(quotes('edit: src/new.ts\n  +once()', SEEN)).toEqual([]);
    });
  });
});

describe('other steps', () => {
  it('are tools, by name and by what they are given', () => {
    const options = { require: { tool: ['*skill* review', 'mcp__*__guide'] }, before: COMMIT };
    expect(quotes(['tool: Skill {"skill":"review"}', 'run: git commit'], options)).toEqual([]);
    expect(quotes(['tool: mcp__docs__guide {}', 'run: git commit'], options)).toEqual([]);
    expect(quotes(['tool: Skill {"skill":"prose"}', 'run: git commit'], options)).toHaveLength(1);
  });

  it('are words', () => {
    const options = {
      require: { reply: ['my plan'] },
      before: { edit: ['**'] },
      when: { prompt: ['refactor'] },
    };
    expect(quotes(['prompt: Refactor it', 'reply: My plan: first this', 'edit: a.ts'], options)).toEqual([]);
    expect(quotes(['prompt: Refactor it', 'edit: a.ts'], options)).toEqual(['edit: a.ts']);
    expect(quotes(['prompt: Rename it', 'edit: a.ts'], options)).toEqual([]);
  });
});

describe('how often it is told', () => {
  it('once in each turn', () => {
    const session = [
      'run: git commit -m a',
      'run: git commit -m b',
      'run: ls',
      'prompt: Go on',
      'run: git commit -m c',
      'run: ls',
    ];
    expect(quotes(session, TESTED)).toEqual(['run: git commit -m a', 'run: git commit -m c']);
  });

  it('each time at the last event, which an agent asks about', () => {
    expect(quotes(['run: git commit -m a', 'run: ls', 'run: git commit -m b'], TESTED)).toEqual([
      'run: git commit -m a',
      'run: git commit -m b',
    ]);
  });

  it('once of a line, of which the rest counts', () => {
    expect(
      quotes(['run: git commit -m a && git commit -m b; npm test', 'run: git commit -m c'], TESTED),
    ).toEqual(['run: git commit -m a && git commit -m b; npm test']);
  });

  it('not of a prompt to a sub-agent', () => {
    const session = sessionOf([
      { kind: 'run', command: 'git commit -m a', output: '', exit: 0, time: null },
      { kind: 'prompt', text: 'Find it', time: null, agent: 'helper' },
      { kind: 'run', command: 'git commit -m b', output: '', exit: 0, time: null, agent: 'helper' },
      { kind: 'run', command: 'ls', output: '', exit: 0, time: null },
    ]);
    const policy = {
      clauses: [
        { rule: rule.id, severity: rule.severity, options: { ...TESTED, since: {}, when: {} }, from: null },
      ],
    };
    expect(lint(session, policy, { rules })).toHaveLength(1);
  });
});

it('names a skill as the person would', () => {
  const options = { require: { tool: ['*skill* review'], prompt: ['/review'] }, before: COMMIT };
  expect(found('run: git commit', options)[0]?.message).toBe('Comes too early, use `/review` first');
});

it('judges nothing by default, and takes no empty step', () => {
  expect(quotes('edit: a.ts\nrun: git commit', {})).toEqual([]);
  expect(rule.options?.(z).safeParse({ require: { run: [] } }).success).toBe(false);
});

it('is linear in the length of a session', () => {
  const session = 'run: git add a && git status; git diff | head\nedit: src/up.ts\n'.repeat(4000);
  expect(quotes(`${session}run: git commit`, FRESH)).toEqual(['run: git commit']);
});

describe('what opens a session', () => {
  const GUIDE = { require: { read: ['AGENTS.md'] }, before: { edit: ['**'], run: ['git push'] } };

  it('is told of once', () => {
    const session = ['edit: a.ts', 'prompt: Go on', 'edit: b.ts', 'prompt: More', 'edit: c.ts'];
    expect(quotes(session, GUIDE)).toEqual(['edit: a.ts']);
    expect(quotes([...session, 'run: git push'], GUIDE)).toEqual(['edit: a.ts', 'run: git push']);
  });

  it('may be a page that the agent is given', () => {
    const policy = {
      clauses: [
        { rule: rule.id, severity: rule.severity, options: { ...GUIDE, since: {}, when: {} }, from: null },
      ],
    };
    const session = subjectFromText('session', 'edit: a.ts');
    expect(lint({ ...session, loads: ['AGENTS.md'] } as typeof session, policy, { rules })).toEqual([]);
    expect(lint({ ...session, loads: ['CLAUDE.md'] } as typeof session, policy, { rules })).toHaveLength(1);
  });
});

describe('a path that a person names', () => {
  const options = {
    require: { read: ['~/plans/index.md'] },
    before: { edit: ['**'] },
    when: { prompt: ['~/plans'] },
  };

  it.each([
    'Do ~/plans/queue.md.',
    'See `~/plans`',
    '/home/ana/plans/a b',
    '$HOME/plans, then',
    '/Users/ana/plans',
  ])('%s', (prompt) => {
    expect(quotes([`prompt: ${prompt}`, 'edit: a.ts'], options)).toEqual(['edit: a.ts']);
  });

  it.each([
    'Mend ~/plans-app',
    'Mend ~/plansapp',
    '~/plans.md',
    'my plans',
    '/srv/plans',
    '/home/ana/b/plans',
  ])('not: %s', (prompt) => {
    expect(quotes([`prompt: ${prompt}`, 'edit: a.ts'], options)).toEqual([]);
  });
});

describe('a run', () => {
  const options = {
    require: { run: ['warm'] },
    before: { run: ['serve', 'bench', '!bench plot', 'git --version'] },
  };

  it.each([
    'serve --help',
    'serve --version',
    'serve -h',
    'bench help',
    'bench plot out',
    'sh -c "bench plot"',
  ])('is none of a program that only tells about itself, or behind `!`: %s', (command) => {
    expect(quotes(`run: ${command}`, options)).toEqual([]);
  });

  it.each(['serve -h localhost', 'serve help me', 'bench', 'bench plots', 'git --version'])(
    'is one: %s',
    (command) => {
      expect(quotes(`run: ${command}`, options)).toHaveLength(1);
    },
  );

  it('is timed by a word of the shell', () => {
    const timed = { require: { run: ['time'] }, before: COMMIT };
    expect(quotes('run: cd web && time npm run build\nrun: git commit', timed)).toEqual([]);
    expect(quotes('run: npm run time build\nrun: git commit', timed)).toHaveLength(1);
  });
});
