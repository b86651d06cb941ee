import { type Deed, literal } from './asked.ts';
import type { SimpleCommand } from './command.ts';
import { parseShell } from './parse.ts';
import { matchesCommand } from './pattern.ts';

/** A kind of commands that people want to be asked about. */
interface Act extends Deed {
  readonly patterns: readonly string[];
  /** Acts that cannot be done without this one: who asks for them asks for it. */
  readonly partOf?: readonly ActName[];
  /** A wider act that this one is a case of. */
  readonly caseOf?: ActName;
}

export type ActName = keyof typeof ACTS;

/** What some words are said of, up to the end of a part of a sentence. */
const FEW = "(?:[\\w#'\u2019/-]+ ){0,5}?";
const PR = '(?:PRs?|MRs?|(?:pull|merge)[- ]requests?)';

const CHECK_IN =
  'check(?: (?:it|this|that|them|everything) in|[- ]?in(?= (?:to|into|the|this|these|all|my|our|it|them|everything)))';

const INSTALLS = [
  'install',
  'add',
  'use',
  'upgrade',
  'update',
  'switch to',
  'migrate to',
  'bring in',
  'pull in',
  'set up',
];

const ACTS = {
  commit: {
    patterns: ['git commit', 'jj commit'],
    words: ['commit', `(?:make|create|do|add) ${FEW}commits?`, CHECK_IN],
    named: 'committing|commits?',
    partOf: ['push', 'pr', 'release'],
  },
  amend: {
    patterns: ['git commit --amend'],
    words: ['amend', `fold ${FEW}into`, 'squash', 'reword', 'fix ?up'],
    named: 'amending',
    caseOf: 'commit',
  },
  push: {
    patterns: ['git push', 'jj git push'],
    words: [
      'push',
      `do ${FEW}push`,
      'git town sync',
      `(?:${CHECK_IN}|commit|upload|put) ${FEW}(?:to|into|on|onto) ${FEW}(?:git ?hub|git ?lab|bitbucket|origin|remote(?! [a-z]))`,
    ],
    named: 'pushing|push(?:es)?',
    partOf: ['pr', 'release', 'force-push'],
  },
  'force-push': {
    patterns: ['git push -f|--force|--force-with-lease'],
    words: ['force[- ]?push', `push ${FEW}(?:by |with )?(?:--)?force(?:-with-lease)?`],
    named: 'force[- ]?push(?:ing|es)?',
    caseOf: 'push',
  },
  merge: {
    patterns: ['git merge', 'gh pr merge', 'glab mr merge'],
    words: ['(?:squash(?:[- ]and[- ]|[- ])?)?merge', 'land'],
    named: 'merging|merges?',
  },
  'merge-pr': {
    patterns: ['gh pr merge', 'glab mr merge'],
    words: ['(?:squash(?:[- ]and[- ]|[- ])?)?merge', 'land'],
    named: 'merging|merges?',
    caseOf: 'merge',
  },
  pr: {
    patterns: ['gh pr create', 'glab mr create', 'hub pull-request', 'gh pr new', 'gt submit'],
    words: [
      `(?:open|create|make|raise|submit|file|send|put|prepare|draft|cut|start|publish|do|get|need|want) ${FEW}${PR}`,
      '(?:pr|pull request) (?:it|this|that)',
      'submit (?:it|this|that)',
    ],
    named: `${PR}|(?:opening|creating) ${FEW}${PR}`,
  },
  ready: {
    patterns: ['gh pr ready', 'glab mr update --ready'],
    words: [`(?:mark|make|set|flip|convert|turn) ${FEW}(?:ready|draft)`, 'undraft', 'ready for review'],
  },
  comment: {
    patterns: [
      'gh pr comment',
      'gh issue comment',
      'gh pr review',
      'glab mr note',
      'glab issue note',
      'gh api *comments* -f|-F|--field|--raw-field|--input',
      'gh api *replies* -f|-F|--field|--raw-field|--input',
    ],
    words: [
      `(?:post|leave|add|write|make|send|publish|submit) ${FEW}(?:comments?|repl(?:y|ies)|reviews?|notes?|responses?)`,
      `(?:comment|reply|respond|answer)(?: back)? (?:on|to|in|under|with|there)`,
      'comment',
      'reply',
      `approve ${FEW}${PR}`,
      `request changes`,
    ],
    named: 'commenting|comments?|repl(?:ying|ies)',
  },
  issue: {
    patterns: ['gh issue create', 'glab issue create', 'gh issue new'],
    words: [
      `(?:open|create|file|raise|make|report|add|submit|log|write) ${FEW}(?:issues?|tickets?|bug reports?)`,
    ],
    named: 'issues',
  },
  discussion: {
    patterns: ['gh api graphql *createDiscussion*', 'gh discussion create'],
    words: [`(?:open|create|start|post) ${FEW}discussions?`],
  },
  close: {
    patterns: ['gh pr close', 'gh issue close', 'glab mr close', 'glab issue close'],
    words: ['close'],
    named: 'closing',
  },
  label: {
    patterns: ['gh pr edit --add-label|--remove-label', 'gh issue edit --add-label|--remove-label'],
    words: ['label', `(?:add|apply|set|put|remove) ${FEW}labels?`, 'tag'],
    named: 'labels?|labelling|labeling',
  },
  repo: {
    patterns: ['gh repo create', 'glab repo create'],
    words: [
      `(?:create|make|open|start|set up|spin up|new|init\\w*) ${FEW}(?:repos?|repositor(?:y|ies)|projects?)`,
    ],
  },
  release: {
    patterns: [
      'gh release create',
      'glab release create',
      'npm publish',
      'pnpm publish',
      'yarn publish',
      'yarn npm publish',
      'bun publish',
      'cargo publish',
      'uv publish',
      'poetry publish',
      'twine upload',
      'gem push',
      'goreleaser release',
    ],
    words: [
      'release',
      'publish',
      `(?:make|create|cut|do|ship|draft|tag|start) ${FEW}(?:releases?|new version)`,
    ],
    named: 'releas(?:ing|es?)|publishing',
  },
  tag: {
    patterns: ['git tag *'],
    words: ['tag', `(?:create|add|make|push) ${FEW}tags?`],
    named: 'tagging|tags?',
    partOf: ['release'],
  },
  deploy: {
    patterns: [
      'vercel deploy',
      'vercel --prod',
      'netlify deploy',
      'fly deploy',
      'flyctl deploy',
      'firebase deploy',
      'wrangler deploy',
      'kubectl apply',
      'helm upgrade',
      'terraform apply',
      'npm run deploy',
      'pnpm deploy',
      'pnpm run deploy',
      'yarn deploy',
      'make deploy',
    ],
    words: ['deploy', 'roll (?:it )?out', 'apply', 'go live'],
    named: 'deploy(?:ing|s|ments?)',
  },
  rebase: {
    patterns: ['git rebase', 'git pull --rebase|-r'],
    words: ['rebase', 'squash', 'reorder'],
    named: 'rebas(?:ing|es?)',
  },
  switch: {
    // `git checkout` alone may be of files.
    patterns: ['git switch', 'git checkout -b|-B'],
    words: [
      'switch',
      'check ?out',
      `(?:create|make|use|start|work on) ${FEW}branch`,
      'branch off',
      'go (?:back )?to',
    ],
    named: 'switching|new branch(?:es)?',
  },
  branch: {
    patterns: ['git checkout -b|-B', 'git switch -c|-C|--create', 'git branch *'],
    words: [`(?:create|make|use|start|open|cut|new) ${FEW}branch`, 'branch (?:off|out)', 'branch'],
    named: 'branch(?:es|ing)?',
    caseOf: 'switch',
  },
  worktree: {
    patterns: ['git worktree add'],
    words: [`(?:create|make|use|add|set up|new) ${FEW}worktrees?`, 'worktree'],
  },
  stash: { patterns: ['git stash'], words: ['stash', 'shelve'], named: 'stashing' },
  dependency: {
    patterns: [
      'npm install *',
      'npm i *',
      'npm add *',
      'pnpm add *',
      'pnpm install *',
      'yarn add *',
      'bun add *',
      'bun install *',
      'deno add *',
      'pip install *',
      'pip3 install *',
      'uv add *',
      'uv pip install *',
      'poetry add *',
      'pdm add *',
      'pipenv install *',
      'conda install *',
      'cargo add *',
      'go get *',
      'bundle add *',
      'composer require *',
      'dotnet add package *',
    ],
    words: INSTALLS,
    named: `(?:adding|installing) ${FEW}(?:dependenc(?:y|ies)|packages?)|dependenc(?:y|ies)`,
  },
  install: {
    patterns: [
      'brew install',
      'apt install',
      'apt-get install',
      'dnf install',
      'gem install',
      'cargo install',
      'pipx install',
    ],
    words: INSTALLS,
    named: `installing`,
  },
  'repo-delete': {
    patterns: ['gh repo delete', 'gh repo archive'],
    words: [`(?:delete|remove|archive) ${FEW}(?:repo(?:sitory)?|it|this)`],
    named: 'deleting',
  },
  delete: {
    patterns: ['rm', 'git rm', 'rmdir', 'unlink', 'trash'],
    words: ['delete', 'remove', 'drop', 'rm', 'get rid of', 'clean(?: up)?', 'wipe', 'prune', 'purge'],
    named: 'delet(?:ing|ions?)|removing',
  },
} satisfies Record<string, UnnamedAct>;

type UnnamedAct = Deed & {
  readonly patterns: readonly string[];
  readonly partOf?: readonly string[];
  readonly caseOf?: string;
};

/** `ship it` asks for all that brings a change to others. */
const SHIP: ReadonlySet<string> = new Set([
  'commit',
  'push',
  'merge',
  'merge-pr',
  'pr',
  'release',
  'deploy',
  'tag',
]);
const SHIPS = ['ship (?:it|this|that|them)', 'ship'];

function act(name: ActName): Act {
  return ACTS[name] as Act;
}

/** The command patterns of some acts. */
export function patternsOf(names: readonly ActName[]): string[] {
  return names.flatMap((name) => act(name).patterns);
}

/** What a person has to ask for before a command runs that a pattern describes; one of them is enough. */
export function deedsOf(pattern: string, command: SimpleCommand): Deed[] {
  const [described] = parseShell(pattern.replace(/\|\S+/g, ''));
  const named = described ? actsOf(described) : [];
  const names = named.length > 0 ? named : actsOf(command);
  if (names.length === 0) return [wordsOf(pattern, command)];
  return names.map((name) =>
    name === 'dependency' || name === 'install' ? withNames(deedOf(name), command) : deedOf(name),
  );
}

/** Who speaks of a package by name knows that it comes in. */
function withNames({ words, ...deed }: Deed, command: SimpleCommand): Deed {
  const operands = command.words
    .slice(2)
    .flatMap(({ value }) => /^@?[\w./-]{3,}/.exec(value ?? '')?.[0] ?? []);
  return { ...deed, words: [...words, ...operands.filter((value) => !value.startsWith('-')).map(literal)] };
}

/** The acts that a command is, without those that others of them are cases of. */
function actsOf(command: SimpleCommand): ActName[] {
  const names = (Object.keys(ACTS) as ActName[]).filter((name) =>
    act(name).patterns.some((pattern) => matchesCommand(pattern, command)),
  );
  const wider = new Set(names.map((name) => act(name).caseOf));
  return names.filter((name) => !wider.has(name));
}

function deedOf(name: ActName): Deed {
  const { words, named, partOf = [] } = act(name);
  const wider = partOf.flatMap((each) => act(each).words);
  const also = [...wider, ...(SHIP.has(name) ? SHIPS : [])];
  return { words, also, ...(named === undefined ? {} : { named }) };
}

/** A command that bylaw knows no words for is asked for by its own: `run the build` for `npm run build`. */
function wordsOf(pattern: string, command: SimpleCommand): Deed {
  const values = command.words
    .flatMap(({ value }) => value ?? [])
    .filter((value) => /^[\w@./:-]{2,}$/.test(value));
  const plain = values.filter((value) => !value.startsWith('-'));
  const [, task = ''] = /^<(\w+)>/.exec(pattern) ?? [];
  const last =
    plain.length > 1 ? (plain[Math.min(plain.length - 1, pattern.split(' ').length - 1)] ?? '') : '';
  const said = [
    ...new Set([plain.slice(0, 3).join(' '), last, task, plain.length === 1 ? (plain[0] ?? '') : '']),
  ];
  const words = said.filter((word) => word !== '').map(literal);
  // Nobody can ask for what has no name.
  if (words.length === 0) return { words: ['(?!)'] };
  return {
    words: [...words, `(?:run|do|start|execute|try|use|launch|kick off|rerun) ${FEW}(?:${words.join('|')})`],
  };
}
