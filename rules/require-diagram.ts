import type { Document, Hit } from '../src/parse/document.ts';
import type { Region } from '../src/parse/region.ts';
import { textBefore } from '../src/parse/sentence.ts';
import { defineRule, type Span } from '../src/rule.ts';

export default defineRule({
  id: 'require-diagram',
  summary: 'Draw the way through several components',
  why: 'Who passes what to whom is seen at a glance in a diagram, and has to be pieced together from sentences.',
  subjects: ['pr', 'reply'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      components: z
        .number()
        .int()
        .min(2)
        .max(20)
        .default(4)
        .describe('Components that an explanation leads through, from which on it needs a diagram'),
      words: z
        .array(z.string().trim().min(1))
        .default([])
        .describe('More words and phrases by which one component hands over to the next'),
    }),
  reads: (directive) =>
    directive.demands(
      /\b(?:explain|illustrate|draw|trace|visuali[sz]e|include|show|describe|add|use|with)\w*\b[^.;]{0,50}\b(?:diagrams?|flow ?charts?|sequence charts?)\b/,
    )
      ? {}
      : null,
  good: [
    'The router calls `dispatch()`, which writes to the log',
    'How a job runs\n\nIt goes `Router` -> `Planner` -> `Queue` -> `Worker`:\n\n```mermaid\nflowchart LR\n  Router --> Planner --> Queue --> Worker\n```',
    'How a job runs\n\n`Router` calls `Planner`, which pushes to `Queue`, then `Worker` runs it:\n\n```\nRouter -> Planner -> Queue -> Worker\n```',
    'It goes:\n\n- `a_one` -> `b_one`\n- `b_one` -> `c_one`\n- `c_one` -> `d_one`',
    'Rename `a_one` -> `b_one`, `a_two` -> `b_two` and `a_three` -> `b_three`',
    'Split the runner\n\nIt adds `Router`, `Planner`, `Queue` and `Worker`. Each of them calls `log()`.',
    'Make a token\n\nOpen `Settings` -> `Account` -> `Security` -> `Tokens`, and add one.',
    { text: '`Router` calls `Planner`, which calls `Queue`.', options: { components: 4 } },
  ],
  bad: [
    {
      text: 'How a job runs\n\n`Router` calls `Planner`, which pushes the job to `Queue`. `Queue` then notifies `Worker`.',
      flags: ['`Router` calls `Planner`'],
    },
    {
      text: 'How a job runs\n\nIt goes from `Router` -> `Planner` -> `Queue` -> `Worker`.',
      flags: ['`Router` -> `Planner`'],
    },
    {
      text: 'How a job runs\n\n1. `cli.ts` calls `parseArgs()`\n2. `parseArgs()` passes the flags to `loadConfig()`\n3. `loadConfig()` returns to `main()`',
      flags: ['`cli.ts` calls `parseArgs()`'],
    },
    {
      text: 'How a job runs\n\n`Router` pings `Planner`, and `Planner` pings `Queue`.',
      options: { components: 3, words: ['pings'] },
      flags: ['`Router` pings `Planner`'],
    },
  ],
  *check(document, { components, words }) {
    const way = firstWay(hopsIn(document, words), components);
    if (!way || hasDiagram(document)) return;
    const message = `Way through ${components} components or more without a diagram, draw one`;
    yield { at: way, message };
  },
});

/** From one component to another. */
interface Hop extends Span {
  readonly from: string;
  readonly to: string;
  /** The one hands over to the other in so many words; false where it only is in the next step. */
  readonly told: boolean;
}

/** `Planner`, JobQueue, the second of `A -> Queue`, and src/run.ts. */
const COMPONENT =
  /`(?!(?:true|false|null|nil|None|True|False|undefined|void|this|self)`)[A-Za-z_@./~-][\w@./:$#~<>()-]{0,80}(?:\([^`\n]{0,40}\))?`|\b[A-Z][a-z0-9]{1,30}(?:[A-Z][a-z0-9]{1,30}){1,9}\b|(?<=(?:->|\u2192) )[A-Z][a-z]\w{0,30}\b|\b[\w-]{1,40}(?:\/[\w.-]{1,40}){1,9}\.[a-z]{1,5}\b/g;
/** Components are at most so far apart, in UTF-16 units, for one to hand over to the other. */
const REACH = 100;
/** The same from one step to the next. */
const STEP_REACH = 250;
const VERB =
  /\b(?:(?:re)?calls?|called|calling|invok(?:es?|ing)|delegat(?:es?|ing)|dispatch(?:es|ing)?|forward(?:s|ing)?|hand(?:s|ing)|pass(?:es|ed|ing)|push(?:es|ing)|publish(?:es|ing)|emits?|emitting|enqueues?|notif(?:y|ies)|triggers?|spawns?|starts|runs|send(?:s|ing)?|sent|writes|feed(?:s|ing)?|streams?|returns?|replies|rout(?:es?|ing)|submits?|reads|loads|asks|queries|creat(?:es?|ing)|builds?|redirect(?:s|ing)?|consume[sd]|read by|picked up by|handled by|through|via|then)\b/i;
const ARROW = /^[\s*"']*(?:-{1,2}>|=>|\u2192|\u27f6)[\s*"']*$/;
/** Before arrows that lead through a menu, keys, or states of one thing. */
const MENU =
  /\b(?:choose|click|go to|keys?|menu|navigate|open|phases?|press|select|shortcut|states?|status|tap|types?)\b[^.!?\n]{0,40}$/i;
/** What ends a sentence, begins an entry, or says that nothing is handed over. */
const BREAK =
  /[.!?](?:\s|$)|\||\n[ \t]*(?:\n|[-*+#>] |\d{1,3}[.)] )|\b(?:instead of|like|no longer|not|or|rather than|renamed?|replace[sd]?|unlike)\b|n['\u2019]t\b/i;
const STEP = /\n[ \t]*\d{1,2}[.)] |[.!?]\s+(?:after that|finally|from there|next|then),?\s/i;
const PARTS: readonly Region[] = ['prose', 'code'];

function* hopsIn(document: Document, words: readonly string[]): Generator<Hop> {
  const isTold = teller(document, words);
  let last: Hit | undefined;
  let arrow: Hop | undefined;
  let menuEnd = -1;
  let told: Hop | undefined;
  for (const hit of document.find(COMPONENT, { in: PARTS })) {
    // Inside of a longer code span stands a command or a line of code.
    if (!hit.text.startsWith('`') && document.regionAt(hit.start) === 'code') continue;
    const gap = last ? hit.start - last.end : Number.POSITIVE_INFINITY;
    if (last && gap <= STEP_REACH) {
      const between = { start: last.end, end: hit.start };
      const text = document.text.slice(last.end, hit.start);
      const hop = { from: nameOf(last), to: nameOf(hit), start: last.start, end: hit.end, told: true };
      if (ARROW.test(text)) {
        const goesOn = arrow?.end === last.end;
        if (menuEnd === last.end || (!goesOn && MENU.test(textBefore(document.text, last.start)))) {
          menuEnd = hit.end;
        } else {
          // One arrow alone tells what was renamed, or which goes with which.
          if (arrow && goesOn) yield* [arrow, hop];
          arrow = hop;
        }
      } else if (gap <= REACH && !BREAK.test(text) && isTold(text, between)) {
        told = hop;
        yield hop;
      } else if (STEP.test(text)) {
        const from = told && hit.start - told.end <= STEP_REACH ? told.to : hop.from;
        yield { ...hop, from, told: false };
      }
    }
    last = hit;
  }
}

/** Whether a text between two components, and its place, has a verb of ours or of the options. */
function teller(document: Document, words: readonly string[]): (text: string, place: Span) => boolean {
  const theirs = words.length > 0 ? [...document.find(words)] : [];
  let next = 0;
  return (text, { start, end }) => {
    while ((theirs[next]?.start ?? Number.POSITIVE_INFINITY) < start) next++;
    return VERB.test(text) || (theirs[next]?.end ?? Number.POSITIVE_INFINITY) <= end;
  };
}

/** `run()` is `run`, and `Planner.run()`, `Planner::run` and `Planner#run` are parts of `Planner`. */
function nameOf({ text }: Hit): string {
  const name = text.replace(/`|\(.*$/g, '');
  return /^([A-Z]\w*)(?:\.|::|#)[a-z_]\w*(?:\.|$)/.exec(name)?.[1] ?? name;
}

interface Way {
  readonly first: Hop;
  readonly last: Hop;
  readonly names: readonly string[];
  /** How many of its hops are told. */
  readonly told: number;
}

/** Hops of one explanation follow each other at most so far apart, in UTF-16 units. */
const NEAR = 500;
/** A list of changed files has steps as well, but nothing in it hands over to anything. */
const TOLD_AT_LEAST = 2;

/** The first hop of the first way that leads through so many components. */
function firstWay(hops: Iterable<Hop>, components: number): Span | null {
  const ways = new Map<string, Way>();
  const wayTo = (name: string, place: Span) => {
    const way = ways.get(name);
    return way && place.start - way.last.end <= NEAR ? way : undefined;
  };
  for (const hop of hops) {
    const way = wayTo(hop.from, hop) ?? { first: hop, names: [hop.from], told: 0 };
    if (way.names.includes(hop.to)) continue;
    const told = way.told + (hop.told ? 1 : 0);
    const names = [...way.names, hop.to].slice(-components);
    if (names.length >= components && told >= Math.min(TOLD_AT_LEAST, components - 1)) {
      return { start: way.first.start, end: way.first.end };
    }
    const known = wayTo(hop.to, hop);
    if (known && known.told > told) continue;
    ways.set(hop.to, { first: way.first, last: hop, names, told });
  }
  return null;
}

const LANGUAGES = 'mermaid|plantuml|puml|dot|graphviz|d2|ditaa|svgbob|nomnoml|pikchr';
const DRAWN = new RegExp(
  [
    `(?:^|\\n)[ \\t>]*(?:\`{3,}|~{3,})[ \\t]*\\{?\\.?(?:${LANGUAGES})\\b`,
    // Lines of boxes, the heads of arrows, and lines of ASCII boxes.
    '[\\u2500-\\u257f]{2}|[\\u2502\\u2503\\u2191\\u2193\\u25b2\\u25bc][ \\t\\r]*\\n|\\+-{3,}\\+',
    '!\\[[^\\]\\n]{0,200}\\]\\(|<(?:img|svg|picture)\\b',
  ].join('|'),
  'i',
);
/** In a block: two arrows on a line, or on two lines below each other, or a line that is one going down. */
const FLOW =
  /(?:->|=>|\u2192)[^\n]{1,80}(?:->|=>|\u2192)|\n[ \t]*(?:[|vV])[ \t]*\n|(?:->|\u2192)[^\n]{1,80}\n[^\n]{0,80}(?:->|\u2192)/g;

function hasDiagram(document: Document): boolean {
  if (DRAWN.test(document.text)) return true;
  const [flow] = document.find(FLOW, { in: ['fence'] });
  return flow !== undefined;
}
