import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BYLAW, bylaw, folder, repository, run } from './support/run.ts';

const START =
  '{\n  "$schema": "./node_modules/bylaw/rules/schema.json",\n  "extends": "bylaw:recommended",\n  "rules": {}\n}\n';

/** On a terminal, with what somebody types. */
function onTerminal(input: string, cwd: string) {
  return run('script', ['-qec', `${process.execPath} ${BYLAW} init`, '/dev/null'], { cwd, input });
}

describe('bylaw init', () => {
  it('writes a configuration that holds, and asks nothing where no terminal is', () => {
    const cwd = repository();
    const { code, stdout, stderr } = bylaw(['init'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Next: `bylaw install`');
    expect(readFileSync(join(cwd, 'bylaw.config.json'), 'utf8')).toBe(START);
    expect(readdirSync(cwd).sort()).toEqual(['.git', 'bylaw.config.json']);
    expect(existsSync(join(cwd, '.git/hooks/commit-msg'))).toBe(false);
    const judged = bylaw(['check', '--as', 'commit', '-'], { cwd, input: 'Retry it.' });
    expect(judged.stdout).toContain('no-title-period');
  });

  it('installs the hooks with --yes', () => {
    const cwd = repository();
    expect(bylaw(['init', '--yes'], { cwd }).code).toBe(0);
    expect(existsSync(join(cwd, '.git/hooks/commit-msg'))).toBe(true);
  });

  it.each([
    ['y\n', true],
    ['n\n', false],
    ['\n', false],
    ['\u0004', false],
  ])('asks on a terminal, and takes the answer %j', (answer, installed) => {
    const cwd = repository();
    const { code, stdout } = onTerminal(answer, cwd);
    expect({ code, asked: stdout.includes('Install the git hooks now?') }).toEqual({ code: 0, asked: true });
    expect(existsSync(join(cwd, '.git/hooks/commit-msg'))).toBe(installed);
    expect(readFileSync(join(cwd, 'bylaw.config.json'), 'utf8')).toBe(START);
  });

  it.each([
    ['bylaw.config.json', '{}'],
    ['bylaw.config.ts', ''],
    ['bylaw.config.mjs', ''],
    ['package.json', '{"bylaw": {}}'],
  ])('leaves %s alone', (name, text) => {
    const cwd = folder();
    writeFileSync(join(cwd, name), text);
    expect(bylaw(['init', '--yes'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: `bylaw: There is a configuration in ${name} already, change that one\n`,
    });
    expect(readdirSync(cwd)).toEqual([name]);
    expect(readFileSync(join(cwd, name), 'utf8')).toBe(text);
  });

  it('goes beside a package.json that only depends on bylaw', () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'package.json'), '{"devDependencies": {"bylaw": "1"}}');
    expect(bylaw(['init'], { cwd }).code).toBe(0);
  });

  it('does not write through a link that leads nowhere', () => {
    const cwd = folder();
    symlinkSync('elsewhere.json', join(cwd, 'bylaw.config.json'));
    expect(bylaw(['init'], { cwd }).code).toBe(2);
    expect(readdirSync(cwd)).toEqual(['bylaw.config.json']);
  });
});
