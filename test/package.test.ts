import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENV, folder, git, repository, run } from './support/run.ts';

/** npm wants a home of its own for its logs, and the cache that `npm ci` has filled. */
const NPM_ENV = {
  HOME: process.env.HOME,
  npm_config_prefer_offline: 'true',
  npm_config_fund: 'false',
  npm_config_audit: 'false',
};

let tarball: string;
let project: string;
beforeAll(() => {
  const packed = folder();
  npm(['pack', '--ignore-scripts', '--pack-destination', packed], resolve('.'));
  tarball = join(packed, readdirSync(packed)[0] ?? '');
  project = folder();
  writeFileSync(join(project, 'package.json'), '{"name":"fresh","type":"module","private":true}');
  npm(['install', tarball], project);
}, 120_000);

function npm(args: readonly string[], cwd: string): void {
  const { code, stderr } = run('npm', args, { cwd, env: NPM_ENV });
  if (code !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
}

function node(code: string): string {
  const { stdout, stderr } = run(process.execPath, ['--input-type=module', '-e', code], { cwd: project });
  return stdout + stderr;
}

describe('the packed package', () => {
  it('judges, fixes and reports as a library', () => {
    const script = `
      import { createLinter, report, parse, lint, fix, defineConfig } from 'bylaw';
      const linter = createLinter({ config: defineConfig({ rules: { 'no-title-period': 'error' } }) });
      const subject = { kind: 'commit', message: 'Retry it.' };
      console.log(lint(parse(subject), linter.policy).length, fix(subject, linter.policy));
      console.log(report([linter.judge(subject)], 'human').split('\\n')[0]);`;
    expect(node(script)).toBe('1 Retry it\ncommit commit\n');
  });

  it('tests rules of others', () => {
    const script = (flags: string) => `
      import { defineRule } from 'bylaw';
      import { testRule } from 'bylaw/test';
      const rule = defineRule({
        id: 'no-x', summary: 'Leave out x', why: 'It is a test.', subjects: ['reply'], severity: 'warn',
        good: ['a'], bad: [{ text: 'x', flags: [${flags}] }],
        *check(document) { for (const at of document.find(['x'])) yield { at, message: 'Unexpected x' }; },
      });
      try { testRule(rule); console.log('passed'); } catch (error) { console.log(error.message); }`;
    expect(node(script("'x'"))).toBe('passed\n');
    expect(node(script("'y'"))).toContain('flagged places');
  });

  it('has types that a strict project accepts', () => {
    const rule = `
      import { createLinter, defineRule, type Finding } from 'bylaw';
      export const rule = defineRule({
        id: 'max-letters', summary: 'Keep it short', why: 'It is a test.', subjects: ['reply'], severity: 'warn',
        options: (z) => z.strictObject({ letters: z.number().default(3).describe('Letters') }),
        good: [{ text: 'abc', options: { letters: 3 } }],
        bad: [],
        *check(document, { letters }) {
          const doubled: number = letters * 2;
          if (document.text.length > doubled) yield { at: { start: 0, end: 1 }, message: 'Too long' };
        },
      });
      export const findings: Finding[] = createLinter({ rules: [rule] }).lint({ kind: 'reply', text: 'x' });
      // @ts-expect-error a reply has a text
      createLinter().lint({ kind: 'reply' });`;
    writeFileSync(join(project, 'use.ts'), rule);
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      '',
      'use.ts',
    ];
    const tsc = [resolve('node_modules/typescript/bin/tsc'), ...flags];
    expect(run(process.execPath, tsc, { cwd: project })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('does nothing at import', () => {
    expect(node("await import('bylaw'); await import('bylaw/test');")).toBe('');
  });

  it('brings its command', () => {
    const { stdout } = run(join(project, 'node_modules/.bin/bylaw'), ['--version'], { cwd: project });
    expect(stdout).toMatch(/^bylaw \d+\.\d+\.\d+\n$/);
  });

  it('passes publint and attw', () => {
    const tool = (name: string, args: string[]) =>
      run(resolve('node_modules/.bin', name), args, { cwd: resolve('.'), env: { HOME: process.env.HOME } });
    const publint = tool('publint', ['run', tarball, '--strict']);
    expect(publint.code, publint.stdout + publint.stderr).toBe(0);
    const attw = tool('attw', [tarball, '--profile', 'esm-only']);
    expect(attw.code, attw.stdout + attw.stderr).toBe(0);
  }, 60_000);

  it('has an engine free of Node', async () => {
    const entryPoints = [join(project, 'node_modules/bylaw/dist/lib/src/index.js')];
    const { outputFiles } = await build({
      entryPoints,
      bundle: true,
      platform: 'browser',
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    expect(outputFiles[0]?.text).not.toMatch(/from ?"(?:node:|fs|path)|require\("(?:node:|fs|path)/);
  });
});

describe('a global installation', () => {
  it('holds a repository that has no package.json', () => {
    const prefix = folder();
    npm(['install', '--global', '--prefix', prefix, tarball], prefix);
    const cwd = repository();
    mkdirSync(join(cwd, 'python'));
    writeFileSync(join(cwd, 'python', 'main.py'), 'print(1)\n');
    git(['add', '.'], { cwd });
    const env = { PATH: `${join(prefix, 'bin')}${delimiter}${ENV.PATH}` };
    expect(run('bylaw', ['install'], { cwd, env })).toMatchObject({ code: 0 });
    const commit = (message: string) => run('git', ['commit', '-q', '-m', message], { cwd });
    expect(commit('Print a one.').stderr).toContain('no-title-period');
    expect(commit('Print a one')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(git(['log', '--format=%s'], { cwd })).toBe('Print a one\n');
  }, 120_000);
});
