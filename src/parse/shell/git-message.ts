import type { Cleanup, Person } from '../../subject.ts';
import { cleanMessage } from '../commit.ts';
import type { SimpleCommand } from './command.ts';
import { fileText, inputOf, MOST_BEFORE, type Reader } from './files.ts';
import { type Arguments, hasOption, lastOption, type OptionTable, readOptions, type Slot } from './getopt.ts';
import { assigned, type GitCommand, gitCommand } from './git-command.ts';
import { GIT_OPTIONS } from './git-options.ts';
import { ADDING, trailersOf, variable, withTrailers } from './git-trailers.ts';
import { type Place, placeOfOptions } from './rewrite.ts';
import type { Sources } from './sources.ts';

/** The message that a git command will record. */
export interface GitMessage {
  /** Without its last end of line. */
  readonly text: string;
  readonly place: Place;
  readonly author?: Person;
  readonly parents?: readonly string[];
}

/** A git command whose options are read. */
export interface Asked {
  readonly git: GitCommand;
  readonly given: Arguments;
  readonly reader: Reader;
}

type MessageReader = (asked: Asked) => GitMessage | null;

const MESSAGES: Readonly<Record<string, MessageReader>> = {
  commit: ofCommit,
  tag: ofTag,
  merge: ofMerge,
  'commit-tree': ofCommitTree,
};

/** The message that a git command will record; null where it records none, or it cannot be known. */
export function gitMessage(
  git: GitCommand,
  before: readonly SimpleCommand[],
  sources: Sources,
): GitMessage | null {
  const readMessage = Object.hasOwn(MESSAGES, git.name) ? MESSAGES[git.name] : undefined;
  if (!readMessage) return null;
  const table: OptionTable = { options: GIT_OPTIONS[`git ${git.name}`] ?? '', abbreviates: true };
  const given = readOptions(git.words, table);
  if (hasOption(given, 'help')) return null;
  const reader = { command: git.command, folder: git.folder, before, sources };
  return readMessage({ git, given, reader });
}

interface Source {
  readonly text: string;
  readonly slots: readonly Slot[];
}

/** Git-commit, "Options": where the message comes from, and what is put to it. */
function ofCommit(asked: Asked): GitMessage | null {
  const { given } = asked;
  if (hasOption(given, 'dry-run', 'short', 'porcelain', 'long', 'null')) return null;
  const source = withPrefix(asked, commitSource(asked));
  const edited = isEdited(given);
  if (!source || (edited && !hasIdleEditor(asked))) return null;
  const cleanup = cleanupOf(asked, edited ? 'strip' : 'whitespace', edited);
  const comment = commentStringOf(asked);
  if (cleanup === null || comment === null) return null;
  const clean = (message: string) =>
    cleanMessage({ kind: 'commit', message, cleanup, commentString: comment });
  const trailers = trailersOf(asked);
  if (trailers === null) return null;
  // Git cleans once before it adds anything, and what comes from there needs no comments taken out.
  const first = cleanup === 'verbatim' ? source.text : strip(source.text);
  // Git-interpret-trailers takes this for the end of the message.
  if (hasOption(given, 'trailer') && /^---/m.test(first)) return null;
  const text = clean(withTrailers(first, trailers, comment));
  if (text.trim() === '' && !hasOption(given, 'allow-empty-message')) return null;
  return recorded(text, placeOf(source.slots, given, asked), authorOf(asked));
}

function strip(message: string): string {
  return cleanMessage({ kind: 'commit', message, cleanup: 'whitespace' });
}

function commitSource(asked: Asked): Source | null {
  const { given } = asked;
  const file = lastOption(given, 'file', 'no-file')?.slot;
  const messages = messagesOf(given);
  const reuse = lastOption(given, 'reuse-message', 'reedit-message');
  if ([file, messages[0], reuse].filter(Boolean).length > 1) return null;
  const fixup = lastOption(given, 'fixup');
  if (messages.length > 0) {
    const text = joinedLines(messages);
    return text === null || isAmendFixup(fixup?.slot) ? null : { text, slots: messages };
  }
  if (file) return fromFile(file, asked);
  if (reuse?.slot) return fromRevision(reuse.slot.value, reuse.slot, asked);
  if (fixup?.slot) return isAmendFixup(fixup.slot) ? null : { text: '', slots: [fixup.slot] };
  const amend = lastOption(given, 'amend', 'no-amend');
  if (amend?.name !== 'amend') return null;
  return fromRevision('HEAD', { word: amend.to, lead: '', value: null }, asked);
}

/** `-m` as given, and not taken back by `--no-message`. */
function messagesOf({ options }: Arguments): Slot[] {
  const start = options.findLastIndex(({ name }) => name === 'no-message') + 1;
  return options.slice(start).flatMap(({ name, slot }) => (name === 'message' && slot ? [slot] : []));
}

/** Each `-m` is a paragraph. */
function joinedLines(slots: readonly Slot[]): string | null {
  let text = '';
  for (const { value } of slots) {
    if (value === null) return null;
    if (text !== '') text += '\n';
    text += value;
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  }
  return text;
}

function fromFile(slot: Slot, { reader }: Asked): Source | null {
  const text = fileText(slot.word, slot.value, reader);
  return text === null || text.includes('\0') ? null : { text, slots: [slot] };
}

/** Commands that may make HEAD another commit. */
const MOVES = /^(?:am|checkout|cherry-pick|commit|merge|pull|rebase|reset|revert|stash|switch|update-ref)$/;

function fromRevision(revision: string | null, slot: Slot, { git, reader }: Asked): Source | null {
  const { before, sources } = reader;
  if (revision === null || git.folder === null || git.isElsewhere) return null;
  // No revision is as it was once a command before this one has moved HEAD.
  if (before.length > MOST_BEFORE || before.some((command) => MOVES.test(gitCommand(command)?.name ?? '')))
    return null;
  const text = sources.message?.(revision, git.folder) ?? null;
  return text === null ? null : { text, slots: [slot] };
}

/** `amend:` and `reword:` bring the whole message of the other commit into an editor. */
function isAmendFixup(slot: Slot | undefined): boolean {
  return /^(?:amend|reword):/.test(slot?.value ?? '');
}

/** With `--fixup` or `--squash`, the title names the other commit. */
function withPrefix(asked: Asked, source: Source | null): Source | null {
  const option = lastOption(asked.given, 'fixup', 'squash');
  if (!source || !option) return source;
  const named = option.slot && fromRevision(option.slot.value, option.slot, asked);
  if (!named) return null;
  const reused = lastOption(asked.given, 'reuse-message')?.slot?.value;
  const amended = hasOption(asked.given, 'amend') ? 'HEAD' : undefined;
  // A message that is squashed into its own commit brings the title itself.
  const isSame = option.name === 'squash' && (reused ?? amended) === option.slot?.value;
  const title = isSame ? '' : `${titleOf(named.text)}\n\n`;
  return { text: `${option.name}! ${title}${source.text}`, slots: source.slots };
}

/** The first paragraph in one line, as git's `%s` prints it. */
function titleOf(message: string): string {
  const [paragraph = ''] = message.replace(/^(?:[ \t]*\n)+/, '').split(/\n[ \t]*\n/, 1);
  return paragraph
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd())
    .join(' ');
}

/** Whether an editor comes up (git-commit, `--edit`). */
function isEdited(given: Arguments): boolean {
  const edit = lastOption(given, 'edit', 'no-edit');
  if (edit) return edit.name === 'edit';
  return !hasOption(given, 'message', 'file', 'reuse-message', 'fixup');
}

/** Git asks these in turn (git-var, GIT_EDITOR). */
function hasIdleEditor(asked: Asked): boolean {
  const editor =
    variable('GIT_EDITOR', asked) ?? asked.git.settings.get('core.editor') ?? variable('EDITOR', asked);
  return /^(?::|cat|true|(?:\/usr)?\/bin\/(?:true|cat))$/.test(editor ?? '');
}

/** Null where git would refuse the mode, or it is unknown. */
function cleanupOf({ given, git, reader }: Asked, standard: Cleanup, edited: boolean): Cleanup | null {
  const option = lastOption(given, 'cleanup', 'no-cleanup');
  const written = option?.name === 'cleanup' ? option.slot?.value : undefined;
  if (written === null) return null;
  const setting = git.settings.get('commit.cleanup') ?? reader.sources.cleanup;
  const mode = written ?? (git.name === 'tag' ? undefined : setting) ?? 'default';
  if (mode === 'default') return standard;
  if (mode === 'scissors') return edited ? 'scissors' : 'whitespace';
  return mode === 'strip' || mode === 'whitespace' || mode === 'verbatim' ? mode : null;
}

function commentStringOf({ git, reader }: Asked): string | null {
  const own = git.settings.get('core.commentstring') ?? git.settings.get('core.commentchar');
  return own === undefined ? (reader.sources.commentString ?? '#') : own;
}

function authorOf({ given, git }: Asked): Person | undefined {
  const written = lastOption(given, 'author')?.slot?.value;
  const [, name = '', email = ''] = /^([^<]*)<([^>]*)>/.exec(written ?? '') ?? [];
  if (written) return email === '' ? undefined : { name: name.trim(), email };
  const own = {
    name: assigned(git.command, 'GIT_AUTHOR_NAME') ?? git.settings.get('user.name') ?? undefined,
    email: assigned(git.command, 'GIT_AUTHOR_EMAIL') ?? git.settings.get('user.email') ?? undefined,
  };
  return own.name === undefined && own.email === undefined ? undefined : definedOnly(own);
}

function definedOnly({ name, email }: { name: string | undefined; email: string | undefined }): Person {
  return { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
}

/** Git-tag: an annotation loses its comments also where it comes from the command line. */
function ofTag(asked: Asked): GitMessage | null {
  const { given } = asked;
  if (hasOption(given, 'list', 'delete', 'verify', 'edit')) return null;
  return fromParts(asked, 'strip', []);
}

/** Git-merge: one that can be fast forward records no commit, but that nobody knows here. */
function ofMerge(asked: Asked): GitMessage | null {
  const { given } = asked;
  if (hasOption(given, 'squash', 'no-commit', 'ff-only', 'abort', 'quit', 'continue', 'log')) return null;
  if (lastOption(given, 'edit', 'no-edit')?.name === 'edit') return null;
  const others = given.operands.map(({ value, text }) => value ?? text);
  return fromParts(asked, 'whitespace', ['HEAD', ...others]);
}

/** `-m` joined by an empty line, or `-F`. */
function fromParts(asked: Asked, standard: Cleanup, parents: readonly string[]): GitMessage | null {
  const { given } = asked;
  const messages = messagesOf(given);
  const file = lastOption(given, 'file')?.slot;
  if (messages.length > 0 === (file !== undefined)) return null;
  const values = messages.map(({ value }) => value);
  const source = file
    ? fromFile(file, asked)
    : values.includes(null)
      ? null
      : { text: values.join('\n\n'), slots: messages };
  const cleanup = cleanupOf(asked, standard, false);
  const comment = commentStringOf(asked);
  const trailers = trailersOf(asked);
  if (!source || cleanup === null || comment === null || trailers === null) return null;
  const whole = withTrailers(source.text, trailers, comment);
  const text = cleanMessage({ kind: 'commit', message: whole, cleanup, commentString: comment });
  if (text.trim() === '') return null;
  const place = placeOf(source.slots, given, asked);
  return { ...recorded(text, place), ...(parents.length > 1 ? { parents } : {}) };
}

/** Git-commit-tree: nothing is cleaned; without `-m` and `-F` it reads its input. */
function ofCommitTree(asked: Asked): GitMessage | null {
  const { given, reader } = asked;
  const slots = given.options.flatMap(({ name, slot }) =>
    (name === 'm' || name === 'F') && slot ? [{ isFile: name === 'F', slot }] : [],
  );
  let text = '';
  for (const { isFile, slot } of slots) {
    const part = isFile ? fromFile(slot, asked)?.text : slot.value;
    if (part === null || part === undefined) return null;
    text += `${text === '' ? '' : '\n'}${part}`;
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  }
  const whole = slots.length > 0 ? text : inputOf(reader);
  if (whole === null || whole.trim() === '') return null;
  return recorded(
    whole,
    placeOf(
      slots.map(({ slot }) => slot),
      given,
      asked,
    ),
    authorOf(asked),
  );
}

function recorded(text: string, place: Place, author?: Person): GitMessage {
  return { text: text.replace(/\n$/, ''), place, ...(author ? { author } : {}) };
}

/** Where the message stands. What else adds to it would be added to a new one as well. */
function placeOf(slots: readonly Slot[], { options }: Arguments, { git }: Asked): Place {
  const isWhole = !options.some(({ name }) => ADDING.includes(name));
  const giving = options.filter(({ slot }) => slot && slots.includes(slot));
  return placeOfOptions(giving, git.command, isWhole);
}
