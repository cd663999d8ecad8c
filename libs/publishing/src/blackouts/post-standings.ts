import type { Actor } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { BlackoutOverrideEntity } from './blackout-override.entity.js';

/** What of a post blackouts care for. */
export interface PostStanding {
  postId: string;
  agencyId: string;
  brandId: string;
  /** Of the occurrence it fills. */
  slotId: string | null;
  /** The occurrence's, else the brand's. */
  timezone: string;
  /** Somebody has approved what it now says. */
  approved: boolean;
  /** Blackouts that somebody let it pass. */
  ignored: string[];
}

/** Of posts that the caller has locked: one query, however many. */
export function postStandings(tx: Tx, postIds: readonly string[]): Promise<PostStanding[]> {
  return sqlRows<PostStanding>(
    tx,
    `select post.id as "postId", post.agency_id as "agencyId", post.brand_id as "brandId", occurrence.slot_id as "slotId",
       coalesce(occurrence.timezone, brand.timezone) as timezone, post.state = 'approved' or ${APPROVED} as approved,
       array(select blackout_id from blackout_override where post_id = post.id) as ignored
     from post join brand on brand.id = post.brand_id left join occurrence on occurrence.id = post.occurrence_id
     where post.id = any($1)`,
    [postIds],
  );
}

/**
 * The last word of the review since the current version was written, by their ids, which tell the order; to be scheduled
 * from `approved` is to keep it.
 */
const APPROVED = `coalesce((
  select word.verb <> 'request-changes' from post_transition as word
  join post_version as said on said.id = post.current_version_id
  where word.post_id = post.id and word.id > said.id and (word.verb in ('approve', 'request-changes')
    or (word.from_state = 'approved' and word.verb in ('schedule', 'publish-now')))
  order by word.id desc limit 1), false)`;

export interface BlackoutOverride {
  reason: string;
  actor: Actor;
  now: Date;
}

/** Lets a locked post pass blackouts; those that it passes already stay as they were recorded. */
export async function recordOverrides(
  tx: Tx,
  { postId, agencyId, brandId }: Pick<PostStanding, 'postId' | 'agencyId' | 'brandId'>,
  blackoutIds: readonly string[],
  { reason, actor, now }: BlackoutOverride,
): Promise<void> {
  const rows = blackoutIds.map((blackoutId) => ({
    ...{ postId, blackoutId, agencyId, brandId, reason, actor },
    createdAt: now,
  }));
  await tx.createQueryBuilder().insert().into(BlackoutOverrideEntity).values(rows).orIgnore().execute();
}
