import type { Document, Hit } from '../src/parse/document.ts';
import type { Matcher } from '../src/parse/search.ts';
import { isGenerated } from '../src/policy/generated.ts';
import { defineRule, type Report, type Span } from '../src/rule.ts';

export default defineRule({
  id: 'no-invisible-characters',
  summary: 'Leave out characters that nobody sees',
  why: 'Hidden characters break searches and copied commands, and can make a text read as something it is not.',
  subjects: ['commit', 'pr', 'branch', 'diff', 'reply'],
  severity: 'error',
  recommended: true,
  reads: (directive) =>
    directive.forbids(
      /\b(?:non-?breaking spaces?|zero-width (?:\w+ )?(?:characters?|spaces?)|(?:invisible|hidden) (?:\w+ )?characters?|nbsp)\b/,
    )
      ? {}
      : null,
  good: [
    'retry-the-upload',
    'se\u00f1al-\u05e9\u05dc\u05d5\u05dd',
    { text: 'Fit\u00a0in\u2009spaces\tand tabs\r\n\r\nof all kinds\r\n', as: ['commit', 'pr', 'reply'] },
    { text: 'Translate \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', as: ['commit', 'pr', 'reply'] },
    { text: 'Name it \u05e9\u05dc\u05d5\u05dd C++\u200e', as: ['commit', 'pr', 'reply'] },
    { text: 'Draw \u{1f469}\u200d\u{1f4bb} and \u26a0\ufe0f', as: ['reply'] },
    { text: '\ufeffBegin with a byte order mark', as: ['commit', 'pr', 'diff', 'reply'] },
    { text: 'one = 1\n\f\ntwo = 2\n', file: 'pages.py', as: ['diff'] },
    { text: 'msgstr "\u202b\u05e9\u05dc\u05d5\u05dd %s\u202c"', file: 'po/he.po', as: ['diff'] },
  ],
  bad: [
    {
      text: 'fix-\u200bup',
      flags: ['\u200b'],
      fixed: 'fix-up',
      as: ['commit', 'pr', 'branch', 'reply'],
    },
    {
      text: 'a\u202eb\u2066c',
      flags: ['\u202e', '\u2066'],
      fixed: 'abc',
      as: ['commit', 'pr', 'branch', 'reply'],
    },
    {
      text: 'Run it\n\n    git add \u2063.\n',
      flags: ['\u2063'],
      fixed: 'Run it\n\n    git add .\n',
      as: ['commit', 'pr', 'reply'],
    },
    {
      text: 'Read\u{e0068}\u{e0069} this \u001b[31mred\u001b[0m text',
      flags: ['\u{e0068}\u{e0069}', '\u001b[31m', '\u001b[0m'],
      fixed: 'Read this red text',
      as: ['commit', 'pr', 'reply'],
    },
    {
      text: "if (role !== 'user\u202e \u2066// admins only\u2069') open();\n",
      file: 'src/gate.ts',
      flags: ['\u202e', '\u2066', '\u2069'],
      as: ['diff'],
    },
    { text: 'const is\u200bAdmin = true;\n', file: 'src/gate.ts', flags: ['\u200b'], as: ['diff'] },
  ],
  *check(document) {
    if (document.kind === 'diff') {
      yield* checkChange(document);
      return;
    }
    for (const hit of document.find(INVISIBLE, { in: 'everywhere' })) {
      yield {
        at: hit,
        message: messageFor(hit.text),
        fix: '',
        ...(BLANK.test(hit.text) && { unsafe: true }),
      };
    }
  },
});

/** A program can write what it needs as an escape, which everybody sees. */
function* checkChange(document: Document): Generator<Report> {
  for (const hit of document.find(INVISIBLE)) {
    if (!isNeededInFile(document, hit)) {
      yield { at: hit, message: `${messageFor(hit.text)} or write an escape` };
    }
  }
}

/** What changes the direction of text: with it a program reads as another (CVE-2021-42574). */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;

/** Names and folders of translations. */
const CATALOGUE =
  /\.(?:arb|ftl|pot?|properties|resx|strings|xlf|xliff)$|(?:^|\/)(?:locales?|i18n|l10n|translations?|values-\w{2,3})\//i;
/** Translations that are data and no program. */
const DATA = /\.(?:arb|ftl|json|pot?|properties|resx|strings|xlf|xliff|xml|ya?ml)$/i;
/** What typesetters and writers of other scripts need in a translation. */
const MARKS = /^[\u00ad\u061c\u200c-\u200f]+$/;
/** What goes around words of the other direction; an override is not among them. */
const EMBEDDINGS = /^[\u202a-\u202c\u2066-\u2069\u200e\u200f]+$/;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

function isNeededInFile(document: Document, { start, end, text }: Hit): boolean {
  const path = document.fileAt(start)?.path ?? '';
  if (isGenerated(path)) return !DIRECTION.test(text);
  if (text === '\ufeff') {
    const { line, column } = document.positionAt(start);
    return line === 1 && column === 1;
  }
  // Between two pages of a source, on a line of its own.
  if (text === '\f') return document.text[start - 1] === '+' && /^[\r\n]?$/.test(document.text.charAt(end));
  if (!CATALOGUE.test(path)) return false;
  return MARKS.test(text) || (EMBEDDINGS.test(text) && DATA.test(path) && isRightToLeft(document, start));
}

/** How far to look on the line, in UTF-16 units. */
const SIGHT = 200;

function isRightToLeft({ text }: Document, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - SIGHT), offset).replace(/^[\s\S]*\n/, '');
  const after = text.slice(offset, offset + SIGHT).replace(/\n[\s\S]*$/, '');
  return RIGHT_TO_LEFT.test(before + after);
}

/**
 * What nothing is drawn for (DerivedCoreProperties.txt, Default_Ignorable_Code_Point), control characters
 * but tab and line end, and what tells a terminal to change colour.
 */
const candidate = () =>
  /\x1b\[[\d;?]{0,40}[@-~]|[\p{DI}\ufff9-\ufffb\0-\x08\v\f\x0e-\x1f\x7f-\x9f]|\r(?![\r\n]|$)/gu;

/**
 * What the candidates are good for: a place that one of these matches is fine. Patterns of Unicode classes
 * take milliseconds to build, so they wait for a text that needs them.
 */
const needs = (): readonly RegExp[] => [
  // The byte order mark of a file.
  /(?<![\s\S])\ufeff/u,
  // A choice between two looks of a character (StandardizedVariants.txt, emoji-variation-sequences.txt).
  /(?<=[\p{So}\p{Emoji}\p{Ideographic}\u1000-\u109f\u2018-\u201d\u2100-\u2bff\u3001\u3002\ua840-\ua87f\uaa60-\uaa7f\uff01-\uff1f\u{10ac0}-\u{10aff}\u{13000}-\u{1345f}\u{1d400}-\u{1d7ff}])[\ufe00-\ufe0f]/u,
  /(?<=\p{Ideographic})[\u{e0100}-\u{e01ef}]/u,
  // One emoji made of several, and the flag of a region (UTS #51, ED-14a and ED-16).
  /(?<=\ufe0f|[\p{ExtPict}\p{EMod}])\u200d(?=\p{ExtPict})/u,
  /(?<=\u{1f3f4}[\u{e0030}-\u{e007a}]{0,5})[\u{e0030}-\u{e007a}](?=[\u{e0030}-\u{e007a}]{0,5}\u{e007f})/u,
  /(?<=\u{1f3f4}[\u{e0030}-\u{e007a}]{3,6})\u{e007f}/u,
  // Joiners beside letters that change their shape: Arabic and its kin, Indic, Khmer, Mongolian.
  /(?<=[\u0600-\u109f\u1780-\u18af\u1900-\u1c4f\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\u{10a00}-\u{11fff}\u{1e900}-\u{1e95f}])[\u200c\u200d]/u,
  /[\u200c\u200d](?=[\u0600-\u109f\u1780-\u18af\u1900-\u1c4f\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\u{10a00}-\u{11fff}\u{1e900}-\u{1e95f}])/u,
  // Where a line may break in scripts without blanks: Thai, Lao, Tibetan, Burmese, Khmer and the like.
  /(?<=[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff])\u200b|\u200b(?=[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff])/u,
  // Marks of direction near letters that run from right to left.
  /(?<=[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}][^\n]{0,24})[\u200e\u200f\u061c]/u,
  /[\u200e\u200f\u061c](?=[^\n]{0,24}[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])/u,
  // Parts of Mongolian, Khmer and Old Korean words, and a mark kept apart from another.
  /(?<=[\u1800-\u18af])[\u180b-\u180f]|(?<=[\u1780-\u17ff])[\u17b4\u17b5]|\u034f(?=\p{M})/u,
  /(?<=[\u1100-\u11ff\ua960-\ua97f])[\u115f\u1160]|[\u115f\u1160](?=[\u1100-\u11ff\ud7b0-\ud7ff])/u,
  // What Dependabot puts behind an @ so that nobody is called.
  /(?<=(?<!\w)@)\u200b(?=\w)/u,
];

/** The tags of a flag, in UTF-16 units. A longer run serves nothing, whatever stands around it. */
const LONGEST_NEEDED = 16;

/** Neighbours are one finding. */
const INVISIBLE: Matcher = {
  *matches(text) {
    if (!/[^\t\n -~]/.test(text)) return;
    let run: Span = { start: 0, end: 0 };
    for (const { index, 0: found } of text.matchAll(candidate())) {
      const hopeless = index === run.end && index - run.start > LONGEST_NEEDED;
      if (!hopeless && isNeeded(text, index)) continue;
      if (index !== run.end) {
        if (run.end > 0) yield run;
        run = { start: index, end: index };
      }
      run = { start: run.start, end: index + found.length };
    }
    if (run.end > 0) yield run;
  },
};

let needed: RegExp | undefined;

function isNeeded(text: string, index: number): boolean {
  needed ??= new RegExp(
    needs()
      .map(({ source }) => source)
      .join('|'),
    'uy',
  );
  needed.lastIndex = index;
  return needed.test(text);
}

/** These are drawn as a blank or end a line: words would run together without them. */
const BLANK = /[\v\f\r\x85\u3164\uffa0]/;

function messageFor(run: string): string {
  const code = run.codePointAt(0) ?? 0;
  const more = (run.match(candidate())?.length ?? 1) - 1;
  const name = `Invisible U+${code.toString(16).toUpperCase().padStart(4, '0')} ${nameOf(code)}`;
  return more > 0 ? `${name} and ${more} more, delete them` : `${name}, delete it`;
}

/** The name of a character as in UnicodeData.txt and, for controls, in NameAliases.txt. */
function nameOf(code: number): string {
  if (code >= 0xfe00 && code <= 0xfe0f) return `VARIATION SELECTOR-${code - 0xfe00 + 1}`;
  if (code >= 0xe0100 && code <= 0xe01ef) return `VARIATION SELECTOR-${code - 0xe0100 + 17}`;
  if (code >= 0xe0000 && code <= 0xe007f) return 'TAG CHARACTER';
  return NAMES[code] ?? (code < 0xa0 ? 'CONTROL CHARACTER' : 'FORMAT CHARACTER');
}

const NAMES: Readonly<Record<number, string>> = {
  0: 'NULL',
  8: 'BACKSPACE',
  11: 'LINE TABULATION',
  12: 'FORM FEED',
  13: 'CARRIAGE RETURN',
  27: 'ESCAPE',
  127: 'DELETE',
  133: 'NEXT LINE',
  173: 'SOFT HYPHEN',
  847: 'COMBINING GRAPHEME JOINER',
  1564: 'ARABIC LETTER MARK',
  4447: 'HANGUL CHOSEONG FILLER',
  4448: 'HANGUL JUNGSEONG FILLER',
  6158: 'MONGOLIAN VOWEL SEPARATOR',
  8203: 'ZERO WIDTH SPACE',
  8204: 'ZERO WIDTH NON-JOINER',
  8205: 'ZERO WIDTH JOINER',
  8206: 'LEFT-TO-RIGHT MARK',
  8207: 'RIGHT-TO-LEFT MARK',
  8234: 'LEFT-TO-RIGHT EMBEDDING',
  8235: 'RIGHT-TO-LEFT EMBEDDING',
  8236: 'POP DIRECTIONAL FORMATTING',
  8237: 'LEFT-TO-RIGHT OVERRIDE',
  8238: 'RIGHT-TO-LEFT OVERRIDE',
  8288: 'WORD JOINER',
  8289: 'FUNCTION APPLICATION',
  8290: 'INVISIBLE TIMES',
  8291: 'INVISIBLE SEPARATOR',
  8292: 'INVISIBLE PLUS',
  8294: 'LEFT-TO-RIGHT ISOLATE',
  8295: 'RIGHT-TO-LEFT ISOLATE',
  8296: 'FIRST STRONG ISOLATE',
  8297: 'POP DIRECTIONAL ISOLATE',
  12644: 'HANGUL FILLER',
  65279: 'ZERO WIDTH NO-BREAK SPACE',
  65440: 'HALFWIDTH HANGUL FILLER',
  65529: 'INTERLINEAR ANNOTATION ANCHOR',
  65530: 'INTERLINEAR ANNOTATION SEPARATOR',
  65531: 'INTERLINEAR ANNOTATION TERMINATOR',
};
