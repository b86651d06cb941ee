// What an agent's hooks add to bare node: `node bench/agent.mjs [NODE...]`, medians of paired runs on one
// machine. The stop hook reads a made transcript of Claude Code; with KEEP=FILE it stays there.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROUNDS = Number(process.env.ROUNDS ?? 15);
const WARM_UP = 2;
const BYTES = 50e6;
const nodes = process.argv.length > 2 ? process.argv.slice(2) : [process.execPath];
const bin = resolve('dist/bylaw.cjs');
const folder = mkdtempSync(join(tmpdir(), 'bylaw-bench-'));
const [cwd, HOME] = ['shop', 'home'].map((name) => join(folder, name));
for (const each of [cwd, HOME]) mkdirSync(each);
spawnSync('git', ['init', '-q', cwd]);
// NODE_EXTRA_CA_CERTS alone adds 36 ms to each start of Node 20.
const kept = Object.entries(process.env).filter(([name]) => !/^(?:NODE_|npm_|XDG_|BYLAW)/i.test(name));
const env = { ...Object.fromEntries(kept), HOME };
const transcript = process.env.KEEP ?? join(folder, 'session.jsonl');
writeTranscript();

const hook = (payload) => ({
  args: [bin, 'hook', 'agent', 'claude-code'],
  input: JSON.stringify({ session_id: 'bench', cwd, transcript_path: transcript, ...payload }),
});
const command = (text) =>
  hook({ hook_event_name: 'PreToolUse', tool_name: 'Bash', tool_input: { command: text } });
const stop = (text) => hook({ hook_event_name: 'Stop', last_assistant_message: text });
const cases = {
  'node -e 0': { args: ['-e', '0'] },
  'command, clean': command('npm test -- src/cart.test.ts'),
  'command, findings': command('git commit --no-verify -m "fixed stuff."'),
  'stop on 50 MB, no claim': stop('Which of the two do you want?'),
  'stop on 50 MB, a claim': stop('All tests pass.'),
};

try {
  for (const node of nodes) measure(node);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(node) {
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, { args, input }] of Object.entries(cases)) {
      const start = process.hrtime.bigint();
      spawnSync(node, args, { cwd, env, input, stdio: ['pipe', 'ignore', 'ignore'] });
      if (round >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  console.log(`${stdout.trim()}, medians of ${ROUNDS} paired runs`);
  const floor = times['node -e 0'];
  for (const [name, all] of Object.entries(times)) {
    const [whole, more, ratio] = [
      median(all),
      median(all.map((time, round) => time - floor[round])),
      median(all.map((time, round) => time / floor[round])),
    ];
    console.log(
      `  ${name.padEnd(24)} ${whole.toFixed(1).padStart(7)} ms  +${more.toFixed(1)} ms  x${ratio.toFixed(2)}`,
    );
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Turns of a session as Claude Code writes them: results stand in a line twice, edits with the file before. */
function writeTranscript() {
  const fd = openSync(transcript, 'w');
  let [step, size] = [0, 0];
  const line = (type, more) => {
    step += 1;
    const timestamp = new Date(Date.UTC(2026, 0, 1) + step * 1000).toISOString();
    const base = {
      parentUuid: `u${step - 1}`,
      isSidechain: false,
      userType: 'external',
      cwd,
      sessionId: 's',
    };
    const record = {
      ...base,
      version: '2.1.0',
      gitBranch: 'main',
      type,
      ...more,
      uuid: `u${step}`,
      timestamp,
    };
    size += writeSync(fd, `${JSON.stringify(record)}\n`);
  };
  const said = (block) =>
    line('assistant', {
      message: { model: 'm', id: `m${step}`, type: 'message', role: 'assistant', content: [block] },
    });
  const heard = (content, more = {}) => line('user', { message: { role: 'user', content }, ...more });
  const called = (name, input, output, result) => {
    const id = `toolu_${step}`;
    said({ type: 'tool_use', id, name, input });
    line('progress', { data: { type: 'hook_progress', hookName: `PreToolUse:${name}`, command: 'bylaw' } });
    heard([{ tool_use_id: id, type: 'tool_result', content: output }], { toolUseResult: result });
  };
  const ran = (command, stdout) => called('Bash', { command }, stdout, { stdout, stderr: '' });
  for (let turn = 1; size < BYTES; turn++) {
    const file = `src/part${turn % 40}/cart${turn % 7}.ts`;
    const path = join(cwd, file);
    const source = Array.from(
      { length: 150 },
      (_, at) => `export const total${at} = (items: Item[]) => sum(items, "${turn}");`,
    ).join('\n');
    const [before, after] = [`const retries = ${turn};`, `const retries = ${turn + 1};\nretry();`];
    const listing = Array.from({ length: 40 }, (_, at) => `src/part${at}/cart.ts:${at}: "${turn}"`).join(
      '\n',
    );
    const log = Array.from({ length: 300 }, (_, at) => `\u2713 src/cart.test.ts > case ${at} (${at} ms)`);
    heard(`Make part ${turn % 40} retry when the proxy hangs up, it fails with a 502`);
    said({ type: 'thinking', thinking: 'The proxy hangs up. '.repeat(40), signature: 'Ab9+'.repeat(400) });
    said({ type: 'text', text: `I look at \`${file}\` first, then I make it retry.` });
    called('Read', { file_path: path }, source, { type: 'text', file: { filePath: path, content: source } });
    ran(`cd ${cwd} && grep -rn "retr[iy]" src/part${turn % 40} | head -40`, listing);
    called(
      'Edit',
      { file_path: path, old_string: before, new_string: after },
      `The file ${path} has been updated.\n${after}`,
      { filePath: path, oldString: before, newString: after, originalFile: source },
    );
    ran(
      `npx vitest run ${file.replace('.ts', '.test.ts')} 2>&1 | tail -400`,
      `${log.join('\n')}\n 300 passed`,
    );
    ran(`git add -A && git commit -m "Retry in part ${turn}"`, `[main ${1e6 + turn}] Retry in part ${turn}`);
    said({ type: 'text', text: `Part ${turn % 40} retries once now, and its tests pass.` });
    if (turn % 5 === 0) line('file-history-snapshot', { snapshot: { files: { [path]: source } } });
  }
  closeSync(fd);
}
