import type { AnyRule } from '../rule.ts';
import { KINDS } from '../subject.ts';
import { type Layer, layerOf } from './layer.ts';
import { type Decision, decisionOf } from './page/comments.ts';
import { globsOf } from './page/front-matter.ts';
import { type Page, type PageText, parsePage } from './page/page.ts';
import { type PageClause, type ReadDirective, readPage } from './page/read.ts';
import { type Status, statusOf } from './page/status.ts';
import type { Policy, WrittenClause } from './policy.ts';
import { isPreset } from './presets.ts';
import { optionsSchema, type Rules } from './schema.ts';

/** A sentence of a page that asks for something, and what became of it. */
export interface PageDirective extends Status {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** With the options that the page sets, not those that are left as they are. */
  readonly clauses: readonly PageClause[];
}

/** A page, read. */
export interface PolicyPage {
  /** As findings cite it. */
  readonly path: string;
  /** Of the person, not of the repository. */
  readonly own: boolean;
  readonly directives: readonly PageDirective[];
  /** What its clauses come to as a layer of the policy. */
  readonly clauses: readonly WrittenClause[];
}

/**
 * Reads a page: its sentences by the rules, its front matter and its inline comments, which have the last word.
 * @throws Trouble where an inline comment is wrong
 */
export function policyPage({ path, own, base, text }: PageText, rules: Rules): PolicyPage {
  const page = parsePage(text);
  const decisions = decisionsOf(page, path);
  const read = readPage(text, rules).map(withValidClauses(rules));
  const directives = [
    ...read.flatMap((each) => directiveOf(each, decisions.get(lineDecided(each, decisions)) ?? [], rules)),
    ...leftOver(decisions, read, text, rules),
  ].sort((a, b) => a.line - b.line);
  const paths = globsOf(page.frontMatter, base);
  const where = paths.length > 0 ? { paths } : {};
  const clauses = directives.flatMap(({ line, clauses }) =>
    clauses.map((clause) => ({ from: `${path}:${line}`, ...clause, ...where })),
  );
  const last = new Map(clauses.map((clause) => [wishOf(clause), clause]));
  return { path, own, directives, clauses: clauses.filter((clause) => last.get(wishOf(clause)) === clause) };
}

/** The same for clauses that ask for the same, as sentences do whose options complete each other. */
function wishOf({ rule, severity, options = {}, subjects }: WrittenClause): string {
  const sorted = Object.keys(options).sort();
  return JSON.stringify([rule, severity, sorted.map((name) => [name, options[name]]), subjects]);
}

/** The clauses of a page, as a layer of a policy. */
export function pageLayer({ path, clauses }: PolicyPage): Layer {
  const place = (keys: readonly PropertyKey[]) => clauses[Number(keys[1])]?.from ?? path;
  return layerOf(path, { clauses }, place);
}

/** Pages stand above the built-in defaults that a configuration begins with, and below all that is its own. */
export function withPages(layers: readonly Layer[], pages: readonly PolicyPage[]): Layer[] {
  const own = layers.findIndex(({ name }) => !isPreset(name));
  const at = own === -1 ? layers.length : own;
  return [...layers.slice(0, at), ...pages.map(pageLayer), ...layers.slice(at)];
}

/** What the lines say that findings of these pages may cite, as a part of their policy. */
export function asked(pages: readonly PolicyPage[]): Pick<Policy, 'asked'> {
  const said: Record<string, string> = {};
  for (const { path, directives } of pages) {
    for (const { line, text, clauses } of directives) {
      const from = `${path}:${line}`;
      if (clauses.length > 0) said[from] = [said[from] ?? '', text].join(' ').trim().slice(0, MOST_ASKED);
    }
  }
  return Object.keys(said).length > 0 ? { asked: said } : {};
}

/** More is cut in reports, in UTF-16 units. */
const MOST_ASKED = 200;

function decisionsOf({ comments }: Page, path: string): Map<number, Decision[]> {
  const decisions = new Map<number, Decision[]>();
  for (const comment of comments) {
    const known = decisions.get(comment.about) ?? [];
    decisions.set(comment.about, [...known, decisionOf(comment, `${path}:${comment.line}`)]);
  }
  return decisions;
}

/** The line of its comment: its first one, or the last one of a wrapped item. */
function lineDecided({ directive }: ReadDirective, decisions: ReadonlyMap<number, unknown>): number {
  const { line, passage } = directive;
  if (decisions.has(line)) return line;
  const last = passage.lines.at(-1)?.line ?? line;
  return passage.text.endsWith(directive.text) ? last : line;
}

/** What a reading gives that its own rule refuses is no reading. */
function withValidClauses(rules: Rules): (read: ReadDirective) => ReadDirective {
  return ({ clauses, ...read }) => ({
    ...read,
    clauses: clauses.filter(
      ({ rule, options }) => optionsSchema(rules.get(rule) as AnyRule).safeParse(options).success,
    ),
  });
}

function directiveOf(read: ReadDirective, decisions: readonly Decision[], rules: Rules): PageDirective[] {
  const { line, text, scopes } = read.directive;
  if (decisions.length === 0) {
    const status = statusOf(read);
    return status ? [{ line, text, ...status, clauses: read.clauses }] : [];
  }
  const named = KINDS.filter((kind) => scopes.has(kind));
  return [{ line, text, ...decided(decisions), clauses: decisions.flatMap(clauseOf(rules, named)) }];
}

/** Comments about lines that are no directive, such as a heading or code. */
function leftOver(
  decisions: ReadonlyMap<number, readonly Decision[]>,
  read: readonly ReadDirective[],
  text: string,
  rules: Rules,
): PageDirective[] {
  const taken = new Set(read.map((each) => lineDecided(each, decisions)));
  const lines = text.split(/\r?\n/);
  return [...decisions].flatMap(([line, own]) => {
    const clauses = own.flatMap(clauseOf(rules, []));
    if (taken.has(line) || clauses.length === 0) return [];
    const written = (lines[line - 1] ?? '').replace(/<!--[^>]*-->/g, '').trim();
    return [{ line, text: written, ...decided(own), clauses }];
  });
}

function decided(decisions: readonly Decision[]): Status {
  const kinds = decisions.map(({ kind }) => kind);
  if (kinds.includes('clause')) return { status: 'enforced' };
  const said = kinds.includes('off') ? 'off' : 'guidance';
  return { status: 'guidance', reason: `its comment says \`${said}\`` };
}

/** For the subjects that the sentence names, as far as the rule judges them. */
function clauseOf(rules: Rules, named: readonly PageClause['subjects'][number][]) {
  return (decision: Decision): PageClause[] => {
    if (decision.kind !== 'clause') return [];
    const { rule, severity, options } = decision;
    const known = rules.get(rule);
    const judged = known?.subjects ?? KINDS;
    const subjects = judged.filter((kind) => named.includes(kind));
    return [
      {
        rule,
        severity: severity ?? known?.severity ?? 'error',
        options,
        subjects: subjects.length > 0 ? subjects : judged,
      },
    ];
  };
}
