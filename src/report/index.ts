import { agentReporter } from './agent.ts';
import { githubReporter } from './github.ts';
import { type HumanOptions, humanReporter } from './human.ts';
import { jsonReporter, ndjsonReporter } from './json.ts';
import { addUp, NOTHING, type Reporter, type Result } from './result.ts';
import { withoutSecrets } from './secrets.ts';

export const FORMATS = ['human', 'json', 'ndjson', 'github', 'agent'] as const;

export type Format = (typeof FORMATS)[number];

/** The reporter of a format. No secrets of known forms leave by it that stood in commands or sessions. */
export function reporterOf(format: Format, options: HumanOptions = {}): Reporter {
  const reporter = plainReporterOf(format, options);
  return { ...reporter, result: (result) => reporter.result(withoutSecrets(result)) };
}

function plainReporterOf(format: Format, options: HumanOptions): Reporter {
  switch (format) {
    case 'human':
      return humanReporter(options);
    case 'json':
      return jsonReporter();
    case 'ndjson':
      return ndjsonReporter();
    case 'github':
      return githubReporter();
    case 'agent':
      return agentReporter();
  }
}

/** All results as one text. */
export function report(results: readonly Result[], format: Format, options: HumanOptions = {}): string {
  const reporter = reporterOf(format, options);
  const parts = results.map((result) => reporter.result(result));
  const totals = results.reduce(addUp, NOTHING);
  return [reporter.begin?.() ?? '', ...parts, reporter.end?.(totals) ?? ''].join('');
}
