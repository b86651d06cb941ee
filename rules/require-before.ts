import type { Document } from '../src/parse/document.ts';
import { adviceFor } from '../src/parse/session/advice.ts';
import type { SessionEvent } from '../src/parse/session/event.ts';
import { Seen } from '../src/parse/session/seen.ts';
import { type Act, actsOf, isAct, isEmpty, type Step, step } from '../src/parse/session/step.ts';
import { firstLine } from '../src/parse/session/turn.ts';
import { globs } from '../src/policy/glob.ts';
import { requiredBefore } from '../src/policy/page/order.ts';
import { type Context, defineRule } from '../src/rule.ts';

interface Options {
  readonly require: Step;
  readonly before: Step;
  readonly since: Step;
  readonly when: Step;
}

const COMMIT = { run: ['git commit'] };
const TESTS = { require: { run: ['<test>'] }, before: COMMIT };

export default defineRule<Options>({
  id: 'require-before',
  summary: 'Do first what has to come first',
  why: 'Tests after a push, or a guide read when the work is done, come too late to change anything.',
  subjects: ['session'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      require: step(z).default({}).describe('What has to have happened'),
      before: step(z)
        .default({})
        .describe(
          'Before what; each turn of the session is judged once, or the session where it is any edit',
        ),
      since: step(z)
        .default({})
        .describe('It has to have happened after the last of these, such as an edit behind the tests'),
      when: step(z).default({}).describe('Holds only once this has happened; always, where it is empty'),
    }),
  reads: requiredBefore,
  good: [
    { text: 'edit: src/up.ts\nrun: npm test\nexit: 0\nrun: git commit -m "Retry"', options: TESTS },
    { text: 'edit: src/up.ts\nrun: npm test && git commit -m "Retry"', options: TESTS },
    { text: 'prompt: Do not commit yet\nedit: src/up.ts\nreply: Ready', options: TESTS },
    {
      text: 'prompt: Rename it\nread: CLAUDE.md\nedit: src/up.ts',
      options: { require: { read: ['CLAUDE.md'] }, before: { edit: ['**'] } },
    },
    {
      text: 'prompt: Rename it\nedit: src/up.ts',
      options: {
        require: { read: ['~/plans/*.md'] },
        before: { edit: ['**'] },
        when: { prompt: ['~/plans'] },
      },
    },
  ],
  bad: [
    {
      text: 'edit: src/up.ts\nrun: git commit -m "Retry"\nexit: 0\nrun: npm test',
      options: TESTS,
      flags: ['run: git commit -m "Retry"'],
    },
    {
      text: 'run: npm test\nedit: src/up.ts\n  +retry()\nrun: git commit -am "Retry"',
      options: { ...TESTS, since: { edit: ['**'] } },
      flags: ['run: git commit -am "Retry"'],
    },
    {
      text: 'run: npm test\nexit: 1\n  1 failed\nrun: git commit -am "Retry"',
      options: { require: { run: ['<test>'], passed: true }, before: COMMIT },
      flags: ['run: git commit -am "Retry"'],
    },
    {
      text: 'edit: src/up.ts\n  -once()\n  +retry()',
      options: { require: { read: ['{path}'] }, before: { edit: ['*.ts'] } },
      flags: ['edit: src/up.ts'],
    },
  ],
  *check(document, options, context) {
    if (isEmpty(options.require) || !isAnywhere(options.require, context)) return;
    if (isEmpty(options.since) && isLoaded(options.require, document)) return;
    const isOnce = opens(options);
    const seen = options.require.read?.includes(PATH) ? new Seen() : null;
    const last = document.events.at(-1);
    let met: Act | null = null;
    const required = withoutOutcome(options.require);
    let wasMet = false;
    let holds = isEmpty(options.when);
    let told: SessionEvent | null = null;
    for (const event of document.events) {
      if (!isOnce && event.kind === 'prompt' && event.agent === undefined) told = null;
      for (const act of actsOf(event)) {
        holds ||= isAct(act, options.when);
        if (isAct(act, required)) {
          met = act;
          wasMet = true;
        }
        // An agent asks about its next step, which is the last event: it is told each time.
        else if (
          holds &&
          (told === null || (event === last && isAhead(event) && told !== last)) &&
          isAct(act, options.before)
        ) {
          const path = event.kind === 'edit' ? event.path : undefined;
          if (!isMet(met, act, options.require) && !(seen && isKnown(seen, event))) {
            told = event;
            const at = firstLine(document.text, event.at);
            yield { at, message: `Comes too early, ${remedy(options, wasMet, path)}` };
          }
        }
        if (met !== act && isAct(act, options.since)) met = null;
      }
      seen?.add(event);
    }
  },
});

/** Stands for the file that is edited. */
const PATH = '{path}';

/** What an agent asks about has not ended. */
function isAhead(event: SessionEvent): boolean {
  return event.kind === 'run' && event.exit === null;
}

/** Of files of the tree that have to be read, one has to be there. */
function isAnywhere({ read, ...others }: Step, { files }: Context): boolean {
  if (!read || !files || Object.values(others).some((one) => one !== undefined)) return true;
  if (read.some((glob) => glob === PATH || /^(?:~|\/home\/|\/Users\/)/.test(glob))) return true;
  return files().some((path) => globs(read, path));
}

/** Whether the agent has read it before anything happens: it is given the pages of its own kind. */
function isLoaded({ read }: Step, { subject }: Document): boolean {
  const loads = subject.kind === 'session' ? subject.loads : undefined;
  return read !== undefined && loads?.some((path) => globs(read, path)) === true;
}

/** Whether something opens a session: that it was left out then is told once. */
function opens({ require, before, since }: Options): boolean {
  return before.edit?.[0] === '**' && isEmpty(since) && !require.read?.includes(PATH);
}

function withoutOutcome({ passed: _, ...step }: Step): Step {
  return step;
}

function isMet(met: Act | null, act: Act, { passed }: Step): boolean {
  if (met === null || !passed) return met !== null;
  // In one line, what fails keeps the rest from running.
  if (met.event === act.event) return met.chain === act.chain;
  return met.event.kind !== 'run' || met.event.exit === null || met.event.exit === 0;
}

/** Whether an agent has seen what it edits. Where nothing goes, the file may be new. */
function isKnown(seen: Seen, event: SessionEvent): boolean {
  return event.kind !== 'edit' || event.removed === '' || seen.has(event.path);
}

function remedy({ require }: Options, wasMet: boolean, path?: string): string {
  const outcome = require.passed ? ' with success' : '';
  return `${adviceFor(require, path)}${wasMet ? ' again' : ''}${outcome} first`;
}
