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
/** What starts a server, as far as its name tells; of files alone nothing is left running. */
export const SERVER = [
  'vllm serve',
  'sglang serve',
  'python* -m *launch_server*',
  'python* -m *server*',
  'python* -m dynamo*',
  'dynamo serve',
  'dynamo run',
  'lmdeploy serve',
  'ollama serve',
  'llama-server',
  'trtllm-serve',
  'tritonserver',
  'text-generation-launcher',
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
  '!python* -m *http*server*',
  '!vite build|optimize',
];
/** What starts one anew without its name. */
const RESTART = [
  'docker|podman restart|start',
  'docker|podman compose restart|up',
  'docker-compose restart|up',
  'systemctl restart|start',
  '*restart*',
  '*launch*',
  '*serve*.sh|*start*.sh',
  'bash|sh *serve*|*start*|*launch*',
  'make *serve*|*start*|*launch*',
];
/** What may have started the server that a load is put on. */
export const FRESH = [...SERVER, ...RESTART];
/** What puts a load on one. */
export const LOAD = [
  'aiperf',
  'genai-perf',
  'wrk',
  'wrk2',
  'hey',
  'ab',
  'k6 run',
  'locust',
  'vegeta attack',
  'oha',
  'bombardier',
  'autocannon',
  'h2load',
  'ghz',
  'vllm bench',
  'python* -m *bench_serving*',
  'python* *bench_serving*|*benchmark_serving*',
  '!aiperf plot|service|analyze*',
  '!genai-perf analyze|compare|config|template|process*',
];
/** What is measured without a server. */
export const OFFLINE = [
  'hyperfine',
  'cargo bench',
  'go test -bench',
  'python* *bench*',
  'npm|pnpm|yarn|bun run bench*',
  '!python* *bench_serving*|*benchmark_serving*',
];
export const BENCH = [...LOAD, ...OFFLINE.filter((pattern) => !pattern.startsWith('!'))];
/** What shows where the time goes, or how much of it. */
export const PROFILE = [
  'perf',
  'py-spy',
  'nsys',
  'ncu',
  'rocprof',
  'samply',
  'valgrind',
  'strace -c',
  'scalene',
  'memray',
  'pyinstrument',
  'kernprof',
  'viztracer',
  'flamegraph',
  'cargo flamegraph',
  'cargo build --timings',
  'python* -m cProfile',
  'python* -m timeit',
  'python* -m pyinstrument',
  'python* -X importtime',
  'pytest --durations',
  'node --prof',
  'node --cpu-prof',
  'clinic',
  '0x',
  'go tool pprof',
  'nvidia-smi',
  'vmstat',
  'iostat',
  'mpstat',
  'pidstat',
  'lighthouse',
  'time',
  ...BENCH,
];
/** What stops what runs, a server among it. */
export const KILL: Step = {
  run: [
    'kill',
    'pkill',
    'killall',
    'fuser -k',
    'taskkill',
    '*kill-port*',
    'docker|podman stop|kill',
    'docker|podman rm -f|--force',
    'docker|podman compose down|stop|kill',
    'docker-compose down|stop|kill',
    'systemctl stop',
    'service * stop',
    'supervisorctl stop',
    'pm2 stop|delete|kill',
    'kubectl delete|scale',
    'tmux kill-session|kill-server|kill-window|kill-pane',
    'screen -X',
    '*stop*|*kill*.sh|*teardown*|*shutdown*',
    'bash|sh *stop*|*kill*|*teardown*|*shutdown*',
    'make *stop*|*kill*|*down*',
    'npm|pnpm|yarn|bun run *stop*|*kill*',
    '!kill -0',
    '!kill -l',
  ],
  tool: ['kill*', '*_kill', 'bash_kill*', 'TaskStop', 'stop_*', '*_stop', 'terminate*'],
};
export const SEARCH: Step = {
  run: ['gh pr list', 'gh issue list', 'gh search', 'gh pr view', 'gh issue view', 'gh api', 'glab mr list'],
  tool: ['*search_issues', '*search_pull_requests', '*list_issues', '*list_pull_requests'],
};
/** What shows how the checks of a push went. */
export const CI = ['gh run watch', 'gh run list', 'gh run view', 'gh pr checks', 'gh pr status', 'glab ci'];
export const SYNC = ['git fetch', 'git pull', 'git rebase', 'git merge', 'git remote update'];

/** What keeps work that would be lost; to look at what is kept does not. */
export const PRESERVE = [
  'git stash',
  'git branch *',
  'git tag *',
  'git worktree add',
  'git switch -c|--create',
  'git checkout -b',
  'git format-patch',
  'git bundle create',
  '!git stash list|show|pop|apply|drop|clear|branch',
  ...['-d', '-D', '--delete', '-m', '-M', '--move', '-l', '--list', '-a', '--all', '-r', '--remotes']
    .concat('-u', '--set-upstream-to', '--contains', '--no-contains', '--merged', '--no-merged')
    .concat('--points-at', '--show-current', '--edit-description', '--unset-upstream')
    .map((option) => `!git branch ${option}`),
  '!git tag -d|--delete',
  '!git tag -l|--list',
  '!git tag -v|--verify',
];
/** What gives up one side of a conflict. */
export const RESOLVE = [
  'git rebase --skip',
  'git checkout --ours|--theirs',
  'git restore --ours|--theirs',
  'git reset --hard',
];

/** Tools that keep a list of what is to be done. */
export const TASK_LIST = ['TodoWrite', 'update_plan', 'TaskCreate', 'todo_write', 'write_todos', 'todowrite'];

/** Words of a person who wants speed. Of a word such as `performance` alone, a title may be made. */
export const PERFORMANCE = [
  'optimize',
  'optimise',
  'faster',
  'is slow',
  'are slow',
  'so slow',
  'too slow',
  'very slow',
  'runs slow',
  'slows down',
  'slowness',
  'slower',
  'sluggish',
  'speed up',
  'speed it up',
  'speed this up',
  'speedup',
  'takes too long',
  'takes forever',
  'bottleneck',
  'bottlenecks',
  'hot path',
  'better performance',
  'performance of',
  'performance problem',
  'performance problems',
  'performance issue',
  'performance issues',
  'performance regression',
  'improve performance',
  'improve the performance',
  'improve latency',
  'improve the latency',
  'reduce latency',
  'reduce the latency',
  'lower latency',
  'lower the latency',
  'cut latency',
  'cut the latency',
  'high latency',
  'latency of',
  'latency is',
  'improve throughput',
  'improve the throughput',
  'increase throughput',
  'increase the throughput',
  'more throughput',
  'higher throughput',
  'throughput of',
  'throughput is',
  'throughput dropped',
];

/** A run that is small enough to show only whether it works. Whether a server is up says less. */
export const SMOKE = [
  'aiperf --concurrency 1',
  'aiperf --request-count 1',
  'aiperf --request-count 5',
  'aiperf --request-count 10',
  'genai-perf --concurrency 1',
  'wrk|hey|ab|oha -c 1',
  'k6 run --vus 1',
  'curl -d|--data|--data-raw|--data-binary|--json',
  'curl *generate*|*completions*|*embeddings*|*predict*|*infer*',
  '*smoke*',
  '* *smoke*',
  '* * *smoke*',
  'pytest -k|-m *smoke*',
];
/** A load that is more than that. */
export const FULL_LOAD = [...LOAD, ...SMOKE.map((pattern) => `!${pattern}`)];

/** What asks a server whether it is up; one that answers is. */
export const HEALTH = [
  'curl *health*',
  'wget *health*',
  'http *health*',
  'curl *generate*|*completions*',
  '*health*',
  '* *health*',
];
