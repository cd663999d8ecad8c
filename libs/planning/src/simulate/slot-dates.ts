import type { LocalTime, Zone } from '#kernel';
import {
  type Closures,
  type Decisive,
  formatOccurrenceId,
  matchDates,
  type OccurrenceState,
  type PlacedDate,
  placedBetween,
} from '#slots';
import type { KnownDate, SimulatedSlot, SimulationWindow } from './simulation-input.js';

/** A date of a slot as it stands at the instant of the simulation, or will when it comes into sight. */
export interface SlotDateStanding {
  slot: SimulatedSlot;
  id: string;
  localTime: LocalTime;
  timezone: Zone;
  startsAt: Date;
  state: OccurrenceState;
  stateReason: string | null;
  shiftedFrom: LocalTime | null;
  blackout: Decisive | null;
}

const DAY = 86_400_000;

/** Around the window, in milliseconds: a local day on either side, and as far as blackouts shift a date. */
export function marginOf(reach: number): number {
  return (reach + 2) * DAY;
}

/**
 * The dates that start in the window: those that people touched or that have begun, as they stand; those ahead that
 * nobody touched, as the scheduler makes them when it extends the horizon, from rule and blackouts alone.
 */
export function slotDates(
  slot: SimulatedSlot,
  known: readonly KnownDate[],
  closures: Closures,
  window: SimulationWindow,
): SlotDateStanding[] {
  const { from, to, now } = window;
  const { pairs, rows, dates } = matchDates(byOriginalStart(known), ruledDates(slot, closures, window));
  const isOfRule = ({ row, date }: (typeof pairs)[number]) => !row.touched && row.startsAt >= now && isAhead(date, now);
  const kept = pairs.filter((pair) => !isOfRule(pair));
  const ruled = [...dates, ...pairs.filter(isOfRule).map(({ date }) => date)].filter((date) => isAhead(date, now));
  return [
    ...kept.map(({ row, date }) => fromRow(slot, row, date)),
    ...rows.map((row) => fromRow(slot, row, null)),
    ...ruled.map((date) => fromRule(slot, date)),
  ].filter(({ startsAt }) => startsAt >= from && startsAt < to);
}

/** Of two rows that want the same date the earlier one gets it, as in the database. */
function byOriginalStart(known: readonly KnownDate[]): KnownDate[] {
  return [...known].sort((a, b) => (a.originalStart < b.originalStart ? -1 : 1));
}

function ruledDates(slot: SimulatedSlot, closures: Closures, { from, to, now }: SimulationWindow): PlacedDate[] {
  if (!slot.active || slot.archived || to <= now) return [];
  const margin = marginOf(closures.reach);
  const first = new Date(Math.max(from.getTime(), now.getTime()) - margin);
  return placedBetween(slot.calendar, closures, first, new Date(to.getTime() + margin), slot.placedAt);
}

/** What the rule had before now has a row, or was none: the slot did not exist yet, or slept. */
function isAhead({ startsAt, ruled }: PlacedDate, now: Date): boolean {
  return startsAt >= now && ruled.startsAt >= now;
}

function fromRow(slot: SimulatedSlot, row: KnownDate, date: PlacedDate | null): SlotDateStanding {
  const { id, localTime, timezone, startsAt, state, stateReason } = row;
  // A blackout never moves what somebody touched: the row lies there because it was moved before.
  const isShifted = date?.disposition === 'shift' && startsAt.getTime() === date.startsAt.getTime();
  // One that was moved first lies elsewhere: what closes its old place has no say in it.
  const isSkipped = state === 'skipped' && date?.disposition === 'skip' && localTime === date.ruled.localTime;
  return {
    slot,
    id,
    localTime,
    timezone,
    startsAt,
    state,
    stateReason,
    shiftedFrom: isShifted ? date.ruled.localTime : null,
    blackout: isShifted || isSkipped ? date.blackout : null,
  };
}

function fromRule(slot: SimulatedSlot, date: PlacedDate): SlotDateStanding {
  const { originalStart, localTime, timezone, startsAt, disposition, reason, ruled, blackout } = date;
  return {
    slot,
    id: formatOccurrenceId({ slotId: slot.id, originalStart }),
    localTime,
    timezone,
    startsAt,
    state: disposition === 'skip' ? 'skipped' : 'open',
    stateReason: reason,
    shiftedFrom: disposition === 'shift' ? ruled.localTime : null,
    blackout,
  };
}
