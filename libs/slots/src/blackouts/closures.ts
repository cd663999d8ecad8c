import { durationMillis, type LocalTime, toLocalTime, type Zone } from '#kernel';
import { occurrencesBetween } from '#recurrence';
import { placeLocal } from '../slot-calendar.js';
import type { Blackout, HolidayCalendar } from './blackout.js';
import { holidaysOfYear } from './holiday-calendar.js';
import { addDays, addMillis, DAY, dayOf, type LocalDay } from './wall-clock.js';

/** A planned time: an instant, and what the clock of its zone shows then. */
export interface Place {
  localTime: LocalTime;
  timezone: Zone;
  startsAt: Date;
}

type Extent =
  | { kind: 'instants'; from: Date; to: Date }
  /** Starts ascending on the clock of `zone`, all of one length. */
  | { kind: 'clock'; zone: Zone; starts: readonly LocalTime[]; length: number }
  | { kind: 'days'; days: ReadonlySet<LocalDay> };

/** When one blackout holds, within the range that was asked for. */
interface Closure {
  blackout: Blackout;
  extent: Extent;
}

/** What blackouts close over a range, with the room around it that shifting needs. */
export interface Closures {
  /** By the blackout's id. */
  list: readonly Closure[];
  /** The furthest that any of them shifts a date, in days. */
  reach: number;
}

export const NO_CLOSURES: Closures = { list: [], reach: 0 };

/** Days around a date on which what becomes of it depends: see `placedBetween`. */
export function surroundings(reach: number): number {
  return reach === 0 ? 0 : 4 * reach + 2;
}

/** Resolves what blackouts close in `[from, to)` and as far around as the placing of its dates depends on. */
export function resolveClosures(blackouts: readonly Blackout[], from: Date, to: Date): Closures {
  const reach = Math.max(0, ...blackouts.map(({ shift }) => shift?.maxDays ?? 0));
  const margin = (surroundings(reach) + 3) * DAY;
  const [start, end] = [new Date(from.getTime() - margin), new Date(to.getTime() + margin)];
  const list = blackouts.map((blackout) => ({ blackout, extent: extentOf(blackout, start, end) }));
  return { list: list.sort((a, b) => (a.blackout.id < b.blackout.id ? -1 : 1)), reach };
}

function extentOf({ when }: Blackout, from: Date, to: Date): Extent {
  switch (when.kind) {
    case 'window':
      return { kind: 'instants', from: when.from, to: when.to };
    case 'recurrence': {
      const length = durationMillis(when.duration) ?? 0;
      const starts = occurrencesBetween(when.recurrence, new Date(from.getTime() - length), to);
      return { kind: 'clock', zone: when.recurrence.timezone, starts: localStarts(starts), length };
    }
    case 'holidays':
      return { kind: 'days', days: daysOf(when.holidays, from, to) };
  }
}

function localStarts(dates: readonly { originalStart: LocalTime }[]): LocalTime[] {
  return dates.map(({ originalStart }) => originalStart).sort();
}

function daysOf(calendar: HolidayCalendar, from: Date, to: Date): Set<LocalDay> {
  const days = new Set<LocalDay>();
  for (let year = from.getUTCFullYear(); year <= to.getUTCFullYear(); year++)
    for (const { date, type } of holidaysOfYear(calendar, year)) if (calendar.types.includes(type)) days.add(date);
  return days;
}

/** What is planned, as far as blackouts care. */
export interface Concern {
  brandId: string;
  /** Whether a date of a slot gives it its time. */
  inSlot: boolean;
}

/** Those that concern a brand's slots, or what it plans beside them. */
export function concerning({ list, reach }: Closures, { brandId, inSlot }: Concern): Closures {
  const concerned = list.filter(
    ({ blackout }) =>
      (blackout.brandId === null || blackout.brandId === brandId) && (inSlot || blackout.appliesTo === 'all'),
  );
  return { list: concerned, reach };
}

/** The blackouts that hold at a place, by id. */
export function closedBy({ list }: Closures, place: Place): Blackout[] {
  return list.filter(({ extent }) => covers(extent, place)).map(({ blackout }) => blackout);
}

function covers(extent: Extent, place: Place): boolean {
  switch (extent.kind) {
    case 'instants':
      return place.startsAt >= extent.from && place.startsAt < extent.to;
    case 'clock':
      return clockEnd(extent, place) !== null;
    case 'days':
      return extent.days.has(dayOf(place.localTime));
  }
}

/** Spans of one length: the one that began last before `place` ends last, too. Null when it has ended. */
function clockEnd(
  { zone, starts, length }: Extract<Extent, { kind: 'clock' }>,
  { localTime, timezone, startsAt }: Place,
): LocalTime | null {
  const local = zone === timezone ? localTime : toLocalTime(startsAt, zone);
  const start = lastUpTo(starts, local);
  const end = start === null ? null : addMillis(start, length);
  return end !== null && local < end ? end : null;
}

function lastUpTo(sorted: readonly LocalTime[], limit: LocalTime): LocalTime | null {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1] ?? null;
}

/** Blackouts follow each other; no chain is followed for longer than this many. */
const MAX_CHAIN = 64;

/** When nothing closes `place` any more: the end of what does, and of what follows on it without a break. */
export function openAgainAt(closures: Closures, place: Place): Date {
  let current = place;
  for (let link = 0; link < MAX_CHAIN; link++) {
    const ends = closures.list.flatMap(({ extent }) => endOf(extent, current) ?? []);
    if (ends.length === 0) break;
    const startsAt = new Date(Math.max(...ends.map((end) => end.getTime())));
    current = { startsAt, timezone: place.timezone, localTime: toLocalTime(startsAt, place.timezone) };
  }
  return current.startsAt;
}

function endOf(extent: Extent, place: Place): Date | null {
  if (!covers(extent, place)) return null;
  switch (extent.kind) {
    case 'instants':
      return extent.to;
    case 'clock':
      return placeLocal(clockEnd(extent, place)!, extent.zone).startsAt;
    case 'days':
      return placeLocal(`${addDays(dayOf(place.localTime), 1)}T00:00`, place.timezone).startsAt;
  }
}
