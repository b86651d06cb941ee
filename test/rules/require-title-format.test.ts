import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import conventional from '@commitlint/config-conventional';
import commitlint from '@commitlint/lint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({
  config: { rules: { 'require-title-format': 'error', 'max-title-length': ['error', { length: 72 }] } },
});
const judge = (message: string) => linter.lint({ kind: 'commit', message });

/** The parser that config-conventional names and commitlint's own loader would load. */
const preset = createRequire(import.meta.url).resolve('@commitlint/config-conventional');
const parser = createRequire(preset).resolve(conventional.parserPreset);
const { parser: parserOpts } = await (await import(pathToFileURL(parser).href)).default();

const { rules } = conventional;
const compared = {
  'type-enum': rules['type-enum'],
  'type-case': rules['type-case'],
  'type-empty': rules['type-empty'],
  'subject-empty': rules['subject-empty'],
  'header-max-length': [2, 'always', 72],
} as const;

async function theirs(message: string): Promise<Set<string>> {
  const { errors } = await commitlint(message, compared, { parserOpts, defaultIgnores: false });
  return new Set(
    errors.map(({ name }) => (name === 'header-max-length' ? 'max-title-length' : 'require-title-format')),
  );
}

const ours = (message: string) => new Set(judge(message).map(({ rule }) => rule));

describe('beside commitlint', () => {
  const word = fc.constantFrom('add', 'tabs', 'the', 'parser', 'fix', 'feat:', '(x)', '#12', 'a-b', '!', '');
  const type = fc.oneof(
    fc.constantFrom(...(rules['type-enum'][2] as string[])),
    fc.constantFrom('Feat', 'FIX', 'feature', 'wip', 'fe at', 'feat-x', ''),
  );
  const scope = fc.constantFrom('', '', '(parser)', '(deps-dev)', '(a,b)', '(a b)', '(@x/y)');
  const colon = fc.constantFrom(': ', ': ', '!: ', ':', ' : ', ' ', ':  ');
  const summary = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));

  it('gives the same verdict on generated titles', async () => {
    await fc.assert(
      fc.asyncProperty(type, scope, colon, summary, async (...parts) => {
        const title = parts.join('').trimEnd();
        fc.pre(title !== '');
        expect([...ours(title)].sort()).toEqual([...(await theirs(title))].sort());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    // Conventional Commits asks for a noun in the brackets.
    ['feat(): retry', ['require-title-format'], []],
    // A bracket in a scope is nothing that a reader of the changelog expects.
    ['feat(a(b)): retry', ['require-title-format'], []],
    // We count columns, commitlint counts UTF-16 units.
    [`fix: ${'\u65e5'.repeat(40)}`, ['max-title-length'], []],
    [`fix: ${'e\u0301'.repeat(60)}`, [], ['max-title-length']],
  ])('differs on %s', async (title, own, other) => {
    expect([...ours(title)]).toEqual(own);
    expect([...(await theirs(title))]).toEqual(other);
  });
});

describe('what it says', () => {
  const options = { types: ['fix', 'feat'], scopes: ['cli', 'web'], scope: 'required' };
  const strict = createLinter({ config: { rules: { 'require-title-format': ['error', options] } } });
  const said = (message: string) =>
    strict.lint({ kind: 'commit', message }).map((finding) => finding.message);

  it.each([
    ['Retry', ['Title without a type, begin with one of fix, feat']],
    ['bugfix(cli): retry', ['Unknown type `bugfix`, write `fix`']],
    ['faet(cli): retry', ['Unknown type `faet`, write `feat`']],
    ['release(cli): retry', ['Unknown type `release`, write one of fix, feat']],
    ['fix: retry', ['Type without a scope, write `fix(scope): `']],
    ['fix(): retry', ['Scope without a name, leave the brackets out']],
    [
      'fix(api)!:retry',
      ['Unknown scope `api`, write one of cli, web', 'Colon without a blank, put one behind it'],
    ],
    ['fix(cli, web): retry', []],
    ['fix(cli): ', ['Title without a summary, say what changes']],
  ])('of %j', (title, messages) => expect(said(title)).toEqual(messages));

  it('is short for long titles and lists', () => {
    const types = Array.from({ length: 30 }, (_, index) => `type${index}`);
    const long = createLinter({ config: { rules: { 'require-title-format': ['error', { types }] } } });
    for (const title of ['x'.repeat(500), `${'x'.repeat(70)}: y`, `type1(${'x'.repeat(90)}):y`]) {
      for (const { message } of long.lint({ kind: 'commit', message: title })) {
        expect(message.length).toBeLessThan(100);
      }
    }
  });

  it('is nothing where git wrote the title', () => {
    const message = 'Revert "Retry"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.\n';
    expect(said(message)).toEqual([]);
    expect(said('squash! Retry')).toEqual([]);
  });
});

describe('a type in other words', () => {
  it.each([
    ['bug: retry', 'fix: retry'],
    ['bugfix: retry', 'fix: retry'],
    ['fixes: retry', 'fix: retry'],
    ['hotfix: retry', 'fix: retry'],
    ['feature: retry', 'feat: retry'],
    ['features: retry', 'feat: retry'],
    ['doc: retry', 'docs: retry'],
    ['documentation: retry', 'docs: retry'],
    ['chores: retry', 'chore: retry'],
    ['performance: retry', 'perf: retry'],
    ['refactoring: retry', 'refactor: retry'],
    ['tests: retry', 'test: retry'],
    ['FEAT: retry', 'feat: retry'],
    ['feature(api)!: retry', 'feat(api)!: retry'],
    ['FIX:retry', 'fix: retry'],
    // Perhaps an address, and perhaps another type.
    ['bug:retry', 'bug:retry'],
    ['faet: retry', 'faet: retry'],
  ])('%s is written %s', (message, fixed) => expect(linter.fix({ kind: 'commit', message })).toBe(fixed));
});

describe('a scope', () => {
  const said = (message: string, options: Record<string, unknown>) =>
    createLinter({ config: { rules: { 'require-title-format': ['error', options] } } })
      .lint({ kind: 'commit', message })
      .map(({ quote, message: text }) => `${quote} ${text}`);

  it.each(['forbidden', 'optional', 'required'])('may be %s', (scope) => {
    expect(said('fix(cli): retry', { scope })).toEqual(
      scope === 'forbidden' ? ['(cli) Unexpected scope `cli`, leave it out'] : [],
    );
    expect(said('fix: retry', { scope })).toEqual(
      scope === 'required' ? ['fix Type without a scope, write `fix(scope): `'] : [],
    );
  });

  it('is known in all its parts', () => {
    const scopes = ['cli', 'web'];
    expect(said('fix(cli/web): retry', { scopes })).toEqual([]);
    expect(said('fix(cli,api): retry', { scopes })).toEqual([
      'cli,api Unknown scope `cli,api`, write one of cli, web',
    ]);
  });

  it('is without a name where it holds blanks alone', () =>
    expect(said('fix( ): retry', {})).toEqual(['( ) Scope without a name, leave the brackets out']));
});

it('points at the colon that lacks a blank', () =>
  expect(judge('fix(cli)!:retry').map(({ column, quote }) => [column, quote])).toEqual([[10, ':']]));
