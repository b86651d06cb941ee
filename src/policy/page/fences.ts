import { FORBIDDEN_ABOVE, patternOf, TOOL_NAME } from './commands.ts';
import { Directive } from './directive.ts';
import type { Passage } from './page.ts';

/** A longer fence is a script, and no list of commands; in lines. */
const MOST_LINES = 60;

/** A longer line is no command that somebody lists, in UTF-16 units. */
const MOST_LINE = 300;

/** Lines of a fence under one comment. */
interface Group {
  /** The comment, without its signs; empty where there is none. */
  readonly head: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly command: string;
  /** What stands behind it in a comment. */
  readonly remark: string;
  readonly line: number;
}

/** `Never run`, `Forbidden`: of everything below. */
const NEVER =
  /^\W*(?:\w+ )?(?:never|do not|don['\u2019]?t|avoid)(?: ever)? (?:use|using|run|running|execut\w+|typ\w+)\b|^\W*(?:forbidden|prohibited|banned)\b/i;
/** With these it speaks of when or where, and not of what is below. */
const WHEN =
  /\b(?:before|until|after|first|unless|if|when|while|in|on|for|without(?! (?:\w+ ){0,3}(?:approval|permission|instructions?|request|confirmation|consent)\b))\b/i;
const WITHOUT =
  /\bwithout (?:\w+ ){0,3}(?:approval|permission|instructions?|request|confirmation|consent)\b/i;
const BAD =
  /^\W*(?:bad|wrong|incorrect)\b|^\W*(?:avoid|don['\u2019]?t|do not|never|not)\W*$|^\s*[\u274c\u2717\u2718\u{1f6ab}\u26d4]/iu;
const GOOD = /^\W*(?:good|right|correct|better|preferred|do|instead)\b(?! not)|^\s*[\u2705\u2713\u2714]/iu;
/** In a fence under `Forbidden commands`, over what to do in their place. */
const ALLOWED =
  /\b(?:use|instead|safe|allowed|good|right|correct|ok|okay|alternatives?)\b|[\u2705\u2713\u2714]/i;
/** `NOT: npm test` behind what is right. */
const NOT = /^\W*(?:not|never|instead of|rather than):?\s+`?([^`]+)`?$/i;
/** `use Y instead` behind what is wrong. */
const USE =
  /^\W*(?:(?:wrong|bad|no|avoid|deprecated|never)\W+)?(?:use|prefer) (?:the )?`?([\w./-]+(?: [\w./-]+)*?)`?(?: tool)?(?: instead)?\W*$/i;

/**
 * What the comments of a fence say of its commands, as sentences: `# Never run` over them, `# NOT: npm test`
 * behind one, `# Bad` and `# Good`; all of a fence under `Forbidden commands`.
 */
export function fenceDirectives(passage: Passage): Directive[] {
  if (passage.kind !== 'code') return [];
  const above = passage.above.at(-1) ?? '';
  const isForbidden = FORBIDDEN_ABOVE.test(above);
  if (passage.text.length > MOST_LINES * MOST_LINE || passage.lines.length > MOST_LINES) return [];
  if (passage.text.split('\n').some((line) => line.length > MOST_LINE)) return [];
  if (!(isForbidden || passage.text.includes('#'))) return [];
  const groups = groupsOf(passage);
  return groups.flatMap(({ head, lines }, index) => {
    const isNever = (isForbidden && !ALLOWED.test(head)) || (NEVER.test(head) && !WHEN.test(head));
    const next = groups[index + 1];
    const directive = (text: string, line: number) => new Directive(passage, text, line, passage.above);
    if (isNever && lines.length > 0 && lines.every(({ command }) => patternOf(command, 'run ') !== null)) {
      const [without = ''] = WITHOUT.exec(head) ?? [];
      return lines.flatMap(({ command, remark, line }) => {
        const [, good] = USE.exec(remark) ?? [];
        const better = good === undefined ? null : wishOf(good, command);
        // Of what a pipe writes to a file, no pattern can speak.
        if (better === null && /\|.*>/.test(command)) return [];
        return directive(better ?? `Never run \`${command}\` ${without}`.trim(), line);
      });
    }
    const [only] = lines;
    const [other] = next?.lines ?? [];
    if (only && other && lines.length === 1 && next?.lines.length === 1) {
      const isBadFirst = BAD.test(head) && GOOD.test(next.head);
      if (isBadFirst || (GOOD.test(head) && BAD.test(next.head))) {
        const [bad, good] = isBadFirst ? [only, other] : [other, only];
        const text = wishOf(good.command, bad.command);
        return text === null ? [] : [directive(text, bad.line)];
      }
    }
    return lines.flatMap(({ command, remark, line }) => {
      const [, bad] = NOT.exec(remark) ?? [];
      const [, good] = USE.exec(remark) ?? [];
      const text =
        bad !== undefined
          ? wishOf(command, bad.trim())
          : good !== undefined && /\binstead\W*$/i.test(remark)
            ? wishOf(good, command)
            : null;
      return text === null ? [] : [directive(text, line)];
    });
  });
}

function groupsOf({ text, lines: places }: Passage): Group[] {
  const groups: { head: string; lines: Line[] }[] = [];
  let isOpen = false;
  for (const [index, source] of text.split('\n').entries()) {
    const last = groups.at(-1);
    const [, comment] = /^\s*#+!?\s*(.*)$/.exec(source) ?? [];
    if (source.trim() === '') isOpen = isOpen && last?.lines.length === 0;
    else if (comment !== undefined) {
      if (isOpen && last?.lines.length === 0) last.head = `${last.head} ${comment}`;
      else groups.push({ head: comment, lines: [] });
      isOpen = true;
    } else {
      const [, command = '', remark = ''] = /^\s*(.*?)(?:\s+#\s*(.*))?$/.exec(source) ?? [];
      const line = { command: command.replaceAll('`', ''), remark, line: places[index]?.line ?? 1 };
      if (isOpen && last) last.lines.push(line);
      else groups.push({ head: '', lines: [line] });
      isOpen = true;
    }
  }
  return groups;
}

const FILES = /(?: [\w./-]{1,80}\.\w{1,4})+$/;

/** Two commands, a right one and a wrong one, as a sentence that tells them apart; null where only what they work on differs. */
function wishOf(right: string, wrong: string): string | null {
  // Which file it is done to is an example.
  if (TOOL_NAME.test(right)) return `Use the ${right} tool, not \`${wrong.replace(FILES, '')}\`.`;
  const [good, bad] = [patternOf(right, 'run '), patternOf(wrong, 'run ')].map((each) => each?.split(' '));
  if (!good || !bad) return null;
  while (good.length > 1 && bad.length > 1 && good.at(-1) === bad.at(-1)) {
    good.pop();
    bad.pop();
  }
  const added = good.filter((word) => !bad.includes(word));
  const left = bad.filter((word) => !good.includes(word));
  const isFlag = (word: string): boolean => word.startsWith('-');
  const [program] = good;
  if (program === bad[0] && added.every(isFlag) && left.every(isFlag)) {
    if (left.length > 0) return added.length > 0 ? null : `Never run \`${bad.join(' ')}\`.`;
    return added.length > 0
      ? `Always pass ${added.map((flag) => `\`${flag}\``).join(' and ')} to \`${bad.join(' ')}\`.`
      : null;
  }
  // Of one program and one deed, the rest is what it works on.
  if (program === bad[0] && good[1] === bad[1] && good.length > 1) return null;
  if (program === bad[0] && (good.length === 1 || bad.length === 1)) return null;
  return `Use \`${good.join(' ')}\`, not \`${bad.join(' ')}\`.`;
}
