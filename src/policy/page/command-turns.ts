import type { Named } from './commands.ts';
import type { Directive } from './directive.ts';
import type { Modality } from './modality.ts';

const OVER = /^(?:[\s\w,()]{0,30}\s|\s*)over\s+(?:(?:the|bare|raw|plain)\s+)?$/i;
/** What stands behind these gives way to what stands before. */
const GIVES_WAY = /\b(?:in place of|in preference to|replaces|replacing)\b/i;

/** Turns what signs and words say that the language of wishes does not know: `A > B`, `B -> A`, `A in place of B`. */
export function withTurns(directive: Directive, named: readonly Named[]): readonly Named[] {
  if (named.length === 0) return named;
  const { text } = directive;
  const turned = [...named];
  const turn = (index: number, modality: Modality): void => {
    const each = turned[index];
    if (each) turned[index] = { ...each, modality };
  };
  const isReplacing =
    text.length <= MOST_REPLACING && REPLACING.test([text, ...directive.above.slice(-1)].join(' '));
  for (let index = 1; index < named.length; index++) {
    const previous = turned[index - 1] as Named;
    const each = turned[index] as Named;
    const between = text.slice(previous.end, each.start);
    if (previous.modality === null && each.modality === null) continue;
    if (
      /^\s*>{1,2}\s*$/.test(between) ||
      (/^\s+to\s+$/.test(between) && /\bprefer\b/i.test(text.slice(0, previous.start)))
    ) {
      turn(index - 1, 'must');
      turn(index, 'must-not');
    } else if (/^\s*(?:\u2192|->|=>)\s*(?:use\s+)?$/.test(between) && (isReplacing || each.pattern === '')) {
      turn(index - 1, 'must-not');
      turn(index, 'must');
    } else if (/^\s*over\s+$/i.test(between) && /\b(?:prefer|use|choose|favou?r)\b/i.test(text)) {
      turn(index - 1, 'must');
      turn(index, 'must-not');
    } else if (previous.modality === 'must' && OVER.test(between)) {
      turn(index, 'must-not');
    } else if (/\u2705\s*$/.test(between)) {
      turn(index, 'must');
    } else if (/[,;\u2014\u2013-]\s*(?:please\s+|instead\s+)?(?:use|prefer)\s+(?:the\s+)?$/i.test(between)) {
      turn(index, 'must');
    } else if (GIVES_WAY.test(between) && /^[\s\w()]{0,40}$/.test(between)) turn(index, 'must-not');
  }
  const hasBothSigns = WRONG_SIGN.test(text) && RIGHT_SIGN.test(text);
  for (const [index, each] of turned.entries()) {
    if (IS_BETTER.test(text.slice(each.end))) turn(index, 'must');
    if (each.modality !== 'must-not' && BLOCKED.test(text.slice(each.end))) turn(index, 'must-not');
    const [sign] = SIGN.exec(text.slice(Math.max(0, each.start - 4), each.start)) ?? [];
    if (sign !== undefined && hasBothSigns) turn(index, RIGHT_SIGN.test(sign) ? 'must' : 'must-not');
  }
  // What a list ends with is said of all of it.
  for (let index = turned.length - 2; index >= 0; index--) {
    const each = turned[index] as Named;
    const next = turned[index + 1] as Named;
    const isBlocked =
      next.modality === 'must-not' &&
      each.modality !== 'must-not' &&
      BLOCKED.test(text.slice(turned.at(-1)?.end));
    if (isBlocked && LISTED.test(text.slice(each.end, next.start))) turn(index, 'must-not');
  }
  return withLists(text, turned);
}

/** `rather than A, B, or C` goes on to its end; `not A, B` may turn at its comma. */
function withLists(text: string, named: readonly Named[]): Named[] {
  const whole = [...named];
  for (let start = 0; start < whole.length; start++) {
    if (whole[start]?.modality !== 'must-not') continue;
    let end = start;
    const isNext = (): boolean => {
      const next = whole[end + 1];
      return (
        next !== undefined &&
        LISTED.test(text.slice(whole[end]?.end, next.start)) &&
        (next.pattern === '') === (whole[start]?.pattern === '')
      );
    };
    while (isNext() && !PREFERS.test(text.slice(whole[end + 1]?.end))) end++;
    const isList =
      end - start >= 2 || /\b(?:or|and|nor)\b|\//.test(text.slice(whole[start]?.end, whole[end]?.start));
    for (let index = start + 1; isList && index <= end; index++)
      whole[index] = { ...(whole[index] as Named), modality: 'must-not' };
    start = end;
  }
  return whole;
}

/** What stands behind what it forbids. */
export const BLOCKED =
  /^(?:\s*\([^()]*\))?\s*(?:commands? )?(?:(?:must|should|may) (?:never|not) be (?:run|used|called|executed|invoked)\b|(?:is|are) (?:all |both |strictly |always )*(?:(?:hard-)?(?:blocked|denied)|off[ -](?:the[ -]table|limits)|forbidden|banned|prohibited|disallowed|never allowed|not (?:allowed|permitted))\b)/i;
/** What stands behind what takes the place of others. */
const IS_BETTER = /^\s*is (?:the |its )?(?:replacement|preferred|alternative)\b/i;
/** Signs in front of what is wrong and of what is right. */
const SIGN = /[\u2705\u2714\u2713\u274c\u2717\u26d4]\ufe0f?\s*$/;
const WRONG_SIGN = /[\u274c\u2717\u26d4]/;
const RIGHT_SIGN = /[\u2705\u2714\u2713]/;
/** What is named before these is wanted. */
const PREFERS = /^`?\s+(?:over|instead of|rather than|in place of)\b/i;
const LISTED = /^(?:\s*\([^()`]*(?:`[^`]*`)?[^()`]*\))?[\s,/|]*(?:(?:and|or|nor)\s+)?$/i;

/** A longer sentence with an arrow tells of steps, in UTF-16 units. */
const MOST_REPLACING = 120;
const REPLACING = /\b(?:instead|replac\w+|substitut\w+|alternatives?|prefer\w*|avoid)\b/i;
