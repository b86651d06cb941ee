import type { Result } from '../report/result.ts';
import { Trouble } from '../trouble.ts';

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * The time that `--since` names, in milliseconds since 1970: an ISO 8601 time or date, or how long ago, as
 * `30m`, `12h`, `7d`, `2w`.
 * @throws Trouble for anything else
 */
export function sinceTime(since: string, now = Date.now()): number {
  const [, count, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(since) ?? [];
  if (count !== undefined) return now - Number(count) * (UNITS[unit] as number);
  const time = /^\d{4}-\d\d-\d\d/.test(since) ? Date.parse(since) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new Trouble(`Unknown time ${since} for \`--since\`, write 2026-01-31, 2026-01-31T09:00Z, 7d or 12h`);
}

/** Whether something happened at a time or later; where nobody knows when, it may have. */
export function isSince(time: string | null | undefined, since: number): boolean {
  return !time || !(Date.parse(time) < since);
}

/**
 * What was found in events of that time and later. A session is judged whole, for what came before matters.
 * @returns without results inside of a session in which nothing is left
 */
export function foundSince(results: readonly Result[], since: number): Result[] {
  return results.flatMap((result) => {
    const findings = result.findings.filter(({ time }) => isSince(time ?? result.inner?.time, since));
    if (result.inner && findings.length < result.findings.length && findings.length === 0) return [];
    // A getter is no part of a copy.
    return [Object.defineProperty(result, 'findings', { value: findings })];
  });
}
