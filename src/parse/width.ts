const TAB = 8;

/**
 * Columns of a terminal: East Asian wide characters and emoji take two, combining and invisible
 * characters none, and a tab reaches to the next multiple of eight.
 */
export function columns(text: string): number {
  if (ONE_EACH.test(text)) return text.length;
  let width = 0;
  for (const [cluster] of text.matchAll(characters())) width += clusterWidth(cluster, width);
  return width;
}

/** The offset, in UTF-16 units, behind the last whole character that still fits into so many columns. */
export function cutAtColumn(text: string, limit: number): number {
  if (ONE_EACH.test(text)) return Math.min(limit, text.length);
  let width = 0;
  for (const { index, 0: cluster } of text.matchAll(characters())) {
    width += clusterWidth(cluster, width);
    if (width > limit) return index;
  }
  return text.length;
}

/** The beginning of a text, for a message: so many UTF-16 units at most, then dots, and no half character. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}...`;
}

/** Latin, Greek and Cyrillic, with their punctuation: each unit is a character of one column. */
const ONE_EACH = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u0482\u048a-\u052f\u2010-\u2027\u2190-\u21ff]*$/;

/**
 * What a reader takes for one character, after UAX #29. Not by Intl.Segmenter, whose time is quadratic
 * in the length of the text and which takes as long to load as all of Node. The repetitions are bounded
 * because V8 gives up on longer ones; what is cut off takes no room anyway.
 *
 * These patterns of Unicode classes take milliseconds to build, so each is made where a text needs it.
 */
const characters = () =>
  /\p{RI}{2}|\p{ExtPict}(?:\u200d\p{ExtPict}|[\p{M}\p{EMod}]){0,99}|[\s\S][\p{M}\u1160-\u11ff\ud7b0-\ud7ff]{0,99}/gu;

/** Characters of EastAsianWidth.txt, Unicode 17, that are wide or full width and no emoji. */
const wide = () =>
  /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;
const emoji = () => /^(?!\p{RI}$)\p{Emoji_Presentation}|^\p{ExtPict}[\ufe0f\p{EMod}]|\u20e3/u;
const noWidth = () => /^[\p{Mn}\p{Me}\p{Cc}\p{DI}\ufff9-\ufffb]/u;

function clusterWidth(cluster: string, before: number): number {
  if (cluster === '\t') return TAB - (before % TAB);
  if (noWidth().test(cluster)) return 0;
  return wide().test(cluster) || emoji().test(cluster) ? 2 : 1;
}
