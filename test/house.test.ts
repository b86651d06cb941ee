import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rules } from '../rules/index.ts';
import { Document } from '../src/parse/document.ts';
import { compileConfig } from '../src/policy/config.ts';
import { jsonSchema, optionsSchema, optionTable } from '../src/policy/schema.ts';
import { type KeyRow, rulePage } from '../src/report/page.ts';
import type { AnyRule, BadExample, GoodExample } from '../src/rule.ts';
import { exampleSubject } from '../src/test.ts';
import { VERSION } from '../src/version.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const all = [...rules.values()];

describe('the list of rules', () => {
  it('holds every file of the folder, in the order of ids', () => {
    const files = readdirSync('rules').filter((file) => file.endsWith('.ts') && file !== 'index.ts');
    expect([...rules.keys()]).toEqual(files.map((file) => file.slice(0, -'.ts'.length)).sort());
  });
});

describe.each(all)('$id', (rule) => {
  it('has an id that says what to do', () => {
    expect(rule.id).toMatch(/^(?:no|max|require|prefer)(?:-[a-z]+)+$/);
  });

  it('speaks in one imperative line, and says why', () => {
    expect(rule.summary).toMatch(/^[A-Z][^\n]*[^.\n]$/);
    expect(rule.summary.length).toBeLessThanOrEqual(80);
    expect(rule.why).toMatch(/^\S[^\n]*\.$/);
  });

  it('has its keys in the one order', () => {
    const order = [
      'id',
      'summary',
      'why',
      'subjects',
      'severity',
      'recommended',
      'options',
      'reads',
      'good',
      'bad',
      'check',
    ];
    expect(Object.keys(rule)).toEqual(order.filter((key) => key in rule));
  });

  it('has examples of both kinds', () => {
    expect(rule.good.length).toBeGreaterThanOrEqual(3);
    expect(rule.bad.length).toBeGreaterThanOrEqual(2);
  });

  it('has options with a default and a description, named for what they are', () => {
    for (const { name, standard, description } of optionTable(rule)) {
      expect(name).toMatch(/^(?!ignore)[a-z][A-Za-z]*$/);
      expect(standard).toBeDefined();
      expect(description).toMatch(/^[A-Z].*[^.]$/);
    }
    for (const { name, description } of optionTable(rule).flatMap(({ keys }) => withInner(keys))) {
      expect(name).toMatch(/^(?!ignore)[a-z][A-Za-z]*$/);
      expect(description, name).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it('reports in short sentences, inside of the text', () => {
    expect(
      badDocuments(rule).flatMap(({ document, options, context }) => [
        ...rule.check(document, options, context),
      ]),
    ).not.toEqual([]);
    for (const { document, options, context } of badDocuments(rule)) {
      for (const { message, at } of rule.check(document, options, context)) {
        expect(message).toMatch(/^(?:[A-Z]|[`"\d]).*[^.]$/u);
        expect(message.length).toBeLessThan(100);
        expect(at.start).toBeGreaterThanOrEqual(0);
        expect(at.end).toBeGreaterThanOrEqual(at.start);
        expect(at.end).toBeLessThanOrEqual(document.text.length);
      }
    }
  });

  it('has a corrected text for each safe fix', () => {
    for (const { document, options, context, example } of badDocuments(rule)) {
      const safe = [...rule.check(document, options, context)].some(
        ({ fix, unsafe }) => fix !== undefined && !unsafe,
      );
      expect(example.fixed !== undefined, example.text).toBe(safe);
    }
  });

  it('has good examples that the other recommended rules allow too', () => {
    for (const example of rule.good.filter((good) => typeof good === 'string')) {
      for (const kind of rule.subjects) {
        const document = new Document(exampleSubject(kind, { text: example }));
        for (const clause of compileConfig(undefined, rules).clauses) {
          const other = rules.get(clause.rule) as AnyRule;
          if (other.id === rule.id || !other.subjects.includes(kind)) continue;
          expect([...other.check(document, clause.options, {})], `${other.id} on ${example}`).toEqual([]);
        }
      }
    }
  });
});

function withInner(keys: readonly KeyRow[]): KeyRow[] {
  return keys.flatMap((key) => [key, ...withInner(key.keys)]);
}

function badDocuments(rule: AnyRule) {
  return rule.bad.flatMap((example: BadExample) =>
    (example.as ?? rule.subjects).map((kind) => ({
      example,
      document: new Document(exampleSubject(kind, example as GoodExample)),
      options: optionsSchema(rule).parse(example.options ?? {}),
      context: example.context ?? {},
    })),
  );
}

describe('what is printed from the rules', () => {
  it('has the keys of objects in options, and what they may be', () => {
    const page = (id: string) => {
      const rule = rules.get(id) as AnyRule;
      return rulePage(rule, optionTable(rule));
    };
    expect(page('no-pattern')).toContain('\n  - `pattern`: What no added line may hold, in RE2 syntax\n');
    expect(page('no-pattern')).toContain('\n  - `in` (optional; `everywhere` or `code` or `comments`): ');
    expect(page('require-mention')).toMatch(/\n {2}- `of`: .*\n {4}- `pattern`: /);
    expect(page('require-trailer').match(/^ +- `key`: /gm)).toHaveLength(1);
    expect(page('require-title-format')).toContain(
      '\n- `scope` (default `"optional"`; `optional` or `required` or `forbidden`): ',
    );
  });

  it('ends where a schema holds itself', () => {
    const tree = z.strictObject({
      name: z.string().describe('Name'),
      get below() {
        return z.array(tree).optional().describe('Below');
      },
    });
    const rule = { options: () => z.strictObject({ trees: z.record(z.string(), tree).default({}) }) };
    const [row] = optionTable(rule as unknown as AnyRule);
    expect(withInner(row?.keys ?? []).map(({ name }) => name)).toEqual(['name', 'below']);
  });

  it('stands in rules/README.md', async () => {
    const pages = all.map((rule) => rulePage(rule, optionTable(rule)));
    const head =
      '# The rules\n\nPrinted from the rules by `npm test -- -u`; `bylaw explain RULE` shows the same.\n';
    await expect(`${head}\n${pages.join('\n')}`).toMatchFileSnapshot('../rules/README.md');
  });

  it('stands in rules/schema.json', async () => {
    await expect(`${JSON.stringify(jsonSchema(rules), null, 2)}\n`).toMatchFileSnapshot(
      '../rules/schema.json',
    );
  });

  it('stands in the table of README.md', async () => {
    const rows = all.map(({ id, summary, subjects, recommended: held }) => {
      return `| [\`${id}\`](rules/README.md#${id}) | ${summary} | ${subjects.join(', ')} | ${held ? 'yes' : ''} |`;
    });
    const table = ['| rule | wish | judges | recommended |', '|---|---|---|---|', ...rows].join('\n');
    const readme = readFileSync('README.md', 'utf8');
    const [before, after] = [readme.split('<!-- rules -->')[0], readme.split('<!-- /rules -->')[1]];
    const printed = `${before}<!-- rules -->\n${table}\n<!-- /rules -->${after}`;
    await expect(printed).toMatchFileSnapshot('../README.md');
  });
});

describe('the package', () => {
  it('says one version', () => expect(VERSION).toBe(manifest.version));

  it('validates its own schema', () => {
    expect(() => z.fromJSONSchema(jsonSchema(rules) as Parameters<typeof z.fromJSONSchema>[0])).not.toThrow();
  });
});
