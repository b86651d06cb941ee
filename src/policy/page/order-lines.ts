import type { Directive } from './directive.ts';
import { isNarrow, type Moment, momentIn } from './moments.ts';
import { belowOf, OWN_FILE, type Part, READS_FILE } from './order-parts.ts';
import { tasksIn } from './tasks.ts';

/** A line above that may say when. */
export const LINES =
  /\b(?:before|prior to|after|when|once|until|session|start|done|complet\w+|finish\w*|end|pre|PR|checklist|commit|push|merge|release|landing)\b/i;

/** A line that only leads on what one above it began: `You must run these commands:`. */
const LEADS_ON = /\b(?:following|steps|these|commands|checks|mandatory|required|will fail)\b/i;

/** What a line above says of all that stands under it. */
const LINE =
  /^\W*(?:\d+\W+)?(?:(?:always|important:|required:?|checklist|steps|checks|mandatory)\s+)*(?:(before|prior to|after|when|once|pre-)(?:\s|(?<=-))(.+?)|(session start|at (?:the )?(?:session )?start|at the (?:start|beginning) of (?:a|each|every|the|any) (?:new )?(?:session|task|conversation)|on (?:session )?start(?:up)?|(?:when |on )?(?:starting|beginning|opening) (?:a |an |the |each |every |any )?(?:new )?(?:session|task|conversation)|(?:start|beginning) of (?:a |each |every |the |any )?(?:new )?(?:session|task|conversation)|session (?:set-?up|opening)|(?:every|each|new) session))(?:,? (?:you must|always|do|run)(?: \w+){0,4})?\s*(?:\((?:required|mandatory|always|critical|enforced)[^()]*\)|checklist|gate|checks?|steps|workflow)*\s*:?\W*$/i;

/** `These steps are required before committing:`. */
const LAST = /\b(before|prior to|after)\s+([^,:.]{3,60})()(?:\s\([^()]*\))?:\s*$/i;

/** `Quality gates (run before handing off)`. */
const ASIDE = /\((?:\w+ ){0,2}(before|prior to|after)\s+([^(),]{3,60})()\)\s*:?\W*$/i;

/** `PR checklist` stands for what has to be done before one. */
const CHECKLIST =
  /^\W*(pre-?)?(commit|push|merge|PR|pull request|release)(?: submission)? (?:checklist|gate|requirements)()\W*$/i;

/** Headings of what has to be done in the end. */
const DONE =
  /^\W*(?:\d+\W+)?(?:definition of done|(?:task|session|work) completion|completion (?:checklist|criteria|requirements)|(?:before|on) (?:task )?completion|end of (?:task|session|work)|wrapping up|landing the plane)\b[^.]{0,40}$|\b(?:not|never) (?:finish|complete|stop|done)\b[^.]{0,20}\buntil\b[^.]{0,40}:$/i;

/** An item or a fence under `Before committing:` or `After every edit`. */
export function underLine(text: string, directive: Directive): Part | null {
  if (directive.passage.kind === 'heading') return headed(text, directive);
  // A table, or a list of what goes wrong, explains.
  // Nor does a line above say when, where the sentence says so itself in words that nobody can hold.
  const own = [...text.matchAll(/\b(?:before|prior to|after)\s+([^,.;:]{3,60})/gi)];
  if (own.some(([, phrase = '']) => !momentIn(phrase))) return null;
  if (directive.passage.kind === 'row' || /\u2192|->|=>/.test(text) || !isInstruction(text, directive))
    return null;
  const [outer = '', nearest = ''] = ['', ...directive.above].slice(-2);
  for (const line of LEADS_ON.test(nearest) ? [nearest, outer] : [nearest]) {
    const [, word = '', phrase = '', start] =
      LINE.exec(line) ?? CHECKLIST.exec(line) ?? LAST.exec(line) ?? ASIDE.exec(line) ?? [];
    const moment: Moment | null = start
      ? { kind: 'start' }
      : DONE.test(line)
        ? { kind: 'end' }
        : inLine(phrase);
    if (!moment) continue;
    if (directive.wish(/\w/)?.modality !== 'must') return null;
    const isAtStart = /^when$/i.test(word) && moment.kind === 'start';
    const relation = !isAtStart && /^(?:after|when|once)$/i.test(word) ? 'after' : 'before';
    if (/^when$/i.test(word) && moment.kind === 'step') return null;
    const own = text.endsWith(':') ? belowOf(directive) : [];
    const isReading = moment.kind === 'step' && moment.step.edit !== undefined && READS_FILE.test(text);
    const tasks = isReading ? [OWN_FILE] : own.length > 0 ? own : tasksIn(text);
    return tasks.length > 0
      ? { relation, tasks, moment, isGuess: Boolean(start) || tasks.some(({ edit }) => edit) }
      : null;
  }
  return null;
}

/** `Before each commit, you must`: what stands behind a comma may go on in it, or ask. */
function inLine(phrase: string): Moment | null {
  const whole = momentIn(phrase);
  if (whole && !isNarrow(whole)) return whole;
  return momentIn(phrase.split(',', 1)[0] ?? '') ?? whole;
}

/** A wish in so many words, a command, or the name of a task. */
function isInstruction(text: string, directive: Directive): boolean {
  return (
    directive.asks ||
    /^\W*`[^`]+`\W*$|^[^:.`\u2014]{1,40}[:\u2014]\s*(?:`[^`]+`|.*:$)|^\W*(?:\w+ )?(?:tests?|lint|format|type ?check|build)\b/i.test(
      text,
    )
  );
}

/** A heading with commands directly under it: `## Before committing`. */
function headed(text: string, directive: Directive): Part | null {
  const [, word = '', phrase = '', start] = LINE.exec(text) ?? ASIDE.exec(text) ?? [];
  const moment: Moment | null = start ? { kind: 'start' } : word === '' ? null : momentIn(phrase);
  const tasks = moment ? belowOf(directive) : [];
  if (!moment || tasks.length === 0 || /^when$/i.test(word)) return null;
  return {
    relation: /^(?:after|once)$/i.test(word) ? 'after' : 'before',
    tasks,
    moment,
    isGuess: Boolean(start),
  };
}
