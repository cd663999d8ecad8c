import type { Zone } from '#kernel';
import { DateTime } from 'luxon';
import { DAY, type Floating, MINUTE, SECOND } from './floating-time.js';
import { refuseRule } from './rule.js';
import { resolveLocal } from './zone-offsets.js';

const UNTIL = /(^|;)UNTIL=([^;]*)/;
const SHAPE = /^\d{8}(T\d{6}Z?)?$/;
/** The end of 9999 is what calendars send for "for ever"; east of Greenwich it is the year 10000 already. */
const LAST_SPELLABLE = Date.parse('9999-12-31T23:59:59Z');

/**
 * The rule with its UNTIL in the wall-clock time of `zone`. RFC 5545 wants it in UTC beside a zoned start; people
 * mean, and send, local time. Stored local it keeps its meaning when the slot's zone or its rules change.
 */
export function localiseUntil(rrule: string, zone: Zone, start: Floating): string {
  return rrule.replace(UNTIL, (_, lead: string, value: string) => `${lead}UNTIL=${localUntil(value, zone, start)}`);
}

function localUntil(value: string, zone: Zone, start: Floating): string {
  const parsed = DateTime.fromISO(value, { zone: 'utc' });
  if (!SHAPE.test(value) || !parsed.isValid || value.includes('T24'))
    return refuseRule('slot.rrule_invalid', `UNTIL=${value} (YYYYMMDD, YYYYMMDDTHHMMSS, YYYYMMDDTHHMMSSZ)`);
  if (!value.endsWith('Z')) return value;
  const local = Math.min(lastLocal(parsed.toMillis(), zone, start), LAST_SPELLABLE);
  return DateTime.fromMillis(local, { zone: 'utc' }).toFormat("yyyyMMdd'T'HHmmss");
}

/**
 * What the clock of `zone` shows at `instant`. Where the clocks change that alone may come before a date that is
 * still to be let through, or after one that is not: then it is moved to the right side of that date.
 */
function lastLocal(instant: number, zone: Zone, start: Floating): Floating {
  const shown = instant + DateTime.fromMillis(instant, { zone }).offset * MINUTE;
  const onThatDay = shown - ((((shown - start) % DAY) + DAY) % DAY);
  const last = [1, 0, -1]
    .map((days) => onThatDay + days * DAY)
    .find((date) => resolveLocal(zone, date).instant <= instant);
  return last === undefined ? shown : Math.min(Math.max(shown, last), last + DAY - SECOND);
}

/** The last moment that a local UNTIL lets through; a bare date lasts to its end. */
export function untilToFloating(until: string): Floating {
  const start = DateTime.fromISO(until, { zone: 'utc' }).toMillis();
  return until.includes('T') ? start : start + DAY - 1;
}
