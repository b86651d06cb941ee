import { commandsIn } from './commands.ts';
import type { Directive } from './directive.ts';
import { bothNames } from './option-names.ts';

const GOVERNED =
  /\b(?:use|using|pass(?:ing)?|add(?:ing)?|includ(?:e|ing)|supply|specify|set|append|with|without|never|not|no|avoid)\s+(?:(?:the|a|an|any|either|its)\s+)*$/i;
const OF_SAME = /^`?(?:\s*[,/]\s*|\s+(?:or|and|nor)\s+|\s*,\s*(?:or|and|nor)\s+)(?:the\s+)?`?$/i;

/** Of git, those that take `-i`. */
const INTERACTIVE = ['git rebase -i|--interactive', 'git add -i|--interactive'];

/** Commands with an option that a sentence forbids: `Never pass X to Y`. */
export function forbiddenFlags(directive: Directive): string[] {
  const { text } = directive;
  const flags: string[] = [];
  let end = -1;
  for (const { index, 0: span, 1: flag = '' } of text.matchAll(/`(-{1,2}[A-Za-z][\w-]*)`/g)) {
    if (directive.modalityAt(index) !== 'must-not') continue;
    const isNext = end >= 0 && OF_SAME.test(text.slice(end, index));
    if (!isNext && !GOVERNED.test(text.slice(Math.max(0, index - 60), index))) continue;
    flags.push(flag);
    end = index + span.length;
  }
  if (flags.length === 0) return [];
  return commandsWith(directive, end).flatMap((command) =>
    flags.flatMap((flag) =>
      command === 'git' ? (flag === '-i' ? INTERACTIVE : []) : [`${command} ${bothNames(flag, [command])}`],
    ),
  );
}

/** The command that the flags are of: `to X`, `with X`, `X: never ...`, or the one that the heading is on. */
function commandsWith(directive: Directive, end: number): string[] {
  const { text, above } = directive;
  const [, program] =
    /^(?: (?:flag|option)s?)? (?:to|with|for|on) (?:any |all )?`?(git)`?(?: commands?)?\b/i.exec(
      text.slice(end),
    ) ?? [];
  const own = commandsIn(directive).filter(
    ({ pattern, modality, start, end: behind }) =>
      pattern !== '' &&
      !/[|&]/.test(pattern) &&
      !/\s-/.test(pattern) &&
      (start >= end
        ? /^(?: (?:flag|option)s?)? (?:to|with|for|on|in|of|when (?:running|using|calling)) (?:the |any |all )?$/i.test(
            text.slice(end, start),
          )
        : (modality !== 'must-not' && /^\s*(?:[:\u2014\u2013-]|with(?:out)? )/.test(text.slice(behind))) ||
          /\b(?:when (?:running|using|calling)|with|for|in) (?:the )?$/i.test(text.slice(0, start))),
  );
  if (own.length > 0) return [...new Set(own.map(({ pattern }) => pattern))];
  if (program !== undefined) return ['git'];
  const codes = [...(above.at(-1) ?? '').matchAll(/`([a-z][\w-]*(?: [a-z][\w-]*)*)`/g)];
  return codes.length === 1 ? [codes[0]?.[1] ?? ''] : [];
}
