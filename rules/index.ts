import type { AnyRule } from '../src/rule.ts';
import maxTitleLength from './max-title-length.ts';
import noTitlePeriod from './no-title-period.ts';
import noWords from './no-words.ts';

const list: readonly AnyRule[] = [
  // One line for each rule, in the order of their ids.
  maxTitleLength,
  noTitlePeriod,
  noWords,
];

/** Every built-in rule by its id. */
export const rules: ReadonlyMap<string, AnyRule> = new Map(list.map((rule) => [rule.id, rule]));
