import { type Code, type Comment, commentsOf, runsOf } from '../src/parse/code/comment.ts';
import { excerpt } from '../src/parse/sentence.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-obvious-comment',
  summary: 'Leave out comments that only repeat the code below them',
  why: 'A comment that says what its line says costs a reader time, and is wrong as soon as the line changes.',
  subjects: ['diff'],
  severity: 'warn',
  reads: (directive) => {
    const { text } = directive;
    if (
      !/\bcomment|\bdocstring|\bnarrat/i.test(text) ||
      /\b(?:PR|review|issue|github|inline review) comments?\b/i.test(text)
    )
      return null;
    const [nearest = ''] = directive.above.slice(-1);
    if (/\b(?:PRs?|issues?|reviews?|github|communication)\b/i.test(nearest) && !/\bcode\b/i.test(text))
      return null;
    const isBarred = directive.forbids(
      /\b(?:obvious|redundant|unnecessary|trivial|useless|narrat\w+|superfluous|excessive|noisy?) (?:\w+ )?(?:comments?|docstrings?)|\bcomments? (?:for|on|about|that|which|describing|explaining|restating|stating) (?:\w+ )?(?:obvious|what|restate|describe|explain|repeat|narrate|simply|just)|\b(?:add|write|writing|adding|leave) (?:\w+ )?(?:code )?comments?\b|(?:^|\bno )(?:inline )?comments?\b(?! (?:out|format|style))|\bavoid (?:code |inline )?comments?\b|\b(?:restat|narrat|repeat|paraphras)\w* (?:what|the (?:code|obvious)|names?)\b/,
    );
    const isRare = directive.demands(
      /\bcomments?\b[^.;]{0,40}\b(?:only|rare(?:ly)?|sparing(?:ly)?|minimal)\b|\bonly (?:add |write |use )?comments?\b|\b(?:minimal|few|sparse) comments\b|\bcomments?\b[^.;]{0,40}\b(?:the )?why\b(?=[^.;]{0,20}\bnot (?:the )?(?:what|how)\b)|\bcomment only\b|\b(?:explain|document) only (?:the )?(?:non-obvious|why|tricky)\b|\bcomment (?:the )?why\b/,
    );
    return isBarred || isRare ? {} : null;
  },
  good: [
    { file: 'queue.js', text: '// The server closes idle sockets after 60 s\nkeepAlive(socket, 50_000);\n' },
    {
      file: 'queue.py',
      text: '# Return the cached user so that the page loads offline\nreturn cached_user\n',
    },
    {
      file: 'queue.go',
      text: '// NewQueue creates a queue.\nfunc NewQueue() *Queue {\n\treturn &Queue{}\n}\n',
    },
    {
      file: 'queue.ts',
      text: '/** Returns the length of the queue. */\nexport function queueLength(): number {}\n',
    },
    { file: 'queue.rb', text: '# rubocop:disable Style/ReturnNil\nreturn nil\n' },
    {
      file: 'queue.java',
      text: '// Build the report\nReport report = new Report();\nreport.add(totals);\nreport.sign(key);\nsend(report);\n',
    },
  ],
  bad: [
    { file: 'queue.c', text: '// increment i\ni++;\n', flags: ['increment i'] },
    { file: 'queue.py', text: '# Return the result.\nreturn result\n', flags: ['Return the result.'] },
    {
      file: 'queue.ts',
      text: '// Loop over all users\nfor (const user of users) {\n  greet(user);\n}\n',
      flags: ['Loop over all users'],
    },
    {
      file: 'queue.rs',
      text: '// Create a new queue\nlet queue = Queue::new();\n',
      flags: ['Create a new queue'],
    },
    {
      file: 'queue.sh',
      text: '# remove the lock file\nrm -f "$lock_file"\n',
      flags: ['remove the lock file'],
    },
    { file: 'Queue.java', text: '// Constructor\npublic Queue() {\n}\n', flags: ['Constructor'] },
  ],
  *check(document) {
    for (const file of document.files) {
      if (DATA.test(file.language ?? '')) continue;
      for (const run of runsOf(commentsOf(file))) {
        const [comment] = run;
        if (run.length > 1 || !isOverNewCode(comment) || !repeats(comment)) continue;
        yield {
          at: comment.at,
          message: `\`${excerpt(comment.text)}\` repeats the code, say why or leave it out`,
        };
      }
    }
  },
});

/** Where comments are labels of what follows. */
const DATA = /^(?:yaml|toml|xml|html|css|scss)$/;

/** Longer comments say more than one line of code can. */
const MOST_TEXT = 80;
const MOST_WORDS = 10;

function isOverNewCode({ added, ownLine, doc, text, code }: Comment): boolean {
  return added && ownLine && !doc && text.length <= MOST_TEXT && code[0]?.line.type === 'added';
}

function repeats({ text, code }: Comment): boolean {
  if (!/^[A-Za-z]+ [\w .'"`,/:()&-]*$|^[A-Za-z]+[.:]?$/.test(text) || SAYS_MORE.test(text)) return false;
  const statement = statementOf(code);
  if (ENTRY.test(statement) || (/\b(?:each|every)\b/i.test(text) && !LOOP.test(statement))) return false;
  if (WHOLE.some(([said, shape]) => said.test(text) && shape.test(statement))) return true;
  const words = text.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
  const [verb, ...rest] = words.filter((word) => !LEADS.test(word));
  if (verb === undefined || rest.length === 0 || rest.length > MOST_WORDS) return false;
  vocabulary ??= makeVocabulary();
  const { verbs, shapes } = vocabulary;
  if (!verbs.has(stemOf(verb)) || isLabel(text, verb, rest, statement) || DECLARES.test(statement))
    return false;
  const shown = shapes.filter(([shape]) => shape.test(statement)).map(([, stems]) => stems);
  const isShown = (word: string) => shown.some((stems) => stems.has(stemOf(word)));
  const isNamed = namedIn(statement);
  // A comment over several statements tells what they do together, unless it names what the first one does.
  const beside = statementsOf(code);
  if (beside > 3 || !(beside === 1 ? isNamed(verb) || isShown(verb) : isDone(verb, statement))) return false;
  let named = 0;
  let wasNamed = false;
  let before = verb;
  for (const word of rest) {
    // Behind `and`, a second verb may be told from the shape of the code as the first one.
    const isVerb = verbs.has(stemOf(word)) && before !== 'and';
    before = word;
    if (EMPTY.test(word)) continue;
    const isKind = wasNamed && KINDS.test(word);
    wasNamed = isNamed(word);
    if (wasNamed) named++;
    else if (!isKind && (isVerb || !isShown(word))) return false;
  }
  // Syntax alone repeats nothing: some word of the comment has to be among the names.
  return named > 0;
}

/** A verb that may be a noun: an agent (`Compiler flags`), an action (`Encoding table`), or written large. */
function isLabel(text: string, verb: string, rest: readonly string[], statement: string): boolean {
  if (/(?:[^t]ion|er|or)s?$/.test(verb) && !` ${VERBS} `.includes(` ${verb.replace(/s$/, '')} `)) return true;
  if (/^[A-Z]{3}/.test(text)) return true;
  // Over a branch stands what it is for.
  const isBranch = /^(?:\}? ?else )?(?:if|elif|elsif|case|when)\b/.test(statement);
  return (isBranch && NOUNS.test(verb)) || (rest.length === 1 && (verb.endsWith('ing') || NOUNS.test(verb)));
}

/** Whether a verb is among the names of a statement; that there is a reader does not say that it reads. */
function isDone(verb: string, statement: string): boolean {
  return namedIn(/(?:er|or)$/.test(verb) ? statement : statement.replace(AGENT, ' '))(verb);
}

const AGENT = /[A-Z]?[a-z]+(?:er|or)s?(?![a-z])/g;

/** A part of a list, which a comment labels. A command of a shell may begin with a variable in quotes. */
const ENTRY = /^(?:['`]|\{(?:\s|$)|"(?!\$))/;

const LOOP =
  /^\s*(?:async )?(?:for|foreach|while|loop|until)\b|\.(?:for_?each|each\w*|map|times)\b|\beach\(/i;

/** Verbs that before a single word may as well be nouns. */
const NOUNS =
  /^(?:change|commit|copy|count|display|empty|filter|format|group|handle|hash|lock|log|map|merge|plot|process|query|redirect|release|request|save|search|sign|split|store)$/;

/** Words before the verb. */
const LEADS = /^(?:we|now|then|here|just|let|lets|simply|to)$/;

/** Reasons, conditions, exceptions and marks: what code does not say, or what tools read. */
const SAYS_MORE =
  /\b(?:because|since|so that|so|until|unless|while|avoid|prevent|ensure that|workaround|hack|see(?! (?:if|whether))|todo|fixme|xxx|note|not|never|always|must|should|only|otherwise|instead|even|already|still|again|once|either|except|without|e\.?g|i\.?e|etc|https?:|noqa|type: ignore|pragma|nolint|noinspection|pylint|eslint|prettier|biome|istanbul|region|endregion|spdx|copyright|license)\b|n't\b|@\w|#\d|\bwhen(?:ever)?\b|^\s*(?:if|else|for|while)\b/i;

/** What a statement is read from: its line, those that it goes on in, and the body of a block of one line. */
function statementOf(code: Comment['code']): string {
  const head = code[0]?.text.trim().slice(0, MOST_CODE) ?? '';
  let statement = head;
  const isShort = depthOf(code[2]) <= depthOf(code[0]);
  for (const { text } of code.slice(1, 3)) {
    const goesOn = /[([{,=\\+.|&]\s*$/.test(statement) && !OPENS.test(statement);
    const isHead = statement === head && (/^with\b/.test(statement) || (isShort && BLOCK.test(statement)));
    if (!goesOn && !isHead) break;
    statement += ` ${text.trim().slice(0, MOST_CODE)}`;
  }
  return statement;
}

/** What ends in a brace and goes on in a block. */
const OPENS =
  /(?:\)|=>|\bdo|\belse) ?\{\s*$|^(?:\} else )?(?:if|for|while|switch|match|select|loop)\b.*\{\s*$/;

const BLOCK = /^(?:for|foreach|while)\b.*[:{]\s*$/;

function depthOf(line: Code | undefined): number {
  return line?.text.search(/\S/) ?? -1;
}

const MOST_CODE = 300;

/** How many statements the comment stands over; one where the first has a block of its own, or control flow. */
function statementsOf(code: Comment['code']): number {
  if (
    /^\s*(?:for|foreach|while|if|unless|case|switch|match|with|return|throw|raise)\b/.test(
      code[0]?.text ?? '',
    )
  )
    return 1;
  const beside = code.filter(
    (line) => depthOf(line) === depthOf(code[0]) && !/^\s*(?:[)\]}]|return\b)/.test(line.text),
  );
  return beside.length;
}

/** Comments that say nothing over any code of a shape. */
const WHOLE: readonly (readonly [said: RegExp, shape: RegExp])[] = [
  [
    /^(?:the |a |default )?constructors?\.?$/i,
    /\bconstructor\b|__init__|\binitialize\b|^\s*(?:public|protected|private)?\s*[A-Z]\w*\(/,
  ],
  [/^(?:increment|increase|bump)(?: the)?(?: \w+)?(?: by (?:one|1))?\.?$/i, /\+\+|\+= ?1\b/],
  [/^(?:decrement|decrease)(?: the)?(?: \w+)?(?: by (?:one|1))?\.?$/i, /--|-= ?1\b/],
  [
    /^(?:import|include|load|required?)(?: \w+){0,2} (?:modules?|librar(?:y|ies)|packages?|dependencies|headers?)\.?$/i,
    /^\s*(?:import|from|#include|use|using|require|\w.*\brequire\()/,
  ],
  [/^(?:imports|includes|import statements)\.?$/i, /^\s*(?:import|from|#include|use|using)\b/],
  [/^(?:the )?main (?:function|method|entry point)\.?$|^entry point\.?$/i, /\bmain\b/],
  [/^(?:getters?|setters?|getters and setters|destructor)\.?$/i, /\b[gs]et[A-Z_]|~\w+\(/],
  [/^return(?:s|ing)?(?: the| a)?(?: results?| values?| outputs?| response| data)?\.?$/i, /^\s*return\b/],
  [
    /^(?:go|continue|move|skip)(?: on)?(?: to)?(?: the)? next(?: for)?(?: loop| iteration| item| element)?\.?$/i,
    /^\s*(?:continue|next)\b/,
  ],
  [
    /^(?:exit|leave|break|end|stop)(?: out of)?(?: from)?(?: the)?(?: loop| program| script)\.?$/i,
    /^\s*(?:break|exit|quit|sys\.exit)/,
  ],
];

/** The head of a function or a type, whose comment is documentation. */
const DECLARES =
  /^(?:(?:export|default|public|private|protected|internal|static|async|pub|abstract|override|inline|extern|virtual|final|open|local|data) )*(?:function|def|fn|func|fun|sub|class|interface|struct|enum|trait|impl|type|module|namespace|package)\b|^(?!(?:return|else|await|throw|new|delete|yield|echo|print|puts|case|assert|raise|defer|go|not|and|or|for|foreach|while|if|with|unless|switch|match)\b)[\w:<>*&[\] ]* [*&]?\w+\([^=()]*(?:\)[^=;()]*)?[;{]?$|^(?!(?:if|for|while|switch|catch|foreach|match|with|unless|until|elseif)\b)[\w$]+ ?\([^()]*\) ?\{/;

/** Words that add nothing to what stands around them. */
const EMPTY =
  /^(?:a|actual|all|an|and|any|are|as|at|be|been|being|both|by|can|current|each|every|existing|for|from|given|have|here|if|in|into|is|it|its|me|my|necessary|new|of|old|on|or|our|over|own|proper|relevant|some|specified|that|the|their|them|there|these|this|those|through|to|up|us|use|using|via|want|was|we|were|whether|which|will|with|you|your)$/;

/** What may follow a name and adds only what it is: the query string, the request object. */
const KINDS =
  /^(?:array|class|column|data|element|field|function|instance|item|library|list|method|object|string|table|value|variable)s?$/;

interface Vocabulary {
  readonly verbs: ReadonlySet<string>;
  readonly shapes: readonly (readonly [shape: RegExp, stems: ReadonlySet<string>])[];
}

let vocabulary: Vocabulary | undefined;

/** What an obvious comment begins with. A comment that begins with a noun is a label. */
const VERBS =
  'accept add allocate append apply assert assign attach bind break build bump calculate call cancel catch change check clear clone close combine commit compare compile compute concatenate configure connect construct continue convert copy count create decode decrease decrement declare define delete deploy destroy detach determine disable disconnect dispatch display divide download draw drop emit empty enable encode encrypt ensure evaluate execute exit export extract fetch fill filter find fit flush focus format free generate get give go grab group handle hash hide import include increase increment init initialise initialize insert install instantiate invoke iterate join kill launch listen load lock log loop make map mark merge mock modify mount move multiply navigate normalize notify obtain open output parse perform plot pop populate prepare print proceed process publish push put query raise read receive redirect reduce register release reload remove rename render replace request require reset resize resolve restart retrieve return reverse rotate round run sanitize save scroll search see seek select send serialize set setup show shuffle shutdown sign skip sleep sort split start stop store strip submit subscribe subtract sum swap switch throw toggle train transform trigger trim truncate turn unlock unset update upload use validate verify wait walk wrap write yield';

/** Shapes of code, and the words that each of them says. */
const SHAPES: readonly (readonly [shape: RegExp, words: string])[] = [
  [LOOP, 'loop iterate go walk run over element entry item while process handle apply'],
  [
    /^\s*(?:[})]\s*)?(?:else\s*)?(?:if|elif|elsif|unless|guard|when|switch|match)\b|\bassert|\bexpect|\[\[? |\btest /i,
    'check see test verify ensure make sure validate determine confirm compare handle case condition exists equal is',
  ],
  [/\breturn\b|\byield\b/, 'return give back send output yield result value'],
  [/\bthrow\b|\braise\b|\bpanic/, 'throw raise error exception'],
  [
    /[^=!<>]=[^=>~]|:=/,
    'set assign store save init initialize initialise create define declare get obtain retrieve fetch grab load keep update make build prepare construct calculate compute determine variable value setup result',
  ],
  [
    /\bnew\b|= *(?:\w+[.:]+)?[A-Z]\w*\(|[.:]new\b|\bmake|\bcreate|\bbuild|\bmalloc/i,
    'create instantiate construct make initialize initialise init setup instance object build',
  ],
  [
    /^\s*(?:await |return |self\.|this\.|\$this->|[\w.]+ ?= ?)?[\w$.:>-]*\w[!?]?\(/,
    'call run invoke execute perform do',
  ],
  [/\+\+|\+= ?1\b|\+ 1\b/, 'increment increase add one 1 counter count bump'],
  [/--|-= ?1\b|- 1\b/, 'decrement decrease subtract one 1 counter count'],
  [/\+=|\.=|<<|\.\.\.|\.concat|\+ /, 'add append accumulate sum increase concatenate update'],
  [
    /\bimport\b|\binclude|\brequire|\busing\b|\buse\b|^\s*(?:from|source|\.) /,
    'import include load require library module package dependency header',
  ],
  [/^\s*(?:\w+ ){0,3}(?:class|struct|interface|enum|type|trait|record)\b/, 'define declare create type'],
  [/\b(?:def|function|func|fn|fun|sub|proc)\b|=>|\blambda\b/, 'define declare create function method'],
  [
    /\bprint|\becho\b|\bputs\b|\blog|\bconsole\.|\bwrite|\bcout\b|\bfmt\./i,
    'print log output display show write message report console screen',
  ],
  [/append|push|\badd|insert|\bput|<<|\[\] ?=/i, 'add append push insert put store save end list array'],
  [/\blen\b|size|count|length/i, 'length size number count calculate'],
  [/\.on\(|addEventListener|\.on\w+ ?=/, 'handle listen bind attach register add event listener handler'],
  [/\.use\(|\busing\b/, 'use'],
  [/\bopen|\bfopen/i, 'open file read'],
  [
    /\bremove|\bdelete|\bdel\b|\bunset|\bpop|\brm\b|\berase|\bdrop|\bdestroy|\bfree|\bunlink|\bclear/i,
    'remove delete drop clear destroy free unset clean',
  ],
  [/\bsleep|\bwait|\bawait\b|delay/i, 'wait pause sleep'],
  [/\bcatch\b|\bexcept\b|\brescue\b/, 'catch handle error exception'],
  [/\bcontinue\b|\bnext\b/, 'skip continue go next loop iteration'],
  [/\bbreak\b|\bexit\b/, 'exit stop leave break out loop program'],
  [/\[\]|\blist\(\)|Vec::new|new Array|ArrayList|vec!\[\]/, 'empty list array vector clear reset'],
  [/\{\}|\bdict\(\)|\bmap\b|HashMap/, 'empty dictionary dict map object hash clear'],
  [/""|''/, 'empty string blank clear reset'],
  [/= ?0\b/, 'reset zero 0 counter'],
  [
    /\bnull\b|\bNone\b|\bnil\b|\bundefined\b|\bnullptr\b|\bNULL\b/,
    'null none nil undefined exists clear reset unset',
  ],
  [/\btrue\b|\bTrue\b/, 'true enable turn activate flag mark'],
  [/\bfalse\b|\bFalse\b/, 'false disable turn off deactivate flag'],
  [/\benabled?\b|enabled?\w*[( ]/i, 'enable turn'],
  [/\bmkdir|makedirs/i, 'create make directory folder'],
  [/[<>]/, 'greater less larger smaller more fewer within below above big exceeds'],
  [/\b200\b|\.ok\b|success/i, 'successful success ok request response'],
  [/\blocation\b|redirect|navigate/i, 'redirect navigate go proceed page'],
  [/\bdump|\bwrite|savefig|\bto_/i, 'save write store export'],
  [/\b(?:to|parse|str|int|float|as)(?:_\w+|[A-Z]\w*)?\(/, 'convert transform'],
  [/===?|\beq\b|-eq\b/, 'equal compare match same'],
  [
    /\brequests?\.|\bfetch\(|\baxios|\bhttp|\bcurl\b|\.(?:get|post)\(/i,
    'make send request call fetch get retrieve http api',
  ],
  [/\bINSERT\b|\bSELECT\b|\bquery\b/i, 'insert select query run execute get'],
  [/\bstart|\blisten|\brun\b|\bserve|\bmain\.|\.mainloop/i, 'start run launch begin'],
  [/\bshow|\bdisplay|\brender/i, 'show display render'],
  [/\bsetup|set_?up/i, 'setup set configure initialize turn'],
];

/** Short names for long words. */
const SHORT: Readonly<Record<string, string>> = {
  address: 'addr',
  array: 'arr',
  button: 'btn',
  command: 'cmd',
  connection: 'conn',
  context: 'ctx',
  configuration: 'cfg',
  counter: 'i',
  current: 'cur',
  database: 'db',
  destination: 'dst',
  directory: 'dir',
  element: 'el',
  environment: 'env',
  error: 'err',
  file: 'fd',
  identifier: 'id',
  image: 'img',
  index: 'idx',
  length: 'len',
  list: 'lst',
  message: 'msg',
  number: 'num',
  object: 'obj',
  package: 'pkg',
  password: 'pwd',
  quantity: 'qty',
  source: 'src',
  string: 'str',
  table: 'tbl',
  temporary: 'tmp',
  text: 'txt',
  user: 'usr',
  value: 'val',
  window: 'win',
};

function makeVocabulary(): Vocabulary {
  const stems = (words: string) => new Set(words.split(' ').map(stemOf));
  return { verbs: stems(VERBS), shapes: SHAPES.map(([shape, words]) => [shape, stems(words)]) };
}

/** A word without its ending, in a rough way that is the same for `loads`, `loading` and `loader`. */
function stemOf(word: string): string {
  const stem = word.replace(/(?:ations?|ions?|ing|ies|ers?|ors?|ed|es|s|e|y)$/, '');
  if (stem.length < 3) return word;
  return stem.replace(/([bdgmnprt])\1$/, '$1');
}

/** Whether the names in a statement hold a word: whole, in part (`dir` of directory), or run together. */
function namedIn(statement: string): (word: string) => boolean {
  const spaced = statement.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  const names = (spaced.match(/[a-z]+|\d+/g) ?? []).filter((name) => !KEYWORDS.test(name));
  const stems = new Set(names.map(stemOf));
  const joined = names.join('');
  return (word) => {
    const stem = stemOf(word);
    const isPart = (name: string) =>
      name.length >= 3 && (word.startsWith(name) || (stem.length >= 4 && name.startsWith(stem)));
    return (
      stems.has(stem) ||
      (word.length >= 5 && joined.includes(stem)) ||
      names.includes(SHORT[word.replace(/s$/, '')] ?? '') ||
      names.some(isPart)
    );
  };
}

/** Words of syntax, which say what a statement does and name nothing. */
const KEYWORDS =
  /^(?:async|await|break|case|catch|class|const|continue|def|elif|else|enum|except|export|fn|for|foreach|from|func|function|if|import|in|include|is|let|local|mut|new|next|not|of|or|private|protected|public|raise|return|self|static|struct|switch|then|this|throw|try|type|using|val|var|void|while|yield)$/;
