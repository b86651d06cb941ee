import type { Document, Hit } from '../src/parse/document.ts';
import type { Region } from '../src/parse/region.ts';
import type { Searchable } from '../src/parse/search.ts';
import { sections } from '../src/parse/section.ts';
import { textBefore } from '../src/parse/sentence.ts';
import { shorten } from '../src/parse/width.ts';
import { pattern, userPattern } from '../src/policy/pattern.ts';
import { type Context, defineRule, type Span } from '../src/rule.ts';

const TOPICS = ['benchmark', 'cause', 'regression', 'test-plan'] as const;
const PARTS = ['orders', 'server', 'hardware'] as const;

export default defineRule({
  id: 'require-mention',
  summary: 'Say what belongs to a benchmark, a cause, a regression or a test plan',
  why: 'A figure without its hardware, or a cause that nobody reproduced, cannot be checked by anybody else.',
  subjects: ['commit', 'pr', 'reply'],
  severity: 'warn',
  options: (z) => {
    const phrase = z.string().trim().min(1);
    const wanted = z.union([
      phrase,
      z.array(phrase).min(1),
      z.strictObject({ pattern: pattern(z).describe('What matches it, in RE2 syntax') }),
    ]);
    const mention = z.strictObject({
      when: wanted.describe('What a text speaks of: words or phrases, or a pattern'),
      of: z
        .array(wanted)
        .min(1)
        .describe('What it then says, too: each by one of its phrases, or by a pattern'),
      inOrder: z.boolean().optional().describe('Whether they stand in this order'),
      because: phrase.optional().describe('What to do, or why, such as `it may fail`'),
    });
    return z.strictObject({
      topics: z
        .array(z.enum(TOPICS))
        .default([...TOPICS])
        .describe('What a text that speaks of one of these has to say is known'),
      benchmark: z
        .array(z.enum(PARTS))
        .default([...PARTS])
        .describe(
          'What a comparison names: both orders of the runs, a fresh server for each phase, the hardware',
        ),
      mentions: z
        .array(mention)
        .default([])
        .describe(
          'More topics: a text that speaks of `when` names each one `of` these, by one of its words or by a pattern',
        ),
    });
  },
  reads: (directive) => {
    const isOnBenchmarks = directive.demands(
      /\bbenchmark (?:methodology|results?|reports?|numbers)\b[^.]{0,80}\b(?:hardware|environment|setup|control|bias|runs|iterations|warm-?up|baseline)\b|\bbenchmark(?:s|ing)?\b[^.]{0,60}\b(?:both orders|A\/B and B\/A|order(?:ing)? (?:bias|effects?))|\b(?:name|state|give|report|include) (?:the )?(?:hardware|environment|baseline|sample size)\b/,
    );
    const isOnCauses = directive.demands(
      /\breproduc\w*\b[^.;]{0,30}\b(?:first|before)\b[^.;]{0,30}\b(?:explain\w*|theori\w+|diagnos\w+|claim\w*|conclu\w+|fix\w*)\b/,
    );
    const topics = [
      ...(isOnBenchmarks ? (['benchmark'] as const) : []),
      ...(isOnCauses ? (['cause'] as const) : []),
    ];
    const parts = PARTS.filter((part) => ASKED[part].test(directive.text));
    const benchmark = isOnBenchmarks && parts.length > 0 ? { benchmark: parts } : {};
    return topics.length > 0 ? { options: { topics, ...benchmark } } : null;
  },
  good: [
    'Retry the upload\n\nThe benchmark of last week still runs, and a regression test is there.',
    'Keep the handle open\n\nBenchmark on an EPYC 9654, runs alternated: 48 ms before, 31 ms after.',
    'Batch the decode\n\nThroughput on 2x H100 rose from 1200 to 1500 tok/s.\nA/B and B/A, with a fresh server for each phase.',
    'Close the pool once\n\nThe root cause is a double close.\nReproduced by running the pool test 500 times.',
    'Fix a regression in the parser: 2.3.1 accepted tabs, 2.4.0 rejects them',
    'Add a cache\n\n## Test plan\n\n1. Smoke: one worker, ten requests\n2. Load test: 32 concurrent requests',
    'Add a cache\n\n## Test plan\n\n- [x] Unit tests',
    'Answer sooner\n\nThe latency limit goes from 30 s to 10 s.',
    {
      text: 'Add a migration for names\n\nTo roll back, drop the column. No downtime.',
      options: {
        mentions: [{ when: ['migration', 'migrations'], of: [['rollback', 'roll back'], 'downtime'] }],
      },
    },
  ],
  bad: [
    {
      text: 'Keep the handle open\n\nBenchmark: parsing took 48 ms before and 31 ms after.',
      flags: ['Benchmark'],
    },
    {
      text: 'Batch the decode\n\nThroughput on 2x H100 rose from 1200 to 1500 tok/s. A/B and B/A.',
      flags: ['Throughput'],
    },
    { text: 'Close the pool once\n\nThe root cause is a double close.', flags: ['root cause is'] },
    { text: 'Accept tabs\n\nThis regressed in 2.4.0.', flags: ['regressed'] },
    {
      text: 'Add a cache\n\n## Test plan\n\n1. Load test: 32 concurrent requests\n2. Smoke: one request',
      flags: ['Load test'],
    },
    {
      text: 'Add a migration for names',
      options: { mentions: [{ when: 'migration', of: [['rollback', 'roll back']], because: 'it may fail' }] },
      flags: ['migration'],
    },
    {
      text: 'Release: publish, then tag',
      options: { mentions: [{ when: { pattern: '(?i)^release' }, of: ['tag', 'publish'], inOrder: true }] },
      flags: ['Release'],
    },
  ],
  *check(document, { topics, benchmark, mentions }, context) {
    // git and the hosts write these.
    if (document.shape) return;
    if (topics.includes('benchmark')) yield* inBenchmark(document, benchmark);
    if (topics.includes('cause') && !wasReproduced(context)) yield* inCause(document);
    if (topics.includes('regression')) yield* inRegression(document);
    if (topics.includes('test-plan')) yield* inTestPlan(document);
    for (const mention of mentions) yield* inOwn(document, mention);
  },
});

/** The parts of a benchmark that a page asks for. */
const ASKED: Readonly<Record<(typeof PARTS)[number], RegExp>> = {
  orders: /\border|\bA\/B\b|\bbias/i,
  server: /\b(?:fresh|restart\w*|new)\b[^.;]{0,20}\b(?:servers?|process(?:es)?)\b/i,
  hardware: /\b(?:hardware|machine|environment|setup|[cg]pus?)\b/i,
};

/** Where something may be named: in a log or a quotation as well, but not in the comment of a template. */
const NAMED: readonly Region[] = ['prose', 'table', 'code', 'fence', 'quote', 'link', 'trailer'];

function first(document: Document, what: Searchable, regions?: readonly Region[]): Hit | null {
  const [hit = null] = document.find(what, regions ? { in: regions } : {});
  return hit;
}

const names = (document: Document, what: Searchable) => first(document, what, NAMED) !== null;

/** `a`, `a and b`, `a, b and c`. */
function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** A last paragraph such as `Benchmark: 31 ms` is a trailer to git. */
const MEASURED: readonly Region[] = ['prose', 'table', 'fence', 'trailer'];
const BENCHMARK =
  /\b(?:benchmark(?:s|ed|ing)?|measured|measurements?|throughput|latency|speed-?ups?|wall[ -]?(?:clock|time)|hyperfine|criterion|p50|p9[059]|ttft|itl|tpot|ns\/op|(?:tok|tokens|req|requests|ops)\/s(?:ec)?|rps|qps)\b/gi;
const UNIT =
  '(?:[nm\\u00b5\\u03bcu]?s|sec(?:ond)?s?|min(?:ute)?s?|[kKMG]i?B\\/s|FPS|fps|x|%|\\u00d7|[A-Za-z]{2,6}\\/(?:s|sec|op))';
const FIGURE = `\\d[\\d.,]{0,15}[kKM]?\\s?${UNIT}(?![\\w-])`;
/** Two figures held against each other, a ratio, or a part for one of two sides. */
const COMPARED = new RegExp(
  [
    `${FIGURE}[^|]{0,40}\\b(?:vs\\.?|versus|compared (?:to|with)|instead of|before|against|previously|whereas|(?:down|up) (?:from|to))\\b[^|]{0,40}?\\d`,
    `${FIGURE}\\s?(?:->|=>|\\u2192|to ~?\\d)`,
    `\\bfrom ~?\\d[\\d.,]{0,15}[kKM]?(?:\\s?[\\w/%]{1,8})? (?:down |up )?to ~?${FIGURE}`,
    `\\b(?:before|old|main|master|baseline)\\b:?[^\\n]{0,30}${FIGURE}[\\s\\S]{0,120}?\\b(?:after|new|this|branch|pr|patch(?:ed)?)\\b:?[^\\n]{0,30}${FIGURE}`,
    `\\d[\\d.,]{0,15}\\s?(?:x|%|\\u00d7|times)[\\x60*]{0,2}\\s+(?:faster|slower|higher|lower|less|more|better|worse|improvement|reduction|speed-?up|increase|decrease|drop|gain)`,
    '(?<=^|[\\s(|])[+\\u2212-]\\d[\\d.,]{0,8}\\s?%',
    '(?:^|\\n)[*_# \\t]*before\\b[*_]*:',
  ].join('|'),
  'gi',
);
/** Before two figures: they were set or counted, and nothing ran against the clock. */
const SETTING =
  /\b(?:coverage|default|interval|(?:latency |p\d\d )?(?:budget|limit|threshold|time-?out)|ttl)s?\b[^.\n]{0,40}$/i;
/** The head of a column or a line of figures. */
const SIDE = /\b(?:before|old|prev(?:ious)?|baseline|speed-?up|delta|vs)\b/gi;
const FIGURES = new RegExp(`${FIGURE}|\\|\\s*[~+-]?\\d[\\d.,]*[^|\\n]{0,12}\\|`, 'g');

const TURNS =
  '(?:alternat(?:e[sd]?|ing|ely)|interleav(?:e[sd]?|ing)|counter-?balanced|paired|randomi[sz]ed|reversed?|shuffled|swapped)';
const RUNS =
  '(?:orders?|runs?|rounds?|trials?|phases?|passes|samples?|measure\\w*|builds?|binaries|sides?|A/B)';
const ORDERS = new RegExp(
  `\\bA/?B/?B/?A\\b|\\bB/A\\b|\\b(?:both|either|opposite) (?:orders?|directions)\\b|\\border(?:ing)? (?:bias|effects?)\\b|\\b(?:in turns|back and forth between)\\b|\\b${TURNS}\\b[^.\\n]{0,30}\\b${RUNS}\\b|\\b${RUNS}\\b[^.\\n]{0,30}\\b${TURNS}\\b`,
  'gi',
);
/** Only what is served has a server to start anew. */
const SERVED =
  /\b(?:servers?|serving|served|endpoints?|(?:concurrent|parallel|http|\d+) requests|requests per|req\/s|rps|qps|concurrency|ttft|itl|tpot|tok(?:ens)?\/s|load test)\b/gi;
const FRESH =
  /\b(?:fresh(?:ly)?|re-?start(?:s|ed|ing)?|re-?launch(?:ed|ing)?|re-?boot(?:s|ed|ing)?|cold[- ]start(?:s|ed)?|(?:new|clean|separate|own) (?:server|process|instance|container|engine|worker|launch|start|pod|vm)|killed (?:between|before|after)|(?:server|process|container|instance) (?:per|for each|for every))\b/gi;
const HARDWARE =
  /\b(?:[ABGHVTL]B?\d{2,3}S?|[LT]4|MI\d{3}X?|[RG]TX (?:PRO )?\d+|Jetson|DGX|TPU|Xeon|EPYC|Ryzen|Threadripper|Core i\d|i[3579]-\d+|Ultra \d|Apple (?:M\d|[Ss]ilicon)|M[1-9](?: (?:Pro|Max|Ultra))?|Mac ?[Bb]ook|Mac ?(?:mini|Studio)|Graviton\d?|Neoverse|Cortex|Snapdragon|Raspberry|Pixel \d|iPhone|Ice ?Lake|Sapphire|Skylake|Zen ?\d|Intel|AMD|Nvidia|NVIDIA|ThinkPad|XPS|[a-z]\d[a-z]{0,3}\.(?:\d*x?large|medium|small|metal)|[enc]\d[a-z]?-(?:standard|highcpu|highmem)-\d+|\d+[- ]?(?:v?CPUs?|cores?|GPUs?)|ubuntu-\w+)\b|\b(?:[Cc]pu|CPU|GPU|[Hh]ardware|[Mm]achine)[*_]*:/g;

function* inBenchmark(document: Document, parts: readonly (typeof PARTS)[number][]) {
  const at = first(document, BENCHMARK, MEASURED);
  if (!at || !isComparison(document)) return;
  const missing = [
    ...(!parts.includes('orders') || names(document, ORDERS) ? [] : ['both orders (A/B, B/A)']),
    ...(!parts.includes('server') || names(document, FRESH) || !names(document, SERVED)
      ? []
      : ['a fresh server per phase']),
    ...(!parts.includes('hardware') || names(document, HARDWARE) ? [] : ['the hardware']),
  ];
  if (missing.length > 0) yield { at, message: `Benchmark without ${listed(missing)}, name what was done` };
}

function isComparison(document: Document): boolean {
  const [compared = first(document, SIDE, ['table', 'fence'])] = [
    ...document.find(COMPARED, { in: NAMED }),
  ].filter(({ start }) => !SETTING.test(textBefore(document.text, start)));
  if (!compared) return false;
  if (/\d[^\d.,][\s\S]*\d/.test(compared.text)) return true;
  const figures = document.find(FIGURES, { in: NAMED });
  return !figures.next().done && !figures.next().done;
}

const DEFECT =
  '(?:bug|crash(?:es)?|dead-?lock|error|exception|failures?|flak(?:e|iness)|freeze|hang|issue|leak|panic|problem|race|segfault|slow-?down|stall|time-?out)';
const CAUSE = new RegExp(
  [
    'root[ -]cause(?:s)?(?: (?:of|for|behind) [^.]{1,80}?)?(?: (?:is|was|were|are|turned out|turns out|lies|lay)\\b(?! (?:confirmed|found|known|likely|not|probably|still|unclear|unknown)\\b)|:)',
    `\\b(?:this|that|it|which|${DEFECT}) (?:happen(?:s|ed)|occur(?:s|red)) (?:because|due to)\\b`,
    `(?<!\\b(?:if|whether|when) (?:the |an? )?)\\b${DEFECT} (?:is|was|were|are) (?:because|caused by|due to)\\b`,
    '\\b(?:crash(?:es|ed)|hangs|hung|panics|panicked|deadlocks|deadlocked|leaks|leaked|stalls|stalled) because\\b(?! of\\b)',
    '\\bculprit (?:is|was|turned out)\\b',
  ].join('|'),
  'gi',
);
const REPRODUCED =
  /\b(?:(?:ir)?reproduc\w*|repro(?:s|'d)?|bisect\w*|fuzz\w*|[amtu]b?san|sanitizers?|steps to|trigger(?:s|ed|ing)? (?:by|with|when|via|it|this|the)|to (?:trigger|hit|see) (?:it|this|the)|(?:regression|failing) tests?|tests? (?:that|which) (?:fails?|failed|hangs?|crashe[sd]|covers?)|fail(?:s|ed)? (?:without|before|on (?:main|master))|(?:back|stack) ?traces?|traceback|valgrind|core dump|when (?:i )?run(?:ning)?|(?:by )?running)\b|(?:^|\n)[ \t]*\$ \S/gi;

function* inCause(document: Document) {
  const at = first(document, CAUSE) ?? causeSection(document);
  if (!at || names(document, REPRODUCED)) return;
  yield { at, message: 'Cause without how it was reproduced, name the command, the test or the steps' };
}

/** Whether the session that it is of shows a failing run before it. */
function wasReproduced({ events }: Context): boolean {
  return (events?.() ?? []).some(
    (event) => event.kind === 'run' && ((event.exit ?? 0) !== 0 || CRASH.test(event.output)),
  );
}

const CRASH =
  /\bTraceback \(most recent call last\)|\bpanicked at\b|\b(?:Assertion|Type|Value|Key|Index|Runtime|Reference)Error\b|\bSegmentation fault\b|\bcore dumped\b|\bFAILED\b/;

function causeSection(document: Document): Span | null {
  if (!/root[ -]cause/i.test(document.text)) return null;
  return sections(document).find(({ title }) => /^root[ -]cause/.test(title))?.heading ?? null;
}

const UNSOUGHT =
  '(?<!\\b(?:any|avoids?|(?:because of|due to) an?(?: \\w{1,20})?|catch(?:es)?|detects?|for|guard against|no|of|or|possible|potential|prevents?|risk|without|zero)(?: an?)? )';
const REGRESSION = new RegExp(
  [
    `${UNSOUGHT}\\bregressed\\b`,
    `${UNSOUGHT}\\bregression (?:was |that was )?(?:after|between|caused|from|in|introduced|on|since|when|where|with)\\b`,
    '\\b(?:correct|fix|resolve|repair)(?:s|es|ed|d|ing)? (?:an?|the) (?:[\\w\x60./()-]{1,30} ){0,3}regression\\b(?! (?:tests?|coverage|suite|guard|check))',
    '(?:^|\\n|: )fix(?:e[sd])? regression\\b(?! (?:tests?|coverage|suite|guard|check))',
    '\\b(?:this|that|it|which) (?:is|was|cause[sd]|introduce[sd]) an? (?:\\w{1,20} )?regression\\b',
    '\\b(?:used to work|worked|stopped working|broken|broke) (?:in|since|until|before|as of)(?= v?\\d+\\.\\d)',
  ].join('|'),
  'gi',
);
const VERSION =
  /(?<![\w.$])(?:v?\d+\.\d+(?:\.\d+)*(?:-?(?:rc|beta|alpha)\.?\d*)?(?![\w%]|\.\d|\s?(?:ms|s|x|GB|MB|KB|%))|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b|(?:main|master|HEAD|nightly|stable)\b)/g;
/** Who knows the change that broke it knows the last good version and the first bad one. */
const BOUNDARY =
  /\bbisect\w*|\b(?:introduced|caused|broken|regress(?:ed|ion)|since|from|by|in|after)\b[^.\n]{0,40}?(?:#\d+|\/pull\/\d+|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b)|#\d+ (?:introduced|caused|broke|regressed)|^Fixes: [0-9a-f]{7,40}/gim;

function* inRegression(document: Document) {
  const at = first(document, REGRESSION);
  if (!at || names(document, BOUNDARY)) return;
  const versions = new Set<string>();
  for (const { text } of document.find(VERSION, { in: NAMED })) versions.add(text.replace(/^v/, ''));
  if (versions.size >= 2) return;
  yield { at, message: 'Regression without both versions, name the last good and the first bad one' };
}

const PLAN =
  /^test(?:s|ing)?$|\btest(?:ing)? (?:checklist|instructions|plan|procedure|steps|strategy)|\bplan\b|^how\b.*\btest|^(?:validation|verification|qa)$/;
const INLINE_PLAN = /(?:^|\n)[ \t>*_#-]*test(?:ing)? plan\b[*_]*:[*_]*[ \t]+(?=\S)/gi;
const LOAD =
  /(?<!\b(?:no|without) )\b(?:(?:load|stress|soak)[- ](?:test(?:s|ed|ing)?|runs?)|soak|under load|\d+ (?:concurrent|parallel) (?:requests|users|clients|connections|sessions)|concurrency(?: of)? \d+|aiperf|genai-perf|k6|locust|wrk2?|vegeta|jmeter|gatling)\b/gi;
const SMOKE =
  /\b(?:smoke|sanity|dry run|correctness|minimal|(?:single|one) (?:worker|request|prompt|user|client|gpu|sample)|1 (?:worker|request|prompt|user|client|gpu|sample))\b/gi;

function* inTestPlan(document: Document) {
  const loads = [...document.find(LOAD)];
  // Most texts speak of no load, and to look for their headings takes longer.
  if (loads.length === 0) return;
  const smokes = [...document.find(SMOKE, { in: NAMED })];
  for (const plan of plans(document)) {
    const load = firstFrom(loads, plan.start);
    if (!load || load.start >= plan.end) continue;
    const smoke = firstFrom(smokes, plan.start);
    if (smoke && smoke.start < load.start) continue;
    yield { at: load, message: 'Load run without a smoke run before it, plan the smoke run first' };
    return;
  }
}

function plans(document: Document): Span[] {
  const headed = sections(document).filter(({ title }) => PLAN.test(title));
  const inline = [...document.find(INLINE_PLAN)];
  return [
    ...headed.map(({ content }) => content),
    ...inline.map(({ end }) => ({ start: end, end: document.text.length })),
  ];
}

/** The first of some places, in order, that is not before an offset. */
function firstFrom(hits: readonly Hit[], offset: number): Hit | undefined {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle] as Hit).start < offset) low = middle + 1;
    else high = middle;
  }
  return hits[low];
}

type Wanted = string | string[] | { pattern: string };

interface Mention {
  readonly when: Wanted;
  readonly of: readonly Wanted[];
  readonly inOrder?: boolean | undefined;
  readonly because?: string | undefined;
}

function* inOwn(document: Document, { when, of, inOrder, because }: Mention) {
  const at = first(document, searchable(when));
  if (!at) return;
  let from = 0;
  for (const wanted of of) {
    const hit = firstFrom([...document.find(searchable(wanted), { in: NAMED })], from);
    if (!hit) {
      const found = shorten(at.text.replace(/\s+/g, ' '), 20);
      const missing = `\`${nameOf(wanted)}\`${from > 0 ? ' behind it' : ''}`;
      const reason = shorten(because ?? 'say it too', 35);
      yield { at, message: `Found \`${found}\` without ${missing}, ${reason}` };
      return;
    }
    if (inOrder) from = hit.end;
  }
}

function searchable(wanted: Wanted): Searchable {
  if (typeof wanted === 'object' && 'pattern' in wanted) return userPattern(wanted.pattern);
  return typeof wanted === 'string' ? [wanted] : wanted;
}

function nameOf(wanted: Wanted): string {
  if (typeof wanted === 'string') return shorten(wanted, 20);
  return shorten(Array.isArray(wanted) ? (wanted[0] ?? '') : wanted.pattern, 20);
}
