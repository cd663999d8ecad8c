import { ENGINE_VERSION } from '#charter';
import { SYSTEM } from '#kernel';
import { sqlRows, type Tx, type UnitOfWork } from '#persistence';
import { judgePosts } from '#posts';
import { BEGUN, PARTLY_OUT } from '../charter/hold-for-charter.js';
import { COVERING_PAUSE } from './claim.js';
import { ASKED_IN_VAIN } from './held-back.js';
import { movePublication } from './move-publications.js';

const BATCH = 200;

/** The review of a post is of what the post now says, by the charter and the engine now in force. */
const CURRENT = `(review.review_hash, review.charter_id, review.charter_number, review.engine_version)
  is not distinct from (post.review_hash, charter.id, charter.active_number, $2::text)
  and (review.valid_until is null or review.valid_until > $1)`;

/** Judged in one beat: dispatching waits for no more. */
const JUDGED = 50;

/**
 * Lets publications go on that were held for a channel which is healthy again, by a blackout that is over (its end is
 * their `run_at`), or by a charter that is gone, or has nothing against them any more; and what may be out already once
 * its pause is over. Those too late are left to mark-missed, those that somebody holds to the next beat.
 */
export async function releaseHeld(uow: UnitOfWork, now: Date): Promise<number> {
  await uow.run((tx) => judgeHeld(tx, now));
  return uow.run(async (tx) => {
    const rows = await sqlRows<{ id: string; due_at: Date; in_doubt: boolean }>(
      tx,
      `select p.id, p.due_at, p.reason in ('pause', 'charter') and ${BEGUN} and not ${PARTLY_OUT} as in_doubt from publication as p join channel as ch on ch.id = p.channel_id join post on post.id = p.post_id
       where p.state = 'held' and (
           (p.reason = 'reauthorize' and ch.health in ('ok', 'degraded') and ch.archived_at is null)
           or (p.reason = 'pause' and p.started and not exists (select from pause where ${COVERING_PAUSE}))
           or (p.reason = 'blackout' and p.run_at <= $1)
           or (p.reason = 'charter' and (
             not exists (select from charter where charter.brand_id = p.brand_id and charter.active_number is not null)
             or exists (select from charter join post_review as review on review.post_id = post.id
               where charter.brand_id = post.brand_id and ${CURRENT} and review.passes)))
         )
         and (p.late_until >= $1 or p.started)
       order by p.due_at limit ${BATCH} for no key update of post skip locked`,
      [now, ENGINE_VERSION],
    );
    for (const row of rows) {
      await movePublication(tx, {
        publicationId: row.id,
        by: 'release-held',
        from: ['held'],
        to: 'scheduled',
        actor: SYSTEM,
        now,
        set: { reason: row.in_doubt ? ASKED_IN_VAIN : null, detail: null, finding: null, run_at: row.due_at },
      });
    }
    return rows.length;
  });
}

/** Asks again about posts that the charter holds and that it, or what runs it, has changed since. */
async function judgeHeld(tx: Tx, now: Date): Promise<void> {
  const posts = await sqlRows<{ id: string }>(
    tx,
    `select post.id from post join charter using (brand_id) left join post_review as review on review.post_id = post.id
     where charter.active_number is not null and (${CURRENT}) is not true
       and post.id in (select post_id from publication where state = 'held' and reason = 'charter' and (late_until >= $1 or started))
     order by post.id limit ${JUDGED} for no key update of post skip locked`,
    [now, ENGINE_VERSION],
  );
  if (posts.length === 0) return;
  await judgePosts(
    tx,
    posts.map(({ id }) => id),
    now,
  );
}
