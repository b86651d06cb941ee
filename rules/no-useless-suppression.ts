import { didYouMean } from '../src/nearest.ts';
import type { Suppression } from '../src/parse/suppression.ts';
import { shorten } from '../src/parse/width.ts';
import { defineRule, type Suppressing } from '../src/rule.ts';

export default defineRule({
  id: 'no-useless-suppression',
  summary: 'Suppress only what is found, by its rule and with a reason',
  why: 'A suppression that nothing needs hides the next finding, and one without a reason leaves the next reader to guess whether it may go. It is written as a comment, `bylaw-disable RULE (reason)`, or as a trailer, `Bylaw-Disable: RULE (reason)`.',
  subjects: ['commit', 'pr', 'reply', 'diff'],
  severity: 'error',
  recommended: true,
  good: [
    {
      text: 'Rename the launcher\n\n<!-- bylaw-disable no-emoji (the name of the product has one) -->\nIt is called Launch \u{1f680} now.',
      as: ['commit', 'pr', 'reply'],
    },
    {
      text: 'Name the launcher Launch \u{1f680}\n\nBylaw-Disable: no-emoji (the name of the product has one)',
      as: ['commit'],
    },
    {
      text: "const name = 'Launch \u{1f680}'; // bylaw-disable no-emoji (the name of the product has one)\n",
      file: 'src/name.ts',
      as: ['diff'],
    },
    {
      text: '# bylaw-disable no-emoji, no-words (both stand in what the server answers)\nanswer = "\u{1f680}"\n',
      file: 'answer.py',
      as: ['diff'],
    },
    'Explain `<!-- bylaw-disable no-emoji -->` in the guide',
    {
      text: '--- a/a.py\n+++ b/a.py\n@@ -1 +1,2 @@\n # bylaw-disable no-emoji\n+answer = 1\n',
      as: ['diff'],
    },
  ],
  bad: [
    {
      text: 'Rename the launcher\n\n<!-- bylaw-disable no-emoji -->\nIt is called Launch \u{1f680} now.',
      as: ['commit', 'pr', 'reply'],
      flags: ['no-emoji'],
    },
    {
      text: 'Name the launcher Launch \u{1f680}\n\nBylaw-Disable: no-emoji',
      as: ['commit'],
      flags: ['no-emoji'],
    },
    {
      text: "const name = 'Launch \u{1f680}'; // bylaw-disable (the name of the product)\n",
      file: 'src/name.ts',
      as: ['diff'],
      flags: ['bylaw-disable'],
    },
    {
      text: 'Rename the launcher\n\n<!-- bylaw-disable no-emojis (the name of the product has one) -->',
      as: ['commit', 'pr', 'reply'],
      flags: ['no-emojis'],
    },
    {
      text: 'Retry the upload\n\n<!-- bylaw-disable no-useless-suppression (it is in the way) -->',
      as: ['commit', 'pr', 'reply'],
      flags: ['no-useless-suppression'],
    },
  ],
  *check(document, _options, { suppressing }) {
    for (const suppression of document.suppressions) {
      // What stands in a file already is not this change's to mend.
      if (document.regionAt(suppression.at.start) === 'context') continue;
      const message = fault(suppression, suppressing);
      if (message !== undefined) yield { at: suppression.at, message };
    }
  },
});

function fault(suppression: Suppression, suppressing: Suppressing | undefined): string | undefined {
  const { rule, reason } = suppression;
  const name = `\`${shorten(rule, 30)}\``;
  if (rule === '') return 'Suppression of no rule, write `bylaw-disable RULE (reason)`';
  if (suppressing?.forbidden) return `Suppression of ${name} by an agent, mend what is found instead`;
  if (reason === '') return `Suppression of ${name} without a reason, give one in parentheses`;
  if (suppressing && !suppressing.rules.includes(rule))
    return `Unknown rule ${name}${didYouMean(rule, suppressing.rules) || ', name one that `bylaw rules` lists'}`;
  if (suppressing?.idle.has(suppression)) return `Suppression of ${name} has no effect, take it out`;
  return undefined;
}
