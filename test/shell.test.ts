// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are variables of the shell
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SimpleCommand } from '../src/parse/shell/command.ts';
import { parseShell } from '../src/parse/shell/parse.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bylaw-shell-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a command was given: its words and, where it is asked for, its input. */
interface Given {
  readonly words: readonly string[];
  readonly input: string | null;
}

/**
 * What bash hands to each `emit` and `take` of a line, in the order they run. `take` reads its input, `emit` does
 * not; both write to a file of their own, so that they may stand in substitutions and pipelines.
 */
function given(line: string): Given[] {
  const file = join(folder, 'given');
  writeFileSync(file, '');
  const script = [
    'put() { local all; printf -v all "%s\\x01" "$@"; printf "%s\\x02" "${all//$\'\\n\'/$\'\\x03\'}" >> "$GIVEN"; }',
    'emit() { put "" emit "$@"; }',
    'take() { local text; IFS= read -r -d "" text; put "$text" take "$@"; }',
    line,
  ].join('\n');
  const { error } = spawnSync('bash', ['--norc', '-c', script], {
    cwd: folder,
    env: { PATH: process.env.PATH, GIVEN: file, LC_ALL: 'C.UTF-8' },
    stdio: 'ignore',
  });
  if (error) throw error;
  return readFileSync(file, 'utf8')
    .split('\x02')
    .slice(0, -1)
    .map((record) => {
      // A part with an end of line would be written apart, and another command of a pipeline between.
      const [input = '', ...words] = record.replaceAll('\x03', '\n').split('\x01').slice(0, -1);
      return { words, input: words[0] === 'take' ? input : null };
    });
}

const named = (line: string) => parseShell(line).filter(({ name }) => name === 'emit' || name === 'take');
const valuesOf = ({ words }: SimpleCommand) => words.map(({ value }) => value);

/** Whether what the parser knows of a command is what bash handed to it. */
function isGiven({ words, name, input }: SimpleCommand, actual: Given): boolean {
  return (
    (words.some(({ value }) => value === null) ||
      JSON.stringify(words.map(({ value }) => value)) === JSON.stringify(actual.words)) &&
    (name === 'emit' || input === null || input === actual.input)
  );
}

/** Bash runs what the parser lists, all of it and nothing else, with what the parser says. */
function agree(line: string): void {
  const left = given(line);
  // Those of which all is known first, so that the others find what is left.
  const unknown = ({ words }: SimpleCommand) => words.filter(({ value }) => value === null).length;
  for (const command of named(line).toSorted((one, other) => unknown(one) - unknown(other))) {
    const index = left.findIndex((actual) => isGiven(command, actual));
    if (index < 0) {
      const said = JSON.stringify({ words: valuesOf(command), input: command.input });
      throw new Error(`${line}\nbash has ${JSON.stringify(left)}\nbylaw has ${said}`);
    }
    left.splice(index, 1);
  }
  expect(left, line).toEqual([]);
}

/** Every value is known, and right. */
function agreeInFull(line: string): void {
  agree(line);
  const unknown = named(line).flatMap(({ words }) => words.filter(({ value }) => value === null));
  expect(unknown, line).toEqual([]);
}

describe('words are those that bash hands on', () => {
  test.each(
    [
      `emit plain 'single quoted' "double quoted" half'and'"half"`,
      String.raw`emit a\ b \$x "a\"b\$c\\d\e" 'a\b'`,
      String.raw`emit $'tab\there' $'it\'s' $'\x41\u00e9'`,
      'emit "a\\\nb" c\\\nd',
      `emit "" '' a""b`,
      'emit # no word',
      'emit a#b \\# "#"',
      'A="x y"; emit "$A" "${A}z" pre"$A"',
      'A=x; emit $A ${A}y',
      'A=x && B="$A y" && emit "$B"',
      'A=x; A+=y; emit "$A"',
      'export A="a b"; emit "$A"',
      'A=1; (A=2; emit "$A"); emit "$A"',
      'A=1; { A=2; emit "$A"; }; emit "$A"',
      `A=$(cat <<'EOF'\nfirst\n\nlast\n\n\nEOF\n); emit "$A"`,
      `emit "$(cat <<'EOF'\nIt's "quoted" \\ $x \`y\`\nEOF\n)"`,
      'emit "$(cat <<EOF\nnothing expands \\$x\nEOF\n)"',
      'emit "$(echo one two)" "$(echo -n x)" "$(echo -e "a\\nb")" "$(echo "a\\nb")"',
      `emit "$(printf 'a\\n\\nb %s\\n' c)" "$(printf '%s\\n' a b)" "$(printf 100%%)"`,
      'emit "$(echo a; echo b)" "$(echo a && printf b)" $(echo word)',
      'emit "`echo old`"',
      `eval 'emit "a b"'`,
      `bash -c ':' ; emit "a
b"`,
      'emit a=b --c=d -- -e',
      'emit é 日本 "a​b"',
    ].map((line) => line.replace(' ~+', '')),
  )('%j', agreeInFull);

  test.each([
    'emit "$HOME" $UNSET "${X:-y}" "$(date)" "$1" "$((1 + 1))"',
    'A="x y"; emit $A',
    'A="*"; emit $A',
    'A=; emit $A',
    'A=1; for i in 1 2; do emit "$A"; A=2; done',
    'A=1; if true; then A=2; fi; emit "$A"',
    'A=1; true && A=2; emit "$A"',
    'A=1; false || A=2; emit "$A"',
    'A=1; read -r A <<< two; emit "$A"',
    'A=1; f() { A=2; }; f; emit "$A"',
    'A=1; eval "A=2"; emit "$A"',
    'A=1; unset A; emit "$A"',
    'A=1; printf -v A %s 2; emit "$A"',
    'A=1; ((A=2)); emit "$A"',
    'A=1; for A in 2; do :; done; emit "$A"',
    'declare -u A=x; emit "$A"',
    'emit {a,b} {1..3}',
    'A=1; while emit "$A"; do A=2; break; done; emit "$A"',
    'A=1 emit "$A"',
    'A=1; echo 2 | read A; emit "$A"',
    'A=1; case x in x) A=2;; esac; emit "$A"',
    'emit "$(printf "%d" 5)" "$(printf "\\x41")" "$(seq 3)"',
    'A=a; A[1]=b; emit "$A"',
  ])('nothing wrong is said of %j', (line) => {
    const actual = given(line);
    for (const command of named(line)) {
      expect(
        actual.some((each) => isGiven(command, each)),
        line,
      ).toBe(true);
    }
  });
});

describe('input is what bash pipes in', () => {
  test.each([
    'take <<EOF\nline one\n  two\nEOF',
    `take <<'EOF'\n$x \\$y "z"\nEOF`,
    'take <<EOF\n\\$x \\\\ \\` a\\b c\\\nd\nEOF',
    'take <<-EOF\n\t\tdeep\n\ttext\n\tEOF',
    'take <<< "here string"',
    'A="x y"; take <<< $A',
    'A=b; take <<EOF\na $A ${A}c\nEOF',
    'echo piped words | take',
    `printf 'a\\nb' | take --flag -`,
    `cat <<'EOF' | take\nthrough cat\nEOF`,
    'echo a | cat | take',
    '(echo a; echo b) | take',
    '{ printf a; echo b; } | take',
    'take <<A <<B\nfirst\nA\nsecond\nB',
    'take <<A; take <<B\nfirst\nA\nsecond\nB',
    'emit x; take 2>/dev/null <<EOF && emit y\nbody\nEOF',
    'take <<"E O F"\nx\nE O F',
    'echo x >&2 | take',
    'echo x > /dev/null | take',
    'take < /dev/null',
    'take <<EOF\nno end',
  ])('%j', agree);

  test('is known of all but what a file or a program gives', () => {
    expect(parseShell('cat a | b').at(-1)?.input).toBeNull();
    expect(parseShell('a < file').at(-1)?.input).toBeNull();
    expect(parseShell('a <<EOF\n$(date)\nEOF')[0]?.input).toBeNull();
    expect(parseShell('echo a | b').at(-1)?.input).toBe('a\n');
  });
});

describe('all commands are found', () => {
  test.each([
    'emit a; emit b & emit c; wait',
    'emit a && emit b || :',
    'false || emit b',
    'emit a | emit b |& emit c',
    '(emit a; (emit b)) && { emit c; }',
    'if emit a; then emit b; fi',
    'for x in 1; do emit a; done',
    'while emit a; do emit b; break; done',
    'until ! emit a; do emit b; break; done',
    'case x in x) emit a;; esac',
    'f() { emit a; }; f',
    'function f { emit a; }; f',
    'X=$(emit a) emit b',
    'X=$(emit a); Y=`emit b`',
    'emit "$(emit a "$(emit b)")"',
    'emit `emit a \\`emit b\\``',
    'cat <(emit a) <(emit b); sleep 0.1',
    'cat <<EOF\n$(emit a)\nEOF',
    'cat < <(emit a); sleep 0.1',
    'emit a > /dev/null 2>&1; >/dev/null emit b',
    '[[ -n $(emit a) ]]; [ -n "$(emit b)" ]',
    'echo $(( $(emit a; echo 1) + 1 ))',
    'for x in $(emit a); do :; done; emit b',
    'emit ${X:-$(emit a)}',
    '! emit a; time emit b',
    'builtin true; emit b',
    "eval 'emit a; emit b'",
    'eval emit a',
    'A=(a $(emit b)); emit c',
  ])('%j', agree);

  test('but those of a line that bash cannot read', () => {
    agree("emit a\nemit b 'unterminated");
    agree('emit a; emit b\nif true; then emit c\nemit d');
    agree('emit a\nemit b; )\nemit c');
    agree('emit a )');
  });
});

describe('generated lines', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      'b',
      ' ',
      '\n',
      "'",
      '"',
      '$',
      '`',
      '\\',
      '*',
      '#',
      '!',
      '~',
      ';',
      '|',
      '(',
      '{',
      'é',
      '\t',
      '-',
      '=',
    ),
    maxLength: 12,
  });
  const single = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;
  const double = (value: string) => `"${value.replace(/[\\"$`]/g, '\\$&')}"`;
  const escaped = (value: string) =>
    value === '' ? "''" : value.replace(/[^\w\n]/gu, '\\$&').replaceAll('\n', "'\n'");
  const ansi = (value: string) => `$'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
  const document = (value: string) => `"$(cat <<'BYLAW'\n${value}x\nBYLAW\n)"`;
  const quoted = fc
    .tuple(text, fc.constantFrom(single, double, escaped, ansi, document))
    .map(([value, quote]) => quote(value));
  const word = fc.array(quoted, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
  const words = fc.array(word, { maxLength: 4 }).map((all) => ['emit', ...all].join(' '));
  const { line } = fc.letrec<{ line: string }>((tie) => ({
    line: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      words,
      fc
        .tuple(tie('line'), fc.constantFrom(' && ', '\n', ' | '), tie('line'))
        .map(([a, by, b]) => a + by + b),
      tie('line').map((inner) => `( ${inner} )`),
      tie('line').map((inner) => `{ ${inner}\n}`),
      tie('line').map((inner) => `emit "$( ${inner}\n)"`),
      tie('line').map((inner) => `eval ${single(inner)}`),
      tie('line').map((inner) => `if :; then ${inner}\nfi`),
      fc.tuple(text, fc.constantFrom("'EOF'", 'EOF', '-EOF')).map(([body, mark]) => {
        const inside = mark === "'EOF'" ? body : body.replace(/[$`\\]/g, '\\$&');
        return `{ take <<${mark}\n${inside}\nEOF\n}`;
      }),
    ),
  }));

  test('have the words and the input that bash sees', () => {
    fc.assert(fc.property(line, agree), { numRuns: 150 });
  });

  test('of any characters have places inside them, and never fail', () => {
    const unit = fc.constantFrom(
      ...'ab \n\'"$`\\(){}<>|&;#*=-!'.split(''),
      ...[
        '$(',
        '${',
        '<<E',
        'if ',
        'then ',
        'fi',
        'case x in ',
        'for a in ',
        'do ',
        'done',
        'sudo ',
        'bash -c ',
        '\ud800',
        '\0',
      ],
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        for (const { words, assignments, redirections, start, end } of parseShell(text)) {
          const places = [
            { start, end },
            ...words,
            ...assignments,
            ...redirections,
            ...redirections.map(({ target }) => target),
          ];
          for (const place of places) {
            expect(place.start).toBeGreaterThanOrEqual(0);
            expect(place.start).toBeLessThanOrEqual(place.end);
            expect(place.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** A line as the commands in it, each inside those in front of it. */
function shown(line: string): string[] {
  return parseShell(line).map((command) => {
    const chain: string[] = [];
    for (let each: SimpleCommand | null = command; each; each = each.inside) {
      chain.unshift(each.words.map(({ value, text }) => value ?? `<${text}>`).join(' '));
    }
    return chain.at(-1) as string;
  });
}

describe('a command that runs another stands before it', () => {
  test.each([
    ['sudo -u root git push', 'git push'],
    ['sudo -nu root -- git push', 'git push'],
    ['doas git push', 'git push'],
    ['env -i -u X A=1 git push', 'git push'],
    ['env -S "git push"', 'git push'],
    ['cross-env A=1 git push', 'git push'],
    ['timeout -k 5 10s git push', 'git push'],
    ['timeout 10 nice -n 5 nohup git push', 'git push'],
    ['/usr/bin/time -f %e git push', 'git push'],
    ['command git push', 'git push'],
    ['exec git push', 'git push'],
    ['stdbuf -oL git push', 'git push'],
    ['setsid git push', 'git push'],
    ['watch -n 5 git status', 'git status'],
    ['watch "git status"', 'git status'],
    ['xargs -n 1 -P4 git add', 'git add'],
    ['xargs -I{} git add {}', 'git add <{}>'],
    ['bash -c "git push"', 'git push'],
    ['bash -euo pipefail -c "git push"', 'git push'],
    ["/bin/zsh -lc 'git push'", 'git push'],
    ['bash <<EOF\ngit push\nEOF', 'git push'],
    ['echo git push | sh', 'git push'],
    ['eval "git push"', 'git push'],
    ['eval git push', 'git push'],
    ["trap 'git push' EXIT", 'git push'],
    ['find . -name a -exec git add {} +', 'git add <{}>'],
    ['npx -y git push', 'git push'],
    ['npx --package=x -- git push', 'git push'],
    ['npx -c "git push"', 'git push'],
    ['npm exec -- git push', 'git push'],
    ['pnpm --filter web exec git push', 'git push'],
    ['pnpm dlx git push', 'git push'],
    ['bunx git push', 'git push'],
    ['uv run --with a --directory b git push', 'git push'],
    ['uvx --from a git push', 'git push'],
    ['poetry run git push', 'git push'],
    ['pipenv run git push', 'git push'],
    ['conda run -n a git push', 'git push'],
    ['bundle exec git push', 'git push'],
    ['mise exec node@22 -- git push', 'git push'],
    ['direnv exec . git push', 'git push'],
    ['docker exec -it -e A=1 web git push', 'git push'],
    ['docker compose -f a.yml exec -T web git push', 'git push'],
    ['docker run --rm -v a:b image git push', 'git push'],
    ['kubectl exec -n a pod -- git push', 'git push'],
    ['python -m git push', 'git push'],
    ['rtk git push', 'git push'],
    ['git rebase -x "git push" main', 'git push'],
    ['tmux new-session -d -s a "git push"', 'git push'],
    ['tmux send-keys -t a "git push" Enter', 'git push'],
    ['flock /tmp/a git push', 'git push'],
    ['su root -c "git push"', 'git push'],
    ['nix develop -c git push', 'git push'],
    ['doppler run -- git push', 'git push'],
  ])('%s', (line, inner) => {
    const all = parseShell(line);
    expect(shown(line)).toContain(inner);
    const found = all.find(({ words }) => words[0]?.value === 'git' && words !== all[0]?.words);
    expect(found?.inside).not.toBeNull();
    expect(all.indexOf(found as SimpleCommand)).toBeGreaterThan(all.indexOf(found?.inside as SimpleCommand));
  });

  test.each([
    'sudo -l',
    'command -v git',
    'env',
    'ssh host git push',
    'bash script.sh git',
    'rtk gain',
    'xargs',
    'docker run image',
    'npx --version',
    'timeout 5',
    'exec > log',
    'bash -c "$SCRIPT"',
    'nice',
    'su root',
    'python -c git',
  ])('%s runs nothing that is known', (line) => {
    expect(parseShell(line)).toHaveLength(1);
  });

  test('with the place of the inner one in the line', () => {
    const line = `cd x && sudo bash -c 'git add . && git push'`;
    expect(parseShell(line).map(({ start, end }) => line.slice(start, end))).toEqual([
      'cd x',
      `sudo bash -c 'git add . && git push'`,
      `bash -c 'git add . && git push'`,
      'git add .',
      'git push',
    ]);
    const inWord = `bash -c "git commit -m \\"x\\""`;
    const at = parseShell(inWord)[1];
    expect(inWord.slice(at?.start, at?.end)).toBe(`"git commit -m \\"x\\""`);
  });
});

describe('the folder of a command', () => {
  test.each([
    ['cd web && pwd', 'web'],
    ['cd web; cd ..; pwd', ''],
    ['cd web/src && cd ../test; pwd', 'web/test'],
    ['cd ..; pwd', '..'],
    ['cd /srv/./a/../b && pwd', '/srv/./a/../b'],
    ['cd /srv && cd a/.. && pwd', '/srv'],
    ['cd && pwd', '~'],
    ['cd ~/a && cd b && pwd', '~/a/b'],
    ['cd web && cd - && pwd', ''],
    ['(cd web && ls); pwd', ''],
    ['{ cd web; }; pwd', 'web'],
    ['pushd web; popd; pwd', ''],
    ['pushd web && pwd', 'web'],
    ['cd web || exit 1; pwd', 'web'],
    ['cd web & pwd', ''],
    ['cd web | cat; pwd', ''],
    ['echo $(cd web); pwd', ''],
    ['cd "$DIR" && pwd', null],
    ['cd $DIR; cd /a; pwd', '/a'],
    ['D=web; cd "$D" && pwd', 'web'],
    ['if true; then cd web; fi; pwd', null],
    ['if cd web; then pwd; fi', 'web'],
    ['for d in a b; do cd $d; done; pwd', null],
    ['bash -c "cd web"; pwd', ''],
    ['cd web && bash -c "pwd"', 'web'],
    ['eval "cd web"; pwd', 'web'],
    ['env -C web pwd', 'web'],
    ['sudo -D web pwd', 'web'],
    ['uv run --directory web pwd', 'web'],
    ['docker exec a pwd', null],
    ['builtin cd web; pwd', 'web'],
    ['source env.sh; pwd', null],
    ['f() { cd web; }; f; pwd', null],
    ['cd web && ls || pwd', 'web'],
  ])('%s', (line, expected) => {
    expect(parseShell(line).findLast(({ name }) => name === 'pwd')?.folder).toBe(expected);
  });
});

describe('how commands are joined', () => {
  const joins = (line: string) =>
    parseShell(line).map(({ name, operator, previous }) => `${previous?.name ?? ''}${operator ?? ''}${name}`);

  test.each([
    ['a && b || c; d\ne & f', ['a', 'a&&b', 'b||c', 'c;d', 'd;e', 'e&f']],
    ['a | b |& c', ['a', 'a|b', 'b|&c']],
    ['a && (b; c) | d', ['a', 'a&&b', 'b;c', 'c|d']],
    ['a && sudo b && c', ['a', 'a&&sudo', 'a&&b', 'b&&c']],
    ['if a; then b; fi; c', ['a', 'b', 'b;c']],
    ['a $(b && c) && d', ['a', 'b', 'b&&c', 'a&&d']],
  ])('%s', (line, expected) => {
    expect(joins(line)).toEqual(expected);
  });
});

test('redirections and assignments are listed', () => {
  const [command] = parseShell('A=1 B="$C" x 2>&1 >out &>> log <<EOF\nEOF');
  expect(command?.assignments.map(({ name, value }) => [name, value])).toEqual([
    ['A', '1'],
    ['B', null],
  ]);
  expect(command?.redirections.map(({ operator, target }) => [operator, target.value])).toEqual([
    ['2>&', '1'],
    ['>', 'out'],
    ['&>>', 'log'],
    ['<<', 'EOF'],
  ]);
  expect(parseShell('(a; b) > out').at(-1)).toMatchObject({ words: [], redirections: [{ operator: '>' }] });
});

describe('a hostile text', () => {
  const units = [
    '(',
    ')',
    '$(',
    '`',
    "'",
    '"',
    '{',
    '{ ',
    '${',
    '$((',
    'if ',
    'case a in a) ',
    '"$(',
    '[[ ',
    '@(',
    'a=(',
    '! ',
    'f() ',
    'f() { ',
    '<(',
    '<',
    '\\',
    'a[',
    '{a,',
    'coproc ',
    'eval ',
    'sudo ',
    'a|',
    'a&&',
    'a;',
    'a\n',
    '<<A ',
    'cat <<A\n',
    'bash -c "',
    '$a',
    'a=$a$a;',
    'cd a;',
    'echo $(echo ',
    'printf %s%s ',
    '\0',
    '\ud800',
    'while a; do ',
    'xargs ',
  ];

  test.each(units)('of many %j comes to an end', (unit) => {
    for (const length of [1000, 131_072, 1_000_000]) {
      const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      expect(Array.isArray(parseShell(text))).toBe(true);
    }
  });

  test('of many commands gives all of them', () => {
    expect(parseShell('a;'.repeat(50_000))).toHaveLength(50_000);
    expect(parseShell(`${'a && '.repeat(20_000)}b`)).toHaveLength(20_001);
    expect(parseShell(`${'a | '.repeat(20_000)}b`)).toHaveLength(20_001);
  });

  test('beyond what a shell takes gives none', () => {
    expect(parseShell(`git push ${'x'.repeat(131_072)}`)).toEqual([]);
  });

  test('does not grow by what its variables hold', () => {
    const line = `A=xxxxxxxxxx;${'A=$A$A;'.repeat(60)}emit "$A"`;
    expect(parseShell(line).at(-1)?.words[1]?.value).toBeNull();
  });
});
