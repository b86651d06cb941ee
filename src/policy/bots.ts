import type { Clause } from './policy.ts';

// Programs that open pull requests and write commits from a template that nobody at hand can mend. Coding
// agents are none of them. Names and addresses are those that each writes into commits and pull requests.

/** Apps of GitHub: in commits and in its REST interface `NAME[bot]`, for the command gh `app/NAME`. */
const APPS = [
  'allcontributors',
  'autofix-ci',
  'dependabot',
  'dependabot-preview',
  'depfu',
  'github-actions',
  'github-merge-queue',
  'greenkeeper',
  'imgbot',
  'mend-bolt-for-github',
  'mergify',
  'pre-commit-ci',
  'pre-commit-ci-lite',
  'pyup-bot',
  'release-please',
  'release-plz',
  'renovate',
  'renovate-bot',
  'scala-steward',
  'semantic-release-bot',
  'snyk',
  'snyk-bot',
  'snyk-io',
  'transifex-integration',
  'weblate',
];

/** Those with an account of their own, as users or on other hosts. */
const ACCOUNTS = [
  'action@github.com',
  'all-contributors',
  'bot@renovateapp.com',
  'crowdin-bot',
  'dependabot',
  'dependabot-bot',
  'depfu-bot',
  'github-actions',
  'github-actions@github.com',
  'github-bot@pyup.io',
  'greenkeeperio-bot',
  'hosted@weblate.org',
  'me@scala-steward.org',
  'mend renovate',
  'noreply@weblate.org',
  'pre-commit-ci',
  'pyup-bot',
  'release-please',
  'renovate',
  'renovate bot',
  'renovate-bot',
  'renovate@whitesourcesoftware.com',
  'renovatebot',
  'scala steward',
  'scala-steward',
  'semantic-release-bot',
  'semantic-release-bot@martynus.net',
  'snyk-bot',
  'snyk-bot@snyk.io',
  'support+bot@crowdin.com',
  'support@dependabot.com',
  'support@greenkeeper.io',
  'weblate',
];

/** Whatever somebody writes, these keep harm away. Rules on changes do as well, so diffs are not spared. */
const PROTECTIVE = ['no-invisible-characters'];

/** Stands for all of them in a list of authors. */
export const BOTS = 'bylaw:bots';

/** Whether a name, a login or an address, in lower case, is one of a release bot. */
export function isBot(written: string): boolean {
  const [, app] = /^(?:app\/)?(.+?)(?:\[bot\])?$/.exec(written) ?? [];
  return ACCOUNTS.includes(written) || (app !== undefined && app !== written && APPS.includes(app));
}

/** Spares release bots the rules about wording and form, but where a clause names authors itself. */
export function spareBots(clause: Clause): Clause {
  const { rule, when = [], unless = [] } = clause;
  if (PROTECTIVE.includes(rule) || when.some(({ authors }) => authors)) return clause;
  return { ...clause, unless: [...unless, { subjects: ['commit', 'pr'], authors: [BOTS] }] };
}
