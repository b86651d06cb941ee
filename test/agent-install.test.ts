import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { agents } from '../src/agents/index.ts';
import { BYLAW, bylaw, repository, run } from './support/run.ts';

let cwd: string;
let home: string;

beforeEach(() => {
  cwd = repository();
  home = mkdtempSync(join(tmpdir(), 'bylaw-home-'));
});

const call = (...args: string[]) => bylaw(args, { cwd, env: { HOME: home } });

function write(path: string, text: string, top = cwd): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
}

const read = (path: string, top = cwd) => readFileSync(join(top, path), 'utf8');

/** Every file below a folder with its text, without git's and the cache. */
function filesIn(top: string): Record<string, string> {
  const files = readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(top.length + 1))
    .filter((path) => !/^\.(?:git|cache)\//.test(path));
  return Object.fromEntries(files.map((path) => [path, read(path, top)]));
}

const inRepository = [...agents.values()].filter(({ settings }) => settings.repository !== null);
const ofPerson = [...agents.values()].filter(({ settings }) => settings.person !== null);
const writable = (list: typeof inRepository) =>
  list.filter(({ settings }) => settings.kind !== 'by-hand').map(({ id }) => id);

describe('installing into an agent', () => {
  it.each(writable(inRepository))('is exact in a repository: %s', (id) => {
    expect(call('install', id)).toMatchObject({ code: 0, stderr: '' });
    const installed = filesIn(cwd);
    expect(JSON.stringify(installed)).toContain(`hook agent ${id}`);
    const again = call('install', id);
    expect(again.stdout).toContain('unchanged');
    expect(filesIn(cwd)).toEqual(installed);
    expect(call('uninstall', id)).toMatchObject({ code: 0, stderr: '' });
    expect(filesIn(cwd)).toEqual({});
  });

  it.each(writable(ofPerson))('is exact for a person: %s', (id) => {
    expect(call('install', id, '--global')).toMatchObject({ code: 0, stderr: '' });
    const installed = filesIn(home);
    expect(JSON.stringify(installed)).toContain(`hook agent ${id}`);
    call('install', id, '--global');
    expect(filesIn(home)).toEqual(installed);
    call('uninstall', id, '--global');
    expect(filesIn(home)).toEqual({});
  });

  const theirs = `// mine
{
  "model": "large", // why
  "hooks": {
    "PreToolUse": [{ "matcher": "Bash", "hooks": [{ "type": "command", "command": "mine.sh" }] }],
  },
}
`;

  it('keeps all else in a settings file, byte for byte, and shows the change', () => {
    write('.claude/settings.json', theirs);
    const { stdout } = call('install', 'claude-code');
    expect(stdout).toMatch(/^changed +\/.*\.claude\/settings\.json\n@@/);
    expect(stdout).toContain('+    "Stop": [');
    const installed = read('.claude/settings.json');
    expect(installed).toContain('// mine\n{\n  "model": "large", // why\n');
    expect(installed).toContain('"command": "mine.sh" }] },');
    call('uninstall', 'claude-code');
    expect(read('.claude/settings.json')).toBe(theirs);
  });

  it.each(['', '\n\n', '{}\r\n', '{\n\t"a": [1,],\n}'])('gives the file back that was there: %j', (text) => {
    write('.cursor/hooks.json', text);
    expect(call('install', 'cursor')).toMatchObject({ code: 0, stderr: '' });
    expect(call('install', 'cursor').stdout).toContain('unchanged');
    expect(call('uninstall', 'cursor').code).toBe(0);
    expect(read('.cursor/hooks.json')).toBe(text);
  });

  it('says what to do where there is no repository', () => {
    expect(bylaw(['install', 'cursor'], { cwd: home, env: { HOME: home } })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^bylaw: No git repository in .*, go into one or add `--global`\n$/),
    });
  });

  it('never takes an empty HOME for the folder it stands in', () => {
    bylaw(['install', '--global', 'cursor'], { cwd, env: { HOME: '', USERPROFILE: home } });
    expect(filesIn(cwd)).toEqual({});
    expect(Object.keys(filesIn(home))).toEqual(['.cursor/hooks.json']);
  });

  it.each(['[model]\nname = "large"\n', '[model]\nname = "large"', ''])(
    'keeps all else in a file of lines: %j',
    (text) => {
      write('.kimi/config.toml', text, home);
      call('install', 'kimi', '--global');
      expect(read('.kimi/config.toml', home).startsWith(text)).toBe(true);
      call('uninstall', 'kimi', '--global');
      expect(read('.kimi/config.toml', home)).toBe(text);
    },
  );

  it('takes back no hook that somebody has added to ours', () => {
    call('install', 'claude-code');
    const file = read('.claude/settings.json');
    const edited = file.replace(
      '"hooks": [\n          {',
      '"hooks": [\n          { "type": "command", "command": "mine.sh" },\n          {',
    );
    expect(edited).not.toBe(file);
    write('.claude/settings.json', edited);
    const { code, stdout } = call('uninstall', 'claude-code');
    expect(code).toBe(2);
    expect(stdout).toContain('by hand');
    expect(read('.claude/settings.json')).toContain('mine.sh');
  });

  it('refuses a link, and what is no JSON, and leaves it as it was', () => {
    write('elsewhere.json', '{}');
    mkdirSync(join(cwd, '.claude'));
    symlinkSync('../elsewhere.json', join(cwd, '.claude/settings.json'));
    expect(call('install', 'claude-code')).toMatchObject({ code: 2 });
    expect(read('elsewhere.json')).toBe('{}');
    write('.cursor/hooks.json', '{"version": 1,');
    const { code, stdout } = call('install', 'cursor');
    expect(code).toBe(2);
    expect(stdout).toMatch(/^refused .*hooks\.json: .* is no JSON at 1:15, mend it and run this again\n$/);
    expect(read('.cursor/hooks.json')).toBe('{"version": 1,');
  });

  it('refuses a file that is read-only, and says nothing of what it did not do', () => {
    write('.claude/settings.json', '{}');
    chmodSync(join(cwd, '.claude/settings.json'), 0o444);
    const { code, stdout } = call('install', 'claude-code');
    expect(code).toBe(2);
    expect(stdout).toMatch(/^refused .*settings\.json: It is read-only, make it writable first\n$/);
    expect(read('.claude/settings.json')).toBe('{}');
  });

  it('leaves a file of somebody else where a plugin would go', () => {
    write('.opencode/plugins/bylaw.js', 'export default 1;\n');
    expect(call('install', 'opencode')).toMatchObject({ code: 2 });
    expect(read('.opencode/plugins/bylaw.js')).toBe('export default 1;\n');
  });

  it('finds the agents that are used here', () => {
    expect(call('install', 'all').code).toBe(2);
    mkdirSync(join(cwd, '.claude'));
    mkdirSync(join(cwd, '.gemini'));
    const { stdout } = call('install', 'all');
    expect(stdout.match(/^created .*$/gm)?.map((line) => line.split('/').slice(-2).join('/'))).toEqual([
      '.claude/settings.json',
      '.gemini/settings.json',
    ]);
    call('uninstall', 'all');
    expect(filesIn(cwd)).toEqual({});
  });

  it('is seen by the doctor', () => {
    expect(call('doctor').stdout).not.toContain('coding agents');
    mkdirSync(join(cwd, '.gemini'));
    call('install', 'claude-code');
    const { stdout } = call('doctor');
    expect(stdout).toMatch(/^ {2}fine +claude-code +calls bylaw by .*\.claude\/settings\.json$/m);
    expect(stdout).toMatch(/^ {2}none +gemini +run `bylaw install gemini`$/m);
  });

  it('writes a command that runs from where the agent stands', () => {
    call('install', 'claude-code');
    const { hooks } = JSON.parse(read('.claude/settings.json'));
    const { command } = hooks.PreToolUse[0].hooks[0];
    const payload = {
      hook_event_name: 'PreToolUse',
      session_id: 'a1',
      prompt_id: 'b2',
      cwd,
      tool_name: 'Bash',
      tool_input: { command: 'git commit -m "Add it 🎉"' },
    };
    const { stdout, code } = run('sh', ['-c', command], {
      cwd,
      env: { HOME: home },
      input: JSON.stringify(payload),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).hookSpecificOutput.permissionDecision).toBe('deny');
  });

  it('says nothing where bylaw has gone, for that is no verdict', () => {
    call('install', 'copilot');
    const [file = ''] = Object.values(filesIn(cwd));
    const [, line] = /"(?:bash|command)": ("(?:[^"\\]|\\.)*")/.exec(file) ?? [];
    const command: string = JSON.parse(line ?? '');
    expect(command).toContain(BYLAW);
    const gone = run('sh', ['-c', command.replaceAll(BYLAW, '/nowhere/bylaw.cjs')], { cwd });
    expect(gone).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
