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

/** Asks each finding, one by one, whether a suppression covers it, and keeps what comes of that. */
export function suppressor(suppressions: readonly Suppression[]) {
  const honoured = suppressions.filter(({ reason }) => reason !== '');
  const texts = honoured.map(({ whole }) => whole);
  const byRule = reaches(honoured);
  const suppressed: Suppressed[] = [];
  const used = new Set<Suppression>();
  return {
    suppressed,
    /** Whether it stays: it is not suppressed, and not found in the words of a suppression itself. */
    leaves(finding: Finding): boolean {
      const suppression = spanAt(byRule.get(finding.rule) ?? [], finding.offset)?.suppression;
      if (!suppression) return !isInside(finding, texts);
      used.add(suppression);
      suppressed.push({ ...finding, reason: suppression.reason });
      return false;
    },
    /** The suppressions that have covered nothing. */
    idle: () => honoured.filter((suppression) => !used.has(suppression)),
  };
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
