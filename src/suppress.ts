import { agentOf, agentOfAccount, attributions } from './attribution/attribution.ts';
import type { Finding } from './lint.ts';
import type { Document } from './parse/document.ts';
import { spanAt } from './parse/region.ts';
import type { Suppression } from './parse/suppression.ts';
import type { Policy } from './policy/policy.ts';
import type { Context, Span } from './rule.ts';

/** A finding that was taken out, and why somebody wished it. */
export interface Suppressed extends Finding {
  readonly reason: string;
}

/** Takes out what suppressions cover, and what is found in the words of a suppression itself. */
export function suppress(document: Document, findings: readonly Finding[]) {
  const honoured = document.suppressions.filter(({ reason }) => reason !== '');
  const texts = honoured.map(({ whole }) => whole);
  const byRule = reaches(honoured);
  const left: Finding[] = [];
  const suppressed: Suppressed[] = [];
  const used = new Set<Suppression>();
  for (const finding of findings) {
    const suppression = spanAt(byRule.get(finding.rule) ?? [], finding.offset)?.suppression;
    if (suppression) {
      used.add(suppression);
      suppressed.push({ ...finding, reason: suppression.reason });
    } else if (!isInside(finding, texts)) {
      left.push(finding);
    }
  }
  return { left, suppressed, idle: honoured.filter((suppression) => !used.has(suppression)) };
}

interface Reach extends Span {
  readonly suppression: Suppression;
}

/** For each rule where it is suppressed, with the end of the place, in order of both starts and ends. */
function reaches(suppressions: readonly Suppression[]): Map<string, Reach[]> {
  const byRule = new Map<string, Reach[]>();
  for (const suppression of suppressions) {
    const { rule, reach } = suppression;
    const known = byRule.get(rule) ?? [];
    known.push({ start: reach.start, end: reach.end + 1, suppression });
    byRule.set(rule, known);
  }
  return byRule;
}

function isInside({ offset, endOffset }: Finding, texts: readonly Span[]): boolean {
  const text = spanAt(texts, offset);
  return text !== undefined && endOffset <= text.end;
}

/** Whether the policy does not let the one who wrote a subject suppress anything. */
export function isForbidden(document: Document, { suppressions }: Policy, context: Context): boolean {
  return suppressions?.agents === false && (context.agent === true || isByAgent(document, context));
}

/** Whether an agent is the author, by name, by address or by the mark that it leaves in what it writes. */
function isByAgent(document: Document, { author = {} }: Context): boolean {
  const { subject } = document;
  switch (subject.kind) {
    case 'commit':
      return agentOf(subject.author ?? author) !== null || isSigned(document);
    case 'pr':
      return agentOfAccount(subject.author ?? '') !== null || isSigned(document);
    case 'reply':
      return true;
    default:
      return agentOf(author) !== null;
  }
}

function isSigned(document: Document): boolean {
  return attributions(document).some(({ kind }) => ['trailer', 'session', 'footer'].includes(kind));
}
