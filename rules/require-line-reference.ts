import type { Document } from '../src/parse/document.ts';
import { type FileName, fileNames, SOURCE_EXTENSIONS } from '../src/parse/reference.ts';
import { textAfter, textBefore } from '../src/parse/sentence.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'require-line-reference',
  summary: 'Give the line with a source file',
  why: 'With `path:line` a reader opens the place at once; with the file alone everybody searches it again.',
  subjects: ['pr', 'reply'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      extensions: z
        .array(z.string().trim().min(1))
        .default([...SOURCE_EXTENSIONS])
        .describe('Files to hold to it, by their extensions without the dot'),
    }),
  reads: (directive) => {
    const wish = directive.wish(
      /\b(?:file(?:_?path|name)?|path)[:#]?(?::|\s?\+\s?|\s+and\s+)(?:L|line)(?:[_ ]?numbers?)?\b|\bline (?:numbers|references|links)\b/,
    );
    if (!wish) return null;
    return wish.modality === 'must' ? {} : { severity: 'off' };
  },
  good: [
    'The lock is taken in src/store.ts:41',
    'It is taken in [`store.ts`](https://git.example/store.ts#L41)',
    'Fix the lock\n\n`store.ts` takes it twice, see src/store.ts:41-52,80.',
    'Add `src/lock.ts` and rename src/a.ts to src/b.ts',
    'Both src/a.ts and src/b.ts were deleted',
    'Run `node src/store.ts --once` on Node.js 20',
    'Read README.md, all *.ts files and https://git.example/store.ts',
    { text: 'The lock is taken in notes/plan.py', options: { extensions: ['ts'] } },
  ],
  bad: [
    { text: 'The lock is taken in src/store.ts', flags: ['src/store.ts'] },
    { text: 'The lock is taken in line 41 of `store.ts`, and store.ts frees it', flags: ['store.ts'] },
    { text: 'The lock is taken by `store.ts:acquire`', flags: ['store.ts'] },
    { text: 'See Makefile:3 and lib\\util.cs', flags: ['lib\\util.cs'] },
    { text: 'The port is in app.toml', options: { extensions: ['toml'] }, flags: ['app.toml'] },
  ],
  *check(document, { extensions }) {
    const { text } = document;
    const names = [...fileNames(text)];
    const isPointed = pointedPaths(names);
    const told = new Set<string>();
    let whole: FileName | undefined;
    for (const name of names) {
      if (name.line !== null || !extensions.includes(name.extension)) continue;
      if (isWhole(text, name, whole)) {
        whole = name;
        continue;
      }
      if (told.has(name.path) || isPointed(name.path) || !isCode(document, name)) continue;
      told.add(name.path);
      yield { at: name, message: `File \`${name.path.slice(-40)}\` without a line, write \`path:line\`` };
    }
  },
});

/** One line for each file is enough, under its short name or its long one. */
function pointedPaths(names: readonly FileName[]): (path: string) => boolean {
  const paths = new Set(names.filter(({ line }) => line !== null).map(({ path }) => path));
  const short = new Set([...paths].map(baseName));
  return (path) => paths.has(path) || short.has(path) || paths.has(baseName(path));
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

const MADE_OR_GONE =
  /\b(?:add(?:s|ed|ing)?|creat(?:e[sd]?|ing)|new|delet(?:e[sd]?|ing)|remov(?:e[sd]?|ing)|renam(?:e[sd]?|ing)|mov(?:e[sd]?|ing)|cop(?:y|ies|ied)|wrote|writ(?:es?|ing)|introduc(?:e[sd]?|ing)|drop(?:s|ped)?|split(?:s|ting)?|generat(?:e[sd]?|ing))\s+(?:(?:an?|the|new|old|empty|source|test|file|files|module|script)[\s:*]+)*["'`(*_]*$/i;
const MARKED = /^["'`*_]*\s*[([](?:new|created|added|deleted|removed|renamed|moved)\b/i;
const TOLD_BEHIND =
  /^["'`)*_]*(?:(?:,|,?\s+and)\s+["'`(*_]*[\w./\\-]{1,60}["'`)*_]*){0,4}\s+(?:(?:is|are|was|were|(?:has|have)\s+been)\s+(?:now\s+|newly\s+)?(?:new|gone|added|created|deleted|dropped|generated|introduced|moved|removed|renamed|split)\b|no\s+longer\s+exists?\b)/i;
const PLACE = /\b(?:at|by|from|in|of|to)\s+["'`(*_]*$/i;
const DIFFSTAT = /^["'`)*_]*\s*(?:[([][+-]\d|\|\s*\d+ [+-])/;
const GOES_ON = /^["'`)*_]*(?:,|,?\s+(?:and|to|as|into)|\s*(?:&|->|=>|\u2192))\s*["'`(*_]*$/;

/** A file that was made, moved or taken away is meant as a whole, and so are those listed with it. */
function isWhole(text: string, { start, end }: FileName, last: FileName | undefined): boolean {
  if (MADE_OR_GONE.test(text.slice(Math.max(0, start - 60), start)) || MARKED.test(text.slice(end, end + 20)))
    return true;
  const after = text.slice(end, end + 200);
  if (DIFFSTAT.test(after) || (TOLD_BEHIND.test(after) && !PLACE.test(textBefore(text, start)))) return true;
  return last !== undefined && start - last.end < 20 && GOES_ON.test(text.slice(last.end, start));
}

/** Frameworks, tools and sites that are called like a file. */
const PRODUCT =
  /^(?:(?:[A-Z][\w-]*|alpine|asm|backbone|chart|d3|day|discord|ember|ethers|express|handlebars|highlight|jquery|lodash|moment|mustache|plotly|next|node|nuxt|p5|pdf|preact|react|require|solid|three|transformers|underscore|video|vue|web3)\.js|coverage\.py|docs\.rs|(?:[Bb]un|[Pp]olar|astral|brew|fly)\.sh)$/;
/** Files that are known by what they are for, and suffixes: `.eslintrc.js`, `vitest.config.ts`, `.spec.ts`. */
const CONFIGURATION = /(?:^|[\\/])\.[^\\/]*$|\.config\.\w+$/;
const PLACEHOLDER = /[{}$%]/;
const IMPORTED = /\b(?:from|import|require\(?)\s*["']$/;
const COMMAND =
  /(?:^|[\s(])(?:bash|bun|cargo|deno|go|jest|node|npx|php|pytest|python3?|ruby|sh|tsx|vitest)\s+(?:(?:-\S+|run|test|exec)\s+){0,3}$/;

/** Whether the file is named in prose, and not as part of a command, a pattern or a link that has the line. */
function isCode(document: Document, { path, start, end }: FileName): boolean {
  const before = textBefore(document.text, start);
  const after = textAfter(document.text, end);
  if (PLACEHOLDER.test(path) || CONFIGURATION.test(path)) return false;
  if (/^(?:::|\(\d|`?\]\([^()\s]*(?:#L|:)\d)/.test(after)) return false;
  switch (document.regionAt(start)) {
    case 'code':
      // It stands alone, or with the name of something in the file.
      return /`\s?$/.test(before) && /^(?::[A-Za-z_][\w.]*(?:\(\))?)?\s?`/.test(after);
    case 'prose':
    case 'table':
      return (
        !PRODUCT.test(path) &&
        !COMMAND.test(before) &&
        !IMPORTED.test(before) &&
        (!/[*>]$/.test(before) || after.startsWith('*'))
      );
    default:
      return false;
  }
}
