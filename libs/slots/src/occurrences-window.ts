import { type BrandScope, DomainError } from '#kernel';
import { type Tx, withinScope } from '#persistence';
import { MAX_SHIFT_DAYS, readClosures } from './blackouts/blackout.repository.js';
import { dayAfter, dayBefore, roughLocal } from './day-window.js';
import { freeDates } from './extend-horizon.js';
import { groupBySlot } from './group-by-slot.js';
import { adjustmentOf, type OccurrenceView, toOccurrenceView, toVirtualView } from './occurrence-view.js';
import { type OccurrenceFilter, rowsBetween, rowsByOriginalStart } from './occurrence.repository.js';
import type { OccurrenceEntity } from './occurrence.entity.js';
import type { PostsByOccurrence } from './posts-by-occurrence.js';
import type { SlotCalendar } from './slot-calendar.js';
import { calendarsOf } from './slot.repository.js';
import { SlotEntity } from './slot.entity.js';

/** Two years, one of them leap. */
const MAX_DAYS = 731;
const DAY = 86_400_000;

/** @throws DomainError `request.range_invalid` unless `from < to`, at most two years apart */
export function checkWindow(from: Date, to: Date): void {
  const days = (to.getTime() - from.getTime()) / DAY;
  if (!(days > 0 && days <= MAX_DAYS)) throw DomainError.at('?to', 'request.range_invalid', { maxDays: MAX_DAYS });
}

/**
 * The occurrences that start in `[from, to)`, by start and id: rows, and from each slot's watermark on the dates its
 * rule gives that no row stands for. Five queries and one for posts, however many slots;
 * four where nothing is virtual.
 */
export async function occurrencesInWindow(
  tx: Tx,
  scope: BrandScope,
  posts: PostsByOccurrence,
  filter: OccurrenceFilter,
  from: Date,
  to: Date,
): Promise<OccurrenceView[]> {
  checkWindow(from, to);
  const rows = await rowsBetween(tx, scope, filter, from, to);
  const slots = await slotsReachedBy(tx, scope, filter, to);
  const calendars = await calendarsOf(tx, [
    ...new Set([...rows, ...slots.map(({ id }) => ({ slotId: id }))].map((row) => row.slotId)),
  ]);
  const virtual = await virtualViews(tx, slots, calendars, from, to);
  const postIds = await posts.postIdsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const views = rows.map((row) =>
    toOccurrenceView(row, postIds.get(row.id) ?? null, adjustmentOf(row, calendars.get(row.slotId) ?? [])),
  );
  return [...views, ...virtual].sort(byStart);
}

const MAX_SHIFT = (MAX_SHIFT_DAYS + 1) * DAY;

/** A date from so far ahead may be shifted back before `to`. */
function shiftedFurthest(to: Date): Date {
  return new Date(to.getTime() + MAX_SHIFT);
}

/** Slots whose watermark lies before the end of the window: what their rule gives beyond it is virtual. */
function slotsReachedBy(tx: Tx, scope: BrandScope, filter: OccurrenceFilter, to: Date): Promise<SlotEntity[]> {
  const query = tx
    .createQueryBuilder(SlotEntity, 'slot')
    .where('slot.archivedAt is null and slot.active and slot.horizon < :to', { to: shiftedFurthest(to) });
  if (filter.slotIds) query.andWhere('slot.id = any(:slotIds)', filter);
  if (filter.brandIds) query.andWhere('slot.brandId = any(:brandIds)', filter);
  return withinScope(query, scope).getMany();
}

async function virtualViews(
  tx: Tx,
  slots: readonly SlotEntity[],
  calendars: ReadonlyMap<string, SlotCalendar>,
  from: Date,
  to: Date,
): Promise<OccurrenceView[]> {
  if (slots.length === 0) return [];
  const [first, last] = [new Date(from.getTime() - MAX_SHIFT), shiftedFurthest(to)];
  const rows = await keepersOf(tx, slots, last);
  const agencyIds = slots.map(({ agencyId }) => agencyId);
  const book = await readClosures(tx, agencyIds, dayBefore(first), dayAfter(last));
  return slots.flatMap((slot) => {
    const closures = book.ofSlots(slot);
    const [earliest, latest] = closures.reach === 0 ? [from, to] : [first, last];
    const start = slot.horizon && slot.horizon > earliest ? slot.horizon : earliest;
    const plan = { calendar: calendars.get(slot.id) ?? [], rows: rows.get(slot.id) ?? [], closures };
    const dates = freeDates(plan, start, latest).filter(({ startsAt }) => startsAt >= from && startsAt < to);
    return dates.map((date) => toVirtualView(slot, date));
  });
}

async function keepersOf(tx: Tx, slots: readonly SlotEntity[], to: Date): Promise<Map<string, OccurrenceEntity[]>> {
  const first = new Date(Math.min(...slots.map(({ horizon }) => horizon?.getTime() ?? 0)));
  const slotIds = slots.map(({ id }) => id);
  const rows = await rowsByOriginalStart(tx, slotIds, roughLocal(dayBefore(first)), roughLocal(dayAfter(to)));
  return groupBySlot(rows, (row) => row);
}

function byStart(a: OccurrenceView, b: OccurrenceView): number {
  if (a.startsAt !== b.startsAt) return a.startsAt < b.startsAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
