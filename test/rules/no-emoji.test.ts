import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-emoji': 'error' } } });
const withoutShortcodes = createLinter({
  config: { rules: { 'no-emoji': ['error', { shortcodes: false }] } },
});

const quotes = (text: string) => linter.lint({ kind: 'reply', text }).map((finding) => finding.quote);
const fixed = (message: string) => linter.fix({ kind: 'commit', message });

/** Every sequence of Unicode's emoji-test.txt, fully qualified or not. */
const listed = readFileSync(
  createRequire(import.meta.url).resolve('emoji-test-regex-pattern/dist/latest/index-strings.txt'),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '');

/** Characters that are drawn as text unless a variation selector follows. */
const symbols = listed.filter((text) => /^.$/u.test(text) && !/\p{Emoji_Presentation}|\p{Cn}/u.test(text));
const emoji = listed.filter((text) => !symbols.includes(text));

describe('the sequences of emoji-test.txt', () => {
  it('are all there', () => {
    expect(emoji.length).toBeGreaterThan(5000);
    expect(emoji).toContain('\u{1f469}\u{1f3fd}\u200d\u2764\ufe0f\u200d\u{1f48b}\u200d\u{1f468}\u{1f3fb}');
    expect(emoji).toContain('\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}');
    expect(emoji).toContain('#\ufe0f\u20e3');
    expect(symbols.length).toBeGreaterThan(200);
    expect(symbols).toContain('\u2122');
  });

  it('are each found, as one finding', () => {
    expect(emoji.filter((text) => quotes(`Draw ${text} here`).join() !== text)).toEqual([]);
  });

  it('are each found between letters and beside each other', () => {
    expect(emoji.filter((text) => quotes(`a${text}${text}b`).join() !== `${text},${text}`)).toEqual([]);
  });

  it('are none where they are drawn as text', () => {
    expect(symbols.filter((text) => quotes(`Draw ${text} here`).length > 0)).toEqual([]);
    const single = emoji.filter((text) => /^.$/u.test(text) && !/\p{EMod}/u.test(text));
    expect(single.filter((text) => quotes(`Draw ${text}\ufe0e here`).length > 0)).toEqual([]);
  });
});

describe('what is no emoji', () => {
  it('is all of ASCII, in any order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
        expect(withoutShortcodes.lint({ kind: 'reply', text })).toEqual([]);
      }),
    );
  });

  it('is ordinary ASCII source', () => {
    const folder = dirname(createRequire(import.meta.url).resolve('zod'));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.[cm]?[jt]s$/.test(file),
    );
    const sources = files.map((file) => readFileSync(join(folder, file), 'utf8'));
    const ascii = sources.filter((source) => /^[\0-\x7f]*$/.test(source));
    expect(ascii.length).toBeGreaterThan(100);
    expect(ascii.flatMap((text) => linter.lint({ kind: 'reply', text }))).toEqual([]);
  });

  it.each([
    'Listen on :8080 and see a:bug:b, ::bug::, http://localhost:3000/:bug:/',
    'Explain :bug:`open` and :func:`close` of the manual',
    'Sort ::before, :root: and :all: at 10:30:45',
    'Kaomoji \u00af\\_(\u30c4)_/\u00af and :) and <3',
    'Letters \u24c2 \u2139 \u3030 \u303d, boxes \u2610 \u2611, stars \u2605 \u272a',
    '\u65e5\u672c\u8a9e, \u05e9\u05dc\u05d5\u05dd, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
  ])('is %s', (text) => expect(quotes(text)).toEqual([]));
});

describe('where it looks', () => {
  const commit = (message: string) => linter.lint({ kind: 'commit', message }).length;
  const pr = (body: string) => linter.lint({ kind: 'pr', title: 'Retry', body }).length;

  it('passes code, quotes and link targets', () => {
    const text =
      '`\u{1f600}`\n\n> \u{1f600}\n\n[label](https://example.com/\u{1f600})\n\n```\n\u{1f600} :bug:\n```\n';
    expect(quotes(text)).toEqual([]);
  });

  it('looks into code when asked', () => {
    const strict = createLinter({ config: { rules: { 'no-emoji': ['error', { code: true }] } } });
    const text = '`\u{1f600}`\n\n> \u{1f601}\n\n```\n\u{1f602} :bug:\n```\n';
    expect(strict.lint({ kind: 'reply', text }).map((finding) => finding.quote)).toEqual([
      '\u{1f600}',
      '\u{1f602}',
      ':bug:',
    ]);
  });

  it('looks into a comment where people see it', () => {
    expect(commit('Retry\n\n<!-- \u{1f600} -->\n')).toBe(1);
    expect(pr('<!-- \u{1f600} -->')).toBe(0);
  });

  it('looks into trailers, and leaves a name as it is', () => {
    const message = 'Retry\n\nWait for the lock.\n\nReviewed-by: Ada \u{1f98a} <ada@example.com>\n';
    expect(commit(message)).toBe(1);
    expect(fixed(message)).toBe(message);
  });

  it('passes lines that git drops', () => {
    const message = 'Retry\n\n# \u{1f600} a comment\n';
    expect(linter.lint({ kind: 'commit', message, cleanup: 'strip' })).toEqual([]);
  });
});

describe('in a diff', () => {
  const added = (file: string, ...lines: string[]) =>
    `--- a/${file}\n+++ b/${file}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;
  const judge = (text: string) =>
    linter.lint({ kind: 'diff', text }).map(({ file, line, column, quote }) => [file, line, column, quote]);

  it('is found in comments, strings and prose, with its place', () => {
    const text =
      added('a.go', '// \u{1f525} path', 'fmt.Println("\u2705")') + added('docs/a.md', 'Done `\u{1f389}`');
    expect(judge(text)).toEqual([
      ['a.go', 1, 4, '\u{1f525}'],
      ['a.go', 2, 14, '\u2705'],
      ['docs/a.md', 1, 7, '\u{1f389}'],
    ]);
  });

  it('is passed in lines that go or stay, and in names', () => {
    const text =
      'diff --git a/\u{1f389}.md b/\u{1f389}.md\n--- a/\u{1f389}.md\n+++ b/\u{1f389}.md\n@@ -1,2 +1,2 @@ \u{1f389}\n \u{1f389}\n-\u{1f389}\n+Done\n';
    expect(judge(text)).toEqual([]);
  });

  it('has a name in Markdown alone', () => {
    const text = ['a.md', 'a.mdx', 'a.py', 'a.yaml'].map((file) => added(file, ':tada: Done')).join('');
    expect(judge(text).map(([file]) => file)).toEqual(['a.md', 'a.mdx']);
    expect(withoutShortcodes.lint({ kind: 'diff', text })).toEqual([]);
  });

  it.each([
    ['below a fence', ['```', ':tada: Done', '```', ':bug: Found'], [':bug:']],
    ['in a code span', ['Write `a :tada: b` or ``a ` :tada: b``, not `` :bug: `'], [':bug:']],
    ['in a fence of a list', ['- ```sh', '  :tada:', '  ```', '- :bug:'], [':bug:']],
    ['in a longer fence', ['````md', '```', ':tada:', '```', '````', ':bug:'], [':bug:']],
    ['in a fence that shows fences', ['````', '```sh', ':tada:', '```', '````', ':bug:'], [':bug:']],
    ['in a fence without end', ['~~~', ':tada:'], []],
  ])('has a name in Markdown, but not %s', (_, lines, found) => {
    expect(judge(added('a.md', ...lines)).map(([, , , quote]) => quote)).toEqual(found);
  });

  it('has no name in a fence that begins above the hunk, where that can be told', () => {
    const lines = [' :tada: Done', '+:tada: Done', ' ```', '+:bug: Found', ' ```sh', '+:tada: Done'];
    const text = `--- a/a.md\n+++ b/a.md\n@@ -7,3 +7,6 @@\n${lines.join('\n')}\n`;
    expect(judge(text).map(([, , , quote]) => quote)).toEqual([':bug:']);
  });

  it('has a name in code where code is looked into', () => {
    const strict = createLinter({ config: { rules: { 'no-emoji': ['error', { code: true }] } } });
    expect(strict.lint({ kind: 'diff', text: added('a.md', 'Write `a :tada: b`') })).toHaveLength(1);
  });

  it.each(['package-lock.json', 'a/__snapshots__/a.test.ts.snap', 'dist/a.js', 'vendor/a/README.md'])(
    'is passed in %s, which a tool writes',
    (file) => expect(judge(added(file, 'Done \u{1f389} :tada:'))).toEqual([]),
  );

  it('is not taken away, since a diff shows a file that is elsewhere', () => {
    const text = added('a.md', '\u{1f389} Done');
    expect(linter.fix({ kind: 'diff', text })).toBe(text);
    expect(linter.lint({ kind: 'diff', text })[0]?.message).toBe('Unexpected `\u{1f389}`, write it in words');
  });
});

describe('a fix', () => {
  it.each([
    ['\u2728 feat: retry', 'feat: retry'],
    ['feat: \u{1f3b8} retry', 'feat: retry'],
    [':sparkles::tada: Retry', 'Retry'],
    ['Retry\n\n**\u{1f389} Why**: (\u{1f389} it works)\n', 'Retry\n\n**Why**: (it works)\n'],
    ['Retry\n\n**Why:**\u{1f525} it works\n', 'Retry\n\n**Why:** it works\n'],
    ['Retry\n\n## \u{1f4cc} Why\n\n- \u2705 tests\n', 'Retry\n\n## Why\n\n- tests\n'],
    ['Retry\n\nDone! \u{1f389}\u{1f389}\nThanks \u{1f44b}.\n', 'Retry\n\nDone!\nThanks.\n'],
    ['Retry\n\n\u{1f680} Fast. \u{1f680} Safe.\n', 'Retry\n\nFast. Safe.\n'],
    ['Retry\n\n\u{1f389} \u{1f680} Ship it.\n', 'Retry\n\nShip it.\n'],
    ['Retry\n\n\u{1f680} Fast.\n\u{1f4a7} Cold.\n', 'Retry\n\nFast.\nCold.\n'],
    ['Retry\n\n\u{1f680}\n\nIt timed out.\n', 'Retry\n\nIt timed out.\n'],
    ['Retry\n\nAcme\u2122\ufe0f, \u00a9\ufe0f 2024\n', 'Retry\n\nAcme\u2122, \u00a9 2024\n'],
  ])('turns %j into %j', (message, expected) => expect(fixed(message)).toBe(expected));

  it.each([
    ['the whole title', '\u{1f389}\n\nIt works.\n'],
    ['what a sentence says', 'Made with \u2764\ufe0f for all'],
    ['what ends a sentence', 'Made with \u2764\ufe0f'],
    ['a no', 'Retry\n\n- \u274c tests\n'],
    ['a yes', 'Retry\n\n- tests \u2705\n'],
    ['a value', 'Retry\n\nResult: \u{1f389}\n'],
    ['a cell of a table', 'Retry\n\n| a | b |\n| - | - |\n| c \u{1f389} | \u2705 |\n'],
    ['an item of its own', 'Retry\n\n- \u{1f4f8}\n'],
    ['a yes beside a no', 'Retry\n\n- \u2705 lint\n- \u274c tests\n'],
    ['lights', 'Retry\n\n\u{1f7e2} build\n\u{1f534} tests\n'],
    ['what is counted', 'Reactions (\u{1f44d} 2, \u2764\ufe0f 3)'],
    ['what is measured', '\u2600\ufe0f 20 degrees, \u{1f327}\ufe0f 12'],
    ['what a sentence is about', 'The icon is now: \u{1f525} instead of the drop'],
    ['what is listed', 'Show \u{1f525}, \u{1f4a7} and \u{1f331} as icons'],
    ['what opens a cell of a table', 'Retry\n\n| a | b |\n| - | - |\n| \u{1f389} c | d |\n'],
    ['a person in a trailer', 'Retry\n\nSigned-off-by: \u{1f389} Ana <ana@example.com>\n'],
    ['different ones on a line', 'Retry\n\n\u{1f525} hot. \u{1f4a7} cold.\n'],
    ['different names on a line', 'Retry\n\n:fire: hot. \u{1f4a7} cold.\n'],
    ['the title of another commit', 'fixup! \u{1f41b} Retry'],
  ])('leaves %s', (_, message) => expect(fixed(message)).toBe(message));
});

it('quotes no more than a line of a hostile sequence', () => {
  const text = `a \u{1f469}${'\u200d\u{1f469}'.repeat(60)} b`;
  const [finding, ...more] = linter.lint({ kind: 'reply', text });
  expect(finding?.message.length).toBeLessThan(100);
  expect(more).toEqual([]);
});

it('takes out what it leaves when asked to, and never renames a branch', () => {
  const message = 'Made with \u2764\ufe0f for all';
  expect(linter.fix({ kind: 'commit', message }, { unsafe: true })).toBe('Made with for all');
  const [finding] = linter.lint({ kind: 'branch', name: '\u{1f680}-retry' });
  expect(finding?.quote).toBe('\u{1f680}');
  expect(finding).not.toHaveProperty('fix');
});
