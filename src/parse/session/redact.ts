/** What stands where a secret stood. */
const INSTEAD = '[redacted]';

/**
 * Secrets as their issuers shape them: GitHub, GitLab, OpenAI and its kin, AWS, Slack, Google, npm, PyPI,
 * Hugging Face, Stripe, and JSON Web Tokens.
 */
const TOKEN =
  /\b(?:gh[opsur]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|sk-[\w-]{16,}|[rs]k_(?:live|test)_\w{16,}|(?:AKIA|ASIA)[A-Z0-9]{16}|xox[a-z]-[\w-]{10,}|AIza[\w-]{30,}|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|hf_[A-Za-z0-9]{20,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}(?:\.[\w-]*)?)/g;

/** `Authorization: Bearer ...`; the scheme stays, to tell what stood there. */
const BEARER = /\b(bearer|basic)( {1,3})[\w.~+/=-]{12,}/gi;

/** `DB_PASSWORD=...`, `"api_key": "..."`. A value that is a variable, a call or a plain word is none. */
const SETTING =
  /(password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key)(["']?[ \t]{0,3}[:=][ \t]{0,3})("[^"\n]{4,200}"|'[^'\n]{4,200}'|(?:(?<==)|(?=\S{0,80}\d))[^\s"'$<({[,;&|]{6,200}(?![^\s(]{0,40}\())/gi;

/** The password in `https://user:password@host`. */
const IN_URL = /(:\/\/[^\s/:@]{0,60}:)[^\s/@]{1,200}@/g;

const PEM_BEGIN = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/;
const PEM_END = /-----END [A-Z ]{0,40}PRIVATE KEY-----/;

/**
 * A text without the secrets that can be told by their form. What is redacted once stays as it is.
 * @param text may be a part of a longer one: a key whose beginning or end is cut off is one too
 */
export function redact(text: string): string {
  return withoutKeys(text)
    .replace(TOKEN, INSTEAD)
    .replace(BEARER, `$1$2${INSTEAD}`)
    .replace(IN_URL, `$1${INSTEAD}@`)
    .replace(SETTING, `$1$2${INSTEAD}`);
}

function withoutKeys(text: string): string {
  if (!text.includes('PRIVATE KEY-----')) return text;
  const kept: string[] = [];
  let rest = text;
  for (;;) {
    const end = PEM_END.exec(rest);
    const begin = PEM_BEGIN.exec(rest);
    if (!begin && !end) return kept.join('') + rest;
    // The beginning of the first one may be cut off, the end of the last one too.
    if (begin && (!end || begin.index < end.index)) kept.push(rest.slice(0, begin.index));
    kept.push(INSTEAD);
    if (!end) return kept.join('');
    rest = rest.slice(end.index + end[0].length);
  }
}
