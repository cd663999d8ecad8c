import type { LocalTime } from '#kernel';
import { datesBetween, placeLocal, type SlotCalendar, type SlotDate } from '../slot-calendar.js';
import { type Blackout, BLACKOUT_ACTIONS, type BlackoutAction, type BlackoutShift } from './blackout.js';
import { closedBy, type Closures, type Place, surroundings } from './closures.js';
import { addDays, DAY, dayOf, daysBetween, isWeekend, type LocalDay, timeOf } from './wall-clock.js';

/** The blackout that decided what becomes of a date. */
export interface Decisive {
  id: string;
  title: string;
  action: BlackoutAction;
}

/** A date of a slot once blackouts have had their say: `localTime` and `startsAt` are where it ends up. */
export interface PlacedDate extends SlotDate {
  /** Where the rule has it. */
  ruled: { localTime: LocalTime; startsAt: Date };
  /** `skip`: nothing is planned; `require_approval`: planned, but only what is approved goes out. */
  disposition: 'keep' | BlackoutAction;
  /** Null exactly when it is kept as the rule has it. */
  blackout: Decisive | null;
  /** All that close it, by id. */
  blackoutIds: readonly string[];
  /** Why it is skipped: a blackout says so, or says shift where no day is free. */
  reason: 'blackout' | 'blackout_no_free_day' | null;
}

/** What the blackouts that close a place together ask for. */
export interface Standing {
  /** The strictest; of equals, the first made. */
  decisive: Blackout;
  all: readonly Blackout[];
  /** Null unless shifting is all that they ask for. Of several: the first made gives the direction, the strictest the limits. */
  shift: BlackoutShift | null;
}

/** Null where nothing is closed. */
export function standingAt(closures: Closures, place: Place): Standing | null {
  return standingOf(closedBy(closures, place));
}

export function standingOf(all: readonly Blackout[]): Standing | null {
  const strictest = BLACKOUT_ACTIONS.find((action) => all.some((blackout) => blackout.action === action));
  const decisive = all.find(({ action }) => action === strictest);
  if (!decisive) return null;
  return { decisive, all, shift: strictest === 'shift' ? strictestShift(all) : null };
}

function strictestShift(all: readonly Blackout[]): BlackoutShift | null {
  const shifts = all.flatMap(({ shift }) => shift ?? []);
  const [first] = shifts;
  if (!first) return null;
  return {
    direction: first.direction,
    maxDays: Math.min(...shifts.map(({ maxDays }) => maxDays)),
    avoidWeekend: shifts.some(({ avoidWeekend }) => avoidWeekend),
  };
}

/**
 * The dates that the calendar's rule has in `[from, to)`, each where blackouts put it; `closures` were resolved over
 * that range at least. No row and no clock has a part in it, and what becomes of a date depends on a few weeks around
 * it alone: whoever asks for a year gets what the scheduler finds day by day.
 *
 * A shifted date keeps its wall-clock time on the next day, in its direction and at most `maxDays` away, that is free:
 * nothing closes that time, the slot has no date of its own that day, it is no weekend where those are avoided, and it
 * comes after `notBefore`. Dates of one slot that are shifted together take the free days in their order, up to where
 * the next shifted dates begin; those for which they do not suffice are skipped. Two dates never share a day.
 */
export function placedBetween(
  calendar: SlotCalendar,
  closures: Closures,
  from: Date,
  to: Date,
  notBefore: Date | null = null,
): PlacedDate[] {
  const dates = datesBetween(calendar, from, to);
  if (closures.list.length === 0) return dates.map(keep);
  const standings = dates.map((date) => ({ date, standing: standingAt(closures, date) }));
  const shifts = standings.some(({ standing }) => standing?.shift)
    ? shiftDates(datesAround(calendar, closures, from, to), closures, notBefore)
    : NO_SHIFTS;
  return standings.map(({ date, standing }) =>
    standing ? settle(date, standing, shifts.get(date.originalStart) ?? null) : keep(date),
  );
}

/** The dates that end up in `[from, to)`, by start. */
export function startingBetween(
  calendar: SlotCalendar,
  closures: Closures,
  from: Date,
  to: Date,
  notBefore: Date | null = null,
): PlacedDate[] {
  const margin = closures.reach === 0 ? 0 : (closures.reach + 1) * DAY;
  const [first, last] = [new Date(from.getTime() - margin), new Date(to.getTime() + margin)];
  return placedBetween(calendar, closures, first, last, notBefore)
    .filter(({ startsAt }) => startsAt >= from && startsAt < to)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.originalStart < b.originalStart ? -1 : 1));
}

/**
 * The next free time for something that stands on a closed day by itself, such as a post that was scheduled there;
 * `taken` are days on which there is something else. Null when it cannot be shifted.
 */
export function nextFreePlace(
  place: Place,
  { shift }: Standing,
  closures: Closures,
  taken: ReadonlySet<LocalDay>,
  notBefore: Date,
): Place | null {
  if (!shift) return null;
  const [first] = freePlaces(place, shift, (day) =>
    taken.has(day) ? null : freePlace(day, place, shift, closures, notBefore),
  );
  return first ?? null;
}

const NO_SHIFTS: ReadonlyMap<LocalTime, Place> = new Map();

/** A date as the rule has it. */
export function keep(date: SlotDate): PlacedDate {
  return { ...date, ruled: ruledPlace(date), disposition: 'keep', blackout: null, blackoutIds: [], reason: null };
}

function settle(date: SlotDate, { decisive, all, shift }: Standing, target: Place | null): PlacedDate {
  const { id, title, action } = decisive;
  const placed = {
    ...date,
    ruled: ruledPlace(date),
    disposition: action,
    blackout: { id, title, action },
    blackoutIds: all.map((blackout) => blackout.id),
    reason: action === 'skip' ? ('blackout' as const) : null,
  };
  if (!shift) return placed;
  if (!target) return { ...placed, disposition: 'skip', reason: 'blackout_no_free_day' };
  return { ...placed, localTime: target.localTime, startsAt: target.startsAt, adjusted: null };
}

function ruledPlace({ localTime, startsAt }: SlotDate): PlacedDate['ruled'] {
  return { localTime, startsAt };
}

function datesAround(calendar: SlotCalendar, { reach }: Closures, from: Date, to: Date): SlotDate[] {
  const margin = surroundings(reach) * DAY;
  return datesBetween(calendar, new Date(from.getTime() - margin), new Date(to.getTime() + margin));
}

/** A date that is to be shifted, from where the rule asks for it: a time that a clock change moved is not kept. */
interface Mover {
  date: Place & Pick<SlotDate, 'originalStart'>;
  day: LocalDay;
  shift: BlackoutShift;
}

/** Where the dates to be shifted go, by original start; those that find no day are absent. */
function shiftDates(
  dates: readonly SlotDate[],
  closures: Closures,
  notBefore: Date | null,
): ReadonlyMap<LocalTime, Place> {
  const movers = dates.flatMap((date): Mover[] => {
    const shift = standingAt(closures, date)?.shift;
    const asked = { ...date, localTime: date.originalStart };
    return shift ? [{ date: asked, day: dayOf(date.originalStart), shift }] : [];
  });
  const moving = groupByDay(movers);
  const ownDays = new Set(dates.map(({ localTime }) => dayOf(localTime)));
  const known = new Map<string, Place | null>();
  const freeOn = (day: LocalDay, { date, shift }: Mover): Place | null => {
    const key = `${day} ${date.originalStart} ${shift.avoidWeekend}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const place = ownDays.has(day) ? null : freePlace(day, date, shift, closures, notBefore);
    known.set(key, place);
    return place;
  };
  const wishes = movers.map((mover) => ({ mover, place: wishOf(mover, moving, freeOn) }));
  return withoutCollisions(wishes);
}

type FreeOn = (day: LocalDay, mover: Mover) => Place | null;

/** The free day that falls to a mover, given those that are shifted together with it and come first. */
function wishOf(mover: Mover, moving: ReadonlyMap<LocalDay, readonly Mover[]>, freeOn: FreeOn): Place | null {
  const free = freePlaces(
    mover.date,
    mover.shift,
    (day) => freeOn(day, mover),
    (day) => moving.has(day),
  );
  const [nearest] = free;
  return nearest ? (free[countAhead(mover, dayOf(nearest.localTime), moving, freeOn)] ?? null) : null;
}

/** Free places by distance; from the first one on up to where `stops` says. */
function freePlaces(
  from: Place,
  { direction, maxDays }: BlackoutShift,
  freeOn: (day: LocalDay) => Place | null,
  stops: (day: LocalDay) => boolean = () => false,
): Place[] {
  const step = direction === 'after' ? 1 : -1;
  const found: Place[] = [];
  for (let distance = 1; distance <= maxDays; distance++) {
    const day = addDays(dayOf(from.localTime), distance * step);
    if (found.length > 0 && stops(day)) break;
    const place = freeOn(day);
    if (place) found.push(place);
  }
  return found;
}

/** How many of the same run, reaching the same first free day, have the better claim: they are further away from it. */
function countAhead(
  mover: Mover,
  nearest: LocalDay,
  moving: ReadonlyMap<LocalDay, readonly Mover[]>,
  freeOn: FreeOn,
): number {
  const { direction, maxDays } = mover.shift;
  const step = direction === 'after' ? -1 : 1;
  let count = 0;
  for (let distance = 0; distance <= maxDays; distance++) {
    const day = addDays(mover.day, distance * step);
    if (distance > 0 && freeOn(day, mover)) break;
    count += (moving.get(day) ?? []).filter(
      (other) =>
        other.shift.direction === direction &&
        Math.abs(daysBetween(other.day, nearest)) <= other.shift.maxDays &&
        comesFirst(other, mover),
    ).length;
  }
  return count;
}

function comesFirst(a: Mover, b: Mover): boolean {
  const [first, second] = a.shift.direction === 'after' ? [a, b] : [b, a];
  return first.date.originalStart < second.date.originalStart;
}

/** Where runs of different times or directions wish for the same day, the date that the rule has first gets it. */
function withoutCollisions(wishes: readonly { mover: Mover; place: Place | null }[]): Map<LocalTime, Place> {
  const first = new Map<LocalDay, LocalTime>();
  const granted = wishes.flatMap(({ mover, place }) => (place ? [{ start: mover.date.originalStart, place }] : []));
  for (const { start, place } of granted) {
    const day = dayOf(place.localTime);
    const known = first.get(day);
    if (known === undefined || start < known) first.set(day, start);
  }
  return new Map(
    granted
      .filter(({ start, place }) => first.get(dayOf(place.localTime)) === start)
      .map(({ start, place }) => [start, place]),
  );
}

function freePlace(
  day: LocalDay,
  { localTime, timezone }: Place,
  { avoidWeekend }: BlackoutShift,
  closures: Closures,
  notBefore: Date | null,
): Place | null {
  if (avoidWeekend && isWeekend(day)) return null;
  const place = { ...placeLocal(`${day}T${timeOf(localTime)}`, timezone), timezone };
  if (notBefore && place.startsAt <= notBefore) return null;
  return closedBy(closures, place).length === 0 ? place : null;
}

function groupByDay(movers: readonly Mover[]): Map<LocalDay, Mover[]> {
  const groups = new Map<LocalDay, Mover[]>();
  for (const mover of movers) {
    const group = groups.get(mover.day);
    if (group) group.push(mover);
    else groups.set(mover.day, [mover]);
  }
  return groups;
}
