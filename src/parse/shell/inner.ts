import type { Edit } from '../../edit.ts';
import type { Span } from '../../rule.ts';
import { type Subject, textOf } from '../../subject.ts';
import { Document } from '../document.ts';
import { branchesOf } from './branch.ts';
import type { SimpleCommand } from './command.ts';
import { MOST_BEFORE } from './files.ts';
import { gitCommand } from './git-command.ts';
import { gitMessage } from './git-message.ts';
import { hostText } from './pull-request.ts';
import { type Place, placeOfSlot } from './rewrite.ts';
import type { Sources } from './sources.ts';

export type { Sources } from './sources.ts';

/** A subject that a command line makes: a message, a pull request, a branch, an answer. */
export interface Inner {
  readonly subject: Subject;
  /** Where its text stands in the command line, in UTF-16 offsets. */
  readonly at: Span;
  /** The part of a pull request that is written, where the other one stays as it is and is not known. */
  readonly only?: 'title' | 'body';
  /** The whole command line with another text in that place; null where that cannot be done exactly. */
  readonly rewrite: (text: string) => string | null;
}

type Found = Omit<Inner, 'at' | 'rewrite'> & { readonly place: Place };

const MAKERS: ReadonlySet<string | null> = new Set(['git', 'hub', 'gh', 'glab']);

/** The subjects inside of a command line, in its order. What cannot be known of a text gives none. */
export function subjectsIn(document: Document, sources: Sources = {}): Inner[] {
  const { commands, text: line } = document;
  const all = commands.flatMap((command, index) =>
    // A longer past is not looked into, so that time stays linear.
    MAKERS.has(command.name)
      ? found(command, commands.slice(Math.max(0, index - MOST_BEFORE - 1), index), sources)
      : [],
  );
  return all.map(({ place, ...inner }, index) => ({
    ...inner,
    at: place.at,
    rewrite(text) {
      const edits = place.edits(line, text);
      const other = edits && applied(line, edits);
      return other !== null && holds(other, index, text, sources) ? other : null;
    },
  }));
}

function found(command: SimpleCommand, before: readonly SimpleCommand[], sources: Sources): Found[] {
  const git = gitCommand(command, sources);
  const message = git && gitMessage(git, before, sources);
  if (message) {
    const { text, place, ...rest } = message;
    return [{ subject: { kind: 'commit', message: text, ...rest }, place }];
  }
  const host = hostText(command, before, sources);
  if (host) return [host];
  const branches = git ? branchesOf(git) : [];
  return branches.map((slot) => ({
    subject: { kind: 'branch', name: slot.value ?? '' },
    place: placeOfSlot(slot, command),
  }));
}

function applied(line: string, edits: readonly Edit[]): string {
  let kept = 0;
  let other = '';
  for (const { start, end, text } of edits) {
    other += line.slice(kept, start) + text;
    kept = end;
  }
  return other + line.slice(kept);
}

/** Whether a line makes just the subject that is wanted: what a shell makes of quotes is read, not hoped for. */
function holds(line: string, index: number, text: string, sources: Sources): boolean {
  const inner = subjectsIn(new Document({ kind: 'command', text: line }), sources)[index];
  return inner !== undefined && textOf(inner.subject) === text;
}
