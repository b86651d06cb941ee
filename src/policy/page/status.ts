import type { Directive } from './directive.ts';
import type { ReadDirective } from './read.ts';

/** What became of a directive. */
export interface Status {
  readonly status: 'enforced' | 'guidance' | 'unread';
  /** Of guidance, why it cannot be held. */
  readonly reason?: string;
}

/** Null for a sentence that asks for nothing. */
export function statusOf({ directive, clauses, gaveWay }: ReadDirective): Status | null {
  if (clauses.length > 0) return { status: 'enforced' };
  if (gaveWay) return { status: 'guidance', reason: PART };
  if (!(directive.asks || (directive.mayAsk && STEPS.test(directive.text)))) return null;
  if (isOfText(directive) && isExact(directive)) return { status: 'unread' };
  return { status: 'guidance', reason: isOfActs(directive) || STEPS.test(directive.text) ? ACTS : JUDGEMENT };
}

const ACTS = 'asks for steps, which nothing that bylaw sees would show';
/** Steps without a verb: `Large features: a spec first, then tickets`. */
const STEPS = /\bfirst\b[^.]*,? then\b/i;
const PART = 'another line says it in full';
const JUDGEMENT = 'asks for judgement';

/** Whether it is about what bylaw sees: what somebody writes. */
function isOfText({ scopes }: Directive): boolean {
  return (['commit', 'pr', 'branch', 'reply'] as const).some((scope) => scopes.has(scope));
}

/** Longer sentences argue more than they ask, in UTF-16 units. */
const MOST = 200;

/** Whether it names something that stands in a text or does not: words, a number, a form. */
function isExact(directive: Directive): boolean {
  const { text } = directive;
  if (directive.isConditional || isOfActs(directive) || text.length > MOST) return false;
  return (
    directive.quotes().length > 0 || directive.codes().length > 0 || /\b\d+\b/.test(text) || FORM.test(text)
  );
}

const FORM =
  /\b(?:prefix(?:es|ed)?|suffix(?:es)?|format|template|footers?|trailers?|headings?|sections?|emojis?|lowercase|uppercase|capitali[sz]e|imperative|(?:past|present) tense|bullets?|sentences?|paragraphs?|words?|characters?|lines?|links?|tables?|labels?)\b/i;

/** Verbs of what is done, not written. */
const ACT =
  /\b(?:run|runs|running|execute|install|push|pull|rebase|merge|stash|checkout|fetch|load|launch|kill|start|restart|stop|activate|invoke|deploy|build|compile|test|verify|check|read|open|search|look|find|ask|wait|confirm|delete|approve|review|inspect|analyze|investigate|reproduce|profile|benchmark)\b/i;
/** Code that is a command, or names files. */
const COMMAND =
  /^(?:\$ ?|git |gh |jj |npm |npx |pnpm |yarn |cargo |make |uv |pip |docker )|\*|^[\w.-]+\/[\w./-]+$/;

function isOfActs(directive: Directive): boolean {
  return ACT.test(directive.text) || directive.codes().some((code) => COMMAND.test(code));
}
