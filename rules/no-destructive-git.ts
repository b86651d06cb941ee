import { isAsked } from '../src/parse/shell/asked.ts';
import type { SimpleCommand } from '../src/parse/shell/command.ts';
import {
  DESTRUCTIVE_KINDS,
  type Destruction,
  type DestructiveKind,
  destructionOf,
} from '../src/parse/shell/destructive.ts';
import { Keeping } from '../src/parse/shell/preserved.ts';
import { globs } from '../src/policy/glob.ts';
import { sparedIn } from '../src/policy/page/destructive.ts';
import { type Context, defineRule, type Span } from '../src/rule.ts';

export default defineRule({
  id: 'no-destructive-git',
  summary: 'Keep git from destroying work that nobody saved',
  why: 'What was never committed is gone with a reset, and a forced push takes away what others have built on.',
  subjects: ['command'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      kinds: z
        .array(z.enum(DESTRUCTIVE_KINDS))
        .default(DESTRUCTIVE_KINDS.filter((kind) => kind !== 'force-with-lease'))
        .describe(
          'What may not be done, unless what it destroys was stashed, committed or copied before, or the person asked for it',
        ),
      branches: z
        .array(z.string().trim().min(1))
        .default([])
        .describe('Globs of the branches that pushes are judged for; all where there is none'),
    }),
  reads: (directive) => {
    const spared = sparedIn(directive);
    if (!spared) return null;
    const { isPartial, ...options } = spared;
    return { options, severity: isPartial ? 'warn' : 'error' };
  },
  good: [
    'git push --force-with-lease origin retry-upload',
    'git stash && git reset --hard origin/main',
    'git branch backup && git reset --hard HEAD~2',
    'git clean -n -d',
    'git restore --staged src/upload.ts',
    'git checkout -b retry-upload',
    'git branch -d retry-upload',
    'git rebase --abort',
    'git commit -m "Explain git reset --hard"',
    'git checkout --theirs package-lock.json',
    { text: 'git push --force origin retry-upload', options: { branches: ['main'] } },
    { text: 'git reset --hard', options: { kinds: ['force-push'] } },
  ],
  bad: [
    { text: 'git push --force origin main', flags: ['git push --force origin main'] },
    { text: 'git push origin +main', flags: ['git push origin +main'] },
    { text: 'git push origin --delete retry-upload', flags: ['git push origin --delete retry-upload'] },
    { text: 'cd web && git reset --hard HEAD~1', flags: ['git reset --hard HEAD~1'] },
    { text: 'git checkout -- .', flags: ['git checkout -- .'] },
    { text: 'git restore src/upload.ts', flags: ['git restore src/upload.ts'] },
    { text: 'git stash && git clean -fdx', flags: ['git clean -fdx'] },
    { text: 'git branch -D retry-upload', flags: ['git branch -D retry-upload'] },
    { text: 'git stash drop', flags: ['git stash drop'] },
    { text: 'git checkout --theirs . && git add .', flags: ['git checkout --theirs .'] },
    { text: 'git rebase -X ours main', flags: ['git rebase -X ours main'] },
    { text: 'rm -rf .git', flags: ['rm -rf .git'] },
    {
      text: 'git push --force-with-lease',
      options: { kinds: ['force-with-lease'] },
      flags: ['git push --force-with-lease'],
    },
    {
      text: 'git push -f origin HEAD:main',
      options: { branches: ['main', 'release/*'] },
      flags: ['git push -f origin HEAD:main'],
    },
  ],
  *check({ commands }, { kinds, branches }, context) {
    const found = commands.map((command) => destructionOf(command, context.files));
    if (found.every((each) => !each || !kinds.includes(each.kind))) return;
    const events = context.events?.() ?? [];
    const keeping = new Keeping(events);
    const asked = new Map<DestructiveKind, boolean>();
    for (const [index, command] of commands.entries()) {
      const destruction = found[index];
      if (destruction && kinds.includes(destruction.kind) && isOn(destruction, branches, context)) {
        const { kind } = destruction;
        const { lost, words } = KINDS[kind];
        const isWanted = asked.get(kind) ?? isAsked({ words }, events);
        asked.set(kind, isWanted);
        if (!isWanted && !keeping.keeps(kind)) yield { at: spanOf(command), message: lost };
      }
      keeping.add(command);
    }
  },
});

/** Whether a push goes to one of some branches; to which one, the command need not say. */
function isOn(
  { kind, branches: to }: Destruction,
  branches: readonly string[],
  { branch }: Context,
): boolean {
  if (branches.length === 0 || !/push|lease/.test(kind)) return true;
  const names = to?.length ? to : branch === undefined ? [] : [branch];
  return names.some((name) => globs(branches, name));
}

function spanOf({ words, start, end }: SimpleCommand): Span {
  return { start: words[0]?.start ?? start, end: words.at(-1)?.end ?? end };
}

interface KindWords {
  /** What would be lost, and what to do. */
  readonly lost: string;
  /** What a person says who wants it, as patterns. */
  readonly words: readonly string[];
}

const FEW = "(?:[\\w'\u2019./-]+ ){0,5}?";
const UNDO = [
  'reset',
  'discard',
  'undo',
  'revert',
  'restore',
  'roll ?back',
  'start (?:over|again|fresh)',
  'throw (?:\\w+ ){0,3}?away',
  `get rid of ${FEW}(?:changes|edits|work|them|it|that|this)`,
  `(?:drop|wipe|nuke|remove|delete|trash) ${FEW}(?:changes|edits|work)`,
  `go back to`,
];
const FORCE = [
  'force[- ]?push',
  `push ${FEW}(?:by |with )?(?:--)?force`,
  `overwrite ${FEW}(?:remote|branch|history)`,
];
const REMOVE = '(?:delete|remove|drop|clean(?: up)?|prune|kill|get rid of|tidy(?: up)?)';

const KINDS: Readonly<Record<DestructiveKind, KindWords>> = {
  'force-push': { lost: 'A forced push drops what others pushed, use --force-with-lease', words: FORCE },
  'force-with-lease': { lost: 'A forced push rewrites what others have, push new commits', words: FORCE },
  'push-delete': {
    lost: 'This deletes branches of the remote, ask first',
    words: [`${REMOVE} ${FEW}(?:branch(?:es)?|tags?)`],
  },
  'reset-hard': { lost: 'A hard reset drops uncommitted work, stash it or make a branch first', words: UNDO },
  checkout: { lost: 'This overwrites changes that are not committed, stash them first', words: UNDO },
  clean: {
    lost: 'This deletes files that git cannot bring back, list them with -n or stash with -u first',
    words: [...UNDO, 'clean', `${REMOVE} ${FEW}(?:untracked|files|artifacts|leftovers|junk)`],
  },
  rm: {
    lost: 'A forced removal drops changes too, commit or stash them first',
    words: ['delete', 'remove', 'rm', 'drop', 'get rid of'],
  },
  'branch-delete': {
    lost: 'This deletes a branch that may not be merged, use -d',
    words: [`${REMOVE} ${FEW}branch(?:es)?`],
  },
  'stash-drop': {
    lost: 'A dropped stash is gone, apply it first',
    words: [`(?:${REMOVE}|clear|discard) ${FEW}stash(?:es)?`],
  },
  'worktree-remove': {
    lost: 'This drops what is not committed in that worktree, remove it without force',
    words: [`${REMOVE} ${FEW}worktrees?`],
  },
  conflict: {
    lost: 'This drops one side of a conflict unseen, resolve it by hand',
    words: [
      `(?:use|take|keep|accept|prefer|choose|pick|go with) ${FEW}(?:ours?|theirs?|mine|yours|side|version|local|remote|upstream|incoming|changes)`,
      'skip',
      '--?(?:ours|theirs)',
    ],
  },
  rewrite: {
    lost: 'This rewrites the whole history, keep a copy and ask first',
    words: ['rewrite', `(?:remove|purge|scrub|delete|strip|erase) ${FEW}history`, 'filter-(?:repo|branch)'],
  },
  'ref-delete': {
    lost: 'This deletes a ref and leaves its commits to be pruned, make a branch first',
    words: [`${REMOVE} ${FEW}(?:refs?|branch(?:es)?|tags?)`],
  },
  reflog: {
    lost: 'This deletes the commits that a mistake is mended from, leave them to git gc',
    words: ['gc', 'garbage', 'prune', 'expire', 'shrink', 'compact'],
  },
  repository: {
    lost: 'This deletes the repository with all its history, ask first',
    words: [`${REMOVE} ${FEW}(?:\\.?git|repo(?:sitory)?|history)`, 're-?init\\w*', 'start (?:over|fresh)'],
  },
};
