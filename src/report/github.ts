import type { Finding } from '../lint.ts';
import { visible } from './escape.ts';
import { askedFor, beyond, type Reporter, type Result, unshown } from './result.ts';

/**
 * Workflow commands of GitHub Actions, one annotation for each finding. Escaped as GitHub's toolkit
 * documents it, so that nothing in a subject can end a command or begin another one.
 */
export function githubReporter(): Reporter {
  return {
    result(result) {
      const more = beyond(result);
      const notice = more === '' ? '' : `::notice title=bylaw (${escapeProperty(result.source)})::${more}`;
      return result.findings.map((finding) => annotation(finding, result)).join('') + notice;
    },
    end(totals) {
      const more = unshown(totals);
      return more === '' ? '' : `::notice title=bylaw::${totals.errors + totals.warnings} found${more}\n`;
    },
  };
}

function annotation(finding: Finding, { kind, source, path, inner }: Result): string {
  const file = finding.file ?? path;
  const properties = {
    ...(file !== undefined ? { file, line: finding.line, endLine: finding.endLine } : {}),
    ...(file !== undefined && finding.line === finding.endLine
      ? { col: finding.column, endColumn: finding.endColumn }
      : {}),
    // The source of one inside of another ends in a place of its own.
    title: `${finding.rule} (${kind} ${finding.file ?? source}${inner ? ' at ' : ':'}${finding.line}:${finding.column})`,
  };
  const level = finding.severity === 'error' ? 'error' : 'warning';
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const quoted = finding.quote === '' ? '' : `: ${finding.quote.slice(0, 160)}`;
  return `::${level} ${pairs.join(',')}::${escapeData(`${finding.message}${askedFor(finding)}${quoted}`)}\n`;
}

/** An annotation that belongs to no file, with its end of line. */
export function warningOf(text: string): string {
  return `::warning title=bylaw::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return visible(text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A'));
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
