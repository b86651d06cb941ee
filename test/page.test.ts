import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { PAGE_LIMIT, type Passage, parsePage } from '../src/policy/page/page.ts';
import { readPage } from '../src/policy/page/read.ts';

const PAGE = `---
paths: src/**
---
# Habits

Be brief.
Stay calm.

## Commits <!-- bylaw: guidance -->

Types that may be used:

- \`feat\` for what is **new**
  and for what grows
    - never for *repairs*
- [ ] [docs](https://example.com/docs) too

1. First
2. Second

**Titles**

> Keep them short.

| Never | Instead |
| ----- | ------- |
| \`a|b\` or c | d |

\`\`\`text
- not an item
\`\`\`

<!-- - not read
- not this either -->
<rules>
Say \`<!--\` aloud.
</rules>
`;

function passages(text: string): Passage[] {
  return [...parsePage(text).passages];
}

function passage(starting: string): Passage {
  const found = passages(PAGE).find(({ text }) => text.startsWith(starting));
  if (!found) throw new Error(`No passage begins with ${starting}`);
  return found;
}

describe('parsePage', () => {
  it('gives headings, paragraphs, items, rows and fences in order, without emphasis and links', () => {
    expect(passages(PAGE).map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'heading: Habits',
      'paragraph: Be brief. Stay calm.',
      'heading: Commits',
      'paragraph: Types that may be used:',
      'item: `feat` for what is new and for what grows',
      'item: never for repairs',
      'item: docs too',
      'item: First',
      'item: Second',
      'heading: Titles',
      'paragraph: Keep them short.',
      'row: `a|b` or c | d',
      'code: - not an item',
      'paragraph: Say `<!--` aloud.',
    ]);
  });

  it('says what each stands under, and what stands under it', () => {
    expect(passage('never').above).toEqual([
      'Habits',
      'Commits',
      'Types that may be used:',
      '`feat` for what is new and for what grows',
    ]);
    expect(passage('Keep').above).toEqual(['Habits', 'Commits', 'Titles']);
    expect(passage('Types').below.map(({ text }) => text)).toEqual([
      '`feat` for what is new and for what grows',
      'docs too',
      'First',
      'Second',
    ]);
    expect(passage('Titles').below.map(({ kind }) => kind)).toEqual(['row', 'code']);
  });

  it('gives the cells of a row with those of the head', () => {
    expect(passage('`a|b`')).toMatchObject({ cells: ['`a|b` or c', 'd'], head: ['Never', 'Instead'] });
  });

  it('gives for each line where it begins in the text', () => {
    expect(passage('Be brief').lines).toEqual([
      { line: 6, from: 0 },
      { line: 7, from: 10 },
    ]);
  });

  it('keeps front matter and comments to bylaw apart', () => {
    const { frontMatter, comments } = parsePage(PAGE);
    expect(frontMatter).toBe('paths: src/**');
    expect(comments).toEqual([{ line: 9, about: 9, text: 'guidance' }]);
    expect(parsePage('<!-- bylaw: off -->\nBe brief.').comments).toEqual([
      { line: 1, about: 2, text: 'off' },
    ]);
  });

  it('takes a rule across the page for no front matter', () => {
    expect(passages('---\n\nBe brief.\n\n---\n').map(({ text }) => text)).toEqual(['Be brief.']);
  });

  it('reads no indented code, and paragraphs of items', () => {
    expect(passages('    be brief\n').map(({ text }) => text)).toEqual([]);
    expect(passages('- Titles\n\n    Be brief.\n')[1]).toMatchObject({
      above: ['Titles'],
      text: 'Be brief.',
    });
  });

  it('takes a line in bold with a colon for what the lines behind it stand under', () => {
    expect(
      passages('**Pull requests:**\nBe brief.\n\nBe kind.').map(({ above, text }) => [...above, text]),
    ).toEqual([['Pull requests:'], ['Pull requests:', 'Be brief.'], ['Pull requests:', 'Be kind.']]);
  });

  it('reads an unclosed fence, and an unclosed comment, to the end of the page', () => {
    expect(passages('```\na\n\nb').map(({ kind }) => kind)).toEqual(['code']);
    expect(passages('a\n\n<!-- b\n\nc').map(({ text }) => text)).toEqual(['a']);
  });

  it('reads nothing beyond its limit', () => {
    expect(passages(`${'\n'.repeat(PAGE_LIMIT)}Be brief.`)).toEqual([]);
  });
});

/** Of these, one that takes time for each pair of characters would not end within the limit of a test. */
const HOSTILE: Record<string, string> = {
  'one long line': 'never use a '.repeat(90_000),
  'one long word': 'x'.repeat(1_000_000),
  'many items': '- Never say "so".\n'.repeat(10_000),
  'deep items': Array.from({ length: 10_000 }, (_, depth) => `${' '.repeat(depth % 200)}- no emojis`).join(
    '\n',
  ),
  backticks: '`'.repeat(1_000_000),
  'backticks of all lengths': Array.from({ length: 1_000 }, (_, length) => '`'.repeat(length)).join(' a '),
  braces: '{a,'.repeat(300_000),
  brackets: '['.repeat(500_000),
  links: '[a]('.repeat(200_000),
  stars: ' *a'.repeat(300_000),
  dashes: `${'-'.repeat(500_000)}x`,
  'heading of signs': `# ${'# '.repeat(400_000)}x`,
  'blanks in a heading': `# ${' '.repeat(900_000)}x`,
  quotes: '> '.repeat(400_000),
  pipes: `|${' `a |'.repeat(150_000)}|`,
  comments: '<!-- bylaw: off -->'.repeat(40_000),
  'comments that stay open': '<!--'.repeat(200_000),
  tags: '<a '.repeat(300_000),
  'a lead of a megabyte': `${'titles '.repeat(140_000)}:\n${'- a\n'.repeat(2_000)}`,
  'numbers and units': '9 '.repeat(400_000),
  'capitals behind stops': 'A. '.repeat(300_000),
  'lone surrogates': '\ud83d'.repeat(200_000),
  NUL: '\0'.repeat(400_000),
};

describe.each(Object.entries(HOSTILE))('a page of %s', (_name, text) => {
  it('is read', () => {
    expect(() => readPage(text, rules)).not.toThrow();
  });
});

describe('any page', () => {
  const piece = fc.constantFrom(
    ...[
      '# ',
      '- ',
      '  - ',
      '\n',
      '\n\n',
      '| a | b |\n| - | - |\n',
      '```\n',
      '`',
      '**',
      '<!-- ',
      ' -->',
      '> ',
      '---\n',
    ],
    ...[
      'Never use ',
      'Keep it ',
      'short',
      'Types:',
      '`feat`',
      ' under 50 characters',
      '. ',
      ', ',
      'no ',
      'emojis',
    ],
  );
  const page = fc
    .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 60 })
    .map((all) => all.join(''));

  it('gives directives on lines of its own, in order, with clauses on subjects of their rules', () => {
    fc.assert(
      fc.property(page, (text) => {
        const count = text.split(/\r?\n/).length;
        let last = 1;
        for (const { directive, clauses } of readPage(text, rules)) {
          expect(directive.line).toBeGreaterThanOrEqual(last);
          expect(directive.line).toBeLessThanOrEqual(count);
          last = directive.line;
          for (const { rule, subjects } of clauses) {
            expect(subjects.length).toBeGreaterThan(0);
            expect(rules.get(rule)?.subjects).toEqual(expect.arrayContaining([...subjects]));
          }
        }
      }),
    );
  });
});

it('is read where a row has more cells than anybody writes', () => {
  const { passages } = parsePage(`- Retry it\n\n${'|'.repeat(PAGE_LIMIT - 20)}\n`);
  expect(passages[0]?.text).toBe('Retry it');
});
