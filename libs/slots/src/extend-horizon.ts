import type { Tx, UnitOfWork } from '#persistence';
import { readClosures } from './blackouts/blackout.repository.js';
import type { Closures } from './blackouts/closures.js';
import { type PlacedDate, placedBetween } from './blackouts/place-dates.js';
import { dayAfter, dayBefore, roughLocal } from './day-window.js';
import { groupBySlot } from './group-by-slot.js';
import { matchDates } from './match-dates.js';
import { insertDates, rowsByOriginalStart, type SlotDateOf } from './occurrence.repository.js';
import type { OccurrenceEntity } from './occurrence.entity.js';
import type { SlotCalendar } from './slot-calendar.js';
import { calendarsOf } from './slot.repository.js';
import { SlotEntity } from './slot.entity.js';

const DAY = 86_400_000;
/** Occurrences stand in the database this far ahead. */
const HORIZON = 90 * DAY;
/** A slot is taken up again once it has fallen this far behind: about once a day. */
const LEEWAY = DAY;
/** Slots per transaction: at most some 9,000 rows, about a second on two cores. */
const BATCH = 100;

/** Batches at once: while the rows of one are written, those of another are worked out. */
const LANES = 2;

export interface HorizonReport {
  slots: number;
  occurrences: number;
}

type Watermark = Pick<SlotEntity, 'id' | 'agencyId' | 'brandId' | 'horizon'>;

/**
 * Materialises the occurrences of active slots up to 90 days ahead, each slot from its own stored watermark: what was
 * missed while nothing ran is made up in one go, and a pass with nothing to do is one index probe.
 */
export async function extendHorizon(uow: UnitOfWork, now: Date): Promise<HorizonReport> {
  const report = { slots: 0, occurrences: 0 };
  const lane = async (): Promise<void> => {
    for (;;) {
      const { slots, occurrences } = await uow.run((tx) => extendBatch(tx, now));
      report.slots += slots;
      report.occurrences += occurrences;
      if (slots < BATCH) return;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return report;
}

async function extendBatch(tx: Tx, now: Date): Promise<HorizonReport> {
  const slots = await takeBehind(tx, now);
  return { slots: slots.length, occurrences: await extendSlots(tx, slots, now) };
}

function takeBehind(tx: Tx, now: Date): Promise<SlotEntity[]> {
  const wanted = new Date(now.getTime() + HORIZON - LEEWAY);
  return tx
    .createQueryBuilder(SlotEntity, 'slot')
    .where('slot.archivedAt is null and slot.active and (slot.horizon is null or slot.horizon < :wanted)', { wanted })
    .orderBy('slot.horizon', 'ASC', 'NULLS FIRST')
    .limit(BATCH)
    .setLock('for_no_key_update')
    .setOnLocked('skip_locked')
    .getMany();
}

/** Materialises the dates of locked, active slots and moves their watermarks. Answers how many rows are new. */
export async function extendSlots(tx: Tx, slots: readonly Watermark[], now: Date): Promise<number> {
  if (slots.length === 0) return 0;
  const target = new Date(now.getTime() + HORIZON);
  const slotIds = slots.map(({ id }) => id);
  const calendars = await calendarsOf(tx, slotIds);
  const first = new Date(Math.min(...slots.map((slot) => watermark(slot, now).getTime())));
  const rows = await rowsByOriginalStart(tx, slotIds, roughLocal(dayBefore(first)), roughLocal(dayAfter(target)));
  const rowsOfSlot = groupBySlot(rows, (row) => row);
  const book = await readClosures(
    tx,
    slots.map(({ agencyId }) => agencyId),
    dayBefore(first),
    dayAfter(target),
  );
  const dates = slots.flatMap((slot) =>
    freeDates(
      { calendar: calendars.get(slot.id) ?? [], rows: rowsOfSlot.get(slot.id) ?? [], closures: book.ofSlots(slot) },
      watermark(slot, now),
      target,
      now,
    ).map((date): SlotDateOf => ({ slotId: slot.id, date })),
  );
  const added = await insertDates(tx, dates, now);
  await tx.query('update slot set horizon = $2 where id = any($1) and (horizon is null or horizon < $2)', [
    slotIds,
    target,
  ]);
  return added;
}

function watermark(slot: Watermark, now: Date): Date {
  return slot.horizon ?? now;
}

/** What the dates of one slot come from. */
export interface SlotPlan {
  calendar: SlotCalendar;
  rows: readonly OccurrenceEntity[];
  closures: Closures;
}

/** The dates that the calendar's rule has in `[from, to)` and no row stands for, where blackouts put them. */
export function freeDates(
  { calendar, rows, closures }: SlotPlan,
  from: Date,
  to: Date,
  notBefore: Date | null = null,
): PlacedDate[] {
  const dates = placedBetween(calendar, closures, dayBefore(from), dayAfter(to), notBefore);
  const keepers = rows.map(({ originalStart, version }) => ({ originalStart, touched: version > 1 }));
  return matchDates(keepers, dates).dates.filter(({ ruled }) => ruled.startsAt >= from && ruled.startsAt < to);
}
