import type { Actor } from '#kernel';
import { sqlRows, type Tx } from '#persistence';
import { PENDING } from '../publication-machine.js';
import { moveBatch } from './move-batch.js';

/** Whose publications: all of a brand, those on one channel, or those of some posts. */
export type PublicationOwner = { brandId: string } | { channelId: string } | { postIds: readonly string[] };

function ownerOf(owner: PublicationOwner): { column: string; ids: readonly string[] } {
  if ('brandId' in owner) return { column: 'brand_id', ids: [owner.brandId] };
  if ('channelId' in owner) return { column: 'channel_id', ids: [owner.channelId] };
  return { column: 'post_id', ids: owner.postIds };
}

/**
 * Whether a worker or the network is at any of them, one is partly out, or a person has yet to say whether one is out.
 * Call it once their posts are locked: then the answer holds until the transaction ends.
 */
export async function anyInFlight(tx: Tx, owner: PublicationOwner): Promise<boolean> {
  const { column, ids } = ownerOf(owner);
  const rows = await sqlRows(
    tx,
    `select from publication as p where p.${column} = any($1) and (
       p.state in ('publishing', 'processing', 'reconciling', 'unconfirmed')
       or (p.state in ('scheduled', 'queued', 'waiting', 'held') and (p.started
         or exists (select from publication_unit as unit where unit.publication_id = p.id and unit.armed is not null)))
     ) limit 1`,
    [ids],
  );
  return rows.length > 0;
}

/**
 * Cancels all that a brand has not sent, in one statement. What becomes of its posts, which the caller has locked, is
 * the caller's part: they go as a whole. Answers how many.
 */
export async function cancelOfBrand(tx: Tx, brandId: string, now: Date): Promise<number> {
  const rows = await sqlRows(
    tx,
    `update publication set state = 'cancelled', queued_at = null, reason = 'brand_deleted', detail = null, updated_at = $2, version = version + 1
     where brand_id = $1 and state in ('scheduled', 'queued', 'waiting', 'held') returning id`,
    [brandId, now],
  );
  return rows.length;
}

/** Publications cancelled by one round of statements. */
const BATCH = 250;

/**
 * Cancels all that a channel has not sent. Posts go on with their other channels; one that has none left is a draft
 * again: its text is not lost with the account. Answers how many publications.
 */
export async function cancelOfChannel(
  tx: Tx,
  channel: { agencyId: string; channelId: string },
  { actor, now }: { actor: Actor; now: Date },
): Promise<number> {
  for (let cancelled = 0; ;) {
    const rows = await sqlRows<{ id: string }>(
      tx,
      `select id from publication where channel_id = $1 and state in ('scheduled', 'queued', 'waiting', 'held')
       order by post_id, id limit ${BATCH}`,
      [channel.channelId],
    );
    const publicationIds = rows.map(({ id }) => id);
    const set = { reason: 'channel_deleted', detail: null };
    const told = { actor, now, reason: 'channel_deleted', emptied: 'draft' as const };
    const move = { agencyId: channel.agencyId, publicationIds, by: 'delete', from: PENDING, to: 'cancelled' as const };
    cancelled += (await moveBatch(tx, { ...move, set, ...told })).length;
    if (rows.length < BATCH) return cancelled;
  }
}
