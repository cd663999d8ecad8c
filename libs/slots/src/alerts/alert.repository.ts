import type { LocalTime, Zone } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import type { WatchedDate } from './due-lead-times.js';

/** A locked open occurrence whose moment has come. */
export interface Watched extends WatchedDate {
  id: string;
  slotId: string;
  agencyId: string;
  brandId: string;
  localTime: LocalTime;
  timezone: Zone;
}

/**
 * Locks what is to be looked at by now. One range of occurrence_alert, however many dates lie ahead; what another pass
 * is at is its own. In no order: sorting would read all of an import's new dates for each batch.
 */
export function takeWatched(tx: Tx, now: Date, limit: number): Promise<Watched[]> {
  return sqlRows<Watched>(
    tx,
    `select watched.id, watched.slot_id as "slotId", watched.agency_id as "agencyId", watched.brand_id as "brandId",
       watched.local_time as "localTime", watched.timezone, watched.starts_at as "startsAt",
       slot.lead_times as "leadTimes", slot.when_empty = 'skip' or not slot.active or slot.archived_at is not null as silent
     from (select * from occurrence where state = 'open' and next_alert_at <= $1 limit $2
           for no key update skip locked) as watched
     join slot on slot.id = watched.slot_id`,
    [now, limit],
  );
}

/** When each is to be looked at next; it counts as touched by nobody. */
export async function watchNext(tx: Tx, dates: readonly { id: string; next: Date | null }[]): Promise<void> {
  if (dates.length === 0) return;
  await tx.query(
    `update occurrence set next_alert_at = watch.next from unnest($1::text[], $2::timestamptz[]) as watch (id, next)
     where occurrence.id = watch.id`,
    [dates.map(({ id }) => id), dates.map(({ next }) => next)],
  );
}

export interface Fired {
  occurrenceId: string;
  key: string;
}

/**
 * What was said of these dates, or of one on the same day of the slot that an edit of its rule has put them in the
 * place of: nine o'clock moved to ten is no news. An id is `<slot>_<YYYYMMDD>T<HHmm>`.
 */
export function firedFor(tx: Tx, ids: readonly string[]): Promise<Fired[]> {
  return sqlRows<Fired>(
    tx,
    `select date.id as "occurrenceId", alert.lead_time as key
     from unnest($1::text[]) as date (id)
     join alert on alert.occurrence_id >= split_part(date.id, 'T', 1) and alert.occurrence_id < split_part(date.id, 'T', 1) || 'U'
     where alert.occurrence_id = date.id collate "C"
       or not exists (select from occurrence where occurrence.id = alert.occurrence_id)`,
    [ids],
  );
}

export interface NewAlert extends Fired {
  watched: Watched;
}

/** Keeps alerts; answers those that nobody else had kept. */
export async function keepAlerts(tx: Tx, alerts: readonly NewAlert[], now: Date): Promise<Fired[]> {
  if (alerts.length === 0) return [];
  return sqlRows<Fired>(
    tx,
    `insert into alert (occurrence_id, lead_time, slot_id, agency_id, brand_id, fired_at)
     select *, $6::timestamptz from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[])
     on conflict do nothing
     returning occurrence_id as "occurrenceId", lead_time as key`,
    [
      alerts.map(({ occurrenceId }) => occurrenceId),
      alerts.map(({ key }) => key),
      alerts.map(({ watched }) => watched.slotId),
      alerts.map(({ watched }) => watched.agencyId),
      alerts.map(({ watched }) => watched.brandId),
      now,
    ],
  );
}
