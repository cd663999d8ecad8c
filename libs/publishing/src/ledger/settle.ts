import { SYSTEM } from '#kernel';
import type { AdapterError, PublishState, Remote } from '#networks';
import { appendEvent } from '#outbox';
import { preparedRows, type Tx, type UnitOfWork } from '#persistence';
import type { Claim, ClaimedUnit } from './claim.js';
import { promoteNext } from './dispatch-due.js';
import { type Move, type MoveColumns, movePublication } from './move-publication.js';
import type { Bucket, Settlement } from './settlement.js';
import { LeaseLost } from './store-unit.js';

/** What one try left behind, besides what becomes of the publication. */
export interface TryRecord {
  unit: Pick<ClaimedUnit, 'unit' | 'kind' | 'key'> | null;
  step: string | null;
  state: PublishState | null;
  remote: Remote | null;
  error: AdapterError | null;
}

/**
 * Ends a try: unit, attempt, state, post and event in one transaction, compared with the lease. The channel's next due
 * publication is queued in the same breath. Throws `LeaseLost`.
 */
export async function settle(
  uow: UnitOfWork,
  claim: Claim,
  settlement: Settlement,
  record: TryRecord,
  now: Date,
): Promise<void> {
  await uow.run(async (tx) => {
    const move = moveOf(claim, settlement, record, now);
    const moved = await movePublication(tx, { ...move, record: () => recordTry(tx, claim, settlement, record, now) });
    if (!moved) throw new LeaseLost(claim.publicationId);
    if (settlement.to === 'waiting' && settlement.bucket) await sleep(tx, settlement.bucket);
    if (settlement.to === 'held') await askToReconnect(tx, claim, record, now);
    if (settlement.to !== 'reconciling') await promoteNext(tx, claim.channelId, now);
  });
}

function moveOf(claim: Claim, settlement: Settlement, record: TryRecord, now: Date): Move {
  const base = {
    publicationId: claim.publicationId,
    by: 'settle',
    from: ['publishing'] as const,
    to: settlement.to,
    fence: claim.token,
    actor: SYSTEM,
    now,
  };
  return { ...base, set: columnsOf(claim, settlement, record, now) };
}

/** The columns a settlement sets, for a try and for a look alike. */
export function columnsOf(claim: Claim, settlement: Settlement, record: TryRecord, now: Date): Partial<MoveColumns> {
  const detail = record.error?.detail ?? null;
  const remote = record.remote ? { remote_id: record.remote.id, remote_url: record.remote.url } : {};
  const started = record.remote ? { started: true } : {};
  switch (settlement.to) {
    case 'published':
      // What a reader follows is the post itself, not the last comment under it.
      return {
        ...firstRemote(claim, record),
        published_at: now,
        differences: settlement.differences,
        started: true,
        reason: null,
        detail: null,
      };
    case 'processing':
      return { ...remote, run_at: settlement.runAt, started: true, reason: null, detail: null };
    case 'waiting':
      return {
        ...remote,
        ...started,
        run_at: settlement.runAt,
        reason: settlement.reason,
        detail,
        failures: claim.failures + (settlement.countsAsFailure ? 1 : 0),
      };
    case 'reconciling':
      return { run_at: settlement.runAt, reason: settlement.reason, detail };
    case 'held':
    case 'failed':
    case 'unconfirmed':
      return { ...started, reason: settlement.reason, detail };
  }
}

function firstRemote(claim: Claim, record: TryRecord): Partial<MoveColumns> {
  const first = claim.units.find((unit) => unit.unit === 0);
  if (first?.done) return { remote_id: first.remoteId, remote_url: first.remoteUrl };
  return record.remote ? { remote_id: record.remote.id, remote_url: record.remote.url } : {};
}

async function recordTry(tx: Tx, claim: Claim, settlement: Settlement, record: TryRecord, now: Date): Promise<void> {
  if (record.unit) await recordUnit(tx, claim, settlement, record, now);
  await preparedRows(
    tx,
    `update attempt set finished_at = $3, outcome = $4, unit = $5, step = $6, error_code = $7, network_code = $8, http_status = $9,
       phase = $10, detail = $11 where publication_id = $1 and number = $2`,
    [
      claim.publicationId,
      claim.attempt,
      now,
      record.error ? record.error.class : settlement.to,
      record.unit?.unit ?? null,
      record.step,
      record.error?.code ?? null,
      record.error?.networkCode ?? null,
      record.error?.httpStatus ?? null,
      record.error?.phase ?? null,
      record.error?.detail ?? null,
    ],
  );
}

/** `armed` stays only while the outcome of what it announced is unknown. */
async function recordUnit(tx: Tx, claim: Claim, settlement: Settlement, record: TryRecord, now: Date): Promise<void> {
  const unknown = settlement.to === 'reconciling';
  await preparedRows(
    tx,
    `insert into publication_unit (publication_id, unit, kind, key, adapter_state, remote_id, remote_url, done_at, give_up_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (publication_id, unit) do update set
       adapter_state = coalesce(excluded.adapter_state, publication_unit.adapter_state),
       armed = case when $10 then publication_unit.armed end,
       remote_id = excluded.remote_id, remote_url = excluded.remote_url,
       done_at = excluded.done_at, give_up_at = excluded.give_up_at`,
    [
      claim.publicationId,
      record.unit!.unit,
      record.unit!.kind,
      record.unit!.key,
      record.state === null ? null : JSON.stringify(record.state),
      record.remote?.id ?? null,
      record.remote?.url ?? null,
      record.remote ? now : null,
      settlement.to === 'processing' ? settlement.giveUpAt : null,
      unknown,
    ],
  );
}

/** The channel waits for a person; its other publications will be held one by one when their time comes. */
async function askToReconnect(tx: Tx, claim: Claim, record: TryRecord, now: Date): Promise<void> {
  const [channel] = await preparedRows<object>(
    tx,
    `update channel set health = 'reauthorize', health_reason = $2, version = version + 1, updated_at = $3
     where id = $1 and health <> 'reauthorize'
     returning id, brand_id as "brandId", network_id as "networkId", display_name as "displayName", health, health_reason as "healthReason"`,
    [claim.channelId, record.error?.code ?? null, now],
  );
  if (!channel) return;
  const { agencyId, brandId } = claim.account;
  await appendEvent(tx, {
    type: 'channel.reauthorize',
    agencyId,
    brandId,
    subjectId: claim.channelId,
    actor: SYSTEM,
    data: channel,
    at: now,
  });
}

async function sleep(tx: Tx, bucket: Bucket): Promise<void> {
  await tx.query(
    `insert into rate_bucket (scope, key, until) values ($1, $2, $3)
     on conflict (scope, key) do update set until = greatest(rate_bucket.until, excluded.until)`,
    [bucket.scope, bucket.key, bucket.until],
  );
}
