import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Edit, Verdict } from '../agents/agent.ts';
import { judge } from '../linter.ts';
import { editDiff } from '../parse/edit-diff.ts';
import { answerText } from '../report/answer.ts';
import type { Result } from '../report/result.ts';
import { isClean, isWrong } from './command.ts';
import type { Scene } from './scene.ts';

/** A file was changed, or is about to be: the changed lines are judged as a diff. */
export function onEdit(scene: Scene): Verdict {
  const { event, policy } = scene;
  const results = event.edits.map((edit) => judged(edit, scene));
  if (results.every(isClean)) return { kind: 'none' };
  const said = (head: string) => answerText(results, { head, asked: policy.asked });
  if (!results.some(isWrong)) return { kind: 'tell', text: said('bylaw: this edit could be better.') };
  const isMade = event.moment === 'after-edit';
  const head = isMade
    ? 'bylaw: this edit breaks the policy. Mend the file before you go on.'
    : 'bylaw: this edit breaks the policy and was not made.';
  return { kind: 'deny', text: said(head) };
}

function judged(edit: Edit, scene: Scene): Result {
  const { cwd, repository, policy, context, event } = scene;
  const file = isAbsolute(edit.path) ? edit.path : join(cwd, edit.path);
  const name = relative(repository?.workTree ?? cwd, file)
    .split(sep)
    .join('/');
  // A file elsewhere keeps its whole name.
  const path = name.startsWith('../') ? file.split(sep).join('/') : name;
  const line = edit.line ?? (event.moment === 'after-edit' ? lineOf(file, edit.added) : 1);
  const text = editDiff(path, edit.removed, edit.added).replace(/^(@@ -\S{1,20} \+)1/m, `$1${line}`);
  return judge({ kind: 'diff', text }, path, policy, { context, rules: policy.rules });
}

/** No file that an agent edits by hand is bigger, in bytes. */
const SIZE_LIMIT = 4 * 1024 * 1024;

/** Where a text stands in a file, so that findings name its lines: 1 where it is not found. */
function lineOf(file: string, added: string): number {
  try {
    const status = statSync(file);
    if (added === '' || !status.isFile() || status.size > SIZE_LIMIT) return 1;
    const text = readFileSync(file, 'utf8');
    const index = text.indexOf(added);
    return index < 1 ? 1 : text.slice(0, index).split('\n').length;
  } catch {
    return 1;
  }
}
