import { attributions, trailersOf } from '../src/attribution/attribution.ts';
import type { Document, Hit } from '../src/parse/document.ts';
import { spanAt } from '../src/parse/region.ts';
import { excerpt } from '../src/parse/sentence.ts';
import { pattern, userPattern } from '../src/policy/pattern.ts';
import { defineRule, type Span } from '../src/rule.ts';

/** Assistants, their products and their makers. */
const NAMES = [
  'Aider',
  'Amp',
  'ampcode',
  'Anthropic',
  'ChatGPT',
  'Claude',
  'Claude Code',
  'Clawd',
  'Cline',
  'CodeRabbit',
  'Codex',
  'Copilot',
  'Crush',
  'Cursor',
  'Devin',
  'Droid',
  'Firebender',
  'Gemini',
  'GPT',
  'Lovable',
  'OpenAI',
  'OpenClaw',
  'opencode',
  'OpenDevin',
  'OpenHands',
  'Windsurf',
];

export default defineRule({
  id: 'no-mention',
  summary: 'Leave out the names on your list',
  why: 'A history that names the tools of the day tells readers about the tools and not about the change.',
  subjects: ['commit', 'pr', 'branch'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      names: z
        .array(z.string().trim().min(1))
        .default(NAMES)
        .describe('Names to flag in prose, code, paths and links; by default assistants and their makers'),
      allow: z
        .array(pattern(z))
        .default([])
        .describe('Patterns of what may stand there all the same, such as `CLAUDE\\.md`'),
    }),
  reads: (directive) => {
    const wish = directive.wish(
      /\b(?:mention(?:ing|s)?|refer(?:ring|s)? to|referenc(?:es?|ing)(?: to)?|name|naming)\s+(?:of\s+|that\s+)?(?:an?\s+|any\s+|the\s+|you(?:['\u2019]re|\s+are)\s+)?(AI|LLMs?|Claude(?: Code)?|Anthropic|Copilot|Cursor|Codex|Gemini|ChatGPT|OpenAI|assistants?|agents?)\b/,
    );
    if (wish?.modality !== 'must-not') return null;
    const names =
      directive.text.match(/\b(?:Claude|Anthropic|Copilot|Cursor|Codex|Gemini|ChatGPT|OpenAI)\b/g) ?? [];
    const isGeneral = /\b(?:AI|LLMs?|assistants?|agents?)\b/i.test(directive.text);
    return names.length > 0 && !isGeneral ? { options: { names: [...new Set(names)] } } : {};
  },
  good: [
    'Retry the upload once',
    'Move the cursor to the end of the line',
    'Add a picture by Claude Monet',
    'Quote Jean-Claude on the first page',
    'Crush the images before the upload',
    'Thank @claude-dupont for the report',
    'Draw the zodiac sign Gemini and the codex of laws',
    { text: 'Read the rules from CLAUDE.md', options: { allow: ['CLAUDE\\.md'] } },
    {
      text: 'Retry the upload once\n\nCo-authored-by: Claude Dupont <claude@example.com>',
      as: ['commit', 'pr'],
    },
    { text: 'Retry the upload once', options: { names: ['Upload Corp'] } },
    { text: 'feature/move-the-cursor', as: ['branch'] },
  ],
  bad: [
    { text: 'Fix what Claude broke', flags: ['Claude'] },
    { text: 'Follow the review by Copilot and CodeRabbit', flags: ['Copilot', 'CodeRabbit'] },
    { text: 'claude/retry-upload', flags: ['claude'] },
    { text: 'Read the rules from `.cursor/rules` and CLAUDE.md', flags: ['cursor', 'CLAUDE'] },
    { text: 'Pass gpt-5.5 to the proxy', flags: ['gpt-5.5'] },
    { text: 'Ask Upload Corp first', options: { names: ['Upload Corp'] }, flags: ['Upload Corp'] },
  ],
  *check(document, { names, allow }) {
    let exempt: readonly (readonly Span[])[] | undefined;
    for (const hit of document.find(mentionsOf(names), { in: 'everywhere' })) {
      exempt ??= [
        ...credits(document),
        ...allow.map((source) => [...userPattern(source).matches(document.text)]),
      ];
      if (exempt.some((spans) => (spanAt(spans, hit.start)?.end ?? 0) >= hit.end)) continue;
      if (!isMeant(document, hit)) continue;
      yield { at: hit, message: `Unexpected \`${excerpt(hit.text)}\`, say it without the name` };
    }
  },
});

/** Lines that credit agents, and trailers that name people: other rules judge those. */
function credits(document: Document): Span[][] {
  if (document.kind === 'branch') return [];
  const people = [...trailersOf(document)].filter(
    ({ key, value }) =>
      /^(?:co-authored|signed-off)-by$/.test(key) || (/-by$|^cc$/.test(key) && value.includes('@')),
  );
  return [attributions(document), people.map(({ at }) => at)];
}

const compiled = new WeakMap<readonly string[], RegExp>();

/** Names in any case, also inside `claude-code` and `CLAUDE_DIR`, but not inside a longer word. */
function mentionsOf(names: readonly string[]): RegExp {
  let regex = compiled.get(names);
  if (!regex) {
    const longestFirst = [...names]
      .sort((a, b) => b.length - a.length)
      .map((name) => SPELLINGS[name.toLowerCase()] ?? spelling(name));
    const ascii = names.every((name) => /^[ -~]*$/.test(name));
    const [before, behind] = ascii ? ['[A-Za-z0-9]', '[A-Za-z]'] : ['[\\p{L}\\p{N}]', '\\p{L}'];
    regex = new RegExp(`(?<!${before})(?:${longestFirst.join('|')})(?!${behind})`, ascii ? 'gi' : 'giu');
    compiled.set(names, regex);
  }
  return regex;
}

function spelling(name: string): string {
  const words = name.split(/[\s-]+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return words.join('[\\s_-]+');
}

const SPELLINGS: Readonly<Record<string, string>> = {
  gpt: 'gpt[ -]?\\d[\\w.-]*',
  coderabbit: 'coderabbit(?:ai)?',
};

interface Reading {
  /** Without a match the word is a word, unless it stands in a list of agents. */
  readonly only?: RegExp;
  /** With a match it is somebody or something else. */
  readonly never?: RegExp;
}

/** How to read names that people bear or that are words. The text around is held against them, with the name in `<>`. */
const READINGS: Readonly<Record<string, Reading>> = {
  aider: {
    never:
      /(?:^|[\s'\u2019])(?:\u00e0|d|de|faire|l|m|nous|peut|pour|s|va|vous)['\u2019 ]<aider>|<aider> (?:\u00e0|l['\u2019]|la|les?|nous|une?|votre|vous)(?![a-z])/i,
  },
  amp: { only: /Sourcegraph <|<Amp>(?: CLI| Code| threads?\b|[- ]Thread)/ },
  claude: {
    // A capital word behind it is a surname, but for products and what titles say of them.
    never:
      /@<claude>-(?!ai|bot|code|opus|sonnet|haiku)[a-z]|\b(?:Anne|Jean|Marie|Pierre|Saint|St\.?)[- ]<|<Claude>[- ](?!(?:Agents?|Artifacts?|Chat|Client|Code|Config|Desktop|Enterprise|Fable|Flow|Haiku|Hooks?|Instant|Integration|Max|Models?|Opus|Plugins?|Pro|Projects?|Prompts?|Provider|Review|Sessions?|Settings|Skills?|Sonnet|Support|Team|Tools?|Web)\b)[A-Z][a-z\u00df-\u00ff]+(?![\w-]| [A-Z])/,
  },
  codex: {
    never: /(?:WordPress|Wikimedia) <|<Codex> (?:Alimentarius|Leicester|Sinaiticus)|\b(?:a|the) <codex> of\b/,
  },
  copilot: { never: /(?<!github )<copilot> seats?\b/ },
  crush: {
    only: /charmbracelet\/<|\/<crush>(?![\w-])|\.<crush>|<[Cc]rush>(?:\.json|['\u2019]s\b)|\b(?:in|install|launch|run|running|start|using|via|with) <[Cc]rush>(?![\w-]| (?:a|images?|the)\b)|[a-z,] <Crush>|<Crush> (?:can|does|has|is|must|now|should|uses|will)\b/,
  },
  cursor: {
    only: /\.<cursor>\/|@<cursor>\/|<[Cc]ursor>(?:\[bot\]|\.(?:com|sh)\b|[- ](?:AI|ai|[Aa]gents?(?! pattern)|[Bb]ug[Bb]ot|CLI|cli|[Cc]omposer|IDE|ide)\b)|<Cursor> rules\b/,
  },
  devin: { only: /<[Dd]evin>(?:\.ai\b|[- ](?:AI|ai|API|bot|CLI|[Rr]eview|[Rr]un|[Ss]ession)\b)/ },
  droid: { only: /[Ff]actory[- ]<|[a-z,(] <Droid>(?! (?:Mono|Sans|Serif)\b)|<droid> exec\b/ },
  gemini: {
    never:
      /<gemini>:\/\/|\b(?:constellation|sign|star sign|zodiac) <Gemini>|<Gemini> (?:[Cc]apsule|[Ee]xchange|North|Observatory|[Pp]rotocol|South|[Tt]elescope)/,
  },
  lovable: { only: /[a-z,(/] ?<Lovable>|<[Ll]ovable>\.dev\b/ },
  windsurf: { only: /\.<windsurf>|<[Ww]indsurf>[- ](?:[Cc]ascade|IDE|rules)\b/ },
};

const LISTED =
  /\b(?:Claude(?: Code)?|Cline|Codex|Copilot|Cursor|OpenCode)(?:,|\/| and| or) ?(?:(?:and|or) )?<[A-Z]\w+>|<[A-Z]\w+>(?:,|\/| and| or) ?(?:(?:and|or) )?(?:Claude|Cline|Codex|Copilot|Cursor|OpenCode)\b/;

/** Branches that agents make for themselves begin with their names. */
const BRANCH = /(?:^|from [^\s/<]{1,38}\/|branch ')<(?:amp|crush|cursor|devin|droid)>\//;

function isMeant({ kind, text }: Document, { start, end, text: name }: Hit): boolean {
  const reading = READINGS[name.toLowerCase()];
  if (!reading) return true;
  const around = `${text.slice(Math.max(0, start - 40), start)}<${name}>${text.slice(end, end + 40)}`;
  if (reading.never?.test(around)) return false;
  if (!reading.only || reading.only.test(around) || LISTED.test(around)) return true;
  return BRANCH.test(around) && (kind === 'branch' || start > 0);
}
