import type { Line } from '../src/parse/commit.ts';
import type { Document } from '../src/parse/document.ts';
import { fileNames } from '../src/parse/reference.ts';
import { PROSE } from '../src/parse/region.ts';
import { sections } from '../src/parse/section.ts';
import { defineRule, type Report, type Span } from '../src/rule.ts';

export default defineRule({
  id: 'no-repetition',
  summary: 'Say each thing once, and leave to the diff what it shows',
  why: 'A reader has the diff and has just read the text: told again, both take time and hide what is new.',
  subjects: ['pr', 'reply'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      items: z.int().min(2).default(3).describe('Entries of a list that retells the diff, one file each'),
      overlap: z
        .number()
        .min(0)
        .max(1)
        .default(0.7)
        .describe('Share of the words of a closing summary that stand above it'),
    }),
  reads: (directive) =>
    directive.forbids(
      /\b(?:recaps?|summari[sz]e what|repetition|redundan(?:t|cy)|summary of what (?:I|you|was)|repeat\w* (?:yourself|information|what|things)|restat\w+ (?:the )?(?:diff|changes|what)|(?:trailing|closing|final) summar(?:y|ies))\b/,
    )
      ? {}
      : null,
  good: [
    'Retry the upload\n\nThe proxy drops the first request of a connection.',
    'Read these first:\n\n- `src/queue.ts` holds the order\n- `src/retry.ts` holds the clock\n- `src/send.ts` calls both',
    'Review the parser\n\n- `parse.ts:12` - added lines are read twice\n- `parse.ts:40` - removed lines are not\n- `scan.ts:7` - moved blocks are lost',
    'Retry the upload\n\n- Wait before the second try\n- Update `src/queue.ts`, which held the lock\n- Log every try\n- Give up after three',
    'Keep the queue\n\nYou need to change by hand:\n\n- `a.env`: add a key\n- `b.env`: add a key\n- `c.env`: add a key',
    'Keep the queue\n\n| File | Tests |\n|---|---|\n| `queue.test.ts` | 12 passed |\n| `retry.test.ts` | 7 passed |\n| `send.test.ts` | 3 passed |',
    'Retry the upload\n\n## Summary\n\nThe proxy drops the first request of a connection, so the client sends it again.',
    'Retry the upload\n\nIt waits for the lock.\n\nIt waits for the lock.',
    {
      text: 'Move the tests\n\n- `a.ts`: moved to `test/a.ts`\n- `b.ts`: moved to `test/b.ts`\n- `c.ts`: moved to `test/c.ts`',
      options: { items: 4 },
    },
  ],
  bad: [
    {
      text: 'Retry the upload\n\n- `src/queue.ts`: add a lock\n- `src/retry.ts`: new file\n- `README.md`: updated',
      flags: ['`src/queue.ts`: add a lock\n- `src/retry.ts`: new file\n- `README.md`: updated'],
    },
    {
      text: 'Retry the upload\n\n| File | Change |\n|---|---|\n| src/queue.ts | Added a lock |\n| src/retry.ts | Rewritten |\n| src/send.ts | Fixed |',
      flags: ['src/queue.ts | Added a lock |\n| src/retry.ts | Rewritten |\n| src/send.ts | Fixed |'],
    },
    {
      text: 'Retry the upload\n\n### Files changed\n\n1. src/queue.ts\n2. src/send.ts',
      options: { items: 2 },
      flags: ['src/queue.ts\n2. src/send.ts'],
    },
    {
      text: 'Retry the upload\n\nThe proxy drops the first request of every fresh connection, and the client gave up at once. Now the client waits half a second, opens another connection and sends the same request again, three times at most. A metric counts these retries for each host.\n\nIn summary, the client sends a dropped request again, three times at most, and a metric counts retries.',
      flags: [
        'In summary, the client sends a dropped request again, three times at most, and a metric counts retries.',
      ],
    },
    {
      text: 'Retry the upload\n\nThe proxy drops the first request of a connection. The client waits, and tries again.\n\nNote that the proxy drops requests: the proxy drops the first request of a connection.\n\nThe client waits, then tries again. The proxy drops the first request of a connection.',
      flags: ['The proxy drops the first request of a connection.'],
    },
  ],
  *check(document, { items, overlap }) {
    yield* retoldFiles(document, items);
    yield* closingSummary(document, overlap);
    yield* sentencesSaidTwice(document);
  },
});

/** An entry of a list, a row of a table, or a heading. */
interface Entry extends Span {
  readonly depth: number;
  /** What it says about the file that it opens with; null where it opens with none. */
  told: string | null;
}

/** Entries of one depth, with the line above the first one. */
interface List {
  readonly depth: number;
  readonly label: string;
  readonly entries: Entry[];
}

/** Share of a list that has to be about files, and share of these that has to tell of a change. */
const MOST = 0.7;
const HALF = 0.5;

/** Done to a file, and not by it: `adds` may be what a file is for. */
const CHANGE =
  /\b(?:add(?:ed|ing)?|adjust(?:ed)?|bump(?:ed)?|chang(?:ed?|ing)|clean(?:ed)?\s+up|converted|corrected|created?|delet(?:ed?|ing)|drop(?:ped)?|edit(?:ed)?|enhanced|expanded|exported|extended|extracted|fix(?:ed)?|implemented|improved|introduced?|merged|migrated?|modified|moved?|refactor(?:ed)?|remov(?:ed?|ing)|renamed?|replaced?|restored?|reverted|(?:complete\s+)?rewr(?:ite|ote|itten)|simplified|switched|updat(?:ed?|ing)|wired|new\s+(?:[\w-]+\s+){0,2}(?:class|component|file|function|helper|module|page|script|tests?))\b|(?:^|\()\W*new\b|[([`]\+\d|\(\d+\+? lines/i;
/** The line above a list that is about the change even where its entries do not say so. */
const CHANGED_FILES =
  /\bfiles?\s+(?:added|changed|changes|created|deleted|edited|modified|removed|touched|updated)\b|\b(?:added|changed|created|edited|modified|touched|updated)\s+files\b|^\W*(?:what\s+(?:(?:has|was)\s+)?changed\b|(?:(?:code|key|main|technical)\s+)?changes(?:\s+(?:made|summary))?\W*$)/i;

/** The line above a list of what nobody has done yet. */
const ASKED =
  /\b(?:please|proposals?|propose|recommend|should|suggest(?:ed|ions?)?|to-?do|would|you (?:can|could|need))\b/i;

function* retoldFiles(document: Document, least: number): Generator<Report> {
  for (const { label, entries } of lists(document)) {
    const files = entries.filter(({ told }) => told !== null);
    const [first, last] = [files[0], files.at(-1)];
    if (!first || !last || files.length < least || files.length < MOST * entries.length) continue;
    if (ASKED.test(label)) continue;
    const changes = files.filter(({ told }) => CHANGE.test(told ?? '')).length;
    if (changes < HALF * files.length && !CHANGED_FILES.test(label)) continue;
    const message = `List of ${files.length} files retells the diff, say what changes for whom and why`;
    yield { at: { start: first.start, end: last.end }, message };
  }
}

/** Every list, table and row of headings in the body. */
function lists(document: Document): List[] {
  const done: List[] = [];
  const open: List[] = [];
  const close = (depth: number) => {
    while ((open.at(-1)?.depth ?? depth) > depth) done.push(open.pop() as List);
  };
  let label = '';
  let silent: Entry | null = null;
  let isBelowBlank = true;
  for (const line of document.lines) {
    if (line.start < document.body.start) continue;
    const isBlank = line.text.trim() === '';
    const entry = isBlank ? null : entryAt(document, line);
    if (entry) {
      close(entry.depth);
      if (open.at(-1)?.depth !== entry.depth) open.push({ depth: entry.depth, label, entries: [] });
      open.at(-1)?.entries.push(entry);
    } else if (isBelowBlank && /^\S/.test(line.text)) {
      close(HEADINGS);
    }
    if (silent && !isBlank && entry?.told == null) silent.told = line.text.slice(0, REACH);
    if (!isBlank) {
      silent = entry?.told === '' ? entry : null;
      if (!entry?.told) label = line.text;
    }
    isBelowBlank = isBlank;
  }
  close(Number.NEGATIVE_INFINITY);
  return done;
}

const MARKER =
  /^([ \t]{0,40})(?:(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|(#{1,6})[ \t]+|\|[ \t]*(?!:?-))(?=\S)/;
/** A heading lies above every list, and a table is no part of one. */
const HEADINGS = -1;
const TABLE = 50;
/** As far as an entry is read, in UTF-16 units. */
const REACH = 120;

function entryAt(document: Document, { start, end, text }: Line): Entry | null {
  const [marker, indent = '', marks] = MARKER.exec(text) ?? [];
  if (marker === undefined) return null;
  if (!PROSE.includes(document.regionAt(start + indent.length))) return null;
  const depth = marks
    ? marks.length - 7
    : marker.includes('|')
      ? TABLE
      : indent.replace(/\t/g, '    ').length;
  return { start: start + marker.length, end, depth, told: toldOfFile(text.slice(marker.length)) };
}

const OPENING =
  /^[^A-Za-z\d]*(?:(?:added|changed|created?|deleted?|edit(?:ed)?|extended|fix(?:ed)?|modif(?:y|ied)|new|refactored|removed?|renamed?|rewrote|updated?)[^A-Za-z\d]+)?(?:files?[^A-Za-z\d]+)?$/i;

/** Files that are known by a whole name, without a suffix. */
const BARE_NAME =
  /(?:[\w@.-]{1,60}\/){0,9}(?:\.(?:dockerignore|editorconfig|env|eslintrc|gitattributes|gitignore|npmrc|nvmrc|prettierrc)|\b(?:Dockerfile|Gemfile|LICENSE|Makefile))(?![\w.-])/;

/** What an entry says beside the file that it opens with; a place in a file is no file. */
function toldOfFile(text: string): string | null {
  const bare = BARE_NAME.exec(text.slice(0, REACH));
  const [file] = fileNames(text.slice(0, 2 * REACH));
  const name = bare && bare.index < (file?.start ?? REACH) ? spanOf(bare) : file;
  if (!name || ('line' in name && name.line !== null)) return null;
  const before = text.slice(0, name.start);
  if (!OPENING.test(before)) return null;
  const said = before + text.slice(name.end, name.end + REACH);
  return /[A-Za-z\d]/.test(said) ? said : '';
}

function spanOf({ 0: text, index }: RegExpExecArray): Span {
  return { start: index, end: index + text.length };
}

/** Words above a summary, and in it, below which there is nothing to sum up. */
const LEAST_ABOVE = 20;
const LEAST_WORDS = 6;

const CLOSING_TITLE =
  /^(?:(?:brief|final|overall|quick)\s+)?(?:conclusions?|in short|in summary|key takeaways|recap|sum[- ]?up|summary|takeaways|tl;?dr|to sum up|wrap[- ]?up)\b/;
const CLOSING_WORDS =
  /^[*_]*(?:all in all|in conclusion|in short|in summary|overall|summing up|to conclude|to recap|to sum up|to summari[sz]e|to wrap up|(?:in )?summary(?=[*_]*:))\b[*_]*[,:]/i;

function* closingSummary(document: Document, overlap: number): Generator<Report> {
  const part = closingPart(document);
  if (!part) return;
  const above = new Set(contentWords(document.text.slice(document.body.start, part.start)));
  const words = new Set(contentWords(document.text.slice(part.start, part.end)));
  if (above.size < LEAST_ABOVE || words.size < LEAST_WORDS) return;
  const share = [...words].filter((word) => above.has(word)).length / words.size;
  if (share < overlap) return;
  const percent = Math.floor(100 * share);
  yield {
    at: part.at,
    message: `Summary repeats what stands above by ${percent} % of its words, leave it out`,
  };
}

/** A last section that sums up, or a paragraph below the middle that says so. `at` is where it begins. */
function closingPart(document: Document): (Span & { at: Span }) | null {
  const { start, end } = document.body;
  const middle = (start + end) / 2;
  for (const line of document.lines) {
    if (line.start < middle || !CLOSING_WORDS.test(line.text)) continue;
    if (document.regionAt(line.start) !== 'prose') continue;
    const blank = document.text.slice(line.end).search(/\n[ \t\r]*\n/);
    return {
      start: line.start,
      end: blank === -1 ? end : line.end + blank,
      at: { start: line.start, end: line.end },
    };
  }
  const last = sections(document).at(-1);
  if (!last || last.heading.start < middle || !CLOSING_TITLE.test(last.title)) return null;
  return { ...last.content, start: last.heading.end, at: last.heading };
}

/** Too common to tell whether two texts speak of the same. */
const COMMON: ReadonlySet<string> = new Set(
  'about above after also been before being below both does each from have here into just like more most much must only other over same should some such than that their them then there these they this those under very want were what when where which while will with would your'.split(
    ' ',
  ),
);

/** Words of four letters and more, cut so that most forms of one word are the same. */
function contentWords(text: string): string[] {
  return Array.from(text.toLowerCase().matchAll(/[a-z\d\u00c0-\u1fff]{4,}/g), ([word]) => word)
    .filter((word) => !COMMON.has(word))
    .map((word) => word.slice(0, 6));
}

/** Words from which on a sentence says something of its own. */
const LEAST_SENTENCE = 8;
/** To a full stop, an empty line or the next entry; what a marker, a link or an address begins is none. */
const SENTENCE = /[\w"'(`\u00a0-\uffff](?:[^.!?\n]|[.!?](?=\S)|\n(?![ \t\r]*(?:[\n*+#>|-]|\d+[.)])))*[.!?]?/g;

function* sentencesSaidTwice(document: Document): Generator<Report> {
  const said = new Map<string, number>();
  const { start, end } = document.body;
  for (const { 0: sentence, index } of document.text.slice(start, end).matchAll(SENTENCE)) {
    if (!/[.!?]$/.test(sentence) || sentence.includes('://')) continue;
    const words = sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length < LEAST_SENTENCE) continue;
    const key = words.join(' ');
    const at = { start: start + index, end: start + index + sentence.length };
    const first = said.get(key);
    if (first === undefined) {
      said.set(key, at.start);
    } else if (document.regionAt(at.start) === 'prose' && document.regionAt(first) === 'prose') {
      const { line } = document.positionAt(first);
      yield { at, message: `Sentence of line ${line} again, say it once` };
    }
  }
}
