export { rules } from '../rules/index.ts';
export { type FixOptions, fix } from './fix.ts';
export { insideOf } from './inner.ts';
export { type Finding, type LintOptions, lint, RuleCrash, type Verdict, verdict } from './lint.ts';
export { createLinter, type Linter, type LinterOptions } from './linter.ts';
export type { Line, Trailer } from './parse/commit.ts';
export type { DiffLine, FileChange } from './parse/diff.ts';
export { Document, type FindOptions, type Hit, parse } from './parse/document.ts';
export type { Region } from './parse/region.ts';
export type { Matcher, Searchable } from './parse/search.ts';
export type { Suppression } from './parse/suppression.ts';
export type { PageSource } from './policy/config.ts';
export { pattern, type UserPattern, userPattern } from './policy/pattern.ts';
export {
  type AgentSettings,
  type Clause,
  type Condition,
  type Config,
  defineConfig,
  type HookSettings,
  type Override,
  type Policy,
  type Setting,
  type Settings,
  type Suppressions,
  type WrittenClause,
} from './policy/policy.ts';
export { FORMATS, type Format, report } from './report/index.ts';
export type { Result } from './report/result.ts';
export {
  type AnyRule,
  type Context,
  defineRule,
  type Report,
  type Rule,
  type Severity,
  type Span,
  type Suppressing,
} from './rule.ts';
export * from './subject.ts';
export type { Suppressed } from './suppress.ts';
export { Trouble } from './trouble.ts';
export { VERSION } from './version.ts';
