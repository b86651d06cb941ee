/** What stands where a secret stood. */
const INSTEAD = '[redacted]';

/**
 * Secrets as their issuers shape them: GitHub, GitLab, OpenAI and its kin, AWS, Slack, Google, npm, PyPI,
 * Hugging Face, Stripe, and JSON Web Tokens.
 */
const TOKEN =
  /\b(?:gh[opsur]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|sk-[\w-]{16,}|[rs]k_(?:live|test)_\w{16,}|(?:AKIA|ASIA)[A-Z0-9]{16}|xox[a-z]-[\w-]{10,}|AIza[\w-]{30,}|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|hf_[A-Za-z0-9]{20,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}(?:\.[\w-]*)?)/g;

/** `Authorization: Bearer ...`; the scheme stays, to tell what stood there. */
const BEARER = /\b(bearer|basic|authorization: {0,3}token)( {1,3})([\w.~+/=-]{12,})/gi;

/** `DB_PASSWORD=...`, `"api_key": "..."`. A value that is a variable, a call or a plain word is none. */
const SETTING =
  /(password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key)(["']?[ \t]{0,3}[:=][ \t]{0,3})("[^"\n]{4,200}"|'[^'\n]{4,200}'|(?:(?<==)|(?=\S{0,80}\d))[^\s"'$<({[,;&|]{6,200}(?![^\s(]{0,40}\())/gi;

/** `--token ...`, `curl -u user:...`. A number behind the colon is a group or a port. */
const OPTION =
  /(\s--(?:\w{1,20}-){0,3}(?:password|token|secret|api-key) {1,3}|\s(?:-u|--user) {1,3}["']?[^\s:"'/$]{1,60}:(?!\d{1,9}(?!\S)))("[^"\n]{4,200}"|'[^'\n]{4,200}'|[^\s"'$<(-][^\s"']{3,200})/g;

/** The password in `https://user:password@host`. */
const IN_URL = /(:\/\/[^\s/:@]{0,60}:)([^\s/@]{1,200})@/g;

const PEM = /-----(BEGIN|END) [A-Z ]{0,40}PRIVATE KEY-----/g;

/**
 * A text without the secrets that can be told by their form. What is redacted once stays as it is.
 * @param text may be a part of a longer one: a key whose beginning or end is cut off is one too
 */
export function redact(text: string): string {
  return hide(text, () => INSTEAD);
}

/** The same with a star for each character of a secret, so that all else keeps its place. */
export function mask(text: string): string {
  return hide(text, (secret) => secret.replace(/[^\r\n]+/g, (line) => '*'.repeat(line.length)));
}

type Cover = (secret: string) => string;

function hide(text: string, cover: Cover): string {
  return withoutKeys(text, cover)
    .replace(TOKEN, cover)
    .replace(BEARER, (_, scheme, blanks, secret) => scheme + blanks + cover(secret))
    .replace(IN_URL, (_, before, secret) => `${before}${cover(secret)}@`)
    .replace(OPTION, (_, before, secret) => before + cover(secret))
    .replace(SETTING, (_, name, sign, secret) => name + sign + cover(secret));
}

function withoutKeys(text: string, cover: Cover): string {
  if (!text.includes('PRIVATE KEY-----')) return text;
  const kept: string[] = [];
  let done = 0;
  let begin: number | null = null;
  for (const { index, 0: mark, 1: side } of text.matchAll(PEM)) {
    if (side === 'BEGIN') {
      begin ??= index;
      continue;
    }
    // The beginning of the first one may be cut off, the end of the last one too.
    const start = begin ?? done;
    const end = index + mark.length;
    kept.push(text.slice(done, start), cover(text.slice(start, end)));
    done = end;
    begin = null;
  }
  if (begin === null) return kept.join('') + text.slice(done);
  return kept.join('') + text.slice(done, begin) + cover(text.slice(begin));
}
