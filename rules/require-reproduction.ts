import { cues } from '../src/parse/cue.ts';
import { Document } from '../src/parse/document.ts';
import { excerpt, textAfter, textBefore } from '../src/parse/sentence.ts';
import { namesFault } from '../src/parse/session/claim-fault.ts';
import type { SessionEvent } from '../src/parse/session/event.ts';
import { isIdleTool } from '../src/parse/session/evidence.ts';
import { placeIn } from '../src/parse/session/notation.ts';
import { defineRule } from '../src/rule.ts';

export default defineRule({
  id: 'require-reproduction',
  summary: 'Reproduce a fault before explaining it',
  why: 'A cause named before anything was run or read is a guess, and the next hours go into it.',
  subjects: ['session'],
  severity: 'warn',
  reads: (directive) =>
    directive.demands(
      /\breproduc(?:e|ing)\b[^.;]{0,60}\b(?:first|before (?:(?:you|trying to|you try to|any) )?(?:explain|diagnos|theori|deep|dig|div|guess|analy|propos|suggest|speculat|investigat)\w*)|\b(?:first|always)\b[^.;]{0,20}\breproduc(?:e|ing)\b|\bbefore (?:proposing|suggesting|explaining|theori[sz]ing|guessing|diagnosing|speculating)\b[^.;]{0,60}\b(?:reproduc\w+|retrieve|read|run|check|get|logs?)\b/,
    ) ||
    directive.forbids(
      /\b(?:explain|diagnos|theori[sz]|speculat|guess)\w*\b[^.;]{0,50}\b(?:before|without|until)\b[^.;]{0,30}\b(?:reproduc|running|reading|evidence|logs?)/,
    )
      ? { severity: 'warn' }
      : null,
  good: [
    'prompt: The login crashes\nrun: node login.js\nexit: 1\nreply: The root cause is a stale token.',
    'prompt: The login crashes\nread: src/login.ts\nreply: It crashes because the token is stale.',
    'prompt: The login crashes\nreply: I will reproduce it first. What is the root cause of the others?',
    'prompt: How does a deadlock happen?\nreply: It happens because two threads wait for each other.',
    'prompt: The build fails:\n  ```\n  TypeError: x is undefined\n  ```\nreply: The root cause is the missing import.',
    'prompt: The login crashes\nreply: Once I know whether the root cause is the token, I will mend it.',
  ],
  bad: [
    {
      text: 'prompt: The login crashes\nreply: The root cause is a stale token.\nrun: node login.js\nexit: 1',
      flags: ['The root cause is'],
    },
    {
      text: 'prompt: Why does the server hang?\nreply: This happens because the pool is empty. I will raise it.',
      flags: ['This happens because'],
    },
    {
      text: 'prompt: Uploads fail with a 500\nreply: Found the bug: the size is wrong.',
      flags: ['Found the bug'],
    },
    {
      text: 'prompt: Fix the flaky test\nreply: It fails because the clock is mocked.\nedit: test/clock.ts',
      flags: ['It fails because'],
    },
  ],
  *check(document) {
    let isAboutFault = false;
    for (const event of document.events) {
      if (event.kind === 'prompt') {
        if (SHOWN.test(event.text)) return;
        isAboutFault ||= namesFault(event.text) && !GENERAL.test(event.text);
      } else if (event.kind === 'reply') {
        const cause = isAboutFault ? firstCause(event.text) : null;
        if (cause === null) continue;
        const message = `\`${excerpt(cause.text)}\` before anything was run or read, reproduce it first`;
        yield { at: placeIn(document.text, event, cause), message };
        return;
      } else if (shows(event)) return;
    }
  },
});

/** A question about faults of any program. */
const GENERAL =
  /^\s*(?:what (?:is|are)|how (?:do|does|can) (?:an?|one|you)|explain (?:what|how|the concept))\b/i;
/** The person has brought what there is to see: a log, an excerpt, a file. */
const SHOWN = /```|(?:^|\s)@[\w./-]+|\n[^\n]*\n[^\n]*\n|\bat \S+ \(\S+:\d+|Traceback/;

function shows(event: SessionEvent): boolean {
  return event.kind !== 'tool' || !isIdleTool(event);
}

/** That something is so, and why; not whether, not if. */
const STATED =
  /(?<!\b(?:if|whether|what|once|until|when|find|determine|confirm|verify|check|know|see|unless|may|might|could|perhaps|maybe|suspect|think|assume|guess|hypothesis|likely|possibly|probably|example)\b[^.!?;\n]{0,60})$/i;

const CAUSES = cues(
  [
    {
      words: ['root cause is', 'root cause was', 'root cause:', 'culprit is', 'underlying cause is'],
      before: new RegExp(`${STATED.source.slice(0, -1)}(?:\\b(?:the|its)\\s+)?$`, 'i'),
    },
    {
      words: ['because', 'due to', 'caused by'],
      before:
        /(?:^|[.!:\n*]\s*)(?:\b(?:this|that|it|the\s+\w+(?:\s+\w+)?)\s+)(?:(?:is|was)\s+)?(?:happen(?:s|ed|ing)?|fail(?:s|ed|ing)?|crash(?:es|ed|ing)?|hang(?:s|ing)?|hung|break(?:s|ing)?|occur(?:s|red|ring)?|caused|stuck|slow)?\s*$/i,
    },
    {
      words: [
        'found the bug',
        'found the root cause',
        'found the problem',
        'found the issue',
        'found the culprit',
      ],
      before: STATED,
    },
  ],
  { capitals: true },
);

function firstCause(text: string) {
  const document = new Document({ kind: 'reply', text });
  for (const hit of document.find(CAUSES)) {
    const after = /^[^.!?\n]{0,150}[.!?\n]?/.exec(textAfter(text, hit.end))?.[0] ?? '';
    if (
      after.endsWith('?') ||
      /\b(?:let me|I['\u2019]ll|I will) (?:check|verify|confirm|reproduce)/i.test(
        textBefore(text, hit.start).slice(-60),
      )
    )
      continue;
    return hit;
  }
  return null;
}
