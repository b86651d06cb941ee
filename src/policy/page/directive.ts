import { type Scope, scopesOf } from './about.ts';
import { type Modality, type Stretch, stretchesOf } from './modality.ts';
import type { Below, Passage } from './page.ts';
import { placesOf } from './places.ts';
import { states } from './stated-commands.ts';

/** A number with what it counts: `50 chars`, `max 3 sentences`. */
export interface Limit {
  readonly number: number;
  readonly unit: string;
  /** Where it stands in the text. */
  readonly at: number;
}

/** Something found in a directive, and what the directive says of it. */
export interface Wish {
  readonly modality: Modality;
  readonly text: string;
  /** What the groups of the pattern matched. */
  readonly groups: readonly (string | undefined)[];
}

/** A sentence of a policy page, as the rules read it. */
export class Directive {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Without emphasis; code spans keep their backticks. */
  readonly text: string;
  /** What it stands under, outermost first. */
  readonly above: readonly string[];
  readonly passage: Passage;
  /** The text with blanks for backticks, so that patterns need not know of them. */
  readonly #words: string;
  #stretches: Stretch[] | undefined;
  #scopes: ReadonlySet<Scope> | undefined;

  constructor(passage: Passage, text: string, line: number, above: readonly string[]) {
    this.passage = passage;
    this.text = text;
    this.#words = text.replaceAll('`', ' ');
    this.line = line;
    this.above = above;
  }

  /** What it says of the first place of a pattern that it wishes anything about; null where it names none. */
  wish(pattern: RegExp): Wish | null {
    const words = this.#words;
    const place = everywhere(pattern);
    // Most patterns are in no sentence: this asks first, at the lowest cost.
    place.lastIndex = 0;
    if (!place.test(words)) return null;
    const [label = ''] = LABEL.exec(this.text) ?? [];
    let inLabel: Wish | null = null;
    place.lastIndex = 0;
    for (const match of words.matchAll(place)) {
      const modality = this.modalityAt(match.index);
      if (!modality) continue;
      const wish = { modality, text: match[0], groups: match.slice(1) };
      // `Emoji: never` says in its label what it is about, and behind it what it wants.
      if (match.index >= label.length) return wish;
      inLabel ??= wish;
    }
    return inLabel;
  }

  forbids(pattern: RegExp): boolean {
    return this.wish(pattern)?.modality === 'must-not';
  }

  demands(pattern: RegExp): boolean {
    return this.wish(pattern)?.modality === 'must';
  }

  /** Limits in a unit, such as `under 50 characters` or `72-char lines`; none where nothing is asked for. */
  limits(unit: RegExp): Limit[] {
    if (!/\d/.test(this.text)) return [];
    const source = `(?<![\\w.,])(\\d{1,3}(?:,\\d{3})+|\\d{1,6})(?:[- ]?|\\s(?:max(?:imum)?\\s)?)(${unit.source})\\b`;
    return [...this.text.matchAll(everywhere({ source }))]
      .map((match) => ({
        number: Number(match[1]?.replaceAll(',', '')),
        unit: match[2] ?? '',
        at: match.index,
      }))
      .filter(({ at }) => this.#isAsked || this.modalityAt(at) !== null);
  }

  /** Whether it may ask for anything, or leads in what does; most statements do neither. */
  get mayAsk(): boolean {
    return this.below.length > 0 || this.#all.some(({ modality }) => modality !== null) || states(this.text);
  }

  /** Whether it says in so many words that it asks for something, or forbids it. */
  get asks(): boolean {
    return this.#all.some(({ modality, isExplicit }) => modality !== null && isExplicit);
  }

  /** Whether it holds under a condition only: unless asked, when needed. A time such as `when committing` is none. */
  get isConditional(): boolean {
    return CONDITIONAL.test(this.text.replace(/`[^`]*`|"[^"]*"/g, ' ').replace(TIME, ' '));
  }

  /** What it names itself, or else the nearest line above that names anything. */
  get scopes(): ReadonlySet<Scope> {
    if (this.#scopes) return this.#scopes;
    const { text, below } = this.passage;
    const first = text.startsWith(this.text) ? '' : (text.slice(0, MOST_BEFORE).split(/[.!?]\s/, 1)[0] ?? '');
    // `Never use emojis in:` goes on in the lines below.
    const items = this.text.endsWith(':')
      ? below.slice(0, MOST_ITEMS).map((each) => each.text.slice(0, MOST_ITEM))
      : [];
    this.#scopes = scopesOf([this.text, ...items].join(' '), first, this.above);
    return this.#scopes;
  }

  /** Whether it, or a line above it, speaks of something. */
  speaksOf(pattern: RegExp): boolean {
    return pattern.test(this.text) || this.above.some((text) => pattern.test(text));
  }

  /** The contents of its code spans, in order; those that it asks for, or forbids, where that is given. */
  codes(modality?: Modality): string[] {
    return this.#contents(/`+([^`]+)`+/g, modality);
  }

  /** What stands between quotation marks, in order. */
  quotes(modality?: Modality): string[] {
    return this.#contents(/["\u201c]([^"\u201c\u201d]+)["\u201d]/g, modality);
  }

  /** What stands directly under it, where it leads that in. */
  get below(): readonly Below[] {
    const { kind, text, below } = this.passage;
    return kind === 'heading' || text.endsWith(this.text) ? below : [];
  }

  /** The entries of an enumeration in words, in parentheses or behind a colon: `Avoid: crucial, robust, elegant`. */
  get enumeration(): string[] {
    const [, inside, behind] = /\(([^()]+)\)|:\s+([^:]+)$/.exec(this.text) ?? [];
    const tail = (inside ?? behind ?? '').replace(/\.$/, '');
    const entries = tail.split(/,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/).map((entry) => entry.trim());
    return entries.length >= 2 ? entries : [];
  }

  /** All that it asks for, or forbids, as one text. */
  part(modality: Modality): string {
    const parts = this.#all.filter((stretch) => stretch.modality === modality);
    return parts.map(({ start, end }) => this.text.slice(start, end)).join(' ');
  }

  /** What it says of what stands at an offset of its text; null where it asks for nothing there. */
  modalityAt(offset: number): Modality | null {
    return this.#all.find(({ start, end }) => offset >= start && offset < end)?.modality ?? null;
  }

  get #isAsked(): boolean {
    return this.#all.some(({ modality }) => modality === 'must');
  }

  get #all(): readonly Stretch[] {
    this.#stretches ??= stretchesOf(this.text, this.above, this.passage.kind === 'heading');
    return this.#stretches;
  }

  #contents(pattern: RegExp, modality: Modality | undefined): string[] {
    return [...placesOf(this.text, pattern)]
      .filter(({ index }) => modality === undefined || this.modalityAt(index) === modality)
      .map(([, content = '']) => content.trim());
  }
}

const compiled = new Map<string, RegExp>();

/** The same pattern in any case and at all places; there are as many as rules have patterns. */
function everywhere({ source }: Pick<RegExp, 'source'>): RegExp {
  const known = compiled.get(source);
  if (known) return known;
  const pattern = new RegExp(source, 'gi');
  compiled.set(source, pattern);
  return pattern;
}

/** What a sentence begins with to say what it is about. */
const LABEL = /^[^:.]{1,40}:(?=\s)/;

const CONDITIONAL =
  /\b(?:unless|except|only (?:when|if)|if|when(?:ever)?|until|without (?:being )?(?:ask\w*|explicit|approval|permission|confirm\w*|my)|outside|as needed|(?:where|if|as) (?:possible|applicable|appropriate|relevant)|by default|prefer(?:red|ably)?|try to|roughly|approximately|around|about \d+|ideally|generally|usually)\b/i;
/** When something is done that is judged anyhow. */
const TIME =
  /\b(?:when(?:ever)?|if) (?:you (?:are )?)?(?:writ|commit|creat|open|respond|reply|communicat|answer|explain|referenc|referr|cit|mak|submit|describ|draft|push|nam|report|generat|talk|summari[sz]|compos|produc|draft)\w*\b/gi;

/** How much of a passage its first sentence is looked for in. */
const MOST_BEFORE = 200;
/** How many of the lines below say where a wish holds, and how much of each is read. */
const MOST_ITEMS = 8;
const MOST_ITEM = 60;
