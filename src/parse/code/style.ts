import type { DiffLine, FileChange } from '../diff.ts';

/** What a formatter may add, take away or replace, as brackets around arguments. */
const STYLE = /[\s,;(){}'"`\\]+/g;

/** What is left of a line without matters of style. */
export function saidBy(text: string): string {
  return text.replace(STYLE, '');
}

/** A changed line that says something. */
interface Word {
  readonly line: DiffLine;
  readonly said: string;
}

/** Changed lines, by what happened to them. */
interface Changed<T> {
  readonly removed: T[];
  readonly added: T[];
}

/** Runs of changed lines without an unchanged one between them. */
function runsOf(hunk: readonly DiffLine[]): Changed<DiffLine>[] {
  const runs: Changed<DiffLine>[] = [];
  let run: Changed<DiffLine> | undefined;
  for (const line of hunk) {
    if (line.type === 'context') {
      run = undefined;
    } else {
      if (!run) {
        run = { removed: [], added: [] };
        runs.push(run);
      }
      run[line.type].push(line);
    }
  }
  return runs;
}

/** An added line that says what a removed one said, with another look. */
interface Pair {
  readonly old: string;
  readonly new: string;
}

/** How much of a change is a new look, and what of it is not. */
export interface Style {
  /** Lines that say what they said before: other quotes, indent, brackets, line ends, another wrapping. */
  readonly restyled: number;
  readonly others: Changed<DiffLine>;
}

/** Tells the lines of a file that only look different from the others. Linear, and never throws. */
export function styleOf({ hunks }: FileChange, source: string): Style {
  let restyled = 0;
  const others: Changed<DiffLine> = { removed: [], added: [] };
  const shifted: Pair[] = [];
  for (const hunk of hunks) {
    let isReal = false;
    const moved: Pair[] = [];
    for (const run of runsOf(hunk)) {
      if (run.removed.length === 0 || run.added.length === 0) {
        isReal ||= written(run.removed) + written(run.added) > 0;
        append(others.removed, run.removed);
        append(others.added, run.added);
        continue;
      }
      const { pairs, rest } = pair(run, source);
      const { wrapped, others: left } = unwrap(rest);
      const moves = pairs.filter(isMove);
      restyled += pairs.length - moves.length + wrapped;
      append(moved, moves);
      isReal ||= left.removed.length + left.added.length > 0;
      append(others.removed, left.removed);
      append(others.added, left.added);
    }
    // Code that got a block around it, or lost it, has to move.
    if (isReal) append(shifted, moved);
    else restyled += moved.length;
  }
  return { restyled: restyled + (isNewIndent(shifted) ? shifted.length : 0), others };
}

/** A call takes only so many arguments, so that `push(...more)` fails on a long list. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}

/** Only the indent differs. */
function isMove(one: Pair): boolean {
  return one.old.trim() === one.new.trim() && indentOf(one.old) !== indentOf(one.new);
}

function indentOf(text: string): string {
  return text.slice(0, text.length - text.trimStart().length);
}

/** Whether each level of indent is written in another way: a block around lines moves all by the same width. */
function isNewIndent(pairs: readonly Pair[]): boolean {
  const indents = pairs.map((one) => [indentOf(one.old), indentOf(one.new)] as const);
  if (indents.filter(([old, now]) => old.includes('\t') !== now.includes('\t')).length > pairs.length / 2)
    return true;
  const widths = indents.map(([old, now]) => [old.length, now.length] as const);
  const ratio = widths.reduce((sum, [, now]) => sum + now, 0) / widths.reduce((sum, [old]) => sum + old, 0);
  const scaled = widths.filter(([old, now]) => Math.abs(now - old * ratio) < 0.5);
  return new Set(scaled.map(([old]) => old)).size > 1 && scaled.length > pairs.length * MOST;
}

/** What of the lines has to fit, since some are aligned to others. */
const MOST = 0.8;

/** With the carriage return that it may end with. */
function whole({ end, text }: DiffLine, source: string): string {
  return source[end] === '\r' ? `${text}\r` : text;
}

/** The lines that are not empty. */
function written(lines: readonly DiffLine[]): number {
  return lines.filter(({ text }) => text.trim() !== '').length;
}

function wordsOf(lines: readonly DiffLine[]): Word[] {
  return lines.map((line) => ({ line, said: saidBy(line.text) })).filter(({ said }) => said !== '');
}

/** Finds to each added line a removed one that says the same. */
function pair(run: Changed<DiffLine>, source: string): { pairs: Pair[]; rest: Changed<Word> } {
  const removed = wordsOf(run.removed);
  const candidates = new Map<string, Word[]>();
  for (const word of removed.toReversed()) {
    const same = candidates.get(word.said);
    if (same) same.push(word);
    else candidates.set(word.said, [word]);
  }
  const pairs: Pair[] = [];
  const added = wordsOf(run.added).filter(({ line, said }) => {
    const old = candidates.get(said)?.pop()?.line;
    if (old && whole(old, source) !== whole(line, source)) pairs.push({ old: old.text, new: line.text });
    return !old;
  });
  const left = new Set([...candidates.values()].flat());
  return { pairs, rest: { removed: removed.filter((word) => left.has(word)), added } };
}

/**
 * Takes away the lines at both ends that say together what those of the other side say, as of a call that
 * was put on one line.
 */
function unwrap({ removed, added }: Changed<Word>): { wrapped: number; others: Changed<DiffLine> } {
  const [old, now] = [togetherOf(removed), togetherOf(added)];
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;

  const [oldEnds, nowEnds] = [endsOf(removed), endsOf(added)];
  const isEnd = new Set(nowEnds);
  const first = oldEnds.findLast((end) => end <= head && isEnd.has(end)) ?? 0;
  const shift = now.length - old.length;
  const last = [0, ...oldEnds].find(
    (end) => end >= old.length - tail && (end + shift === 0 || isEnd.has(end + shift)),
  );
  const others = {
    removed: between(removed, oldEnds, first, last ?? old.length),
    added: between(added, nowEnds, first, (last ?? old.length) + shift),
  };
  const wrapped = Math.max(removed.length - others.removed.length, added.length - others.added.length);
  return { wrapped, others };
}

function togetherOf(words: readonly Word[]): string {
  return words.map(({ said }) => said).join('');
}

/** Where each of the words ends among them all. */
function endsOf(words: readonly Word[]): number[] {
  let end = 0;
  return words.map(({ said }) => {
    end += said.length;
    return end;
  });
}

function between(words: readonly Word[], ends: readonly number[], first: number, last: number): DiffLine[] {
  return words
    .filter((_, index) => (ends[index] ?? 0) > first && (ends[index] ?? 0) <= last)
    .map(({ line }) => line);
}

/** Names, numbers, and each sign that is no matter of style. */
const TOKEN = /[\w$]+|[^\s\w,;(){}'"`\\]/g;

/** How many of some changed lines have something in them that the other side has not, wherever it stood there. */
export function realLines({ removed, added }: Changed<DiffLine>): number {
  const surplus = new Map<string, number>();
  const count = (lines: readonly DiffLine[], step: number) => {
    for (const { text } of lines) {
      for (const [token] of text.matchAll(TOKEN)) surplus.set(token, (surplus.get(token) ?? 0) + step);
    }
  };
  count(added, 1);
  count(removed, -1);
  const real = (lines: readonly DiffLine[], step: number) =>
    lines.filter(({ text }) => {
      let isReal = false;
      for (const [token] of text.matchAll(TOKEN)) {
        const left = surplus.get(token) ?? 0;
        if (left * step <= 0) continue;
        surplus.set(token, left - step);
        isReal = true;
      }
      return isReal;
    }).length;
  return Math.max(real(removed, -1), real(added, 1));
}
