import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { doctor } from '../hooks/doctor.ts';
import { install } from '../hooks/install.ts';
import type { Changes, HookOptions } from '../hooks/places.ts';
import { uninstall } from '../hooks/uninstall.ts';
import { git, run, sandbox } from './support/sandbox.ts';

// Each test starts git and node many times, which a busy machine makes slow.
vi.setConfig({ testTimeout: 60_000 });

const box = sandbox();
const { env } = box;
afterAll(() => box.remove());

const PARTS = fileURLToPath(new URL('../hooks/', import.meta.url));
const log = box.path('log');
const stop = box.path('stop');

/** Makes a stand-in for bylaw's file, which notes how it was started and fails where `stop` names the hook. */
function standIn(...names: string[]): string {
  const entry = box.path(...names, 'bylaw.cjs');
  const code = `#!/usr/bin/env node
    const fs = require('node:fs');
    const [, name, ...args] = process.argv.slice(2);
    if (process.env.BYLAW_PROBE) { console.log('bylaw 0.0.0 ' + name); process.exit(0); }
    const stdin = name === 'pre-push' ? fs.readFileSync(0, 'utf8') : '';
    const git = Object.fromEntries(Object.entries(process.env).filter(([key]) => key.startsWith('GIT_')));
    const message = /msg$/.test(name) ? fs.readFileSync(args[0], 'utf8') : '';
    fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ by: 'bylaw', name, args, stdin, git, message, cwd: process.cwd() }) + '\\n');
    if (fs.existsSync(${JSON.stringify(stop)}) && fs.readFileSync(${JSON.stringify(stop)}, 'utf8') === name) process.exit(1);
  `;
  box.write(entry, code, 0o755);
  const parts = join(dirname(entry), 'hooks');
  mkdirSync(parts);
  for (const name of readdirSync(PARTS)) {
    if (!name.endsWith('.ts')) copyFileSync(join(PARTS, name), join(parts, name));
  }
  return entry;
}

const entry = standIn("bylaw's own place", 'dist');

interface Note {
  readonly by: string;
  readonly name: string;
  readonly args: string[];
  readonly stdin: string;
  readonly git: NodeJS.ProcessEnv;
  readonly message: string;
  readonly cwd: string;
}

/** What ran since the last look, in order. */
function notes(): Note[] {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').filter(Boolean) : [];
  rmSync(log, { force: true });
  return lines.map((line) => JSON.parse(line));
}
const ran = () => notes().map(({ by, name }) => `${by} ${name}`);

/** A hook of somebody else, which notes that it ran and ends with the code. */
const foreign = (name: string, code = 0) => `#!/bin/sh
stdin=; [ "${name}" != pre-push ] || stdin=$(sed 's/$/\\\\n/' | tr -d '\\n')
printf '{"by":"foreign","name":"%s","args":["%s"],"stdin":"%s","git":{"GIT_INDEX_FILE":"%s"}}\\n' '${name}' "$1" "$stdin" "$GIT_INDEX_FILE" >>'${log}'
exit ${code}
`;

const options = (cwd: string, more: Partial<HookOptions> = {}): HookOptions => ({ cwd, env, entry, ...more });
const results = ({ hooks }: Changes) => hooks.map(({ hook, result }) => `${hook} ${result}`);
const all = (result: string) =>
  ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'pre-push'].map((hook) => `${hook} ${result}`);
const states = (cwd: string, more: Partial<HookOptions> = {}) =>
  doctor(options(cwd, more)).map(({ hooks }) => hooks.map(({ state }) => state).join(' '));

const commit = (cwd: string, ...args: string[]) =>
  run('git', ['commit', '--quiet', '--allow-empty', '-m', 'Title', ...args], { cwd, env });

/** Everything under a folder: content, mode and times of each file. */
function tree(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (path: string) => {
    const stat = lstatSync(path);
    const name = relative(folder, path);
    if (stat.isDirectory()) {
      found[name] = 'folder';
      for (const each of readdirSync(path)) walk(join(path, each));
    } else found[name] = `${stat.mode.toString(8)} ${stat.mtimeMs} ${readFileSync(path, 'latin1')}`;
  };
  if (existsSync(folder)) walk(folder);
  return found;
}

beforeEach(() => {
  rmSync(log, { force: true });
  rmSync(stop, { force: true });
});

describe('plain git', () => {
  it('installs, judges real commits, and leaves no trace', () => {
    const repository = box.repository('plain', 'with blanks', 'größe');
    const before = tree(join(repository, '.git', 'hooks'));
    expect(results(install(options(repository)))).toEqual(all('created'));
    expect(commit(repository).code).toBe(0);
    const [change, prepare, judge] = notes();
    expect(change).toMatchObject({ name: 'pre-commit', args: [], git: { GIT_INDEX_FILE: '.git/index' } });
    expect(prepare).toMatchObject({ name: 'prepare-commit-msg', args: ['.git/COMMIT_EDITMSG', 'message'] });
    expect(judge).toMatchObject({ name: 'commit-msg', args: ['.git/COMMIT_EDITMSG'], cwd: repository });
    box.write(stop, 'commit-msg');
    expect(commit(repository).code).toBe(1);
    expect(git(['rev-list', '--count', 'HEAD'], { cwd: repository, env })).toBe('2');
    expect(states(repository)).toEqual(['bylaw bylaw bylaw bylaw']);
    expect(uninstall(options(repository)).map(results)).toEqual([all('removed')]);
    expect(tree(join(repository, '.git', 'hooks'))).toEqual(before);
    expect(uninstall(options(repository))).toEqual([]);
    expect(states(repository)).toEqual(['missing missing missing missing']);
  });

  it('changes nothing the second time', () => {
    const repository = box.repository('twice');
    install(options(repository));
    const before = tree(repository);
    expect(results(install(options(repository)))).toEqual(all('unchanged'));
    expect(tree(repository)).toEqual(before);
  });

  it('follows bylaw to another place', () => {
    const repository = box.repository('moved');
    install(options(repository, { entry: standIn('old place', 'dist') }));
    rmSync(box.path('old place'), { recursive: true });
    expect(states(repository)).toEqual(['broken broken broken broken']);
    expect(results(install(options(repository)))).toEqual(all('updated'));
    expect(states(repository)).toEqual(['bylaw bylaw bylaw bylaw']);
  });

  it('says so where bylaw itself may go away', () => {
    const repository = box.repository('npx');
    const { notes: said } = install(options(repository, { entry: standIn('_npx', 'dist') }));
    expect(said).toEqual([expect.stringContaining('npm install --global bylaw')]);
  });

  it('makes the folder of hooks where there is none, and takes it away again', () => {
    const repository = box.repository('no folder');
    rmSync(join(repository, '.git', 'hooks'), { recursive: true });
    git(['config', 'core.hooksPath', 'a/b'], { cwd: repository, env });
    install(options(repository));
    expect(results(install(options(repository)))).toEqual(all('unchanged'));
    commit(repository);
    expect(ran()).toEqual(['bylaw pre-commit', 'bylaw prepare-commit-msg', 'bylaw commit-msg']);
    uninstall(options(repository));
    expect(readdirSync(repository)).toEqual(['.git']);
    expect(existsSync(join(repository, '.git', 'hooks'))).toBe(false);
  });

  it('sees amended commits, merges, files, # lines and rebases', () => {
    const repository = box.repository('kinds');
    install(options(repository));
    const judged = (...args: string[]) => {
      git(args, { cwd: repository, env });
      return notes()
        .filter(({ name }) => name === 'commit-msg')
        .map(({ message }) => message.trimEnd());
    };
    const file = box.write(box.path('message'), 'From a file\n');
    expect(judged('commit', '--quiet', '--allow-empty', '-F', file)).toEqual(['From a file']);
    expect(judged('commit', '--quiet', '--amend', '--allow-empty', '-m', 'Title\n\n# line')).toEqual([
      'Title\n\n# line',
    ]);
    git(['checkout', '--quiet', '-b', 'side', 'HEAD^'], { cwd: repository, env });
    judged('commit', '--quiet', '--allow-empty', '-m', 'Side');
    git(['checkout', '--quiet', 'main'], { cwd: repository, env });
    expect(judged('merge', '--quiet', '--no-ff', '-m', 'Join', 'side')).toEqual(['Join']);
    git(['reset', '--quiet', '--hard', 'HEAD^'], { cwd: repository, env });
    const sequence = { ...env, GIT_SEQUENCE_EDITOR: 'sed -i.old 1s/pick/reword/' };
    box.write(join(repository, 'file'), 'text\n');
    git(['add', 'file'], { cwd: repository, env });
    judged('commit', '--quiet', '-m', 'Add a file');
    git(['rebase', '--quiet', '--interactive', 'HEAD^'], { cwd: repository, env: sequence });
    const reworded = notes().filter(({ name }) => name === 'commit-msg');
    expect(reworded.map(({ message }) => message.split('\n')[0])).toEqual(['Add a file']);
  });
});

describe('a hook that was there', () => {
  let count = 0;
  const there = (name: string, code = 0) => {
    const repository = box.repository('chain', `${name} ${count++}`);
    const file = join(repository, '.git', 'hooks', name);
    box.write(file, foreign(name, code), 0o754);
    chmodSync(file, 0o754);
    return { repository, file };
  };

  it('goes first, with the same arguments and environment', () => {
    const { repository } = there('commit-msg');
    expect(results(install(options(repository)))).toEqual([
      'pre-commit created',
      'prepare-commit-msg created',
      'commit-msg chained',
      'pre-push created',
    ]);
    commit(repository);
    const [, , first, second] = notes();
    expect(first).toMatchObject({
      by: 'foreign',
      args: ['.git/COMMIT_EDITMSG'],
      git: { GIT_INDEX_FILE: '.git/index' },
    });
    expect(second).toMatchObject({
      by: 'bylaw',
      args: ['.git/COMMIT_EDITMSG'],
      git: { GIT_INDEX_FILE: '.git/index' },
    });
    expect(states(repository)).toEqual(['bylaw bylaw chained bylaw']);
    expect(ran()).toEqual([]);
  });

  it('stops the commit with its own exit code', () => {
    const { repository } = there('commit-msg', 7);
    install(options(repository));
    expect(commit(repository).code).toBe(1);
    expect(ran()).toEqual(['bylaw pre-commit', 'bylaw prepare-commit-msg', 'foreign commit-msg']);
    const hook = join('.git', 'hooks', 'commit-msg');
    expect(run(hook, ['.git/COMMIT_EDITMSG'], { cwd: repository, env }).code).toBe(7);
  });

  it('comes back byte for byte, with its mode and time', () => {
    const { repository } = there('pre-push');
    const before = tree(repository);
    install(options(repository));
    install(options(repository));
    expect(uninstall(options(repository)).map(results)).toEqual([
      ['pre-commit removed', 'prepare-commit-msg removed', 'commit-msg removed', 'pre-push restored'],
    ]);
    expect(tree(repository)).toEqual(before);
  });

  it('shares the list of refs with bylaw, also a long one', () => {
    const { repository } = there('pre-push');
    install(options(repository));
    const remote = box.path('chain', 'remote.git');
    git(['init', '--quiet', '--bare', remote], { cwd: repository, env });
    const names = Array.from({ length: 200 }, (_, i) => `refs/heads/branch-with-a-long-name-${i}`);
    const input = names.map((name) => `create ${name} HEAD\n`).join('');
    git(['update-ref', '--stdin'], { cwd: repository, env, input });
    git(['push', '--quiet', remote, '--all'], { cwd: repository, env });
    const [first, second] = notes();
    expect([first?.by, second?.by]).toEqual(['foreign', 'bylaw']);
    expect(second?.stdin).toBe(first?.stdin);
    expect(second?.stdin.split('\n')).toHaveLength(202);
    expect(second?.args).toEqual([remote, remote]);
    box.write(stop, 'pre-push');
    expect(run('git', ['push', '--quiet', remote, 'main:stopped'], { cwd: repository, env }).code).toBe(1);
    git(['push', '--quiet', '--no-verify', remote, 'main:other'], { cwd: repository, env });
  });

  it('does not run where git would not have run it', () => {
    const { repository, file } = there('commit-msg', 1);
    chmodSync(file, 0o644);
    const before = tree(repository);
    install(options(repository));
    expect(commit(repository).code).toBe(0);
    expect(doctor(options(repository))[0]?.hooks[2]?.detail).toMatch(
      /before-bylaw, which is not executable$/,
    );
    git(['reset', '--quiet', '--hard', 'HEAD^'], { cwd: repository, env });
    uninstall(options(repository));
    expect(tree(join(repository, '.git', 'hooks'))).toEqual(
      Object.fromEntries(
        Object.entries(before)
          .filter(([name]) => name.startsWith('.git/hooks'))
          .map(([name, value]) => [relative('.git/hooks', name), value]),
      ),
    );
  });

  it('is found when another tool gave our file another name', () => {
    const { repository, file } = there('commit-msg');
    install(options(repository));
    renameSync(file, `${file}.legacy`);
    box.write(file, `#!/bin/sh\nexec "$0.legacy" "$@"\n`, 0o755);
    commit(repository);
    expect(ran()).toEqual([
      'bylaw pre-commit',
      'bylaw prepare-commit-msg',
      'foreign commit-msg',
      'bylaw commit-msg',
    ]);
  });

  it('is refused where it goes by its own name', () => {
    const { repository, file } = there('commit-msg');
    box.write(file, '#!/bin/sh\nexec run-hook "$(basename "$0")" "$@"\n');
    const { hooks } = install(options(repository));
    expect(hooks[2]).toMatchObject({
      result: 'refused',
      reason: expect.stringContaining('bylaw hook commit-msg "$@"'),
    });
    expect(readFileSync(file, 'utf8')).toContain('run-hook');
  });

  it('stays when somebody puts it over ours', () => {
    const { repository, file } = there('commit-msg');
    install(options(repository));
    rmSync(file);
    box.write(file, '#!/bin/sh\n# Another one\n', 0o755);
    expect(states(repository)).toEqual(['bylaw bylaw foreign bylaw']);
    expect(install(options(repository)).hooks[2]).toMatchObject({
      result: 'refused',
      reason: expect.stringContaining('delete one of the two'),
    });
    const [taken] = uninstall(options(repository));
    expect(taken?.hooks[2]).toMatchObject({
      result: 'left',
      reason: expect.stringContaining('lies beside it'),
    });
    expect(readFileSync(file, 'utf8')).toContain('Another one');
    expect(readFileSync(`${file}.before-bylaw`, 'utf8')).toBe(foreign('commit-msg'));
  });

  it('stays when somebody puts it over ours where none was before', () => {
    const repository = box.repository('overwritten');
    install(options(repository));
    const file = join(repository, '.git', 'hooks', 'pre-push');
    box.write(file, '#!/bin/sh\n# Another one\n');
    expect(uninstall(options(repository)).map(results)).toEqual([
      ['pre-commit removed', 'prepare-commit-msg removed', 'commit-msg removed', 'pre-push left'],
    ]);
    expect(readFileSync(file, 'utf8')).toContain('Another one');
  });

  it('is not lost with what somebody added to ours', () => {
    const repository = box.repository('edited');
    install(options(repository));
    const file = join(repository, '.git', 'hooks', 'commit-msg');
    writeFileSync(file, `${readFileSync(file, 'utf8')}echo mine\n`);
    expect(states(repository)).toEqual(['bylaw bylaw changed bylaw']);
    expect(results(install(options(repository)))[2]).toBe('commit-msg refused');
    expect(uninstall(options(repository)).map(results)).toEqual([
      ['pre-commit removed', 'prepare-commit-msg removed', 'commit-msg left', 'pre-push removed'],
    ]);
    expect(readFileSync(file, 'utf8')).toMatch(/echo mine\n$/);
  });

  it('survives an install that was cut short', () => {
    const { repository, file } = there('commit-msg');
    const before = tree(repository);
    // The two names of one hook, before ours takes the first.
    run('ln', [file, `${file}.before-bylaw`], { cwd: repository, env });
    uninstall(options(repository));
    expect(tree(repository)).toEqual(before);
    run('ln', [file, `${file}.before-bylaw`], { cwd: repository, env });
    expect(results(install(options(repository)))[2]).toBe('commit-msg chained');
    uninstall(options(repository));
    expect(tree(repository)).toEqual(before);
  });
});

describe('places', () => {
  it('serves every worktree from any of them', () => {
    const repository = box.repository('trees', 'main');
    const worktree = box.path('trees', 'linked tree');
    git(['worktree', 'add', '--quiet', '-b', 'linked', worktree], { cwd: repository, env });
    install(options(worktree));
    commit(worktree);
    const [, judge] = notes();
    expect(judge?.git.GIT_DIR).toMatch(/worktrees/);
    commit(repository);
    expect(ran()).toHaveLength(3);
    const found = doctor(options(worktree));
    expect(found.map(({ workTree }) => workTree)).toEqual([worktree, repository]);
    expect(states(worktree)).toEqual(['bylaw bylaw bylaw bylaw', 'bylaw bylaw bylaw bylaw']);
    // One worktree that goes its own way.
    git(['config', 'extensions.worktreeConfig', 'true'], { cwd: repository, env });
    git(['config', '--worktree', 'core.hooksPath', box.path('trees', 'own')], { cwd: worktree, env });
    expect(states(repository)).toEqual(['bylaw bylaw bylaw bylaw', 'hidden hidden hidden hidden']);
    expect(doctor(options(repository))[1]?.hooks[0]?.detail).toMatch(
      /core\.hooksPath in .*config\.worktree hides .*run `bylaw install` here/,
    );
    install(options(worktree));
    expect(readdirSync(box.path('trees', 'own'))).toHaveLength(4);
    expect(states(repository)).toEqual(['bylaw bylaw bylaw bylaw', 'bylaw bylaw bylaw bylaw']);
  });

  it('installs into a submodule', () => {
    const repository = box.repository('super', 'top');
    const child = box.repository('super', 'child');
    git(['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', child, 'sub'], {
      cwd: repository,
      env,
    });
    const sub = join(repository, 'sub');
    expect(install(options(sub)).folder).toBe(join(repository, '.git', 'modules', 'sub', 'hooks'));
    commit(sub);
    expect(ran()).toHaveLength(3);
    commit(repository);
    expect(ran()).toEqual([]);
    expect(doctor(options(sub)).map(({ workTree }) => workTree)).toEqual([sub]);
  });

  it.each(['hooks for größe', 'absolute'])('honours core.hooksPath (%s)', (name) => {
    const repository = box.repository('path', name, 'repository');
    const path = name === 'absolute' ? box.path('path', 'absolute place') : name;
    git(['config', 'core.hooksPath', path], { cwd: repository, env });
    const { folder, notes: said } = install(options(repository));
    expect(folder).toBe(join(repository, name === 'absolute' ? '../../absolute place' : name));
    expect(said.length).toBe(name === 'absolute' ? 0 : 1);
    mkdirSync(join(repository, 'deep'));
    commit(join(repository, 'deep'));
    expect(ran()).toHaveLength(3);
    expect(states(join(repository, 'deep'))).toEqual(['bylaw bylaw bylaw bylaw']);
    uninstall(options(repository));
    expect(existsSync(folder)).toBe(false);
  });

  it('finds its hooks again after core.hooksPath changed', () => {
    const repository = box.repository('changed');
    install(options(repository));
    git(['config', 'core.hooksPath', '~/hooks of mine'], { cwd: repository, env });
    expect(states(repository)).toEqual(['hidden hidden hidden hidden']);
    expect(uninstall(options(repository)).map(results)).toEqual([all('removed')]);
    expect(install(options(repository)).folder).toBe(box.path('home', 'hooks of mine'));
  });

  it('refuses folders that are shared, off, linked, none, or closed', () => {
    const repository = box.repository('refused');
    const refuse = (...settings: string[]) => {
      const set = settings.map((each, i) => [
        `GIT_CONFIG_${i % 2 ? 'VALUE' : 'KEY'}_${Math.floor(i / 2)}`,
        each,
      ]);
      return () =>
        install(
          options(repository, {
            env: { ...env, GIT_CONFIG_COUNT: String(settings.length / 2), ...Object.fromEntries(set) },
          }),
        );
    };
    expect(refuse('core.hooksPath', '/somewhere')).toThrow(
      /^core\.hooksPath in the environment .* unset it first$/,
    );
    const shared = box.write(box.path('shared config'), '[core]\n\thooksPath = /shared\n');
    const everywhere = { ...env, GIT_CONFIG_GLOBAL: shared };
    expect(() => install(options(repository, { env: everywhere }))).toThrow(
      /holds for other repositories too, run `bylaw install --global`/,
    );
    git(['config', 'core.hooksPath', '/dev/null'], { cwd: repository, env });
    expect(refuse()).toThrow(/turns all hooks off/);
    git(['config', 'core.hooksPath', 'file'], { cwd: repository, env });
    box.write(join(repository, 'file'), 'not a folder\n');
    expect(refuse()).toThrow(/file is no folder/);
    const closed = process.getuid?.() === 0 ? '/proc/sys' : box.path('closed');
    if (closed !== '/proc/sys') mkdirSync(closed, { mode: 0o555 });
    git(['config', 'core.hooksPath', closed], { cwd: repository, env });
    expect(refuse()).toThrow(/^Cannot write/);
    git(['config', '--unset', 'core.hooksPath'], { cwd: repository, env });
    const hooks = join(repository, '.git', 'hooks');
    renameSync(hooks, box.path('hooks elsewhere'));
    symlinkSync(box.path('hooks elsewhere'), hooks);
    const before = tree(box.path('hooks elsewhere'));
    expect(refuse()).toThrow(/hooks is a symbolic link to .*hooks elsewhere, replace it/);
    expect(tree(box.path('hooks elsewhere'))).toEqual(before);
    git(['config', 'core.hooksPath', 'way/in/hooks'], { cwd: repository, env });
    symlinkSync(box.path('hooks elsewhere'), join(repository, 'way'));
    expect(refuse()).toThrow(/way is a symbolic link to/);
    expect(() => install(options(box.root))).toThrow(/^No git repository in/);
  });

  it('refuses a hook that is a link, and installs the others', () => {
    const repository = box.repository('linked hook');
    const target = box.write(box.path('shared hook'), foreign('commit-msg'), 0o755);
    symlinkSync(target, join(repository, '.git', 'hooks', 'commit-msg'));
    const { hooks } = install(options(repository));
    expect(hooks.map(({ result }) => result)).toEqual(['created', 'created', 'refused', 'created']);
    expect(hooks[2]?.reason).toMatch(/symbolic link to .*shared hook/);
    expect(readFileSync(target, 'utf8')).toBe(foreign('commit-msg'));
    expect(states(repository)).toEqual(['bylaw bylaw foreign bylaw']);
    const file = join(repository, '.git', 'hooks', 'pre-push');
    chmodSync(file, 0o644);
    expect(states(repository)).toEqual(['bylaw bylaw foreign not executable']);
    expect(results(install(options(repository)))[3]).toBe('pre-push updated');
  });
});

describe('starting node', () => {
  const bin = box.path('bin without node', 'git');
  mkdirSync(dirname(bin), { recursive: true });
  for (const name of ['sh', 'git', 'cat', 'sed', 'tr']) {
    symlinkSync(
      run('sh', ['-c', `command -v ${name}`], { cwd: box.root, env }).stdout.trimEnd(),
      join(dirname(bin), name),
    );
  }
  const bare = (more: NodeJS.ProcessEnv = {}) => ({ ...env, PATH: dirname(bin), ...more });
  /** Commits where PATH has no node, with the places of this machine out of sight. */
  const commitBare = (cwd: string, more: NodeJS.ProcessEnv = {}) =>
    run('git', ['commit', '--quiet', '--allow-empty', '-m', 'x'], { cwd, env: bare(more) });
  /** Hides node in the places that sh looks at as they stand. */
  const hidePlaces = (repository: string) => {
    for (const hook of ['pre-commit', 'prepare-commit-msg', 'commit-msg']) {
      const file = join(repository, '.git', 'hooks', hook);
      const text = readFileSync(file, 'utf8').replace(/^ +\/(?:usr|opt|home)\/.*\\\n/gm, '');
      writeFileSync(file, text);
    }
  };

  it('takes the node of install where PATH has none', () => {
    const repository = box.repository('node', 'recorded');
    install(options(repository));
    expect(commitBare(repository).code).toBe(0);
    expect(ran()).toHaveLength(3);
  });

  it.each([
    ['nvm', '.nvm/versions/node/v22.1.0/bin', {}],
    ['nvm, moved', 'my nvm/versions/node/v20.19.0/bin', { NVM_DIR: box.path('home', 'my nvm') }],
    ['fnm', '.local/share/fnm/node-versions/v24.0.0/installation/bin', {}],
    ['volta', '.volta/tools/image/node/20.19.1/bin', {}],
    ['asdf', '.asdf/installs/nodejs/22.0.0/bin', {}],
    ['mise', '.local/share/mise/installs/node/22.0.0/bin', {}],
  ])('looks in the place of %s', (_, place, more) => {
    const repository = box.repository('node', place);
    install(options(repository, { node: '/gone/node' }));
    hidePlaces(repository);
    const node = box.path('home', place, 'node');
    expect(commitBare(repository, more).stderr).toMatch(
      /^bylaw: no node found for the pre-commit hook, install Node/,
    );
    mkdirSync(dirname(node), { recursive: true });
    symlinkSync(process.execPath, node);
    expect(commitBare(repository, more)).toMatchObject({ code: 0, stderr: '' });
    expect(ran()).toHaveLength(3);
    rmSync(node);
  });

  it('says one clear line and fails where there is no node, or bylaw is gone', () => {
    const repository = box.repository('node', 'none');
    const place = standIn('going', 'dist');
    install(options(repository, { entry: place, node: '/gone/node' }));
    hidePlaces(repository);
    const none = commitBare(repository);
    expect(none.code).toBe(1);
    expect(none.stderr).toBe(
      'bylaw: no node found for the pre-commit hook, install Node 20.19 or newer and run `bylaw install`\n',
    );
    rmSync(box.path('going'), { recursive: true });
    const gone = commit(repository);
    expect(gone.code).toBe(1);
    expect(gone.stderr).toBe(
      `bylaw: ${place} is gone, install bylaw again and run \`bylaw install\`, or delete .git/hooks/pre-commit\n`,
    );
  });

  it('does not let a commit pass for a probe', () => {
    const repository = box.repository('node', 'probe');
    install(options(repository));
    git(['commit', '--quiet', '--allow-empty', '-m', 'x'], {
      cwd: repository,
      env: { ...env, BYLAW_PROBE: '1' },
    });
    expect(ran()).toEqual(['bylaw pre-commit', 'bylaw prepare-commit-msg', 'bylaw commit-msg']);
  });
});

describe('husky', () => {
  const HUSKY = fileURLToPath(new URL('../node_modules/husky/bin.js', import.meta.url));
  const husky = (name: string) => {
    const repository = box.repository('husky', name);
    expect(run(process.execPath, [HUSKY], { cwd: repository, env }).code).toBe(0);
    const bin = join(repository, 'node_modules', '.bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(entry, join(bin, 'bylaw'));
    return repository;
  };

  it('gets a line in files of its own', () => {
    const repository = husky('made here');
    const before = tree(join(repository, '.husky'));
    expect(install(options(repository))).toMatchObject({
      target: 'husky',
      folder: join(repository, '.husky'),
      notes: [],
    });
    expect(readFileSync(join(repository, '.husky', 'commit-msg'), 'utf8')).toBe(
      'bylaw hook commit-msg "$@" # bylaw install made this file\n',
    );
    const after = tree(repository);
    expect(results(install(options(repository)))).toEqual(all('unchanged'));
    expect(tree(repository)).toEqual(after);
    commit(repository);
    expect(ran()).toEqual(['bylaw pre-commit', 'bylaw prepare-commit-msg', 'bylaw commit-msg']);
    box.write(stop, 'commit-msg');
    expect(commit(repository).code).toBe(1);
    expect(states(repository)).toEqual(['bylaw bylaw bylaw bylaw']);
    expect(uninstall(options(repository)).map(results)).toEqual([all('removed')]);
    expect(tree(join(repository, '.husky'))).toEqual(before);
  });

  it.each([
    ['plain', '\nnpm test || exit 1\nexit 0\n'],
    ['open end', 'true'],
    ['empty', ''],
    ['only #!', '#!/bin/sh'],
    ['old', '#!/usr/bin/env sh\n# Notes\n. "$(dirname -- "$0")/_/husky.sh"\n\ntrue\n'],
    ['no UTF-8', '#!/bin/sh\ntrue # Gr\xf6\xdfe\n'],
  ])('leaves every other byte of a file alone (%s)', (name, text) => {
    const repository = husky(name);
    for (const hook of ['commit-msg', 'pre-push']) {
      const file = join(repository, '.husky', hook);
      writeFileSync(file, text, 'latin1');
      chmodSync(file, 0o775);
    }
    const before = tree(join(repository, '.husky'));
    expect(results(install(options(repository)))).toEqual([
      'pre-commit created',
      'prepare-commit-msg created',
      'commit-msg chained',
      'pre-push chained',
    ]);
    expect(statSync(join(repository, '.husky', 'commit-msg')).mode & 0o777).toBe(0o775);
    commit(repository);
    expect(ran()).toEqual(['bylaw pre-commit', 'bylaw prepare-commit-msg', 'bylaw commit-msg']);
    uninstall(options(repository));
    const strip = (files: Record<string, string>) =>
      Object.entries(files).map(([path, value]) => [path, value.replace(/ [0-9.]+ /, ' ')]);
    expect(strip(tree(join(repository, '.husky')))).toEqual(strip(before));
  });

  it('gives the list of refs to bylaw and to what follows', () => {
    const repository = husky('refs');
    const seen = box.path('husky', 'seen');
    box.write(join(repository, '.husky', 'pre-push'), `cat >'${seen}'\n`);
    install(options(repository));
    const remote = box.path('husky', 'remote.git');
    git(['init', '--quiet', '--bare', remote], { cwd: repository, env });
    git(['push', '--quiet', remote, 'main'], { cwd: repository, env });
    const [judged] = notes();
    expect(judged?.stdin).toMatch(/^refs\/heads\/main [0-9a-f]+ refs\/heads\/main 0+\n$/);
    expect(readFileSync(seen, 'utf8')).toBe(judged?.stdin);
    git(['push', '--quiet', remote, 'main'], { cwd: repository, env });
    expect(readFileSync(seen, 'utf8')).toBe('');
    box.write(stop, 'pre-push');
    expect(run('git', ['push', '--quiet', remote, 'main:other'], { cwd: repository, env }).code).toBe(1);
  });

  it('is chosen before anybody ran husky, and doctor says what is missing', () => {
    const repository = husky('asleep');
    git(['config', '--unset', 'core.hooksPath'], { cwd: repository, env });
    rmSync(join(repository, 'node_modules'), { recursive: true });
    const { target, notes: said } = install(options(repository));
    expect([target, ...said]).toEqual([
      'husky',
      expect.stringContaining('npx husky'),
      expect.stringContaining('npm install'),
    ]);
    expect(doctor(options(repository))[0]?.hooks[0]).toMatchObject({
      state: 'missing',
      detail: 'No hook, run `npx husky`',
    });
    run(process.execPath, [HUSKY], { cwd: repository, env });
    expect(doctor(options(repository))[0]?.hooks[0]).toMatchObject({
      state: 'broken',
      detail: expect.stringContaining('npm install'),
    });
    expect(uninstall(options(repository)).map(results)).toEqual([all('removed')]);
    expect(states(repository)).toEqual(['missing missing missing missing']);
  });

  it('is not mixed up with plain hooks', () => {
    const repository = husky('mixed');
    expect(() => install(options(repository, { target: 'git' }))).toThrow(/run `bylaw install husky`/);
    expect(() => install(options(box.repository('husky', 'none'), { target: 'husky' }))).toThrow(
      /does not use husky/,
    );
    const old = box.repository('husky', 'eight');
    box.write(join(old, '.husky', '_', 'husky.sh'), '');
    git(['config', 'core.hooksPath', '.husky'], { cwd: old, env });
    expect(() => install(options(old))).toThrow(/update to husky 9/);
  });

  it('refuses a linked folder and a linked file', () => {
    const repository = husky('linked');
    symlinkSync('/dev/null', join(repository, '.husky', 'commit-msg'));
    expect(results(install(options(repository)))[2]).toBe('commit-msg refused');
    renameSync(join(repository, '.husky'), box.path('husky', 'folder elsewhere'));
    symlinkSync(box.path('husky', 'folder elsewhere'), join(repository, '.husky'));
    expect(() => install(options(repository))).toThrow(/\.husky is a symbolic link/);
  });
});

describe('every repository', () => {
  let count = 0;
  /** A person of their own, so that nothing global reaches another test. */
  const person = (config = readFileSync(join(box.root, 'home', '.gitconfig'), 'utf8')) => {
    const home = box.path(`person ${count++}`);
    box.write(join(home, '.gitconfig'), config);
    const own = { ...env, HOME: home };
    const repository = join(home, 'repository');
    git(['init', '--quiet', repository], { cwd: box.root, env: own });
    return {
      home,
      repository,
      env: own,
      options: { cwd: repository, env: own, entry, global: true },
      commit: (cwd = repository) =>
        run('git', ['commit', '--quiet', '--allow-empty', '-m', 'Title'], { cwd, env: own }),
      hook: (name: string, text = foreign(name)) =>
        box.write(join(repository, '.git', 'hooks', name), text, 0o755),
    };
  };
  const JUDGED = ['bylaw pre-commit', 'bylaw prepare-commit-msg', 'bylaw commit-msg'];

  it('is judged, and then no more, byte for byte', () => {
    const { home, repository, options: everywhere, commit: go } = person();
    const before = tree(home);
    const { target, folder, hooks } = install(everywhere);
    expect([target, folder, hooks.length]).toEqual(['global', join(home, '.config', 'bylaw', 'hooks'), 4]);
    const after = tree(home);
    expect(results(install(everywhere))).toEqual(all('unchanged'));
    expect(tree(home)).toEqual(after);
    expect(go().code).toBe(0);
    expect(ran()).toEqual(JUDGED);
    expect(doctor(everywhere)[0]).toMatchObject({
      workTree: repository,
      folder,
      hooks: [{ state: 'bylaw' }, {}, {}, {}],
    });
    box.write(stop, 'commit-msg');
    expect(go().code).toBe(1);
    expect(uninstall(everywhere).map(results)).toEqual([all('removed')]);
    expect(uninstall(everywhere)).toEqual([]);
    expect(go().code).toBe(0);
    rmSync(join(repository, '.git'), { recursive: true });
    const outside = (files: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(files)
          .filter(([path]) => !path.startsWith('repository'))
          .map(([path, value]) => [path, value.replace(/ [0-9.]+ /, ' ')]),
      );
    expect(outside(tree(home))).toEqual(outside(before));
  });

  it("runs the repository's own hooks first, each with what git gives it", () => {
    const { repository, env: own, options: everywhere, commit: go, hook } = person();
    hook('commit-msg');
    hook('post-commit');
    hook('pre-push');
    hook('pre-commit', '#!/bin/sh\nexit 0\n');
    install(everywhere);
    go();
    expect(ran()).toEqual([
      'bylaw pre-commit',
      'bylaw prepare-commit-msg',
      'foreign commit-msg',
      'bylaw commit-msg',
      'foreign post-commit',
    ]);
    const remote = box.path('person remote.git');
    git(['init', '--quiet', '--bare', remote], { cwd: box.root, env: own });
    git(['push', '--quiet', remote, 'HEAD:refs/heads/main'], { cwd: repository, env: own });
    const [first, second] = notes();
    expect([first?.by, second?.by, first?.stdin]).toEqual(['foreign', 'bylaw', second?.stdin]);
    expect(doctor(everywhere)[0]?.hooks.map(({ state }) => state)).toEqual([
      'chained',
      'bylaw',
      'chained',
      'chained',
    ]);
    hook('pre-commit', '#!/bin/sh\nexit 1\n');
    expect(go().code).toBe(1);
    expect(ran()).toEqual([]);
  });

  it('finds them from worktrees, submodules, bare repositories and below the top', () => {
    const { home, repository, env: own, options: everywhere, commit: go, hook } = person();
    go();
    hook('commit-msg');
    const expected = [
      'bylaw pre-commit',
      'bylaw prepare-commit-msg',
      'foreign commit-msg',
      'bylaw commit-msg',
    ];
    const { folder } = install(everywhere);
    const worktree = join(home, 'linked tree');
    git(['worktree', 'add', '--quiet', '-b', 'linked', worktree], { cwd: repository, env: own });
    mkdirSync(join(worktree, 'deep'));
    go(join(worktree, 'deep'));
    expect(ran()).toEqual(expected);
    // By hand, where no git says in the environment which repository it is.
    const message = box.write(box.path('by hand'), 'Title\n');
    run(join(folder, 'commit-msg'), [message], { cwd: worktree, env: own });
    expect(ran()).toEqual(expected.slice(2));
    git(['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repository, 'sub'], {
      cwd: repository,
      env: own,
    });
    box.write(
      join(repository, '.git', 'modules', 'sub', 'hooks', 'commit-msg'),
      foreign('commit-msg'),
      0o755,
    );
    go(join(repository, 'sub'));
    expect(ran()).toEqual(expected);
    const bare = join(home, 'bare.git');
    git(['init', '--quiet', '--bare', bare], { cwd: box.root, env: own });
    box.write(join(bare, 'hooks', 'post-receive'), foreign('post-receive'), 0o755);
    git(['push', '--quiet', '--no-verify', bare, 'HEAD:refs/heads/main'], { cwd: repository, env: own });
    expect(ran()).toEqual(['foreign post-receive']);
  });

  it('leaves the judging to a bylaw that the repository has itself', () => {
    const { options: everywhere, env: own, repository, commit: go, hook } = person();
    hook('commit-msg');
    install(everywhere);
    expect(install({ ...everywhere, global: false }).folder).toBe(join(repository, '.git', 'hooks'));
    go();
    expect(ran()).toEqual([
      'bylaw pre-commit',
      'bylaw prepare-commit-msg',
      'foreign commit-msg',
      'bylaw commit-msg',
    ]);
    const [found] = doctor({ cwd: repository, env: own, entry });
    expect(found?.hooks.map(({ state }) => state)).toEqual(['bylaw', 'bylaw', 'chained', 'bylaw']);
    uninstall({ ...everywhere, global: false });
    go();
    expect(ran()).toEqual([
      'bylaw pre-commit',
      'bylaw prepare-commit-msg',
      'foreign commit-msg',
      'bylaw commit-msg',
    ]);
  });

  it('follows an earlier core.hooksPath, and gives it back', () => {
    const text =
      '[user]\n\tname = A\n\temail = a@example.org\n[core]\n\thooksPath = ~/my hooks\n[init]\n\tdefaultBranch = main';
    const { home, options: everywhere, commit: go, hook } = person(text);
    hook('commit-msg');
    box.write(join(home, 'my hooks', 'prepare-commit-msg'), foreign('prepare-commit-msg'), 0o755);
    box.write(join(home, 'my hooks', 'post-commit'), foreign('post-commit'), 0o755);
    expect(install(everywhere).notes[0]).toContain(join(home, 'my hooks'));
    expect(results(install(everywhere))).toEqual(all('unchanged'));
    go();
    // The repository's own commit-msg did not run before either.
    const [change, ...message] = JUDGED;
    expect(ran()).toEqual([change, 'foreign prepare-commit-msg', ...message, 'foreign post-commit']);
    expect(doctor(everywhere)[0]?.hooks.map(({ state }) => state)).toEqual([
      'bylaw',
      'chained',
      'bylaw',
      'bylaw',
    ]);
    uninstall(everywhere);
    expect(readFileSync(join(home, '.gitconfig'), 'utf8')).toBe(text);
    go();
    expect(ran()).toEqual(['foreign prepare-commit-msg', 'foreign post-commit']);
  });

  it('keeps what somebody wrote into the same files since', () => {
    const { home, env: own, options: everywhere } = person();
    const config = join(home, '.gitconfig');
    renameSync(config, join(home, 'dot files'));
    symlinkSync('dot files', config);
    const before = readFileSync(config, 'utf8');
    install(everywhere);
    expect(lstatSync(config).isSymbolicLink()).toBe(true);
    git(['config', '--global', 'alias.st', 'status'], { cwd: home, env: own });
    const extra = box.write(join(home, '.config', 'bylaw', 'hooks', 'mine'), 'text');
    box.write(join(home, '.config', 'bylaw', 'hooks', 'update'), '#!/bin/sh\n', 0o755);
    expect(
      uninstall(everywhere)[0]
        ?.hooks.filter(({ result }) => result === 'left')
        .map(({ hook }) => hook),
    ).toEqual(['update']);
    expect(readFileSync(config, 'utf8')).toBe(`${before}[alias]\n\tst = status\n`);
    expect(readdirSync(dirname(extra)).sort()).toEqual(['mine', 'update']);
    install(everywhere);
    git(['config', '--global', 'core.hooksPath', '/theirs'], { cwd: home, env: own });
    expect(uninstall(everywhere)[0]?.notes).toEqual([
      expect.stringContaining('core.hooksPath was changed since install'),
    ]);
    expect(git(['config', '--global', 'core.hooksPath'], { cwd: home, env: own })).toBe('/theirs');
  });

  it('takes its own file for git to read, and takes it away again', () => {
    const { home, options: everywhere } = person();
    const config = join(home, 'config of their own');
    const own = { ...everywhere.env, GIT_CONFIG_GLOBAL: config };
    install({ ...everywhere, env: own });
    expect(git(['config', '--global', 'core.hooksPath'], { cwd: home, env: own })).toBe(
      join(home, '.config', 'bylaw', 'hooks'),
    );
    uninstall({ ...everywhere, env: own });
    expect(existsSync(config)).toBe(false);
    const none = { ...everywhere.env, GIT_CONFIG_GLOBAL: '/dev/null' };
    expect(() => install({ ...everywhere, env: none })).toThrow(/GIT_CONFIG_GLOBAL leaves git no file/);
  });

  it('refuses what it could not chain, and links', () => {
    const { home, options: everywhere } = person();
    box.write(join(home, 'work'), '[core]\n\thooksPath = /work/hooks\n');
    const config = join(home, '.gitconfig');
    writeFileSync(config, `${readFileSync(config, 'utf8')}[includeIf "gitdir:~/work/"]\n\tpath = work\n`);
    expect(() => install(everywhere)).toThrow(/holds for some repositories only/);
    expect(existsSync(join(home, '.config'))).toBe(false);
    const other = person();
    symlinkSync(home, join(other.home, '.config'));
    symlinkSync(home, join(home, 'bylaw'));
    expect(() => install(other.options)).toThrow(/bylaw is a symbolic link/);
  });

  it('is reported where a repository goes its own way', () => {
    const { repository, env: own, options: everywhere } = person();
    install(everywhere);
    git(['config', 'core.hooksPath', 'own'], { cwd: repository, env: own });
    const [found] = doctor(everywhere);
    expect(found?.hooks[0]).toMatchObject({
      state: 'hidden',
      problem: true,
      detail: expect.stringContaining('core.hooksPath in'),
    });
  });

  it('still updates a work tree that is pushed to', () => {
    const { home, repository, env: own, options: everywhere, commit: go, hook } = person();
    go();
    install(everywhere);
    const clone = join(home, 'clone');
    git(['clone', '--quiet', repository, clone], { cwd: home, env: own });
    git(['config', 'receive.denyCurrentBranch', 'updateInstead'], { cwd: repository, env: own });
    const push = (text: string) => {
      box.write(join(clone, 'file'), text);
      git(['add', 'file'], { cwd: clone, env: own });
      go(clone);
      return run('git', ['push', '--quiet', 'origin', 'HEAD'], { cwd: clone, env: own }).code;
    };
    expect(push('one\n')).toBe(0);
    expect(readFileSync(join(repository, 'file'), 'utf8')).toBe('one\n');
    box.write(join(repository, 'file'), 'changed\n');
    expect(push('two\n')).toBe(1);
    expect(readFileSync(join(repository, 'file'), 'utf8')).toBe('changed\n');
    hook('push-to-checkout', '#!/bin/sh\nexec git read-tree -u --reset "$1"\n');
    expect(push('three\n')).toBe(0);
    expect(readFileSync(join(repository, 'file'), 'utf8')).toBe('three\n');
  });

  it('still runs every other hook when bylaw is gone', () => {
    const { options: everywhere, commit: go, hook } = person();
    go();
    hook('post-checkout');
    install({ ...everywhere, entry: standIn('gone', 'dist') });
    rmSync(box.path('gone'), { recursive: true });
    const { code, stderr } = go();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^bylaw: .* is gone, install bylaw again and run `bylaw install --global`, or delete .*\n$/,
    );
    git(['checkout', '--quiet', '-b', 'other'], { cwd: everywhere.cwd, env: everywhere.env });
    expect(ran()).toContain('foreign post-checkout');
  });
});
