import type { Clock } from './clock.js';

/** What a look at the reference clock gave: its offset from ours and how far that may be off, both in milliseconds. */
export interface ClockReading {
  offset: number;
  uncertainty: number;
}

/**
 * The machine's clock corrected towards a reference (PostgreSQL's `clock_timestamp()`), so that every
 * process of an installation dates its rows alike. Before the first reading the uncertainty is infinite.
 */
export class SystemClock implements Clock {
  private reading: ClockReading = { offset: 0, uncertainty: Number.POSITIVE_INFINITY };

  now(): Date {
    return new Date(Date.now() + this.reading.offset);
  }

  monotonic(): number {
    return performance.now();
  }

  uncertainty(): number {
    return this.reading.uncertainty;
  }

  /**
   * Takes a reading of the reference clock, keeping the sharpest of `samples` round trips (Cristian's algorithm:
   * the true offset lies within half a round trip of the midpoint).
   */
  async follow(reference: () => Promise<Date>, samples = 5): Promise<ClockReading> {
    let best: ClockReading = { offset: 0, uncertainty: Number.POSITIVE_INFINITY };
    for (let i = 0; i < samples; i++) {
      const sentWall = Date.now();
      const sent = performance.now();
      const answer = (await reference()).getTime();
      const roundTrip = performance.now() - sent;
      // Neither clock tells less than a millisecond.
      const uncertainty = roundTrip / 2 + 1;
      if (uncertainty < best.uncertainty)
        best = { offset: Math.round(answer - (sentWall + roundTrip / 2)), uncertainty };
    }
    this.reading = best;
    return best;
  }
}
