import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { BYLAW, bylaw, folder, git, repository, run } from './support/run.ts';

let cwd: string;
beforeEach(() => {
  cwd = folder();
});

/** Judges a text with one rule only. */
function judge(input: string | Buffer, args: string[] = [], rule = 'no-title-period') {
  return bylaw(['check', '--no-config', '--rule', rule, ...args], { cwd, input });
}

describe('bylaw check', () => {
  it('passes a clean message', () => {
    const { code, stdout, stderr } = judge('Retry the upload\n', ['--as', 'commit', '-']);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '1 subject judged, nothing found\n',
      stderr: '',
    });
  });

  it('shows a finding with its line, a caret and the next command', () => {
    writeFileSync(join(cwd, 'message'), 'Retry the upload.\n');
    const { code, stdout } = judge('', ['message']);
    expect(code).toBe(1);
    expect(stdout).toBe(
      [
        'commit message',
        '  1:17  error  Unexpected full stop, end the title without it  no-title-period, asked for by --rule',
        '    1 | Retry the upload.',
        '      |                 ^',
        '',
        '1 subject judged, 1 error and 0 warnings',
        'Run `bylaw check --fix --no-config --rule no-title-period message` to fix 1 of them',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['human', /\n {2}Not all is shown, there is too much: mend these and run it again\n\n1 subject/],
    ['agent', /\nNot all is shown, there is too much: mend these and run it again\nErrors: 1000/],
    ['github', /\n::notice title=bylaw \(stdin\)::Not all is shown, there is too much: .* run it again\n$/],
    ['json', /\],"capped":true\}\n\],"errors":1000/],
    ['ndjson', /\],"capped":true\}\n$/],
  ])('says that it stopped at the thousandth finding, in %s', (format, said) => {
    const args = ['--as', 'reply', '--format', format, '-'];
    const rule = 'no-words={"words":["bad"]}';
    expect(judge('bad\n'.repeat(1001), args, rule).stdout).toMatch(said);
    expect(judge('bad\n'.repeat(1000), args, rule).stdout).not.toMatch(/not all|capped/i);
  });

  it('says it in records, too', () => {
    const input = `${JSON.stringify({ text: 'bad '.repeat(1001) })}\n{"text":"bad"}\n`;
    const { stdout } = judge(input, ['--as', 'reply', '--ndjson', '-'], 'no-words={"words":["bad"]}');
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first.capped).toBe(true);
    expect(second).not.toHaveProperty('capped');
  });

  it('exits with 0 where there are only warnings', () => {
    const { code, stdout } = judge('Retry it.\n', ['-'], 'no-title-period="warn"');
    expect(code).toBe(0);
    expect(stdout).toContain('0 errors and 1 warning');
  });

  it('keeps the JSON contract', () => {
    const { stdout } = judge('Retry \u{1f600} it.\n', ['--as', 'commit', '--format', 'json', '-']);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      subjects: [
        {
          kind: 'commit',
          source: 'stdin',
          findings: [
            {
              rule: 'no-title-period',
              severity: 'error',
              message: 'Unexpected full stop, end the title without it',
              line: 1,
              column: 12,
              endLine: 1,
              endColumn: 13,
              offset: 11,
              endOffset: 12,
              quote: '.',
              from: '--rule',
              fix: { text: '' },
            },
          ],
          fixed: 'Retry \u{1f600} it\n',
        },
      ],
      errors: 1,
      warnings: 0,
      suppressed: 0,
      known: 0,
    });
  });

  it('counts lines of a pull request from its title on', () => {
    const input = '{"id":7,"title":"Retry it","body":"one\\ntwo bad"}\n';
    const { stdout } = judge(input, ['--as', 'pr', '--ndjson', '-'], 'no-words={"words":["bad"]}');
    const [finding] = JSON.parse(stdout).findings;
    expect(finding).toMatchObject({ line: 4, column: 5, quote: 'bad' });
  });

  it('tells the kind of a file by its name', () => {
    const names = {
      COMMIT_EDITMSG: 'commit',
      'pull_request.md': 'pr',
      'reply.md': 'reply',
      'notes.md': 'reply',
    };
    for (const name of Object.keys(names)) writeFileSync(join(cwd, name), 'Text\n');
    const { stdout } = judge('', ['--format', 'json', ...Object.keys(names)]);
    const kinds = JSON.parse(stdout).subjects.map((subject: { kind: string }) => subject.kind);
    expect(kinds).toEqual(Object.values(names));
  });

  it('judges standard input when no file is named', () => {
    expect(judge('Retry it.\n').stdout).toContain('commit stdin');
  });

  it('writes the report to a file', () => {
    const { stdout } = judge('Retry it.\n', ['--format', 'json', '--output', 'report.json']);
    expect(stdout).toBe('');
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')).errors).toBe(1);
  });

  it('reads an input before it writes the report over it', () => {
    writeFileSync(join(cwd, 'm'), 'Retry it.\n');
    expect(judge('', ['--output', 'm', 'm']).code).toBe(1);
    expect(readFileSync(join(cwd, 'm'), 'utf8')).toContain('no-title-period');
  });

  it('leaves no half report behind', () => {
    writeFileSync(join(cwd, 'report'), 'earlier');
    expect(judge('Retry it.\n', ['--output', 'report', '-', 'absent']).code).toBe(2);
    expect(readdirSync(cwd)).toEqual(['report']);
    expect(readFileSync(join(cwd, 'report'), 'utf8')).toBe('earlier');
  });

  it('colours only where a terminal is', () => {
    writeFileSync(join(cwd, 'm'), 'Retry it.\n');
    const command = `${process.execPath} ${BYLAW} check m`;
    const terminal = (env = '') => run('script', ['-qec', `${env} ${command}`, '/dev/null'], { cwd }).stdout;
    expect(terminal()).toContain('\u001b[31merror');
    expect(terminal('NO_COLOR=1')).not.toContain('\u001b[31m');
    expect(judge('', ['m']).stdout).not.toContain('\u001b');
  });
});

describe('fixes', () => {
  it('writes them to the file', () => {
    writeFileSync(join(cwd, 'm'), 'Retry it.\n\nBody.\n');
    chmodSync(join(cwd, 'm'), 0o640);
    const { code, stdout } = judge('', ['--fix', 'm']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '1 subject judged, nothing found\n' });
    expect(readFileSync(join(cwd, 'm'), 'utf8')).toBe('Retry it\n\nBody.\n');
  });

  it('prints the fixed standard input, and the report beside it', () => {
    const { stdout, stderr } = judge('Retry it.\n', ['--fix', '-']);
    expect(stdout).toBe('Retry it\n');
    expect(stderr).toBe('1 subject judged, nothing found\n');
  });

  it('shows them as a patch that git can apply', () => {
    const repo = repository();
    writeFileSync(join(repo, 'm'), 'Retry it.\n');
    const args = [
      'check',
      '--no-config',
      '--rule',
      'no-title-period',
      '--output',
      '/dev/null',
      '--diff',
      'm',
    ];
    const { stdout, code } = bylaw(args, { cwd: repo });
    expect(code).toBe(1);
    expect(readFileSync(join(repo, 'm'), 'utf8')).toBe('Retry it.\n');
    git(['apply', '-'], { cwd: repo, input: stdout });
    expect(readFileSync(join(repo, 'm'), 'utf8')).toBe('Retry it\n');
  });

  it('keeps a symbolic link, and fixes what it points to', () => {
    writeFileSync(join(cwd, 'target'), 'Retry it.\n');
    symlinkSync('target', join(cwd, 'link'));
    expect(judge('', ['--fix', 'link']).code).toBe(0);
    expect(lstatSync(join(cwd, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'target'), 'utf8')).toBe('Retry it\n');
  });

  it('keeps a report whole when a text goes to standard output', () => {
    const { stdout, stderr } = judge('Retry it.\n', ['--fix', '--format', 'json']);
    expect(stdout).toBe('Retry it\n');
    expect(JSON.parse(stderr).errors).toBe(0);
  });

  it('leaves a file alone that is not UTF-8', () => {
    const bytes = Buffer.from('Retry \xe9t\xe9.\n', 'latin1');
    writeFileSync(join(cwd, 'm'), bytes);
    const { code, stderr } = judge('', ['--fix', 'm']);
    expect(code).toBe(2);
    expect(stderr).toContain('m is not UTF-8');
    expect(readFileSync(join(cwd, 'm')).equals(bytes)).toBe(true);
  });
});

describe('--ndjson', () => {
  it('answers each line in order, also those it cannot read', () => {
    const lines = ['{"id":1,"text":"Retry it."}', 'no JSON', '{"id":"b","text":"Retry it"}', '{"id":3}'];
    const { code, stdout } = judge(lines.join('\n'), ['--as', 'commit', '--ndjson', '-']);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id }) => id)).toEqual([1, null, 'b', 3]);
    expect(answers.map(({ findings }) => findings.length)).toEqual([1, 0, 0, 0]);
    expect(answers[1].error).toContain('Not a commit');
    expect(answers[3].error).toContain('Wrong `text`');
    expect(code).toBe(2);
  });

  it('refuses flags that it would not heed', () => {
    for (const flag of ['--fix', '--range=a..b', '--output=o', '--format=json']) {
      expect(judge('', ['--as', 'commit', '--ndjson', flag, '-']).code, flag).toBe(2);
    }
  });

  it('is at one with the format of that name', () => {
    const { code, stdout } = judge('{"id":1,"text":"a"}', [
      '--as',
      'commit',
      '--ndjson',
      '--format',
      'ndjson',
      '-',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"id":1,"findings":[]}\n' });
  });

  it('wants to know the kind', () => {
    expect(judge('', ['--ndjson', '-'])).toMatchObject({
      code: 2,
      stderr: 'bylaw: No kind for `--ndjson`, add `--as KIND`\n',
    });
  });

  it('parts lines at line feeds only', () => {
    const { stdout } = judge('{"id":1,"text":"a\u2028b"}\r\n{"id":2,"text":"c"}', [
      '--as',
      'reply',
      '--ndjson',
      '-',
    ]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('git', () => {
  it('judges the commits of a range and the branch', () => {
    const repo = repository();
    for (const message of ['Begin', 'Go on.', 'End'])
      git(['commit', '-q', '--allow-empty', '-m', message], { cwd: repo });
    const { code, stdout } = bylaw(['check', '--range', 'HEAD~2..HEAD', '--branch', '--format', 'json'], {
      cwd: repo,
    });
    const { subjects, errors } = JSON.parse(stdout);
    expect(subjects.map(({ kind }: { kind: string }) => kind)).toEqual(['branch', 'commit', 'commit']);
    expect(subjects[0].source).toBe('main');
    expect(subjects[1].source).toMatch(/^[0-9a-f]{40}$/);
    expect({ code, errors }).toEqual({ code: 1, errors: 1 });
  });

  it('never hands a dash to git', () => {
    const repo = repository();
    const { code, stderr } = bylaw(['check', '--range=--output=stolen'], { cwd: repo });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^bylaw: /);
    expect(existsSync(join(repo, 'stolen'))).toBe(false);
  });

  it('refuses a range with an end left open, as an unset variable leaves it', () => {
    const repo = repository();
    git(['commit', '-q', '--allow-empty', '-m', 'Begin'], { cwd: repo });
    for (const range of ['', '..', '..HEAD', '^HEAD']) {
      expect(bylaw(['check', '--range', range], { cwd: repo }).code, range).toBe(2);
    }
  });

  it('takes a range up to HEAD with its end left out, as git does', () => {
    const repo = repository();
    for (const message of ['Begin', 'Go on'])
      git(['commit', '-q', '--allow-empty', '-m', message], { cwd: repo });
    expect(bylaw(['check', '--range', 'HEAD~1..'], { cwd: repo }).stdout).toContain('1 subject judged');
  });

  it('says what to do about an unknown range', () => {
    const { code, stderr } = bylaw(['check', '--range', 'nowhere..HEAD'], { cwd: repository() });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^bylaw: .*nowhere.*, .*\n$/);
  });

  it('reads a pull request event of GitHub and of GitLab', () => {
    const github = { pull_request: { title: 'Retry it.', body: null, draft: true, user: { login: 'ada' } } };
    const gitlab = {
      object_kind: 'merge_request',
      object_attributes: { title: 'Retry it.', description: 'x' },
    };
    for (const event of [github, gitlab]) {
      writeFileSync(join(cwd, 'event.json'), JSON.stringify(event));
      const { stdout } = judge('', ['--event', 'event.json', '--format', 'json']);
      expect(JSON.parse(stdout).subjects[0]).toMatchObject({ kind: 'pr', findings: [{ quote: '.' }] });
    }
  });
});

describe('configuration', () => {
  const wrong: [string, string, string][] = [
    [
      'an unknown rule',
      '{\n"rules": {\n"no-title-periods": "error"}}',
      'Unknown rule `no-title-periods` in bylaw.config.json:3, did you mean `no-title-period`?',
    ],
    [
      'an unknown key',
      '{\n"rulse": {}}',
      'Unknown key `rulse` in bylaw.config.json:2, did you mean `rules`?',
    ],
    [
      'an unknown option',
      '{"rules": {"max-title-length": ["error",\n{"lenght": 5}]}}',
      'Unknown key `lenght` in bylaw.config.json:2, did you mean `length`?',
    ],
    [
      'a wrong severity',
      '{"rules": {\n"no-title-period": "fatal"}}',
      'Wrong setting of `no-title-period` in bylaw.config.json:2, write "off", "warn", "error" or ["error", {options}]',
    ],
    [
      'broken JSON',
      '{"rules": {\n"no-title-period" "warn"}}',
      'Not JSON in bylaw.config.json:2: ColonExpected',
    ],
    ['a key of the language', '{"__proto__": {}}', 'Unknown key `__proto__` in bylaw.config.json:1'],
  ];
  it.each(wrong)('names the place of %s', (_, config, message) => {
    writeFileSync(join(cwd, 'bylaw.config.json'), config);
    expect(bylaw(['check', '-'], { cwd, input: 'x' })).toEqual({
      code: 2,
      stdout: '',
      stderr: `bylaw: ${message}\n`,
    });
  });

  it('takes only what it says, on top of what it extends', () => {
    const rulesHeld = (config: object) => {
      writeFileSync(join(cwd, 'bylaw.config.json'), JSON.stringify(config));
      const { stdout } = bylaw(['rules', '--format', 'json'], { cwd });
      const { rules } = JSON.parse(stdout) as { rules: { id: string; severity: string }[] };
      return Object.fromEntries(rules.map(({ id, severity }) => [id, severity]));
    };
    expect(rulesHeld({ rules: { 'no-title-period': 'warn' } })).toMatchObject({
      'no-title-period': 'warn',
      'max-title-length': 'off',
    });
    expect(rulesHeld({ extends: 'bylaw:recommended', rules: { 'no-title-period': 'off' } })).toMatchObject({
      'no-title-period': 'off',
      'max-title-length': 'error',
    });
  });

  it('holds several clauses of one rule, each with its line', () => {
    const config = '{"rules": {\n"no-words": ["error", {"words": ["one"]},\n {"words": ["two"]}]}}';
    writeFileSync(join(cwd, 'bylaw.config.json'), config);
    const { stdout } = bylaw(['check', '--format', 'json', '-'], { cwd, input: 'Say one\n\ntwo' });
    const [subject] = JSON.parse(stdout).subjects;
    expect(subject.findings.map(({ quote, from }: { quote: string; from: string }) => [quote, from])).toEqual(
      [
        ['one', 'bylaw.config.json:2'],
        ['two', 'bylaw.config.json:2'],
      ],
    );
  });

  it('gives way to a flag for the same rule', () => {
    writeFileSync(join(cwd, 'bylaw.config.json'), '{"rules": {"no-title-period": "error"}}');
    const check = (flag: string) => bylaw(['check', '--rule', flag, '-'], { cwd, input: 'End.' });
    expect(check('no-title-period=off').code).toBe(0);
    expect(check('no-title-period="warn"').stdout).toContain('0 errors and 1 warning');
  });

  it('is no less wrong in a package.json that is no JSON', () => {
    writeFileSync(join(cwd, 'package.json'), '{\n"bylaw": {]}');
    expect(bylaw(['check', '-'], { cwd, input: 'x' }).stderr).toMatch(/^bylaw: Not JSON in package.json:2/);
  });

  it('is refused where it nests without end', () => {
    writeFileSync(join(cwd, 'bylaw.config.json'), '['.repeat(200_000));
    expect(bylaw(['check', '-'], { cwd, input: 'x' }).stderr).toMatch(/^bylaw: Too deep nesting/);
  });

  it('is found in a package.json, from a folder below', () => {
    const repo = repository();
    writeFileSync(join(repo, 'package.json'), '{"bylaw": {"rules": {"no-title-period": "warn"}}}');
    const { stdout } = bylaw(['check', '--format', 'json', '-'], { cwd: repo, input: 'End.' });
    expect(JSON.parse(stdout)).toMatchObject({
      warnings: 1,
      subjects: [{ findings: [{ from: 'package.json:1' }] }],
    });
  });

  it('is seen at once when it changes, and survives a damaged cache', () => {
    const repo = repository();
    const warnings = () =>
      JSON.parse(bylaw(['check', '--format', 'json', '-'], { cwd: repo, input: 'End.' }).stdout).warnings;
    writeFileSync(join(repo, 'bylaw.config.json'), '{"rules": {"no-title-period": "warn"}}');
    expect(warnings()).toBe(1);
    expect(warnings()).toBe(1);
    writeFileSync(join(repo, 'bylaw.config.json'), '{"rules": {}}');
    expect(warnings()).toBe(0);
    writeFileSync(join(repo, '.git/bylaw/policy.json'), '{"build":');
    expect(warnings()).toBe(0);
  });

  it('takes a pattern only in linear-time syntax', () => {
    const { code, stderr } = judge('x', ['-'], 'no-coauthor={"allow":["(?=x)"]}');
    expect(code).toBe(2);
    expect(stderr).toMatch(/Not a pattern/);
  });
});

describe('bad usage', () => {
  const cases: [string[], string][] = [
    [['chek'], 'Unknown command `chek`, did you mean `check`?'],
    [['check', '--foramt', 'json'], 'Unknown flag `--foramt` of `bylaw check`, did you mean `--format`?'],
    [['check', '--format', 'jsno'], 'Unknown value `jsno` of `--format`, did you mean `json`?'],
    [['check', '--as', 'comit', '-'], 'Unknown value `comit` of `--as`, did you mean `commit`?'],
    [['check', 'absent'], 'No file absent, name one that exists or `-` for standard input'],
    [['check', '.'], '. is a folder, name the files in it'],
    [['check', '--branch'], 'No branch is checked out here, run it in a work tree that is on a branch'],
    [
      ['check', '--rule', 'no-titel-period', '-'],
      'Unknown rule `no-titel-period` in `--rule no-titel-period`, did you mean `no-title-period`?',
    ],
    [['explain', 'no-titel-period'], 'Unknown rule `no-titel-period`, did you mean `no-title-period`?'],
  ];
  it.each(cases)('answers %j', (args, message) => {
    expect(bylaw(args, { cwd })).toEqual({ code: 2, stdout: '', stderr: `bylaw: ${message}\n` });
  });
});

describe('untrusted text', () => {
  const hostile = 'Evil \u001b[2J\u0007\u0085\u202e\r::error::title.\n\n::set-output name=x::y bad\n';

  it('never reaches the terminal as it is', () => {
    for (const format of ['human', 'github', 'agent', 'json']) {
      const { stdout } = judge(
        hostile,
        ['--as', 'commit', '--format', format, '-'],
        'no-words={"words":["evil","bad"]}',
      );
      expect(stdout, format).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      const commands = stdout
        .split('\n')
        .filter((line) => line.startsWith('::') && !line.startsWith('::error title='));
      expect(commands, format).toEqual([]);
    }
  });

  it('is shown in trouble, too', () => {
    writeFileSync(
      join(cwd, 'bylaw.config.json'),
      JSON.stringify({ rules: { 'no-\u001b[31m\n::error::x': 'error' } }),
    );
    const { stderr } = bylaw(['check', '-'], { cwd, input: 'x' });
    expect(stderr).toContain('<U+001B>');
    expect(stderr).not.toContain('\u001b');
  });

  it('is refused where it is binary', () => {
    const { code, stderr } = judge(Buffer.from([80, 78, 71, 0, 1]));
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'bylaw: Binary content in stdin (NUL at byte 3), name a text file\n',
    });
  });
});

describe('a policy that a change has changed', () => {
  it('is told in the log, and to GitHub as an annotation', () => {
    cwd = repository();
    writeFileSync(join(cwd, 'CLAUDE.md'), '- No emojis in commits.\n');
    git(['add', '.'], { cwd });
    git(['commit', '-q', '-m', 'Begin'], { cwd });
    writeFileSync(join(cwd, 'CLAUDE.md'), '- Emojis are welcome.\n');
    const check = (...args: string[]) =>
      bylaw(['check', '--as', 'commit', '--policy-from', 'HEAD', ...args, '-'], { cwd, input: 'Retry it' });
    const note = 'Policy changed since HEAD, which judges: CLAUDE.md\n';
    expect(check('--format', 'github')).toMatchObject({
      code: 0,
      stderr: note,
      stdout: `::warning title=bylaw::${note}`,
    });
    expect(check('--format', 'github', '--fix')).toMatchObject({ stderr: note, stdout: 'Retry it' });
    expect(check('--format', 'json').stdout).not.toContain('Policy changed');
  });
});

describe('a slow pipe', () => {
  it('gets every byte', () => {
    const lines = Array.from({ length: 5000 }, (_, id) => JSON.stringify({ id, text: `Title ${id}.` }));
    writeFileSync(join(cwd, 'lines'), lines.join('\n'));
    const check = `${process.execPath} ${BYLAW} check --no-config --rule no-title-period --as commit --ndjson - < lines`;
    const { stdout } = run('sh', ['-c', `${check} | { sleep 1; cat; } | wc -l`], { cwd });
    expect(stdout.trim()).toBe('5000');
  });

  it('may end early', () => {
    const check = `yes 'Title.' | head -c 3000000 | ${process.execPath} ${BYLAW} check --format json -`;
    const { stderr } = run(
      'sh',
      ['-c', `${check} --no-config --rule 'no-words={"words":["title"]}' | head -c 10`],
      { cwd },
    );
    expect(stderr).toBe('');
  });
});
