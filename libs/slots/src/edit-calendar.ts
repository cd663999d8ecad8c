import type { Tx } from '#persistence';
import { readClosures } from './blackouts/blackout.repository.js';
import type { Closures } from './blackouts/closures.js';
import { noteFor, sameBlackout } from './blackouts/occurrence-blackout.js';
import { type PlacedDate, placedBetween } from './blackouts/place-dates.js';
import { dayAfter, dayBefore, roughLocal } from './day-window.js';
import { deleteUntouched, insertDates, noteBlackouts, rowsAhead, updatePlaces } from './occurrence.repository.js';
import type { OccurrenceEntity } from './occurrence.entity.js';
import { type EditPlan, planEdit } from './plan-edit.js';
import { placeLocal, type SlotCalendar } from './slot-calendar.js';
import type { SlotEntity } from './slot.entity.js';

/**
 * Brings the rows of a locked slot in line with its new calendar: what nobody touched is regenerated up to the
 * watermark, the rest keeps its content and takes the new start of its day where there is one.
 */
export async function editCalendar(
  tx: Tx,
  slot: SlotEntity,
  calendars: { before: SlotCalendar; after: SlotCalendar },
  pinned: ReadonlySet<string>,
  now: Date,
): Promise<EditPlan> {
  const rows = await rowsAhead(tx, slot.id, roughLocal(dayBefore(now)), now);
  const materialiseUntil = slot.active && slot.horizon ? slot.horizon : now;
  const reach = rangeOf(rows, now, materialiseUntil);
  const closures = (await readClosures(tx, [slot.agencyId], reach.from, reach.to)).ofSlots(slot);
  const datesOf = (calendar: SlotCalendar) => datesAround(calendar, closures, rows, now, materialiseUntil);
  const plan = planEdit({
    now,
    rows: rows.map((row) => ({ ...row, touched: row.version > 1 })),
    oldDates: datesOf(calendars.before),
    newDates: datesOf(calendars.after),
    materialiseUntil,
    pinned,
  });
  await apply(tx, slot, plan, now);
  await noteTouched(tx, rows, plan, closures, now);
  return plan;
}

/** The dates that the edit looks at lie within; the rows beyond the horizon may be years ahead. */
function rangeOf(rows: readonly OccurrenceEntity[], now: Date, until: Date): { from: Date; to: Date } {
  const starts = rows.map((row) => placeLocal(row.originalStart, row.timezone).startsAt);
  const times = [now, until, ...starts].map((date) => date.getTime());
  return { from: dayBefore(new Date(Math.min(...times))), to: dayAfter(new Date(Math.max(...times))) };
}

async function noteTouched(
  tx: Tx,
  rows: readonly OccurrenceEntity[],
  { map }: EditPlan,
  closures: Closures,
  now: Date,
): Promise<void> {
  const moves = new Map(map.map(({ occurrenceId, to }) => [occurrenceId, to]));
  const notes = rows
    .filter(({ version, startsAt }) => version > 1 && startsAt > now)
    .map((row) => ({ row, blackout: noteFor(closures, moves.get(row.id) ?? row, row.blackout) }))
    .filter(({ row, blackout }) => !sameBlackout(row.blackout, blackout));
  await noteBlackouts(
    tx,
    notes.map(({ row, blackout }) => ({ id: row.id, blackout })),
    now,
  );
}

async function apply(tx: Tx, slot: SlotEntity, plan: EditPlan, now: Date): Promise<void> {
  await deleteUntouched(tx, plan.remove);
  await updatePlaces(tx, plan.map, now);
  await insertDates(
    tx,
    plan.add.map((date) => ({ slotId: slot.id, date })),
    now,
  );
}

/** The dates from today to `until`, and those on the local days of rows beyond it, each once. */
function datesAround(
  calendar: SlotCalendar,
  closures: Closures,
  rows: readonly OccurrenceEntity[],
  now: Date,
  until: Date,
): PlacedDate[] {
  const near = placedBetween(calendar, closures, dayBefore(now), dayAfter(until), now);
  const far = rows
    .map((row) => placeLocal(row.originalStart, row.timezone).startsAt)
    .filter((start) => start >= until || start <= dayBefore(now))
    .flatMap((start) => placedBetween(calendar, closures, dayBefore(start), dayAfter(start), now));
  return [...new Map([...near, ...far].map((date) => [date.originalStart, date])).values()];
}
