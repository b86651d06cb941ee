import type { Step } from '../../parse/session/step.ts';

/** What a program is written in, and what it is built from: no prose, and nothing that is thrown away. */
export const CODE = ['**', '!*.md', '!*.mdx', '!*.txt', '!*.rst', '!/tmp/**', '!~/.*/**', '!.claude/**'];
export const TESTS = [
  '*.test.*',
  '*.spec.*',
  '*_test.*',
  '*_spec.*',
  'test_*',
  '**/test/**',
  '**/tests/**',
  '**/__tests__/**',
  '**/spec/**',
];
export const MANIFESTS = [
  'package.json',
  'pyproject.toml',
  'Cargo.toml',
  'go.mod',
  'Gemfile',
  'requirements*.txt',
];

/** Commands that change what others see, or the work tree. */
const WRITES = [
  'git add',
  'git commit',
  'git push',
  'git merge',
  'git rebase',
  'git reset',
  'git checkout',
  'git switch',
  'git stash',
  'rm',
  'mv',
  '<install>',
];

/** The first thing that leaves a trace. */
export const START: Step = { edit: ['**', '!/tmp/**'], run: WRITES };

export const PULL_REQUEST = ['gh pr create', 'glab mr create', 'hub pull-request'];
/** What is done with the pull requests of others. */
export const CURATED = ['gh pr merge', 'gh pr close', 'gh pr review', 'gh pr comment'];
export const MERGE = ['gh pr merge', 'glab mr merge', 'git merge'];
export const PUBLISH = [
  'npm publish',
  'pnpm publish',
  'cargo publish',
  'uv publish',
  'twine upload',
  'gh release create',
];
/** What starts a server, as far as its name tells. */
export const SERVER = [
  'python -m *launch_server*',
  'python3 -m *launch_server*',
  'python -m *server*',
  'python3 -m *server*',
  'python -m dynamo*',
  'python3 -m dynamo*',
  'dynamo serve',
  'dynamo run',
  'vllm serve',
  'sglang serve',
  'trtllm-serve',
  'uvicorn',
  'gunicorn',
  'npm start',
  'npm run dev',
  'pnpm dev',
  'pnpm run dev',
  'yarn dev',
  'bun run dev',
  'vite',
  'next dev',
];
/** What puts a load on one. */
export const LOAD = [
  'aiperf',
  'genai-perf',
  'wrk',
  'hey',
  'ab',
  'k6',
  'locust',
  'vegeta',
  'oha',
  'bombardier',
];
export const BENCH = [
  ...LOAD,
  'hyperfine',
  'cargo bench',
  'python *bench*',
  'python3 *bench*',
  'npm run bench*',
];
export const PROFILE = [
  ...BENCH,
  'perf',
  'py-spy',
  'nsys',
  'ncu',
  'samply',
  'valgrind',
  'scalene',
  'flamegraph',
  'cargo flamegraph',
  'python -m cProfile',
  'python3 -m cProfile',
  'node --prof',
  'node --cpu-prof',
  'go test -bench',
  'go tool pprof',
  'time',
];
export const KILL = [
  'kill',
  'pkill',
  'killall',
  'fuser',
  'docker stop',
  'docker kill',
  'docker compose down',
  'systemctl stop',
];
export const SEARCH: Step = {
  run: ['gh pr list', 'gh issue list', 'gh search', 'gh pr view', 'gh issue view', 'gh api', 'glab mr list'],
  tool: ['*search_issues', '*search_pull_requests', '*list_issues', '*list_pull_requests'],
};
/** What shows how the checks of a push went. */
export const CI = ['gh run watch', 'gh run list', 'gh run view', 'gh pr checks', 'gh pr status', 'glab ci'];
export const SYNC = ['git fetch', 'git pull', 'git rebase', 'git merge', 'git remote update'];

/** What keeps work that would be lost. */
export const PRESERVE = [
  'git stash',
  'git branch',
  'git tag',
  'git worktree add',
  'git switch -c',
  'git checkout -b',
];
/** What gives up one side of a conflict. */
export const RESOLVE = [
  'git rebase --skip',
  'git checkout --ours|--theirs',
  'git restore --ours|--theirs',
  'git reset --hard',
];

/** Tools that keep a list of what is to be done. */
export const TODO = ['TodoWrite', 'update_plan', 'TaskCreate', 'todo_write', 'write_todos', 'todowrite'];

/** Words of a person who wants speed. */
export const PERFORMANCE = [
  'performance',
  'optimize',
  'optimise',
  'faster',
  'slow',
  'speed',
  'latency',
  'throughput',
];

/** A run that is small enough to show only whether it works. */
export const SMOKE = [
  'aiperf --concurrency 1',
  'aiperf --request-count 1',
  'genai-perf --concurrency 1',
  'k6 run --vus 1',
  'curl',
  '*smoke*',
  '* *smoke*',
];
