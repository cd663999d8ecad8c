import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY = 10;

/**
 * Looks until there is something to see, and answers it; throws, saying `what` was awaited and what was seen last,
 * when `millis` are over.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false>,
  millis = 20_000,
  lastSeen: () => string = () => '',
): Promise<T> {
  const deadline = performance.now() + millis;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
    if (performance.now() > deadline) throw new Error(`Not within ${millis} ms: ${what}. ${lastSeen()}`);
    await pause(LOOK_EVERY);
  }
}
