import { parseMessage } from '../commit.ts';
import { lastOption } from './getopt.ts';
import { assigned } from './git-command.ts';
import type { Asked } from './git-message.ts';

/** Options that add to a message. */
export const ADDING = ['signoff', 'trailer', 'fixup', 'squash'];

/** Each is put to the whole message, and nobody gives more. */
const MOST_TRAILERS = 50;

/** Stands for who signs off, where nobody says who that is. */
const NOBODY = 'unknown <unknown>';

/** What `--signoff` and `--trailer` add, as lines; null where one of them cannot be known. */
export function trailersOf(asked: Asked): string[] | null {
  const { options } = asked.given;
  const lines =
    lastOption(asked.given, 'signoff', 'no-signoff')?.name === 'signoff'
      ? [`Signed-off-by: ${signerOf(asked)}`]
      : [];
  for (const { name, slot } of options) {
    if (name !== 'trailer' || !slot) continue;
    if (slot.value === null || lines.length > MOST_TRAILERS) return null;
    const [, key = '', text = ''] = /^([^:=]*)[:=]?([\s\S]*)$/.exec(slot.value) ?? [];
    lines.push(`${key.trim()}: ${text.trim()}`);
  }
  return lines;
}

function signerOf(asked: Asked): string {
  const { settings } = asked.git;
  const { committer } = asked.reader.sources;
  const name = variable('GIT_COMMITTER_NAME', asked) ?? settings.get('user.name') ?? committer?.name;
  const email = variable('GIT_COMMITTER_EMAIL', asked) ?? settings.get('user.email') ?? committer?.email;
  return name && email ? `${name} <${email}>` : NOBODY;
}

/**
 * Adds trailers as git-interpret-trailers does by default: to the block, unless it ends in the same one, and
 * above comments at the end.
 */
export function withTrailers(message: string, trailers: readonly string[], commentString: string): string {
  return trailers.reduce((text, trailer) => {
    const lines = text.replace(/\n*$/, '\n').split('\n').slice(0, -1);
    // A title is none of these, whatever it begins with.
    const last = lines.findLastIndex((line) => line !== '' && !line.startsWith(commentString));
    const end = Math.max(last, 0) + 1;
    const block = parseMessage({ kind: 'commit', message: text, commentString }).trailers.at(-1);
    if (block && `${block.key}: ${block.value}` === trailer) return text;
    const added = block ? [trailer] : ['', trailer];
    return [...lines.slice(0, end), ...added, ...lines.slice(end), ''].join('\n');
  }, message);
}

/** The value of a variable, as the line sets it or finds it; null where only the shell knows it. */
export function variable(name: string, { git, reader }: Asked): string | null | undefined {
  const own = assigned(git.command, name);
  return own === undefined ? reader.sources.variable?.(name) : own;
}
