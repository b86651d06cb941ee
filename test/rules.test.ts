import { describe, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { exampleTests } from '../src/test.ts';

for (const rule of rules.values()) {
  describe(rule.id, () => {
    for (const example of exampleTests(rule)) it(example.name, () => example.run());
  });
}
