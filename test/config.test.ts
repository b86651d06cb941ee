import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import type { Finding } from '../src/lint.ts';
import { createLinter } from '../src/linter.ts';
import { compileConfig } from '../src/policy/config.ts';
import { readJson } from '../src/policy/json.ts';
import type { Config, Setting, Settings } from '../src/policy/policy.ts';
import { defineRule } from '../src/rule.ts';
import type { Kind, Person, Subject } from '../src/subject.ts';
import { Trouble } from '../src/trouble.ts';
import { bylaw, folder, git, repository } from './support/run.ts';

let cwd: string;
beforeEach(() => {
  cwd = folder();
});

function write(path: string, content: string | object): void {
  const file = join(cwd, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

/** What a message says when it is judged: each rule with its severity and origin. */
function judged(input: string, args: readonly string[] = ['--as', 'commit', '-']): string[] {
  const { stdout, stderr } = bylaw(['check', '--format', 'json', ...args], { cwd, input });
  if (stderr !== '') throw new Error(stderr);
  const findings: Finding[] = JSON.parse(stdout).subjects[0].findings;
  return findings.map(({ rule, severity, from }) => `${severity} ${rule} ${from}`);
}

function trouble(args: readonly string[] = ['check', '-']): string {
  const { code, stdout, stderr } = bylaw(args, { cwd, input: 'x' });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toMatch(/\n {4}at /);
  return stderr.replace(/^bylaw: /, '').trimEnd();
}

const PERIOD = 'Retry it.';

describe('overrides', () => {
  const linter = (config: Config) => createLinter({ config });
  const found = (config: Config, subject: Subject, context = {}) =>
    linter(config)
      .lint(subject, context)
      .map(({ rule, severity }) => `${severity} ${rule}`);
  const commit = (message: string, author: Person = {}): Subject => ({ kind: 'commit', message, author });

  it('hold for kinds of subject', () => {
    const config: Config = {
      rules: { 'no-title-period': 'error' },
      overrides: [{ subjects: ['pr'], rules: { 'no-title-period': 'warn' } }],
    };
    expect(found(config, commit(PERIOD))).toEqual(['error no-title-period']);
    expect(found(config, { kind: 'pr', title: PERIOD, body: '' })).toEqual(['warn no-title-period']);
  });

  it('hold for branches', () => {
    const config: Config = {
      rules: { 'no-title-period': 'error' },
      overrides: [{ branches: ['try/**', 'play'], rules: { 'no-title-period': 'off' } }],
    };
    expect(found(config, commit(PERIOD), { branch: 'try/this/out' })).toEqual([]);
    expect(found(config, commit(PERIOD), { branch: 'main' })).toEqual(['error no-title-period']);
    expect(found(config, commit(PERIOD))).toEqual(['error no-title-period']);
  });

  it('hold for authors by name, login or address', () => {
    const config: Config = {
      rules: { 'no-title-period': 'error' },
      overrides: [
        { authors: ['deploy[bot]', '*@bots.example', 'Ada L*'], rules: { 'no-title-period': 'off' } },
      ],
    };
    const spared = [
      { name: 'Deploy[bot]' },
      { name: 'Deployer', email: '12345+deploy[bot]@users.noreply.github.com' },
      { email: 'release@bots.example' },
      { name: 'ada lovelace' },
    ];
    for (const author of spared) expect(found(config, commit(PERIOD, author)), author.name).toEqual([]);
    const judged = [{ name: 'Ada' }, { email: 'a@bots.example.org' }, { name: 'deploy' }, {}];
    for (const author of judged) expect(found(config, commit(PERIOD, author))).toHaveLength(1);
  });

  it('hold for the files of a change, each by its own path', () => {
    const noFoo = defineRule({
      id: 'no-foo',
      summary: 'Leave out foo',
      why: 'It is a test.',
      subjects: ['diff'],
      severity: 'error',
      good: [],
      bad: [],
      *check(document) {
        for (const at of document.find(['foo'])) yield { at, message: 'Unexpected `foo`, leave it out' };
      },
    });
    const overriding = createLinter({
      rules: [noFoo],
      config: {
        rules: { 'no-foo': 'error' },
        overrides: [{ paths: ['docs/**'], rules: { 'no-foo': 'off' } }],
      },
    });
    const file = (path: string) => `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+foo\n`;
    const text = file('src/a.py') + file('docs/a.py') + file('lib/a.py');
    const files = overriding.lint({ kind: 'diff', text }).map((finding) => finding.file);
    expect(files).toEqual(['src/a.py', 'lib/a.py']);
    expect(
      found({ overrides: [{ paths: ['a'], rules: { 'no-title-period': 'error' } }] }, commit(PERIOD)),
    ).toEqual([]);
  });

  it('keep the options where only a severity is set', () => {
    const config: Config = {
      rules: { 'max-title-length': ['error', { length: 10 }] },
      overrides: [
        { branches: ['a'], rules: { 'max-title-length': ['error', { length: 20 }] } },
        { subjects: ['commit'], rules: { 'max-title-length': 'warn' } },
      ],
    };
    expect(found(config, commit('Fifteen letters'))).toEqual(['warn max-title-length']);
    expect(found(config, commit('Fifteen letters'), { branch: 'a' })).toEqual([]);
    expect(found(config, commit('Twenty-five letters in it'), { branch: 'a' })).toEqual([
      'warn max-title-length',
    ]);
  });

  it('come after all plain settings, but end with a plain `off`', () => {
    write('team.json', {
      rules: { 'no-title-period': 'error' },
      overrides: [{ subjects: ['commit'], rules: { 'no-title-period': 'warn' } }],
    });
    const own = (setting: string) =>
      write('bylaw.config.json', { extends: './team.json', rules: { 'no-title-period': setting } });
    own('error');
    expect(judged(PERIOD)).toEqual(['warn no-title-period team.json:1']);
    own('off');
    expect(judged(PERIOD)).toEqual([]);
  });

  const wrong: [string, string, string][] = [
    [
      'no condition',
      '{"overrides": [\n{"rules": {}}]}',
      'Wrong value of `overrides.0` in bylaw.config.json:2: no condition, add `subjects`, `paths`, `branches` or `authors`',
    ],
    [
      'an unknown condition',
      '{"overrides": [\n{"path": ["a"],\n"rules": {}}]}',
      'Unknown key `path` in bylaw.config.json:2, did you mean `paths`?',
    ],
    [
      'an unknown rule',
      '{"overrides": [{"paths": ["a"], "rules": {\n"no-emojis": "off"}}]}',
      'Unknown rule `no-emojis` in bylaw.config.json:2, did you mean `no-emoji`?',
    ],
    [
      'a wrong option',
      '{"overrides": [{"paths": ["a"], "rules": {\n"max-title-length": ["warn",\n{"lenght": 3}]}}]}',
      'Unknown key `lenght` in bylaw.config.json:3, did you mean `length`?',
    ],
    [
      'a wrong severity',
      '{"overrides": [{"paths": ["a"], "rules": {\n"no-emoji": "on"}}]}',
      'Wrong setting of `no-emoji` in bylaw.config.json:2, write "off", "warn", "error" or ["error", {options}]',
    ],
    [
      'unknown bots',
      '{"overrides": [{"authors": [\n"bylaw:bot"], "rules": {}}]}',
      'Wrong value of `overrides.0.authors.0` in bylaw.config.json:2: write `bylaw:bots` for release bots',
    ],
  ];
  it.each(wrong)('with %s are refused', (_, config, message) => {
    write('bylaw.config.json', config);
    expect(trouble()).toBe(message);
  });

  it('without end are refused', () => {
    const overrides = Array.from({ length: 5000 }, (_, index) => ({
      paths: [`${index}.md`],
      rules: { 'no-emoji': index % 2 === 0 ? 'warn' : ['warn', {}] } as Settings,
    }));
    expect(() => compileConfig({ overrides }, rules)).toThrow(
      /^Too many settings of `no-emoji`, 100 at most/,
    );
  });

  const kinds = ['commit', 'pr', 'branch'] as const;
  const setting: fc.Arbitrary<Setting> = fc.oneof(
    fc.constantFrom('off', 'warn', 'error'),
    fc.tuple(fc.constantFrom('off', 'warn', 'error'), fc.record({ length: fc.integer({ min: 1, max: 9 }) })),
  );
  const condition = fc
    .record(
      {
        subjects: fc.subarray([...kinds], { minLength: 1 }),
        branches: fc.subarray(['a', 'b'], { minLength: 1 }),
      },
      { requiredKeys: [] },
    )
    .filter((one) => one.subjects !== undefined || one.branches !== undefined);

  it('come to the clauses that going through them one by one comes to', () => {
    const RULE = 'max-title-length';
    const subject = (kind: 'commit' | 'pr'): Subject =>
      kind === 'pr' ? { kind, title: 'Five!', body: '' } : { kind, message: 'Five!' };
    const overrides = fc.array(fc.tuple(condition, setting), { maxLength: 5 });
    fc.assert(
      fc.property(fc.option(setting, { nil: undefined }), overrides, (plain, list) => {
        const config = {
          ...(plain ? { rules: { [RULE]: plain } } : {}),
          overrides: list.map(([when, one]) => ({ ...when, rules: { [RULE]: one } })),
        };
        for (const kind of ['commit', 'pr'] as const) {
          for (const branch of ['a', 'b', 'c']) {
            expect(found(config as Config, subject(kind), { branch })).toEqual(
              oneByOne(plain, list, kind, branch),
            );
          }
        }
      }),
      { numRuns: 300 },
    );
    /** The plain meaning: the last setting that holds decides, options are those of the last that has some. */
    function oneByOne(
      plain: Setting | undefined,
      list: readonly (readonly [{ subjects?: Kind[]; branches?: string[] }, Setting])[],
      kind: Kind,
      branch: string,
    ): string[] {
      let severity = 'off';
      let length = 72;
      const holding = list.filter(
        ([{ subjects = [...kinds], branches = [branch] }]) =>
          (subjects as Kind[]).includes(kind) && branches.includes(branch),
      );
      for (const one of [...(plain ? [plain] : []), ...holding.map(([, last]) => last)]) {
        const [level, options] = [one].flat() as [string, { length: number }?];
        severity = level;
        length = options?.length ?? length;
      }
      return severity !== 'off' && 'Five!'.length > length ? [`${severity} ${RULE}`] : [];
    }
  });
});

describe('release bots', () => {
  const long = `Bump left-pad from 1.0.0 to 1.0.1 in the group of all the packages of the whole repository.`;
  const subject = (author: Person): Subject => ({ kind: 'commit', message: long, author });
  const count = (config: Config, author: Person) => createLinter({ config }).lint(subject(author)).length;
  const bots = [
    { name: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' },
    { name: 'Renovate Bot', email: 'renovate@example.com' },
    { name: 'Mend', email: 'bot@renovateapp.com' },
    { name: 'renovate[bot]', email: '29139614+renovate[bot]@users.noreply.github.com' },
    { name: 'github-actions', email: 'github-actions@github.com' },
    { name: 'semantic-release-bot', email: 'semantic-release-bot@martynus.net' },
    { name: 'app/dependabot' },
    { email: '12345+mergify[bot]@users.noreply.github.com' },
  ];
  const people = [
    { name: 'Ada Example', email: 'ada@example.com' },
    { name: 'Renovate Chen', email: 'renovate@example.com' },
    { name: 'claude[bot]', email: '41898282+claude[bot]@users.noreply.github.com' },
    { name: 'copilot-swe-agent[bot]', email: '198982749+Copilot@users.noreply.github.com' },
    { name: 'devin-ai-integration[bot]' },
    {},
  ];

  it.each(bots)('are spared wording and form: $name $email', (author) => {
    expect(count({ extends: 'bylaw:recommended' }, author)).toBe(0);
  });

  it.each(people)('are no people and no coding agents: $name', (author) => {
    expect(count({ extends: 'bylaw:recommended' }, author)).toBeGreaterThan(1);
  });

  it('are spared by their own profile, and not without', () => {
    const [bot = {}] = bots;
    expect(count({ rules: { 'no-title-period': 'error' } }, bot)).toBe(1);
    expect(count({ extends: 'bylaw:bots', rules: { 'no-title-period': 'error' } }, bot)).toBe(0);
  });

  it('are held to what protects, and to what names them', () => {
    const linter = createLinter({
      config: {
        extends: 'bylaw:recommended',
        overrides: [
          { subjects: ['commit'], rules: { 'no-title-period': 'error' } },
          { authors: ['bylaw:bots'], rules: { 'max-title-length': 'warn' } },
        ],
      },
    });
    const found = linter.lint({ kind: 'commit', message: `${long}\u202e`, author: bots[0] as Person });
    expect(found.map(({ rule }) => rule)).toEqual(['max-title-length', 'no-invisible-characters']);
  });

  it('are spared as authors of a pull request', () => {
    const pr = (author: string): Subject => ({ kind: 'pr', title: long, body: '', author });
    const linter = createLinter();
    expect(linter.lint(pr('dependabot[bot]'))).toEqual([]);
    expect(linter.lint(pr('ada'))).toHaveLength(2);
  });

  it('are spared in a range of commits', () => {
    const repo = repository();
    const author = '--author=dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>';
    git(['commit', '-q', '--allow-empty', '-m', 'Begin'], { cwd: repo });
    git(['commit', '-q', '--allow-empty', '-m', long, author], { cwd: repo });
    git(['commit', '-q', '--allow-empty', '-m', long], { cwd: repo });
    const { stdout } = bylaw(['check', '--range', 'HEAD~2..HEAD', '--format', 'json'], { cwd: repo });
    const counts = JSON.parse(stdout).subjects.map(({ findings }: { findings: [] }) => findings.length);
    expect(counts.sort()).toEqual([0, 2]);
  });
});

describe('extends', () => {
  const own = (config: object) => write('bylaw.config.json', config);
  const rule = (setting: Setting, id = 'no-title-period') => ({ rules: { [id]: setting } });

  it('takes files, nested and several, of which the later ones win', () => {
    write('shared/base.json', rule('warn'));
    write('shared/team.json', { extends: './base.json', rules: {} });
    write('other.json', rule('error'));
    own({ extends: ['./shared/team.json', './other.json'] });
    expect(judged(PERIOD)).toEqual(['error no-title-period other.json:1']);
    own({ extends: ['./other.json', './shared/team.json'] });
    expect(judged(PERIOD)).toEqual(['warn no-title-period shared/base.json:1']);
  });

  it('gives way to its own rules, and says which line decided', () => {
    write('team.json', '{"rules": {\n"max-title-length": ["error",\n{"length": 4}]}}');
    own({ extends: './team.json' });
    expect(judged('Fifteen letters')).toEqual(['error max-title-length team.json:2']);
    write('bylaw.config.json', '{"extends": "./team.json", "rules": {\n\n"max-title-length": "warn"}}');
    expect(judged('Fifteen letters')).toEqual(['warn max-title-length bylaw.config.json:3']);
  });

  it('takes packages: their configuration, or their code', () => {
    write('node_modules/bylaw-config-acme/bylaw.config.json', rule('warn'));
    write('node_modules/bylaw-config-acme/strict.json', rule('error'));
    own({ extends: 'bylaw-config-acme' });
    expect(judged(PERIOD)).toEqual([
      'warn no-title-period node_modules/bylaw-config-acme/bylaw.config.json:1',
    ]);
    own({ extends: 'bylaw-config-acme/strict.json' });
    expect(judged(PERIOD)[0]).toMatch(/^error /);

    write('node_modules/@acme/bylaw/package.json', {
      name: '@acme/bylaw',
      type: 'module',
      exports: { import: './main.js' },
    });
    write('node_modules/@acme/bylaw/main.js', `export default ${JSON.stringify(rule('warn'))};`);
    own({ extends: '@acme/bylaw' });
    expect(judged(PERIOD)).toEqual(['warn no-title-period node_modules/@acme/bylaw/main.js:1']);
  });

  it('is seen at once when a file behind it changes', () => {
    cwd = repository();
    write('team.json', { extends: './base.json' });
    write('base.json', rule('warn'));
    own({ extends: './team.json' });
    expect(judged(PERIOD)).toHaveLength(1);
    expect(readFileSync(join(cwd, '.git/bylaw/policy.json'), 'utf8')).toContain('base.json');
    expect(judged(PERIOD)).toHaveLength(1);
    write('base.json', rule('off'));
    expect(judged(PERIOD)).toHaveLength(0);
  });

  it('may reach one file on two ways', () => {
    write('base.json', rule('warn'));
    write('a.json', { extends: './base.json' });
    write('b.json', { extends: './base.json' });
    own({ extends: ['./a.json', './b.json'] });
    expect(judged(PERIOD)).toHaveLength(1);
  });

  it('shows a circle', () => {
    write('a.json', { extends: './b.json' });
    write('b.json', '{\n"extends": ["./a.json"]}');
    own({ extends: './a.json' });
    expect(trouble()).toBe('Circle of `extends` in b.json:2, take one out: a.json -> b.json -> a.json');
  });

  it('ends where files that extend two others each are chained', () => {
    for (let index = 0; index < 30; index++) {
      write(`${index}.json`, { extends: [`./${index + 1}.json`, `./${index + 1}.json`] });
    }
    write('30.json', {});
    own({ extends: './0.json' });
    expect(trouble()).toBe('Too many configurations extended by bylaw.config.json');
  });

  const wrong: [string, string][] = [
    [
      'bylaw:recomended',
      'Unknown preset `bylaw:recomended` in bylaw.config.json:2, did you mean `bylaw:recommended`?',
    ],
    ['./absent.json', 'No file `./absent.json` in bylaw.config.json:2, name one that exists'],
    ['absent', 'No package `absent` in bylaw.config.json:2, install it'],
    ['team.json', 'No package `team.json` in bylaw.config.json:2, write `./team.json`'],
    [
      './team.yaml',
      'Unknown kind of file `./team.yaml` in bylaw.config.json:2, name one that ends in .json, .ts or .js',
    ],
    ['./broken.json', 'Not JSON in broken.json:1: CloseBraceExpected'],
    ['./wrong.json', 'Unknown key `rulse` in wrong.json:1, did you mean `rules`?'],
  ];
  it.each(wrong)('of %s says what is wrong', (name, message) => {
    write('team.json', {});
    write('team.yaml', '');
    write('broken.json', '{');
    write('wrong.json', { rulse: {} });
    write('bylaw.config.json', `{\n"extends": "${name}"}`);
    expect(trouble()).toBe(message);
  });
});

describe('a configuration in code', () => {
  const typed = `import { defineConfig, type Config } from 'bylaw';
const length: number = 4;
export default defineConfig({
  rules: { 'max-title-length': ['warn', { length }] },
}) satisfies Config;
`;

  it.each(['ts', 'mts'])('is read from bylaw.config.%s where bylaw is not installed', (extension) => {
    write(`bylaw.config.${extension}`, typed);
    expect(judged('Fifteen letters')).toEqual([`warn max-title-length bylaw.config.${extension}:4`]);
  });

  it.each([
    ['js', 'module.exports = CONFIG;'],
    ['js', 'export default CONFIG;'],
    ['mjs', "import { defineConfig } from 'bylaw'; export default defineConfig(CONFIG);"],
  ])('is read from bylaw.config.%s: %s', (extension, text) => {
    write(`bylaw.config.${extension}`, text.replace('CONFIG', '{ rules: { "no-title-period": "error" } }'));
    expect(judged(PERIOD)).toEqual([`error no-title-period bylaw.config.${extension}:1`]);
  });

  it('may import, and extend files and packages', () => {
    write('length.ts', 'export const length = 4 as number;');
    write('team.json', { rules: { 'no-title-period': 'warn' } });
    write(
      'bylaw.config.ts',
      `import { length } from './length.ts';
export default { extends: './team.json', rules: { 'max-title-length': ['error', { length }] } };`,
    );
    expect(judged(PERIOD)).toEqual([
      'error max-title-length bylaw.config.ts:2',
      'warn no-title-period team.json:1',
    ]);
  });

  it('holds in a hook, and is asked each time', () => {
    cwd = repository();
    write('m', PERIOD);
    const hook = () => bylaw(['hook', 'commit-msg', 'm'], { cwd });
    write('bylaw.config.ts', typed);
    expect(hook()).toMatchObject({ code: 0, stderr: expect.stringContaining('max-title-length') });
    write('bylaw.config.ts', typed.replace("'warn'", "'error'"));
    expect(hook().code).toBe(1);
  });

  it('is not run with --no-code', () => {
    write('bylaw.config.ts', "throw new Error('it ran');");
    expect(trouble(['check', '--no-code', '-'])).toBe(
      'bylaw.config.ts is code, write it as JSON or leave out `--no-code`',
    );
    write('team.json', { plugins: ['../rule.js'] });
    expect(bylaw(['check', '--no-code', '--config', 'team.json', '-'], { cwd, input: 'x' }).code).toBe(2);
    write('team.json', { rules: { 'no-title-period': 'warn' } });
    expect(judged(PERIOD, ['--no-code', '--config', 'team.json', '-'])).toHaveLength(1);
  });

  it('is alone in its folder', () => {
    write('bylaw.config.ts', typed);
    write('bylaw.config.json', {});
    expect(trouble()).toBe(
      `More than one configuration in ${cwd}, keep one of bylaw.config.json and bylaw.config.ts`,
    );
    write('package.json', { bylaw: {} });
    expect(trouble()).toContain('bylaw.config.json and bylaw.config.ts and package.json');
  });

  const wrong: [string, string][] = [
    ["throw new Error('no\\nway');", 'Cannot load bylaw.config.ts: no'],
    ["import 'absent-package';", "Cannot load bylaw.config.ts: Cannot find module 'absent-package'"],
    ['export default {', 'Cannot load bylaw.config.ts: ParseError'],
    ['throw null;', 'Cannot load bylaw.config.ts: null'],
    ['export const rules = {};', 'No default export in bylaw.config.ts, write `export default`'],
    ['export default () => ({});', 'No configuration in bylaw.config.ts, export an object'],
    ['export default Promise.resolve({});', 'No configuration in bylaw.config.ts, export an object'],
    ['const a = {}; a.a = a; export default a;', 'Not plain data in bylaw.config.ts: '],
    ['export default {\nrulse: {} };', 'Unknown key `rulse` in bylaw.config.ts:2, did you mean `rules`?'],
    [
      'export default { rules: {\n"no-emojis": "off" } };',
      'Unknown rule `no-emojis` in bylaw.config.ts:2, did you mean `no-emoji`?',
    ],
  ];
  it.each(wrong)('is refused: %s', (text, message) => {
    write('bylaw.config.ts', text);
    expect(trouble().startsWith(message), trouble()).toBe(true);
  });
});

describe('a file that only looks like a configuration', () => {
  const names = 'bylaw.config.json, bylaw.config.ts, bylaw.config.mts, bylaw.config.js, bylaw.config.mjs';

  it.each(['bylaw.config.cjs', 'bylaw.config.jsonc', 'bylaw.config.yaml', '.bylawrc', '.bylawrc.json'])(
    'is refused, also above and in a hook: %s',
    (name) => {
      cwd = repository();
      write(name, {});
      const message = `Unread ${name} in ${cwd}, bylaw reads ${names}: rename it`;
      expect(trouble()).toBe(message);
      expect(trouble(['init'])).toBe(message);
      write('web/m', 'x');
      expect(trouble(['hook', 'commit-msg', 'web/m'])).toContain(message);
      cwd = join(cwd, 'web');
      expect(trouble()).toBe(message);
    },
  );

  it('is refused beside a right one, and where a policy was kept before', () => {
    cwd = repository();
    write('bylaw.config.json', { rules: { 'no-title-period': 'warn' } });
    expect(judged(PERIOD)).toEqual(['warn no-title-period bylaw.config.json:1']);
    write('bylaw.config.toml', '');
    expect(trouble()).toContain('Unread bylaw.config.toml');
  });

  it('is refused as a link that leads nowhere', () => {
    symlinkSync('absent.json', join(cwd, 'bylaw.config.json'));
    expect(trouble()).toBe(`The link bylaw.config.json in ${cwd} leads nowhere, mend it or remove it`);
    write('absent.json', { rules: { 'no-title-period': 'warn' } });
    expect(judged(PERIOD)).toEqual(['warn no-title-period bylaw.config.json:1']);
  });

  it('is none where its name only begins like that, or another one is named', () => {
    for (const name of ['bylaw.config.json.bak', '.bylawrc.md', 'a/.bylawrc']) write(name, '');
    expect(judged(PERIOD)).toEqual(['error no-title-period null']);
    write('bylaw.config.jsonc', '');
    write('team.json', { rules: { 'no-title-period': 'warn' } });
    expect(judged(PERIOD, ['--config', 'team.json', '--as', 'commit', '-'])).toHaveLength(1);
    expect(judged(PERIOD, ['--no-config', '--as', 'commit', '-'])).toHaveLength(1);
  });
});

describe('plugins', () => {
  const rule = (id: string, word: string) => `({
    id: '${id}', summary: 'Leave out ${word}', why: 'It is a test.', subjects: ['commit', 'reply'],
    severity: 'warn', options: (z) => z.strictObject({ words: z.array(z.string()).default(['${word}']) }),
    good: ['abc'], bad: [{ text: '${word}', flags: ['${word}'] }],
    *check(document, { words }) {
      for (const at of document.find(words)) yield { at, message: 'Unexpected ${word}, leave it out' };
    },
  })`;

  it('bring rules of a file and of a package', () => {
    write(
      'no-foo.ts',
      `import { defineRule } from 'bylaw';\nexport default defineRule${rule('no-foo', 'foo')};`,
    );
    write('node_modules/acme/package.json', '{"name": "acme", "main": "main.cjs"}');
    write(
      'node_modules/acme/main.cjs',
      `module.exports = [${rule('no-bar', 'bar')}, ${rule('no-baz', 'baz')}];`,
    );
    write(
      'bylaw.config.json',
      `{"plugins": ["./no-foo.ts", "acme"],
        "rules": { "no-foo": "error",
                   "no-bar": ["warn", { "words": ["qux"] }] }}`,
    );
    const all = ['error no-foo bylaw.config.json:2', 'warn no-bar bylaw.config.json:3'];
    expect(judged('Say foo bar baz qux')).toEqual(all);
    const { stdout } = bylaw(['check', '--as', 'commit', '--ndjson', '-'], {
      cwd,
      input: '{"id": 1, "text": "Say foo"}',
    });
    expect(JSON.parse(stdout).findings).toHaveLength(1);
    expect(bylaw(['explain', 'no-baz'], { cwd }).stdout).toContain('Leave out baz');
    expect(bylaw(['rules'], { cwd }).stdout).toMatch(/^no-foo +error +commit, reply/m);
    expect(judged('Say baz', ['--rule', 'no-baz', '-'])).toEqual(['warn no-baz --rule']);
  });

  it('hold in hooks, when commits are made and when they are pushed', () => {
    cwd = repository();
    write('no-foo.mjs', `export default ${rule('no-foo', 'foo')};`);
    write('bylaw.config.json', { plugins: ['./no-foo.mjs'], rules: { 'no-foo': 'error' } });
    write('m', 'Say foo');
    expect(bylaw(['hook', 'commit-msg', 'm'], { cwd })).toMatchObject({ code: 1 });
    git(['commit', '-q', '--allow-empty', '-m', 'Say foo'], { cwd });
    const zero = '0'.repeat(40);
    const sha = git(['rev-parse', 'HEAD'], { cwd }).trim();
    const input = `refs/heads/main ${sha} refs/heads/main ${zero}\n`;
    const push = bylaw(['hook', 'pre-push', 'origin'], { cwd, input });
    expect(push).toMatchObject({ code: 1, stderr: expect.stringContaining('no-foo') });
  });

  const wrong: [string, string, string][] = [
    ['throws', "throw new Error('no way');", 'Cannot load plugin.js: no way'],
    [
      'exports no rule',
      'export default 3;',
      'No rule in plugin.js, export one by default, or a list of them',
    ],
    ['exports nothing', 'export const a = 1;', 'No default export in plugin.js, write `export default`'],
    [
      'lacks a check',
      'export default { id: "no-x" };',
      'Wrong value of `summary` in the rule of plugin.js at',
    ],
    [
      'takes the id of a built-in rule',
      `export default ${rule('no-emoji', 'x')};`,
      'Rule `no-emoji` of plugin.js is there already, give it another id',
    ],
    [
      'has options that are none',
      `export default { ...${rule('no-x', 'x')}, options: () => 3 };`,
      'Wrong `options` of `no-x` in plugin.js, return a schema of the zod given to it',
    ],
  ];
  it.each(wrong)('are refused where one %s', (_, text, message) => {
    write('plugin.js', text);
    write('bylaw.config.json', { plugins: ['./plugin.js'] });
    expect(trouble().startsWith(message), trouble()).toBe(true);
  });

  it('are refused where a file is not there, or is no code', () => {
    write('data.json', {});
    write('bylaw.config.json', '{"plugins": [\n"./absent.js"]}');
    expect(trouble()).toBe('No file `./absent.js` in bylaw.config.json:2, name one that exists');
    write('bylaw.config.json', '{"plugins": [\n"./data.json"]}');
    expect(trouble()).toBe(
      'No code in data.json of bylaw.config.json:2, name a file that ends in .ts or .js',
    );
  });
});

describe('bylaw config', () => {
  beforeEach(() => {
    write('team.json', '{"rules": {\n"no-emoji": "warn"},\n"hooks": {"commit-msg": {"fix": true}}}');
    write(
      'bylaw.config.json',
      `{"extends": ["bylaw:recommended", "./team.json"],
        "rules": { "no-emoji": "off",
                   "no-title-period": "warn" },
        "overrides": [{ "branches": ["try/**"],
                        "rules": { "no-title-period": "off", "no-emoji": "error" } }],
        "suppressions": {}}`,
    );
  });

  it('prints what holds, as check does', () => {
    const { stdout, code } = bylaw(['config'], { cwd });
    expect(code).toBe(0);
    expect(bylaw(['check', '--print-config'], { cwd })).toEqual({ code: 0, stdout, stderr: '' });
    const { clauses, ...others } = JSON.parse(stdout);
    expect(others).toEqual({
      version: 1,
      files: ['bylaw.config.json', 'team.json'],
      hooks: { 'commit-msg': { fix: true }, 'prepare-commit-msg': { fix: false } },
      suppressions: { agents: true },
    });
    const bots = { subjects: ['commit', 'pr'], authors: ['bylaw:bots'] };
    const of = (id: string) => clauses.filter(({ rule }: { rule: string }) => rule === id);
    expect(of('no-title-period')).toEqual([
      {
        rule: 'no-title-period',
        severity: 'warn',
        options: {},
        subjects: ['commit', 'pr'],
        from: 'bylaw.config.json:3',
        unless: [{ branches: ['try/**'] }, bots],
      },
    ]);
    expect(of('no-emoji')).toMatchObject([
      { from: 'bylaw.config.json:5', when: [{ branches: ['try/**'] }], unless: [bots] },
    ]);
    expect(of('no-invisible-characters')).toMatchObject([{ from: null }]);
  });

  it('says which line decided, what it was before, and what narrows it', () => {
    const why = (id: string) => bylaw(['config', '--why', id], { cwd }).stdout.split('\n');
    expect(why('no-emoji').slice(0, 2)).toEqual([
      'no-emoji: off in bylaw.config.json:2, before: warn in team.json:2, before: error by bylaw:recommended',
      '  error in bylaw.config.json:5 where branch is try/**',
    ]);
    expect(why('no-title-period')).toEqual([
      'no-title-period: warn in bylaw.config.json:3, before: error by bylaw:recommended',
      '  off in bylaw.config.json:5 where branch is try/**',
      '  holds as warn for commit, pr with {}, not where branch is try/**, not where subject is commit or pr and author is bylaw:bots',
      '',
    ]);
    expect(why('no-coauthor')).toEqual(['no-coauthor: off, no setting holds everywhere', '']);
    expect(why('no-invisible-characters')[0]).toBe('no-invisible-characters: error by bylaw:recommended');
  });

  it('says it as JSON, and of flags too', () => {
    const args = ['config', '--why', 'no-emoji', '--rule', 'no-emoji="error"', '--format', 'json'];
    const why = JSON.parse(bylaw(args, { cwd }).stdout);
    expect(why).toMatchObject({ version: 1, rule: 'no-emoji', severity: 'error' });
    expect(why.settings.map(({ severity, from }: Finding) => [severity, from])).toEqual([
      ['error', '--rule'],
      ['error', 'bylaw.config.json:5'],
      ['off', 'bylaw.config.json:2'],
      ['warn', 'team.json:2'],
      ['error', null],
    ]);
    expect(why.clauses).toMatchObject([{ rule: 'no-emoji', from: '--rule' }]);
  });

  it('knows no other rules', () => {
    expect(trouble(['config', '--why', 'no-emojis'])).toBe(
      'Unknown rule `no-emojis`, did you mean `no-emoji`?',
    );
    expect(trouble(['config', 'no-emoji'])).toBe('No arguments here, ask for one rule with `--why RULE`');
  });
});

describe('any configuration', () => {
  const compiles = (make: () => unknown) => {
    try {
      make();
    } catch (error) {
      if (!Trouble.is(error)) throw error;
    }
  };
  const ids = fc.constantFrom(...rules.keys(), '__proto__', 'constructor', 'no-such-rule');
  const near: fc.Arbitrary<unknown> = fc.record(
    {
      extends: fc.oneof(fc.constantFrom('bylaw:recommended', 'bylaw:bots', './x.json'), fc.anything()),
      plugins: fc.anything(),
      rules: fc.oneof(
        fc.dictionary(ids, fc.oneof(fc.constantFrom('off', 'warn'), fc.anything())),
        fc.anything(),
      ),
      overrides: fc.array(
        fc.record(
          {
            paths: fc.oneof(fc.array(fc.string()), fc.anything()),
            authors: fc.oneof(fc.array(fc.string()), fc.anything()),
            rules: fc.dictionary(ids, fc.anything()),
          },
          { requiredKeys: [] },
        ),
      ),
      hooks: fc.anything(),
    },
    { requiredKeys: [] },
  );
  const options = { withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true };

  it('compiles, or is refused in words', () => {
    fc.assert(
      fc.property(fc.oneof(near, fc.anything(options)), (config) =>
        compiles(() => compileConfig(config as Config, rules)),
      ),
      { numRuns: 500 },
    );
  });

  it('compiles as text, or is refused in words', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), near.map(textOf)), (text) =>
        compiles(() => {
          const { value, place } = readJson(text, 'config.json');
          expect(place(['rules', 0, 'x'])).toMatch(/^config\.json:\d+$/);
          compileConfig(value as Config, rules);
        }),
      ),
      { numRuns: 500 },
    );
  });

  function textOf(value: unknown): string {
    try {
      return JSON.stringify(value) ?? '';
    } catch {
      return '';
    }
  }

  it('gives a clause to every rule it sets', () => {
    const settings: Settings = Object.fromEntries([...rules.keys()].map((id) => [id, 'warn']));
    const { clauses } = compileConfig({ rules: settings }, rules);
    expect(clauses.map(({ rule }) => rule)).toEqual([...rules.keys()]);
  });
});
