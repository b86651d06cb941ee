import type { Span } from '../rule.ts';
import { type Block, ADDRESS as BRACKETED_ADDRESS } from './blocks.ts';
import type { Region } from './region.ts';

export interface SpanRegion extends Span {
  /** Null where only the Markdown parser knows. */
  readonly region: Region | null;
}

const SPECIAL = /[\\`<[]/g;
const ADDRESS = new RegExp(BRACKETED_ADDRESS.source.slice(1), 'y');
const TAG = /<\/?[A-Za-z][A-Za-z0-9-]*[ \t]*\/?>/y;
const COMMENT = /<!--(?!-?>)(?:(?!--)[\s\S])*-->/y;
/** A link whose label and target hold nothing that could be read otherwise; its label is group 1. */
const LINK = /\[([^[\]`<\\]*)\]\([^\s()<>\\"'[\]]*\)/y;
/** Brackets that are no link, in a text without definitions. */
const BRACKETS = /\[[^[\]`<\\]*\](?![[(:])/y;

/** What is no prose inside a block of prose, in order. Linear: each run of backticks is paired once. */
export function spans(text: string, { start, end, doubts }: Block): SpanRegion[] {
  const found: SpanRegion[] = [];
  const closings = runsOfBackticks(text, start, end);
  let doubtful = 0;
  const unknown = (from: number) => {
    found.push({ start: from, end, region: null });
    return found;
  };
  let escaped = -1;
  const head = text.slice(0, end);
  SPECIAL.lastIndex = start;
  for (let match = SPECIAL.exec(head); match; match = SPECIAL.exec(head)) {
    const at = match.index;
    const [character] = match;
    if (isInAddress(text, at)) return unknown(at);
    if (character === '\\') {
      escaped = at + 1;
      SPECIAL.lastIndex = at + 2;
    } else if (character === '`') {
      const length = runLength(text, at);
      const close = closings.next(length, at + length);
      SPECIAL.lastIndex = close === undefined ? at + length : close + length;
      while ((doubts[doubtful] ?? end + 1) <= at) doubtful++;
      if ((doubts[doubtful] ?? end + 1) < (close ?? end + 1)) return unknown(at);
      if (close === undefined) continue;
      found.push({ start: at, end: close + length, region: 'code' });
    } else if (character === '<') {
      const stop = stickyEnd(ADDRESS, text, at) ?? stickyEnd(COMMENT, text, at);
      if (stop !== undefined) {
        if (stop > end) return unknown(at);
        found.push({ start: at, end: stop, region: text[at + 1] === '!' ? 'comment' : 'link' });
        SPECIAL.lastIndex = stop;
      } else if (/[a-z/!?]/i.test(text.charAt(at + 1))) {
        const tag = stickyEnd(TAG, text, at);
        if (tag === undefined) return unknown(at);
        SPECIAL.lastIndex = tag;
      }
    } else {
      const image = text[at - 1] === '!' && at - 1 !== escaped;
      const link = stickyEnd(LINK, text, at);
      const stop = link ?? stickyEnd(BRACKETS, text, at);
      if (stop === undefined || stop > end) return unknown(image ? at - 1 : at);
      if (link !== undefined) {
        const label = text[at + 1] === ']' ? at : text.indexOf(']', at);
        found.push({ start: image ? at - 1 : label, end: link, region: 'link' });
      }
      SPECIAL.lastIndex = stop;
    }
  }
  return found;
}

/** No address of use is longer, in UTF-16 units; a longer run of letters is left to the parser. */
const ADDRESS_LIMIT = 256;

/** A bare address goes on over most characters, up to white space. */
function isInAddress(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < ADDRESS_LIMIT && !/\s/.test(text.charAt(start - 1))) start--;
  return at - start === ADDRESS_LIMIT || /:\/\/|www\./i.test(text.slice(start, at));
}

function stickyEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Where runs of backticks of each length stand, to be asked for in ascending order. */
function runsOfBackticks(text: string, start: number, end: number) {
  let runs: Map<number, { starts: number[]; at: number }> | undefined;
  const next = (length: number, from: number): number | undefined => {
    runs ??= collectRuns(text, start, end);
    const run = runs.get(length);
    if (!run) return undefined;
    while ((run.starts[run.at] ?? from) < from) run.at++;
    return run.starts[run.at];
  };
  return { next };
}

function collectRuns(
  text: string,
  start: number,
  end: number,
): Map<number, { starts: number[]; at: number }> {
  const runs = new Map<number, { starts: number[]; at: number }>();
  for (let at = text.indexOf('`', start); at !== -1 && at < end; ) {
    const length = runLength(text, at);
    const run = runs.get(length);
    if (run) run.starts.push(at);
    else runs.set(length, { starts: [at], at: 0 });
    at = text.indexOf('`', at + length);
  }
  return runs;
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text[end] === '`') end++;
  return end - at;
}
