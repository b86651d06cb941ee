import { expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

it.each([
  ['utilize it', 'use it'],
  ['Utilize it', 'Use it'],
  ['utiLize it', 'use it'],
])('writes %j as %j', (message, fixed) => {
  const rules = { 'no-words': ['error', { replace: { utilize: 'use' } }] } as const;
  expect(createLinter({ config: { rules } }).fix({ kind: 'commit', message })).toBe(fixed);
});
