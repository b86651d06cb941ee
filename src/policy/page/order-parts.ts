import type { Step } from '../../parse/session/step.ts';
import type { Directive } from './directive.ts';
import type { Moment } from './moments.ts';
import { commandsOf, tasksIn } from './tasks.ts';

/** `X before Y`, or `X after Y`: what has to happen, and the moment that it stands before or behind. */
export interface Order {
  readonly relation: 'before' | 'after';
  readonly tasks: readonly Step[];
  readonly moment: Moment;
  /** Holds once the person has said this. */
  readonly when?: Step | undefined;
  readonly isGuess: boolean;
}

/** An order without the condition of its sentence. */
export type Part = Omit<Order, 'when'>;

/** A step that never happens: of `since` and `when` it is what stands there when nothing is said. */
export const NONE: Step = {};

/** The file that is edited itself. */
export const OWN_FILE: Step = { read: ['{path}'] };

/** When a wish holds, which is no doubt about it. */
export const OCCASION = /^\W*(?:if|when(?:ever)?) you (?:edit|change|modify|touch|update|create|add)\b/i;
/** Doubts that a sentence has itself: what it asks for may not hold here. */
export const HEDGED =
  /^\W*(?:agents|contributors|anyone|those) (?:that|who)\b|\b(?:when (?:practical|possible|applicable|needed|relevant|appropriate|available)|if (?!(?:the |any |all )?[\w-]{1,20}s? fail)(?:applicable|possible|needed|necessary|available|present|you|it|there|any|a|the|work|new|relevant)|where (?:possible|applicable|practical|relevant)|as needed|unless|except|prefer(?:ably)?|consider|generally|usually|typically|ideally|try to|should probably|recommended|or (?:a |an )?(?:documented|explain\w*|stat\w+)|for (?:non-trivial|large|big|complex|significant|major|important)|non-trivial|implementing an? (?:assigned )?(?:issue|feature))\b/i;
/** `Read the file before modifying it`. */
export const READS_FILE =
  /\bread (?:(?:the|a|any|every|each|all|existing|relevant|full|entire|whole|target|referenced|in full) )*(?:files?|code|contents?|it)\b(?! `)|^\W*(?:must )?read\W*$/i;

/** The same text, with nothing in its code spans that could part it. */
export function masked(text: string): string {
  return text.replace(/`[^`]*`/g, (span) => `\`${'x'.repeat(span.length - 2)}\``);
}

/** What a phrase asks for; where it is empty, what stands under it. */
export function askedIn(phrase: string, directive: Directive, moment: Moment): readonly Step[] {
  const below = /(?:^|:)\s*$/.test(phrase) ? belowOf(directive) : [];
  if (below.length > 0) return below;
  if (moment.kind === 'step' && moment.step.edit && READS_FILE.test(phrase)) return [OWN_FILE];
  const end = masked(phrase).search(
    /;\s|\.\s|\s\u2014\s|, before\b|\bbefore (?:relying|anything|moving|continuing)/,
  );
  return tasksIn(end === -1 ? phrase : phrase.slice(0, end));
}

/** The commands of the fences directly under a line. Items ask for themselves. */
export function belowOf(directive: Directive): readonly Step[] {
  const fences = directive.below.filter(({ kind }) => kind === 'code').slice(0, 1);
  const steps = fences.flatMap(({ text }) => commandsOf(text.slice(0, MOST_FENCE)));
  const different = steps.filter((step, index) => steps.findIndex((each) => isSame(each, step)) === index);
  return different.length <= MOST_STEPS ? different : [];
}

function isSame(a: Step, b: Step): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** So much of a fence is read, in UTF-16 units; one with more commands is an example of some work. */
const MOST_FENCE = 2000;
const MOST_STEPS = 5;
