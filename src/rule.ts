import type { z } from 'zod';
import type { Document } from './parse/document.ts';
import type { SessionEvent } from './parse/session/event.ts';
import type { Suppression } from './parse/suppression.ts';
import type { Directive } from './policy/page/directive.ts';
import type { Commit, Kind, Person, PullRequest } from './subject.ts';

/** A place in a text, in UTF-16 offsets; `end` is the first offset behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Severity = 'warn' | 'error';

/** What a rule yields for each place that breaks it. */
export interface Report {
  /** Of a diff, `{ start: 0, end: 0 }` is the change as a whole. */
  readonly at: Span;
  /** What is there, then what to do: under 100 characters, no full stop. */
  readonly message: string;
  /** Replaces the text at `at`. An empty one deletes it, with the blank that would be left behind. */
  readonly fix?: string;
  /** The fix may change the meaning: it is offered, and applied only when asked for. */
  readonly unsafe?: boolean;
}

/**
 * What surrounds a subject. Each part may be absent, and a rule that needs it is then silent; paths go from
 * the top of the work tree, with slashes.
 */
export interface Context {
  /** The file that the subject was read from. */
  readonly path?: string;
  /** The branch that is checked out, where the subject does not name one itself. */
  readonly branch?: string;
  /** Who makes the change, where the subject does not name an author itself. */
  readonly author?: Person;
  /** A coding agent is at work, by the marks it leaves in the environment. */
  readonly agent?: boolean;
  /** The absolute path of the top of the work tree, with slashes. */
  readonly top?: string;
  /** The paths of all files of the tree but those that git ignores. */
  readonly files?: () => readonly string[];
  /** How many lines a file of the tree has; null where there is no such file, infinite where nobody can say. */
  readonly lineCount?: (path: string) => number | null;
  /** Of a command or a reply, what happened before it in its session, oldest first. */
  readonly events?: () => readonly SessionEvent[];
  /** What became of the suppressions of the subject: the engine tells it to `no-useless-suppression`. */
  readonly suppressing?: Suppressing;
}

/** What the other rules made of the suppressions of a subject. */
export interface Suppressing {
  /** The ids of all rules. */
  readonly rules: readonly string[];
  /** Those that took no finding out. */
  readonly idle: ReadonlySet<Suppression>;
  /** None is honoured, for the policy allows none to agents, and an agent wrote the subject. */
  readonly forbidden: boolean;
}

/** A text that shows a rule at work: it is a test, and what `bylaw explain` prints. */
export interface GoodExample<Options = unknown> {
  readonly text: string;
  readonly options?: Partial<Options>;
  /** Judge it as these kinds only; all subjects of the rule by default. */
  readonly as?: readonly Kind[];
  /** What the subject knows beyond its text: author, parents, draft, ... */
  readonly subject?: Partial<Omit<Commit, 'kind'> | Omit<PullRequest, 'kind'>>;
  /** As a diff, the text is what a new file of this name holds, unless it is a diff already. */
  readonly file?: string;
  readonly context?: Context;
}

export interface BadExample<Options = unknown> extends GoodExample<Options> {
  /** The quoted text of each finding, in order. */
  readonly flags: readonly string[];
  /** The text after all safe fixes; has to stand where a fix is offered. */
  readonly fixed?: string;
}

/** A rule as a policy page asks for it. */
export interface Reading<Options = unknown> {
  readonly options?: Partial<Options>;
  /** The rule's own by default; `warn` where the reading is a guess, `off` where the page wants the opposite. */
  readonly severity?: 'off' | Severity;
  /** Holds only where no other sentence of the page says in full what this one says in part. */
  readonly isPart?: true;
}

export interface Rule<Options> {
  /** Kebab case, beginning with `no-`, `max-`, `require-` or `prefer-`. */
  readonly id: string;
  /** The wish, in one imperative line. */
  readonly summary: string;
  /** What goes wrong without it, in one sentence or two. */
  readonly why: string;
  readonly subjects: readonly Kind[];
  /** `error` only where a finding is certain. */
  readonly severity: Severity;
  /** Part of `bylaw:recommended`. */
  readonly recommended?: boolean;
  /** A function of zod, so that zod is loaded only where configuration is checked. */
  readonly options?: (zod: typeof z) => z.ZodType<Options>;
  /** What a sentence of a policy page sets, once for each clause it asks for; null where it asks for none. */
  readonly reads?: (
    directive: Directive,
  ) => Reading<NoInfer<Options>> | readonly Reading<NoInfer<Options>>[] | null;
  readonly good: readonly (string | GoodExample<NoInfer<Options>>)[];
  readonly bad: readonly BadExample<NoInfer<Options>>[];
  /** Keeps no state, does no input or output, never throws, and is linear in the length of the text. */
  check(document: Document, options: NoInfer<Options>, context: Context): Iterable<Report>;
}

/** A rule whose options are not known here, as in a list of rules. */
// biome-ignore lint/suspicious/noExplicitAny: options differ from rule to rule and each schema checks its own
export type AnyRule = Rule<any>;

/** Gives a rule its types. The one function a rule author must know. */
export function defineRule<Options = Record<never, never>>(rule: Rule<Options>): Rule<Options> {
  return rule;
}
