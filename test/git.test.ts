import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { cleanMessage } from '../src/parse/commit.ts';
import { environmentElsewhere, runGit } from '../src/read/git.ts';
import { readGitConfig } from '../src/read/git-config.ts';
import { history, type RecordedCommit } from '../src/read/history.ts';
import { messageSettings } from '../src/read/message.ts';
import { parsePush, pushedCommits } from '../src/read/push.ts';
import { currentBranch, findRepository, type Repository } from '../src/read/repository.ts';
import { git, run, sandbox } from './support/sandbox.ts';

// Each test starts git and node many times, which a busy machine makes slow.
vi.setConfig({ testTimeout: 60_000 });

const box = sandbox();
const { env } = box;
afterAll(() => box.remove());

const commit = (cwd: string, message: string, ...args: string[]) =>
  git(['commit', '--quiet', '--allow-empty', '--message', message, ...args], { cwd, env });

function repositoryAt(cwd: string, more: NodeJS.ProcessEnv = {}): Repository {
  const repository = findRepository(cwd, { ...env, ...more });
  if (!repository) throw new Error(`No repository at ${cwd}`);
  return repository;
}

async function collect(commits: AsyncIterable<RecordedCommit>): Promise<RecordedCommit[]> {
  const all: RecordedCommit[] = [];
  for await (const each of commits) all.push(each);
  return all;
}

const messages = async (commits: AsyncIterable<RecordedCommit>) =>
  (await collect(commits)).map(({ commit }) => commit.message);

describe('findRepository', () => {
  /** What git itself says, where it finds a repository. */
  function oracle(cwd: string, more: NodeJS.ProcessEnv): Repository | null {
    const ask = (...args: string[]) => run('git', ['rev-parse', ...args], { cwd, env: { ...env, ...more } });
    const [gitDir, commonDir] = ask('--path-format=absolute', '--git-dir', '--git-common-dir').stdout.split(
      '\n',
    );
    if (!gitDir || !commonDir) return null;
    const top = ask('--show-toplevel');
    return { gitDir, commonDir, workTree: top.code === 0 ? top.stdout.trimEnd() : null };
  }
  const agree = (cwd: string, more: NodeJS.ProcessEnv = {}) => {
    const expected = oracle(cwd, more);
    expect(findRepository(cwd, { ...env, ...more })).toEqual(expected);
    return expected;
  };

  const plain = box.repository('find', 'a place with spaces', 'größe');
  mkdirSync(join(plain, 'deep', 'er'), { recursive: true });
  const worktree = box.path('find', 'linked worktree');
  git(['worktree', 'add', '--quiet', '-b', 'linked', worktree], { cwd: plain, env });
  const bare = box.path('find', 'bare.git');
  git(['clone', '--quiet', '--bare', plain, bare], { cwd: plain, env });

  it('finds what git finds from the top, from below and from inside .git', () => {
    expect(agree(plain)?.workTree).toBe(plain);
    expect(agree(join(plain, 'deep', 'er'))?.workTree).toBe(plain);
    expect(agree(join(plain, '.git'))?.workTree).toBeNull();
    expect(agree(join(plain, '.git', 'refs'))?.workTree).toBeNull();
    expect(agree(box.root)).toBeNull();
  });

  it('follows the files of worktrees, submodules and separate git directories', () => {
    expect(agree(worktree)).toMatchObject({ commonDir: join(plain, '.git'), workTree: worktree });
    const above = box.repository('find', 'above');
    git(['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', plain, 'sub'], {
      cwd: above,
      env,
    });
    expect(agree(join(above, 'sub'))?.gitDir).toBe(join(above, '.git', 'modules', 'sub'));
    const apart = box.path('find', 'apart');
    git(['init', '--quiet', '--separate-git-dir', box.path('find', 'kept here'), apart], {
      cwd: box.root,
      env,
    });
    expect(agree(apart)?.gitDir).toBe(box.path('find', 'kept here'));
  });

  it('knows a bare repository, and the worktree of one', () => {
    expect(agree(bare)?.workTree).toBeNull();
    const attached = box.path('find', 'attached');
    git(['worktree', 'add', '--quiet', attached], { cwd: bare, env });
    expect(agree(attached)?.workTree).toBe(attached);
    const hidden = box.repository('find', 'hidden');
    git(['config', 'core.bare', 'true'], { cwd: hidden, env });
    expect(agree(hidden)?.workTree).toBeNull();
  });

  it('honours core.worktree and the file of one worktree', () => {
    const moved = box.repository('find', 'moved');
    git(['config', 'core.worktree', '../../elsewhere'], { cwd: moved, env });
    mkdirSync(box.path('find', 'elsewhere'));
    expect(agree(moved)?.workTree).toBe(box.path('find', 'elsewhere'));
    const own = box.repository('find', 'own');
    git(['config', 'extensions.worktreeConfig', 'true'], { cwd: own, env });
    git(['config', '--worktree', 'core.worktree', box.path('find', 'elsewhere')], { cwd: own, env });
    expect(agree(own)?.workTree).toBe(box.path('find', 'elsewhere'));
  });

  it('honours the variables that a hook finds in its environment', () => {
    const linkedDir = git(['rev-parse', '--absolute-git-dir'], { cwd: worktree, env });
    expect(agree(worktree, { GIT_DIR: linkedDir })?.workTree).toBe(worktree);
    expect(agree(join(plain, 'deep'), { GIT_DIR: '../.git' })?.workTree).toBe(join(plain, 'deep'));
    expect(agree(join(plain, 'deep'), { GIT_DIR: '../.git', GIT_WORK_TREE: '..' })?.workTree).toBe(plain);
    expect(agree(box.root, { GIT_DIR: join(worktree, '.git'), GIT_WORK_TREE: worktree })?.workTree).toBe(
      worktree,
    );
    expect(agree(box.root, { GIT_DIR: bare })?.workTree).toBeNull();
    expect(agree(join(plain, 'deep'), { GIT_CEILING_DIRECTORIES: `/nowhere:${plain}` })).toBeNull();
    expect(agree(join(plain, 'deep'), { GIT_CEILING_DIRECTORIES: join(plain, 'deep') })?.workTree).toBe(
      plain,
    );
  });

  it('takes nothing broken for a repository', () => {
    expect(agree(box.root, { GIT_DIR: box.path('find', 'no such') })).toBeNull();
    const broken = box.path('find', 'broken', '.git');
    box.write(broken, 'gitdir: /nowhere\n');
    expect(agree(box.path('find', 'broken'))).toBeNull();
  });
});

describe('currentBranch', () => {
  const folder = box.repository('branch');
  const here = () => currentBranch(repositoryAt(folder));

  it('names the branch of HEAD, also before its first commit', () => {
    expect(here()).toBe('main');
    git(['checkout', '--quiet', '--orphan', 'größe/of-it'], { cwd: folder, env });
    expect(here()).toBe('größe/of-it');
    git(['checkout', '--quiet', 'main'], { cwd: folder, env });
  });

  it('is null when detached, and the branch under way in a rebase', () => {
    git(['checkout', '--quiet', '--detach'], { cwd: folder, env });
    expect(here()).toBeNull();
    for (const backend of ['--merge', '--apply']) {
      git(['checkout', '--quiet', '-B', `work${backend}`, 'main'], { cwd: folder, env });
      box.write(join(folder, 'file'), 'mine\n');
      git(['add', 'file'], { cwd: folder, env });
      commit(folder, 'Mine');
      git(['checkout', '--quiet', '-B', 'theirs', 'main'], { cwd: folder, env });
      box.write(join(folder, 'file'), 'theirs\n');
      git(['add', 'file'], { cwd: folder, env });
      commit(folder, 'Theirs');
      git(['checkout', '--quiet', `work${backend}`], { cwd: folder, env });
      expect(run('git', ['rebase', backend, 'theirs'], { cwd: folder, env }).code).toBe(1);
      expect(here()).toBe(`work${backend}`);
      git(['rebase', '--abort'], { cwd: folder, env });
    }
  });
});

describe('readGitConfig', () => {
  const folder = box.repository('config');
  const config = join(folder, '.git', 'config');
  const before = readFileSync(config, 'utf8');

  const ours = (key: string, more: NodeJS.ProcessEnv = {}) => {
    const everything = { ...env, ...more };
    return readGitConfig(findRepository(folder, everything), everything).get(key);
  };
  /** An environment without git: what needs a spawn then fails. */
  const alone = { PATH: box.path('no git here') };
  const theirs = (key: string, more: NodeJS.ProcessEnv = {}) => {
    const { code, stdout } = run('git', ['config', '--null', '--get', key], {
      cwd: folder,
      env: { ...env, ...more },
    });
    return code === 0 ? stdout.replace(/\0$/, '') : undefined;
  };
  const agree = (key: string, more: NodeJS.ProcessEnv = {}) => {
    expect(ours(key, more)).toBe(theirs(key, more));
    return ours(key, more);
  };

  it('reads generated files as git does', () => {
    const piece = fc.constantFrom(
      'a',
      'B',
      ' ',
      '\t',
      '"',
      '\\"',
      '\\\\',
      '\\t',
      '\\n',
      '\\b',
      '\\\n',
      '#',
      ';',
      '=',
      'é',
      '[',
      ']',
      '\r',
    );
    const value = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const name = fc.constantFrom('key', 'Key', 'other-1', 'kéy', '1key', 'key ');
    const sign = fc.constantFrom(' = ', '=', '', '\t=\t', ' =');
    const line = fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(name, sign, value)
          .map(([key, equals, text]) => `\t${key}${equals}${equals && text}`),
      },
      { weight: 1, arbitrary: value.map((text) => `# ${text}`.replace(/\n/g, ' ')) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '[one]',
          '[One "Sub"] key = x',
          '[one "su\\"b\\c"]',
          '[one.two]',
          '[one "Sub"',
          '',
        ),
      },
    );
    const end = fc.constantFrom('\n', '\r\n');
    const file = fc
      .array(fc.tuple(line, end), { minLength: 1, maxLength: 6 })
      .map((lines) => `[one]\n${lines.map(([text, newline]) => text + newline).join('')}`);
    let refused = 0;
    fc.assert(
      fc.property(file, fc.boolean(), (text, cut) => {
        box.write(config, before + (cut ? text.trimEnd() : text));
        const { code, stdout } = run('git', ['config', '--null', '--list', '--local'], { cwd: folder, env });
        if (code !== 0) {
          refused++;
          // A file that does not even name the key is none of our business.
          if (/key/i.test(text)) expect(() => ours('one.key')).toThrow(/git config failed: bad config line/);
          return;
        }
        const expected = new Map(
          stdout.split('\0').map((pair) => [/^[^\n]*/.exec(pair)?.[0] ?? '', pair.replace(/^[^\n]*\n?/, '')]),
        );
        for (const key of expected.keys())
          if (key.startsWith('one.')) expect(ours(key)).toBe(expected.get(key));
        expect(ours('one.absent', alone)).toBeUndefined();
      }),
      { numRuns: 250 },
    );
    expect(refused).toBeGreaterThan(10);
    box.write(config, before);
  });

  it('lets a later file win: system, user, repository, worktree, environment', () => {
    const system = box.write(
      box.path('config files', 'system'),
      '[x]\n\ta = system\n\tb = system\n\tc = system\n',
    );
    const more: NodeJS.ProcessEnv = { GIT_CONFIG_NOSYSTEM: undefined, GIT_CONFIG_SYSTEM: system };
    box.write(box.path('home', '.config', 'git', 'config'), '[x]\n\tb = xdg\n\tc = xdg\n');
    expect(agree('x.a', more)).toBe('system');
    expect(agree('x.a')).toBeUndefined();
    expect(agree('x.b', more)).toBe('xdg');
    git(['config', '--global', 'x.c', 'user'], { cwd: folder, env });
    expect(agree('x.c', more)).toBe('user');
    expect(agree('x.c', { GIT_CONFIG_GLOBAL: system })).toBe('system');
    expect(agree('x.c', { XDG_CONFIG_HOME: box.path('home', '.config'), HOME: box.path('nowhere') })).toBe(
      'xdg',
    );
    git(['config', 'x.c', 'local'], { cwd: folder, env });
    expect(agree('x.c', more)).toBe('local');
    box.write(join(folder, '.git', 'config.worktree'), '[x]\n\tc = worktree\n');
    expect(agree('x.c')).toBe('local');
    git(['config', 'extensions.worktreeConfig', 'yes'], { cwd: folder, env });
    expect(agree('x.c')).toBe('worktree');
    const counted = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'X.C', GIT_CONFIG_VALUE_0: 'counted' };
    expect(agree('x.c', counted)).toBe('counted');
    box.write(config, before);
  });

  it('reads what `git -c` hands to a hook, quotes and all', () => {
    const hook = join(folder, '.git', 'hooks', 'commit-msg');
    const seen = box.path('parameters');
    box.write(hook, `#!/bin/sh\nprintf %s "$GIT_CONFIG_PARAMETERS" >'${seen}'\n`, 0o755);
    const settings = ['Core.X=it\'s "so"!', 'a.Sub.b= spaced = out', 'a.flag', 'a.empty='];
    const args = [...settings.flatMap((each) => ['-c', each]), 'commit', '-q', '--allow-empty', '-m', 'x'];
    git(args, { cwd: folder, env });
    const more = { ...alone, GIT_CONFIG_PARAMETERS: readFileSync(seen, 'utf8') };
    expect(ours('core.x', more)).toBe('it\'s "so"!');
    expect(ours('a.Sub.b', more)).toBe(' spaced = out');
    expect(ours('a.sub.b', more)).toBeUndefined();
    expect(ours('a.flag', more)).toBe('');
    expect(ours('a.empty', more)).toBe('');
    // As git before 2.31 wrote it.
    expect(ours('a.b', { ...alone, GIT_CONFIG_PARAMETERS: "'a.b=c=d' 'x.y=z'" })).toBe('c=d');
  });

  it('follows includes, and asks git only where a condition decides', () => {
    box.write(join(folder, '.git', 'extra'), '[x]\n\ta = extra\n[include]\n\tpath = more\n');
    box.write(join(folder, '.git', 'more'), '[x]\n\tb = more\n');
    box.write(box.path('home', 'at home'), '[x]\n\tc = home\n');
    box.write(box.path('home', 'work'), '[user]\n\temail = work@example.org\n[x]\n\td = work\n');
    const include = `[include]\n\tpath = extra\n\tpath = ~/at home\n\tpath = missing\n`;
    const when = (condition: string) => `[includeIf "${condition}"]\n\tpath = ~/work\n`;
    box.write(config, `${before}[x]\n\td = local\n${include}${when(`gitdir:${folder}/`)}`);
    for (const key of ['x.a', 'x.b', 'x.c']) expect(ours(key, alone)).toBe(theirs(key));
    expect(ours('x.a', alone)).toBe('extra');
    expect(() => ours('x.d', alone)).toThrow('No git on PATH');
    expect(agree('x.d')).toBe('work');
    box.write(config, `${before}[x]\n\td = local\n${when('gitdir:/nowhere/')}`);
    expect(agree('x.d')).toBe('local');
    box.write(config, `${before}${when('onbranch:main')}[x]\n\td = after\n`);
    expect(ours('x.d', alone)).toBe('after');
    expect(readGitConfig(repositoryAt(folder), env).conditional('x.d')).toBe(box.path('home', 'work'));
    box.write(config, before);
  });

  it('asks git where the system file is, unless a hook is told', () => {
    const unknown = { ...alone, GIT_CONFIG_NOSYSTEM: undefined };
    expect(() => ours('x.system', unknown)).toThrow('No git on PATH');
    expect(ours('user.name', unknown)).toBe('Ada');
    expect(ours('x.system', { ...unknown, GIT_EXEC_PATH: '/usr/lib/git-core' })).toBeUndefined();
    expect(agree('x.system', { GIT_CONFIG_NOSYSTEM: undefined })).toBeUndefined();
  });

  it('says which file and scope a setting comes from', () => {
    git(['config', 'core.hooksPath', 'one'], { cwd: folder, env });
    const known = readGitConfig(repositoryAt(folder), env).latest('core.hookspath');
    expect(known).toEqual({ key: 'core.hookspath', value: 'one', scope: 'local', file: config });
    const asked = { ...env, GIT_CONFIG_NOSYSTEM: undefined };
    const settings = readGitConfig(repositoryAt(folder), asked);
    expect(settings.get('x.not')).toBeUndefined();
    expect(settings.latest('core.hookspath')).toEqual(known);
    box.write(config, before);
  });

  it('reads what holds outside of any repository', () => {
    const outside = readGitConfig(null, {
      ...env,
      GIT_CONFIG_NOSYSTEM: undefined,
      GIT_DIR: join(folder, '.git'),
    });
    expect(outside.get('user.name')).toBe('Ada');
    expect(outside.get('core.bare')).toBeUndefined();
  });
});

describe('messageSettings', () => {
  const folder = box.repository('message');
  const hooks = join(folder, '.git', 'hooks');
  const seen = box.path('seen');
  const keep = `cp "$1" '${seen}.message'; env -0 >'${seen}.env'`;
  box.write(join(hooks, 'commit-msg'), `#!/bin/sh\n${keep}\n`, 0o755);
  const typing = (text: string) => ({
    GIT_EDITOR: `sh -c 'printf "${text}" | cat - "$1" >"$1.new" && mv "$1.new" "$1"' -`,
  });

  /** Commits for real, cleans what the hook saw by what we read, and holds that against what git recorded. */
  function commits(args: string[], more: NodeJS.ProcessEnv = {}) {
    git(args, { cwd: folder, env: { ...env, ...more } });
    const message = readFileSync(`${seen}.message`, 'utf8');
    const pairs = readFileSync(`${seen}.env`, 'utf8')
      .split('\0')
      .map((pair) => /^([^=]*)=([\s\S]*)$/.exec(pair)?.slice(1) ?? []);
    const hookEnv = Object.fromEntries(pairs.filter(([name]) => name)) as NodeJS.ProcessEnv;
    const settings = messageSettings(repositoryAt(folder, hookEnv), hookEnv, message);
    const recorded = git(['cat-file', 'commit', 'HEAD'], { cwd: folder, env }).replace(/^[\s\S]*?\n\n/, '');
    expect(cleanMessage({ kind: 'commit', message, ...settings }).trimEnd()).toBe(recorded.trimEnd());
    return settings;
  }
  const empty = ['commit', '--quiet', '--allow-empty'];

  it('keeps # lines where no editor comes up', () => {
    const whitespace = { cleanup: 'whitespace', commentString: '#' };
    expect(commits([...empty, '-m', 'Title\n\n# kept\n\n\n\nbody'])).toEqual(whitespace);
    const file = box.write(box.path('from file'), 'Title\n\n# kept too\n');
    expect(commits([...empty, '-F', file])).toEqual(whitespace);
    expect(commits([...empty, '--amend', '--no-edit'])).toEqual(whitespace);
  });

  it('drops them behind an editor', () => {
    const strip = { cleanup: 'strip', commentString: '#' };
    expect(commits(empty, typing('Typed\\n\\n# dropped\\n'))).toEqual(strip);
    expect(commits([...empty, '--amend'])).toEqual(strip);
    expect(commits([...empty, '-m', 'Given', '--edit', '--verbose'], typing('# dropped\\n'))).toEqual(strip);
    expect(commits([...empty, '--amend'], { GIT_EDITOR: ':' })).toEqual(strip);
  });

  it('follows merges', () => {
    git(['checkout', '--quiet', '-b', 'side'], { cwd: folder, env });
    commit(folder, 'Side');
    git(['checkout', '--quiet', 'main'], { cwd: folder, env });
    expect(commits(['merge', '--quiet', '--no-ff', '-m', 'Merge it\n\n# kept', 'side']).cleanup).toBe(
      'whitespace',
    );
    git(['reset', '--quiet', '--hard', 'HEAD^'], { cwd: folder, env });
    expect(
      commits(['merge', '--quiet', '--no-ff', '--edit', 'side'], typing('Typed\\n# dropped\\n')).cleanup,
    ).toBe('strip');
  });

  it.each(['strip', 'whitespace', 'verbatim', 'scissors', 'default'])('honours commit.cleanup=%s', (mode) => {
    const set = ['-c', `commit.cleanup=${mode}`];
    commits([...set, ...empty, '-m', 'Title  \n\n# line\n\n\nbody']);
    commits([...set, ...empty], typing('Typed  \\n\\n# line\\n\\n\\nbody\\n'));
  });

  it('honours core.commentChar, the last one set, and finds an automatic one', () => {
    expect(
      commits(['-c', 'core.commentChar=;', ...empty], typing('Typed\\n# kept\\n; dropped\\n')).commentString,
    ).toBe(';');
    git(['config', 'core.commentChar', '%'], { cwd: folder, env });
    expect(commits(empty, typing('Typed\\n# kept\\n%% dropped\\n')).commentString).toBe('%');
    git(['config', 'core.commentChar', 'auto'], { cwd: folder, env });
    expect(commits([...empty, '-m', '# one\n; two', '--edit']).commentString).toBe('@');
    git(['config', '--unset', 'core.commentChar'], { cwd: folder, env });
  });

  it('honours core.commentString exactly where this git does', () => {
    const set = ['-c', 'core.commentChar=;', '-c', 'core.commentString=//', ...empty];
    const { commentString } = commits(set, typing('Typed\\n// two\\n; one\\n'));
    const knows = run('git', ['-c', 'core.commentString=//', 'stripspace', '-c'], {
      cwd: folder,
      env,
      input: 'x',
    });
    expect(commentString).toBe(knows.stdout.startsWith('//') ? '//' : ';');
  });
});

describe('runGit', () => {
  it('keeps the variables of a hook from another repository', () => {
    const one = box.repository('run', 'one');
    const two = box.repository('run', 'two');
    const hookEnv = { ...env, GIT_DIR: join(one, '.git'), GIT_INDEX_FILE: join(one, '.git', 'index') };
    const ask = (elsewhere: boolean) =>
      runGit(['rev-parse', '--absolute-git-dir'], { cwd: two, env: hookEnv, elsewhere }).trimEnd();
    expect(ask(false)).toBe(join(one, '.git'));
    expect(ask(true)).toBe(join(two, '.git'));
  });

  it('strips every variable that this git calls local', () => {
    const names = git(['rev-parse', '--local-env-vars'], { cwd: box.root, env }).split('\n');
    const set = Object.fromEntries(names.map((name) => [name, 'x']));
    expect(environmentElsewhere({ ...set, HOME: '/home/ada' })).toEqual({ HOME: '/home/ada' });
  });

  it('says what is missing', () => {
    expect(() => runGit(['version'], { cwd: box.root, env: { PATH: '' } })).toThrow(
      'No git on PATH, install git',
    );
    expect(() => runGit(['version'], { cwd: join(box.root, 'none'), env })).toThrow(/^No folder .*none$/);
    expect(() => runGit(['no-such'], { cwd: box.root, env })).toThrow(
      /^git no-such failed: .*is not a git command/,
    );
  });
});

describe('history', () => {
  const folder = box.repository('history');
  const inRange = (range: string, cwd = folder) => collect(history(cwd, range, env));

  it('reads messages raw, people and parents', async () => {
    commit(folder, 'Title\n\n# body\n\nTrailer: x', '--author', 'Zoë Ünal <zoe@example.org>');
    git(['checkout', '--quiet', '-b', 'side', 'HEAD^'], { cwd: folder, env });
    commit(folder, 'Side');
    git(['checkout', '--quiet', 'main'], { cwd: folder, env });
    git(['merge', '--quiet', '--no-ff', '-m', 'Join', 'side'], { cwd: folder, env });
    const [join, ...rest] = await inRange('HEAD');
    const parents = git(['rev-parse', 'HEAD^1', 'HEAD^2'], { cwd: folder, env }).split('\n');
    const ada = { name: 'Ada', email: 'ada@example.org' };
    expect(join).toEqual({
      sha: git(['rev-parse', 'HEAD'], { cwd: folder, env }),
      commit: { kind: 'commit', message: 'Join\n', author: ada, committer: ada, parents },
    });
    const titled = rest.find(({ commit }) => commit.message.startsWith('Title'))?.commit;
    expect(titled).toMatchObject({
      message: 'Title\n\n# body\n\nTrailer: x\n',
      author: { name: 'Zoë Ünal', email: 'zoe@example.org' },
      committer: ada,
    });
    expect(rest.at(-1)?.commit.parents).toEqual([]);
    expect(await messages(history(folder, 'HEAD^1..HEAD', env))).toEqual(['Join\n', 'Side\n']);
    expect(await inRange('HEAD..HEAD')).toEqual([]);
  });

  it('is deaf to the configuration of git log', async () => {
    const settings = [
      'log.showSignature=true',
      'format.pretty=oneline',
      'color.ui=always',
      'i18n.logOutputEncoding=latin1',
      'log.follow=true',
    ];
    const count = { GIT_CONFIG_COUNT: String(settings.length) };
    const pairs = settings.flatMap((each, i) => {
      const [key = '', value = ''] = each.split('=');
      return [
        [`GIT_CONFIG_KEY_${i}`, key],
        [`GIT_CONFIG_VALUE_${i}`, value],
      ];
    });
    const odd = { ...env, ...count, ...Object.fromEntries(pairs) };
    expect(await collect(history(folder, 'HEAD', odd))).toEqual(await inRange('HEAD'));
  });

  /** Makes a commit object of these very bytes and returns its name. */
  const crafted = (message: Buffer, headers = '') => {
    const tree = git(['write-tree'], { cwd: folder, env });
    const people = 'author A <a@example.org> 0 +0000\ncommitter A <a@example.org> 0 +0000\n';
    const input = Buffer.concat([Buffer.from(`tree ${tree}\n${people}${headers}\n`), message]);
    return git(['hash-object', '-w', '-t', 'commit', '--stdin', '--literally'], { cwd: folder, env, input });
  };

  it('decodes what is not UTF-8 by the encoding of the commit', async () => {
    const latin = crafted(Buffer.from('Gr\xf6\xdfe\n', 'latin1'), 'encoding ISO-8859-1\n');
    expect((await inRange(latin))[0]?.commit.message).toBe('Größe\n');
    const undeclared = crafted(Buffer.from('Gr\xf6\xdfe\n', 'latin1'));
    expect((await inRange(undeclared))[0]?.commit.message).toBe('Gr\uFFFD\uFFFDe\n');
  });

  it('reads a message of many megabytes, an empty one and one with NUL', async () => {
    const long = `Title\n\n${'größe '.repeat(1_000_000)}\n`;
    expect((await inRange(crafted(Buffer.from(long))))[0]?.commit.message).toBe(long);
    expect((await inRange(crafted(Buffer.from(''))))[0]?.commit.message).toBe('');
    const [withNul] = await inRange(crafted(Buffer.from('before\0after\n')));
    expect(withNul?.commit.message).toMatch(/^before/);
  });

  it('hands nothing to git as an option', async () => {
    const target = box.path('written');
    await expect(inRange(`--output=${target}`)).rejects.toThrow(/is no range of commits/);
    await expect(inRange('')).rejects.toThrow(/is no range of commits/);
  });

  it('says what to do about an unknown revision, a shallow clone and no repository', async () => {
    await expect(inRange('nowhere..HEAD')).rejects.toThrow(
      /^Cannot read the commits of `nowhere\.\.HEAD` \(.*\), check its spelling, or fetch it first$/,
    );
    const shallow = box.path('shallow');
    git(['clone', '--quiet', '--depth=1', `file://${folder}`, shallow], { cwd: box.root, env });
    const first = git(['rev-list', '--max-parents=0', 'HEAD'], { cwd: folder, env });
    await expect(inRange(`${first}..HEAD`, shallow)).rejects.toThrow(/this clone is shallow.*fetch-depth: 0/);
    await expect(inRange('HEAD', box.root)).rejects.toThrow(/run it inside of a git repository/);
    await expect(collect(history(folder, 'HEAD', { PATH: '' }))).rejects.toThrow('No git on PATH');
  });

  it('ends git when the reader stops', async () => {
    const big = box.repository('big');
    const stream = Array.from({ length: 3000 }, (_, i) => {
      const message = `Commit ${i}\n\n${'x'.repeat(500)}\n`;
      return `commit refs/heads/main\nmark :${i + 1}\ncommitter A <a@example.org> ${i} +0000\ndata ${message.length}\n${message}`;
    });
    git(['fast-import', '--quiet', '--force'], { cwd: big, env, input: stream.join('') });
    const pids = box.path('pids');
    const bin = box.path('bin', 'git');
    box.write(
      bin,
      `#!/bin/sh\necho $$ >'${pids}'\nexec /usr/bin/env -S 'PATH=${env.PATH}' git "$@"\n`,
      0o755,
    );
    const wrapped = { ...env, PATH: `${box.path('bin')}:${env.PATH}` };
    for await (const { commit } of history(big, 'main', wrapped)) {
      expect(commit.message).toMatch(/^Commit 2999/);
      break;
    }
    const pid = Number(readFileSync(pids, 'utf8'));
    await expect
      .poll(() => run('sh', ['-c', `kill -0 ${pid} 2>/dev/null; echo $?`], { cwd: box.root, env }).stdout)
      .toBe('1\n');
    expect(await collect(history(big, 'main', env))).toHaveLength(3000);
  });
});

describe('push', () => {
  const remote = box.path('push', 'remote.git');
  git(['init', '--quiet', '--bare', remote], { cwd: box.root, env });
  const folder = box.repository('push', 'local');
  const lines = box.path('push', 'lines');
  box.write(
    join(folder, '.git', 'hooks', 'pre-push'),
    `#!/bin/sh\ncat >'${lines}'; echo "$1" >>'${lines}.remote'\n`,
    0o755,
  );
  const push = (...args: string[]) => {
    run('git', ['push', '--quiet', ...args], { cwd: folder, env });
    return parsePush(readFileSync(lines, 'utf8'));
  };
  /** Reads what a push is about to send, without sending it. */
  const about = async (...args: string[]) => {
    const refs = push('--dry-run', ...args);
    const name = readFileSync(`${lines}.remote`, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    return (await messages(pushedCommits(refs, name, { cwd: folder, env })))
      .map((message) => message.trimEnd())
      .sort();
  };

  it('names branches as the remote will, and nothing for tags and deletions', () => {
    git(['remote', 'add', 'origin', remote], { cwd: folder, env });
    git(['tag', '-a', '-m', 'One', 'v1'], { cwd: folder, env });
    const refs = push(
      '--dry-run',
      'origin',
      'HEAD:refs/heads/topic/größe',
      'v1',
      'HEAD@{0}:refs/heads/from-log',
    );
    const shown = refs.map(({ branch, isNew }) => [branch, isNew]);
    expect(shown).toHaveLength(3);
    expect(shown).toEqual(
      expect.arrayContaining([
        ['topic/größe', true],
        [null, true],
        ['from-log', true],
      ]),
    );
    push('origin', 'main', 'main:gone');
    expect(push('--dry-run', 'origin', ':gone')).toEqual([]);
    commit(folder, 'Second');
    expect(push('--dry-run', 'origin', 'main')).toMatchObject([{ branch: 'main', isNew: false }]);
  });

  it('reads odd lines without fault', () => {
    const sha = 'a'.repeat(40);
    expect(parsePush('')).toEqual([]);
    expect(parsePush('\n\0 \n one two\n')).toEqual([]);
    expect(parsePush(`HEAD@{1 day ago} ${sha} refs/heads/x ${'0'.repeat(40)}\n`)).toMatchObject([
      { localRef: 'HEAD@{1 day ago}', branch: 'x', isNew: true },
    ]);
  });

  it('sends what the remote does not have', async () => {
    expect(await about('origin', 'main')).toEqual(['Second']);
    git(['checkout', '--quiet', '-b', 'topic'], { cwd: folder, env });
    commit(folder, 'Topic');
    git(['tag', 'light'], { cwd: folder, env });
    expect(await about('origin', 'topic')).toEqual(['Second', 'Topic']);
    expect(await about('origin', 'light')).toEqual(['Second', 'Topic']);
    push('origin', 'main');
    expect(await about('origin', 'topic')).toEqual(['Topic']);
    expect(await about('origin', ':gone')).toEqual([]);
  });

  it('takes the word of other remotes where this one has nothing fetched', async () => {
    expect(await about(`file://${remote}`, 'topic:other')).toEqual(['Topic']);
    const fork = box.path('push', 'fork.git');
    git(['init', '--quiet', '--bare', fork], { cwd: box.root, env });
    git(['remote', 'add', 'fork', fork], { cwd: folder, env });
    expect(await about('fork', 'topic')).toEqual(['Topic']);
  });

  it('bears a remote that moved on since the last fetch', async () => {
    const other = box.path('push', 'other');
    git(['clone', '--quiet', remote, other], { cwd: box.root, env });
    commit(other, 'Theirs');
    git(['push', '--quiet', 'origin', 'main'], { cwd: other, env });
    git(['checkout', '--quiet', 'main'], { cwd: folder, env });
    commit(folder, 'Mine');
    expect(await about('--force', 'origin', 'main')).toEqual(['Mine']);
  });

  it('leaves out the commits that hold notes', async () => {
    git(['notes', 'add', '-m', 'a note'], { cwd: folder, env });
    expect(await about('origin', 'refs/notes/commits')).toEqual([]);
  });

  it('works from a worktree, where a hook is told GIT_DIR', async () => {
    const worktree = box.path('push', 'tree');
    git(['worktree', 'add', '--quiet', '-b', 'tree', worktree], { cwd: folder, env });
    symlinkSync(worktree, box.path('push', 'link'));
    commit(worktree, 'In the tree');
    const gitDir = repositoryAt(worktree).gitDir;
    const sha = git(['rev-parse', 'HEAD'], { cwd: worktree, env });
    const refs = parsePush(`refs/heads/tree ${sha} refs/heads/tree ${'0'.repeat(40)}\n`);
    const options = { cwd: worktree, env: { ...env, GIT_DIR: gitDir } };
    expect(await messages(pushedCommits(refs, 'origin', options))).toContain('In the tree\n');
  });
});
