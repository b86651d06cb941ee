import type { Commit, PullRequest, Reply } from '../../subject.ts';
import type { ShellWord, SimpleCommand } from './command.ts';
import { fileText, type Reader } from './files.ts';
import { type Arguments, hasOption, lastOption, readOptions, type Slot } from './getopt.ts';
import { API, apiText } from './host-api.ts';
import { type Place, placeOfOptions, placeOfParts } from './rewrite.ts';
import type { Sources } from './sources.ts';

/** What a command of a host is about to write there. */
export interface HostText {
  readonly subject: PullRequest | Reply | Commit;
  readonly place: Place;
  /** The part that is written, where the other one stays as it is. */
  readonly only?: 'title' | 'body';
}

/** A command whose options are read. */
export interface Asked {
  readonly given: Arguments;
  readonly reader: Reader;
}

interface Form {
  readonly options: string;
  readonly read: (asked: Asked) => HostText | null;
}

const create = { read: (asked: Asked) => pullRequest(asked, true) };
const edit = { read: (asked: Asked) => pullRequest(asked, false) };
const answer = { read: reply };

/** By the help of gh, glab and hub. `pr new` is `pr create` there, and so on. */
const FORMS: Readonly<Record<string, Form>> = {
  'gh pr create': {
    options:
      'R|repo= a|assignee= B|base= b|body= F|body-file= d|draft dry-run e|editor f|fill fill-first fill-verbose ' +
      'H|head= l|label= m|milestone= no-maintainer-edit p|project= recover= r|reviewer= T|template= t|title= w|web',
    ...create,
  },
  'gh pr edit': {
    options:
      'R|repo= B|base= b|body= F|body-file= t|title= m|milestone= remove-milestone add-assignee= add-label= ' +
      'add-project= add-reviewer= remove-assignee= remove-label= remove-project= remove-reviewer=',
    ...edit,
  },
  'gh pr comment': {
    options: 'R|repo= b|body= F|body-file= create-if-none delete-last edit-last e|editor w|web yes',
    ...answer,
  },
  'gh pr review': {
    options: 'R|repo= b|body= F|body-file= a|approve c|comment r|request-changes',
    ...answer,
  },
  'gh pr close': { options: 'R|repo= c|comment= d|delete-branch', ...answer },
  'gh pr merge': {
    options:
      'R|repo= A|author-email= b|body= F|body-file= t|title= match-head-commit= admin auto d|delete-branch ' +
      'disable-auto m|merge r|rebase s|squash subject=',
    read: mergeMessage,
  },
  'gh issue create': {
    options:
      'R|repo= a|assignee= b|body= F|body-file= e|editor l|label= m|milestone= p|project= recover= T|template= ' +
      't|title= w|web',
    ...answer,
  },
  'gh issue comment': {
    options: 'R|repo= b|body= F|body-file= create-if-none delete-last edit-last e|editor w|web yes',
    ...answer,
  },
  'gh issue edit': {
    options:
      'R|repo= b|body= F|body-file= t|title= m|milestone= remove-milestone add-assignee= add-label= add-project= ' +
      'remove-assignee= remove-label= remove-project=',
    ...answer,
  },
  'gh issue close': { options: 'R|repo= c|comment= r|reason=', ...answer },
  'glab mr create': {
    options:
      'R|repo= a|assignee= d|description= draft wip f|fill fill-commit-body H|head= i|related-issue= l|label= ' +
      'm|milestone= reviewer= s|source-branch= b|target-branch= template= t|title= w|web y|yes push recover ' +
      'no-editor allow-collaboration copy-issue-labels create-source-branch remove-source-branch signoff',
    ...create,
  },
  'glab mr update': {
    options:
      'R|repo= a|assignee= d|description= draft wip l|label= m|milestone= reviewer= t|title= target-branch= ' +
      'u|unlabel= r|ready lock-discussion unlock-discussion remove-source-branch y|yes',
    ...edit,
  },
  'glab mr note': { options: 'R|repo= m|message= unique', ...answer },
  'glab issue create': {
    options:
      'R|repo= a|assignee= d|description= l|label= m|milestone= t|title= c|confidential y|yes w|weight=',
    ...answer,
  },
  'glab issue note': { options: 'R|repo= m|message=', ...answer },
};

/** Words that the hosts' programs take for others. */
const SAME: Readonly<Record<string, string>> = { new: 'create', comment: 'note', 'merge-request': 'mr' };

/** What a command is about to write to a host; null where it writes nothing, or it cannot be known. */
export function hostText(
  command: SimpleCommand,
  before: readonly SimpleCommand[],
  sources: Sources,
): HostText | null {
  const { name, words, folder } = command;
  if (name !== 'gh' && name !== 'glab' && name !== 'hub') return null;
  const reader = { command, folder, before, sources };
  const [group, ...rest] = behindOptions(words.slice(1));
  if (name === 'gh' && group?.value === 'api')
    return apiText({ given: readOptions(rest, { options: API, inGo: true }), reader });
  if (name === 'hub') {
    if (group?.value !== 'pull-request') return null;
    return hubText({ given: readOptions(rest, { options: HUB }), reader });
  }
  const [verb, ...more] = behindOptions(rest);
  const names = [group?.value ?? '', verb?.value ?? ''];
  const written = [name, ...names].join(' ');
  const key = Object.hasOwn(FORMS, written) ? written : [name, ...names.map(usual)].join(' ');
  const form = Object.hasOwn(FORMS, key) ? FORMS[key] : undefined;
  if (!form) return null;
  const given = readOptions(more, { options: form.options, inGo: true });
  return hasOption(given, 'help', 'h') ? null : form.read({ given, reader });
}

function behindOptions(words: readonly ShellWord[]): readonly ShellWord[] {
  return readOptions(words, { options: 'R|repo= hostname=', inFront: true }).operands;
}

function usual(name: string): string {
  return Object.hasOwn(SAME, name) ? (SAME[name] as string) : name;
}

interface Part {
  readonly text: string | null;
  readonly slot: Slot;
}

function partOf({ given, reader }: Asked, names: readonly string[], file?: string): Part | undefined {
  const slot = lastOption(given, ...names)?.slot;
  if (slot) return { text: slot.value, slot };
  const named = file === undefined ? undefined : lastOption(given, file)?.slot;
  return named && { text: withoutEnd(fileText(named.word, named.value, reader)), slot: named };
}

function withoutEnd(text: string | null): string | null {
  return text === null ? null : text.replace(/\r?\n$/, '');
}

const titleOf = (asked: Asked) => partOf(asked, ['title']);
const bodyOf = (asked: Asked) => partOf(asked, ['body', 'description', 'comment', 'message'], 'body-file');

/** These take what is missing from commits, or let a person write it. */
const ELSEWHERE = ['fill', 'fill-first', 'fill-verbose', 'web', 'editor', 'recover', 'dry-run'];

function pullRequest(asked: Asked, isNew: boolean): HostText | null {
  const { given, reader } = asked;
  const [title, body] = [titleOf(asked), bodyOf(asked)];
  const part = title && !body ? 'title' : body && !title ? 'body' : undefined;
  if (title?.text === null || body?.text === null || (!title && !body)) return null;
  if (isNew && (part !== undefined || hasOption(given, ...ELSEWHERE.slice(3)))) return null;
  // Only an editor is left where the description is to be a dash.
  if (body?.text === '-' && reader.command.name === 'glab') return null;
  const subject: PullRequest = {
    kind: 'pr',
    title: title?.text ?? '',
    body: body?.text ?? '',
    ...(isNew ? { draft: isOn(given, 'draft', 'wip'), isNew } : {}),
    ...defined('branch', lastOption(given, 'head', 'source-branch')?.slot?.value?.replace(/^.*:/, '')),
    ...defined('base', lastOption(given, 'base', 'target-branch')?.slot?.value),
    ...labelsOf(given),
  };
  const place = placeOfParts(title?.slot, body?.slot, reader.command);
  return { subject, place, ...(part === undefined ? {} : { only: part }) };
}

function isOn(given: Arguments, ...names: readonly string[]): boolean {
  const option = lastOption(given, ...names);
  return option !== undefined && option.slot?.value !== 'false';
}

/** A key that is left out where nothing is known. */
export function defined<K extends string>(key: K, value: string | null | undefined): { [key in K]?: string } {
  return (value ? { [key]: value } : {}) as { [key in K]?: string };
}

function labelsOf({ options }: Arguments): { labels?: string[] } {
  const labels = options.flatMap(({ name, slot }) =>
    name === 'label' ? (slot?.value?.split(',') ?? []) : [],
  );
  return labels.length > 0 ? { labels } : {};
}

/** A comment, a review or an issue: an answer to people, with its title where it has one. */
function reply(asked: Asked): HostText | null {
  const [title, body] = [titleOf(asked), bodyOf(asked)];
  if (title?.text === null || body?.text === null || hasOption(asked.given, 'web', 'editor')) return null;
  const text = [title?.text, body?.text].filter(Boolean).join('\n\n');
  if (text === '') return null;
  const place = placeOfParts(title?.slot, body?.slot, asked.reader.command);
  // Without a title, all of the text is the body.
  const edits = (line: string, other: string) => place.edits(line, title ? other : `\n\n${other}`);
  return { subject: { kind: 'reply', text }, place: { ...place, edits } };
}

/** The commit that a host makes of a pull request; it writes a title and a body of its own where none is given. */
function mergeMessage(asked: Asked): HostText | null {
  const title = partOf(asked, ['title', 'subject']);
  const body = bodyOf(asked);
  if (!title?.text || body?.text === null || body === undefined) return null;
  const message = body.text === '' ? title.text : `${title.text}\n\n${body.text}`;
  const parents = hasOption(asked.given, 'merge') ? { parents: ['base', 'head'] } : {};
  const place = placeOfParts(title.slot, body.slot, asked.reader.command);
  return { subject: { kind: 'commit', message, ...parents }, place };
}

const HUB =
  'm|message= F|file= d|draft b|base= h|head= e|edit no-edit p|push f|force i|issue= a|assign= r|reviewer= ' +
  'l|label= M|milestone= o|browse c|copy';

/** Hub-pull-request: the first paragraph is the title. */
function hubText({ given, reader }: Asked): HostText | null {
  if (hasOption(given, 'edit', 'issue', 'no-edit')) return null;
  const messages = given.options.filter(({ name, slot }) => name === 'message' && slot);
  const file = lastOption(given, 'file');
  const values = messages.map(({ slot }) => slot?.value ?? null);
  const whole = file?.slot
    ? withoutEnd(fileText(file.slot.word, file.slot.value, reader))
    : values.join('\n\n');
  if (whole === null || whole === '' || values.includes(null)) return null;
  const [, title = '', body = ''] = /^\s*(\S[^\n]*)\n*([\s\S]*)$/.exec(whole) ?? [];
  const subject: PullRequest = {
    kind: 'pr',
    title,
    body,
    draft: isOn(given, 'draft'),
    isNew: true,
    ...defined('branch', lastOption(given, 'head')?.slot?.value?.replace(/^.*:/, '')),
    ...defined('base', lastOption(given, 'base')?.slot?.value?.replace(/^.*:/, '')),
    ...labelsOf(given),
  };
  return { subject, place: placeOfOptions(file ? [file] : messages, reader.command) };
}
