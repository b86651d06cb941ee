// `check --range` against `git log` alone: `node bench/range.mjs REPOSITORY [RANGE]`.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROUNDS = Number(process.env.ROUNDS ?? 9);
const [repository = '.', range = 'HEAD'] = process.argv.slice(2);
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:NODE_|npm_)/i.test(name)),
);
const cases = {
  'git log --format=%B': ['git', 'log', '--format=%B%x00', range],
  'bylaw check --range': [
    process.execPath,
    resolve('dist/bylaw.cjs'),
    'check',
    '--no-config',
    '--range',
    range,
  ],
};
const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let round = -1; round < ROUNDS; round++) {
  for (const [name, [command, ...args]] of Object.entries(cases)) {
    const start = process.hrtime.bigint();
    const { error } = spawnSync(command, args, {
      cwd: repository,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 30,
    });
    if (error) throw error;
    if (round >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
  }
}
const { stdout } = spawnSync('git', ['rev-list', '--count', range], { cwd: repository, encoding: 'utf8' });
console.log(`${stdout.trim()} commits, medians of ${ROUNDS} paired runs on ${process.version}`);
const [floor, ours] = Object.values(times);
console.log(
  `  git log ${median(floor).toFixed(0)} ms, bylaw ${median(ours).toFixed(0)} ms, x${median(ours.map((time, round) => time / floor[round])).toFixed(2)}`,
);

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
