import type { HookName } from './hook-file.ts';
import type { Insertion } from './lines.ts';

/** What husky's own file of a hook gets. Husky runs it by `sh -e` with node_modules/.bin on PATH. */
export function huskyLines(hook: HookName): Insertion {
  const lines = (note: string) => (hook === 'pre-push' ? prePush(note) : `bylaw hook ${hook} "$@" ${note}`);
  return { added: lines('# bylaw install'), made: lines('# bylaw install made this file') };
}

/** Git writes the list of refs once, and the commands that follow in the file may want it as well. */
function prePush(note: string): string {
  return `bylaw_refs=$(cat) ${note}
bylaw hook pre-push "$@" <<EOF
$bylaw_refs
EOF
[ -z "$bylaw_refs" ] || exec <<EOF
$bylaw_refs
EOF`;
}

/**
 * The offset behind the opening of a file: `#!`, and the line by which old files load husky. It has to be
 * the top, since commands below may end the script.
 */
export function huskyPlace(text: string): number {
  const opening = /^(?:#!.*(?:\n|$))?(?:(?:[ \t]*(?:#.*)?\n)*\. .*husky\.sh"?[ \t]*(?:\n|$))?/.exec(text);
  return opening?.[0].length ?? 0;
}
