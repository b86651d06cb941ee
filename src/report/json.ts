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

function record({ kind, source, findings, suppressed, capped, known, fixed }: Result): string {
  return JSON.stringify({
    ...{ kind, source, findings },
    suppressed: unlessEmpty(suppressed),
    capped: capped || undefined,
    ...{ known, fixed },
  });
}

/** Leaves an empty list out of JSON. */
export function unlessEmpty(suppressed: readonly Suppressed[] = []): readonly Suppressed[] | undefined {
  return suppressed.length === 0 ? undefined : suppressed;
}
