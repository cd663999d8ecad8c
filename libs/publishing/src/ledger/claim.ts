import { newId, SYSTEM } from '#kernel';
import type { PublishState, UnitKind } from '#networks';
import { preparedRows, type Tx, type UnitOfWork } from '#persistence';
import type { PostSnapshot } from '#posts';
import type { Armed } from '../publication-unit.entity.js';
import type { PublishSettings } from '../publish-settings.js';
import { PAUSE_COVERS } from '../pauses/pause-scope.js';
import { lockPostOf, movePublication } from './move-publication.js';

/** What a worker holds while it publishes. */
export interface Claim {
  publicationId: string;
  postId: string;
  channelId: string;
  networkId: string;
  /** The fencing token: every later write compares it. */
  token: string;
  /** The attempt's number. */
  attempt: number;
  failures: number;
  looks: number;
  started: boolean;
  generation: number;
  dueAt: Date;
  lateUntil: Date;
  snapshot: PostSnapshot;
  account: {
    channelId: string;
    agencyId: string;
    brandId: string;
    credentials: string | null;
    publicSettings: Record<string, string>;
  };
  units: ClaimedUnit[];
}

export interface ClaimedUnit {
  unit: number;
  kind: UnitKind;
  key: string;
  adapterState: PublishState | null;
  armed: Armed | null;
  remoteId: string | null;
  remoteUrl: string | null;
  done: boolean;
  giveUpAt: Date | null;
}

/** Why a queued publication may not go out now. */
type Obstacle = 'not_queued' | 'late' | 'pause' | 'reauthorize' | 'channel_disabled' | 'bucket';

interface ClaimRow {
  obstacle: Obstacle | null;
  bucket_until: Date | null;
  pause_id: string | null;
  claimed: boolean;
}

/** A pause that stands, or was lifted after the publication was due and is not settled yet: nothing leaves late by itself. */
const COVERING_PAUSE = `
  pause.settled_at is null and (pause.lifted_at is null or p.due_at < pause.lifted_at) and ${PAUSE_COVERS}`;

/**
 * Takes a queued publication for one worker, or turns it away with the reason. Every gate is read in the statement
 * that claims: a pause that was answered to a person before it is seen. The post is locked first, so an edit and a
 * claim never overlap, and the version at hand is frozen into the row.
 */
export async function claim(
  uow: UnitOfWork,
  publicationId: string,
  worker: string,
  now: Date,
  settings: PublishSettings,
): Promise<Claim | null> {
  return uow.run(async (tx) => {
    if ((await lockPostOf(tx, publicationId)) === null) return null;
    const token = newId();
    const [row] = await preparedRows<ClaimRow>(tx, CLAIM, [
      publicationId,
      now,
      token,
      new Date(now.getTime() + settings.lease),
      worker,
      newId(),
      newId(),
      JSON.stringify(SYSTEM),
    ]);
    if (!row) return null;
    if (row.obstacle) return turnAway(tx, publicationId, row, now);
    return row.claimed ? readClaim(tx, publicationId, token) : null;
  });
}

const CLAIM = `
  with gate as (
    select p.id, p.post_id, p.brand_id, post.current_version_id, post.state as post_state, ch.network_id,
      bucket.until as bucket_until, pause.id as pause_id,
      case
        when p.state <> 'queued' then 'not_queued'
        when p.late_until < $2 and not p.started then 'late'
        when ch.archived_at is not null or ch.health = 'disabled' then 'channel_disabled'
        when ch.health = 'reauthorize' then 'reauthorize'
        when pause.id is not null and not p.started then 'pause'
        when bucket.until is not null then 'bucket'
      end as obstacle
    from publication as p
    join channel as ch on ch.id = p.channel_id
    join post on post.id = p.post_id
    left join lateral (select id from pause where ${COVERING_PAUSE} limit 1) as pause on true
    left join lateral (
      select max(until) as until from rate_bucket
      where until > $2 and ((scope = 'network' and key = ch.network_id) or (scope = 'channel' and key = ch.id::text))
    ) as bucket on true
    where p.id = $1
  ), claimed as (
    update publication set state = 'publishing', lease_token = $3, lease_until = $4, lease_owner = $5, tries = tries + 1,
      post_version_id = coalesce(publication.post_version_id, gate.current_version_id), reason = null, detail = null,
      updated_at = $2, version = version + 1
    from gate where publication.id = gate.id and gate.obstacle is null
      -- Not a plain comparison: the planner would take a partial index of queued rows, which it believes empty.
      and case publication.state when 'queued' then true else false end
    returning publication.id, publication.post_id, publication.tries
  ), attempted as (
    insert into attempt (id, publication_id, number, started_at, worker)
    select $6, id, tries, $2, $5 from claimed
  ), flying as (
    update post set state = 'publishing', updated_at = $2, version = version + 1
    from claimed where post.id = claimed.post_id and post.state <> 'publishing'
  ), told as (
    insert into post_transition (id, post_id, brand_id, from_state, to_state, verb, actor, created_at)
    select $7, gate.post_id, gate.brand_id, gate.post_state, 'publishing', 'ledger', $8::jsonb, $2
    from gate join claimed on claimed.id = gate.id where gate.post_state <> 'publishing'
  )
  select gate.obstacle, gate.bucket_until, gate.pause_id, exists (select from claimed) as claimed from gate`;

async function turnAway(tx: Tx, publicationId: string, row: ClaimRow, now: Date): Promise<null> {
  const move = { publicationId, by: 'claim', from: ['queued'] as const, actor: SYSTEM, now };
  switch (row.obstacle!) {
    case 'not_queued':
      break;
    case 'late':
      await movePublication(tx, { ...move, to: 'missed', set: { reason: 'late' } });
      break;
    case 'pause':
      await movePublication(tx, { ...move, to: 'held', set: { reason: 'pause', detail: row.pause_id } });
      break;
    case 'reauthorize':
      await movePublication(tx, { ...move, to: 'held', set: { reason: 'reauthorize' } });
      break;
    case 'channel_disabled':
      await movePublication(tx, { ...move, to: 'failed', set: { reason: 'channel_disabled' } });
      break;
    case 'bucket':
      await movePublication(tx, { ...move, to: 'waiting', set: { reason: 'rate_limited', run_at: row.bucket_until! } });
      break;
  }
  return null;
}

interface FactsRow {
  post_id: string;
  channel_id: string;
  agency_id: string;
  brand_id: string;
  network_id: string;
  credentials: string | null;
  public_settings: Record<string, string>;
  tries: number;
  failures: number;
  looks: number;
  started: boolean;
  generation: number;
  due_at: Date;
  late_until: Date;
  snapshot: PostSnapshot;
  units: UnitRow[];
}

interface UnitRow {
  unit: number;
  kind: UnitKind;
  key: string;
  adapter_state: PublishState | null;
  armed: Armed | null;
  remote_id: string | null;
  remote_url: string | null;
  done_at: string | null;
  give_up_at: string | null;
}

/** Everything the worker needs, read under the lease `token`. */
export async function readClaim(tx: Tx, publicationId: string, token: string): Promise<Claim | null> {
  const [row] = await preparedRows<FactsRow>(
    tx,
    `select p.post_id, p.channel_id, p.agency_id, p.brand_id, ch.network_id, ch.credentials, ch.public_settings, p.tries,
       p.failures, p.looks, p.started, p.generation, p.due_at, p.late_until, v.snapshot,
       coalesce((select json_agg(u order by u.unit) from publication_unit as u where u.publication_id = p.id), '[]') as units
     from publication as p
     join channel as ch on ch.id = p.channel_id
     join post_version as v on v.id = p.post_version_id
     where p.id = $1 and p.lease_token = $2`,
    [publicationId, token],
  );
  return row ? toClaim(row, publicationId, token) : null;
}

function toClaim(row: FactsRow, publicationId: string, token: string): Claim {
  return {
    publicationId,
    postId: row.post_id,
    channelId: row.channel_id,
    networkId: row.network_id,
    token,
    attempt: row.tries,
    failures: row.failures,
    looks: row.looks,
    started: row.started,
    generation: row.generation,
    dueAt: row.due_at,
    lateUntil: row.late_until,
    snapshot: row.snapshot,
    account: {
      channelId: row.channel_id,
      agencyId: row.agency_id,
      brandId: row.brand_id,
      credentials: row.credentials,
      publicSettings: row.public_settings,
    },
    units: row.units.map((unit) => ({
      unit: unit.unit,
      kind: unit.kind,
      key: unit.key,
      adapterState: unit.adapter_state,
      armed: unit.armed,
      remoteId: unit.remote_id,
      remoteUrl: unit.remote_url,
      done: unit.done_at !== null,
      giveUpAt: unit.give_up_at === null ? null : new Date(unit.give_up_at),
    })),
  };
}
