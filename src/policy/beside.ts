import type { Kind } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import type { Step } from './compile.ts';
import type { Condition } from './policy.ts';

/** Two lines that ask for different things, of which one gives way. */
export interface Conflict {
  readonly rule: string;
  readonly subjects: readonly Kind[];
  /** The line that holds. */
  readonly held: string;
  readonly dropped: string;
}

/** Rules whose options are lists of wishes: those of two lines hold both, where limits and forms cannot. */
const ADDING = new Set([
  'max-option',
  'no-command',
  'no-destructive-git',
  'no-flag',
  'no-mention',
  'no-path',
  'no-pattern',
  'no-section',
  'no-words',
  'prefer-command',
  'prefer-path',
  'require-after',
  'require-approval',
  'require-before',
  'require-flag',
  'require-mention',
  'require-path',
  'require-section',
  'require-trailer',
]);

/** More lines than ask for one rule in any pages that people keep: each is held against all others. */
const MOST_BESIDE = 500;

/**
 * Lets settings of one rule that stand in pages hold side by side. Where two cannot, the later one holds,
 * but in one page the narrower one, with the options that only the other sets. What is said twice holds once.
 * @param steps of one rule, each with the subjects it is for, in the order of their pages
 * @throws Trouble where there are more than anybody writes
 */
export function sideBySide(steps: readonly Step[]): { steps: Step[]; conflicts: Conflict[] } {
  const standing = lastOfEach(steps).map((step) => ({ ...step, unless: [] as Condition[] }));
  if (standing.length > MOST_BESIDE) {
    const [first] = standing;
    throw new Trouble(
      `Too many lines that ask for \`${first?.rule}\`, ${MOST_BESIDE} at most: take out what ${first?.by} says twice`,
    );
  }
  const conflicts: Conflict[] = [];
  standing.forEach((later, index) => {
    for (const earlier of standing.slice(0, index)) {
      const subjects = common(earlier, later);
      if (subjects.length === 0) continue;
      if (canAdd(earlier, later)) {
        if (covers(later, earlier)) Object.assign(earlier, without(earlier, later));
        // What holds with fewer exceptions finds all that the other one does.
        if (covers(earlier, later)) Object.assign(later, withoutStricter(later, earlier));
        continue;
      }
      const isOfOnePage = earlier.by === later.by;
      const [held, dropped] = isOfOnePage && isNarrower(earlier, later) ? [earlier, later] : [later, earlier];
      dropped.unless.push(held.when as Condition);
      const isException = isOfOnePage && isNarrower(held, dropped);
      if (!isException && contradict(held, dropped)) {
        conflicts.push({ rule: later.rule, subjects, held: held.from ?? '', dropped: dropped.from ?? '' });
      }
      if (covers(dropped, held)) Object.assign(held, withOptionsOf(held, dropped));
    }
  });
  return { steps: standing.filter(({ options }) => options?.length !== 0), conflicts };
}

/** Of those that say the same of the same, the last one. */
function lastOfEach(steps: readonly Step[]): Step[] {
  const said = (step: Step) => JSON.stringify([step.severity, step.options, step.when]);
  const last = new Set(new Map(steps.map((step) => [said(step), step])).values());
  return steps.filter((step) => last.has(step));
}

/** Whether one is for and one against it, or both set an option and not alike. */
function contradict(a: Step, b: Step): boolean {
  if (paths(a) !== paths(b)) return false;
  if (a.severity === 'off' || b.severity === 'off') return a.severity !== b.severity;
  const [one, other] = [a.options?.[0] ?? {}, b.options?.[0] ?? {}];
  const both = a.sets?.filter((name) => b.sets?.includes(name)) ?? [];
  return both.some((name) => differing(one, other).includes(name));
}

/** A setting with the options that only another one sets, as lines on types and on scopes make one form. */
function withOptionsOf(
  held: Step,
  { options: [theirs] = [], sets = [] }: Step,
): Pick<Step, 'options' | 'sets'> {
  const [own] = held.options ?? [];
  const added = sets.filter((name) => !held.sets?.includes(name));
  if (!own || !theirs || added.length === 0) return {};
  const options = Object.fromEntries(added.map((name) => [name, theirs[name]]));
  return { options: [{ ...own, ...options }], sets: [...(held.sets ?? []), ...added] };
}

function common(a: Step, b: Step): Kind[] {
  return subjectsOf(a).filter((kind) => subjectsOf(b).includes(kind));
}

function subjectsOf({ when }: Step): readonly Kind[] {
  return when?.subjects ?? [];
}

function paths({ when }: Step): string {
  return JSON.stringify(when?.paths ?? null);
}

/** Whether one speaks of a part only of what the other speaks of. */
function isNarrower(a: Step, b: Step): boolean {
  return paths(a) === paths(b) && subjectsOf(a).length < subjectsOf(b).length && covers(b, a);
}

function covers(a: Step, b: Step): boolean {
  const isEverywhere = a.when?.paths === undefined || paths(a) === paths(b);
  return isEverywhere && subjectsOf(b).every((kind) => subjectsOf(a).includes(kind));
}

function canAdd(a: Step, b: Step): boolean {
  return ADDING.has(a.rule) && a.severity !== 'off' && b.severity !== 'off';
}

/** A setting without the entries that another one has, too, so that nothing is found twice; none where none is left. */
function without({ options: [own] = [] }: Step, { options: [theirs] = [] }: Step): Pick<Step, 'options'> {
  if (!own || !theirs) return {};
  const [name, ...others] = differing(own, theirs);
  if (name === undefined) return { options: [] };
  const [mine, known] = [own[name], theirs[name]];
  if (others.length > 0 || !Array.isArray(mine) || !Array.isArray(known)) return {};
  const taken = new Set(known.map((entry) => JSON.stringify(entry)));
  const left = mine.filter((entry) => !taken.has(JSON.stringify(entry)));
  return { options: left.length > 0 ? [{ ...own, [name]: left }] : [] };
}

/** Commands that another setting finds as well: with other words for what to do instead, or with fewer exceptions. */
function withoutStricter(own: Step, other: Step): Pick<Step, 'options'> {
  const [mine, theirs] = [own.options?.[0], other.options?.[0]];
  if (!mine || !theirs || !Array.isArray(mine.match) || !Array.isArray(theirs.match)) return {};
  if (own.severity !== other.severity && other.severity !== 'error') return {};
  const isSame = (name: string) => JSON.stringify(mine[name]) === JSON.stringify(theirs[name]);
  const isStricter = list(theirs.unless).every((entry) => list(mine.unless).includes(entry));
  const rest = Object.keys(mine).filter((name) => !['match', 'unless', 'instead'].includes(name));
  if (!rest.every(isSame) || !isStricter || isTool(mine.instead) || isTool(theirs.instead)) return {};
  const left = mine.match.filter((entry) => !list(theirs.match).includes(entry));
  if (left.length === mine.match.length) return {};
  return { options: left.length > 0 ? [{ ...mine, match: left }] : [] };
}

/**
 * The settings, with no command forbidden that others say what to use in place of: `Never use npm` beside
 * `Use pnpm, not npm`.
 * @param steps those that stand in pages, of all rules
 */
export function withoutPreferred(steps: readonly Step[]): Step[] {
  const preferred = steps.filter(({ rule, severity }) => rule === 'prefer-command' && severity !== 'off');
  const left = steps.map((step) => {
    if (step.rule !== 'no-command' || step.severity === 'off' || preferred.length === 0) return step;
    const [own] = step.options ?? [];
    if (!own || !Array.isArray(own.match) || own.instead !== '') return step;
    const known = preferred.filter(
      (each) =>
        covers(each, step) &&
        (each.severity === step.severity || each.severity === 'error') &&
        !isTool(each.options?.[0]?.instead),
    );
    const match = own.match.filter(
      (entry) => !known.some(({ options }) => list(options?.[0]?.match).includes(entry)),
    );
    return match.length === own.match.length
      ? step
      : { ...step, options: match.length > 0 ? [{ ...own, match }] : [] };
  });
  return left.filter(({ options }) => options?.length !== 0);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What a tool takes the place of depends on what it does: `cat` to read is not `cat` to write. */
function isTool(instead: unknown): boolean {
  return /\btools?\b/.test(String(instead ?? ''));
}

type Options = NonNullable<Step['options']>[number];

/** The names of the options in which two differ. */
function differing(a: Options, b: Options): string[] {
  return Object.keys(a).filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}
