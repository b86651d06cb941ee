import type { Trailer } from '../src/parse/commit.ts';
import { shorten } from '../src/parse/width.ts';
import { pattern, userPattern } from '../src/policy/pattern.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'require-trailer',
  summary: 'End a message with the trailers you agreed on',
  why: 'Tools look for a sign-off or a ticket in the trailers, and what is not there cannot be traced later.',
  subjects: ['commit'],
  severity: 'error',
  options: (z) => {
    const trailer = z.strictObject({
      key: z
        .string()
        .regex(/^[A-Za-z0-9-]+$/)
        .describe('What stands before the colon, in any case'),
      value: pattern(z)
        .optional()
        .describe(
          'What its value has to match; without it, a sign-off names a person, and others say anything',
        ),
    });
    return z.strictObject({
      trailers: z
        .array(z.union([trailer, z.array(trailer).min(1)]))
        .default([{ key: 'Signed-off-by' }])
        .describe(
          'Trailers that have to be there, each perhaps with a pattern for its value; in a list, one of them',
        ),
    });
  },
  reads: (directive) => {
    const wish = directive.wish(
      /\b((?:[A-Z][a-z]+-)+[Bb]y|Change-Id)\b(?=:| (?:trailers?|lines?|tags?|footers?))|\b(Signed-off-by|--signoff|DCO|git commit -s)\b|--signoff\b|\bsign commits with -s\b|\bsign[- ]off (?:all |every |your |git |on )*commits?\b/,
    );
    if (wish?.modality !== 'must' || !directive.speaksOf(/\b(?:commits?|git|trailers?)\b/i)) return null;
    const key = wish.groups[0] ?? 'Signed-off-by';
    return { options: { trailers: [{ key: `${key.charAt(0).toUpperCase()}${key.slice(1)}` }] } };
  },
  good: [
    'Retry the upload once\n\nSigned-off-by: Ana Silva <ana@example.com>',
    {
      text: 'Retry the upload once\n\nRefs: BY-12',
      options: { trailers: [{ key: 'refs', value: '^BY-\\d+$' }] },
    },
    {
      text: 'Retry the upload once\n\nCloses: #12',
      options: { trailers: [[{ key: 'Refs' }, { key: 'Closes' }]] },
    },
    { text: "Merge branch 'upload'", subject: { parents: ['1a2b3c4', '5d6e7f8'] } },
    'Revert "Retry the upload once"\n\nThis reverts commit 1a2b3c4d5e6f7081920a3b4c5d6e7f8091a2b3c4.',
    'fixup! Retry the upload once',
  ],
  bad: [
    { text: 'Retry the upload once', flags: ['Retry the upload once'] },
    { text: 'Retry the upload once\n\nSigned-off-by: ana', flags: ['Retry the upload once'] },
    {
      text: 'Retry the upload once\n\nSigned-off-by: Ana Silva <ana@example.com>\n\nIt timed out.',
      flags: ['Retry the upload once'],
    },
    {
      text: 'Retry the upload once\n\nRefs: later',
      options: {
        trailers: [{ key: 'Refs', value: '^BY-\\d+$' }, [{ key: 'AI-Assisted' }, { key: 'Assisted-by' }]],
      },
      flags: ['Retry the upload once', 'Retry the upload once'],
    },
  ],
  *check({ title, trailers: present, shape }, { trailers }) {
    if (!title || shape) return;
    const at = { start: title.start, end: title.end };
    for (const wanted of trailers) {
      const choice = Array.isArray(wanted) ? wanted : [wanted];
      if (choice.some((one) => present.some((trailer) => answers(trailer, one)))) continue;
      yield { at, message: messageFor(choice, present) };
    }
  },
});

interface Wanted {
  readonly key: string;
  /** A pattern; without it anything will do, but for a sign-off, which has to be a name with an address. */
  readonly value?: string | undefined;
}

const PERSON = /^\S.* <[^\s<>@]+@[^\s<>@]+>$/;

function answers(trailer: Trailer, { key, value }: Wanted): boolean {
  if (!sameKey(trailer.key, key)) return false;
  if (value !== undefined) return userPattern(value).test(trailer.value);
  return sameKey(key, 'Signed-off-by') ? PERSON.test(trailer.value) : trailer.value !== '';
}

function sameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function messageFor(choice: readonly Wanted[], present: readonly Trailer[]): string {
  const [{ key = '', value = undefined } = {}] = choice;
  if (choice.length === 1 && present.some((trailer) => sameKey(trailer.key, key))) {
    const signOff = sameKey(key, 'Signed-off-by') ? 'as `Name <address>`' : 'with a value';
    const form = value === undefined ? signOff : 'in the form that was agreed on';
    return `Incomplete trailer \`${shorten(key, 30)}\`, write it ${form}`;
  }
  const keys = choice.map((one) => `\`${one.key}\``).join(' or ');
  return `Missing trailer ${shorten(keys, 50)}, add it at the end`;
}
