import { visible } from './escape.ts';
import { askedFor, beyond, placeOf, type Reporter, type Result, unshown } from './result.ts';

const FIXED_LIMIT = 20_000;

/**
 * For a coding agent: every finding at once, in few words, and the corrected text where fixes are safe.
 * What is quoted from a subject stands behind `| ` and is named as quoted, so that it cannot speak as
 * an instruction.
 */
export function agentReporter(): Reporter {
  return {
    result(result: Result) {
      const { kind, source, findings, fixed } = result;
      if (findings.length === 0) return '';
      const list = findings.map((finding) => {
        const { severity, rule, message } = finding;
        return `- ${severity} ${placeOf(finding)} ${visible(message)} (${rule}${askedFor(finding)})\n`;
      });
      return `The ${kind} ${visible(source)} breaks the policy:\n${list.join('')}${beyond(result)}${corrected(fixed)}`;
    },
    end(totals) {
      const { errors, warnings } = totals;
      const sum = errors + warnings === 0 ? 'Nothing found' : `Errors: ${errors}, warnings: ${warnings}`;
      return `${sum}${unshown(totals)}\n`;
    },
  };
}

function corrected(fixed: string | undefined): string {
  if (fixed === undefined || fixed.length > FIXED_LIMIT) return '';
  const quoted = fixed
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `| ${visible(line)}\n`);
  return `With all safe fixes, quoted, without the leading "| ":\n${quoted.join('')}`;
}
