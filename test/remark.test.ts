import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { defineRule } from '../src/index.ts';
import bylaw, { type RemarkOptions } from '../src/remark.ts';

async function judged(text: string, options: RemarkOptions = {}, path?: string): Promise<VFile> {
  const processor = unified().use(remarkParse).use(bylaw, options);
  const file = new VFile(path === undefined ? { value: text } : { value: text, path });
  await processor.run(processor.parse(file), file);
  return file;
}

describe('a finding', () => {
  it('is a message with its rule, place, correction and page', async () => {
    const { messages } = await judged('# Cache\r\n\r\nThe cache is cold. Good catch!\r\n');
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      reason: expect.stringContaining('Good catch'),
      ruleId: 'no-flattery',
      source: 'bylaw',
      place: { start: { line: 3, column: 20, offset: 30 }, end: { line: 3, column: 31, offset: 41 } },
      fatal: false,
      actual: 'Good catch!',
      expected: [''],
    });
    const page = new URL(messages[0]?.url ?? '');
    expect(existsSync(fileURLToPath(page))).toBe(true);
    expect(readFileSync(page, 'utf8')).toContain(`## ${page.hash.slice(1)}\n`);
  });

  it('is fatal where the rule is an error, and stops nothing', async () => {
    const config = {
      rules: { 'no-title-period': 'error', 'max-title-length': ['warn', { length: 5 }] },
    } as const;
    const { messages } = await judged('Cache the index.', { as: 'commit', config });
    expect(messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([
      ['max-title-length', false],
      ['no-title-period', true],
    ]);
  });

  it('offers no correction that may change the meaning', async () => {
    const rule = defineRule({
      id: 'no-x',
      summary: 'Leave out x',
      why: 'It is a test.',
      subjects: ['reply'],
      severity: 'warn',
      good: [],
      bad: [],
      *check(document) {
        for (const at of document.find(['x'])) yield { at, message: 'Unexpected x', fix: 'y', unsafe: true };
      },
    });
    const { messages } = await judged('An x', { rules: [rule], config: { rules: { 'no-x': 'warn' } } });
    expect(messages.map(({ actual, expected }) => [actual, expected])).toEqual([['x', undefined]]);
  });
});

describe('a file', () => {
  const config = { rules: { 'no-title-period': 'error' } } as const;

  it('is judged as what it is said to be', async () => {
    expect((await judged('Cache the index.', { as: 'pr', config })).messages).toHaveLength(1);
    expect((await judged('Cache the index.', { as: 'reply', config })).messages).toEqual([]);
    expect((await judged('Cache the index.', { config })).messages).toEqual([]);
  });

  it('stands in its messages', async () => {
    const { messages } = await judged('Cache the index.', { as: 'commit', config }, 'notes/a.md');
    expect(messages.map(String)).toEqual([expect.stringMatching(/^notes\/a\.md:1:16/)]);
  });

  it('keeps its tree', async () => {
    const processor = unified().use(remarkParse).use(bylaw);
    const text = 'Great question! *Cold*.';
    expect(await processor.run(processor.parse(text), new VFile(text))).toEqual(processor.parse(text));
  });
});

it('refuses a wrong configuration', async () => {
  const config = { rules: { 'no-emojis': 'error' } } as const;
  await expect(judged('text', { config })).rejects.toThrow('did you mean `no-emoji`');
});

it('refuses to judge a file as what no file is', async () => {
  await expect(judged('x', { as: 'branch' } as object)).rejects.toThrow(
    'Unknown value `branch` of `as`, write one of commit, pr, reply',
  );
});
