import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';

/** What is found in a command line, as the quoted places. */
function found(text: string, match: string[], instead: string): string[] {
  const linter = createLinter({ config: { rules: { 'prefer-command': ['error', { match, instead }] } } });
  return linter.lint({ kind: 'command', text }).map(({ quote }) => quote);
}

function fixed(text: string, match: string[], instead: string): string {
  const linter = createLinter({ config: { rules: { 'prefer-command': ['error', { match, instead }] } } });
  return linter.fix({ kind: 'command', text });
}

describe('a tool for reading files', () => {
  const read = (text: string) => found(text, ['cat', 'head', 'tail', 'less', 'sed'], 'the Read tool');

  it.each([
    'cat src/up.ts',
    'head -n 20 src/up.ts',
    "sed -n '10,20p' src/up.ts",
    'cat src/up.ts | head -50',
    'cat src/up.ts | grep retry',
    'cd src && cat up.ts',
    'sudo cat /etc/up.conf',
    'bash -c "cat src/up.ts"',
    'cat "$FILE"',
    'cat src/up.ts 2>/dev/null',
  ])('takes the place of %s', (text) => {
    expect(read(text)).toHaveLength(1);
  });

  it.each([
    'git log | head -5',
    'make 2>&1 | tail -20',
    'cat <<EOF\nRetry\nEOF',
    'cat > notes.md <<EOF\nRetry\nEOF',
    'cat a.txt b.txt > c.txt',
    'cat src/up.json | jq .name',
    'VERSION=$(cat VERSION)',
    'git commit -m "$(cat message.txt)"',
    'tail -f server.log',
    'cat',
    "sed -i 's/once/twice/' src/up.ts",
    'make | sed s/once/twice/',
    'echo "cat src/up.ts"',
    'git show HEAD:src/up.ts',
  ])('does not take the place of %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('a tool for writing files', () => {
  const write = (text: string) => found(text, ['echo', 'printf', 'cat', 'tee', 'sed'], 'the Write tool');

  it.each([
    'echo retry > notes.md',
    'printf "retry\\n" >> notes.md',
    'cat > notes.md <<EOF\nRetry\nEOF',
    'cat <<EOF >> notes.md\nRetry\nEOF',
    "sed -i 's/once/twice/' src/up.ts",
    'date | tee notes.md',
  ])('takes the place of %s', (text) => {
    expect(write(text)).toHaveLength(1);
  });

  it.each([
    'echo done',
    'echo failed >&2',
    'echo retry > /dev/null',
    'printf "%s" "$X" | wc -c',
    'cat notes.md',
    "sed -n '1,5p' notes.md",
  ])('does not take the place of %s', (text) => {
    expect(write(text)).toEqual([]);
  });
});

describe('a tool for searching', () => {
  it.each([
    ['grep -rn retry src', 1],
    ['grep retry src/up.ts | head', 1],
    ['ps aux | grep server', 0],
    ['git log --oneline | grep retry', 0],
  ])('%s', (text, count) => {
    expect(found(text, ['grep', 'rg'], 'the Grep tool')).toHaveLength(count);
  });

  it.each([
    ['find . -name "*.ts"', 1],
    ['find . -name "*.log" -delete', 0],
    ['find . -name "*.log" -exec wc -l {} +', 0],
    ['find . -name "*.log" | xargs wc -l', 0],
  ])('%s', (text, count) => {
    expect(found(text, ['find'], 'the Glob tool')).toHaveLength(count);
  });
});

describe('another command', () => {
  it('lets what is wanted run the one that gives way', () => {
    expect(found('uv run pytest', ['pytest'], 'uv run pytest')).toEqual([]);
    expect(found('pytest -q', ['pytest'], 'uv run pytest')).toEqual(['pytest']);
  });

  it('does not excuse a flag by the command without it', () => {
    expect(found('dots apply --force', ['dots apply --force'], 'dots apply')).toEqual(['dots apply --force']);
  });

  it.each([
    ['npm install', 'pnpm install'],
    ['npm run test:unit -- --watch', 'pnpm run test:unit -- --watch'],
    ['CI=1 npm test', 'CI=1 pnpm test'],
    ['npm ci', 'npm ci'],
    ['npm publish', 'npm publish'],
    ['"npm" install', '"npm" install'],
  ])('rewrites %s only where that means the same', (text, expected) => {
    expect(fixed(text, ['npm'], 'pnpm')).toBe(expected);
  });

  it('rewrites a whole command, and none with more to it', () => {
    expect(fixed('go fmt ./...', ['go fmt ./...'], 'task fmt')).toBe('task fmt');
    expect(fixed('go fmt ./... -x', ['go fmt ./...'], 'task fmt')).toBe('go fmt ./... -x');
  });
});
