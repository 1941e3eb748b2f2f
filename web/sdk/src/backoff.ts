/** How long to wait before the given try (from 0): doubled from 250 ms up to 8 s, with jitter so that clients spread. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(8_000, 250 * 2 ** Math.min(attempt, 10));
  return full / 2 + (full / 2) * random();
}
