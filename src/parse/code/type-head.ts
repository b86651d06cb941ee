import type { DiffLine, FileChange } from '../diff.ts';
import { goHeads } from './go-type-head.ts';

/** The head of a type on the new side of a diff: what it is called, and what it builds on. */
export interface Head {
  readonly file: FileChange;
  /** The line that it begins on. */
  readonly line: DiffLine;
  /** Of an implementation, the type that it is for. */
  readonly name: string;
  /** The word for a type that leaves code to others, as `interface` or `trait`; null for all others. */
  readonly abstraction: string | null;
  /** The types that it extends or implements, without their packages. */
  readonly bases: readonly string[];
  /** It gives a base to a type that has its head elsewhere, as `impl` does in Rust. */
  readonly isImplementation: boolean;
  /** It may stand for many types, as an `impl` with type parameters does. */
  readonly isBlanket: boolean;
}

type Parts = Omit<Head, 'file' | 'line'>;

interface Grammar {
  /** Where a head may begin, behind the blanks of a line. */
  readonly begin: RegExp;
  readonly end: RegExp;
  /** Reads a head that was put on one line. */
  read(head: string): Parts | null;
}

const MODIFIERS = String.raw`^(?:@\w+ |\[\w+\] ?)?(?:[a-z-]+ ){0,6}?`;

/** Java and its kin: `class A extends B implements C`. */
const BY_WORD: Grammar = {
  begin: new RegExp(String.raw`${MODIFIERS}(?:class|interface|enum|record|trait) \w`),
  end: /[{;]/,
  read(head) {
    const text = withoutBrackets(head);
    const [, kind = '', name = ''] = /\b(class|interface|enum|record|trait) (\w+)/.exec(text) ?? [];
    const isAbstract = kind === 'interface' || /\babstract\b/.test(text);
    const bases = text.split(/\b(?:extends|implements) /).slice(1);
    return partsOf(name, isAbstract ? kind : null, bases.join(','));
  },
};

/** Kotlin and its kin: `class A : B, C`. */
const BY_COLON: Grammar = {
  begin: new RegExp(
    String.raw`${MODIFIERS}(?:class|interface|protocol|struct|enum|record|object|actor|extension) \w`,
  ),
  end: /[{;]/,
  read(head) {
    const text = withoutBrackets(head).replace('enum class', 'enum').replaceAll('::', '.');
    const [, kind = '', name = ''] =
      /\b(class|interface|protocol|struct|enum|record|object|actor|extension) ([\w.]+)/.exec(text) ?? [];
    const isAbstract = kind === 'interface' || kind === 'protocol' || /\babstract\b/.test(text);
    const [, bases = ''] = /:([^{]*)/.exec(text) ?? [];
    return partsOf(name, isAbstract ? kind : null, bases.replace(/\bwhere\b.*/, ''));
  },
};

const CPP: Grammar = {
  begin: /^(?:class|struct) \w/,
  end: /[{;]/,
  read(head) {
    if (head.includes(';')) return null;
    const text = withoutBrackets(head).replaceAll('::', '.');
    const [, name = '', rest = ''] = /^(?:class|struct) (?:[A-Z_]+ )?(\w+)([^{]*)/.exec(text) ?? [];
    return partsOf(name, null, rest.replace(/^[^:]*:?/, ''));
  },
};

const PYTHON: Grammar = {
  begin: /^class \w/,
  end: /:\s*(?:#.*)?$/,
  read(head) {
    const [, name = '', rest = ''] = /^class (\w+)\s*(?:\(([^)]*)\))?/.exec(head) ?? [];
    const isAbstract = /\b(?:ABC|ABCMeta|Protocol)\b/.test(rest);
    return partsOf(name, isAbstract ? 'class' : null, rest.replace(/\[[^\]]*\]/g, ''));
  },
};

const RUST: Grammar = {
  begin: /^(?:(?:pub(?:\([^)]*\))? )?(?:unsafe )?(?:trait|struct|enum|union) \w|(?:unsafe )?impl\b)/,
  end: /[{;]/,
  read(head) {
    const [, kind = '', type] = /^[^{<]*?\b(trait|struct|enum|union) (\w+)/.exec(head) ?? [];
    if (type !== undefined) return partsOf(type, kind === 'trait' ? kind : null, '');
    const [, base = '', name = ''] =
      /([\w:]+) for ([\w:]+)\s*(?:\{.*|where\b.*)?$/.exec(withoutBrackets(head)) ?? [];
    const parts = partsOf(name.replaceAll('::', '.'), null, base.replaceAll('::', '.'));
    const [, parameters = ''] = /^(?:unsafe )?impl\s*<([^>]*)/.exec(head) ?? [];
    const isBlanket = parameters.split(',').some((one) => /^\s*\w/.test(one));
    return parts && { ...parts, isImplementation: true, isBlanket };
  },
};

const GRAMMARS: Readonly<Record<string, Grammar>> = {
  cpp: CPP,
  csharp: BY_COLON,
  java: BY_WORD,
  kotlin: BY_COLON,
  php: BY_WORD,
  python: PYTHON,
  rust: RUST,
  swift: BY_COLON,
  typescript: BY_WORD,
};

function partsOf(name: string, abstraction: string | null, list: string): Parts | null {
  if (name === '') return null;
  const bases = list.split(',').map((base) => /(\w+)\s*$/.exec(base.replace(/\s*\{.*/, ''))?.[1] ?? '');
  return {
    name: name.replace(/^.*\./, ''),
    abstraction: abstraction === 'class' ? 'abstract class' : abstraction,
    bases: bases.filter((base) => base !== ''),
    isImplementation: false,
    isBlanket: false,
  };
}

/** Takes out type parameters and arguments, with their brackets. */
function withoutBrackets(text: string): string {
  let depth = 0;
  let kept = '';
  for (const letter of text) {
    if (letter === '<' || letter === '(') depth++;
    if (depth === 0) kept += letter;
    if ((letter === '>' || letter === ')') && depth > 0) depth--;
  }
  return kept;
}

/** Whether bylaw can read the heads of types in a file. */
export function hasHeads({ language }: FileChange): boolean {
  return language === 'go' || (language !== null && GRAMMARS[language] !== undefined);
}

/** The heads in added and unchanged lines. Of each 40 lines are read at most, and 200 letters of a line. */
export function headsOf(files: readonly FileChange[]): Head[] {
  return [...files.flatMap(headsIn), ...goHeads(files.filter(({ language }) => language === 'go'))];
}

const MOST_LINES = 40;
const MOST_LETTERS = 200;

function headsIn(file: FileChange): Head[] {
  const grammar = GRAMMARS[file.language ?? ''];
  if (!grammar) return [];
  const heads: Head[] = [];
  for (const hunk of file.hunks) {
    const lines = hunk.filter(({ type }) => type !== 'removed');
    for (const [index, line] of lines.entries()) {
      const begin = line.text.trimStart().slice(0, MOST_LETTERS);
      if (grammar === CPP && /=\s*0\s*;/.test(begin)) makeAbstract(heads);
      if (!grammar.begin.test(begin)) continue;
      let text = begin;
      for (const next of lines.slice(index + 1, index + MOST_LINES)) {
        const more = next.text.trim().slice(0, MOST_LETTERS);
        if (grammar.end.test(text) || grammar.begin.test(more)) break;
        text += ` ${more}`;
      }
      const parts = grammar.read(text.replace(/\s+/g, ' '));
      if (!parts) continue;
      const isShape =
        file.language === 'typescript' && parts.abstraction === 'interface' && !asks(lines, index);
      heads.push({ file, line, ...parts, ...(isShape ? { abstraction: null } : {}) });
    }
  }
  return heads;
}

/** A class in C++ is abstract by what stands in it. */
function makeAbstract(heads: Head[]): void {
  const last = heads.pop();
  if (last) heads.push({ ...last, abstraction: 'abstract class' });
}

const METHOD = /^\s*(?:readonly )?[\w$]+\??\s*(?:<[^>]*>)?(?:\(|: ?\([^)]*\) ?=>)/;

/** Whether an interface of TypeScript asks for a method. Without one it tells the shape of data. */
function asks(lines: readonly DiffLine[], head: number): boolean {
  for (const { text } of lines.slice(head + 1, head + 60)) {
    if (/^\s*\}/.test(text)) return false;
    if (METHOD.test(text.slice(0, MOST_LETTERS))) return true;
  }
  return false;
}
