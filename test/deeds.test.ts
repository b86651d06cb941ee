import { describe, expect, it } from 'vitest';
import { createLinter } from '../src/linter.ts';
import { subjectFromText } from '../src/subject.ts';

/** A person's page; each of its lines is shown by sessions below. */
const PAGE = `# Mara Lindqvist

I build ranking and embedding services: Rust cores with Python bindings, on shared GPU machines.

## Starting a session

- Look for an AGENTS.md at the top of the repository and read it first.
- If I mention \`~/notes\`, read \`~/notes/README.md\` before doing anything else.
- Run \`git worktree list\` at the start: several checkouts share one machine.

## How I work

- Measure before you optimize.
- Show evidence for every claim: a log, a metric or a benchmark.
- Reproduce a bug first, explain it second.

## Talking to me

- Explain how code fits together with a diagram.
- If something is unclear, ask instead of assuming.
- No emoji in code, commits or replies.
- Point at code as \`path:line\`.
- Never name Claude in commits or pull requests. No Co-Authored-By trailers.

## Machine

- \`/fast/\` is a local NVMe disk: put clones and build output there.

### Build commands

- **Ranker** (Rust + Python): \`cd <root>/python && maturin develop --uv\`
- **Embedder** (Python): \`cd <root> && uv pip install -e .\`

## Git

- Branch names: \`mara/rank-{ticket}-{topic}\`
- Open pull requests as drafts first. Link the Jira ticket in the description.
- On rebase conflicts, back up local work first (\`git stash\` or a backup branch), then resolve.
- Never \`git reset --hard\` without asking.

## Testing

- **Smoke test first**: one worker, ten requests.
- **Load**: 8-24 concurrent requests via aiperf
- **Benchmarks**: run both orders (A/B and B/A), with a fresh server for each phase

## Servers

- Clean up before launch: \`pkill -9 -f vllm 2>/dev/null; sleep 2\`
- Health check: \`curl -fs localhost:<port>/health\`
- Always stop servers after a benchmark.

## Debugging

- Reproduce a bug in a minimal example before deep-diving into it.
- If a server hangs, read its logs, don't just retry.
`;

const linter = createLinter({ config: {}, pages: [{ path: 'PAGE.md', text: PAGE }] });

/** What is found in a session and inside of it: rule, quoted place, line of the page. */
function found(session: string): string[] {
  return linter
    .judgeAll(subjectFromText('session', session))
    .flatMap(({ findings }) => findings)
    .map(({ rule, quote, from }) => `${rule} | ${quote} | ${from}`);
}

interface Row {
  /** The words that the line of the page begins with. */
  readonly says: string;
  /** Those of a line before it that says the same, and is named for both. */
  readonly saidBy?: string;
  /** The rules that it becomes, with the options that matter. */
  readonly clauses: readonly (readonly [rule: string, options: object])[];
  /** Sessions that break it, each with what is found: rule and quoted place. Nothing else is found in them. */
  readonly breaks: readonly (readonly [session: string, ...findings: string[]])[];
  /** Sessions in which nothing is found, for any line of the page, close as they come to it. */
  readonly obeys: readonly string[];
}

/** How every careful session begins. */
const OPENED = `run: git worktree list
exit: 0
  /fast/ranker  1f3c2aa [main]
read: AGENTS.md`;

/** A server that is launched as the page asks. */
const SERVED = `run: pkill -9 -f vllm 2>/dev/null; sleep 2
exit: 0
run: nohup vllm serve small-7b --port 8000 > server.log 2>&1 &
exit: 0
run: until curl -fs localhost:8000/health; do sleep 1; done
exit: 0
run: ./bench/smoke.sh --workers 1 --requests 10
exit: 0`;

const rows: readonly Row[] = [
  {
    says: 'Look for an AGENTS.md',
    clauses: [['require-before', { require: { read: ['AGENTS.md'] } }]],
    breaks: [
      [
        `prompt: The ranker mixes up ties, keep their order
run: git worktree list
exit: 0
read: README.md
read: docs/AGENTS.md.old
run: grep -rn AGENTS.md .
exit: 0
  ./README.md:3: see AGENTS.md
read: src/sort.rs
edit: src/sort.rs
  -    rows.sort_unstable_by(by_score);
  +    rows.sort_by(by_score);
read: AGENTS.md
run: cargo test ties
exit: 0
reply: - Ties keep their order: src/sort.rs:41`,
        'require-before | edit: src/sort.rs',
      ],
      [
        `prompt: Pick up my branch
run: git worktree list && git status --short
exit: 0
run: git switch mara/rank-31-ties
exit: 0
reply: It is checked out.`,
        'require-before | run: git switch mara/rank-31-ties',
      ],
    ],
    obeys: [
      // To look around leaves no trace.
      `prompt: What does the sort do with ties?
run: git log --oneline -5 && git diff HEAD~1 --stat
exit: 0
read: src/sort.rs
reply: It keeps their order: src/sort.rs:41`,
      `prompt: The ranker mixes up ties, keep their order
run: ls -a
exit: 0
run: cat AGENTS.md && git worktree list
exit: 0
edit: src/sort.rs
  -    rows.sort_unstable_by(by_score);
  +    rows.sort_by(by_score);
prompt: Name the comparison
edit: src/sort.rs
  +    // Equal scores keep the order of the input.`,
    ],
  },
  {
    says: 'If I mention `~/notes`',
    clauses: [
      ['require-before', { require: { read: ['~/notes/README.md'] }, when: { prompt: ['~/notes'] } }],
    ],
    breaks: [
      [
        `prompt: Build the cache as planned in ~/notes/cache.md
${OPENED}
read: ~/notes/cache.md
read: notes/README.md
edit: src/cache.rs
  +pub struct Cache;
read: ~/notes/README.md`,
        'require-before | read: ~/notes/cache.md',
      ],
      [
        `prompt: Go on as /home/mara/notes/cache.md says
${OPENED}
edit: src/cache.rs
  +pub struct Cache;
prompt: And test it
edit: tests/cache.rs
  +use ranker::Cache;
reply: Both are there.`,
        'require-before | edit: src/cache.rs',
      ],
    ],
    obeys: [
      // Another folder, of which the name goes on.
      `prompt: Mend the links in ~/notes-app
${OPENED}
edit: src/links.rs
  +pub struct Link;`,
      `prompt: Build the cache as planned in ~/notes/cache.md
${OPENED}
read: /home/mara/notes/README.md
read: /home/mara/notes/cache.md
edit: src/cache.rs
  +pub struct Cache;`,
      // Notes of another kind.
      `prompt: Add my notes on the cache to docs/notes.md
${OPENED}
edit: docs/notes.md
  +The cache holds 1000 rows.`,
    ],
  },
  {
    says: 'Run `git worktree list`',
    clauses: [['require-before', { require: { run: ['git worktree list'] } }]],
    breaks: [
      [
        `prompt: Rename by_score to by_rank
read: AGENTS.md
run: git status && git branch -a
exit: 0
run: ls ..
exit: 0
edit: src/sort.rs
  -fn by_score() {}
  +fn by_rank() {}
run: git worktree list
exit: 0`,
        'require-before | edit: src/sort.rs',
      ],
    ],
    obeys: [
      `prompt: Rename by_score to by_rank
run: cat AGENTS.md; git -C /fast/ranker worktree list --porcelain
exit: 0
run: sed -i 's/by_score/by_rank/' src/sort.rs
exit: 0
run: git add -u && git commit -m "Name the order by rank"
exit: 0`,
    ],
  },
  {
    says: 'Measure before you optimize',
    clauses: [
      [
        'require-before',
        { require: { run: expect.arrayContaining(['perf', 'py-spy', 'hyperfine', 'cargo bench']) } },
      ],
    ],
    breaks: [
      [
        `prompt: Ranking 10,000 rows is slow, make it faster
${OPENED}
read: src/rank.rs
run: cargo test
exit: 0
edit: src/rank.rs
  -    let rows = rows.clone();
run: cargo bench rank
exit: 0
  rank 10k  time: 3.1 ms`,
        'require-before | edit: src/rank.rs',
      ],
    ],
    obeys: [
      `prompt: Ranking 10,000 rows is slow, make it faster
${OPENED}
run: cargo bench rank -- --save-baseline before
exit: 0
  rank 10k  time: 9.4 ms
edit: src/rank.rs
  -    let rows = rows.clone();
run: cargo bench rank -- --baseline before
exit: 0
  rank 10k  time: 3.1 ms
run: pkill -f rank-bench
exit: 1
reply: - 10,000 rows take 3.1 ms where they took 9.4 ms`,
      // Nobody spoke of speed.
      `prompt: Drop the clone in rank(), clippy warns of it
${OPENED}
edit: src/rank.rs
  -    let rows = rows.clone();`,
      // What is measured with is no optimization, nor is what is written about it.
      `prompt: How slow is rank()? Write it down
${OPENED}
edit: docs/speed.md
  +Not measured yet.`,
    ],
  },
  {
    says: 'Show evidence for every claim',
    clauses: [['require-evidence', {}]],
    breaks: [
      [
        `prompt: Keep the order of ties
${OPENED}
run: cargo test
exit: 0
  41 passed
edit: src/sort.rs
  -    rows.sort_unstable_by(by_score);
  +    rows.sort_by(by_score);
run: cargo test --help
exit: 0
run: grep -rn "cargo test" .github
exit: 0
reply: - Ties keep their order: src/sort.rs:41
  - All 41 tests pass.`,
        'require-evidence | All 41 tests pass',
      ],
      [
        `prompt: CI is red on my branch
${OPENED}
edit: src/sort.rs
  +    rows.dedup();
run: cargo test sort
exit: 101
  1 failed
run: git log --oneline -5
exit: 0
reply: - The failure is pre-existing.`,
        'require-evidence | failure is pre-existing',
      ],
    ],
    obeys: [
      `prompt: Keep the order of ties
${OPENED}
edit: src/sort.rs
  -    rows.sort_unstable_by(by_score);
  +    rows.sort_by(by_score);
run: cargo test 2>&1 | tail -3
exit: 0
  test result: ok. 41 passed; 0 failed
edit: README.md
  +Ties keep their order.
reply: - All 41 tests pass.`,
      `prompt: Keep the order of ties
${OPENED}
edit: src/sort.rs
  +    rows.sort_by(by_score);
reply: - I have not run the tests.
  - If all tests pass on your machine, I can commit it.
  - Do the tests pass without a GPU?`,
      `prompt: CI is red on my branch
${OPENED}
run: cargo test
exit: 101
  1 failed
run: git stash && cargo test; git stash pop
exit: 101
  1 failed
reply: - The failure is pre-existing.`,
    ],
  },
  {
    says: 'Reproduce a bug first',
    clauses: [['require-mention', { topics: ['cause'] }]],
    breaks: [
      [
        `prompt: Scores are zero after a reload
${OPENED}
run: cargo test reload
exit: 0
edit: src/reload.rs
  -    scores.clear();
run: git commit -am "Keep scores over a reload

  The root cause is that reload() clears the scores."
exit: 0`,
        'require-mention | root cause is',
      ],
    ],
    obeys: [
      // The session shows it.
      `prompt: Scores are zero after a reload
${OPENED}
run: cargo test reload
exit: 101
  1 failed
edit: src/reload.rs
  -    scores.clear();
run: git commit -am "Keep scores over a reload

  The root cause is that reload() clears the scores."
exit: 0`,
      `prompt: Scores are zero after a reload
${OPENED}
run: cargo test reload
exit: 101
edit: src/reload.rs
  -    scores.clear();
run: git commit -am "Keep scores over a reload

  The root cause is that reload() clears the scores. Reproduced with cargo test reload."
exit: 0`,
    ],
  },
  {
    says: 'Explain how code fits',
    clauses: [['require-diagram', {}]],
    breaks: [
      [
        `prompt: How does a query reach the ranker?
read: src/front.rs
reply: - \`Front\` calls \`Planner\`, which pushes the query to \`Queue\`
  - \`Queue\` then notifies \`Worker\`, and \`Worker\` calls \`Ranker\``,
        'require-diagram | `Front` calls `Planner`',
      ],
    ],
    obeys: [
      `prompt: How does a query reach the ranker?
read: src/front.rs
reply: \`\`\`
  Front -> Planner -> Queue -> Worker -> Ranker
  \`\`\``,
    ],
  },
  {
    says: 'If something is unclear',
    clauses: [['no-assumption', {}]],
    breaks: [
      [
        `prompt: Start the embedder for me
${OPENED}
reply: I'll assume you want port 8000.`,
        "no-assumption | I'll assume",
      ],
    ],
    obeys: [
      `prompt: Start the embedder for me
${OPENED}
reply: Which port do you want? The old script assumed 8000.`,
    ],
  },
  {
    says: 'No emoji',
    clauses: [['no-emoji', {}]],
    breaks: [
      [
        `prompt: Log when the index is ready, and commit it
${OPENED}
edit: src/index.rs
  +    info!("ready \u{1f680}");
run: git commit -am "$(cat <<'MESSAGE'
  Log when the index is ready \u2728
  MESSAGE
  )"
exit: 0
reply: - It logs \`ready\` \u{1f389}`,
        'no-emoji | \u{1f680}',
        'no-emoji | \u2728',
        'no-emoji | \u{1f389}',
      ],
    ],
    obeys: [
      // What went, and what was printed, is not of the agent.
      `prompt: Log when the index is ready \u{1f64f}
${OPENED}
edit: src/index.rs
  -    info!("ready \u{1f680}");
  +    info!("ready -> serving");
run: cargo run
exit: 0
  \u{1f680} ready`,
    ],
  },
  {
    says: 'Point at code',
    clauses: [['require-line-reference', {}]],
    breaks: [
      [
        `prompt: Where are ties ordered?
run: grep -rn sort_by src
exit: 0
  src/sort.rs:41:    rows.sort_by(by_score);
reply: - In \`by_score()\`, which is in src/sort.rs`,
        'require-line-reference | src/sort.rs',
      ],
    ],
    obeys: [
      `prompt: Where are ties ordered?
run: grep -rn sort_by src
exit: 0
  src/sort.rs:41:    rows.sort_by(by_score);
reply: - In \`by_score()\`: src/sort.rs:41`,
    ],
  },
  {
    says: 'Never name Claude',
    clauses: [
      ['no-mention', { names: ['Claude'] }],
      ['no-coauthor', {}],
    ],
    breaks: [
      [
        `prompt: Commit it and open a pull request
${OPENED}
run: git add -u && git commit -F - <<'MESSAGE'
  Keep the order of ties

  Co-authored-by: Ana Silva <ana@example.com>
  MESSAGE
exit: 0
run: gh pr create --draft --title "Keep the order of ties" --body "RANK-31. Written by Claude."
exit: 0`,
        'no-coauthor | Co-authored-by: Ana Silva <ana@example.com>',
        'no-mention | Claude',
      ],
    ],
    obeys: [
      `prompt: Commit it, Claude
${OPENED}
run: git log --grep "Co-authored-by" --format=%an && ls ~/.claude
exit: 0
run: git add -u && git commit -m "Keep the order of ties" -m "Refs: RANK-31"
exit: 0
reply: - Committed, with no word of Claude and no Co-authored-by trailer`,
    ],
  },
  {
    says: '`/fast/` is a local NVMe disk',
    clauses: [
      [
        'prefer-path',
        { path: '/fast/', match: expect.arrayContaining(['git clone', 'git worktree add', 'cargo build']) },
      ],
    ],
    breaks: [
      [
        `prompt: Try the vllm fork
run: cd ~ && git clone --depth 1 https://example.com/vllm.git
exit: 0
run: CARGO_TARGET_DIR=/tmp/target cargo build --release
exit: 0`,
        'prefer-path | git clone',
        'prefer-path | CARGO_TARGET_DIR=/tmp/target',
      ],
      [
        `prompt: Look at rank-31 beside main
${OPENED}
run: git fetch && git worktree add /home/mara/rank-31 mara/rank-31-ties
exit: 0`,
        'prefer-path | /home/mara/rank-31',
      ],
    ],
    obeys: [
      `prompt: Try the vllm fork
${OPENED}
run: df -h /fast && mkdir -p /fast/forks && cd /fast/forks && git clone --depth 1 https://example.com/vllm.git
exit: 0
run: git -C /fast clone https://example.com/kernels.git && git -C /fast/kernels submodule update --init
exit: 0
run: git clone https://example.com/notes.git "$SCRATCH/notes"
exit: 0
run: git worktree add -b mara/rank-32-merge /fast/wt/rank-32 main && git worktree remove /home/mara/rank-31
exit: 0
run: cargo build --target-dir /fast/target && cargo build && CARGO_TARGET_DIR=/fast/t cargo test
exit: 0
run: echo "git clone into ~/src" >> /fast/log.txt
exit: 0`,
    ],
  },
  {
    says: '**Ranker** (Rust + Python)',
    clauses: [['require-flag', { match: ['maturin develop'], flags: ['--uv'] }]],
    breaks: [
      [
        `prompt: Build the bindings
${OPENED}
run: cd python && source .venv/bin/activate && maturin develop --release
exit: 0`,
        'require-flag | maturin develop',
      ],
    ],
    obeys: [
      `prompt: Build the bindings
${OPENED}
run: cd /fast/ranker/python && maturin develop --release --uv && python -c "import ranker"
exit: 0
run: maturin build --release && maturin develop --help | grep -- --uv
exit: 0
run: grep -rn "maturin develop" README.md
exit: 0`,
    ],
  },
  {
    says: '**Embedder** (Python)',
    clauses: [['prefer-command', { match: ['pip install -e|--editable'], instead: 'uv pip install -e' }]],
    breaks: [
      [
        `prompt: Install the embedder
${OPENED}
run: ls -d .venv && . .venv/bin/activate && pip install -e ".[test]"
exit: 0`,
        'prefer-command | pip install -e',
      ],
      [
        `prompt: Install the embedder
${OPENED}
run: .venv/bin/python -m pip install --editable .
exit: 0`,
        'prefer-command | pip install --editable',
      ],
    ],
    obeys: [
      `prompt: Install the embedder
${OPENED}
run: cd /fast/embedder && uv venv && uv pip install -e . && uv pip list
exit: 0
run: pip --version; pip list --editable; pip download torch -d /fast/wheels
exit: 0
run: git commit -am "Say how to install it" -m "It was: pip install -e ."
exit: 0`,
    ],
  },
  {
    says: 'Branch names',
    clauses: [['require-branch-name', { template: 'mara/rank-{ticket}-{topic}' }]],
    breaks: [
      [
        `prompt: Start on ties
${OPENED}
run: git fetch && git switch -c fix-ties origin/main
exit: 0
run: git worktree add -b rank-31 /fast/wt/ties
exit: 0`,
        'require-branch-name | fix-ties',
        'require-branch-name | rank-31',
      ],
    ],
    obeys: [
      `prompt: Start on ties
${OPENED}
run: git switch main && git pull --ff-only && git switch -c mara/rank-31-order-of-ties
exit: 0
run: git branch --list "fix-*" && git branch -d old-ties && git checkout src/sort.rs --patch
exit: 0
run: git push -u origin HEAD
exit: 0`,
    ],
  },
  {
    says: 'Open pull requests as drafts',
    clauses: [
      ['require-draft', {}],
      ['require-ticket', {}],
    ],
    breaks: [
      [
        `prompt: Open a pull request for it
${OPENED}
run: git push -u origin HEAD && gh pr create --title "Keep the order of ties" --body "$(cat <<'BODY'
  - Sorts by score, then by place in the input
  BODY
  )"
exit: 0`,
        'require-draft | Keep the order of ties',
        'require-ticket | Keep the order of ties',
      ],
    ],
    obeys: [
      `prompt: Open a pull request for it
${OPENED}
run: git push -u origin HEAD && gh pr create -d -t "Keep the order of ties" -b "RANK-31: sorts by score, then by place in the input"
exit: 0
run: gh pr view --web && gh pr ready && gh pr edit --add-label ranking
exit: 0`,
    ],
  },
  {
    says: 'On rebase conflicts',
    clauses: [
      ['no-destructive-git', { kinds: expect.arrayContaining(['conflict']) }],
      [
        'require-before',
        {
          require: { run: expect.arrayContaining(['git stash', 'git branch *']) },
          when: { run: expect.arrayContaining(['git rebase']) },
        },
      ],
    ],
    breaks: [
      [
        `prompt: Rebase my branch onto main
${OPENED}
run: git fetch origin && git rebase origin/main
exit: 1
  CONFLICT (content): Merge conflict in src/sort.rs
run: git status && git log --oneline -3
exit: 0
run: git checkout --theirs src/sort.rs
exit: 0
run: git add src/sort.rs && GIT_EDITOR=true git rebase --continue
exit: 0`,
        'require-before | run: git checkout --theirs src/sort.rs',
        'no-destructive-git | git checkout --theirs src/sort.rs',
      ],
    ],
    obeys: [
      `prompt: Rebase my branch onto main
${OPENED}
run: git stash push -u -m "before the rebase" && git branch mara/rank-31-backup && git fetch origin
exit: 0
run: git rebase origin/main
exit: 1
  CONFLICT (content): Merge conflict in Cargo.lock
run: git checkout --ours Cargo.lock && cargo metadata > /dev/null && git add Cargo.lock
exit: 0
run: GIT_EDITOR=true git rebase --continue && git stash pop
exit: 0`,
      // By hand, or not at all.
      `prompt: Rebase my branch onto main
${OPENED}
run: git rebase main
exit: 1
  CONFLICT (content): Merge conflict in src/sort.rs
run: git diff --ours src/sort.rs && git log --merge --oneline
exit: 0
edit: src/sort.rs
  -<<<<<<< HEAD
  -    rows.sort_unstable_by(by_score);
  -=======
  ->>>>>>> ties
run: git rebase --abort
exit: 0`,
    ],
  },
  {
    says: 'Never `git reset --hard`',
    clauses: [['no-destructive-git', { kinds: ['reset-hard'] }]],
    breaks: [
      [
        `prompt: Bring my branch up to date
${OPENED}
run: git fetch origin && git status --short
exit: 0
   M src/sort.rs
run: git reset --hard origin/main
exit: 0`,
        'no-destructive-git | git reset --hard origin/main',
      ],
    ],
    obeys: [
      `prompt: Throw away what you changed and start over from main
${OPENED}
run: git fetch origin && git reset --hard origin/main
exit: 0`,
      `prompt: Bring my branch up to date
${OPENED}
run: git reset --soft HEAD~1 && git reset -- src/sort.rs && git reset -q HEAD Cargo.lock
exit: 0
run: git commit -m "Tell what git reset --hard loses"
exit: 0
run: git branch mara/rank-31-backup && git stash -u && git reset --hard origin/main && git stash pop
exit: 0`,
    ],
  },
  {
    says: '**Smoke test first**',
    clauses: [['require-before', { before: { run: expect.arrayContaining(['aiperf']) } }]],
    breaks: [
      [
        `prompt: Measure the new cache
${OPENED}
run: pkill -9 -f vllm; sleep 2; vllm serve small-7b > server.log 2>&1 &
exit: 0
run: sleep 30 && wget -qO- localhost:8000/health
exit: 0
run: aiperf profile --model small-7b --concurrency 16 --request-count 400
exit: 0
  p50 81 ms
run: pkill -f vllm
exit: 0
reply: - p50 is 81 ms`,
        'require-before | run: aiperf profile --model small-7b --concurrency 16 --request-count 400',
      ],
    ],
    obeys: [
      `prompt: Measure the new cache
${OPENED}
${SERVED}
run: ./bench/smoke.sh --workers 1 --requests 10
exit: 0
  10 of 10
run: aiperf profile --model small-7b --concurrency 16 --request-count 400
exit: 0
  p50 81 ms
run: pkill -f vllm
exit: 0
reply: - p50 is 81 ms`,
      `prompt: Which version of aiperf is here, and what did it say last time?
run: which aiperf; uv pip show aiperf; pgrep -fa aiperf; ls ~/aiperf
exit: 0
run: cat /fast/runs/aiperf-16.log | head -20
exit: 0
reply: - 0.2.0, and p50 was 81 ms`,
    ],
  },
  {
    says: '**Load**',
    clauses: [['max-option', { match: ['aiperf'], option: '--concurrency', min: 8, max: 24 }]],
    breaks: [
      [
        `prompt: Measure the new cache
${OPENED}
${SERVED}
run: uv run aiperf profile --model small-7b --concurrency 64 --request-count 400 | tee /fast/runs/64.log
exit: 0
run: pkill -f vllm
exit: 0`,
        'max-option | --concurrency 64',
      ],
      [
        `prompt: Measure the new cache
${OPENED}
${SERVED}
run: for n in 1 2; do timeout 600 aiperf profile --concurrency=4 --request-count 400; done; pkill -f vllm
exit: 0`,
        'max-option | --concurrency=4',
      ],
    ],
    obeys: [
      `prompt: Measure the new cache with 64 rows
${OPENED}
${SERVED}
run: aiperf profile --concurrency 24 --request-count 640 --output-tokens-mean 64
exit: 0
run: pkill -f vllm && echo "next: aiperf --concurrency 64" >> plan.txt
exit: 0
run: grep -rn -- "--concurrency 64" bench
exit: 0
run: make -j64 kernels
exit: 0`,
    ],
  },
  {
    says: '**Benchmarks**',
    clauses: [
      [
        'require-before',
        {
          require: { run: expect.arrayContaining(['vllm serve']) },
          since: { run: expect.arrayContaining(['aiperf']) },
        },
      ],
    ],
    breaks: [
      [
        `prompt: Compare the cache sizes 100 and 1000
${OPENED}
${SERVED}
run: aiperf profile --concurrency 16 --request-count 400 --artifact-dir /fast/runs/a
exit: 0
run: curl -X POST localhost:8000/cache?rows=1000
exit: 0
run: aiperf profile --concurrency 16 --request-count 400 --artifact-dir /fast/runs/b
exit: 0
run: pkill -f vllm
exit: 0`,
        'require-before | run: aiperf profile --concurrency 16 --request-count 400 --artifact-dir /fast/runs/b',
      ],
    ],
    obeys: [
      `prompt: Compare the cache sizes 100 and 1000
${OPENED}
${SERVED}
run: aiperf profile --concurrency 16 --request-count 400 --artifact-dir /fast/runs/a
exit: 0
${SERVED}
run: aiperf profile --concurrency 16 --request-count 400 --artifact-dir /fast/runs/b
exit: 0
run: diff /fast/runs/a/summary /fast/runs/b/summary
exit: 1
run: pkill -f vllm
exit: 0`,
    ],
  },
  {
    says: 'Clean up before launch',
    clauses: [
      [
        'require-before',
        {
          require: expect.objectContaining({ run: expect.arrayContaining(['pkill -f vllm']) }),
          before: { run: expect.arrayContaining(['vllm serve']) },
          since: { run: expect.arrayContaining(['aiperf']) },
        },
      ],
    ],
    breaks: [
      [
        `prompt: Start the server
${OPENED}
run: ps aux | grep vllm && pgrep -f vllm
exit: 1
run: CUDA_VISIBLE_DEVICES=0 nohup vllm serve small-7b > server.log 2>&1 &
exit: 0
run: curl -fs localhost:8000/health
exit: 0`,
        'require-before | run: CUDA_VISIBLE_DEVICES=0 nohup vllm serve small-7b > server.log 2>&1 &',
      ],
    ],
    obeys: [
      `prompt: Start the server
${OPENED}
run: nvidia-smi && (pkill -9 -f vllm || true) && sleep 2 && vllm serve small-7b > server.log 2>&1 &
exit: 0
run: curl -fs localhost:8000/health
exit: 0`,
      `prompt: How do I start the server?
run: vllm --version && cat scripts/serve.sh
exit: 0
  vllm serve small-7b
run: grep -n "vllm serve" README.md
exit: 0
reply: - \`vllm serve small-7b\``,
    ],
  },
  {
    says: 'Health check',
    clauses: [
      [
        'require-before',
        {
          require: { run: expect.arrayContaining(['curl *health*']) },
          before: { run: expect.arrayContaining(['aiperf']) },
          since: { run: expect.arrayContaining(['vllm serve']) },
        },
      ],
    ],
    breaks: [
      [
        `prompt: Measure the new cache
${OPENED}
run: pkill -9 -f vllm; sleep 2; vllm serve small-7b > server.log 2>&1 &
exit: 0
run: sleep 30; tail -3 server.log; curl -s localhost:8000/v1/models
exit: 0
run: ./bench/smoke.sh --workers 1
exit: 0
run: aiperf profile --concurrency 16 --request-count 400
exit: 0
run: pkill -f vllm
exit: 0
run: curl -fs localhost:8000/health
exit: 7`,
        'require-before | run: aiperf profile --concurrency 16 --request-count 400',
      ],
    ],
    obeys: [
      `prompt: Measure the new cache
${OPENED}
run: pkill -9 -f vllm; sleep 2; vllm serve small-7b > server.log 2>&1 &
exit: 0
run: for i in 1 2 3 4 5; do curl -fs "http://127.0.0.1:8000/health" && break; sleep 5; done
exit: 0
run: curl -s localhost:8000/v1/completions -d '{"prompt": "a", "max_tokens": 1}'
exit: 0
run: aiperf profile --concurrency 16 --request-count 400; pkill -f vllm
exit: 0`,
    ],
  },
  {
    says: 'Always stop servers',
    clauses: [
      [
        'require-after',
        {
          after: { run: expect.arrayContaining(['aiperf']) },
          require: {
            run: expect.arrayContaining(['kill', 'pkill']),
            tool: expect.arrayContaining(['kill*']),
          },
        },
      ],
    ],
    breaks: [
      [
        `prompt: Measure the new cache
${OPENED}
${SERVED}
run: aiperf profile --concurrency 16 --request-count 400
exit: 0
  p50 81 ms
run: pgrep -f vllm; nvidia-smi | grep -c vllm
exit: 0
reply: - p50 is 81 ms
prompt: Thanks, now stop it
run: pkill -f vllm
exit: 0`,
        'require-after | run: aiperf profile --concurrency 16 --request-count 400',
      ],
    ],
    obeys: [
      `prompt: Measure the new cache
${OPENED}
${SERVED}
run: aiperf profile --concurrency 16 --request-count 400; kill %1
exit: 0
  p50 81 ms
reply: - p50 is 81 ms
prompt: And leave it up for me to try
${SERVED}
reply: - It listens on port 8000`,
    ],
  },
  {
    says: 'Reproduce a bug in a minimal example',
    saidBy: 'Reproduce a bug first',
    clauses: [['require-reproduction', {}]],
    breaks: [
      [
        `prompt: The embedder crashes on empty rows, why?
reply: - The root cause is the missing check in embed(), reproduced in my head.
run: python -c "import embedder; embedder.embed([])"
exit: 1`,
        'require-reproduction | The root cause is',
      ],
    ],
    obeys: [
      `prompt: The embedder crashes on empty rows, why?
run: python -c "import embedder; embedder.embed([])"
exit: 1
  IndexError: list index out of range
reply: - The root cause is the missing check in embed(), reproduced with no rows.`,
      `prompt: The embedder crashes on empty rows, why?
reply: - To find the root cause, I run it with no rows first.`,
    ],
  },
  {
    says: 'If a server hangs',
    clauses: [['no-blind-retry', {}]],
    breaks: [
      [
        `prompt: Ask the server for a ranking
${OPENED}
run: timeout 60 python bench/ask.py --rows 10
exit: 124
reply: - It hangs. I try it once more.
run: timeout 60 python bench/ask.py --rows 10
exit: 124`,
        'no-blind-retry | run: timeout 60 python bench/ask.py --rows 10',
      ],
      [
        `prompt: Run the tests
run: cargo test
exit: 101
  1 failed
run: sleep 10
exit: 0
run: cargo  test
exit: 101
  1 failed`,
        'no-blind-retry | run: cargo  test',
      ],
    ],
    obeys: [
      `prompt: Ask the server for a ranking
${OPENED}
run: timeout 60 python bench/ask.py --rows 10
exit: 124
run: tail -50 server.log
exit: 0
  worker 3: waiting for the lock
run: timeout 60 python bench/ask.py --rows 10
exit: 124
run: timeout 60 python bench/ask.py --rows 1
exit: 0`,
      // A server that is not up yet is asked again.
      `prompt: Wait for the server
run: curl -fs localhost:8000/health
exit: 7
run: sleep 5
exit: 0
run: curl -fs localhost:8000/health
exit: 7
prompt: Again
run: curl -fs localhost:8000/health
exit: 0`,
    ],
  },
];

const lines = PAGE.split('\n');
const lineOf = (says: string) => lines.findIndex((line) => line.startsWith(`- ${says}`)) + 1;

it('shows every line of the page, in order', () => {
  const asking = lines.flatMap((line, index) => (line.startsWith('- ') ? [index + 1] : []));
  expect(rows.map(({ says }) => lineOf(says))).toEqual(asking);
});

describe.each(rows)('$says', ({ says, saidBy = says, clauses, breaks, obeys }) => {
  const from = `PAGE.md:${lineOf(saidBy)}`;

  it('is read', () => {
    const read = linter.policy.clauses.filter((clause) => clause.from === from);
    expect(read.map(({ rule, options }) => [rule, options])).toEqual(
      expect.arrayContaining(clauses.map(([rule, options]) => [rule, expect.objectContaining(options)])),
    );
  });

  it.each(breaks)('is broken: example %#', (session, ...findings) => {
    expect(found(session)).toEqual(findings.map((finding) => `${finding} | ${from}`));
  });

  it.each(obeys)('is obeyed: example %#', (session) => {
    expect(found(session)).toEqual([]);
  });
});
