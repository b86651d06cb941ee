import type { Document } from '../src/parse/document.ts';
import { baseName } from '../src/parse/path.ts';
import { type Reference, references } from '../src/parse/reference.ts';
import type { Region } from '../src/parse/region.ts';
import { isQuoted, textAfter, textBefore } from '../src/parse/sentence.ts';
import { shorten } from '../src/parse/width.ts';
import { type Context, defineRule } from '../src/rule.ts';

/** The tree that the examples are held against. */
const TREE: Context = {
  top: '/home/ana/pool',
  files: () => ['Makefile', 'src/pool.ts', 'src/db/lock.ts', 'web/lock.ts', 'vendor/zip'],
  lineCount: (path) =>
    ({ Makefile: 12, 'src/pool.ts': 80, 'src/db/lock.ts': 40, 'web/lock.ts': 9 })[path] ?? null,
};
const here = (text: string) => ({ text, context: TREE });

export default defineRule({
  id: 'no-dead-reference',
  summary: 'Point to lines that are there',
  why: 'Who follows a `path:line` to a file or a line that does not exist trusts none of the others either.',
  subjects: ['pr', 'reply'],
  severity: 'warn',
  reads: (directive) =>
    directive.forbids(
      /\b(?:invent|fabricat|hallucinat|ma(?:ke|king|de)[- ]up)\w*\b[^.;]{0,40}\b(?:paths?|files?(?: names)?|line numbers?|references?)\b/,
    )
      ? {}
      : null,
  good: [
    'The lock is taken in src/nowhere.ts:41',
    here('The lock is taken in `src/pool.ts:41-80`, and freed in ./src/pool.ts:12'),
    here('The lock is taken in lock.ts:40, or in db/lock.ts:2'),
    here('It is not pool.ts:7 of ours but lib/pool.ts:700 of theirs, see asyncio/locks.py:93'),
    here('Node says node:fs:12, localhost:8080 answers, and https://git.example/src/pool.ts#L900 shows it'),
    here('Read ~/src/pool.ts:900, ../src/pool.ts:900 and /etc/pool.conf:900'),
    here('It crashed:\n\n```\nat take (src/pool.ts:900:3)\n```'),
    here('I removed src/old.ts:14, which nobody calls'),
    here('The helper goes to src/retry.ts:1 (to be created)'),
    here('Write it as a path with a line, for example `src/app.ts:10`'),
    here('See vendor/zip/inflate.c:300'),
  ],
  bad: [
    { ...here('The lock is taken in src/pool.ts:81'), flags: ['src/pool.ts:81'] },
    { ...here('See `src/lock.ts:4` and src/lock.ts:4'), flags: ['src/lock.ts:4'] },
    { ...here('See [the lock](src/pool.ts#L70-L95)'), flags: ['src/pool.ts#L70-L95'] },
    {
      ...here('Both are in lock.ts:41 and .\\src\\db\\lock.ts:41'),
      flags: ['lock.ts:41', '.\\src\\db\\lock.ts:41'],
    },
    { ...here('See /home/ana/pool/src/lock.ts:4'), flags: ['/home/ana/pool/src/lock.ts:4'] },
  ],
  *check(document, _options, context) {
    const { lineCount } = context;
    if (!lineCount) return;
    const told = new Set<string>();
    let named: ((path: string) => readonly string[] | null) | undefined;
    for (const reference of references(document.text)) {
      const path = fromTop(reference.path, context.top);
      if (path === null || told.has(`${path}:${reference.endLine}`) || !isMeant(document, reference))
        continue;
      if ((lineCount(path) ?? 0) >= reference.endLine) continue;
      named ??= namesOf(context);
      const message = deadness(path, reference, lineCount, named(path));
      if (message === null) continue;
      told.add(`${path}:${reference.endLine}`);
      yield { at: { start: reference.start, end: reference.end }, message };
    }
  },
});

/** Names that stand for any file. */
const PLACEHOLDER = /[{}<>$%*]|(?:^|\/)(?:path\/to\/|(?:bar|baz|example|file(?:name)?|foo)\.\w+$)/;
const OUTSIDE = /^(?:\/|~|[A-Za-z]:)|(?:^|\/)\.{0,2}\//;
/** No system takes a longer path, in bytes. */
const PATH_LIMIT = 4096;

/** A path as the tree has it; null where it leads out of the tree, or to a place that is not known. */
function fromTop(path: string, top: string | undefined): string | null {
  if (path.length > PATH_LIMIT) return null;
  const slashed = path.replace(/\\/g, '/');
  const inside = top !== undefined && slashed.startsWith(`${top}/`) ? slashed.slice(top.length + 1) : slashed;
  const short = inside.replace(/^(?:\.\/)+/, '');
  return OUTSIDE.test(short) || PLACEHOLDER.test(short) ? null : short;
}

const SPOKEN: readonly Region[] = ['prose', 'table', 'code', 'link'];
const EXAMPLE = /\b(?:e\.g\.|example|instance|such as|looks? like|upstream)[^.!?\n]{0,60}$/i;
const WENT =
  'delet(?:e[sd]?|ing|ion)|remov(?:e[sd]?|ing|al)|renam(?:e[sd]?|ing)|mov(?:e[sd]?|ing)|drop(?:s|ped|ping)?|former(?:ly)?|previous(?:ly)?|used to|no longer|gone';
const GONE_BEFORE = new RegExp(String.raw`\b(?:(?:${WENT})\b[^.!?\n]{0,40}|old ["'\x60(*]*)$`, 'i');
const GONE_BEHIND = new RegExp(
  String.raw`^[^.!?\n]{0,40}?\b(?:${WENT}|does(?: not|n['\u2019]t) exist)\b`,
  'i',
);
/** A file or a line that is yet to come, or of which a text says how it was. */
const ELSEWHEN =
  '(?:to|will|would) be (?:added|created|written)|planned|proposed|not yet|(?:before|prior to) (?:my|the|this) (?:branch|change|commit|fix|patch|PR)';
const PLAN = "(?:will|\\w'll|going to|plan to) (?:add|create|write)";
const JUST_BEFORE =
  '(?:creat(?:e|ing)(?: (?:an?|the|new|files?|helper|module|test)){0,3}|(?:was|were|lived) (?:at|in))';
const ELSEWHEN_BEFORE = new RegExp(
  String.raw`\b(?:(?:${ELSEWHEN}|${PLAN})\b[^.!?\n]{0,40}|${JUST_BEFORE} ["'\x60(*]*)$`,
  'i',
);
const ELSEWHEN_BEHIND = new RegExp(String.raw`^[^.!?\n]{0,40}?\b(?:${ELSEWHEN})\b`, 'i');
const TRACE_BEFORE = /(?:^|\n)[ \t]*at [^\n]*\($/;
const TRACE_BEHIND = /^:?(?: -)? ?(?:error|fatal|note|warning)\b/i;

/** Whether somebody points to it: not a log, a quotation or an example, nor a file that is gone or to come. */
function isMeant(document: Document, { start, end }: Reference): boolean {
  const { text } = document;
  if (!SPOKEN.includes(document.regionAt(start)) || isQuoted(text, start)) return false;
  const [before, after] = [textBefore(text, start), textAfter(text, end)];
  if (TRACE_BEFORE.test(before) || TRACE_BEHIND.test(after)) return false;
  if (ELSEWHEN_BEFORE.test(before) || ELSEWHEN_BEHIND.test(after)) return false;
  return !EXAMPLE.test(before) && !GONE_BEFORE.test(before) && !GONE_BEHIND.test(after);
}

/** What is wrong with it, where that is sure. */
function deadness(
  path: string,
  { line, endLine }: Reference,
  lineCount: (path: string) => number | null,
  named: readonly string[] | null,
): string | null {
  if (named === null) return null;
  const shown = shorten(path, 30);
  if (named.length === 0) return `No file \`${shown}\` in the tree, name one that is there`;
  if (named.length > MANY) return null;
  let most = 0;
  for (const file of named) {
    // What git lists and the tree lacks was deleted a moment ago, or is not checked out.
    most = Math.max(most, lineCount(file) ?? Number.POSITIVE_INFINITY);
    if (most >= endLine) return null;
  }
  const beyond = line > most ? line : endLine;
  return `No line ${beyond} in \`${shown}\`, it ends at ${most}, name one that is there`;
}

/** Of so many files that one name may mean, nobody can tell which is meant, and to count all takes time. */
const MANY = 50;

/**
 * The files that a path may mean: that file itself, or those whose path ends in it.
 * @returns a function; it gives null where the path may be one of another tree
 */
function namesOf({ files, lineCount }: Context): (path: string) => readonly string[] | null {
  const byName = new Map<string, string[]>();
  const all = new Set(files?.());
  const tops = new Set<string>();
  for (const file of all) {
    const name = baseName(file);
    const same = byName.get(name);
    if (same) same.push(file);
    else byName.set(name, [file]);
    if (file.includes('/')) tops.add(file.slice(0, file.indexOf('/')));
  }
  return (path) => {
    const ending = `/${path}`;
    const found = (byName.get(baseName(path)) ?? []).filter((file) => `/${file}`.endsWith(ending));
    // A file that git ignores is in no list.
    if (!all.has(path) && (lineCount?.(path) ?? null) !== null) found.push(path);
    if (found.length > 0) return found;
    if (!path.includes('/')) return null;
    if (files === undefined) return found;
    return tops.has(path.slice(0, path.indexOf('/'))) && !isInside(path, all) ? found : null;
  };
}

/** Whether a folder on the way is an entry of its own: a submodule, or a link to somewhere else. */
function isInside(path: string, entries: ReadonlySet<string>): boolean {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    if (entries.has(path.slice(0, at))) return true;
  }
  return false;
}
