import type { Context } from '../rule.ts';
import type { Kind, Person, Subject } from '../subject.ts';
import { BOTS, isBot } from './bots.ts';
import { globs } from './glob.ts';
import type { Clause, Condition } from './policy.ts';

/** What conditions are held against. */
export interface Circumstance {
  readonly kind: Kind;
  readonly branch?: string | undefined;
  readonly author?: Person | undefined;
  readonly path?: string | undefined;
}

/** What is known of a subject: from itself first, then from what surrounds it. */
export function circumstanceOf(subject: Subject, { branch, author, path }: Context): Circumstance {
  const known = { kind: subject.kind, branch, author, path };
  switch (subject.kind) {
    case 'commit':
      return { ...known, author: subject.author ?? author };
    case 'pr':
      return {
        ...known,
        branch: subject.branch ?? branch,
        author: subject.author === undefined ? author : { name: subject.author },
      };
    case 'branch':
      return { ...known, branch: subject.name };
    default:
      return known;
  }
}

/** Whether a clause holds. A condition on paths never does where no path is known. */
export function holds({ when = [], unless = [] }: Clause, here: Circumstance): boolean {
  return when.every((one) => matches(one, here)) && !unless.some((one) => matches(one, here));
}

/** Whether it depends on the file that a finding is in. */
export function goesByPath({ when = [], unless = [] }: Clause): boolean {
  return [...when, ...unless].some(({ paths }) => paths !== undefined);
}

function matches({ subjects, paths, branches, authors }: Condition, here: Circumstance): boolean {
  if (subjects && !subjects.includes(here.kind)) return false;
  if (branches && !(here.branch !== undefined && globs(branches, here.branch))) return false;
  if (paths && !(here.path !== undefined && globs(paths, here.path))) return false;
  return !authors || isAuthor(authors, here.author);
}

function isAuthor(authors: readonly string[], { name = '', email = '' }: Person = {}): boolean {
  // GitHub's private address holds the login (docs.github.com, "Setting your commit email address").
  const login = /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/i.exec(email)?.[1] ?? '';
  const written = [name, email, login].filter(Boolean).map((one) => one.toLowerCase());
  return authors.some((author) =>
    author === BOTS
      ? written.some(isBot)
      : written.some((one) => isLike(one, author.toLowerCase().split('*'))),
  );
}

/** Whether a text is these parts with anything between them. Brackets, as in `[bot]`, mean themselves. */
function isLike(text: string, [first = '', ...others]: readonly string[]): boolean {
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
