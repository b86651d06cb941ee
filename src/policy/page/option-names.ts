/** Options that have two names: what they begin with, the short one and the long one. */
const NAMES: readonly (readonly [string, string, string])[] = [
  ['git add', '-A', '--all'],
  ['git add', '-i', '--interactive'],
  ['git add', '-p', '--patch'],
  ['git commit', '-a', '--all'],
  ['git commit', '-s', '--signoff'],
  ['git commit', '-S', '--gpg-sign'],
  ['git rebase', '-i', '--interactive'],
  ['gh', '-a', '--assignee'],
  ['gh', '-l', '--label'],
  ['gh', '-d', '--draft'],
  ['gh', '-F', '--body-file'],
  ['gh', '-L', '--limit'],
  ['gh', '-r', '--reviewer'],
  ['npm', '-g', '--global'],
  ['pnpm', '-g', '--global'],
  ['cp', '-f', '--force'],
  ['mv', '-f', '--force'],
  ['rm', '-f', '--force'],
];

/** Both names of an option of some commands, as a pattern holds them; the option itself where only one is known. */
export function bothNames(flag: string, commands: readonly string[]): string {
  const pair = NAMES.find(
    ([command, short, long]) =>
      commands.every((pattern) => pattern === command || pattern.startsWith(`${command} `)) &&
      (flag === short || flag === long || flag.startsWith(`${short} `)),
  );
  return pair ? `${pair[1]}|${pair[2]}` : flag;
}

/** A pattern of a command with both names of its options, and of its deed. */
export function withBothNames(pattern: string): string {
  if (/\s(?:\||&&)\s/.test(pattern)) return pattern;
  const words = pattern
    .split(' ')
    .map((word) => (/^-\w$|^--/.test(word) ? bothNames(word, [pattern]) : word));
  return words.join(' ').replace(/^npm (?:i|install)(?=$| )/, 'npm install|i');
}
