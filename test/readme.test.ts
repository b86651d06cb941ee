import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bylaw, folder, run } from './support/run.ts';
import { terminalSvg } from './support/svg.ts';

const readme = readFileSync('README.md', 'utf8');

/** The commit that README.md opens with. */
const BAD_COMMIT = `Added retries to the upload \u{1f680}.
It should hopefully fix the timeout, uploads are much faster now.

\u{1f916} Generated with [Claude Code](https://claude.com/claude-code)

Co-Authored-By: Claude <noreply@anthropic.com>
`;

describe('README.md', () => {
  it('opens with what bylaw really says to a bad commit', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'COMMIT_EDITMSG'), BAD_COMMIT);
    const { stdout } = bylaw(['check', 'COMMIT_EDITMSG'], { cwd, env: { FORCE_COLOR: '1' } });
    const screen = `$ cat COMMIT_EDITMSG\n${BAD_COMMIT}$ bylaw check COMMIT_EDITMSG\n${stdout}`;
    await expect(terminalSvg(screen)).toMatchFileSnapshot('terminal.svg');
  });

  it('has two commands to try, each in a fence of its own', () => {
    const [, section = ''] = readme.split('\n## Try it\n');
    const fences = Array.from(
      (section.split('\n## ')[0] ?? '').matchAll(/```sh\n([\s\S]*?)```/g),
      ([, code]) => code,
    );
    expect(fences).toEqual(['npm ci && npm run try\n', 'npm ci && npm test\n']);
  });

  it('names only commands and flags that exist', () => {
    const uses = Array.from(
      readme.matchAll(/bylaw (check|install|uninstall|doctor|rules|explain)\b([^\n`]*)/g),
    );
    const flags = uses.flatMap(([, name = '', rest = '']) =>
      (rest.match(/--[a-z-]+/g) ?? []).map((flag) => [name, flag] as const),
    );
    expect(flags.length).toBeGreaterThan(5);
    for (const [name, flag] of flags)
      expect(bylaw([name, '--help'], { cwd: folder() }).stdout, flag).toContain(flag);
  });

  it('shows a CI step that judges a range, tried in a shell', () => {
    const [, step = ''] = /```sh\n(npx --yes bylaw check --range[^\n]*)\n/.exec(readme) ?? [];
    expect(step).not.toBe('');
    const shell = step.replace('npx --yes bylaw', 'echo');
    expect(run('sh', ['-ec', shell], { cwd: folder(), env: { BASE: 'a', HEAD: 'b' } }).stdout).toContain(
      'a..b',
    );
  });
});
