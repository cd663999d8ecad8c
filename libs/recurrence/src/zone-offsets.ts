import type { Zone } from '#kernel';
import { IANAZone } from 'luxon';
import { DAY, type Floating, MINUTE } from './floating-time.js';

/** Where a wall-clock time lies on the time line. */
export interface Placement {
  /** Milliseconds since the epoch. */
  instant: number;
  /** What the clock shows then: later than asked for inside a gap. */
  floating: Floating;
  adjusted: 'gap' | 'overlap' | null;
}

// Intl answers an offset in microseconds, a Map in nanoseconds, and slots ask for the same days again and again.
const offsetsAtMidnight = new Map<Zone, Map<number, number>>();
const CACHED_DAYS_PER_ZONE = 10_000;

/** Offset of `zone` from UTC at `instant`, in milliseconds. */
function offsetAt(zone: Zone, instant: number): number {
  return Math.round(IANAZone.create(zone).offset(instant) * MINUTE);
}

function offsetAtMidnightUtc(zone: Zone, day: number): number {
  const days = offsetsAtMidnight.get(zone) ?? new Map<number, number>();
  offsetsAtMidnight.set(zone, days);
  const cached = days.get(day);
  if (cached !== undefined) return cached;
  if (days.size >= CACHED_DAYS_PER_ZONE) days.clear();
  const offset = offsetAt(zone, day * DAY);
  days.set(day, offset);
  return offset;
}

/**
 * Places a wall-clock time in its zone. A time that a clock change leaves out is shifted forward by the length of
 * the gap (as RFC 5545 §3.3.5 reads it, with the offset before the gap); of a time that comes twice the first counts.
 */
export function resolveLocal(zone: Zone, floating: Floating): Placement {
  const day = Math.floor(floating / DAY);
  // No offset reaches a whole day, so the instant lies between these two midnights.
  const before = offsetAtMidnightUtc(zone, day - 1);
  const after = offsetAtMidnightUtc(zone, day + 2);
  if (before === after) return { instant: floating - before, floating, adjusted: null };
  return resolveNearChange(zone, floating, before, after);
}

function resolveNearChange(zone: Zone, floating: Floating, before: number, after: number): Placement {
  const early = floating - before;
  const late = floating - after;
  const earlyHolds = offsetAt(zone, early) === before;
  const lateHolds = offsetAt(zone, late) === after;
  if (earlyHolds && lateHolds) return { instant: early, floating, adjusted: 'overlap' };
  if (earlyHolds) return { instant: early, floating, adjusted: null };
  if (lateHolds) return { instant: late, floating, adjusted: null };
  return { instant: early, floating: floating + after - before, adjusted: 'gap' };
}
