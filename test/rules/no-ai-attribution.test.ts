import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { MARKS } from '../../src/attribution/marks.ts';
import { lint } from '../../src/lint.ts';
import { createLinter } from '../../src/linter.ts';
import type { Commit } from '../../src/subject.ts';

const linter = createLinter({ config: { rules: { 'no-ai-attribution': 'error' } } });

const commit = (message: string, more: Partial<Commit> = {}) =>
  ({ kind: 'commit', message, ...more }) as const;
const found = (message: string, more?: Partial<Commit>) =>
  linter.lint(commit(message, more)).map((finding) => finding.quote);
const fixed = (message: string) => linter.fix(commit(message));

const TITLE = 'Retry the upload\n\n';
const found1 = (line: string) => found(`${TITLE}${line}\n`);

const all = (key: 'addresses' | 'accounts' | 'trailers' | 'sessions') =>
  MARKS.flatMap((marks) => marks[key] ?? []);

describe('every mark of the list is found', () => {
  it.each(all('addresses'))('address %s', (address) => {
    const line = `Co-authored-by: Somebody <${address.replace('*', 'made-up')}>`;
    expect(found1(line)).toEqual([line]);
    expect(found1(line.toUpperCase())).toEqual([line.toUpperCase()]);
  });

  it.each(all('accounts'))('account %s', (account) => {
    for (const address of [`${account}@users.noreply.github.com`, `9+${account}@users.noreply.github.com`]) {
      expect(found1(`Co-authored-by: Somebody <${address}>`)).toHaveLength(1);
      expect(found('Retry', { author: { name: 'Somebody', email: address } })).toEqual(['Retry']);
    }
    const pr = { kind: 'pr', title: 'Retry', body: '', author: account } as const;
    expect(linter.lint(pr)).toHaveLength(1);
  });

  it.each(all('trailers'))('trailer %s', (trailer) => {
    expect(found1(trailer.includes(': ') ? trailer : `${trailer}: 0a1b2c`)).toHaveLength(1);
  });

  it.each(all('sessions'))('session %s', (session) => {
    const address = `https://${session}0a1b2c`;
    expect(found1(address)).toEqual([address]);
    expect(found1(`Session: ${address}`)).toHaveLength(1);
    expect(found1(`[View it](${address})`)).toHaveLength(1);
  });

  it.each(MARKS.flatMap((marks) => marks.names ?? []))('name %s', (name) => {
    expect(found1(`Assisted-by: ${name}`)).toHaveLength(1);
    expect(found1(`Generated with [${name}](https://example.com)`)).toHaveLength(1);
  });

  it.each(MARKS.flatMap((marks) => (marks.comments ?? []).map(([open]) => open)))('comment %s', (open) => {
    expect(found1(`<!-- ${open} -->`)).toHaveLength(1);
  });

  it('with a source for each', () => {
    expect(MARKS.filter(({ source }) => !/^https:\/\/|^seen in public history/.test(source))).toEqual([]);
  });
});

describe('what does not hide it', () => {
  it.each([
    ['folded', 'Co-authored-by: Claude\n <noreply@anthropic.com>'],
    ['folded behind the key', 'Co-authored-by:\n Claude <noreply@anthropic.com>'],
    [
      'wrapped without an indent',
      'Co-authored-by: factory-droid[bot]\n<138933559+factory-droid[bot]@users.noreply.github.com>',
    ],
    ['a link wrapped inside', 'Generated with [Claude\nCode](https://claude.com/claude-code)'],
    ['Cyrillic letters in the name', 'Co-authored-by: Cl\u0430ude'],
    ['Cyrillic letters in the key', '\u0421\u043e-\u0430uth\u043er\u0435d-by: Claude'],
    ['Greek letters', 'C\u03bf-\u03b1uth\u03bfred-by: Claude'],
    ['zero-width characters', 'Co-auth\u200bored-by: Cl\u2060aude'],
    ['a soft hyphen', 'Co-author\u00aded-by: Claude'],
    ['non-breaking hyphens', 'Co\u2011authored\u2011by: Claude <noreply@anthropic.com>'],
    ['full-width letters', '\uff23\uff4f-authored-by\uff1a Claude'],
    [
      'mathematical letters',
      'Co-authored-by: \ud835\udc02\ud835\udc25\ud835\udc1a\ud835\udc2e\ud835\udc1d\ud835\udc1e',
    ],
    ['no-break spaces', 'Co-authored-by:\u00a0Claude\u00a0Code'],
    ['a bullet', '- Co-authored-by: Codex <codex@openai.com>'],
    ['bold letters', '**Co-authored-by:** Codex <codex@openai.com>'],
    ['a number sign', '# Co-authored-by: Codex <codex@openai.com>'],
    ['an HTML comment', '<!-- Co-authored-by: Codex <codex@openai.com> -->'],
    ['no angle brackets', 'Co-authored-by: openhands openhands@all-hands.dev'],
    ['another name', 'Co-authored-by: mayor <noreply@anthropic.com>'],
    ['underscores in the key', 'Co_Authored_By: Claude <noreply@anthropic.com>'],
    ['a misspelled key', 'Assited-by: Claude Code'],
    ['no emoji in the footer', 'Generated with Claude Code'],
    ['any emoji in the footer', '\ud83d\udc19 generated with claude code'],
  ])('%s', (_, lines) => {
    expect(found(`${TITLE}${lines}\n`)).toEqual([lines]);
    expect(found(`${TITLE}${lines}\n\nText below it.\n`)).toEqual([lines]);
    expect(fixed(`${TITLE}${lines}\n\nText below it.\n`)).toBe(`${TITLE}Text below it.\n`);
  });

  it('a line break that was written as an escape', () => {
    const message = `${TITLE}It timed out.\\n\\nCo-authored-by: Codex <noreply@openai.com>\\nFixes #12\n`;
    expect(found(message)).toEqual(['\\n\\nCo-authored-by: Codex <noreply@openai.com>']);
    expect(fixed(message)).toBe(`${TITLE}It timed out.\\nFixes #12\n`);
  });

  it('a number sign, where git keeps such lines', () => {
    const message = `${TITLE}# Co-authored-by: Codex <codex@openai.com>\n`;
    expect(found(message, { cleanup: 'whitespace' })).toHaveLength(1);
    expect(found(message, { cleanup: 'strip' })).toEqual([]);
  });
});

describe('who is credited', () => {
  it.each([
    'Co-authored-by: Claude',
    'Co-authored-by: Claude Sonnet 4.5 (Anthropic)',
    'Co-authored-by: Claude Opus 4.6 (1M context) <ana@example.com>',
    'Co-authored-by: Copilot Autofix powered by AI <1+github-advanced-security[bot]@users.noreply.github.com>',
    'Co-authored-by: Devin AI <devin@example.com>',
    'Co-authored-by: Windsurf <noreply@example.com>',
    'Co-authored-by: triage-agent[bot] <1+triage-agent[bot]@users.noreply.github.com>',
    'Assisted-by: Crush:qwen3.7-max',
    'Assisted-by: GLM-5 via Crush',
    'Assisted-by: AI',
    'Made-with: Cursor',
    'Generated-by: GPT-5 Codex',
    'Signed-off-by: Codex',
    'AI-assisted: yes',
    'AI-Tools: GitLab Duo, opencode',
    'Codex-Thread-Id: 0a1b2c3d',
    'via [Happy](https://happy.engineering)',
    '_This PR was generated by Codex._',
    '*PR created automatically by Jules for task [12](https://jules.google.com/task/12) started by @ana*',
    '> <sup>Written by [Cursor Bugbot](https://cursor.com/bugbot) for commit 0a1b2c3.</sup>',
    'All the commits were generated by Claude, and tested by hand.',
    'The first draft was written by AI.',
    'I used Claude Code to find the cause.',
    '- [x] AI assistance was used for this contribution',
    'AI usage: drafted with Claude Code',
  ])('an agent: %s', (line) => {
    expect(found1(line)).toEqual([line]);
  });

  it.each([
    'Co-authored-by: Claude Dupont',
    'Co-authored-by: Claude <claude@example.fr>',
    'Co-authored-by: Claude <12+claude-dupont@users.noreply.github.com>',
    'Co-authored-by: Devin Gould <devin@example.com>',
    'Co-authored-by: Devin',
    'Co-authored-by: Jules <jules@example.com>',
    'Co-authored-by: Zed Shaw <zed@example.com>',
    'Co-authored-by: Ann Cline <ann@example.com>',
    'Co-authored-by: Ana Silva <ana@anthropic.com>',
    'Assisted-by: Jules Verne',
    'Assisted-by: Coccinelle',
    'Reviewed-by: Claude Bernard <cb@example.fr>',
    'Painted and signed by Claude Monet',
    'Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
    'Co-authored-by: renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>',
    'Co-authored-by: github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>',
    'Signed-off-by: semantic-release-bot <release@example.com>',
    'This PR was generated with [Release Please](https://github.com/googleapis/release-please).',
    'Generated by protoc',
    'Built with Zed',
    'Agent-version: 7.2',
  ])('nobody, or a person, or a machine: %s', (line) => {
    expect(found1(line)).toEqual([]);
  });
});

describe('what only talks of it', () => {
  it.each([
    'The hook takes\nCo-authored-by: Claude <noreply@anthropic.com> lines out of\nmessages.',
    '- `Co-authored-by: Claude <noreply@anthropic.com>` is taken out',
    '"Generated with Claude Code" was printed twice',
    '> Generated with [Claude Code](https://claude.com/claude-code)',
    '```\nGenerated with [Claude Code](https://claude.com/claude-code)\n```',
    'Options for the trailer and the\nGenerated with Crush line, with their defaults.',
    'Commits created by Copilot are left out.',
    'Parse code that was generated by Claude.',
    'The summary is generated by Claude on demand.',
    'The client was made with Claude in mind.',
    'Tested with Claude Desktop.',
    'Fails on https://claude.ai/share/0a1b2c and its like.',
    'A thread that shows it at work:\n\nhttps://ampcode.com/threads/T-0a1b2c',
    '<!-- If an AI tool wrote a part of this, say so here. -->',
    '<!--\nAI usage: say which tools you used\nAssisted-by: Claude Code\n-->',
    'If you wrote this with the help of ChatGPT, say so.',
    '- [ ] AI assistance was used for this contribution',
    '- [x] This contribution was NOT generated by AI',
    'AI disclosure: no AI was used',
    '### AI usage\n\nNone',
    '### AI usage\n\nThe panel shows the number of tokens.',
    'No AI was used to write this.',
    'AI tools: add a search tool',
  ])('%s', (lines) => {
    expect(found1(lines)).toEqual([]);
  });

  it.each([
    'aider: 0.8 -> 0.9',
    'claude-code: 2.0.1 -> 2.0.2',
    'cursor-session: rename the store',
    'Made with Cursor keys',
  ])('the title %s', (title) => {
    expect(found(`${title}\n`)).toEqual([]);
  });
});

describe('blocks', () => {
  const block = [
    '<!-- This is an auto-generated comment: release notes by coderabbit.ai',
    '-->',
    '## Summary by CodeRabbit',
    '',
    '* **Chores**',
    '  * Claude is named in here.',
    '<!-- end of auto-generated comment: release notes by coderabbit.ai -->',
  ].join('\n');

  it('go from one comment to the other, as one finding', () => {
    expect(found1(block)).toEqual([block]);
    expect(fixed(`${TITLE}Fixes #12\n\n${block}\n\nTested by hand.\n`)).toBe(
      `${TITLE}Fixes #12\n\nTested by hand.\n`,
    );
  });

  it('end before the text of a person', () => {
    const summary = '## Summary by Sourcery\n\nRetry it.\n\nBug Fixes:\n- Retry the upload\n';
    expect(fixed(`${TITLE}${summary}\nFixes #12\n`)).toBe(`${TITLE}Fixes #12\n`);
    expect(fixed(`${TITLE}${summary}\n## Tests\n\nNone.\n`)).toBe(`${TITLE}## Tests\n\nNone.\n`);
  });

  it('of Cursor are its summary, but not the text between the marks of its agent', () => {
    const body = '<!-- CURSOR_AGENT_PR_BODY_BEGIN -->\nFixes #12\n<!-- CURSOR_AGENT_PR_BODY_END -->\n';
    expect(fixed(`${TITLE}${body}`)).toBe(`${TITLE}Fixes #12\n`);
    const summary = '<!-- CURSOR_SUMMARY -->\n---\n\n> [!NOTE]\n> Low risk\n<!-- /CURSOR_SUMMARY -->\n';
    expect(fixed(`${TITLE}Fixes #12\n\n${summary}`)).toBe(`${TITLE}Fixes #12\n`);
  });

  it('of aider are the chat up to the trailers', () => {
    const message =
      'aider: Retry the upload\n\n# Aider chat conversation:\n\nUSER: retry it\n\nASSISTANT: Done.\n';
    expect(found(message)).toEqual([
      'aider: ',
      '# Aider chat conversation:\n\nUSER: retry it\n\nASSISTANT: Done.',
    ]);
    expect(fixed(message)).toBe('Retry the upload\n');
    expect(fixed(`${message}\nFixes: #12\n`)).toBe('Retry the upload\n\nFixes: #12\n');
  });

  it('of a person who discloses are the heading and the paragraph', () => {
    const note = '### AI Disclosure\n\nClaude wrote the tests, and I\nread them.';
    expect(found1(note)).toEqual([note]);
    expect(found(`${TITLE}${note}\n\n### Tests\n\nNone.\n`)).toEqual([note]);
  });
});

describe('what a fix would take along', () => {
  it.each([
    'AI disclosure: I used Claude for the tests.\nThe migration must run before the deploy.',
    'Co-authored-by: Ann Lee, Claude <noreply@anthropic.com>',
    'Co-authored-by: Claude <noreply@anthropic.com>, Ann Lee <ann@example.org>',
    '    Generated with Claude Code\n\nis what the tool appends.',
    '    Co-authored-by: Codex <codex@openai.com>',
  ])('stays: %s', (lines) => {
    expect(found1(lines)).toHaveLength(1);
    expect(fixed(`${TITLE}${lines}\n`)).toBe(`${TITLE}${lines}\n`);
  });
});

describe('what is no credit', () => {
  it.each([
    '## AI models\n\n- Claude Sonnet 4.5\n- GPT-5',
    'AI usage: charts per model, Claude and GPT, with a CSV export',
    'AI disclosure: banner now says who answers',
    'With help from Jules we found the leak.',
    'With help from Claude Bernard we found the leak.',
    'The patch was written by Devin Nunez in 2021.',
    'Tested-by: Gemini <gemini@lab.example>',
  ])('%s', (lines) => expect(found1(lines)).toEqual([]));
});

describe('a footer', () => {
  it.each([
    '<sub>Generated by Claude Code</sub>',
    'Generated with <a href="https://example.com">Claude Code</a>',
    '- Generated with Claude Code',
  ])('may be %s', (line) => expect(found1(line)).toEqual([line]));
});

describe('fixes', () => {
  it('leave a title and the sentences of people', () => {
    for (const message of [
      'Generated with [Claude Code](https://claude.com/claude-code)\n',
      'Apply suggestion from @coderabbitai[bot]\n',
      `${TITLE}The tests were written by Claude.\n`,
    ]) {
      expect(found(message)).toHaveLength(1);
      expect(fixed(message)).toBe(message);
    }
  });

  it('keep the trailers of people around those of agents', () => {
    const trailers = ['Refs: #12', 'Assisted-by: Claude Code', 'Signed-off-by: Ana Silva <ana@example.com>'];
    expect(fixed(`${TITLE}${trailers.join('\n')}\n`)).toBe(`${TITLE}${trailers[0]}\n${trailers[2]}\n`);
  });
});

describe('authors', () => {
  const ana = { name: 'Ana Silva', email: 'ana@example.com' };

  it.each([
    { name: 'Claude', email: 'noreply@anthropic.com' },
    { name: 'copilot-swe-agent[bot]', email: '198982749+Copilot@users.noreply.github.com' },
    { name: 'Ana Silva (aider)', email: 'ana@example.com' },
    { name: 'Claude Code', email: 'ana@example.com' },
  ])('$name $email', (person) => {
    expect(found('Retry', { author: person, committer: ana })).toEqual(['Retry']);
    expect(found('Retry', { author: ana, committer: person })).toEqual(['Retry']);
  });

  it.each([
    ana,
    { name: 'Claude', email: 'claude@example.fr' },
    { name: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' },
    { name: 'GitHub', email: 'noreply@github.com' },
    { name: '', email: '' },
  ])('not $name $email', (person) => {
    expect(found('Retry', { author: person, committer: person })).toEqual([]);
  });
});

describe('a hostile text is judged, however long', () => {
  it.each([
    'Co-authored-by: ',
    'Co-authored-by: Claude <claude@example.fr>\n',
    'Generated with [Claude\n',
    'this commit was ',
    '\n\nPrompt: a sentence that is long enough to be one of them.',
    '\\n',
    '<a>',
    '<!-- CURSOR_SUMMARY -->\n',
    '# Aider chat conversation:\n',
    'AI disclosure:\n\n',
    '\ud835',
    '\u0301\u0316',
    '\0',
  ])('%j', (piece) => {
    const message = `Retry\n\n${piece.repeat(200_000 / piece.length)}\n\nAssisted-by: Claude Code`;
    const all = lint(commit(message), linter.policy, { rules, most: Number.POSITIVE_INFINITY });
    expect(all.at(-1)?.quote).toContain('Assisted-by: Claude Code');
  });
});

it('says in which role an agent made a commit', () => {
  const [person, agent] = [
    { name: 'Ana Silva', email: 'ana@example.com' },
    { name: 'Claude', email: 'noreply@anthropic.com' },
  ];
  const messages = (more: Partial<Commit>) =>
    linter.lint(commit('Retry the upload', more)).map(({ message }) => message);
  expect(messages({ author: agent, committer: person })).toEqual([
    'Author is `Claude`, commit under a name of your own',
  ]);
  expect(messages({ author: person, committer: agent })).toEqual([
    'Committer is `Claude`, commit under a name of your own',
  ]);
});

it('takes a line with people in it out only when asked to', () => {
  const message =
    'Retry the upload\n\nCo-authored-by: Claude <noreply@anthropic.com>, Ana <ana@example.com>\n';
  expect(fixed(message)).toBe(message);
  expect(linter.fix(commit(message), { unsafe: true })).toBe('Retry the upload\n');
});
