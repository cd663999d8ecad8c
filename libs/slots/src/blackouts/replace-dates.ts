import { sqlRows, type Tx } from '#persistence';
import { dayAfter, dayBefore } from '../day-window.js';
import { groupBySlot } from '../group-by-slot.js';
import { matchDates } from '../match-dates.js';
import { noteBlackouts, type ReplacedOccurrence, replaceUntouched, rowsAround } from '../occurrence.repository.js';
import type { OccurrenceEntity } from '../occurrence.entity.js';
import type { OccurrenceState } from '../occurrence-states.js';
import type { SlotCalendar } from '../slot-calendar.js';
import { calendarsOf } from '../slot.repository.js';
import { type ClosureBook, readClosures } from './blackout.repository.js';
import { type Closures, surroundings } from './closures.js';
import { columnsOf, noteFor, type OccurrenceBlackout, sameBlackout, samePlacement } from './occurrence-blackout.js';
import { placedBetween } from './place-dates.js';
import { DAY } from './wall-clock.js';

/** Where a change of blackouts has its effect. */
export interface AffectedCalendar {
  blackoutId: string;
  agencyId: string;
  /** Null: all of the agency's. */
  brandId: string | null;
  /** What the blackout covered or covers; null: without an end. */
  from: Date | null;
  to: Date | null;
  /** How far it shifts or shifted dates, in days. */
  reach: number;
}

interface DateState {
  localTime: string;
  startsAt: Date;
  state: OccurrenceState;
  blackout: OccurrenceBlackout | null;
}

/** An occurrence that blackouts now put elsewhere or in another state, or that goes back to where its rule has it. */
export interface ReplacedDate {
  occurrenceId: string;
  slotId: string;
  brandId: string;
  change: 'skip' | 'shift' | 'require_approval' | 'restore';
  from: DateState;
  to: DateState;
}

interface AffectedSlot {
  id: string;
  agencyId: string;
  brandId: string;
}

/**
 * Puts the occurrences ahead that nobody touched where the blackouts now have them, and tells on touched ones, which
 * stay, what closes them. The slots are locked until the transaction ends: whoever materialises or edits dates waits,
 * then sees the new blackouts. Six statements, however many slots. The caller has changed the blackouts before.
 */
export async function replaceDates(tx: Tx, affected: AffectedCalendar, now: Date): Promise<ReplacedDate[]> {
  const slots = await lockSlots(tx, affected);
  if (slots.length === 0) return [];
  const last = await furthestStart(tx, slots, now);
  const book = await readClosures(tx, [affected.agencyId], dayBefore(now), dayAfter(last));
  const reach = Math.max(book.reach, affected.reach);
  const range = rangeOf(affected, marginOf(affected, book), now, last);
  const rows = await rowsAround(tx, brandsOf(slots), range, now);
  const untouched = rows.filter(({ version }) => version === 1);
  // What starts in the range may have been shifted there from outside.
  const changes = await replacements(tx, slots, untouched, book, widen(range, reach), now);
  await replaceUntouched(
    tx,
    changes.map(({ row, columns }) => ({ id: row.id, columns })),
    now,
  );
  await noteTouched(tx, rows, book, now);
  return changes.flatMap(({ row, columns }) => tellChange(row, columns));
}

function lockSlots(tx: Tx, { agencyId, brandId }: AffectedCalendar): Promise<AffectedSlot[]> {
  return sqlRows<AffectedSlot>(
    tx,
    `select id, agency_id as "agencyId", brand_id as "brandId" from slot
     where agency_id = $1 and ($2::uuid is null or brand_id = $2) and archived_at is null
     order by id for no key update`,
    [agencyId, brandId],
  );
}

/** Beyond the horizon there are the dates that somebody touched, perhaps years ahead. */
async function furthestStart(tx: Tx, slots: readonly AffectedSlot[], now: Date): Promise<Date> {
  const [row] = await sqlRows<{ last: Date | null }>(
    tx,
    'select max(starts_at) as last from occurrence where brand_id = any($1) and starts_at > $2',
    [brandsOf(slots), now],
  );
  return row?.last ?? now;
}

/**
 * Milliseconds around the blackout. What it shifted itself lies within its reach; only where others shift dates as well
 * may theirs have to go elsewhere, too.
 */
function marginOf({ blackoutId, reach }: AffectedCalendar, book: ClosureBook): number {
  const others = book.reachWithout(blackoutId);
  return (others === 0 ? reach : surroundings(Math.max(reach, others))) * DAY;
}

function brandsOf(slots: readonly AffectedSlot[]): string[] {
  return [...new Set(slots.map(({ brandId }) => brandId))];
}

/** The starts ahead on whose placing the change may have an effect. */
function rangeOf(affected: AffectedCalendar, margin: number, now: Date, last: Date): { from: Date; to: Date } {
  const from = Math.max(now.getTime(), (affected.from?.getTime() ?? 0) - margin);
  const to = Math.min(last.getTime(), (affected.to?.getTime() ?? Infinity) + margin);
  return { from: dayBefore(new Date(from)), to: dayAfter(new Date(Math.max(from, to))) };
}

function widen({ from, to }: { from: Date; to: Date }, days: number): { from: Date; to: Date } {
  return { from: dayBefore(new Date(from.getTime() - days * DAY)), to: dayAfter(new Date(to.getTime() + days * DAY)) };
}

interface Replacing extends ReplacedOccurrence {
  row: OccurrenceEntity;
}

async function replacements(
  tx: Tx,
  slots: readonly AffectedSlot[],
  rows: readonly OccurrenceEntity[],
  book: ClosureBook,
  range: { from: Date; to: Date },
  now: Date,
): Promise<Replacing[]> {
  const rowsOfSlot = groupBySlot(rows, (row) => row);
  const concerned = slots.filter(({ id }) => rowsOfSlot.has(id));
  const calendars = await calendarsOf(
    tx,
    concerned.map(({ id }) => id),
  );
  return concerned.flatMap((slot) =>
    replacing(rowsOfSlot.get(slot.id) ?? [], calendars.get(slot.id) ?? [], book.ofSlots(slot), range, now),
  );
}

function replacing(
  rows: readonly OccurrenceEntity[],
  calendar: SlotCalendar,
  closures: Closures,
  range: { from: Date; to: Date },
  now: Date,
): Replacing[] {
  const dates = placedBetween(calendar, closures, range.from, range.to, now);
  const keepers = rows.map((row) => ({ row, originalStart: row.originalStart, touched: false }));
  return matchDates(keepers, dates).pairs.flatMap(({ row: { row }, date }) => {
    const columns = columnsOf(date);
    // What was shifted past the end of its blackout is not sent back behind now.
    const isAhead = columns.startsAt > now;
    return isAhead && !samePlacement(row, columns) ? [{ id: row.id, row, columns }] : [];
  });
}

async function noteTouched(tx: Tx, rows: readonly OccurrenceEntity[], book: ClosureBook, now: Date): Promise<void> {
  const notes = rows
    .filter(({ version }) => version > 1)
    .map((row) => ({ row, blackout: noteFor(book.ofSlots(row), row, row.blackout) }))
    .filter(({ row, blackout }) => !sameBlackout(row.blackout, blackout));
  await noteBlackouts(
    tx,
    notes.map(({ row, blackout }) => ({ id: row.id, blackout })),
    now,
  );
}

/** Nothing where only the name of the blackout changed. */
function tellChange(row: OccurrenceEntity, columns: ReplacedOccurrence['columns']): ReplacedDate[] {
  const change = changeOf(row, columns);
  if (!change) return [];
  const { id: occurrenceId, slotId, brandId } = row;
  return [{ occurrenceId, slotId, brandId, change, from: toState(row), to: toState(columns) }];
}

function changeOf(row: OccurrenceEntity, columns: ReplacedOccurrence['columns']): ReplacedDate['change'] | null {
  if (columns.state === 'skipped') return row.state === 'skipped' ? null : 'skip';
  const isElsewhere = columns.localTime !== row.localTime;
  const action = columns.blackout?.action;
  if (action === 'shift') return isElsewhere || row.state === 'skipped' ? 'shift' : null;
  if (action === 'require_approval') return row.blackout?.action === 'require_approval' ? null : 'require_approval';
  return row.blackout ? 'restore' : null;
}

function toState({ localTime, startsAt, state, blackout }: DateState): DateState {
  return { localTime, startsAt, state, blackout };
}
