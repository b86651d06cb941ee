import type { Span } from '../../rule.ts';

/** A word of a command, as the shell hands it on. */
export interface ShellWord extends Span {
  /** As it is written, quotes and all. */
  readonly text: string;
  /**
   * With quotes and escapes undone, and variables that the line itself sets; null where only the shell will know
   * it. A glob and a leading `~` stand for themselves.
   */
  readonly value: string | null;
}

/** A variable set for a command, or `FOO=1` alone. */
export interface ShellAssignment extends Span {
  readonly name: string;
  readonly value: string | null;
}

export interface ShellRedirection extends Span {
  /** `>`, `>>`, `<`, `2>`, `&>`, ... */
  readonly operator: string;
  readonly target: ShellWord;
}

/** What joins a command to the one before it. */
export type ShellOperator = '&&' | '||' | ';' | '&' | '|' | '|&' | null;

/**
 * A command with its words. One that runs another (`sudo`, `env`, `xargs`, `timeout 5`, `bash -c '...'`, `uv run`)
 * stands before the one it runs, which names it as `inside`. Places count in the text of the whole line, in
 * UTF-16 offsets; those in a script that is quoted with escapes are the place of its whole word.
 */
export interface SimpleCommand extends Span {
  /** The command and its arguments; empty for an assignment alone. */
  readonly words: readonly ShellWord[];
  /** The last part of the path of the command; null where it cannot be known. */
  readonly name: string | null;
  readonly assignments: readonly ShellAssignment[];
  readonly redirections: readonly ShellRedirection[];
  /** What it reads: a here-document, a here-string, or what a command that only prints pipes in; null where unknown. */
  readonly input: string | null;
  /**
   * The folder it runs in, from that of the whole line: '' for that one itself; absolute, or from `~`, where the
   * line says so; null where it cannot be known.
   */
  readonly folder: string | null;
  readonly operator: ShellOperator;
  /** The command that the operator joins it to: the last one of what stands before it. */
  readonly previous: SimpleCommand | null;
  /** The command that runs this one, or the one that a substitution is an argument of. */
  readonly inside: SimpleCommand | null;
  /** Whether it stands in a substitution, `$(...)`, so that its output becomes words. */
  readonly isSubstituted: boolean;
}
