import { Duration } from 'luxon';
import { durationMillis } from '#kernel';

/** Seconds of an ISO 8601 duration such as `P1D`; 0 for what is none. */
export function durationSeconds(duration: string): number {
  return Math.round((durationMillis(duration) ?? 0) / 1000);
}

/** Seconds as a person reads them in ISO 8601: `PT5M`, `P1D`. `Infinity` is `∞`. */
export function isoDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '∞';
  return (
    Duration.fromObject({ days: 0, hours: 0, minutes: 0, seconds }).normalize().rescale().toISO() ?? `PT${seconds}S`
  );
}
