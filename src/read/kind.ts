import { basename } from 'node:path';
import type { Kind } from '../subject.ts';

/**
 * What a file most likely is, when nobody said: by the names git and hosts give, then by its content.
 * A plain text is a commit message, the thing bylaw sees most.
 */
export function guessKind(file: string, text: string): Kind {
  if (/^(?:diff --|--- .*\n\+\+\+ )/.test(text)) return 'diff';
  const name = basename(file).toLowerCase();
  if (/^(?:commit_editmsg|merge_msg|squash_msg|tag_editmsg)$|commit/.test(name)) return 'commit';
  if (/pull[-_ ]?request|^pr\b|[-_.]pr\b/.test(name)) return 'pr';
  if (/reply|response|answer/.test(name)) return 'reply';
  if (/^(?:signed-off-by|co-authored-by):/im.test(text)) return 'commit';
  return /\.(?:md|markdown)$/.test(name) ? 'reply' : 'commit';
}
