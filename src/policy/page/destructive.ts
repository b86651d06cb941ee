import type { DestructiveKind } from '../../parse/shell/destructive.ts';
import { destructionOf } from '../../parse/shell/destructive.ts';
import { parseShell } from '../../parse/shell/parse.ts';
import { gateOf } from './approval.ts';
import type { Directive } from './directive.ts';
import { placesOf } from './places.ts';

/** What git may not destroy; without `kinds` all that bylaw knows. */
export interface Spared {
  readonly kinds?: DestructiveKind[];
  readonly branches?: string[];
  /** It holds under a condition, or says a part of what is meant. */
  readonly isPartial: boolean;
}

/** A sentence without any of these names nothing in words that destroys. */
const NAMES_LOSS =
  /\b(?:destr|irrevers|danger|data-los|forc|reset|discard|throw|overwrit|revert|undo|los[eis]|push\w* (?:with )?-f|delet|rewrit|drop|clear|preserv|sav|back|stash|keep|hard)/i;

const ALL =
  /\b(?:destructive|irreversible|dangerous|data-losing)\b(?: or [\w-]+)?(?: git)? (?:git |shell |bash )?(?:commands?|operations?|ops|actions?)\b/i;

/** What a sentence says may not be destroyed; null where it asks for something else. */
export function sparedIn(directive: Directive): Spared | null {
  const { text } = directive;
  const isInWords = NAMES_LOSS.test(text);
  if (!isInWords && !text.includes('`')) return null;
  const all = isInWords ? ALL.exec(text) : null;
  const isForbidden =
    all !== null &&
    (FORBIDDEN.test(text.slice(all.index + all[0].length).replace(/^\s*\([^()]*\)/, '')) ||
      isSpared(directive, all.index));
  if (
    isForbidden &&
    isDone(text.slice(0, all?.index)) &&
    DEED.test(`${text} ${directive.above.at(-1) ?? ''}`)
  )
    return { isPartial: !/\bgit\b/i.test(text) };
  const preserved = isInWords ? preservedIn(directive) : null;
  if (preserved) return preserved;
  const kinds = new Set([...namedByCode(directive), ...(isInWords ? namedInWords(directive) : [])]);
  if (kinds.size === 0) return null;
  const branches = /\bto (?:the )?(`?(?:main|master|trunk|develop|production|release)\b[^.;]{0,40})/i.exec(
    text,
  )?.[1];
  const isPush = [...kinds].every((kind) => PUSHES.has(kind));
  return {
    kinds: [...kinds],
    ...(branches !== undefined && isPush ? { branches: branches.match(BRANCH) ?? [] } : {}),
    isPartial: CONDITION.test(text),
  };
}

const FORBIDDEN =
  /^\W*(?:(?:are|is) )?(?:strictly |absolutely )?(?:forbidden|prohibited|banned|not allowed|off[ -]limits)\b/i;

/** The words are of what is done, and not of what a product does. */
const DEED =
  /\bgit\b|\bcommands?\b|\b(?:run|execut\w+|perform\w*|tak(?:e|ing))\b|\b(?:ask|confirm)\b[^.]*\bbefore\b/i;

/** What somebody runs, and does not only write of. */
function isDone(before: string): boolean {
  return /(?:^\W*|\b(?:run|us|execut|perform|issu|suggest|do|mak|tak|attempt)(?:e|es|ing)? (?:[\w-]+ ){0,4}|\b(?:before|no|never|avoid|any|not) )$/i.test(
    before,
  );
}

const PUSHES: ReadonlySet<DestructiveKind> = new Set(['force-push', 'force-with-lease', 'push-delete']);
const BRANCH = /\b(?:main|master|trunk|develop|production)\b/gi;
/** Conditions that a command does not show. */
const CONDITION =
  /\bon (?:collaborative|shared|public|other|someone)\b|\b(?:shared|published|protected|collaborative) (?:branch|repo|histor)|\bunless (?:you|absolutely|really|necessary|needed)\b|\bexcept\b|\bif (?:possible|in doubt)\b|\b(?:files|changes|commits|work|branches) (?:that )?(?:you|another|others|someone)\b|\bprefer\b/i;

function isSpared(directive: Directive, at: number): boolean {
  if (directive.passage.cells?.some((cell) => NEVER.test(cell))) return true;
  if (directive.modalityAt(at) === 'must-not' || NEGATED.test(directive.text.slice(0, at))) return true;
  const gate = gateOf(directive);
  return gate !== null && !gate.isForbidden && at >= gate.start && at < gate.end;
}

/** A cell that says what holds for its row. */
const NEVER = /^\W*(?:never|forbidden|prohibited|banned|not allowed)\W*$/i;

/** Of the language of wishes, `never delete` asks to keep what is there. */
const NEGATED =
  /(?:^\W*|[,;:(\u2014]\s*|\b(?:and|but|or|please|must|should)\s+)(?:never|avoid|not|do not|don['\u2019]t)\s+(?:ever\s+)?(?:\w+\s+or\s+)?$/i;

function namedByCode(directive: Directive): DestructiveKind[] {
  return [...directive.text.matchAll(/`+([^`]+)`+/g)].flatMap(({ index, 1: code = '' }) => {
    const kind = kindOfCode(code.trim(), directive);
    // `Do not use a library for X` says how X is done.
    const isFor = (): boolean => /\bfor [^.,;]*$/i.test(directive.text.slice(0, index));
    return kind !== null && isSpared(directive, index + 1) && !isFor() ? kind : [];
  });
}

const SUBCOMMAND =
  /^(?:reset|clean|restore|checkout|push|branch|stash|filter-branch|filter-repo|reflog|update-ref|worktree|switch)\b/;
/** Those that a page names short, where only one use of them destroys. */
const SHORT: readonly (readonly [RegExp, DestructiveKind])[] = [
  [/^git clean$/, 'clean'],
  [/^git reset$/, 'reset-hard'],
  [/^git restore$/, 'checkout'],
  [/^git checkout --$/, 'checkout'],
  [/^git push (?:-f|--force)/, 'force-push'],
  [/^git filter-repo$/, 'rewrite'],
  [/^git stash (?:drop|clear)/, 'stash-drop'],
  [/^git reflog (?:expire|delete)/, 'reflog'],
  [/^git worktree remove --force/, 'worktree-remove'],
];

function kindOfCode(code: string, directive: Directive): DestructiveKind | null {
  if (/^(?:--force|-f)$/.test(code) && /\bpush(?:ing|es)?\b|--force-with-lease/i.test(directive.text))
    return 'force-push';
  const isBare = SUBCOMMAND.test(code) && directive.speaksOf(/\bgit\b/i);
  const command = (isBare ? `git ${code}` : code).replace(/\s*(?:\u2026|\.{3}|\[[^\]]*\])/g, '');
  if (!/^(?:git |rm )/.test(command)) return null;
  const [short] = SHORT.flatMap(([pattern, kind]) => (pattern.test(command) ? kind : []));
  if (command.includes('force-with-lease')) return 'force-with-lease';
  const [parsed] = parseShell(command.replace(/<[^<>]*>/g, 'x'));
  return short ?? (parsed ? (destructionOf(parsed)?.kind ?? null) : null);
}

/** What is said without code, each with what it means. */
const WORDS: readonly (readonly [RegExp, readonly DestructiveKind[]])[] = [
  [/\bforce[- ]?push(?:e[sd]|ing)?\b/gi, ['force-push']],
  [/\bpush(?:ing)? (?:with )?(?:--force|-f)\b/gi, ['force-push']],
  [/\b(?:hard|force)[- ]reset(?:s|ting)?\b|\breset --hard\b/gi, ['reset-hard']],
  [
    /\b(?:discard|throw(?:ing)? away|overwrit|destroy|revert|los)(?:e|es|ing)?\b (?:\w+ ){0,3}?(?:uncommitted|unstaged|unsaved|local|user(?:['\u2019]s)?|other(?:s['\u2019])?|someone(?: else)?(?:['\u2019]s)?|existing|unrelated|in-progress) (?:\w+ )?(?:changes|work|edits|modifications)\b/gi,
    ['reset-hard', 'checkout', 'clean'],
  ],
  [
    /\b(?:revert|undo|discard|overwrite)(?:ing)? (?:any |the |other )?(?:changes|edits|work) (?:that )?(?:you did(?: not|n['\u2019]t) make|(?:made by|of) (?:others|the user|someone))/gi,
    ['reset-hard', 'checkout'],
  ],
  [
    /\bdelet(?:e|ing) (?:any |the |remote |local |git |feature )*branch(?:es)?\b|\bbranch deletions?\b/gi,
    ['branch-delete', 'push-delete'],
  ],
  [/\brewrit(?:e|ing) (?:\w+ ){0,3}?history\b|\bhistory rewrit(?:es|ing)\b/gi, ['force-push', 'rewrite']],
  [/\b(?:drop|clear)(?:ping|ing)? (?:\w+ ){0,2}?stash(?:es)?\b/gi, ['stash-drop']],
];

function namedInWords(directive: Directive): DestructiveKind[] {
  const plain = directive.text.replace(/`[^`]*`/g, (span) => ' '.repeat(span.length));
  return WORDS.flatMap(([pattern, kinds]) =>
    [...placesOf(plain, pattern)].some(
      ({ index }) => isSpared(directive, index) && !RESULT.test(plain.slice(0, index)),
    )
      ? kinds
      : [],
  );
}

/** `..., so syncs never rewrite history`: nobody is asked. */
const RESULT = /\bso (?:that )?(?:[\w-]+ ){1,3}(?:never|not) $/i;

/** `On conflicts, preserve local work first`. */
function preservedIn(directive: Directive): Spared | null {
  const { text } = directive;
  const wish = directive.wish(
    /\b(?:preserve|save|back ?up|stash|keep)\b[^.;]{0,30}\b(?:work|changes|commits)\b[^.;]{0,30}\b(?:first|before)\b/,
  );
  if (wish?.modality !== 'must') return null;
  if (/\bconflicts?\b/i.test(text)) return { kinds: ['conflict'], isPartial: false };
  return /\bresett?(?:ing)?\b/i.test(text) ? { kinds: ['reset-hard'], isPartial: false } : null;
}
