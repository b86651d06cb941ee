import type { Directive } from './directive.ts';
import { placesOf } from './places.ts';

interface Bypass {
  readonly options: { flags?: string[]; variables?: string[]; settings?: string[] };
  readonly severity: 'warn' | 'error';
}

/** `skip the hooks`, behind a negation in the same part of a sentence. */
const SKIPS =
  /(?:\b(?:never|not|avoid|without|no|cannot|must not)\b|n['\u2019]t\b)[^.;:]{0,40}?\b(?:skip|bypass|disabl|circumvent|ignor|work(?:ing)? around|turn(?:ing)? off|sidestep)\w*\b[^.;:]{0,30}?\b(?:(?:git|commit|pre-?commit|pre-?push|husky|lefthook|prek|the|any|all|these|local|checks|or) ){0,3}(?:hooks?|pre-?commit(?! run)|husky|lefthook)\b/i;
const SKIPPED =
  /\bhooks?\b[^.]{0,60}?\b(?:(?:must|should|may|can)(?: ?not|n['\u2019]t) be|(?:are|is) never(?: to be)?) (?:skip|bypass|disabl|circumvent|ignor)\w*|\bhooks?\b[^.]{0,60}?(?:\bnever|\bdo not|\bdon['\u2019]t) (?:skip|bypass|disable|circumvent)\b/i;
const COMPLIES = /\b(?:comply with|respect|obey|honou?r)\b (?:\w+ ){0,3}?hooks?\b/i;
const NO_VERIFY = /--no-verify\b|\bcommit -n\b|\bcore\.hooksPath\b|\bHUSKY=0|\bSKIP=|\bHUSKY_SKIP_HOOKS\b/gi;
const NO_SIGN = /--no-gpg-sign\b|\bcommit\.gpgsign[= ]\s*(?:false|no|off|0)\b/gi;
/** Under these a person decides. */
const CONDITION = /\bunless (?:you|absolutely|really|necessary|needed|there)\b|\bexcept\b|\bif possible\b/i;

/** The ways round the checks of git that a sentence forbids; null where it forbids none. */
export function bypassIn(directive: Directive): Bypass | null {
  const { text } = directive;
  const severity = CONDITION.test(text) ? 'warn' : 'error';
  const isOnHooks =
    isForbidden(directive, NO_VERIFY) ||
    SKIPS.test(text) ||
    SKIPPED.test(text) ||
    (COMPLIES.test(text) && directive.demands(COMPLIES));
  const isOnSigning = isForbidden(directive, NO_SIGN);
  if (!isOnHooks && !isOnSigning) return null;
  if (!isOnSigning) return { options: {}, severity };
  const flags = ['--no-gpg-sign'];
  const settings = ['commit.gpgsign=false', 'tag.gpgsign=false'];
  return isOnHooks
    ? { options: { flags: ['--no-verify', ...flags], settings: ['core.hooksPath', ...settings] }, severity }
    : { options: { flags, variables: [], settings }, severity };
}

/** `Don't bypass with X`, and also `never skip X`, which says it twice. */
function isForbidden(directive: Directive, pattern: RegExp): boolean {
  const { text } = directive;
  for (const { index } of placesOf(text, pattern)) {
    if (directive.modalityAt(index) === 'must-not') return true;
    if (
      /(?:\b(?:never|not|avoid)|n['\u2019]t) (?:skip|bypass|disable|circumvent)\b[^.;:]{0,60}$/i.test(
        text.slice(0, index),
      )
    )
      return true;
  }
  return false;
}
