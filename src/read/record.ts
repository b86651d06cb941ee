import { z } from 'zod';
import { parseSession } from '../parse/session/notation.ts';
import { type Kind, pullRequestFromText, type Subject } from '../subject.ts';

/** A line of input: its subject, or what is wrong with it. */
export interface InputRecord {
  readonly id: unknown;
  readonly subject?: Subject;
  readonly error?: string;
}

/** People as objects, or as git writes them: `Name <address>`. */
const person = z.union([
  z.object({ name: z.string().optional(), email: z.string().optional() }),
  z.string().transform((text) => {
    const [, name = '', email] = /^([^<]*)(?:<([^>]*)>)?/.exec(text) ?? [];
    return { name: name.trim(), email };
  }),
]);

const commit = z.object({
  text: z.string(),
  author: person.optional(),
  committer: person.optional(),
  parents: z.array(z.string()).optional(),
});

const about = {
  draft: z.boolean().optional(),
  isNew: z.boolean().optional(),
  author: z.string().optional(),
  branch: z.string().optional(),
  base: z.string().optional(),
  labels: z.array(z.string()).optional(),
  changedLines: z.int().optional(),
  changedFiles: z.int().optional(),
};

const schemas = {
  commit: commit.transform(({ text, ...rest }) => ({ kind: 'commit', message: text, ...rest })),
  pr: z.union([
    z.object({ title: z.string(), body: z.string().nullish(), ...about }).transform((pull) => ({
      ...pull,
      kind: 'pr',
      body: pull.body ?? '',
    })),
    z.object({ text: z.string(), ...about }).transform(({ text, ...rest }) => ({
      ...pullRequestFromText(text),
      ...rest,
    })),
  ]),
  branch: z.object({ text: z.string() }).transform(({ text }) => ({ kind: 'branch', name: text })),
  diff: z.object({ text: z.string() }).transform(({ text }) => ({ kind: 'diff', text })),
  reply: z.object({ text: z.string() }).transform(({ text }) => ({ kind: 'reply', text })),
  command: z.object({ text: z.string() }).transform(({ text }) => ({ kind: 'command', text })),
  session: z.object({ text: z.string() }).transform(({ text }) => parseSession(text)),
};

/**
 * One line of `--ndjson`: `{"id": ..., "text": ..., ...metadata}`. A pull request may give `title` and
 * `body` instead of a text.
 */
export function readRecord(line: string, kind: Kind): InputRecord {
  const value = json(line);
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  const result = schemas[kind].safeParse(value);
  if (result.success) return { id, subject: result.data as Subject };
  const path = result.error.issues[0]?.path.join('.');
  const wanted = kind === 'pr' ? '"title" and "body", or "text"' : '"text"';
  return { id, error: `${path ? `Wrong \`${path}\`` : `Not a ${kind}`}, write a JSON object with ${wanted}` };
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
