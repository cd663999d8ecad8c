import { ENGINE_VERSION } from '#charter';
import type { StoredAccount } from '#channels';
import { newId, SYSTEM } from '#kernel';
import type { PublishState, UnitKind } from '#networks';
import { preparedRows, type Tx, type UnitOfWork } from '#persistence';
import { judgePosts, type PostSnapshot, STORED_REVIEW, type StoredReview } from '#posts';
import { BEGUN, heldBy, PARTLY_OUT, tellViolations } from '../charter/hold-for-charter.js';
import type { Armed } from '../publication-unit.entity.js';
import type { PublishSettings } from '../publish-settings.js';
import { PAUSE_COVERS } from '../pauses/pause-scope.js';
import { CHARTER } from '../publication-summaries.js';
import { ASKED_IN_VAIN, type HeldBack } from './held-back.js';
import { lockPostOf, MOST_AT_ONCE, movePublication } from './move-publications.js';

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
  /** As it stood before the try. */
  reason: string | null;
  started: boolean;
  generation: number;
  /** Its place among the brands' turns. */
  turn: number;
  dueAt: Date;
  lateUntil: Date;
  snapshot: PostSnapshot;
  account: StoredAccount;
  units: ClaimedUnit[];
  /** When a step on this channel may be taken again, by its name: what an `endpoint` bucket sleeps for. */
  asleep: Readonly<Record<string, Date>>;
}

export interface ClaimedUnit {
  unit: number;
  kind: UnitKind;
  key: string;
  adapterState: PublishState | null;
  armed: Armed | null;
  /** When the last step was announced that readers may see, while nothing proves that it did nothing. */
  exposedAt: Date | null;
  remoteId: string | null;
  remoteUrl: string | null;
  done: boolean;
  giveUpAt: Date | null;
}

/** Why a publication may not go out now. */
type Obstacle =
  | 'not_queued'
  | 'late'
  | 'pause'
  | HeldBack
  | 'reauthorize'
  | 'channel_disabled'
  | 'unreviewed'
  | 'charter'
  | 'late_in_doubt'
  | 'bucket';

interface ClaimRow extends FactsRow {
  id: string;
  obstacle: Obstacle | null;
  bucket_until: Date | null;
  pause_id: string | null;
  review: StoredReview | null;
  claimed: boolean;
}

/** Of a publication `p`: whether a part of it is out, and whether it may be, and the network has not been asked yet. */
const SO_FAR = `select ${PARTLY_OUT} as partly_out, ${BEGUN} and p.reason is distinct from '${ASKED_IN_VAIN}' as in_doubt`;

/** A pause that stands, or was lifted after the publication was due and is not settled yet: nothing leaves late by itself. */
export const COVERING_PAUSE = `
  pause.settled_at is null and (pause.lifted_at is null or p.due_at < pause.lifted_at) and ${PAUSE_COVERS}`;

/** Who claims, and by which clock. */
export interface Claimant {
  worker: string;
  now: Date;
  settings: PublishSettings;
}

/**
 * Takes a queued publication for one worker, or turns it away with the reason. Every gate is read in the statement
 * that claims: a pause that was answered to a person before it is seen. The post is locked first, so an edit and a
 * claim never overlap, and the version at hand is frozen into the row. A brand's charter row is taken for share, so that
 * an activation and a claim serialise; rules are code, so a review that is not current is made and the claim tried again.
 */
export async function claim(uow: UnitOfWork, publicationId: string, claimant: Claimant): Promise<Claim | null> {
  return (await claimAll(uow, [publicationId], claimant))[0] ?? null;
}

/** The same for up to `MOST_AT_ONCE`, each of its own accord, at the price of one. */
export async function claimAll(
  uow: UnitOfWork,
  publicationIds: readonly string[],
  claimant: Claimant,
): Promise<(Claim | null)[]> {
  const rows = await uow.read((tx) => tryToClaim(tx, publicationIds, claimant));
  const claims: (Claim | null)[] = [];
  for (const id of publicationIds) {
    const row = rows.get(id);
    claims.push(row?.claimed ? toClaim(row, id) : await claimHolding(uow, id, claimant));
  }
  return claims;
}

/** A charter that changes as often within one claim leaves the publication held. */
const MOST_REVIEWS = 3;

/** Somebody holds the post, or something stands against it: that is decided with the lock in hand. */
function claimHolding(uow: UnitOfWork, publicationId: string, claimant: Claimant): Promise<Claim | null> {
  return uow.run(async (tx) => {
    await lockPostOf(tx, publicationId);
    const attempt = async (): Promise<ClaimRow | undefined> =>
      (await tryToClaim(tx, [publicationId], claimant)).get(publicationId);
    let row = await attempt();
    for (let asked = 0; row?.obstacle === 'unreviewed' && asked < MOST_REVIEWS; asked++) {
      await judgePosts(tx, [row.post_id], claimant.now);
      row = await attempt();
    }
    if (row?.claimed) return toClaim(row, publicationId);
    if (row?.obstacle) await turnAway(tx, publicationId, row, claimant.now);
    return null;
  });
}

async function tryToClaim(
  tx: Tx,
  publicationIds: readonly string[],
  { worker, now, settings }: Claimant,
): Promise<Map<string, ClaimRow>> {
  const wanted = publicationIds.map((id) => ({ id, token: newId(), attempt_id: newId(), transition_id: newId() }));
  const leaseUntil = new Date(now.getTime() + settings.lease);
  const rows = await preparedRows<ClaimRow>(tx, CLAIM, [
    JSON.stringify(wanted),
    now,
    leaseUntil,
    worker,
    JSON.stringify(SYSTEM),
    ENGINE_VERSION,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a worker needs of a publication `p`, its channel `ch` and its version `v`. */
const FACTS = `p.post_id, p.channel_id, p.agency_id, p.brand_id, ch.network_id, ch.credentials, ch.public_settings, ch.session, ch.limits,
  p.failures, p.looks, p.reason, p.started, p.generation, p.turn, p.due_at, p.late_until, v.snapshot,
  coalesce((select json_agg(u order by u.unit) from publication_unit as u where u.publication_id = p.id), '[]') as units,
  (select json_object_agg(b.key, b.until) from rate_bucket as b where b.scope = 'endpoint:' || p.channel_id) as asleep`;

/**
 * A post that somebody holds is skipped, never waited for: what the other gates show would be older than the end of the
 * wait. A row that changed between the statement's snapshot and its lock is compared once more by the update. Where
 * the statement is a transaction of its own, its commit need not be durable: a claim that a crash of the machine takes
 * back has sent nothing, for `armed` is committed after it, and WAL is written in order.
 */
const CLAIM = `
  with relaxed as materialized (
    select set_config('synchronous_commit', 'off', true)
  ), wanted as (
    select * from jsonb_to_recordset($1::jsonb) as wanted (id uuid, token uuid, attempt_id uuid, transition_id uuid) limit ${MOST_AT_ONCE}
  ), posts as (
    select distinct publication.post_id from wanted join publication using (id)
  ), locked as materialized (
    select post.id, post.state, post.pillar, post.current_version_id, post.review_hash
    from posts join post on post.id = posts.post_id order by post.id for no key update of post skip locked
  ), ruled as materialized (
    select charter.id, charter.brand_id, charter.active_number from charter
    where charter.brand_id in (select brand_id from wanted join publication using (id))
      and charter.active_number is not null
    order by charter.id for share
  ), gate as materialized (
    select p.id, p.tries + 1 as tries, p.brand_id as post_brand_id, post.state as post_state, v.id as version_id, bucket.until as bucket_until, pause.id as pause_id,
      wanted.token, wanted.attempt_id, wanted.transition_id,
      case
        when p.state <> 'queued' then 'not_queued'
        when p.late_until < $2 and not p.started then 'late'
        when ch.archived_at is not null or ch.health = 'disabled' then 'channel_disabled'
        when ch.health = 'reauthorize' then 'reauthorize'
        when pause.id is not null and not so_far.in_doubt and not so_far.partly_out then 'pause'
        when pause.id is not null and not so_far.partly_out then 'paused_in_doubt'
        when ruled.id is not null and not so_far.partly_out and (review.review_hash, review.charter_id, review.charter_number, review.engine_version)
          is distinct from (post.review_hash, ruled.id, ruled.active_number, $6) then 'unreviewed'
        when ruled.id is not null and not so_far.partly_out and review.valid_until <= $2 then 'unreviewed'
        when ruled.id is not null and not so_far.in_doubt and not so_far.partly_out and not review.passes then 'charter'
        when ruled.id is not null and not so_far.partly_out and not review.passes then 'charter_in_doubt'
        when p.late_until < $2 and p.reason = '${ASKED_IN_VAIN}' and not so_far.partly_out then 'late_in_doubt'
        when bucket.until is not null then 'bucket'
      end as obstacle, case when not review.passes then ${STORED_REVIEW} end as review, ${FACTS}
    from wanted
    join publication as p on p.id = wanted.id
    join channel as ch on ch.id = p.channel_id
    join locked as post on post.id = p.post_id
    cross join lateral (${SO_FAR}) as so_far
    join post_version as v on v.id = coalesce(p.post_version_id, post.current_version_id)
    left join ruled on ruled.brand_id = p.brand_id
    left join post_review as review on review.post_id = p.post_id and ruled.id is not null
    left join lateral (select id from pause where ${COVERING_PAUSE} limit 1) as pause on true
    left join lateral (
      select max(until) as until from rate_bucket
      where until > $2 and ((scope = 'network' and key = ch.network_id) or (scope = 'channel' and key = ch.id::text))
    ) as bucket on true
  ), claimed as (
    update publication set state = 'publishing', queued_at = null, lease_token = gate.token, lease_until = $3, lease_owner = $4,
      tries = publication.tries + 1, post_version_id = gate.version_id, reason = null, detail = null, updated_at = $2, version = version + 1
    from gate where publication.id = gate.id and gate.obstacle is null
      -- Not a plain comparison: the planner would take a partial index of queued rows, which it believes empty.
      and case publication.state when 'queued' then true else false end
    returning publication.id, publication.post_id, publication.tries
  ), attempted as (
    insert into attempt (id, publication_id, number, started_at, worker)
    select gate.attempt_id, claimed.id, claimed.tries, $2, $4 from claimed join gate using (id)
  ), flying as (
    update post set state = 'publishing', updated_at = $2, version = version + 1
    from claimed where post.id = claimed.post_id and post.state <> 'publishing'
  ), told as (
    insert into post_transition (id, post_id, brand_id, from_state, to_state, verb, actor, created_at)
    select distinct on (claimed.post_id) gate.transition_id, claimed.post_id, gate.post_brand_id, gate.post_state, 'publishing', 'ledger', $5::jsonb, $2
    from gate join claimed using (id) where gate.post_state <> 'publishing'
  )
  select gate.*, claimed.id is not null as claimed from relaxed cross join gate left join claimed using (id)`;

async function turnAway(tx: Tx, publicationId: string, row: ClaimRow, now: Date): Promise<void> {
  const move = { publicationId, by: 'claim', from: ['queued'] as const, actor: SYSTEM, now };
  // What a network was only working on is not out: it is missed, edited and planned anew like any other.
  const started = row.units.some((unit) => unit.exposed_at !== null || unit.done_at !== null);
  switch (row.obstacle!) {
    case 'not_queued':
      break;
    case 'late':
      await movePublication(tx, { ...move, to: 'missed', set: { reason: 'late' } });
      break;
    case 'pause':
      await movePublication(tx, { ...move, to: 'held', set: { reason: 'pause', detail: row.pause_id, started } });
      break;
    case 'reauthorize':
      await movePublication(tx, { ...move, to: 'held', set: { reason: 'reauthorize', started } });
      break;
    case 'channel_disabled':
      await movePublication(tx, {
        ...move,
        to: row.units.some((unit) => unit.exposed_at !== null && unit.done_at === null) ? 'unconfirmed' : 'failed',
        set: { reason: 'channel_disabled', started },
      });
      break;
    case 'paused_in_doubt':
    case 'charter_in_doubt':
    case 'late_in_doubt':
      // It may be out: it is neither sent again nor held, nor sent late, before the network was asked.
      await movePublication(tx, { ...move, to: 'reconciling', set: { reason: row.obstacle, run_at: now, looks: 0 } });
      break;
    case 'unreviewed':
    case 'charter':
      await holdRefused(tx, publicationId, row, { now, started });
      break;
    case 'bucket':
      await movePublication(tx, { ...move, to: 'waiting', set: { reason: 'rate_limited', run_at: row.bucket_until! } });
      break;
  }
}

/** Without a review nobody knows what to say against it; it is asked again when it is released. */
async function holdRefused(
  tx: Tx,
  publicationId: string,
  row: ClaimRow,
  { now, started }: { now: Date; started: boolean },
): Promise<void> {
  const { review, channel_id: channelId, post_id: id, agency_id: agencyId, brand_id: brandId } = row;
  const set = review ? heldBy(review, channelId) : { reason: CHARTER, detail: null, finding: null };
  const held = { publicationId, by: 'claim', from: ['queued'] as const, to: 'held' as const, set: { ...set, started } };
  const moved = await movePublication(tx, { ...held, actor: SYSTEM, now });
  if (moved && review) await tellViolations(tx, [{ id, agencyId, brandId, review }], { actor: SYSTEM, now });
}

interface FactsRow {
  token: string;
  post_id: string;
  channel_id: string;
  agency_id: string;
  brand_id: string;
  network_id: string;
  credentials: string | null;
  public_settings: Record<string, string>;
  session: string | null;
  limits: StoredAccount['limits'];
  asleep: Record<string, string> | null;
  tries: number;
  failures: number;
  looks: number;
  reason: string | null;
  started: boolean;
  generation: number;
  turn: number;
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
  exposed_at: string | null;
  remote_id: string | null;
  remote_url: string | null;
  done_at: string | null;
  give_up_at: string | null;
}

/** Everything the worker needs, read under the lease `token`. */
export async function readClaim(tx: Tx, publicationId: string, token: string): Promise<Claim | null> {
  const [row] = await preparedRows<FactsRow>(
    tx,
    `select p.tries, p.lease_token as token, ${FACTS}
     from publication as p join channel as ch on ch.id = p.channel_id join post_version as v on v.id = p.post_version_id
     where p.id = $1 and p.lease_token = $2`,
    [publicationId, token],
  );
  return row ? toClaim(row, publicationId) : null;
}

function toClaim(row: FactsRow, publicationId: string): Claim {
  return {
    publicationId,
    postId: row.post_id,
    channelId: row.channel_id,
    networkId: row.network_id,
    token: row.token,
    attempt: row.tries,
    failures: row.failures,
    looks: row.looks,
    reason: row.reason,
    started: row.started,
    generation: row.generation,
    turn: row.turn,
    dueAt: row.due_at,
    lateUntil: row.late_until,
    snapshot: row.snapshot,
    account: {
      channelId: row.channel_id,
      agencyId: row.agency_id,
      brandId: row.brand_id,
      networkId: row.network_id,
      credentials: row.credentials,
      publicSettings: row.public_settings,
      session: row.session,
      limits: row.limits,
    },
    asleep: Object.fromEntries(Object.entries(row.asleep ?? {}).map(([step, until]) => [step, new Date(until)])),
    units: row.units.map((unit) => ({
      unit: unit.unit,
      kind: unit.kind,
      key: unit.key,
      adapterState: unit.adapter_state,
      armed: unit.armed,
      exposedAt: unit.exposed_at === null ? null : new Date(unit.exposed_at),
      remoteId: unit.remote_id,
      remoteUrl: unit.remote_url,
      done: unit.done_at !== null,
      giveUpAt: unit.give_up_at === null ? null : new Date(unit.give_up_at),
    })),
  };
}
