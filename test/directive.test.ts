import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { stretchesOf } from '../src/policy/page/modality.ts';
import { type PageClause, readPage } from '../src/policy/page/read.ts';

/** What a sentence says of a word in it. */
function said(sentence: string, word: string, above: readonly string[] = []): string | null {
  const at = sentence.indexOf(word);
  return stretchesOf(sentence, above).find(({ start, end }) => at >= start && at < end)?.modality ?? null;
}

describe('what a sentence asks for', () => {
  it.each([
    ['Use tabs', 'tabs'],
    ['Always put a tab there', 'tab'],
    ['Titles must begin with a verb', 'verb'],
    ['Titles in the imperative', 'imperative'],
    ['When you write a title, use a verb', 'verb'],
    ['Prefer tabs over blanks', 'tabs'],
    ['Tabs instead of blanks', 'Tabs'],
    ['Never skip tests', 'tests'],
    ['Do not forget the ticket', 'ticket'],
    ['Never use blanks, use tabs', 'tabs'],
    ['Do not use blanks; use tabs', 'tabs'],
    ['No blanks \u2014 use tabs', 'tabs'],
    ['Not blanks but tabs', 'tabs'],
    ['Title: at most 50 characters, no period, in the imperative', 'imperative'],
    ['Carefully name the file', 'file'],
    ['No preamble, just the answer', 'answer'],
    ['Agents NOT named above MUST sign their work', 'sign'],
  ])('%s: %s', (sentence, word) => {
    expect(said(sentence, word)).toBe('must');
  });
});

describe('what a sentence forbids', () => {
  it.each([
    ['Never use tabs', 'tabs'],
    ['Never sign your work (no footers)', 'footers'],
    ['Do not write tabs, blanks or dots', 'dots'],
    ['Don\u2019t use tabs', 'tabs'],
    ['No tabs', 'tabs'],
    ['No tabs, blanks, dots', 'dots'],
    ['No tabs, no blanks', 'blanks'],
    ['Avoid: tabs, blanks', 'blanks'],
    ['Spell it out, no tabs', 'tabs'],
    ['Write it without tabs', 'tabs'],
    ['Use blanks instead of tabs', 'tabs'],
    ['Use blanks, not tabs', 'tabs'],
    ['Prefer blanks over tabs', 'tabs'],
    ['Bullets over paragraphs', 'paragraphs'],
    ['Skip tabs and say it', 'tabs'],
    ['Tabs are forbidden', 'Tabs'],
    ['Tabs are not allowed in titles', 'Tabs'],
    ['Titles must not hold tabs', 'tabs'],
    ['Titles should never hold tabs', 'tabs'],
    ['\u274c Tabs in titles', 'Tabs'],
    ['Never use filler ("so", "well")', 'well'],
    ['When you write a title, avoid tabs', 'tabs'],
  ])('%s: %s', (sentence, word) => {
    expect(said(sentence, word)).toBe('must-not');
  });
});

describe('what a sentence leaves open', () => {
  it.each([
    ['The tool never writes tabs into a file that it has read', 'tabs'],
    ['It does not use tabs', 'tabs'],
    ['This was written with tabs', 'tabs'],
    ['Tabs are optional', 'Tabs'],
    ['You do not need tabs', 'tabs'],
    ['Feel free to use tabs', 'tabs'],
    ['Use emoji sparingly', 'emoji'],
    ['Commit messages are made by a tool with tabs', 'tabs'],
    ['`tidy` turns blanks into tabs', 'tabs'],
    ['Should we use tabs?', 'tabs'],
    ['Be quick, because the tool uses tabs', 'tabs'],
    ['Not only tabs', 'tabs'],
  ])('%s: %s', (sentence, word) => {
    expect(said(sentence, word)).toBeNull();
  });

  it('is so in another language', () => {
    expect(
      read('- Niemals Emojis benutzen\n- \u7d75\u6587\u5b57\u3092\u4f7f\u308f\u306a\u3044\u3053\u3068\n'),
    ).toEqual([]);
  });
});

describe('what stands under a line that forbids', () => {
  it.each(['Never:', 'Do not', "Don'ts", 'Forbidden', 'What you must never do', '\u274c Bad', 'Avoid'])(
    '%s',
    (line) => {
      expect(said('Tabs in titles', 'Tabs', ['Titles', line])).toBe('must-not');
      expect(said('Use tabs', 'tabs', [line])).toBe('must-not');
      expect(said('You should always use tabs', 'tabs', [line])).toBe('must');
    },
  );

  it.each(["Do's and don'ts", 'Never without asking', 'Titles'])('not under %s', (line) => {
    expect(said('Tabs in titles', 'Tabs', [line])).toBe('must');
  });
});

function read(page: string): PageClause[] {
  return readPage(page, rules).flatMap(({ clauses }) => [...clauses]);
}

/** A clause in one line: rule, severity, options, subjects. */
function short({ rule, severity, options, subjects }: PageClause): string {
  const set = Object.keys(options).length > 0 ? ` ${JSON.stringify(options)}` : '';
  return `${rule} ${severity}${set} [${subjects}]`;
}

describe('what rules read', () => {
  it.each([
    // Negations, and nouns alone.
    ['Never add Co-Authored-By lines to commits', 'no-coauthor error [commit]'],
    ['**No AI attribution** in commits or PRs', 'no-ai-attribution error [commit,pr]'],
    ['Do not mention Claude in commit messages', 'no-mention error {"names":["Claude"]} [commit]'],
    [
      'Switching branches \u2192 ask first',
      'require-approval error {"match":["git switch","git checkout -b|-B"]} [command]',
    ],
    [
      'Branch changes need my approval',
      'require-approval error {"match":["git switch","git checkout -b|-B"]} [command]',
    ],
    ['Never reference Copilot in commits', 'no-mention error {"names":["Copilot"]} [commit]'],
    ['No trailing period in commit titles', 'no-title-period error [commit]'],
    ['Skip preambles in replies', 'no-filler warn [reply]'],
    ['Avoid flattery in your answers', 'no-flattery warn [reply]'],
    ['Replies: no hedging ("perhaps", "sort of")', 'no-hedging warn {"words":["perhaps","sort of"]} [reply]'],
    ['Never say "quick win" in PRs', 'no-words error {"words":["quick win"]} [pr]'],
    ['No em dashes in commit messages', 'no-words error {"words":["\u2014"]} [commit]'],
    ['PR descriptions: no test plan section', 'no-section error {"sections":["Test plan"]} [pr]'],
    ['Do not narrate in chat', 'no-narration warn [reply]'],
    ['End replies without a recap', 'no-repetition warn [reply]'],
    // Wishes.
    ['Write commit titles in the imperative mood', 'prefer-imperative warn [commit]'],
    ['Commits must follow Conventional Commits', 'require-title-format error [commit]'],
    [
      'Sign off all commits with `git commit -s`',
      'require-trailer error {"trailers":[{"key":"Signed-off-by"}]} [commit]',
    ],
    ['Leave a blank line between commit title and body', 'require-blank-line error [commit]'],
    ['Commit bodies should explain why', 'require-body warn [commit]'],
    ['Link the ticket in each PR', 'require-ticket warn [pr]'],
    ['Open PRs as drafts', 'require-draft error {"lines":0,"files":0} [pr]'],
    ['Draft PRs first for large changes', 'require-draft error [pr]'],
    ['Keep replies short', 'max-words warn [reply]'],
    ['Replies: bullet points over paragraphs', 'prefer-bullets warn [reply]'],
    ['When referencing code, give `file:line`', 'require-line-reference warn [reply]'],
    ['In PRs, show numbers for every gain', 'require-numbers warn [pr]'],
    ['If a reply hangs on it, ask rather than guess', 'no-assumption warn [reply]'],
    [
      'Back every speed-up in PRs by numbers, never make performance claims without',
      'require-numbers warn [pr]',
    ],
    ['Explain the flow with a diagram in replies', 'require-diagram warn [reply]'],
    ['Never make up file paths in replies', 'no-dead-reference warn [reply]'],
    // Changes.
    ['No emojis in commits, code or replies', 'no-emoji error [commit,diff,reply]'],
    ['Do not use zero-width characters in code', 'no-invisible-characters error [diff]'],
    [
      'Never use `util.format()` in code, use `render`',
      'no-pattern error {"patterns":[{"pattern":"\\\\butil\\\\.format\\\\(","message":"use `render`"}]} [diff]',
    ],
    [
      'No TODO in code without an issue',
      'no-pattern error {"patterns":[{"pattern":"\\\\b(?:TODO|FIXME)\\\\b","in":"comments","allow":"[A-Z][A-Z0-9]+-[0-9]+|#[0-9]+|https?://"}]} [diff]',
    ],
    [
      'Never write `as any` in code',
      'no-pattern error {"patterns":[{"pattern":"\\\\bas\\\\s+any\\\\b","paths":["*.ts","*.tsx","*.mts","*.cts","*.vue","*.svelte"],"in":"code"}]} [diff]',
    ],
    ['Do not add `# noqa` to code', 'no-pattern error {"patterns":[{"pattern":"\\\\bnoqa\\\\b"}]} [diff]'],
    ['Never edit `vendor/lib`', 'no-path error {"paths":["vendor/lib/"]} [diff]'],
    ['Do not edit `api.pb.go` by hand', 'no-path warn {"paths":["api.pb.go"]} [diff]'],
    ['PRs change at most 300 lines', 'max-change error {"lines":300,"files":1000000} [pr]'],
    ['Do not mix formatting with fixes in a commit', 'no-mixed-change warn [diff]'],
    ['Only comment what is not obvious from the code', 'no-obvious-comment warn [diff]'],
    ['Delete code, never leave commented-out code', 'no-commented-code warn [diff]'],
    ['Never delete tests to get a green run', 'no-weakened-test warn [diff]'],
    ['No premature abstractions', 'no-new-abstraction warn [diff]'],
    [
      'Every PR must update the changelog',
      'require-path warn {"pairs":[{"when":["**","!*.md","!**/test*/**","!.github/**"],"require":["CHANGELOG*","**/changelog/**"]}]} [diff]',
    ],
    // Limits and templates.
    ['Commit titles of at most 60 characters', 'max-title-length error {"length":60} [commit]'],
    ['Commits: keep all other lines below 74 characters', 'max-line-length warn {"length":74} [commit]'],
    ['Wrap commit bodies at 80 columns', 'max-line-length warn {"length":80} [commit]'],
    ['Replies under 150 words', 'max-words warn {"words":150} [reply]'],
    ['Answers: at most 20 words per sentence', 'max-sentence-words warn {"words":20} [reply]'],
    ['Name branches `<user>/<topic>`', 'require-branch-name error {"template":"{user}/{topic}"} [branch]'],
    [
      'Branch names begin with `feat/` or `fix/`',
      'require-branch-name error {"template":"","patterns":["feat/.+","fix/.+"]} [branch]',
    ],
    [
      'Commit types: `feat`, `fix`, `docs`',
      'require-title-format error {"types":["feat","fix","docs"]} [commit]',
    ],
    // Forms of titles, and what a ticket stands under.
    [
      'Commit titles use the form `area: summary`',
      'require-title-format error {"pattern":"^[^\\\\s:][^:]{0,60}: \\\\S"} [commit]',
    ],
    [
      'PR titles begin with a capital letter',
      'require-title-format error {"pattern":"^(?:[^\\\\s:]+: *)?[^a-z]"} [pr]',
    ],
    ['Commit titles: lowercase after the colon', 'require-title-format error {"case":"lower"} [commit]'],
    ['Link issues if there are any, in PRs', 'require-ticket warn {"when":"branch"} [pr]'],
    ['Every PR links its issue', 'require-ticket warn [pr]'],
    ['Use short commit titles', 'max-title-length warn [commit]'],
    // Whole texts.
    ['Answer in one or two sentences', 'max-words warn {"sentences":2} [reply]'],
    ['Single-line commit messages', 'max-words warn {"lines":1} [commit]'],
    // Code and files.
    [
      'No `print` statements in code',
      'no-pattern error {"patterns":[{"pattern":"(?:^|[^\\\\w.])print\\\\(","paths":["*.py","*.pyi"],"in":"code"}]} [diff]',
    ],
    [
      'Never import `Any` from `typing`',
      'no-pattern error {"patterns":[{"pattern":"\\\\bfrom\\\\s+typing\\\\s+import\\\\b.*\\\\b(?:Any)\\\\b|\\\\bimport\\\\b.*\\\\b(?:Any)\\\\b.*[\'\\"]typing[\'\\"]"}]} [diff]',
    ],
    [
      'Name it `userName`, not `user_name`',
      'no-pattern error {"patterns":[{"pattern":"\\\\buser_name\\\\b","message":"use `userName`"}]} [diff]',
    ],
    ['`src/api.ts` is generated. Do not edit it', 'no-path error {"paths":["src/api.ts"]} [diff]'],
    [
      'Never edit applied migrations',
      'no-path warn {"paths":["**/migrations/**","**/migrate/**"],"allow":["added"]} [diff]',
    ],
    [
      'Do not create `yarn.lock`',
      'no-path error {"paths":["yarn.lock"],"allow":["modified","deleted","renamed"]} [diff]',
    ],
    [
      'Do not create README files unless asked',
      'no-path warn {"paths":["*.md","*.mdx"],"allow":["modified","deleted","renamed"]} [diff]',
    ],
    [
      'Keep `docs/a.md` in sync with `src/a.ts`',
      'require-path warn {"pairs":[{"when":["src/a.ts"],"require":["docs/a.md"]}]} [diff]',
    ],
    // Exceptions make it mild.
    ['No AI attribution in commits unless I ask', 'no-ai-attribution warn [commit]'],
    // The opposite wish.
    ['Always credit Claude with a trailer in commits', 'no-ai-attribution off [commit]'],
    ['Use emoji in replies', 'no-emoji off [reply]'],
    ['Do not use conventional commits', 'require-title-format off [commit]'],
    ['Write commit titles in the past tense, not the imperative', 'prefer-imperative off [commit]'],
  ])('%s', (sentence, clause) => {
    expect(read(`- ${sentence}\n`).map(short)).toEqual([clause]);
  });

  it.each([
    // What somebody tells.
    'The linter flags hedging in commit messages that were squashed',
    'Commits are signed off by a bot',
    'The changelog tool reads Conventional Commits and uses them for PR titles',
    'Short replies are kept in memory for an hour',
    // Other things than bylaw sees.
    'Keep functions short',
    'Write concise error messages',
    'Keep memory entries brief',
    'Log messages of at most 80 characters',
    'Never say "invalid" in the UI',
    // Wishes that need no check, or one that nobody can make.
    'Emoji in replies are fine',
    'Do not assume the server is up',
    'Use `feat`, `fix` and the like, e.g. in branch names of your own',
    'Do not "improve" what others wrote',
    'Avoid `setTimeout` for retries in code',
    'Never run `npm.cmd` in scripts',
    'Never push to `feature/x` branches',
    'Choose the emoji that fits',
    'Never write "Fixes #X" in PRs',
    'No changes in commits until you hear a word such as "ship"',
    'Keep functions under 40 lines',
    'No relative imports between packages',
    'The only exception: imports inside functions in tests',
    'Never change the API version of a client',
    'Summaries of each section: two sentences',
  ])('nothing from: %s', (sentence) => {
    expect(read(`- ${sentence}\n`).map(short)).toEqual([]);
  });

  it('takes from the lines below what they lead in', () => {
    const page =
      '## Commits\n\nAllowed types:\n\n- `feat`: new\n- `fix`: mended\n- `ops`: the rest\n- `docs`: words\n';
    expect(read(page).map(short)).toEqual([
      'require-title-format error {"types":["feat","fix","ops","docs"]} [commit]',
    ]);
  });

  it('takes from the fence below what it shows', () => {
    const page = '## Commits\n\nFormat:\n\n```\n<type>(<scope>): <summary>\n```\n';
    expect(read(page).map(short)).toEqual(['require-title-format error [commit]']);
    const sections = 'PR descriptions follow this structure:\n\n```md\n## Why\n\n## How\n```\n';
    expect(read(sections).map(short)).toEqual(['require-section error {"sections":["Why","How"]} [pr]']);
  });

  it('takes the scope from the nearest line above that names one', () => {
    const page = (line: string) => `# Rules\n\n## ${line}\n\n- No hedging\n`;
    expect(read(page('Replies')).map(short)).toEqual(['no-hedging warn [reply]']);
    expect(read(page('Git')).map(short)).toEqual(['no-hedging warn [commit,pr]']);
    expect(read(page('Style')).map(short)).toEqual(['no-hedging warn [commit,pr,reply]']);
    expect(read(page('Memory')).map(short)).toEqual([]);
  });

  it('takes the modality of a table from its head', () => {
    const page = '## Replies\n\n| Never | Always |\n| - | - |\n| hedging | numbers |\n';
    expect(read(page).map(short)).toEqual(['no-hedging warn [reply]']);
  });

  it('reads several wishes in one sentence', () => {
    expect(read('- Commit title: imperative, no full stop, under 60 characters\n').map(short).sort()).toEqual(
      [
        'max-title-length error {"length":60} [commit]',
        'no-title-period error [commit]',
        'prefer-imperative warn [commit]',
      ],
    );
  });
});
