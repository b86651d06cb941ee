import { createTwoFilesPatch } from 'diff';
import type { Result } from '../report/result.ts';
import { type Subject, withText } from '../subject.ts';
import { Trouble } from '../trouble.ts';
import { replaceFile, writeAll } from '../write.ts';
import type { Input } from './inputs.ts';

/**
 * Writes the corrected text where the subject came from: to its file, or to standard output.
 * @returns the corrected subject, undefined where there was nothing to correct
 * @throws Trouble where the file cannot be written
 */
export function applyFix(
  { subject, source, file, exact }: Input,
  { text, fixed }: Result,
): Subject | undefined {
  if (file === undefined) {
    writeAll(1, fixed ?? text);
  } else if (fixed !== undefined) {
    if (!exact) throw new Trouble(`${source} is not UTF-8, convert it before \`--fix\``);
    replaceFile(file, fixed);
  }
  return fixed === undefined ? undefined : withText(subject, fixed);
}

/** A unified diff of the safe fixes, empty where there are none. */
export function patch({ source, text, fixed }: Result): string {
  return fixed === undefined ? '' : createTwoFilesPatch(`a/${source}`, `b/${source}`, text, fixed);
}
