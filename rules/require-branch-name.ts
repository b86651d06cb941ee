import { shorten } from '../src/parse/width.ts';
import { pattern, userPattern } from '../src/policy/pattern.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'require-branch-name',
  summary: 'Name branches by your template',
  why: 'Boards, deployments and reviewers read ticket and purpose off the name of a branch.',
  subjects: ['branch'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      template: z
        .string()
        .refine((template) => !/[[\]|{}<>]/.test(template.split(PLACEHOLDER).filter(isLiteral).join('')), {
          message: 'Not a template: write placeholders as {name} or <name>, and other forms as patterns',
        })
        .default('{type}/{short-description}')
        .describe('A name with placeholders such as `{ticket-number}`; none where this is empty'),
      patterns: z
        .array(pattern(z))
        .default([])
        .describe('Names that are right, too, as patterns of the whole name'),
      allow: z
        .array(z.string())
        .default([
          'main',
          'master',
          'develop',
          'trunk',
          'gh-pages',
          'release/*',
          'dependabot/*',
          'renovate/*',
          'revert-*',
          'gh-readonly-queue/*',
        ])
        .describe('Names that nobody has to explain; a `*` at the end stands for anything'),
    }),
  reads: (directive) => {
    const { text } = directive;
    if (!directive.speaksOf(/\bbranch(?:es)?\b/i)) return null;
    if (!/\b(?:nam(?:e|es|ed|ing)|formats?|prefix(?:e[sd])?|patterns?|convention|branch)\b/i.test(text))
      return null;
    const names = directive.codes('must');
    const templates = names.filter((name) => TEMPLATE.test(name) && !/\s/.test(name.replace(SLOT, '')));
    const prefixes = names.filter((name) => /^[a-z][\w.-]*\/$/i.test(name));
    if (templates.length === 1) return { options: { template: templateOf(templates[0] ?? '') } };
    if (templates.length > 1) return { options: { template: '', patterns: templates.map(patternOf) } };
    if (prefixes.length > 0 && /\b(?:prefix\w*|start|begin|nam\w+)\b/i.test(text))
      return {
        options: { template: '', patterns: prefixes.map((prefix) => `${literal(prefix)}.+`) },
        isPart: true,
      };
    return null;
  },
  good: [
    'feature/retry-the-upload',
    'main',
    'HEAD',
    'release/1.2',
    {
      text: 'ada/dyn-123-retry-upload',
      options: { template: 'ada/dyn-{ticket-number}-{short-description}' },
    },
    { text: 'pr/ABC-123/retry-upload', options: { template: 'pr/<JIRA-TICKET>/<short-description>' } },
    { text: 'v1.2-rc', options: { patterns: ['v\\d+\\.\\d+(-rc)?'] } },
    { text: 'hotfix', options: { allow: ['hotfix'] } },
  ],
  bad: [
    { text: 'retry', flags: ['retry'] },
    { text: 'feature/Retry_the_upload', flags: ['feature/Retry_the_upload'] },
    {
      text: 'ada/retry-upload',
      options: { template: 'ada/dyn-{ticket-number}-{short-description}' },
      flags: ['ada/retry-upload'],
    },
    {
      text: 'ada/dyn-12b-retry',
      options: { template: 'ada/dyn-{ticket-number}-{short-description}' },
      flags: ['ada/dyn-12b-retry'],
    },
    { text: 'v1', options: { template: '', patterns: ['v\\d+\\.\\d+'] }, flags: ['v1'] },
    { text: 'main', options: { allow: [] }, flags: ['main'] },
  ],
  *check({ text }, { template, patterns, allow }) {
    // git says HEAD where no branch is checked out.
    if (text === '' || text === 'HEAD' || allow.some((name) => isLike(text, name))) return;
    const shapes = template === '' ? patterns : [shapeOf(template), ...patterns];
    if (shapes.length === 0 || shapes.some((shape) => userPattern(`^(?:${shape})$`).test(text))) return;
    const wish =
      template === ''
        ? `make it match \`${shorten(patterns[0] ?? '', 40)}\``
        : `name it like \`${shorten(exampleOf(template), 40)}\``;
    yield { at: { start: 0, end: text.length }, message: `Branch \`${shorten(text, 24)}\`, ${wish}` };
  },
});

function isLike(name: string, allowed: string): boolean {
  return allowed.endsWith('*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed;
}

/** People write placeholders with braces and with angle brackets. Split by it, every second part is a name. */
const PLACEHOLDER = /[{<]([^{}<>]+)[}>]/;

function isLiteral(_: string, index: number): boolean {
  return index % 2 === 0;
}

const TICKET = '(?:[A-Za-z][A-Za-z0-9]*-)?\\d+';
const WORDS = '[a-z0-9]+(?:[.-][a-z0-9]+)*';

/** What a placeholder stands for, told by the end of its name; words in kebab case where none fits. */
const MEANINGS: readonly { readonly name: RegExp; readonly shape: string; readonly example: string }[] = [
  { name: /(?:number|nr)$/i, shape: '\\d+', example: '123' },
  { name: /(?:ticket|jira|key)$/i, shape: TICKET, example: 'ABC-123' },
  { name: /(?:^|[-_ ])(?:id|ID)$|[a-z]I[dD]$|(?:[iI]ssue|ISSUE)$/, shape: TICKET, example: '123' },
  {
    name: /(?:user|username|author|owner|initials)$/i,
    shape: '[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*',
    example: 'ada',
  },
  { name: /type$/i, shape: WORDS, example: 'fix' },
];

function meaningOf(placeholder: string) {
  return MEANINGS.find(({ name }) => name.test(placeholder));
}

/** A pattern for all names that a template stands for. */
function shapeOf(template: string): string {
  const parts = template.split(PLACEHOLDER);
  return parts.map((part, index) => (index % 2 ? (meaningOf(part)?.shape ?? WORDS) : literal(part))).join('');
}

/** A name as the template wants it. */
function exampleOf(template: string): string {
  const parts = template.split(PLACEHOLDER);
  return parts.map((part, index) => (index % 2 ? (meaningOf(part)?.example ?? kebab(part)) : part)).join('');
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function kebab(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  return words.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'name';
}

/** A placeholder of a page: `<short-name>`, `{ticket}`. */
const SLOT = /[<{]([\w ./|-]+)[>}]/g;
const TEMPLATE = /^[\w./-]*[<{][\w ./|-]+[>}]/;

function templateOf(name: string): string {
  return name.replace(
    SLOT,
    (_, slot: string) =>
      `{${slot
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')}}`,
  );
}

function patternOf(name: string): string {
  return name
    .split(/[<{][\w ./|-]+[>}]/)
    .map(literal)
    .join('[^/]+');
}
