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

/** The globs of files that a sentence tells to leave as they are. */
export function protectedIn(directive: Directive): string[] {
  const { text } = directive;
  if (!/`|secret|credential|key|password/i.test(text)) return [];
  const prose = text.replace(/`[^`]*`/g, '');
  if (ELSEWHERE.test(prose) || !directive.forbids(CHANGED)) return [];
  const isOnSecrets =
    /\bcommit|\bcheck(?:ing)? in\b/i.test(prose) &&
    directive.forbids(/\b(?:secrets?|credentials?|API keys?|passwords?)\b/);
  const named = directive.codes('must-not').filter(isPath).map(globOf);
  const folders = FOLDERS.exec(text)?.[1];
  if (folders !== undefined) named.push(`**/${folders}/**`);
  return isOnSecrets ? [...new Set([...SECRETS, ...named])] : named;
}

/** A path without an ending is a folder. */
function globOf(path: string): string {
  return /\/[\w-]+$/.test(path) ? `${path}/` : path;
}

/** `generated` folders, wherever they are. */
const FOLDERS = /`([\w-]+)` (?:sub)?(?:director(?:y|ies)|folders?)\b/;

/** Whether a code span is a path, or a glob, of the repository. */
function isPath(code: string): boolean {
  if (/\s|[<>\u2026$()=:@]|^[~/-]|^\.\.|^https?/.test(code) || code.length > 100) return false;
  return (
    /^\.(?!(?:[cm]?[jt]sx?|py|rb|rs|go|md|java|sh|css|html?)$)\w[\w.-]*$/.test(code) ||
    /^[\w.*{},!-]+(?:\/[\w.*{},[\]-]*)+$/.test(code) ||
    (FILE.test(code) && /^[\w*-][\w.*-]*$/.test(code))
  );
}
