import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

const linter = createLinter({ config: { rules: { 'no-mention': 'error' } } });
const quotes = (message: string) => linter.lint({ kind: 'commit', message }).map((finding) => finding.quote);
const inBranch = (name: string) => linter.lint({ kind: 'branch', name }).map((finding) => finding.quote);

describe('an assistant is named', () => {
  it.each([
    ['Fix what Claude broke', 'Claude'],
    ['Bump claude-code', 'claude-code'],
    ["Follow Claude's advice", 'Claude'],
    ['Set CLAUDE_DIR', 'CLAUDE'],
    ['Support Claude Desktop again', 'Claude'],
    ['Call api.anthropic.com', 'anthropic'],
    ['Pass gpt-4o-mini', 'gpt-4o-mini'],
    ['Merge pull request #1 from ana/cursor/retry-upload', 'cursor'],
    ['Answer cursor[bot]', 'cursor'],
    ['Ship it in the Cursor IDE', 'Cursor'],
    ['Read @cursor/sdk', 'cursor'],
    ['Answer the Devin Review', 'Devin'],
    ['Put the key into crush.json', 'crush'],
    [
      'Print the footer once\n\n> Generated with [Claude Code](https://claude.com/claude-code)',
      'Claude Code',
    ],
  ])('%j', (message, quote) => {
    expect(quotes(message)).toContain(quote);
  });

  it('in a list of others', () => {
    expect(quotes('Install it for Codex, Cursor and Windsurf')).toEqual(['Codex', 'Cursor', 'Windsurf']);
  });

  it('as the owner of a branch', () => {
    expect(inBranch('cursor/retry-upload')).toEqual(['cursor']);
    expect(inBranch('devin/12-retry-upload')).toEqual(['devin']);
    expect(inBranch('feature/cursor-blinks')).toEqual([]);
    expect(inBranch('feature/crush-images')).toEqual([]);
  });
});

describe('somebody or something else is named', () => {
  it.each([
    'Add a prelude by Claude Debussy',
    'Ask Claude Dupont for the key',
    'Quote Jean Claude on the first page',
    'Move to Saint-Claude',
    'Thank Claudette',
    'Close the database cursor',
    'Make Cursor.next faster',
    'Follow gemini:// links',
    'Speak the Gemini protocol',
    'Ajouter un bouton pour aider les gens',
    'Read the GPT of the disk',
    'Publish on F-Droid',
    'Thank Devin Gould',
    'Calibrate the amp meter',
    'Crush the pictures',
    'Use a lovable colour',
    'Retry\n\nReviewed-by: Claude Bernard <claude@example.fr>',
    'Retry\n\nCc: Devin AI <devin@example.com>',
  ])('%j', (message) => {
    expect(quotes(message)).toEqual([]);
  });
});

describe('credits are left to other rules', () => {
  it.each([
    'Co-authored-by: Claude <noreply@anthropic.com>',
    'Assisted-by: Claude Code',
    'Generated with [Claude Code](https://claude.com/claude-code)',
    'Signed-off-by: Claude Dupont <claude@example.fr>',
  ])('%s', (line) => {
    expect(quotes(`Retry the upload\n\n${line}\n`)).toEqual([]);
  });
});

it('names of your own are found as whole words, however their parts are joined', () => {
  const own = createLinter({
    config: { rules: { 'no-mention': ['error', { names: ['Acme Bot', '\u00c9clair'] }] } },
  });
  const text = 'Ask acme-bot, Acme\nBot and \u00e9clair, not Acme Bots or \u00e9clairs';
  expect(own.lint({ kind: 'commit', message: text }).map((finding) => finding.quote)).toEqual([
    'acme-bot',
    'Acme\nBot',
    '\u00e9clair',
  ]);
});

it('of two names of your own, the longer one is meant, with any sign in it', () => {
  const names = ['Acme', 'Acme Bot', 'C++ Pal', 'Zo\u00eb'];
  const own = createLinter({ config: { rules: { 'no-mention': ['error', { names }] } } });
  const found = (message: string) => own.lint({ kind: 'commit', message }).map(({ quote }) => quote);
  expect(found('Ask Acme Bot, Acme and C++ Pal')).toEqual(['Acme Bot', 'Acme', 'C++ Pal']);
  expect(found('Ask Acme\u00df, CCC Pal and \u00e9Acme')).toEqual([]);
});
