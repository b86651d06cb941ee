import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../src/lint.ts';
import { createLinter } from '../src/linter.ts';
import type { Clause, Config } from '../src/policy/policy.ts';
import { bylaw, git, repository } from './support/run.ts';

let cwd: string;
let env: { HOME: string };
beforeEach(() => {
  cwd = repository();
  env = { HOME: mkdtempSync(join(tmpdir(), 'bylaw-home-')) };
});

function write(path: string, content: string | object, top = cwd): void {
  const file = join(top, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

function judged(input: string, args: readonly string[] = []): string[] {
  const all = ['check', '--as', 'commit', '--format', 'json', ...args, '-'];
  const { stdout, stderr } = bylaw(all, { cwd, env, input });
  if (stderr !== '') throw new Error(stderr);
  const findings: Finding[] = JSON.parse(stdout).subjects[0].findings;
  return findings.map(({ rule, severity, from }) => `${severity} ${rule} ${from}`);
}

function clausesOf(id: string): Clause[] {
  const { clauses } = JSON.parse(bylaw(['config'], { cwd, env }).stdout);
  return clauses.filter(({ rule }: Clause) => rule === id);
}

function policy(args: readonly string[] = []) {
  return bylaw(['policy', ...args], { cwd, env });
}

function report(args: readonly string[] = []) {
  return JSON.parse(policy(['--format', 'json', ...args]).stdout);
}

function trouble(): string {
  const { code, stdout, stderr } = bylaw(['check', '-'], { cwd, env, input: 'x' });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.replace(/^bylaw: /, '').trimEnd();
}

const words = (...list: string[]) => `<!-- bylaw: no-words {"words":${JSON.stringify(list)}} -->`;
const title = (length: number) => `<!-- bylaw: max-title-length {"length":${length}} -->`;

describe('pages', () => {
  it('hold above bylaw:recommended and below the configuration, whatever that extends', () => {
    const [recommended] = judged('Retry it.');
    expect(recommended).toBe('error no-title-period null');
    write('CLAUDE.md', 'No final stop, please <!-- bylaw: no-title-period "warn" -->\n');
    expect(judged('Retry it.')).toEqual(['warn no-title-period CLAUDE.md:1']);
    write('bylaw.config.json', { extends: 'bylaw:recommended' });
    expect(judged('Retry it.')).toEqual(['warn no-title-period CLAUDE.md:1']);
    write('team.json', { rules: { 'no-title-period': 'error' } });
    write('bylaw.config.json', { extends: ['bylaw:recommended', './team.json'] });
    expect(judged('Retry it.')).toEqual(['error no-title-period team.json:1']);
    write('bylaw.config.json', { rules: { 'no-title-period': 'off' } });
    expect(judged('Retry it.')).toEqual([]);
    expect(judged('Retry it.', ['--rule', 'no-title-period'])).toEqual(['error no-title-period --rule']);
  });

  it('give their options to a configuration that sets a severity alone', () => {
    write('CLAUDE.md', `Short titles ${title(5)}\n`);
    write('bylaw.config.json', { rules: { 'max-title-length': 'warn' } });
    expect(judged('Retry it')).toEqual(['warn max-title-length bylaw.config.json:1']);
    write('bylaw.config.json', { rules: { 'max-title-length': ['error', { length: 9 }] } });
    expect(judged('Retry it')).toEqual([]);
  });

  it('give way to overrides where those hold, and stay elsewhere', () => {
    write('CLAUDE.md', `Short titles ${title(5)}\n`);
    write('bylaw.config.json', {
      overrides: [{ subjects: ['commit'], rules: { 'max-title-length': 'off' } }],
    });
    expect(judged('Retry it')).toEqual([]);
    expect(clausesOf('max-title-length')).toMatchObject([{ from: 'CLAUDE.md:1', subjects: ['pr'] }]);
  });

  it('leave the defaults alone for subjects that they do not name', () => {
    write('CLAUDE.md', `Commit titles are short ${title(5)}\n`);
    expect(clausesOf('max-title-length').map(({ from, subjects }) => [from, subjects])).toEqual([
      [null, ['pr']],
      ['CLAUDE.md:1', ['commit']],
    ]);
  });

  it('hold all lists of words, and find each word once', () => {
    write('AGENTS.md', `Words ${words('foo', 'bar')}\n`);
    write('CLAUDE.md', `Words ${words('baz')}\n\nMore ${words('bar', 'qux')}\n`);
    expect(judged('Say foo, bar, baz and qux')).toEqual([
      'error no-words AGENTS.md:1',
      'error no-words CLAUDE.md:3',
      'error no-words CLAUDE.md:1',
      'error no-words CLAUDE.md:3',
    ]);
  });

  it('hold once what they say twice', () => {
    write('AGENTS.md', `Short titles ${title(5)}\n`);
    write('CLAUDE.md', `Short titles ${title(5)}\n\nShort titles ${title(5)}\n`);
    expect(judged('Retry it')).toEqual(['error max-title-length CLAUDE.md:1']);
    expect(report().conflicts).toEqual([]);
  });

  it('hold the inner one where two contradict each other, and say so', () => {
    write('.claude/CLAUDE.md', `Short titles ${title(5)}\n`, env.HOME);
    write('CLAUDE.md', `Short titles ${title(9)}\n`);
    expect(judged('Retry it')).toEqual([]);
    expect(report().conflicts).toEqual([
      {
        rule: 'max-title-length',
        subjects: ['commit', 'pr'],
        held: 'CLAUDE.md:1',
        dropped: '~/.claude/CLAUDE.md:1',
      },
    ]);
    expect(policy().stdout).toContain(
      'Conflict: CLAUDE.md:1 and ~/.claude/CLAUDE.md:1 ask for different `max-title-length` in commit, pr, the first holds\n',
    );
    expect(policy(['--check']).code).toBe(1);
  });

  it('take a rule out where they wish the opposite', () => {
    write('AGENTS.md', 'Long titles are fine <!-- bylaw: max-title-length "off" -->\n');
    expect(judged('Retry '.repeat(20).trim())).toEqual([]);
    write('CLAUDE.md', `Short titles ${title(5)}\n`);
    expect(judged('Retry it')).toEqual(['error max-title-length CLAUDE.md:1']);
    expect(report().conflicts).toMatchObject([{ held: 'CLAUDE.md:1', dropped: 'AGENTS.md:1' }]);
  });

  it('hold the narrower line of one page, which is no contradiction', () => {
    write('CLAUDE.md', `Commit titles are shorter ${title(5)}\n\nShort titles ${title(9)}\n`);
    expect(clausesOf('max-title-length').map(({ from, subjects }) => [from, subjects])).toEqual([
      ['CLAUDE.md:1', ['commit']],
      ['CLAUDE.md:3', ['pr']],
    ]);
    expect(report().conflicts).toEqual([]);
  });

  it('join what two lines say of one form', () => {
    const format = (options: object) => `<!-- bylaw: require-title-format ${JSON.stringify(options)} -->`;
    write(
      'CLAUDE.md',
      `Types ${format({ types: ['feat', 'fix'] })}\n\nScopes ${format({ scope: 'required' })}\n`,
    );
    expect(report().conflicts).toEqual([]);
    expect(clausesOf('require-title-format')).toMatchObject([
      { from: 'CLAUDE.md:3', options: { types: ['feat', 'fix'], scope: 'required' } },
    ]);
  });

  it('hold the template of branches alone where another line lists prefixes', () => {
    const lines = [
      'Branch names start with `feat/` or `fix/`',
      'Name branches `feat/<ticket>-<short-name>`',
      'Branch names begin with `feat/` or `chore/`',
    ];
    write('CLAUDE.md', lines.map((line) => `- ${line}\n`).join(''));
    expect(report().conflicts).toEqual([]);
    expect(clausesOf('require-branch-name')).toMatchObject([
      { from: 'CLAUDE.md:2', options: { template: 'feat/{ticket}-{short-name}', patterns: [] } },
    ]);
    expect(policy().stdout.match(/guidance {2}another line says it in full/g)).toHaveLength(2);
    write('CLAUDE.md', `- ${lines[0]}\n`);
    expect(clausesOf('require-branch-name')).toMatchObject([
      { from: 'CLAUDE.md:1', options: { template: '', patterns: ['feat/.+', 'fix/.+'] } },
    ]);
  });

  it('are quoted once under what breaks them, as characters and not as orders', () => {
    write('CLAUDE.md', `Words \u001b[31m are plain ${words('foo', 'bar')}\n`);
    const { stdout } = bylaw(['check', '--as', 'commit', '-'], { cwd, env, input: 'Say foo and bar' });
    expect(stdout.match(/^ {4}CLAUDE\.md:1 says: Words <U\+001B>\[31m are plain$/gm)).toHaveLength(1);
    expect(stdout).toContain('no-words, asked for by CLAUDE.md:1');
  });

  it('are not missed by a reader of clean texts, but of findings, once', () => {
    const check = (input: string, args: string[] = []) =>
      bylaw(['check', '--as', 'commit', ...args, '-'], { cwd, env, input });
    const note = 'Held by bylaw:recommended, for there is no policy page and no configuration here\n';
    expect(check('Retry it').stdout).not.toContain(note);
    expect(check('Retry it.').stdout.endsWith(`\n${note}`)).toBe(true);
    expect(check('Retry it.', ['--no-config']).stdout).not.toContain(note);
    write('CLAUDE.md', 'Be kind\n');
    expect(check('Retry it.').stdout).not.toContain(note);
  });

  it('never break a commit by how they are written', () => {
    const nested = Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}- deeper`).join('\n');
    for (const page of [
      '',
      '\u0000',
      '---\nglobs: {{{{,,,\n---\n',
      '<!-- '.repeat(5000),
      nested,
      '@'.repeat(50_000),
    ]) {
      write('CLAUDE.md', page);
      expect(judged('Retry it')).toEqual([]);
    }
  });

  it('are refused where more lines ask for one rule than anybody writes', () => {
    write('CLAUDE.md', Array.from({ length: 501 }, (_, index) => `- Words ${words(`w${index}`)}\n`).join(''));
    expect(trouble()).toBe(
      'Too many lines that ask for `no-words`, 500 at most: take out what CLAUDE.md says twice',
    );
  });
});

describe('a configuration that names lines of pages', () => {
  const set = (setting: unknown, line = 1) =>
    write('bylaw.config.json', { clauses: { [`CLAUDE.md:${line}`]: setting } });
  beforeEach(() => write('CLAUDE.md', 'Keep commit titles under 30 characters\n'));
  const held = () => clausesOf('max-title-length').map(({ severity, options }) => [severity, options.length]);

  it.each([
    ['off', []],
    ['warn', [['warn', 30]]],
    [{ length: 40 }, [['error', 40]]],
    [['warn', { length: 50 }], [['warn', 50]]],
  ])('sets them: %j', (setting, clauses) => {
    set(setting);
    expect(held()).toEqual(clauses);
  });

  it('says what is wrong with a setting, and which line asks for nothing', () => {
    set({ lenght: 3 });
    expect(trouble()).toBe('Wrong options of `CLAUDE.md:1` under `clauses`, write those of max-title-length');
    set('off', 7);
    expect(policy().stderr).toBe(
      'CLAUDE.md:7: the configuration names this line, and nothing is asked for there\n',
    );
  });
});

describe('inline comments', () => {
  const PERIOD = 'Keep commit titles under 40 characters';

  it('decide for their line, and for the next one where they stand alone', () => {
    write('CLAUDE.md', `- Never add Co-Authored-By lines to commits\n`);
    const input = 'Retry\n\nCo-authored-by: Bo <bo@example.com>';
    expect(judged(input)).toEqual(['error no-coauthor CLAUDE.md:1']);
    write('CLAUDE.md', `- Never add Co-Authored-By lines to commits <!-- bylaw: off -->\n`);
    expect(judged(input)).toEqual([]);
    write('CLAUDE.md', `<!-- bylaw: guidance -->\n- Never add Co-Authored-By lines to commits\n`);
    expect(judged(input)).toEqual([]);
    expect(report().pages[0].directives).toEqual([
      {
        line: 2,
        text: 'Never add Co-Authored-By lines to commits',
        status: 'guidance',
        reason: 'its comment says `guidance`',
        clauses: [],
      },
    ]);
  });

  it('bring back what gave way to the line that they take out', () => {
    const page = (comment: string) =>
      `## Branches\n\n- Name branches \`feat/<name>\` ${comment}\n- Prefix branch names with \`fix/\`\n`;
    const asked = () => clausesOf('require-branch-name').map(({ from }) => from);
    write('CLAUDE.md', page(''));
    expect(asked()).toEqual(['CLAUDE.md:3']);
    write('CLAUDE.md', page('<!-- bylaw: off -->'));
    expect(asked()).toEqual(['CLAUDE.md:4']);
  });

  it('take the place of what was read, for the subjects of the sentence', () => {
    write('CLAUDE.md', `- ${PERIOD} ${words('foo')} ${title(9)}\n`);
    expect(report().pages[0].directives[0].clauses).toEqual(
      [
        { rule: 'no-words', severity: 'error', options: { words: ['foo'] }, subjects: ['commit'] },
        { rule: 'max-title-length', severity: 'warn', options: { length: 9 }, subjects: ['commit'] },
      ].map((clause) => ({ ...clause, severity: expect.any(String) })),
    );
  });

  it('speak for headings and code, too', () => {
    write('CLAUDE.md', `# Titles ${title(5)}\n`);
    expect(judged('Retry it')).toEqual([expect.stringMatching(/max-title-length CLAUDE\.md:1$/)]);
  });

  it('take a setting as --rule does', () => {
    write('CLAUDE.md', 'Short titles <!-- bylaw: max-title-length ["warn", {"length": 5}] -->\n');
    expect(judged('Retry it')).toEqual(['warn max-title-length CLAUDE.md:1']);
  });

  it.each([
    ['max-titel-length', 'Unknown rule `max-titel-length` in CLAUDE.md:2, did you mean `max-title-length`?'],
    ['max-title-length {"lenght":3}', 'Unknown key `lenght` in CLAUDE.md:2, did you mean `length`?'],
    ['max-title-length {', 'Not JSON in CLAUDE.md:2, write options like {"length":60}'],
    [
      'max-title-length ["on"]',
      'Wrong setting in CLAUDE.md:2, write the options, "off", "warn", "error" or ["error", {options}]',
    ],
    [
      'Please!',
      'Unknown comment in CLAUDE.md:2, write `bylaw: off`, `bylaw: guidance` or `bylaw: RULE JSON`',
    ],
  ])('are refused: %s', (comment, message) => {
    write('CLAUDE.md', `\nShort titles <!-- bylaw: ${comment} -->\n`);
    expect(trouble()).toBe(message);
  });
});

const PAGE = `# How we work

The project began in 2019.

## Commits

- Keep commit titles under 60 characters
- No Co-Authored-By lines
- Think twice before you commit
`;

describe('bylaw policy', () => {
  it('says of each sentence what became of it', () => {
    write('CLAUDE.md', PAGE);
    const { version, pages, coverage, conflicts } = report();
    expect({ version, conflicts }).toEqual({ version: 1, conflicts: [] });
    expect(pages.map(({ path }: { path: string }) => path)).toEqual(['CLAUDE.md']);
    const [limit, coauthor, think, ...others] = pages[0].directives;
    expect(others).toEqual([]);
    expect(limit).toMatchObject({
      line: 7,
      text: 'Keep commit titles under 60 characters',
      status: 'enforced',
      clauses: [{ rule: 'max-title-length', options: { length: 60 }, subjects: ['commit'] }],
    });
    expect(coauthor).toMatchObject({ line: 8, status: 'enforced', clauses: [{ rule: 'no-coauthor' }] });
    expect(think).toMatchObject({ line: 9, status: 'guidance', clauses: [] });
    expect(think.reason).toMatch(/\w/);
    expect(coverage).toEqual({ enforced: 2, guidance: 1, unread: 0 });
  });

  it('prints a table for people, and the coverage', () => {
    write('CLAUDE.md', PAGE);
    const { code, stdout, stderr } = policy();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('CLAUDE.md');
    expect(lines[1]).toMatch(
      /^ {5}7 {2}Keep commit titles under 60 characters {2}error {5}max-title-length \(commit\)$/,
    );
    expect(lines[3]).toMatch(/^ {5}9 {2}Think twice before you commit +guidance {2}asks for /);
    expect(lines.at(-2)).toBe('2 enforced, 1 guidance, 0 unread');
  });

  it('says who decides where a line of a page does not', () => {
    write('CLAUDE.md', PAGE);
    write('bylaw.config.json', { rules: { 'max-title-length': 'warn', 'no-coauthor': 'off' } });
    const { stdout } = policy();
    expect(stdout).toContain('max-title-length (commit), decided by bylaw.config.json:1\n');
    expect(stdout).toContain('no-coauthor (commit), off here\n');
  });

  it('reads the pages that are named, found or not', () => {
    write('CLAUDE.md', PAGE);
    write('docs/style.md', 'Short titles\n');
    expect(report(['docs/style.md']).pages.map(({ path }: { path: string }) => path)).toEqual([
      'docs/style.md',
    ]);
    expect(policy(['absent.md'])).toMatchObject({ code: 2, stderr: expect.stringContaining('absent.md') });
  });

  it('says where there is none', () => {
    expect(policy()).toEqual({
      code: 0,
      stdout: 'No policy pages here: `bylaw:recommended` and configuration hold\n',
      stderr: '',
    });
    expect(report()).toEqual({
      version: 1,
      pages: [],
      coverage: { enforced: 0, guidance: 0, unread: 0 },
      conflicts: [],
    });
  });

  it('exits with 1 on --check where a sentence is unread', () => {
    write('CLAUDE.md', PAGE);
    expect(policy(['--check']).code).toBe(0);
    write('CLAUDE.md', `${PAGE}- Put the motto "Onward and upward" at the end of every commit body\n`);
    expect(report().coverage.unread).toBeGreaterThan(0);
    expect(policy(['--check']).code).toBe(1);
    expect(policy().code).toBe(0);
  });

  it('prints what holds in few words with --brief', () => {
    write('CLAUDE.md', `Short titles ${title(60)}\n\nCommits are plain ${words('foo')}\n`);
    const lines = policy(['--brief']).stdout.split('\n');
    expect(lines).toContain('commit: Leave out the words on your list (no-words, words ["foo"])');
    expect(lines.some((line) => /^commit pr: .* \(max-title-length, length 60\)$/.test(line))).toBe(true);
    expect(policy(['--brief', '--check']).code).toBe(2);
  });
});

describe('bylaw init', () => {
  it('writes out what the pages of the repository ask for, each clause with its line', () => {
    write('.claude/CLAUDE.md', `Words ${words('foo')}\n`, env.HOME);
    write('CLAUDE.md', PAGE);
    const before = clausesOf('max-title-length');
    const { code, stdout } = bylaw(['init'], { cwd, env });
    expect(code).toBe(0);
    expect(stdout).toContain('CLAUDE.md:7  max-title-length\nCLAUDE.md:8  no-coauthor\n');
    const config = JSON.parse(readFileSync(join(cwd, 'bylaw.config.json'), 'utf8'));
    expect(config).toMatchObject({ extends: 'bylaw:recommended', pages: [], rules: {} });
    expect(config.clauses[0]).toMatchObject({ from: 'CLAUDE.md:7', rule: 'max-title-length' });
    expect(clausesOf('max-title-length')).toEqual(before);
    expect(clausesOf('no-words')).toMatchObject([{ from: '~/.claude/CLAUDE.md:1' }]);
  });

  it('writes once what lines come to that complete each other', () => {
    write('CLAUDE.md', '- Commits must follow Conventional Commits\n- Commit types: `feat`, `fix`, `docs`\n');
    expect(report().coverage).toEqual({ enforced: 2, guidance: 0, unread: 0 });
    expect(bylaw(['init'], { cwd, env }).code).toBe(0);
    const { clauses } = JSON.parse(readFileSync(join(cwd, 'bylaw.config.json'), 'utf8'));
    expect(clauses).toMatchObject([
      { from: 'CLAUDE.md:1', rule: 'require-title-format', options: { types: ['feat', 'fix', 'docs'] } },
    ]);
    expect(policy(['--check']).code).toBe(0);
  });

  it('is held against the pages by `bylaw policy --check`', () => {
    write('CLAUDE.md', PAGE);
    bylaw(['init'], { cwd, env });
    expect(policy(['--check'])).toMatchObject({ code: 0, stderr: '' });
    write('CLAUDE.md', `\n\n${PAGE}`);
    expect(policy(['--check']).code).toBe(0);
    write('CLAUDE.md', PAGE.replace('60', '50'));
    expect(report().drift).toMatchObject([{ from: 'CLAUDE.md:7', rule: 'max-title-length' }]);
    const { code, stdout } = policy(['--check']);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'Drift: CLAUDE.md:7 asks for `max-title-length`, the configuration does not hold it so\n',
    );
    expect(judged(`Retry ${'it '.repeat(15)}twice`)).toEqual([]);
  });

  it('lets several clauses of a rule stand, and settings of rules take their place', () => {
    const clause = (word: string) => ({ rule: 'no-words', severity: 'error', options: { words: [word] } });
    const clauses = [clause('foo'), { ...clause('bar'), from: 'the wiki' }];
    write('bylaw.config.json', { pages: false, clauses });
    expect(judged('Say foo and bar')).toEqual([
      'error no-words bylaw.config.json:1',
      'error no-words the wiki',
    ]);
    write('bylaw.config.json', { pages: false, clauses, rules: { 'no-words': 'warn' } });
    expect(judged('Say foo and bar')).toEqual([
      'warn no-words bylaw.config.json:1',
      'warn no-words bylaw.config.json:1',
    ]);
    write('bylaw.config.json', { clauses: [{ rule: 'no-wods', severity: 'error' }] });
    expect(trouble()).toBe('Unknown rule `no-wods` in bylaw.config.json:1, did you mean `no-words`?');
  });
});

describe('bylaw check --policy-from', () => {
  const check = (args: readonly string[] = []) =>
    bylaw(['check', '--as', 'commit', '--policy-from', 'main', ...args, '-'], {
      cwd,
      env,
      input: 'Retry it',
    });
  const commit = () => {
    git(['add', '.'], { cwd });
    git(['commit', '-q', '-m', 'Begin'], { cwd });
  };

  it('judges by the pages and the configuration of a commit, and says what has changed', () => {
    write('AGENTS.md', '@docs/titles.md\n');
    write('docs/titles.md', `Short titles ${title(5)}\n`);
    write('bylaw.config.json', { extends: './team.json' });
    write('team.json', { rules: { 'max-title-length': 'warn' } });
    commit();
    expect(check()).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('team.json:1') });
    write('team.json', { rules: { 'max-title-length': 'off' } });
    write('docs/titles.md', `Longer titles ${title(50)}\n`);
    write('CLAUDE.md', 'Be kind\n');
    const { stdout, stderr } = check();
    expect(stdout).toContain('max-title-length, asked for by team.json:1');
    expect(stderr).toBe('Policy changed since main, which judges: CLAUDE.md, docs/titles.md, team.json\n');
    expect(git(['status', '--porcelain'], { cwd }).split('\n').sort()).toEqual([
      '',
      ' M docs/titles.md',
      ' M team.json',
      '?? CLAUDE.md',
    ]);
  });

  it('runs the code of that commit, and none of the change', () => {
    write(
      'bylaw.config.ts',
      "export default { rules: { 'max-title-length': ['error', { length: 5 as number }] } };",
    );
    commit();
    expect(check()).toMatchObject({ code: 1, stderr: '' });
    write(
      'bylaw.config.ts',
      "import { writeFileSync } from 'node:fs'; writeFileSync('ran', ''); export default {};",
    );
    expect(check()).toMatchObject({ code: 1, stderr: expect.stringContaining('bylaw.config.ts') });
    expect(existsSync(join(cwd, 'ran'))).toBe(false);
  });

  it('says where there is no such commit', () => {
    expect(check()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^bylaw: Cannot read the policy of `main` \(.*\), check its spelling, or fetch/,
      ),
    });
  });
});

describe('createLinter', () => {
  it('holds pages below a configuration', () => {
    const pages = [{ path: 'CLAUDE.md', text: `Short titles ${title(5)}\n` }];
    const found = (config?: Config) =>
      createLinter({ pages, ...(config ? { config } : {}) })
        .lint({ kind: 'commit', message: 'Retry it' })
        .map(({ rule, from }) => `${rule} ${from}`);
    expect(found()).toEqual(['max-title-length CLAUDE.md:1']);
    expect(found({ extends: 'bylaw:recommended' })).toEqual(['max-title-length CLAUDE.md:1']);
    expect(found({ rules: { 'max-title-length': ['warn', { length: 9 }] } })).toEqual([]);
  });
});
