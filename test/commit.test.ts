import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { autoCommentString, cleanMessage, parseMessage } from '../src/parse/commit.ts';
import type { Cleanup, Commit } from '../src/subject.ts';

const CUT = '------------------------ >8 ------------------------';
const CLEANUPS: readonly Cleanup[] = ['strip', 'whitespace', 'verbatim', 'scissors'];

const commit = (message: string, rest: Partial<Commit> = {}): Commit => ({
  kind: 'commit',
  message,
  ...rest,
});

describe('lines', () => {
  const lines = (message: string, rest?: Partial<Commit>) =>
    parseMessage(commit(message, rest)).lines.map(({ text }) => text);
  const dropped = (message: string, rest?: Partial<Commit>) =>
    parseMessage(commit(message, rest)).dropped.map(({ start, end }) => message.slice(start, end));

  it('keeps every line of a recorded message', () => {
    expect(lines('\nTitle  \n\n\n# body\n')).toEqual(['', 'Title  ', '', '', '# body']);
    expect(lines('a\r\nb\r\n')).toEqual(['a', 'b']);
    expect(lines('')).toEqual([]);
    expect(lines('\n')).toEqual(['']);
  });

  it('keeps what git keeps where git cleans', () => {
    const message = '\n \nTitle \t\n\n\n# note\n\nbody\n\n';
    expect(lines(message, { cleanup: 'strip' })).toEqual(['Title', '', 'body']);
    expect(lines(message, { cleanup: 'whitespace' })).toEqual(['Title', '', '# note', '', 'body']);
  });

  it('keeps the first of a run of blank lines', () => {
    const { lines } = parseMessage(commit('Title\n \n\n\nbody\n', { cleanup: 'whitespace' }));
    expect(lines[1]).toEqual({ start: 6, end: 6, text: '' });
  });

  it('says what is dropped, as whole lines', () => {
    const message = `Title\n# one\n# two\nbody\n# three\n# ${CUT}\ndiff --git\n`;
    expect(dropped(message, { cleanup: 'strip' })).toEqual([
      '# one\n# two\n',
      `# three\n# ${CUT}\ndiff --git\n`,
    ]);
    expect(dropped(message, { cleanup: 'scissors' })).toEqual([`# ${CUT}\ndiff --git\n`]);
    expect(dropped(message, { cleanup: 'whitespace' })).toEqual([]);
    expect(dropped(message)).toEqual([]);
  });

  it('takes a comment string of many characters', () => {
    const message = `Title\n/ kept\n// gone\n//gone\n// ${CUT}\nmore`;
    expect(lines(message, { cleanup: 'strip', commentString: '//' })).toEqual(['Title', '/ kept']);
    expect(lines(message, { cleanup: 'scissors', commentString: '//' })).toHaveLength(4);
    expect(cleanMessage(commit(message, { cleanup: 'strip', commentString: '//' }))).toBe('Title\n/ kept\n');
  });

  it('cuts only at a line that is the scissors line in full', () => {
    for (const near of [` # ${CUT}\n`, `# ${CUT} \n`, `#${CUT}\n`, `# ${CUT}\r\n`, `# ${CUT}`])
      expect(lines(`Title\n${near}`, { cleanup: 'scissors' })).toHaveLength(2);
  });

  it('lets the title begin after a byte order mark', () => {
    const message = '\uFEFFTitle\n';
    expect(parseMessage(commit(message)).lines).toEqual([{ start: 1, end: 6, text: 'Title' }]);
    expect(cleanMessage(commit(message, { cleanup: 'strip' }))).toBe(message);
  });
});

describe('trailers', () => {
  const trailers = (message: string, rest?: Partial<Commit>) => parseMessage(commit(message, rest)).trailers;
  const keys = (message: string, rest?: Partial<Commit>) => trailers(message, rest).map(({ key }) => key);

  it('gives key, unfolded value and place', () => {
    const message = 'Title\n\nbody\n\nReviewed-by : Ann\nNote: one\n   two\n\tthree\n\n';
    const found = trailers(message).map(({ start, end, key, value }) => ({
      key,
      value,
      text: message.slice(start, end),
    }));
    expect(found).toEqual([
      { key: 'Reviewed-by', value: 'Ann', text: 'Reviewed-by : Ann' },
      { key: 'Note', value: 'one two three', text: 'Note: one\n   two\n\tthree' },
    ]);
  });

  it('ends with its last words, whatever blanks follow', () => {
    const message = 'Title\n\nNote: one\n \n\n \t\n';
    const [trailer] = trailers(message);
    expect(message.slice(trailer?.start, trailer?.end)).toBe('Note: one');
  });

  it('ends before the carriage return', () => {
    const message = 'Title\r\n\r\nNote: one\r\n';
    const [trailer] = trailers(message);
    expect(trailer).toMatchObject({ key: 'Note', value: 'one' });
    expect(message.slice(trailer?.start, trailer?.end)).toBe('Note: one');
  });

  it('names a cherry-pick line by an empty key', () => {
    const line = '(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)';
    expect(trailers(`Title\n\nFix: it\nsome words\nand more\n${line}\n`)).toMatchObject([
      { key: 'Fix', value: 'it' },
      { key: '', value: line },
    ]);
  });

  it('counts words around trailers as git does', () => {
    expect(keys('Title\n\nFix: it\nsome words\n')).toEqual([]);
    expect(keys('Title\n\nSigned-off-by: A <a@b.c>\none\ntwo\nthree\n')).toEqual(['Signed-off-by']);
    expect(keys('Title\n\nSigned-off-by: A <a@b.c>\none\ntwo\nthree\nfour\n')).toEqual([]);
    expect(keys('Fix: title\n')).toEqual([]);
  });

  it('reads a block across comment lines that git drops', () => {
    const message = 'Title\n\nNote: one\n# comment\n two\n# end\n';
    const [trailer] = trailers(message, { cleanup: 'strip' });
    expect(trailer).toMatchObject({ key: 'Note', value: 'one two' });
    expect(message.slice(trailer?.start, trailer?.end)).toBe('Note: one\n# comment\n two');
  });
});

describe('shape', () => {
  const shape = (message: string, rest?: Partial<Commit>) => parseMessage(commit(message, rest)).shape;
  const sha = '0123456789abcdef0123456789abcdef01234567';

  it('knows a merge by its parents', () => {
    expect(shape('Bring both together', { parents: ['a', 'b'] })).toBe('merge');
    expect(shape("Merge branch 'x'", { parents: ['a'] })).toBe(null);
    expect(shape("Merge branch 'x'", { parents: [] })).toBe(null);
  });

  it.each([
    "Merge branch 'x'",
    "Merge branch 'feature/x' into y",
    "Merge branch 'x' into 'main'",
    "Merge branches 'a' and 'b'",
    "Merge branches 'a', 'b' and 'c' into d",
    "Merge branch 'a', remote-tracking branch 'o/b' and tag 'v1'",
    "Merge remote-tracking branch 'origin/x'",
    "Merge remote-tracking branches 'o/x' and 'o/y' into z",
    "Merge tag 'v1'",
    "Merge tag 'v1' of https://example.com/a.git into main",
    `Merge commit '${sha}'`,
    "Merge branch 'x' of git@example.com:a/b into x",
    "Merge branch 'x' of ../one; branch 'y' of ../two",
    'Merge pull request #1 from a/b',
    'Merge https://example.com/a/b into main',
  ])('knows a merge by the title %s', (title) => {
    expect(shape(`${title}\n`)).toBe('merge');
    expect(shape(`\n# note\n${title}\r\n\r\nbody`, { cleanup: 'strip' })).toBe('merge');
  });

  it.each([
    'Merge the two parsers',
    "Merge 'x' and 'y' into one class",
    "Merge branch 'x' because it is ready",
    'Merge branch x',
    'merge branch',
    "Merge branch ''",
    'Merge pull request templates',
    'Merge https://example.com/a and its fork',
    "Document how to Merge branch 'x'",
  ])('takes %s for no merge', (title) => {
    expect(shape(title)).toBe(null);
  });

  it('knows a revert by title and body together', () => {
    expect(shape(`Revert "Add x"\n\nThis reverts commit ${sha}.\n`)).toBe('revert');
    expect(shape(`Reapply "Add x"\n\nThis reverts commit ${sha}.\n`)).toBe('revert');
    expect(shape(`Revert "Add x" (#7)\n\nWhy.\n\nThis reverts commit 0123abc, reversing\nchanges.`)).toBe(
      'revert',
    );
    expect(shape('revert everything I like')).toBe(null);
    expect(shape('Revert "Add x"')).toBe(null);
    expect(shape(`Revert the flag\n\nThis reverts commit ${sha}.`)).toBe(null);
    expect(shape(`Revert "Add x"\n\nAs said: This reverts commit ${sha}.`)).toBe(null);
    expect(shape('Revert "Add x"\n\nThis reverts commit by commit.')).toBe(null);
  });

  it('knows the prefixes of autosquash', () => {
    expect(shape('fixup! Add x')).toBe('fixup');
    expect(shape('squash! fixup! Add x')).toBe('squash');
    expect(shape('amend! Add x\n\nAdd y')).toBe('amend');
    expect(shape('fixup! ')).toBe(null);
    expect(shape('fixup!')).toBe(null);
    expect(shape('Fixup! Add x')).toBe(null);
    expect(shape('Add fixup! x')).toBe(null);
    expect(shape('')).toBe(null);
  });
});

describe('any string', () => {
  const text = fc.string({ unit: fc.constantFrom(...'\n\n\r #:;"\'(-aS\t\0\uFEFF\uD800é'), maxLength: 60 });
  const comment = fc.constantFrom('#', ';', '//', 'a', '', 'auto');
  const any = fc.record({ message: text, cleanup: fc.constantFrom(...CLEANUPS), commentString: comment });

  it('gives places in the text, in order, that hold what they say', () => {
    fc.assert(
      fc.property(any, (fields) => {
        const { message } = fields;
        const { lines, dropped, trailers } = parseMessage({ kind: 'commit', ...fields });
        for (const line of lines) expect(message.slice(line.start, line.end)).toBe(line.text);
        for (const spans of [lines, dropped, trailers]) {
          let last = 0;
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThanOrEqual(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(message.length);
        }
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
});

/** Messages made of the lines that git treats in its own ways. */
function messages(count: number, seed: number, { cut = true } = {}): string[] {
  const words = fc.constantFrom(
    'Fix it',
    'several words',
    'größer',
    'x',
    'Conflicts:',
    '---',
    'a: b c',
    ':',
    '1',
  );
  const key = fc.constantFrom(
    'Note',
    'Signed-off-by',
    'Co-authored-by',
    'See-Also',
    'x',
    'no_key',
    'a b',
    'Ü',
    '-',
  );
  const separator = fc.constantFrom(': ', ':', ' : ', '\t:', ':  ', ' ', '=', '#');
  const value = fc.constantFrom('A <a@b.c>', 'one', '', 'für', '# no', 'a: b');
  const indent = fc.constantFrom(' ', '  ', '\t', '\r', '\f', '\u00a0');
  const trailer = fc.tuple(key, separator, value).map((parts) => parts.join(''));
  const signOff = fc.constant('Signed-off-by: A <a@b.c>');
  const cherryPick = fc.constantFrom(
    '(cherry picked from commit 0123abc)',
    '(cherry picked from',
    '(cherry picked',
  );
  const comment = fc.tuple(fc.constantFrom('#', ';', '# ', ' #', '# Note: x', 'x-', '@'), words);
  const line = fc.oneof(
    { weight: 4, arbitrary: words },
    { weight: 9, arbitrary: trailer },
    { weight: 2, arbitrary: signOff },
    { weight: 2, arbitrary: cherryPick },
    { weight: 3, arbitrary: fc.tuple(indent, fc.oneof(words, trailer)).map((parts) => parts.join('')) },
    { weight: 3, arbitrary: comment.map((parts) => parts.join('')) },
    { weight: 5, arbitrary: fc.constantFrom('', '', '', ' ', '\t ') },
    {
      weight: cut ? 1 : 0,
      arbitrary: fc.constantFrom('#', ';', ' #', 'x').map((start) => `${start} ${CUT}`),
    },
  );
  const lineEnd = fc.constantFrom('\n', '\n', '\n', ' \n', '\r\n', '\t\n');
  const plain = fc.constant('\n');
  const text = (end: fc.Arbitrary<string>) =>
    fc.array(fc.tuple(line, end), { maxLength: 14, size: 'max' }).map((lines) => lines.flat().join(''));
  const message = fc
    .record({
      before: fc.constantFrom('', '', '', '\uFEFF', '\n', 'Title\n\n', 'Title\n\n', 'Title\r\n\r\n'),
      text: fc.oneof(text(plain), text(plain), text(lineEnd), text(fc.constant('\r\n'))),
      whole: fc.nat(4),
    })
    .map(({ before, text, whole }) => before + (whole === 0 ? text.replace(/\r?\n$/, '') : text));
  return fc.sample(message, { numRuns: count, seed });
}

describe('git', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'bylaw-commit-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };

  function run(script: string, cwd: string): Buffer {
    return execFileSync('sh', ['-e', '-c', script], { cwd, env, maxBuffer: 1 << 28, stdio: 'pipe' });
  }

  /** A folder with one file for each message; `each` runs for every one as `$i`, all in one shell. */
  function batch(texts: readonly string[], each = ':', setup = ':'): string {
    const cwd = mkdtempSync(join(folder, 'batch-'));
    for (const sub of ['in', 'out']) mkdirSync(join(cwd, sub));
    for (const [index, text] of texts.entries()) writeFileSync(join(cwd, 'in', `${index}`), text);
    run(`${setup}\ni=0; while [ $i -lt ${texts.length} ]; do ${each}; i=$((i+1)); done`, cwd);
    return cwd;
  }

  const output = (cwd: string, index: number) => readFileSync(join(cwd, 'out', `${index}`), 'utf8');

  it.each([
    ['#', '-s', 'strip'],
    [';', '--strip-comments', 'strip'],
    ['x', '-s', 'strip'],
    ['#', '', 'whitespace'],
  ] as const)('stripspace, comments by %s, %s', (commentString, flag, cleanup) => {
    // The command itself never looks for scissors.
    const texts = messages(200, 11, { cut: false });
    const cwd = batch(texts, `git -c core.commentChar='${commentString}' stripspace ${flag} <in/$i >out/$i`);
    for (const [index, message] of texts.entries()) {
      const cleaned = cleanMessage(commit(message, { cleanup, commentString }));
      expect(cleaned, JSON.stringify(message)).toBe(output(cwd, index));
    }
  });

  /** What real commits record for the messages; `args` say where git takes the message from. */
  function recorded(
    texts: readonly string[],
    args: string,
    config = '',
  ): { cwd: string; messages: string[] } {
    const setup = `git init -q repo; cd repo; git config gc.auto 0; git config core.fsync none
      touch file; git add file`;
    const each = `echo $i >file; git ${config} commit -a -q --allow-empty-message ${args}`;
    const cwd = batch(texts, each, setup);
    const objects = run('git -C repo rev-list --reverse HEAD | git -C repo cat-file --batch', cwd);
    const messages: string[] = [];
    for (let at = 0; at < objects.length; ) {
      const header = objects.subarray(at, objects.indexOf('\n', at)).toString();
      const start = at + header.length + 1;
      const end = start + Number(header.split(' ')[2]);
      messages.push(objects.subarray(objects.indexOf('\n\n', start) + 2, end).toString());
      at = end + 1;
    }
    expect(messages).toHaveLength(texts.length);
    return { cwd, messages };
  }

  const FROM_FILE = '-F ../in/$i';
  /** An editor that leaves our message in the place of git's own. */
  const EDITOR = '-c core.editor="cp ../in/$i"';

  it.each([
    ['verbatim', `${FROM_FILE} --cleanup=verbatim`, ''],
    ['whitespace', `${FROM_FILE} --cleanup=whitespace`, ''],
    // Without an editor there is no template, and git cuts nothing.
    ['whitespace', `${FROM_FILE} --cleanup=scissors`, ''],
    ['verbatim', '-e --cleanup=verbatim', EDITOR],
    ['whitespace', '-e --cleanup=whitespace', EDITOR],
    ['scissors', '-e --cleanup=scissors', EDITOR],
    ['strip', '-e -v --cleanup=strip', EDITOR],
    ['strip', '-e -v', EDITOR],
  ] as const)('records what %s makes of it: commit %s', (cleanup, args, config) => {
    const texts = messages(30, 12);
    const expected = recorded(texts, args, config).messages;
    for (const [index, message] of texts.entries())
      expect(cleanMessage(commit(message, { cleanup })), JSON.stringify(message)).toBe(expected[index]);
  });

  it('strips without -v as well, where there are no scissors', () => {
    const texts = messages(30, 13, { cut: false });
    const expected = recorded(texts, `${FROM_FILE} --cleanup=strip`, "-c core.commentChar=';'").messages;
    for (const [index, message] of texts.entries()) {
      const cleaned = cleanMessage(commit(message, { cleanup: 'strip', commentString: ';' }));
      expect(cleaned, JSON.stringify(message)).toBe(expected[index]);
    }
  });

  it.each(['strip', 'strip -v', 'scissors', 'scissors -v'])(
    'reads the comment character that git chose for its template: --cleanup=%s',
    (args) => {
      const cleanup = args.startsWith('strip') ? 'strip' : 'scissors';
      // Lines that begin with some of the candidates, never with the last, so that git always finds one.
      const texts = messages(30, 14).map((text, index) => {
        const taken = [...'#;@!$%^&|'].slice(0, index % 10).map((start) => `${start}${index}\n`);
        return taken.join('') + text.replace(/^:/gm, '');
      });
      const editor = '-c core.editor="f(){ cp \\"\\$1\\" ../out/$i; }; f"';
      const source = `${FROM_FILE} -e --cleanup=${args}`;
      const { cwd, messages: expected } = recorded(texts, source, `-c core.commentChar=auto ${editor}`);
      for (const [index, kept] of expected.entries()) {
        const message = output(cwd, index);
        const commentString = autoCommentString(message);
        expect(cleanMessage(commit(message, { cleanup, commentString })), JSON.stringify(message)).toBe(kept);
      }
    },
  );

  it.each(['#', ';', 'x'])('interpret-trailers, comments by %s', (commentString) => {
    const subjects = messages(600, 15).flatMap((message) =>
      CLEANUPS.map((cleanup) => commit(message, { cleanup, commentString })),
    );
    // Git before 2.47 misreads a last line that has no newline.
    const cwd = batch(subjects.map((subject) => cleanMessage(subject).replace(/[^\n]$/, '$&\n')));
    writeFileSync(join(cwd, 'end'), 'Title\n\nEnd-Of-File: 1\n');
    writeFileSync(join(cwd, 'files'), subjects.map((_, index) => `in/${index} end`).join(' '));
    const git = `git -c core.commentChar='${commentString}' interpret-trailers --parse --no-divider`;
    const expected = run(`xargs ${git} <files`, cwd).toString().split('End-Of-File: 1\n');
    for (const [index, subject] of subjects.entries()) {
      const trailers = parseMessage(subject).trailers.filter(({ key }) => key !== '');
      const printed = trailers.map(({ key, value }) => `${key}: ${value}\n`).join('');
      expect(printed, JSON.stringify(subject)).toBe(expected[index]);
    }
    // A grammar that hardly makes a trailer block would hold nothing.
    expect(expected.filter((text) => text !== '').length).toBeGreaterThan(subjects.length / 10);
  });
});

describe('autoCommentString', () => {
  it('takes # where nothing looks like a template', () => {
    for (const message of ['', '\n', 'Title\n', '; a\n', 'Title\n\n; a\n; b\n', 'Title\n\n%\n', '@@ a\n@@\n'])
      expect(autoCommentString(message)).toBe('#');
  });

  it('finds the scissors above the change', () => {
    const template = `; ${CUT}\n; Do not modify\n`;
    expect(autoCommentString(`#1 title\n\n${template}diff --git a/x b/x\n@@ -1 +1 @@\n-# ${CUT}\n`)).toBe(
      ';',
    );
    expect(autoCommentString(`${template}diff`)).toBe(';');
  });

  it('is what `auto` stands for', () => {
    const message = '#1 title\n\n; Please enter\n;\n; On branch main\n';
    expect(cleanMessage(commit(message, { cleanup: 'strip', commentString: 'auto' }))).toBe('#1 title\n');
  });
});
