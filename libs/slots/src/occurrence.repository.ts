import type { BrandScope, LocalTime } from '#kernel';
import { sqlRows, type Tx, withinScope } from '#persistence';
import { columnsOf, type OccurrenceBlackout, type PlacedColumns } from './blackouts/occurrence-blackout.js';
import type { PlacedDate } from './blackouts/place-dates.js';
import type { MappedOccurrence } from './plan-edit.js';
import { formatOccurrenceId } from './occurrence-id.js';
import { OccurrenceEntity } from './occurrence.entity.js';

/** Which slots: all that fit whatever is given; nothing given means all that the scope allows. */
export interface OccurrenceFilter {
  slotIds?: readonly string[];
  brandIds?: readonly string[];
  /** Slots that name one of these. */
  channelIds?: readonly string[];
}

/** Takes `:channelIds`. */
export function onChannels(slotColumn: string): string {
  return `exists (select from slot_channel where slot_id = ${slotColumn} and channel_id = any(:channelIds))`;
}

/** A date of a slot, ready to become a row. */
export interface SlotDateOf {
  slotId: string;
  date: PlacedDate;
}

export function findOccurrence(tx: Tx, scope: BrandScope, id: string): Promise<OccurrenceEntity | null> {
  const query = tx.createQueryBuilder(OccurrenceEntity, 'occurrence').where('occurrence.id = :id', { id });
  return withinScope(query, scope).getOne();
}

export function lockOccurrence(tx: Tx, scope: BrandScope, id: string): Promise<OccurrenceEntity | null> {
  const query = tx.createQueryBuilder(OccurrenceEntity, 'occurrence').where('occurrence.id = :id', { id });
  return withinScope(query, scope).setLock('pessimistic_write').getOne();
}

/** The rows that start in `[from, to)`, but for those of deleted brands. */
export function rowsBetween(
  tx: Tx,
  scope: BrandScope,
  filter: OccurrenceFilter,
  from: Date,
  to: Date,
): Promise<OccurrenceEntity[]> {
  const query = tx
    .createQueryBuilder(OccurrenceEntity, 'occurrence')
    .where('occurrence.startsAt >= :from and occurrence.startsAt < :to', { from, to })
    .andWhere('exists (select from brand where brand.id = occurrence.brandId and brand.archived_at is null)');
  if (filter.slotIds) query.andWhere('occurrence.slotId = any(:slotIds)', filter);
  if (filter.brandIds) query.andWhere('occurrence.brandId = any(:brandIds)', filter);
  if (filter.channelIds) query.andWhere(onChannels('occurrence.slotId'), filter);
  return withinScope(query, scope).getMany();
}

/** Rows of slots that the caller was allowed to read, whose original start is in `[from, to]`. */
export function rowsByOriginalStart(
  tx: Tx,
  slotIds: readonly string[],
  from: LocalTime,
  to: LocalTime,
): Promise<OccurrenceEntity[]> {
  return tx
    .createQueryBuilder(OccurrenceEntity, 'occurrence')
    .where('occurrence.slotId = any(:slotIds)', { slotIds })
    .andWhere('occurrence.originalStart between :from and :to', { from, to })
    .orderBy('occurrence.originalStart')
    .getMany();
}

/** In no order; what there is none of, or not for the caller, is absent. */
export function findOccurrences(tx: Tx, scope: BrandScope, ids: readonly string[]): Promise<OccurrenceEntity[]> {
  const query = tx.createQueryBuilder(OccurrenceEntity, 'occurrence').where('occurrence.id = any(:ids)', { ids });
  return withinScope(query, scope).getMany();
}

/** Rows that the caller was allowed to read. */
export async function rowsById(tx: Tx, ids: readonly string[]): Promise<Map<string, OccurrenceEntity>> {
  const query = tx.createQueryBuilder(OccurrenceEntity, 'occurrence').where('occurrence.id = any(:ids)', { ids });
  return new Map((await query.getMany()).map((row) => [row.id, row]));
}

/** What an edit at `now` may concern: rows that start later, or were first planned from `fromLocal` on. */
export function rowsAhead(tx: Tx, slotId: string, fromLocal: LocalTime, now: Date): Promise<OccurrenceEntity[]> {
  return tx
    .createQueryBuilder(OccurrenceEntity, 'occurrence')
    .where('occurrence.slotId = :slotId', { slotId })
    .andWhere('(occurrence.originalStart >= :fromLocal or occurrence.startsAt > :now)', { fromLocal, now })
    .orderBy('occurrence.originalStart')
    .setLock('pessimistic_write')
    .getMany();
}

/** Materialises dates in one statement; those that exist stay as they are. Answers how many are new. */
export async function insertDates(tx: Tx, dates: readonly SlotDateOf[], now: Date): Promise<number> {
  if (dates.length === 0) return 0;
  const columns = dates.map(({ date }) => columnsOf(date));
  const [result] = await sqlRows<{ added: number }>(
    tx,
    `with added as (
       insert into occurrence (id, slot_id, agency_id, brand_id, original_start, local_time, timezone, starts_at, state,
         state_reason, blackout, moved, version, created_at, updated_at)
       select date.id, slot.id, slot.agency_id, slot.brand_id, date.original_start, date.local_time, date.timezone,
         date.starts_at, date.state, date.state_reason, date.blackout::jsonb, false, 1, $10, $10
       from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
         $8::text[], $9::text[])
         as date (id, slot_id, original_start, local_time, timezone, starts_at, state, state_reason, blackout)
       join slot on slot.id = date.slot_id
       on conflict do nothing
       returning id
     )
     select count(*)::int as added from added`,
    [
      dates.map(({ slotId, date }) => formatOccurrenceId({ slotId, originalStart: date.originalStart })),
      dates.map(({ slotId }) => slotId),
      dates.map(({ date }) => date.originalStart),
      columns.map(({ localTime }) => localTime),
      dates.map(({ date }) => date.timezone),
      columns.map(({ startsAt }) => startsAt),
      ...placementLists(columns),
      now,
    ],
  );
  return result?.added ?? 0;
}

export async function updateOccurrence(
  tx: Tx,
  row: OccurrenceEntity,
  changes: Partial<
    Pick<
      OccurrenceEntity,
      'state' | 'stateReason' | 'localTime' | 'timezone' | 'startsAt' | 'moved' | 'blackout' | 'assigneeId' | 'note'
    >
  >,
  now: Date,
): Promise<OccurrenceEntity> {
  const written = { ...changes, version: row.version + 1, updatedAt: now };
  await tx.update(OccurrenceEntity, { id: row.id }, written);
  return { ...row, ...written };
}

/** Gives occurrences the places that an edit has found for them, in one statement. */
export async function updatePlaces(tx: Tx, mapped: readonly MappedOccurrence[], now: Date): Promise<void> {
  if (mapped.length === 0) return;
  await tx.query(
    `update occurrence set local_time = place.local_time, timezone = place.timezone, starts_at = place.starts_at,
       version = version + 1, updated_at = $5
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as place (id, local_time, timezone, starts_at)
     where occurrence.id = place.id`,
    [
      mapped.map(({ occurrenceId }) => occurrenceId),
      mapped.map(({ to }) => to.localTime),
      mapped.map(({ to }) => to.timezone),
      mapped.map(({ to }) => to.startsAt),
      now,
    ],
  );
}

/** State, reason and blackout, each as a list of its own, for `unnest`. */
function placementLists(columns: readonly PlacedColumns[]): (string | null)[][] {
  return [
    columns.map(({ state }) => state),
    columns.map(({ stateReason }) => stateReason),
    columns.map(({ blackout }) => blackout && JSON.stringify(blackout)),
  ];
}

/** An untouched occurrence and what blackouts now make of it. */
export interface ReplacedOccurrence {
  id: string;
  columns: PlacedColumns;
}

/** Puts untouched occurrences where blackouts now have them, in one statement; they stay untouched. */
export async function replaceUntouched(tx: Tx, replaced: readonly ReplacedOccurrence[], now: Date): Promise<void> {
  if (replaced.length === 0) return;
  const columns = replaced.map((one) => one.columns);
  await tx.query(
    `update occurrence set local_time = place.local_time, starts_at = place.starts_at, state = place.state,
       state_reason = place.state_reason, blackout = place.blackout::jsonb, updated_at = $7
     from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[])
       as place (id, local_time, starts_at, state, state_reason, blackout)
     where occurrence.id = place.id and ${UNTOUCHED}`,
    [
      replaced.map(({ id }) => id),
      columns.map(({ localTime }) => localTime),
      columns.map(({ startsAt }) => startsAt),
      ...placementLists(columns),
      now,
    ],
  );
}

/** Tells on touched occurrences, which stay where they are, what closes them now; in one statement. */
export async function noteBlackouts(
  tx: Tx,
  notes: readonly { id: string; blackout: OccurrenceBlackout | null }[],
  now: Date,
): Promise<void> {
  if (notes.length === 0) return;
  await tx.query(
    `update occurrence set blackout = note.blackout::jsonb, version = version + 1, updated_at = $3
     from unnest($1::text[], $2::text[]) as note (id, blackout) where occurrence.id = note.id`,
    [notes.map(({ id }) => id), notes.map(({ blackout }) => blackout && JSON.stringify(blackout)), now],
  );
}

/** The rows of brands that start in `[from, to]` and after `now`, locked, each slot's by start. */
export function rowsAround(
  tx: Tx,
  brandIds: readonly string[],
  { from, to }: { from: Date; to: Date },
  now: Date,
): Promise<OccurrenceEntity[]> {
  return tx
    .createQueryBuilder(OccurrenceEntity, 'occurrence')
    .where('occurrence.brandId = any(:brandIds) and occurrence.startsAt > :now', { brandIds, now })
    .andWhere('occurrence.startsAt between :from and :to', { from, to })
    .orderBy('occurrence.id')
    .setLock('for_no_key_update')
    .getMany();
}

/**
 * Untouched is version 1: whoever touches a row counts it up, and only a touched one can ever have had a post. An
 * untouched one is open, or skipped by a blackout.
 */
const UNTOUCHED = 'version = 1';

export async function deleteUntouched(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.query(`delete from occurrence where id = any($1) and ${UNTOUCHED}`, [ids]);
}

/** Answers how many. */
export async function deleteUntouchedAhead(tx: Tx, slotId: string, now: Date): Promise<number> {
  const rows = await sqlRows(
    tx,
    `delete from occurrence where slot_id = $1 and starts_at > $2 and ${UNTOUCHED} returning id`,
    [slotId, now],
  );
  return rows.length;
}

/** Open occurrences ahead that somebody touched, once their slot is gone. Answers how many. */
export async function skipOpenAhead(tx: Tx, slotId: string, reason: string, now: Date): Promise<number> {
  const rows = await sqlRows(
    tx,
    `update occurrence set state = 'skipped', state_reason = $3, version = version + 1, updated_at = $2
     where slot_id = $1 and starts_at > $2 and state = 'open' returning id`,
    [slotId, now, reason],
  );
  return rows.length;
}

/** The filled occurrences ahead of a slot, by start. */
export async function filledAhead(tx: Tx, scope: BrandScope, slotId: string, now: Date): Promise<string[]> {
  const query = tx
    .createQueryBuilder(OccurrenceEntity, 'occurrence')
    .where(`occurrence.slotId = :slotId and occurrence.state = 'filled' and occurrence.startsAt > :now`, {
      slotId,
      now,
    })
    .orderBy('occurrence.startsAt');
  return (await withinScope(query, scope).getMany()).map(({ id }) => id);
}
