import type { Span } from '../rule.ts';
import { MODELS } from './marks.ts';
import { isPerson, mentions, type Name } from './names.ts';

/** What is done to a change; with `by` or `with` behind it, it credits somebody. */
export const DONE =
  'assisted|authored|built|co-?authored|co-?created|coded|composed|crafted|created|designed|developed|done|drafted|fixed|generated|implemented|made|opened|pair[ -]?programmed|paired|ported|prepared|produced|refactored|summari[sz]ed|translated|ultraworked|vibe[ -]?coded|written';
export const HOW =
  '(?:all|almost|auto|automatically|completely|entirely|fully|heavily|initially|jointly|largely|mainly|mostly|originally|partially|partly|primarily)[\\s-]';
/** What a person calls the thing that a message is about. */
const CHANGE =
  '(?:(?:automatic|entire|first|initial|new|original|unit|whole)\\s+)*(?:branch|changes?|changeset|checkpoint|code|commits?|contribution|description|docs|documentation|draft|feature|fix|implementation|merge request|message|mr|patch|patches|patchset|pr|pull request|refactor|refactoring|series|tests?|work)';
const THESE = '(?:all|all of|all the|the entire|the whole|these|this)';
const HELP = '(?:the |some |a lot of |lots of )?(?:aid|assistance|help)\\s+(?:by|from|of)\\s+';
const CREDIT = `(?:${HOW})*(?:(?:${DONE})\\s+(?:or\\s+)?)+(?:${HOW})*(?:by|using|via|with)\\s+(?:${HELP})?`;

interface Sentences {
  /** What stands before the name, from the start of a line or a sentence, and what may stand behind it. */
  readonly credits: readonly (readonly [before: RegExp, behind: RegExp])[];
  /** What the agent did, where the name begins the sentence. */
  readonly did: RegExp;
}

let built: Sentences | undefined;

function sentences(): Sentences {
  const before = (source: string) => new RegExp(`(?:^|\\n)${BEGIN}${source}${TO_NAME}$`, 'i');
  const the = `(?:${THESE}|most|most of|my|parts? of|some|some of|the)\\s+`;
  const verbs = 'create|debug|draft|find|fix|generate|help|implement|investigate|refactor|translate|write';
  built ??= {
    credits: [
      [before(`(?:${the})*${CHANGE}\\s+(?:was|were|has been|have been)\\s+${CREDIT}`), /^/],
      [before(`${THESE}\\s+(?:the\\s+)?${CHANGE}\\s+(?:is|are)\\s+${CREDIT}`), /^/],
      [
        before(`(?:${THESE}\\s+)?${CHANGE}\\s+${CREDIT}`),
        /^[\])}*_"]{0,4}(?:[.;,(]|[^\S\n]*$|\s+for task\b)/m,
      ],
      [before(`with\\s+${HELP}`), /^/],
      [before("(?:I(?:'ve)?\\s+(?:also\\s+)?)?asked\\s+"), /^\s+to\s/],
      [
        before("I(?:'ve)?\\s+(?:also\\s+|mostly\\s+)?used\\s+"),
        new RegExp(`^\\s+(?:to\\s+(?:${verbs})|for\\s+(?:${THESE}|the)\\s+${CHANGE})\\b`, 'i'),
      ],
    ],
    did: new RegExp(
      `^\\s+(?:also\\s+)?(?:helped\\s+(?:me|us)|(?:wrote|did|generated|implemented)\\s+(?:all|everything|most|(?:the|this)\\s+${CHANGE})|(?:was|were)\\s+us(?:ed|ing)\\s+(?:for|in|on)\\s+this\\s+${CHANGE})\\b`,
      'i',
    ),
  };
  return built;
}

/** What may stand before the first word of a sentence; a box of a template only where it is ticked. */
const BEGIN = '[^A-Za-z0-9\\n[]{0,8}(?:\\[x\\] )?';
/** What may stand between the last word of a credit and the name. */
const TO_NAME = '[[*_"]{0,3}(?:(?:an?|generative|github|google)\\s+)*';
const BEGINS = new RegExp(`(?:^|\\n)${BEGIN}${TO_NAME}$`, 'i');
const CREDITS = new RegExp(`\\b(?:asked|by|from|of|used|using|via|with)\\s+${TO_NAME}$`, 'i');
/** A sentence with one of these does not say that an agent was at work. */
const DENIED = /\b(?:if|never|no|none|not|please|unless|when|whether|without)\b|n't\b/i;
/** What makes a name part of something else: `the code was made with Claude in mind`. */
const TALK =
  /^\s+(?:api|are|as|backend|clients?|compatib\w+|config\w*|hooks?|in mind|integration|is|plugin|provider|sdk|servers?|support|users?)\b/i;
/** Sentences that credit an agent say so in fewer UTF-16 units, on either side of the name. */
const REACH = 200;

/** Sentences that say an agent worked on the change, in a plain text, in order. */
export function* statements(text: string): Generator<Span & { readonly agent: string }> {
  for (const mention of mentions(text)) {
    const { start, end, text: agent } = mention;
    const head = text.slice(Math.max(0, start - REACH), start);
    const sentence = head.replace(/^[\s\S]*(?:[.!?;]\s|\n\s*\n)/, '');
    const behind = text.slice(end, end + REACH);
    if (!isName(mention) || isPerson(agent, behind) || TALK.test(behind) || DENIED.test(sentence)) continue;
    const found = CREDITS.test(sentence)
      ? sentences()
          .credits.find(([before, after]) => before.test(sentence) && after.test(behind))?.[0]
          .exec(sentence)
      : sentences().did.test(behind) && BEGINS.exec(sentence);
    if (!found) continue;
    const blank = /^[^A-Za-z0-9]*/.exec(found[0])?.[0].length ?? 0;
    yield { start: start - sentence.length + found.index + blank, end, agent };
  }
}

/** Whether a text names an agent, or a family of models. */
function namesAgent(text: string): boolean {
  for (const mention of mentions(text)) if (isName(mention)) return true;
  return FAMILY.test(text);
}

/** A word of other use is a name where it has a capital letter. */
function isName({ sure, text }: Name): boolean {
  return sure || /^(?:an? )?[A-Z]/.test(text);
}

const FAMILY = new RegExp(`\\b(?:${MODELS.join('|')})\\b`);

/** Labels that say by themselves that an agent was at work, if what follows does not deny it. */
const TELLING =
  'assisted(?:-by)?|assistance|attribution|authored(?:-by)?|co-?author(?:ed)?(?:-by)?|contributions?|credits?|declaration|disclaimer|disclosure|generated(?:-by)?|involvement|provenance|statement|transparency|written(?:-by)?|(?:assistance|usage|use) (?:disclosure|statement)';
/** Labels that need an agent behind them. */
const ASKING = 'agents?|assistants?|help|models?|notes?|prompts?|session|tools?(?: used)?|usage|use';
const AI = '(?:ai|llms?|gen ?ai|generative ai)(?:[ /]{1,3}llms?)?';
const LABEL = new RegExp(`^${AI}[ -]+(?:(${TELLING})|${ASKING})[*_]{0,3} ?(:|\\(|$)[*_]{0,3}(.*)$`, 'i');
const ASSISTANT = /^(assistant)-(?:agent|contribution|model|session|tool)s?(:)(.*)$/i;

/** `AI disclosure: ...` as one line says it, without what stands before the first letter. */
export interface Label {
  readonly telling: boolean;
  readonly value: string;
}

export function labelOf(line: string): Label | null {
  // Spares a hook the long pattern on most lines.
  if (!/^(?:ai|assistant|gen|llm)/i.test(line)) return null;
  const [, telling, mark, value = ''] = LABEL.exec(line) ?? ASSISTANT.exec(line) ?? [];
  return mark === undefined ? null : { telling: telling !== undefined && mark === ':', value: value.trim() };
}

const DENIAL =
  /^\W*(?:0 ?%|false|n\/a|nil|no|nobody|none|nope|not|never|tbd|without)(?!\w)|\b(?:no|not|never|without)\s+(?:\w+\s+){0,2}(?:ai|llms?|assist\w+|generat\w+)\b|n't\b.{0,40}\b(?:ai|llms?)\b/i;
/** What a template asks for, as opposed to what a person answers. */
const TEMPLATE = /^\s*(?:<|\[ ?\]|describe\b|delete\b|did you\b|e\.g\.|if\b|please\b|select\b|yes ?\/ ?no)/i;

/** Whether a label with all that belongs to it says that an agent was at work. */
export function discloses({ telling, value }: Label, text: string): boolean {
  if (DENIAL.test(text) || TEMPLATE.test(text)) return false;
  const [inside = ''] = value.split(')');
  const says = ANSWER.test(text) || SAYS_SO.test(text) || isNames(inside);
  if (telling && value !== '' && says) return true;
  return (telling || says) && namesAgent(text);
}

/** A plain answer to the question of a form. */
const ANSWER =
  /^\W*(?:\d{1,3} ?%|fully|heav\w+|light\w*|minimal\w*|moderate\w*|partial\w*|some|true|yes|y|x)(?!\w)/i;
const SAYS_SO = new RegExp(
  `\\b(?:I|we|my|diagnosed|driven|helped|reviewed|tested|us(?:ed|ing)|utili[sz]ed|wrote|${DONE}|assistance|help)\\b`,
  'i',
);

/** Whether a text is one name of an agent or several, and nothing else but versions and what stands in brackets. */
function isNames(text: string): boolean {
  const rest = text.replace(/\([^()]*\)/g, '').trim();
  let behind = 0;
  let between = '';
  for (const { start, end } of mentions(rest)) {
    between += rest.slice(behind, start);
    behind = end;
  }
  return behind > 0 && /^(?:\W|\band\b)*$/.test(between + rest.slice(behind));
}

/** `Prompt: ...` as a paragraph of its own: what somebody told an agent to do. */
export const PROMPT =
  /^(?:(?:additional|first|follow-?up|full|initial|original|second) )?prompts?(?: [^:\n]{1,60})?:\s*(?:$|\S.{39})/i;
