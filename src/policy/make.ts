import { dirname } from 'node:path';
import { rules as builtIn } from '../../rules/index.ts';
import { findPages, type PagePlaces } from '../read/pages.ts';
import type { Conflict } from './beside.ts';
import { compile, conflicts, history, type Step } from './compile.ts';
import { compileFlags, recommendedLayers } from './config.ts';
import { unheldClauses } from './drift.ts';
import type { Found } from './find.ts';
import type { Layer } from './layer.ts';
import { type Imported, readPages } from './page/imports.ts';
import {
  asked,
  type LineSettings,
  lineSettings,
  type PolicyPage,
  pageLayer,
  policyPage,
  withPages,
} from './pages.ts';
import type { Clause, Policy, WrittenClause } from './policy.ts';
import type { Rules } from './schema.ts';
import { type ReadOptions, readSources, type Sources } from './sources.ts';
import { namedPages } from './wanted.ts';

export interface MakeOptions extends ReadOptions, PagePlaces {
  /** Pages to read in place of all that are found, or false for none. */
  readonly pages?: readonly string[] | false | undefined;
}

/** A policy, and what it was made of. */
export interface Made extends Sources {
  readonly policy: Policy;
  readonly pages: readonly PolicyPage[];
  /** The pages that were looked for and found, as files; null where nobody looked. */
  readonly foundPages: readonly string[] | null;
  /** What is wrong with imports of pages. */
  readonly notes: readonly string[];
  /** Files that pages import, but that are not there. */
  readonly absent: readonly string[];
}

/** What the pages of a folder come to. */
export interface Survey {
  readonly policy: Policy;
  readonly rules: Rules;
  readonly pages: readonly PolicyPage[];
  readonly notes: readonly string[];
  readonly conflicts: readonly Conflict[];
  /** What pages ask for that a configuration which takes their place does not hold. */
  readonly drift: readonly WrittenClause[];
}

/**
 * Makes the policy of the defaults or what a configuration extends of them, then pages, then the configuration.
 * @throws Trouble where a configuration is wrong, or a page that was named is missing
 */
export function makePolicy(found: Found | undefined, options: MakeOptions): Made {
  const sources = found ? readSources(found, builtIn, options) : without(recommendedLayers());
  const { foundPages, imported } = importedPages(found, sources.layers, options);
  const settings = lineSettings(sources.layers);
  const pages = imported.pages.map((page) => policyPage(page, sources.rules, settings));
  const layers = withPages(sources.layers, pages);
  return {
    ...sources,
    layers,
    texts: new Map([...sources.texts, ...imported.pages.map(({ file, text }) => [file, text] as const)]),
    policy: { ...compile(layers, sources.rules), ...asked(pages) },
    pages,
    foundPages,
    notes: [...imported.notes, ...unusedSettings(settings, pages)],
    absent: imported.absent,
  };
}

/** Every page here, whether it holds or the configuration takes its place, and what came of it. */
export function surveyPages(found: Found | undefined, options: MakeOptions): Survey {
  const made = makePolicy(found, options);
  const { rules, policy } = made;
  const all = readPages(options.pages ? [] : findPages(options), options);
  const unheld = all.pages
    .filter(({ path }) => !made.pages.some((page) => page.path === path))
    .map((page) => policyPage(page, rules, lineSettings(made.layers)));
  const pages = [...made.pages, ...unheld];
  return {
    policy,
    rules,
    pages,
    notes: [...new Set([...made.notes, ...all.notes])],
    conflicts: conflicts(pages.map(pageLayer), rules),
    // Where a configuration takes the place of pages, it should say what they say.
    drift: found ? unheld.flatMap((page) => (page.own ? [] : unheldClauses(page, policy, rules))) : [],
  };
}

/** The clauses of `--rule` flags. See compileFlags. */
export function makeFlags(flags: readonly string[], own: Rules = builtIn): readonly Clause[] {
  return compileFlags(flags, own);
}

/** Every setting of one rule, in the order they count. See history. */
export function settingsOf(rule: string, { layers, rules }: Sources): readonly Step[] {
  return history(layers, rules, rule);
}

/** Lines of pages move, and what a configuration says of one must not go unheard then. */
function unusedSettings(settings: LineSettings, pages: readonly PolicyPage[]): string[] {
  const lines = new Set(
    pages.flatMap(({ path, directives }) => directives.map(({ line }) => `${path}:${line}`)),
  );
  return [...settings.keys()]
    .filter((line) => !lines.has(line))
    .map((line) => `${line}: the configuration names this line, and nothing is asked for there`);
}

function without(layers: readonly Layer[]): Sources {
  return { layers, rules: builtIn, texts: new Map(), hasCode: false };
}

function importedPages(
  configuration: Found | undefined,
  layers: readonly Layer[],
  options: MakeOptions,
): { foundPages: readonly string[] | null; imported: Imported } {
  const wanted = options.pages ?? wantedBy(layers);
  if (wanted === false) return { foundPages: null, imported: readPages([], options) };
  if (options.pages)
    return { foundPages: null, imported: readPages(namedPages(options.pages, options), options) };
  const found = findPages(options);
  // A configuration names files from where it stands.
  const cwd = configuration ? dirname(configuration.file) : options.cwd;
  const pages =
    wanted === true ? found : [...found.filter(({ own }) => own), ...namedPages(wanted, { ...options, cwd })];
  return { foundPages: found.map(({ file }) => file), imported: readPages(pages, options) };
}

/** What the configuration says of pages. Where it is none of these, checking the layer will say so. */
function wantedBy(layers: readonly Layer[]): boolean | readonly string[] {
  const written = layers.map(({ value }) => (value as { pages?: unknown } | null)?.pages);
  const last = written.findLast((one) => typeof one === 'boolean' || Array.isArray(one)) ?? true;
  return typeof last === 'boolean' ? last : (last as unknown[]).filter((name) => typeof name === 'string');
}
