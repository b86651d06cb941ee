import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const match = ['git clone', 'gh repo clone', 'git worktree add', 'cargo build', 'cmake'];
const linter = createLinter({ config: { rules: { 'prefer-path': ['warn', { match, path: '/fast/' }] } } });

function found(text: string, top?: string): string[] {
  return linter.lint({ kind: 'command', text }, top ? { top } : {}).map(({ quote }) => quote);
}

describe('a place outside of the folder', () => {
  it.each([
    ['git clone git@example.com:up.git ~/up', '~/up'],
    ['git clone --depth 1 https://example.com/up.git /tmp/up', '/tmp/up'],
    ['git clone https://example.com/up.git /fast/../tmp/up', '/fast/../tmp/up'],
    ['git clone https://example.com/up.git /faster/up', '/faster/up'],
    ['git -C /tmp clone https://example.com/up.git', 'git -C /tmp clone'],
    ['gh repo clone ada/up', 'gh repo clone'],
    ['gh repo clone ada/up ~/up -- --depth 1', '~/up'],
    ['cd /fast && cd /tmp && git clone https://example.com/up.git', 'git clone'],
    ['(cd /fast); git clone https://example.com/up.git', 'git clone'],
    ['git worktree add ../retry', '../retry'],
    ['cmake -B /tmp/build', '-B /tmp/build'],
    ['env CARGO_TARGET_DIR=/tmp/target cargo build', 'CARGO_TARGET_DIR=/tmp/target'],
  ])('%s', (text, quote) => {
    expect(found(text)).toEqual([quote]);
  });
});

describe('a place in it, or one that nobody knows', () => {
  it.each([
    'git clone https://example.com/up.git /fast/up',
    'mkdir -p /fast/a && cd /fast/a && git clone https://example.com/up.git ../b',
    'git -C /fast worktree add up main',
    'cd "$WORK" && git clone https://example.com/up.git',
    'git clone "$URL" "$DIR"',
    'cargo build',
    'cargo build --target-dir target',
    'cmake -B build',
    'CARGO_TARGET_DIR=/fast/target cargo build',
    'git worktree list',
    'git clone --help',
    'echo git clone https://example.com/up.git ~/up',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('counts from the top of the work tree', () => {
    expect(found('git worktree add ../retry', '/fast/up')).toEqual([]);
    expect(found('git worktree add ../retry', '/home/ada/up')).toEqual(['../retry']);
  });
});
