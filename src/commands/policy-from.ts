import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { nameOf } from '../policy/find.ts';
import { type LoadedPolicy, loadPolicy, type PolicyRequest } from '../policy/load.ts';
import { withCheckout } from '../read/checkout.ts';
import { visible } from '../report/escape.ts';
import { warningOf } from '../report/github.ts';
import { writeAll } from '../write.ts';

/**
 * The policy as a commit has it, so that a change cannot weaken what judges it. Says on standard error where
 * the work tree has another one.
 * @param annotate whether to say so on standard output as well, as an annotation of GitHub
 * @throws Trouble where the commit cannot be read, or its policy is wrong
 */
export function policyFrom(revision: string, request: PolicyRequest, annotate: boolean): LoadedPolicy {
  const { cwd, env, repository } = request;
  return withCheckout(revision, repository, { cwd, env }, (top) => {
    const root = repository?.workTree ?? cwd;
    const folder = join(top, relative(root, cwd));
    mkdirSync(folder, { recursive: true });
    const there = { gitDir: join(top, '.git'), commonDir: join(top, '.git'), workTree: top };
    const policy = loadPolicy({ ...request, cwd: folder, repository: there });
    const names = new Set([
      ...policy.files.map((file) => nameOf(file, top)),
      ...filesNow(request).map((file) => nameOf(file, root)),
    ]);
    const changed = [...names].sort().filter((name) => textAt(join(top, name)) !== textAt(join(root, name)));
    if (changed.length > 0) {
      const note = `Policy changed since ${revision}, which judges: ${changed.join(', ')}`;
      writeAll(2, `${visible(note)}\n`);
      if (annotate) writeAll(1, warningOf(note));
    }
    return { ...policy, files: policy.files.map((file) => resolve(root, nameOf(file, top))) };
  });
}

/** Runs no code of the change. A policy that is wrong now is no reason not to judge by the one that was right. */
function filesNow(request: PolicyRequest): readonly string[] {
  try {
    return loadPolicy({ ...request, code: false }).files;
  } catch {
    return [];
  }
}

function textAt(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
