import type { Step } from '../../parse/session/step.ts';
import type { Reading, Severity } from '../../rule.ts';
import type { Directive } from './directive.ts';
import { BENCH, CI, CODE, KILL, LOAD, OFFLINE, SERVER, START } from './known-steps.ts';
import { isNarrow, kindIn } from './moments.ts';
import { ordersIn } from './order-forms.ts';
import { namedOrder } from './order-named.ts';
import { NONE } from './order-parts.ts';

/** What `require-before` takes. All keys stand there, so that no other sentence of the page fills one in. */
export interface Before {
  readonly require: Step;
  readonly before: Step;
  readonly since: Step;
  readonly when: Step;
}

/** What `require-after` takes. */
export interface After {
  readonly after: Step;
  readonly require: Step;
  readonly when: Step;
}

/** The clauses of `require-before` in a sentence. */
export function requiredBefore(directive: Directive): Reading<Before>[] | null {
  const special = namedOrder(directive);
  if (special) return [special];
  const orders = ordersIn(directive);
  if (orders.length === 0) return null;
  const kind = kindIn(directive.text);
  const readings = orders.flatMap(({ relation, tasks, moment, when, isGuess }) => {
    if (relation !== 'before' || moment.kind === 'end') return [];
    const step = moment.kind === 'start' ? null : moment.step;
    // What is named by its language alone asks for nothing where none of it was edited.
    const narrow = kind && step && !step.edit ? { edit: kind } : undefined;
    const severity: Severity = isGuess || (isNarrow(moment) && !narrow) ? 'warn' : 'error';
    return tasks.flatMap((task) => {
      const before = step ?? startOf(task, directive);
      // A commit leaves a trace itself.
      if (!step && task.run?.some((pattern) => /^git (?:commit|push)/.test(pattern))) return [];
      const require = orInCi(task, before);
      const since = sinceFor(require, before);
      // What an agent loads by itself it need not read once more.
      const isLoaded = require.read?.every((file) => PAGE.test(file)) ?? false;
      return {
        severity: isLoaded ? 'warn' : severity,
        options: {
          require,
          before,
          since: since.edit ? (narrow ?? since) : since,
          when: when ?? narrow ?? NONE,
        },
      };
    });
  });
  return readings.length > 0 ? readings : null;
}

/** What comes too early at the start: what leaves a trace, and where it says so, what lies beside what is read first. */
function startOf({ read }: Step, { text }: Directive): Step {
  const folders = /\b(?:any|every)thing else\b/i.test(text)
    ? (read ?? []).flatMap((path) => /^.+\/(?=[^/]+$)/.exec(path) ?? [])
    : [];
  return folders.length > 0 ? { ...START, read: folders.map((folder) => `${folder}**`) } : START;
}

/** A page that agents find. */
const PAGE = /(?:^|\/)(?:CLAUDE|AGENTS?|GEMINI)(?:\.local)?\.md$/i;

/** Whether all passes can be seen in the checks of a pull request, too. */
function orInCi(task: Step, before: Step): Step {
  const isMerge = before.run?.includes('gh pr merge') ?? false;
  return isMerge && task.passed && task.run?.every((pattern) => pattern.startsWith('<'))
    ? { run: [...task.run, ...CI] }
    : task;
}

/** The clauses of `require-after` in a sentence. What is to be done before the end follows an edit. */
export function requiredAfter(directive: Directive): Reading<After>[] | null {
  const orders = ordersIn(directive);
  if (orders.length === 0) return null;
  const kind = kindIn(directive.text);
  const readings = orders.flatMap(({ relation, tasks, moment, when, isGuess }) => {
    if (moment.kind === 'start' || (relation === 'before' && moment.kind !== 'end')) return [];
    const severity: Severity = isGuess || isNarrow(moment) ? 'warn' : 'error';
    return tasks.flatMap((require): Reading<After>[] => {
      const after =
        moment.kind === 'end'
          ? openedBy(require, kind ?? CODE)
          : happened(moment.step.edit === CODE && kind ? { edit: kind } : moment.step);
      if (require === KILL && isSame(after?.run, BENCH)) {
        // A load is put on a server; what else is measured has one only where one was started.
        const clause = (run: string[], condition: Step) => ({
          severity,
          options: { after: { run }, require, when: when ?? condition },
        });
        return [clause(LOAD, NONE), clause(OFFLINE, { run: SERVER })];
      }
      return after ? [{ severity, options: { after, require, when: when ?? NONE } }] : [];
    });
  });
  return readings.length > 0 ? readings : null;
}

/** What makes a task due at the end: an edit, or what it clears away. */
function openedBy({ run, tool, read }: Step, edited: readonly string[]): Step | null {
  if (read && !tool) return null;
  const clears = run?.find((pattern) =>
    /\b(?:remove|rm|down|stop|kill|pkill|killall|delete|clean|branch|push)\b/.test(pattern),
  );
  if (clears === undefined) return { edit: edited };
  if (clears.startsWith('git worktree')) return { run: ['git worktree add'] };
  if (clears === 'git push') return { run: ['git commit'] };
  if (/^docker[ -]compose/.test(clears)) return { run: ['docker compose up'] };
  return /^(?:p?kill|killall)\b/.test(clears) ? { run: SERVER } : null;
}

/** A push that failed asks for nothing. */
function happened(step: Step): Step {
  return step.run?.every((pattern) => /^(?:git|gh|glab) /.test(pattern)) ? { ...step, passed: true } : step;
}

/** A check is stale when the code has changed, and a look at the state when that has. */
function sinceFor(require: Step, before: Step): Step {
  // What was launched and not yet used is no leftover: a worker and what stands in front of it are one launch.
  if (require.run && isSame(before.run, SERVER)) return { run: LOAD };
  if (require.read || require.tool || require.edit || !require.run || before.edit) return NONE;
  const isLook = require.run.every((pattern) =>
    /^(?:git (?:status|diff|show|fetch|pull|log|range-diff|rebase|merge|remote)|gh|glab)\b/.test(pattern),
  );
  if (require.run.some((pattern) => pattern.includes('health'))) return { run: SERVER };
  if (require.run === CI) return { run: ['git push'] };
  if (!isLook) return { edit: CODE };
  return before.run?.every((pattern) => /^git (?:commit|push)/.test(pattern)) ? before : NONE;
}

function isSame(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one?.length === other.length && one.every((pattern, index) => pattern === other[index]);
}
