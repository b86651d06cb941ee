import type { Span } from '../rule.ts';
import type { Kind } from '../subject.ts';
import type { DiffLine } from './diff.ts';
import type { Document } from './document.ts';

/** The wish to leave the findings of one rule out: `bylaw-disable RULE[, RULE...] (reason)`. */
export interface Suppression {
  /** As it is written; empty where no rule is named. */
  readonly rule: string;
  /** Empty where none is given; the suppression then does not hold. */
  readonly reason: string;
  /** The name of the rule, or the marker where no rule is named. */
  readonly at: Span;
  /** The comment or the trailer that says it. */
  readonly whole: Span;
  /** Where it holds: findings that start in here, at its end included. */
  readonly reach: Span;
}

const MARKER = /bylaw-disable/i;

/** Kinds in which nobody can wish a finding away: a name, and what an agent does. */
const BARE: readonly Kind[] = ['branch', 'command', 'session'];

/**
 * The suppressions of a subject, in order. In a message or a Markdown text an HTML comment, and in a commit a
 * `Bylaw-Disable` trailer too, holds for the whole of it; in a diff a comment that was added or stands near by
 * holds for its line, and for the next one where it stands alone.
 */
export function findSuppressions(document: Document): Suppression[] {
  if (BARE.includes(document.kind) || !MARKER.test(document.text)) return [];
  if (document.kind === 'diff') return inFiles(document);
  return [...inComments(document), ...inTrailers(document)];
}

const HTML_COMMENT = /<!--+\s*bylaw-disable(?![\w-])/gi;

function inComments(document: Document): Suppression[] {
  const { text } = document;
  const reach = { start: 0, end: text.length };
  let free = 0;
  return [...text.matchAll(HTML_COMMENT)].flatMap(({ 0: opening, index }) => {
    if (index < free || document.regionAt(index) !== 'comment') return [];
    const [words, end] = ends(text, index + opening.length, '-->');
    free = end;
    const whole = { start: index, end };
    return read(text, markerAt(index + opening.length), words, whole, reach);
  });
}

function inTrailers({ text, trailers }: Document): Suppression[] {
  const reach = { start: 0, end: text.length };
  const ours = trailers.filter(({ key }) => key.toLowerCase() === 'bylaw-disable');
  return ours.flatMap(({ start, end, key }) =>
    read(text, { start, end: start + key.length }, end, { start, end }, reach),
  );
}

function inFiles({ text, files }: Document): Suppression[] {
  return files.flatMap(({ language, hunks }) =>
    hunks.flatMap((hunk) => {
      const [first, last] = [hunk[0], hunk.at(-1)];
      if (!first || !last || !MARKER.test(text.slice(first.start, last.end))) return [];
      return inHunk(text, hunk, language === 'markdown');
    }),
  );
}

function inHunk(text: string, hunk: readonly DiffLine[], isMarkdown: boolean): Suppression[] {
  const lines = hunk.filter(({ type }) => type !== 'removed');
  const comments = lines.map(commentReader(isMarkdown));
  const found: Suppression[][] = [];
  // Several that stand below each other hold for the one line below them all.
  let below = hunk.at(-1)?.end ?? 0;
  for (const [index, line] of [...lines.entries()].reverse()) {
    const comment = comments[index];
    if (!comment?.isAlone) below = line.end;
    if (!comment) continue;
    const { marker, end, whole } = comment;
    found.push(
      read(text, marker, end, whole, { start: line.start, end: comment.isAlone ? below : line.end }),
    );
  }
  return found.reverse().flat();
}

interface Comment {
  readonly marker: Span;
  /** Where its words end. */
  readonly end: number;
  readonly whole: Span;
  /** Nothing else stands on its line. */
  readonly isAlone: boolean;
}

/** What begins a comment in one language or another. Those of one sign have other uses where no blank follows. */
const CODE_COMMENT =
  /(?:^|[\s{])(\/\/+!?|\/\*+!?|<!--+|\(\*|(?:#+|--+|;+|%+)(?=\s))\s*bylaw-disable(?![\w-])/i;
const CLOSERS: Readonly<Record<string, string>> = { '/*': '*/', '<!': '-->', '(*': '*)' };

/** Reads the lines of a hunk one after the other. In Markdown, what a fence shows is an example. */
function commentReader(isMarkdown: boolean): (line: DiffLine) => Comment | null {
  let isFenced = false;
  return ({ text, start }) => {
    if (isMarkdown && /^\s*(?:```|~~~)/.test(text)) isFenced = !isFenced;
    const found = MARKER.test(text) && !isFenced ? CODE_COMMENT.exec(text) : null;
    if (!found) return null;
    const [opening, opener = ''] = found;
    const [from, behind] = [found.index + opening.indexOf(opener), found.index + opening.length];
    const closer = CLOSERS[opener.slice(0, 2)];
    const [words, end] = ends(text, behind, closer);
    const before = text.slice(0, from);
    if ((isMarkdown && !closer) || isInString(before, text.slice(behind))) return null;
    return {
      marker: markerAt(start + behind),
      end: start + words,
      whole: { start: start + from, end: start + end },
      isAlone: /^\s*\{?$/.test(before) && /^\}?\s*$/.test(text.slice(end)),
    };
  };
}

/** Whether a quote is open in the text before and closed behind, as far as one line can tell. */
function isInString(before: string, behind: string): boolean {
  let open = '';
  for (const [sign] of before.matchAll(/\\.|["'`]/g)) {
    if (sign === open) open = '';
    else if (open === '' && sign.length === 1) open = sign;
  }
  return open !== '' && behind.includes(open);
}

/** The marker that ends at an offset. */
function markerAt(end: number): Span {
  return { start: end - 'bylaw-disable'.length, end };
}

/** Where the words of a comment end, and where the comment does. */
function ends(text: string, from: number, closer: string | undefined): [words: number, end: number] {
  const close = closer === undefined ? -1 : text.indexOf(closer, from);
  return close === -1 ? [text.length, text.length] : [close, close + (closer?.length ?? 0)];
}

/** Reads what stands behind the marker: one suppression for each rule, or one that lacks something. */
function read(text: string, marker: Span, end: number, comment: Span, reach: Span): Suppression[] {
  const words = text.slice(marker.end, end);
  const open = words.indexOf('(');
  const names = [...words.slice(0, open === -1 ? undefined : open).matchAll(/[^\s,:]+/g)].map((name) => {
    const start = marker.end + name.index;
    return { rule: name[0], at: { start, end: start + name[0].length } };
  });
  const close = open === -1 ? -1 : closing(words, open);
  const reason = close === -1 ? '' : reasonOf(words.slice(open + 1, close));
  // What follows the reason is a text like any other.
  const isLast = close === -1 || words.slice(close + 1).trim() === '';
  const whole = isLast ? comment : { start: comment.start, end: marker.end + close + 1 };
  const first = names[0] ?? { rule: '', at: marker };
  if (names.length === 0 || reason === '') return [{ ...first, reason, whole, reach }];
  return names.map((name) => ({ ...name, reason, whole, reach }));
}

/** Where the parenthesis at an offset is closed; -1 where it is not. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (const { 0: sign, index } of text.slice(open).matchAll(/[()]/g)) {
    depth += sign === '(' ? 1 : -1;
    if (depth === 0) return open + index;
  }
  return -1;
}

/** Signs that are not seen, or show other words than are there. */
const HIDING = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069]/;

/** A reason says something, and says it openly. */
function reasonOf(text: string): string {
  return /[\p{L}\p{N}]/u.test(text) && !HIDING.test(text) ? text.trim() : '';
}
