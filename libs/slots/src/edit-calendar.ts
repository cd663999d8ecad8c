import type { Tx } from '#persistence';
import { dayAfter, dayBefore, roughLocal } from './day-window.js';
import { deleteUntouched, insertDates, rowsAhead, updatePlaces } from './occurrence.repository.js';
import type { OccurrenceEntity } from './occurrence.entity.js';
import { type EditPlan, planEdit } from './plan-edit.js';
import { datesBetween, placeLocal, type SlotCalendar, type SlotDate } from './slot-calendar.js';
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
  const datesOf = (calendar: SlotCalendar) => datesAround(calendar, rows, now, materialiseUntil);
  const plan = planEdit({
    now,
    rows: rows.map((row) => ({ ...row, touched: row.version > 1 })),
    oldDates: datesOf(calendars.before),
    newDates: datesOf(calendars.after),
    materialiseUntil,
    pinned,
  });
  await apply(tx, slot, plan, now);
  return plan;
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
function datesAround(calendar: SlotCalendar, rows: readonly OccurrenceEntity[], now: Date, until: Date): SlotDate[] {
  const near = datesBetween(calendar, dayBefore(now), dayAfter(until));
  const far = rows
    .map((row) => placeLocal(row.originalStart, row.timezone).startsAt)
    .filter((start) => start >= until || start <= dayBefore(now))
    .flatMap((start) => datesBetween(calendar, dayBefore(start), dayAfter(start)));
  return [...new Map([...near, ...far].map((date) => [date.originalStart, date])).values()];
}
