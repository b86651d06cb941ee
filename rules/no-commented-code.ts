import { type Comment, commentsOf, runsOf } from '../src/parse/code/comment.ts';
import type { Language } from '../src/parse/code/language.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-commented-code',
  summary: 'Delete code instead of commenting it out',
  why: 'Nobody runs, tests or dares to remove code in a comment, and git keeps what was deleted.',
  subjects: ['diff'],
  severity: 'warn',
  reads: (directive) =>
    directive.forbids(/\bcommented[- ]out\b|\bcomment(?:ing)? out\b|\bdead code in comments\b/) ? {} : null,
  good: [
    { file: 'mail.js', text: '// Call send() twice: the first answer is only a greeting.\nsend(mail);\n' },
    { file: 'mail.py', text: '# Example:\n#   mail = Mail("Ada")\n#   mail.send()\nclass Mail:\n    pass\n' },
    { file: 'mail.c', text: '/* size = header + body, both in bytes */\nsize_t size;\n' },
    { file: 'mail.go', text: '//go:embed mail.txt\nvar mail string\n' },
    { file: 'mail.ts', text: '// TODO: retry(mail) when the server is busy\nsend(mail);\n' },
    { file: 'mail.yml', text: '# retries: 3\nhost: localhost\n' },
  ],
  bad: [
    { file: 'mail.js', text: '// send(mail);\nqueue(mail);\n', flags: ['send(mail);'] },
    {
      file: 'mail.py',
      text: '# if mail.old:\n#     mail.drop()\nmail.send()\n',
      flags: ['if mail.old:'],
    },
    {
      file: 'mail.java',
      text: '/*\nfor (Mail mail : box) {\n  mail.send();\n}\n*/\nbox.clear();\n',
      flags: ['for (Mail mail : box) {'],
    },
    { file: 'mail.rb', text: "# puts 'sent'\ndone\n", flags: ["puts 'sent'"] },
    { file: 'mail.tsx', text: '{/* <Mail box={box} /> */}\n', flags: ['<Mail box={box} />'] },
  ],
  *check(document) {
    for (const { language, ...file } of document.files) {
      if (language === null || DATA.test(language)) continue;
      for (const run of runsOf(commentsOf({ language, ...file }))) {
        const added = run.filter((comment) => comment.added && comment.ownLine && !comment.doc);
        const lines = added.flatMap(({ text }) => text.split('\n'));
        if (!isCode(lines, language) || isLedTo(added, language) || isJson(lines.join('\n'))) continue;
        if (isLabel(added)) continue;
        const first = added.find(({ text }) => kindOf(text, language) !== 'words') ?? added[0];
        const line = first?.lines.find(({ end }) => end > first.at.start);
        if (!first || !line) continue;
        yield {
          at: { start: first.at.start, end: Math.min(first.at.end, line.end) },
          message: 'Code in a comment, delete it: git keeps what was there',
        };
      }
    }
  },
});

/** Where a comment with a setting in it documents the setting. */
const DATA = /^(?:yaml|toml|makefile|dockerfile|clojure|haskell|xml)$/;

/**
 * Lines are certain (they are code whatever stands beside them), likely, part of a longer statement, or words.
 * Code that words lead to is an example, unless there is much more of it.
 */
function isCode(lines: readonly string[], language: Language): boolean {
  const said = lines.filter((line) => /[\w)\]}]/.test(line)).slice(0, MOST_LINES);
  const kinds = said.map((line) => kindOf(line, language));
  if (said.some((line, index) => explains(line, kinds[index] === 'words'))) return false;
  const count = (kind: Kind) => kinds.filter((other) => other === kind).length;
  const [certain, likely, words] = [count('certain'), count('likely'), count('words')];
  if (words === 0) return certain > 0 || likely > 1;
  return certain > 1 && certain + likely >= 3 * words;
}

const MOST_LINES = 200;
const MOST_TEXT = 300;

/** Whether a line shows that code beside it is meant to be read. */
function explains(line: string, isWords: boolean): boolean {
  const text = withoutStrings(line);
  return SHOWS.test(text) || LEADS.test(text) || (isWords && INTRODUCES.test(text));
}

const SHOWS =
  /\b(?:e\.g|i\.e|for (?:example|instance)|examples?|usages?|pseudo-?code|equivalent|copyright|licen[sc]e|looks like|same as|call as|https?:)\b|^(?:Expected|Format|Note|Outputs?|Prints|Returns|See|Syntax)\b|@\w+ |^(?:\$|>>>|[-*]|\d+[.)]) |[=-]>$|\.\.\.$| \.\.\. |\[, |::=|\{{3}|\}{3}/i;

/** Words and a colon before code, and a verdict behind it. */
const LEADS =
  /^[A-Z][a-z'\u2019]+(?: [a-z'\u2019]+)+: |(?:\/\/|#) ?(?:[\w']+ ){0,3}(?:errors?|fails|compiles?)[.!]?$/;

const INTRODUCES =
  /\b(?:becomes|expected|format|generate[ds]?|instead of|outputs?|results? in|see|such as|syntax)\b|:$/i;

/** Whether words stand over lines that are all indented deeper than they are. */
function isLedTo([head, ...others]: readonly Comment[], language: Language): boolean {
  const column = ({ at, lines: [line] }: Comment) => at.start - (line?.start ?? 0);
  return (
    head !== undefined &&
    others.length > 0 &&
    ['words', 'part'].includes(kindOf(head.text, language)) &&
    others.every((other) => column(other) > column(head))
  );
}

/** Whether a comment is the name of the call below it: the very same call, without the end of a statement. */
function isLabel([comment, ...others]: readonly Comment[]): boolean {
  if (!comment || others.length > 0 || !/^[\w$.:>-]+\(.*\)$/.test(comment.text)) return false;
  const [below] = comment.code;
  return below?.text.replace(/\s/g, '').includes(comment.text.replace(/\s/g, '')) ?? false;
}

/** A whole value in JSON is a sample of what is sent or kept. */
function isJson(text: string): boolean {
  if (!/^[{[]/.test(text) || text.length > MOST_LINES * MOST_TEXT) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

type Kind = 'certain' | 'likely' | 'part' | 'words';

function kindOf(line: string, language: Language): Kind {
  const text = withoutStrings(line)
    .replace(/(?:\/\/|#\s).*$/, '')
    .trim();
  if (MARK.test(text) || SENTENCE.test(text) || WORDS.test(text.replace(KEYWORDS, ''))) return 'words';
  if (CERTAIN.some((shape) => shape.test(text))) return 'certain';
  if (BY_LANGUAGE[language]?.some((shape) => shape.test(text))) return 'certain';
  if (LIKELY.some((shape) => shape.test(text))) return 'likely';
  return /[=(){}[\]<>'|]/.test(text) && !/\w [a-z]+ [a-z]/.test(text) ? 'part' : 'words';
}

function withoutStrings(line: string): string {
  return line
    .slice(0, MOST_TEXT)
    .trim()
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, "''");
}

/** A task, or pseudo-code. */
const MARK = /^(?:TODO|FIXME|XXX|HACK|todo|fixme)\b|[a-z)] (?:NOT|AND|OR) /;

const SENTENCE = /^[A-Z][a-z]+ (?:[a-z]+ ){2}|[a-z]{3,}[.!?]$|\b(?:the|an|its|these) [a-z]/;

/** Words in a row, but for those of syntax. */
const WORDS = /(?:^|[^\w.$>:-])[a-z']+(?:,? [a-z']+){3,}/;

const KEYWORDS =
  /\b(?:abstract|async|auto|await|bool|boolean|byte|char|class|const|constexpr|def|double|else|export|extern|final|float|fn|for|func|function|fun|if|import|in|inline|int|internal|is|let|local|long|mut|my|new|not|operator|or|and|override|private|protected|public|pub|return|self|short|signed|size_t|static|string|struct|throws|unsigned|val|var|virtual|void|volatile)\b/g;

const CERTAIN: readonly RegExp[] = [
  // A statement with its semicolon.
  /^(?=[^=([]+[=([]|[\w.]+(?:\+\+|--)).*;$/,
  /^(?:return|throw|delete|goto|yield|echo|use|using|import|package|break|continue)\b[^;]*;$/,
  /^(?:[\w:<>,*&[\].]*[\w>*&\]] ){1,4}[*&]?\w+(?:\[\w*\])?;$/,
  // The head of a block.
  /^(?:\} ?)?(?:else ?)?(?:if|for|foreach|while|switch|catch|elseif) ?\(.*\) ?\{$/,
  /^(?:\} ?)?(?:try|do|else|finally) ?\{$/,
  /^(?:(?:export|default|public|private|protected|internal|static|async|pub|abstract|final|override) )*(?:function|fn|func|fun|class|interface|struct|enum|impl|trait)\b.*\{$/,
  /^(?:describe|it|test|suite)(?:\.\w+)?\(.*(?:\{|=>)$/,
  // Declarations and imports.
  /^(?:export )?(?:const|let|var) (?:\w+|[{[].*[}\]])(?: ?: ?[\w<>[\]|. ]+)? ?= ?\S/,
  /^import .*\bfrom ''$|^from [\w.]+ import [\w*(]|^import \w+(?:\.\w+)+(?: as \w+)?$|^import ''$|^#include [<']/,
  /^require(?:_once|_relative)?[ (]+''\)?$/,
  // What is printed or logged.
  /^(?:console\.\w+|print|println!?|printf|System\.(?:out|err)\.\w+|log(?:ger|ging)?\.\w+|fmt\.\w+|dbg!|var_dump|print_r|assert\w*|expect)\(.+\)$/,
  /^(?:puts|p|pp|echo|print) ''/,
  /^(?:self\.|this\.|@)[\w.]+(?:\[[^\]]*\])? ?[-+*/|&]?=(?![=>]) ?\S/,
  /^debugger$/,
];

/** A component, or an element with a value from code. */
const JSX = /^<\/?(?:[A-Z][\w.]*(?: [^>]*)?|[a-z][\w-]* [^>]*=\{[^>]*)\/?>$/;

/** A call with its receiver, where statements have no semicolon. */
const CALL = /^[a-z]\w*(?:[.:]\w+)+\([^()]+\)$/;

const PYTHON: readonly RegExp[] = [
  /^(?:if|elif|while|with|except|assert) .*(?:[.=<>()[\]]|\b(?:is|in|not|as)\b).*:$/,
  /^for [\w, ()]+ in [\w.()[\], *+-]+:$/,
  /^(?:async )?(?:def \w+\(.*|class \w+.*):$/,
  /^(?:return|raise|yield|await|del|assert) [\w.]+[([].*[)\]]$/,
  CALL,
];

const BY_LANGUAGE: Readonly<Record<Language, readonly RegExp[]>> = {
  python: PYTHON,
  ruby: [
    CALL,
    /^(?:if|unless|while|until|def|class|module) [\w.@?!()]+$/,
    /^[\w.@]+ do(?: \|.*\|)?$/,
    /^end$/,
  ],
  lua: [
    CALL,
    /^local [\w, ]+ ?= ?\S/,
    /^(?:if|elseif) .* then$|^for .* do$|^(?:local )?function\b.*\)$|^end$/,
  ],
  go: [CALL, /^[\w, .]+ := \S/, /^(?:if|for|switch|func|type) .*\{$/],
  rust: [/^let (?:mut )?\w+.* ?= ?\S/, /^(?:if|for|match|while|loop) .*\{$/],
  swift: [CALL, /^(?:if|guard|for|while) .*\{$/],
  kotlin: [CALL, /^(?:val|var) \w+.* ?= ?\S/, /^(?:if|for|when|while) ?\(.*\{$/],
  shell: [/^(?:if|elif|while) .*; ?(?:then|do)$/, /^for \w+ in .*; ?do$/],
  html: [/^<\/?[a-z][\w.:-]*(?: [^>]*)?>/i],
  vue: [/^<\/?[a-z][\w.:-]*(?: [^>]*)?>/i],
  svelte: [/^<\/?[a-z][\w.:-]*(?: [^>]*)?>/i],
  javascript: [JSX],
  typescript: [JSX],
  css: [/^[a-z-]+: ?[^;:]+;$/],
  scss: [/^[a-z-]+: ?[^;:]+;$/],
  sql: [/^(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP)\b.*;$/i],
};

/** One such line may be a formula or a name with its signature. */
const LIKELY: readonly RegExp[] = [
  /^(?:return|raise|yield|del|pass|break|continue)(?: [\w.]+)?$/,
  /^(?:else|try|finally|except):$/,
  /^(?:\} ?)?(?:else ?)?(?:if|for|foreach|while|switch) ?\(.*\)$|^else$/,
  /^[)\]}]+[;,)]*$/,
  /^[\w$.[\]'>-]+ ?(?:[-+*/|&.%:?]|\|\||&&)?=(?![=>]) ?[^=\s].*$/,
  /^(?:await |return )?[\w$]+(?:(?:\.|->|::)[\w$]+)*\(.*\)[,;]?$/,
  /^[\w$'-]+: ?.+,$|^\{.*\},?$/,
  /^[.]\w+\(.*\)?[;,]?$/,
  /[;{}([]$/,
];
