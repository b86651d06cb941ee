// What npm runs when it has installed this repository, and before it packs it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// From git into a global folder, which is how pre-commit installs it, npm leaves out what the build needs
// (github.com/npm/cli, issue 8440).
if (!existsSync('node_modules/esbuild')) npm('ci', '--global=false', '--ignore-scripts');
npm('exec', '--global=false', 'husky');
npm('run', '--silent', 'build');

function npm(...args) {
  const { status } = spawnSync(process.execPath, [process.env.npm_execpath, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
