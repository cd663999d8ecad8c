import { durationMillis, type LocalTime, type Zone } from '#kernel';
import { etagOf } from '#persistence';
import { columnsOf, type OccurrenceBlackout } from './blackouts/occurrence-blackout.js';
import type { PlacedDate } from './blackouts/place-dates.js';
import type { OccurrenceState } from './occurrence-states.js';
import { formatOccurrenceId } from './occurrence-id.js';
import type { OccurrenceEntity } from './occurrence.entity.js';
import { dateAt, placeLocal, type SlotCalendar } from './slot-calendar.js';

/** One date of a slot as callers see it, whether it stands in the database yet or not. */
export interface OccurrenceView {
  id: string;
  slotId: string;
  brandId: string;
  originalStart: LocalTime;
  localTime: LocalTime;
  timezone: Zone;
  /** RFC 3339, UTC */
  startsAt: string;
  state: OccurrenceState;
  moved: boolean;
  /** Why `localTime` is not the one the rule asks for; null once it was moved. */
  adjusted: 'gap' | 'overlap' | 'clamp' | null;
  stateReason: string | null;
  /** The blackout that closes it, skipped it or moved it. */
  blackout: OccurrenceBlackout | null;
  postId: string | null;
  assigneeId: string | null;
  note: string | null;
  slot: OccurrenceSlot;
  etag: string;
}

/** What a date shows of its slot, so that a calendar need not fetch it. */
export interface OccurrenceSlot {
  id: string;
  title: string;
  format: string;
  /** Does the work unless the date has an assignee. */
  ownerId: string | null;
  effortMinutes: number | null;
}

/** What all dates of a slot have in common. */
export interface SlotIdentity extends OccurrenceSlot {
  brandId: string;
}

export function toOccurrenceView(
  row: OccurrenceEntity,
  slot: OccurrenceSlot,
  postId: string | null,
  adjusted: OccurrenceView['adjusted'],
): OccurrenceView {
  return {
    id: row.id,
    slotId: row.slotId,
    brandId: row.brandId,
    originalStart: row.originalStart,
    localTime: row.localTime,
    timezone: row.timezone,
    startsAt: row.startsAt.toISOString(),
    state: row.state,
    moved: row.moved,
    adjusted,
    stateReason: row.stateReason,
    blackout: row.blackout,
    postId,
    assigneeId: row.assigneeId,
    note: row.note,
    slot: toOccurrenceSlot(slot),
    etag: etagOf(row.version),
  };
}

/** A date that has no row yet; its first row will be version 1, so the tag outlives being materialised. */
export function toVirtualView(slot: SlotIdentity, date: PlacedDate): OccurrenceView {
  const { localTime, startsAt, state, stateReason, blackout } = columnsOf(date);
  return {
    id: formatOccurrenceId({ slotId: slot.id, originalStart: date.originalStart }),
    slotId: slot.id,
    brandId: slot.brandId,
    originalStart: date.originalStart,
    localTime,
    timezone: date.timezone,
    startsAt: startsAt.toISOString(),
    state,
    moved: false,
    adjusted: date.adjusted,
    stateReason,
    blackout,
    postId: null,
    assigneeId: null,
    note: null,
    slot: toOccurrenceSlot(slot),
    etag: etagOf(1),
  };
}

function toOccurrenceSlot({ id, title, format, ownerId, effortMinutes }: OccurrenceSlot): OccurrenceSlot {
  return { id, title, format, ownerId, effortMinutes };
}

/** A clock change shows without the rule; only the end of a month needs it. */
export function adjustmentOf(row: OccurrenceEntity, calendar: SlotCalendar): OccurrenceView['adjusted'] {
  if (row.moved) return null;
  const place = placeLocal(row.originalStart, row.timezone);
  if (place.localTime !== row.localTime) return null;
  const clamps = place.adjusted === null && calendar.some(({ recurrence }) => recurrence.monthEnd === 'clamp');
  return clamps ? (dateAt(calendar, row.originalStart)?.adjusted ?? null) : place.adjusted;
}

/** Whether nothing can be published on this date any more: its late window has passed. */
export function isOver(startsAt: Date, lateWindow: string, now: Date): boolean {
  return startsAt.getTime() + (durationMillis(lateWindow) ?? 0) < now.getTime();
}
