import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinter } from '../src/linter.ts';
import { Document } from '../src/parse/document.ts';
import { type Context, defineRule } from '../src/rule.ts';
import type { Kind, Subject } from '../src/subject.ts';
import { exampleSubject } from '../src/test.ts';
import { bylaw, git, repository } from './support/run.ts';

const rules = {
  'no-emoji': 'error',
  'no-hedging': 'warn',
  'max-line-length': 'warn',
  'no-useless-suppression': 'error',
} as const;
const linter = createLinter({ config: { rules } });
const strict = createLinter({ config: { rules, suppressions: { agents: false } } });

/** Findings as `rule quote`, then what was suppressed, with its reason. */
function judged(subject: Subject, { by = linter, context = {} as Context } = {}) {
  const { findings, suppressed = [] } = by.judge(subject, 'test', context);
  return [
    findings.map(({ rule, quote }) => `${rule} ${quote}`),
    suppressed.map(({ rule, quote, reason }) => `${rule} ${quote}: ${reason}`),
  ];
}

const reply = (text: string): Subject => ({ kind: 'reply', text });
const commit = (message: string): Subject => ({ kind: 'commit', message });
const added = (text: string, file: string) => exampleSubject('diff', { text, file });

describe('a suppression in a text', () => {
  it('holds for the whole of it, before and behind', () => {
    expect(judged(reply('A \u{1f680}.\n\n<!-- bylaw-disable no-emoji (its name) -->\nB \u{1f680}.'))).toEqual(
      [[], ['no-emoji \u{1f680}: its name', 'no-emoji \u{1f680}: its name']],
    );
  });

  it('names several rules, in any case of the marker, over several lines', () => {
    const text =
      'It basically works \u{1f680}.\n\n<!--\nBylaw-Disable: no-emoji,\n  no-hedging (see (the) guide)\n-->';
    expect(judged(reply(text))).toEqual([
      [],
      ['no-hedging basically: see (the) guide', 'no-emoji \u{1f680}: see (the) guide'],
    ]);
  });

  it('is a trailer in a commit, folded or not', () => {
    const trailer = 'Bylaw-Disable: no-emoji\n (the name\n of the product)';
    expect(judged(commit(`Fly \u{1f680}\n\n${trailer}\nSigned-off-by: Ana <ana@example.com>\n`))).toEqual([
      [],
      ['no-emoji \u{1f680}: the name\n of the product'],
    ]);
  });

  it('is no finding itself', () => {
    const reason = 'the product is basically called \u{1f680}, and it is that name which has to stand there';
    expect(judged(commit(`Fly \u{1f680}\n\nBylaw-Disable: no-emoji (${reason})`))[0]).toEqual([]);
    expect(judged(commit(`Fly \u{1f680}\n\n<!-- bylaw-disable no-emoji (${reason}) -->`))[0]).toEqual([]);
  });

  it.each(['no-emoji', 'no-emoji ()', 'no-emoji (...)', 'no-emoji (\u200bits name)', 'no-emoji (its name'])(
    'hides nothing where it says no more than %j',
    (words) => {
      expect(judged(commit(`Fly \u{1f680}\n\n<!-- bylaw-disable ${words} -->`))).toEqual([
        expect.arrayContaining(['no-emoji \u{1f680}']),
        [],
      ]);
    },
  );

  it('hides nothing that stands behind its reason', () => {
    const text =
      'Fly \u{1f680}\n\n<!-- bylaw-disable no-emoji (its name) a comment that is longer than a line may be, and goes on -->';
    expect(judged(commit(text))[0]).toEqual([expect.stringMatching(/^max-line-length /)]);
    expect(judged(added('f(); // bylaw-disable no-hedging (its name) \u{1f680}', 'a.ts'))[0]).toContain(
      'no-emoji \u{1f680}',
    );
  });

  it('hides no finding that only begins with it, and holds to the very end', () => {
    const atEnds = defineRule({
      ...{
        id: 'no-ends',
        summary: 'End nowhere',
        why: 'It is a test.',
        subjects: ['reply'],
        severity: 'error',
      },
      ...{ good: [], bad: [] },
      *check({ text }) {
        yield { at: { start: 0, end: text.length }, message: 'Unexpected text' };
        yield { at: { start: text.length, end: text.length }, message: 'Unexpected end' };
      },
    });
    const own = createLinter({ config: { rules: { ...rules, 'no-ends': 'error' } }, rules: [atEnds] });
    const text = '<!-- bylaw-disable no-emoji (its name) --> \u{1f680}';
    expect(judged(reply(text), { by: own })[0]).toEqual([`no-ends ${text}`, 'no-ends ']);
    expect(judged(reply(text.replace('no-emoji', 'no-emoji, no-ends')), { by: own })[0]).toEqual([]);
  });

  it.each([
    '`<!-- bylaw-disable no-emoji (x) -->`',
    '```\n<!-- bylaw-disable no-emoji (x) -->\n```',
    '> <!-- bylaw-disable no-emoji (x) -->',
    'bylaw-disable no-emoji (x)',
    '<!-- see bylaw-disable no-emoji (x) -->',
    '<!-- bylaw-disable-line no-emoji (x) -->',
  ])('is none where it is only shown: %s', (text) => {
    expect(judged(reply(`A \u{1f680}.\n\n${text}`))).toEqual([['no-emoji \u{1f680}'], []]);
  });

  it('is none where git drops it', () => {
    const message = 'Fly \u{1f680}\n\n# <!-- bylaw-disable no-emoji (x) -->\n';
    expect(judged({ kind: 'commit', message, cleanup: 'strip' })).toEqual([['no-emoji \u{1f680}'], []]);
  });

  it('keeps its finding from being fixed', () => {
    const text = '<!-- bylaw-disable no-hedging (a quotation) -->\nIt basically works.';
    expect(linter.fix(reply(text))).toBe(text);
    expect(linter.fix(reply('It basically works.'))).toBe('It works.');
  });
});

describe('a suppression in code', () => {
  const suppressed = (text: string, file: string) => judged(added(text, file))[1]?.length;

  it.each([
    ['a.ts', "f('\u{1f680}'); // bylaw-disable no-emoji (x)"],
    ['a.ts', "f('\u{1f680}'); /* bylaw-disable no-emoji (x) */"],
    ['a.tsx', '{/* bylaw-disable no-emoji (x) */}\n<b>\u{1f680}</b>'],
    ['a.py', "f('\u{1f680}')  # bylaw-disable no-emoji (x)"],
    ['a.sql', "-- bylaw-disable no-emoji (x)\nselect '\u{1f680}';"],
    ['a.el', ';; bylaw-disable no-emoji (x)\n(f "\u{1f680}")'],
    ['a.tex', '% bylaw-disable no-emoji (x)\n\u{1f680}'],
    ['a.ml', '(* bylaw-disable no-emoji (x) *)\nf "\u{1f680}"'],
    ['a.html', '<!-- bylaw-disable no-emoji (x) -->\n<p>\u{1f680}</p>'],
    ['a.rs', 'let a: &\'static str = "\u{1f680}"; // bylaw-disable no-emoji (x)'],
  ])('is a comment of its language: %s %s', (file, text) => {
    expect(judged(added(text, file))).toEqual([[], ['no-emoji \u{1f680}: x']]);
  });

  it('holds for its own line, and for the next one where it stands alone', () => {
    expect(suppressed('f("\u{1f680}"); // bylaw-disable no-emoji (x)\ng("\u{1f680}");', 'a.ts')).toBe(1);
    expect(suppressed('// bylaw-disable no-emoji (x)\nf("\u{1f680}");\ng("\u{1f680}");', 'a.ts')).toBe(1);
  });

  it('holds for the line below where several stand above it', () => {
    const text =
      '// bylaw-disable no-emoji (x)\n// bylaw-disable no-hedging (y)\nf("\u{1f680}"); // basically done';
    expect(suppressed(text, 'a.ts')).toBe(1);
  });

  it.each([
    ['a.ts', "const text = '// bylaw-disable no-emoji (x)'; f('\u{1f680}');"],
    ['a.ts', "const text = 'g(); // bylaw-disable no-emoji (x)'; f('\u{1f680}');"],
    ['a.css', 'a { --bylaw-disable: 1 } /* \u{1f680} */'],
    ['a.md', '# bylaw-disable no-emoji (x)\n\n\u{1f680}'],
    ['a.md', '```\n<!-- bylaw-disable no-emoji (x) -->\n```\n\u{1f680}'],
  ])('is none elsewhere: %s %s', (file, text) => {
    expect(judged(added(text, file))).toEqual([['no-emoji \u{1f680}'], []]);
  });

  it('counts where it stands near by, and reaches over removed lines', () => {
    const text =
      '--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n # bylaw-disable no-emoji (x)\n-f("\u{1f600}")\n+f("\u{1f680}")\n';
    expect(judged({ kind: 'diff', text })).toEqual([[], ['no-emoji \u{1f680}: x']]);
  });

  it.each([
    ['behind strings', 'f("a", "\u{1f680}"); // bylaw-disable no-emoji (the "name")'],
    ['behind strings in strings', 'f("it\'s \u{1f680}"); // bylaw-disable no-emoji (it\'s "the name")'],
    ['behind an escaped quote', "f('\\'\u{1f680}'); // bylaw-disable no-emoji (it's the name)"],
    ['with what it hides in its own words', 'f(); // bylaw-disable no-words (the \u{1f680} name)'],
    ['before its code', '/* bylaw-disable no-emoji (its name) */ f("\u{1f680}");'],
  ])('holds %s', (_, text) => expect(judged(added(text, 'a.ts'))[0]).not.toContain('no-emoji \u{1f680}'));

  it.each([
    ['behind a comment that is closed', '/* bylaw-disable no-hedging (its name) */ f("\u{1f680}");'],
    ['on the line below one with code', '/* bylaw-disable no-emoji (its name) */ f();\ng("\u{1f680}");'],
    ['in a string', 'f("// bylaw-disable no-emoji (its name)", "\u{1f680}");'],
  ])('does not hold %s', (_, text) => expect(judged(added(text, 'a.ts'))[0]).toContain('no-emoji \u{1f680}'));

  it('hides nothing on other lines, however much it covers', () => {
    const text = `f('${'\u{1f680}'.repeat(1200)}'); // bylaw-disable no-emoji (x)\ng('\u{1f680}');\n`;
    const [found, suppressed] = judged(added(text.replaceAll('\u{1f680}', '\u{1f680} '), 'a.ts'));
    expect([found, suppressed?.length]).toEqual([['no-emoji \u{1f680}'], 1200]);
  });

  it('does not hold for the next file', () => {
    const one = '--- /dev/null\n+++ b/a.py\n@@ -0,0 +1 @@\n+# bylaw-disable no-emoji (x)\n';
    const other = '--- /dev/null\n+++ b/b.py\n@@ -0,0 +1 @@\n+f("\u{1f680}")\n';
    expect(judged({ kind: 'diff', text: one + other })[0]).toContain('no-emoji \u{1f680}');
  });
});

describe('where the policy allows agents none', () => {
  const text = 'Fly \u{1f680}\n\n<!-- bylaw-disable no-emoji (its name) -->';
  const refused = [['no-emoji \u{1f680}', 'no-useless-suppression no-emoji'], []];
  const honoured = [[], ['no-emoji \u{1f680}: its name']];
  const signed = `${text}\n\nCo-Authored-By: Claude <noreply@anthropic.com>`;

  it.each<[string, Subject, Context, unknown]>([
    ['a person', { ...commit(text), author: { name: 'Ana' } } as Subject, {}, honoured],
    ['a commit in the shell of an agent', commit(text), { agent: true }, refused],
    [
      'a commit by an agent',
      { ...commit(text), author: { email: 'noreply@anthropic.com' } } as Subject,
      {},
      refused,
    ],
    ['a commit with an agent', commit(signed), {}, refused],
    [
      'a commit with the footer of an agent',
      commit(`${text}\n\nGenerated with [Claude Code](https://claude.com/claude-code)`),
      {},
      refused,
    ],
    [
      'a commit with the session of an agent',
      commit(`${text}\n\nhttps://claude.ai/code/session_0a1b2c`),
      {},
      refused,
    ],
    [
      'a change by a person',
      added('f("\u{1f680}")  # bylaw-disable no-emoji (its name)', 'a.py'),
      { author: { name: 'Ana', email: 'ana@example.com' } },
      honoured,
    ],
    [
      'a pull request by an agent',
      { kind: 'pr', title: 'Fly', body: text, author: 'copilot-swe-agent[bot]' },
      {},
      refused,
    ],
    ['a pull request by a person', { kind: 'pr', title: 'Fly', body: text, author: 'ana' }, {}, honoured],
    ['a reply', reply(text), {}, refused],
    [
      'a change',
      added('f("\u{1f680}")  # bylaw-disable no-emoji (its name)', 'a.py'),
      { author: { name: 'Cursor Agent', email: 'cursoragent@cursor.com' } },
      refused,
    ],
  ])('%s', (_, subject, context, expected) => {
    expect(judged(subject, { by: strict, context })).toEqual(expected);
    expect(judged(subject, { context: { agent: true } })[1]).toHaveLength(1);
  });
});

describe('bylaw check', () => {
  const text = 'Fly \u{1f680}\n\n<!-- bylaw-disable no-emoji (its name) -->\n';
  const check = (args: string[], env = {}) => {
    const cwd = repository();
    writeFileSync(
      join(cwd, 'bylaw.config.json'),
      '{"rules":{"no-emoji":"error"},"suppressions":{"agents":false}}',
    );
    writeFileSync(join(cwd, 'pull_request.md'), text);
    return bylaw(['check', ...args, 'pull_request.md'], { cwd, env });
  };

  it('says in every report how many were suppressed', () => {
    const sum = '1 subject judged, nothing found, 1 suppressed\n';
    expect(check([])).toMatchObject({ code: 0, stdout: sum });
    expect(check(['--format', 'agent']).stdout).toBe('Nothing found, 1 suppressed\n');
    expect(check(['--format', 'github']).stdout).toBe('::notice title=bylaw::0 found, 1 suppressed\n');
    const { subjects, ...totals } = JSON.parse(check(['--format', 'json']).stdout);
    expect(totals).toMatchObject({ errors: 0, suppressed: 1 });
    expect(subjects[0]).toMatchObject({
      findings: [],
      suppressed: [{ rule: 'no-emoji', line: 1, reason: 'its name' }],
    });
    expect(JSON.parse(check(['--format', 'ndjson']).stdout).suppressed).toHaveLength(1);
  });

  it('says it for records', () => {
    const input = `${JSON.stringify({ id: 1, text })}\n{"id":2,"text":"Fly"}\n`;
    const { stdout } = bylaw(['check', '--as', 'pr', '--ndjson', '-'], { cwd: repository(), input });
    const [one, other] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(one).toMatchObject({ findings: [], suppressed: [{ rule: 'no-emoji', reason: 'its name' }] });
    expect(other).toEqual({ id: 2, findings: [] });
  });

  it('tells an agent at work by its environment', () => {
    expect(check([], { CLAUDECODE: '1' }).code).toBe(1);
    expect(check([], { AGENT: 'goose' }).code).toBe(1);
    expect(check([], { CLAUDECODE: '0', AGENT: 'build-7' }).code).toBe(0);
  });

  it('counts every author of a range that is judged as a change', () => {
    const cwd = repository();
    const config = (agents: boolean) => {
      const written = { rules: { 'no-emoji': 'error' }, suppressions: { agents } };
      writeFileSync(join(cwd, 'bylaw.config.json'), JSON.stringify(written));
    };
    const commit = (...args: string[]) => git(['commit', '-q', '--allow-empty', ...args], { cwd });
    const code = (range: string) => bylaw(['check', '--as', 'diff', '--range', range], { cwd }).code;
    config(false);
    commit('-m', 'Begin');
    git(['checkout', '-q', '-b', 'side'], { cwd });
    writeFileSync(join(cwd, 'a.py'), '# bylaw-disable no-emoji (its name)\nname = "\u{1f680}"\n');
    git(['add', 'a.py'], { cwd });
    commit('-m', 'Name it');
    expect(code('main..side')).toBe(0);
    // What the other side holds is no part of the change.
    git(['checkout', '-q', 'main'], { cwd });
    commit('-m', 'Go on', '--author', 'Cursor Agent <cursoragent@cursor.com>');
    git(['checkout', '-q', 'side'], { cwd });
    expect([code('main..side'), code('main...')]).toEqual([0, 0]);
    commit('-m', 'Go on', '-m', 'Co-Authored-By: Claude <noreply@anthropic.com>');
    commit('-m', 'Go on');
    expect([code('main..side'), code('main...'), code('main..HEAD~2')]).toEqual([1, 1, 0]);
    config(true);
    expect(code('main..side')).toBe(0);
    config(false);
    git(['reset', '-q', '--hard', 'HEAD~2'], { cwd });
    expect(code('main..side')).toBe(0);
    commit('-m', 'Go on', '--author', 'Cursor Agent <cursoragent@cursor.com>');
    expect(code('main..side')).toBe(1);
  });

  it('holds in the commit-msg hook, for people and not for agents', () => {
    const cwd = repository();
    writeFileSync(
      join(cwd, 'bylaw.config.json'),
      '{"extends":"bylaw:recommended","suppressions":{"agents":false}}',
    );
    writeFileSync(join(cwd, 'm'), 'Call it Launch \u{1f680}\n\nBylaw-Disable: no-emoji (its name)\n');
    const hook = (env = {}) => bylaw(['hook', 'commit-msg', 'm'], { cwd, env });
    expect(hook()).toMatchObject({ code: 0, stderr: '' });
    const { code, stderr } = hook({ GEMINI_CLI: '1' });
    expect(code).toBe(1);
    expect(stderr).toContain('Suppression of `no-emoji` by an agent');
    git(['commit', '-q', '--allow-empty', '-F', 'm'], { cwd });
    expect(bylaw(['check', '--range', 'HEAD'], { cwd }).stdout).toContain('1 suppressed');
  });

  it('holds in the pre-commit hook, in code', () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'bylaw.config.json'), '{"extends":"bylaw:recommended"}');
    writeFileSync(join(cwd, 'a.py'), '# bylaw-disable no-emoji (its name)\nname = "\u{1f680}"\n');
    git(['add', 'a.py'], { cwd });
    expect(bylaw(['hook', 'pre-commit'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    git(['commit', '-q', '-m', 'Name it'], { cwd });
    writeFileSync(
      join(cwd, 'a.py'),
      '# bylaw-disable no-emoji (its name)\nname = "x"\nother = "\u{1f680}"\n',
    );
    git(['add', 'a.py'], { cwd });
    const { code, stderr } = bylaw(['hook', 'pre-commit'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('a.py:3:10');
  });

  it('fixes what is not suppressed and leaves the rest', () => {
    const cwd = repository();
    const file = join(cwd, 'reply.md');
    writeFileSync(file, '<!-- bylaw-disable no-hedging (quoted) -->\nIt basically works.\n');
    expect(bylaw(['check', '--fix', 'reply.md'], { cwd }).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('It basically works.');
  });
});

describe('any text', () => {
  const part = fc.constantFrom(
    ...[
      '<!-- ',
      '-->',
      'bylaw-disable',
      'Bylaw-Disable: ',
      ' no-emoji',
      ',',
      ' (',
      ')',
      'why',
      '\n',
      '\n\n',
      '// ',
    ],
    ...[
      '# ',
      '/* ',
      ' */',
      '`',
      '```\n',
      '"',
      "'",
      '\u{1f680}',
      '\ud83d',
      '\0',
      '\u202e',
      '> ',
      'Title',
      '{',
    ],
  );
  const texts = fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 40 });

  it('is read without throwing, and places stay inside of it', () => {
    const kinds: Kind[] = ['commit', 'pr', 'reply', 'diff', 'branch'];
    fc.assert(
      fc.property(texts, fc.constantFrom(...kinds), fc.constantFrom('a.ts', 'a.md'), (parts, kind, file) => {
        const subject = exampleSubject(kind, { text: parts.join(''), file });
        const document = new Document(subject);
        for (const { rule, at, whole, reach } of document.suppressions) {
          expect(document.text.slice(at.start, at.end)).toMatch(rule === '' ? /^bylaw-disable$/i : /^\S+$/);
          expect(at.start >= whole.start && at.end <= whole.end).toBe(true);
          expect(reach.start >= 0 && reach.end <= document.text.length).toBe(true);
        }
        const { findings, suppressed = [] } = linter.judge(subject);
        expect(suppressed.every(({ reason }) => /[\p{L}\p{N}]/u.test(reason))).toBe(true);
        expect(findings.concat(suppressed).every(({ offset }) => offset <= document.text.length)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('takes time in proportion to its length', () => {
    for (const unit of [
      '<!-- bylaw-disable a (',
      '<!-- bylaw-disable a (b) -->\n',
      '// bylaw-disable a ((',
      '"\\" // ',
    ]) {
      const text = unit.repeat(500_000 / unit.length);
      expect(() => judged(reply(text))).not.toThrow();
      expect(() => judged(added(`// bylaw-disable a (\n${text}`, 'a.ts'))).not.toThrow();
    }
  });
});
