import { DomainError, isZone, type LocalTime, type Zone } from '#kernel';
import { compile } from './compile.js';
import { growingWindows, readLocal, toFloating } from './floating-time.js';
import type { Recurrence, RecurrenceInput } from './recurrence.js';
import { readRule, RRULE_POINTER } from './rule.js';
import { localiseUntil } from './until.js';

const MAX_RRULE_LENGTH = 500;
const MAX_LISTED_DATES = 1000;
/** Years within which a recurrence must give a date: a full cycle of weekdays and leap years. */
const YEARS_SEARCHED = 28;

/**
 * Checks and normalises.
 * @throws DomainError `field.zone_unknown`, `field.local_time_required`, `field.invalid`, `field.too_long`,
 * `slot.rrule_invalid`, `slot.rrule_unsupported` or `slot.rrule_never_occurs`, pointing below `/recurrence`.
 */
export function parseRecurrence(input: RecurrenceInput): Recurrence {
  if (!isZone(input.timezone))
    throw DomainError.at('/recurrence/timezone', 'field.zone_unknown', { value: input.timezone });
  const startsAt = readLocalTime(input.startsAt, '/recurrence/startsAt');
  const recurrence: Recurrence = {
    startsAt,
    timezone: input.timezone,
    rrule: input.rrule === null ? null : normaliseRule(input.rrule, input.timezone, startsAt),
    exdates: readDates(input.exdates ?? [], '/recurrence/exdates'),
    rdates: readDates(input.rdates ?? [], '/recurrence/rdates'),
    monthEnd: input.monthEnd ?? 'skip',
  };
  if (neverOccurs(recurrence)) throw DomainError.at(RRULE_POINTER, 'slot.rrule_never_occurs');
  return recurrence;
}

function normaliseRule(rrule: string, zone: Zone, startsAt: LocalTime): string {
  if (rrule.length > MAX_RRULE_LENGTH) throw DomainError.at(RRULE_POINTER, 'field.too_long', { max: MAX_RRULE_LENGTH });
  const bare = rrule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '');
  return readRule(localiseUntil(bare, zone, toFloating(startsAt))).text;
}

function readDates(dates: readonly LocalTime[], pointer: string): LocalTime[] {
  if (dates.length > MAX_LISTED_DATES)
    throw DomainError.at(pointer, 'field.invalid', { reason: `${dates.length} > ${MAX_LISTED_DATES}` });
  return [...new Set(dates.map((date, index) => readLocalTime(date, `${pointer}/${index}`)))].sort();
}

/** Years that a slot can have to do with; beyond 2100 the search for dates would run out of calendar. */
const [FIRST_YEAR, LAST_YEAR] = ['1800', '2100'];

function readLocalTime(value: LocalTime, pointer: string): LocalTime {
  if (readLocal(value) === null) throw DomainError.at(pointer, 'field.local_time_required');
  const year = value.slice(0, 4);
  if (year < FIRST_YEAR || year > LAST_YEAR)
    throw DomainError.at(pointer, 'field.invalid', { reason: `${year} (${FIRST_YEAR}..${LAST_YEAR})` });
  return value;
}

function neverOccurs(recurrence: Recurrence): boolean {
  const { rdates, between } = compile(recurrence);
  if (rdates.length > 0) return false;
  const start = toFloating(recurrence.startsAt);
  const limit = new Date(start);
  limit.setUTCFullYear(limit.getUTCFullYear() + YEARS_SEARCHED);
  // Windows are half-open; the same date 28 years on still counts.
  for (const [from, to] of growingWindows(start, limit.getTime() + 1))
    if (between(from, to - 1).length > 0) return false;
  return true;
}
