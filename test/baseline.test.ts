import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { openBaseline } from '../src/baseline.ts';
import { createLinter } from '../src/linter.ts';
import { bylaw, folder, git, repository } from './support/run.ts';

let cwd: string;
beforeEach(() => {
  cwd = repository();
});

const KNOWN = ['--baseline', 'known.json'];
const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);
const read = () => readFileSync(join(cwd, 'known.json'), 'utf8');
const entries = () => JSON.parse(read()).findings as { rule: string; count: number; source: string }[];
/** Judges with the rule on emojis alone, and what it records there. */
const check = (...args: string[]) => {
  const rules = ['--no-config', '--rule', 'no-emoji'];
  const { code, stdout, stderr } = bylaw(['check', ...rules, ...args], { cwd });
  return { code, stdout, stderr };
};
const found = (...args: string[]) => {
  const { subjects } = JSON.parse(check('--format', 'json', ...args).stdout);
  return subjects.flatMap((subject: { findings: { line: number }[] }) => subject.findings).length;
};

describe('a baseline', () => {
  it('is written where there is none, and nothing is reported', () => {
    write('reply.md', 'One \u{1f680}\n\nTwo \u{1f680}\n\nTwo \u{1f680}\n');
    expect(check(...KNOWN, 'reply.md')).toEqual({
      code: 0,
      stdout: '1 subject judged, nothing found, 3 known by the baseline\n',
      stderr: 'Recorded 3 findings in known.json, from now on new ones are reported\n',
    });
    const [open, one, two, close, ...more] = read().split('\n');
    expect([open, close, more]).toEqual(['{"version":1,"findings":[', ']}', ['']]);
    expect([one, two].map((line) => JSON.parse((line as string).replace(/,$/, '')))).toEqual([
      expect.objectContaining({ kind: 'reply', source: 'reply.md', rule: 'no-emoji', quote: '\u{1f680}' }),
      expect.objectContaining({ kind: 'reply', source: 'reply.md' }),
    ]);
    expect(
      entries()
        .map(({ count }) => count)
        .sort(),
    ).toEqual([1, 2]);
  });

  it('is written where nothing is found, too', () => {
    write('reply.md', 'Fine\n');
    expect(check(...KNOWN, 'reply.md').stderr).toContain('Recorded 0 findings');
    expect(read()).toBe('{"version":1,"findings":[\n]}\n');
    expect(check(...KNOWN, 'reply.md')).toMatchObject({ code: 0, stderr: '' });
  });

  it('knows a line that moved, and no more of its kind than recorded', () => {
    write('reply.md', 'One \u{1f680}\n');
    check(...KNOWN, 'reply.md');
    write('reply.md', 'Before\n\nOne \u{1f680}\n');
    expect(check(...KNOWN, 'reply.md').code).toBe(0);
    write('reply.md', 'One \u{1f680}\n\nOne \u{1f680}\n');
    const { code, stdout } = check(...KNOWN, 'reply.md');
    expect(code).toBe(1);
    expect(stdout).toContain('1 error and 0 warnings, 1 known by the baseline');
    expect(stdout).not.toContain('--fix');
    expect(entries()).toHaveLength(1);
  });

  it('tells a finding by its line and its file', () => {
    write('reply.md', 'One \u{1f680}\n');
    check(...KNOWN, 'reply.md');
    write('reply.md', 'Other \u{1f680}\n');
    write('copy.reply.md', 'One \u{1f680}\n');
    expect(found(...KNOWN, 'copy.reply.md')).toBe(1);
    expect(found(...KNOWN, 'reply.md')).toBe(1);
  });

  it('is the same text in whatever order files are named', () => {
    write('one.reply.md', 'One \u{1f680}\n');
    write('two.reply.md', 'Two \u{1f680}\n');
    check(...KNOWN, 'two.reply.md', 'one.reply.md');
    check('--baseline', 'other.json', 'one.reply.md', 'two.reply.md');
    expect(readFileSync(join(cwd, 'other.json'), 'utf8')).toBe(read());
  });

  it('forgets what is gone, and never learns again', () => {
    write('reply.md', 'One \u{1f680}\n\nTwo \u{1f680}\n');
    check(...KNOWN, 'reply.md');
    write('reply.md', 'Two \u{1f680}\n');
    expect(check(...KNOWN, 'reply.md').stderr).toBe(
      'Took 1 finding out of known.json that is gone, 1 left\n',
    );
    write('reply.md', 'One \u{1f680}\n\nTwo \u{1f680}\n');
    expect(check(...KNOWN, 'reply.md').code).toBe(1);
    expect(entries()).toHaveLength(1);
  });

  it('keeps what was not judged this time', () => {
    write('one.reply.md', 'One \u{1f680}\n');
    write('two.reply.md', 'Two \u{1f680}\n');
    check(...KNOWN, 'one.reply.md', 'two.reply.md');
    const before = read();
    write('one.reply.md', 'One\n');
    expect(check(...KNOWN, 'two.reply.md').stderr).toBe('');
    expect(read()).toBe(before);
    check(...KNOWN, 'one.reply.md');
    expect(entries().map(({ source }) => source)).toEqual(['two.reply.md']);
  });

  it('has no absolute path in it, and means the same file from another folder', () => {
    write('reply.md', 'One \u{1f680}\n');
    check(...KNOWN, join(cwd, 'reply.md'));
    expect(read()).not.toContain(cwd);
    mkdirSync(join(cwd, 'sub'));
    const args = ['check', '--no-config', '--rule', 'no-emoji', '--baseline', '../known.json', '../reply.md'];
    expect(bylaw(args, { cwd: join(cwd, 'sub') }).code).toBe(0);
  });

  it('tells commits by their names', () => {
    git(['commit', '-q', '--allow-empty', '-m', 'One \u{1f680}'], { cwd });
    git(['commit', '-q', '--allow-empty', '-m', 'Two \u{1f680}'], { cwd });
    expect(check(...KNOWN, '--range', 'HEAD').code).toBe(0);
    const names = git(['log', '--format=%H'], { cwd }).trim().split('\n');
    expect(
      entries()
        .map(({ source }) => source)
        .sort(),
    ).toEqual(names.sort());
    git(['commit', '-q', '--allow-empty', '-m', 'Two \u{1f680}'], { cwd });
    expect(found(...KNOWN, '--range', 'HEAD')).toBe(1);
    expect(check(...KNOWN, '--range', 'HEAD~1..HEAD').stderr).toBe('');
    expect(entries()).toHaveLength(2);
  });

  it('goes by the files of a staged change', () => {
    write('a.py', 'a = "\u{1f680}"\n');
    write('b.py', 'b = "\u{1f680}"\n');
    git(['add', 'a.py', 'b.py'], { cwd });
    expect(check(...KNOWN, '--staged').code).toBe(0);
    write('a.py', 'x = 1\na = "\u{1f680}"\nc = "\u{1f680}"\n');
    git(['add', 'a.py'], { cwd });
    expect(found(...KNOWN, '--staged')).toBe(1);
    write('b.py', 'b = 1\n');
    git(['add', 'b.py'], { cwd });
    // Only a.py is asked for, so nobody knows of b.py.
    expect(check(...KNOWN, '--staged', 'a.py').stderr).toBe('');
    expect(check(...KNOWN, '--staged').stderr).toContain('Took 1 finding out');
  });

  it('keeps what another kind of diff recorded', () => {
    write('a.py', 'a = "\u{1f680}"\n');
    git(['add', 'a.py'], { cwd });
    git(['commit', '-q', '--allow-empty', '-m', 'Start'], { cwd });
    git(['commit', '-q', '--allow-empty', '-m', 'Go on'], { cwd });
    const patch = git(['show', 'HEAD~1'], { cwd });
    write('all.diff', patch);
    check(...KNOWN, '--as', 'diff', 'all.diff');
    write('a.py', 'a = "\u{1f680}"\nb = 1\n');
    git(['add', 'a.py'], { cwd });
    expect(check(...KNOWN, '--staged').stderr).toBe('');
    expect(check(...KNOWN, '--as', 'diff', 'all.diff').code).toBe(0);
  });

  it('counts what a report has no room for', () => {
    write('reply.md', 'One \u{1f680}\n\n'.repeat(1500));
    expect(check(...KNOWN, 'reply.md').stderr).toContain('Recorded 1500 findings');
    write('reply.md', 'One \u{1f680}\n\n'.repeat(1499));
    expect(check(...KNOWN, 'reply.md')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('1499 left'),
    });
  });

  it('leaves suppressed findings alone', () => {
    write('reply.md', 'One \u{1f680}\n\n<!-- bylaw-disable no-emoji (its name) -->\n');
    expect(check(...KNOWN, 'reply.md').stdout).toContain('1 suppressed');
    expect(entries()).toEqual([]);
  });

  it('says in JSON how many are known', () => {
    write('reply.md', 'One \u{1f680}\n');
    check(...KNOWN, 'reply.md');
    const { known, subjects } = JSON.parse(check(...KNOWN, '--format', 'json', 'reply.md').stdout);
    expect([known, subjects[0].known, subjects[0].fixed]).toEqual([1, 1, undefined]);
  });

  it.each([
    ['', 'No baseline in known.json'],
    ['<<<<<<< HEAD\n', 'No baseline in known.json'],
    ['[]', 'No baseline in known.json'],
    ['null', 'No baseline in known.json'],
    ['{"version":1}', 'No baseline in known.json'],
    ['{"version":1,"findings":[{"kind":"reply"}]}', 'No baseline in known.json'],
    ['{"version":1,"findings":[null]}', 'No baseline in known.json'],
    ['{"version":2,"findings":[]}', 'A newer bylaw wrote known.json'],
  ])('is refused where it holds %j, and stays as it is', (text, message) => {
    write('known.json', text);
    write('reply.md', 'One \u{1f680}\n');
    const { code, stdout, stderr } = check(...KNOWN, 'reply.md');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(read()).toBe(text);
  });

  it('is not written where something could not be judged', () => {
    write('reply.md', 'One \u{1f680}\n');
    expect(check(...KNOWN, 'reply.md', 'absent.md').code).toBe(2);
    expect(existsSync(join(cwd, 'known.json'))).toBe(false);
    check(...KNOWN, 'reply.md');
    const before = read();
    write('reply.md', 'One\n');
    expect(check(...KNOWN, 'reply.md', 'absent.md').code).toBe(2);
    expect(read()).toBe(before);
  });

  it('is written whole, through a link, and as it may be read', () => {
    write('reply.md', 'One \u{1f680}\n');
    check(...KNOWN, 'reply.md');
    expect(statSync(join(cwd, 'known.json')).mode & 0o777).toBe(0o644);
    symlinkSync('known.json', join(cwd, 'link.json'));
    write('reply.md', 'One\n');
    check('--baseline', 'link.json', 'reply.md');
    expect(entries()).toEqual([]);
    expect(readdirSync(cwd).filter((name) => name.includes('.bylaw-'))).toEqual([]);
    expect(check('--baseline', 'absent/known.json', 'reply.md')).toMatchObject({ code: 2 });
  });

  it.each(['--fix', '--diff', '--ndjson'])('does not go with %s', (flag) => {
    write('reply.md', 'One \u{1f680}\n');
    const { code, stderr } = check(...KNOWN, '--as', 'reply', flag, 'reply.md');
    expect(code).toBe(2);
    expect(stderr).toContain(flag);
    expect(stderr).toContain('`--baseline`');
    expect(existsSync(join(cwd, 'known.json'))).toBe(false);
  });
});

describe('any findings', () => {
  const linter = createLinter({ config: { rules: { 'no-emoji': 'error', 'no-hedging': 'warn' } } });
  const line = fc.constantFrom(
    'plain',
    'One \u{1f680}',
    'Two \u{1f680}',
    'basically so',
    '\u{1f680}\u{1f600}',
    '',
  );
  const texts = fc.array(line, { maxLength: 12 });
  const judged = (lines: readonly string[]) => linter.judge({ kind: 'reply', text: lines.join('\n\n') }, 'a');

  it('are all known the next time, wherever they moved, and one more is one more', () => {
    const cwd = folder();
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (lines, at, turn) => {
        const name = `${at}-${turn}-${lines.length}-${Math.random()}.json`;
        const first = openBaseline(name, cwd);
        expect(first.take(judged(lines)).findings).toEqual([]);
        first.keep();

        const middle = lines.length === 0 ? 0 : turn % lines.length;
        const turned = [...lines.slice(middle), ...lines.slice(0, middle)];
        const second = openBaseline(name, cwd);
        expect(second.take(judged(turned)).findings).toEqual([]);
        expect(second.keep()).toBe('');

        const place = at % (lines.length + 1);
        const more = [...lines.slice(0, place), 'Two \u{1f680}', ...lines.slice(place)];
        expect(openBaseline(name, cwd).take(judged(more)).findings).toHaveLength(1);
      }),
    );
  });
});
