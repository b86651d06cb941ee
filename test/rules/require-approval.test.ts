import { describe, expect, it } from 'vitest';
import { createLinter } from '../../src/linter.ts';
import { parseSession } from '../../src/parse/session/notation.ts';

/** What is flagged in a command that needs the word of the person, after what was said before. */
function judge(text: string, session: string | null, match: string[], words: string[] = []): string[] {
  const linter = createLinter({ config: { rules: { 'require-approval': ['error', { match, words }] } } });
  const context = session === null ? {} : { events: () => parseSession(session).events };
  return linter.lint({ kind: 'command', text }, context).map(({ quote }) => quote);
}

const COMMANDS = {
  commit: 'git commit -m x',
  push: 'git push',
  'force-push': 'git push --force',
  amend: 'git commit --amend',
  merge: 'gh pr merge 7',
  pr: 'gh pr create --fill',
  comment: 'gh pr comment 7 --body x',
  release: 'npm publish',
  add: 'npm install zod',
} as const;
const MATCH: Partial<Record<keyof typeof COMMANDS, string>> = {
  commit: 'git commit',
  push: 'git push',
  'force-push': 'git push --force|-f',
  amend: 'git commit --amend',
  merge: 'gh pr merge',
  add: 'npm install *',
};

function isAllowed(deed: keyof typeof COMMANDS, prompt: string): boolean {
  const text = COMMANDS[deed];
  return (
    judge(text, `prompt: ${prompt.replaceAll('\n', '\n  ')}`, [MATCH[deed] ?? text.split(' ', 3).join(' ')])
      .length === 0
  );
}

describe('a prompt that asks', () => {
  it.each([
    ['push', 'push it'],
    ['push', 'Commit and push'],
    ['push', 'Mend the login, then commit, push and open a PR'],
    ['push', 'Can you push this please?'],
    ['push', 'run `git push`'],
    ['push', '/commit-push'],
    ['push', "Don't forget to push"],
    ['push', 'Why not push it?'],
    ['push', 'When the tests pass, push'],
    ['push', 'Wait for CI, then push'],
    ['push', 'Push notifications are broken; also push your fix'],
    ['push', 'ship it'],
    ['push', 'Check it in to the repository on GitHub'],
    ['commit', 'checkin to gitlab, this is the first time'],
    ['commit', 'push it'],
    ['commit', 'First commit, then run the tests'],
    ['commit', "Commit the changes, but don't push"],
    ['commit', 'Make small commits as you go'],
    ['merge', 'Looks good, merge it'],
    ['merge', 'squash-merge it'],
    ['pr', 'Create a pull request against develop'],
    ['comment', 'Reply to the review on the PR'],
    ['release', 'Publish to npm'],
    ['amend', 'Amend the last commit'],
    ['force-push', 'Rebase on main and force push'],
    ['add', 'Validate it with zod'],
  ] as const)('lets %s pass: %s', (deed, prompt) => {
    expect(isAllowed(deed, prompt)).toBe(true);
  });
});

describe('a prompt that does not ask', () => {
  it.each([
    ['push', ''],
    ['push', 'Mend the login'],
    ['push', "Don't push yet"],
    ['push', 'Commit it without pushing'],
    ['push', 'Hold off on pushing'],
    ['push', "Don't commit, push or merge anything"],
    ['merge', "Don't commit, push or merge anything"],
    ['push', 'Should we push this?'],
    ['push', 'Did you push?'],
    ['push', 'Bring my branch up to date with origin'],
    ['push', 'Upload the pictures to remote storage'],
    ['push', 'How do I push to a fork?'],
    ['push', 'The last push failed, look why'],
    ['push', 'Push notifications do not arrive, mend that'],
    ['push', 'The ticket says "push it now", why?'],
    ['push', '> push it\nWhat does that mean'],
    ['push', '```\ngit push\n```\nWhat does this print'],
    ['push', 'Before you push, run the tests'],
    ['push', 'The queue needs to push its items in order'],
    ['push', "I'll push it myself"],
    ['commit', 'Write a commit message'],
    ['commit', 'The last commit broke the build'],
    ['merge', 'Resolve the merge conflicts'],
    ['pr', 'The PR is failing, mend it'],
    ['pr', 'Update the PR description'],
    ['release', 'Write the release notes'],
    ['force-push', 'push it'],
    ['add', 'Do not add dependencies'],
  ] as const)('stops %s: %s', (deed, prompt) => {
    expect(isAllowed(deed, prompt)).toBe(false);
  });
});

describe('the word of the person', () => {
  const push = (session: string | null) => judge('git push', session, ['git push']).length === 0;

  it('holds until it is taken back', () => {
    expect(push('prompt: push it\nreply: Done.\nprompt: now the logout')).toBe(true);
    expect(push("prompt: push it\nreply: Done.\nprompt: now the logout, but don't push")).toBe(false);
    expect(push("prompt: don't push\nprompt: ok, push it now")).toBe(true);
  });

  it('is a yes to what the agent offered', () => {
    expect(push('prompt: mend it\nreply: Done. Shall I push?\nprompt: yes')).toBe(true);
    expect(push('prompt: mend it\nreply: Done. Want me to open a PR?\nprompt: go ahead')).toBe(true);
    expect(push('prompt: mend it\nreply: Done. Shall I push?\nprompt: no')).toBe(false);
    expect(push('prompt: mend it\nreply: Done.\nprompt: yes')).toBe(false);
  });

  it('is not what the agent says itself', () => {
    expect(push('prompt: mend it\nreply: I will push it now.')).toBe(false);
  });

  it('is not asked for where nobody knows what was said', () => {
    expect(push(null)).toBe(true);
  });

  it('may be words of the configuration', () => {
    expect(judge('git push', 'prompt: make it so', ['git push'], ['make it so'])).toEqual([]);
    expect(judge('git push', 'prompt: do not make it so', ['git push'], ['make it so'])).toEqual([
      'git push',
    ]);
  });
});

it.each([
  ['npm run build', ['npm run build'], 'Run the build'],
  ['terraform apply -auto-approve', ['terraform apply'], 'apply it'],
  ['git town sync', ['git town sync'], 'do a town sync'],
])('knows the words of any command: %s', (text, match, prompt) => {
  expect(judge(text, `prompt: ${prompt}`, match)).toEqual([]);
  expect(judge(text, 'prompt: Mend the login', match)).toEqual([text]);
});

it('sees every command of a line', () => {
  const line = 'git add . && git commit -m x && git push origin main';
  expect(judge(line, 'prompt: commit it', ['git commit', 'git push'])).toEqual(['git push origin main']);
});

describe('a page', () => {
  const matchOf = (text: string) =>
    createLinter({ pages: [{ path: 'CLAUDE.md', text: `# Rules\n\n${text}\n` }] })
      .policy.clauses.filter(({ rule }) => rule === 'require-approval')
      .flatMap(({ options }) => options.match as string[]);

  it.each([
    ['- Never push unless asked.', 'git push'],
    ["- Don't push without my permission.", 'git push'],
    ['- Do not commit without explicit approval.', 'git commit'],
    ['- Only commit when I ask.', 'git commit'],
    ['- Commit only when explicitly requested.', 'git commit'],
    ['- Always ask before committing or pushing.', 'git push'],
    ['- Get my approval before merging PRs.', 'gh pr merge'],
    ['- Do not create PRs unless the user asks for one.', 'gh pr create'],
    ['- Never run `npm run deploy` without confirmation.', 'npm run deploy'],
    ['- NEVER push to any remote.', 'git push'],
    ['- Never comment on issues unless told to.', 'gh issue comment'],
    ['- New dependencies need approval.', 'pnpm add *'],
    ['- Ask before adding a new dependency.', 'cargo add *'],
    ['### Ask first\n\n- Installing packages', 'npm install *'],
  ])('wants to be asked: %s', (text, pattern) => {
    expect(matchOf(text)).toContain(pattern);
  });

  it.each([
    '- Never commit secrets.',
    '- Never push directly to main.',
    '- Do not push until the tests pass.',
    '- Before committing, ask yourself whether the change is minimal.',
    '- Before pushing, run the linter.',
    '- Always push after each commit.',
    '- When asked to commit, write a body.',
    '- Only commit files you changed.',
    "- Don't add comments unless asked.",
    '- Ask before making large changes.',
    '- Never force push without asking.',
    '- The push command needs a token.',
  ])('asks for something else: %s', (text) => {
    expect(matchOf(text)).toEqual([]);
  });

  it('says which words give it', () => {
    const [clause] = createLinter({
      pages: [
        { path: 'CLAUDE.md', text: '- Do not open a PR unless I ask for it (e.g., "send it", "go public").' },
      ],
    }).policy.clauses.filter(({ rule }) => rule === 'require-approval');
    expect(clause?.options.words).toEqual(['send it', 'go public']);
  });
});
