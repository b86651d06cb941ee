import { cues, findExcept, wordOptions } from '../src/parse/cue.ts';
import type { Hit } from '../src/parse/document.ts';
import type { Searchable } from '../src/parse/search.ts';
import { capitalized, excerpt, startsSentence, withoutPhrase } from '../src/parse/sentence.ts';
import { withPhrases } from '../src/policy/page/phrases.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-filler',
  summary: 'Begin with the matter, end with it, and leave out padding',
  why: 'Every reader pays for words that carry nothing, and looks for the matter behind them.',
  subjects: ['commit', 'pr', 'reply'],
  severity: 'warn',
  recommended: true,
  options: wordOptions,
  reads: (directive) =>
    directive.demands(/\bstraight to the point\b/) ||
    directive.forbids(
      /\b(?:filler|fluff|preambles?|intro(?:s|ductions)?|throat[- ]clearing|pleasantries|small talk|(?:hollow |closing )?(?:closings|offers)|(?:closing|trailing|ending) (?:summar(?:y|ies)|recaps?|remarks|offers)|padding|pad|(?:restat|repeat)(?:e|es|ed|ing)? (?:the |my |a )?(?:question|prompt|request|task))\b/,
    )
      ? withPhrases(directive)
      : null,
  good: [
    'Which of the two should I take?',
    'Make sure that the lock is held, of course only where it can be',
    'Users feel free to skip the step, so it is required now',
    'Let the caller know if the queue is full',
    'Here is the list of hosts: alpha, beta',
    'Keep the entries in order and write them to one file',
    'Use a perfect hash. It is small',
    'Sort them in order to the left',
    'Shall I delete the old database?',
    'Note that the flag is gone',
    'Rename the button "Let me know if it fails" to "Report"',
    { text: '> Certainly! Here you go\n\nThe bot wrote that.', as: ['reply'] },
    { text: 'Stop in order to flush', options: { allow: ['in order to'] } },
  ],
  bad: [
    { text: 'Certainly! The cache is cold.', flags: ['Certainly!'], fixed: 'The cache is cold.' },
    {
      text: 'Sure, I can help with that. The cache is cold.',
      flags: ['Sure, I can help with that.'],
      fixed: 'The cache is cold.',
    },
    {
      text: 'The cache is cold.\n\nLet me know if you have any questions.',
      flags: ['Let me know if you have any questions.'],
      fixed: 'The cache is cold.',
    },
    {
      text: 'The cache is cold. I hope this helps!',
      flags: ['I hope this helps!'],
      fixed: 'The cache is cold.',
    },
    { text: 'The cache is cold. Want me to warm it?', flags: ['Want me to'] },
    { text: 'Here is the updated text you asked for:\n\nWarm the cache', flags: ['Here is the updated'] },
    {
      text: 'In this pull request, we warm the cache',
      flags: ['In this pull request, we'],
      fixed: 'We warm the cache',
    },
    {
      text: 'It is worth noting that the cache is cold',
      flags: ['It is worth noting that the'],
      fixed: 'The cache is cold',
    },
    {
      text: 'Warm the cache in order to save a request',
      flags: ['in order to'],
      fixed: 'Warm the cache to save a request',
    },
    {
      text: 'Due to the fact that it is cold, it waits',
      flags: ['Due to the fact that'],
      fixed: 'Because it is cold, it waits',
    },
    { text: 'Circle back on the cache', options: { words: ['circle back'] }, flags: ['Circle back'] },
  ],
  *check(document, { words, allow }) {
    const { text } = document;
    const find = function* (phrases: Searchable) {
      for (const hit of findExcept(document, phrases, allow))
        yield { hit, quote: `\`${excerpt(hit.text)}\`` };
    };

    const follows = (start: number, place: number) => start >= place && start <= place + GAP;
    const body = document.body.start;
    let top = text.search(/\S/);
    for (const { hit, quote } of find(OPENINGS)) {
      if (!follows(hit.start, top) && !follows(hit.start, body)) continue;
      top = hit.end;
      yield { at: hit, message: `Unexpected opening ${quote}, begin with the matter`, ...opened(text, hit) };
    }
    for (const { hit, quote } of find(FORMULAS)) {
      yield { at: hit, message: `Unexpected formula ${quote}, leave it out`, ...closed(text, hit) };
    }
    for (const { hit, quote } of find(PADDING)) {
      yield { at: hit, message: `Unexpected padding ${quote}, leave it out`, ...withoutPhrase(text, hit) };
    }
    for (const { hit } of find(LONG_FORMS)) {
      const short = SHORT_FORMS[hit.text.toLowerCase().replace(/\s+/g, ' ')] ?? '';
      const fix = /^[A-Z]/.test(hit.text) ? capitalized(short) : short;
      yield { at: hit, message: `Unexpected \`${excerpt(hit.text)}\`, write \`${fix}\``, fix };
    }
    for (const { hit, quote } of find(words)) {
      yield { at: hit, message: `Unexpected ${quote}, leave it out` };
    }
  },
});

/** Blanks and markup that may stand before an opening, in UTF-16 units: one opening follows another. */
const GAP = 3;

/** The fix for an opening: a whole sentence can go, and what a comma sets off from one. */
function opened(text: string, hit: Hit) {
  if (!/[.!]$/.test(hit.text) && text.charAt(hit.end) !== ',') return null;
  const fix = withoutPhrase(text, hit);
  return fix && VERDICT.test(hit.text) ? { ...fix, unsafe: true } : fix;
}

/** With a full stop it may be the answer: `Great. All tests pass.` */
const VERDICT = /^[a-z]+(?: [a-z]+)?\.$/i;

/** The fix for a courtesy: only a whole sentence can go and leave sentences behind. */
function closed(text: string, hit: Hit) {
  return /[.!]$/.test(hit.text) && startsSentence(text, hit.start) ? withoutPhrase(text, hit) : null;
}

/** Nothing but throat-clearing where they are the first words of a text or a body. */
const OPENINGS = cues([
  {
    words: ['certainly', 'sure', 'of course', 'absolutely', 'no problem'],
    after:
      /^[,!.]\s+I(?:\s+can|['\u2019]d\s+be\s+(?:happy|glad)\s+to|['\u2019]ll)\s+(?:certainly\s+)?help(?:\s+you)?(?:\s+(?:with|out)\b[^.!?\n]{0,40})?[.!](?=\s|$)/i,
  },
  {
    words: [
      'certainly',
      'sure',
      'sure thing',
      'of course',
      'absolutely',
      'definitely',
      'perfect',
      'great',
      'excellent',
      'awesome',
      'wonderful',
      'fantastic',
      'amazing',
      'good',
      'nice',
      'alright',
      'all right',
      'no problem',
      'hello',
      'hello there',
      'hi',
      'hi there',
      'hey',
      'hey there',
    ],
    after: /^[!.](?=\s|$)/,
  },
  // Alone they answer; before something else they only hold it up.
  { words: ['okay', 'ok', 'got it', 'understood'], after: /^[!.](?=\s+\S)/ },
  {
    words: ['certainly', 'sure', 'of course', 'absolutely', 'okay', 'alright', 'no problem'],
    after: /^(?=,\s+[\w`])/,
  },
  {
    words: ['thanks for', 'thank you for'],
    after:
      /^\s+(?:flagging|pointing|catching|sharing|asking|reaching|letting|bringing|clarifying|confirming|providing|(?:the|your)\s+(?:clarification|heads[\s-]up|detailed|context|feedback|questions?|information|patience))\b/i,
  },
  {
    words: ['here is', "here's", 'here are', 'below is'],
    after:
      /^\s+(?:the|your|an?)\s+(?:updated|revised|improved|corrected|complete|full|final|modified|refactored|rewritten|requested|suggested|(?:\w+\s+)?commit\s+message|PR\s+description|pull\s+request\s+description)\b/i,
  },
]);

/** What is not to be done without a yes, or is to be chosen from. */
const DECISION = String.raw`(?:delet(?:e|ing)|drop(?:ping)?|remov(?:e|ing)|forc(?:e|ing)|overwrit(?:e|ing)|reset(?:ting)?|publish(?:ing)?|push(?:ing)?|merg(?:e|ing)|deploy(?:ing)?|which|whether)\b`;
const OFFERED = new RegExp(String.raw`^(?![^.!?\n]{0,140}\b(?:or\b|${DECISION}))`, 'i');

const IF_YOU_LIKE = [
  "if you'd like",
  'if you would like',
  'if you like',
  'if you want',
  "if you'd prefer",
  'if you wish',
];

/** Courtesies and offers, mostly at the end. A question that asks for a decision is none. */
const FORMULAS = cues([
  {
    words: ['I hope this helps', 'I hope that helps', 'hope this helps', 'hope that helps'],
    after: /^(?:[.!]+|(?=\s*(?:\n|$)))/,
    opens: true,
  },
  {
    words: ['let me know'],
    before: /(?:\bplease\s+)?$/i,
    after:
      /^\s+if\s+(?:you\s+(?:have|need)\s+any(?:thing\s+else|\s+(?:(?:other|further|more|additional)\s+)?(?:questions?|concerns?|changes|help|assistance|issues?)(?:\s+or\s+(?:concerns|feedback|suggestions))?)|there(?:['\u2019]s|\s+is)\s+anything\s+else(?:\s+(?:I\s+can\s+(?:do|help\s+with)|you\s+need))?)[.!](?=\s|$)/i,
    opens: true,
  },
  {
    words: ['let me know'],
    before: /(?:\b(?:please|just|and|so|or)\s+)?$/i,
    after: new RegExp(String.raw`^(?=\s+(?:if|what|how|when|your)\b)(?![^.!?\n]{0,140}\b${DECISION})`, 'i'),
    opens: true,
  },
  {
    words: ['let me know'],
    before: /(?<=\b(?:and|please(?:\s+do)?|just|or)\s)$/i,
    after: new RegExp(String.raw`^(?=[.!]|\s+if\b)(?![^.!?\n]{0,140}\b${DECISION})`, 'i'),
  },
  { words: ['let me know'], before: /(?<=,\s)$/, after: /^(?=[.!]|\s+(?:if|whether|and\s+I))/i },
  {
    words: ['feel free to'],
    before: /(?:\bplease\s+)?$/i,
    after: /^\s+(?:ask|reach\s+out|contact\s+me|ping\s+me)(?:\s+[\w\s]{1,40})?[.!](?=\s|$)/i,
    opens: true,
  },
  { words: ['feel free to'], before: /(?:\b(?:please|or|and|but|so)\s+)?$/i, opens: true },
  { words: ['feel free to'], before: /(?<=(?:\bplease|,)\s)$/i },
  { words: ["don't hesitate to", 'do not hesitate to'] },
  {
    words: ['want me to', 'would you like me to', 'do you want me to', 'shall I'],
    opens: true,
    after: OFFERED,
  },
  { words: ['would you like me to', 'do you want me to'], before: /(?<=(?:\bor|,)\s)$/i, after: OFFERED },
  {
    words: [
      'how can I',
      'how may I',
      'what can I',
      'is there anything else',
      'anything else I can',
      'what else can I',
    ],
    after: /^(?:\s+(?:help|assist)\b|(?=\s+(?:I\s+can|you|do|help)\b))/i,
    opens: true,
  },
  { words: ['would you like help', 'would you like me to help'] },
  {
    words: ['happy to', 'glad to'],
    before: /\bI(?:['\u2019]d\s+be|['\u2019]m|\s+am|\s+would\s+be|['\u2019]ll\s+be)\s+(?:more\s+than\s+)?$/i,
    after: /^\s+help(?:\s+you)?(?:\s+with\s+(?:that|this|it))?[.!](?=\s|$)/i,
    opens: true,
  },
  {
    words: ['happy to', 'glad to'],
    before: /\bI(?:['\u2019]d\s+be|['\u2019]m|\s+am|\s+would\s+be|['\u2019]ll\s+be)\s+(?:more\s+than\s+)?$/i,
  },
  {
    words: ['happy to', 'glad to'],
    after:
      /^\s+(?:help|assist|adjust|make|do|change|split|rework|add|revise|discuss|elaborate|walk|explain|iterate|update|provide|take|look|answer|clarify|rebase|drop)\b/i,
    opens: true,
  },
  {
    words: IF_YOU_LIKE,
    after: /^(?=[^.!?\n]{0,120},\s+(?:I|we)\s+(?:can|could)\b)/i,
    opens: true,
  },
  {
    words: IF_YOU_LIKE,
    before: /(?<=\b(?:I|we)\s+(?:can|could)\b[^.!?\n]{1,120})$/i,
    after: /^(?=[.!?])/,
  },
  {
    words: ['apologies for', 'apologize for', 'apologise for', 'sorry for', 'sorry about'],
    before: /(?:\b(?:my|I|I['\u2019]m(?:\s+so)?)\s+)?$/i,
    after:
      /^\s+(?:the|any|my)\s+(?:\w+\s+)?(?:confusion|inconvenience|oversight|misunderstanding|mix-?up|delay|noise)(?:\s+earlier)?\b(?:[.!]+(?=\s|$))?/i,
    opens: true,
  },
  { words: ['my apologies'], opens: true },
  { words: ['happy coding', 'happy hacking'], after: /^(?:[.!]+|(?=\s*$))/, opens: true },
  { words: ['as an AI'], after: /^\s+(?:language\s+)?(?:model|assistant)\b/i, opens: true },
]);

/** They announce a sentence that can speak for itself. */
const PADDING = cues([
  {
    words: [
      'it is worth noting that',
      "it's worth noting that",
      'it is worth mentioning that',
      "it's worth mentioning that",
      'it is important to note that',
      "it's important to note that",
      'it should be noted that',
      'it is worth pointing out that',
      "it's worth pointing out that",
      'it bears mentioning that',
      'it goes without saying that',
    ],
  },
  {
    words: [
      'as mentioned above',
      'as mentioned earlier',
      'as mentioned before',
      'as stated above',
      'as noted above',
      'as noted earlier',
      'as previously mentioned',
      'as you can see',
      'as we all know',
      'needless to say',
    ],
    after: /^(?=,)/,
    opens: true,
  },
  {
    words: ['in this pull request', 'in this PR', 'in this commit', 'in this change', 'in this patch'],
    after: /^(?=,?\s+(?:we|I)\b)/,
    opens: true,
  },
]);

const SHORT_FORMS: Readonly<Record<string, string>> = {
  'in order to': 'to',
  'due to the fact that': 'because',
  'owing to the fact that': 'because',
  'in light of the fact that': 'because',
  'despite the fact that': 'although',
  'in spite of the fact that': 'although',
  'at this point in time': 'now',
  'at the present time': 'now',
  'in the near future': 'soon',
  'in the event that': 'if',
  'until such time as': 'until',
  'for the purpose of': 'for',
  'on a regular basis': 'regularly',
  'on a daily basis': 'daily',
  'please note that': 'note that',
};

/** Before an article no purpose is meant: sorted in order to the left. */
const OF_A_PURPOSE = ['in order to', 'for the purpose of'];

const LONG_FORMS = cues([
  { words: OF_A_PURPOSE, after: /^(?!\s+(?:\d|(?:the|an?|this|that|these|those|its|their|our|your|my)\b))/i },
  { words: Object.keys(SHORT_FORMS).filter((phrase) => !OF_A_PURPOSE.includes(phrase)) },
]);
