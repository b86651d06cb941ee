import type { Step } from '../../parse/session/step.ts';
import type { Reading } from '../../rule.ts';
import type { Directive } from './directive.ts';
import {
  CODE,
  FRESH,
  FULL_LOAD,
  HEALTH,
  LOAD,
  PERFORMANCE,
  PRESERVE,
  PROFILE,
  RESOLVE,
  SERVER,
  SMOKE,
  START,
  TASK_LIST,
  TESTS,
} from './known-steps.ts';
import type { Before } from './order.ts';
import { HEDGED, NONE, OWN_FILE } from './order-parts.ts';
import { tasksIn } from './tasks.ts';

/** One of these is in each of them. */
const NAMED =
  /\b(?:first\b|profil|measur|benchmark|optimi[sz]|tests?[- ]|TDD|red\b|TodoWrite|read\b|start|begin|health|smoke|fresh|new serv|restart|conflict|stash|back)/i;

/** Orders that people name by a word of their own, not by `before`. */
export function namedOrder(directive: Directive): Reading<Before> | null {
  const { text } = directive;
  if (!NAMED.test(text) || !directive.mayAsk) return null;
  const clause = (
    require: Step,
    before: Step,
    others: { since?: Step; when?: Step } = {},
  ): Reading<Before> => ({
    severity: 'warn',
    options: { require, before, since: others.since ?? NONE, when: others.when ?? NONE },
  });
  if (
    /\b(?:profil(?:e|ing)|measur(?:e|ing)|benchmark)\b[^.;]{0,20}\b(?:before|first\b[^.;]{0,20}\bthen)\b[^.;]{0,20}\b(?:guess|optimi[sz])\w*|\b(?:never|don['\u2019]?t|no)\b[^.;]{0,20}\boptimi[sz]\w*[^.;]{0,20}\b(?:without|before|need)\b[^.;]{0,30}\b(?:profil|measur|benchmark)\w*/i.test(
      text,
    )
  )
    return clause({ run: PROFILE }, { edit: CODE }, { when: { prompt: PERFORMANCE } });
  if (TEST_FIRST.test(text) && !/\b(?:commit|lead-in|example|assertion)\b/i.test(text.slice(0, 20)))
    return clause(
      { edit: TESTS },
      { edit: [...CODE, ...TESTS.map((glob) => `!${glob}`), '!*.json', '!*.toml', '!*.y*ml'] },
      ON_BUGS.test(text) ? { when: { prompt: BUG } } : {},
    );
  if (/\bTodoWrite\b[^.;,]{0,20}\bfirst\b/.test(text)) return clause({ tool: TASK_LIST }, { edit: CODE });
  if (/^\W*read(?: the file| it)?(?: first)?, then (?:edit|write|modify)\b/i.test(text))
    return clause(OWN_FILE, { edit: ['**'] });
  if (
    /\b(?:never|don['\u2019]?t|do not)\b[^.;]{0,30}\b(?:edit|modify|change|touch|write to)\b[^.;]{0,30}\byou (?:haven['\u2019]?t|have not|have never|did not|didn['\u2019]?t) (?:\w+ )?(?:read|viewed|looked at|seen)\b/i.test(
      text,
    )
  )
    return {
      severity: 'error',
      options: { require: OWN_FILE, before: { edit: ['**'] }, since: NONE, when: NONE },
    };
  const [, opening] = OPENING.exec(text) ?? [];
  const [first] = opening ? tasksIn(`use ${opening}`) : [];
  if (first)
    return {
      severity: HEDGED.test(text) ? 'warn' : 'error',
      options: { require: first, before: START, since: NONE, when: NONE },
    };
  const [, page = ''] = FIRST_READ.exec(text) ?? [];
  const [opened] = page === '' ? [] : tasksIn(`read ${page}`);
  if (opened?.read) return clause(opened, START);
  const health = /^\W*health(?: ?checks?)?\W*:\s*`(?:curl|wget|http)\b[^`]*`/i.test(text);
  if (health) return clause({ run: HEALTH }, { run: LOAD }, { since: { run: SERVER } });
  if (
    /\bconflicts?\b[^.;]{0,40}\b(?:preserve|stash|back ?up)\w*\b[^.;]{0,60}\b(?:first|then|before)\b|\b(?:stash|back ?up|backup branch)\b[^.;]{0,60}\bbefore\b[^.;]{0,30}\b(?:reset|rebas|resolv|conflict)\w*/i.test(
      text,
    )
  )
    return clause(
      { run: PRESERVE },
      { run: RESOLVE },
      { when: { run: ['git rebase', 'git pull --rebase|-r', 'git merge'] } },
    );
  if (SMOKE_FIRST.test(text)) return clause({ run: SMOKE }, { run: LOAD });
  if (
    /\b(?:fresh|new|restart(?:ed)?(?: the)?) servers? (?:per|for each|for every|between|before each) (?:phase|run|benchmark|test)s?\b/i.test(
      text,
    )
  )
    // A smoke run is no phase, and of a server that was up before nobody can tell.
    return clause({ run: FRESH }, { run: FULL_LOAD }, { since: { run: FULL_LOAD }, when: { run: SERVER } });
  return null;
}

const SMOKE_FIRST =
  /\bsmoke(?:[- ]tests?)?\b[^.;:]{0,12}\bfirst\b|\bfirst\b[^.;:]{0,12}\bsmoke\b|\bsmoke[- ]?(?:test|run|check)?\w*\b[^.;:]{0,30}\bbefore\b[^.;:]{0,30}\b(?:load|benchmark|stress|full|larger?|bigger|scal)/i;

/** `Start every task with X`. */
const OPENING =
  /^\W*(?:always )?(?:start|begin) (?:every|each|any|all)\b[^`.;:]{0,30}\b(?:tasks?|sessions?|conversations?|work)\b (?:with|by) (.{3,80})/i;

/** `First read X`, with nothing that it would be first of. */
const FIRST_READ =
  /^\W*(?:always )?first,? (?:always )?read ((?:(?!\b(?:then|before|and|if|when|to)\b)[^,;:]){3,80})$/i;

/** `When a bug is found, first write a test`, and what a prompt that brings one says. */
const ON_BUGS = /^\W*(?:when(?:ever)?|if|for|on|to)\b[^,:;]{0,30}\bbugs?\b|\bbug ?fix(?:es)?\b/i;
const BUG = ['bug', 'bugs', 'bugfix', 'fix', 'broken', 'regression', 'crash', 'crashes', 'fails'];

const TEST_FIRST =
  /\btests?-first\s*[:\u2014-]|\bwrite (?:the |a |your )?(?:failing )?tests? before (?:the |any |you )?(?:implement\w*|code|writing|production code)\b|\bwrit(?:e|ing) (?:the |a |your |all )?(?:failing |unit |regression )*tests? first\b|\bfailing tests? first\b|\b(?:use|follow\w*|practice|using|workflow|uses?)\b[^.;]{0,40}\b(?:TDD|test-driven development|red[\s\u2192>/-]+green[\s\u2192>/-]+refactor)\b|^\W*red \u2192 green|^\W*TDD\b[^.;]{0,20}\b(?:first|always|required|mandatory)\b|\bfirst write (?:a |the )?(?:failing |regression )*tests?\b|\bstart(?:ing)? by writing a (?:failing )?test\b/i;
