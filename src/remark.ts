import type { Root } from 'mdast';
import type { Plugin } from 'unified';
import type { Finding } from './lint.ts';
import { createLinter, type LinterOptions } from './linter.ts';
import { pullRequestFromText, type Subject } from './subject.ts';

export interface RemarkOptions extends LinterOptions {
  /** What the files are; `reply` by default. The first line of a `pr` or a `commit` is its title. */
  readonly as?: 'commit' | 'pr' | 'reply';
}

/**
 * A unified plugin, for remark and beside remark-lint: judges the text of a file, and adds a message to it
 * for each finding. The tree is left as it is. An error is `fatal`, as remark-lint has it, and stops nothing.
 * @throws Trouble where the configuration is wrong, when the processor is first used
 * @throws RuleCrash where a rule throws
 */
const bylaw: Plugin<[options?: RemarkOptions], Root> = ({ as = 'reply', ...options } = {}) => {
  const linter = createLinter(options);
  return (_tree, file) => {
    const context = file.path === undefined ? {} : { path: file.path };
    for (const finding of linter.lint(subjectOf(as, String(file)), context)) {
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

function subjectOf(kind: NonNullable<RemarkOptions['as']>, text: string): Subject {
  switch (kind) {
    case 'commit':
      return { kind, message: text };
    case 'pr':
      return pullRequestFromText(text);
    case 'reply':
      return { kind, text };
  }
}

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
