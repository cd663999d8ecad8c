import { SYSTEM } from '#kernel';
import { appendEvent, type NewEvent } from '#outbox';
import type { Tx } from '#persistence';
import { adjustmentOf, type OccurrenceSlot, type OccurrenceView, toOccurrenceView } from '../occurrence-view.js';
import { rowsById } from '../occurrence.repository.js';
import type { OccurrenceEntity } from '../occurrence.entity.js';
import type { SlotCalendar } from '../slot-calendar.js';
import { calendarsOf, slotsById } from '../slot.repository.js';
import type { SlotEntity } from '../slot.entity.js';

/** What receivers of `slot.unfilled` get: the empty date, what it is for, and why they are told now. */
export interface UnfilledEvent extends OccurrenceView {
  slot: OccurrenceSlot & { brief: string | null };
  /** `lead_time`: there is time left to fill it. `past`: it stayed empty. */
  reason: 'lead_time' | 'past';
  /** The shortest of `leadTimes`; null when it is past. */
  leadTime: string | null;
  /** All that this event stands for, longest first. ISO 8601. */
  leadTimes: readonly string[];
}

export interface Unfilled {
  id: string;
  reason: UnfilledEvent['reason'];
  leadTimes: readonly string[];
}

/** Appends one event per date. Three queries and the events, however many. */
export async function tellUnfilled(tx: Tx, unfilled: readonly Unfilled[], now: Date): Promise<void> {
  if (unfilled.length === 0) return;
  const rows = await rowsById(
    tx,
    unfilled.map(({ id }) => id),
  );
  const slotIds = [...new Set([...rows.values()].map(({ slotId }) => slotId))];
  const slots = await slotsById(tx, slotIds);
  const calendars = await calendarsOf(tx, slotIds);
  for (const one of unfilled) {
    const row = rows.get(one.id)!;
    await appendEvent(tx, toEvent(row, slots.get(row.slotId)!, calendars.get(row.slotId) ?? [], one, now));
  }
}

function toEvent(
  row: OccurrenceEntity,
  slot: SlotEntity,
  calendar: SlotCalendar,
  { reason, leadTimes }: Unfilled,
  at: Date,
): NewEvent {
  const { agencyId, brandId, slotId } = row;
  const view = toOccurrenceView(row, slot, null, adjustmentOf(row, calendar));
  const data: UnfilledEvent = {
    ...view,
    slot: { ...view.slot, brief: slot.brief },
    reason,
    leadTime: leadTimes.at(-1) ?? null,
    leadTimes,
  };
  return { type: 'slot.unfilled', agencyId, brandId, subjectId: slotId, actor: SYSTEM, data, at };
}
