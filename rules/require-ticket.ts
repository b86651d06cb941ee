import type { Document, Hit } from '../src/parse/document.ts';
import { textAfter, textBefore } from '../src/parse/sentence.ts';
import { shorten } from '../src/parse/width.ts';
import { pattern, userPattern } from '../src/policy/pattern.ts';
import { type Context, defineRule } from '../src/rule.ts';

const PLACES = ['title', 'body', 'trailer'] as const;
type Place = (typeof PLACES)[number];

export default defineRule({
  id: 'require-ticket',
  summary: 'Name the ticket',
  why: 'The ticket holds what was asked for and who decided it; without its name nobody finds the way back.',
  subjects: ['commit', 'pr'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      patterns: z
        .array(pattern(z))
        .min(1)
        .default([
          '\\b[A-Z][A-Z0-9]+-[0-9]+\\b',
          '\\B#[0-9]+\\b',
          '\\b[\\w.-]+/[\\w.-]+#[0-9]+\\b',
          'https?://[^\\s)>]+/(?:browse|issues?|stories|tickets?|work_items)/[^\\s)>]+',
        ])
        .describe('What a ticket looks like: its id or a link to it'),
      places: z
        .array(z.enum(PLACES))
        .min(1)
        .default([...PLACES])
        .describe('Where it may stand'),
      when: z
        .enum(['always', 'branch'])
        .default('always')
        .describe('Whether there has to be one always, or only where the branch names one'),
      branch: z
        .boolean()
        .default(true)
        .describe('Whether it has to be the one that the branch names, where the branch names one'),
    }),
  reads: (directive) => {
    if (!directive.speaksOf(/\b(?:commits?|PRs?|pull[- ]requests?|description|git)\b/i)) return null;
    // With a condition most changes are free of it; a branch that names a ticket is under it.
    const isConditional =
      /\b(?:if|when(?:ever)?|unless|where|as applicable)\b/i.test(
        directive.text.replace(/\bwhen (?:committing|opening|creating|writing)\b/gi, ''),
      ) || /^\W*(?:when|if|where)\b/i.test(directive.above.at(-1) ?? '');
    const options = isConditional ? { when: 'branch' as const } : {};
    const part = isConditional ? { isPart: true as const } : {};
    const isInTitle = directive
      .codes('must')
      .some((code) => /^\[?[A-Z][A-Z0-9]+-(?:\d+|[XN]+)\b\]?[: ]/.test(code));
    if (isInTitle) return { severity: 'warn', options: { places: ['title' as const], ...options }, ...part };
    return directive.demands(
      /\b(?:link|reference|referencing|include|mention|cite)\w*\b[^.;(]{0,40}\b(?:tickets?|issues?(?!\/)|jira|linear)\b|\b(?:include|use|add|put|end)\w*\b[^.;(]{0,40}\b(?:clos|fix|resolv|ref)\w*:?\s+\[?#(?:N|X|<\w+>|\d+|\{\w+\})|\b(?:linked to|references?) an? (?:\w+ )?(?:issue|ticket)/,
    )
      ? { severity: 'warn', options, ...part }
      : null;
  },
  good: [
    'Retry the upload (UP-12)',
    'Retry the upload\n\nRefs: UP-12',
    'Retry the upload\n\nFixes #12',
    'Retry the upload\n\nFixes acme/upload#12',
    'Fix the border color (#333)',
    'Retry the upload\n\nSee https://tracker.example/acme/issue/UP-12/retry',
    { text: 'Retry the upload (UP-12)', context: { branch: 'ana/up-12-retry' } },
    { text: 'UP-12: retry', options: { places: ['title'] } },
    { text: 'Retry the upload', options: { when: 'branch' }, context: { branch: 'ana/retry' } },
    { text: 'fixup! Retry the upload', as: ['commit'] },
  ],
  bad: [
    { text: 'Retry the upload', flags: ['Retry the upload'] },
    { text: 'Read UTF-8 and check SHA-256', flags: ['Read UTF-8 and check SHA-256'] },
    { text: 'Retry the upload\n\nFixes #12', options: { places: ['title'] }, flags: ['Retry the upload'] },
    { text: 'Set the text color to #333', flags: ['Set the text color to #333'] },
    { text: 'Retry (UP-13)', context: { branch: 'ana/up-12-retry' }, flags: ['UP-13'] },
    {
      text: 'Retry the upload',
      options: { when: 'branch' },
      context: { branch: 'ana/up-12-retry' },
      flags: ['Retry the upload'],
    },
    { text: 'Retry (#12)', options: { patterns: ['UP-[0-9]+'] }, flags: ['Retry (#12)'] },
  ],
  *check(document, { patterns, places, branch, when }, context) {
    const { title, shape } = document;
    if (!title || shape) return;
    const found = [...ticketsOf(document, patterns, places)];
    const named = ticketOfBranch(branchOf(document, context), patterns);
    if (found.length === 0) {
      if (when === 'branch' && named === null) return;
      const where = places.length < PLACES.length ? ` in the ${places.join(' or ')}` : '';
      yield {
        at: { start: title.start, end: title.end },
        message: `Missing ticket, name or link it${where}`,
      };
      return;
    }
    const asked = branch ? named : null;
    // A name of another project may be a further ticket; one of the same project is the wrong one.
    const rivals = asked === null ? [] : found.filter(({ text }) => projectOf(text) === projectOf(asked));
    const [first] = rivals;
    if (first && !rivals.some(({ text }) => text.toUpperCase() === asked)) {
      yield {
        at: first,
        message: `Ticket \`${shorten(first.text, 26)}\` is not the branch's, name \`${shorten(asked ?? '', 26)}\``,
      };
    }
  },
});

/** Standards and the like that look like tickets. */
const NO_TICKET =
  /^(?:AES|ANSI|ASCII|COVID|CP|CVE|CWE|DO|EN|FIPS|GCM|GPT|HTTP|IEC|IEEE|IPV?|ISO|JIS|KOI|MD|MPL|MSC|NVD|OWASP|PEP|PKCS|RFC|RSA|SHA|SPDX|SSE|TLS|UCS|UTF|VT|WIN|X)-\d/i;

/** Software and stretches of work with a number, as branches name them in small letters: `node-20-upgrade`. */
const NO_PROJECT =
  /^(?:android|angular|bun|chrome|clang|debian|deno|django|docker|dotnet|electron|es|fedora|firefox|gcc|go|ios|java|jdk|jest|jre|jvm|k8s|kotlin|laravel|llvm|macos|next|node|nodejs|npm|nuxt|php|pnpm|postgres|py|python|q|rails|react|redis|ruby|rust|safari|spring|svelte|swift|typescript|ubuntu|vite|vue|webpack|windows|attempt|batch|beta|chapter|day|iteration|milestone|part|phase|rc|release|round|sprint|stage|step|v|version|wave|week|year)-\d/;

/** `1 of 3`: which one of some. */
const RANK = /^ ?(?:of|\/) ?\d/;

const COLOR_WORD =
  /\b(?:background|border|colou?r|fill|foreground|gr[ae]y|outline|palette|shade|stroke|tint)/i;
/** A property of a style, or what something was set to. */
const COLOR_BEFORE =
  /(?:\b(?:background|border|colou?r|fill|outline|shade|stroke|tint)[\w-]*[:=]|\buse[sd]?|\breplac\w*\b[^.,;:]{1,60}\bwith|\b(?:chang|darken|lighten|mak|set|switch|turn|updat)\w*\b[^.,;:]{1,60}\b(?:be|(?<!\b(?:according|back|connected|due|linked|relate[ds]|refers?|similar|thanks) )to)) ?["'`]?$/i;
const COLOR_BEHIND = /^["'`]? (?:to|with|instead of) ["'`]?#[\da-f]{3,8}\b/i;

/** `#333` where a line gives a color to something. */
function isColor({ text }: Document, { start, end, text: ticket }: Hit): boolean {
  if (!/^#(?:\d{3,4}|\d{6}|\d{8})$/.test(ticket)) return false;
  const before = /[^\n]*$/.exec(textBefore(text, start))?.[0] ?? '';
  const after = /^[^\n]*/.exec(textAfter(text, end))?.[0] ?? '';
  if (!COLOR_WORD.test(before) && !COLOR_WORD.test(after)) return false;
  return COLOR_BEFORE.test(before) || COLOR_BEHIND.test(after);
}

function* ticketsOf(document: Document, patterns: readonly string[], places: readonly Place[]) {
  for (const source of patterns) {
    for (const hit of document.find(userPattern(source), { in: 'everywhere' })) {
      if (NO_TICKET.test(hit.text) || document.regionAt(hit.start) === 'comment') continue;
      if (isColor(document, hit) || RANK.test(document.text.slice(hit.end, hit.end + 9))) continue;
      if (places.includes(placeOf(document, hit.start))) yield hit;
    }
  }
}

function placeOf(document: Document, offset: number): Place {
  if (offset < (document.title?.end ?? 0)) return 'title';
  return document.regionAt(offset) === 'trailer' ? 'trailer' : 'body';
}

function branchOf({ subject }: Document, { branch }: Context): string | undefined {
  return (subject.kind === 'pr' ? subject.branch : undefined) ?? branch;
}

/** Branches are often written in small letters: `ana/up-12-retry` is of UP-12. */
function ticketOfBranch(branch: string | undefined, patterns: readonly string[]): string | null {
  const name = branch?.toUpperCase() ?? '';
  for (const source of patterns) {
    for (const { start, end } of userPattern(source).matches(name)) {
      const ticket = name.slice(start, end);
      // Both have the same offsets but for letters such as sharp s, which no key of a project has.
      const isProject = !NO_PROJECT.test(branch?.slice(start, end) ?? '');
      if (isProject && !NO_TICKET.test(ticket)) return ticket;
    }
  }
  return null;
}

/** What stands before the number: `UP-` of `UP-12`. */
function projectOf(ticket: string): string {
  return ticket.toUpperCase().replace(/\d+$/, '');
}
