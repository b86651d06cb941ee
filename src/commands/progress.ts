import type { World } from './world.ts';

/** Before this, in milliseconds, nobody wonders. */
const PATIENCE = 1000;

/** Counts on standard error, for long ranges and only when a person looks. */
export function progress({ env }: World, long: boolean): { (done: number): void; end(): void } {
  const show = long && process.stderr.isTTY === true && !env.CI;
  let next = show ? Date.now() + PATIENCE : Number.POSITIVE_INFINITY;
  let shown = false;
  const tick = (done: number) => {
    if (done % 64 !== 0 || Date.now() < next) return;
    next = Date.now() + PATIENCE / 5;
    shown = true;
    process.stderr.write(`\r${done} subjects judged`);
  };
  tick.end = () => {
    if (shown) process.stderr.write('\r\u001b[K');
  };
  return tick;
}
