import type { Reporter, Result } from './result.ts';

/** One object: the contract of `--format json`, version 1. */
export function jsonReporter(): Reporter {
  let first = true;
  return {
    begin: () => '{"version":1,"subjects":[',
    result({ kind, source, findings, fixed }: Result) {
      const comma = first ? '' : ',';
      first = false;
      return `${comma}\n${JSON.stringify({ kind, source, findings, fixed })}`;
    },
    end: ({ errors, warnings }) => `\n],"errors":${errors},"warnings":${warnings}}\n`,
  };
}

/** One line for each subject, for pipes. */
export function ndjsonReporter(): Reporter {
  return {
    result: ({ kind, source, findings, fixed }) => `${JSON.stringify({ kind, source, findings, fixed })}\n`,
  };
}
