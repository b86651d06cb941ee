import type { ArrayValue, DoubleQuotedChild, HereDoc, Word, WordPart } from 'unbash';
import { printed } from './printed.ts';
import type { Variables } from './variables.ts';

/** What values are worked out from. */
export interface Known {
  readonly variables: Variables;
  /** How many substitutions stand around. */
  readonly depth: number;
  /** What all values of the line may still come to, in UTF-16 units: `M=$M$M` doubles with each turn. */
  readonly budget: { left: number };
}

/** Substitutions and shells in one another beyond this many are not looked into; nobody writes them. */
export const DEPTH = 16;

/**
 * What the shell makes of a word; null where only the shell knows, and where it makes several words of it.
 * A glob and a leading `~` stand for themselves, as a glob does where no file matches it.
 */
export function wordValue(word: Word, known: Known): string | null {
  return word.parts ? spend(joined(word.parts, known, false), known) : word.value;
}

/** The same for the value of an assignment, which is never split. */
export function assignedValue(value: Word | ArrayValue, known: Known): string | null {
  if (value.type === 'ArrayValue') return null;
  return value.parts ? spend(joined(value.parts, known, true), known) : value.value;
}

/** The text of a here-document, its leading tabs taken off where it begins with `<<-`. */
export function hereDocument(node: HereDoc, known: Known): string | null {
  const { body, delimiter, operator } = node;
  const text = (part: string) =>
    (operator === '<<-' ? part.replace(/^\t+/gm, '') : part).replace(/[^\n]$/, '$&\n');
  if (!delimiter || delimiter.quoted) return text(body.text);
  // Tabs go before anything is expanded, so those that a variable brings stay.
  if (!body.parts) return text(body.text).replace(/\\([\\$`\n])/g, (_, mark) => (mark === '\n' ? '' : mark));
  if (operator === '<<-') return null;
  return spend(joined(body.parts, known, true), known);
}

function joined(parts: readonly WordPart[], known: Known, isQuoted: boolean): string | null {
  let value = '';
  for (const part of parts) {
    const next = partValue(part, known, isQuoted);
    if (next === null) return null;
    value += next;
  }
  return value;
}

function partValue(part: WordPart | DoubleQuotedChild, known: Known, isQuoted: boolean): string | null {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value;
    case 'Glob':
      return part.text;
    case 'DoubleQuoted':
    case 'LocaleString':
      return joined(part.parts, known, true);
    case 'SimpleExpansion':
      return unsplit(known.variables.get(part.text.slice(1)), isQuoted);
    case 'ParameterExpansion':
      if (part.prefix || part.index || part.operation) return null;
      return unsplit(known.variables.get(part.parameter), isQuoted);
    case 'CommandExpansion': {
      if (known.depth >= DEPTH || !part.script) return null;
      const output = printed(part.script, { ...known, depth: known.depth + 1 });
      return output === null ? null : unsplit(output.replaceAll('\0', '').replace(/\n+$/, ''), isQuoted);
    }
    default:
      return null;
  }
}

/** Outside of quotes, blanks make several words of a value, a glob may become files, and nothing no word. */
function unsplit(value: string | null, isQuoted: boolean): string | null {
  return isQuoted || value === null || /^[^\s*?[\\]+$/.test(value) ? value : null;
}

function spend(value: string | null, known: Known): string | null {
  known.budget.left -= value?.length ?? 0;
  return known.budget.left < 0 ? null : value;
}
