import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { counted } from './counted.ts';
import type { Finding } from './lint.ts';
import { parseDiff } from './parse/diff.ts';
import { redact } from './parse/session/redact.ts';
import type { Result } from './report/result.ts';
import { Trouble } from './trouble.ts';
import { replaceFile } from './write.ts';

/** Findings that are known and not reported: their number only falls. */
export interface Baseline {
  /** Takes the known findings out of a result. Of a change, `wants` says which files were asked for. */
  take(result: Result, wants?: (path: string) => boolean): Result;
  /**
   * Writes the file, where that changes it, and says so in a sentence.
   * @throws Trouble where it cannot be written
   */
  keep(): string;
}

/** One line of the file: equal findings of one subject, told by what is found and not by its line number. */
interface Entry {
  readonly kind: string;
  /** The path of the subject, or what else it came from; of a commit its name. */
  readonly source: string;
  /** Of a diff, the file that the finding is in. */
  readonly file?: string | undefined;
  readonly rule: string;
  /** For readers alone. */
  readonly quote: string;
  /** Of the quoted text and the line around it. */
  readonly hash: string;
  readonly count: number;
}

const VERSION = 1;

/**
 * Opens a baseline, or begins one where there is no such file: then every finding becomes known.
 * @throws Trouble where the file is damaged, or a newer bylaw wrote it
 */
export function openBaseline(name: string, cwd: string): Baseline {
  const file = resolve(cwd, name);
  const recorded = existsSync(file) ? readEntries(file, name) : null;
  const found = new Map<string, Entry>();
  const judged = new Set<string>();

  /** Counts a finding as known; false where the file knows fewer of its kind. */
  const isKnown = (entry: Entry): boolean => {
    const key = keyOf(entry);
    const count = (found.get(key)?.count ?? 0) + 1;
    if (recorded && count > (recorded.get(key)?.count ?? 0)) return false;
    found.set(key, { ...entry, count });
    return true;
  };

  return {
    take(result, wants) {
      for (const subject of subjectsOf(result, wants)) judged.add(subject);
      const findings = result.findings.filter((finding) => !isKnown(entryOf(finding, result)));
      return {
        ...{ kind: result.kind, source: result.source, path: result.path, text: result.text },
        ...(result.suppressed ? { suppressed: result.suppressed } : {}),
        ...(result.capped ? { capped: true } : {}),
        ...(result.inner ? { inner: result.inner } : {}),
        findings,
        known: result.findings.length - findings.length,
        get fixed() {
          return findings.length > 0 ? result.fixed : undefined;
        },
      };
    },
    keep() {
      if (recorded === null) {
        replaceFile(file, textOf([...found.values()]), 0o644);
        return `Recorded ${counted(total(found.values()), 'finding')} in ${name}, from now on new ones are reported\n`;
      }
      const left = [...recorded].flatMap(([key, entry]) => {
        const count = judged.has(subjectOf(entry)) ? (found.get(key)?.count ?? 0) : entry.count;
        return count > 0 ? [{ ...entry, count }] : [];
      });
      const gone = total(recorded.values()) - total(left);
      if (gone === 0) return '';
      replaceFile(file, textOf(left));
      return `Took ${counted(gone, 'finding')} out of ${name} that ${gone === 1 ? 'is' : 'are'} gone, ${total(left)} left\n`;
    },
  };
}

function entryOf(finding: Finding, result: Result): Entry {
  const { rule, file, quote } = finding;
  const hash = createHash('sha256').update(lineOf(finding, result.text)).digest('hex').slice(0, 16);
  return {
    kind: result.kind,
    source: sourceOf(result),
    file,
    rule,
    quote: redact(quote).slice(0, 80),
    hash,
    count: 1,
  };
}

/** A longer line counts only as far as this from the place, in UTF-16 units. */
const AROUND = 500;

/** The quoted text between the rest of its line before and behind. */
function lineOf({ offset, endOffset, quote }: Finding, text: string): string {
  // What is about a text as a whole stands on no line.
  if (endOffset === 0) return '';
  const before = text.slice(Math.max(0, offset - AROUND), offset);
  const behind = text.slice(endOffset, endOffset + AROUND);
  return [before.slice(before.lastIndexOf('\n') + 1), quote, behind.split('\n')[0]].join('\0');
}

function sourceOf({ path, source }: Result): string {
  return path ?? source;
}

/** What makes two findings the same. Where a file is known, it is so however the diff was come by. */
function keyOf({ kind, source, file, rule, hash }: Entry): string {
  return JSON.stringify([kind, file === undefined ? source : null, file, rule, hash]);
}

/** What has to be judged again before an entry may go. */
function subjectOf({ kind, source, file }: Pick<Entry, 'kind' | 'source' | 'file'>): string {
  return JSON.stringify([kind, source, file]);
}

/** A diff is judged as a whole, and file by file. */
function subjectsOf(result: Result, wants?: (path: string) => boolean): string[] {
  const whole = { kind: result.kind, source: sourceOf(result) };
  const files = result.kind === 'diff' ? parseDiff(result.text).map(({ path }) => path) : [];
  const wanted = [undefined, ...(wants ? files.filter(wants) : files)];
  return wanted.map((file) => subjectOf({ ...whole, file }));
}

function total(entries: Iterable<Entry>): number {
  return [...entries].reduce((sum, { count }) => sum + count, 0);
}

/** One line for each entry, always in the same order, so that git merges and people read it. */
function textOf(entries: readonly Entry[]): string {
  const lines = entries.map(({ kind, source, file, rule, quote, hash, count }) =>
    JSON.stringify({ kind, source, file, rule, quote, hash, count }),
  );
  return `{"version":${VERSION},"findings":[${lines
    .sort()
    .map((line) => `\n${line}`)
    .join(',')}\n]}\n`;
}

function readEntries(file: string, name: string): Map<string, Entry> {
  const { version, findings } = (parsed(file, name) ?? {}) as { version?: unknown; findings?: unknown };
  if (typeof version === 'number' && version > VERSION)
    throw new Trouble(`A newer bylaw wrote ${name}, update this one`);
  if (version !== VERSION || !Array.isArray(findings) || !findings.every(isEntry)) throw damaged(name);
  return new Map(findings.map((entry) => [keyOf(entry), entry]));
}

function parsed(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged(name);
    throw new Trouble(`Cannot read ${name} (${(error as NodeJS.ErrnoException).code}), name another file`);
  }
}

function damaged(name: string): Trouble {
  return new Trouble(`No baseline in ${name}, mend it, or delete it and record a new one`);
}

function isEntry(value: unknown): value is Entry {
  const { kind, source, file = '', rule, quote, hash, count } = (value ?? {}) as Record<string, unknown>;
  const texts = [kind, source, file, rule, quote, hash].every((text) => typeof text === 'string');
  return texts && Number.isSafeInteger(count) && (count as number) > 0;
}
