import type { SessionEvent } from '../src/parse/session/event.ts';
import { parseSession } from '../src/parse/session/notation.ts';
import { deedsOf } from '../src/parse/shell/acts.ts';
import { isAsked, literal } from '../src/parse/shell/asked.ts';
import type { SimpleCommand } from '../src/parse/shell/command.ts';
import { matchesCommand } from '../src/parse/shell/pattern.ts';
import { approvalIn } from '../src/policy/page/approval.ts';
import { sparedIn } from '../src/policy/page/destructive.ts';
import { type Context, defineRule, type Span } from '../src/rule.ts';

export default defineRule({
  id: 'require-approval',
  summary: 'Let the person ask for what others will see',
  why: 'A push, a release or a comment cannot be taken back, and only the person knows whether it is time.',
  subjects: ['command'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      match: z
        .array(z.string().trim().min(1))
        .default([])
        .describe('Patterns of the commands that need the word of the person, such as `git push`'),
      words: z
        .array(z.string().trim().min(1))
        .default([])
        .describe('What gives it in a prompt, beside the words that bylaw knows for each command'),
    }),
  reads: (directive) => {
    const approval = approvalIn(directive);
    if (!approval) return null;
    const spared = sparedIn(directive);
    // What destroys anything at all is held by a rule of its own.
    if (spared && !spared.kinds) return null;
    const { match, words, isPartial } = approval;
    return {
      options: words.length > 0 ? { match, words } : { match },
      severity: isPartial ? 'warn' : 'error',
    };
  },
  good: [
    'git push',
    { text: 'git push', options: { match: ['git push'] } },
    {
      text: 'git push',
      options: { match: ['git push'] },
      context: said('prompt: Fix the login, then push it'),
    },
    { text: 'git push', options: { match: ['git push'] }, context: said('prompt: Open a PR for this') },
    {
      text: 'git commit -m "Retry the upload"',
      options: { match: ['git commit'] },
      context: said('prompt: Commit and push'),
    },
    {
      text: 'git push',
      options: { match: ['git push'] },
      context: said('prompt: Fix the login\nreply: Fixed. Shall I push?\nprompt: yes'),
    },
    {
      text: 'npm run build',
      options: { match: ['npm run build'] },
      context: said('prompt: Run the build again'),
    },
    {
      text: 'gh release create v2',
      options: { match: ['gh release create'], words: ['cut it'] },
      context: said('prompt: Looks fine to me, cut it'),
    },
    { text: 'git status', options: { match: ['git push'] }, context: said('prompt: Fix the login') },
  ],
  bad: [
    {
      text: 'git push',
      options: { match: ['git push'] },
      context: said('prompt: Fix the login'),
      flags: ['git push'],
    },
    {
      text: 'git add . && git commit -m "Retry the upload"',
      options: { match: ['git commit'] },
      context: said("prompt: Fix it, but don't commit yet"),
      flags: ['git commit -m "Retry the upload"'],
    },
    {
      text: 'git push origin main',
      options: { match: ['git push'] },
      context: said('prompt: Commit and push\nreply: Done.\nprompt: Now the logout. Do not push this time.'),
      flags: ['git push origin main'],
    },
    {
      text: 'gh pr create --fill',
      options: { match: ['gh pr create'] },
      context: said('prompt: Should we open a PR for this?'),
      flags: ['gh pr create --fill'],
    },
    {
      text: 'git push',
      options: { match: ['git push'] },
      context: said('prompt: Why did the last push fail?'),
      flags: ['git push'],
    },
  ],
  *check({ commands }, { match, words }, context) {
    const { events } = context;
    if (!events) return;
    for (const command of commands) {
      const pattern = match.find((each) => matchesCommand(each, command));
      if (pattern === undefined || isApproved(pattern, command, words, events())) continue;
      const at = spanOf(command);
      yield { at, message: 'Nobody asked for this, ask the person first' };
    }
  },
});

function isApproved(
  pattern: string,
  command: SimpleCommand,
  words: readonly string[],
  events: readonly SessionEvent[],
): boolean {
  const added = words.length > 0 ? [{ words: words.map(literal) }] : [];
  return [...deedsOf(pattern, command), ...added].some((deed) => isAsked(deed, events));
}

function spanOf({ words, start, end }: SimpleCommand): Span {
  return { start: words[0]?.start ?? start, end: words.at(-1)?.end ?? end };
}

/** What happened before, for the examples. */
function said(session: string): Context {
  return { events: () => parseSession(session).events };
}
