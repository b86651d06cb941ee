// Cold start of the commit-msg hook: `node bench/hook.mjs [NODE...]`, medians of paired runs on one machine.
// Peers are measured where a folder with @commitlint/cli and config-conventional is given in COMMITLINT.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROUNDS = Number(process.env.ROUNDS ?? 25);
const WARM_UP = 3;
const nodes = process.argv.length > 2 ? process.argv.slice(2) : [process.execPath];
const bin = resolve('dist/bylaw.cjs');
const commitlint = process.env.COMMITLINT;
// NODE_EXTRA_CA_CERTS alone adds 36 ms to each start of Node 20.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:NODE_|npm_)/i.test(name)),
);

const body =
  '\n\nThe proxy closes idle connections after a minute, and\nthe upload then ended in an error.\n';
const cwd = mkdtempSync(join(tmpdir(), 'bylaw-bench-'));
spawnSync('git', ['init', '-q', cwd]);
writeFileSync(join(cwd, 'clean'), `Retry the upload when the proxy hangs up${body}\nRefs: #42\n`);
writeFileSync(
  join(cwd, 'dirty'),
  `Retry the upload when the proxy hangs up.${body}\nCo-Authored-By: Claude <noreply@anthropic.com>\n`,
);
writeFileSync(join(cwd, 'conventional'), `fix: retry the upload when the proxy hangs up${body}`);

try {
  for (const node of nodes) {
    const cases = {
      'node -e 0': { args: ['-e', '0'] },
      'bylaw hook commit-msg, clean': { args: [bin, 'hook', 'commit-msg', 'clean'] },
      'bylaw hook commit-msg, two findings': { args: [bin, 'hook', 'commit-msg', 'dirty'] },
    };
    if (commitlint) {
      const args = [
        join(commitlint, 'node_modules/@commitlint/cli/cli.js'),
        '--edit',
        join(cwd, 'conventional'),
      ];
      cases.commitlint = { args, cwd: commitlint };
    }
    measure(node, cases);
  }
} finally {
  rmSync(cwd, { recursive: true, force: true });
}

function measure(node, cases) {
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, { args, cwd: folder = cwd }] of Object.entries(cases)) {
      const start = process.hrtime.bigint();
      spawnSync(node, args, { cwd: folder, env, stdio: 'ignore' });
      if (round >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  console.log(`${stdout.trim()}, medians of ${ROUNDS} paired runs`);
  const floor = times['node -e 0'];
  for (const [name, all] of Object.entries(times)) {
    const ratio = median(all.map((time, round) => time / floor[round]));
    console.log(`  ${name.padEnd(38)} ${median(all).toFixed(1).padStart(7)} ms  x${ratio.toFixed(2)}`);
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
