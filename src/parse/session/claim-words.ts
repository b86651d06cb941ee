/** What an agent can claim to have done, or to be so, and what should be shown wherever it is claimed. */
export const USUAL = [
  'tests-pass',
  'verified',
  'fixed',
  'faster',
  'no-regressions',
  'pre-existing',
  'builds',
  'lint-clean',
  'types-check',
  'committed',
  'pushed',
  'pr-created',
  'read',
  'ran',
] as const;

/** To be done is claimed in nearly every reply: it needs evidence only where somebody wants it. */
export const CLAIMS = [...USUAL, 'done'] as const;

export type ClaimKind = (typeof CLAIMS)[number];

const { raw } = String;

/** Words that may stand between a thing and what is said of it. */
const AND = raw`(?:(?:\s*[,+&])?\s+(?:and|both|all|also|now|again|still|is|are|was|were|has|have|been|be|each|runs?|ran|just|fully|successfully|completes?|completed|finish(?:es|ed)|finally|the|continues?|to|comes?|came|out|back|suites?|tests?|checks?|checking|types?|type-?checks?|typecheck(?:ing)?|build|formatting|fmt|lint(?:er|ing)?|unit|integration|e2e|(?:npx|npm|pnpm|yarn|bun|cargo|run|--noEmit|tsc|mypy|pyright|eslint|ruff|clippy|biome|prettier|vitest|jest|pytest))\b){0,8}(?:\s*\([^()\n]{0,60}\))?(?:\s+(?:now|all|are|is|have|has|both|still)\b){0,3}`;
const PASS = 'pass(?:es|ed|ing)?|green|succeed(?:s|ed)?|successful(?:ly)?|clean(?:ly)?';
/** A cell of a table, or a line of a list, with its mark: `Tests | (mark) pass`. */
const MARK = raw`\s*[|:]\s*(?:[\u2705\u2713\u2714]\ufe0f?\s*)?`;
const COUNT = raw`(?:\d[\d,]{0,8}|two|three|four|five|six|seven|eight|nine|ten|both)`;
const NONE = '(?:no|zero|0)';
/** I did, as the first words of a sentence may leave it out: `Verified that`, `I have verified that`. */
const DID = raw`(?:\b(?:I|we)(?:['\u2019]ve|\s+have)?\s+(?:(?:also|just|now|then|already|manually|personally|successfully|carefully|fully|locally)\s+)*|^[\s>|#+*\u2705\u2713\u2714\ufe0f-]*(?:\d{1,3}[.)]\s*)?(?:(?:done|also|now|manually|successfully|then)[.:!,\s-]+)*)`;
const BUG =
  '(?:bugs?|issues?|problems?|crash(?:es)?|errors?|failures?|regressions?|race(?:s| conditions?)?|leaks?|deadlocks?|hangs?|flak(?:es?|iness)|exceptions?|[A-Z]\\w+(?:Error|Exception)|panics?|segfaults?|vulnerabilit(?:y|ies)|breakage)';
const FEW = raw`(?:[\w'/.()#-]+\s+){0,6}?`;
const TOOLS_LINT =
  '(?:lint(?:er|ing|s)?|eslint|ruff|clippy|biome|golangci-lint|flake8|pylint|rubocop|shellcheck|stylelint|oxlint|prettier|fmt)';
const TOOLS_TYPES = raw`(?:type-?\s?check(?:s|ing|er)?|types|typescript(?:\s+(?:compilation|compiler|compile|checks?|build))?|tsc(?:\s+--noEmit)?|mypy|pyright|svelte-check|vue-tsc)`;
const TESTS = raw`(?:tests?(?:\s+(?:suites?|cases?|runs?|files?|[A-Z]\b|\d{1,3}\b))?(?:\s+[\w./-]*\w[_./][\w./:()-]*)?|test_\w+|suites?|specs|pytest|jest|vitest|(?:cargo|go|npm|pnpm|yarn|bun)\s+(?:run\s+)?test|CI)`;
/** How many of them: `all 41`, `all of the other`. */
const ALL = raw`(?:\b(?:all|every)\s+(?:(?:of|the|our|your|my|these)\s+)*(?:[\w/-]+\s+){0,4}?|(?<![\d/,.])\d[\d,]{0,8}\s+)?`;
/** Some of several passed: `11/17 tests pass` claims less than it seems to. */
const NOT_OF = raw`(?<!\b\d{1,6}\s?(?:\/|of|out\sof)\s?\d{1,6}\s)`;
/** Which tests, where all there are is meant. */
const THAT = raw`(?:\s+that\s+(?:exist|ran|run|matter|were\s+\w+|I\s+\w+))?`;
const CHANGE = raw`(?:(?:the|this|that|my|our|both|all|these)\s+)?(?:(?:\w+\s+)?(?:fix(?:es)?|changes?|patch|solution|implementation|feature|code|app|application|endpoint|page|button|toggle|flow|command|script|server|CLI|migration|parser|function|query|form|login)|everything|it|this)`;

const WELL = raw`(?:as\s+(?:expected|intended|designed|before|it\s+should)|correctly|perfectly|properly|great|fine|end[- ]to[- ]end|well|nicely|beautifully|reliably|smoothly|flawlessly|at\s+run\s?time|in\s+(?:the\s+browser|production|practice))`;

/** What claims each kind, to be looked for in one sentence without its emphasis. */
export function sayings(): readonly Saying[] {
  known ??= CLAIMS.map((kind) => ({
    kind,
    hint: HINTS[kind],
    form: new RegExp(FORMS[kind].join('|'), 'gi'),
  }));
  return known;
}

interface Saying {
  readonly kind: ClaimKind;
  /** Without it there is none: it is looked for first, as that costs little. */
  readonly hint: RegExp;
  readonly form: RegExp;
}

let known: readonly Saying[] | undefined;

const HINTS: Readonly<Record<ClaimKind, RegExp>> = {
  'tests-pass': /\bpass|green|succe|clean/i,
  verified: /verified|confirmed|tested|validated|double-checked|\bwork(?:s|ing)?\b/i,
  fixed: /fixe|resolve|solve|gone/i,
  faster:
    /faster|quicker|sped|speed-?up|halved|doubled|less|latency|throughput|runtime|performance|start-?up|memory|(?:load|build|response)\s+time/i,
  'no-regressions': /regress|nothing|brok|break|existing/i,
  'pre-existing':
    /existing|already|(?:before|without)\s+(?:my|these|our)|on\s+(?:a\s+clean\s+)?(?:main|master|HEAD|trunk|dev)/i,
  builds: /\bbuil|compile/i,
  'lint-clean': /lint|ruff|clippy|biome|flake8|rubocop|shellcheck|prettier|fmt/i,
  'types-check': /\btype|tsc|mypy|pyright|svelte|compil/i,
  committed: /committed|commits?\s+(?:made|created)/i,
  pushed: /pushed/i,
  'pr-created': /created|opened|submitted|raised|up\s+at/i,
  read: /\b(?:read|reviewed|looked|went|gone|examined|inspected)\b/i,
  ran: /ran\b|executed/i,
  done: /done|complete|finished|implemented/i,
};

const FORMS: Readonly<Record<ClaimKind, readonly string[]>> = {
  'tests-pass': [
    raw`${ALL}${NOT_OF}\b${TESTS}${THAT}${AND}\s+(?:${PASS})\b(?!\s+(?:an?|the|it|its|their|them|this|null|nil|none|undefined|arguments?|params?|options?|flags?|data|values?|through|along|over|to)\b)`,
    raw`\b${TESTS}${MARK}(?:all\s+)?(?:\d[\d\/,]{0,12}\s+)?(?:${PASS})\b`,
    raw`\b(?:all\s+(?:${COUNT}|checks|of\s+them)|everything)(?:\s+(?:is|are|now|still))*\s+(?:pass(?:es|ed|ing)?|green)\b`,
    raw`\b(?:all|everything(?:['\u2019]s|\s+is)?|(?:suite|tests?)\s+(?:is|are))\s+green\b`,
    raw`\b(\d{1,6})\s*\/\s*\1(?:\s+tests?)?\s+(?:pass(?:es|ed|ing)?|green)\b`,
    raw`\bpass(?:es|ed)\s+(?:all|every)\s+(?:of\s+)?${FEW}tests?\b`,
  ],
  verified: [
    raw`\b(?:I|we)(?:['\u2019]ve|\s+have)?\s+(?:[\w'()./-]+\s+){1,8}and\s+(?:also\s+)?(?:verified|confirmed|tested|validated)\b`,
    raw`\b(?:I|we)\s+(?:[\w'()./-]+\s+){0,15}[\w'()./-]+,\s+(?:verified|tested)\s+(?:it|them|this|that|the)\b`,
    raw`\beverything\s+(?:is|was|has\s+been)\s+(?:now\s+)?(?:verified|validated)\b`,
    raw`${DID}(?:verified|confirmed|tested|validated|double-checked)(?=\s*[:,\u2014\u2013-]|\s+(?:that|with|by|in|on|the|via|working|it|this|both|all|each|every|against|locally|end|live|again|manually|everything|how|there|no|my)\b)(?!\s+by\s+you)`,
    raw`\b(?:has|have)\s+been\s+(?:(?:fully|manually|thoroughly|carefully)\s+)?(?:verified|tested|validated)\b`,
    raw`\b(?:fully|thoroughly|manually)\s+tested\b`,
    raw`${DID}confirmed\s+(?:decisively|empirically|visually|directly|at|via|from)\b`,
    raw`\b(?:both|all|the|this)\s+(?:\w+\s+)?fix(?:es)?\s+(?:is\s+|are\s+)?(?:confirmed|verified)\b`,
    raw`\b(?:is|are|it['\u2019]s)\s+(?:now\s+|all\s+|still\s+)*working\s+${WELL}\b`,
    raw`\b(?:it|everything|(?:this|the)\s+(?:[\w-]+\s+){1,4}?)(?:['\u2019]s|\s+is|\s+are)\s+(?:now\s+)?working(?=\s*(?:[.!,;:]|$))`,
    raw`\b(?:the|this)\s+(?:[\w-]+\s+){1,4}?now\s+works?(?=\s*(?:[.!,;:]|$)|\s+${WELL}\b)`,
    raw`\b${CHANGE}(?:\s+(?:now|all|is|are|still|both))*\s+(?:works?|working)(?=\s*(?:[.!,;:)\u2014\u2013-]|$)|\s+(?:now|and|again|${WELL})\b)`,
  ],
  fixed: [
    raw`\b(?:${BUG}|it|that|both|these|they|everything)(?:['\u2019]s|['\u2019]re)?(?:\s+(?:is|are|was|were|has\s+been|have\s+been))?(?:\s+(?:now|all|both|fully|completely|also|finally|properly))*\s+(?:fixed|resolved|solved)\b(?!\s+(?:at|to|width|size|in\s+(?:place|size|width)|position)\b)`,
    raw`\b${BUG}\s+(?:is|are)\s+(?:now\s+|all\s+)?gone\b`,
    raw`${DID}(?:fixed|resolved|solved)\s+(?:the|an?|this|that|your|both|all|two|three|${COUNT})?\s*${FEW}${BUG}\b`,
    raw`^[\s>|#+*\u2705\u2713\u2714\ufe0f-]*(?:(?:done|great|perfect|all|now|that['\u2019]s|it['\u2019]s)[.:!,\s]+)*fixed\s*(?:[!.:\u2014\u2013]|$)`,
    raw`\b(?:this|that|which|the\s+(?:\w+\s+)?(?:fix|change|patch|edit)(?:\s+(?:in|to)\s+[\w./-]+)?)\s+(?:fixe[sd]|resolve[sd]|solve[sd])\s+(?:the|your|this|that|both)\s+${FEW}${BUG}\b`,
  ],
  faster: [
    raw`\b(?:performance|latency|throughput|runtime|load\s+time|startup(?:\s+time)?|build\s+time|memory\s+usage|response\s+times?)\s+(?:has\s+|have\s+)?(?:improved|dropped|fell|decreased|increased|went\s+down)\s+(?:by|from)\s+(?:about\s+|~)?\d`,
    raw`\b\d[\d.,]{0,8}\s*(?:x|\u00d7|times|%|percent)\s+(?:faster|quicker|speed-?up|less\s+(?:time|memory)|lower\s+latency|higher\s+throughput)\b`,
    raw`\b(?:faster|quicker)\s+than\s+(?:before|the\s+(?:old|previous|original))\b`,
    raw`\b(?:is|are|runs?|loads?|builds?|starts?|completes?)\s+now\s+(?:[\w.%]+\s+){0,2}(?:faster|quicker)\b`,
    raw`\bnow\s+(?:(?:is|are|runs?|loads?|builds?|starts?|completes?)\s+)?(?:[\w.%]+\s+){0,2}(?:faster|quicker)\b`,
    raw`${DID}(?:sped\s+up|halved|doubled)\s`,
    raw`\b(?:reduced|cut|improved|lowered|increased|dropped)\s+(?:the\s+)?${FEW}(?:latency|throughput|runtime|performance|load\s+time|startup|start-?up\s+time|build\s+time|memory(?:\s+usage)?|response\s+times?)\s+(?:by|from|to)\s+(?:about\s+|~)?\d`,
  ],
  'no-regressions': [
    raw`\b${NONE}\s+(?:(?:new|other|test|functional|performance|visible)\s+)*regressions?\b(?!\s+(?:tests?|expected))`,
    raw`\bnothing(?:\s+else)?(?:\s+(?:is|was|has\s+been|got))?\s+(?:broke|broken|breaks|regressed)\b`,
    raw`\b(?:does(?:n['\u2019]t|\s+not)|did(?:n['\u2019]t|\s+not)|has(?:n['\u2019]t|\s+not)|have(?:n['\u2019]t|\s+not))\s+(?:break|broken|broke)\s+(?:anything|any\b|existing|other)`,
    raw`\ball\s+existing\s+(?:functionality|features|behaviou?r)\s+(?:still\s+works?|continues?\s+to\s+work|works?)\b`,
  ],
  'pre-existing': [
    raw`\b(?:fail\w*|errors?|issues?|bugs?|warnings?|problems?|flak\w+|broken)\b[^\n]{0,120}?\b(?:is|are|was|were|['\u2019]re|['\u2019]s)\s+(?:(?:also|all|both|just|an?|the|clearly|confirmed)\s+){0,3}pre-?existing\b`,
    raw`\b(?:is|are|was|were|['\u2019]re|['\u2019]s)\s+(?:(?:also|all|both|just|an?|the)\s+){0,3}pre-?existing\s+(?:[\w'/-]+\s+){0,4}(?:failures?|errors?|issues?|bugs?|warnings?|problems?|flak\w+)\b`,
    raw`\b(?:fail\w*|errors?|warnings?|problems?|issues?)\b[^\n]{0,120}?[;,(\u2014\u2013-]\s*(?:(?:they\s+are|these\s+are)\s+)?(?:all|both)\s+(?:of\s+them\s+)?pre-?existing\b`,
    raw`\b(?:was|were)\s+already\s+(?:broken|failing|red)\b(?:\s+(?:on|in)\s+(?:main|master|HEAD|trunk|develop))?`,
    raw`\b(?:these|those|they)\s+(?:are|were)\s+(?:all\s+)?existing\s+(?:tests?\s+)?(?:failures?|errors?|issues|problems)\b`,
    raw`\b(?:fail\w*|errors?|broken)\b[^\n]{0,60}?\b(?:before|without)\s+(?:my|these|our)\s+(?:changes?|edits?|fix|commits?|PR|work)\b`,
    raw`\b(?:fail(?:s|ed|ing)?|broken)\s+(?:the\s+same\s+(?:way\s+)?)?on\s+(?:a\s+clean\s+)?(?:main|master|HEAD|trunk|develop)\b`,
  ],
  builds: [
    raw`\bbuilds?\b${AND}\s+(?:${PASS}|warning-free)\b`,
    raw`\bbuild${MARK}(?:${PASS})\b`,
    raw`(?:^\W*|[,:;]\s*)clean\s+(?:compile|build)(?=\s*(?:[.;!\u2014\u2013]|,\s*(?:no|zero|0|all|tests?|lint)\b|$))`,
    raw`\b(?:builds?|built|compile[sd]?)\s+(?:\w+\s+)?(?:successfully|cleanly|fine|clean|without\s+(?:any\s+)?(?:errors?|warnings?|issues?))\b`,
    raw`\bcompiles(?=\s*(?:[.!,;]|now\b|and\b|fine\b|again\b|$))`,
    raw`\b(?:go|cargo|npm\s+run|pnpm|yarn|make)\s+build\b${AND}\s+(?:${PASS}|warning-free|finishes)\b`,
  ],
  'lint-clean': [
    raw`\b${TOOLS_LINT}\b${AND}\s+(?:clean|pass(?:es|ed|ing)?|green|happy|${NONE}\s+(?:errors?|issues|warnings))\b`,
    raw`\b${TOOLS_LINT}${MARK}(?:clean|pass(?:es|ed)?|green|${NONE}\s+(?:errors?|issues|warnings))\b`,
    raw`\b${NONE}\s+(?:new\s+)?(?:lint(?:er|ing)?|eslint|clippy|ruff)\s+(?:errors?|warnings?|issues?|violations?)\b`,
    raw`\blint[- ]clean\b`,
  ],
  'types-check': [
    raw`\b${TOOLS_TYPES}\b${AND}\s+(?:clean|pass(?:es|ed|ing)?|green|succeeds?|(?:with\s+)?${NONE}\s+errors?)\b`,
    raw`\b${TOOLS_TYPES}(?:${MARK}|\s+[\u2014\u2013-]\s+)(?:\S+\s+){0,3}?(?:clean|pass(?:es|ed)?|green|${NONE}\s+errors?)\b`,
    raw`\b${NONE}\s+(?:typescript|type|tsc|mypy|pyright|compilation|compile)(?:[- ]check(?:ing)?)?\s+errors?\b`,
  ],
  committed: [
    raw`\b(?:changes?|everything|fix|work)\s+committed\b`,
    raw`${DID}committed\b(?!\s+to\s+(?!(?:the\s+branch|main|master|git))|\s+by\b)`,
    raw`\b(?:changes?|fix|everything|it|work|all|they|files?)\s+(?:is|are|has\s+been|have\s+been)\s+(?:(?:now|already|all)\s+)*committed\b`,
    raw`\bcommits?\s+(?:made|created)(?=\s*(?:[.,;!]|$))`,
    raw`\b(?:I|we)\s+(?:[\w'()./,-]+\s+){0,24}[\w'()./-]+,\s+committed(?=,?\s+and\s+pushed\b)`,
  ],
  pushed: [
    raw`\b(?:changes?|branch|commits?|everything)\s+(?:committed\s+and\s+)?pushed\b(?!\s+(?:back|down|by)\b)`,
    raw`${DID}(?:committed(?:,|\s+and)\s+)?(?:and\s+)?pushed\b(?!\s+(?:back|for|through|against|down|the\s+(?:limit|bound|envelop))\b)`,
    raw`,\s+committed,?\s+and\s+pushed(?=\s*(?:[.,;!]|to\b|$))`,
    raw`\b(?:is|are|has\s+been|have\s+been)\s+(?:(?:now|already|all)\s+)*(?:\w+\s+and\s+)?pushed\b(?!\s+(?:back|down)\b)`,
  ],
  'pr-created': [
    raw`${DID}(?:pushed\s+and\s+)?(?:created|opened|submitted|raised)\s+(?:(?:an?|the|new|draft|pull)\s+)*(?:PR|pull\s+request|MR|merge\s+request)\b`,
    raw`\b(?:PR|pull\s+request|MR|merge\s+request)(?:\s+#\d+)?\s+(?:(?:is|has\s+been|was)\s+)?(?:now\s+)?(?:created|opened|submitted|up\s+at)(?!\s+by\b)\b`,
  ],
  read: [
    raw`\b(?:I|we)(?:['\u2019]ve|\s+have)?\s+(?:(?:also|now|just|carefully|fully)\s+)*(?:read|reviewed|looked\s+(?:at|through)|went\s+through|gone\s+through|examined|inspected)\s+(?:through\s+)?(?:(?:the|all|of|your|whole|entire|file)\s+)*[\w./~-]*\w\.[A-Za-z][A-Za-z0-9]{0,4}\b`,
  ],
  ran: [
    raw`${DID}(?:ran|re-?ran|executed)\s+(?!(?:into|out|across|from)\b)(?:(?:the|all|a|both|full|whole|entire|complete|our|your|its|unit|integration)\s+)*(?:[\w-]+\s+){0,3}?(?:tests?(?:\s+suite)?|suite|pytest|linter|lint|type-?\s?check(?:er)?|build|benchmarks?)\b`,
  ],
  done: [
    raw`^[\s>|#+*\u2705\u2713\u2714\ufe0f-]*(?:(?:great|perfect|ok(?:ay)?)[.:!,\s]+)?(?:all\s+)?done\s*(?:[.!:\u2014\u2013]|$)`,
    raw`\b(?:task|work|implementation|feature|migration|refactor(?:ing)?|changes?|everything|all\s+tasks|it)\s+(?:is|are|has\s+been|have\s+been)\s+(?:now\s+)?(?:fully\s+)?(?:complete[d]?|done|finished|implemented)\b`,
    raw`${DID}(?:completed|finished|implemented)\s+(?:the|all|your|this|every)\b`,
    raw`\b(?:implementation|task|migration|refactor(?:ing)?)\s+complete[d]?\b`,
  ],
};
