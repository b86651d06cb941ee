import type { ChangeKind } from '../../parse/diff.ts';
import type { Directive } from './directive.ts';

const CHANGED =
  /\b(?:edit(?:ing|ed)?|modif(?:y|ying|ied)|touch(?:ing|ed)?|chang(?:e|ing)|commit(?:ting|ted)?|alter(?:ing)?|overwrit(?:e|ing)|hand-edit(?:ing|ed)?|check(?:ing)? in|write to|delet(?:e|ing))\b/;
/** What a name of a file ends with. */
export const FILE =
  /\.(?:json|jsonc|md|mdx|mdc|[cm]?[jt]sx?|py|rs|go|toml|ya?ml|lock|lua|sh|txt|css|html|env|rb|java|[ch]|cpp|sql|snap|svg|png)$/i;
/** A sentence on these names branches, or files that are elsewhere. */
const ELSEWHERE =
  /\b(?:branch(?:es)?|push(?:es|ing)?|merg(?:e|es|ing)|worktrees?|submodules?|sections?|remote)\b/i;

const SECRETS = [
  '.env',
  '.env.*',
  '!.env.example',
  '!.env.sample',
  '!.env.template',
  '*.pem',
  'id_rsa*',
  'credentials.json',
];

/** Files that a sentence tells to leave as they are. */
export interface Protected {
  readonly paths: string[];
  /** What may be done to them all the same. */
  readonly allow?: ChangeKind[];
  /** Which files they are, or who changed them, is not certain. */
  readonly isGuess: boolean;
}

/** The files that a sentence tells to leave as they are; null where it tells of none. */
export function protectedIn(directive: Directive): Protected | null {
  const { text } = directive;
  const prose = text.replace(/`[^`]*`/g, '');
  if (directive.forbids(NEW_PAGES))
    return { paths: ['*.md', '*.mdx'], allow: ['modified', 'deleted', 'renamed'], isGuess: true };
  const marked = suffixesIn(directive);
  if (marked.length > 0) return { paths: marked, allow: ['modified', 'deleted', 'renamed'], isGuess: true };
  const unmade = CREATED.test(text) && directive.forbids(/\bcreat\w*/) ? namedIn(directive, prose) : [];
  if (unmade.length > 0) return { paths: unmade, allow: ['modified', 'deleted', 'renamed'], isGuess: false };
  if (ELSEWHERE.test(prose) || !directive.forbids(CHANGED)) return null;
  const kept = { ...(OTHER_CHANGES.test(directive.part('must-not')) ? {} : { allow: NOT_DELETED }) };
  // A tool may have changed them, which a diff does not show.
  const isByHand = /\b(?:by hand|manually|directly|hand-edit\w*)\b/i.test(prose);
  const named = namedIn(directive, prose);
  if (named.length > 0) return { paths: named, ...kept, isGuess: isByHand };
  const made = generatedIn(directive);
  if (made.length > 0) return { paths: made, ...kept, isGuess: isByHand };
  const known = KNOWN.find(({ name }) => directive.forbids(name));
  return known
    ? { paths: known.paths, ...kept, ...(known.allow ? { allow: known.allow } : {}), isGuess: true }
    : null;
}

const OTHER_CHANGES =
  /\b(?:edit|modif|touch|chang|commit|alter|overwrit|hand-edit|check(?:ing)? in|write to)\w*\b/i;
const NOT_DELETED: ChangeKind[] = ['added', 'modified', 'renamed'];

/** `Do not create package-lock.json`. */
const CREATED = /\bcreat(?:e|ing)\s(?:an?\s|any\s|new\s)?`/i;

/** Pages that nobody asked for. */
const NEW_PAGES =
  /\b(?:creat|add|generat)\w*\s(?:(?!comments?|entr)[\w-]+,?\s){0,4}(?:documentation|markdown|README|summary|root-level|report) (?:docs|files?|documents?)\b|\b(?:creat|add|generat)\w*\s(?:(?:any|new|extra|additional|unrequested|unnecessary)\s){0,2}(?:docs|README|markdown|\.?\*?\.md)(?= files?\b| docs\b| documents?\b|[\s)]*$|[.,)]|\s\(| unless\b| without\b)|\bno (?:new |free-floating |standalone |stray |extra |unrequested )(?:markdown|documentation|docs|README)\b/;

/** Files that go by what they are. */
const KNOWN: readonly { name: RegExp; paths: string[]; allow?: ChangeKind[] }[] = [
  {
    name: /\b(?:auto-?)?generated (?:files?|code|sources?|artifacts?|bundles?|outputs?|types|clients?|bindings|folders?|director(?:y|ies))\b|\bderived artifacts?\b/,
    paths: [
      '**/generated/**',
      '**/__generated__/**',
      '*.generated.*',
      '*_generated.*',
      '*.gen.*',
      '*.pb.go',
      '*_pb2.py',
      '*.g.dart',
    ],
  },
  {
    name: /\b(?:existing|applied|old|committed|merged|shipped|released|past|previous|deployed) (?:database |db |schema )?migrations?\b/,
    paths: ['**/migrations/**', '**/migrate/**'],
    allow: ['added'],
  },
  {
    name: /\bvendored (?:code|files?|dependencies|libraries|sources?)\b/,
    paths: ['vendor/', 'third_party/'],
  },
  {
    name: /\b(?:modify|edit|touch|change|alter)\w* (?:the |any |existing )*tests? files\b(?! (?:to|just|merely|so)\b)/,
    paths: ['*.test.*', '*.spec.*', '*_test.*', 'test_*.py', '**/__tests__/**'],
    allow: ['added'],
  },
];

/** `Never create files with suffixes such as "V2"`. */
function suffixesIn(directive: Directive): string[] {
  if (!/\bfiles?\b/i.test(directive.text) || !directive.forbids(/\bsuffix(?:es|ed)?\b|\bcopies of\b/))
    return [];
  return [...directive.quotes('must-not'), ...directive.codes('must-not')]
    .map((suffix) => suffix.replace(/[,.]+$/, ''))
    .filter((suffix) => /^[._-]?[A-Za-z]\w{1,9}$/.test(suffix))
    .map((suffix) => `*${suffix}.*`);
}

function namedIn(directive: Directive, prose: string): string[] {
  const { text } = directive;
  const isOnSecrets =
    /\bcommit|\bcheck(?:ing)? in\b/i.test(prose) &&
    directive.forbids(/\b(?:secrets?|credentials?|API keys?|passwords?)\b/);
  const named = directive.codes('must-not').filter(isPath).map(globOf);
  const folders = FOLDERS.exec(text)?.[1];
  if (folders !== undefined) named.push(`**/${folders}/**`);
  return isOnSecrets ? [...new Set([...SECRETS, ...named])] : named;
}

/** What is said to be generated before `do not edit it`: `src/gen/ is generated. Never edit it.` */
function generatedIn({ text, passage }: Directive): string[] {
  const before = passage.text.slice(0, Math.max(0, passage.text.indexOf(text))).trimEnd();
  const said = before.split(/(?<=[.!;])\s/).at(-1) ?? '';
  const isBehind = /\b(?:it|them|these|those|this|by hand|manually|directly)\b/i.test(text);
  const [, named = ''] =
    /^(.*?)\b(?:auto-?)?generated\b/i.exec(text) ??
    (isBehind ? /^(.*?)\b(?:auto-?)?generated\b/i.exec(said) : null) ??
    [];
  return [...named.matchAll(/`([^`]+)`/g)]
    .map(([, code = '']) => code.trim())
    .filter(isPath)
    .map(globOf);
}

/** A path without an ending is a folder. */
export function globOf(path: string): string {
  return /\/[\w-]+$/.test(path) || BUILT.test(path) ? `${path}/` : path;
}

/** Folders whose name says that a tool fills them. */
const BUILT = /^(?:node_modules|dist|vendor|third_party|__generated__)$/;

/** `generated` folders, wherever they are. */
const FOLDERS = /`([\w-]+)` (?:sub)?(?:director(?:y|ies)|folders?)\b/;

/** Whether a code span is a path, or a glob, of the repository. */
export function isPath(code: string): boolean {
  if (/\s|[<>\u2026$()=:@]|^[~/-]|^\.\.|^https?/.test(code) || code.length > 100) return false;
  return (
    BUILT.test(code) ||
    /^\.(?!(?:[cm]?[jt]sx?|py|rb|rs|go|md|java|sh|css|html?)$)\w[\w.-]*$/.test(code) ||
    /^[\w.*{},!-]+(?:\/[\w.*{},[\]-]*)+$/.test(code) ||
    (FILE.test(code) && /^[\w*-][\w.*-]*$/.test(code))
  );
}
