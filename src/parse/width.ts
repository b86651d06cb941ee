/** Columns of a terminal: East Asian wide characters and emoji take two, combining marks none. */
export function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes().segment(text)) width += graphemeWidth(segment);
  return width;
}

/** The offset, in UTF-16 units, behind the last grapheme that still fits into so many columns. */
export function cutAtColumn(text: string, limit: number): number {
  if (/^[ -~]*$/.test(text)) return Math.min(limit, text.length);
  let width = 0;
  for (const { segment, index } of graphemes().segment(text)) {
    width += graphemeWidth(segment);
    if (width > limit) return index;
  }
  return text.length;
}

let segmenter: Intl.Segmenter | undefined;

function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter;
}

/** Blocks of Unicode's EastAsianWidth.txt whose characters are wide or full width. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const EMOJI = /^\p{Emoji_Presentation}|\ufe0f/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]*$/u;

function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1;
}
