import { baseName } from '../path.ts';

/** Languages by the extensions of their files. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  c: 'c h',
  clojure: 'clj cljs cljc edn',
  cpp: 'cc cpp cxx hh hpp hxx cu cuh ino',
  csharp: 'cs',
  css: 'css',
  dart: 'dart',
  elixir: 'ex exs',
  go: 'go',
  groovy: 'groovy gradle',
  haskell: 'hs',
  html: 'html htm xhtml',
  java: 'java',
  javascript: 'js jsx mjs cjs',
  kotlin: 'kt kts',
  lua: 'lua',
  makefile: 'mk',
  markdown: 'md mdx mdc markdown',
  objectivec: 'm mm',
  perl: 'pl pm',
  php: 'php',
  powershell: 'ps1 psm1',
  protobuf: 'proto',
  python: 'py pyi pyx',
  r: 'r',
  ruby: 'rb rake',
  rust: 'rs',
  scala: 'scala sc',
  scss: 'scss less sass',
  shell: 'sh bash zsh ksh bats',
  sql: 'sql',
  svelte: 'svelte',
  swift: 'swift',
  terraform: 'tf tfvars hcl',
  toml: 'toml',
  typescript: 'ts tsx mts cts',
  vue: 'vue',
  xml: 'xml xsd xsl xslt svg',
  yaml: 'yaml yml',
  zig: 'zig',
};

/** Languages of files that have no extension, by their whole names. */
const NAMES: Readonly<Record<string, string>> = {
  dockerfile: 'dockerfile containerfile',
  makefile: 'makefile gnumakefile',
  ruby: 'gemfile rakefile',
};

export type Language = string;

let byExtension: ReadonlyMap<string, Language> | undefined;
let byName: ReadonlyMap<string, Language> | undefined;

/** The language of a file by its extension or name; null where it is none of those above. */
export function languageOf(path: string): Language | null {
  const name = baseName(path).toLowerCase();
  const dot = name.lastIndexOf('.');
  byExtension ??= listed(EXTENSIONS);
  byName ??= listed(NAMES);
  return (dot === -1 ? byName.get(name) : byExtension.get(name.slice(dot + 1))) ?? null;
}

function listed(table: Readonly<Record<string, string>>): ReadonlyMap<string, Language> {
  return new Map(
    Object.entries(table).flatMap(([language, list]) => list.split(' ').map((entry) => [entry, language])),
  );
}

/** A string literal: what opens and closes it. */
export interface Quote {
  readonly open: string;
  readonly close: string;
  /** A backslash takes the character behind it along. */
  readonly escapes?: boolean;
  /** It may run over several lines; others end with their line. */
  readonly long?: boolean;
}

/** What has to be known of a language to tell its comments from its code. */
export interface Syntax {
  /** What opens a comment up to the end of the line. */
  readonly line: readonly string[];
  /** What opens and closes a comment that may run over several lines; one with `=` opens at column 1. */
  readonly block: readonly (readonly [open: string, close: string])[];
  readonly quotes: readonly Quote[];
  /** `'` holds one character, as in C; alone it is something else, as a lifetime in Rust. */
  readonly characters?: boolean;
  /** `/` may open a regular expression, as in JavaScript. */
  readonly regexes?: boolean;
  /** `<<NAME` takes the lines up to one that is NAME. */
  readonly heredocs?: boolean;
  /** A quote counts at the beginning of a word only: elsewhere it is an apostrophe. */
  readonly apostrophes?: boolean;
}

const DOUBLE: Quote = { open: '"', close: '"', escapes: true };
const SINGLE: Quote = { open: "'", close: "'", escapes: true };
const BACKTICK: Quote = { open: '`', close: '`', escapes: true, long: true };
const TRIPLE: Quote = { open: '"""', close: '"""', escapes: true, long: true };
const TRIPLE_SINGLE: Quote = { open: "'''", close: "'''", escapes: true, long: true };

const SLASHES: Pick<Syntax, 'line' | 'block'> = { line: ['//'], block: [['/*', '*/']] };
const HASH: Pick<Syntax, 'line' | 'block'> = { line: ['#'], block: [] };
const MARKUP: Pick<Syntax, 'line' | 'block'> = { line: [], block: [['<!--', '-->']] };

const C: Syntax = { ...SLASHES, quotes: [DOUBLE], characters: true };
const JAVA: Syntax = { ...SLASHES, quotes: [TRIPLE, DOUBLE], characters: true };
const JAVASCRIPT: Syntax = { ...SLASHES, quotes: [BACKTICK, DOUBLE, SINGLE], regexes: true };
const SCRIPT: Syntax = { ...HASH, quotes: [DOUBLE, SINGLE] };
const COMPONENT: Syntax = { ...JAVASCRIPT, block: [...SLASHES.block, ...MARKUP.block], apostrophes: true };

const SYNTAXES: Readonly<Record<Language, Syntax>> = {
  c: C,
  clojure: { line: [';'], block: [], quotes: [{ ...DOUBLE, long: true }] },
  cpp: { ...C, quotes: [{ open: 'R"(', close: ')"', long: true }, DOUBLE] },
  csharp: { ...JAVA, quotes: [TRIPLE, { open: '@"', close: '"', long: true }, DOUBLE] },
  css: { line: [], block: SLASHES.block, quotes: [DOUBLE, SINGLE] },
  dart: { ...SLASHES, quotes: [TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE] },
  dockerfile: SCRIPT,
  elixir: { ...HASH, quotes: [TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE] },
  go: { ...C, quotes: [{ open: '`', close: '`', long: true }, DOUBLE] },
  groovy: { ...SLASHES, quotes: [TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE] },
  haskell: { line: ['--'], block: [['{-', '-}']], quotes: [DOUBLE], characters: true },
  html: { ...MARKUP, quotes: [] },
  java: JAVA,
  javascript: JAVASCRIPT,
  kotlin: JAVA,
  lua: {
    line: ['--'],
    block: [['--[[', ']]']],
    quotes: [{ open: '[[', close: ']]', long: true }, DOUBLE, SINGLE],
  },
  makefile: { ...SCRIPT, apostrophes: true },
  objectivec: C,
  perl: {
    ...SCRIPT,
    block: [
      ['=pod', '=cut'],
      ['=head', '=cut'],
      ['=over', '=cut'],
      ['=item', '=cut'],
    ],
    heredocs: true,
  },
  php: {
    line: ['//', '#'],
    block: [...SLASHES.block, ...MARKUP.block],
    quotes: [DOUBLE, SINGLE],
    heredocs: true,
    apostrophes: true,
  },
  powershell: { ...SCRIPT, block: [['<#', '#>']] },
  protobuf: { ...SLASHES, quotes: [DOUBLE, SINGLE] },
  python: { ...HASH, quotes: [TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE] },
  r: SCRIPT,
  ruby: { ...SCRIPT, block: [['=begin', '=end']], heredocs: true },
  rust: {
    ...C,
    quotes: [
      { open: 'r##"', close: '"##', long: true },
      { open: 'r#"', close: '"#', long: true },
      { open: 'r"', close: '"', long: true },
      { ...DOUBLE, long: true },
    ],
  },
  scala: JAVA,
  scss: { ...SLASHES, quotes: [DOUBLE, SINGLE] },
  shell: {
    ...HASH,
    quotes: [
      { ...DOUBLE, long: true },
      { open: "'", close: "'", long: true },
    ],
    heredocs: true,
  },
  sql: { line: ['--'], block: SLASHES.block, quotes: [{ open: "'", close: "'", long: true }, DOUBLE] },
  svelte: COMPONENT,
  swift: { ...SLASHES, quotes: [TRIPLE, { open: '#"', close: '"#' }, DOUBLE] },
  terraform: { line: ['#', '//'], block: SLASHES.block, quotes: [DOUBLE], heredocs: true },
  toml: { ...HASH, quotes: [TRIPLE, TRIPLE_SINGLE, DOUBLE, { open: "'", close: "'" }] },
  typescript: JAVASCRIPT,
  vue: COMPONENT,
  xml: { ...MARKUP, quotes: [] },
  yaml: { ...SCRIPT, apostrophes: true },
  zig: { line: ['//'], block: [], quotes: [DOUBLE], characters: true },
};

/** How a language writes comments and strings; undefined where bylaw does not know it. */
export function syntaxOf(language: Language | null): Syntax | undefined {
  return language === null ? undefined : SYNTAXES[language];
}
