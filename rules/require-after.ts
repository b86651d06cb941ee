import { adviceFor } from '../src/parse/session/advice.ts';
import { type Act, actsOf, isAct, isEmpty, type Step, step } from '../src/parse/session/step.ts';
import { firstLine } from '../src/parse/session/turn.ts';
import { requiredAfter } from '../src/policy/page/order.ts';
import { defineRule } from '../src/rule.ts';

interface Options {
  readonly after: Step;
  readonly require: Step;
  readonly when: Step;
}

const LINT = { after: { edit: ['*.ts'] }, require: { run: ['<lint>'] } };
const KILL = { after: { run: ['wrk'] }, require: { run: ['pkill', 'kill'] } };

export default defineRule<Options>({
  id: 'require-after',
  summary: 'Finish what has to follow',
  why: 'An edit that nobody lints, or a server that nobody stops, is left for the next one to find.',
  subjects: ['session'],
  severity: 'error',
  options: (z) =>
    z.strictObject({
      after: step(z).default({}).describe('What asks for something to follow'),
      require: step(z).default({}).describe('What has to follow before the agent hands back to the person'),
      when: step(z)
        .default({})
        .describe(
          'Holds only once this has happened, until what is required follows; always, where it is empty',
        ),
    }),
  reads: requiredAfter,
  good: [
    { text: 'edit: src/up.ts\nedit: src/down.ts\nrun: npm run lint\nreply: Done', options: LINT },
    { text: 'edit: README.md\nreply: Done', options: LINT },
    { text: 'run: wrk localhost:80; pkill -f server\nreply: 900 a second', options: KILL },
    // It is still at work.
    { text: 'edit: src/up.ts\nrun: git diff', options: LINT },
    // The person came in between.
    {
      text: 'edit: src/up.ts\nprompt: Also retry\nedit: src/up.ts\nrun: eslint .\nreply: Done',
      options: LINT,
    },
  ],
  bad: [
    {
      text: 'edit: src/up.ts\nrun: npm run lint\nedit: src/up.ts\nreply: Done',
      options: LINT,
      flags: ['edit: src/up.ts'],
    },
    {
      text: 'prompt: Measure it\nrun: wrk localhost:80\n  900\nreply: 900 a second\nprompt: Thanks',
      options: KILL,
      flags: ['run: wrk localhost:80'],
    },
    {
      text: 'edit: src/up.ts\nrun: eslint src\nexit: 1\n  1 error\nreply: Done',
      options: { ...LINT, require: { run: ['<lint>'], passed: true } },
      flags: ['edit: src/up.ts'],
    },
    {
      text: 'prompt: Ship it\nrun: git push && npm publish\nreply: It is out',
      options: {
        after: { run: ['git push'] },
        require: { run: ['gh run watch'] },
        when: { prompt: ['ship'] },
      },
      flags: ['run: git push && npm publish'],
    },
  ],
  *check(document, { after, require, when }) {
    if (isEmpty(require)) return;
    let open: Act | null = null;
    let holds = isEmpty(when);
    let isAnswered = false;
    for (const event of document.events) {
      if (event.kind === 'prompt' && event.agent === undefined) {
        // A turn that ends in a reply was handed back; one that a person cut off goes on.
        if (open && isAnswered) yield left(open);
        if (isAnswered) open = null;
      }
      isAnswered = event.kind === 'reply' && event.agent === undefined;
      for (const act of actsOf(event)) {
        holds ||= isAct(act, when);
        if (isAct(act, require)) {
          open = null;
          // A server that was stopped has to be started before it has to be stopped again.
          holds = isEmpty(when);
        } else if (holds && isAct(act, after)) open = act;
      }
    }
    // Where the last event is none, as in the hook before a command, the agent is still at work.
    if (open && isAnswered) yield left(open);

    function left({ event }: Act) {
      return {
        at: firstLine(document.text, event.at),
        message: `Nothing followed this, ${adviceFor(require)} before the end`,
      };
    }
  },
});
