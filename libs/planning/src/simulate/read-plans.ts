import { sqlRows, type Tx } from '#persistence';
import { BEGUN } from '#publishing';
import type { ReadScope } from './read-calendar.js';
import {
  type CharterRefusal,
  type KnownDate,
  type SimulatedChannel,
  type SimulatedPost,
  type SimulatedPublication,
  type SimulationWindow,
  type StandingPause,
  UNPLANNED,
} from './simulation-input.js';

/** The live posts on these dates, and those with a time of their own in the window that nobody has scheduled. */
export function readPosts(
  tx: Tx,
  { agencyId, brandIds }: ReadScope,
  dates: readonly KnownDate[],
  { from, to }: SimulationWindow,
): Promise<SimulatedPost[]> {
  return sqlRows<SimulatedPost>(
    tx,
    `select post.id, post.brand_id as "brandId", occurrence_id as "occurrenceId", scheduled_at as "scheduledAt", timezone, state
     from post join brand on brand.id = post.brand_id
     where post.agency_id = $1 and post.archived_at is null and (
       (occurrence_id = any($3) and state <> 'cancelled')
       or (post.brand_id = any($2) and occurrence_id is null and scheduled_at >= $4 and scheduled_at < $5 and state = any($6)))`,
    [agencyId, brandIds, dates.filter(({ touched }) => touched).map(({ id }) => id), from, to, UNPLANNED],
  );
}

/** Article and beginning of what a charter has against publication `p`: a verdict that does not let pass, or rests on waivers. */
const REFUSAL = `(
  select jsonb_build_object('articleId', finding ->> 'articleId', 'from', case when review.passes then review.valid_until end)
  from post_review as review cross join jsonb_array_elements(review.findings) as finding
  where review.post_id = p.post_id and review.review_hash = post.review_hash and not ${BEGUN}
    and case when review.passes then finding ->> 'waivedBy' is not null
      else finding ->> 'severity' = review.verdict and finding ->> 'waivedBy' is null end
  limit 1)`;

type PublicationRow = Omit<SimulatedPublication, 'refusal'> & {
  refusal: { articleId: string; from: string | null } | null;
};

/** `run_at` is read only where a network or a blackout gave it, never where the dispatcher did. */
export async function readPublications(
  tx: Tx,
  { agencyId, brandIds }: ReadScope,
  { from, to }: SimulationWindow,
): Promise<SimulatedPublication[]> {
  const rows = await sqlRows<PublicationRow>(
    tx,
    `select p.id, p.post_id as "postId", p.brand_id as "brandId", post.occurrence_id as "occurrenceId", occurrence.slot_id as "slotId",
       p.channel_id as "channelId", post.pillar, coalesce(occurrence.timezone, brand.timezone) as timezone,
       p.state, p.reason, p.detail, p.due_at as "dueAt", p.late_until as "lateUntil", p.started, p.published_at as "publishedAt", ${REFUSAL} as refusal,
       case when p.state in ('waiting', 'processing') or (p.state = 'held' and p.reason = 'blackout') then p.run_at end as "resumesAt"
     from publication as p
     join post on post.id = p.post_id
     join brand on brand.id = p.brand_id
     left join occurrence on occurrence.id = post.occurrence_id
     where p.agency_id = $1 and p.brand_id = any($2) and p.due_at >= $3 and p.due_at < $4
       and post.archived_at is null and post.state <> 'cancelled' and not post.state = any($5)
       and not exists (select from publication as later
         where later.post_id = p.post_id and later.channel_id = p.channel_id and later.generation > p.generation)`,
    [agencyId, brandIds, from, to, UNPLANNED],
  );
  return rows.map((row) => ({ ...row, refusal: row.refusal && toRefusal(row.refusal) }));
}

function toRefusal({ articleId, from }: { articleId: string; from: string | null }): CharterRefusal {
  return { articleId, from: from === null ? null : new Date(from) };
}

/** Deleted ones too: what is left of their publications fails. */
export function readChannels(
  tx: Tx,
  { agencyId, brandIds }: ReadScope,
): Promise<Omit<SimulatedChannel, 'networkKnown'>[]> {
  return sqlRows(
    tx,
    `select id, network_id as "networkId", health, archived_at is not null as archived
     from channel where agency_id = $1 and brand_id = any($2)`,
    [agencyId, brandIds],
  );
}

export function readPauses(tx: Tx, { agencyId, brandIds }: ReadScope): Promise<StandingPause[]> {
  return sqlRows<StandingPause>(
    tx,
    `select id, brand_id as "brandId", network_id as "networkId", channel_id as "channelId", pillar, reason,
       lifted_at as "liftedAt"
     from pause where agency_id = $1 and settled_at is null and (brand_id is null or brand_id = any($2))`,
    [agencyId, brandIds],
  );
}
