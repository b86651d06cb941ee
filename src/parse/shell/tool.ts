import type { SimpleCommand } from './command.ts';
import { lineage } from './head.ts';

/** Whether what is wanted is a tool of the agent, and not a command: `the Read tool`. */
export function isTool(name: string): boolean {
  return (
    /\btools?\b/i.test(name) || /^(?:Read|Write|Edit|MultiEdit|Grep|Glob|LS|WebFetch|WebSearch)$/.test(name)
  );
}

/** Tools that only read, and those that only write. */
const READS = /^(?!.*\b(?:write|edit|patch|files|dedicated)\b).*\b(?:read|grep|glob|search|fetch)\b/i;
const WRITES = /^(?!.*\b(?:read|files|dedicated)\b).*\b(?:write|edit|patch)\b/i;

/** What prints files. */
const PRINTS = new Set(['cat', 'head', 'tail', 'less', 'more', 'bat']);
/** What prints files changed, or changes them. */
const EDITS = new Set(['sed', 'gsed', 'awk', 'gawk', 'perl', 'ruby']);
/** What only prints words, unless they go to a file. */
const SAYS = new Set(['echo', 'printf']);
/** Behind a pipe, these cut what a person, or an agent, reads. */
const CUTS = new Set(['head', 'tail', 'less', 'more', 'sed', 'grep', 'cat']);

/**
 * Whether a command does what a tool for files is for: reading, searching and changing them. In a pipe, from a
 * here-document or in a substitution it works on something else, or for another command.
 * @param behind the next commands of the line
 */
export function isForTool(command: SimpleCommand, tool: string, behind: readonly SimpleCommand[]): boolean {
  const { name, operator, input, isSubstituted, words } = command;
  if (name === null) return false;
  const isWritten = writesFile(command);
  if (SAYS.has(name)) return isWritten;
  if (PRINTS.has(name) && isWritten) return !READS.test(tool);
  if (PRINTS.has(name) && WRITES.test(tool)) return false;
  // `sed` reads, and with `-i` it writes.
  if (EDITS.has(name)) {
    const isEdit = isWritten || words.some(({ value }) => /^(?:-\w*i|--in-place)/.test(value ?? ''));
    if (isEdit) return !READS.test(tool);
    if (WRITES.test(tool)) return false;
  }
  if (isSubstituted || operator === '|' || operator === '|&') return name === 'tee';
  if (PRINTS.has(name) || EDITS.has(name))
    return input === null && words.length > 1 && !follows(command) && !feeds(command, behind);
  if (
    /\b(?:xargs|exec(?:dir)?|delete)\b/.test(words.map(({ value }) => value ?? '').join(' ')) &&
    name === 'find'
  )
    return false;
  return name !== 'find' || !feeds(command, behind);
}

/** Its output goes to a file that is read again, not to nowhere or to another stream. */
function writesFile({ redirections }: SimpleCommand): boolean {
  return redirections.some(
    ({ operator, target }) =>
      /^(?:1?>>?\|?|&>>?)$/.test(operator) && !/^(?:\/dev\/|&)/.test(target.value ?? target.text),
  );
}

/** It waits for what is still to come, as no tool does. */
function follows({ name, words }: SimpleCommand): boolean {
  return name === 'tail' && words.some(({ value }) => /^(?:-\w*[fF]\w*|--follow.*)$/.test(value ?? ''));
}

/** Whether it hands its output to a command that does more than show a part of it. */
function feeds(command: SimpleCommand, behind: readonly SimpleCommand[]): boolean {
  const { end, inside } = lineage(command).at(-1) ?? command;
  const next = behind.find((each) => each.start >= end && each.inside === inside);
  return (
    next !== undefined && (next.operator === '|' || next.operator === '|&') && !CUTS.has(next.name ?? '')
  );
}
