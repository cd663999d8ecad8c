import { SYSTEM } from '#kernel';
import { sqlRows, type Tx, type UnitOfWork } from '#persistence';
import { holdRefused } from '../charter-gate.js';
import { UNPUBLISHED } from './unpublished-posts.js';

/** Transactions of one beat: what is due waits for no more. */
const STEPS = 2;
const POSTS = 50;

/**
 * After an activation asks the version in force about every unpublished post that an earlier one judged, or none, and
 * holds what it refuses; what it lets go again follows by `release-held`. In batches that several schedulers share:
 * publishing goes on meanwhile, for each claim asks for itself. Answers how many posts were looked at.
 */
export async function reviewCharters(uow: UnitOfWork, now: Date): Promise<number> {
  let looked = 0;
  for (let step = 0; step < STEPS; step++) {
    const posts = await uow.run((tx) => reviewNext(tx, now));
    looked += posts;
    if (posts < POSTS) break;
  }
  await uow.read((tx) => sqlRows(tx, FINISH));
  return looked;
}

async function reviewNext(tx: Tx, now: Date): Promise<number> {
  const rows = await sqlRows<{ id: string }>(tx, NEXT);
  const ids = rows.map(({ id }) => id).sort();
  if (ids.length > 0) await holdRefused(tx, ids, { actor: SYSTEM, now });
  return ids.length;
}

/** Partial index `charter_to_review`: nothing to look at costs nothing. */
const CHANGED = `charter.reviewed_number is distinct from charter.active_number and charter.brand_id is not null
    and charter.active_number is not null`;
/** Partial index `post_unpublished`. */
const STALE = `post left join post_review as review on review.post_id = post.id
  where post.agency_id = charter.agency_id and post.brand_id = charter.brand_id and ${UNPUBLISHED}
    and (review.charter_id, review.charter_number) is distinct from (charter.id, charter.active_number)`;

const NEXT = `
  select post.id from charter cross join ${STALE} and ${CHANGED} limit ${POSTS} for no key update of post skip locked`;

/** Whatever somebody else holds is still to be looked at. */
const FINISH = `
  update charter set reviewed_number = active_number where ${CHANGED} and not exists (select from ${STALE})`;
