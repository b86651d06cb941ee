import type { Step } from '../../parse/session/step.ts';
import { patternOf } from './commands.ts';
import { CI, KILL, PRESERVE, SEARCH, SYNC, TASK_LIST } from './known-steps.ts';
import { FILE } from './paths.ts';
import { PROGRAMS } from './programs.ts';

/** Which step a task of a page is, in its words. The first holds alone: it is all the others in one. */
const WHOLE: readonly [RegExp, Step] = [
  /\b(?:run|pass|execut\w*|green|clean)\b[^.;]{0,50}\b(?:checks|quality (?:checks?|gates?)|check suite)\b|\b(?:full|whole|green|local|quality|affected|final)[\w\s\u201c\u201d"-]{0,14}\bgates?\b|\b(?:run|output of)\b[^.;]{0,20}\bverification commands?\b|\bverify (?:your |the |all )?changes with\b|\b(?:all |local |quality )*checks\b[^.;]{0,20}\b(?:pass|green|succeed)/i,
  { run: ['<check>'] },
];
const TASKS: readonly (readonly [RegExp, Step])[] = [
  [
    /\b(?:re-?)?(?:run|runs|running|execut\w*|pass\w*|succeed\w*|green)\b[^.;]{0,60}\b(?:tests?|test[- ]suite|pytest)\b(?! (?:coverage|files?|cases?|first|the|that|whether|how|when))|\btests?(?: suite)?\b[^.;]{0,30}\b(?:pass|succeed|green|run)\w*|^\W*(?:thoroughly )?test(?:ing)?(?: (?:your |the |all )?(?:changes?|code|it|thoroughly|everything|locally|first))*\W*$|^\W*(?:the |all |full |relevant )*(?:unit |integration |e2e |playwright )?tests?(?: suite)?(?: first)?\b[^a-z]*(?:fast|in-process)?[^a-z]*(?:in-process)?\W*$/i,
    { run: ['<test>'] },
  ],
  [
    /\b(?:run|runs|running|pass\w*|use|fix|execut\w*|apply)\b[^.;]{0,60}\b(?:lint(?:ers?|ing|s)?)\b|\blint(?:ers?|ing)?\b[^.;]{0,40}\b(?:pass|clean|green|succeed|run)\w*|^\W*lint(?:ing)?\b(?: (?:the |your |all |changed |modified )?(?:code|files?|changes?|it|project))*\W*$/i,
    { run: ['<lint>'] },
  ],
  [
    /\b(?:run|runs|running|execut\w*|apply|use)\b[^.;]{0,50}\b(?:format(?:ters?|ting|s)|format|prettier)\b(?! of\b)|\b(?:code|files?|everything|changes) (?:is|are|must be|gets?) (?:properly |correctly |well[- ])?formatted|^\W*(?:auto-?)?format(?:ting)?\b(?: (?:the |your |all |any |changed |modified |edited |\w+ )?(?:code|files?|changes?|it|project))*\W*$/i,
    { run: ['<format>'] },
  ],
  [
    /\b(?:run|runs|running|pass\w*|execut\w*|use)\b[^.;]{0,60}\btype[- ]?check(?:er|ing|s)?\b|\b(?:type[- ]?check(?:s|ing|er)?|typing|types)\b[^.;]{0,30}\b(?:pass|clean|succeed|green)\w*|^\W*type[- ]?check(?:ing)?(?: (?:the |your )?(?:code|changes?|project))*\W*$/i,
    { run: ['<typecheck>'] },
  ],
  [
    /\b(?:run|re-?run|running|execut\w*)\b (?:the |a |full |production )*build\b|\b(?:the |your )?(?:build|project)\b[^.;]{0,20}\b(?:passes|succeeds|builds|is green)\b|^\W*(?:re-?)?build(?: (?:the )?(?:project|code|it))?\W*$/i,
    { run: ['<build>'] },
  ],
  [
    /\b(?:everything|code|project|it) (?:still )?(?:compiles|builds)\b|\bensure\b[^.;]{0,20}\bcompiles\b/i,
    { run: ['<build>', '<typecheck>'] },
  ],
  [
    /\b(?:run|running|execut\w*|pass\w*|use)\b[^.;]{0,40}\b(?:pre-commit|prek)\b/i,
    { run: ['pre-commit', 'prek'] },
  ],
];

/** What else has to happen, where a sentence names it in words. */
const DEEDS: readonly (readonly [RegExp, Step])[] = [
  [
    /\b(?:search|check|look)\w*\b[^.;]{0,40}\b(?:similar|existing|open|duplicate|related)\b[^.;]{0,30}\b(?:PRs?|pull requests?|issues?)\b/i,
    SEARCH,
  ],
  [
    /\bup[- ]to[- ]date with\b|\b(?:rebased?|sync(?:ed)?)(?:\/\w+)? (?:on|onto|with)\b|\bpull (?:the )?latest\b/i,
    { run: SYNC },
  ],
  [
    /\b(?:wait\w*|watch\w*|ensure|check|verify|confirm)\b[^.;]{0,40}\b(?:CI|checks|workflows?|pipelines?)\b|\bCI (?:must be|is|has to be) green\b/i,
    { run: CI },
  ],
  [
    /\b(?:read|check|review|address)\w*\b[^.;]{0,30}\b(?:review|bot|PR)\b[^.;]{0,20}\bcomments\b/i,
    { run: ['gh pr view', 'gh api', 'gh pr review'], tool: ['*pull_request*'] },
  ],
  [/\b(?:double-)?check (?:the )?git status\b/i, { run: ['git status'] }],
  [
    /\b(?:review|inspect|check|re-?read)\w* (?:the |your |all |own |staged |full |complete |whole )*(?:diff|changes)\b/i,
    { run: ['git diff', 'git show', 'git status'] },
  ],
  [/\bupdat\w* (?:the )?changelog\b/i, { edit: ['CHANGELOG*', '**/changelog/**', '.changeset/*.md'] }],
  [/\b(?:kill|stop|shut|tear)\w*\b[^.;]{0,20}\b(?:servers?|process(?:es)?)\b/i, KILL],
  [/\b(?:stash|back(?:ing)? up|backup branch|preserve local work)\b/i, { run: PRESERVE }],
  [/\bTodoWrite\b/, { tool: TASK_LIST }],
  [
    /^\W*commit(?: (?:your |the |all |these |any )*(?:changes?|work|it|them|code))?(?: immediately| right away| without being asked)*\W*$/i,
    { run: ['git commit'] },
  ],
  [
    /^\W*push(?: (?:your |the |all |these |any )*(?:changes?|work|it|them|code|commits?|branch))?\W*$/i,
    { run: ['git push'] },
  ],
];

/** All that a phrase asks to do, each on its own; nothing where it is not plain what is meant. */
export function tasksIn(phrase: string): Step[] {
  const words = phrase
    .replace(/^\W*to \w+ [^,`]{0,60},\s/i, '')
    .replace(ASIDE, ' ')
    .replace(HOW, '$1')
    .replace(
      /^(?:\W*\b(?:always|please|also|then|you must|must|make sure (?:to|you)|be sure to|remember to|first|immediately)\b)+/i,
      '',
    );
  const passed = /\b(?:pass(?:es)?|succeeds?|(?:is|are|be) (?:clean|green))\b/i.test(words)
    ? { passed: true as const }
    : {};
  const named = codeStepsIn(words);
  const prose = words.replace(/`[^`]*`/g, ' ');
  if (named.length > 0) {
    const [, listed] = LISTED.exec(words) ?? [];
    const more = TASKS.filter(([pattern]) => listed !== undefined && pattern.test(`run ${listed}`)).map(
      ([, step]) => step,
    );
    return [...more, ...named].map((step) => (step.run ? { ...step, ...passed } : step));
  }
  const [whole, check] = WHOLE;
  if (whole.test(prose)) return [{ ...check, ...passed }];
  if (VERB_LIST.test(prose.trim()))
    return [...prose.matchAll(VERB)].map(([verb]) => ({
      run: [`<${verb.toLowerCase().replace(/[^a-z]/g, '')}>`],
    }));
  const tasks = TASKS.filter(([pattern]) => pattern.test(prose.trim())).map(([, step]) => ({
    ...step,
    ...passed,
  }));
  if (tasks.length > 0) return tasks;
  const deeds = DEEDS.filter(([pattern]) => pattern.test(prose)).map(([, step]) => step);
  return deeds.length > 0 ? deeds.slice(0, 1) : [];
}

/** A task in words beside commands: `run the tests, \`git diff\` and ...`. */
const LISTED =
  /\brun (?:(?:the|all|any|targeted|relevant|narrowest|full|most) )*(tests?|linters?|formatters?|type ?checks?)\b[^`.;]{0,40}(?:,|\band\b|\bplus\b)[^`]{0,12}`/i;

/** `Lint, type-check and test`. */
const VERB_LIST =
  /^\W*(?:(?:lint|format|type-?check|test|build)\b(?:[\s,/&+]|\band\b|\bthen\b)*){2,}(?:your |the |all |code|changes|everything|it|\s)*\W*$/i;
const VERB = /\b(?:lint|format|type-?check|test|build)\b/gi;

/** What only explains: `(runs gofmt)`, `(e.g. npm test)`. */
const ASIDE =
  /\((?:runs?|e\.g\.|for example|such as|this|see|which|if|i\.e\.|not|and optionally)\b[^()]*\)/gi;

/** Behind a skill, the tool that loads it. */
const HOW = /(` skills?) \(`[^`]*`\)/gi;

/** Verbs for what is read, and for what is used. */
const READ =
  /\b(?:read|re-?read|review|consult|check|see|open|look (?:at|in|through)|study|reference|load|follow)\b[^`.;]{0,60}$/i;
const UPDATE =
  /\b(?:update|edit|append to|add (?:\w+ ){1,4}to|record (?:\w+ ){1,4}in|document (?:\w+ ){1,4}in)\b[^`.;]{0,30}$/i;
const USE =
  /\b(?:use|using|call|calling|invoke|invoking|load|loading|run|running|start|trigger|read|activate)\b[^`;]{0,60}$/i;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly steps: readonly Step[];
}

/** The commands, files, skills and tools that a phrase names in code, and documents it names in words. */
function codeStepsIn(phrase: string): Step[] {
  const found: Found[] = [];
  // In what stands before a code span, others are words like any.
  const masked = phrase.replace(/`[^`]*`/g, (span) => 'x'.repeat(span.length));
  for (const { index, 0: span, 1: code = '' } of phrase.matchAll(/`+([^`]+)`+/g)) {
    const before = masked.slice(Math.max(0, index - 90), index);
    const behind = phrase.slice(index + span.length, index + span.length + 30);
    const steps = stepsOf(code.trim(), before, behind);
    if (steps.length > 0) found.push({ start: index, end: index + span.length, steps });
  }
  for (const { index, 0: name } of masked.matchAll(DOCUMENT)) {
    if (
      READ.test(masked.slice(Math.max(0, index - 60), index)) ||
      /^[^.;]{0,40}\bread it\b/i.test(phrase.slice(index + name.length))
    )
      found.push({ start: index, end: index + name.length, steps: [{ read: [name] }] });
  }
  found.sort((a, b) => a.start - b.start);
  const steps: Step[] = [];
  let end = 0;
  for (const each of found) {
    const between = phrase.slice(end, each.start);
    const last = steps.at(-1);
    const [first] = each.steps;
    const isInside = /\([^()]*$/.test(phrase.slice(0, each.start)) && /^\s*,\s*$/.test(between);
    const isChoice = isInside || (/\bor\b|\beither\b|^\s*\/\s*$/i.test(between) && between.length < 30);
    if (last && first && isChoice && each.steps.length === 1) steps[steps.length - 1] = either(last, first);
    else steps.push(...each.steps);
    end = each.end;
  }
  return steps;
}

/** A page of documentation that is named without a code span. */
const DOCUMENT = /(?<![\w/.`-])(?:[\w.-]+\/)*[\w-]+\.(?:md|mdx|rst|adoc)\b/g;

function either(a: Step, b: Step): Step {
  const both = { ...a } as Record<string, unknown>;
  for (const [key, value] of Object.entries(b))
    both[key] = Array.isArray(value)
      ? [...new Set([...((both[key] as string[] | undefined) ?? []), ...value])]
      : value;
  return both as Step;
}

function stepsOf(code: string, before: string, behind: string): Step[] {
  if (/^\$[a-z][\w-]+$/.test(code)) return USE.test(before) ? [skill(code.slice(1))] : [];
  const isSkill =
    /^\W{0,2}skills?\b/i.test(behind) || /\bskills?:? $/i.test(before) || /^\/[a-z][\w:-]+$/.test(code);
  if (isSkill && /^\/?[\w:-]+$/.test(code)) return USE.test(before) || /^\//.test(code) ? [skill(code)] : [];
  if (/^[\w-]+:[\w-]+$/.test(code) && /\b(?:with|use|using|invoke|load)\W*$/i.test(before))
    return [skill(code)];
  if (isFile(code) && /\b(?:if|whether|its)\W*$/i.test(before)) return [];
  if (isFile(code))
    return READ.test(before) ? [{ read: [code] }] : UPDATE.test(before) ? [{ edit: [code] }] : [];
  if (/^(?:mcp__)?[a-z]+(?:_+[a-z0-9]+)+$/.test(code))
    return USE.test(before) ? [{ tool: [`*${code}`] }] : [];
  const task = /^(test|lint|format|typecheck|build|check)s?$/.exec(code)?.[1];
  if (task) return [{ run: [`<${task}>`] }];
  return isNamedAlone(code, before) ? commandsOf(code) : [];
}

/** A single word may be anything; what is run stands right behind a word that says so. */
function isNamedAlone(code: string, before: string): boolean {
  if (/\s/.test(code) || PROGRAMS.has(code) || /^(?:\.\/|scripts?\/|bin\/)/.test(code))
    return !/\b(?:if|whether) $/.test(before);
  if (/^(?:main|master|dev|develop|HEAD|true|false|null|none|require|import)$/.test(code)) return false;
  return (
    /\b(?:run|running|execute|invoke|call)\W*$/i.test(before) ||
    /\b(?:scan|lint|format|validate|check|audit|verify)\b[^`.;]{0,40}\b(?:with|using|via|through)\s$/i.test(
      before,
    )
  );
}

/** A skill is loaded by a tool, read as a file, or asked for by the person. */
function skill(code: string): Step {
  const name = code.replace(/^\//, '');
  const short = name.replace(/^.*:/, '');
  return {
    tool: [`*skill* ${name}`, `SlashCommand ${name}`],
    read: [`**/${short}/SKILL.md`],
    prompt: [`/${name}`],
  };
}

/** Whether a code span is a file or a folder. */
export function isFile(code: string): boolean {
  if (/[\s<>$()=@]|^-|^https?:|^\/[\w:-]+$/.test(code)) return false;
  return (
    (FILE.test(code) && !/\.(?:sh|py|ps1|mjs)$/.test(code)) ||
    /^~?[\w.*{}@-]*(?:\/[\w.*{}@-]+)*\/$/.test(code) ||
    /^\.[\w-]+$/.test(code) ||
    /^(?:[\w.-]+\/)*(?:Dockerfile|Makefile|Gemfile|Justfile|Procfile|Rakefile)$/.test(code) ||
    /\/\*\*|\*\.\w+$/.test(code)
  );
}

/** The commands of a code span or of a line of a fence, one step for each. */
export function commandsOf(code: string): Step[] {
  const lines = code.split(/\s*(?:&&|;)\s+|\n/);
  const steps = lines.flatMap((line) => {
    const source = line
      .trim()
      .replace(/\s[#|]\s.*$/, '')
      .replace(/^\$ /, '')
      .replace(/^rtk /, '');
    if (
      source === '' ||
      source.startsWith('#') ||
      /^(?:cd|echo|sleep|export|source|ls|test|pwd|which|mkdir|cp)\b/.test(source)
    )
      return [];
    const pattern = patternOf(source, 'run ');
    return pattern === null ? [] : [{ run: loosened(pattern) }];
  });
  const isKill = ({ run }: Step) => KILLER.test(run?.[0] ?? '');
  const kills = steps.filter(isKill);
  if (kills.length === 0) return steps;
  // Several in a row are one clean-up, which may be done in other words.
  const cleanUp = kills.map(({ run: [pattern = ''] }) => pattern);
  const run = [...cleanUp, ...cleanUp.flatMap(killsOf), ...OTHER_KILLS];
  return [...steps.filter((step) => !isKill(step)), { run, tool: KILL.tool }];
}

const KILLER = /^(?:pkill|killall)\b/;
/** What names nothing that it stops, so that it may be all of it. */
const OTHER_KILLS = (KILL.run ?? []).filter((pattern) => !KILLER.test(pattern));

/** The ways to stop what a command stops by its name. */
function killsOf(pattern: string): string[] {
  const name = (pattern.split(' ').at(-1) ?? '').replace(/^\W+|\W+$/g, '').replaceAll('|', '*');
  return name === '' || name.startsWith('-')
    ? []
    : [`pkill|killall *${name}*`, `pkill|killall * *${name}*`, `pkill|killall * * *${name}*`];
}

const RUNNER =
  /^(?:bash|sh|zsh|pwsh|python3?|node|bun|npx|bunx|deno|uv|uvx|tsx|poetry|pdm|docker|mise|bundle)$/;

/** Options of `uv run` (its reference), with and without a value. */
const WITH_VALUE =
  /^(?:--(?:extra|group|only-group|with|with-editable|with-requirements|python|package|env-file|project)|-p)$/;
const ALONE =
  /^--(?:(?:extra|group|only-group|with|python|package)=\S+|frozen|locked|no-sync|dev|no-dev|all-extras|all-groups|isolated|no-project|active|exact|quiet)$/;

/** What `uv run --extra dev ruff check` runs; nothing where no option, or one that is not known, stands before it. */
function innerOf([first, second, ...rest]: readonly string[]): readonly string[] {
  if (first !== 'uv' || second !== 'run' || !rest[0]?.startsWith('-')) return [];
  let at = 0;
  for (let word = rest[at]; word?.startsWith('-'); word = rest[at]) {
    if (!WITH_VALUE.test(word) && !ALONE.test(word)) return [];
    at += WITH_VALUE.test(word) ? 2 : 1;
  }
  return rest.slice(at);
}

/** A command without what may differ from one case to the next: options, and what is named for an example. */
function loosened(pattern: string): string[] {
  const words = pattern.split(' ');
  const [first = ''] = words;
  if (/^(?:p?kill|killall)$/.test(first))
    return [words.filter((word) => !/^-(?:\d+|[A-Z]+)$/.test(word)).join(' ')];
  if (/^(?:curl|wget|http)$/.test(first))
    return [`${first} *${(words.at(-1) ?? '').replace(/^.*?:\d+|[^\w/.-].*$/g, '')}*`];
  const inner = innerOf(words);
  if (inner.length > 0) return loosened(inner.join(' '));
  const isWrapper = /^\.\/(?:gradlew|mvnw)$/.test(first) && words.length > 1;
  // Others may run with it: `./gradlew clean test`, `./gradlew :app:test`.
  if (isWrapper && words.length === 2 && /^[a-z]\w*$/i.test(words[1] ?? ''))
    return ['', '* ', '* * '].map((more) => `${first} ${more}${words[1]}|*:${words[1]}`);
  const isScript =
    !isWrapper && (/\.(?:sh|py|ps1|mjs)$/.test(first) || /^(?:\.\/|scripts?\/|bin\/)/.test(first));
  if (isScript) {
    const base = first.slice(first.lastIndexOf('/') + 1);
    return [first, `bash *${base}`, `sh *${base}`];
  }
  const from = RUNNER.test(first) ? 2 : 1;
  const end = words.findIndex((word, index) => index >= from && /^-|[<>{}|"'*]|^\.\.?(?:\/|$)/.test(word));
  const kept = (end === -1 ? words : words.slice(0, end)).slice(0, /^(?:git|gh|glab)$/.test(first) ? 3 : 4);
  if (kept.length === 1 && words.length > 1 && /^-/.test(words[1] ?? '')) return [pattern];
  if (first === 'git' && kept.length === 3 && !/^(?:worktree|stash|submodule|remote)$/.test(kept[1] ?? ''))
    kept.pop();
  return [kept.join(' ')];
}
