import { type BrandScope, DomainError } from '#kernel';
import { type Tx, withinScope } from '#persistence';
import { type ClosureBook, MAX_SHIFT_DAYS, readClosures } from './blackouts/blackout.repository.js';
import { dayAfter, dayBefore, roughLocal } from './day-window.js';
import { freeDates } from './extend-horizon.js';
import { groupBySlot } from './group-by-slot.js';
import { adjustmentOf, type OccurrenceView, toOccurrenceView, toVirtualView } from './occurrence-view.js';
import { type OccurrenceFilter, onChannels, rowsBetween, rowsByOriginalStart } from './occurrence.repository.js';
import type { OccurrenceEntity } from './occurrence.entity.js';
import type { PostsByOccurrence } from './posts-by-occurrence.js';
import type { SlotCalendar } from './slot-calendar.js';
import { calendarsOf, slotsById } from './slot.repository.js';
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
 * rule gives that no row stands for, where blackouts put them. A handful of queries, however many slots.
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
  const views = await viewRows(tx, posts, await rowsBetween(tx, scope, filter, from, to));
  return [...views, ...(await virtualInWindow(tx, scope, filter, from, to))].sort(byStart);
}

/** Views of rows that the caller was allowed to read, in their order: two queries and one for posts. */
export async function viewRows(
  tx: Tx,
  posts: PostsByOccurrence,
  rows: readonly OccurrenceEntity[],
): Promise<OccurrenceView[]> {
  const slotIds = [...new Set(rows.map(({ slotId }) => slotId))];
  const slots = await slotsById(tx, slotIds);
  const calendars = await calendarsOf(tx, slotIds);
  const postIds = await posts.postIdsOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) =>
    toOccurrenceView(
      row,
      slots.get(row.slotId)!,
      postIds.get(row.id) ?? null,
      adjustmentOf(row, calendars.get(row.slotId) ?? []),
    ),
  );
}

/**
 * Only the dates that no row stands for, by start and id: one query where no slot is reached, four where some are.
 * With `atLeast`, the first that many or a few more: a page of a long window costs its own size.
 */
export async function virtualInWindow(
  tx: Tx,
  scope: BrandScope,
  filter: OccurrenceFilter,
  from: Date,
  to: Date,
  atLeast = Number.POSITIVE_INFINITY,
): Promise<OccurrenceView[]> {
  const slots = await slotsReachedBy(tx, scope, filter, to);
  if (slots.length === 0) return [];
  const slotIds = slots.map(({ id }) => id);
  const calendars = await calendarsOf(tx, slotIds);
  const keepers = await keepersOf(tx, slots, shiftedFurthest(to));
  const agencyIds = slots.map(({ agencyId }) => agencyId);
  const first = new Date(from.getTime() - MAX_SHIFT);
  const book = await readClosures(tx, agencyIds, dayBefore(first), dayAfter(shiftedFurthest(to)));
  const found: OccurrenceView[] = [];
  for (const [start, end] of stretches(from, to, atLeast)) {
    found.push(...virtualViews(slots, calendars, keepers, book, start, end).sort(byStart));
    if (found.length >= atLeast) break;
  }
  return found;
}

const FIRST_STRETCH = 7 * DAY;

/** All at once when everything is wanted; else a week, and then ever longer: each costs every slot's rule once. */
function* stretches(from: Date, to: Date, atLeast: number): Generator<[Date, Date]> {
  let length = Number.isFinite(atLeast) ? FIRST_STRETCH : Number.POSITIVE_INFINITY;
  for (let start = from; start < to; length *= 2) {
    const end = new Date(Math.min(start.getTime() + length, to.getTime()));
    yield [start, end];
    start = end;
  }
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
  if (filter.channelIds) query.andWhere(onChannels('slot.id'), filter);
  return withinScope(query, scope).getMany();
}

function virtualViews(
  slots: readonly SlotEntity[],
  calendars: ReadonlyMap<string, SlotCalendar>,
  keepers: ReadonlyMap<string, OccurrenceEntity[]>,
  book: ClosureBook,
  from: Date,
  to: Date,
): OccurrenceView[] {
  return slots.flatMap((slot) => {
    const closures = book.ofSlots(slot);
    const [earliest, latest] =
      closures.reach === 0 ? [from, to] : [new Date(from.getTime() - MAX_SHIFT), shiftedFurthest(to)];
    const start = slot.horizon && slot.horizon > earliest ? slot.horizon : earliest;
    if (start >= latest) return [];
    const plan = { calendar: calendars.get(slot.id) ?? [], rows: keepers.get(slot.id) ?? [], closures };
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
