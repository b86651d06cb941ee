import { diffArrays } from 'diff';

/** Edits of more lines than this are shown as all gone and all come, so that time stays linear. */
const MOST_CHANGES = 2000;

/**
 * A unified diff of one place in a file. What stood there and stands there still is context; where in the
 * file it is nobody tells, so its lines count from 1.
 */
export function editDiff(path: string, removed: string, added: string): string {
  const [old, now] = [linesOf(removed), linesOf(added)];
  const parts = diffArrays(old, now, { maxEditLength: MOST_CHANGES }) ?? [
    { value: old, removed: true, added: false },
    { value: now, removed: false, added: true },
  ];
  const lines = parts.flatMap(({ value, ...part }) => {
    const mark = part.added ? '+' : part.removed ? '-' : ' ';
    return value.map((line) => `${mark}${line}\n`);
  });
  const head = `--- ${quoted(`a/${path}`)}\n+++ ${quoted(`b/${path}`)}\n`;
  return `${head}@@ -${range(old)} +${range(now)} @@\n${lines.join('')}`;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function range({ length }: readonly string[]): string {
  return length === 0 ? '0,0' : `1,${length}`;
}

/** As git writes a path that would not stay in its line (git-config, `core.quotePath`). */
function quoted(path: string): string {
  if (!/["\\\u0000-\u001f\u007f]/.test(path)) return path;
  const octal = (character: string) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return `"${path.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, octal)}"`;
}
