import { type LocalTime, toLocalTime } from '#kernel';
import type { Tx } from '#persistence';
import { dayAfter, dayBefore } from '../day-window.js';
import type { SlotCalendar } from '../slot-calendar.js';
import { calendarsOf } from '../slot.repository.js';
import { type ClosureBook, readClosures } from './blackout.repository.js';
import { type Closures, openAgainAt, type Place } from './closures.js';
import type { BlackoutAction } from './blackout.js';
import { nextFreePlace, placedBetween, type Standing, standingAt } from './place-dates.js';
import { DAY, dayOf, type LocalDay } from './wall-clock.js';

/** A time at which something is to go out. */
export interface PlannedTime {
  agencyId: string;
  brandId: string;
  /** Of the occurrence that gives it its time. */
  slotId: string | null;
  timezone: string;
  at: Date;
  /** Blackouts that somebody let it pass. */
  ignored: readonly string[];
  /** What it says is approved: blackouts that ask for no more do not stand in its way. */
  approved: boolean;
}

/** Why something may not go out at its time. */
export interface TimeVerdict {
  blackoutId: string;
  title: string;
  action: BlackoutAction;
  /** All that stand in the way. */
  blackoutIds: readonly string[];
  /** The next free time; null where none of them shifts, or nothing is free near enough. */
  proposedStart: Date | null;
  proposedLocalTime: LocalTime | null;
  /** When nothing stands in the way any more. */
  until: Date;
}

/** Judges times in the order given; null where nothing stands in the way. Two queries, however many. */
export async function judgeTimes(tx: Tx, times: readonly PlannedTime[], now: Date): Promise<(TimeVerdict | null)[]> {
  if (times.length === 0) return [];
  const instants = times.map(({ at }) => at.getTime());
  const agencyIds = times.map(({ agencyId }) => agencyId);
  const range = [new Date(Math.min(...instants)), new Date(Math.max(...instants))] as const;
  const book = await readClosures(tx, agencyIds, dayBefore(range[0]), dayAfter(range[1]));
  const slotIds = book.reach > 0 ? times.flatMap(({ slotId }) => slotId ?? []) : [];
  const calendars = slotIds.length > 0 ? await calendarsOf(tx, [...new Set(slotIds)]) : NO_CALENDARS;
  return times.map((time) => judge(time, book, calendars.get(time.slotId ?? '') ?? null, now));
}

const NO_CALENDARS: ReadonlyMap<string, SlotCalendar> = new Map();

function judge(time: PlannedTime, book: ClosureBook, calendar: SlotCalendar | null, now: Date): TimeVerdict | null {
  const all = time.slotId === null ? book.ofPosts(time) : book.ofSlots(time);
  const closures = standingInTheWay(all, time);
  const place = { localTime: toLocalTime(time.at, time.timezone), timezone: time.timezone, startsAt: time.at };
  const standing = standingAt(closures, place);
  if (!standing) return null;
  const { id: blackoutId, title, action } = standing.decisive;
  const proposed = propose(place, standing, closures, calendar, now);
  return {
    blackoutId,
    title,
    action,
    blackoutIds: standing.all.map(({ id }) => id),
    proposedStart: proposed?.startsAt ?? null,
    proposedLocalTime: proposed?.localTime ?? null,
    until: openAgainAt(closures, place),
  };
}

function standingInTheWay({ list, reach }: Closures, { ignored, approved }: PlannedTime): Closures {
  const blocks = list.filter(
    ({ blackout: { id, action } }) => !ignored.includes(id) && !(approved && action === 'require_approval'),
  );
  return { list: blocks, reach };
}

/** Where the slot itself would have gone, for what stands where its rule has it; else the next day that nothing takes. */
function propose(
  place: Place,
  standing: Standing,
  closures: Closures,
  calendar: SlotCalendar | null,
  now: Date,
): Place | null {
  if (!standing.shift || !calendar) return nextFreePlace(place, standing, closures, NOTHING_TAKEN, now);
  const margin = (standing.shift.maxDays + closures.reach) * DAY;
  const [from, to] = [place.startsAt.getTime() - margin, place.startsAt.getTime() + margin];
  const dates = placedBetween(calendar, closures, dayBefore(new Date(from)), dayAfter(new Date(to)), now);
  const own = dates.find(({ ruled }) => ruled.startsAt.getTime() === place.startsAt.getTime());
  if (own?.disposition === 'shift') return own;
  const taken = new Set(dates.flatMap(({ localTime, ruled }) => [dayOf(localTime), dayOf(ruled.localTime)]));
  return nextFreePlace(place, standing, closures, taken, now);
}

const NOTHING_TAKEN: ReadonlySet<LocalDay> = new Set();
