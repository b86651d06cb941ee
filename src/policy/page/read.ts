import type { AnyRule, Severity } from '../../rule.ts';
import type { Kind } from '../../subject.ts';
import type { Scope } from './about.ts';
import type { Directive } from './directive.ts';
import { fenceDirectives } from './fences.ts';
import { parsePage } from './page.ts';
import { directivesOf } from './sentences.ts';

/** A rule that a page asks for. */
export interface PageClause {
  readonly rule: string;
  readonly severity: 'off' | Severity;
  readonly options: Readonly<Record<string, unknown>>;
  readonly subjects: readonly Kind[];
}

/** A directive, and the rules that hold it. */
export interface ReadDirective {
  readonly directive: Directive;
  readonly clauses: readonly PageClause[];
  /** It asked for a part of what another sentence asks for in full, which holds alone. */
  readonly gaveWay: boolean;
}

/** A clause, and whether it holds only where no other sentence says more. */
interface Asked {
  readonly clause: PageClause;
  readonly isPart: boolean;
}

/** So many sentences are read: more than a page of the greatest length has that somebody wrote. */
const MOST_ASKED = 3000;

/**
 * Every sentence of a page with what the rules make of it.
 * @param isDecided whether somebody else says what a sentence comes to, so that no other gives way to it
 */
export function readPage(
  text: string,
  rules: ReadonlyMap<string, AnyRule>,
  isDecided: (directive: Directive) => boolean = () => false,
): ReadDirective[] {
  const read = parsePage(text)
    .passages.flatMap((passage) => [...directivesOf(passage), ...fenceDirectives(passage)])
    .map((directive) => ({ directive, asked: [] as Asked[] }));
  const asking = read
    .slice(0, MOST_ASKED)
    .filter(({ directive }) => directive.mayAsk && !isDecided(directive));
  // Rule by rule, for the patterns of one are fast only while the processor holds them.
  for (const rule of rules.values()) {
    if (!rule.reads) continue;
    const isOnRuns = isOnDeeds(rule.subjects);
    for (const { directive, asked } of asking) {
      // What stands in a fence is run.
      if (isOnRuns || directive.passage.kind !== 'code') asked.push(...askedBy(rule, directive));
    }
  }
  const all = read.flatMap(({ asked }) => asked);
  const whole = all.flatMap(({ clause, isPart }) => (isPart ? [] : [clause]));
  const standing = new Set(all.filter((one) => !givesWay(one, whole)));
  const said = optionsOf([...standing].map(({ clause }) => clause));
  return read.map(({ directive, asked }) => {
    const left = asked.filter((one) => standing.has(one));
    return {
      directive,
      clauses: left.map(({ clause }) => completed(clause, said)),
      gaveWay: left.length < asked.length,
    };
  });
}

function givesWay({ clause, isPart }: Asked, whole: readonly PageClause[]): boolean {
  return (
    isPart &&
    whole.some(
      ({ rule, severity, subjects }) =>
        rule === clause.rule &&
        severity !== 'off' &&
        clause.subjects.every((kind) => subjects.includes(kind)),
    )
  );
}

/** What a page says of an option: its value, or null where two sentences differ. */
type Said = ReadonlyMap<string, { readonly value: unknown } | null>;

/** By rule and kind of subject, all options that the clauses of a page set. */
function optionsOf(clauses: readonly PageClause[]): ReadonlyMap<string, Said> {
  const all = new Map<string, Map<string, { value: unknown } | null>>();
  for (const { rule, subjects, options } of clauses) {
    for (const kind of subjects) {
      const said = all.get(`${rule} ${kind}`) ?? new Map();
      all.set(`${rule} ${kind}`, said);
      for (const [name, value] of Object.entries(options)) {
        const isSame = !said.has(name) || JSON.stringify(said.get(name)?.value) === JSON.stringify(value);
        said.set(name, isSame ? { value } : null);
      }
    }
  }
  return all;
}

/**
 * A clause with the options that other sentences of the page add: `Use conventional commits` in one line,
 * `Types: feat, fix` in the next. What it says itself stays.
 */
function completed(clause: PageClause, all: ReadonlyMap<string, Said>): PageClause {
  // What one sentence says of its commands is nothing to those of the next.
  if (isOnDeeds(clause.subjects)) return clause;
  const [first, ...others] = clause.subjects.map((kind) => all.get(`${clause.rule} ${kind}`));
  if (clause.severity === 'off' || !first) return clause;
  const added = [...first].filter(
    ([name, option]) =>
      option !== null &&
      others.every((said) => JSON.stringify(said?.get(name)?.value) === JSON.stringify(option.value)),
  );
  const options = Object.fromEntries(added.map(([name, option]) => [name, option?.value]));
  return { ...clause, options: { ...options, ...clause.options } };
}

function askedBy(rule: AnyRule, directive: Directive): Asked[] {
  const read = rule.reads?.(directive) ?? [];
  const readings = Array.isArray(read) ? read : [read];
  if (readings.length === 0) return [];
  const subjects = subjectsFor(rule, directive);
  if (subjects.length === 0) return [];
  return readings.flatMap((reading): Asked[] => {
    // A rule is not taken back by words that only name its matter.
    if (reading.severity === 'off' && !directive.asks) return [];
    const severity = reading.severity ?? (directive.isConditional ? 'warn' : rule.severity);
    const clause = { rule: rule.id, severity, options: reading.options ?? {}, subjects };
    return [{ clause, isPart: reading.isPart ?? false }];
  });
}

/** A sentence that asks for a deed seldom names it as such: the rules tell by its verbs and its code. */
const DEEDS: readonly Kind[] = ['command', 'session'];

function isOnDeeds(subjects: readonly Kind[]): boolean {
  return subjects.every((kind) => DEEDS.includes(kind));
}

const IN_CHANGES: readonly Scope[] = ['diff', 'commit', 'pr', 'other'];

/** Those that the directive speaks of, or all of the rule's where it names none. */
function subjectsFor({ subjects }: AnyRule, { scopes }: Directive): Kind[] {
  // What stands in a commit or in a pull request is a change: `never commit .env`.
  if (
    subjects.length === 1 &&
    subjects[0] === 'diff' &&
    (scopes.size === 0 || IN_CHANGES.some((scope) => scopes.has(scope)))
  )
    return ['diff'];
  return subjects.filter((kind) => scopes.size === 0 || scopes.has(kind) || DEEDS.includes(kind));
}
