import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { insideOf, judgeAll } from '../src/inner.ts';
import { createLinter } from '../src/linter.ts';
import { Document } from '../src/parse/document.ts';
import { sessionOf } from '../src/parse/session/notation.ts';
import { type Inner, type Sources, subjectsIn } from '../src/parse/shell/inner.ts';
import { findRepository } from '../src/read/repository.ts';
import { sourcesAt } from '../src/read/sources.ts';
import { report } from '../src/report/index.ts';
import { textOf } from '../src/subject.ts';
import { bylaw, ENV, folder, git, repository, run } from './support/run.ts';

/** A repository with a commit, a staged change, and files that the lines below read. */
let scratch: string;
let count = 0;
const root = folder();

beforeAll(() => {
  scratch = repository();
  const write = (path: string, text: string) => writeFileSync(join(scratch, path), text);
  mkdirSync(join(scratch, 'sub'));
  write('sub/message.txt', 'Read this from a file\n\nWith a body\n');
  write('message.txt', '\n# Not a comment here\n\n\nWith a late title   \n\n\n');
  write('code.txt', 'one\n');
  git(['add', 'code.txt'], { cwd: scratch });
  git(['commit', '-q', '-m', 'Start the work', '-m', 'Refs #1'], { cwd: scratch });
  git(['branch', 'side'], { cwd: scratch });
  git(['config', 'alias.ci', 'commit --quiet'], { cwd: scratch });
  git(['config', 'alias.say', 'ci -m'], { cwd: scratch });
  write('code.txt', 'one\ntwo\n');
  git(['add', 'code.txt'], { cwd: scratch });
});

function fresh(): string {
  const cwd = join(root, String(count++));
  cpSync(scratch, cwd, { recursive: true });
  return cwd;
}

function inside(text: string, sources: Sources = {}): Inner[] {
  return subjectsIn(new Document({ kind: 'command', text }), sources);
}

const ofKind = (inner: readonly Inner[], kind: string) =>
  inner.filter(({ subject }) => subject.kind === kind).map(({ subject }) => textOf(subject));

const withoutEnd = (text: string) => text.replace(/\n$/, '');

/** What bylaw says a line will record, and what git has recorded once bash has run it. */
function both(line: string) {
  const cwd = fresh();
  const said = ofKind(inside(line, sourcesAt(cwd, findRepository(cwd, ENV), ENV)), 'commit');
  const start = git(['rev-parse', 'HEAD'], { cwd }).trim();
  const { stderr } = run('bash', ['-c', line], { cwd });
  const range = line.includes('--amend') ? ['-1'] : [`^${start}`];
  const log = git(['log', '-z', '--reverse', '--topo-order', '--format=%B', ...range, 'HEAD'], { cwd });
  // Separated, not ended, by NUL.
  const recorded = log === '' ? [] : log.replace(/\0$/, '').split('\0').map(withoutEnd);
  return { said, recorded, stderr };
}

describe('the message of a commit', () => {
  it.each([
    `git commit -m "Retry the upload"`,
    `git commit -m 'Retry the upload' -m 'It failed once' -m 'Fixes #3'`,
    `git commit -mRetry`,
    `git commit -am "Retry all"`,
    `git commit -qam "Retry all quietly"`,
    `git commit --message="Retry the upload"`,
    `git commit --message "Retry the upload"`,
    `git commit --mess="Cut short"`,
    `git commit -m "Title" --no-message -m "Other title"`,
    `git commit -m "  # Kept, as no editor comes up  " -m "

    and this   "`,
    `git commit --cleanup=strip -m "# Dropped" -m "Kept"`,
    `git commit --cleanup=verbatim -m "  Kept as it is  

"`,
    `git -c commit.cleanup=strip -c core.commentChar=';' commit -m "; Dropped" -m "# Kept"`,
    `git commit -m "$(cat <<'EOF'
Retry the upload

It's "quoted" \`twice\` for $5
EOF
)"`,
    `git commit -m "$(cat <<EOF
Retry for \\$5
EOF
)" -m more`,
    `git commit -F - <<'EOF'
Retry the upload

Body
EOF`,
    `git commit -F- <<< "From a here-string"`,
    `printf 'Retry\\n\\nBody\\n' | git commit -F -`,
    `echo "Retry it" | git commit --file=-`,
    `git commit -F message.txt`,
    `cd sub && git commit -F message.txt`,
    `git -C sub commit -F message.txt`,
    `(cd sub; git commit --file message.txt)`,
    `git commit -F - < sub/message.txt`,
    `cat > new.txt <<'EOF'
Written in the same line
EOF
git commit -F new.txt`,
    `echo "First line" > new.txt; echo "More" >> new.txt && git commit -F new.txt`,
    `F=$(mktemp); cat > "$F" <<'EOF'
Written to a new file
EOF
git commit -F "$F" && rm "$F"`,
    `M="Known to all"; git commit -m "$M"`,
    `git commit --amend --no-edit`,
    `git commit --amend -m "Another title"`,
    `GIT_EDITOR=true git commit --amend`,
    `git -c core.editor=true commit -m "Title" -e -m "# Dropped by the editor"`,
    `git commit -C HEAD`,
    `git commit --reuse-message=side`,
    `git commit --fixup=HEAD`,
    `git commit --fixup HEAD -m "And why"`,
    `git commit --squash=HEAD -m "More of it"`,
    `git commit --amend --squash=HEAD -m "Into itself"`,
    `git commit -F gone.txt --no-file -m "From no file"`,
    `git commit -s -m "# A title"`,
    `git commit -s -m "Signed"`,
    `git commit --signoff -m "Signed" -m "Refs: 12"`,
    `git commit -m "Signed" --trailer "Reviewed-by: Bo <bo@example.com>" --trailer "Refs=12"`,
    `git commit -s -m "Signed once" -m "Signed-off-by: Ada Example <ada@example.com>"`,
    `git commit --author="Bo <bo@example.com>" --date=2026-01-01T12:00 -m "By another"`,
    `git commit --allow-empty -m "One" && git commit --allow-empty -m "Two"`,
    `git add -A; git commit --no-verify -n -m "After the add" -- code.txt`,
    `if true; then git commit -m "In a branch of the script"; fi`,
    `A=1 command env B=2 git commit -m "Behind others"`,
    `bash -c 'git commit -m "In another shell"'`,
    `git ci -m "By an alias"`,
    `git say "By an alias of an alias"`,
    `git commit -m $'Tabs\\tand \\'quotes\\'\\n\\nBody'`,
    `git commit -m "Line one
line two" -m 'It'"'"'s'`,
    `git commit -m "Unicode: \u00e9\u4e2d\ud83d\ude00"`,
    `git commit -m '\\' -m "\\\\ and \\" and \\$x"`,
    `git commit -q -m "First" && git checkout -q side && git merge -q --no-ff -m "Merge it" -m "At last" main`,
    `git update-ref HEAD "$(git commit-tree -p HEAD -m One -m Two 'HEAD^{tree}')"`,
  ])('is what git records: %s', (line) => {
    const { said, recorded, stderr } = both(line);
    expect(recorded.length, stderr).toBeGreaterThan(0);
    expect(said).toEqual(recorded);
  });

  it('is that of git for generated lines', () => {
    const word = fc.constantFrom(
      ...['Retry', "it's", '"now"', '$HOME', '`id`', '\\', '#1', '!', 'a\tb', '\u00e9', '*', '~', '{a,b}'],
      ...['EOF', '-m', '%s', ')', '<<X', ';', '&&', '|', '\\n', '  '],
    );
    const text = fc
      .array(fc.tuple(word, fc.constantFrom(' ', '\n', '\n\n', '', '  ')), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.flat().join(''));
    const single = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;
    const double = (value: string) => `"${value.replace(/["\\$`]/g, '\\$&')}"`;
    const ansi = (value: string) =>
      `$'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}'`;
    const document = (value: string) => `"$(cat <<'END_OF_IT'\n${value}\nEND_OF_IT\n)"`;
    const open = (value: string) => `"$(cat <<END_OF_IT\n${value.replace(/[\\$`]/g, '\\$&')}\nEND_OF_IT\n)"`;
    const quotation = fc.constantFrom(single, double, ansi, document, open);
    const form = fc.constantFrom<(a: string, b: string, raw: string) => string>(
      (a) => `-m ${a}`,
      (a) => `-qm${a}`,
      (a, b) => `-m ${a} --message=${b}`,
      (a, b) => `-am ${a} -m ${b} -s`,
      (a, b) => `--message ${a} -m ${b} --trailer Refs:1`,
      (a) => `--cleanup=strip -m ${a}`,
      (_a, _b, raw) => `-F - <<'END_OF_FILE'\n${raw}\nEND_OF_FILE\n`,
    );
    const around = fc.constantFrom<(line: string) => string>(
      (line) => line,
      (line) => `cd sub && ${line}`,
      (line) => `(${line}\n)`,
      (line) => `{ ${line}\n}`,
      (line) => `X=1 ${line}`,
      (line) => `if true; then\n${line}\nfi`,
      (line) => `echo "$(date)"; ${line}`,
      (line) => `bash -c ${single(line)}`,
      (line) => `eval ${single(line)}`,
    );
    const start = fc.constantFrom(
      'git commit',
      'git -C . commit',
      'git -c user.name=Bo commit',
      'git --no-pager commit',
    );
    const parts = fc.tuple(text, text, quotation, quotation, start, form, around);
    fc.assert(
      fc.property(parts, ([one, two, quote, other, git, options, wrap]) => {
        const line = wrap(`${git} ${options(quote(one), other(two), one)}`);
        const { said, recorded } = both(line);
        expect(said, line).toEqual(recorded);
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    ['git commit', 'an editor comes up'],
    ['git commit -m "$TITLE"', 'a variable'],
    ['git commit -m "On $(date)"', 'the output of a program'],
    ['git commit -m "One" -m "$BODY"', 'a part is unknown'],
    ['git commit -m "One" --message="$BODY"', 'a variable behind the name'],
    ['git commit -F nowhere.txt', 'no such file'],
    ['sed -i s/a/b/ message.txt; git commit -F message.txt', 'the file changes before'],
    ['python3 x.py > message.txt && git commit -F message.txt', 'a program writes the file'],
    ['{ date; echo b; } > message.txt; git commit -F message.txt', 'a group writes the file'],
    ['date > ./sub/../message.txt; git commit -F message.txt', 'the file is written by another name'],
    ['cd "$DIR" && git commit -F message.txt', 'the folder is unknown'],
    ['git commit --dry-run -m "Only shown"', 'nothing is recorded'],
    ['git commit -t message.txt', 'a template has to be edited'],
    ['git commit -m "Edited" -e', 'an editor comes up'],
    ['git commit --fixup=amend:HEAD', 'an editor comes up'],
    ['git commit -m a -F message.txt', 'git refuses it'],
    ['git commit -m ""', 'git refuses it'],
    ['git reset --hard side; git commit --amend --no-edit', 'HEAD moves before'],
    ['git stash push -m "Not a commit message"', 'it is none'],
    ['git notes add -m "Not a commit message"', 'it is none'],
    ['git revert --no-edit HEAD', 'git writes it'],
    ['git revert -m 1 HEAD', 'it is the number of a parent'],
    ['git tag -d v1', 'nothing is written'],
    ['git log --grep x -m', 'it only reads'],
    ['echo git commit -m "Not run"', 'it is only printed'],
    ['grep "git commit -m x" notes', 'it is looked for'],
  ])('is not known in %s: %s', (line) => {
    const cwd = fresh();
    expect(ofKind(inside(line, sourcesAt(cwd, findRepository(cwd, ENV), ENV)), 'commit')).toEqual([]);
  });

  it('is that of a tag', () => {
    const cwd = fresh();
    const line = `git tag -a v1 -m "# Dropped" -m "Release it" && git tag -am 'And again' v2`;
    const { stderr } = run('bash', ['-c', line], { cwd });
    const recorded = git(['for-each-ref', '--format=%(contents)', 'refs/tags'], { cwd });
    expect(ofKind(inside(line), 'commit'), stderr).toEqual(recorded.split('\n\n').slice(0, -1));
  });

  it('comes with its author, and with the parents of a merge', () => {
    expect(inside('git commit --author="Bo <bo@example.com>" -m x')[0]?.subject).toEqual({
      kind: 'commit',
      message: 'x',
      author: { name: 'Bo', email: 'bo@example.com' },
    });
    expect(inside('git merge side -m x')[0]?.subject).toMatchObject({ parents: ['HEAD', 'side'] });
  });

  it('is not read out of a pipe, a device or a folder', () => {
    const cwd = fresh();
    run('mkfifo', ['pipe'], { cwd });
    const { text } = sourcesAt(cwd, null, ENV);
    for (const path of ['pipe', '/dev/zero', '.', 'gone']) expect(text?.(path, ''), path).toBe(null);
  });
});

describe('the names of branches', () => {
  it.each([
    'git checkout -b fix/login',
    'git checkout -B fix/login side',
    'git checkout -qb fix/login',
    'git switch -c fix/login',
    'git switch --create=fix/login side',
    'git switch -C fix/login',
    'git branch fix/login',
    'git branch -f fix/login side',
    'git branch fix/a side && git branch fix/b',
    'git branch -c fix/copy',
    'git worktree add -b fix/tree ../tree-$$ side',
    'git worktree add ../other-$$ -b fix/tree',
    'git stash && git stash branch fix/stashed',
    'cd sub && N=fix/known && git checkout -b "$N"',
  ])('are those that git makes: %s', (line) => {
    const cwd = fresh();
    const { stderr } = run('bash', ['-c', line], { cwd });
    const heads = git(['for-each-ref', '--format=%(refname:short)', 'refs/heads'], { cwd })
      .trim()
      .split('\n');
    const made = heads.filter((name) => name !== 'main' && name !== 'side');
    expect(made.length, stderr).toBeGreaterThan(0);
    expect(ofKind(inside(line), 'branch')).toEqual(made);
  });

  it('are those at a remote', () => {
    const cwd = fresh();
    git(['init', '-q', '--bare', 'remote.git'], { cwd });
    const line = 'git push -q ./remote.git HEAD:refs/heads/fix/a +side:fix/b main:fix/c';
    run('bash', ['-c', line], { cwd });
    const heads = git(['for-each-ref', '--format=%(refname:short)'], { cwd: join(cwd, 'remote.git') });
    expect(ofKind(inside(line), 'branch')).toEqual(heads.trim().split('\n'));
  });

  it.each([
    'git checkout main',
    'git checkout -- code.txt',
    'git switch -',
    'git branch',
    'git branch -d old',
    'git branch --delete old',
    'git branch -a --contains main',
    'git branch --list "fix/*"',
    'git branch -u origin/main',
    'git branch --show-current',
    'git push origin --delete old',
    'git push origin :old',
    'git push origin HEAD',
    'git push origin HEAD:refs/tags/v1',
    'git push -u origin main',
    'git worktree add ../tree main',
    'git worktree list',
    'git checkout -b "$NAME"',
    'git stash list',
  ])('are none in %s', (line) => {
    expect(ofKind(inside(line), 'branch')).toEqual([]);
  });
});

describe('pull requests', () => {
  const texts = { title: 'Retry', body: 'It failed' };
  it.each([
    [`gh pr create --title "Retry" --body "It failed"`, { draft: false, isNew: true }],
    [`gh pr create -dt Retry -b "It failed" -B main -H me:x`, { draft: true, base: 'main', branch: 'x' }],
    [`gh pr new -R o/r -t=Retry --body='It failed' --draft=false -l a,b`, { labels: ['a', 'b'] }],
    [`gh pr create -t Retry --body "$(cat <<'EOF'\nIt failed\nEOF\n)"`, {}],
    [`gh pr create -t Retry -F - <<'EOF'\nIt failed\nEOF`, {}],
    [`echo "It failed" > b.md; gh pr create -t Retry --body-file b.md`, {}],
    [`gh pr edit 12 --title Retry --body "It failed"`, {}],
    [`gh api repos/{owner}/{repo}/pulls -f title=Retry -f body="It failed" -F draft=true`, { draft: true }],
    [`gh api -X PATCH "repos/$O/$R/pulls/3" -f title=Retry -f body='It failed'`, {}],
    [
      `gh api repos/o/r/pulls --input - <<'EOF'\n{"title": "Retry", "body": "It failed", "base": "main"}\nEOF`,
      { base: 'main' },
    ],
    [`glab mr create -t Retry -d "It failed" --draft -b main -s x`, { draft: true, branch: 'x' }],
    [`glab mr update 3 --title Retry --description "It failed"`, {}],
    [`hub pull-request -m "Retry" -m "It failed" -b o:main`, { base: 'main', isNew: true }],
    [`hub pull-request -d -F - <<'EOF'\nRetry\n\nIt failed\nEOF`, { draft: true }],
  ])('are known whole: %s', (line, wanted) => {
    expect(inside(line).map(({ subject }) => subject)).toMatchObject([{ kind: 'pr', ...texts, ...wanted }]);
  });

  it.each([
    [`gh pr comment 3 --body "Done"`, 'reply', 'Done'],
    [`gh pr review 3 --approve -b "Done"`, 'reply', 'Done'],
    [`gh issue create -t Crash -b "It stops"`, 'reply', 'Crash\n\nIt stops'],
    [`gh issue comment 3 -F - <<< Done`, 'reply', 'Done'],
    [`gh pr close 3 -c "Not needed"`, 'reply', 'Not needed'],
    [`gh api repos/o/r/issues/3/comments -f body=Done`, 'reply', 'Done'],
    [`glab mr note 3 -m Done`, 'reply', 'Done'],
    [`gh pr merge 3 --squash --subject "Retry (#3)" --body "It failed"`, 'commit', 'Retry (#3)\n\nIt failed'],
  ])('have other texts beside them: %s', (line, kind, text) => {
    expect(ofKind(inside(line), kind)).toEqual([text]);
  });

  it.each([
    'gh pr create --fill',
    'gh pr create',
    'gh pr create --title Retry',
    'gh pr create --title Retry --body "$BODY"',
    'gh pr create -t Retry -b x --dry-run',
    'gh pr create -t Retry -b x --web',
    'gh pr view 3 --json title,body',
    'gh pr list --search "title"',
    'gh pr checkout 3',
    'gh api repos/o/r/pulls',
    'gh api -X DELETE repos/o/r/pulls/3 -f title=x',
    'gh api repos/o/r/labels -f title=x',
    'hub pull-request -i 3',
    'glab mr create -f -t x',
  ])('are none, or not known, in %s', (line) => {
    expect(inside(line)).toEqual([]);
  });
});

describe('another text in the place of one', () => {
  const other = `It's "new" for $5 \`now\` \\ here\n\nAnd a body\n\nRefs: 1`;
  it.each([
    `git commit -m 'Old'`,
    `git commit -m "Old"`,
    `git commit -mOld && git status`,
    `git commit --message="Old" -n`,
    `git commit -m Old -m "More" -m 'Even more' -- code.txt`,
    `git add . && git commit -m "$(cat <<'EOF'\nOld\nEOF\n)" && git status`,
    `git commit -m "$(cat <<EOF\nOld\nEOF\n)"`,
    `git commit -F - <<'EOF' && git status\nOld\nEOF\necho done`,
    `cd sub && (git commit -m Old)`,
  ])('is what git makes of it: %s', (line) => {
    const cwd = fresh();
    const rewritten = inside(line)[0]?.rewrite(other) ?? 'false';
    const { stderr } = run('bash', ['-c', rewritten], { cwd });
    expect(git(['log', '-1', '--format=%B'], { cwd }), stderr).toBe(`${other}\n\n`);
  });

  it.each([
    `gh pr create --title "Old" --body "$(cat <<'EOF'\nOld body\nEOF\n)"`,
    `gh pr comment 3 -b 'Old'`,
    `gh api repos/o/r/issues/3/comments -f body='Old'`,
    `hub pull-request -m Old -m "Old body"`,
  ])('goes for hosts: %s', (line) => {
    const rewritten = inside(line)[0]?.rewrite(other) ?? '';
    expect(inside(rewritten).map(({ subject }) => textOf(subject))).toEqual([other]);
  });

  it('goes for branches', () => {
    expect(inside('git push origin HEAD:old')[0]?.rewrite('new')).toBe('git push origin HEAD:new');
    expect(inside('git checkout -b old main')[0]?.rewrite('fix/new')).toBe('git checkout -b fix/new main');
  });

  it.each([
    [`git commit -F - <<'EOF'\nOld\nEOF`, 'New\nEOF\nrm -rf x'],
    [`git commit -m "$(cat <<'EOF'\nOld\nEOF\n)"`, 'New\nEOF\nrm -rf x'],
    [`git commit -m "$(printf 'Old')"`, 'New'],
    [`M=Old; git commit -m "$M"`, 'New'],
    [`git commit -s -m Old`, 'New'],
    [`git commit -m Old`, 'New   '],
    [`git commit -m Old`, 'N\0ew'],
    [`bash -c "git commit -m \\"Old\\""`, 'New'],
  ])('is refused where it would not be exact: %s', (line, text) => {
    const [inner] = inside(line);
    expect(inner).toBeDefined();
    expect(inner?.rewrite(text)).toBe(null);
  });

  it('is found again wherever it was put', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const line = `echo; git commit -m '${text.replaceAll("'", "'\\''")}'; gh pr create -t "${text}" -b x`;
        for (const { at, rewrite } of inside(line)) {
          expect(at.start).toBeLessThanOrEqual(at.end);
          expect(at.end).toBeLessThanOrEqual(line.length);
          const same = rewrite('Other');
          expect(same === null || inside(same).some(({ subject }) => textOf(subject) === 'Other')).toBe(true);
        }
      }),
    );
  });
});

describe('bylaw check', () => {
  const line = `git checkout -b fix/login && git commit -m "$(cat <<'EOF'\nRetry it.\nEOF\n)" && gh pr create -t "Retry." -b "It failed"`;

  function check(input: string, args: readonly string[]) {
    return bylaw(['check', '--no-config', '--rule', 'no-title-period', ...args], { cwd: folder(), input });
  }

  it('lists what is inside of a command behind the command itself', () => {
    const { code, stdout } = check(line, ['--as', 'command', '--format', 'json']);
    const { subjects, errors } = JSON.parse(stdout);
    const [command, branch, commit, pull, ...rest] = subjects;
    expect({ code, errors, rest }).toEqual({ code: 1, errors: 2, rest: [] });
    expect(command).toMatchObject({ kind: 'command', source: 'stdin', findings: [] });
    expect(command.fixed).toBe(line.replace('Retry it.', 'Retry it').replace('"Retry."', '"Retry"'));
    expect(branch).toEqual({ kind: 'branch', source: 'stdin:1:17', text: 'fix/login', findings: [] });
    expect(commit).toMatchObject({
      kind: 'commit',
      source: 'stdin:1:44',
      text: 'Retry it.',
      fixed: 'Retry it',
    });
    expect(commit.findings).toMatchObject([{ line: 1, column: 9, quote: '.' }]);
    expect(pull).toMatchObject({
      kind: 'pr',
      title: 'Retry.',
      body: 'It failed',
      text: 'Retry.\n\nIt failed',
    });
    expect(pull.findings).toMatchObject([{ line: 1, column: 6, quote: '.' }]);
  });

  it('shows them to people, agents and GitHub', () => {
    const small = 'git commit -m "Retry."';
    expect(check(small, ['--as', 'command']).stdout).toBe(
      [
        'commit stdin:1:15',
        '  1:6  error  Unexpected full stop, end the title without it  no-title-period, asked for by --rule',
        '    1 | Retry.',
        '      |      ^',
        '',
        '1 subject judged, 1 error and 0 warnings',
        '',
      ].join('\n'),
    );
    expect(check(small, ['--as', 'command', '--format', 'agent']).stdout).toBe(
      [
        'The commit stdin:1:15 breaks the policy:',
        '- error 1:6 Unexpected full stop, end the title without it (no-title-period, asked for by --rule)',
        'With all safe fixes, quoted, without the leading "| ":',
        '| Retry',
        'Errors: 1, warnings: 0',
        '',
      ].join('\n'),
    );
    expect(check(small, ['--as', 'command', '--format', 'github']).stdout).toMatch(
      /^::error title=no-title-period \(commit stdin%3A1%3A15 at 1%3A6\)::Unexpected full stop/,
    );
  });

  const token = `ghp_${'a1'.repeat(20)}`;
  const withSecrets = [
    `git push --force https://ada:${'q7'.repeat(5)}@example.com/x`,
    `curl -u ada:${'q7'.repeat(5)} -H "Authorization: token ${'q7'.repeat(10)}" example.com`,
    `git commit -m "Retry ${token} it." && gh pr create -t "Retry ${token}." -b "password=${'q7'.repeat(5)}"`,
  ].join('\n');
  const noPush = ['--rule', 'no-command={"match":["git push","curl"]}'];

  it.each(['human', 'json', 'ndjson', 'agent', 'github'])('tells no secrets again in %s', (format) => {
    const { stdout } = check(withSecrets, ['--as', 'command', '--format', format, ...noPush]);
    expect(stdout).toContain('no-command');
    expect(stdout).toContain('no-title-period');
    expect(stdout).not.toMatch(/(?:a1|q7){2}/);
    const session = withSecrets.replace(/^/gm, 'run: ');
    const told = check(session, ['--as', 'session', '--format', format, ...noPush]).stdout;
    expect(told).toContain('no-command');
    expect(told).not.toMatch(/(?:a1|q7){2}/);
  });

  it('tells none to a stream or in a baseline, and leaves each place where it was', () => {
    const input = JSON.stringify({ id: 0, text: withSecrets });
    const { stdout } = check(input, ['--as', 'command', '--ndjson', ...noPush, '-']);
    expect(stdout).not.toMatch(/(?:a1|q7){2}/);
    const { findings, inside: within } = JSON.parse(stdout);
    expect(withSecrets.slice(findings[0].offset, findings[0].endOffset)).toHaveLength(
      findings[0].quote.length,
    );
    expect(within[0].text).toBe(`Retry ${'*'.repeat(token.length)} it.`);
    const cwd = folder();
    const args = ['check', '--no-config', ...noPush, '--as', 'command', '--baseline', 'known.json', '-'];
    expect(bylaw(args, { cwd, input: withSecrets }).stdout).toMatch(/^1 subject judged/);
    expect(readFileSync(join(cwd, 'known.json'), 'utf8')).not.toMatch(/(?:a1|q7){2}/);
  });

  it('mends a command where a text can be put back', () => {
    const mended = 'git commit -m "Retry" && git push';
    expect(check('git commit -m "Retry." && git push', ['--as', 'command', '--fix'])).toMatchObject({
      code: 0,
      stdout: mended,
    });
    const left = 'git commit -s -m "Retry."';
    expect(check(left, ['--as', 'command', '--fix'])).toMatchObject({ code: 1, stdout: left });
  });

  it('refuses to mend a session', () => {
    const { code, stderr } = check('reply: Done', ['--as', 'session', '--fix']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'bylaw: A session is past and cannot be fixed, leave out `--fix`\n',
    });
  });

  it('answers each line of a stream with what is inside', () => {
    const input = ['git commit -m "Retry."', 'ls'].map((text, id) => JSON.stringify({ id, text })).join('\n');
    const { code, stdout } = check(input, ['--as', 'command', '--ndjson', '-']);
    const [first, second] = stdout
      .trimEnd()
      .split('\n')
      .map((each) => JSON.parse(each));
    expect(code).toBe(1);
    expect(first).toMatchObject({
      id: 0,
      findings: [],
      inside: [{ kind: 'commit', at: '1:15', text: 'Retry.' }],
    });
    expect(first.inside[0].findings).toMatchObject([{ rule: 'no-title-period' }]);
    expect(second).toEqual({ id: 1, findings: [] });
  });
});

describe('a session', () => {
  const { policy } = createLinter({
    config: {
      extends: [],
      rules: {
        'no-emoji': 'error',
        'no-title-period': 'error',
        'no-words': ['error', { words: ['basically'] }],
      },
    },
  });
  const time = '2026-01-02T03:04:05Z';
  const session = sessionOf([
    { kind: 'prompt', text: 'It basically fails', time: null, line: 1 },
    {
      kind: 'edit',
      path: 'a.md',
      removed: 'Old \u{1f600}\nkept\n',
      added: 'kept\nIt works \u{1f600}\n',
      time,
      line: 4,
    },
    { kind: 'run', command: 'git commit -m "Retry."', output: '', exit: 0, time, line: 7 },
    { kind: 'run', command: 'git commit -F message.txt', output: '', exit: 0, time, line: 8 },
    { kind: 'reply', text: 'Done', time, line: 9 },
    { kind: 'reply', text: 'It basically works', time, line: 11 },
  ]);

  it('is judged with its edits, commands and replies, of which only those with findings are told', () => {
    const results = judgeAll(session, 's.jsonl', policy, { sources: { text: () => 'Not then.' } });
    expect(
      results.map(({ kind, source, inner, findings }) => [kind, source, inner?.time, findings[0]?.quote]),
    ).toEqual([
      ['session', 's.jsonl', undefined, undefined],
      ['diff', 's.jsonl:4', time, '\u{1f600}'],
      ['commit', 's.jsonl:7', time, '.'],
      ['reply', 's.jsonl:11', time, 'basically'],
    ]);
    expect(report(results, 'human')).toContain(`\nreply s.jsonl:11 at ${time}\n`);
    expect(report(results, 'human')).toContain('1 subject judged, 3 errors');
    const [, diff] = JSON.parse(report(results, 'json')).subjects;
    expect(diff).toMatchObject({ kind: 'diff', time, findings: [{ file: 'a.md', line: 2 }] });
  });

  it('is judged so by the library', () => {
    const linter = createLinter({ config: { extends: [], rules: { 'no-title-period': 'error' } } });
    const [, commit] = linter.judgeAll({ kind: 'command', text: 'git commit -m "Retry."' });
    expect(commit).toMatchObject({ kind: 'commit', source: 'command:1:15', findings: [{ quote: '.' }] });
  });

  it('tells each subject inside what happened before it', () => {
    const seen = [...insideOf(session, {})].map(({ subject, context }) => [
      subject.kind,
      context.events?.().length,
    ]);
    expect(seen).toEqual([
      ['diff', 1],
      ['command', 2],
      ['commit', 2],
      ['command', 3],
      ['reply', 4],
      ['reply', 5],
    ]);
  });
});

describe('a pull request that is edited in part', () => {
  const { policy } = createLinter({
    config: {
      extends: [],
      rules: {
        'require-body': 'error',
        'no-title-period': 'error',
        'no-words': ['error', { words: ['basically'] }],
      },
    },
  });
  const found = (line: string) =>
    judgeAll({ kind: 'command', text: line }, 'stdin', policy).flatMap(({ findings }) =>
      findings.map(({ rule }) => rule),
    );

  it('is not blamed for the other part', () => {
    expect(found('gh pr edit 3 --title "Retry."')).toEqual(['no-title-period']);
    expect(found('gh pr edit 3 --title "It basically fails"')).toEqual(['no-words']);
    expect(found('gh pr edit 3 --body "It basically fails"')).toEqual(['no-words']);
    expect(found('gh pr create --title "Retry." --body ""')).toEqual(['require-body', 'no-title-period']);
  });
});
