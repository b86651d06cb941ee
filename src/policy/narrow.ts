import type { Kind } from '../subject.ts';
import type { Clause, Condition } from './policy.ts';

/**
 * A clause whose conditions on kinds of subject alone are told by its `subjects`; none where no kind is left.
 * @param judged the subjects of its rule
 */
export function narrowed(clause: Clause, judged: readonly Kind[]): Clause[] {
  const { when = [], unless = [], ...rest } = clause;
  const spared = unless.filter(isBySubject).flatMap(({ subjects = [] }) => subjects);
  const subjects = judged.filter(
    (kind) => !spared.includes(kind) && when.every((one) => one.subjects?.includes(kind) ?? true),
  );
  if (subjects.length === 0) return [];
  const left = when.flatMap(withoutSubjects);
  const others = unless.filter((one) => !isBySubject(one));
  return [
    {
      ...rest,
      ...(subjects.length < judged.length ? { subjects } : {}),
      ...(left.length > 0 ? { when: left } : {}),
      ...(others.length > 0 ? { unless: others } : {}),
    },
  ];
}

function isBySubject(condition: Condition): boolean {
  return Object.keys(condition).every((key) => key === 'subjects');
}

function withoutSubjects({ subjects: _, ...others }: Condition): Condition[] {
  return Object.keys(others).length > 0 ? [others] : [];
}
