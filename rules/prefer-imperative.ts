import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'prefer-imperative',
  summary: 'Begin a title with a verb in the imperative',
  why: 'A title completes "this commit will ...", as those that git makes itself do: Merge, Revert.',
  subjects: ['commit', 'pr'],
  severity: 'warn',
  recommended: true,
  reads: (directive) => {
    if (!directive.speaksOf(/\b(?:commits?|titles?|subjects?|PRs?|pull[- ]requests?|git)\b/i)) return null;
    const wish = directive.wish(
      /\bimperative\b|\bpresent[- ]tense\b|\b(?:start|begin)(?:s|ning|ing)? with an? (?:\w+ )?verb\b/,
    );
    if (!wish) return null;
    return wish.modality === 'must' ? {} : { severity: 'off' };
  },
  good: [
    'Add a second attempt',
    'Bring back the string cache',
    'Tests for the parser',
    'Fixes #12',
    'Updates to the manual of the parser',
    'Cached answers expire after a day',
    'Adding a label fails without a network',
    'Process the queue in order',
    'fix(parser): unused imports',
    'Deleted rows stay visible',
    'Updates page',
    { text: 'fixup! Added a second attempt', as: ['commit'] },
  ],
  bad: [
    { text: 'Added a second attempt', flags: ['Added'], fixed: 'Add a second attempt' },
    { text: 'fix(upload): retries the request', flags: ['retries'], fixed: 'fix(upload): retry the request' },
    {
      text: 'parser: Dropped the second pass',
      flags: ['Dropped'],
      fixed: 'parser: Drop the second pass',
    },
    { text: 'Rewrote the parser', flags: ['Rewrote'], fixed: 'Rewrite the parser' },
    { text: 'Adding support for tabs', flags: ['Adding'] },
    { text: 'Fixed crash on startup', flags: ['Fixed'] },
    { text: '[web] Tests the parser', flags: ['Tests'], fixed: '[web] Test the parser' },
  ],
  *check({ title, shape }) {
    if (!title || shape) return;
    const lead = LEAD.exec(title.text.slice(0, SIGHT))?.[0] ?? '';
    const [, word = '', rest = ''] =
      /^([A-Za-z]+)[ \t]+(\S.*)/.exec(title.text.slice(lead.length, SIGHT)) ?? [];
    const found = read(word.toLowerCase(), rest.toLowerCase());
    if (!found) return;
    const start = title.start + lead.length;
    const verb = inCaseOf(word, found.verb);
    yield {
      at: { start, end: start + word.length },
      message: `Unexpected \`${word}\`, write \`${verb}\``,
      fix: verb,
      ...(found.form === 'ing' || !isObject(rest) ? { unsafe: true } : {}),
    };
  },
});

/** As much of a title as is looked at, in UTF-16 units. */
const SIGHT = 200;

/**
 * What may stand before the first word: signs, a ticket, `[tag]`, `:shortcode:`, `type(scope):` or `area:`.
 * The first part is all but letters, digits and quotes; `\p{L}` would take Node ten times as long to load.
 */
const LEAD =
  /^(?:[^A-Za-z\d\u00aa-\u1fff\u2c00-\ud7ff`"'\u2018\u201c[:#]+|\[[^\]]{1,60}\]\s*|#\d+:?\s+|:[\w+-]{1,40}:\s*|[A-Z][A-Z\d]*-\d+:?\s+|[\w./*,@+-]{1,40}(?:\([^)]{0,60}\))?!?:\s+){0,4}/;

type Form = 's' | 'ed' | 'ing';

/** The verb that the first word of a title is a form of, where it is surely no noun, adjective or subject. */
function read(word: string, rest: string): { verb: string; form: Form } | null {
  const irregular = IRREGULAR.get(word);
  const form = irregular ? 'ed' : (/(?:s|ed|ing)$/.exec(word)?.[0] as Form | undefined);
  if (!form || NO_OBJECT[form].test(rest)) return null;
  verbs ??= setsOf(VERBS);
  const { all } = verbs;
  const verb = irregular ?? basesOf(word, form).find((base) => all.has(base));
  if (!verb) return null;
  if (form !== 'ing' && DETERMINER.test(rest)) return { verb, form };
  if (!verbs[form].has(verb) || isSubject(rest)) return null;
  const isName = form === 's' ? PLURALS.has(word) && HEAD.test(rest) : form === 'ed' && DESCRIBED.test(rest);
  return isName ? null : { verb, form };
}

/** Whether the word cannot describe what follows it, as it may in `Renamed file icon`. */
function isObject(rest: string): boolean {
  return DETERMINER.test(rest.toLowerCase()) || NAMED.test(rest);
}

/** What the word can be a form of, by the rules of spelling. */
function basesOf(word: string, form: Form): string[] {
  const stem = word.slice(0, -form.length);
  const undoubled = /(.)\1$/.test(stem) ? [stem.slice(0, -1)] : [];
  switch (form) {
    case 's':
      return [stem, stem.replace(/e$/, ''), stem.replace(/ie$/, 'y')];
    case 'ed':
      return [stem, `${stem}e`, stem.replace(/i$/, 'y'), ...undoubled];
    case 'ing':
      return [stem, `${stem}e`, ...undoubled];
  }
}

function inCaseOf(word: string, verb: string): string {
  if (word === word.toUpperCase()) return verb.toUpperCase();
  return /^[A-Z]/.test(word) ? verb.charAt(0).toUpperCase() + verb.slice(1) : verb;
}

/** After these, the word takes no object: it is a noun, or says what happened to something. */
const NO_OBJECT: Readonly<Record<Form, RegExp>> = {
  s: /^(?:[^\w`"'[(@.]|\d|(?:and|or|for|to|from|of|in|into|on|at|by|with|within|without|regarding|via|vs|about|after|before|per|as|that|which|is|are|was|were|has|have|can|will|should|must)\b)/,
  ed: /^(?:[^\w`"'[(@.]|(?:by|in|at|via|per|since|during|size|width|height|length|point|position|header|footer|columns?|is|are|was|were|has|have|can|will|should|must)\b)/,
  ing: /^(?:[^\w`"'[(@.]|(?:and|or|of|for|from|by|in|is|are|was|were|has|have|can|will|should|must)\b)/,
};

/** Before these stands a verb. */
const DETERMINER = /^(?:the|an?|this|these|its|their|our|my|your|all|some|any|every|each|another|several)\b/;

/** A name, a number or something quoted: like a determiner it can only be the object of a verb. */
const NAMED = /^(?:["'`\d]|[A-Z][A-Z\d]+\b|[A-Za-z]*[a-z\d][A-Z_])/;

/** A noun in the plural, and behind it a verb or another noun: `Deleted rows stay`, `Changed files list`. */
const DESCRIBED =
  /^[a-z-]+[^\Wsui]s\s+(?!(?:about|across|after|again|an?|and|as|at|back|because|before|between|but|by|during|everywhere|for|from|if|in|inside|instead|into|it|its|not|of|off|on|only|onto|or|out|over|per|since|so|than|that|the|their|this|to|too|under|unless|until|up|via|when|where|which|while|who|with|within|without)\b|[a-z]+(?:ing|ed|ly)\b)[a-z]/;

/** Plural nouns that are spelt like a verb. */
const PLURALS = new Set(
  'bumps cleans downgrades drops extracts inlines moves overhauls reverts skips swaps switches trims tunes tweaks updates upgrades uses'.split(
    ' ',
  ),
);

/** What such a plural stands before in the name of a thing: `Updates page`. */
const HEAD =
  /^(?:badge|banner|button|channel|column|count|counter|dialog|feed|field|folder|history|icon|label|link|list|log|menu|modal|overview|page|panel|queue|report|screen|section|sidebar|tab|table|view|widget|window)\b/;

/** With a verb before any of these, the title is a sentence that the word is the subject of: "Adding a label fails". */
const CLAUSE =
  /\b(?:where|when|that|which|if|so|because|since|for|to|as|until|while|whose|how|why|what|who)\b/;
const FINITE =
  /\b(?:is|are|was|were|has|have|can|can't|cannot|could|will|won't|would|should|must|do|does|don't|doesn't|now)\b|\s(?:fails|crashes|breaks|throws|causes|works|shows|gets|needs|leads|results)\b|s\s+(?:appear|break|cause|come|crash|disappear|fail|get|go|keep|lead|lose|need|reappear|remain|result|show|stay|throw|vanish|work)\b/;

function isSubject(rest: string): boolean {
  return FINITE.test(rest.slice(0, CLAUSE.exec(rest)?.index));
}

const IRREGULAR = new Map([
  ['brought', 'bring'],
  ['built', 'build'],
  ['chose', 'choose'],
  ['gave', 'give'],
  ['hid', 'hide'],
  ['kept', 'keep'],
  ['made', 'make'],
  ['overrode', 'override'],
  ['overwrote', 'overwrite'],
  ['ran', 'run'],
  ['rebuilt', 'rebuild'],
  ['redid', 'redo'],
  ['rewrote', 'rewrite'],
  ['sent', 'send'],
  ['sped', 'speed'],
  ['threw', 'throw'],
  ['took', 'take'],
  ['undid', 'undo'],
  ['wrote', 'write'],
]);

interface Verbs {
  readonly s: ReadonlySet<string>;
  readonly ed: ReadonlySet<string>;
  readonly ing: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

let verbs: Verbs | undefined;

function setsOf({ plain, s, ed, ing, other }: typeof VERBS): Verbs {
  const set = (...lists: string[]) => new Set(lists.flatMap((list) => list.trim().split(/\s+/)));
  return { s: set(plain, s), ed: set(plain, ed), ing: set(ing), all: set(plain, s, ed, ing, other) };
}

/** By the forms that are nothing but a verb; the other forms count only before an article or its like. */
const VERBS = {
  /** `adds` and `added`. */
  plain: `
add adjust adopt amend annotate append apply avoid backport bump clarify clean consolidate convert correct
create decouple decrease deduplicate delete disallow downgrade drop eliminate enhance ensure exclude extract
fix forbid generalize improve incorporate inline introduce migrate modernize modify move normalize omit
optimise optimize overhaul polish prevent readd rearrange rebase redesign refactor refine reimplement
reinstate relax relocate remove rename reorder reorganise reorganize replace reorganize resolve restore
restructure revamp revert revise rework skip standardise standardize strengthen strip swap switch
tidy tighten trim tune tweak untangle update upgrade
`,
  /** `enables`; `enabled` may stand before a noun. */
  s: `
accept allow choose cover define deprecate disable enable expand expose extend fail give handle
hide implement include integrate keep let make merge override prefer provide reduce require send simplify speed support take
throw treat try unify use
`,
  /** `changed`; `changes` are a noun. */
  ed: `
ask bring change choose comment complete configure document fold format give hide increase implement keep lower make
override overwrite patch port publish raise rebuild redo refresh release replace rerun rewrite run send
silence speed take test throw try turn undo write
`,
  /** `adding`. */
  ing: `
add allow avoid bump change clean correct create delete disable drop enable ensure fix get implement improve
increase introduce make modify prevent put reduce remove rename replace resolve revert rewrite simplify
tweak update upgrade use
`,
  /** Of these every form may be something else. */
  other: `
archive attach build bundle cache call check close collapse combine compile compress compute connect
customize decode detect display download embed encode encrypt export fetch filter generate group guard hook
import index install link list load lock log map mark mount name note open order pack package parse pass pin
plan print process prune pull push queue read record redirect register render report request reset retry return
review round route save scan schedule select set share show sign sort split start stop store style sync tag
throttle track transform trigger type validate verify view wait warn watch wrap
`,
};
