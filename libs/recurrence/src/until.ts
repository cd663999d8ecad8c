import { toLocalTime, type Zone } from '#kernel';
import { DateTime } from 'luxon';
import { DAY, type Floating } from './floating-time.js';
import { refuseRule } from './rule.js';

const UNTIL = /(^|;)UNTIL=([^;]*)/;
const SHAPE = /^\d{8}(T\d{6}Z?)?$/;

/**
 * The rule with its UNTIL in the wall-clock time of `zone`. RFC 5545 wants it in UTC beside a zoned start; people
 * mean, and send, local time. Stored local it keeps its meaning when the slot's zone or its rules change.
 */
export function localiseUntil(rrule: string, zone: Zone): string {
  return rrule.replace(UNTIL, (_, lead: string, value: string) => `${lead}UNTIL=${localUntil(value, zone)}`);
}

function localUntil(value: string, zone: Zone): string {
  const parsed = DateTime.fromISO(value, { zone: 'utc' });
  if (!SHAPE.test(value) || !parsed.isValid || value.includes('T24'))
    return refuseRule('slot.rrule_invalid', `UNTIL=${value} (YYYYMMDD, YYYYMMDDTHHMMSS, YYYYMMDDTHHMMSSZ)`);
  if (!value.endsWith('Z')) return value;
  return `${toLocalTime(parsed.toJSDate(), zone).replaceAll(/[-:]/g, '')}${value.slice(13, 15)}`;
}

/** The last moment that a local UNTIL lets through; a bare date lasts to its end. */
export function untilToFloating(until: string): Floating {
  const start = DateTime.fromISO(until, { zone: 'utc' }).toMillis();
  return until.includes('T') ? start : start + DAY - 1;
}
