import type { LocalTime, Zone } from '#kernel';
import { columnsOf, type PlacedColumns, samePlacement } from './blackouts/occurrence-blackout.js';
import type { PlacedDate } from './blackouts/place-dates.js';
import { matchDates } from './match-dates.js';
import type { OccurrenceState } from './occurrence-states.js';
import { placeLocal, type SlotDate } from './slot-calendar.js';

/** A materialised occurrence ahead, as an edit sees it. */
export interface EditableRow extends Omit<PlacedColumns, 'state' | 'stateReason'> {
  id: string;
  originalStart: LocalTime;
  timezone: Zone;
  state: OccurrenceState;
  stateReason: string | null;
  moved: boolean;
  /** Somebody filled, moved, skipped, assigned or annotated it at some time. */
  touched: boolean;
}

interface Place {
  localTime: LocalTime;
  timezone: Zone;
  startsAt: Date;
}

/** An occurrence that takes the new start of its local day. */
export interface MappedOccurrence {
  occurrenceId: string;
  state: OccurrenceState;
  from: Place;
  to: Place;
}

/** An occurrence that stays where it is although the rule no longer says so. */
export interface EditConflict {
  occurrenceId: string;
  state: OccurrenceState;
  localTime: LocalTime;
  startsAt: Date;
  /** `no_date`: the new rule has nothing on its local day. `in_flight`: its post is being sent. */
  reason: 'no_date' | 'in_flight';
}

export interface EditPlan {
  /** Untouched occurrences that go. */
  remove: readonly string[];
  /** Dates to materialise. One that moves with the zone is removed and added. */
  add: readonly PlacedDate[];
  map: readonly MappedOccurrence[];
  conflicts: readonly EditConflict[];
}

export interface EditQuestion {
  now: Date;
  rows: readonly EditableRow[];
  /** What the calendar gave before, and gives now, on the local days of `rows` and from today to `materialiseUntil`. */
  oldDates: readonly SlotDate[];
  newDates: readonly PlacedDate[];
  materialiseUntil: Date;
  /** Occurrences that must stay where they are: their post is being sent. */
  pinned: ReadonlySet<string>;
}

/** What an edit of the rule does to the occurrences ahead. Nothing that somebody touched is ever lost. */
export function planEdit(question: EditQuestion): EditPlan {
  const { now, newDates, materialiseUntil, pinned } = question;
  const isAhead = ({ startsAt }: { startsAt: Date }) => startsAt > now;
  const match = matchDates(question.rows, newDates);
  const stale = match.pairs.filter(({ row, date }) => !row.touched && isAhead(row) && !standsFor(row, date));
  const moves = match.pairs.filter(({ row }) => isAhead(row)).flatMap(({ row, date }) => mapRow(row, date));
  const gone = match.rows.filter((row) => !row.touched && isAhead(row));
  const dates = [...match.dates, ...stale.map(({ date }) => date)];
  return {
    remove: [...gone, ...stale.map(({ row }) => row)].map(({ id }) => id),
    add: dates.filter((date) => isAhead(date) && date.ruled.startsAt < materialiseUntil),
    map: moves.filter(({ occurrenceId }) => !pinned.has(occurrenceId)),
    conflicts: [
      ...newlyDetached(question, match.rows.filter(isAhead)).map((row) => toConflict(row, 'no_date')),
      ...moves.filter(({ occurrenceId }) => pinned.has(occurrenceId)).map(staysInFlight),
    ],
  };
}

function mapRow(row: EditableRow, date: PlacedDate): MappedOccurrence[] {
  // What is settled has its time behind it, whatever the calendar says.
  if (!row.touched || row.state === 'done' || row.state === 'missed') return [];
  const to = row.moved ? { ...placeLocal(row.localTime, date.timezone), timezone: date.timezone } : placeFor(row, date);
  return samePlace(row, to) ? [] : [{ occurrenceId: row.id, state: row.state, from: toPlace(row), to: toPlace(to) }];
}

/** Whether an untouched row is just what the calendar and its blackouts make of the date. */
function standsFor(row: EditableRow, date: PlacedDate): boolean {
  return samePlace(row, date) && samePlacement(row, columnsOf(date));
}

/** Blackouts never move what somebody touched: where the rule has it is as good as where they would put it. */
function placeFor(row: EditableRow, date: PlacedDate): Place {
  const ruled = { ...date.ruled, timezone: date.timezone };
  return samePlace(row, ruled) || date.disposition === 'skip' ? ruled : date;
}

/** Exceptions of earlier edits are known already. */
function newlyDetached({ rows, oldDates }: EditQuestion, lost: readonly EditableRow[]): EditableRow[] {
  const known = new Set(matchDates(rows, oldDates).rows);
  return lost.filter((row) => row.touched && !known.has(row));
}

function toConflict(row: EditableRow, reason: EditConflict['reason']): EditConflict {
  return { occurrenceId: row.id, state: row.state, localTime: row.localTime, startsAt: row.startsAt, reason };
}

function staysInFlight({ occurrenceId, state, from }: MappedOccurrence): EditConflict {
  return { occurrenceId, state, localTime: from.localTime, startsAt: from.startsAt, reason: 'in_flight' };
}

function toPlace({ localTime, timezone, startsAt }: Place): Place {
  return { localTime, timezone, startsAt };
}

function samePlace(a: Place, b: Place): boolean {
  return a.localTime === b.localTime && a.timezone === b.timezone && a.startsAt.getTime() === b.startsAt.getTime();
}
