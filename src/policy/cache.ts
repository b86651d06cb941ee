import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUILD } from '../version.ts';
import { replaceFile } from '../write.ts';
import { type Found, readText } from './find.ts';
import type { Policy } from './policy.ts';

/** A compiled policy, and every file it was made of with its text. */
export interface Kept {
  readonly policy: Policy;
  readonly texts: Readonly<Record<string, string>>;
}

interface Cache extends Kept {
  readonly build: string;
  /** The configuration that was found; null for none. */
  readonly found: Found | null;
}

/** What is kept for a configuration, undefined where one of its files has changed since. */
export function readCache(gitDir: string | null, found: Found | undefined): Kept | undefined {
  if (gitDir === null) return undefined;
  try {
    const cache: Cache = JSON.parse(readFileSync(fileOf(gitDir), 'utf8'));
    const same =
      cache.build === BUILD && cache.found?.file === found?.file && cache.found?.key === found?.key;
    return same && Object.entries(cache.texts).every(([file, text]) => readText(file) === text)
      ? cache
      : undefined;
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
