import type { Region } from '../src/parse/region.ts';
import { columns, cutAtColumn } from '../src/parse/width.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'max-line-length',
  summary: 'Wrap the lines of a commit message',
  why: 'git log indents a message by four columns and wraps nothing, so longer lines leave the window.',
  subjects: ['commit'],
  severity: 'warn',
  recommended: true,
  options: (z) =>
    z.strictObject({
      length: z.int().min(1).default(72).describe('Columns a line may take; a wide character takes two'),
    }),
  reads: (directive) => {
    const { text } = directive;
    if (/\b50\s*\/\s*72\b|\btbaggery\b/i.test(text)) return { options: { length: 72 } };
    if (!directive.speaksOf(/\b(?:commits?|PRs?|pull[- ]requests?|git)\b/i)) return null;
    if (directive.forbids(/\bhard[- ]?wrap\w*|\bwrap(?:ping|ped)?\b/)) return { severity: 'off' };
    const wraps =
      /\b(?:wrap\w*(?: [\w-]+){0,10}? (?:at|to)|body(?: \w+){0,3} lines?|(?:subsequent|remaining|other|message) lines (?:at|to|under|within|below))\b\D{0,20}(\d{2,3})\b|\b(\d{2,3})[- ]?(?:char(?:acter)?s?|columns?)[- ](?:lines?|wrap)/i;
    const [, behind, before] = wraps.exec(text) ?? [];
    const length = Number(behind ?? before);
    return length >= 40 && directive.demands(/\b(?:wrap\w*|body|lines?)\b/) ? { options: { length } } : null;
  },
  good: [
    'Retry the upload\n\nIt timed out when the disk of the server was full, which it is at night.',
    'Retry the upload\n\nSee https://example.com/some/very/long/address/of/a/page/that/nobody/can/break/at/all',
    'Retry the upload\n\nThe lock is taken in src/some/very/long/path/to/a/file/that/nobody/can/break.ts',
    'Retry the upload\n\n    the output of a command that is longer than a line of prose is allowed to be here\n',
    'Retry the upload\n\n> a quotation that is longer than a line of prose is allowed to be, as it was written',
    'Retry the upload\n\nReviewed-by: Ada Example of the Example Society <ada.example.of.the.society@example.com>',
    {
      text: 'Retry the upload\n\n| file | what |\n| - | - |\n| a | waits |',
      options: { length: 10 },
    },
  ],
  bad: [
    {
      text: 'Retry the upload\n\nIt timed out.\nThe disk of the server was full.',
      options: { length: 20 },
      flags: ['er was full.'],
    },
    {
      text: 'Retry\n\nSee https://example.com/a and then read what stands there',
      options: { length: 30 },
      flags: ['then read what stands there'],
    },
    { text: 'Retry\n\n\u65e5\u672c\u8a9e', options: { length: 4 }, flags: ['\u8a9e'] },
  ],
  *check(document, { length }) {
    // git lists branches and conflicts in the message of a merge.
    if (document.shape === 'merge') return;
    for (const line of document.lines) {
      const text = line.text.trimEnd();
      const width = columns(text);
      if (width <= length || line === document.title || IN_ONE_PIECE.test(text)) continue;
      const start = wrappable(text, length);
      if (start === text.length || KEPT.includes(document.regionAt(line.start + text.search(/\S/)))) continue;
      yield {
        at: { start: line.start + start, end: line.start + text.length },
        message: `Line of ${width} columns, wrap it at ${length}`,
      };
    }
  },
});

/** What is quoted or laid out as it is. */
const KEPT: readonly Region[] = ['fence', 'quote', 'table', 'trailer'];
/** Rows of tables, mail quotations and trailers, also where neither Markdown nor git takes them for one. */
const IN_ONE_PIECE = /^\s*(?:[|>]|[A-Za-z]+(?:-[A-Za-z]+)*-by: )/;

const ADDRESS = /:\/\/|^\W*www\./;
const PATH = /[/\\][^/\\]*[/\\.]|\.[/\\]/;

/** Where the part begins that could stand on another line; the end where that is only the rest of one long thing. */
function wrappable(text: string, length: number): number {
  const cut = cutAtColumn(text, length);
  const word = {
    start: Math.max(text.lastIndexOf(' ', cut - 1), text.lastIndexOf('\t', cut - 1)) + 1,
    end: cut + text.slice(cut).search(/\s|$/),
  };
  if (word.start === cut || !isUnbreakable(text.slice(word.start, word.end), length)) return cut;
  return word.end + text.slice(word.end).search(/\S|$/);
}

function isUnbreakable(word: string, length: number): boolean {
  return ADDRESS.test(word) || PATH.test(word) || (word.length > length / 2 && /^[!-~]*$/.test(word));
}
