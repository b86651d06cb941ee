// How much of the labelled pages in a folder is read: `npm run score:policy -- FOLDER`. The folder holds
// `policies/` and `directives.tsv` with the columns file, line, paraphrase, subject, class, family.
// With `--clauses` it prints every clause with its sentence, to be judged by eye.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The rules that hold a family; one that has none waits for its rules. */
const RULES = {
  'attribution/ai-disclosure-required': ['require-trailer', 'no-ai-attribution'],
  'attribution/no-ai': ['no-ai-attribution', 'no-coauthor', 'no-mention'],
  'branch/name-pattern': ['require-branch-name'],
  'cmd/call-budget': ['no-blind-retry'],
  'cmd/cwd-rule': ['no-command', 'prefer-command'],
  'cmd/forbidden-command': ['no-command', 'prefer-command', 'require-approval', 'no-destructive-git'],
  'cmd/no-compound': ['no-command', 'prefer-command'],
  'cmd/no-interactive': ['no-command', 'prefer-command', 'require-flag'],
  'cmd/no-output-truncation': ['no-command', 'prefer-command'],
  'cmd/no-polling': ['no-command', 'prefer-command'],
  'cmd/no-release-unless-asked': ['require-approval', 'no-command'],
  'branch/up-to-date': ['require-before', 'require-after'],
  'cmd/no-rm': ['no-command', 'prefer-command'],
  'cmd/no-secret-in-command': ['no-command', 'prefer-command'],
  'cmd/no-shell-file-ops': ['no-command', 'prefer-command'],
  'cmd/package-manager': ['no-command', 'prefer-command'],
  'cmd/path-style': ['no-command', 'prefer-command'],
  'cmd/prefer-tool': ['no-command', 'prefer-command'],
  'cmd/required-flag': ['require-flag', 'max-option'],
  'cmd/shell-syntax': ['no-command', 'prefer-command'],
  'cmd/targeted-tests': ['no-command', 'prefer-command'],
  'cmd/task-runner': ['no-command', 'prefer-command'],
  'cmd/wrapper-prefix': ['no-command', 'prefer-command'],
  'commit/allowed-scopes': ['require-title-format'],
  'commit/allowed-types': ['require-title-format'],
  'commit/body-wrap': ['max-line-length'],
  'commit/concise': ['max-words', 'max-title-length'],
  'commit/conventional-format': ['require-title-format'],
  'commit/explain-why': ['require-body'],
  'commit/issue-ref': ['require-ticket'],
  'commit/no-section': ['no-section'],
  'commit/prefix-custom': ['require-title-format'],
  'commit/signoff-required': ['require-trailer'],
  'commit/subject-imperative': ['prefer-imperative'],
  'commit/subject-max-length': ['max-title-length'],
  'commit/subject-style': ['no-title-period', 'require-title-format'],
  'diff/action-sha-pin': ['no-pattern'],
  'diff/banned-pattern': ['no-pattern'],
  'diff/comment-format': ['no-pattern'],
  'diff/no-commented-code': ['no-commented-code'],
  'diff/no-debug-log': ['no-pattern'],
  'diff/no-format-noise': ['no-mixed-change'],
  'diff/no-narrating-comments': ['no-obvious-comment', 'no-pattern'],
  'diff/no-obvious-comments': ['no-obvious-comment'],
  'diff/no-suppressions': ['no-pattern'],
  'diff/no-test-weakening': ['no-weakened-test'],
  'diff/no-todo': ['no-pattern'],
  'diff/no-version-suffix': ['no-path', 'no-pattern'],
  'files/changelog': ['require-path'],
  'files/co-change': ['require-path'],
  'files/no-dep-add': ['require-approval', 'no-command'],
  'files/no-env-edit': ['no-path'],
  'files/no-new-files': ['no-path'],
  'files/no-secrets': ['no-path', 'no-pattern'],
  'files/protected-paths': ['no-path'],
  'files/tests-co-change': ['require-path'],
  'files/version-policy': ['no-pattern', 'no-path'],
  'gh/body-file': ['require-flag', 'no-command'],
  'gh/metadata': ['require-flag', 'no-command'],
  'gh/no-unasked-write': ['require-approval', 'no-command'],
  'gh/use-gh-cli': ['no-command', 'prefer-command'],
  'git/explicit-staging': ['no-command', 'prefer-command'],
  'git/merge-strategy': ['no-command', 'prefer-command'],
  'git/no-amend': ['no-command', 'prefer-command'],
  'git/commit-cadence': ['require-after'],
  'git/no-commit-unless-asked': ['require-approval', 'no-command'],
  'git/no-config-change': ['no-command', 'prefer-command'],
  'git/no-destructive': ['no-destructive-git', 'no-command', 'require-approval'],
  'git/no-force-push': ['no-destructive-git', 'no-command'],
  'git/no-history-rewrite': ['no-destructive-git', 'no-command'],
  'git/no-pr-unless-asked': ['require-approval', 'no-command'],
  'git/no-push-to-main': ['no-command', 'prefer-command'],
  'git/no-push-unless-asked': ['require-approval', 'no-command'],
  'git/no-stash': ['no-command', 'prefer-command'],
  'git/no-verify-bypass': ['no-flag'],
  'gh/read-before-write': ['require-before', 'require-after'],
  'git/push-required-at-end': ['require-before', 'require-after'],
  'git/push-target': ['no-command', 'prefer-command'],
  'git/signing-flag': ['require-flag', 'no-command', 'no-flag'],
  'git/status-before-commit': ['require-before', 'require-after'],
  'git/use-worktree': ['no-command', 'prefer-command'],
  'git/use-wrapper': ['no-command', 'prefer-command'],
  'order/check-before-done': ['require-before', 'require-after', 'require-evidence'],
  'order/check-before-pr': ['require-before', 'require-after'],
  'order/ci-watch-after-push': ['require-before', 'require-after'],
  'order/command-sequence': ['require-before', 'require-after'],
  'order/lint-after-edit': ['require-before', 'require-after'],
  'order/lint-format-before-commit': ['require-before', 'require-after'],
  'order/plan-first': ['require-before', 'require-after'],
  'order/read-before-edit': ['require-before', 'require-after'],
  'order/rerun-before-claim': ['require-before', 'require-after', 'require-evidence'],
  'order/run-x-after-editing-y': ['require-before', 'require-after'],
  'order/search-duplicates-first': ['require-before', 'require-after'],
  'order/session-start-read': ['require-before', 'require-after'],
  'order/sync-before-edit': ['require-before', 'require-after'],
  'order/test-after-edit': ['require-before', 'require-after'],
  'order/test-before-commit': ['require-before', 'require-after'],
  'order/test-before-push': ['require-before', 'require-after'],
  'order/test-first': ['require-before', 'require-after'],
  'order/verify-before-act': ['require-before', 'require-after'],
  'pr/body-concise': ['max-words'],
  'pr/body-no-section': ['no-section'],
  'pr/body-required-sections': ['require-section'],
  'pr/draft-default': ['require-draft'],
  'pr/issue-link': ['require-ticket'],
  'pr/size-limit': ['max-change'],
  'pr/title-concise': ['max-title-length', 'max-words'],
  'pr/title-conventional': ['require-title-format'],
  'pr/title-style': ['require-title-format', 'prefer-imperative'],
  'session/ask-before-destructive': ['no-destructive-git', 'require-approval'],
  'session/use-skill-first': ['require-before', 'require-after'],
  'text/banned-words': ['no-words', 'no-filler', 'no-hedging'],
  'text/code-ref': ['require-line-reference'],
  'text/concise': ['max-words', 'max-sentence-words', 'prefer-bullets'],
  'text/emoji-required': ['no-emoji'],
  'text/evidence-required': ['require-evidence', 'require-numbers', 'require-mention'],
  'text/max-length': ['max-words'],
  'text/no-closing-summary': ['no-filler', 'no-repetition', 'no-words'],
  'text/no-code-ref': ['require-line-reference'],
  'text/no-disclaimers': ['no-words', 'no-filler', 'no-hedging'],
  'text/no-emoji': ['no-emoji'],
  'text/no-fabrication': ['require-evidence', 'no-dead-reference'],
  'text/no-flattery': ['no-flattery', 'no-words', 'no-filler'],
  'text/no-hedging': ['no-hedging', 'no-words'],
  'text/no-narration': ['no-narration'],
  'text/no-preamble': ['no-filler', 'no-words', 'no-repetition'],
  'text/punctuation': ['no-words', 'no-invisible-characters'],
  'text/structure': ['prefer-bullets'],
  'text/unverified-disclosure': ['require-evidence'],
};

const [folder, mode] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder that holds policies/ and directives.tsv');

const { readPage, rules } = await bundle();
const names = readdirSync(join(folder, 'policies')).filter((name) => name.endsWith('.md'));
const pages = new Map(names.map((name) => [name, readFileSync(join(folder, 'policies', name), 'utf8')]));
const read = new Map([...pages].map(([name, text]) => [name, readPage(text, rules)]));
const labels = labelsOf(join(folder, 'directives.tsv'));
const matched = new Set();
const misses = [];
const tally = new Map();

for (const label of labels) {
  const wanted = RULES[label.family];
  const key = wanted ? `${label.class} ${label.family}` : `no rule yet, ${label.family.split('/')[0]}`;
  const count = tally.get(key) ?? { found: 0, all: 0 };
  tally.set(key, count);
  count.all++;
  if (!wanted) continue;
  const near = (read.get(label.file) ?? []).filter(({ directive }) => isAt(directive, label.line));
  const clauses = near.flatMap((each) => each.clauses.filter(({ rule }) => wanted.includes(rule)));
  for (const clause of clauses) matched.add(clause);
  if (clauses.length > 0) count.found++;
  else misses.push({ ...label, near });
}

if (mode === '--clauses') printClauses(() => true);
else {
  for (const { file, line, family, paraphrase, near, class: kind } of misses) {
    console.log(`MISS ${kind} ${family} ${file}:${line} ${paraphrase}`);
    for (const { directive } of near) console.log(`     ${directive.text.slice(0, 240)}`);
  }
  printClauses((clause) => !matched.has(clause));
  for (const [key, { found, all }] of [...tally].sort()) console.log(`${key}: ${found} of ${all}`);
  for (const kind of ['exact', 'heuristic', 'judgement']) {
    const counts = [...tally].filter(([key]) => key.startsWith(`${kind} `)).map(([, count]) => count);
    const found = counts.reduce((sum, count) => sum + count.found, 0);
    const all = counts.reduce((sum, count) => sum + count.all, 0);
    console.log(`${kind}: ${found} of ${all}${all > 0 ? ` (${(found / all).toFixed(2)})` : ''}`);
  }
}
printTimes();

function printClauses(choose) {
  for (const [name, directives] of read) {
    for (const { directive, clauses } of directives) {
      for (const clause of clauses.filter(choose)) {
        const { rule, severity, options, subjects } = clause;
        console.log(`${rule} ${severity} ${JSON.stringify(options)} [${subjects}] ${name}:${directive.line}`);
        console.log(
          `     ${directive.text.slice(0, 300)}   < ${directive.above.slice(-2).join(' < ').slice(0, 120)}`,
        );
      }
    }
  }
}

function printTimes() {
  const times = [...pages].map(([name, text]) => {
    // The best of some, and of the processor: others may be at work on the machine.
    const runs = Array.from({ length: 5 }, () => {
      const start = milliseconds();
      readPage(text, rules);
      return milliseconds() - start;
    });
    return { name, time: Math.min(...runs) };
  });
  const slowest = times.reduce((most, each) => (each.time > most.time ? each : most), { name: '-', time: 0 });
  const clauses = [...read.values()].flat().reduce((sum, each) => sum + each.clauses.length, 0);
  console.log(
    `${pages.size} pages, ${clauses} clauses, slowest ${slowest.time.toFixed(1)} ms (${slowest.name})`,
  );
}

/** Labels may stand on any line of the passage that the sentence is in, or on the next one to it. */
function isAt(directive, line) {
  const last = directive.passage.lines.at(-1)?.line ?? directive.line;
  return Math.abs(directive.line - line) <= 1 || (directive.line <= line && line <= last);
}

function labelsOf(path) {
  const [head, ...rows] = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t'));
  return rows.map((row) => {
    const label = Object.fromEntries(head.map((name, index) => [name, row[index]]));
    return { ...label, line: Number(label.line) };
  });
}

async function bundle() {
  const directory = mkdtempSync(join(tmpdir(), 'bylaw-score-'));
  const outfile = join(directory, 'read.mjs');
  try {
    await build({
      stdin: {
        contents: `export { rules } from './rules/index.ts'; export { readPage } from './src/policy/page/read.ts';`,
        resolveDir: join(import.meta.dirname, '..'),
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      banner: {
        js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
      },
      logLevel: 'error',
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Time that this process had on a processor. */
function milliseconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
