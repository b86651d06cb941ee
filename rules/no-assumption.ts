import { cues, findExcept, wordOptions } from '../src/parse/cue.ts';
import { excerpt } from '../src/parse/sentence.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-assumption',
  summary: 'Ask rather than assume',
  why: 'Work that rests on a guess about what somebody wants has to be found, understood and done again.',
  subjects: ['pr', 'reply'],
  severity: 'warn',
  options: wordOptions,
  reads: (directive) =>
    directive.forbids(/\b(?:assum(?:e|ing|ptions?)|guess(?:es|ing)?)\b/) &&
    /\bask(?:ing)?\b|\bclarif|\bquestions?\b/i.test(directive.passage.text.slice(0, 500))
      ? {}
      : null,
  good: [
    'Which port should the server listen on?',
    'The parser assumes UTF-8 and a little-endian host',
    'The bound holds under the assumption that n > 0',
    'The role policy lets the job assume a role',
    'Assuming you have Docker installed, run the script',
    'We assume that the caller holds the lock',
    'I will assume the deploy role with the new policy',
    'Check the assumptions of the old test',
    'You did not name a port. Which one do you want?',
    { text: '> I assumed you want JSON\n\nIt writes YAML.', as: ['reply'] },
    { text: 'Presumably the index is stale', options: { allow: ['presumably'] } },
  ],
  bad: [
    { text: 'I assumed you want JSON', flags: ['I assumed'] },
    { text: 'I wrote the client assuming that the port is 8080', flags: ['assuming'] },
    { text: 'I made the assumption that staging is free', flags: ['I made the assumption'] },
    { text: 'The old name is presumably unused', flags: ['presumably'] },
    { text: "You didn't name a port, so I used 8080", flags: ["You didn't name a port, so I"] },
    { text: 'Two modes fit. I went ahead and took the first', flags: ['I went ahead and'] },
    { text: "The page names two hosts, I'll go with the first", flags: ["I'll go with"] },
    { text: 'I took the liberty of renaming the flag', flags: ['I took the liberty'] },
    { text: 'You probably want the second form', flags: ['You probably want'] },
    { text: 'It defaults to YAML on a hunch', options: { words: ['on a hunch'] }, flags: ['on a hunch'] },
  ],
  *check(document, { words, allow }) {
    for (const phrases of [ASSUMPTIONS, words]) {
      for (const hit of findExcept(document, phrases, allow)) {
        yield { at: hit, message: `Unexpected \`${excerpt(hit.text)}\`, ask or look it up` };
      }
    }
  },
});

const ASSUMPTIONS = cues([
  // I assumed, I'm assuming, I've just assumed: the writer, not `the parser assumes UTF-8`, and no role.
  {
    words: ['assume', 'assumed', 'assuming', 'presume', 'presumed', 'presuming'],
    before:
      /\bI(?:['\u2019](?:m|ve|ll|d)|\s+(?:am|have|had|will|would|can))?(?:\s+(?:also|just|therefore|simply))?\s+$/i,
    after: /^(?!\s+(?:(?:the|an?|this|that)\s+)?(?:[\w-]+\s+)?roles?\b)/i,
  },
  // I built it assuming that ...; `assuming you have Docker` is a condition.
  { words: ['assuming'], before: /(?<=\bI(?:['\u2019]\w+)?\s[^.!?\n]{1,80})$/i },
  {
    words: ['assuming'],
    after: /^(?=[^.!?\n]{1,80},\s+I(?:['\u2019](?:ll|ve|d)|\s+(?!can|would))\b)/i,
    opens: true,
  },
  {
    words: ['assuming'],
    after:
      /^\s+(?:that\s+)?you(?:['\u2019](?:d|re)\s+(?:like|prefer|after)|\s+(?:want|meant|mean|need|prefer|intended))\w*/i,
  },
  { words: ['presumably'] },
  { words: ["let's assume", 'let us assume'] },
  { words: ['assumption'], before: /\bmy\s+(?:\w+\s+)?$/i },
  {
    words: ['assumption'],
    before:
      /\bI(?:['\u2019](?:ve|m)|\s+(?:have|am))?\s+(?:made|mak(?:e|ing))\s+(?:the|an?|this|one)\s+(?:\w+\s+)?$/i,
  },
  { words: ['assumption'], after: /^\s+(?:is\s+)?that\s+you\b/i },
  // A choice taken from the one who should take it
  { words: ['go with'], before: /\bI(?:['\u2019]ll|\s+will|['\u2019]m\s+going\s+to)\s+(?:just\s+)?$/i },
  { words: ['going with'], before: /\bI(?:['\u2019]m|\s+am)\s+$/i },
  {
    words: ['went ahead and', 'gone ahead and', 'go ahead and'],
    before: /\bI(?:['\u2019](?:ve|ll)|\s+(?:have|will|also))?\s+$/i,
  },
  { words: ['took the liberty', 'taken the liberty'], before: /\bI(?:['\u2019]ve|\s+(?:have|also))?\s+$/i },
  {
    words: ['defaulted to', 'default to', 'guessed'],
    before: /\bI(?:['\u2019](?:ve|ll)|\s+(?:have|will))?\s+$/i,
  },
  {
    words: ["didn't", 'did not', "haven't", 'have not'],
    before: /\b(?:since|as|because)\s+you\s+$/i,
    after:
      /^\s+(?:specif(?:y|ied)|say|said|mention(?:ed)?|stated?|named?|tell|told|given?|provided?|clarif(?:y|ied)|set)\b/i,
  },
  {
    words: ["didn't", 'did not', "haven't", 'have not', "don't"],
    before: /\byou\s+$/i,
    after:
      /^\s+(?:specif(?:y|ied)|say|said|mention(?:ed)?|stated?|named?|tell|told|given?|provided?|clarif(?:y|ied)|set)\b[^.!?\n]{0,60}?,\s+(?:so\s+)?I(?!\s+(?:need|can|cannot|have|would|am)\b)(?:['\u2019](?:ll|ve))?(?=\s)/i,
  },
  // What somebody else is thought to want
  {
    words: ['probably', 'likely', 'presumably', 'most likely', 'must'],
    before: /\byou(?:['\u2019](?:re|d|ll))?\s+$/i,
    after: /^\s+(?:want|wanted|mean|meant|prefer|intended|expect)\b/i,
  },
  {
    words: [
      'figured',
      'guess',
      'suspect',
      'imagine',
      'expect',
      'take it',
      'gather',
      'think',
      'thought',
      'believe',
    ],
    before: /\bI\s+$/i,
    after:
      /^\s+(?:that\s+)?you(?:['\u2019](?:d|re)|r\s+(?:intent|goal|intention))?\s+(?:want|meant|mean|need|prefer|like|after|is|was)\w*/i,
  },
  { words: ['unless you'], after: /^\s+(?:object|say\s+otherwise|tell\s+me|stop\s+me)\b/i },
]);
