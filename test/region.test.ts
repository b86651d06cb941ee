import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../src/parse/document.ts';
import { markdownRegions } from '../src/parse/markdown.ts';
import type { Region } from '../src/parse/region.ts';
import { regionScanner } from '../src/parse/scan.ts';

/** The region of a word in a reply. */
function regionOf(text: string, word = 'here'): Region {
  return parse({ kind: 'reply', text }).regionAt(text.indexOf(word));
}

describe('regions', () => {
  const cases: [Region, string][] = [
    ['prose', 'it stands here'],
    ['prose', '# Title with here'],
    ['prose', 'some `code` then here'],
    ['prose', '- item\n  continued here'],
    ['prose', '<details>\n\nhere\n\n</details>'],
    ['prose', '[here](https://example.com)'],
    ['code', 'a `code here` span'],
    ['code', '`` a ` here ``'],
    ['fence', '```\nhere\n```'],
    ['fence', '~~~sh\nhere\n'],
    ['fence', 'text\n\n    here indented'],
    ['fence', '---\ntitle: here\n---\ntext'],
    ['quote', '> quoted here'],
    ['quote', '> quoted\nlazily here'],
    ['link', '[label](https://example.com/here)'],
    ['link', 'see https://example.com/here'],
    ['link', '<https://example.com/here>'],
    ['link', '[label]: https://example.com/here'],
    ['comment', '<!-- here -->'],
    ['comment', 'text <!-- two\nlines here --> text'],
    ['table', '| a | b |\n| - | - |\n| here | c |'],
    ['code', '| a | b |\n| - | - |\n| `here` | c |'],
  ];
  for (const [region, text] of cases) {
    it(`tells ${region} in ${JSON.stringify(text)}`, () => expect(regionOf(text)).toBe(region));
  }

  it('keeps offsets after entities, escapes and wide characters', () => {
    const text = '&amp; \\* \u{1f600} e\u0301 `here` there';
    expect(regionOf(text)).toBe('code');
    expect(regionOf(text, 'there')).toBe('prose');
  });

  it('tells trailers and dropped lines of a commit', () => {
    const message = 'Add a thing\n\nText\n\nRefs: #1\n\n# a comment here\n';
    const document = parse({ kind: 'commit', message, cleanup: 'strip' });
    expect(document.regionAt(message.indexOf('Refs'))).toBe('trailer');
    expect(document.regionAt(message.indexOf('here'))).toBe('dropped');
  });
});

const piece = fc.constantFrom(
  ...[
    'word',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '    ',
    '\t',
    '`',
    '``',
    '```\n',
    '~~~\n',
    '> ',
    '- ',
    '1. ',
    '<',
    '<!--',
  ],
  ...['-->', '[a](', ')', '[b]: ', 'https://a.b/c', 'www.a.b', 'a@b.c', '|', '| - |\n', '---\n', '# ', '\\'],
  ...[
    '&amp;',
    '\u00e9',
    '<b>',
    '* ',
    '+',
    '2) ',
    '***\n',
    '=\n',
    '===\n',
    '[x] ',
    '![',
    '](b)',
    '<script>',
    '<div>',
  ],
  ...['</div>\n', '<https://a.b>', '\n\n    ', '\n- word\n', '\n\nword\n', '\r\n', '[^1]', '*', '_', '~'],
);

describe('the quick look', () => {
  it('agrees with the Markdown parser wherever it is certain', () => {
    let certain = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const scan = regionScanner(text);
        const regions = markdownRegions(text);
        for (const { index } of text.matchAll(/\S/g)) {
          const quick = scan(index);
          if (quick === null) continue;
          certain += 1;
          const region = regions[index] ?? 'prose';
          if (quick !== region) expect.fail(`${index} of ${JSON.stringify(text)}: ${quick}, not ${region}`);
        }
      }),
      { numRuns: 10_000, seed: 1 },
    );
    expect(certain).toBeGreaterThan(20_000);
  }, 60_000);
});
