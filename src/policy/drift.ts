import { isDeepStrictEqual } from 'node:util';
import type { AnyRule } from '../rule.ts';
import type { PolicyPage } from './pages.ts';
import type { Clause, Policy, WrittenClause } from './policy.ts';
import { optionsSchema, type Rules } from './schema.ts';

/** What a page asks for and a policy does not hold: not in all of its subjects, or not as it is asked for. */
export function unheldClauses({ clauses }: PolicyPage, policy: Policy, rules: Rules): WrittenClause[] {
  return clauses.filter((written) => {
    const rule = rules.get(written.rule) as AnyRule;
    const held = policy.clauses.filter((clause) => clause.rule === rule.id);
    const subjects = written.subjects ?? rule.subjects;
    if (written.severity === 'off') {
      return held.some(({ subjects: own = rule.subjects }) => own.some((kind) => subjects.includes(kind)));
    }
    const options = optionsSchema(rule).parse(written.options ?? {}) as Clause['options'];
    const same = held.filter(
      (clause) => clause.severity === written.severity && isDeepStrictEqual(clause.options, options),
    );
    const covered = new Set(same.flatMap((clause) => clause.subjects ?? rule.subjects));
    return !subjects.every((kind) => covered.has(kind));
  });
}
