import type { AnyRule, Severity } from '../rule.ts';
import { KINDS } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import { type Layer, layerOf } from './layer.ts';
import { type Decision, decisionOf } from './page/comments.ts';
import type { Directive } from './page/directive.ts';
import { globsOf } from './page/front-matter.ts';
import { type Page, type PageText, parsePage } from './page/page.ts';
import { type PageClause, type ReadDirective, readPage } from './page/read.ts';
import { type Status, statusOf } from './page/status.ts';
import type { Policy, WrittenClause } from './policy.ts';
import { isPreset } from './presets.ts';
import { type LineSetting, lineSetting, optionsSchema, type Rules } from './schema.ts';

/** A sentence of a page that asks for something, and what became of it. */
export interface PageDirective extends Status {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** With the options that the page sets, not those that are left as they are. */
  readonly clauses: readonly PageClause[];
}

/** What a configuration says of lines, by names such as `CLAUDE.md:24`. */
export type LineSettings = ReadonlyMap<string, LineSetting>;

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
 * Reads a page: its sentences by the rules, its front matter and its inline comments, which have the last word
 * but for what a configuration says of a line.
 * @param settings what a configuration says of lines, by names such as `CLAUDE.md:24`
 * @throws Trouble where an inline comment is wrong
 */
export function policyPage(
  { path, own, base, text }: PageText,
  rules: Rules,
  settings: LineSettings = new Map(),
): PolicyPage {
  const page = parsePage(text);
  const decisions = decisionsOf(page, path);
  const settingOf = (line: number) => settings.get(`${path}:${line}`);
  const isDecided = (directive: Directive) =>
    decisions.has(lineDecided(directive, decisions)) || settingOf(directive.line) === 'off';
  const read = readPage(text, rules, isDecided).map(withValidClauses(rules));
  const directives = [
    ...read.flatMap((each) =>
      directiveOf(each, decisions.get(lineDecided(each.directive, decisions)) ?? [], rules),
    ),
    ...leftOver(decisions, read, text, rules),
  ]
    .map((directive) => withSetting(directive, settingOf(directive.line), `${path}:${directive.line}`, rules))
    .sort((a, b) => a.line - b.line);
  const paths = globsOf(page.frontMatter, base);
  const where = paths.length > 0 ? { paths } : {};
  const clauses = directives.flatMap(({ line, clauses }) =>
    clauses.map((clause) => ({ from: `${path}:${line}`, ...clause, ...where })),
  );
  // What is said twice holds where it stands last, and is named where it is said first.
  const last = new Map(clauses.map((clause) => [wishOf(clause), clause]));
  const first = new Map([...clauses].reverse().map((clause) => [wishOf(clause), clause.from]));
  const different = clauses
    .filter((clause) => last.get(wishOf(clause)) === clause)
    .map((clause) => ({ ...clause, from: first.get(wishOf(clause)) ?? clause.from }));
  return { path, own, directives, clauses: different };
}

/** A directive as a configuration wants it. */
function withSetting(
  directive: PageDirective,
  setting: LineSetting | undefined,
  from: string,
  rules: Rules,
): PageDirective {
  if (setting === undefined) return directive;
  if (setting === 'off') {
    return { ...directive, status: 'guidance', reason: 'the configuration says `off`', clauses: [] };
  }
  const [severity, added] = partsOf(setting);
  const takes = ({ rule, options }: PageClause) =>
    optionsSchema(rules.get(rule) as AnyRule).safeParse({ ...options, ...added }).success;
  if (added && directive.clauses.length > 0 && !directive.clauses.some(takes)) {
    throw new Trouble(
      `Wrong options of \`${from}\` under \`clauses\`, write those of ${directive.clauses.map(({ rule }) => rule).join(' or ')}`,
    );
  }
  const clauses = directive.clauses.map((clause) => ({
    ...clause,
    ...(severity ? { severity } : {}),
    ...(added && takes(clause) ? { options: { ...clause.options, ...added } } : {}),
  }));
  return { ...directive, clauses };
}

function partsOf(setting: LineSetting): ['off' | Severity | undefined, Record<string, unknown>?] {
  if (typeof setting === 'string') return [setting];
  return Array.isArray(setting)
    ? [setting[0], setting[1] as Record<string, unknown>]
    : [undefined, setting as Record<string, unknown>];
}

/** What the layers of a configuration say of lines of pages; the later one wins. */
export function lineSettings(layers: readonly Layer[]): LineSettings {
  const written = layers.map(({ value }) => (value as { clauses?: unknown } | null)?.clauses);
  const own = written.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
  const settings = own.flatMap((one) => Object.entries(one as object));
  // What is no setting is refused where the layer is checked.
  return new Map(settings.filter(([, setting]) => lineSetting.safeParse(setting).success));
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
function lineDecided(directive: Directive, decisions: ReadonlyMap<number, unknown>): number {
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
  const { line, scopes } = read.directive;
  const text = asWritten(read.directive);
  if (decisions.length === 0) {
    const status = statusOf(read);
    return status ? [{ line, text, ...status, clauses: read.clauses }] : [];
  }
  const named = KINDS.filter((kind) => scopes.has(kind));
  return [{ line, text, ...decided(decisions), clauses: decisions.flatMap(clauseOf(rules, named)) }];
}

/** Of a line in a fence, which is read as a sentence, the line itself. */
function asWritten({ text, line, passage }: Directive): string {
  const place = passage.kind === 'code' ? passage.lines.find((each) => each.line === line) : undefined;
  return place ? (passage.text.slice(place.from).split('\n', 1)[0] as string).trim() : text;
}

/** Comments about lines that are no directive, such as a heading or code. */
function leftOver(
  decisions: ReadonlyMap<number, readonly Decision[]>,
  read: readonly ReadDirective[],
  text: string,
  rules: Rules,
): PageDirective[] {
  const taken = new Set(read.map(({ directive }) => lineDecided(directive, decisions)));
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
