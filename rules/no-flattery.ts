import { cues, findExcept, wordOptions } from '../src/parse/cue.ts';
import { excerpt, startsSentence, withoutPhrase } from '../src/parse/sentence.ts';
import { withPhrases } from '../src/policy/page/phrases.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-flattery',
  summary: 'Answer without praising whoever asked',
  why: 'Praise says nothing about the work, and a reader who always gets it stops believing any of it.',
  subjects: ['commit', 'pr', 'reply'],
  severity: 'warn',
  recommended: true,
  options: wordOptions,
  reads: (directive) =>
    directive.forbids(
      /\b(?:flatter(?:y|ing|ies)?|prais(?:e|ing)|sycophan\w*|compliments?|validation phrases|cheerleading|cheerful|enthusiasm)\b/,
    )
      ? withPhrases(directive)
      : null,
  good: [
    'Keep the numbers right-aligned, you are right to the pixel there',
    'This is a great fit for a perfect hash and a good point to split',
    'Check that the test is right, thanks to the cache it is cheap',
    'Great work on large inputs needs 4 GB',
    'Good defaults matter: a nice message and an excellent ratio',
    'Make it a good idea again to run the full suite',
    'Ask a good question first and answer it in the title',
    'Fix the job that makes a great work queue slow',
    'Replace the placeholder "Great question!" in the bot',
    { text: '> You are absolutely right!\n\nThe bot said that.', as: ['reply'] },
    { text: 'Good catch by the fuzzer', options: { allow: ['good catch'] } },
  ],
  bad: [
    { text: 'Great question! The cache is cold.', flags: ['Great question!'], fixed: 'The cache is cold.' },
    { text: 'The cache is cold. Good catch!', flags: ['Good catch!'], fixed: 'The cache is cold.' },
    {
      text: "You're absolutely right! The lock leaks.",
      flags: ["You're absolutely right!"],
      fixed: 'The lock leaks.',
    },
    { text: "You're absolutely right that the lock leaks", flags: ["You're absolutely right"] },
    { text: "That's an excellent point about the lock", flags: ['excellent point'] },
    { text: 'What a thoughtful design. The lock goes.', flags: ['What a thoughtful'] },
    { text: 'The cache is cold, and your idea is brilliant', flags: ['your idea is brilliant'] },
    { text: 'You raise an excellent point', flags: ['You raise an excellent point'] },
    { text: 'I love your approach', flags: ['I love your'] },
    { text: 'Top-notch report', options: { words: ['top-notch'] }, flags: ['Top-notch'] },
  ],
  *check(document, { words, allow }) {
    for (const phrases of [PRAISE, words]) {
      for (const hit of findExcept(document, phrases, allow)) {
        const message = `Unexpected praise \`${excerpt(hit.text)}\`, answer without it`;
        const isSentence = /[.!]$/.test(hit.text) && startsSentence(document.text, hit.start);
        yield { at: hit, message, ...(isSentence ? withoutPhrase(document.text, hit) : null) };
      }
    }
  },
});

const GOOD = [
  'great',
  'good',
  'excellent',
  'fantastic',
  'wonderful',
  'brilliant',
  'nice',
  'awesome',
  'amazing',
  'terrific',
  'superb',
  'outstanding',
  'lovely',
  'insightful',
  'thoughtful',
  'smart',
  'clever',
  'sharp',
  'astute',
  'perceptive',
];

/**
 * Praise for the person, as an exclamation or the opening of a sentence. Praise for a thing is none:
 * an excellent ratio, a good point to split, and what is great about a work queue.
 */
const PRAISE = cues([
  // Great question! Really good point about the lock.
  {
    words: GOOD,
    before: /(?:\b(?:really|very|truly|absolutely)\s+)?$/i,
    after:
      /^\s+(?:questions?|points?|catch|ideas?|thinking|observations?|suggestions?|insights?|instincts?|call|thoughts?|find|eye|spot|choice|move|feedback|work|job|callout)(?:\s*[.!]+(?=\s|$)|(?=\s*(?:$|[,;)\n\u2013\u2014])|\s-|\s+(?:(?:about|on|here|there|by|with)\b(?!(?:(?!\b(?:how|if|that|what|when|where|whether|which|who|why)\b)[^.!?,;:\n]){0,60}(?::|\s(?:is|are|was|were|has|have|can|will|should|must|costs?|depends?|fails?|gets?|makes?|means?|needs?|requires?|takes?)\b))|spotting|catching|raising|noticing|asking|finding|that\s+you)\b|\s+to\s+(?:raise|ask|flag|check|bring)\b))/i,
    opens: true,
  },
  {
    words: GOOD,
    before:
      /(?<=\b(?:that|this)(?:['\u2019]s|\s+is|\s+was)\s+(?:actually\s+|really\s+)?(?:an?|such\s+an?)\s+)(?:(?:really|very|truly)\s+)?$/i,
    after:
      /^\s+(?:question|point|catch|observation|insight|instinct|suggestion|callout)(?=\s*(?:$|[.!,:;)\n\u2013\u2014])|\s-|\s+(?:about|on|and|here|that\s+you)\b)/i,
  },
  {
    words: GOOD,
    before:
      /\byou(?:['\u2019]ve)?\s+(?:raised?|make|made|bring\s+up|brought\s+up)\s+(?:an?|some|such\s+an?)\s+(?:(?:really|very)\s+)?$/i,
    after: /^\s+(?:points?|questions?)\b/i,
  },
  {
    words: GOOD,
    before: /\b(?:your|an?)\s+(?:very\s+|really\s+)?$/i,
    after: /^\s+question\b(?=\s*[.!,\u2013\u2014])/i,
  },
  {
    words: GOOD,
    before: /\byour\s+(?:very\s+|really\s+)?$/i,
    after:
      /^\s+(?:points?|ideas?|suggestions?|observations?|feedback|work|write-?up|explanation|questions?)\b/i,
  },
  {
    words: ['what a', 'what an'],
    after:
      /^\s+(?:really\s+)?(?:great|good|excellent|fantastic|wonderful|brilliant|nice|lovely|insightful|thoughtful|smart|clever|fascinating)\b/i,
    opens: true,
  },
  {
    words: [
      'question',
      'idea',
      'approach',
      'plan',
      'suggestion',
      'instinct',
      'intuition',
      'thinking',
      'reasoning',
      'observation',
      'analysis',
      'work',
      'code',
      'design',
      'solution',
    ],
    before: /\byour(?:\s+\w+)?\s+$/i,
    after:
      /^\s+(?:is|was|are|looks|sounds)\s+(?:(?:really|very|absolutely|truly|already|genuinely)\s+)?(?:an?\s+)?(?:great|excellent|brilliant|fantastic|wonderful|amazing|awesome|outstanding|impressive|superb|spot[\s-]on|insightful|thoughtful|smart|clever)\b/i,
  },
  // You're absolutely right! A plain `you're right that` agrees, and says with what.
  {
    words: ["you're", 'you are', "you're also", 'you are also'],
    before: /(?<!\b(?:if|whether|when|unless|sure)\s)$/i,
    after:
      /^\s+(?:absolutely|completely|totally|entirely|perfectly|100%|so)\s+(?:right|correct)(?![\w-])(?:[.!]+(?=\s|$))?/i,
  },
  { words: ["you're", 'you are'], after: /^\s+(?:right|correct)[.!]+(?=\s|$)/i, opens: true },
  {
    words: [
      'absolutely right',
      'absolutely correct',
      'spot on',
      'well spotted',
      'well done',
      'well put',
      'well said',
      'nicely done',
      'nailed it',
      'you nailed it',
      'brilliant',
      'impressive',
    ],
    after: /^(?:[.!]+(?=\s|$)|(?=\s*[,\u2013\u2014]))/i,
    opens: true,
  },
  {
    words: ['love', 'like'],
    before: /\bI\s+(?:really\s+|absolutely\s+|just\s+)?$/i,
    after: /^\s+(?:your|how\s+you|the\s+way\s+you|(?:this|that)\s+(?:idea|approach|suggestion|question))\b/i,
  },
  {
    words: ['love'],
    after:
      /^\s+(?:your|how\s+you|the\s+way\s+you|(?:this|the|that)\s+(?:idea|approach|suggestion|question))\b/i,
    opens: true,
  },
  {
    words: ['you have', "you've got", 'you clearly have'],
    after:
      /^\s+(?:an?|such\s+an?)\s+(?:very\s+)?(?:great|good|keen|sharp|excellent|impressive|remarkable)\s+(?:eye|instincts?|sense|grasp|understanding|taste|point)\b/i,
  },
  {
    words: ['clearly', 'obviously'],
    before: /\byou(?:['\u2019]ve)?\s+$/i,
    after: /^\s+(?:know\s+(?:your|what)|understand|thought|put\s+a\s+lot)\b/i,
  },
  { words: ["you're a", 'you are a'], after: /^\s+(?:genius|legend|star|rockstar|wizard)\b/i },
  { words: ['impressed'], before: /\bI(?:['\u2019]m|\s+am|\s+was)\s+(?:really\s+|very\s+|truly\s+)?$/i },
  { words: ['keep up the'], after: /^\s+(?:great|good|excellent|amazing)\s+work\b/i },
]);
