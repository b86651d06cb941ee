import type { Modality, Stretch } from './modality.ts';
import { FORBIDDEN_BEHIND } from './mood.ts';
import { VERBS } from './verbs.ts';

/** A negation before a verb holds for all that follows in its part. */
const VERBAL =
  "never|don['\u2019]?t|do not|avoid(?:ing)?|refrain from|resist|stop|skip|omit|drop|remove|eliminate|ditch|strip|cut|exclude|leave out|forbid|prohibit|ban|(?:must|should|shall|may|can|ought)(?: not| never|n['\u2019]t)|cannot|can['\u2019]?t";
/** One before a noun ends at the comma, but in an enumeration that has an `or`. */
const LOCAL = 'no|not|without|instead of|rather than|as opposed to|over|nor|neither|zero|free of|nothing';
const SIGN = '[\u274c\u26d4\u2717\u2718]|\u{1f6ab}';
const NEGATED = new RegExp(`\\b(?:${VERBAL}|${LOCAL})\\b|${SIGN}`, 'i');
const TOKEN = new RegExp(
  `(?<verbal>\\b(?:${VERBAL})\\b|${SIGN})|(?<local>\\b(?:${LOCAL})\\b)|(?<wish>\\b(?:must|should|shall|always|needs? to|ha(?:ve|s) to)\\b)|(?<soft>,(?:\\s+(?:and|or|then))?\\s|\\s(?:and|or|then)\\s)`,
  'gi',
);

/** Behind a negation, these turn it round: `never skip`, `do not forget`, `not without`. */
const REVERSED =
  /^\W*(?:ever\s+|simply\s+)?(?:skip(?:ping)?|forget|omit(?:ting)?|miss|leave out|fail|neglect|remov(?:e|ing)|drop(?:ping)?|delet(?:e|ing)|ignor(?:e|ing)|weaken(?:ing)?|disabl(?:e|ing)|bypass(?:ing)?|without|avoid)\b/i;
/** Behind a negation, these leave open what is meant. */
const OPEN =
  /^\W*(?:only|just|necessarily|required|necessary|needed|yet|all|every|always|mandatory|sure|need|have to|exceed|more|less|fewer|longer|exceptions|matter|hesitate|limited|be afraid|worry)\b/i;
/** What somebody tells, and asks of nobody. */
const TOLD_NEGATION =
  /\b(?:does|did|do|is|are|was|were|has|have|had|will|would|could|might|it['\u2019]s|that['\u2019]s|there['\u2019]s)$/i;
/** A wish that begins behind a comma, whatever was forbidden before it. */
const TURN =
  /^(?:always|just|only|prefer|use|write|put|keep|say|state|make|be|ask|give|start|begin|get|lead|let|show|stick|wait|instead)\b/i;

/**
 * Follows the negations of a part of a sentence.
 * @param start where the part begins in the sentence
 * @param base what holds at its beginning
 * @param isWish the part says in words that it asks
 */
export function withinPart(words: string, start: number, base: Modality | null, isWish: boolean): Stretch[] {
  const forbidden = FORBIDDEN_BEHIND.exec(words);
  if (forbidden) return [{ start, end: start + words.length, modality: 'must-not', isExplicit: true }];
  if (base === null) return [{ start, end: start + words.length, modality: null, isExplicit: false }];
  // Without a negation all of it is a wish, as most parts are.
  if (base === 'must' && words !== '' && !NEGATED.test(words))
    return [{ start, end: start + words.length, modality: base, isExplicit: isWish }];
  const stretches: Stretch[] = [];
  let from = 0;
  let modality: Modality | null = base;
  let isLocal = false;
  const turn = (at: number, next: Modality | null): void => {
    if (at > from)
      stretches.push({
        start: start + from,
        end: start + at,
        modality,
        isExplicit: isWish || (from > 0 && modality !== null),
      });
    from = Math.max(at, from);
    modality = next;
  };
  for (const { index, 0: word, groups } of words.matchAll(TOKEN)) {
    const rest = words.slice(index + word.length, index + word.length + 40);
    const before = words.slice(Math.max(0, index - 40), index).trimEnd();
    if (groups?.wish !== undefined) {
      if (modality === 'must-not' && isLocal) turn(index, 'must');
    } else if (groups?.soft !== undefined) {
      const isComma = word.startsWith(',');
      if (modality !== 'must-not') continue;
      if (TURN.test(rest)) turn(index, isComma && !isUnderOr(words, index) ? 'must' : null);
      else if (isLocal && isComma && !isUnderOr(words, index)) turn(index, 'must');
    } else if (/^never$/i.test(word) && /\w/.test(before) && isTold(rest)) {
      turn(index, null);
    } else if (
      OPEN.test(rest) ||
      (TOLD_NEGATION.test(before) && !/^(?:instead|rather|over|without)/i.test(word))
    ) {
      turn(index, null);
    } else if (/^over$/i.test(word)) {
      if (isPreference(words, index)) turn(index, 'must-not');
    } else if (
      /^(?:stop|skip|omit|drop|remove|cut|strip|ban|forbid|eliminate|exclude|leave out)$/i.test(word)
    ) {
      // These are verbs at the beginning of a wish alone.
      if (
        modality === 'must' &&
        /(?:^|[,:]|\b(?:and|or|to|should|must|always|please|then))\W*$/i.test(before)
      )
        turn(index, 'must-not');
    } else if (modality === 'must-not') {
      turn(
        index,
        /^(?:instead of|rather than|as opposed to)$/i.test(word)
          ? null
          : /^(?:without|no|not)$/i.test(word) && !/(?:,|\b(?:and|or|nor))$/i.test(before)
            ? 'must'
            : 'must-not',
      );
    } else {
      isLocal = groups?.local !== undefined && /\w/.test(words.slice(0, index));
      turn(index, REVERSED.test(rest) ? 'must' : 'must-not');
    }
  }
  turn(words.length, modality);
  return stretches;
}

/** `The tool never writes` tells of a tool. */
function isTold(rest: string): boolean {
  const [, verb = ''] = /^\s+([a-z]+?)(?:e?s|ed)\b/i.exec(rest) ?? [];
  return VERBS.has(verb) || VERBS.has(`${verb}e`);
}

/** Whether an `or` is still to come, so that a comma only goes on in an enumeration. */
function isUnderOr(words: string, index: number): boolean {
  return /\b(?:or|nor)\b/i.test(words.slice(index, index + 200));
}

function isPreference(words: string, index: number): boolean {
  const before = words.slice(0, index);
  return (
    /\b(?:prefer(?:red|s)?|favou?r|choose|pick)\b/i.test(before) || /^\W*\S+(?:\s\S+){0,3}\s*$/.test(before)
  );
}
