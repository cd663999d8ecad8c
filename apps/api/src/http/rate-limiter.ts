import type { Clock } from '#kernel';

const WINDOW = 60_000;
/** Callers remembered before those whose window is over are forgotten. */
const SWEEP_AT = 10_000;

export interface Allowance {
  limit: number;
  remaining: number;
  /** Whole seconds until the window ends, at least 1. */
  resetSeconds: number;
  exceeded: boolean;
}

/** Counts requests per caller in windows of a minute, in this process. */
export class RateLimiter {
  private readonly windows = new Map<string, { endsAt: number; taken: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly limit: number,
  ) {}

  take(caller: string): Allowance {
    const now = this.clock.monotonic();
    const window = this.windowOf(caller, now);
    window.taken++;
    return {
      limit: this.limit,
      remaining: Math.max(0, this.limit - window.taken),
      resetSeconds: Math.max(1, Math.ceil((window.endsAt - now) / 1000)),
      exceeded: window.taken > this.limit,
    };
  }

  private windowOf(caller: string, now: number): { endsAt: number; taken: number } {
    const current = this.windows.get(caller);
    if (current && current.endsAt > now) return current;
    if (this.windows.size >= SWEEP_AT) this.forget(now);
    const opened = { endsAt: now + WINDOW, taken: 0 };
    this.windows.set(caller, opened);
    return opened;
  }

  private forget(now: number): void {
    for (const [caller, window] of this.windows) if (window.endsAt <= now) this.windows.delete(caller);
  }
}
