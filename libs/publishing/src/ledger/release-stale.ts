import { sqlRows, type Tx, type UnitOfWork } from '#persistence';
import { addJobsFrom, PUBLISH_TASK } from './jobs.js';

/** The advisory-lock class of worker leases; the object is `hashtext(<pool id>)`. */
export const LEASE_CLASS = 724_200;

/** SQL: whether the process that owns the lease of `owner` is alive in this database. */
export function leaseHeld(owner: string): string {
  return `exists (select from pg_locks where locktype = 'advisory' and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())
    and classid = ${LEASE_CLASS}::oid and objid = hashtext(${owner})::oid)`;
}

export interface StaleReport {
  requeued: number;
  reconciling: number;
  revived: number;
}

/**
 * Takes back what a dead worker held: rows whose lease is over or whose owner's lock is free go back to the queue
 * with their job, or, when something was armed, to the question what became of it. Compares nothing but the rows
 * themselves, so any number of schedulers may run it at once.
 */
export async function releaseStale(uow: UnitOfWork, now: Date, firstLook: number): Promise<StaleReport> {
  return uow.run(async (tx) => {
    await releaseLooks(tx, now);
    const [released] = await sqlRows<{ requeued: string; reconciling: string }>(
      tx,
      `with stale as (
         select p.id, exists (select from publication_unit as u where u.publication_id = p.id and u.armed is not null) as armed
         from publication as p
         where p.state = 'publishing' and (p.lease_until < $1 or not ${leaseHeld('p.lease_owner')})
         for update of p skip locked
       ), interrupted as (
         update attempt set finished_at = $1, outcome = 'interrupted' from stale
         where attempt.publication_id = stale.id and attempt.finished_at is null
       ), released as (
         update publication set
           state = case when stale.armed then 'reconciling' else 'queued' end,
           reason = case when stale.armed then 'worker_died' end,
           run_at = case when stale.armed then $2 else publication.run_at end,
           queued_at = case when not stale.armed then $1::timestamptz end, looks = 0, lease_token = null, lease_until = null, lease_owner = null,
           updated_at = $1, version = version + 1
         from stale where publication.id = stale.id
         returning publication.id, publication.tries, stale.armed, 0 as rank
       ), again as (select id, tries, rank from released where not armed)
       select (select count(*) from ${addJobsFrom('again', PUBLISH_TASK)}) as requeued,
              (select count(*) from released where armed) as reconciling`,
      [now, new Date(now.getTime() + firstLook)],
    );
    return {
      requeued: Number(released?.requeued ?? 0),
      reconciling: Number(released?.reconciling ?? 0),
      revived: 0,
    };
  });
}

/** A dead worker's question is put again at once: it sends nothing, and its channel waits for the answer. */
async function releaseLooks(tx: Tx, now: Date): Promise<void> {
  await sqlRows(
    tx,
    `with stale as (
       select p.id from publication as p
       where p.state = 'reconciling' and p.lease_owner is not null
         and (p.lease_until < $1 or not ${leaseHeld('p.lease_owner')})
       for update of p skip locked
     )
     update publication set run_at = $1, lease_token = null, lease_until = null, lease_owner = null, updated_at = $1
     from stale where publication.id = stale.id`,
    [now],
  );
}

/**
 * Adds the job again of rows that have been queued for a while without one that could run. A job is lost to its row
 * when the engine backs off after an error of its own, or when a worker took it on a connection that broke before it
 * heard so: the job is locked, its pool lives, and nobody works on it. One that waits for its turn is not lost.
 */
export async function reviveQueued(uow: UnitOfWork, now: Date, queuedBefore: Date): Promise<number> {
  return uow.run(async (tx) => {
    const [revived] = await sqlRows<{ revived: string }>(
      tx,
      `with lost as (
         select p.id, p.tries, 0 as rank from publication as p
         where p.queued_at < $1
           and not exists (select from graphile_worker._private_jobs as job
             where job.key = '${PUBLISH_TASK}:' || p.id || ':' || p.tries and (job.locked_at > now() - interval '5 seconds' or (job.is_available and job.run_at <= now())))
         limit 1000 for update of p skip locked
       ), touched as (
         update publication set queued_at = $2 from lost where publication.id = lost.id returning lost.*
       )
       select count(*) as revived from ${addJobsFrom('touched', PUBLISH_TASK)}`,
      [queuedBefore, now],
    );
    return Number(revived?.revived ?? 0);
  });
}

/** Unlocks the jobs of worker pools that hold no lease: the engine itself would wait four hours. */
export async function unlockDeadWorkers(uow: UnitOfWork): Promise<void> {
  await uow.read((tx) =>
    tx.query(
      `select graphile_worker.force_unlock_workers(array_agg(dead.locked_by))
       from (select distinct locked_by from graphile_worker._private_jobs as job
             where job.locked_by is not null and job.locked_at < now() - interval '1 second' and not ${leaseHeld('job.locked_by')}) as dead
       having count(*) > 0`,
    ),
  );
}
