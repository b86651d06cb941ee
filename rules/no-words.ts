import { forbiddenPhrases } from '../src/policy/page/phrases.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-words',
  summary: 'Leave out the words on your list',
  why: 'Every team has words that it has agreed not to use, and a list that nobody checks is soon forgotten.',
  subjects: ['commit', 'pr', 'reply'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      words: z.array(z.string().trim().min(1)).default([]).describe('Words and phrases to flag, in any case'),
      replace: z
        .record(z.string().trim().min(1), z.string())
        .default({})
        .describe('Words and phrases to flag, each with what to write instead'),
    }),
  reads: (directive) => {
    const { text } = directive;
    const dashes = directive.forbids(/\bem[- ]dash(?:es)?\b/) ? ['\u2014'] : [];
    const ellipses = directive.forbids(/\b(?:unicode )?ellipsis characters?\b/) ? ['\u2026'] : [];
    const curly = directive.forbids(/\b(?:smart|curly)(?: or (?:smart|curly))? quotes\b/)
      ? ['\u201c', '\u201d', '\u2018', '\u2019']
      : [];
    const words = [...dashes, ...ellipses, ...curly, ...forbiddenPhrases(directive)];
    return words.length > 0 && !/\b(?:until|before)\b/i.test(text) ? { options: { words } } : null;
  },
  good: [
    'Retry the upload',
    { text: 'Rename `utilize` to `use`', options: { words: ['utilize'] } },
    { text: 'Keep it robustly built', options: { words: ['robust'] } },
  ],
  bad: [
    { text: 'Write a robust parser', options: { words: ['robust'] }, flags: ['robust'] },
    {
      text: 'Utilize the cache',
      options: { replace: { utilize: 'use' } },
      flags: ['Utilize'],
      fixed: 'Use the cache',
    },
  ],
  *check(document, { words, replace }) {
    for (const hit of document.find(words)) {
      yield { at: hit, message: `Unexpected \`${hit.text}\`, say it in other words` };
    }
    for (const [word, replacement] of Object.entries(replace)) {
      for (const hit of document.find([word])) {
        const capital = /^\p{Lu}/u.test(hit.text);
        const fix = capital ? replacement.charAt(0).toUpperCase() + replacement.slice(1) : replacement;
        yield { at: hit, message: `Unexpected \`${hit.text}\`, write \`${fix}\``, fix };
      }
    }
  },
});
