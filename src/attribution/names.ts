import type { Person } from '../subject.ts';
import { MARKS, MODELS, SUMMARISERS } from './marks.ts';

/** A name of an agent in a plain text (./plain.ts), with all that belongs to it: `Claude Opus 4.5`. */
export interface Name {
  readonly text: string;
  /** The first offset behind it. */
  readonly end: number;
  /** It can be nothing else. The others are words of other use, or speak of an agent without a name. */
  readonly sure: boolean;
}

/** What stands behind a name as a part of it: kinds of products and models, and with a version its settings. */
const KINDS =
  /^(?:action|agents?|ai|app|assistant|autofix|automation|bot|bugbot|chat|cli|cloud|code|coder|codex|composer|desktop|evaluation|fable|flash|haiku|ide|models?|opus|preview|pro|review|sdk|sonnet|swarm|turbo)$/i;
const SETTINGS = /^(?:exp|fast|high|instruct|latest|lite|low|max|medium|mini|nano|thinking|xhigh)$/i;

/** First names of people, too. Where nothing but the name stands there, `Claude` is the agent all the same. */
const PEOPLE = /^(?:claude|devin|jules)$/i;

/**
 * Whether a name in a sentence is a person's: before a surname, or a first name that is not known as
 * the product's without a link or an address behind it.
 */
export function isPerson(name: string, behind: string): boolean {
  if (!PEOPLE.test(name)) return false;
  return /^ [A-Z][a-z]/.test(behind) || (!/^claude$/i.test(name) && !/^\]?\(|^ <\S+@/.test(behind));
}

/** Words of marks that other texts are full of. */
const COMMON =
  'a all app auto bot by chat checkpoint cli co code coding com comment commit connector conversation created description dev docker end event for from g generated git github google help hub id io is labs logs made my net no notes noreply open original plan pr prompt pull reply request review reviewer s session sessions share source sst start summary tasks team the this type url users'.split(
    ' ',
  );

interface Directory {
  readonly addresses: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
  /** From a name in small letters and digits to whether it is sure. */
  readonly names: ReadonlyMap<string, boolean>;
}

let built: Directory | undefined;

function directory(): Directory {
  if (built) return built;
  const addresses = new Map<string, string>();
  const accounts = new Map<string, string>();
  const names = new Map<string, boolean>();
  for (const { agent, ...marks } of MARKS) {
    for (const address of marks.addresses ?? []) addresses.set(address, agent);
    for (const account of marks.accounts ?? []) accounts.set(account, agent);
    for (const form of marks.forms ?? []) names.set(slug(form), false);
    for (const name of marks.names ?? []) names.set(slug(name), true);
  }
  built = { addresses, accounts, names };
  return built;
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

let words: Set<string> | undefined;

/** Every attribution has one of these words in its plain text, in lower case. */
export function hintWords(): ReadonlySet<string> {
  if (words) return words;
  const keys = ['addresses', 'accounts', 'names', 'forms', 'trailers', 'sessions'] as const;
  const marks = MARKS.flatMap((mark) => keys.flatMap((key) => mark[key] ?? []));
  const lines = [...NAMELESS_WORDS, ...MODELS, ...SUMMARISERS, ...marks].join('\n').toLowerCase();
  // Names are also written without a blank, so a mark is also one word.
  words = new Set([...lines.split(/[^a-z]+/), ...lines.replace(/[^a-z\n]/g, '').split('\n')]);
  for (const word of ['', ...COMMON]) words.delete(word);
  return words;
}

const NAMELESS_WORDS = ['ai', 'genai', 'llm', 'llms', 'agent', 'agents', 'assistant', 'swarm'];

function* hints(text: string): Generator<number> {
  const words = hintWords();
  for (const { 0: word, index } of text.matchAll(/[A-Za-z]+/g)) {
    if (word.length < LONGEST_WORD && words.has(word.toLowerCase())) yield index;
  }
}

/** Longer than any word of a mark, in letters. */
const LONGEST_WORD = 40;

/** Every name in a plain text with where it starts; no part of an address, a path or a longer word. */
export function* mentions(text: string): Generator<Name & { readonly start: number }> {
  let behind = 0;
  for (const start of hints(text)) {
    if (start < behind || /[\w\-./@]/.test(text.charAt(start - 1))) continue;
    const name = nameAt(text, start);
    if (!name) continue;
    behind = name.end;
    yield { ...name, start };
  }
}

const MAKER = /(?:alibaba|amazon|anthropic|aws|github|google|jetbrains|meta|microsoft|openai|xai)[ -]/iy;
const MODEL = new RegExp(`(?:${MODELS.join('|')})[ -]?[kmv]?\\d(?:[\\w.-]*\\w)?`, 'iy');
const NAMELESS =
  /(?:an? )?(?:generative ai|gen ?ai|ai|llms?)(?:[ -](?:agents?|assistance|assistants?|chatbot|models?|tools?))?/iy;
const REST = / powered by ai\b|[ /:-](?:v?[a-z]?\d(?:[\w.-]*\w)?|[a-z]{1,12})/iy;

/** The name that begins at an offset of a plain text. */
export function nameAt(text: string, start: number): Name | null {
  const maker = matchAt(MAKER, text, start).length;
  const found = known(text, start + maker) ?? known(text, start) ?? nameless(text, start);
  if (!found) return null;
  let { end } = found;
  for (let version = /\d/.test(text.slice(start, end)); ; ) {
    const more = matchAt(REST, text, end);
    const digits = /\d/.test(more);
    const word = more.slice(1);
    if (
      more === '' ||
      !(digits || KINDS.test(word) || word.startsWith('powered') || (version && SETTINGS.test(word)))
    )
      break;
    version ||= digits;
    end += more.length;
  }
  return /^\w|^-[A-Za-z]/.test(text.slice(end, end + 2))
    ? null
    : { text: text.slice(start, end), end, sure: found.sure };
}

function matchAt(sticky: RegExp, text: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? '';
}

/** The longest name of the marks, or a model with its version. A blank or hyphen may be either, or missing. */
function known(text: string, start: number): { end: number; sure: boolean } | null {
  const { names } = directory();
  let best: { end: number; sure: boolean } | null = null;
  let name = '';
  let end = start;
  for (const [word] of text.slice(start, start + LONGEST_WORD).matchAll(/[ .-]?[A-Za-z0-9]+/gy)) {
    name += slug(word);
    end += word.length;
    const sure = names.get(name);
    if (sure !== undefined) best = { end, sure };
  }
  const model = matchAt(MODEL, text, start);
  return best ?? (model === '' ? null : { end: start + model.length, sure: true });
}

function nameless(text: string, start: number): { end: number; sure: boolean } | null {
  const word = matchAt(NAMELESS, text, start);
  return word === '' ? null : { end: start + word.length, sure: false };
}

/** The name that a text is, from end to end. */
function whole(text: string): Name | null {
  const name = nameAt(text, 0);
  return name?.end === text.length ? name : null;
}

/** Whether no person can bear a name. */
function isProduct(name: string): boolean {
  const [base = ''] = name.split(/ ?\(/);
  const [, inside = ''] = /\(([^()]*)\)/.exec(name) ?? [];
  const found = whole(base);
  if (!found) return false;
  const more = known(base, 0)?.end !== base.length;
  return (
    (found.sure || more || nameAt(inside, 0)?.sure === true) && !PEOPLE.test(base) && !/^gemini$/i.test(base)
  );
}

/**
 * The agent that stands as an author, a committer or a co-author; null for a person.
 * A name alone tells only where no person can bear it: a mailbox of their own makes `Claude` a person.
 */
export function agentOf({ name = '', email = '' }: Person): string | null {
  if (name === '' && email === '') return null;
  const { addresses } = directory();
  const address = email.toLowerCase();
  const found = addresses.get(address) ?? addresses.get(address.replace(/^[^@]*/, '*'));
  if (found) return found;
  const [, account] = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(address) ?? [];
  const bot = account ? agentOfAccount(account) : null;
  if (bot) return bot;
  if (/ \(aider\)$/.test(name)) return 'Aider';
  const parts = name.split(/ (?:-|via|\u00b7) /);
  if (parts.every((part) => whole(part.replace(/ ?\([^()]*\)$/, ''))) && parts.some(isProduct))
    return parts[0] ?? name;
  const machine = !account && /^(?:agent|ai|assistant|bot|no-?reply)@/.test(address);
  return machine && whole(name) ? name : null;
}

/** The agent behind a GitHub account, as in an address or, with `app/` before it, as `gh` writes it. */
export function agentOfAccount(login: string): string | null {
  const account = login.toLowerCase().replace(/^app\/([a-z0-9-]+)$/, '$1[bot]');
  // Apps of agents come and go; one that calls itself an agent is taken at its word.
  const itself = /(?:^|-)agent(?:-[a-z0-9-]+)?\[bot\]$/.test(account) ? login : null;
  return directory().accounts.get(account) ?? itself;
}

const ADDRESS = /[^\s<>(),;:"']{1,128}@[^\s<>(),;"']{1,128}/g;

/** The agent that the value of a trailer credits; null where it credits people, or only talks of a trailer. */
export function creditedAgent(value: string): string | null {
  let start = 0;
  for (const { 0: email, index } of value.matchAll(ADDRESS)) {
    const name = value.slice(start, index).replace(/^[\s,;>]+|[\s<"]+$/g, '');
    start = index + email.length;
    const agent = agentOf({ name, email });
    if (agent) return /^>?\)?\s+[a-z]{2}/.test(value.slice(start)) ? null : agent;
  }
  return start === 0 ? agentWithoutAddress(value) : null;
}

function agentWithoutAddress(value: string): string | null {
  const text = value.replace(/\[([^\]]{1,60})\]\([^)\s]{0,300}\)/g, '$1').replace(/[*_`]+|[\s.,;]+$/g, '');
  if (/^https?:\/\/\S*[#/](?:ai|llms?)\b/i.test(text)) return text;
  // The form of the Linux kernel, `AGENT:MODEL`, with tools that may follow.
  const [, tool = '', model = ''] = /^([\w.-][\w .-]{0,40}):(?=\S)(\S[^:]{0,80})$/.exec(text) ?? [];
  if (whole(tool) || nameAt(model, 0)?.sure) return tool;
  const parts = text.replace(/ ?\([^()]*\)/g, '').split(/\s*(?:[,;&+|]|\b(?:and|using|via|with)\b)\s*/i);
  const [agent = ''] = parts;
  return parts.every(whole) && (agent.toLowerCase() === 'claude' || !PEOPLE.test(agent)) ? agent : null;
}
