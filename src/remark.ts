import type { Root } from 'mdast';
import type { Plugin } from 'unified';
import type { Finding } from './lint.ts';
import { createLinter, type LinterOptions } from './linter.ts';
import { subjectFromText } from './subject.ts';
import { Trouble } from './trouble.ts';

const AS = ['commit', 'pr', 'reply'] as const;

export interface RemarkOptions extends LinterOptions {
  /** What the files are; `reply` by default. The first line of a `pr` or a `commit` is its title. */
  readonly as?: (typeof AS)[number];
}

/**
 * A unified plugin, for remark and beside remark-lint: judges the text of a file, and adds a message to it
 * for each finding. The tree is left as it is. An error is `fatal`, as remark-lint has it, and stops nothing.
 * @throws Trouble where the configuration or `as` is wrong, when the processor is first used
 * @throws RuleCrash where a rule throws
 */
const bylaw: Plugin<[options?: RemarkOptions], Root> = ({ as = 'reply', ...options } = {}) => {
  if (!AS.includes(as)) throw new Trouble(`Unknown value \`${as}\` of \`as\`, write one of ${AS.join(', ')}`);
  const linter = createLinter(options);
  return (_tree, file) => {
    const context = file.path === undefined ? {} : { path: file.path };
    for (const finding of linter.lint(subjectFromText(as, String(file)), context)) {
      const { rule, message, severity, quote, fix } = finding;
      const place = placeOf(finding);
      Object.assign(file.message(message, { place, ruleId: rule, source: 'bylaw' }), {
        fatal: severity === 'error',
        actual: quote,
        ...(fix && !fix.unsafe ? { expected: [fix.text] } : {}),
        url: `${packageFolder()}rules/README.md#${rule}`,
      });
    }
  };
};

export default bylaw;

function placeOf({ line, column, offset, endLine, endColumn, endOffset }: Finding) {
  return {
    start: { line, column, offset },
    end: { line: endLine, column: endColumn, offset: endOffset },
  };
}

/** A message wants an absolute address of its page: here that of the installed version, read offline. */
function packageFolder(): string {
  const { url } = import.meta as { readonly url?: string };
  return (url ?? '').replace(/(?:dist\/lib\/)?src\/[^/]*$/, '');
}
