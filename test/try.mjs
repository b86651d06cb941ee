// `npm run try`: bylaw judging real input, in a scratch folder that is removed at the end.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const bin = resolve('dist/bylaw.cjs');
const cwd = mkdtempSync(join(tmpdir(), 'bylaw-try-'));
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};
let surprises = 0;

/** Runs one command line as a person would type it, and holds its exit code against what is due. */
function type(line, due) {
  console.log(`\n$ ${line}`);
  const command = line.replace(/(?<=^|\| )bylaw /, `"${process.execPath}" "${bin}" `);
  const { status } = spawnSync('sh', ['-c', command], { cwd, env, stdio: 'inherit' });
  console.log(`(exit code ${status})`);
  if (status !== due) surprises += 1;
}

writeFileSync(
  join(cwd, 'COMMIT_EDITMSG'),
  'Added retries to the upload \u{1f680}.\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n',
);
writeFileSync(
  join(cwd, 'pull_request.md'),
  'Retry the upload\n\nUploads are much faster now.\n\nGenerated with [Claude Code](https://claude.com/claude-code)\n',
);
writeFileSync(
  join(cwd, 'AGENTS.md'),
  '- Use pnpm, not npm\n- Run the tests before committing\n- Never push without asking\n',
);
writeFileSync(
  join(cwd, 'session.txt'),
  'prompt: Retry the upload\nedit: src/upload.js\nrun: git commit -m "Retry the upload"\nexit: 0\nreply: All tests pass.\n',
);
writeFileSync(join(cwd, 'reply.md'), 'Great question! The timeout probably comes from the proxy.\n');

try {
  console.log("A commit message, a pull request body and an agent's reply:");
  type('bylaw check COMMIT_EDITMSG', 1);
  type('bylaw check pull_request.md', 1);
  type('bylaw check reply.md', 0);
  type('bylaw check --diff --output /dev/null COMMIT_EDITMSG', 1);

  console.log('\nA commit in a scratch repository, stopped by the installed hook, and one that passes:');
  type('git init -q .', 0);
  type('bylaw install', 0);
  type('git add reply.md', 0);
  type('git commit -q -F COMMIT_EDITMSG', 1);
  type('git commit -q -m "Retry the upload"', 0);
  type('git log --oneline', 0);

  console.log('\nA page of policy, and what an agent runs and says held by it:');
  type('bylaw policy', 0);
  type('echo \'npm install && git commit -m "Add it \u{1f680}"\' | bylaw check --as command -', 1);
  type('bylaw check --as session session.txt', 1);
} finally {
  rmSync(cwd, { recursive: true, force: true });
}
console.log(
  surprises === 0
    ? '\nEverything went as it should.'
    : `\n${surprises} exit codes were not as they should be.`,
);
process.exitCode = surprises === 0 ? 0 : 1;
