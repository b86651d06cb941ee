import { cues } from '../src/parse/cue.ts';
import type { Document } from '../src/parse/document.ts';
import { excerpt, textAfter, textBefore } from '../src/parse/sentence.ts';
import { defineRule, type Span } from '../src/rule.ts';

export default defineRule({
  id: 'require-numbers',
  summary: 'Back a performance claim with a figure',
  why: 'Without a figure nobody can tell a gain from noise, repeat the measurement, or notice when it is lost.',
  subjects: ['commit', 'pr', 'reply'],
  severity: 'warn',
  recommended: true,
  options: (z) =>
    z.strictObject({
      words: z
        .array(z.string().trim().min(1))
        .default([])
        .describe('More words and phrases that claim something about performance'),
    }),
  reads: (directive) => {
    const isBacked = directive.demands(
      /\b(?:show|give|provide|include|cite|report|(?:prove|back)\w* (?:\w+ ){0,3}(?:with|by))\b.{0,40}\b(?:numbers|figures|metrics|measurements|benchmarks?)\b/,
    );
    const isBarred = directive.forbids(
      /\b(?:make|making|state|report) (?:\w+ ){0,2}(?:performance|speed) claims?\b|\b(?:performance|speed) claims? without\b|\bclaim(?:ing)? (?:\w+ ){0,3}(?:performance|faster|speed)/,
    );
    return (isBacked && !/\b(?:line|issue|version|phone|ticket|PR|page) numbers?\b/i.test(directive.text)) ||
      isBarred
      ? {}
      : null;
  },
  good: [
    'Read the index once\n\nA cold search is much faster now: 480 ms before, 95 ms after.',
    'Skip the checksum on reads\n\nTwice as fast on a spinning disk.',
    'Slow the cursor blink from 0.5 s to 0.9 s',
    'Prefer the faster mirror, and explain how to speed up tests',
    'Raise the timeout, the shared runners are slow',
    'Add a fast path for empty input and a performance test for it',
    'Improve the load time: from 31 queries to 4',
    {
      text: 'perf: index by name\n\n| rows | before | after |\n|-|-|-|\n| 10 | 210 | 84 |',
      as: ['commit', 'pr'],
    },
    { text: '> this is much faster\n\nI could not repeat that.', as: ['pr', 'reply'] },
    { text: 'Should I make the second pass faster too?', as: ['reply'] },
  ],
  bad: [
    { text: 'Read the index once\n\nA cold search is much faster now.', flags: ['much faster'] },
    { text: 'Check the header twice, no measurable slowdown', flags: ['no measurable slowdown'] },
    { text: 'Reduce memory usage of the parser', flags: ['Reduce memory usage'] },
    {
      text: 'Raise the upload timeout to 30 s\n\nThis also improves throughput.',
      flags: ['improves throughput'],
    },
    { text: 'perf(store): keep the handle open', flags: ['perf'], as: ['commit', 'pr'] },
    { text: 'Make lookups snappy', options: { words: ['snappy'] }, flags: ['snappy'] },
  ],
  *check(document, { words }) {
    const forms = document.kind === 'reply' ? REPORTED : FORMS;
    for (const claims of [WORDED, THINGS, forms, words]) {
      for (const hit of document.find(claims)) {
        if (isAnswered(document, hit)) continue;
        const message = `Claim of \`${excerpt(hit.text)}\` without a figure, give the measured numbers`;
        // A figure answers every claim of the text, and one finding is enough to ask for it.
        if (!hasFigure(document.text)) yield { at: hit, message };
        return;
      }
    }
  },
});

/** Words that claim by themselves, or with one word beside them. */
const WORDED = cues(
  [
    {
      words: ['faster', 'quicker', 'snappier'],
      before:
        /(?:\b(?:much|far|way|even|noticeably|significantly|slightly|a bit|a lot|a little)\s+)?(?<!\b(?:moves?|moving|ships?|shipping|iterates?|fails?|the|(?:prefer|pick|choose|select|show)s?(?:\s+an?)?)\s+)$/i,
      after:
        /^(?!\s+(?:reviews?|iterations?|onboarding|triage|shipping|delivery|(?:when|while|if|with)\s[^.!?\n]{0,40}\b(?:holds?|held|holding|press(?:es|ed)?|shift|ctrl|alt)\b))/i,
    },
    { words: ['slower', 'cheaper'], before: /\b(?:much|far|way|slightly|is|are|was|were|gets?|runs?)\s+$/i },
    { words: ['slower', 'cheaper'], after: /^\s+than\b/i },
    { words: ['performant', 'efficient', 'efficiently'], before: /\b(?:more|most)\s+$/i },
    { words: ['fastest'], before: /\b(?:is|are|be)\s+(?:now\s+)?the\s+$/i },
    { words: ['fastest'], after: /^\s+way\b/i },
    { words: ['fast'], before: /\b(?:blazing(?:ly)?|lightning|very|really|super|extremely)\s+$/i },
    {
      words: ['blazing-fast', 'lightning-fast', 'outperform', 'outperforms', 'outperformed', 'outperforming'],
    },
    {
      words: ['speedup', 'speedups', 'speed-up', 'speed-ups'],
      after: /^(?!\s+(?:factor|calculation|chart|column|table)s?\b)/i,
    },
    {
      words: ['speed', 'speeds', 'speeding', 'sped'],
      after: /^(?:\s+(?!up\b)[\w\x60-]+){0,3}\s+ups?\b(?!\s+to\b)/i,
    },
    {
      words: ['accelerate', 'accelerates', 'accelerating'],
      after: /^(?=\s+[a-z\x60])(?!\s+(?:launch|config|framework)\b)/i,
    },
    { words: ['better'], before: /\bperform(?:s|ed)?\s+(?:(?:much|even|slightly|a little)\s+)?$/i },
    {
      words: ['instantly', 'instantaneously'],
      before: /\b(?:renders|loads|opens|updates|starts|returns|responds)\s+(?:almost\s+|nearly\s+)?$/i,
    },
  ],
  { capitals: true },
);

/** Verbs, up to four words without a mark of punctuation, and the word itself or one that belongs to it. */
const behind = (verbs: string, part = '') =>
  new RegExp(
    String.raw`\b(?:${verbs})\s+(?:(?!(?:about|at|by|for|from|if|in|on|that|to|when|which|with)\s)["'\x60(*]{0,2}\w(?:[\w'/.()\x60*-]*[\w')\x60*])?\s+){0,4}["'\x60(*]{0,2}${part}$`,
    'i',
  );
const BETTER = 'improv(?:e[sd]?|ing)|boost(?:s|ed|ing)?|enhanc(?:e[sd]?|ing)|optimi[sz](?:e[sd]|ing)|better';
const MORE = 'increas(?:e[sd]?|ing)|higher|greater|degrade[sd]?';
const LESS =
  'reduc(?:e[sd]?|ing)|lower(?:s|ed|ing)?|decreas(?:e[sd]?|ing)|cut(?:s|ting)?|minimi[sz](?:e[sd]?|ing)|shrink(?:s|ing)?|trim(?:s|med|ming)?|less|fewer|smaller|saves|saving|to save';
const AVOID = 'avoid(?:s|ed|ing)?|eliminat(?:e[sd]?|ing)|remov(?:e[sd]?|ing)';
const NO = 'no|without|zero|negligible|minimal|little';
const UNTOUCHED = String.raw`(?:not|never|without|\w+n['\u2019]t)\s+(?:\w+\s+){0,3}(?:affect|impact|hurt|affecting|impacting|hurting|effect\s+on|impact\s+on)`;
const ACTIVITY = String.raw`(?:start-?up|boot|build|compile|compilation|install|load|loading|render|rendering|response|query|execution|processing|run|parse|test)\s+`;

/** `improve performance tests`: what is only measured, bounded or written about is no better for it. */
const TALK =
  'tests?|testing|suites?|benchmark|issues?|monitor|metric|track|budget|limit|threshold|display|dashboard|page|view|chart|column|log|report|review|setting|option|estimat|calculat|check|detect|guard|gate|guide|tips|docs?|section|agent|skill|module|plan|analy|profil|errors?|fail|leak|warning|depend|config|connection';
const ITSELF = new RegExp(String.raw`^(?![\w/-]|\s+(?:${TALK}))`, 'i');
const RESULT = new RegExp(
  String.raw`^\s+(?:improvements?|enhancements?|optimi[sz]ations?|gains?|boosts?|wins?|savings)\b(?!\s+(?:${TALK}))`,
  'i',
);
const REGRESSION = new RegExp(String.raw`^\s+(?:regressions?|degradations?)\b(?!\s+(?:${TALK}))`, 'i');
const UNSOUGHT =
  /(?<!\b(?:detect|catch|prevent|find|spot|track|monitor|for|about|against|any|potential|possible)\s+)$/i;
const STATE =
  /^\s+(?:(?:is|are|was|were|has|have|been|now|also|much|slightly|significantly)\s+){0,4}(?:better|worse|lower|higher|shorter|reduced|improve[sd]|increase[sd]|decrease[sd]|drop(?:s|ped)|halved)\b/i;
const IMPACT = /^\s+(?:impact|costs?|penalty|hit|loss|difference|changes?)\b/i;

const GAIN = ['performance', 'perf', 'throughput', 'efficiency', 'responsiveness'];
const WASTE = ['overhead', 'slowdown', 'slowdowns', 'alloc', 'allocs', 'allocation', 'allocations'];
const COST = ['latency', 'bandwidth'];
/** The words of `memory usage` and the like, as far as they belong to the thing. */
const USAGE = '(?:\\s+(?:usage|use|consumption|footprint|pressure|time|load|traffic|space|size|sizes)\\b)';
const USED = ['memory', 'cpu', 'disk', 'network', 'bundle', 'binary', 'image', 'package', 'download'];

/** What is measured, together with a word that says where it went. */
const THINGS = cues(
  [
    { words: [...GAIN, 'speed', 'latency', 'memory', 'cost'], after: RESULT },
    { words: GAIN, before: UNSOUGHT, after: REGRESSION },
    { words: [...GAIN, ...COST, 'speed', 'memory'], before: behind(NO), after: IMPACT },
    { words: GAIN, before: behind(`${BETTER}|${MORE}`), after: ITSELF },
    { words: GAIN, before: behind(UNTOUCHED), after: ITSELF },
    { words: ['speed'], before: behind(BETTER), after: ITSELF },
    {
      words: [...WASTE, 'bottleneck', 'bottlenecks'],
      before: behind(`${LESS}|${AVOID}|${NO}`),
      after: ITSELF,
    },
    { words: COST, before: behind(`${LESS}|${BETTER}`), after: ITSELF },
    {
      words: USED,
      before: behind(`${LESS}|${BETTER}`),
      after: new RegExp(`^${USAGE}${ITSELF.source.slice(1)}`, 'i'),
    },
    { words: ['memory', 'cost', 'costs'], before: behind(LESS), after: ITSELF },
    { words: ['time', 'times'], before: behind(`${LESS}|${BETTER}`, ACTIVITY), after: ITSELF },
    { words: [...GAIN, ...COST], after: STATE },
    { words: USED, after: new RegExp(`^${USAGE}${STATE.source.slice(1)}`, 'i') },
    { words: ['time', 'times'], before: new RegExp(`\\b${ACTIVITY}$`, 'i'), after: STATE },
  ],
  { capitals: true },
);

/** People optimize these for other things than speed. */
const FASTER =
  /^(?=\s)(?!\s+(?:(?:the|our|all)\s+)?(?:imports?|docs?|documentation|readme|wording|prompts?|layouts?|ui|ux|styles?|css|texts?|seo|images?|icons?|for|builds?)\b)/i;
const DONE = ['optimizes', 'optimized', 'optimises', 'optimised'];
const ACTOR = /\b(?:this|it|that|which|and|also|i|we|i've|we've|pr|commit|change|patch)\s+$/i;
const REPORTS = [
  { words: DONE, before: ACTOR, after: FASTER },
  { words: DONE, opens: true, after: FASTER },
];

/** What was done. In a reply the bare verb is an offer. */
const REPORTED = cues(REPORTS, { capitals: true });

/** What a title or an entry of a list claims by its form. */
const FORMS = cues(
  [
    ...REPORTS,
    {
      words: ['optimize', 'optimise', 'optimizing', 'optimising', 'optimizations'],
      opens: true,
      after: FASTER,
    },
    // perf(store): keep the handle open
    {
      words: ['perf'],
      before: /(?<=(?:^|\n)[ \t]*(?:[-*+] +)?\[?)$/,
      after: /^(?=\]|(?:\([^()\n]*\))?!?: )/,
    },
  ],
  { capitals: true },
);

/** A measured figure: with a unit, a ratio, a cell of a table, or an order of growth. */
const MEASURED =
  /(?<![\w.>=\u2265]|[=>] ?-)\d[\d.,]{0,20}(?:[ \u00a0\u202f-]?(?:(?:[nm\u00b5\u03bcu]?s|secs?|seconds?|mins?|minutes?|hours?|[kKMGT]i?B|[KMGT]b|B|bytes|FPS|fps|percent|x|fold|allocs?|allocations|cycles|[A-Za-z]{1,6}\/(?:s|sec|op|frame|cell|call|token))(?![\w-])|[%\u00d7]| times (?:as|faster|slower|smaller|less|more|fewer)))|\b(?:two|three|four|five|six|ten) times|\b(?:[Tt]wice (?:as|the|faster)|by half|[Hh]alf (?:the|as)|halve[sd]|halving|double[sd]|doubling|triple[sd]|orders? of magnitude|factor of|(?:quadratic|exponential|linear|logarithmic)(?:[- ]time)? to)\b|\|[ \t]{0,20}[~+-]?\d[\d.,]{0,20}[ \t]{0,20}\||(?<![\w.])\d+\.\d{3,}(?![\w.])|\bO\([^()\n]{1,30}\)/g;

/** Figures of settings tell nothing about what was gained. */
const SETTING =
  /\b(?:time-?outs?|limit|max(?:imum)?|ttl|interval|delay|debounce|threshold|wait|every|retention|coverage)\b/i;

/** Two counts of the same thing answer a claim in whose sentence they stand. */
const COUNTED =
  /\bfrom ~?\d[\d,]*(?: \w+)? (?:down |up )?to ~?\d|\d(?: \w+)? ?(?:\u2192|->|=>|vs\.?|instead of|rather than) ~?\d|\b\d+ ([a-z]{2,20})\b.{0,200}?\b\d+ \1\b/is;

/** Whether a figure stands anywhere: in a table, a log or the prose. */
function hasFigure(text: string): boolean {
  for (const { index, 0: figure } of text.matchAll(MEASURED)) {
    const around = text.slice(Math.max(0, index - 25), index + figure.length + 15);
    if (!SETTING.test(around)) return true;
  }
  return false;
}

const OFFER =
  /\b(?:you (?:can|could|may|want)|would you|i can|i could|want me|let me know|happy to|if you(?:'d| would)? (?:like|want))\b/i;
const AHEAD =
  /^[-*+] \[ \]|\b(?:todo|fixme|future|next steps?|follow-?ups?|planned|wants?|needs?)\b|\b(?:when|if|whenever|unless|until|whether)(?: [\w-]{1,20}){0,2} $|\bhow to (?:[\w-]{1,20} ){0,3}$/i;
const SENTENCE_END = /(?<=[.!?])\s|\n[ \t]*(?=[-*+#|>\r\n]|\d{1,3}[.)] )/;

/** Whether the sentence asks, offers, plans or sets a condition and so claims nothing, or gives the counts. */
function isAnswered({ text, kind }: Document, { start, end }: Span): boolean {
  const before = textBefore(text, start).split(SENTENCE_END).at(-1) ?? '';
  const after = textAfter(text, end).split(SENTENCE_END)[0] ?? '';
  if (after.endsWith('?') || AHEAD.test(before) || (kind === 'reply' && OFFER.test(before))) return true;
  if (/^ to \d+ ?px\b/.test(after)) return true;
  return COUNTED.test(before + text.slice(start, end) + after);
}
