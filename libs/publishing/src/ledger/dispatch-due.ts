import { brokenConstraint, preparedRows, sqlRows, type Tx, type UnitOfWork } from '#persistence';
import { addJobsFrom, PUBLISH_TASK, RECONCILE_TASK } from './jobs.js';
import { MOST_AT_ONCE } from './move-publications.js';

export interface DispatchReport {
  queued: number;
  looks: number;
}

/** Two dispatchers at once would only wait for each other's rows. */
const DISPATCH_LOCK = 7_242_003;

/** How far into the backlog one beat looks; beyond it, channels wait for a later beat. */
const WINDOW = 50_000;
/** Jobs added by one beat. */
const BATCH = 2_000;

/** Looks at the queues that one beat may take, each of them newer than the last. */
const LOOKS = 3;

/**
 * Moves the first due publication of every free channel to `queued` and adds its job, in one statement; likewise the
 * looks that are due at networks with an unknown outcome. Order: the brands' turns, then due time. A channel that
 * somebody else fills meanwhile, with a publication not there when the statement began, undoes it; then it looks again.
 */
export async function dispatchDue(uow: UnitOfWork, now: Date): Promise<DispatchReport> {
  for (let look = 1; ; look++) {
    try {
      return await uow.run((tx) => dispatch(tx, now));
    } catch (error) {
      if (look === LOOKS || brokenConstraint(error) !== 'publication_in_flight') throw error;
    }
  }
}

async function dispatch(tx: Tx, now: Date): Promise<DispatchReport> {
  const [lock] = await sqlRows<{ free: boolean }>(tx, 'select pg_try_advisory_xact_lock($1) as free', [DISPATCH_LOCK]);
  if (!lock?.free) return { queued: 0, looks: 0 };
  return { queued: await promoteDue(tx, now), looks: await dispatchLooks(tx, now) };
}

const PENDING_STATES = `('scheduled', 'waiting', 'processing')`;

/**
 * `due` is a range scan of publication_due, so an idle beat costs one probe and a backlog costs its own length, not
 * that of the future. `for update skip locked` leaves rows that a verb or a worker holds to the next beat; a row that
 * changed meanwhile is checked again by its own conditions.
 */
async function promoteDue(tx: Tx, now: Date): Promise<number> {
  const [result] = await sqlRows<{ queued: string }>(
    tx,
    `with due as materialized (
       select id, brand_id, channel_id, run_at from publication
       where state in ${PENDING_STATES} and run_at <= $1
       order by run_at, id limit ${WINDOW}
     ), heads as (
       select distinct on (channel_id) id, brand_id, channel_id, run_at from due
       where not exists (select from publication as busy
         where busy.channel_id = due.channel_id and busy.state in ('queued', 'publishing', 'reconciling'))
         and not exists (select from rate_bucket as bucket
           where bucket.scope = 'channel' and bucket.key = due.channel_id::text and bucket.until > $1)
       order by channel_id, run_at, id
     ), ranked as (
       select id, brand_id, run_at, row_number() over (partition by brand_id order by run_at, id) as place from heads
     ), chosen as materialized (
       select publication.id, publication.brand_id, ranked.place from ranked join publication using (id)
       where publication.state in ${PENDING_STATES} and publication.run_at <= $1
       order by ranked.place, ranked.run_at limit ${BATCH}
       for update of publication skip locked
     ), turns as (${nextTurns('chosen')}), promoted as (
       update publication set state = 'queued', queued_at = $1, updated_at = $1, version = version + 1,
         turn = turns.next + chosen.place - 1
       from chosen join turns using (brand_id) where publication.id = chosen.id
       returning publication.id, publication.tries, publication.turn as rank
     )
     select count(*) as queued from ${addJobsFrom('promoted', PUBLISH_TASK)}`,
    [now],
  );
  return Number(result?.queued ?? 0);
}

/** A look keeps the state `reconciling`; its run_at moves past the lease so that no second look is added meanwhile. */
async function dispatchLooks(tx: Tx, now: Date): Promise<number> {
  const [result] = await sqlRows<{ looks: string }>(
    tx,
    `with chosen as (
       select id from publication where state = 'reconciling' and run_at <= $1
       order by run_at limit ${BATCH} for update skip locked
     ), touched as (
       update publication set run_at = $1::timestamptz + interval '1 minute', updated_at = $1
       from chosen where publication.id = chosen.id
       returning publication.id, publication.tries * 100 + publication.looks as tries, 0 as rank
     )
     select count(*) as looks from ${addJobsFrom('touched', RECONCILE_TASK)}`,
    [now],
  );
  return Number(result?.looks ?? 0);
}

/** A channel that has come to the end of something, and the turn which that had. */
export interface FreeChannel {
  channelId: string;
  turn: number;
}

/**
 * Queues the next due publication of each of up to `MOST_AT_ONCE` channels at once, so that a channel advances at the
 * pace of its network and not at one a beat. A head that somebody holds is left to them: its channel's second must not go
 * before it. Not durable: what a crash of the machine takes back is due still.
 */
export async function promoteNext(uow: UnitOfWork, channels: readonly FreeChannel[], now: Date): Promise<void> {
  const free = channels.map(({ channelId, turn }) => ({ channelId, turn }));
  await uow.read((tx) => preparedRows(tx, PROMOTE_NEXT, [JSON.stringify(free), now]));
}

const PROMOTE_NEXT = `
  with relaxed as materialized (
    select set_config('synchronous_commit', 'off', true)
  ), channels as (
    select "channelId" as id, max(turn) as turn
    from (select * from jsonb_to_recordset($1::jsonb) as free ("channelId" uuid, turn int) limit ${MOST_AT_ONCE}) as free group by 1
  ), heads as materialized (
    select head.id, channels.turn from relaxed cross join channels cross join lateral (
      select id from publication
      where channel_id = channels.id and state in ${PENDING_STATES} and run_at <= $2
        and not exists (select from publication as busy
          where busy.channel_id = channels.id and busy.state in ('queued', 'publishing', 'reconciling'))
        and not exists (select from rate_bucket as bucket
          where bucket.scope = 'channel' and bucket.key = channels.id::text and bucket.until > $2)
      order by run_at, id limit 1
    ) as head
  ), chosen as materialized (
    select publication.id, publication.brand_id, heads.turn from heads join publication using (id)
    where publication.state in ${PENDING_STATES} and publication.run_at <= $2
    for update of publication skip locked
  ), turns as (${nextTurns('chosen')}), placed as (
    select id, greatest(turns.next, chosen.turn + 1) + row_number() over (partition by brand_id order by chosen.turn, id) - 1 as turn
    from chosen join turns using (brand_id)
  ), promoted as (
    update publication set state = 'queued', queued_at = $2, updated_at = $2, version = version + 1, turn = placed.turn
    from placed where publication.id = placed.id
    returning publication.id, publication.tries, publication.turn as rank
  )
  select from ${addJobsFrom('promoted', PUBLISH_TASK)}`;

/**
 * SQL: the turn that each brand of `source` takes next. Brands share the queue as if each had one of its own: the n-th
 * that a brand has queued goes with the n-th of the others, and a brand that comes later joins at the turn being served
 * (start-time fair queueing, Goyal, Vin, Cheng 1996). One probe each of two indexes, however long the queues are.
 */
function nextTurns(source: string): string {
  return `select brand_id, greatest(
      (select priority from graphile_worker._private_jobs where is_available order by priority, run_at limit 1),
      (select turn from publication as other where other.brand_id = brands.brand_id and other.queued_at is not null order by turn desc limit 1) + 1,
      1) as next
    from (select distinct brand_id from ${source}) as brands`;
}
