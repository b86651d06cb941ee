import type { SessionEvent } from './parse/session/event.ts';
import { parseSession } from './parse/session/notation.ts';

/** What bylaw judges: the kinds of subject. */
export const KINDS = ['commit', 'pr', 'branch', 'diff', 'reply', 'command', 'session'] as const;

export type Kind = (typeof KINDS)[number];

export interface Person {
  readonly name?: string;
  readonly email?: string;
}

/**
 * How git will clean a message before it records it (git-commit, `--cleanup`).
 * `verbatim` also stands for a message that is already recorded: every line of it is kept.
 */
export type Cleanup = 'strip' | 'whitespace' | 'verbatim' | 'scissors';

export interface Commit {
  readonly kind: 'commit';
  /** The message as it stands in its file or object, comment lines and all. */
  readonly message: string;
  readonly author?: Person;
  readonly committer?: Person;
  /** Object names; two or more make a merge. */
  readonly parents?: readonly string[];
  /** Defaults to `verbatim`. */
  readonly cleanup?: Cleanup;
  /** `core.commentChar` or `core.commentString`; defaults to `#`. */
  readonly commentString?: string;
}

export interface PullRequest {
  readonly kind: 'pr';
  readonly title: string;
  readonly body: string;
  /** Set when the pull request came as one text, so that places count in that very text. */
  readonly text?: string;
  readonly draft?: boolean;
  /** It is being opened; false for one that was opened before and may have been a draft then. */
  readonly isNew?: boolean;
  readonly author?: string;
  readonly branch?: string;
  readonly base?: string;
  readonly labels?: readonly string[];
  readonly changedLines?: number;
  readonly changedFiles?: number;
}

export interface Branch {
  readonly kind: 'branch';
  readonly name: string;
}

export interface Diff {
  readonly kind: 'diff';
  /** A unified diff as git prints it, with or without its own header lines. */
  readonly text: string;
  /**
   * While a merge is made: the same change against each of the other parents. A line that is not new
   * against all of them came with the merge.
   */
  readonly others?: readonly string[];
}

export interface Reply {
  readonly kind: 'reply';
  readonly text: string;
}

export interface Command {
  readonly kind: 'command';
  /** A line that a shell is given, or several. */
  readonly text: string;
}

export interface Session {
  readonly kind: 'session';
  /** What happened, in the notation of bylaw (src/parse/session/notation.ts). */
  readonly text: string;
  /** What happened, in order; their places count in the text. */
  readonly events: readonly SessionEvent[];
  /** The pages that its agent is given from the start, from the root of the repository; absent where nobody knows. */
  readonly loads?: readonly string[];
}

export type Subject = Commit | PullRequest | Branch | Diff | Reply | Command | Session;

/**
 * The one text that places of findings count in, as UTF-16 offsets.
 * A pull request given in parts is its title, an empty line and its body.
 */
export function textOf(subject: Subject): string {
  switch (subject.kind) {
    case 'commit':
      return subject.message;
    case 'pr':
      return subject.text ?? (subject.body === '' ? subject.title : `${subject.title}\n\n${subject.body}`);
    case 'branch':
      return subject.name;
    case 'diff':
    case 'reply':
    case 'command':
    case 'session':
      return subject.text;
  }
}

/** The same subject with another text, as when a fix was applied to it. */
export function withText(subject: Subject, text: string): Subject {
  switch (subject.kind) {
    case 'commit':
      return { ...subject, message: text };
    case 'pr':
      return { ...subject, ...pullRequestFromText(text) };
    case 'branch':
      return { ...subject, name: text };
    case 'diff':
    case 'reply':
    case 'command':
      return { ...subject, text };
    case 'session':
      return { ...subject, ...parseSession(text) };
  }
}

/** A subject of which nothing but its text is known. */
export function subjectFromText(kind: Kind, text: string): Subject {
  switch (kind) {
    case 'commit':
      return { kind, message: text };
    case 'pr':
      return pullRequestFromText(text);
    case 'branch':
      return { kind, name: text };
    case 'diff':
    case 'reply':
    case 'command':
      return { kind, text };
    case 'session':
      return parseSession(text);
  }
}

/** Reads a pull request written as one text: the title is its first line, the body what follows. */
export function pullRequestFromText(text: string): PullRequest {
  const [, title = '', body = ''] = /^([^\r\n]*)(?:\r?\n){0,2}([\s\S]*)$/.exec(text) ?? [];
  return { kind: 'pr', title, body, text };
}
