import type { LocalTime, Zone } from '#kernel';
import { nextOccurrences, occurrenceAt, type OccurrenceDate, occurrencesBetween, type Recurrence } from '#recurrence';

/** What a slot's recurrence was, is or will be. */
export interface SlotRevision {
  /** First local start it holds for, in its own zone; `EVER` for the one a slot was made with. */
  fromLocal: LocalTime;
  recurrence: Recurrence;
}

/** All revisions of a slot in the order they were made. */
export type SlotCalendar = readonly SlotRevision[];

/** One date that a slot's calendar gives. */
export interface SlotDate extends OccurrenceDate {
  timezone: Zone;
}

export const EVER: LocalTime = '0001-01-01T00:00';

/** The instants, half-open, over which a revision has the say. */
interface Reign {
  revision: SlotRevision;
  from: number;
  until: number;
}

/**
 * A revision holds from its start on, and ends whatever was planned before it was made: an edit of all dates to come
 * also undoes an earlier "from March on". Bounds are instants, so that a change of zone leaves neither hole nor overlap.
 */
function reigns(calendar: SlotCalendar): Reign[] {
  const found: Reign[] = [];
  let until = Number.POSITIVE_INFINITY;
  for (const revision of [...calendar].reverse()) {
    const from = firstInstant(revision);
    if (from >= until) continue;
    found.unshift({ revision, from, until });
    until = from;
  }
  return found;
}

function firstInstant({ fromLocal, recurrence }: SlotRevision): number {
  if (fromLocal === EVER) return Number.NEGATIVE_INFINITY;
  return placeLocal(fromLocal, recurrence.timezone).startsAt.getTime();
}

/** The dates that start in `[from, to)`, ascending, each original start once. */
export function datesBetween(calendar: SlotCalendar, from: Date, to: Date): SlotDate[] {
  const dates = reigns(calendar).flatMap((reign) => {
    const start = Math.max(from.getTime(), reign.from);
    const end = Math.min(to.getTime(), reign.until);
    if (start >= end) return [];
    const { recurrence } = reign.revision;
    return zoned(recurrence, occurrencesBetween(recurrence, new Date(start), new Date(end)));
  });
  return eachOnce(dates);
}

/** The first `count` dates that start after the instant `after`. */
export function nextDates(calendar: SlotCalendar, after: Date, count: number): SlotDate[] {
  const dates: SlotDate[] = [];
  for (const { revision, from, until } of reigns(calendar)) {
    if (dates.length >= count) break;
    if (until <= after.getTime()) continue;
    const start = new Date(Math.max(after.getTime(), from - 1));
    const next = nextOccurrences(revision.recurrence, start, count).filter((date) => date.startsAt.getTime() < until);
    dates.push(...zoned(revision.recurrence, next));
  }
  return eachOnce(dates).slice(0, count);
}

/** The date whose original start is `originalStart`, or null when the calendar has none there. */
export function dateAt(calendar: SlotCalendar, originalStart: LocalTime): SlotDate | null {
  for (const { revision, from, until } of reigns(calendar)) {
    const date = occurrenceAt(revision.recurrence, originalStart);
    const instant = date?.startsAt.getTime() ?? Number.NaN;
    if (date && instant >= from && instant < until) return { ...date, timezone: revision.recurrence.timezone };
  }
  return null;
}

/** The recurrence that has the say at `instant`. */
export function recurrenceAt(calendar: SlotCalendar, instant: Date): Recurrence {
  const time = instant.getTime();
  const reign = reigns(calendar).find(({ from, until }) => time >= from && time < until);
  if (!reign) throw new Error('A slot has a revision that holds from ever on');
  return reign.revision.recurrence;
}

/** The revisions that take over after `instant`, ascending. */
export function revisionsAhead(calendar: SlotCalendar, instant: Date): SlotRevision[] {
  const ahead = reigns(calendar).filter(({ from }) => from > instant.getTime());
  return ahead.map(({ revision }) => revision);
}

// A calendar page asks for the same mornings slot after slot.
const places = new Map<string, OccurrenceDate>();
const CACHED_PLACES = 10_000;

/** Where a wall-clock time lies: gaps shift forward, of an overlap the first counts, as for every date of a slot. */
export function placeLocal(localTime: LocalTime, timezone: Zone): OccurrenceDate {
  const key = `${timezone} ${localTime}`;
  const place = places.get(key) ?? findPlace(localTime, timezone);
  if (places.size >= CACHED_PLACES) places.clear();
  places.set(key, place);
  return place;
}

function findPlace(localTime: LocalTime, timezone: Zone): OccurrenceDate {
  const single: Recurrence = { startsAt: localTime, timezone, rrule: null, exdates: [], rdates: [], monthEnd: 'skip' };
  const date = occurrenceAt(single, localTime);
  if (!date) throw new Error(`Not a local time: ${localTime}`);
  return date;
}

function zoned(recurrence: Recurrence, dates: readonly OccurrenceDate[]): SlotDate[] {
  return dates.map((date) => ({ ...date, timezone: recurrence.timezone }));
}

/** Where a westward change of zone gives the same local start twice, the first is the date. */
function eachOnce(dates: readonly SlotDate[]): SlotDate[] {
  const seen = new Map<LocalTime, SlotDate>();
  for (const date of dates) if (!seen.has(date.originalStart)) seen.set(date.originalStart, date);
  return [...seen.values()];
}
