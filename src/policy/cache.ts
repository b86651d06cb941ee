import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUILD } from '../version.ts';
import { replaceFile } from '../write.ts';
import { type Found, readText } from './find.ts';
import type { Policy } from './policy.ts';

/** A compiled policy, and what it was made of. */
export interface Kept {
  readonly policy: Policy;
  /** Every file that was read, with its text. */
  readonly texts: Readonly<Record<string, string>>;
  /** The policy pages that were found; null where nobody looked. */
  readonly foundPages: readonly string[] | null;
  /** Files that would count if they were there. */
  readonly absent: readonly string[];
  /** The pages that were read, as findings cite them. */
  readonly pages: readonly string[];
}

interface Cache extends Kept {
  readonly build: string;
  /** The configuration that was found; null for none. */
  readonly found: Found | null;
}

/**
 * What is kept for a configuration, undefined where anything that it was made of has changed since.
 * @param findPages the policy pages that are there now
 */
export function readCache(
  gitDir: string | null,
  found: Found | undefined,
  findPages: () => readonly string[],
): Kept | undefined {
  if (gitDir === null) return undefined;
  try {
    const cache: Cache = JSON.parse(readFileSync(fileOf(gitDir), 'utf8'));
    const isSame =
      cache.build === BUILD &&
      cache.found?.file === found?.file &&
      cache.found?.key === found?.key &&
      (cache.foundPages === null || cache.foundPages.join('\0') === findPages().join('\0')) &&
      !cache.absent.some((file) => existsSync(file)) &&
      Object.entries(cache.texts).every(([file, text]) => readText(file) === text);
    return isSame ? cache : undefined;
  } catch {
    // Absent or damaged, or a file is gone: made anew.
    return undefined;
  }
}

/** Whole or not at all, so that a hook that runs meanwhile never reads half of it. */
export function writeCache(gitDir: string | null, found: Found | undefined, kept: Kept): void {
  if (gitDir === null) return;
  const cache: Cache = { build: BUILD, found: found ?? null, ...kept };
  try {
    mkdirSync(dirname(fileOf(gitDir)), { recursive: true });
    replaceFile(fileOf(gitDir), JSON.stringify(cache), 0o644);
  } catch {
    // A git directory that cannot be written costs time, not the verdict.
  }
}

function fileOf(gitDir: string): string {
  return join(gitDir, 'bylaw', 'policy.json');
}
