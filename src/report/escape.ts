/** Everything quoted from a subject is untrusted: a terminal must not obey it. */

const EXCERPT_LIMIT = 160;

/** Control and invisible characters as `<U+001B>`, so that they are seen and do nothing. */
export function visible(text: string): string {
  return /^[ -~]*$/.test(text)
    ? text
    : text
        .replace(/\t/g, ' ')
        .replace(
          /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?!\u200d)\p{Cf}/gu,
          (character) => `<U+${codePoint(character)}>`,
        );
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** A part of one line around a place, at most 160 units long, and the place inside that part. */
export function excerpt(
  line: string,
  start: number,
  end: number,
): { text: string; start: number; end: number } {
  const from =
    line.length <= EXCERPT_LIMIT ? 0 : Math.max(0, Math.min(start - 40, line.length - EXCERPT_LIMIT));
  const to = Math.min(line.length, from + EXCERPT_LIMIT);
  const [before, place, after] = [
    (from > 0 ? '...' : '') + line.slice(from, start),
    line.slice(start, Math.min(end, to)),
    line.slice(Math.min(end, to), to) + (to < line.length ? '...' : ''),
  ].map(visible) as [string, string, string];
  return { text: before + place + after, start: before.length, end: before.length + place.length };
}

/** A word as a shell takes it, for a command that somebody is to type. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
