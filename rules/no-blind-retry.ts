import { excerpt } from '../src/parse/sentence.ts';
import type { RunEvent, SessionEvent } from '../src/parse/session/event.ts';
import { isIdleTool } from '../src/parse/session/evidence.ts';
import { actsOf } from '../src/parse/session/step.ts';
import { firstLine } from '../src/parse/session/turn.ts';
import type { SimpleCommand } from '../src/parse/shell/command.ts';
import { matchesCommand } from '../src/parse/shell/pattern.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'no-blind-retry',
  summary: 'Look why a command failed before running it again',
  why: 'What failed will fail again while nothing has changed; the time goes, and the cause stays.',
  subjects: ['session'],
  severity: 'warn',
  options: (z) =>
    z.strictObject({
      times: z
        .int()
        .min(1)
        .default(1)
        .describe('How often the same failing command may run with nothing read or changed in between'),
    }),
  reads: (directive) => {
    const isBlind =
      NOT_JUST.test(directive.text) ||
      directive.demands(LOOK_FIRST) ||
      directive.forbids(
        /\b(?:(?:just|blind(?:ly)?|simply|keep(?: on)?|endlessly|repeatedly)\s+(?:retry(?:ing)?|retries|re-?run(?:ning)?|repeat(?:ing)?)\b|(?:retry(?:ing)?|re-?run(?:ning)?|repeat(?:ing)?|run(?:ning)?)\b[^.;]{0,30}\b(?:same|identical|failing|failed|unchanged)\b[^.;]{0,20}\b(?:commands?|calls?|actions?|approach|steps?)\b|retry(?:ing)?\b[^.;]{0,40}\b(?:without (?:chang\w+|understand\w+|diagnos\w+|investigat\w+|read\w+|check\w+)|blindly|in a loop))/,
      );
    const times = (isBlind ? TIMES : GIVING_UP).exec(directive.text)?.[1]?.toLowerCase();
    if (!isBlind && times === undefined) return null;
    const most = times === undefined ? 0 : (COUNTS[times] ?? (Number(times) || 0));
    return { severity: 'warn', ...(most > 1 ? { options: { times: most } } : {}) };
  },
  good: [
    'run: npm test\nexit: 1\nedit: src/up.ts\nrun: npm test\nexit: 0',
    'run: npm test\nexit: 1\nread: logs/test.log\nrun: npm test\nexit: 1',
    'run: npm test\nexit: 1\nrun: docker compose up -d\nexit: 0\nrun: npm test\nexit: 0',
    'run: npm test\nexit: 1\nprompt: Try again\nrun: npm test\nexit: 0',
    'run: npm test\nexit: 0\nrun: npm test\nexit: 0',
    'run: npm test | grep FAIL\nexit: 1\nrun: npm test | grep FAIL\nexit: 1',
    'run: git push\nexit: 128\nrun: git push\nexit: 0',
    'run: curl -s localhost:8000/health\nexit: 7\nrun: sleep 5\nexit: 0\nrun: curl -s localhost:8000/health\nexit: 0',
    { text: 'run: npm test\nexit: 1\nrun: npm test\nexit: 0', options: { times: 2 } },
  ],
  bad: [
    { text: 'run: npm test\nexit: 1\nrun: npm test\nexit: 1', flags: ['run: npm test'] },
    {
      text: 'run: make serve\nexit: 124\nreply: It hangs. Let me try again.\nrun: make serve',
      flags: ['run: make serve'],
    },
    {
      text: 'run: npm test\nexit: 1\nrun: sleep 10\nexit: 0\nrun: npm  test\nexit: 1\nrun: npm test\nexit: 1',
      flags: ['run: npm  test'],
    },
    {
      text: 'run: make\nexit: 2\nrun: make\nexit: 2\nrun: make\nexit: 2',
      options: { times: 2 },
      flags: ['run: make'],
    },
  ],
  *check(document, { times }) {
    let failing: string | null = null;
    let count = 0;
    for (const event of document.events) {
      if (event.kind !== 'run') {
        if (changes(event)) failing = null;
        continue;
      }
      const line = event.command.replace(/\s+/g, ' ').trim();
      if (failing === line) {
        count++;
        if (count === times + 1) {
          const message = `\`${excerpt(line)}\` failed and runs again unchanged, look why first`;
          yield { at: firstLine(document.text, event.at), message };
        }
      }
      const commands = actsOf(event).flatMap(({ command }) => (command ? [command] : []));
      if (commands.length > 0 && commands.every(isIdle)) continue;
      if (!isFailure(event, commands) || mayBeRepeated(event, commands)) failing = null;
      else if (failing !== line) {
        failing = line;
        count = 1;
      }
    }
  },
});

/** `Check the logs, don't just retry` forbids no retry, but a blind one. */
const NOT_JUST =
  /\b(?:don['\u2019]t|do not|never) (?:just|simply|blindly) (?:keep )?(?:retry|re-?run|repeat)/i;
/** `Look in the logs before retrying`. */
const LOOK_FIRST =
  /\b(?:look|check|read|inspect|see|consult)\w*\b[^.;]{0,30}\b(?:logs?|errors?|output|cause|why)\b[^.;]{0,30}\b(?:before|instead of|rather than) (?:you )?(?:retry|re-?run|try(?:ing)? again|re-?start)/;
/** `Do not run a failing command again more than twice`. */
const TIMES = /\b(?:more than|after)\s+(\w+)(?:\s+(?:times?|attempts?|failures?|retries))?\b/i;
/** `If a command fails twice, stop and ask`. */
const GIVING_UP =
  /\bif (?:an?|the|any|the same) (?:\w+ )?(?:command|call)\b[^.;]{0,20}\bfails?\b[^.;]{0,10}?\b(twice|two|three|four|five|\d)\b[^.;]{0,12}[,;]?[^.;]{0,20}\b(?:stop|ask|escalate|investigate|rethink)\b/i;
const COUNTS: Readonly<Record<string, number>> = { once: 1, twice: 2, two: 2, three: 3, four: 4, five: 5 };

/** Whether something was learned or changed; what the agent says, and its list of things to do, do neither. */
function changes(event: SessionEvent): boolean {
  if (event.kind === 'tool') return !isIdleTool(event);
  return event.kind !== 'reply';
}

/** Interrupted by the person is no failure, nor is an answer of no, nor the end of the time that was given to watch. */
function isFailure({ exit }: RunEvent, commands: readonly SimpleCommand[]): boolean {
  const isOne = (patterns: readonly string[]) =>
    commands.some((command) => patterns.some((pattern) => matchesCommand(pattern, command)));
  if (exit === 1 && isOne(ASKING)) return false;
  if (exit !== null && [124, 137, 143].includes(exit) && isOne(WATCHING)) return false;
  return exit !== null && exit !== 0 && exit !== 130;
}

/** Their status 1 says that nothing was found, or that something is not so. */
const ASKING = [
  'grep|egrep|fgrep|zgrep|rg|ag|ack',
  'git grep',
  'test|[|[[',
  'pgrep|pkill|pidof|killall|fuser|lsof',
  'diff|cmp|colordiff',
  'git diff --exit-code|--quiet|--check|--no-index',
  'git merge-base --is-ancestor',
  'git show-ref',
  'git check-ignore',
  'git rev-parse -q|--verify',
  'which|command|type|hash',
  'systemctl is-active|is-enabled|is-failed',
  'jq -e',
  'expr',
];
/** They go on until somebody stops them. */
const WATCHING = [
  'tail -f|-F|--follow',
  'journalctl -f|--follow',
  'docker|podman logs -f|--follow',
  'docker|podman compose logs -f|--follow',
  'kubectl logs -f|--follow',
  'watch',
  'nvidia-smi dmon',
  'nvidia-smi -l',
];

const IDLE = new Set('sleep wait echo printf true pwd clear date'.split(' '));

/** Only waits, or says something. In another folder the same words are another command. */
function isIdle({ name }: SimpleCommand): boolean {
  return name !== null && IDLE.has(name);
}

/** Commands that go over a network, which fails and comes back, or that look whether something is there yet. */
const REMOTE = [
  'git push',
  'git fetch',
  'git pull',
  'git clone',
  'git ls-remote',
  'git submodule',
  'gh',
  'glab',
  'ssh',
  'scp',
  'rsync',
  'ping',
  'nc',
  'telnet',
  'kubectl get|logs|wait|rollout|describe',
  'aws',
  'gcloud',
  'az',
  'docker pull|push|ps|logs',
  'npm publish|view',
  'twine',
  'pg_isready',
  'redis-cli ping',
  'wait-for-it',
  'pgrep',
  'lsof',
  'ss',
  'netstat',
  '<install>',
];
/** What mends as it goes is done when it is run again. */
const MENDING =
  /(?:^|\s)(?:--fix|--write|--autofix|--unsafe-fixes|-w)(?:\s|$)|\bpre-commit\b|\blint-staged\b/;
const MENDED =
  /\bmodified by this hook\b|\breformatted\b|\bfiles? (?:were |was )?(?:modified|fixed|changed)\b/i;
const PROBE = /health|ready|readyz|live|status|ping|metrics|version|models/i;
const LOCAL = /localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]/;

function mayBeRepeated({ command: line, output }: RunEvent, commands: readonly SimpleCommand[]): boolean {
  if (MENDING.test(line) || MENDED.test(output) || /\b(?:sleep|until|while|retry|watch)\b/.test(line))
    return true;
  return commands.some((command) => {
    if (command.name === 'curl' || command.name === 'wget') return PROBE.test(line) || !LOCAL.test(line);
    return REMOTE.some((pattern) => matchesCommand(pattern, command));
  });
}
