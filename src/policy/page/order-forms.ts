import type { Step } from '../../parse/session/step.ts';
import type { Directive } from './directive.ts';
import { CODE } from './known-steps.ts';
import { type Moment, momentIn } from './moments.ts';
import { LINES, underLine } from './order-lines.ts';
import {
  askedIn,
  belowOf,
  HEDGED,
  masked,
  OCCASION,
  type Order,
  OWN_FILE,
  type Part,
  READS_FILE,
} from './order-parts.ts';
import { tasksIn } from './tasks.ts';
import { VERBS } from './verbs.ts';

const known = new WeakMap<Directive, readonly Order[]>();

/** What a sentence puts in order, once for each thing that it does. */
export function ordersIn(directive: Directive): readonly Order[] {
  const found = known.get(directive) ?? find(directive);
  known.set(directive, found);
  return found;
}

/** What somebody tells. */
const TOLD =
  /\b(?:runs|fires|executes|happens|validates|evaluates|called|invoked|triggered|loaded|was|were|has been|have been) (?:automatically |only |once )?(?:before|after)\b/i;

function find(directive: Directive): readonly Order[] {
  const { text } = directive;
  const isHeading = directive.passage.kind === 'heading';
  if (
    !(isHeading ? LINES : RELATED).test(text) &&
    !directive.above.slice(-2).some((line) => LINES.test(line))
  )
    return [];
  if (!directive.mayAsk || /\?\W*$|^\W*(?:usage:|examples?:|prefer\b)/i.test(text)) return [];
  if (SHOWS.test(directive.above.at(-1) ?? '')) return [];
  if (IF_TOUCHED.test(text)) return [];
  const [when, rest] = conditionOf(text);
  const isGuess = HEDGED.test(rest.replace(/`[^`]*`/g, ' ').replace(OCCASION, ''));
  const order =
    inSentence(rest.replace(EXAMPLE, ''), directive) ??
    continued(rest, directive) ??
    underLine(rest, directive);
  if (!order) return [];
  const moment = order.tasks.includes(OWN_FILE) ? wide(order.moment) : order.moment;
  return [{ ...order, moment, when, isGuess: isGuess || order.isGuess }];
}

const RELATED =
  /\b(?:before|prior to|after|first|then|until|unless|without|upon|once|fails?|pass|session start|at the (?:very )?(?:start|beginning)|(?:every|each) time|if (?:you|present|so|it|one|there|tests?|the|any)|only (?:when|if)|when(?:ever)? (?:you|done|finish\w*|edit\w*|chang\w*|modif\w*|touch\w*|updat\w*|creat\w*|writ\w*|the user|i))\b/i;

/** `Before committing, check whether there is ... If so, run X`: the sentence before it tells when. */
function continued(text: string, directive: Directive): Part | null {
  if (!/^\W*if (?:present|so|it (?:exists|does)|one exists|there is)\b/i.test(text)) return null;
  const before = directive.passage.text.slice(0, Math.max(0, directive.passage.text.indexOf(directive.text)));
  const [, phrase = ''] = /\b(?:before|prior to)\s+([^,:.]{3,60})[,:]/i.exec(before.slice(-400)) ?? [];
  const moment = momentIn(phrase);
  const tasks = moment ? askedIn(text, directive, moment) : [];
  return moment && tasks.length > 0 ? { relation: 'before', tasks, moment, isGuess: true } : null;
}

/** What a sentence only names for an example. */
const EXAMPLE = /\s\((?:e\.g\.|for example|such as)[^()]*\)/gi;

/** A line above that leads in what may be done, or what goes wrong. */
const SHOWS =
  /\byou can\b[^.]{0,20}:?$|\b(?:examples?|failures|supports?)\b[^.]{0,40}:$|^\W*(?:key )?(?:features|examples)\W*$/i;

/** `... (if you changed the schema)`: which edits that means, no path says. */
const IF_TOUCHED =
  /\((?:only )?(?:if|when) (?!(?:any )?code)(?:you |your changes |the |any )[^()`]*\b(?:modif|chang|touch|edit|add|updat|affect)\w*[^()`]*\)/i;

/** `If the user mentions ..., ` in front of a sentence: what the person says, and the rest. */
function conditionOf(text: string): [Step | undefined, string] {
  const [all, words = ''] =
    /^\W*(?:if|when(?:ever)?) (?:the )?(?:user|person|i) (?:references?|mentions?|says?|names?|types?|asks? (?:for|about)|refers? to) ((?:[`"\u201c][^`"\u201d]+[`"\u201d](?:,? (?:or|and) )?)+),\s*/i.exec(
      text,
    ) ?? [];
  if (!all) return [undefined, text];
  const prompt = [...words.matchAll(/[`"\u201c]([^`"\u201d]+)[`"\u201d]/g)].map(([, said = '']) => said);
  return [{ prompt }, text.slice(all.length)];
}

/** What ends the phrase behind `before`. */
const PHRASE_END =
  /[;\u2014\u2013]|\s-{1,2}\s|:(?=\s|$)|[.!?](?=\s|$)|\s\((?!not )|,\s(?:then|so|and then|always|never|otherwise|not|it|this|that|they|you|use|run|read|check|verify|ensure|make sure|confirm|search|load|invoke|call|review)\b|\b(?:because|so that|so (?:the|you|we|it)|otherwise|even|unless|by|via|for|to (?:ensure|make sure|verify|confirm|check|catch|keep|avoid|prevent|see|be sure|update|regenerate|apply)|and (?:ensure|make sure|report|fix|iterate|verify|follow|commit|update|push|read|run|apply))\b/i;

function inSentence(text: string, directive: Directive): Part | null {
  return leading(text, directive) ?? negated(text, directive) ?? trailing(text, directive) ?? sequence(text);
}

/** `Before Y, X`, `After Y: X`, `When editing Y, run X`. */
function leading(text: string, directive: Directive): Part | null {
  const match =
    /^(?:[^\w`]*(?:(?:important|critical|note|always|pre-commit|required|rule|mandatory)\s*[:\u2014-]\s*)?)(before|prior to|after|once|when(?:ever)?|if|every time|each time|upon|on|at (?:the )?(?:very )?(?:start|beginning) of)\b\s+/i.exec(
      text,
    );
  if (!match) return null;
  const word = (match[1] ?? '').toLowerCase();
  const behind = text.slice(match[0].length);
  for (const cut of behind.matchAll(/[,:](?=\s|$)|\s[\u2014\u2013-]{1,2}\s/g)) {
    if (cut.index > MOST_PHRASE) break;
    const moment = momentIn(behind.slice(0, cut.index));
    if (!moment) continue;
    const rest = behind.slice(cut.index + cut[0].length);
    // An enumeration goes on: `Before a commit, PR, or issue, run`.
    if (/^(?:[^,:.]{0,50},)?\s+(?:or|and)\s[^,:.]{0,60}[,:]/.test(rest)) continue;
    const isBefore = /^(?:before|prior to|at )/.test(word);
    const tasks = askedIn(rest.trim() === '' ? '' : rest, directive, moment);
    if (tasks.length === 0) return null;
    if (isBefore) return { relation: 'before', tasks, moment, isGuess: false };
    return when(word, moment, tasks, behind.slice(0, cut.index), rest);
  }
  return null;
}

/** A phrase of a moment is no longer, in UTF-16 units. */
const MOST_PHRASE = 240;

/** What `when`, `if` and `once` mean: when a file is edited, it is read before, and checked behind. */
function when(
  word: string,
  moment: Moment,
  tasks: readonly Step[],
  phrase: string,
  rest: string,
): Part | null {
  const isAfter = /^(?:after|once|upon|every time|each time)$/.test(word);
  if (isAfter) return { relation: 'after', tasks, moment, isGuess: false };
  if (moment.kind === 'end') return { relation: 'after', tasks, moment, isGuess: false };
  if (moment.kind === 'start') return null;
  if (/\b(?:done|finished|completed)\b/i.test(phrase))
    return { relation: 'after', tasks, moment, isGuess: false };
  if (!moment.step.edit) return null;
  const isDone =
    /\b(?:ed|you (?:edit|change|modify|touch|update|create)|edit\w*|chang\w*|modif\w*|touch\w*|updat\w*)\b/i.test(
      phrase,
    );
  if (!isDone) return null;
  const reads =
    tasks.every((task) => task.read) &&
    /^\W*(?:(?:you|must|always|first|please)\s+)*(?:read|load|consult|see|review|check|look|open|follow)\b/i.test(
      rest,
    );
  return { relation: reads ? 'before' : 'after', tasks, moment, isGuess: false };
}

/** `Never Y without X`, `Do not Y until X`, `Only Y after X`, `No Y before X`. */
function negated(text: string, directive: Directive): Part | null {
  const match =
    /(?:\b(?:never|don['\u2019]?t|do not|must not|cannot|not|no|avoid)\b|\u274c)\s+(?:ever\s+)?([^,;:.]{3,80}?)\s+(without|until|before|unless|if|when)\s+(.+)$/i.exec(
      text,
    ) ?? (directive.wish(/\bwithout\b/) ? /^\W*([^,;:.]{3,60}?)\s+(without)\s+(.+)$/i.exec(text) : null);
  const only =
    /\bonly\s+([^,;:.]{3,60}?)\s+(after|once|when|if)\s+(.+)$/i.exec(text) ??
    /^\W*([^,;:.]{3,60}?)\s+only (after|once|when|if)\s+(.+)$/i.exec(text);
  const [, y = '', word = '', x = ''] = match ?? only ?? [];
  if (y === '' || (!only && !isForbidden(text, directive))) return null;
  const phrase = x.split(/[;.](?:\s|$)|\s[\u2014\u2013-]\s/, 1)[0] ?? '';
  if (
    /\b(?:ask\w*|approv\w+|permission|confirm\w*|consent|explicit\w*|told|instruct\w+)\b/i.test(
      phrase.split(/\band\b/, 1)[0] ?? '',
    )
  )
    return null;
  if (/^(?:if|when)$/i.test(word) && !only && !FAILS.test(phrase)) return null;
  const moment = momentIn(y) ?? momentIn(gerund(y));
  if (!moment || moment.kind === 'start') return null;
  const tasks =
    isItsReading(phrase) && moment.kind === 'step' && moment.step.edit
      ? [OWN_FILE]
      : tasksIn(imperative(phrase));
  if (tasks.length === 0 || (word === 'unless' && !/\bpass|\bgreen|\brun/i.test(phrase))) return null;
  return { relation: 'before', tasks, moment, isGuess: false };
}

function wide(moment: Moment): Moment {
  return moment.kind === 'step' && moment.step.edit === CODE ? { ...moment, step: { edit: ['**'] } } : moment;
}

/** `commit` and `committing` are one moment. */
function gerund(phrase: string): string {
  return phrase.replace(/^\W*(?:claim|say) /i, 'claiming ').replace(/^\W*mark /i, 'marking ');
}

function imperative(phrase: string): string {
  return phrase
    .replace(FAILS, 'pass')
    .replace(/^\W*(?:first\s+)?(?:running|you(?:['\u2019]ve| have)? run|having run)\b/i, 'run')
    .replace(/^\W*passing\b/i, 'pass');
}

function isForbidden(text: string, directive: Directive): boolean {
  return (
    /(?:\b(?:never|don['\u2019]?t|do not|must not|cannot|avoid|not?)\b|\u274c)/i.test(text) ||
    directive.wish(/\b(?:without|until|before|unless)\b/)?.modality !== undefined
  );
}

const FAILS =
  /\b(?:fail(?:s|ing|ed)?|(?:do(?:es)? not|don['\u2019]t|doesn['\u2019]t|(?:is|are) not|aren['\u2019]t) (?:pass|succeed|passing|green))\b/i;

function isItsReading(phrase: string): boolean {
  return /\b(?:read(?:ing)?|look(?:ing)? at|view(?:ing)?)\b(?: (?:it|them|the (?:file|code)s?|first))/i.test(
    phrase,
  );
}

const RELATION =
  /[\s(]?\b(before|prior to|ahead of|after|at (?:the )?(?:very )?(?:start|beginning) of|at (?=session start)|(?:when|once)(?= (?:you (?:are |have )?|you['\u2019]re )?(?:done|finished|complete)\b))\s*/gi;

/** `X before Y`, `X after Y`. */
function trailing(text: string, directive: Directive): Part | null {
  for (const match of text.matchAll(RELATION)) {
    const isBefore = !/^(?:after|when|once)$/i.test(match[1] ?? '');
    const from = match.index + match[0].length;
    const behind = text.slice(from, from + MOST_PHRASE);
    const end = masked(behind).search(PHRASE_END);
    const moment = momentIn(end === -1 ? behind : behind.slice(0, end));
    if (!moment) continue;
    const front = clauseBefore(text.slice(0, match.index));
    const rest = end === -1 ? '' : behind.slice(end);
    if (TOLD.test(text.slice(Math.max(0, match.index - 40), from))) continue;
    if (!isAskedAt(directive, match[1] ?? '') || OF_OUTCOME.test(front)) continue;
    if (isBefore && READS_FILE.test(front) && moment.kind === 'step' && moment.step.edit)
      return {
        relation: 'before',
        tasks: [OWN_FILE],
        moment,
        isGuess: /\b(?:relevant|referenced|existing)\b/i.test(front),
      };
    const behindColon = /^\s*[):]*:\s*(.*)$/s.exec(rest)?.[1];
    const own = tasksIn(front);
    const tasks = own.length === 0 && THESE.test(front) ? tasksIn(text.slice(0, match.index)) : own;
    const asked =
      tasks.length > 0 ? tasks : behindColon === undefined ? [] : askedIn(behindColon, directive, moment);
    const sequelWords = (rest + behind.slice(0, Math.max(0, end))).replace(/\([^()]*\)|\beven if\b/gi, '');
    const isGuess =
      /^\W*(?:any ?time|when(?:ever)?|if|for|in)\b[^,]*,/i.test(front) ||
      /\b(?:when|if|where)\b/i.test(sequelWords);
    if (asked.length > 0) return { relation: isBefore ? 'before' : 'after', tasks: asked, moment, isGuess };
    const sequel =
      isBefore && /\b(?:these|the following) (?:commands|checks|steps)\b/i.test(front)
        ? belowOf(directive)
        : [];
    if (sequel.length > 0) return { relation: 'before', tasks: sequel, moment, isGuess: false };
  }
  return null;
}

/** It hangs on what came before: `If it prints commits, rebase before pushing`. */
const OF_OUTCOME = /^\W*if (?:it|this|that|they|these|the (?:output|result|command|check))\b[^,]*,/i;

/** What stands before them in the sentence. */
const THESE = /\b(?:both|it|them|these|this|each|all of)\b/i;

/** The clause that ends where a text does. */
function clauseBefore(text: string): string {
  const words = masked(text);
  const cut = Math.max(
    ...['; ', ' \u2014 ', ' - '].map((mark) => words.lastIndexOf(mark)),
    words.search(/\bif you [^,]*$/i),
  );
  return cut === -1 ? text : text.slice(cut + 1);
}

function isAskedAt(directive: Directive, word: string): boolean {
  const wish = directive.wish(new RegExp(`\\b${word}\\b`));
  // To stop a server is no wish that something is not done.
  const isPositive =
    wish?.modality === 'must' || /^\W*(?:always )?(?:stop|remove|delete)\b/i.test(directive.text);
  const [, verb = ''] =
    /^\W*(?:if|when)\b[^,]{0,160},\s+(?:you must |always |please )?(\w+)/i.exec(directive.text) ?? [];
  if (VERBS.has(verb.toLowerCase())) return true;
  return wish !== null && isPositive;
}

/** `X first, then Y`, `First X, then Y`. */
function sequence(text: string): Part | null {
  const match =
    /^(.{5,160}?)\bfirst\b\s*(\([^()]*\))?\s*,?\s*(?:and )?then\s+(.{3,120})$/i.exec(text) ??
    /^\W*first,?\s+(.{5,120}?)()(?:,|;|\.)?\s*(?:and )?then\s+(.{3,120})$/i.exec(text);
  if (!match) return null;
  const moment = momentIn(match[3] ?? '');
  const tasks = tasksIn(`${match[1]} ${match[2] ?? ''}`);
  return moment && moment.kind === 'step' && tasks.length > 0
    ? { relation: 'before', tasks, moment, isGuess: false }
    : null;
}
