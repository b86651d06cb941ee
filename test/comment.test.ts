import { describe, expect, it } from 'vitest';
import { type Comment, commentsOf, runsOf } from '../src/parse/code/comment.ts';
import { languageOf } from '../src/parse/code/language.ts';
import { Document } from '../src/parse/document.ts';
import { exampleSubject } from '../src/test.ts';

/** The comments of a new file. */
function commentsIn(file: string, text: string): Comment[] {
  return commentsOfDiff(new Document(exampleSubject('diff', { file, text })));
}

function commentsOfDiff(document: Document): Comment[] {
  return document.files.flatMap((file) => [...commentsOf(file)]);
}

function textsIn(file: string, text: string): string[] {
  return commentsIn(file, text).map((comment) => comment.text);
}

/** A hunk in the middle of a file, one marker before each line. */
function hunk(file: string, lines: readonly string[]): Comment[] {
  const counted = (marker: string) => lines.filter((line) => line[0] === ' ' || line[0] === marker).length;
  const head = `--- a/${file}\n+++ b/${file}\n@@ -20,${counted('-')} +20,${counted('+')} @@\n`;
  return commentsOfDiff(new Document({ kind: 'diff', text: `${head}${lines.join('\n')}\n` }));
}

describe('comments', () => {
  it.each([
    ['a.ts', 'const url = "http://a.b"; // one\n/* two */ f();', ['one', 'two']],
    ['a.js', 'const quote = /["\'/*]/; // one\nconst half = a / b; // two', ['one', 'two']],
    ['a.js', 'const text = `a // b\n// c\n`; // one', ['one']],
    ['a.jsx', '<div>\n  {/* one */}\n</div>', ['one']],
    ['a.py', 'x = "a # b"  # one\n"""Doc\n# no\n"""\n# two', ['one', 'two']],
    ['a.rs', "fn f<'a>(x: &'a str) { let c = '\"'; } // one\nlet s = r#\"// no\"#; // two", ['one', 'two']],
    ['a.go', 'var s = `\n// no\n` // one', ['one']],
    ['a.c', "#include <a.h>\nchar c = '\"'; /* one */\n#error don't // two", ['one', 'two']],
    ['a.cpp', 'int n = 1\'000\'000; // one\nauto s = R"(// no)"; // two', ['one', 'two']],
    ['A.cs', 'var path = @"C:\\"; // one', ['one']],
    ['A.kt', 'val s = """\n// no\n""" // one', ['one']],
    ['a.php', '<?php\n#[Pure]\n# one\n$url = "http://a.b"; // two', ['one', 'two']],
    [
      'a.rb',
      'x = "a #{b} # no" # one\n=begin\ntwo\n=end\nlist << item # three\n\n# four',
      ['one', 'two', 'three', 'four'],
    ],
    ['a.sh', '#!/bin/sh\nx=\x24{y#z} # one\ncat <<EOF\n# no\nEOF\necho $# "a\n# no" # two', ['one', 'two']],
    ['a.sh', 'cat <<-eof && f # one\n# no\n  eof\n# two', ['one', 'two']],
    ['a.lua', '--[[ one\n]] local s = [[ -- no ]] -- two', ['one', 'two']],
    ['a.sql', "SELECT 'it''s -- no' -- one\n/* two */", ['one', 'two']],
    ['a.hs', "foldl' f -- one\n{- two -}", ['one', 'two']],
    ['a.html', "<p>Don't // no</p> <!-- one -->", ['one']],
    ['a.css', 'a { background: url(http://a.b) } /* one */', ['one']],
    ['a.yml', "a: don't # one\nb: 'x # no'\nc: x#y", ['one']],
    ['a.vue', "<p>Don't</p>\n<!-- one -->\n<script>\n// two\n</script>", ['one', 'two']],
    ['a.pl', '=head1 NAME\n\n# in it\n\n=cut\n$#list; # two', ['1 NAME\n\n# in it', 'two']],
    ['Dockerfile', '# one\nRUN echo "# no"', ['one']],
    ['a.unknown', '// no', []],
  ])('of %s', (file, text, expected) => {
    expect(textsIn(file, text)).toEqual(expected);
  });

  it('have their place in the diff, without markers', () => {
    const document = new Document(
      exampleSubject('diff', { file: 'a.ts', text: '/**\n * One\n * two\n */\nf();\n/// three\n' }),
    );
    const quotes = commentsOfDiff(document).map(({ at }) => document.text.slice(at.start, at.end));
    expect(quotes).toEqual(['One\n+ * two', 'three']);
  });

  it('tell documentation, blocks and comments beside code apart', () => {
    const tell = ({ doc, kind, ownLine }: Comment) => [doc, kind, ownLine];
    expect(commentsIn('a.ts', '/** a */\n// b\nf(); // c\n/* d */ g();').map(tell)).toEqual([
      [true, 'block', true],
      [false, 'line', true],
      [false, 'line', false],
      [false, 'block', false],
    ]);
  });

  it('know the code below them, up to an empty line or the next comment', () => {
    const code = (text: string) =>
      commentsIn('a.ts', text).map((comment) => comment.code.map((line) => line.text.trim()));
    expect(code('// a\nf(); // b\ng();\n\nh();')).toEqual([['f();', 'g();'], ['f();']]);
    expect(code('// a\n// b\nf();\n// c\n\ng();')).toEqual([['f();'], ['f();'], []]);
  });

  it('are added only where each of their lines is', () => {
    const found = hunk('a.ts', [' /* old', '+   new */', '+// added', ' // kept', '-// gone', ' f();']);
    expect(found.map(({ text, added }) => [text, added])).toEqual([
      ['old\nnew', false],
      ['added', true],
      ['kept', false],
    ]);
    expect(found.map(({ lines }) => lines[0]?.number)).toEqual([20, 22, 23]);
  });

  it('may begin above a hunk', () => {
    expect(
      hunk('a.ts', ['  * told by stars', '+ * in it', '  */', '+// after']).map(({ text }) => text),
    ).toEqual(['told by stars\nin it', 'after']);
    expect(
      hunk('a.c', [' told by its end', '+in it', ' */', '+f(); /* after */']).map(({ text }) => text),
    ).toEqual(['told by its end\nin it', 'after']);
    expect(
      hunk('a.py', [' told by its end', '+# in it', ' """', '+# after']).map(({ text }) => text),
    ).toEqual(['after']);
  });

  it('come in runs', () => {
    const runs = [...runsOf(commentsIn('a.ts', '// a\n// b\n\n// c\nf(); // d\n// e\n/* f */'))];
    expect(runs.map((run) => run.map(({ text }) => text))).toEqual([['a', 'b'], ['c'], ['d'], ['e'], ['f']]);
  });

  it.each([
    '"',
    "'",
    '`',
    '/',
    '/*',
    '*/',
    '/**/',
    '#',
    '<<A ',
    '=/[',
    '\\"',
    '"""',
    '{',
    '\ud800',
    '\0',
    ' ',
  ])('are read from any text, as of many %j', (unit) => {
    for (const file of ['a.js', 'a.py', 'a.rs', 'a.sh', 'a.php', 'a.vue', 'a.yml']) {
      for (const text of [unit.repeat(9_000), `${unit}\n`.repeat(9_000)]) {
        const spans = commentsIn(file, text).map(({ at }) => at);
        expect(spans.filter(({ start, end }) => end < start)).toEqual([]);
      }
    }
  });
});

describe('languages', () => {
  it.each([
    ['src/a.ts', 'typescript'],
    ['A.PY', 'python'],
    ['docker/Dockerfile', 'dockerfile'],
    ['Makefile', 'makefile'],
    ['bin/go', null],
    ['a.', null],
    ['.c/readme', null],
    ['constructor', null],
  ])('of %s', (path, language) => {
    expect(languageOf(path)).toBe(language);
  });
});
