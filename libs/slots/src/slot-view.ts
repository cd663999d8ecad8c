import type { Actor, Localised, LocalTime } from '#kernel';
import { describeRecurrence, type Recurrence, type RecurrenceWarning, recurrenceWarnings } from '#recurrence';
import { etagOf, type Tx } from '#persistence';
import { formatOccurrenceId } from './occurrence-id.js';
import type { EditPlan } from './plan-edit.js';
import { nextDates, recurrenceAt, revisionsAhead, type SlotCalendar } from './slot-calendar.js';
import type { SlotRequirements } from './slot-input.js';
import { calendarsOf, channelIdsOf } from './slot.repository.js';
import type { SlotEntity } from './slot.entity.js';

/** A date that a slot's rule gives next; what was done to it stands in the occurrence of that id. */
export interface NextOccurrenceView {
  id: string;
  localTime: LocalTime;
  timezone: string;
  /** RFC 3339, UTC */
  startsAt: string;
  adjusted: 'gap' | 'overlap' | 'clamp' | null;
}

export interface SlotView {
  id: string;
  brandId: string;
  title: string;
  format: string;
  /** The one that holds now. */
  recurrence: Recurrence;
  /** Those that take over later, from `this and following` edits. */
  upcomingRecurrences: { from: LocalTime; recurrence: Recurrence }[];
  channelIds: string[];
  objective: string | null;
  stage: string | null;
  pillar: string | null;
  audience: string | null;
  brief: string | null;
  ownerId: string | null;
  leadTimes: string[];
  lateWindow: string;
  whenEmpty: 'alert' | 'skip';
  requires: SlotRequirements;
  effortMinutes: number | null;
  active: boolean;
  externalId: string | null;
  /** Three at most; none while inactive. */
  nextOccurrences: NextOccurrenceView[];
  description: Localised;
  warnings: SlotWarning[];
  createdBy: Actor;
  createdAt: string;
  updatedAt: string;
  etag: string;
}

/** What the rule makes one wonder about, or that nothing can go out from the slot as it is. */
export type SlotWarning = RecurrenceWarning | { code: 'slot.channels_missing'; message: Localised };

interface PlaceView {
  localTime: LocalTime;
  timezone: string;
  startsAt: string;
}

/** What an edit does, or did, to the occurrences ahead. */
export interface EditPlanView {
  /** Untouched occurrences that go, and dates that come. */
  removed: number;
  added: number;
  mapped: { occurrenceId: string; state: string; from: PlaceView; to: PlaceView }[];
}

/** An occurrence that stays where it was although the rule no longer says so. */
export interface EditConflictView {
  occurrenceId: string;
  state: string;
  localTime: LocalTime;
  startsAt: string;
  reason: 'no_date' | 'in_flight';
}

export interface EditedSlotView extends SlotView {
  /** Null when the recurrence did not change. */
  plan: EditPlanView | null;
  conflicts: EditConflictView[];
}

/** Two queries for any number of slots. */
export async function toSlotViews(tx: Tx, slots: readonly SlotEntity[], now: Date): Promise<SlotView[]> {
  const ids = slots.map(({ id }) => id);
  const calendars = await calendarsOf(tx, ids);
  const channelIds = await channelIdsOf(tx, ids);
  return slots.map((slot) => toSlotView(slot, calendars.get(slot.id) ?? [], channelIds.get(slot.id) ?? [], now));
}

export async function readSlotView(tx: Tx, slot: SlotEntity, now: Date): Promise<SlotView> {
  const [view] = await toSlotViews(tx, [slot], now);
  if (!view) throw new Error('One slot gives one view');
  return view;
}

function toSlotView(slot: SlotEntity, calendar: SlotCalendar, channelIds: string[], now: Date): SlotView {
  const recurrence = recurrenceAt(calendar, now);
  const upcoming = revisionsAhead(calendar, now);
  return {
    id: slot.id,
    brandId: slot.brandId,
    title: slot.title,
    format: slot.format,
    recurrence,
    upcomingRecurrences: upcoming.map(({ fromLocal, recurrence: later }) => ({ from: fromLocal, recurrence: later })),
    channelIds,
    objective: slot.objective,
    stage: slot.stage,
    pillar: slot.pillar,
    audience: slot.audience,
    brief: slot.brief,
    ownerId: slot.ownerId,
    leadTimes: slot.leadTimes,
    lateWindow: slot.lateWindow,
    whenEmpty: slot.whenEmpty,
    requires: slot.requires,
    effortMinutes: slot.effortMinutes,
    active: slot.active,
    externalId: slot.externalId,
    nextOccurrences: slot.active ? nextOccurrenceViews(slot.id, calendar, now) : [],
    description: describeRecurrence(recurrence),
    warnings: [...recurrenceWarnings(recurrence), ...channelWarnings(channelIds)],
    createdBy: slot.createdBy,
    createdAt: slot.createdAt.toISOString(),
    updatedAt: slot.updatedAt.toISOString(),
    etag: etagOf(slot.version),
  };
}

function channelWarnings(channelIds: readonly string[]): SlotWarning[] {
  if (channelIds.length > 0) return [];
  const message = {
    en: 'The slot has no channel: each post must name its own.',
    fr: 'Le créneau n’a pas de canal : chaque post doit nommer les siens.',
  };
  return [{ code: 'slot.channels_missing', message }];
}

function nextOccurrenceViews(slotId: string, calendar: SlotCalendar, now: Date): NextOccurrenceView[] {
  return nextDates(calendar, now, 3).map(({ originalStart, localTime, timezone, startsAt, adjusted }) => ({
    id: formatOccurrenceId({ slotId, originalStart }),
    localTime,
    timezone,
    startsAt: startsAt.toISOString(),
    adjusted,
  }));
}

export function toEditedView(view: SlotView, plan: EditPlan | null): EditedSlotView {
  const conflicts = plan?.conflicts.map((conflict) => ({ ...conflict, startsAt: conflict.startsAt.toISOString() }));
  return { ...view, plan: plan && toPlanView(plan), conflicts: conflicts ?? [] };
}

function toPlanView({ remove, add, map }: EditPlan): EditPlanView {
  const mapped = map.map(({ from, to, ...rest }) => ({ ...rest, from: toPlaceView(from), to: toPlaceView(to) }));
  return { removed: remove.length, added: add.length, mapped };
}

function toPlaceView<P extends { startsAt: Date }>(place: P): Omit<P, 'startsAt'> & { startsAt: string } {
  return { ...place, startsAt: place.startsAt.toISOString() };
}
