import { basename } from 'node:path';
import { languageOf } from '../parse/code/language.ts';
import type { Kind } from '../subject.ts';

/**
 * What a file most likely is, when nobody said: by the names git and hosts give, then by its content.
 * A plain text is a commit message, the thing bylaw sees most.
 */
export function guessKind(file: string, text: string): Kind {
  const name = basename(file).toLowerCase();
  if (isDiff(text) || /\.(?:diff|patch)$/.test(name)) return 'diff';
  if (/^(?:commit_editmsg|merge_msg|squash_msg|tag_editmsg)$|commit/.test(name)) return 'commit';
  if (/pull[-_ ]?request|^pr\b|[-_.]pr\b/.test(name)) return 'pr';
  if (/reply|response|answer/.test(name)) return 'reply';
  if (/^(?:signed-off-by|co-authored-by):/im.test(text)) return 'commit';
  return languageOf(name) === 'markdown' ? 'reply' : 'commit';
}

/** Also behind the message of a patch, as git-format-patch writes it and git-show prints it. */
function isDiff(text: string): boolean {
  if (/^(?:diff --|--- .*\n\+\+\+ )/.test(text)) return true;
  return /^(?:From|commit) [0-9a-f]{40,64}\b/.test(text) && /^(?:diff --|--- .*\n\+\+\+ )/m.test(text);
}

/**
 * Whether a text can be a unified diff, also one of nothing, as of an empty commit. Colours, a summary or a
 * context diff would be read as a change of no file, and pass.
 */
export function maybeDiff(text: string): boolean {
  return (
    !/\S/.test(text) || /^(?:diff --|--- )/m.test(text) || /^(?:From|commit) [0-9a-f]{40,64}\b/.test(text)
  );
}
