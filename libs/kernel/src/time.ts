import { DateTime, IANAZone } from 'luxon';

/** Wall-clock time to the minute without offset, `YYYY-MM-DDTHH:mm`. */
export type LocalTime = string;
/** An IANA time zone name, such as `Europe/Paris`. */
export type Zone = string;

// Checking a name builds a formatter; there are a few hundred names and many rows.
const knownZones = new Set<string>();

export function isZone(value: string): boolean {
  if (knownZones.has(value)) return true;
  // IANAZone also takes fixed offsets and lower case; a planner names a place.
  const known = /^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(value) && IANAZone.isValidZone(value);
  if (known) knownZones.add(value);
  return known;
}

// 24:00 is ISO 8601's other name of the next day's midnight; a wall clock never shows it.
const LOCAL = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}$/;

/** Whether `value` is `YYYY-MM-DDTHH:mm` and names a date that exists. */
export function isLocalTime(value: string): boolean {
  return LOCAL.test(value) && DateTime.fromISO(value, { zone: 'utc' }).isValid;
}

/** The wall clock of `zone` at `instant`, to the minute. */
export function toLocalTime(instant: Date, zone: Zone): LocalTime {
  return DateTime.fromJSDate(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads an RFC 3339 instant with its offset; null when the offset or the date is missing or impossible. */
export function parseInstant(value: string): Date | null {
  if (!INSTANT.test(value)) return null;
  const parsed = DateTime.fromISO(value.toUpperCase(), { setZone: true });
  return parsed.isValid ? parsed.toJSDate() : null;
}

const DURATION = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration of weeks to seconds, a day counting 24 hours; null when it is none. */
export function durationMillis(value: string): number | null {
  const match = DURATION.exec(value);
  if (!match) return null;
  const [, weeks, days, hours, minutes, seconds] = match.map((part) => Number(part ?? 0));
  return ((((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1000;
}
