import type { Suppressed } from '../suppress.ts';
import type { Reporter, Result } from './result.ts';

/** One object: the contract of `--format json`, version 1. */
export function jsonReporter(): Reporter {
  let first = true;
  return {
    begin: () => '{"version":1,"subjects":[',
    result(result) {
      const comma = first ? '' : ',';
      first = false;
      return `${comma}\n${record(result)}`;
    },
    end: ({ errors, warnings, suppressed, known }) =>
      `\n],"errors":${errors},"warnings":${warnings},"suppressed":${suppressed},"known":${known}}\n`,
  };
}

/** One line for each subject, for pipes. */
export function ndjsonReporter(): Reporter {
  return { result: (result) => `${record(result)}\n` };
}

function record(result: Result): string {
  const { kind, source, findings, suppressed, capped, known, fixed } = result;
  return JSON.stringify({
    ...{ kind, source, ...textOfInner(result), findings },
    suppressed: unlessEmpty(suppressed),
    capped: capped || undefined,
    ...{ known, fixed },
  });
}

/** A reader has the text of what was given, but not of what is inside of it: that follows, with its time. */
export function textOfInner({ inner, text }: Result) {
  if (!inner) return {};
  const { subject, time } = inner;
  const parts = subject.kind === 'pr' ? { title: subject.title, body: subject.body } : {};
  return { text, ...parts, time };
}

/** Leaves an empty list out of JSON. */
export function unlessEmpty(suppressed: readonly Suppressed[] = []): readonly Suppressed[] | undefined {
  return suppressed.length === 0 ? undefined : suppressed;
}
