import { fix } from './fix.ts';
import { judge } from './judge.ts';
import type { Finding, LintOptions } from './lint.ts';
import { Document } from './parse/document.ts';
import { editDiff } from './parse/edit-diff.ts';
import type { SessionEvent } from './parse/session/event.ts';
import { type Inner, type Sources, subjectsIn } from './parse/shell/inner.ts';
import type { Policy } from './policy/policy.ts';
import { positions } from './position.ts';
import type { Result } from './report/result.ts';
import type { Context } from './rule.ts';
import type { Command, Session, Subject } from './subject.ts';

/** A subject that stands inside of another one. */
export interface Inside {
  readonly subject: Subject;
  readonly context: Context;
  /** Where it stands, to be put behind the source of the other one: `:3:15` in a command, `:120` in a session. */
  readonly suffix: string;
  /** Of a session, when it happened (ISO 8601) and in which line of the transcript. */
  readonly time?: string | null;
  readonly line?: number;
  readonly only?: Inner['only'];
}

/**
 * The subjects inside of a command: messages, pull requests, branches, answers; and inside of a session: each
 * run as a command with what is in it, each reply, each edit as a diff. Other kinds hold none.
 */
export function* insideOf(subject: Subject, context: Context, sources: Sources = {}): Generator<Inside> {
  if (subject.kind === 'command') yield* insideOfCommand(subject, context, sources);
  if (subject.kind === 'session') yield* insideOfSession(subject, context, sources);
}

function* insideOfCommand(
  command: Command,
  { path, ...context }: Context,
  sources: Sources,
): Generator<Inside> {
  const positionAt = positions(command.text);
  for (const { subject, at, only } of subjectsIn(new Document(command), sources)) {
    const { line, column } = positionAt(at.start);
    yield { subject, context, suffix: `:${line}:${column}`, ...(only ? { only } : {}) };
  }
}

function* insideOfSession(
  { events }: Session,
  { path, ...outer }: Context,
  sources: Sources,
): Generator<Inside> {
  // Files, commits and variables are no longer what they were when the session ran.
  const past = { ...sources, text: undefined, message: undefined, variable: undefined };
  for (const [index, event] of events.entries()) {
    const subject = subjectOf(event);
    if (!subject) continue;
    let before: readonly SessionEvent[] | undefined;
    const context: Context = {
      ...outer,
      agent: true,
      events() {
        before ??= events.slice(0, index);
        return before;
      },
    };
    const { line, time } = event;
    const place = { suffix: `:${line}`, line, time };
    yield { subject, context, ...place };
    for (const inner of insideOf(subject, context, past)) yield { ...inner, ...place };
  }
}

function subjectOf(event: SessionEvent): Subject | null {
  switch (event.kind) {
    case 'run':
      return { kind: 'command', text: event.command };
    case 'reply':
      return { kind: 'reply', text: event.text };
    case 'edit':
      return event.added === '' && event.removed === ''
        ? null
        : { kind: 'diff', text: editDiff(event.path, event.removed, event.added) };
    default:
      return null;
  }
}

export interface JudgeOptions extends LintOptions {
  /** What a command line refers to; nothing is looked up without. */
  readonly sources?: Sources;
}

/**
 * Judges a subject, and what is inside of it.
 * @returns the result of the subject first. Of a command, all subjects inside follow, of a session those with findings
 * @throws RuleCrash where a rule throws
 */
export function judgeAll(
  subject: Subject,
  source: string,
  policy: Policy,
  { sources = {}, ...options }: JudgeOptions = {},
): Result[] {
  const result = judge(subject, source, policy, options);
  if (subject.kind !== 'command' && subject.kind !== 'session') return [result];
  const results = [
    subject.kind === 'command' ? withCorrection(subject, result, policy, { ...options, sources }) : result,
  ];
  for (const inside of insideOf(subject, options.context ?? {}, sources)) {
    const inner = judgeInside(inside, source, policy, options);
    if (subject.kind === 'command' || inner.findings.length > 0) results.push(inner);
  }
  return results;
}

function judgeInside(
  { subject, context, suffix, time, only }: Inside,
  source: string,
  policy: Policy,
  options: LintOptions,
): Result {
  const result = judge(subject, source + suffix, policy, { ...options, context });
  // A getter is no part of a copy.
  return Object.assign(result, {
    findings: only ? result.findings.filter((finding) => isAbout(only, finding, result)) : result.findings,
    inner: { subject, ...(time ? { time } : {}) },
  });
}

/** Of a pull request that is edited in part, what is missing may stand in the other part. */
function isAbout(only: 'title' | 'body', { rule, offset, endOffset }: Finding, { text }: Result): boolean {
  if (only === 'body') return offset >= 2;
  return rule.includes('-title') || offset > 0 || endOffset < text.length;
}

function withCorrection(subject: Command, result: Result, policy: Policy, options: JudgeOptions): Result {
  let fixed: string | undefined;
  return Object.defineProperty(result, 'fixed', {
    enumerable: true,
    get() {
      fixed ??= correctedCommand(subject, policy, options);
      return fixed === subject.text ? undefined : fixed;
    },
  });
}

/** Subjects in one line that are corrected: a longer line is a program. */
const MOST_CORRECTED = 20;

/**
 * A command line with all safe fixes, its own and those of the subjects inside where their text can be put
 * back exactly; the same text where there are none.
 * @throws RuleCrash where a rule throws
 */
function correctedCommand(
  command: Command,
  policy: Policy,
  { sources = {}, ...options }: JudgeOptions = {},
): string {
  let text = fix(command, policy, options);
  for (let index = 0; index < MOST_CORRECTED; index++) {
    const inner = subjectsIn(new Document({ ...command, text }), sources)[index];
    if (!inner) return text;
    const { path, ...context } = options.context ?? {};
    const fixed = fix(inner.subject, policy, { ...options, context });
    const before = new Document(inner.subject).text;
    text = (fixed === before ? null : inner.rewrite(fixed)) ?? text;
  }
  return text;
}
