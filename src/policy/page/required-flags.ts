import type { Reading } from '../../rule.ts';
import { BUILD_COMMANDS, sentencesBeside } from './command-wishes.ts';
import { commandsIn } from './commands.ts';
import type { Directive } from './directive.ts';
import { bothNames } from './option-names.ts';

/** What `require-flag` takes. */
export interface Required {
  readonly match: string[];
  readonly flags: string[];
}

/** What a sentence is about where it names no command: deeds and their commands. */
const DEEDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(?:PRs?|pull requests?|self-assign)\b/i, ['gh pr create']],
  [/\b(?:releases?)\b/i, ['gh release create']],
  [/\b(?:sign(?:ed|ing|s)?|GPG|commits?|committing)\b/i, ['git commit']],
  [/\bgit push(?:es|ing)?\b|\bpushing\b/i, ['git push']],
];

const ADDS =
  /\b(?:pass(?:ing)?|us(?:e|ing)|includ(?:e|ing)|add(?:ing)?|append(?:ing)?|supply|provide|specify|set|requires?|with|have|has|need)\s+(?:(?:a|an|the|generous|explicit|both|either|its|flags?|options?|parameters?)\s+)*\(?$/i;
const ALWAYS = /\b(?:always|must|every|each|ensure|required?|mandatory|never (?:forget|omit|skip)|all)\b/i;

/** The flags that a sentence wants with some commands. */
export function requiredFlags(directive: Directive): Reading<Required>[] {
  if (/\?\s*$/.test(directive.text)) return [];
  const known = !MAY_BE_HABIT.test(directive.text)
    ? undefined
    : HABITS.find(([wish, , , modality]) => directive.wish(wish)?.modality === modality);
  if (known)
    return [
      {
        options: { match: [...known[1]], flags: [...known[2]] },
        ...(known[3] === 'must-not' ? { severity: 'warn' } : {}),
      },
    ];
  const flags = flagsIn(directive);
  if (flags.length === 0) return buildsOf(directive);
  const match = commandsFor(directive, flags);
  if (match.length === 0) return [];
  return [{ options: { match, flags: flags.map((flag) => bothNames(flag, match)) } }];
}

const MAY_BE_HABIT = /\b(?:squash|rebase|merge|body|bodies|non-?interactive|labels?|assign)\b/i;
const BODIES = ['gh pr comment', 'gh issue comment', 'gh pr create', 'gh issue create'];

/** Wishes that name their flags in other words, or other flags. */
const HABITS: readonly (readonly [RegExp, readonly string[], readonly string[], 'must' | 'must-not'])[] = [
  [
    /\bgh (?:issue|pr) comment --body-file\b/,
    ['gh issue comment', 'gh pr comment'],
    ['-F|--body-file'],
    'must',
  ],
  [
    /\b(?:multi-?line|markdown|comment bod(?:y|ies)|bod(?:y|ies) (?:inline|with))\b[^.]{0,60}\b(?:--body\b|inline\b)/,
    BODIES,
    ['-F|--body-file'],
    'must-not',
  ],
  [/\bbod(?:y|ies) inline\b/, BODIES, ['-F|--body-file'], 'must-not'],
  [
    /\bnon-?interactive (?:flags|options|mode)\b[^.]{0,40}\b(?:file operations|cp|mv|rm|file commands)\b/,
    ['cp', 'mv', 'rm'],
    ['-f|--force'],
    'must',
  ],
  [
    /\bgh pr merge --squash\b|\bsquash(?:-|[- ]and[- ]| )merge (?:all |every |your |the )?(?:PRs?|pull requests?)\b/i,
    ['gh pr merge'],
    ['-s|--squash'],
    'must',
  ],
  [/\bgit pull --rebase\b(?! origin)/, ['git pull'], ['-r|--rebase|--ff-only'], 'must'],
  [
    /\badd (?:\w+ )?labels? to (?:issues?(?:\/| and )PRs?|PRs?(?:\/| and )issues?)\b/i,
    ['gh pr create', 'gh issue create'],
    ['-l|--label'],
    'must',
  ],
  [
    /\badd (?:\w+ )?labels? to (?:all |every |each |the )?(?:PRs?|pull requests?)\b/i,
    ['gh pr create'],
    ['-l|--label'],
    'must',
  ],
  [
    /\bself-assign\b|\bassign (?:the PR |it |PRs )?to (?:yourself|myself|me|@me)\b/i,
    ['gh pr create'],
    ['-a|--assignee'],
    'must',
  ],
];

/** Flags that the sentence wants always, in code spans or, as `-s -S flags`, in words. */
function flagsIn(directive: Directive): string[] {
  const { text } = directive;
  const isItem = commandsIn(directive).some(
    ({ start, text: name }) => /^\W*$/.test(text.slice(0, start)) && !name.includes(' '),
  );
  if (!ALWAYS.test(text) && !isItem) return [];
  const spans = [...text.matchAll(/`(-{1,2}[A-Za-z][\w-]*(?:[ =][\w=@.-]+)?)`/g)].map(
    ({ index, 1: flag = '' }) => ({ flag, index }),
  );
  const plain = [...text.matchAll(/(?<![\w`-])(-{1,2}[A-Za-z][\w-]*)(?![\w`-])/g)]
    .filter(({ index }) => !isInCode(text, index))
    .map(({ index, 1: flag = '' }) => ({ flag, index }));
  const flags: string[] = [];
  let end = -1;
  for (const { flag, index } of [...spans, ...plain].sort((a, b) => a.index - b.index)) {
    const isNext = end >= 0 && /^[`\s,]*(?:and\s+)?$/.test(text.slice(end, index));
    if (
      directive.modalityAt(index) !== 'must' ||
      !(isNext || ADDS.test(text.slice(Math.max(0, index - 60), index)))
    )
      continue;
    flags.push(flag);
    end = index + flag.length + (text[index] === '`' ? 2 : 0);
  }
  return flags;
}

function isInCode(text: string, index: number): boolean {
  return (text.slice(0, index).split('`').length - 1) % 2 === 1;
}

/** The commands that the flags are for: named beside them, in the sentence before, or by a deed. */
function commandsFor(directive: Directive, flags: readonly string[]): string[] {
  const own = commandsIn(directive).filter(
    ({ pattern, modality }) => pattern !== '' && modality !== 'must-not',
  );
  const named = own.filter(
    ({ start, end }) =>
      /(?:when|running|for|to|with|on|in|every|each|all|call(?:ing)?|using)\s+(?:a |an |the |any |all |every |each )?(?:running |using |calling )?$/i.test(
        directive.text.slice(0, start),
      ) ||
      /^\s*(?:[-\u2014\u2013:]|--|must|always|calls?|commands?|requires?|needs?)\s*/i.test(
        directive.text.slice(end),
      ),
  );
  if (named.length > 0) return [...new Set(named.map(({ pattern }) => withoutFlags(pattern, flags)))];
  // `Running tools: uv run --frozen <tool>. Always pass --frozen`
  const shown = sentencesBeside(directive)
    .flatMap((each) => commandsIn(each))
    .filter(({ pattern }) => flags.every((flag) => pattern.split(' ').includes(flag)));
  if (shown.length > 0) return [...new Set(shown.map(({ pattern }) => withoutFlags(pattern, flags)))];
  const [, program] =
    /\b(?:all|every|any|to|with|for|on) (git|npm|npx|cargo|docker|kubectl|pip|gh|terraform) commands?\b/.exec(
      directive.text.replaceAll('`', ''),
    ) ?? [];
  if (program !== undefined) return [program];
  const line = `${directive.text} ${directive.passage.text.slice(0, directive.passage.text.indexOf(directive.text)).slice(-120)}`;
  const [, deed] = DEEDS.find(([words]) => words.test(line.replace(/`[^`]*`/g, ' '))) ?? [];
  return [...(deed ?? [])];
}

function withoutFlags(pattern: string, flags: readonly string[]): string {
  return pattern
    .split(' ')
    .filter((word) => !flags.includes(word))
    .join(' ');
}

/** Under a heading on them, how something is built: what it is built with, and whether a lock file may change. */
function buildsOf(directive: Directive): Reading<Required>[] {
  if (!BUILD_COMMANDS.test(directive.above.at(-1) ?? '')) return [];
  const commands = directive.codes().flatMap((code) => code.split(/\s(?:&&|;)\s/));
  return commands.flatMap((command): Reading<Required>[] => {
    const [, match, flag] =
      /^((?:[a-z][\w-]*)(?: [a-z][\w-]*)+)\s(?:.*\s)?(--(?:uv|frozen|locked|frozen-lockfile))(?=\s|$)/.exec(
        command.trim(),
      ) ?? [];
    return match && flag ? [{ options: { match: [match], flags: [flag] }, severity: 'warn' }] : [];
  });
}
