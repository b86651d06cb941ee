import { type Cue, cues, findExcept, wordOptions } from '../src/parse/cue.ts';
import { excerpt } from '../src/parse/sentence.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-narration',
  summary: 'Say what came of it, not what you are about to do',
  why: 'An announced step is out of date as soon as it is taken, and the reader still has to look for its result.',
  subjects: ['pr', 'reply'],
  severity: 'warn',
  options: wordOptions,
  reads: (directive) =>
    directive.forbids(
      /\bnarrat(?:e|ing|ion|ive)\b|\bplay-by-play\b|\b(?:explain|announc|describ|stat)(?:e|ing) (?:what you(?:['\u2019]re| are)? (?:about|going)|(?:your |the )?next (?:steps?|actions?))|\b(?:about to|going to) do\b/,
    )
      ? {}
      : null,
  good: [
    'The tests pass on both branches',
    'In the next release we will drop the old flag',
    'I will add the migration once the schema is agreed',
    'First, the server reads the file, then it opens the port',
    'Now the cache is read before the lock is taken',
    'Now I see why the upload fails: the lock is taken twice',
    'Let me know which port to use',
    "I'll leave the flag until you have an answer from the team",
    'Rename the button "Let me check" to "Preview"',
    'These settings let me check the log from the phone',
    { text: 'Now run the server and open the page:\n\n```\nmake run\n```', as: ['reply'] },
    { text: '> Let me look at the log first.\n\nThe bot wrote that.', as: ['reply'] },
    { text: "I'll split the parser in a follow-up", as: ['pr'] },
    { text: 'Let me explain the lock', options: { allow: ['let me explain'] } },
  ],
  bad: [
    { text: 'Let me check the log. The disk is full.', flags: ['Let me check'] },
    { text: 'Now let me run the tests', flags: ['Now let me run'] },
    { text: 'The parser is done.\n\nNext, I need to wire it up.', flags: ['Next, I need to wire'] },
    { text: "I'll start by reading the parser", flags: ["I'll start by"] },
    { text: 'First, I will look at the parser', flags: ['First, I will look'] },
    { text: "The lock is found. Now let's fix the leak.", flags: ["Now let's fix"] },
    { text: 'Now I understand the layout', flags: ['Now I understand the'] },
    { text: "I'm now updating the parser", flags: ["I'm now updating"] },
    { text: "I'll write the page for you", as: ['reply'], flags: ["I'll write"] },
    { text: 'Now update the second caller:', as: ['reply'], flags: ['Now update'] },
    { text: 'Moving on to the parser', options: { words: ['moving on to'] }, flags: ['Moving on to'] },
  ],
  *check(document, { words, allow }) {
    for (const phrases of [document.kind === 'reply' ? STEPS_OF_REPLY : STEPS, words]) {
      for (const hit of findExcept(document, phrases, allow)) {
        yield { at: hit, message: `Unexpected \`${excerpt(hit.text)}\`, say what came of it` };
      }
    }
  },
});

/** What is done in the course of the work, as against what is promised. */
const WORK =
  'activate|add|address|adjust|analy[sz]e|apply|begin|break|build|change|check|clean|commit|compile|confirm|continue|convert|copy|create|debug|delete|dig|dive|do|draft|edit|erase|examine|explain|explore|extract|find|finish|fix|gather|generate|get|go|grep|handle|help|implement|improve|insert|inspect|install|investigate|list|locate|look|make|map|modify|move|open|outline|port|prepare|proceed|provide|push|read|rebuild|refactor|remove|rename|reorder|replace|rerun|research|restart|restore|retry|review|rewrite|run|scan|search|see|set|show|simplify|split|start|summari[sz]e|tackle|tag|take|test|trace|try|understand|update|use|verify|walk|wire|work|wrap|write';
const WORKING =
  'adding|analyzing|applying|building|changing|checking|creating|examining|exploring|fixing|implementing|inspecting|investigating|looking|moving|reading|reviewing|rewriting|searching|tracing|updating|verifying|writing';

/** A promise that hangs on something, or is for another day, is a plan. */
const NO_PLAN = String.raw`(?!(?:[^.!?]|\.\w){0,140}\b(?:if|once|when|whenever|unless|until|later|tomorrow|tonight|separately|follow[\s-]?ups?|as\s+soon\s+as|after\s+(?:you|this|that|the)|before\s+(?:merging|you)|(?:next|another|an?\s+separate|future)\s+(?:week|month|release|version|sprint|pr|pull|change|commit|issue|patch)|in\s+the\s+future)\b)`;

const ADVERB = String.raw`(?:(?:also|just|now|first|next|then|quickly|briefly|go\s+ahead\s+and)\s+)?`;
const NOW = String.raw`(?:now|first|firstly|next|then|finally|lastly|after\s+that),?\s+(?:so\s+)?`;
/** An entry with a number is a part of a plan that somebody asked for. */
const UNNUMBERED = String.raw`(?<!(?:^|\n)[ \t]{0,9}\d{1,3}[.)]\s{1,3})`;
const AT_NOW = new RegExp(String.raw`${UNNUMBERED}\b${NOW}$`, 'i');
const AT_START = new RegExp(String.raw`${UNNUMBERED}(?:\b${NOW})?$`, 'i');
const AFTER_BREATH =
  /(?<=(?:^|[.!?:\n]\s*)(?:okay|ok|alright|all right|great|good|perfect|excellent|hmm|wait|actually|so|sure|certainly|right|yes|you(?:['\u2019]re|\s+are)\s+right),\s)$/i;

const WILL = ["I'll", 'I will', "I'm going to", 'I am going to'];
const MUST = ['I need to', 'I have to', 'I want to', 'I should', 'we need to', "let's", 'let us'];
const SOME_WORK = new RegExp(String.raw`^\s+${ADVERB}(?:${WORK})\b${NO_PLAN}`, 'i');

const NO_REQUEST = /^\s+(?:\w+ly\s+)?(?!know\b|in\b|be\b|down\b)[a-z-]+\b/i;

/** Steps that show themselves by their first words, in any text. */
const ANNOUNCED: readonly Cue[] = [
  { words: ['let me'], before: AT_START, after: NO_REQUEST, opens: true },
  { words: ['let me'], before: AFTER_BREATH, after: NO_REQUEST },
  { words: [...WILL, ...MUST], before: AT_NOW, after: SOME_WORK, opens: true },
  {
    words: WILL,
    after: new RegExp(
      String.raw`^\s+(?:(?:start|begin)\s+by\b|(?:now|first|next)\s+[a-z]+\b)${NO_PLAN}`,
      'i',
    ),
    opens: true,
  },
  {
    words: ["I'm now", 'I am now'],
    after: new RegExp(String.raw`^\s+(?:${WORKING})\b${NO_PLAN}`, 'i'),
    opens: true,
  },
  {
    words: ['I understand', 'I see', 'I can see', 'I know'],
    before: /\bnow\s+$/i,
    // What follows a colon is what came of it.
    after:
      /^(?!\s[^.!?\n:]{0,80}:[ \t]+\S)\s+(?:the|how|why|what|that|where|everything|all|enough)\b|^(?=[.!:])/i,
    opens: true,
  },
  { words: ['I started by', 'I began by'], after: /^\s+[a-z]+ing\b/i, opens: true },
  {
    words: [
      'I looked',
      'I checked',
      'I read',
      'I opened',
      'I searched',
      'I explored',
      'I examined',
      'I reviewed',
    ],
    before: /\b(?:first|then|next|after\s+that),?\s+$/i,
    opens: true,
  },
];

/** What an agent says between two steps; a person who opens a pull request may promise as much. */
const PROMISED: readonly Cue[] = [
  { words: WILL, before: AT_START, after: SOME_WORK, opens: true },
  { words: WILL, before: AFTER_BREATH, after: SOME_WORK },
  {
    words: ["let's", 'let us'],
    after:
      /^\s+(?:(?:just|first|now|also)\s+)?(?:begin|build|check|compile|create|dive|examine|explore|find|fix|investigate|look|read|run|see|start|take\s+a\s+look|test|trace|try|update|verify)\b/i,
    opens: true,
  },
  {
    words: WORKING.split('|').flatMap((verb) => [`I'm ${verb}`, `I am ${verb}`]),
    after: new RegExp(String.raw`^(?!\s+(?:for(?:ward)?|(?:it|that|this)\s+as)\b)${NO_PLAN}`, 'i'),
    opens: true,
  },
  // With nothing behind its colon, the next step is a call of a tool.
  {
    words: ['now', 'next'],
    after: new RegExp(String.raw`^,?\s+(?:${WORK}|hook|rebuild|publish)\b(?=[^\n]{0,140}:\s*$)`, 'i'),
    opens: true,
  },
];

const STEPS = cues(ANNOUNCED);
const STEPS_OF_REPLY = cues([...ANNOUNCED, ...PROMISED]);
