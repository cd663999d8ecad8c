import { SYSTEM } from '#kernel';
import type { AdapterError, PublishState, Remote } from '#networks';
import { appendEvent } from '#outbox';
import { preparedRows, type Tx, type UnitOfWork } from '#persistence';
import type { Claim, ClaimedUnit } from './claim.js';
import { MOST_AT_ONCE, type Move, type MoveColumns, movePublications } from './move-publications.js';
import type { Bucket, Settlement } from './settlement.js';

/** What one try left behind, besides what becomes of the publication. */
export interface TryRecord {
  unit: Pick<ClaimedUnit, 'unit' | 'kind' | 'key'> | null;
  step: string | null;
  state: PublishState | null;
  /** Since when readers may see something of the unit, whatever the error. */
  exposedAt: Date | null;
  remote: Remote | null;
  error: AdapterError | null;
  /** What the network asked to be left alone, although all went well. */
  quiet?: Bucket | null;
}

/** The end of one try. */
export interface Ending {
  claim: Claim;
  settlement: Settlement;
  record: TryRecord;
  now: Date;
}

/**
 * Ends up to `MOST_AT_ONCE` tries: unit, attempt, state, post and event of all in one transaction, each compared with
 * its lease. Answers for each whether its lease still stood; without it nothing of it is written.
 */
export async function settleAll(uow: UnitOfWork, endings: readonly Ending[]): Promise<boolean[]> {
  return uow.run(async (tx) => {
    const settled = new Set<Ending>();
    await movePublications(tx, endings.map(moveOf), async (moved) => {
      const ids = new Set(moved.map(({ publicationId }) => publicationId));
      for (const ending of endings) if (ids.has(ending.claim.publicationId)) settled.add(ending);
      await recordTries(tx, [...settled]);
    });
    for (const { claim, settlement, record, now } of settled) {
      if (settlement.to === 'waiting' && settlement.bucket) await sleep(tx, settlement.bucket);
      if (record.quiet) await sleep(tx, record.quiet);
      if (settlement.to === 'held') await askToReconnect(tx, claim, record, now);
    }
    return endings.map((ending) => settled.has(ending));
  });
}

function moveOf({ claim, settlement, record, now }: Ending): Move {
  return {
    publicationId: claim.publicationId,
    by: 'settle',
    from: ['publishing'],
    to: settlement.to,
    fence: claim.token,
    actor: SYSTEM,
    now,
    set: columnsOf(claim, settlement, record, now),
  };
}

/** The columns a settlement sets, for a try and for a look alike. */
export function columnsOf(claim: Claim, settlement: Settlement, record: TryRecord, now: Date): Partial<MoveColumns> {
  const detail = record.error?.detail ?? null;
  const remote = record.remote ? { remote_id: record.remote.id, remote_url: record.remote.url } : {};
  const out = isOut(claim, record);
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
        started: out,
        run_at: settlement.runAt,
        reason: settlement.reason,
        detail,
        failures: claim.failures + (settlement.countsAsFailure ? 1 : 0),
      };
    case 'reconciling':
      return { run_at: settlement.runAt, reason: settlement.reason, detail };
    case 'held':
    case 'failed':
      // What a network was only working on is not out.
      return { started: out, reason: settlement.reason, detail };
    case 'unconfirmed':
      return { reason: settlement.reason, detail };
  }
}

/** Whether something of it is out, or may be: what the record says of its unit, and the claim of the others. */
export function isOut(
  { units }: Pick<Claim, 'units'>,
  { unit, exposedAt, remote }: Pick<TryRecord, 'exposedAt' | 'remote'> & { unit: Pick<ClaimedUnit, 'unit'> | null },
): boolean {
  const others = units.filter((other) => other.unit !== unit?.unit);
  return exposedAt !== null || remote !== null || others.some(({ done, exposedAt: since }) => done || since !== null);
}

function firstRemote(claim: Claim, record: TryRecord): Partial<MoveColumns> {
  const first = claim.units.find((unit) => unit.unit === 0);
  if (first?.done) return { remote_id: first.remoteId, remote_url: first.remoteUrl };
  return record.remote ? { remote_id: record.remote.id, remote_url: record.remote.url } : {};
}

/** Units and attempts in one statement; `armed` stays only while the outcome of what it announced is unknown. */
async function recordTries(tx: Tx, endings: readonly Ending[]): Promise<void> {
  const rows = endings.map(({ claim, settlement, record, now }) => ({
    id: claim.publicationId,
    number: claim.attempt,
    at: now,
    outcome: record.error ? record.error.class : settlement.to,
    step: record.step,
    error_code: record.error?.code,
    network_code: record.error?.networkCode,
    http_status: record.error?.httpStatus,
    phase: record.error?.phase,
    detail: record.error?.detail,
    unit: record.unit?.unit,
    kind: record.unit?.kind,
    key: record.unit?.key,
    adapter_state: record.state ?? undefined,
    remote_id: record.remote?.id,
    remote_url: record.remote?.url,
    done: record.remote !== null,
    give_up_at: settlement.to === 'processing' ? settlement.giveUpAt : null,
    exposed_at: record.exposedAt,
    in_question: settlement.to === 'reconciling',
  }));
  await preparedRows(tx, RECORD, [JSON.stringify(rows)]);
}

const RECORD = `
  with ended as (
    select * from jsonb_to_recordset($1::jsonb) as ended (id uuid, number int, at timestamptz, outcome text, step text,
      error_code text, network_code text, http_status int, phase text, detail text, unit int, kind text, key text,
      adapter_state jsonb, remote_id text, remote_url text, done boolean, give_up_at timestamptz, exposed_at timestamptz, in_question boolean)
    limit ${MOST_AT_ONCE}
  ), units as (
    insert into publication_unit (publication_id, unit, kind, key, adapter_state, remote_id, remote_url, done_at, give_up_at, exposed_at)
    select id, unit, kind, key, adapter_state, remote_id, remote_url, case when done then at end, give_up_at, exposed_at
    from ended where unit is not null
    on conflict (publication_id, unit) do update set
      adapter_state = coalesce(excluded.adapter_state, publication_unit.adapter_state),
      armed = case when exists (select from ended where id = publication_unit.publication_id and in_question) then publication_unit.armed end,
      remote_id = excluded.remote_id, remote_url = excluded.remote_url, done_at = excluded.done_at, give_up_at = excluded.give_up_at,
      exposed_at = excluded.exposed_at
  )
  update attempt set finished_at = ended.at, outcome = ended.outcome, unit = ended.unit, step = ended.step,
    error_code = ended.error_code, network_code = ended.network_code, http_status = ended.http_status,
    phase = ended.phase, detail = ended.detail
  from ended where attempt.publication_id = ended.id and attempt.number = ended.number`;

/**
 * The channel waits for a person; its other publications will be held one by one when their time comes. Not where somebody
 * reconnected it meanwhile: what was refused is gone.
 */
export async function askToReconnect(tx: Tx, claim: Claim, record: TryRecord, now: Date): Promise<void> {
  const [channel] = await preparedRows<object>(
    tx,
    `update channel set health = 'reauthorize', health_reason = $2, refused_since = null, version = version + 1, updated_at = $3
     where id = $1 and health <> 'reauthorize' and credentials is not distinct from $4 and session is not distinct from $5
     returning id, brand_id as "brandId", network_id as "networkId", display_name as "displayName", health, health_reason as "healthReason"`,
    [claim.channelId, record.error?.code ?? null, now, claim.account.credentials, claim.account.session],
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

export async function sleep(tx: Tx, bucket: Bucket): Promise<void> {
  await tx.query(
    `insert into rate_bucket (scope, key, until) values ($1, $2, $3)
     on conflict (scope, key) do update set until = greatest(rate_bucket.until, excluded.until)`,
    [bucket.scope, bucket.key, bucket.until],
  );
}
