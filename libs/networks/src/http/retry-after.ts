import { DateTime } from 'luxon';

/** A wait longer than this is nonsense or an attack on our calendar. */
const LONGEST_SECONDS = 30 * 24 * 3600;

/** The instant a `Retry-After` names, as seconds or as one of the three HTTP dates (RFC 9110 §10.2.3). */
export function parseRetryAfter(value: string | undefined, now: Date): Date | undefined {
  const seconds = secondsFrom(value?.trim() ?? '', now);
  if (seconds === undefined) return undefined;
  const bounded = Math.min(Math.max(seconds, 0), LONGEST_SECONDS);
  return new Date(now.getTime() + bounded * 1000);
}

function secondsFrom(value: string, now: Date): number | undefined {
  if (/^\d+$/.test(value)) return Number(value);
  const date = DateTime.fromHTTP(value);
  return date.isValid ? (date.toMillis() - now.getTime()) / 1000 : undefined;
}
