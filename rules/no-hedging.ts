import { cues, findExcept, wordOptions } from '../src/parse/cue.ts';
import type { Matcher } from '../src/parse/search.ts';
import { excerpt, startsSentence, textBefore, withoutPhrase } from '../src/parse/sentence.ts';
import { withPhrases } from '../src/policy/page/phrases.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-hedging',
  summary: 'State what is so, without doubt or softening',
  why: 'A softened claim leaves the reader to guess whether it holds, and whether anybody looked.',
  subjects: ['commit', 'pr', 'reply'],
  severity: 'warn',
  recommended: true,
  options: wordOptions,
  reads: (directive) =>
    NO_GUESS.test(directive.text) ||
    directive.forbids(
      /\b(?:hedg(?:e|es|ed|ing)\b(?! with (?:if|code|types?|defaults?|conditionals?))|weasel[- ]words|softening|qualifiers|speculat(?:e|ion|ing)\b(?! about(?! (?:the |root )*causes?\b)| on))\b/,
    )
      ? withPhrases(directive)
      : null,
  good: [
    'Retry the upload once',
    'Reject a tab in the indent: tabs should raise E101',
    'Skip the check, a worker may exit before the queue is empty',
    'Mark the slow path as unlikely and silence -Wmaybe-uninitialized',
    'Wrap the result in a Maybe value and add speculative decoding',
    'Make sure that users who are not sure see the help',
    'Rename the label "Maybe later" to "Not now"',
    'Treat this kind of error as fatal, retry if it seems to hang',
    'Assume a little-endian host and test for probably-prime numbers',
    'The switch is now on by default, I hope you see the difference',
    { text: '> I think we should cache this\n\nIt is cached now.', as: ['pr', 'reply'] },
    { text: 'The index is probably stale', options: { allow: ['probably'] } },
  ],
  bad: [
    { text: 'Close the pool. I think this leaked', flags: ['I think'] },
    { text: 'Bump the timeout, not sure why it failed', flags: ['not sure'] },
    { text: 'Bump the timeout and hopefully calm the runner', flags: ['hopefully'] },
    { text: 'Pin the image. This should fix the build', flags: ['This should fix'] },
    { text: 'Pin the image. The likely culprit is the cache', flags: ['likely culprit'] },
    { text: 'Restart the server, it probably lost its socket', flags: ['probably'] },
    { text: 'The cache seems to be cold', flags: ['seems'] },
    { text: 'Potential fix for the lost socket', flags: ['Potential fix'] },
    { text: 'It basically works', flags: ['basically'], fixed: 'It works' },
    { text: 'Basically, the cache is cold', flags: ['Basically, the'], fixed: 'The cache is cold' },
    { text: 'The lock might deadlock', options: { words: ['might'] }, flags: ['might'] },
  ],
  *check(document, { words, allow }) {
    for (const { phrases, advice } of HEDGES) {
      for (const hit of findExcept(document, phrases, allow)) {
        yield { at: hit, message: `Unexpected \`${excerpt(hit.text)}\`, ${advice}` };
      }
    }
    for (const hit of findExcept(document, words, allow)) {
      yield { at: hit, message: `Unexpected \`${excerpt(hit.text)}\`, say it without hedging` };
    }
    for (const hit of findExcept(document, SOFTENERS, allow)) {
      const message = `Unexpected \`${hit.text}\`, say it without softening`;
      const fix = withoutPhrase(document.text, hit);
      const unsafe = fix && !limitsNothing(document.text, hit.start) ? { unsafe: true } : {};
      yield { at: hit, message, ...fix, ...unsafe };
    }
  },
});

/** `No guessing`, and nothing else. */
const NO_GUESS = /^\W*(?:no|never|avoid|do not|don['\u2019]t)[*_]* guess(?:ing|work)?\W*$/i;

/** Not in a condition: `retry if it seems to hang` doubts nothing. */
const STATED = /(?<!\b(?:if|whether|unless|in case)\b[^.!?;:,]{0,60})$/i;

/** What was changed, as the subject of a sentence. A requirement has another one: `tabs should raise E101`. */
const THE_CHANGE =
  /\b(?:this|these|those|which|(?:this|these|the|my)\s+(?:\w+\s+){0,2}(?:change|fix|commit|patch|PR|pull request|update|improvement|workaround|rewrite)(?:s|es)?)\s+$/i;

const DOUBT = cues([
  {
    words: ['think', 'believe', 'suspect', 'doubt', 'presume'],
    before: /\b(?:I|we)(?:\s+(?:also|still|do|really|personally|actually))?\s+$/i,
    after: /^(?!\s+(?:about|of|in|through|twice|ahead)\b)/i,
  },
  {
    words: ['guess', 'suppose', 'assume', 'bet', 'imagine', 'reckon', 'wonder', 'gather'],
    before: /\bI(?:['\u2019]d)?(?:\s+(?:also|still|do|really|just|would|can\s+only))?\s+$/i,
    after: /^(?!\s+(?:(?:the|an?|this|that)\s+)?(?:\w+\s+)?role\b)/i,
  },
  {
    words: ['think', 'believe'],
    before: /\b(?:I|we)\s+(?:do\s+not|don['\u2019]t|didn['\u2019]t)\s+$/i,
    after: /^(?!\s+(?:about|of|in)\b)/i,
  },
  { words: ["don't know", 'do not know'], before: /\bI(?:\s+(?:really|still|also|just))?\s+$/i },
  // Not `if you are not sure`, not `make sure`.
  {
    words: ['sure', 'certain', 'convinced', 'confident'],
    before:
      /(?:\b(?:I|we)(?:\s+(?:am|are)|['\u2019](?:m|re))(?:\s+(?:also|still))?\s+)not(?:\s+(?:100%|\w+))?\s+$/i,
  },
  {
    words: ['sure', 'certain', 'clear'],
    before:
      /(?<!\b(?:are|is|was|were|be|been|['\u2019]re|you|users?)\s)\bnot(?:\s+(?:100%|\w+ly|quite|too))?\s+$/i,
    after: /^(?=\s+(?:why|if|whether|how|what|when|where|which|this|that|it)\b)/i,
  },
  {
    words: ['sure', 'certain', 'confident', 'positive'],
    before: /\b(?:pretty|fairly|reasonably|quite|mostly|almost|relatively|\d\d%)\s+$/i,
    after: /^(?!\s+(?:way|amount|number|set)\b)/i,
  },
  { words: ['no idea', 'no clue'], before: /\bI\s+have\s+$/i },
  { words: ['no idea', 'no clue'], after: /^(?=\s+(?:if|whether|why|how|what)\b)/i, opens: true },
  {
    words: [
      'guess',
      'suspicion',
      'hunch',
      'theory',
      'hypothesis',
      'impression',
      'assumption',
      'understanding',
    ],
    before: /\bmy(?:\s+(?:best|first|initial|only|current|working))?\s+$/i,
  },
  {
    words: ['unclear', 'not clear', 'unknown'],
    before: /\b(?:cause|reason)\s+(?:is|are|was|remains?)\s+(?:still\s+|also\s+|currently\s+)?$/i,
  },
  { words: ['unclear', 'not clear'], after: /^(?=(?:\s+to\s+me)?\s+(?:why|how|to\s+me)\b)/i },
  { words: ['AFAICT', 'AFAIK', 'AFAICS', 'IIRC', 'IIUC'] },
  {
    words: ['as far as I', 'as far as we', 'from what I', 'from what we'],
    after: /^\s+(?:can|could|know|understand|gather|see|am\s+aware|remember)\b/i,
  },
  { words: ['to my knowledge', 'to the best of my knowledge', 'if memory serves', "if I'm not mistaken"] },
  {
    words: ['if I', "unless I'm", 'unless I am'],
    after: /^\s+(?:remember|recall|understand|read\s+it|missing)\b/i,
  },
  {
    words: ['for some reason', 'for unknown reasons', 'for reasons unknown', 'for an unknown reason'],
    before: STATED,
  },
  {
    words: ['reason'],
    before: /(?<=\bfor\s)some\s(?:strange|odd|weird|unknown|unclear|obscure|mysterious)\s$/i,
  },
]);

const HOPE = cues([
  {
    words: ['hopefully', 'fingers crossed', "let's hope", 'knock on wood', 'with any luck', 'with some luck'],
  },
  // `I hope this helps` is a closing formula: no-filler takes it.
  {
    words: ['hope', 'hoping'],
    before: /\b(?:I|we|I['\u2019]m|I\s+am|we['\u2019]re|just)\s+$/i,
    after: /^(?!\s+(?:(?:this|that|it)\s+helps|you)\b)/i,
  },
  { words: ['hoping'], after: /^\s+(?:this|that|it|to|the)\b/i },
  {
    words: ['see if', 'see whether'],
    after:
      /^\s+(?:this|that|it|these)\s+(?:\w+\s+)?(?:helps?|fix(?:es)?|works?|solves?|makes?|improves?|passes)\b/i,
  },
]);

const EFFECT = cues([
  // This should fix the build
  {
    words: ['should', 'ought to'],
    before: THE_CHANGE,
    after:
      /^(?:\s+(?:now|also|then|all|both|at\s+least|already|further)){0,2}\s+(?:fix|resolve|solve|address|close|help|prevent|avoid|improve|reduce|eliminate|unblock|allow|enable|make|give|keep|work|do|speed|perform|ensure|cover|result|lead|suffice|satisfy|simplify|catch|stop|get|be\s+(?:safe|possible|more|less|much|very|better|\w+er|compatible|transparent|equivalent|easy|rare))\b/i,
  },
  {
    words: ['should', 'ought to'],
    after: /^(?:\s+(?:now|also|then))?\s+(?:fix|resolve|solve|address|help|close|unblock)\b/i,
    opens: true,
  },
  {
    words: ['should'],
    before: /\bit\s+$/i,
    after: /^\s+(?:also\s+)?(?:help|improve|speed\s+up|make\s+(?:it|this|things))\b/i,
  },
  { words: ['should', 'ought to'], after: /^\s+(?:suffice|do\s+(?:it|the\s+trick|the\s+job))\b/i },
  // It should be fine now
  {
    words: ['should', 'ought to'],
    after:
      /^(?:\s+(?:now|also|still|then|all|already)){0,2}\s+be\s+(?:fine|ok(?:ay)?|alright|all\s+right|good\s+(?:enough|to\s+go|now)|enough|sufficient|plenty|harmless|negligible|trivial|unaffected|unblocked|(?:also\s+)?faster?|the\s+\w+est|(?:correct|fixed|resolved|solved|working|gone|stable|complete|done|ready|better|safe|back|clean|compliant|consistent|possible)\s+now|(?:pretty|quite|relatively|fairly|mostly|reasonably|much|largely|basically)\s+\w+)\b/i,
  },
  {
    words: ['should'],
    after:
      /^(?:\s+also)?\s+now(?:\s+(?:also|always|again))?\s+(?:work|pass|succeed|build|compile|behave|look|show|display|render|appear|match|run|load|start|see|get|correctly|properly|successfully|be\s+(?:fixed|resolved|solved|fine|able|correct|stable|complete|safe|possible|consistent))\b/i,
  },
  {
    words: ['should'],
    before: /\b(?:everything|things|it\s+all|all\s+of\s+(?:it|this))\s+$/i,
    after: /^(?:\s+(?:now|still|also))?\s+(?:be\s+)?(?:work|pass|run|behave)(?:ing)?\b/i,
  },
  {
    words: ['should'],
    after:
      /^\s+(?:(?:pass|build|compile|succeed)\s+(?:now|again)|(?:still\s+work|be\s+working|work)\s+(?:fine|now|again|ok(?:ay)?|well|smoothly|just\s+fine|out\s+of\s+the\s+box|everywhere|as\s+before))\b/i,
  },
  {
    words: ['should'],
    after:
      /^\s+no\s+longer\s+(?:crash|fail|hang|happen|occur|break|leak|flicker|appear|cause|trigger|see|get)\b/i,
  },
  {
    words: ["shouldn't", 'should not'],
    before: THE_CHANGE,
    after:
      /^(?:\s+(?:really|actually))?\s+(?:affect|break|have\s+(?:any|an?|much)|cause|change|impact|regress|interfere|be\s+(?:too|any|that|visible|breaking))\b/i,
  },
  {
    words: ["shouldn't", 'should not'],
    after:
      /^(?:\s+(?:really|actually))?\s+(?:matter|hurt|make\s+(?:a|any|much)\s+\w+|be\s+(?:an?\s+(?:problem|issue|concern)|noticeable))\b/i,
  },
  // This might help
  {
    words: ['might', 'may', 'could'],
    before: /(?<!\b(?:if|whether|unless|in case)\b[^.!?;:,]{0,60})(?<!\b(?:I|we|you)\s)$/i,
    after:
      /^(?:\s+(?:also|even|well|still|potentially|possibly)){0,2}\s+(?:help|fix|solve|do\s+the\s+trick)\b(?!\s+(?:text|message|page))/i,
  },
  {
    words: ['potentially'],
    after: /^\s+(?:faster|better|cheaper|improv\w+|help\w*|fix\w*|resolv\w+|reduc\w+|speed\w*)\b/i,
  },
  // Attempt to fix the build; another tool may well try to fix things, and a program what it reads.
  {
    words: ['attempt to', 'attempts to', 'attempting to', 'try to', 'tries to', 'trying to', 'attempt at'],
    after:
      /^\s+(?:fix(?:ing)?|solv(?:e|ing)|work\s+around|address)\b(?![^.!?\n]{0,80}\b(?:automatically|malformed|invalid|corrupt(?:ed)?|at\s+run\s?time|before\s+\w+ing|on\s+(?:import|load|open|paste|read|save|start-?up|upload))\b)/i,
    opens: true,
  },
  {
    words: ['attempt to', 'attempts to', 'tries to'],
    before: THE_CHANGE,
    after: /^\s+(?:fix|solve|work\s+around|address|resolve|improve|prevent)\b/i,
  },
  {
    words: ['potential', 'possible', 'tentative', 'attempted', 'speculative', 'possibly', 'tentatively'],
    after:
      /^\s+(?:fix|solution|workaround)\b(?!\s+(?:suggestion|version|candidate|hint|list|type|date)s?\b)/i,
    opens: true,
  },
  {
    words: ['potential', 'possible', 'tentative', 'attempted', 'speculative'],
    before: /\b(?:an?|my|this)\s+$/i,
    after: /^\s+fix\b/i,
  },
]);

const GUESS = cues([
  {
    words: [
      'probably',
      'maybe',
      'perhaps',
      'presumably',
      'apparently',
      'seemingly',
      'supposedly',
      'arguably',
    ],
    // Not what something says: the page says maybe.
    before: /(?<!\b(?:says?|said|reads|prints|printed|answers)(?::[^.!?\n]{0,80})?\s)$/i,
    after: /^(?![(\]]|\s+(?:primes?|monads?|types?|functors?|values?|uninitialized|undefined)\b)/i,
  },
  { words: ['in all likelihood', 'quite possibly', 'very possibly', 'chances are', 'more than likely'] },
  { words: ['possibly'], after: /^(?=\s+(?:because|due\s+to|related\s+to|caused\s+by)\b)/i },
  {
    words: ['likely', 'most likely', 'very likely'],
    after: /^\s+(?:root\s+)?(?:culprits?|causes?|reasons?|suspects?|explanations?|sources?)\b/i,
  },
  // The error is likely stale; `likely` before a noun is a property: likely branches, likely users.
  {
    words: ['likely', 'most likely', 'very likely', 'quite likely'],
    before:
      /(?<=(?:\b(?:is|are|was|were|it|this|they|which|but|so|also|just|will|would|has|have|had|been|issue|error|bug|problem|failure|crash)|['\u2019](?:s|re|ll|ve)|[,(:.]|\s[-\u2013\u2014])\s{1,2})$/i,
    after:
      /^(?![\])(]|\s+(?:to|than|or|and|branch(?:es)?|paths?|cases?|hints?|macros?|values?|candidates?|users?)\b)/i,
  },
  {
    words: ['likely'],
    before: /(?<!\b(?:more|less|as|how|equally|not|too|so)\s)$/i,
    after:
      /^(?=\s+(?:due\s+to|because|caused|comes?|came|stems?|related|needs?|requires?|means?|happen(?:s|ed)|fixes|works|isn['\u2019]t|doesn['\u2019]t|won['\u2019]t|superseded|introduced|fail(?:s|ed)|broke|breaks|crashe[sd])\b)/i,
  },
  {
    words: ['likely', 'unlikely'],
    before:
      /\b(?:this|that|it|which|change)(?:\s+(?:is|was|will\s+be)|['\u2019]s)\s+(?:(?:very|most|highly|quite|also)\s+)?$/i,
    after: /^\s+to\b/i,
  },
  {
    words: ['unlikely'],
    before: /\b(?:is|are|was|were)\s+(?:(?:very|highly)\s+)?$/i,
    after: /^(?=\s+(?:to|that)\b)/i,
  },
  { words: ['unlikely'], after: /^\s+to\b/i, opens: true },
  // Not what somebody else sees: it makes the window seem stuck, it may seem odd.
  {
    words: ['seem', 'seems'],
    before:
      /(?<!\b(?:if|whether|unless|in case)\b[^.!?;:,]{0,60})(?<!\b(?:mak(?:es?|ing)|made)\s[^.!?]{0,30})(?<!\b(?:to|may|might|could|would|can)\s)$/i,
    after: /^(?!\s+to\s+(?:users?|people|readers|the\s+(?:user|reader))\b)/i,
  },
  {
    words: ['appears to', 'appear to'],
    before:
      /(?<!\b(?:if|whether|unless|in case)\b[^.!?;:,]{0,60})(?<!\b(?:to|may|might|could|would|can|it)\s)$/i,
    after:
      /^(?=\s+[a-z])(?!\s+(?:the|an?|users?|you|people|be\s+(?:frozen|stuck|hung|dead)|hang|freeze|stall|float|flicker|jump|lag|move|disappear|succeed)\b)/i,
  },
  { words: ['appears'], before: /\bit\s+$/i, after: /^(?=\s+(?:that|to\s+be|as\s+if)\b)/i, opens: true },
  {
    words: ['looks like', 'sounds like'],
    before: /(?:\bit\s+(?:(?:actually|also|really|now|just)\s+)?)?$/i,
    after: /^(?!\s*:|\s+(?:this|that|so)\s*[.:,])/i,
    opens: true,
  },
  {
    words: ['might be', 'may be', 'could be', 'might have been', 'may have been', 'could have been'],
    before: STATED,
    after:
      /^(?=\s+(?:related|due\s+to|because|caused|the\s+(?:cause|reason|culprit|problem|root)|to\s+do\s+with|an?\s+(?:[\w-]+\s+){0,2}(?:issue|bug|regression|race)\b(?!\s+\w)|an?\s+(?:good|bad)\s+idea|worth|fine|overkill|better\s+to|(?:completely|perfectly|totally)\s+\w+)\b)/i,
  },
]);

const SOFTENED = cues([
  { words: ['kinda', 'sorta', 'pretty much'] },
  {
    words: ['more or less'],
    before: /(?<=\b(?:it|this|that|they|everything)\s(?:(?:is|are|was|were)\s)?)$/i,
  },
  // It kind of works; `this kind of error` softens nothing.
  {
    words: ['kind of', 'sort of'],
    before:
      /(?<=\b(?:it|they|we|I|is|are|was|were|just|also|feels?|looks?|works?|only)\s|['\u2019]s\s|[(,]\s?)$/i,
    after: /^(?!\s+(?:an?|the|like)\b)/i,
  },
]);

/** Why somebody hedges, and what to do about it. */
const HEDGES: readonly { phrases: Matcher; advice: string }[] = [
  { phrases: DOUBT, advice: 'find out or leave it out' },
  { phrases: HOPE, advice: 'say what was tried' },
  { phrases: EFFECT, advice: 'say what it does' },
  { phrases: GUESS, advice: 'say what is known' },
  { phrases: SOFTENED, advice: 'say it without softening' },
];

/** Where a clause begins, with no more than its subject: `is basically correct` and `makes it basically free` say less. */
const CLAUSE_START =
  /(?:^|[.!?;:,]\s+|\n\s*|\b(?:and|as|because|but|since|so|that|when|while)\s+)(?:it|this|that|they|we|I|you)\s+$/i;

function limitsNothing(text: string, start: number): boolean {
  return startsSentence(text, start) || CLAUSE_START.test(textBefore(text, start));
}

/** Followed by a colon it introduces something, and before `all` or `the same` it limits what is said. */
const SOFTENERS = cues([
  {
    words: ['basically'],
    before: /(?<!,\s{0,2})$/,
    after:
      /^(?=,?\s+[\w`])(?!,?\s+(?:all|every|no|none|nothing|never|always|any|the\s+(?:same|only)|identical|equal|unchanged|done|empty)\b)/i,
  },
]);
