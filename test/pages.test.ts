import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../src/lint.ts';
import { BYLAW, bylaw, folder, git, repository, run } from './support/run.ts';

let cwd: string;
let home: string;
beforeEach(() => {
  cwd = repository();
  home = mkdtempSync(join(tmpdir(), 'bylaw-home-'));
});

function write(path: string, text: string, top = cwd): void {
  const file = join(top, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A line that makes one clause whatever the reading of sentences makes of it. */
function limit(length: number): string {
  return `- Keep it short <!-- bylaw: max-title-length {"length":${length}} -->\n`;
}

const LONG = 'Retry the upload of every part that was lost on the way to the server';

interface Asked {
  args?: string[];
  at?: string;
  env?: NodeJS.ProcessEnv;
}

/** Where the clause on long titles comes from that a commit breaks. */
function from({ args = [], at = cwd, env = {} }: Asked = {}): string | null | undefined {
  const options = { cwd: at, env: { HOME: home, ...env }, input: LONG };
  const { stdout, stderr } = bylaw(['check', '--as', 'commit', '--format', 'json', ...args, '-'], options);
  if (stderr !== '') throw new Error(stderr);
  const findings: Finding[] = JSON.parse(stdout).subjects[0].findings;
  return findings.find(({ rule }) => rule === 'max-title-length')?.from;
}

function trouble(args: readonly string[] = ['check', '-']): string {
  const { code, stdout, stderr } = bylaw(args, { cwd, env: { HOME: home }, input: 'Retry' });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.trimEnd();
}

describe('the pages that are found', () => {
  const ofRepository = [
    'AGENTS.md',
    'CLAUDE.md',
    'CLAUDE.local.md',
    '.claude/CLAUDE.md',
    '.claude/rules/git/titles.md',
    'GEMINI.md',
    '.github/copilot-instructions.md',
    '.github/instructions/git.instructions.md',
    '.cursor/rules/git.mdc',
    '.cursorrules',
  ];
  it.each(ofRepository)('are those of a repository: %s', (page) => {
    write(page, `# Git\n\n${limit(30)}`);
    expect(from()).toBe(`${page}:3`);
  });

  it.each(['.claude/CLAUDE.md', '.claude/rules/git.md', '.codex/AGENTS.md', '.gemini/GEMINI.md'])(
    'are those of a person: %s',
    (page) => {
      write(page, limit(30), home);
      expect(from()).toBe(`~/${page}:1`);
    },
  );

  it.each([
    ['CLAUDE_CONFIG_DIR', 'CLAUDE.md', '.claude/CLAUDE.md'],
    ['CLAUDE_CONFIG_DIR', 'rules/git.md', '.claude/rules/git.md'],
    ['CODEX_HOME', 'AGENTS.md', '.codex/AGENTS.md'],
    ['COPILOT_HOME', 'copilot-instructions.md', '.copilot/copilot-instructions.md'],
  ])('are looked for where %s leads: %s', (variable, page, usual) => {
    const elsewhere = folder();
    write(page, limit(30), elsewhere);
    write(usual, limit(31), home);
    expect(from({ env: { [variable]: elsewhere } })).toBe(`${join(elsewhere, page)}:1`);
    expect(from({ env: { [variable]: 'relative' } })).toBe(`~/${usual}:1`);
  });

  it('win the later the nearer they are', () => {
    write('.claude/CLAUDE.md', limit(31), home);
    write('AGENTS.md', limit(32));
    expect(from()).toBe('AGENTS.md:1');
    write('CLAUDE.md', limit(33));
    expect(from()).toBe('CLAUDE.md:1');
    write('packages/web/AGENTS.md', limit(34));
    expect(from()).toBe('CLAUDE.md:1');
    expect(from({ at: join(cwd, 'packages/web') })).toBe('packages/web/AGENTS.md:1');
  });

  it('are read up to a limit, and the rest is told', () => {
    write('CLAUDE.md', `${limit(30)}\n${'x'.repeat(200_000)}\n`);
    const { stderr } = bylaw(['policy'], { cwd, env: { HOME: home } });
    expect(stderr).toBe('CLAUDE.md: only the first 200000 characters are read, part the page in two\n');
  });

  it('come once where one is a link to another', () => {
    write('AGENTS.md', limit(30));
    symlinkSync('AGENTS.md', join(cwd, 'CLAUDE.md'));
    const { stdout } = bylaw(['policy', '--format', 'json'], { cwd, env: { HOME: home } });
    expect(JSON.parse(stdout).pages.map(({ path }: { path: string }) => path)).toEqual(['AGENTS.md']);
  });

  it('are none that a link leads to out of the repository', () => {
    const elsewhere = folder();
    write('page.md', limit(30), elsewhere);
    symlinkSync(join(elsewhere, 'page.md'), join(cwd, 'CLAUDE.md'));
    expect(from()).toBeUndefined();
  });

  it('are not CONTRIBUTING.md, nor a folder of a page its name', () => {
    write('CONTRIBUTING.md', limit(30));
    mkdirSync(join(cwd, 'CLAUDE.md'));
    expect(from()).toBeUndefined();
  });

  it('are found where no repository is', () => {
    cwd = folder();
    write('CLAUDE.md', limit(30));
    expect(from()).toBe('CLAUDE.md:1');
  });

  it('may have an end of line and a mark of bytes as Windows writes them', () => {
    write('CLAUDE.md', `\uFEFF# Git\r\n\r\n${limit(30).replace('\n', '\r\n')}`);
    expect(from()).toBe('CLAUDE.md:3');
  });
});

describe('the pages that are read', () => {
  it('are those that are named instead, in a command', () => {
    write('CLAUDE.md', limit(30));
    write('CONTRIBUTING.md', limit(31));
    write('docs/style.md', 'Be kind\n');
    expect(from({ args: ['--policy', 'CONTRIBUTING.md'] })).toBe('CONTRIBUTING.md:1');
    expect(from({ args: ['--policy', 'CONTRIBUTING.md', '--policy', 'docs/style.md'] })).toBe(
      'CONTRIBUTING.md:1',
    );
    expect(from({ args: ['--policy', 'docs/style.md'] })).toBeUndefined();
    expect(from()).toBe('CLAUDE.md:1');
    expect(trouble(['check', '--policy', 'absent.md', '-'])).toBe(
      'bylaw: No policy page absent.md, name a text file that exists, of 4 MB at most',
    );
  });

  it('are those that a configuration names, from where it stands, beside those of a person', () => {
    write('.claude/CLAUDE.md', limit(30), home);
    write('CLAUDE.md', limit(31));
    write('docs/style.md', limit(32));
    const config = (pages: unknown) => write('bylaw.config.json', JSON.stringify({ pages }));
    mkdirSync(join(cwd, 'src'));
    config(['docs/style.md']);
    expect(from({ at: join(cwd, 'src') })).toBe('docs/style.md:1');
    config([]);
    expect(from()).toBe('~/.claude/CLAUDE.md:1');
    config(false);
    expect(from()).toBeUndefined();
    config(true);
    expect(from()).toBe('CLAUDE.md:1');
    config('CLAUDE.md');
    expect(trouble()).toContain('Wrong value of `pages` in bylaw.config.json:1: write true, false or a list');
    config(['absent.md']);
    expect(trouble()).toContain('No policy page absent.md');
  });

  it('are none with --no-config, but for named ones', () => {
    write('CLAUDE.md', limit(30));
    expect(from({ args: ['--no-config'] })).toBeUndefined();
    expect(from({ args: ['--no-config', '--policy', 'CLAUDE.md'] })).toBe('CLAUDE.md:1');
    expect(from({ args: ['--no-config', '--rule', 'no-emoji'] })).toBeUndefined();
  });

  it('hold for the files that their front matter names', () => {
    const page = `---\nglobs: src/**/*.{ts,js}, lib/*.ts\nalwaysApply: false\n---\n- Hold still <!-- bylaw: no-words {"words":["foo"]} -->\n`;
    const clausesOf = (path: string, text: string) => {
      write(path, text);
      const { stdout } = bylaw(['config', '--no-config', '--policy', path], { cwd });
      return JSON.parse(stdout).clauses.find(({ rule }: { rule: string }) => rule === 'no-words');
    };
    expect(clausesOf('a.mdc', page).when).toEqual([{ paths: ['src/**/*.{ts,js}', 'lib/*.ts'] }]);
    expect(clausesOf('b.mdc', page.replace('false', 'true')).when).toBeUndefined();
    const claude = page.replace(/globs.*\n.*\n/, 'paths:\n  - "api/**"\n  - web/*.ts\n');
    expect(clausesOf('c.md', claude).when).toEqual([{ paths: ['api/**', 'web/*.ts'] }]);
    const copilot = page.replace(/globs.*\n.*\n/, "applyTo: '**'\n");
    expect(clausesOf('d.md', copilot).when).toBeUndefined();
  });

  it('count their globs from their own folder', () => {
    const pathsFor = (globs: string) => {
      write('web/.cursor/rules/a.mdc', `---\nglobs: ${globs}\n---\n${limit(30)}`);
      const { stdout } = bylaw(['config'], { cwd: join(cwd, 'web'), env: { HOME: home } });
      return JSON.parse(stdout).clauses.find(({ from }: Finding) => from?.includes('a.mdc')).when;
    };
    expect(pathsFor('["*.ts", "src/**"]')).toEqual([{ paths: ['web/**/*.ts', 'web/src/**'] }]);
    expect(pathsFor('["!*.js"]')).toEqual([{ paths: ['web/**', '!web/**/*.js'] }]);
  });
});

describe('imports', () => {
  const notes = () => bylaw(['policy'], { cwd, env: { HOME: home } }).stderr;

  it('are read from the page that names them, before it', () => {
    write('CLAUDE.md', 'See @docs/git.md for more.\n');
    write('docs/git.md', '@./titles.md\n');
    write('docs/titles.md', limit(30));
    expect(from()).toBe('docs/titles.md:1');
    write('CLAUDE.md', `See @docs/git.md.\n\n${limit(31)}`);
    expect(from()).toBe('CLAUDE.md:3');
    expect(notes()).toBe('');
  });

  it('are none in code, in comments and in what names no page', () => {
    write('titles.md', limit(30));
    write(
      'CLAUDE.md',
      'Ask @ada, see `@titles.md` and ada@titles.md or @package.json\n\n```\n@titles.md\n```\n<!-- @titles.md -->\n',
    );
    expect(from()).toBeUndefined();
    expect(notes()).toBe('');
  });

  it('end at circles and after four hops', () => {
    write('CLAUDE.md', '@1.md\n');
    for (const hop of [1, 2, 3, 4, 5]) write(`${hop}.md`, `@${hop + 1}.md\n${limit(30 + hop)}`);
    expect(from()).toBe('1.md:2');
    expect(notes()).toBe('4.md:1: `@5.md` is more than 4 imports away\n');
    write('2.md', '@CLAUDE.md and @2.md\n');
    expect(notes()).toBe(
      '2.md:1: `@CLAUDE.md` imports itself in a circle\n2.md:1: `@2.md` imports itself in a circle\n',
    );
  });

  it('stay in the repository and the folder of the person', () => {
    const elsewhere = folder();
    write('page.md', limit(30), elsewhere);
    write('prefs.md', limit(31), home);
    symlinkSync(join(elsewhere, 'page.md'), join(cwd, 'link.md'));
    write('CLAUDE.md', `@${elsewhere}/page.md\n@link.md\n@absent.md\n`);
    expect(from()).toBeUndefined();
    expect(notes().split('\n')).toEqual([
      `CLAUDE.md:1: \`@${elsewhere}/page.md\` lies outside of this repository and your own folder`,
      'CLAUDE.md:2: `@link.md` is no page in this repository or your own folder',
      'CLAUDE.md:3: `@absent.md` is no page in this repository or your own folder',
      '',
    ]);
    write('CLAUDE.md', '@~/prefs.md\n');
    expect(from()).toBe('~/prefs.md:1');
  });
});

describe('a compiled policy', () => {
  const hook = () => {
    write('m', LONG);
    return bylaw(['hook', 'commit-msg', 'm'], { cwd, env: { HOME: home } }).stderr;
  };
  const kept = () => readFileSync(join(cwd, '.git/bylaw/policy.json'), 'utf8');

  it('is kept, and made anew when a page comes, changes or goes', () => {
    expect(hook()).not.toContain('max-title-length');
    write('CLAUDE.md', limit(30));
    expect(hook()).toContain('asked for by CLAUDE.md:1');
    const before = kept();
    expect(hook()).toContain('asked for by CLAUDE.md:1');
    expect(kept()).toBe(before);
    write('CLAUDE.md', `\n${limit(30)}`);
    expect(hook()).toContain('asked for by CLAUDE.md:2');
    write('.claude/CLAUDE.md', limit(29), home);
    write('CLAUDE.local.md', limit(31));
    expect(hook()).toContain('asked for by CLAUDE.local.md:1');
    rmSync(join(cwd, 'CLAUDE.local.md'));
    unlinkSync(join(cwd, 'CLAUDE.md'));
    expect(hook()).toContain('asked for by ~/.claude/CLAUDE.md:1');
  });

  it('is made anew when an import changes or comes', () => {
    write('CLAUDE.md', '@git.md\n');
    expect(hook()).not.toContain('max-title-length');
    write('git.md', limit(30));
    expect(hook()).toContain('asked for by git.md:1');
    write('git.md', `\n${limit(30)}`);
    expect(hook()).toContain('asked for by git.md:2');
  });

  it('is made anew where it is damaged', () => {
    write('CLAUDE.md', limit(30));
    expect(hook()).toContain('asked for by CLAUDE.md:1');
    for (const damage of ['', '{', 'null', '{"build":1}', kept().slice(0, -20)]) {
      writeFileSync(join(cwd, '.git/bylaw/policy.json'), damage);
      expect(hook()).toContain('asked for by CLAUDE.md:1');
    }
  });

  it('is all that a hook loads', () => {
    write('CLAUDE.md', limit(30));
    const dist = join(folder(), 'dist');
    cpSync(dirname(BYLAW), dist, { recursive: true });
    const lean = () => {
      write('m', LONG);
      const args = [join(dist, 'bylaw.cjs'), 'hook', 'commit-msg', 'm'];
      return run(process.execPath, args, { cwd, env: { HOME: home } }).stderr;
    };
    expect(lean()).toContain('asked for by CLAUDE.md:1');
    for (const file of ['make.cjs', 'zod.cjs', 'main.cjs', 'markdown.cjs']) rmSync(join(dist, file));
    expect(lean()).toContain('asked for by CLAUDE.md:1');
    write('CLAUDE.md', `\n${limit(30)}`);
    expect(lean()).toContain('make.cjs');
  });

  it('lets no page of another folder stay', () => {
    write('CLAUDE.md', limit(30));
    write('web/CLAUDE.md', limit(31));
    for (let round = 0; round < 2; round++) {
      expect(from({ at: join(cwd, 'web') })).toBe('web/CLAUDE.md:1');
      expect(hook()).toContain('asked for by CLAUDE.md:1');
    }
  });

  it('holds in a hook that git starts', () => {
    write('CLAUDE.md', '- Keep commit titles under 30 characters\n');
    bylaw(['install'], { cwd, env: { HOME: home } });
    git(['add', '.'], { cwd });
    for (let round = 0; round < 2; round++) {
      expect(() => git(['commit', '-m', LONG], { cwd, env: { HOME: home } })).toThrow(
        /CLAUDE\.md:1 says: Keep commit titles under 30 characters/,
      );
    }
    git(['commit', '-q', '-m', 'Retry the upload'], { cwd, env: { HOME: home } });
  });
});
