import type { Finding } from '../lint.ts';
import { mask, redact } from '../parse/session/redact.ts';
import type { Subject } from '../subject.ts';
import type { Result } from './result.ts';

/** Less of a secret than this tells nothing. */
const SHORTEST = 6;

/** Of a masked text, a secret; stars that were there before do no harm. */
const SECRET = /\*{6,}/g;

/**
 * What a report may show of a result: of commands, of sessions and of what is inside of them without secrets,
 * each character of which is a star. Places stay as they are. A correction that holds a secret is left out,
 * for without the secret it would be wrong.
 */
export function withoutSecrets(result: Result): Result {
  const { kind, text, findings, suppressed, inner } = result;
  const isClean = kind === 'session' && findings.length === 0;
  if (isClean || (kind !== 'command' && kind !== 'session' && !inner)) return result;
  const masked = mask(text);
  const secrets = masked === text ? [] : secretsOf(text, masked);
  const shown = <Each extends Finding>({ fix, ...finding }: Each) => ({
    ...finding,
    message: withoutParts(redact(finding.message), secrets),
    quote: masked.slice(finding.offset, finding.endOffset),
    ...(fix && unlessSecret(fix.text) !== undefined ? { fix } : {}),
  });
  // What is not named here stays, and fixing waits until somebody asks: a copy would ask.
  return Object.create(result, {
    text: { value: masked },
    findings: { value: findings.map(shown) },
    suppressed: { value: suppressed?.map(shown) },
    fixed: { get: () => unlessSecret(result.fixed) },
    inner: { value: inner && { ...inner, subject: subjectWithout(inner.subject) } },
  });
}

function unlessSecret(fixed: string | undefined): string | undefined {
  return fixed === undefined || redact(fixed) === fixed ? fixed : undefined;
}

function secretsOf(text: string, masked: string): string[] {
  const runs = masked.matchAll(SECRET);
  return Array.from(runs, ({ index, 0: run }) => text.slice(index, index + run.length));
}

/** A message may quote the beginning of a secret, which no form tells any more. */
function withoutParts(message: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => {
    const start = left.indexOf(secret.slice(0, SHORTEST));
    if (start === -1) return left;
    let end = start;
    while (end < left.length && left[end] === secret[end - start]) end += 1;
    return left.slice(0, start) + '*'.repeat(end - start) + left.slice(end);
  }, message);
}

function subjectWithout(subject: Subject): Subject {
  return subject.kind === 'pr'
    ? { ...subject, title: mask(subject.title), body: mask(subject.body) }
    : subject;
}
