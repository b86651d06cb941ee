import { BLOCKED } from './command-turns.ts';
import { commandsIn, type Named } from './commands.ts';
import type { Directive } from './directive.ts';
import type { Passage } from './page.ts';
import { directivesOf } from './sentences.ts';
import { states } from './stated-commands.ts';

/** Commands that a sentence forbids, and what it wants instead. */
export interface CommandWish {
  readonly match: readonly string[];
  /** A command as people write it, or a tool; empty where the sentence names none. */
  readonly instead: string;
  /** The patterns of the commands that take their place; empty for a tool. */
  readonly better: readonly string[];
  /** What the sentence names it for: the commands are fine elsewhere. */
  readonly purpose: 'files' | null;
}

/** Named commands of one kind that stand beside each other: `sed`, `cat` or `head`. */
interface Group {
  readonly named: readonly Named[];
  readonly start: number;
  readonly end: number;
}

/** The commands that a sentence forbids outright, or wants others in place of. */
export function commandWishes(directive: Directive): CommandWish[] {
  const named = commandsIn(directive);
  if (
    !named.some(({ modality, pattern }) => modality === 'must-not' && pattern !== '') ||
    !directive.mayAsk ||
    asksFirst(directive) ||
    (/^\W*(?:why|rationale|reason|notes?|examples?|background)\b[^:]{0,20}:/i.test(directive.text) &&
      !states(directive.text))
  )
    return [];
  const { text } = directive;
  const groups = groupsOf(text, named);
  const wishes: CommandWish[] = [];
  for (const [index, group] of groups.entries()) {
    const [first] = group.named;
    if (first?.modality !== 'must-not' || first.pattern === '') continue;
    const partner =
      partnerOf(text, groups, index) ?? partnerInRow(directive) ?? partnerBeside(directive, groups);
    const tail = tailOf(text, group.end);
    if (!isGoverned(directive, group) || (!FILES.test(tail) && !isWhole(tail))) continue;
    const isOnFiles = FILES.test(tail) || ON_FILES.test(text.slice(0, group.start));
    const purpose = isOnFiles ? 'files' : null;
    wishes.push(...paired(text, group, partner, purpose));
  }
  return wishes.filter(
    ({ match, better }) => match.length > 0 && !match.some((each) => better.includes(each)),
  );
}

/** Where a person's word, or a state of things, makes it fine, other rules hold it. */
export function asksFirst(directive: Directive): boolean {
  return [directive.text, ...directive.above.slice(-1)].some((line) => ASKED.test(line));
}
const ASKED =
  /\b(?:unless|without|until|except|only (?:when|if|with|after|on))\b[^.]{0,80}\b(?:ask\w*|instruct\w*|request\w*|approv\w*|permission|permit\w*|confirm\w*|consent|told|say-?so|explicit\w*|necessary|needed|required|authori[sz]\w*)\b|\bask (?:me |the user )?(?:first|before)\b|\bin production\b/i;

/** The heading of a list that says how something is built. */
export const BUILD_COMMANDS =
  /\b(?:build|install|setup|set-up) commands?\b|^\W*(?:how to )?(?:builds?|building|installing|installation)\W*$/i;

const BETWEEN =
  /^(?:\s*\([^()`]*(?:`[^`]*`)?[^()`]*\))?[\s,/|&+]*(?:(?:and|or|nor)\s+)?(?:(?:bare|plain|raw|any|even|the|never|no|not)\s+)?$/i;

function groupsOf(text: string, named: readonly Named[]): Group[] {
  const groups: Named[][] = [];
  for (const each of named) {
    const last = groups.at(-1);
    const previous = last?.at(-1);
    const isSame =
      previous && previous.modality === each.modality && (previous.pattern === '') === (each.pattern === '');
    if (last && isSame && BETWEEN.test(text.slice(previous.end, each.start))) last.push(each);
    else groups.push([each]);
  }
  return groups.map((group) => ({ named: group, start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 }));
}

/** What stands before names what is forbidden, with nothing between: `never use`, `instead of`, `not`, or a heading. */
function isGoverned(directive: Directive, { start, end }: Group): boolean {
  const { text, passage } = directive;
  const before = text.slice(0, start);
  if (passage.kind === 'row' || /^\W*$/.test(before)) return true;
  const clause = before.slice(Math.max(0, before.length - 90));
  const behind = text.slice(end);
  return GOVERNED.test(clause) || BLOCKED.test(behind) || /^\s*(?:\u2192|->|=>)/.test(behind);
}

const NEGATION =
  "never|do not|don['\u2019]?t|(?:must|should|shall|may|can|need)(?: not|n['\u2019]t)|cannot|avoid|no|not|stop|refrain from|forbidden|prohibited|banned|instead of|rather than|over|nor|in place of|in preference to|as opposed to|replaces|without";
const GOVERNED = new RegExp(
  `(?:\\b(?:${NEGATION})\\b[:,]?|[\u274c\u{1f6ab}\u26d4>]|\\bprefer [^.]{1,40} to)\\s*(?:(?:ever|to|be|with|via|through|by|directly|manually|just|simply|falling back to|fall back to|substitute|rely on)\\s+)*(?:(?:us(?:e|ing)|run(?:ning)?|execut(?:e|ing)|call(?:ing)?|invok(?:e|ing)|reach(?:ing)? for|do(?:ing)?|perform(?:ing)?|launch(?:ing)?|try(?:ing)?|typ(?:e|ing)|issu(?:e|ing)|(?:install|manage|add|search|read|edit|modify|change|view|format|run|test|inspect|build|fetch|clone|push|commit|create|write)(?:ing)? (?:\\w+ ){0,3}(?:with|using|via|through|by)|suggest(?:ing)?|start(?:ing)?)(?: or (?:run|use|suggest|invoke|call))?:?\\s+)?(?:(?:the|a|an|any|bare|raw|plain|standalone|direct|unscoped|ad[- ]?hoc|system|global|globally|shell|bash|terminal|commands?|tools?|older|legacy|text-only|text-based|like|such as|e\\.g\\.,?|following|in-place|unix|regular|git|via|interactive|destructive|dangerous|blocking|long-running|broad|blanket|bulk|staging)[\\s(:]+)*\\(?\\s*$`,
  'iu',
);

/** What follows up to the end of the part, without other names of the same. */
function tailOf(text: string, end: number): string {
  return text.slice(end, end + 80).replace(/^(?:\s*[/,]\s*`-[^`]*`)+/, '');
}

/** Nothing narrows it. */
function isWhole(tail: string): boolean {
  const behind = tail.replace(/^\s*(?:,?\s*etc\.?,?)?\s*\([^()]*(?:\)|$)/, '');
  return /^\s*(?:(?:commands?|CLI|flags?|tools?|scripts?|calls?|directly|manually|at all|ever|anything|anywhere|without (?:an? |any )?(?:path|target|argument|scope|operand)s?|through this workflow|outside (?:of )?`[^`]+`|into (?:sub-?)?(?:director(?:y|ies)|folders?)|either|again|yourself|here|itself|instead|invocations?|operations?|in any form|when available|where possible|whenever possible|when possible|by hand|from the (?:shell|terminal|command line)|in (?:the |a )?(?:shell|terminal|bash|this (?:repo(?:sitory)?|project|codebase)))\s*)*(?:[.,;:)!|\u2014\u2013>\u2192\u2705]|-{1,2}[\s>]|=>|$|(?:because|since|as (?:it|they|this|these)|so that|so|they['\u2019]re|it['\u2019]s|but|and|which|over|instead of|rather than|use|to (?:install|manage|add|update) (?:packages|dependencies|deps|modules|anything)|to (?:run|execute) (?:scripts|tests|anything|tasks)|for (?:any|all|package|packages|dependenc\w+|everything|anything|installing|searching|search|finding|running|managing|scripts|this|these|pushing|code search|text search|text searches|file search|searches|JSON|speed|performance)|to (?:avoid|prevent|keep|ensure|save|wait|poll)|or|and|etc|are|is|(?:must|should|may) (?:never|not) be (?:run|used|called|executed|invoked)(?=\s*(?:[.,;:)]|$|by (?:you|agents|hand|an agent|the agent)|directly|manually|here)))\b)/i.test(
    behind,
  );
}

/** For reading and changing files: a command that does something else with them is fine. */
const FILES =
  /^\s*(?:commands?\s*)?(?:to|for|when)\s+(?:read|view|edit|modif|writ|creat|search|inspect|explor|find|list|chang(?!\w* (?:the |your |working )*director)|update|look at|file|display|open|print)\w*\s*(?:(?:a|the|any|your|an|or|and|read|edit|write|writing|editing|reading|range of a|parts of|contents of)\s)*(?:files?|content|code|director|folder|source|$|[.,;:)]|operations?)/i;

const ON_FILES =
  /\b(?:edit|modify|change|write|create|read|view|search)(?:ing)? (?:\w+ ){0,2}(?:files?|contents?|code) (?:with|using|via|through|by) (?:the )?$/i;

/** What is wanted in its place, in the same sentence: `use A, not B`, `never B, use A`. */
function partnerOf(text: string, groups: readonly Group[], index: number): Group | null {
  const group = groups[index] as Group;
  const before = groups[index - 1];
  if (before && before.named[0]?.modality === 'must' && FROM_BEFORE.test(text.slice(before.end, group.start)))
    return before;
  const behind = groups[index + 1];
  if (behind && behind.named[0]?.modality === 'must' && FROM_BEHIND.test(text.slice(group.end, behind.start)))
    return behind;
  // `Use the dedicated tools for ..., rather than cat`, with whatever between.
  const tools = groups.slice(0, index).filter(({ named: [first] }) => first?.modality === 'must');
  return tools.length === 1 && tools[0]?.named[0]?.pattern === '' ? tools[0] : null;
}

const FROM_BEFORE =
  /^(?:(?!\b(?:prefer|use|to|run)\b)[^;.]){0,50}(?:\b(?:not|never|over|instead of|rather than|in place of|in preference to|as opposed to|don['\u2019]?t use|do not use|avoid|replaces|to|no)\b|>)[^;.]{0,40}$/i;
const FROM_BEHIND =
  /^[^`]{0,80}(?:\b(?:use|uses|using|prefer|with|by|through|via|but|is|only|run|go through|switch to|instead)\b|[\u2192\u2705]|->|=>|[:\u2014-])[^`]{0,40}$/i;

const passages = new WeakMap<Passage, readonly Directive[]>();

/** The sentences of the passage that one stands in, read once. */
export function sentencesBeside({ passage }: Directive): readonly Directive[] {
  const sentences = passages.get(passage) ?? directivesOf(passage);
  passages.set(passage, sentences);
  return sentences;
}

/** In a table, what stands in the column of what to do. */
function partnerInRow(directive: Directive): Group | null {
  const { kind } = directive.passage;
  if (kind !== 'row') return null;
  const cells = sentencesBeside(directive).filter(({ text }) => text !== directive.text);
  for (const cell of cells) {
    const wanted = commandsIn(cell).filter(({ modality }) => modality === 'must');
    const own = wanted.length > 0 ? groupsOf(cell.text, wanted)[0] : undefined;
    if (own) return own;
  }
  return null;
}

/** The next sentence, or the one before, says what to do: `Never use cat. Always use the Read tool.` */
function partnerBeside(directive: Directive, groups: readonly Group[]): Group | null {
  if (directive.passage.kind === 'row' || groups.some(({ named }) => named[0]?.modality === 'must'))
    return null;
  const sentences = sentencesBeside(directive);
  const index = sentences.findIndex(({ text }) => text === directive.text);
  for (const other of [sentences[index + 1], sentences[index - 1]]) {
    if (!other || !SAYS.test(other.text) || /\b(?:when|if|for)\b/i.test(other.text.slice(0, 60))) continue;
    const wanted = groupsOf(other.text, commandsIn(other)).find(({ named }) => named[0]?.modality === 'must');
    if (wanted) return wanted;
  }
  return null;
}

const SAYS = /^(?:(?:always|instead|please),? )?(?:use|prefer)\b/i;

/** Each with its own partner where there are as many: `grep or find - use rg and fd`; else all with all. */
function paired(
  text: string,
  { named }: Group,
  partner: Group | null,
  purpose: 'files' | null,
): CommandWish[] {
  const wish = (forbidden: readonly Named[], better: readonly Named[]): CommandWish => ({
    match: [...new Set(forbidden.flatMap(({ pattern }) => [pattern, ...also(pattern, better)]))],
    ...oneOf(better),
    purpose,
  });
  if (!partner) return [wish(named, [])];
  if (partner.named.length > 2 && oneOf(partner.named).better.length === 1)
    return [wish(named, partner.named)];
  const clusters = clustersOf(text, named);
  for (const sets of [clusters, named.map((each) => [each])]) {
    if (partner.named.length > 1 && sets.length === partner.named.length)
      return sets.map((set, index) => wish(set, partner.named.slice(index, index + 1)));
  }
  return [wish(named, partner.named)];
}

/** The same program by its other name, where that is not what is wanted. */
function also(pattern: string, better: readonly Named[]): string[] {
  return (ALSO[pattern] ?? []).filter((name) => !better.some(({ pattern: wanted }) => wanted === name));
}
const ALSO: Readonly<Record<string, readonly string[]>> = { pip: ['pip3'], python: ['python3'] };

/** `pip/poetry, black/flake8` are two. */
function clustersOf(text: string, named: readonly Named[]): Named[][] {
  const clusters: Named[][] = [];
  for (const each of named) {
    const last = clusters.at(-1);
    const isClose = text.slice(last?.at(-1)?.end ?? 0, each.start).trim() === '/';
    if (last && isClose) last.push(each);
    else clusters.push([each]);
  }
  return clusters;
}

const PLACEHOLDERS = /(?:\s+(?:\.{3}|\u2026|<[^<>]*>|\[[^[\]]*\]|\{[^{}]*\}))+$/;

/** Files behind a command and its deed: whoever writes these has others. */
const EXAMPLES = /(?<=^\S{1,40} \S{1,40})(?: [\w./-]{0,80}\w\.[a-z]{1,4}(?::\d+)?)+$/;

/** What takes the place of others, as a person would write it; of several of one program, the program. */
function oneOf(better: readonly Named[]): Pick<CommandWish, 'instead' | 'better'> {
  const texts = [...new Set(better.map(({ text }) => text.replace(PLACEHOLDERS, '').replace(EXAMPLES, '')))];
  const patterns = better.flatMap(({ pattern }) => (pattern === '' ? [] : [pattern]));
  const [program = ''] = texts[0]?.split(' ') ?? [];
  if (texts.length > 2 && patterns.every((pattern) => pattern.split(' ')[0] === program))
    return { instead: program, better: [program] };
  return { instead: texts.slice(0, 3).join(' or '), better: patterns };
}
