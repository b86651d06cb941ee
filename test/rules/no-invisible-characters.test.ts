import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-invisible-characters': 'error' } } });

const judge = (text: string) => linter.lint({ kind: 'reply', text });
const quotes = (text: string) => judge(text).map((finding) => finding.quote);
const fixed = (text: string) => linter.fix({ kind: 'reply', text });

describe('what is fine', () => {
  it.each([
    ['Persian', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['a Persian ending on a foreign word', 'API\u200c\u0647\u0627'],
    ['an Arabic short form', '\u0647\u200d. '],
    ['Hindi', '\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937'],
    ['Malayalam', '\u0d28\u0d4d\u200d'],
    ['Khmer', '\u1780\u17b6\u179a\u200b\u1784\u17b6\u179a'],
    ['Mongolian', '\u1820\u180e\u182d\u180b'],
    ['Old Korean', '\u115f\u1161'],
    ['Hebrew with marks of direction', '\u05e9\u05dc\u05d5\u05dd (C++\u200e) 1.2\u200f'],
    ['an Arabic letter mark', '\u0633\u061c 12'],
    [
      'emoji',
      '\u{1f469}\u{1f3fd}\u200d\u2764\ufe0f\u200d\u{1f48b}\u200d\u{1f468} \u{1f3f3}\ufe0f\u200d\u26a7\ufe0f 1\ufe0f\u20e3',
    ],
    ['flags of regions', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}'],
    ['looks of symbols', '\u26a0\ufe0e \u00a9\ufe0f \u2229\ufe00'],
    ['looks of ideographs', '\u845b\u{e0100} \u8fbb\ufe00'],
    ['blanks of all kinds', '\u00a0\u2003\u2009\u202f\u3000\t'],
    ['a mark of byte order', '\ufeffRetry'],
    ['line ends', 'a\r\nb\r\n\r\nc\r'],
    ['a name that is not called', 'thanks to @\u200bada'],
    ['signs before numbers', '\u0600\u0661'],
  ])('is %s', (_, text) => expect(judge(text)).toEqual([]));

  it('is all of ASCII that can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (text) => {
        expect(judge(text)).toEqual([]);
      }),
    );
  });
});

describe('what is not', () => {
  it.each([
    ['a byte order mark inside', 'a\ufeffb', '\ufeff'],
    ['a joiner in Latin', 'Auf\u200clage', '\u200c'],
    ['a joiner after an emoji', '\u{1f469}\u200d stays', '\u200d'],
    ['a mark of direction without need', 'a\u200eb', '\u200e'],
    ['an isolate, whatever the script', '\u2068\u05e9\u05dc\u05d5\u05dd', '\u2068'],
    ['a soft hyphen', 'hyphen\u00adation', '\u00ad'],
    ['a selector on a letter', 'a\ufe0f', '\ufe0f'],
    ['a selector on a selector', '\u2764\ufe0f\ufe0f', '\ufe0f'],
    ['bytes in selectors', '\u{1f600}\ufe0f\u{e0141}\u{e0158}', '\u{e0141}\u{e0158}'],
    ['words in tags', 'Hi\u{e0049}\u{e0067}\u{e006e}', '\u{e0049}\u{e0067}\u{e006e}'],
    ['words in tags behind a flag', '\u{1f3f4}\u{e0049} \u{e007f}', '\u{e0049}'],
    ['a filler', 'a\u3164b', '\u3164'],
    ['an annotation', 'a\ufff9b', '\ufff9'],
    ['invisible operators', 'f\u2061(x)', '\u2061'],
    ['NUL', 'a\0b', '\0'],
    ['a C1 control', 'a\x9bb', '\x9b'],
    ['a carriage return that hides a line', 'shown\rhidden\n', '\r'],
  ])('is %s', (_, text, quote) => expect(quotes(text)[0]).toBe(quote));

  it('is found in every region', () => {
    const hidden = 'x\u200by';
    const message = `${hidden}\n\n\`${hidden}\`\n\n> ${hidden}\n\n<https://example.com/${hidden}>\n\n<!-- ${hidden} -->\n\n\`\`\`\n${hidden}\n\`\`\`\n\nSigned-off-by: ${hidden} <ada@example.com>\n`;
    expect(linter.lint({ kind: 'commit', message })).toHaveLength(7);
  });

  it('is named', () => {
    const messages = [
      'a\u200bb',
      'a\u200b\u200b\u2060b',
      'a\u0007b',
      'a\ufe0f',
      'a\u{e0100}',
      'a\u{e0041}',
      'a\u206ab',
    ].map((text) => judge(text)[0]?.message);
    expect(messages).toEqual([
      'Invisible U+200B ZERO WIDTH SPACE, delete it',
      'Invisible U+200B ZERO WIDTH SPACE and 2 more, delete them',
      'Invisible U+0007 CONTROL CHARACTER, delete it',
      'Invisible U+FE0F VARIATION SELECTOR-16, delete it',
      'Invisible U+E0100 VARIATION SELECTOR-17, delete it',
      'Invisible U+E0041 TAG CHARACTER, delete it',
      'Invisible U+206A FORMAT CHARACTER, delete it',
    ]);
  });
});

describe('in a diff', () => {
  const added = (file: string, ...lines: string[]) =>
    `--- a/${file}\n+++ b/${file}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;
  const places = (text: string) =>
    linter.lint({ kind: 'diff', text }).map(({ file, line, column }) => `${file}:${line}:${column}`);

  it.each([
    ['a comment that ends early', "if (role !== 'user\u202e \u2066// admins only\u2069 \u2066') {", 4],
    [
      'a line that looks like a comment',
      '/*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */',
      4,
    ],
    ['a string that looks like another', 'const level = "user\u202e \u2066// check\u2069 \u2066";', 4],
    ['a name that looks like another', 'function is\u200bAdmin() {', 1],
    ['a name with a filler', 'const { timeout, \u3164 } = request.query;', 1],
  ])('is found: %s', (_, line, count) => {
    expect(places(added('src/a.js', '', line))).toHaveLength(count);
    expect(places(added('po/he.js', '', line))).toHaveLength(count);
  });

  it('is found where it was added, and nowhere else', () => {
    const text =
      'diff --git a/a\u200b.c b/a\u200b.c\n--- a/a\u200b.c\n+++ b/a\u200b.c\n@@ -4,2 +4,3 @@ x\u200b\n x\u200b\n-y\u200b\n+z\n+z\u200b\n';
    expect(places(text)).toEqual(['a\u200b.c:6:2']);
  });

  it('may begin a file, and no other line', () => {
    expect(places(added('a.cs', '\ufeffusing One;', '\ufeffusing Two;', 'x\ufeff'))).toEqual([
      'a.cs:2:1',
      'a.cs:3:2',
    ]);
  });

  it('may part the pages of a source', () => {
    expect(places(added('a.el', 'one', '\f', 'two\fthree', '\f\r'))).toEqual(['a.el:3:4']);
  });

  it('may be what a build makes, but for what changes the direction', () => {
    expect(places(added('dist/a.js', 'a="\ufeff\x1b"'))).toEqual([]);
    expect(places(added('dist/a.js', 'a="\u202e"'))).toHaveLength(1);
  });

  it('may be what a translation needs', () => {
    const hebrew = '\u05e9\u05dc\u05d5\u05dd';
    expect(places(added('po/he.po', `msgstr "\u202b%s ${hebrew}\u202c \u2066--help\u2069"`))).toEqual([]);
    expect(places(added('src/locales/ar.ts', "minus: '\u200e-', hyphen: 'Auf\u00adlage'"))).toEqual([]);
    expect(places(added('po/he.po', `msgstr "\u202e${hebrew}"`))).toHaveLength(1);
    expect(places(added('po/sl.po', 'msgstr "bli\u202b"'))).toHaveLength(1);
    expect(places(added('src/locales/he.ts', `hello: '\u2067${hebrew}\u2069'`))).toHaveLength(2);
    expect(places(added('src/he.ts', "minus: '\u200e-'"))).toHaveLength(1);
  });

  it('is to be written as an escape', () => {
    const [finding] = linter.lint({ kind: 'diff', text: added('a.js', "x = '\u001b'") });
    expect(finding).toMatchObject({ message: 'Invisible U+001B ESCAPE, delete it or write an escape' });
    expect(finding).not.toHaveProperty('fix');
  });
});

describe('a fix', () => {
  it.each([
    ['one \u200b two', 'one  two'],
    ['one\u200b \u200btwo', 'one two'],
    ['one \u2060.', 'one .'],
    ['one\n\u200b\ntwo', 'one\n\ntwo'],
    ['    \u200b    indented', '        indented'],
    ['\u001b[1mbold\u001b[0m word', 'bold word'],
  ])('turns %j into %j', (text, expected) => expect(fixed(text)).toBe(expected));

  it.each(['one\vtwo', 'one\ftwo', 'one\rtwo', 'one\x85two', 'one\u3164two'])('leaves %j', (text) => {
    expect(fixed(text)).toBe(text);
  });

  it('changes nothing that can be seen, and leaves nothing to find', () => {
    const hidden = fc.constantFrom(
      '\u200b',
      '\u2060',
      '\u202e',
      '\u00ad',
      '\u{e0061}',
      '\ufff9',
      '\u200e',
      '\ufeff',
    );
    const seen = fc.constantFrom('a', 'word', ' ', '\n', '.', '`', '    ', '\u65e5', '- ');
    fc.assert(
      fc.property(fc.array(fc.oneof(seen, hidden), { maxLength: 40 }), (parts) => {
        const text = `x${parts.join('')}`;
        const expected = text.replace(/[\u200b\u2060\u202e\u00ad\u{e0061}\ufff9\u200e\ufeff]/gu, '');
        expect(fixed(text)).toBe(expected);
      }),
    );
  });
});
