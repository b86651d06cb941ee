// `bylaw check --staged` and the pre-commit hook beside `git diff --cached` alone: `node bench/staged.mjs`, medians
// of paired runs. Each file of the change has 50 added lines; bylaw:recommended holds, with two rules more.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROUNDS = Number(process.env.ROUNDS ?? 11);
const WARM_UP = 2;
const SIZES = [1, 1000, 5000];
const LINES = 50;
const bin = resolve('dist/bylaw.cjs');
// NODE_EXTRA_CA_CERTS alone adds 36 ms to each start of Node 20.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:NODE_|npm_|GIT_)/i.test(name)),
);

for (const files of SIZES) {
  const cwd = staged(files);
  try {
    measure(`${files} files, ${files * LINES} added lines`, cwd);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** A repository in which every file has old lines, and as many new ones as named are staged. */
function staged(files) {
  const cwd = mkdtempSync(join(tmpdir(), 'bylaw-bench-'));
  const git = (...args) => spawnSync('git', args, { cwd, env });
  const write = (added) => {
    for (let file = 0; file < files; file++) {
      mkdirSync(join(cwd, `part${file % 50}`), { recursive: true });
      const lines = Array.from({ length: 40 }, (_, line) => `  const old${line} = load(${file});\n`);
      const more = Array.from(
        { length: added },
        (_, line) => `  retry(upload, ${line}, '${file}'); // again\n`,
      );
      lines.splice(20, 0, ...more);
      writeFileSync(join(cwd, `part${file % 50}`, `file${file}.ts`), lines.join(''));
    }
    git('add', '.');
  };
  git('init', '-q');
  const rules = {
    'no-path': ['error', { paths: ['*.lock', 'dist/**'] }],
    'no-pattern': ['error', { patterns: [{ pattern: '\\bconsole\\.log\\(' }, { pattern: '\\bTODO\\b' }] }],
  };
  writeFileSync(join(cwd, 'bylaw.config.json'), JSON.stringify({ extends: 'bylaw:recommended', rules }));
  write(0);
  git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '-q', '-m', 'Begin');
  write(LINES);
  return cwd;
}

function measure(title, cwd) {
  const cases = {
    'git diff --cached': ['git', ['diff', '--cached']],
    'node -e 0': [process.execPath, ['-e', '0']],
    'bylaw check --staged': [process.execPath, [bin, 'check', '--staged']],
    'bylaw hook pre-commit': [process.execPath, [bin, 'hook', 'pre-commit']],
  };
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, [program, args]] of Object.entries(cases)) {
      const start = process.hrtime.bigint();
      const { status } = spawnSync(program, args, { cwd, env, maxBuffer: 1e9 });
      if (status !== 0) throw new Error(`${name} ended with ${status}`);
      if (round >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  console.log(`${title}, medians of ${ROUNDS} paired runs`);
  const floor = times['git diff --cached'];
  for (const [name, all] of Object.entries(times)) {
    const ratio = median(all.map((time, round) => time / floor[round]));
    console.log(`  ${name.padEnd(24)} ${median(all).toFixed(1).padStart(7)} ms  x${ratio.toFixed(2)}`);
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
