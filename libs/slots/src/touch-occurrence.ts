import { type BrandScope, DomainError } from '#kernel';
import type { Tx } from '#persistence';
import { readClosures } from './blackouts/blackout.repository.js';
import { type PlacedDate, placedBetween } from './blackouts/place-dates.js';
import { dayAfter, dayBefore } from './day-window.js';
import { matchDates } from './match-dates.js';
import { parseOccurrenceId } from './occurrence-id.js';
import { isOver } from './occurrence-view.js';
import { insertDates, lockOccurrence, rowsByOriginalStart } from './occurrence.repository.js';
import type { OccurrenceEntity } from './occurrence.entity.js';
import { dateAt, type SlotCalendar } from './slot-calendar.js';
import { calendarOf, lockSlot } from './slot.repository.js';
import type { SlotEntity } from './slot.entity.js';

/** What stands behind an id that has no row of its own. */
export type Standing =
  { kind: 'virtual'; date: PlacedDate } | { kind: 'row'; row: OccurrenceEntity } | { kind: 'none' };

/**
 * What the calendar has under `originalStart`: a date yet to be materialised, the row that stands for it since an
 * edit of the rule, or nothing. Dates before the watermark that have no row are none: the slot did not exist yet.
 */
export async function standingFor(
  tx: Tx,
  slot: SlotEntity,
  calendar: SlotCalendar,
  originalStart: string,
): Promise<Standing> {
  const date = slot.active && !slot.archivedAt ? dateAt(calendar, originalStart) : null;
  if (!date) return { kind: 'none' };
  const day = originalStart.slice(0, 10);
  const rows = await rowsByOriginalStart(tx, [slot.id], `${day}T00:00`, `${day}T23:59`);
  const dates = await placedDatesAround(tx, slot, calendar, date.startsAt);
  const keepers = rows.map((row) => ({ row, originalStart: row.originalStart, touched: row.version > 1 }));
  const pair = matchDates(keepers, dates).pairs.find((match) => match.date.originalStart === originalStart);
  if (pair) return { kind: 'row', row: pair.row.row };
  const placed = dates.find((one) => one.originalStart === originalStart);
  const isVirtual = slot.horizon && date.startsAt >= slot.horizon && placed;
  return isVirtual ? { kind: 'virtual', date: placed } : { kind: 'none' };
}

/** What the calendar has on the local day of `start`, where blackouts put it. */
export async function placedDatesAround(
  tx: Tx,
  slot: Pick<SlotEntity, 'agencyId' | 'brandId'>,
  calendar: SlotCalendar,
  start: Date,
): Promise<PlacedDate[]> {
  const [from, to] = [dayBefore(start), dayAfter(start)];
  const book = await readClosures(tx, [slot.agencyId], from, to);
  return placedBetween(calendar, book.ofSlots(slot), from, to);
}

/**
 * The occurrence's row, made if need be and locked, its slot's rule kept as it is until the transaction ends.
 * @throws DomainError `occurrence.not_found`
 */
export async function materialise(tx: Tx, scope: BrandScope, id: string, now: Date): Promise<OccurrenceEntity> {
  return (await materialiseWithSlot(tx, scope, id, now)).row;
}

export async function materialiseWithSlot(
  tx: Tx,
  scope: BrandScope,
  id: string,
  now: Date,
): Promise<{ row: OccurrenceEntity; slot: SlotEntity }> {
  const key = parseOccurrenceId(id);
  const slot = key && (await lockSlot(tx, scope, key.slotId, 'touch'));
  if (!slot) throw new DomainError('occurrence.not_found');
  const row = (await lockOccurrence(tx, scope, id)) ?? (await makeRow(tx, scope, slot, key.originalStart, id, now));
  if (!row) throw new DomainError('occurrence.not_found');
  return { row, slot };
}

async function makeRow(
  tx: Tx,
  scope: BrandScope,
  slot: SlotEntity,
  originalStart: string,
  id: string,
  now: Date,
): Promise<OccurrenceEntity | null> {
  const standing = await standingFor(tx, slot, await calendarOf(tx, slot.id), originalStart);
  switch (standing.kind) {
    case 'none':
      return null;
    case 'row':
      return lockOccurrence(tx, scope, standing.row.id);
    case 'virtual':
      // Somebody else may have made it meanwhile; either way the row is there, and locked by one of us at a time.
      await insertDates(tx, [{ slotId: slot.id, date: standing.date }], now);
      return lockOccurrence(tx, scope, id);
  }
}

/** An occurrence that may be filled, with what a post needs to know of it. */
export interface FillableOccurrence {
  id: string;
  slotId: string;
  brandId: string;
  localTime: string;
  timezone: string;
  startsAt: Date;
}

/**
 * Materialises and locks an occurrence that a post may take. One that has begun may be filled until its slot's late
 * window ends.
 * @throws DomainError `occurrence.not_found`, `occurrence.already_filled`, `occurrence.past`, `occurrence.not_open`
 */
export async function fillable(
  tx: Tx,
  scope: BrandScope,
  occurrenceId: string,
  now: Date,
): Promise<FillableOccurrence> {
  const { row, slot } = await materialiseWithSlot(tx, scope, occurrenceId, now);
  if (row.state === 'filled') throw new DomainError('occurrence.already_filled');
  if (isSettled(row) || isOver(row.startsAt, slot.lateWindow, now)) throw new DomainError('occurrence.past');
  if (row.state !== 'open') throw new DomainError('occurrence.not_open', { state: row.state });
  const { id, slotId, brandId, localTime, timezone, startsAt } = row;
  return { id, slotId, brandId, localTime, timezone, startsAt };
}

function isSettled({ state }: OccurrenceEntity): boolean {
  return state === 'missed' || state === 'done';
}
