import type { Verdict } from '../agents/agent.ts';
import type { Finding } from '../lint.ts';
import { judge } from '../linter.ts';
import { SENT_BACK } from '../parse/session/marks.ts';
import { sessionOf } from '../parse/session/notation.ts';
import type { Clause } from '../policy/policy.ts';
import type { Notes } from '../read/session-notes.ts';
import { answerText } from '../report/answer.ts';
import type { Result } from '../report/result.ts';
import { EVIDENCE, judgedFrom, ofClaims } from './claims.ts';
import { isClean, isWrong } from './command.ts';
import { relevantClauses } from './relevant.ts';
import type { Scene } from './scene.ts';
import { withReply } from './session.ts';

/**
 * A turn ends: its last message is judged, and the session. The agent is sent back once, with everything at
 * once: never while it goes on for a hook, nor twice in a turn, nor for what it was told before.
 */
export function onStop(scene: Scene): Verdict {
  const { event, notes, policy } = scene;
  const known = notes.read();
  if (event.isContinued ?? isSentBack(known, scene)) return { kind: 'none' };
  const reply = event.reply ?? replyIn(scene);
  const results = [...(reply === null ? [] : ofReply(reply, scene)), ...ofSession(reply, scene)];
  const fresh = results.map((result) => untold(result, known.told)).filter((result) => !isClean(result));
  if (fresh.length === 0 && known.waiting === '') return { kind: 'none' };

  const isBack = fresh.some(isWrong) || known.waiting !== '';
  const head = isBack ? HEAD : ADVICE;
  const text =
    fresh.length === 0 ? '' : answerText(fresh, { head, asked: policy.asked, fixed: fixedReply(fresh) });
  const told = [...known.told, ...fresh.flatMap(digests)];
  const isKept = notes.write(
    isBack
      ? { ...known, told, waiting: '', advice: '', sentBack: Date.now() }
      : { ...known, told, advice: text },
  );
  // What cannot be remembered could be told for ever. Warnings are not worth another turn.
  return isKept && isBack ? { kind: 'deny', text: known.waiting + text } : { kind: 'none' };
}

/** The text of a turn, which its stop will not tell: what is wrong with it waits for that. */
export function onReply(scene: Scene): Verdict {
  const { event, notes, policy, transcript } = scene;
  if (event.reply === null || transcript) return { kind: 'none' };
  const known = notes.read();
  const results = ofReply(event.reply, scene).map((result) => untold(result, known.told));
  const waiting = results.some(isWrong)
    ? answerText(results, { head: HEAD, asked: policy.asked, fixed: fixedReply(results) })
    : '';
  if (waiting !== known.waiting) {
    notes.write({ ...known, told: [...known.told, ...results.flatMap(digests)], waiting });
  }
  return { kind: 'none' };
}

const ADVICE = 'bylaw: your last turn could have been better. Do not answer to this, mind it from now on.';
const HEAD = `${SENT_BACK} Mend all of it, then end with the whole message again.`;

/** A turn that goes on is over before that, in milliseconds. */
const RECENT = 600_000;

/** For agents that do not tell: bylaw has sent it back, and nobody has asked anything since. */
function isSentBack({ sentBack }: Notes, { transcript }: Scene): boolean {
  if (sentBack === null || Date.now() - sentBack > RECENT) return false;
  const asked = Date.parse(transcript?.prompts().at(-1)?.time ?? '');
  return !(asked > sentBack);
}

function replyIn({ transcript }: Scene): string | null {
  return transcript?.lastReply() ?? null;
}

function ofReply(reply: string, { policy, context }: Scene): Result[] {
  return [judge({ kind: 'reply', text: reply }, 'reply', policy, { context, rules: policy.rules })];
}

/** What rules on the session say of this turn. Of the turns before it they have spoken. */
function ofSession(reply: string | null, scene: Scene): Result[] {
  const [last] = reply === null ? [] : sessionOf([{ kind: 'reply', text: reply, time: null }]).events;
  const relevant = relevantClauses(scene, last);
  const clauses = relevant.filter(({ rule }) => rule !== EVIDENCE);
  const onClaims = relevant.filter(({ rule }) => rule === EVIDENCE);
  return [...ofClaims(reply, onClaims, scene), ...ofTurn(reply, clauses, scene)];
}

function ofTurn(reply: string | null, clauses: readonly Clause[], scene: Scene): Result[] {
  const known = clauses.length > 0 ? scene.session() : null;
  if (!known) return [];
  const whole = withReply(known, reply);
  const turn = whole.events.findLast(({ kind }) => kind === 'prompt')?.at.start ?? 0;
  return [judgedFrom(turn, whole, clauses, scene)];
}

function untold(result: Result, told: readonly string[]): Result {
  const { kind, source, text } = result;
  const findings = result.findings.filter((finding) => !told.includes(digest(finding, result)));
  return {
    ...{ kind, source, text, findings },
    get fixed() {
      return result.fixed;
    },
  };
}

function digests(result: Result): string[] {
  return result.findings.map((finding) => digest(finding, result));
}

/** Of a session, the place in it; of a reply, the whole of it: the same words in another turn are wrong anew. */
function digest({ rule, quote, line, offset }: Finding, { kind, text }: Result): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const where = kind === 'session' ? `${line}\0${quote}` : `${offset}\0${text}`;
  return createHash('sha256').update(`${kind}\0${rule}\0${where}`).digest('base64url').slice(0, 16);
}

function fixedReply(results: readonly Result[]): string | undefined {
  return results.find(({ kind }) => kind === 'reply')?.fixed;
}
