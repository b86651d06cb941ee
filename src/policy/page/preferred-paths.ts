import type { Reading } from '../../rule.ts';
import type { Directive } from './directive.ts';

/** What `prefer-path` takes. */
export interface PreferredPath {
  readonly match?: string[];
  readonly path: string;
}

const CHECKOUTS = /\b(?:checkouts?|clon(?:e|es|ing)|repos(?:itories)?|worktrees?)\b/i;
const BUILDS =
  /\b(?:build (?:artifacts?|artefacts?|outputs?|director(?:y|ies)|folders?|caches?)|builds|artifacts|artefacts|target director(?:y|ies)|compil\w+)\b/i;
/** It says that a disk is good for what is large, or names the folder as the place to put things. */
const STORAGE =
  /\b(?:storage|disks?|nvme|ssd|scratch|volumes?|mount(?:ed|s)?|drives?|tmpfs|ramdisk|fast|space|large|big|heavy)\b/i;
const PLACED =
  /\b(?:put|keep|place|store|clone|check out|create|goe?s?|belongs?|live)\b[^`]{0,60}\b(?:in|into|under|to|on|at|inside|below)\s+$|^\W*(?:always |please )?(?:prefer|use)\s+$/i;

const CLONES = ['git clone', 'gh repo clone', 'git worktree add'];
/** With these the place can be chosen, and a place that is chosen elsewhere is seen. */
const BUILDERS = [
  'cargo build',
  'cargo test',
  'cargo run',
  'cmake',
  'maturin',
  'docker build',
  'docker buildx build',
];

/** The disk that a sentence wants large files on: an absolute folder for checkouts or for what is built. */
export function preferredPaths(directive: Directive): Reading<PreferredPath>[] {
  const { text } = directive;
  const words = text.replace(/`[^`]*`/g, ' ');
  const forbidden = new Set(directive.codes('must-not'));
  const paths = directive
    .codes()
    .filter((code) => !forbidden.has(code))
    .filter((code) => /^(?:~|\/(?!\*))[\w./-]*\/?$/.test(code) && code.length > 2);
  const [path] = paths;
  if (path === undefined || paths.length > 1 || /\.\w+$/.test(path)) return [];
  if (!STORAGE.test(words) && !PLACED.test(text.slice(0, text.indexOf(`\`${path}`)))) return [];
  const isOfCheckouts = CHECKOUTS.test(words);
  const isOfBuilds = BUILDS.test(words);
  if (!isOfCheckouts && !isOfBuilds) return [];
  if (
    !directive.demands(
      /\b(?:prefer|always|must|should|put|keep|place|clone|store|use|go|goes|belongs?|create)\b/,
    )
  )
    return [];
  const match = [...(isOfCheckouts ? CLONES : []), ...(isOfBuilds ? BUILDERS : [])];
  return [{ options: { match, path: path.endsWith('/') ? path : `${path}/` } }];
}
